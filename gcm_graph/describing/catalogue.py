"""The graph `catalogue`: what the other graphs hold, counted (VoID)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from gcm_graph import namespaces
from gcm_graph.describing.graphs import RDF_TYPE, NamedGraph, graph_of, node

DATASET = "dataset"


def describe_catalogue(quads: Iterable[Quad]) -> NamedGraph:
    """Return the graph `catalogue`: VoID statistics over the given quads, as a whole, by graph, class and property.

    VoID, section 4.6 (statistics) and 4.5 (partitions). Every partition has an IRI.
    """
    quads = list(quads)
    graph = NamedGraph("catalogue")
    dataset = node(DATASET)
    graph.a(dataset, "void:Dataset")
    graph.add(dataset, "void:uriSpace", namespaces.BASE)
    _count(graph, dataset, quads)
    by_graph: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        by_graph[graph_of(quad)].append(quad)
    for name in sorted(by_graph):
        subset = NamedNode(name)
        graph.add(dataset, "void:subset", subset)
        graph.a(subset, "void:Dataset")
        _count(graph, subset, by_graph[name])
    _describe_class_partitions(graph, dataset, quads)
    _describe_property_partitions(graph, dataset, "dataset#property", quads)
    return graph


def _count(graph: NamedGraph, dataset: NamedNode, quads: list[Quad]) -> None:
    graph.add(dataset, "void:triples", len(quads))
    graph.add(dataset, "void:distinctSubjects", len({quad.subject for quad in quads}))
    graph.add(dataset, "void:distinctObjects", len({quad.object for quad in quads}))
    graph.add(dataset, "void:properties", len({quad.predicate for quad in quads}))
    graph.add(dataset, "void:classes", len({quad.object for quad in quads if quad.predicate == RDF_TYPE}))


def _describe_class_partitions(graph: NamedGraph, dataset: NamedNode, quads: list[Quad]) -> None:
    instances: dict[str, set[object]] = defaultdict(set)
    statements: dict[object, list[Quad]] = defaultdict(list)
    for quad in quads:
        statements[quad.subject].append(quad)
        if quad.predicate == RDF_TYPE and isinstance(quad.object, NamedNode):
            instances[quad.object.value].add(quad.subject)
    for class_iri in sorted(instances):
        path = f"dataset#class-{_local(class_iri)}"
        partition = node(path)
        members = instances[class_iri]
        graph.add(dataset, "void:classPartition", partition)
        graph.a(partition, "void:Dataset")
        graph.add(partition, "void:class", NamedNode(class_iri))
        graph.add(partition, "void:entities", len(members))
        described = [quad for member in members for quad in statements[member]]
        graph.add(partition, "void:triples", len(described))
        _describe_property_partitions(graph, partition, f"{path}-property", described)


def _describe_property_partitions(graph: NamedGraph, dataset: NamedNode, path: str, quads: list[Quad]) -> None:
    by_property: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        by_property[quad.predicate.value].append(quad)
    for property_iri in sorted(by_property):
        used = by_property[property_iri]
        partition = node(f"{path}-{_local(property_iri)}")
        graph.add(dataset, "void:propertyPartition", partition)
        graph.a(partition, "void:Dataset")
        graph.add(partition, "void:property", NamedNode(property_iri))
        graph.add(partition, "void:triples", len(used))
        graph.add(partition, "void:distinctSubjects", len({quad.subject for quad in used}))
        graph.add(partition, "void:distinctObjects", len({quad.object for quad in used}))


def _local(term_iri: str) -> str:
    """Return a name for a term within a fragment: `gcm-Action` for gcm:Action."""
    for namespace, prefix in namespaces.LONGEST_FIRST:
        if term_iri.startswith(namespace):
            return f"{prefix}-{term_iri.removeprefix(namespace)}"
    return namespaces.slug(term_iri)
