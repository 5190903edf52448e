"""The pages of the dataset and of its named graphs: what they hold and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping

from gcm_graph.namespaces import BASE, graph, iri
from gcm_graph.serving.pages.block_parts import Link, Row, Value
from gcm_graph.serving.pages.blocks import Block, Excerpt, Page, Table
from gcm_graph.serving.pages.entities import View, page_of, pointing_block
from gcm_graph.serving.pages.facts import FactWriter, place_of
from gcm_graph.serving.pages.knowledge import Knowledge, knowledge_of, natural
from gcm_graph.serving.pages.labels import Label
from gcm_graph.serving.pages.naming import name_of
from gcm_graph.serving.pages.records import pieces
from gcm_graph.serving.pages.rendering import number
from gcm_graph.serving.service import ServedRelease

DATASET = iri("dataset")

_WHAT_GRAPHS_HOLD: Mapping[str, str] = {
    "alignments": "How our terms and concepts relate to those of others, each mapping with its justification.",
    "booklet": "What the guidance booklet of the Network on Migration says: practices, Goals and targets.",
    "catalogue": "Statistics over all other graphs.",
    "curated": "Facts about what the text names, each taken from a source that is given with it.",
    "evidence": "Which words of which unit each link rests on, by character.",
    "hub": "What the pages of the Migration Network Hub say.",
    "inferred": "What follows from the other graphs by the rules of the ontology.",
    "links": "What each unit refers to by its own words.",
    "ontology": "The classes and properties.",
    "provenance": "Which document and file each graph was made from, and how.",
    "queries": "The saved queries.",
    "text": "The units of the resolution and of the Compact: their words, places and order.",
    "translations": "Names in other languages, each from the document in which it was published.",
    "variants": "Where other documents have other words.",
    "vocabulary": "The concepts by which units can be found, with their definitions.",
}
_COUNTS = ("void:triples", "void:classes", "void:properties", "void:distinctSubjects", "void:distinctObjects")
_TOLD_OF_GRAPHS = ("skos:prefLabel", "rdf:type", "prov:wasDerivedFrom", "prov:wasGeneratedBy", "spdx:checksum")
_NOT_IN_LISTS = (
    "rdf:type",
    "skos:prefLabel",
    "dcterms:title",
    "dcterms:description",
    "dcat:distribution",
    "void:classPartition",
    "void:propertyPartition",
    "void:subset",
    "void:vocabulary",
    "void:dataDump",
    *_COUNTS,
)
_MEDIA = "https://www.iana.org/assignments/media-types/"


def dataset_page(release: ServedRelease, iri: str, view: View) -> Page:
    """Return the page of the dataset: its files, its graphs, its statistics and its licence."""
    knowledge = knowledge_of(release)
    writer = FactWriter(iri, knowledge, view.language)
    distributions = frozenset(knowledge.things(iri, "dcat:distribution"))
    others = [each for each in knowledge.pieces(iri) if each not in distributions and "#checksum-" not in each]
    blocks: list[Block | None] = [
        writer.facts("", ["dcat:version", "dcterms:issued", "dcterms:license", "dcterms:publisher"]),
        _files(knowledge, iri),
        _graphs(knowledge, view.language),
        _counts(knowledge, iri, _COUNTS),
        writer.others(
            "What is stated of it",
            [*_NOT_IN_LISTS, "dcat:version", "dcterms:issued", "dcterms:license", "dcterms:publisher"],
            "statements",
        ),
        *pieces(knowledge, iri, view.language, others),
        _classes(knowledge, iri, view.language),
        _properties(knowledge, iri, view.language),
        pointing_block(knowledge, iri, view),
    ]
    return page_of(knowledge, iri, view, blocks, kind=Link(Label("Dataset")))


def _files(knowledge: Knowledge, dataset: str) -> Table | None:
    rows = []
    for each in sorted(knowledge.things(dataset, "dcat:distribution"), key=natural):
        place = next(iter(knowledge.things(each, "dcat:downloadURL")), "")
        media = next(iter(knowledge.things(each, "dcat:mediaType")), "")
        sums = knowledge.things(each, "spdx:checksum")
        said = knowledge.text(each, "dcterms:description") or knowledge.text(each, "dcterms:title") or ""
        rows.append(
            Row(
                cells=(
                    Value(words=Label(place.removeprefix(BASE), ""), place=place_of(place)),
                    Value(words=Label(said)),
                    Value(words=Label(media.removeprefix(_MEDIA), "")),
                    Value(words=Label(size(int(knowledge.text(each, "dcat:byteSize") or 0)), "")),
                    *(
                        Value(
                            words=Label((knowledge.text(found, "spdx:checksumValue") or "").lower(), ""),
                            code=True,
                            anchor=found.partition("#")[2],
                        )
                        for found in sums
                    ),
                ),
                anchor=each.partition("#")[2],
            )
        )
    if not rows:
        return None
    return Table(
        title="Files",
        columns=("File", "What it holds", "Media type", "Size", "SHA-256"),
        rows=tuple(rows),
        numbers=frozenset({3}),
        lead="All checksums stand in SHA256SUMS; void.ttl describes the dataset for programs.",
        anchor="files",
    )


def size(octets: int) -> str:
    """Return a size for people.

    >>> size(19301), size(15133075)
    ('19 kB', '15.1 MB')
    """
    thousand = 1000
    if octets < thousand:
        return f"{octets} B"
    return f"{octets / thousand:.0f} kB" if octets < thousand**2 else f"{octets / thousand**2:.1f} MB"


def _graphs(knowledge: Knowledge, language: str) -> Table:
    rows = [
        Row(
            cells=(
                Value(words=name_of(graph(name), knowledge, language), place=graph(name)),
                Value(words=Label(what)),
                _number(knowledge, graph(name), "void:triples"),
            )
        )
        for name, what in _WHAT_GRAPHS_HOLD.items()
        if knowledge.is_known(graph(name))
    ]
    return Table(
        title="Named graphs",
        columns=("Graph", "What it holds", "Statements"),
        rows=tuple(rows),
        numbers=frozenset({2}),
        lead="Each statement stands in exactly one of them, by where it comes from.",
        anchor="graphs",
    )


def _number(knowledge: Knowledge, iri: str, name: str) -> Value:
    found = knowledge.text(iri, name)
    return Value(words=Label(number(int(found)) if found else "", ""))


def _classes(knowledge: Knowledge, dataset: str, language: str) -> Table | None:
    rows = tuple(
        Row(
            cells=(_term(knowledge, part, "void:class", language), _number(knowledge, part, "void:entities")),
            anchor=part.partition("#")[2],
        )
        for part in sorted(knowledge.things(dataset, "void:classPartition"), key=natural)
    )
    if not rows:
        return None
    return Table(
        title="Classes",
        columns=("Class", "Things of this class"),
        rows=rows,
        numbers=frozenset({1}),
        lead="How often each property is used of the things of each class stands in void.ttl.",
        anchor="classes",
    )


def _properties(knowledge: Knowledge, dataset: str, language: str) -> Table | None:
    rows = tuple(
        Row(
            cells=(
                _term(knowledge, part, "void:property", language),
                _number(knowledge, part, "void:triples"),
                _number(knowledge, part, "void:distinctSubjects"),
                _number(knowledge, part, "void:distinctObjects"),
            ),
            anchor=part.partition("#")[2],
        )
        for part in sorted(knowledge.things(dataset, "void:propertyPartition"), key=natural)
    )
    if not rows:
        return None
    return Table(
        title="Properties",
        columns=("Property", "Statements", "Subjects", "Values"),
        rows=rows,
        numbers=frozenset({1, 2, 3}),
        anchor="properties",
    )


def _term(knowledge: Knowledge, part: str, name: str, language: str) -> Value:
    of = next(iter(knowledge.things(part, name)), "")
    return Value(words=name_of(of, knowledge, language), place=of)


def graph_page(release: ServedRelease, iri: str, view: View) -> Page:
    """Return the page of a named graph: what it holds, how much, and what it was made from."""
    knowledge = knowledge_of(release)
    writer = FactWriter(iri, knowledge, view.language)
    what = _WHAT_GRAPHS_HOLD.get(iri.rpartition("/")[2])
    blocks: list[Block | None] = [
        Excerpt(title="", words=Label(what)) if what else None,
        _counts(knowledge, iri, _COUNTS),
        writer.facts("Where it comes from", ["prov:wasDerivedFrom", "prov:wasGeneratedBy"]),
        writer.others("", [*_TOLD_OF_GRAPHS, *_COUNTS]),
        writer.facts("Checksum of its lines in gcm.nq", ["spdx:checksum"], "checksum"),
        pointing_block(knowledge, iri, view),
    ]
    return page_of(knowledge, iri, view, blocks, kind=Link(Label("Named graph"), DATASET))


def _counts(knowledge: Knowledge, iri: str, names: tuple[str, ...]) -> Table | None:
    called = ("Statements", "Classes", "Properties", "Things described", "Values")
    rows = tuple(
        Row(cells=(Value(words=Label(name)), _number(knowledge, iri, each)))
        for each, name in zip(names, called, strict=True)
        if knowledge.text(iri, each)
    )
    if not rows:
        return None
    columns = ("", "Number")
    return Table(title="How much it holds", columns=columns, rows=rows, numbers=frozenset({1}), anchor="counts")
