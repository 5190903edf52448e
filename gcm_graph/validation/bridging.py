"""Carry terms between pyoxigraph and rdflib without changing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox
import rdflib

from gcm_graph.validation.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gcm_graph.validation.shapes_graph import Term

RdflibTerm: TypeAlias = rdflib.URIRef | rdflib.BNode | rdflib.Literal

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def rdflib_graph(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """Return triples as an rdflib graph in memory.

    Data and shapes both take this way. To rdflib, `"a"` and `"a"^^xsd:string` are two literals, and `sh:in` and
    `sh:hasValue` would report false violations if the two graphs did not agree on one form. The graph is in memory
    because pyshacl counts all triples of the store each time it asks whether the graph is empty.
    """
    graph = rdflib.Graph()
    for triple in triples:
        graph.add((to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)))
    return graph


def to_rdflib(term: Term) -> RdflibTerm:
    """Return a term as rdflib has it, its lexical form untouched."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Literal):
        # Left as they are written: rdflib would make "1" of "01"^^xsd:integer.
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        datatype = None if term.datatype.value == _XSD_STRING else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, datatype=datatype, normalize=False)
    raise EngineError(f"pyshacl cannot take in the triple term {term}")


def from_rdflib_triple(subject: rdflib.term.Node, predicate: rdflib.term.Node, value: rdflib.term.Node) -> ox.Triple:
    """Return a triple of rdflib, its terms as they are."""
    node, property_, object_ = from_rdflib(subject), from_rdflib(predicate), from_rdflib(value)
    if isinstance(node, ox.Literal) or not isinstance(property_, ox.NamedNode):
        raise EngineError(f"pyshacl's report holds what is no triple: {node} {property_} {object_}")
    return ox.Triple(node, property_, object_)


def from_rdflib(term: rdflib.term.Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Return a term of rdflib, its lexical form untouched."""
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, rdflib.Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or _XSD_STRING)))
    raise EngineError(f"pyshacl's report holds {term!r}, which is no RDF term")
