"""Read axioms from triples: what is said with the vocabularies of RDF, RDFS and OWL, its lists and its expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, cast

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from gcm_graph.namespaces import PREFIXES
from gcm_graph.reasoning import vocabulary as v
from gcm_graph.reasoning.errors import MalformedAxiomError
from gcm_graph.reasoning.rules import Node, Term

Statements: TypeAlias = Mapping[NamedNode, Sequence[tuple[Node, Term]]]
"""What is stated: subjects and objects by predicate."""

_LOCAL_NAME = re.compile(r"\w[\w-]*")


def group(statements: Iterable[Triple | Quad]) -> Statements:
    """Return statements by their predicates; the names of graphs do not matter."""
    grouped: dict[NamedNode, list[tuple[Node, Term]]] = {}
    for statement in statements:
        # Read by name: taking a statement apart as a sequence takes three times as long.
        pair = (cast("Node", statement.subject), statement.object)
        grouped.setdefault(statement.predicate, []).append(pair)
    return grouped


def short(iri: NamedNode) -> str:
    """Return an IRI as a prefixed name where one of the project's prefixes fits, else in angle brackets."""
    for prefix, namespace in PREFIXES.items():
        if iri.value.startswith(namespace) and _LOCAL_NAME.fullmatch(iri.value, len(namespace)):
            return f"{prefix}:{iri.value.removeprefix(namespace)}"
    return str(iri)


class Schema:
    """The axioms among the statements of a graph.

    Everything is returned in one order, whatever order the statements come in.

    Args:
        statements: the statements of the data and of the ontology.
    """

    def __init__(self, statements: Statements) -> None:
        self._pairs: dict[NamedNode, list[tuple[Node, Term]]] = {}
        self._values: dict[tuple[Term, NamedNode], list[Term]] = {}
        for predicate in sorted(statements, key=str):
            if v.is_logical(predicate):
                self._pairs[predicate] = _pairs(predicate, statements[predicate])
                for subject, value in self._pairs[predicate]:
                    self._values.setdefault((subject, predicate), []).append(value)

    def predicates(self) -> Iterator[NamedNode]:
        """Return the predicates of the logical vocabularies that are used."""
        return iter(self._pairs)

    def pairs(self, predicate: NamedNode) -> Sequence[tuple[Node, Term]]:
        """Return subjects and objects of a predicate; of rdf:type only where the class is logical or without a name."""
        return self._pairs.get(predicate, ())

    def instances(self, class_: NamedNode) -> Iterator[Node]:
        """Return the nodes that are stated to be of a class of the logical vocabularies."""
        return (subject for subject, value in self.pairs(v.TYPE) if value == class_)

    def values(self, node: Term, predicate: NamedNode) -> Sequence[Term]:
        """Return the values of a property of a node."""
        return self._values.get((node, predicate), ())

    def value(self, node: Node, predicate: NamedNode) -> Term:
        """Return the one value of a property of a node.

        Raises:
            MalformedAxiomError: if there is none, or more than one.
        """
        values = self.values(node, predicate)
        if len(values) != 1:
            problem = f"{short(predicate)} must have one value, not {len(values)}"
            raise MalformedAxiomError(self.describe(node), problem)
        return values[0]

    def members(self, head: Term) -> tuple[Term, ...]:
        """Return the members of a list.

        Raises:
            MalformedAxiomError: if it is empty, or no list that ends.
        """
        members: list[Term] = []
        cells: set[Term] = set()
        cell = head
        while cell != v.NIL:
            if not isinstance(cell, NamedNode | BlankNode) or cell in cells:
                raise MalformedAxiomError(self.describe(head), "not a list that ends with rdf:nil")
            cells.add(cell)
            members.append(self.value(cell, v.FIRST))
            cell = self.value(cell, v.REST)
        if not members:
            raise MalformedAxiomError(self.describe(head), "an empty list")
        return tuple(members)

    def node_members(self, head: Term) -> tuple[Node, ...]:
        """Return the members of a list that can only have classes, properties or individuals as members.

        Raises:
            MalformedAxiomError: if it is no such list.
        """
        return tuple(self.node(member) for member in self.members(head))

    def node(self, term: Term) -> Node:
        """Return a term that stands where only a class, property or individual can stand.

        Raises:
            MalformedAxiomError: if it is a literal.
        """
        if not isinstance(term, NamedNode | BlankNode):
            raise MalformedAxiomError(self.describe(term), "a literal stands for a class, property or individual")
        return term

    def describe(self, term: Term, within: frozenset[Term] = frozenset()) -> str:
        """Return a term in a Turtle-like notation, lists and expressions written out."""
        if isinstance(term, NamedNode):
            return short(term)
        if not isinstance(term, BlankNode) or term in within:
            return str(term)
        within |= {term}
        if self.values(term, v.FIRST):
            return f"({' '.join(self._describe_members(term, within))})"
        said = [
            f"{short(predicate)} {self.describe(value, within)}"
            for predicate, pairs in self._pairs.items()
            for subject, value in pairs
            if subject == term and predicate != v.TYPE
        ]
        return f"[ {' ; '.join(said)} ]" if said else str(term)

    def _describe_members(self, cell: Term, within: frozenset[Term]) -> Iterator[str]:
        seen = set()
        while cell not in seen and (first := self.values(cell, v.FIRST)):
            seen.add(cell)
            yield self.describe(first[0], within)
            cell = next(iter(self.values(cell, v.REST)), v.NIL)

    def axiom(self, subject: Term, predicate: NamedNode, value: Term) -> str:
        """Return an axiom in a Turtle-like notation; of an expression without a name the expression itself."""
        if isinstance(subject, BlankNode) and predicate in v.CLASS_CONSTRUCTS:
            return self.describe(subject)
        verb = "a" if predicate == v.TYPE else short(predicate)
        return f"{self.describe(subject)} {verb} {self.describe(value)}"


def _pairs(predicate: NamedNode, pairs: Iterable[tuple[Node, Term]]) -> list[tuple[Node, Term]]:
    """Return subjects and objects, each pair once, in order."""
    distinct = {pair for pair in pairs if predicate != v.TYPE or _is_schema_class(pair[1])}
    return sorted(distinct, key=lambda pair: (str(pair[0]), str(pair[1])))


def _is_schema_class(class_: Term) -> bool:
    return isinstance(class_, BlankNode) or (isinstance(class_, NamedNode) and v.is_logical(class_))
