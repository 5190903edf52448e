"""Compile axioms about properties into rules (OWL 2 Profiles, section 4.3, Table 5).

Left out: prp-ap, whose conclusions are about the vocabularies of RDF, RDFS and OWL only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from types import MappingProxyType

from pyoxigraph import NamedNode, Variable

from gcm_graph.reasoning import vocabulary as v
from gcm_graph.reasoning.errors import MalformedAxiomError
from gcm_graph.reasoning.rules import Node, Pattern, Rule, X, Y, Z, is_a, rule
from gcm_graph.reasoning.schema import Schema


def property_rules(schema: Schema) -> Iterator[Rule]:
    """Compile all axioms about properties.

    Raises:
        MalformedAxiomError: if an axiom is not written as it must be.
    """
    for predicate, compile_ in _BINARY.items():
        for subject, value in schema.pairs(predicate):
            yield from compile_(subject, schema.node(value), schema.axiom(subject, predicate, value))
    for characteristic, (name, body, head) in _CHARACTERISTICS.items():
        for node in schema.instances(characteristic):
            axiom = schema.axiom(node, v.TYPE, characteristic)
            yield rule(name, axiom, [_for(node, pattern) for pattern in body], head and _for(node, head))
    yield from _chains(schema)
    yield from _keys(schema)
    yield from _all_disjoint(schema)
    yield from _negative_assertions(schema)


def _sub_property(one: Node, other: Node, axiom: str) -> Iterator[Rule]:
    yield rule("prp-spo1", axiom, [Pattern(X, one, Y)], Pattern(X, other, Y))


def _equivalent(one: Node, other: Node, axiom: str) -> Iterator[Rule]:
    yield rule("prp-eqp1", axiom, [Pattern(X, one, Y)], Pattern(X, other, Y))
    yield rule("prp-eqp2", axiom, [Pattern(X, other, Y)], Pattern(X, one, Y))


def _inverse(one: Node, other: Node, axiom: str) -> Iterator[Rule]:
    yield rule("prp-inv1", axiom, [Pattern(X, one, Y)], Pattern(Y, other, X))
    yield rule("prp-inv2", axiom, [Pattern(X, other, Y)], Pattern(Y, one, X))


def _domain(one: Node, class_: Node, axiom: str) -> Iterator[Rule]:
    yield rule("prp-dom", axiom, [Pattern(X, one, Y)], is_a(X, class_))


def _range(one: Node, class_: Node, axiom: str) -> Iterator[Rule]:
    yield rule("prp-rng", axiom, [Pattern(X, one, Y)], is_a(Y, class_))


def _disjoint(one: Node, other: Node, axiom: str) -> Iterator[Rule]:
    yield rule("prp-pdw", axiom, [Pattern(X, one, Y), Pattern(X, other, Y)], None)


_BINARY: MappingProxyType[NamedNode, Callable[[Node, Node, str], Iterator[Rule]]] = MappingProxyType(
    {
        v.SUB_PROPERTY_OF: _sub_property,
        v.EQUIVALENT_PROPERTY: _equivalent,
        v.INVERSE_OF: _inverse,
        v.DOMAIN: _domain,
        v.RANGE: _range,
        v.PROPERTY_DISJOINT_WITH: _disjoint,
    }
)

_P = Variable("p")
_CHARACTERISTICS: MappingProxyType[NamedNode, tuple[str, tuple[Pattern, ...], Pattern | None]] = MappingProxyType(
    {
        v.FUNCTIONAL_PROPERTY: ("prp-fp", (Pattern(X, _P, Y), Pattern(X, _P, Z)), Pattern(Y, v.SAME_AS, Z)),
        v.INVERSE_FUNCTIONAL_PROPERTY: ("prp-ifp", (Pattern(X, _P, Z), Pattern(Y, _P, Z)), Pattern(X, v.SAME_AS, Y)),
        v.SYMMETRIC_PROPERTY: ("prp-symp", (Pattern(X, _P, Y),), Pattern(Y, _P, X)),
        v.TRANSITIVE_PROPERTY: ("prp-trp", (Pattern(X, _P, Y), Pattern(Y, _P, Z)), Pattern(X, _P, Z)),
        v.IRREFLEXIVE_PROPERTY: ("prp-irp", (Pattern(X, _P, X),), None),
        v.ASYMMETRIC_PROPERTY: ("prp-asyp", (Pattern(X, _P, Y), Pattern(Y, _P, X)), None),
    }
)
"""The rules of characteristics; `?p` stands for the property that has the characteristic."""


def _for(node: Node, pattern: Pattern) -> Pattern:
    """Return a pattern of a characteristic for one property."""
    return Pattern(pattern.subject, node if pattern.predicate == _P else pattern.predicate, pattern.object)


def _chains(schema: Schema) -> Iterator[Rule]:
    """Compile property chains of any length (prp-spo2)."""
    for node, chain in schema.pairs(v.PROPERTY_CHAIN_AXIOM):
        steps = schema.node_members(chain)
        places = [Variable(f"u{number}") for number in range(len(steps) + 1)]
        body = [Pattern(start, step, end) for step, (start, end) in zip(steps, pairwise(places), strict=True)]
        axiom = schema.axiom(node, v.PROPERTY_CHAIN_AXIOM, chain)
        yield rule("prp-spo2", axiom, body, Pattern(places[0], node, places[-1]))


def _keys(schema: Schema) -> Iterator[Rule]:
    """Compile keys: two members of the class that share a value of every key property are the same (prp-key)."""
    for class_, keys in schema.pairs(v.HAS_KEY):
        body = [is_a(X, class_)]
        for number, key in enumerate(schema.node_members(keys), start=1):
            shared = Variable(f"z{number}")
            body += [Pattern(X, key, shared), Pattern(Y, key, shared)]
        body.append(is_a(Y, class_))
        yield rule("prp-key", schema.axiom(class_, v.HAS_KEY, keys), body, Pattern(X, v.SAME_AS, Y))


def _all_disjoint(schema: Schema) -> Iterator[Rule]:
    """Compile lists of disjoint properties (prp-adp)."""
    for node in schema.instances(v.ALL_DISJOINT_PROPERTIES):
        members = schema.value(node, v.MEMBERS)
        axiom = f"owl:AllDisjointProperties {schema.describe(members)}"
        for one, other in combinations(schema.node_members(members), 2):
            yield rule("prp-adp", axiom, [Pattern(X, one, Y), Pattern(X, other, Y)], None)


def _negative_assertions(schema: Schema) -> Iterator[Rule]:
    """Compile what is stated not to hold (prp-npa1, prp-npa2)."""
    for node, source in schema.pairs(v.SOURCE_INDIVIDUAL):
        property_ = schema.node(schema.value(node, v.ASSERTION_PROPERTY))
        targets = [("prp-npa1", target) for target in schema.values(node, v.TARGET_INDIVIDUAL)]
        targets += [("prp-npa2", target) for target in schema.values(node, v.TARGET_VALUE)]
        if not targets:
            raise MalformedAxiomError(schema.describe(node), "owl:targetIndividual or owl:targetValue is missing")
        for name, target in targets:
            yield rule(name, schema.describe(node), [Pattern(source, property_, target)], None)
