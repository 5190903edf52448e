"""The graph `text`: the Compact, the resolution and every unit, as read."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from gcm_graph.describing.graphs import NamedGraph, english, node, typed
from gcm_graph.model import COMPACT, RESOLUTION, Document, Kind, Provision

CLASSES = {
    Kind.PREAMBULAR_PARAGRAPH: "gcm:Paragraph",
    Kind.OPERATIVE_PARAGRAPH: "gcm:Paragraph",
    Kind.OPENING: "gcm:Paragraph",
    Kind.PARAGRAPH: "gcm:Paragraph",
    Kind.ITEM: "gcm:Paragraph",
    Kind.SECTION: "gcm:Section",
    Kind.PRINCIPLE: "gcm:GuidingPrinciple",
    Kind.OBJECTIVE: "gcm:Objective",
    Kind.COMMITMENT: "gcm:Commitment",
    Kind.ACTION: "gcm:Action",
    Kind.FOOTNOTE: "gcm:Footnote",
}

_DOWN = {Kind.OBJECTIVE: "gcm:hasObjective", Kind.ACTION: "gcm:hasAction"}


def describe_text(document: Document) -> NamedGraph:
    """Return the graph `text` of a document."""
    graph = NamedGraph("text")
    _describe_wholes(graph, document)
    objective_of = {p.path: p.part_of for p in document.provisions if p.kind is Kind.PARAGRAPH}
    for provision in document.provisions:
        _describe_unit(graph, provision)
        graph.add(node(provision.part_of), _DOWN.get(provision.kind, "gcm:hasProvision"), node(provision.path))
        if provision.kind is Kind.COMMITMENT:
            graph.add(node(objective_of[provision.part_of]), "gcm:hasCommitment", node(provision.path))
            graph.add(node(provision.part_of), "gcm:statesCommitment", node(provision.path))
    return graph


def _describe_wholes(graph: NamedGraph, document: Document) -> None:
    """Describe the resolution and the Compact by what their masthead and title lines print."""
    resolution, compact = node(RESOLUTION), node(COMPACT)
    title = english("Global Compact for Safe, Orderly and Regular Migration")
    graph.a(resolution, "gcm:Resolution")
    graph.add(resolution, "dcterms:title", title)
    graph.add(resolution, "dcterms:identifier", "A/RES/73/195")
    graph.add(resolution, "dcterms:issued", typed("2019-01-11", "date"))
    graph.add(resolution, "eli:date_document", typed("2018-12-19", "date"))
    graph.add(resolution, "gcm:leadIn", english(document.resolution_lead_in))
    graph.a(compact, "gcm:Compact")
    graph.add(compact, "dcterms:title", title)
    graph.add(compact, "dcterms:isPartOf", resolution)
    graph.add(resolution, "gcm:hasProvision", compact)
    for line in document.masthead:
        graph.add(node(line.about), "gcm:mastheadLine", english(line.text))


def _describe_unit(graph: NamedGraph, provision: Provision) -> None:
    unit = node(provision.path)
    graph.a(unit, CLASSES[provision.kind])
    graph.add(unit, "gcm:citation", provision.citation)
    graph.add(unit, "gcm:number", provision.number)
    graph.add(unit, "gcm:letter", provision.letter)
    graph.add(unit, "gcm:text", english(provision.text))
    if provision.kind is Kind.OBJECTIVE:
        graph.add(unit, "gcm:title", english(provision.text))
    graph.add(unit, "gcm:listedTitle", _english(provision.listed_title))
    graph.add(unit, "gcm:leadIn", _english(provision.lead_in))
    graph.add(unit, "dcterms:isPartOf", node(provision.part_of))
    graph.add(unit, "gcm:inSection", _node(provision.section))
    graph.add(unit, "gcm:hasFootnote", *_footnotes(provision))
    graph.add(unit, "gcm:firstPage", provision.pages.first)
    graph.add(unit, "gcm:lastPage", provision.pages.last)
    graph.add(unit, "gcm:pageBasis", provision.pages.basis.value)
    graph.add(unit, "gcm:readingOrder", provision.order)


def _footnotes(provision: Provision) -> list[NamedNode]:
    numbers = dict.fromkeys(mark.footnote for mark in provision.marks)
    return [node(f"footnote/{number}") for number in numbers]


def _english(text: str | None) -> Literal | None:
    return None if text is None else english(text)


def _node(path: str | None) -> NamedNode | None:
    return None if path is None else node(path)
