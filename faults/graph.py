"""Hold the statements of a release so that targets, operators and batches can look things up in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from gcm_graph.errors import ExitStatus, GcmError
from gcm_graph.namespaces import PREFIXES
from gcm_graph.validation.naming import short_name

Node: TypeAlias = NamedNode | BlankNode | Triple
Term: TypeAlias = Node | Literal

DUMP = "gcm.nq"
TYPE = NamedNode(PREFIXES["rdf"] + "type")
SUBCLASS = NamedNode(PREFIXES["rdfs"] + "subClassOf")
UNTYPED = NamedNode(PREFIXES["rdfs"] + "Resource")
"""The class of what no graph gives a class."""

_CONCEPT = NamedNode(PREFIXES["skos"] + "Concept")
_TOO_GENERAL = frozenset({_CONCEPT, NamedNode(PREFIXES["prov"] + "Entity")})


class NoReleaseError(GcmError):
    """The release to mutate is not there, or cannot be read."""

    code = "faults-no-release"
    status = ExitStatus.USAGE
    hint = "Build one with `gcm build`, and name its folder with --release."


@dataclass(frozen=True)
class PublishedGraph:
    """The statements of a release, as they are published.

    Attributes:
        quads: all statements of all named graphs.
    """

    quads: tuple[Quad, ...]

    @cached_property
    def present(self) -> frozenset[Quad]:
        """All statements, to ask whether one is there."""
        return frozenset(self.quads)

    @cached_property
    def classes(self) -> Mapping[Node, Node]:
        """The most specific class of each resource that has one; the first by name where there are several."""
        above: dict[Node, set[Node]] = defaultdict(set)
        found: dict[Node, set[Node]] = defaultdict(set)
        for quad in self.quads:
            if quad.predicate == SUBCLASS and not isinstance(quad.object, Literal):
                above[quad.subject].add(quad.object)
            elif quad.predicate == TYPE and not isinstance(quad.object, Literal):
                found[quad.subject].add(quad.object)
        return {node: _most_specific(classes, above) for node, classes in found.items()}

    def class_of(self, node: Node) -> Node:
        """Return the most specific class of a resource, `rdfs:Resource` where it has none."""
        return self.classes.get(node, UNTYPED)

    @cached_property
    def instances(self) -> Mapping[Node, Sequence[Node]]:
        """The resources of each most specific class, by IRI."""
        found: dict[Node, list[Node]] = defaultdict(list)
        for node in sorted(self.classes, key=str):
            found[self.classes[node]].append(node)
        return found

    @cached_property
    def about(self) -> Mapping[tuple[Node, NamedNode], Sequence[Quad]]:
        """The statements about each resource by each property, of whatever graph."""
        found: dict[tuple[Node, NamedNode], list[Quad]] = defaultdict(list)
        for quad in self.quads:
            found[quad.subject, quad.predicate].append(quad)
        return found

    @cached_property
    def holders(self) -> Mapping[tuple[NamedNode, Term], Sequence[Node]]:
        """The resources that have each value of each property."""
        found: dict[tuple[NamedNode, Term], list[Node]] = defaultdict(list)
        for quad in self.quads:
            found[quad.predicate, quad.object].append(quad.subject)
        return found

    @cached_property
    def neighbours(self) -> Mapping[Node, frozenset[Node]]:
        """The resources that a statement joins to each resource, in whichever direction; classes are none."""
        found: dict[Node, set[Node]] = defaultdict(set)
        for quad in self.quads:
            if quad.predicate != TYPE and not isinstance(quad.object, Literal):
                found[quad.subject].add(quad.object)
                found[quad.object].add(quad.subject)
        return {node: frozenset(others) for node, others in found.items()}

    @cached_property
    def _users(self) -> Mapping[Node, frozenset[Node]]:
        """The subjects that use each property."""
        found: dict[Node, set[Node]] = defaultdict(set)
        for quad in self.quads:
            found[quad.predicate].add(quad.subject)
        return {used: frozenset(subjects) for used, subjects in found.items()}

    def reach(self, node: Node) -> frozenset[Node]:
        """Return what rules about a resource may name: its neighbours, its members, and what uses it as a property."""
        members = self.holders.get((TYPE, node), ())
        return frozenset().union(self.neighbours.get(node, ()), members, self._users.get(node, ()))

    def has(self, subject: Node, predicate: NamedNode, value: Term) -> bool:
        """Tell whether a graph says this already."""
        return any(quad.object == value for quad in self.about.get((subject, predicate), ()))


def read_release(folder: Path) -> PublishedGraph:
    """Return the statements of a release.

    Raises:
        NoReleaseError: it has no dump, or one that is not N-Quads.
    """
    dump = folder / DUMP
    try:
        return PublishedGraph(tuple(parse(dump.read_bytes(), format=RdfFormat.N_QUADS)))
    except (OSError, SyntaxError) as error:
        raise NoReleaseError(f"{dump} cannot be read: {error}") from error


def graph_name(quad: Quad) -> str:
    """Return the short name of the graph that a statement stands in, such as `text`."""
    return str(quad.graph_name).rpartition("/")[2].rstrip(">")


def local(node: Term) -> str:
    """Return a short name for people: with a prefix, or the path under the base."""
    return short_name(node.value) if isinstance(node, NamedNode) else str(node)


def _most_specific(classes: Iterable[Node], above: Mapping[Node, set[Node]]) -> Node:
    held = set(classes)
    general = {parent for kind in held for parent in _ancestors(kind, above)}
    specific = (held - general) or held
    # skos:Concept beside a class of others, prov:Entity beside void:Dataset: the other one says more.
    telling = (specific - _TOO_GENERAL) or specific
    return min(telling, key=lambda kind: (local(kind).partition(":")[0] != "gcm", str(kind)))


def _ancestors(kind: Node, above: Mapping[Node, set[Node]]) -> set[Node]:
    found: set[Node] = set()
    waiting = [kind]
    while waiting:
        new = above.get(waiting.pop(), set()) - found - {kind}
        found |= new
        waiting.extend(new)
    return found
