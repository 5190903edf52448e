"""The graph `curated`, first part: the source documents as the manifest declares them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from pyoxigraph import NamedNode

from gcm_graph.describing.graphs import NamedGraph, english, node
from gcm_graph.reading.sources import SourceEntry

LANGUAGES: Mapping[str, NamedNode] = MappingProxyType(
    {"en": NamedNode("http://publications.europa.eu/resource/authority/language/ENG")}
)
"""Languages by their tag, as DCMI and DCAT name them: by IRI, here of the EU's authority table."""


def media_type(name: str) -> NamedNode:
    """Return the IRI of a registered media type, for example `text/turtle`."""
    return NamedNode(f"https://www.iana.org/assignments/media-types/{name}")


def describe_sources(graph: NamedGraph, entries: Iterable[SourceEntry]) -> None:
    """Describe the source documents: title, kind and origin, language, format and status."""
    for entry in entries:
        source = node(f"source/{entry.name}")
        what = f"{entry.kind[0].upper()}{entry.kind[1:]}. From: {entry.origin}."
        graph.a(source, "gcm:SourceDocument")
        graph.add(source, "skos:prefLabel", english(entry.title))
        graph.add(source, "dcterms:description", english(what))
        graph.add(source, "dcterms:language", LANGUAGES[entry.language])
        graph.add(source, "dcterms:format", media_type(entry.media_type))
        graph.add(source, "gcm:status", entry.status)
