"""The forms in which a thing can be had, as the boxes and the heads of pages name them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """One form in which a thing can be had.

    Attributes:
        name: what people call it.
        media_type: its media type.
        place: its path on this server.
    """

    name: str
    media_type: str
    place: str


_STATEMENTS = (
    ("Turtle", "text/turtle", "ttl"),
    ("JSON-LD", "application/ld+json", "jsonld"),
    ("N-Triples", "application/n-triples", "nt"),
    ("RDF/XML", "application/rdf+xml", "rdf"),
)
_REFERENCES = (
    ("BibTeX", "application/x-bibtex", "bib"),
    ("RIS", "application/x-research-info-systems", "ris"),
    ("CSL-JSON", "application/vnd.citationstyles.csl+json", "csl.json"),
)


def statements_about(path: str) -> tuple[Format, ...]:
    """Return the formats of the statements about the thing with a path.

    >>> statements_about("objective/11")[0]
    Format(name='Turtle', media_type='text/turtle', place='objective/11.ttl')
    """
    return tuple(Format(name, media_type, f"{path}.{suffix}") for name, media_type, suffix in _STATEMENTS)


def references_to(path: str) -> tuple[Format, ...]:
    """Return the formats of the bibliographic reference to the unit with a path."""
    return tuple(Format(name, media_type, f"{path}.{suffix}") for name, media_type, suffix in _REFERENCES)
