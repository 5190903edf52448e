"""The formats of documents: their media types, the ends of their names, and how a graph is written in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from gcm_graph.serving.negotiation import Offer


@dataclass(frozen=True, slots=True)
class Format:
    """One format in which there are documents.

    Attributes:
        name: what `?format=` calls it.
        media_type: its media type without parameters.
        ending: what the address of the thing is followed by in that of its document.
        charset: the value of the parameter `charset`; "" for types that have no such parameter (RFC 8259 §11 and
            N-Triples §5 give none) or say it in the document (RFC 7303 §3).
        offer: the format as it is offered to clients.
    """

    name: str
    media_type: str
    ending: str
    charset: str = ""
    offer: Offer = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "offer", Offer(self.media_type, self.name))

    @property
    def content_type(self) -> str:
        """The value of Content-Type."""
        return f"{self.media_type}; charset={self.charset}" if self.charset else self.media_type


TURTLE: Final = Format("ttl", "text/turtle", ".ttl", "utf-8")
JSON_LD: Final = Format("jsonld", "application/ld+json", ".jsonld")
N_TRIPLES: Final = Format("nt", "application/n-triples", ".nt")
RDF_XML: Final = Format("rdf", "application/rdf+xml", ".rdf")
HTML: Final = Format("html", "text/html", "/", "utf-8")
BIBTEX: Final = Format("bib", "application/x-bibtex", ".bib", "utf-8")
CSL_JSON: Final = Format("csl", "application/vnd.citationstyles.csl+json", ".csl.json")
RIS: Final = Format("ris", "application/x-research-info-systems", ".ris", "utf-8")

GRAPHS: Final = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML)
"""The formats of graphs, in the server's own preference."""

RECORDS: Final = (BIBTEX, CSL_JSON, RIS)
"""The formats of bibliographic records, in the server's own preference."""

FURTHER_OFFERS: Final[Mapping[Offer, Format]] = {
    Offer("text/plain", "nt"): N_TRIPLES,
    Offer("text/x-bibtex", "bib"): BIBTEX,
}
"""What is offered under a further media type.

That of N-Triples before it had its own, for which rdflib still asks; and the other one by which doi.org knows BibTeX.
"""

_OTHER_NAMES: Final[Mapping[str, str]] = {
    "turtle": "ttl",
    "json": "jsonld",
    "json-ld": "jsonld",
    "n-triples": "nt",
    "ntriples": "nt",
    "xml": "rdf",
    "rdf+xml": "rdf",
    "rdf-xml": "rdf",
    "rdfxml": "rdf",
    "bibtex": "bib",
    "text/x-bibtex": "bib",
    "csl-json": "csl",
}
"""The names by which other servers and libraries know the formats."""

NAMES: Final = tuple(
    dict.fromkeys(
        [each.name for each in (*GRAPHS, HTML, *RECORDS)]
        + list(_OTHER_NAMES)
        + [each.media_type for each in (*GRAPHS, HTML, *RECORDS)]
    )
)
"""What `?format=` may ask for, in lower case."""

_BY_ENDING: Final[Mapping[str, Format]] = {each.ending: each for each in (*RECORDS, *GRAPHS)}


def split_ending(path: str) -> tuple[str, Format | None]:
    """Return the path of the thing that a document is about, and the document's format.

    >>> split_ending("objective/11.csl.json")[0], split_ending("objective/11/")[0], split_ending("ontology/0.1.0")[0]
    ('objective/11', 'objective/11', 'ontology/0.1.0')
    """
    lowered = path.lower()
    for ending, form in _BY_ENDING.items():
        if lowered.endswith(ending) and len(path) > len(ending):
            return path[: -len(ending)], form
    return (path.rstrip("/"), HTML) if path.endswith("/") else (path, None)


def named(formats: Iterable[Format], name: str) -> Format | None:
    """Return the format that `?format=` asks for, by its name or by its media type; None where there is none such."""
    # Whoever writes a media type into an address by hand leaves its plus sign, which a form reads as a space.
    wanted = name.strip().lower().replace(" ", "+")
    wanted = _OTHER_NAMES.get(wanted, wanted)
    return next((each for each in formats if wanted in {each.name, each.media_type}), None)
