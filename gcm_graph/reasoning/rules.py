"""Rules as data: what a rule of OWL 2 RL/RDF demands and what it concludes, for one axiom of the ontology."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, Variable

from gcm_graph.reasoning.vocabulary import TYPE

Node: TypeAlias = NamedNode | BlankNode
Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
PatternTerm: TypeAlias = NamedNode | BlankNode | Literal | Triple | Variable

X, Y, Z = Variable("x"), Variable("y"), Variable("z")

CLAUSES = MappingProxyType(
    {
        "eq": "OWL 2 Profiles, section 4.3, Table 4 (The Semantics of Equality)",
        "prp": "OWL 2 Profiles, section 4.3, Table 5 (The Semantics of Axioms about Properties)",
        "cls": "OWL 2 Profiles, section 4.3, Table 6 (The Semantics of Classes)",
        "cax": "OWL 2 Profiles, section 4.3, Table 7 (The Semantics of Class Axioms)",
        "dt": "OWL 2 Profiles, section 4.3, Table 8 (The Semantics of Datatypes)",
    }
)
"""Where the rules of a family are written, by the first part of their names."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple with variables. Unlike a triple of RDF 1.1 it may have any term in any place."""

    subject: PatternTerm
    predicate: PatternTerm
    object: PatternTerm

    def terms(self) -> tuple[PatternTerm, PatternTerm, PatternTerm]:
        """Return subject, predicate and object."""
        return (self.subject, self.predicate, self.object)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of OWL 2 RL/RDF, applied to one axiom.

    Blank nodes in the patterns are those of the ontology, not variables.

    Attributes:
        name: the specification's name of the rule, for example `cax-sco`.
        clause: where the specification has it.
        axiom: the axiom that the rule was compiled from, in a Turtle-like notation; empty for the rules of equality,
            which hold without an axiom.
        body: what must be there.
        head: what follows; None where the body is a contradiction.
    """

    name: str
    clause: str
    axiom: str
    body: tuple[Pattern, ...]
    head: Pattern | None

    def participants(self) -> tuple[PatternTerm, ...]:
        """Return the individuals and values that the body is about, in the order in which they first appear."""
        found = (
            term
            for pattern in self.body
            for term in ((pattern.subject,) if pattern.predicate == TYPE else (pattern.subject, pattern.object))
        )
        return tuple(dict.fromkeys(found))


def rule(name: str, axiom: str, body: Iterable[Pattern], head: Pattern | None) -> Rule:
    """Return a rule with the clause that its name belongs to."""
    return Rule(name=name, clause=CLAUSES[name.partition("-")[0]], axiom=axiom, body=tuple(body), head=head)


def is_a(subject: PatternTerm, class_: PatternTerm) -> Pattern:
    """Return the pattern of membership in a class."""
    return Pattern(subject, TYPE, class_)
