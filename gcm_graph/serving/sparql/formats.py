"""The formats of answers to queries, by what the query asks for, and which of them a client gets.

Solutions: SPARQL 1.1 Query Results JSON, XML, CSV and TSV. Yes or no: JSON and XML; the CSV and TSV formats have no
form for it. Graphs: the RDF formats.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, TypeAlias

from gcm_graph.serving.negotiation import Offer, choose, not_acceptable
from gcm_graph.serving.problems import Problem

Kind: TypeAlias = Literal["solutions", "boolean", "graph"]
"""What the answer to a query is: rows (SELECT), yes or no (ASK), triples (CONSTRUCT and DESCRIBE)."""


@dataclass(frozen=True, slots=True, eq=False)
class Format:
    """A format of answers.

    Attributes:
        writer: the short name of what writes it.
        offer: its media type, and the name by which `?format=` asks for it.
        content_type: the media type with its parameters.
        identifier: its IRI among W3C's file formats, for the service description; None for a further media type.
    """

    writer: str
    offer: Offer
    content_type: str
    identifier: str | None = None


_SHOWN = 200
_FILE_FORMATS = "http://www.w3.org/ns/formats/"


def _registered(name: str, media_type: str, identifier: str, parameters: str = "") -> Format:
    return Format(name, Offer(media_type, name), media_type + parameters, _FILE_FORMATS + identifier)


def _also(name: str, writer: str, media_type: str, parameters: str = "") -> Format:
    """Return a format under another media type, for clients that know only that one."""
    return Format(writer, Offer(media_type, name), media_type + parameters)


_JSON = _registered("json", "application/sparql-results+json", "SPARQL_Results_JSON")
_XML = _registered("xml", "application/sparql-results+xml", "SPARQL_Results_XML")
_OTHERS = (_also("json", "json", "application/json"), _also("xml", "xml", "application/xml"))

FORMATS: Mapping[Kind, tuple[Format, ...]] = MappingProxyType(
    {
        "solutions": (
            _JSON,
            _XML,
            _registered("csv", "text/csv", "SPARQL_Results_CSV", "; charset=utf-8; header=present"),
            _registered("tsv", "text/tab-separated-values", "SPARQL_Results_TSV", "; charset=utf-8"),
            *_OTHERS,
        ),
        "boolean": (_JSON, _XML, *_OTHERS),
        "graph": (
            _registered("ttl", "text/turtle", "Turtle", "; charset=utf-8"),
            _registered("jsonld", "application/ld+json", "JSON-LD"),
            _registered("nt", "application/n-triples", "N-Triples"),
            _registered("rdf", "application/rdf+xml", "RDF_XML"),
            _registered("trig", "application/trig", "TriG"),
            _registered("nq", "application/n-quads", "N-Quads"),
            _also("json", "jsonld", "application/json"),
            _also("xml", "rdf", "application/xml"),
            _also("nt", "nt", "text/plain", "; charset=utf-8"),
        ),
    }
)
"""What each kind of answer can be written in, the server's own preference first."""


_RELATED: Mapping[str, str] = MappingProxyType({"json": "jsonld", "xml": "rdf", "jsonld": "json", "rdf": "xml"})
"""Results and graphs in the same notation."""

_OTHER_NAMES_FOR_GRAPHS: Mapping[str, str] = MappingProxyType(
    {"json": "jsonld", "json-ld": "jsonld", "n3": "ttl", "rdf+xml": "rdf", "turtle": "ttl", "xml": "rdf"}
)
"""What clients, SPARQLWrapper among them, call the formats of graphs in the parameter `format`."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The format that a client gets for each kind of answer; None where it takes none of them.

    Which kind a query gives is known when it has been read, by the process that answers it.
    """

    solutions: Format | None
    boolean: Format | None
    graph: Format | None

    def of(self, kind: Kind) -> Format | None:
        """Return the format for one kind of answer."""
        return {"solutions": self.solutions, "boolean": self.boolean, "graph": self.graph}[kind]


@lru_cache(maxsize=256)
def choice(accept: str | None, wanted: tuple[str, ...] = ()) -> Choice:
    """Return the formats that a client gets.

    Args:
        accept: the value of the Accept field; None where there is none.
        wanted: names or media types of formats, which go before the Accept field: the first that there is counts.

    Raises:
        Problem: nothing has a format that is named (400), or no answer can be had in any acceptable one (406).
    """
    for name in wanted:
        named = Choice(*(_named(name, kind) for kind in FORMATS))
        if named != Choice(None, None, None):
            return named
    if wanted:
        raise _unknown(wanted[0])
    chosen = _completed(accept, Choice(*(_preferred(accept, FORMATS[kind]) for kind in FORMATS)))
    if chosen == Choice(None, None, None):
        raise not_acceptable([each.offer for formats in FORMATS.values() for each in formats])
    return chosen


def _named(wanted: str, kind: Kind) -> Format | None:
    if kind == "graph":
        wanted = _OTHER_NAMES_FOR_GRAPHS.get(wanted, wanted)
    return next((each for each in FORMATS[kind] if wanted in {each.offer.name, each.offer.media_type}), None)


def _preferred(accept: str | None, formats: tuple[Format, ...]) -> Format | None:
    offer = choose(accept, [each.offer for each in formats])
    return next((each for each in formats if each.offer is offer), None)


def _completed(accept: str | None, chosen: Choice) -> Choice:
    """Return the formats that a client gets where it accepts those of results only, or those of graphs only.

    Clients such as rdflib send the same Accept field whatever they ask, and go by the Content-Type of the answer. They
    get what is written in the same notation, JSON or XML, as what they accept most gladly of these. Where nothing is
    acceptable a server may send what it has instead of 406 (RFC 9110 §12.4.1).
    """
    if chosen.graph is None:
        return replace(chosen, graph=_related(accept, "solutions", "graph"))
    if chosen.solutions is None and chosen.boolean is None:
        solutions, boolean = (_related(accept, "graph", kind) for kind in ("solutions", "boolean"))
        return replace(chosen, solutions=solutions, boolean=boolean)
    return chosen


def _related(accept: str | None, accepted: Kind, kind: Kind) -> Format | None:
    """Return the format of a kind of answer that has the notation of the preferred one of another kind."""
    form = _preferred(accept, tuple(each for each in FORMATS[accepted] if each.writer in _RELATED))
    return next((each for each in FORMATS[kind] if form is not None and each.writer == _RELATED[form.writer]), None)


def unacceptable(kind: Kind) -> Problem:
    """Return the problem of a client that takes no format in which an answer of this kind can be written."""
    return not_acceptable([each.offer for each in FORMATS[kind]])


def not_in_xml(kind: Kind, iri: str = "") -> Problem:
    """Return the problem of an answer that XML 1.0 cannot hold, with the formats that can.

    Args:
        kind: what the answer is.
        iri: the property or class that XML has no name for; "" where it is a character that XML does not have.
    """
    others = [each.offer for each in FORMATS[kind] if each.writer not in {"xml", "rdf"}]
    detail = "A string in the answer has a character that XML 1.0 does not have: below U+0020, U+FFFE or U+FFFF."
    otherwise = "leave the character out with REPLACE"
    if iri:
        detail = f"RDF/XML has no name for an element that stands for <{iri[:_SHOWN]}>."
        otherwise = "use a property that ends with a name, such as gcm:text"
    return Problem(
        406,
        "not-in-xml",
        "The answer cannot be written in XML",
        detail,
        hint=f"Ask for {others[0].media_type}, or {otherwise}.",
        available=list(dict.fromkeys(each.media_type for each in others)),
        formats=list(dict.fromkeys(each.name for each in others)),
    )


def _unknown(wanted: str) -> Problem:
    names = list(dict.fromkeys(each.offer.name for formats in FORMATS.values() for each in formats))
    return Problem(
        400,
        "unknown-format",
        "There is no such format",
        f"No answer can be written as {wanted[:40]!r}.",
        hint=f"The formats are {', '.join(names)}; without the parameter the Accept field decides.",
        formats=names,
    )
