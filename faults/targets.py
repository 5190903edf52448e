"""Find what can be mutated: each property of each class, in each graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from faults.graph import Node, PublishedGraph, graph_name, local

OUT_OF_SCOPE = {
    "catalogue": "counts of the other graphs, which the build makes from them and nobody states",
}
"""The graphs that are not mutated, and why."""


@dataclass(frozen=True, slots=True)
class Target:
    """What one property says of the resources of one class in one graph.

    Attributes:
        graph: the short name of the graph.
        kind: the most specific class of the subjects, as asserted or inferred.
        predicate: the property.
        quads: the statements, in the order of the dump.
    """

    graph: str
    kind: Node
    predicate: NamedNode
    quads: tuple[Quad, ...]

    @property
    def name(self) -> tuple[str, str, str]:
        """The names of graph, class and property, for people and for the order of targets."""
        return (self.graph, local(self.kind), local(self.predicate))


def targets(graph: PublishedGraph) -> Sequence[Target]:
    """Return every (graph, class, property) that occurs among the subjects of a release, by name."""
    found: dict[tuple[str, Node, NamedNode], list[Quad]] = defaultdict(list)
    for quad in graph.quads:
        if (name := graph_name(quad)) not in OUT_OF_SCOPE:
            found[name, graph.class_of(quad.subject), quad.predicate].append(quad)
    all_targets = (Target(name, kind, used, tuple(quads)) for (name, kind, used), quads in found.items())
    return sorted(all_targets, key=lambda target: target.name)
