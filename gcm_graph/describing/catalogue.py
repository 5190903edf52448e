"""The graph `catalogue`: what the other graphs hold, counted (VoID)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from gcm_graph import namespaces
from gcm_graph.describing.graphs import RDF_TYPE, NamedGraph, node

DATASET = "dataset"

_Statement = tuple[bytes, bytes, bytes]
"""Subject, predicate and object as in N-Triples: counted faster than terms are."""

_RDF_TYPE = str(RDF_TYPE).encode()


def describe_catalogue(quads: Iterable[Quad]) -> NamedGraph:
    """Return the graph `catalogue`: VoID statistics over the given quads, as a whole, by graph, class and property.

    VoID, section 4.6 (statistics) and 4.5 (partitions). Every partition has an IRI.
    """
    graph = NamedGraph("catalogue")
    dataset = node(DATASET)
    by_graph: dict[bytes, list[_Statement]] = defaultdict(list)
    for line in (serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines():
        subject, predicate, rest = line.split(b" ", 2)
        value, name, _ = rest.rsplit(b" ", 2)
        by_graph[name].append((subject, predicate, value))
    statements = [statement for name in by_graph for statement in by_graph[name]]
    graph.a(dataset, "void:Dataset")
    graph.add(dataset, "void:uriSpace", namespaces.BASE)
    _count(graph, dataset, statements)
    for name in sorted(by_graph):
        subset = NamedNode(_iri(name))
        graph.add(dataset, "void:subset", subset)
        graph.a(subset, "void:Dataset")
        _count(graph, subset, by_graph[name])
    _describe_class_partitions(graph, dataset, statements)
    _describe_property_partitions(graph, dataset, "dataset#property", statements)
    return graph


def _count(graph: NamedGraph, dataset: NamedNode, statements: list[_Statement]) -> None:
    graph.add(dataset, "void:triples", len(statements))
    graph.add(dataset, "void:distinctSubjects", len({subject for subject, _, _ in statements}))
    graph.add(dataset, "void:distinctObjects", len({value for _, _, value in statements}))
    graph.add(dataset, "void:properties", len({predicate for _, predicate, _ in statements}))
    classes = {value for _, predicate, value in statements if predicate == _RDF_TYPE}
    graph.add(dataset, "void:classes", len(classes))


def _describe_class_partitions(graph: NamedGraph, dataset: NamedNode, statements: list[_Statement]) -> None:
    instances: dict[str, set[bytes]] = defaultdict(set)
    described: dict[bytes, list[_Statement]] = defaultdict(list)
    for statement in statements:
        subject, predicate, value = statement
        described[subject].append(statement)
        if predicate == _RDF_TYPE and value.startswith(b"<"):
            instances[_iri(value)].add(subject)
    for class_iri in sorted(instances):
        path = f"dataset#class-{_local(class_iri)}"
        partition = node(path)
        members = instances[class_iri]
        graph.add(dataset, "void:classPartition", partition)
        graph.a(partition, "void:Dataset")
        graph.add(partition, "void:class", NamedNode(class_iri))
        graph.add(partition, "void:entities", len(members))
        of_members = [statement for member in members for statement in described[member]]
        graph.add(partition, "void:triples", len(of_members))
        # Which properties members have is told of our own classes: of those of others it would be the same once more.
        if class_iri.startswith(namespaces.GCM):
            _describe_property_partitions(graph, partition, f"{path}-property", of_members)


def _describe_property_partitions(
    graph: NamedGraph, dataset: NamedNode, path: str, statements: list[_Statement]
) -> None:
    by_property: dict[bytes, list[_Statement]] = defaultdict(list)
    for statement in statements:
        by_property[statement[1]].append(statement)
    for predicate in sorted(by_property):
        property_iri, used = _iri(predicate), by_property[predicate]
        partition = node(f"{path}-{_local(property_iri)}")
        graph.add(dataset, "void:propertyPartition", partition)
        graph.a(partition, "void:Dataset")
        graph.add(partition, "void:property", NamedNode(property_iri))
        graph.add(partition, "void:triples", len(used))
        graph.add(partition, "void:distinctSubjects", len({subject for subject, _, _ in used}))
        graph.add(partition, "void:distinctObjects", len({value for _, _, value in used}))


def _iri(written: bytes) -> str:
    """Return an IRI that is written as in N-Triples."""
    return written[1:-1].decode()


def _local(term_iri: str) -> str:
    """Return a name for a term within a fragment: `gcm-Action` for gcm:Action."""
    for namespace, prefix in namespaces.LONGEST_FIRST:
        if term_iri.startswith(namespace):
            return f"{prefix}-{term_iri.removeprefix(namespace)}"
    return namespaces.slug(term_iri)
