"""Validate with pyshacl, the reference SHACL engine that the fast one is held against."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox
import pyshacl
import rdflib

from gcm_graph.validation.errors import EngineError, RdfSyntaxError
from gcm_graph.validation.patterns import python_pattern
from gcm_graph.validation.triples import parse_ntriples
from gcm_graph.validation.vocabulary import sh

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gcm_graph.validation.shapes_graph import ShapesGraph, Term

RdflibTerm: TypeAlias = rdflib.URIRef | rdflib.BNode | rdflib.Literal

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def engine_report(data: bytes, shapes: ShapesGraph) -> Iterator[ox.Triple]:
    """Return pyshacl's report graph, its blank nodes labelled as in the data and the shapes.

    Raises:
        RdfSyntaxError: the data is not N-Triples.
        EngineError: the engine refused the shapes.
    """
    try:
        with _without_complaints():
            data_graph = _rdflib_graph(parse_ntriples(data))
            shapes_graph = _rdflib_graph(_with_python_patterns(shapes))
            _, report, _ = pyshacl.validate(data_graph, shacl_graph=shapes_graph, inference="none", inplace=True)
    except (EngineError, RdfSyntaxError):
        raise
    except Exception as error:  # pyshacl lets through what rdflib, pyparsing and re raise
        raise EngineError(f"pyshacl cannot validate with these shapes: {error}") from error
    if not isinstance(report, rdflib.Graph):  # pyshacl returns some of its errors instead of raising them
        raise EngineError(f"pyshacl cannot validate with these shapes: {report}")
    return (_triple(subject, predicate, value) for subject, predicate, value in report)


@contextmanager
def _without_complaints() -> Iterator[None]:
    """Keep rdflib from logging a traceback for each ill-typed literal of the data: that is what results are for."""
    log = logging.getLogger("rdflib.term")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)


def _with_python_patterns(shapes: ShapesGraph) -> Iterator[ox.Triple]:
    for triple in shapes.triples:
        if triple.predicate == sh("pattern") and isinstance(triple.object, ox.Literal):
            flags = next((str(flags.value) for flags in shapes.literals(triple.subject, sh("flags"))), "")
            pattern = ox.Literal(python_pattern(triple.object.value, flags))
            yield ox.Triple(triple.subject, triple.predicate, pattern)
        else:
            yield triple


def _rdflib_graph(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """Return triples as an rdflib graph in memory.

    Data and shapes both take this way. To rdflib, `"a"` and `"a"^^xsd:string` are two literals, and `sh:in` and
    `sh:hasValue` would report false violations if the two graphs did not agree on one form. The graph is in memory
    because pyshacl counts all triples of the store each time it asks whether the graph is empty.
    """
    graph = rdflib.Graph()
    for triple in triples:
        graph.add((_to_rdflib(triple.subject), _to_rdflib(triple.predicate), _to_rdflib(triple.object)))
    return graph


def _to_rdflib(term: Term) -> RdflibTerm:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Literal):
        # Left as they are written: rdflib would make "1" of "01"^^xsd:integer.
        if term.language:
            return rdflib.Literal(term.value, lang=term.language, normalize=False)
        datatype = None if term.datatype.value == _XSD_STRING else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, datatype=datatype, normalize=False)
    raise EngineError(f"pyshacl cannot take in the triple term {term}")


def _triple(subject: rdflib.term.Node, predicate: rdflib.term.Node, value: rdflib.term.Node) -> ox.Triple:
    node, property_, object_ = _from_rdflib(subject), _from_rdflib(predicate), _from_rdflib(value)
    if isinstance(node, ox.Literal) or not isinstance(property_, ox.NamedNode):
        raise EngineError(f"pyshacl's report holds what is no triple: {node} {property_} {object_}")
    return ox.Triple(node, property_, object_)


def _from_rdflib(term: rdflib.term.Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, rdflib.Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or _XSD_STRING)))
    raise EngineError(f"pyshacl's report holds {term!r}, which is no RDF term")
