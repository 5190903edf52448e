"""The rules of equality (OWL 2 Profiles, section 4.3, Table 4).

Left out: eq-ref, since that everything equals itself is never published (what the rules of difference conclude from
it is written out in them); and eq-trans, since eq-rep-o says the same of owl:sameAs as of any property.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from pyoxigraph import Variable

from gcm_graph.reasoning import vocabulary as v
from gcm_graph.reasoning.rules import Pattern, Rule, Term, X, Y, Z, rule
from gcm_graph.reasoning.schema import Schema

_P = Variable("p")
_EQUAL = Pattern(X, v.SAME_AS, Y)

EQUALITY_RULES = (
    rule("eq-sym", "", [_EQUAL], Pattern(Y, v.SAME_AS, X)),
    rule("eq-rep-s", "", [_EQUAL, Pattern(X, _P, Z)], Pattern(Y, _P, Z)),
    rule("eq-rep-p", "", [_EQUAL, Pattern(_P, X, Z)], Pattern(_P, Y, Z)),
    rule("eq-rep-o", "", [_EQUAL, Pattern(Z, _P, X)], Pattern(Z, _P, Y)),
)
"""What follows from equality, whatever it follows from itself. Needed only where something can be equal."""


def difference_rules(schema: Schema) -> Iterator[Rule]:
    """Compile what the data and the ontology say about things that differ: eq-diff1, eq-diff2, eq-diff3."""
    for node, value in schema.pairs(v.DIFFERENT_FROM):
        yield _must_differ("eq-diff1", schema.axiom(node, v.DIFFERENT_FROM, value), node, value)
    for node in schema.instances(v.ALL_DIFFERENT):
        for name, predicate in (("eq-diff2", v.MEMBERS), ("eq-diff3", v.DISTINCT_MEMBERS)):
            for members in schema.values(node, predicate):
                axiom = f"owl:AllDifferent {schema.describe(members)}"
                for one, other in combinations(schema.members(members), 2):
                    yield _must_differ(name, axiom, one, other)


def _must_differ(name: str, axiom: str, one: Term, other: Term) -> Rule:
    """Compile that two things differ. That one thing would differ from itself is a contradiction as it stands."""
    return rule(name, axiom, [] if one == other else [Pattern(one, v.SAME_AS, other)], None)
