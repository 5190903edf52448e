"""From the document model to all named graphs: describe, infer, count."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse

from gcm_graph import namespaces, resources
from gcm_graph.describing.catalogue import describe_catalogue
from gcm_graph.describing.evidence import describe_evidence
from gcm_graph.describing.graphs import NamedGraph
from gcm_graph.describing.provenance import declared_files, describe_provenance
from gcm_graph.describing.queries import describe_queries
from gcm_graph.describing.sources import describe_sources
from gcm_graph.describing.text import describe_text
from gcm_graph.describing.vocabulary import describe_vocabulary
from gcm_graph.model import Document
from gcm_graph.reading.sources import manifest
from gcm_graph.reasoning import Engine, infer
from gcm_graph.saved_queries import saved_queries

GRAPHS = (
    "text",
    "links",
    "evidence",
    "curated",
    "booklet",
    "hub",
    "variants",
    "vocabulary",
    "translations",
    "alignments",
    "ontology",
    "inferred",
    "provenance",
    "queries",
    "catalogue",
)
"""All names of named graphs."""

MERGED = frozenset({"text", "links", "curated", "booklet", "hub", "variants", "vocabulary", "translations", "inferred"})
"""The graphs whose merge is `gcm.ttl` and `gcm.jsonld`."""


def ontology_source(folder: Path | None = None) -> bytes:
    """Return the ontology as published: the hand-written source and, after it, the version of this release."""
    folder = folder or resources.ontology_folder()
    version = resources.release_identity().version
    source = (folder / "gcm.ttl").read_text(encoding="utf-8")
    versioned = (
        f"\n# The version of this release\n\n"
        f"<ontology> owl:versionIRI <ontology/{version}> ;\n"
        f'  owl:versionInfo "{version}" .\n'
    )
    return (source + versioned).encode()


def ontology_triples(source: bytes) -> list[Triple]:
    """Return the triples of the ontology as published, blank nodes included."""
    return [quad.triple for quad in parse(source, format=RdfFormat.TURTLE)]


def asserted_graphs(document: Document, ontology: bytes, *, sources: Path | None = None) -> tuple[NamedGraph, ...]:
    """Return all graphs but `inferred` and `catalogue`.

    Args:
        document: what was read.
        ontology: the ontology as published.
        sources: the folder of the source texts and what is declared about them; by default the package's own.
    """
    entries = list(manifest(sources).values())
    files = declared_files(sources or resources.sources_folder(), ontology)
    curated = NamedGraph("curated")
    describe_sources(curated, entries)
    ontology_graph = NamedGraph("ontology")
    ontology_graph.extend(
        Quad(triple.subject, triple.predicate, triple.object)
        for triple in ontology_triples(ontology)
        if not isinstance(triple.subject, BlankNode) and not isinstance(triple.object, BlankNode)
    )
    return (
        describe_text(document),
        describe_evidence(document),
        curated,
        describe_vocabulary(document),
        ontology_graph,
        describe_provenance(document, entries, files, resources.release_identity()),
        describe_queries(saved_queries()),
    )


def complete(asserted: tuple[NamedGraph, ...], ontology: bytes, engine: Engine) -> list[Quad]:
    """Return the quads of all graphs: the asserted ones, what follows from them, and the statistics over all.

    Args:
        asserted: the asserted graphs.
        ontology: the ontology as published, blank nodes included.
        engine: how to infer.

    Raises:
        ReasoningError: the data contradict the ontology, or the ontology is not within OWL 2 RL.
    """
    quads = [quad for graph in asserted for quad in graph]
    inferred = NamedNode(namespaces.graph("inferred"))
    quads += [
        Quad(triple.subject, triple.predicate, triple.object, inferred)
        for triple in infer(quads, ontology_triples(ontology), engine=engine)
    ]
    return quads + list(describe_catalogue(quads))
