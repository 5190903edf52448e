"""Tell whether a query in the shapes would be asked about a blank node, which the fast engine cannot do.

pyshifty puts the focus node into the text of most queries. A blank node in a query is a variable there, so that the
query is answered for the whole graph: results about other nodes appear, and results about this one are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from gcm_graph.validation.shapes_graph import TYPE
from gcm_graph.validation.structure import PROPERTY, QUERY, closure, has_target, shape_nodes, target_classes
from gcm_graph.validation.triples import parse_ntriples
from gcm_graph.validation.vocabulary import sh

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gcm_graph.validation.shapes_graph import ShapesGraph, Term

_SUBCLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")


def asks_about_blank_nodes(data: bytes, shapes: ShapesGraph) -> bool:
    """Tell whether some query of the shapes may have a blank node of the data as its focus node.

    Args:
        data: the data graph as N-Triples.
        shapes: the shapes.

    Raises:
        RdfSyntaxError: the data is not N-Triples.
    """
    if b"_:" not in data:
        return False
    direct: list[Term] = []
    for shape in shape_nodes(shapes):
        if not has_target(shapes, shape):
            continue
        own = (shape, *shapes.objects(shape, PROPERTY))
        if any(shapes.objects(node, QUERY) for node in own):
            direct.append(shape)
        if any(shapes.objects(node, QUERY) for node in closure(shapes, [shape]) if node not in own):
            # Asked about values that only the engine can find: any blank node may be among them.
            return _has_blank_nodes(data)
    return bool(direct) and _targets_blank_nodes(data, shapes, direct)


def _has_blank_nodes(data: bytes) -> bool:
    return any(isinstance(node, ox.BlankNode) for triple in parse_ntriples(data) for node in triple)


def _targets_blank_nodes(data: bytes, shapes: ShapesGraph, roots: Iterable[Term]) -> bool:
    classes: set[Term] = set()
    subjects_of: set[Term] = set()
    objects_of: set[Term] = set()
    for shape in roots:
        classes.update(target_classes(shapes, shape))
        subjects_of.update(shapes.objects(shape, sh("targetSubjectsOf")))
        objects_of.update(shapes.objects(shape, sh("targetObjectsOf")))
    types: set[Term] = set()
    superclasses: dict[Term, set[Term]] = {}
    for triple in parse_ntriples(data):
        if triple.predicate == _SUBCLASS:
            superclasses.setdefault(triple.subject, set()).add(triple.object)
        if isinstance(triple.subject, ox.BlankNode):
            if triple.predicate in subjects_of:
                return True
            if triple.predicate == TYPE:
                types.add(triple.object)
        if isinstance(triple.object, ox.BlankNode) and triple.predicate in objects_of:
            return True
    waiting = list(types)
    while waiting:
        for superclass in superclasses.get(waiting.pop(), set()) - types:
            types.add(superclass)
            waiting.append(superclass)
    return not types.isdisjoint(classes)
