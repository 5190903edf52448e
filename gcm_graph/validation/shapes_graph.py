"""Hold a parsed shapes graph and answer what stands in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from gcm_graph.validation.errors import Fault, Finding, InvalidShapesError
from gcm_graph.validation.triples import fault_of, stable_triples

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Resource: TypeAlias = ox.NamedNode | ox.BlankNode
Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TYPE = ox.NamedNode(RDF + "type")
FIRST = ox.NamedNode(RDF + "first")
REST = ox.NamedNode(RDF + "rest")
NIL = ox.NamedNode(RDF + "nil")


@dataclass(frozen=True, slots=True)
class ShapesGraph:
    """The triples of a shapes graph, found by subject and predicate.

    Attributes:
        triples: all triples in the order of the file, blank nodes named in that order.
        index: the objects of each subject and predicate, in the order of the file.
        wholes: the first subject that each object is said of.
    """

    triples: tuple[ox.Triple, ...]
    index: Mapping[tuple[Term, ox.NamedNode], tuple[Term, ...]]
    wholes: Mapping[Term, Term]

    def objects(self, subject: Term, predicate: ox.NamedNode) -> tuple[Term, ...]:
        """Return the objects of a subject and predicate."""
        return self.index.get((subject, predicate), ())

    def literals(self, subject: Term, predicate: ox.NamedNode) -> tuple[ox.Literal, ...]:
        """Return those objects of a subject and predicate that are literals."""
        return tuple(value for value in self.objects(subject, predicate) if isinstance(value, ox.Literal))

    def members(self, head: Term) -> Iterator[Term]:
        """Yield the members of an RDF list; stop where it is broken or turns back on itself."""
        seen: set[Term] = set()
        while head != NIL and head not in seen:
            seen.add(head)
            yield from self.objects(head, FIRST)[:1]
            rest = self.objects(head, REST)
            if not rest:
                return
            head = rest[0]


def parse_shapes(shapes: bytes, *, file: str) -> ShapesGraph:
    """Return the graph that a Turtle document of shapes says.

    Args:
        shapes: the Turtle document.
        file: its name, for messages.

    Raises:
        InvalidShapesError: it is not Turtle, or says nothing.
    """
    try:
        triples = tuple(dict.fromkeys(stable_triples(ox.parse(shapes, format=ox.RdfFormat.TURTLE))))
    except SyntaxError as error:
        place = f"line {error.lineno}, column {error.offset}"
        raise InvalidShapesError((Finding(place, Fault.SYNTAX, fault_of(error)),), file=file) from error
    if not triples:
        raise InvalidShapesError((Finding("the whole file", Fault.SYNTAX, "it holds no triple"),), file=file)
    index: dict[tuple[Term, ox.NamedNode], list[Term]] = defaultdict(list)
    wholes: dict[Term, Term] = {}
    for triple in triples:
        index[(triple.subject, triple.predicate)].append(triple.object)
        wholes.setdefault(triple.object, triple.subject)
    return ShapesGraph(triples, {key: tuple(values) for key, values in index.items()}, wholes)
