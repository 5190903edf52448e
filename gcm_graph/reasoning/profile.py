"""Refuse axioms that the rules of OWL 2 RL would leave without effect (OWL 2 Profiles, section 4.2).

An axiom that is read and then does nothing is worse than an error: its author believes that it holds. Therefore every
term of the RDF, RDFS and OWL vocabularies must be one that is compiled or needs no rule, and every class expression
must stand where the profile allows it. There the schema rules (section 4.3, Table 9) add nothing about individuals to
what the other rules conclude, which is why they are not compiled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from types import MappingProxyType

from pyoxigraph import BlankNode, NamedNode

from gcm_graph.reasoning import vocabulary as v
from gcm_graph.reasoning.datatypes import DATATYPES
from gcm_graph.reasoning.errors import MalformedAxiomError, UnsupportedAxiomError
from gcm_graph.reasoning.rules import Node, Term
from gcm_graph.reasoning.schema import Schema, short


class Position(StrEnum):
    """Where a class stands in an axiom (OWL 2 Profiles, sections 4.2.3 and 4.2.4)."""

    SUBCLASS = "subclass"
    SUPERCLASS = "superclass"
    EQUIVALENT = "equivalent class"
    VALUES = "class of values"
    """A superclass or a datatype."""


_ALLOWED = MappingProxyType(
    {
        Position.SUBCLASS: {v.INTERSECTION_OF, v.UNION_OF, v.ONE_OF, v.SOME_VALUES_FROM, v.HAS_VALUE},
        Position.SUPERCLASS: {
            *(v.INTERSECTION_OF, v.COMPLEMENT_OF, v.ALL_VALUES_FROM, v.HAS_VALUE),
            *(v.MAX_CARDINALITY, v.MAX_QUALIFIED_CARDINALITY),
        },
        Position.EQUIVALENT: {v.INTERSECTION_OF, v.HAS_VALUE},
    }
)
"""The constructs that section 4.2.3 allows in each position."""

_CLASS_AXIOMS = (
    (v.SUB_CLASS_OF, Position.SUBCLASS, Position.SUPERCLASS),
    (v.EQUIVALENT_CLASS, Position.EQUIVALENT, Position.EQUIVALENT),
    (v.DISJOINT_WITH, Position.SUBCLASS, Position.SUBCLASS),
    (v.DOMAIN, None, Position.SUPERCLASS),
    (v.RANGE, None, Position.VALUES),
    (v.HAS_KEY, Position.SUBCLASS, None),
    (v.TYPE, None, Position.SUPERCLASS),
)
"""Where the subjects and the objects of axioms stand that are classes."""

_HARMLESS = MappingProxyType(
    {
        Position.SUBCLASS: {v.NOTHING},
        Position.EQUIVALENT: {v.NOTHING},
        Position.SUPERCLASS: {v.THING, v.NOTHING, v.RESOURCE},
        Position.VALUES: {v.THING, v.NOTHING, v.RESOURCE},
    }
)
"""The classes of the logical vocabularies that, in a position, make no difference or are a contradiction."""

_COMPANIONS = (
    (v.ON_PROPERTY, set(v.CLASS_CONSTRUCTS[4:])),
    *((construct, {v.ON_PROPERTY}) for construct in v.CLASS_CONSTRUCTS[4:]),
    (v.MAX_QUALIFIED_CARDINALITY, {v.ON_CLASS}),
    (v.ON_CLASS, {v.MAX_QUALIFIED_CARDINALITY}),
    (v.SOURCE_INDIVIDUAL, {v.ASSERTION_PROPERTY}),
    (v.ASSERTION_PROPERTY, {v.SOURCE_INDIVIDUAL}),
    (v.TARGET_INDIVIDUAL, {v.SOURCE_INDIVIDUAL}),
    (v.TARGET_VALUE, {v.SOURCE_INDIVIDUAL}),
)
"""What must be said together with what, of the same node: one of the second."""

_LISTS = (
    (v.ALL_DISJOINT_CLASSES, {v.MEMBERS}),
    (v.ALL_DISJOINT_PROPERTIES, {v.MEMBERS}),
    (v.ALL_DIFFERENT, {v.MEMBERS, v.DISTINCT_MEMBERS}),
)
"""The axioms about lists, and by which property each has its list."""

_MEMBERSHIP_PROPERTY = re.compile(re.escape(v.RDF) + r"_[1-9][0-9]*")


def refuse_unsupported(schema: Schema) -> None:
    """Refuse a schema that the rules would not do justice to.

    Raises:
        UnsupportedAxiomError: if an axiom uses a construct that is not compiled, or that stands where OWL 2 RL does
            not allow it.
        MalformedAxiomError: if a part of an axiom is missing.
    """
    _refuse_unknown_terms(schema)
    _refuse_incomplete(schema)
    for property_, axiom in _named_properties(schema):
        _refuse_logical_property(property_, axiom)
    for class_, position, axiom in _classes(schema):
        _refuse_class(schema, class_, position, axiom)
    for construct in v.CLASS_CONSTRUCTS:
        for node, _ in schema.pairs(construct):
            if isinstance(node, NamedNode):
                # A name that is itself an expression is equivalent to it, wherever the name is used.
                _refuse_expression(schema, node, Position.EQUIVALENT, schema.describe(node))


def _refuse_unknown_terms(schema: Schema) -> None:
    for predicate in schema.predicates():
        if predicate not in v.SUPPORTED_PREDICATES and not _MEMBERSHIP_PROPERTY.fullmatch(predicate.value):
            axioms = (schema.axiom(subject, predicate, value) for subject, value in schema.pairs(predicate))
            reason = "it is compiled into no rule"
            raise UnsupportedAxiomError(short(predicate), axiom=next(axioms, short(predicate)), reason=reason)
    for subject, class_ in schema.pairs(v.TYPE):
        if isinstance(class_, NamedNode) and class_ not in v.SUPPORTED_CLASSES:
            axiom = schema.axiom(subject, v.TYPE, class_)
            raise UnsupportedAxiomError(short(class_), axiom=axiom, reason="it is compiled into no rule")


def _refuse_incomplete(schema: Schema) -> None:
    for predicate, companions in _COMPANIONS:
        for node, _ in schema.pairs(predicate):
            _demand(schema, node, companions)
    for class_, predicates in _LISTS:
        for node in schema.instances(class_):
            _demand(schema, node, predicates)
    for predicate in (v.MEMBERS, v.DISTINCT_MEMBERS):
        classes = {class_ for class_, predicates in _LISTS if predicate in predicates}
        for node, members in schema.pairs(predicate):
            if classes.isdisjoint(schema.values(node, v.TYPE)):
                axiom = schema.axiom(node, predicate, members)
                raise MalformedAxiomError(axiom, f"it must be of the class {_either(classes)}")


def _demand(schema: Schema, node: Node, predicates: set[NamedNode]) -> None:
    if not any(schema.values(node, predicate) for predicate in predicates):
        raise MalformedAxiomError(schema.describe(node), f"{_either(predicates)} is missing")


def _either(terms: set[NamedNode]) -> str:
    return " or ".join(sorted(short(term) for term in terms))


def _named_properties(schema: Schema) -> Iterator[tuple[Term, str]]:
    """Return every property that an axiom is about, with the axiom."""
    for predicate in (v.SUB_PROPERTY_OF, v.EQUIVALENT_PROPERTY, v.INVERSE_OF, v.PROPERTY_DISJOINT_WITH):
        for one, other in schema.pairs(predicate):
            axiom = schema.axiom(one, predicate, other)
            yield from ((one, axiom), (other, axiom))
    for predicate in (v.DOMAIN, v.RANGE):
        yield from ((one, schema.axiom(one, predicate, class_)) for one, class_ in schema.pairs(predicate))
    for predicate in (v.ON_PROPERTY, v.ASSERTION_PROPERTY):
        yield from ((one, schema.describe(node)) for node, one in schema.pairs(predicate))
    for characteristic in v.PROPERTY_CHARACTERISTICS:
        yield from ((one, schema.axiom(one, v.TYPE, characteristic)) for one in schema.instances(characteristic))
    for one, chain in schema.pairs(v.PROPERTY_CHAIN_AXIOM):
        axiom = schema.axiom(one, v.PROPERTY_CHAIN_AXIOM, chain)
        yield from ((member, axiom) for member in (one, *schema.members(chain)))
    for class_, keys in schema.pairs(v.HAS_KEY):
        axiom = schema.axiom(class_, v.HAS_KEY, keys)
        yield from ((member, axiom) for member in schema.members(keys))
    for node in schema.instances(v.ALL_DISJOINT_PROPERTIES):
        members = schema.value(node, v.MEMBERS)
        yield from ((one, f"owl:AllDisjointProperties {schema.describe(members)}") for one in schema.members(members))


def _refuse_logical_property(property_: Term, axiom: str) -> None:
    if isinstance(property_, NamedNode) and v.is_logical(property_) and property_ not in v.ANNOTATION_PROPERTIES:
        reason = "an axiom about the vocabulary of the axioms themselves could make new axioms while rules run"
        raise UnsupportedAxiomError(short(property_), axiom=axiom, reason=reason)


def _classes(schema: Schema) -> Iterator[tuple[Term, Position, str]]:
    """Return every class that an axiom is about, with its position and the axiom."""
    for predicate, of_subject, of_object in _CLASS_AXIOMS:
        for subject, value in schema.pairs(predicate):
            if predicate == v.TYPE and isinstance(value, NamedNode):
                continue  # a declaration, looked at among the unknown terms
            axiom = schema.axiom(subject, predicate, value)
            if of_subject:
                yield subject, of_subject, axiom
            if of_object:
                yield value, of_object, axiom
    for node in schema.instances(v.ALL_DISJOINT_CLASSES):
        members = schema.value(node, v.MEMBERS)
        axiom = f"owl:AllDisjointClasses {schema.describe(members)}"
        yield from ((member, Position.SUBCLASS, axiom) for member in schema.members(members))


def _refuse_class(
    schema: Schema, class_: Term, position: Position, axiom: str, within: frozenset[Node] = frozenset()
) -> None:
    """Refuse a class or class expression that may not stand in a position, and what an expression consists of."""
    node = schema.node(class_)
    if _is_datatype(schema, node):
        _refuse_datatype(schema, node, position, axiom)
    elif isinstance(node, BlankNode):
        position = Position.SUPERCLASS if position == Position.VALUES else position
        _refuse_expression(schema, node, position, axiom, within)
    elif v.is_logical(node) and node not in _HARMLESS[position]:
        reason = "the rules know the members of this class only in part"
        raise UnsupportedAxiomError(short(node), axiom=axiom, reason=reason)


def _refuse_expression(
    schema: Schema, node: Node, position: Position, axiom: str, within: frozenset[Node] = frozenset()
) -> None:
    """Refuse a class expression that may not stand in a position, or that is none."""
    constructs = [construct for construct in v.CLASS_CONSTRUCTS if schema.values(node, construct)]
    if node in within or not constructs:
        raise MalformedAxiomError(axiom, "a blank node stands for a class and is no class expression that ends")
    for construct in constructs:
        if construct not in _ALLOWED[position]:
            reason = f"OWL 2 RL does not allow it as {position}"
            raise UnsupportedAxiomError(short(construct), axiom=axiom, reason=reason)
        for value in schema.values(node, construct):
            for part, part_position in _parts(schema, node, construct, value, position):
                _refuse_class(schema, part, part_position, axiom, within | {node})


def _parts(
    schema: Schema, node: Node, construct: NamedNode, value: Term, position: Position
) -> Iterator[tuple[Term, Position]]:
    """Return the classes that a class expression consists of, each with its own position."""
    if construct in (v.INTERSECTION_OF, v.UNION_OF):
        yield from ((member, position) for member in schema.members(value))
    elif construct == v.COMPLEMENT_OF or (construct == v.SOME_VALUES_FROM and value != v.THING):
        yield value, Position.SUBCLASS
    elif construct == v.ALL_VALUES_FROM:
        yield value, Position.VALUES
    elif construct == v.MAX_QUALIFIED_CARDINALITY:
        yield from ((one, Position.SUBCLASS) for one in schema.values(node, v.ON_CLASS) if one != v.THING)
    elif construct == v.ONE_OF:
        for member in schema.members(value):
            schema.node(member)


def _is_datatype(schema: Schema, node: Node) -> bool:
    named = isinstance(node, NamedNode) and (node in DATATYPES or node.value.startswith(v.XSD))
    return named or v.DATATYPE in schema.values(node, v.TYPE)


def _refuse_datatype(schema: Schema, datatype: Node, position: Position, axiom: str) -> None:
    if position != Position.VALUES:
        reason = "a datatype may only be a range or the filler of owl:allValuesFrom"
        raise UnsupportedAxiomError(schema.describe(datatype), axiom=axiom, reason=reason)
    if datatype not in DATATYPES:
        reason = "its values are not known here (see OWL 2 Profiles, section 4.2.1, for those of OWL 2 RL)"
        raise UnsupportedAxiomError(schema.describe(datatype), axiom=axiom, reason=reason)
