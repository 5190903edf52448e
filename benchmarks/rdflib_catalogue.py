"""The graph `catalogue`, counted with rdflib as gcm_graph.describing.catalogue counts it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeAlias

from rdflib import RDF, VOID, Dataset, Graph, Literal, URIRef

from gcm_graph import namespaces

Triples: TypeAlias = list[tuple[Any, Any, Any]]

_DATASET = URIRef(namespaces.iri("dataset"))


def describe_catalogue(dataset: Dataset) -> None:
    """Add VoID statistics over the graphs of a dataset to it (VoID, sections 4.5 and 4.6)."""
    by_graph: dict[Any, Triples] = defaultdict(list)
    for subject, predicate, value, graph in dataset.quads():
        by_graph[graph].append((subject, predicate, value))
    triples = [triple for own in by_graph.values() for triple in own]
    catalogue = dataset.graph(URIRef(namespaces.graph("catalogue")))
    catalogue.add((_DATASET, RDF.type, VOID.Dataset))
    catalogue.add((_DATASET, VOID.uriSpace, Literal(namespaces.BASE)))
    _count(catalogue, _DATASET, triples)
    for graph, own in by_graph.items():
        catalogue.add((_DATASET, VOID.subset, graph))
        catalogue.add((graph, RDF.type, VOID.Dataset))
        _count(catalogue, graph, own)
    _describe_classes(catalogue, triples)
    _describe_properties(catalogue, _DATASET, "dataset#property", triples)


def _count(catalogue: Graph, dataset: URIRef, triples: Triples) -> None:
    _add_counts(
        catalogue,
        dataset,
        triples=triples,
        distinctSubjects={subject for subject, _, _ in triples},
        distinctObjects={value for _, _, value in triples},
        properties={predicate for _, predicate, _ in triples},
        classes={value for _, predicate, value in triples if predicate == RDF.type},
    )


def _describe_classes(catalogue: Graph, triples: Triples) -> None:
    members: dict[URIRef, set[Any]] = defaultdict(set)
    statements: dict[Any, Triples] = defaultdict(list)
    for triple in triples:
        statements[triple[0]].append(triple)
        if triple[1] == RDF.type and isinstance(triple[2], URIRef):
            members[triple[2]].add(triple[0])
    for class_, instances in members.items():
        path = f"dataset#class-{_local(class_)}"
        partition = URIRef(namespaces.iri(path))
        described = [triple for instance in instances for triple in statements[instance]]
        catalogue.add((_DATASET, VOID.classPartition, partition))
        catalogue.add((partition, RDF.type, VOID.Dataset))
        catalogue.add((partition, VOID["class"], class_))
        _add_counts(catalogue, partition, entities=instances, triples=described)
        if class_.startswith(namespaces.GCM):
            _describe_properties(catalogue, partition, f"{path}-property", described)


def _describe_properties(catalogue: Graph, dataset: URIRef, path: str, triples: Triples) -> None:
    by_property: dict[URIRef, Triples] = defaultdict(list)
    for triple in triples:
        by_property[triple[1]].append(triple)
    for property_, used in by_property.items():
        partition = URIRef(namespaces.iri(f"{path}-{_local(property_)}"))
        catalogue.add((dataset, VOID.propertyPartition, partition))
        catalogue.add((partition, RDF.type, VOID.Dataset))
        catalogue.add((partition, VOID.property, property_))
        _add_counts(
            catalogue,
            partition,
            triples=used,
            distinctSubjects={subject for subject, _, _ in used},
            distinctObjects={value for _, _, value in used},
        )


def _add_counts(catalogue: Graph, dataset: URIRef, **counted: Iterable[Any]) -> None:
    for name, things in counted.items():
        catalogue.add((dataset, VOID[name], Literal(len(list(things)))))


def _local(term: URIRef) -> str:
    """Return the name of a term within a fragment: `gcm-Action` for gcm:Action."""
    for namespace, prefix in namespaces.LONGEST_FIRST:
        if term.startswith(namespace):
            return f"{prefix}-{term.removeprefix(namespace)}"
    return namespaces.slug(term)
