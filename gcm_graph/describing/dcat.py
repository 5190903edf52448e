"""The description of the release for catalogues (DCAT 3, VoID): dataset, version, licence, rights, distributions."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from pyoxigraph import NamedNode, Quad

from gcm_graph import namespaces
from gcm_graph.describing.catalogue import DATASET
from gcm_graph.describing.graphs import NamedGraph, english, node, term, typed
from gcm_graph.describing.sources import LANGUAGES, media_type
from gcm_graph.resources import ReleaseIdentity

LICENCE = "https://creativecommons.org/licenses/by/4.0/"

# Registered media types only (RFC 6838): JSON Lines has none, so units.jsonl gets none.
_MEDIA_TYPES = {
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
    ".nq": "application/n-quads",
    ".csv": "text/csv",
    "csv-metadata.json": "application/csvm+json",
    "validation.json": "application/json",
}
_TITLES = {
    "gcm.ttl": "The graph as Turtle",
    "gcm.jsonld": "The graph as JSON-LD",
    "gcm.nq": "All named graphs as N-Quads",
    "ontology.ttl": "The ontology",
    "shapes.ttl": "The shapes of the data (SHACL)",
    "profile.ttl": "Shapes for data that points at the Compact (SHACL)",
    "context.jsonld": "The JSON-LD context",
    "tables/units.csv": "The units of the text as a table",
    "tables/units.jsonl": "The units of the text, one JSON object a line",
    "tables/links.csv": "What the units refer to, and in which words, as CSV",
    "tables/entities.csv": "What the units refer to, as CSV",
    "tables/crosswalk.csv": "What others relate to the objectives, as a table",
    "tables/csv-metadata.json": "The description of the tables (CSVW)",
    "validation.json": "The validation report of the release",
}
_DUMP = "gcm.nq"
_ENDPOINT = "sparql"
_PROTOCOL = "http://www.w3.org/TR/sparql11-protocol/"
_VOCABULARIES = ("gcm", "dcterms", "oa", "prov", "skos")


def describe_distributions(files: Mapping[str, bytes], identity: ReleaseIdentity) -> list[Quad]:
    """Return the statements that `void.ttl` adds to the graph `catalogue`.

    Args:
        files: the content of every other file of the release that has a checksum, by name.
        identity: version and date of the release.
    """
    graph = NamedGraph("catalogue")
    dataset, version = node(DATASET), node(f"{DATASET}/{identity.version}")
    _describe_dataset(graph, dataset, version, identity)
    _describe_endpoint(graph, dataset)
    for name in sorted(files):
        _describe_distribution(graph, dataset, name, files[name])
    return list(graph)


def _describe_dataset(graph: NamedGraph, dataset: NamedNode, version: NamedNode, identity: ReleaseIdentity) -> None:
    title = english("The Global Compact for Safe, Orderly and Regular Migration as linked data")
    graph.a(dataset, "dcat:Dataset")
    graph.add(dataset, "dcterms:title", title)
    graph.add(dataset, "skos:prefLabel", title)
    graph.add(
        dataset,
        "dcterms:description",
        english(
            "Every unit of resolution A/RES/73/195 and its annex, the Global Compact for Safe, Orderly and Regular "
            "Migration, with its words, place, pages and footnotes, in named graphs that tell what was read, declared "
            "and inferred."
        ),
    )
    graph.add(dataset, "dcterms:identifier", "A/RES/73/195")
    graph.add(dataset, "dcterms:issued", typed(identity.date, "date"))
    graph.add(dataset, "dcterms:language", *LANGUAGES.values())
    graph.add(dataset, "dcterms:license", NamedNode(LICENCE))
    graph.add(dataset, "dcterms:source", node("source/a-res-73-195"))
    graph.add(dataset, "dcat:version", identity.version)
    graph.add(dataset, "dcat:hasCurrentVersion", version)
    graph.add(dataset, "void:vocabulary", *(NamedNode(namespaces.PREFIXES[prefix]) for prefix in _VOCABULARIES))
    graph.add(dataset, "void:exampleResource", node("objective/11/action/b"))
    rights, publisher = node(f"{DATASET}#rights"), node(f"{DATASET}#publisher")
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
    graph.add(dataset, "dcterms:publisher", publisher)
    graph.a(publisher, "foaf:Agent")
    graph.add(publisher, "foaf:name", english("The gcm-graph maintainers"))
    graph.a(version, "dcat:Dataset")
    graph.add(version, "dcterms:title", english(f"{title.value}, version {identity.version}"))
    graph.add(version, "dcterms:issued", typed(identity.date, "date"))
    graph.add(version, "dcterms:license", NamedNode(LICENCE))
    graph.add(version, "dcterms:rights", rights)
    graph.add(version, "dcat:version", identity.version)
    graph.add(version, "dcat:isVersionOf", dataset)


def _describe_endpoint(graph: NamedGraph, dataset: NamedNode) -> None:
    """Say where the dataset can be queried (VoID, SPARQL endpoints; DCAT 3, Data Service)."""
    endpoint = node(_ENDPOINT)
    graph.add(dataset, "void:sparqlEndpoint", endpoint)
    graph.a(endpoint, "dcat:DataService")
    graph.add(endpoint, "dcterms:title", english("SPARQL endpoint"))
    graph.add(endpoint, "dcterms:conformsTo", NamedNode(_PROTOCOL))
    graph.add(endpoint, "dcterms:license", NamedNode(LICENCE))
    graph.add(endpoint, "dcat:endpointURL", endpoint)
    graph.add(endpoint, "dcat:endpointDescription", endpoint)
    graph.add(endpoint, "dcat:servesDataset", dataset)


def _describe_distribution(graph: NamedGraph, dataset: NamedNode, name: str, content: bytes) -> None:
    place = node(name)
    key = namespaces.slug(name)
    distribution, checksum = node(f"{DATASET}#distribution-{key}"), node(f"{DATASET}#checksum-{key}")
    media_types = [registered for suffix, registered in _MEDIA_TYPES.items() if name.endswith(suffix)]
    graph.add(dataset, "dcat:distribution", distribution)
    if name == _DUMP:
        graph.add(dataset, "void:dataDump", place)
    graph.a(distribution, "dcat:Distribution")
    graph.add(distribution, "dcterms:title", english(_TITLES[name]))
    graph.add(distribution, "dcterms:license", NamedNode(LICENCE))
    graph.add(distribution, "dcterms:rights", node(f"{DATASET}#rights"))
    graph.add(distribution, "dcat:accessURL", place)
    graph.add(distribution, "dcat:downloadURL", place)
    graph.add(distribution, "dcat:mediaType", *(media_type(name) for name in media_types))
    graph.add(distribution, "dcat:byteSize", typed(str(len(content)), "nonNegativeInteger"))
    graph.add(distribution, "spdx:checksum", checksum)
    graph.a(checksum, "spdx:Checksum")
    graph.add(checksum, "spdx:algorithm", term("spdx:checksumAlgorithm_sha256"))
    graph.add(checksum, "spdx:checksumValue", typed(hashlib.sha256(content).hexdigest(), "hexBinary"))
