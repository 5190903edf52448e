"""What an engine hands over: everything that follows, before anything is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal

from gcm_graph.reasoning.rules import Term
from gcm_graph.reasoning.schema import Statements


@dataclass(frozen=True, slots=True)
class LiteralFact:
    """Something that follows about a literal, and therefore is no triple of RDF 1.1.

    Attributes:
        literal: the subject.
        value: a datatype that it is of, or what it equals.
        axiom: the axiom that it follows from, in a Turtle-like notation; empty if that is not known.
    """

    literal: Literal
    value: Term
    axiom: str = ""


@dataclass(frozen=True, slots=True)
class Closure:
    """What follows from a graph.

    Attributes:
        statements: what follows, as far as RDF 1.1 can say it; asserted statements may be among it.
        literal_facts: the types of literals and what they are equal to.
    """

    statements: Statements
    literal_facts: Sequence[LiteralFact]
