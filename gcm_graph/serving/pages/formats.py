"""The forms in which a thing can be had, as the boxes and the heads of pages name them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode


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


def described_by_query(iri: str) -> tuple[Format, ...]:
    """Return the formats of the statements about a thing that has no document of its own: the endpoint describes it.

    >>> described_by_query("http://metadata.un.org/sdg/10.7")[0].place
    'sparql?query=DESCRIBE+%3Chttp%3A%2F%2Fmetadata.un.org%2Fsdg%2F10.7%3E&format=ttl'
    """
    return tuple(
        Format(name, media_type, f"sparql?{urlencode({'query': f'DESCRIBE <{iri}>', 'format': suffix})}")
        for name, media_type, suffix in _STATEMENTS
    )


def references_to(path: str) -> tuple[Format, ...]:
    """Return the formats of the bibliographic reference to the unit with a path."""
    return tuple(Format(name, media_type, f"{path}.{suffix}") for name, media_type, suffix in _REFERENCES)
