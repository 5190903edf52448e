"""The graph `curated`, first part: the source documents as the manifest declares them."""

from __future__ import annotations

from collections.abc import Iterable

from gcm_graph.describing.graphs import NamedGraph, english, node
from gcm_graph.reading.sources import SourceEntry


def describe_sources(graph: NamedGraph, entries: Iterable[SourceEntry]) -> None:
    """Describe the source documents: title, kind, origin, language, format and status."""
    for entry in entries:
        source = node(f"source/{entry.name}")
        graph.a(source, "gcm:SourceDocument")
        graph.add(source, "skos:prefLabel", english(entry.title))
        graph.add(source, "dcterms:description", english(f"{entry.kind[0].upper()}{entry.kind[1:]}."))
        graph.add(source, "dcterms:provenance", english(entry.origin))
        graph.add(source, "dcterms:language", entry.language)
        graph.add(source, "dcterms:format", entry.media_type)
        graph.add(source, "gcm:status", entry.status)
