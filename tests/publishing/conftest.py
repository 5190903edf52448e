"""What the tests of the writers share: the context, and a reading of each syntax through every processor at hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from pyld import jsonld
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

Reader = Callable[[bytes], set[Triple]]

CONTEXT_FILE = Path(__file__).parents[2] / "ontology" / "gcm.context.jsonld"


@pytest.fixture(scope="session")
def context() -> dict[str, object]:
    """Return the context document that the project publishes."""
    return json.loads(CONTEXT_FILE.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def turtle_readers() -> dict[str, Reader]:
    """Return the Turtle parsers by name."""
    return {
        "pyoxigraph": lambda data: _oxigraph(data, RdfFormat.TURTLE),
        "rdflib": lambda data: _rdflib(data, "turtle"),
    }


@pytest.fixture(scope="session")
def jsonld_readers() -> dict[str, Reader]:
    """Return the JSON-LD processors by name."""
    return {
        "pyoxigraph": lambda data: _oxigraph(data, RdfFormat.JSON_LD),
        "PyLD": _pyld,
        "rdflib": lambda data: _rdflib(data, "json-ld"),
    }


def _oxigraph(data: bytes, syntax: RdfFormat) -> set[Triple]:
    return {quad.triple for quad in parse(data, format=syntax)}


def _rdflib(data: bytes, syntax: str) -> set[Triple]:
    graph = rdflib.Graph()
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False  # or else it reads "01"^^xsd:integer as "1"
    try:
        graph.parse(data=data, format=syntax)
    finally:
        rdflib.NORMALIZE_LITERALS = before
    return {Triple(_from_rdflib(s), _from_rdflib(p), _from_rdflib(o)) for s, p, o in graph}


def _from_rdflib(term: rdflib.term.Node) -> NamedNode | Literal:
    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    assert isinstance(term, rdflib.Literal)
    if term.language:
        return Literal(str(term), language=term.language)
    return Literal(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None)


def _pyld(data: bytes) -> set[Triple]:
    dataset = jsonld.to_rdf(json.loads(data))
    assert set(dataset) == {"@default"}
    return {
        Triple(*(_from_pyld(triple[role]) for role in ("subject", "predicate", "object")))
        for triple in dataset["@default"]
    }


def _from_pyld(term: dict[str, str]) -> NamedNode | Literal:
    if term["type"] == "IRI":
        return NamedNode(term["value"])
    assert term["type"] == "literal"
    if "language" in term:
        return Literal(term["value"], language=term["language"])
    return Literal(term["value"], datatype=NamedNode(term["datatype"]))
