"""The graph `provenance` (PROV-O): which activity and software made each graph, and from which files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode

from gcm_graph import namespaces
from gcm_graph.describing.graphs import NamedGraph, english, node, term, typed
from gcm_graph.model import Document
from gcm_graph.reading.sources import SourceEntry
from gcm_graph.resources import ReleaseIdentity

_DECLARED = (
    ("repairs", "repairs.toml", "Declared repairs of damage in the source text"),
    ("page-breaks", "page-breaks.toml", "Declared page breaks of the source text"),
)
_ACTIVITIES = (
    ("reading", "Reading the resolution"),
    ("curating", "Describing what the project declares"),
    ("inference", "Inferring what follows under OWL 2 RL"),
    ("cataloguing", "Counting what the graphs hold"),
)
_MADE_BY = {
    "text": "reading",
    "evidence": "reading",
    "vocabulary": "curating",
    "curated": "curating",
    "ontology": "curating",
    "queries": "curating",
    "provenance": "curating",
    "inferred": "inference",
    "catalogue": "cataloguing",
}
_READ = frozenset({"text", "evidence", "vocabulary"})


def describe_provenance(
    document: Document, entries: Iterable[SourceEntry], identity: ReleaseIdentity, *, declarations: Path
) -> NamedGraph:
    """Return the graph `provenance`.

    Args:
        document: what was read.
        entries: the source documents of the manifest.
        identity: the version of the release, which is also that of the software.
        declarations: the folder of the declared repairs and page breaks.
    """
    graph = NamedGraph("provenance")
    release = node(f"dataset/{identity.version}")
    software = _part(release, "software")
    graph.a(software, "prov:SoftwareAgent")
    graph.add(software, "skos:prefLabel", english(f"gcm-graph {identity.version}"))
    graph.add(software, "owl:versionInfo", identity.version)
    for entry in entries:
        source = node(f"source/{entry.name}")
        graph.a(source, "prov:Entity")
        sha256 = document.checksum if entry.name == document.source else entry.sha256
        _add_checksum(graph, source, sha256)
    for name, file, title in _DECLARED:
        declared = _part(release, name)
        graph.a(declared, "prov:Entity")
        graph.add(declared, "skos:prefLabel", english(title))
        _add_checksum(graph, declared, hashlib.sha256((declarations / file).read_bytes()).hexdigest())
    for name, title in _ACTIVITIES:
        activity = _part(release, name)
        graph.a(activity, "prov:Activity")
        graph.add(activity, "skos:prefLabel", english(title))
        graph.add(activity, "prov:wasAssociatedWith", software)
    source = node(f"source/{document.source}")
    graph.add(_part(release, "reading"), "prov:used", source, *(_part(release, name) for name, _, _ in _DECLARED))
    for name, activity_name in _MADE_BY.items():
        made = NamedNode(namespaces.graph(name))
        graph.a(made, "prov:Entity")
        graph.add(made, "prov:wasGeneratedBy", _part(release, activity_name))
        if name in _READ:
            graph.add(made, "prov:wasDerivedFrom", source)
    asserted = [NamedNode(namespaces.graph(name)) for name in ("text", "evidence", "vocabulary", "curated", "ontology")]
    graph.add(_part(release, "inference"), "prov:used", *asserted)
    graph.add(NamedNode(namespaces.graph("inferred")), "prov:wasDerivedFrom", *asserted)
    return graph


def _part(whole: NamedNode, name: str) -> NamedNode:
    return NamedNode(f"{whole.value}#{name}")


def _add_checksum(graph: NamedGraph, entity: NamedNode, sha256: str) -> None:
    separator = "-" if "#" in entity.value else "#"
    checksum = NamedNode(f"{entity.value}{separator}checksum")
    graph.add(entity, "spdx:checksum", checksum)
    graph.a(checksum, "spdx:Checksum")
    graph.add(checksum, "spdx:algorithm", term("spdx:checksumAlgorithm_sha256"))
    graph.add(checksum, "spdx:checksumValue", typed(sha256, "hexBinary"))
