"""Collect the statements of one named graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from gcm_graph import namespaces

XSD = namespaces.PREFIXES["xsd"]
RDF_TYPE = NamedNode(namespaces.PREFIXES["rdf"] + "type")


@cache
def term(name: str) -> NamedNode:
    """Return the IRI of a prefixed name.

    >>> term("gcm:text")
    <NamedNode value=https://w3id.org/gcm/ontology#text>
    """
    prefix, _, local = name.partition(":")
    return NamedNode(namespaces.PREFIXES[prefix] + local)


def node(path: str) -> NamedNode:
    """Return the IRI of a path under the base."""
    return NamedNode(namespaces.iri(path))


def english(text: str) -> Literal:
    """Return an English string."""
    return Literal(text, language="en")


def typed(value: str, datatype: str) -> Literal:
    """Return a literal of an XML Schema datatype, for example `typed("2018-12-19", "date")`."""
    return Literal(value, datatype=term(f"xsd:{datatype}"))


def graph_of(quad: Quad) -> str:
    """Return the IRI of the named graph in which a quad stands.

    Raises:
        TypeError: it stands in the default graph, where nothing is ever stated.
    """
    name = quad.graph_name
    if not isinstance(name, NamedNode):
        message = f"the statement stands in no named graph: {quad}"
        raise TypeError(message)
    return name.value


class NamedGraph:
    """The statements of one named graph, in the order in which they are made.

    Args:
        name: the graph's name, for example `text`.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._graph = NamedNode(namespaces.graph(name))
        self._quads: list[Quad] = []

    def __iter__(self) -> Iterator[Quad]:
        return iter(self._quads)

    def __len__(self) -> int:
        return len(self._quads)

    def a(self, subject: NamedNode, *classes: str) -> None:
        """State that a subject is of some classes, given as prefixed names."""
        for name in classes:
            self._quads.append(Quad(subject, RDF_TYPE, term(name), self._graph))

    def add(self, subject: NamedNode, predicate: str, *values: NamedNode | Literal | str | int | None) -> None:
        """State values of a property, given as a prefixed name.

        A `str` is an xsd:string, an `int` an xsd:integer; None states nothing.
        """
        for value in values:
            if value is None:
                continue
            if isinstance(value, int):
                value = typed(str(value), "integer")  # noqa: PLW2901 - the plain value has no other use
            elif isinstance(value, str):
                value = Literal(value)  # noqa: PLW2901
            self._quads.append(Quad(subject, term(predicate), value, self._graph))

    def state(self, statements: Iterable[tuple[NamedNode, NamedNode, NamedNode | Literal]]) -> None:
        """State what is given as terms."""
        self._quads += [Quad(subject, predicate, value, self._graph) for subject, predicate, value in statements]

    def extend(self, quads: Iterable[Quad]) -> None:
        """Add statements, into this graph whatever graph they name."""
        self._quads += [Quad(quad.subject, quad.predicate, quad.object, self._graph) for quad in quads]
