"""The graph `catalogue`: what the other graphs hold, counted (VoID), and the checksum of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from gcm_graph import namespaces
from gcm_graph.describing.checksums import checksum_of_graph, describe_checksum
from gcm_graph.describing.graphs import RDF_TYPE, NamedGraph, node

DATASET = "dataset"

_Statement = tuple[bytes, bytes, bytes]
"""Subject, predicate and object as in N-Triples: counted faster than terms are."""

_Properties = dict[bytes, list[bytes]]
"""What is stated of one thing: the values of each property."""

_RDF_TYPE = str(RDF_TYPE).encode()


@dataclass(frozen=True, slots=True)
class _Values:
    """What is known of the classes of things that are values.

    Attributes:
        narrowest: the classes by which each is told.
        instances: the members of each class.
    """

    narrowest: dict[bytes, list[str]]
    instances: dict[str, set[bytes]]


def describe_catalogue(quads: Iterable[Quad]) -> NamedGraph:
    """Return the graph `catalogue`: VoID statistics over the given quads, as a whole, by graph, class and property.

    VoID, section 4.6 (statistics) and 4.5 (partitions). Every partition has an IRI. Within a class, a property has
    parts by the classes of its values, as SIB's void-generator writes them: editors complete queries by them.
    By its checksum a graph can be held against what was published, wherever it was loaded.
    """
    graph = NamedGraph("catalogue")
    dataset = node(DATASET)
    by_graph: dict[bytes, list[_Statement]] = defaultdict(list)
    lines_by_graph: dict[bytes, list[bytes]] = defaultdict(list)
    for line in (serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True):
        subject, predicate, rest = line.split(b" ", 2)
        value, name, _ = rest.rsplit(b" ", 2)
        by_graph[name].append((subject, predicate, value))
        lines_by_graph[name].append(line)
    statements = [statement for name in by_graph for statement in by_graph[name]]
    graph.a(dataset, "void:Dataset")
    graph.add(dataset, "void:uriSpace", namespaces.BASE)
    _count(graph, dataset, statements)
    for name in sorted(by_graph):
        subset = NamedNode(_iri(name))
        graph.add(dataset, "void:subset", subset)
        graph.a(subset, "void:Dataset")
        _count(graph, subset, by_graph[name])
        describe_checksum(graph, subset, checksum_of_graph(lines_by_graph[name]))
    things = _by_subject(statements)
    _describe_class_partitions(graph, dataset, things, _instances(things))
    _describe_property_partitions(graph, dataset, "dataset#property", _by_property(things.values()))
    return graph


def _count(graph: NamedGraph, dataset: NamedNode, statements: list[_Statement]) -> None:
    graph.add(dataset, "void:triples", len(statements))
    graph.add(dataset, "void:distinctSubjects", len({subject for subject, _, _ in statements}))
    graph.add(dataset, "void:distinctObjects", len({value for _, _, value in statements}))
    graph.add(dataset, "void:properties", len({predicate for _, predicate, _ in statements}))
    classes = {value for _, predicate, value in statements if predicate == _RDF_TYPE}
    graph.add(dataset, "void:classes", len(classes))


def _by_subject(statements: list[_Statement]) -> dict[bytes, _Properties]:
    found: dict[bytes, _Properties] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in statements:
        found[subject][predicate].append(value)
    return found


def _describe_class_partitions(
    graph: NamedGraph, dataset: NamedNode, things: dict[bytes, _Properties], instances: dict[str, set[bytes]]
) -> None:
    values = _Values(_narrowest(instances), instances)
    ours = {member for class_iri in instances if _is_ours(class_iri) for member in instances[class_iri]}
    for class_iri in sorted(instances):
        path = f"dataset#class-{_local(class_iri)}"
        partition = node(path)
        members = instances[class_iri]
        graph.add(dataset, "void:classPartition", partition)
        graph.a(partition, "void:Dataset")
        graph.add(partition, "void:class", NamedNode(class_iri))
        graph.add(partition, "void:entities", len(members))
        used = _by_property(things[member] for member in members)
        graph.add(partition, "void:triples", sum(len(values) for lists in used.values() for values in lists))
        # Which properties members have is told of our classes, and of those of others that have none of our things as
        # members: of the rest it would be the same once more.
        if _is_ours(class_iri) or ours.isdisjoint(members):
            _describe_property_partitions(graph, partition, f"{path}-property", used, values)


def _instances(things: dict[bytes, _Properties]) -> dict[str, set[bytes]]:
    found: dict[str, set[bytes]] = defaultdict(set)
    for subject, properties in things.items():
        for value in properties.get(_RDF_TYPE, ()):
            if value.startswith(b"<"):
                found[_iri(value)].add(subject)
    return found


def _is_ours(class_iri: str) -> bool:
    return class_iri.startswith(namespaces.GCM)


def _narrowest(instances: dict[str, set[bytes]]) -> dict[bytes, list[str]]:
    """Return the narrowest classes of each thing: of ours, else of those of others."""
    told: dict[bytes, list[str]] = defaultdict(list)
    for of_ours in (True, False):
        known = frozenset(told)
        classes = {name: members for name, members in instances.items() if _is_ours(name) is of_ours}
        for name, members in classes.items():
            narrower = (others for others in classes.values() if others < members)
            for member in members.difference(known, *narrower):
                told[member].append(name)
    return told


def _by_property(things: Iterable[_Properties]) -> dict[bytes, list[list[bytes]]]:
    """Return the values of each property, a list for each thing that has it."""
    found: dict[bytes, list[list[bytes]]] = defaultdict(list)
    for properties in things:
        for predicate, values in properties.items():
            found[predicate].append(values)
    return found


def _describe_property_partitions(
    graph: NamedGraph,
    dataset: NamedNode,
    path: str,
    used: dict[bytes, list[list[bytes]]],
    values: _Values | None = None,
) -> None:
    for predicate in sorted(used):
        property_iri, lists = _iri(predicate), used[predicate]
        times = Counter(chain.from_iterable(lists))
        own_path = f"{path}-{_local(property_iri)}"
        partition = node(own_path)
        graph.add(dataset, "void:propertyPartition", partition)
        graph.a(partition, "void:Dataset")
        graph.add(partition, "void:property", NamedNode(property_iri))
        graph.add(partition, "void:triples", times.total())
        graph.add(partition, "void:distinctSubjects", len(lists))
        graph.add(partition, "void:distinctObjects", len(times))
        if values is not None and predicate != _RDF_TYPE:
            _describe_classes_of_values(graph, partition, own_path, times, values)


def _describe_classes_of_values(
    graph: NamedGraph, whole: NamedNode, path: str, times: Counter[bytes], values: _Values
) -> None:
    """Describe the parts of the statements with a property by the classes that are the narrowest of any of its values.

    Args:
        graph: the graph that is made.
        whole: the partition of the property.
        path: its path.
        times: how often each value stands.
        values: what is known of the classes of things.
    """
    of_things = times.keys() & values.narrowest.keys()
    for class_iri in sorted({class_iri for value in of_things for class_iri in values.narrowest[value]}):
        partition = node(f"{path}-class-{_local(class_iri)}")
        graph.add(whole, "void:classPartition", partition)
        graph.a(partition, "void:Dataset")
        graph.add(partition, "void:class", NamedNode(class_iri))
        members = values.instances[class_iri]
        graph.add(partition, "void:triples", sum(times[value] for value in of_things if value in members))


def _iri(written: bytes) -> str:
    """Return an IRI that is written as in N-Triples."""
    return written[1:-1].decode()


def _local(term_iri: str) -> str:
    """Return a name for a term within a fragment: `gcm-Action` for gcm:Action."""
    for namespace, prefix in namespaces.LONGEST_FIRST:
        if term_iri.startswith(namespace):
            return f"{prefix}-{term_iri.removeprefix(namespace)}"
    return namespaces.slug(term_iri)
