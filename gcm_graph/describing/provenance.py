"""The graph `provenance` (PROV-O): which activity and software made each graph, and from which files."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import NamedNode

from gcm_graph import namespaces
from gcm_graph.declared_version import ReleaseIdentity
from gcm_graph.describing.checksums import describe_checksum
from gcm_graph.describing.graphs import NamedGraph, english, node
from gcm_graph.model import Document
from gcm_graph.namespaces import slug
from gcm_graph.reading.sources import SourceEntry


@dataclass(frozen=True, slots=True)
class DeclaredFile:
    """A file of the project from which statements follow: its name in the release, its title and its checksum."""

    name: str
    title: str
    sha256: str


@dataclass(frozen=True, slots=True)
class _Activity:
    """An activity: its title, the graphs that it made, and what it used, by name.

    What is used is a source document, a declared file or all of a folder, or a graph.
    """

    title: str
    made: tuple[str, ...]
    sources: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    graphs: tuple[str, ...] = ()


_RESOLUTION = "a-res-73-195"
_EXTRACTS = ("a-res-73-195-page-18", "a-res-73-195-page-20")
_ELSEWHERE = ("network-hub-objective-11", "guidance-booklet-objective-11")
_TABLES = "curated"
_VOCABULARIES = "vocab"
_ALIGNMENTS = "alignments"
_LEXICON = "lexicon"
_READ = ("text", "links", "evidence", "variants", "vocabulary")
_CURATED = ("curated", "booklet", "hub", "translations")
_DECLARED = ("ontology", "queries", "provenance")
_ACTIVITIES = {
    "reading": _Activity(
        "Reading the resolution",
        made=("text",),
        sources=(_RESOLUTION, *_EXTRACTS),
        files=("repairs", "page-breaks"),
    ),
    "linking": _Activity(
        "Finding what the units refer to, and where",
        made=("links", "evidence"),
        sources=(_RESOLUTION,),
        files=(_LEXICON, _VOCABULARIES, _TABLES),
        graphs=("text",),
    ),
    "collating": _Activity(
        "Comparing the other sources with the resolution, word by word",
        made=("variants",),
        sources=(_RESOLUTION, *_EXTRACTS, *_ELSEWHERE),
        files=("repairs",),
        graphs=("text",),
    ),
    "labelling": _Activity(
        "Naming the units, and arranging them and other topics as concepts",
        made=("vocabulary",),
        files=(_VOCABULARIES,),
        graphs=("text",),
    ),
    "curating": _Activity(
        "Describing what the curated tables and the pages of others hold",
        made=_CURATED,
        sources=_ELSEWHERE,
        files=("manifest", "repairs", _TABLES),
    ),
    "aligning": _Activity("Mapping to vocabularies of others", made=("alignments",), files=(_ALIGNMENTS,)),
    "declaring": _Activity("Describing what the project declares of itself", made=_DECLARED, files=("ontology",)),
    "inference": _Activity(
        "Inferring what follows under OWL 2 RL",
        made=("inferred",),
        graphs=(*_READ, *_CURATED, "alignments", "ontology"),
    ),
    "cataloguing": _Activity(
        "Counting what the graphs hold",
        made=("catalogue",),
        graphs=(*_READ, *_CURATED, "alignments", *_DECLARED, "inferred"),
    ),
}


def declared_files(sources: Path, ontology_folder: Path, ontology: bytes) -> tuple[DeclaredFile, ...]:
    """Return the files from which statements follow besides the source texts.

    The names of the files of a folder begin with that of the folder: `curated-instruments`.

    Args:
        sources: the folder of the manifest, the declared repairs and the page breaks.
        ontology_folder: the folder of the curated tables, the lexicon, the vocabularies and the alignments.
        ontology: the ontology as published.
    """
    declared = [
        ("manifest", sources / "manifest.toml", "Manifest of the source documents"),
        ("repairs", sources / "repairs.toml", "Declared repairs of damage in the source text"),
        ("page-breaks", sources / "page-breaks.toml", "Declared page breaks of the source text"),
    ]
    for folder, pattern, title in (
        (_TABLES, "*.csv", "Curated table"),
        (_LEXICON, "*.csv", "Readings of the lexicon"),
        (_VOCABULARIES, "*.ttl", "Vocabulary"),
        (_ALIGNMENTS, "*.[ct]sv", "Table of alignments"),
    ):
        declared += [
            (f"{folder}-{slug(file.name.partition('.')[0])}", file, f"{title} {file.name}")
            for file in sorted((ontology_folder / folder).glob(pattern))
        ]
    files = [DeclaredFile(name, title, _sha256(file.read_bytes())) for name, file, title in declared]
    return (*files, DeclaredFile("ontology", "The ontology as published", _sha256(ontology)))


def describe_provenance(
    document: Document,
    entries: Iterable[SourceEntry],
    files: Iterable[DeclaredFile],
    identity: ReleaseIdentity,
    *,
    empty: Collection[str] = (),
) -> NamedGraph:
    """Return the graph `provenance`.

    Args:
        document: what was read.
        entries: the source documents of the manifest.
        files: the other files from which statements follow.
        identity: the version of the release, which is also that of the software.
        empty: the names of the graphs that hold nothing, of which nothing is said.
    """
    graph = NamedGraph("provenance")
    release = node(f"dataset/{identity.version}")
    software = _part(release, "software")
    graph.a(software, "prov:SoftwareAgent")
    graph.add(software, "skos:prefLabel", english(f"gcm-graph {identity.version}"))
    graph.add(software, "owl:versionInfo", identity.version)
    publisher = node("dataset#publisher")
    graph.a(publisher, "prov:Agent")
    graph.add(publisher, "skos:prefLabel", english("The gcm-graph maintainers"))
    for entry in entries:
        source = node(f"source/{entry.name}")
        graph.a(source, "prov:Entity")
        describe_checksum(graph, source, document.checksum if entry.name == document.source else entry.sha256)
    declared = tuple(files)
    for file in declared:
        entity = _part(release, file.name)
        graph.a(entity, "prov:Entity")
        graph.add(entity, "skos:prefLabel", english(file.title))
        describe_checksum(graph, entity, file.sha256)
    for name, activity in _ACTIVITIES.items():
        if not set(activity.made) <= set(empty):
            used = tuple(used for used in activity.graphs if used not in empty)
            done = replace(activity, graphs=used)
            _describe_activity(graph, release, name, done, [file.name for file in declared])
    return graph


def _describe_activity(
    graph: NamedGraph, release: NamedNode, name: str, activity: _Activity, declared: Sequence[str]
) -> None:
    doing = _part(release, name)
    used = [
        *(node(f"source/{source}") for source in activity.sources),
        *(
            _part(release, file)
            for named in activity.files
            for file in declared
            if file == named or file.startswith(f"{named}-")
        ),
        *(_graph(used) for used in activity.graphs),
    ]
    graph.a(doing, "prov:Activity")
    graph.add(doing, "skos:prefLabel", english(activity.title))
    graph.add(doing, "prov:wasAssociatedWith", _part(release, "software"))
    graph.add(doing, "prov:used", *used)
    for made in activity.made:
        entity = _graph(made)
        graph.a(entity, "prov:Entity")
        graph.add(entity, "skos:prefLabel", english(f"Graph {made}"))
        graph.add(entity, "prov:wasGeneratedBy", doing)
        if made not in {"queries", "provenance"}:
            graph.add(entity, "prov:wasDerivedFrom", *used)


def _graph(name: str) -> NamedNode:
    return NamedNode(namespaces.graph(name))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _part(whole: NamedNode, name: str) -> NamedNode:
    return NamedNode(f"{whole.value}#{name}")
