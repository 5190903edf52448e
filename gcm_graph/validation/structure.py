"""Find the shapes of a shapes graph, what they target and which other shapes they use (SHACL §2.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from gcm_graph.validation.shapes_graph import TYPE, ShapesGraph, Term
from gcm_graph.validation.vocabulary import LIST_PARAMETERS, PARAMETERS, SHAPE_PARAMETERS, TARGETS, sh

if TYPE_CHECKING:
    from collections.abc import Iterator

RDFS_CLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#Class")
QUERY = sh("sparql")
PROPERTY = sh("property")
_DECLARED = (sh("NodeShape"), sh("PropertyShape"))
_SHAPE_PREDICATES = tuple(sh(name) for name in sorted(SHAPE_PARAMETERS))
_LIST_PREDICATES = tuple(sh(name) for name in sorted(LIST_PARAMETERS))
_MARKS = {sh(name) for name in (TARGETS | PARAMETERS) - {"flags", "ignoredProperties"}}


def shape_nodes(shapes: ShapesGraph) -> tuple[Term, ...]:
    """Return all shapes in the order of the file.

    A shape is what the Recommendation calls one: what is declared as one, has a target or a parameter, or stands where
    a shape must stand.
    """
    found: dict[Term, None] = {}
    for triple in shapes.triples:
        marked = triple.predicate in _MARKS or (triple.predicate == TYPE and triple.object in _DECLARED)
        if marked and triple.subject not in found:
            found[triple.subject] = None
    return tuple(dict.fromkeys(node for shape in found for node in (shape, *uses(shapes, shape))))


def uses(shapes: ShapesGraph, shape: Term) -> Iterator[Term]:
    """Yield the shapes that a shape's parameters name."""
    for predicate in _SHAPE_PREDICATES:
        yield from shapes.objects(shape, predicate)
    for predicate in _LIST_PREDICATES:
        for head in shapes.objects(shape, predicate):
            yield from shapes.members(head)


def target_classes(shapes: ShapesGraph, shape: Term) -> tuple[Term, ...]:
    """Return the classes whose instances a shape targets, itself included where it is a class (§2.1.3.3)."""
    types = shapes.objects(shape, TYPE)
    implicit = (shape,) if RDFS_CLASS in types and any(kind in types for kind in _DECLARED) else ()
    return shapes.objects(shape, sh("targetClass")) + implicit


def has_target(shapes: ShapesGraph, shape: Term) -> bool:
    """Tell whether a shape selects focus nodes of its own."""
    return bool(target_classes(shapes, shape)) or any(shapes.objects(shape, sh(name)) for name in TARGETS)


def reporting_shapes(shapes: ShapesGraph) -> tuple[Term, ...]:
    """Return the shapes whose results stand in a report: those with a target, and their property shapes.

    A shape that is used in another way, by `sh:node` or `sh:or` for example, only decides whether its user is met.
    """
    return closure(shapes, [shape for shape in shape_nodes(shapes) if has_target(shapes, shape)], PROPERTY)


def closure(shapes: ShapesGraph, start: list[Term], predicate: ox.NamedNode | None = None) -> tuple[Term, ...]:
    """Return shapes and all that they use, directly or indirectly.

    Args:
        shapes: the graph.
        start: the shapes to begin with.
        predicate: follow this parameter only; None follows all.
    """
    found: dict[Term, None] = dict.fromkeys(start)
    waiting = list(start)
    while waiting:
        shape = waiting.pop()
        for used in uses(shapes, shape) if predicate is None else shapes.objects(shape, predicate):
            if used not in found:
                found[used] = None
                waiting.append(used)
    return tuple(found)


def place_of(node: Term, shapes: ShapesGraph) -> str:
    """Return a description by which an author finds a node: its IRI, or the named node that it is a part of."""
    if isinstance(node, ox.NamedNode):
        return node.value
    seen: set[Term] = set()
    above: Term | None = node
    while isinstance(above, ox.BlankNode) and above not in seen:
        seen.add(above)
        above = shapes.wholes.get(above)
    whole = above.value if isinstance(above, ox.NamedNode) else "nothing that has an IRI"
    path = next((path for path in shapes.objects(node, sh("path")) if isinstance(path, ox.NamedNode)), None)
    return f"a part of {whole}" + (f" with the path {path.value}" if path else "")
