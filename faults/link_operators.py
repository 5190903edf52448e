"""Operators that lose or double statements, or make them speak of something else."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from pyoxigraph import Literal, NamedNode, Quad

from faults.changes import Change, with_value
from faults.graph import TYPE, UNTYPED, Node, PublishedGraph, Term
from faults.value_operators import relabel
from gcm_graph.namespaces import PREFIXES

_HIERARCHIES = frozenset(
    NamedNode(PREFIXES[prefix] + name)
    for prefix, name in (
        ("dcterms", "isPartOf"),
        ("gcm", "hasProvision"),
        ("gcm", "hasAction"),
        ("gcm", "hasCommitment"),
        ("gcm", "hasObjective"),
        ("gcm", "inSection"),
        ("gcm", "hasComponent"),
        ("gcm", "hasCluster"),
        ("gcm", "hasMember"),
        ("gcm", "supplements"),
        ("gcm", "adoptedUnder"),
        ("skos", "broader"),
        ("skos", "narrower"),
        ("rdfs", "subClassOf"),
        ("rdfs", "subPropertyOf"),
        ("prov", "wasDerivedFrom"),
    )
)
"""The properties whose statements form a chain of parts or of broader things."""


def drop(graph: PublishedGraph, quad: Quad, random: Random) -> Change | None:
    """Lose the statement."""
    del graph, random
    return Change((quad,))


def double(graph: PublishedGraph, quad: Quad, random: Random) -> Change | None:
    """State a second, different value: one of another resource of the class, or else a new class or text."""
    value = _value_of_another(graph, quad, random)
    if value is None:
        replaced = (retype if quad.predicate == TYPE else relabel)(graph, quad, random)
        value = replaced.added[0].object if replaced else None
    return Change(added=(with_value(quad, value),)) if value is not None else None


def retype(graph: PublishedGraph, quad: Quad, random: Random) -> Change | None:
    """Give the subject another class in place of one that it has: a class of other resources of the release."""
    if quad.predicate != TYPE:
        return None
    return _pointing(graph, quad, [kind for kind in graph.instances if kind != UNTYPED], random)


def re_point_same(graph: PublishedGraph, quad: Quad, random: Random) -> Change | None:
    """Point the statement to another resource of the same class; of what has no class, to another value in use."""
    if quad.predicate == TYPE or not isinstance(quad.object, NamedNode):
        return None
    kind = graph.class_of(quad.object)
    if kind == UNTYPED:
        value = _value_of_another(graph, quad, random)
        return Change.of_value(quad, value) if value is not None else None
    return _pointing(graph, quad, graph.instances[kind], random)


def re_point_other(graph: PublishedGraph, quad: Quad, random: Random) -> Change | None:
    """Point the statement to a resource of another class."""
    if quad.predicate == TYPE or not isinstance(quad.object, NamedNode):
        return None
    kinds = [kind for kind in graph.instances if kind not in {graph.class_of(quad.object), UNTYPED}]
    return _pointing(graph, quad, graph.instances[random.choice(kinds)], random)


def re_point_missing(graph: PublishedGraph, quad: Quad, random: Random) -> Change | None:
    """Point the statement to what does not exist: the IRI has one character too many."""
    if not isinstance(quad.object, NamedNode):
        return None
    del random
    missing = NamedNode(f"{quad.object.value}x")
    return None if missing in graph.neighbours or missing in graph.instances else Change.of_value(quad, missing)


def swap_values(graph: PublishedGraph, quad: Quad, random: Random) -> Change | None:
    """Exchange the values of two subjects of the same class: their texts, numbers, or what they point to."""
    kind = graph.class_of(quad.subject)
    candidates = [
        other
        for node in _some(graph.instances.get(kind, ()), random)
        for other in graph.about.get((node, quad.predicate), ())
        if node != quad.subject
        and other.graph_name == quad.graph_name
        and _language(other.object) == _language(quad.object)
        and not graph.has(node, quad.predicate, quad.object)
        and not graph.has(quad.subject, quad.predicate, other.object)
    ]
    if not candidates:
        return None
    other = random.choice(candidates)
    return Change((quad, other), (with_value(quad, other.object), with_value(other, quad.object)))


def circle(graph: PublishedGraph, quad: Quad, random: Random) -> Change | None:
    """Break a chain of parts or of broader things: its next link leads back to the subject."""
    if quad.predicate not in _HIERARCHIES or not isinstance(quad.object, NamedNode):
        return None
    further = graph.about.get((quad.object, quad.predicate), ())
    if not further:
        return Change.of_value(quad, quad.subject)
    return Change.of_value(random.choice(further), quad.subject)


def _pointing(graph: PublishedGraph, quad: Quad, nodes: Sequence[Node], random: Random) -> Change | None:
    held = {other.object for other in graph.about[quad.subject, quad.predicate]} | {quad.subject}
    free = [node for node in nodes if node not in held]
    return Change.of_value(quad, random.choice(free)) if free else None


def _value_of_another(graph: PublishedGraph, quad: Quad, random: Random) -> Term | None:
    kind = graph.class_of(quad.subject)
    values = [
        other.object
        for node in _some(graph.instances.get(kind, ()), random)
        for other in graph.about.get((node, quad.predicate), ())
        if other.object != quad.subject
        and _language(other.object) == _language(quad.object)
        and not graph.has(quad.subject, quad.predicate, other.object)
    ]
    return random.choice(values) if values else None


def _some(nodes: Sequence[Node], random: Random) -> list[Node]:
    """Return some of many resources: thousands need not be looked at to find one."""
    return random.sample(list(nodes), min(len(nodes), 60))


def _language(value: Term) -> str | None:
    return value.language if isinstance(value, Literal) else None
