"""Compile class expressions and class axioms into rules (OWL 2 Profiles, section 4.3, Tables 6 and 7).

A class expression is itself a class in these rules, by its node. Left out: cls-thing and cls-nothing1, whose
conclusions are about the vocabularies of RDF, RDFS and OWL only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from gcm_graph.reasoning import vocabulary as v
from gcm_graph.reasoning.errors import UnsupportedAxiomError
from gcm_graph.reasoning.rules import Node, Pattern, Rule, Term, X, Y, Z, is_a, rule
from gcm_graph.reasoning.schema import Schema, short


def class_rules(schema: Schema) -> Iterator[Rule]:
    """Compile all class expressions and class axioms.

    Raises:
        MalformedAxiomError: if an axiom or expression is not written as it must be.
        UnsupportedAxiomError: if a cardinality is neither 0 nor 1.
    """
    yield rule("cls-nothing2", "", [is_a(X, v.NOTHING)], None)
    for predicate, compile_ in _CONSTRUCTS.items():
        for node, value in schema.pairs(predicate):
            yield from compile_(schema, node, value)
    for class_, other in schema.pairs(v.SUB_CLASS_OF):
        yield rule("cax-sco", schema.axiom(class_, v.SUB_CLASS_OF, other), [is_a(X, class_)], is_a(X, other))
    for class_, other in schema.pairs(v.EQUIVALENT_CLASS):
        axiom = schema.axiom(class_, v.EQUIVALENT_CLASS, other)
        yield rule("cax-eqc1", axiom, [is_a(X, class_)], is_a(X, other))
        yield rule("cax-eqc2", axiom, [is_a(X, other)], is_a(X, class_))
    for class_, other in schema.pairs(v.DISJOINT_WITH):
        axiom = schema.axiom(class_, v.DISJOINT_WITH, other)
        yield rule("cax-dw", axiom, [is_a(X, class_), is_a(X, other)], None)
    for node in schema.instances(v.ALL_DISJOINT_CLASSES):
        members = schema.value(node, v.MEMBERS)
        axiom = f"owl:AllDisjointClasses {schema.describe(members)}"
        for class_, other in combinations(schema.node_members(members), 2):
            yield rule("cax-adc", axiom, [is_a(X, class_), is_a(X, other)], None)


def _intersection(schema: Schema, node: Node, value: Term) -> Iterator[Rule]:
    axiom = schema.axiom(node, v.INTERSECTION_OF, value)
    members = schema.node_members(value)
    yield rule("cls-int1", axiom, [is_a(X, member) for member in members], is_a(X, node))
    for member in members:
        yield rule("cls-int2", axiom, [is_a(X, node)], is_a(X, member))


def _union(schema: Schema, node: Node, value: Term) -> Iterator[Rule]:
    axiom = schema.axiom(node, v.UNION_OF, value)
    for member in schema.node_members(value):
        yield rule("cls-uni", axiom, [is_a(X, member)], is_a(X, node))


def _complement(schema: Schema, node: Node, value: Term) -> Iterator[Rule]:
    yield rule("cls-com", schema.axiom(node, v.COMPLEMENT_OF, value), [is_a(X, node), is_a(X, value)], None)


def _one_of(schema: Schema, node: Node, value: Term) -> Iterator[Rule]:
    axiom = schema.axiom(node, v.ONE_OF, value)
    for member in schema.node_members(value):
        yield rule("cls-oo", axiom, [], is_a(member, node))


def _some_values(schema: Schema, node: Node, value: Term) -> Iterator[Rule]:
    property_ = schema.node(schema.value(node, v.ON_PROPERTY))
    if value == v.THING:
        yield rule("cls-svf2", schema.describe(node), [Pattern(X, property_, Y)], is_a(X, node))
    else:
        yield rule("cls-svf1", schema.describe(node), [Pattern(X, property_, Y), is_a(Y, value)], is_a(X, node))


def _all_values(schema: Schema, node: Node, value: Term) -> Iterator[Rule]:
    property_ = schema.node(schema.value(node, v.ON_PROPERTY))
    yield rule("cls-avf", schema.describe(node), [is_a(X, node), Pattern(X, property_, Y)], is_a(Y, value))


def _has_value(schema: Schema, node: Node, value: Term) -> Iterator[Rule]:
    property_ = schema.node(schema.value(node, v.ON_PROPERTY))
    axiom = schema.describe(node)
    yield rule("cls-hv1", axiom, [is_a(X, node)], Pattern(X, property_, value))
    yield rule("cls-hv2", axiom, [Pattern(X, property_, value)], is_a(X, node))


def _max_cardinality(schema: Schema, node: Node, value: Term) -> Iterator[Rule]:
    property_ = schema.node(schema.value(node, v.ON_PROPERTY))
    axiom = schema.describe(node)
    one, other = Pattern(X, property_, Y), Pattern(X, property_, Z)
    if _cardinality(schema, node, v.MAX_CARDINALITY, value) == 0:
        yield rule("cls-maxc1", axiom, [is_a(X, node), one], None)
    else:
        yield rule("cls-maxc2", axiom, [is_a(X, node), one, other], Pattern(Y, v.SAME_AS, Z))


def _max_qualified_cardinality(schema: Schema, node: Node, value: Term) -> Iterator[Rule]:
    property_ = schema.node(schema.value(node, v.ON_PROPERTY))
    class_ = schema.value(node, v.ON_CLASS)
    axiom = schema.describe(node)
    one, other = Pattern(X, property_, Y), Pattern(X, property_, Z)
    anything = class_ == v.THING
    if _cardinality(schema, node, v.MAX_QUALIFIED_CARDINALITY, value) == 0:
        name, members = ("cls-maxqc2", []) if anything else ("cls-maxqc1", [is_a(Y, class_)])
        yield rule(name, axiom, [is_a(X, node), one, *members], None)
    else:
        name, members = ("cls-maxqc4", []) if anything else ("cls-maxqc3", [is_a(Y, class_), is_a(Z, class_)])
        yield rule(name, axiom, [is_a(X, node), one, other, *members], Pattern(Y, v.SAME_AS, Z))


def _cardinality(schema: Schema, node: Node, predicate: NamedNode, value: Term) -> int:
    """Return a cardinality, which in OWL 2 RL is 0 or 1."""
    if isinstance(value, Literal) and value.datatype == NamedNode(v.XSD + "nonNegativeInteger"):
        written = re.fullmatch(r"\+?0*([01])", value.value)
        if written:
            return int(written[1])
    reason = "a cardinality of OWL 2 RL is the xsd:nonNegativeInteger 0 or 1"
    raise UnsupportedAxiomError(short(predicate), axiom=schema.describe(node), reason=reason)


_CONSTRUCTS: MappingProxyType[NamedNode, Callable[[Schema, Node, Term], Iterator[Rule]]] = MappingProxyType(
    {
        v.INTERSECTION_OF: _intersection,
        v.UNION_OF: _union,
        v.COMPLEMENT_OF: _complement,
        v.ONE_OF: _one_of,
        v.SOME_VALUES_FROM: _some_values,
        v.ALL_VALUES_FROM: _all_values,
        v.HAS_VALUE: _has_value,
        v.MAX_CARDINALITY: _max_cardinality,
        v.MAX_QUALIFIED_CARDINALITY: _max_qualified_cardinality,
    }
)
"""How each construct of a class expression is compiled."""
