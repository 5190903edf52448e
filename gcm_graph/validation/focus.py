"""Find the focus nodes that the targets of shapes select in a data graph (SHACL §2.1.3)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gcm_graph.validation.shapes_graph import TYPE
from gcm_graph.validation.structure import target_classes
from gcm_graph.validation.triples import parse_ntriples
from gcm_graph.validation.vocabulary import sh

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gcm_graph.validation.shapes_graph import ShapesGraph, Term

_SUBCLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")


def focus_nodes(data: bytes, shapes: ShapesGraph, roots: Iterable[Term]) -> Mapping[Term, frozenset[Term]]:
    """Return the focus nodes of each of some shapes.

    Args:
        data: the data graph as N-Triples.
        shapes: the shapes.
        roots: the shapes whose targets are looked up.

    Raises:
        RdfSyntaxError: the data is not N-Triples.
    """
    wanted = tuple(roots)
    subjects: dict[Term, set[Term]] = {p: set() for s in wanted for p in shapes.objects(s, sh("targetSubjectsOf"))}
    objects: dict[Term, set[Term]] = {p: set() for s in wanted for p in shapes.objects(s, sh("targetObjectsOf"))}
    instances: dict[Term, set[Term]] = defaultdict(set)
    subclasses: dict[Term, set[Term]] = defaultdict(set)
    for triple in parse_ntriples(data):
        predicate = triple.predicate
        if predicate == TYPE:
            instances[triple.object].add(triple.subject)
        elif predicate == _SUBCLASS:
            subclasses[triple.object].add(triple.subject)
        if predicate in subjects:
            subjects[predicate].add(triple.subject)
        if predicate in objects:
            objects[predicate].add(triple.object)
    found: dict[Term, frozenset[Term]] = {}
    for shape in wanted:
        nodes = set(shapes.objects(shape, sh("targetNode")))
        for target in target_classes(shapes, shape):
            nodes.update(*(instances.get(kind, ()) for kind in _with_subclasses(target, subclasses)))
        for used in shapes.objects(shape, sh("targetSubjectsOf")):
            nodes.update(subjects[used])
        for used in shapes.objects(shape, sh("targetObjectsOf")):
            nodes.update(objects[used])
        found[shape] = frozenset(nodes)
    return found


def _with_subclasses(target: Term, subclasses: Mapping[Term, set[Term]]) -> set[Term]:
    found = {target}
    waiting = [target]
    while waiting:
        for subclass in subclasses.get(waiting.pop(), set()) - found:
            found.add(subclass)
            waiting.append(subclass)
    return found
