"""The description of the release for catalogues (DCAT 3, DCAT-AP 3, VoID): dataset, version, endpoint and files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, Quad

from gcm_graph import namespaces
from gcm_graph.declared_version import ReleaseIdentity
from gcm_graph.describing.catalogue import DATASET
from gcm_graph.describing.checksums import describe_checksum
from gcm_graph.describing.graphs import NamedGraph, english, node, typed
from gcm_graph.describing.release_file_kinds import KINDS
from gcm_graph.describing.sources import LANGUAGES, media_type

LICENCE = "https://creativecommons.org/licenses/by/4.0/"

_ATTRIBUTION = "http://purl.org/adms/licencetype/Attribution"
_AUTHORITY = "http://publications.europa.eu/resource/authority/"
_PUBLIC = NamedNode(f"{_AUTHORITY}access-right/PUBLIC")
_THEMES: Mapping[NamedNode, str] = MappingProxyType(
    {
        NamedNode(f"{_AUTHORITY}data-theme/INTR"): "International issues",
        NamedNode(f"{_AUTHORITY}data-theme/SOCI"): "Population and society",
    }
)
"""The data themes of the European portal that apply, with their names there."""

_KEYWORDS = ("Global Compact for Migration", "international migration", "migrants", "United Nations", "human rights")
_TITLE = "The Global Compact for Safe, Orderly and Regular Migration as linked data"
_DESCRIPTION = (
    "Every unit of resolution A/RES/73/195 and its annex, the Global Compact for Safe, Orderly and Regular "
    "Migration, with its words, place, pages and footnotes, in named graphs that tell what was read, declared "
    "and inferred."
)
_DUMP = "gcm.nq"
_ENDPOINT = "sparql"
_PROTOCOL = "http://www.w3.org/TR/sparql11-protocol/"
_VOCABULARIES = ("gcm", "dcterms", "oa", "prov", "skos")


def describe_distributions(files: Mapping[str, bytes], identity: ReleaseIdentity) -> list[Quad]:
    """Return the statements that `void.ttl` adds to the graph `catalogue`.

    They follow DCAT-AP 3, as far as it can be followed truthfully: `shapes/dcat-ap.ttl` has its rules, and
    `tests/dcat_ap` which of its recommendations are left out, and why.

    Args:
        files: the content of every other file of the release that has a checksum, by name.
        identity: version and date of the release.
    """
    graph = NamedGraph("catalogue")
    dataset, version = node(DATASET), node(f"{DATASET}/{identity.version}")
    _describe_dataset(graph, dataset, version, identity)
    _describe_version(graph, dataset, version, identity)
    _describe_endpoint(graph, dataset)
    _describe_catalogue(graph, dataset, identity)
    _name_terms_of_others(graph)
    for name in sorted(files):
        _describe_distribution(graph, dataset, name, files[name])
    return list(graph)


def _describe_dataset(graph: NamedGraph, dataset: NamedNode, version: NamedNode, identity: ReleaseIdentity) -> None:
    graph.a(dataset, "dcat:Dataset")
    graph.add(dataset, "dcterms:title", english(_TITLE))
    graph.add(dataset, "skos:prefLabel", english(_TITLE))
    graph.add(dataset, "dcterms:description", english(_DESCRIPTION))
    graph.add(dataset, "dcterms:identifier", "A/RES/73/195")
    graph.add(dataset, "dcterms:issued", typed(identity.date, "date"))
    graph.add(dataset, "dcterms:language", *LANGUAGES.values())
    graph.add(dataset, "dcterms:license", NamedNode(LICENCE))
    # Not dcterms:source: its values are datasets (DCAT-AP 3, Dataset, source), and this one is a text.
    graph.add(dataset, "prov:wasDerivedFrom", node("source/a-res-73-195"))
    graph.add(dataset, "dcat:version", identity.version)
    graph.add(dataset, "dcat:hasCurrentVersion", version)
    graph.add(dataset, "void:vocabulary", *(NamedNode(namespaces.PREFIXES[prefix]) for prefix in _VOCABULARIES))
    graph.add(dataset, "void:exampleResource", node("objective/11/action/b"))
    _describe_for_finding(graph, dataset)
    rights, publisher = node(f"{DATASET}#rights"), _publisher()
    graph.add(dataset, "dcterms:rights", rights)
    graph.a(rights, "dcterms:RightsStatement")
    graph.add(
        rights,
        "dcterms:description",
        english(
            "The texts are those of the United Nations and of the United Nations Network on Migration. The licence "
            "covers what this project added to them; it claims no right in the texts."
        ),
    )
    graph.a(publisher, "foaf:Agent")
    graph.add(publisher, "foaf:name", english("The gcm-graph maintainers"))


def _describe_version(graph: NamedGraph, dataset: NamedNode, version: NamedNode, identity: ReleaseIdentity) -> None:
    graph.a(version, "dcat:Dataset")
    graph.add(version, "dcterms:title", english(f"{_TITLE}, version {identity.version}"))
    graph.add(version, "dcterms:description", english(f"{_DESCRIPTION} This is version {identity.version}."))
    graph.add(version, "dcterms:issued", typed(identity.date, "date"))
    graph.add(version, "dcterms:license", NamedNode(LICENCE))
    graph.add(version, "dcterms:rights", node(f"{DATASET}#rights"))
    graph.add(version, "dcat:version", identity.version)
    graph.add(version, "dcat:isVersionOf", dataset)
    _describe_for_finding(graph, version)


def _describe_endpoint(graph: NamedGraph, dataset: NamedNode) -> None:
    """Say where the dataset can be queried (VoID, SPARQL endpoints; DCAT 3, Data Service)."""
    endpoint = node(_ENDPOINT)
    graph.add(dataset, "void:sparqlEndpoint", endpoint)
    graph.a(endpoint, "dcat:DataService")
    graph.add(endpoint, "dcterms:title", english("SPARQL endpoint"))
    graph.add(
        endpoint,
        "dcterms:description",
        english("Answers queries in SPARQL 1.1 over all named graphs, and over their merge as the default graph."),
    )
    graph.add(endpoint, "dcterms:conformsTo", NamedNode(_PROTOCOL))
    graph.add(endpoint, "dcterms:license", NamedNode(LICENCE))
    graph.add(endpoint, "dcat:endpointURL", endpoint)
    graph.add(endpoint, "dcat:endpointDescription", endpoint)
    graph.add(endpoint, "dcat:servesDataset", dataset)
    _describe_for_finding(graph, endpoint)


def _describe_catalogue(graph: NamedGraph, dataset: NamedNode, identity: ReleaseIdentity) -> None:
    """List the dataset and its endpoint in a catalogue: portals harvest nothing less (DCAT-AP 3, Catalogue)."""
    catalogue = node(f"{DATASET}#catalogue")
    graph.a(catalogue, "dcat:Catalog")
    graph.add(catalogue, "dcterms:title", english("What the gcm-graph maintainers publish"))
    graph.add(
        catalogue,
        "dcterms:description",
        english("The Global Compact for Safe, Orderly and Regular Migration as linked data, and its SPARQL endpoint."),
    )
    graph.add(catalogue, "dcterms:publisher", _publisher())
    graph.add(catalogue, "dcterms:modified", typed(identity.date, "date"))
    graph.add(catalogue, "dcterms:language", LANGUAGES["en"])
    graph.add(catalogue, "dcterms:license", NamedNode(LICENCE))
    graph.add(catalogue, "dcat:dataset", dataset)
    graph.add(catalogue, "dcat:service", node(_ENDPOINT))


def _describe_for_finding(graph: NamedGraph, resource: NamedNode) -> None:
    """Say by what portals sort and filter: publisher, themes, keywords, and that everyone has access."""
    graph.add(resource, "dcterms:publisher", _publisher())
    graph.add(resource, "dcterms:accessRights", _PUBLIC)
    graph.add(resource, "dcat:theme", *_THEMES)
    graph.add(resource, "dcat:keyword", *(Literal(keyword, language="en") for keyword in _KEYWORDS))


def _name_terms_of_others(graph: NamedGraph) -> None:
    """Say what the terms of others are that stand in the entry: who reads it has not loaded their lists."""
    for theme, name in _THEMES.items():
        graph.a(theme, "skos:Concept")
        graph.add(theme, "skos:prefLabel", english(name))
    graph.a(_PUBLIC, "dcterms:RightsStatement")
    graph.add(_PUBLIC, "skos:prefLabel", english("public"))
    graph.a(NamedNode(LICENCE), "dcterms:LicenseDocument")
    graph.add(NamedNode(LICENCE), "dcterms:type", NamedNode(_ATTRIBUTION))
    graph.a(NamedNode(_PROTOCOL), "dcterms:Standard")


def _describe_distribution(graph: NamedGraph, dataset: NamedNode, name: str, content: bytes) -> None:
    place, kind = node(name), KINDS[name]
    key = namespaces.slug(name)
    distribution, checksum = node(f"{DATASET}#distribution-{key}"), node(f"{DATASET}#checksum-{key}")
    graph.add(dataset, "dcat:distribution", distribution)
    if name == _DUMP:
        graph.add(dataset, "void:dataDump", place)
    graph.a(distribution, "dcat:Distribution")
    graph.add(distribution, "dcterms:title", english(kind.title))
    graph.add(distribution, "dcterms:description", english(kind.description))
    graph.add(distribution, "dcterms:license", NamedNode(LICENCE))
    graph.add(distribution, "dcterms:rights", node(f"{DATASET}#rights"))
    graph.add(distribution, "dcat:accessURL", place)
    graph.add(distribution, "dcat:downloadURL", place)
    if kind.media_type is not None:
        graph.add(distribution, "dcat:mediaType", media_type(kind.media_type))
    if kind.file_type is not None:
        graph.add(distribution, "dcterms:format", NamedNode(f"{_AUTHORITY}file-type/{kind.file_type}"))
    graph.add(distribution, "dcat:byteSize", typed(str(len(content)), "nonNegativeInteger"))
    describe_checksum(graph, distribution, hashlib.sha256(content).hexdigest(), checksum)


def _publisher() -> NamedNode:
    return node(f"{DATASET}#publisher")
