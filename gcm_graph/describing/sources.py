"""The graph `curated`, first part: the source documents, and the language versions that they embody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from pyoxigraph import NamedNode

from gcm_graph.curating.language_versions import NamesSource
from gcm_graph.describing.graphs import NamedGraph, english, node
from gcm_graph.model import COMPACT, RESOLUTION
from gcm_graph.reading.sources import SourceEntry

LANGUAGES: Mapping[str, NamedNode] = MappingProxyType(
    {
        tag: NamedNode(f"http://publications.europa.eu/resource/authority/language/{code}")
        for tag, code in (("en", "ENG"), ("es", "SPA"), ("fr", "FRA"))
    }
)
"""Languages by their tag, as DCMI and DCAT name them: by IRI, here of the EU's authority table."""

_LANGUAGE_NAMES = {"en": "English", "es": "Spanish", "fr": "French"}
_OFFICIAL = "official"


def media_type(name: str) -> NamedNode:
    """Return the IRI of a registered media type, for example `text/turtle`."""
    return NamedNode(f"https://www.iana.org/assignments/media-types/{name}")


def describe_sources(graph: NamedGraph, entries: Iterable[SourceEntry]) -> None:
    """Describe the source documents: title, kind and origin, language, format and status."""
    for entry in entries:
        source = _describe_source(graph, entry.name, entry)
        graph.add(source, "dcterms:format", media_type(entry.media_type))


def describe_names_sources(graph: NamedGraph, documents: Mapping[str, NamesSource]) -> None:
    """Describe the documents from which only names are taken: they have no file here, and so no format.

    Args:
        graph: the graph `curated`, to which they are added.
        documents: the documents by slug.
    """
    for slug, document in documents.items():
        _describe_source(graph, slug, document)


def describe_language_versions(graph: NamedGraph, entries: Iterable[SourceEntry]) -> None:
    """Describe the language versions of the resolution and the Compact, each as the official texts embody it.

    Work, language version and document are told apart as FRBR tells work, expression and manifestation apart.

    Args:
        graph: the graph `curated`, to which they are added.
        entries: the source documents of the manifest.
    """
    official = [entry for entry in entries if entry.status == _OFFICIAL]
    for tag in dict.fromkeys(entry.language for entry in official):
        version = node(f"language-version/{tag}")
        graph.a(version, "gcm:LanguageVersion")
        graph.add(version, "skos:prefLabel", english(f"{_LANGUAGE_NAMES[tag]} language version"))
        graph.add(version, "dcterms:language", LANGUAGES[tag])
        graph.add(version, "gcm:realizes", node(COMPACT), node(RESOLUTION))
        for entry in official:
            if entry.language == tag:
                graph.add(node(f"source/{entry.name}"), "gcm:embodies", version)


def _describe_source(graph: NamedGraph, name: str, document: SourceEntry | NamesSource) -> NamedNode:
    source = node(f"source/{name}")
    what = f"{document.kind[0].upper()}{document.kind[1:]}. From: {document.origin}."
    graph.a(source, "gcm:SourceDocument")
    graph.add(source, "skos:prefLabel", english(document.title))
    graph.add(source, "dcterms:description", english(what))
    graph.add(source, "dcterms:language", LANGUAGES[document.language])
    graph.add(source, "gcm:status", document.status)
    return source
