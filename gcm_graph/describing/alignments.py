"""The graph `alignments`: our resources related to those of others, each mapping with its justification.

A mapping is stated twice: as the triple that it is, for queries and reasoners, and as a resource of the class
`sssom:Mapping` that says how it was found, how sure we are and where the identifier was read.

SSSOM's own RDF makes that resource an `owl:Axiom` with `owl:annotatedSource`, `owl:annotatedProperty` and
`owl:annotatedTarget`. OWL 2 knows those on blank nodes only (Mapping to RDF Graphs, section 3.2.1, Table 17): on a
resource with an address they take the ontology out of OWL 2 DL. Here the slots have the names that SSSOM gives them in
its own namespace, as annotation properties, so that any class or predicate can be their value.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode, Quad, Triple

from gcm_graph import namespaces
from gcm_graph.curating.mappings import OBJECT_TYPES, Mapping, MappingSet
from gcm_graph.describing.graphs import RDF_TYPE, NamedGraph, english, node, term, typed
from gcm_graph.describing.references import describe_publication

_ANNOTATIONS = (
    "sssom:confidence",
    "sssom:mapping_justification",
    "sssom:mappings",
    "sssom:object_id",
    "sssom:object_label",
    "sssom:object_source",
    "sssom:object_source_version",
    "sssom:predicate_id",
    "sssom:subject_id",
    "sssom:subject_label",
)


def describe_alignments(graph: NamedGraph, mappings: Sequence[Mapping]) -> None:
    """State mappings, their justifications, the sets they belong to, and the declarations that OWL 2 DL asks for.

    The address of a mapping is `mapping/<set>/<path of the subject>/<predicate>/<local name of the object>`.
    """
    if not mappings:
        return
    for triple in alignment_axioms(mappings):
        graph.extend([Quad(triple.subject, triple.predicate, triple.object)])
    for name in ("sssom:Mapping", "sssom:MappingSet"):
        graph.a(term(name), "owl:Class")
    for name in _ANNOTATIONS:
        graph.a(term(name), "owl:AnnotationProperty")
    for name in sorted({mapping.predicate for mapping in mappings if not mapping.is_axiom}):
        graph.a(term(name), "owl:ObjectProperty")
    for mapping_set in dict.fromkeys(mapping.mapping_set for mapping in mappings):
        _describe_set(graph, mapping_set)
    for mapping in mappings:
        _describe_mapping(graph, mapping)
    for reference in dict.fromkeys(source for mapping in mappings for source in mapping.sources):
        describe_publication(graph, reference)


def alignment_axioms(mappings: Iterable[Mapping]) -> list[Triple]:
    """Return the mappings that are axioms of OWL, and the declarations of the classes and properties they lead to.

    They are stated in the graph `alignments` too, so that a reasoner who is given that graph needs no more.
    """
    axioms = [mapping for mapping in mappings if mapping.is_axiom]
    declared = {mapping.object: OBJECT_TYPES[mapping.object_type] for mapping in axioms}
    return [
        *(Triple(NamedNode(iri), RDF_TYPE, term(kind)) for iri, kind in sorted(declared.items()) if kind),
        *map(_statement, axioms),
    ]


def english_labels(quads: Iterable[Quad]) -> dict[str, str]:
    """Return the English preferred label of each resource of ours that has one, by its IRI."""
    label = term("skos:prefLabel")
    return {
        quad.subject.value: quad.object.value
        for quad in quads
        if quad.predicate == label
        and isinstance(quad.subject, NamedNode)
        and quad.subject.value.startswith(namespaces.BASE)
        and isinstance(quad.object, Literal)
        and quad.object.language == "en"
    }


def _statement(mapping: Mapping) -> Triple:
    return Triple(NamedNode(mapping.subject), term(mapping.predicate), NamedNode(mapping.object))


def _describe_set(graph: NamedGraph, mapping_set: MappingSet) -> None:
    this = node(mapping_set.path)
    graph.a(this, "sssom:MappingSet")
    graph.add(this, "dcterms:title", english(mapping_set.title))
    graph.add(this, "dcterms:description", english(mapping_set.description))
    graph.add(this, "dcterms:license", NamedNode(mapping_set.license))
    graph.add(this, "sssom:object_source", NamedNode(mapping_set.object_source))
    graph.add(this, "sssom:object_source_version", mapping_set.object_source_version)
    graph.add(this, "rdfs:comment", english(mapping_set.comment))


def _describe_mapping(graph: NamedGraph, mapping: Mapping) -> None:
    this = node(mapping.path)
    if not mapping.is_axiom:  # axioms are stated with their declarations
        graph.add(NamedNode(mapping.subject), mapping.predicate, NamedNode(mapping.object))
    graph.add(node(mapping.mapping_set.path), "sssom:mappings", this)
    graph.a(this, "sssom:Mapping")
    graph.add(this, "sssom:subject_id", NamedNode(mapping.subject))
    graph.add(this, "sssom:subject_label", mapping.subject_label)
    graph.add(this, "sssom:predicate_id", term(mapping.predicate))
    graph.add(this, "sssom:object_id", NamedNode(mapping.object))
    graph.add(this, "sssom:object_label", mapping.object_label)
    graph.add(this, "sssom:mapping_justification", term(mapping.justification))
    graph.add(this, "sssom:object_source", NamedNode(mapping.mapping_set.object_source))
    graph.add(this, "sssom:confidence", typed(mapping.confidence, "double"))
    graph.add(this, "rdfs:comment", None if mapping.comment is None else english(mapping.comment))
    graph.add(this, "dcterms:source", *(node(f"reference/{source.key}") for source in mapping.sources))
