"""State passages of source texts with their words and lines, and lead facts back to them."""

from __future__ import annotations

from collections.abc import Iterable

from gcm_graph.describing.claims import claim_path, describe_fact, rdf_value
from gcm_graph.describing.graphs import NamedGraph, english, node
from gcm_graph.witnessing.quoted import PageContent, Quoted, ReadFact


def describe_page(graph: NamedGraph, content: PageContent) -> None:
    """State what a page says: its passages, the facts read from them, and the passages that bear out other facts.

    Args:
        graph: the graph of the page, `booklet` or `hub`; it states the facts of the curated tables that rest on the
            page too.
        content: what was read.
    """
    describe_passages(graph, content.passages)
    for read in content.facts:
        describe_fact(graph, read.fact)
    _lead_back(graph, (*content.facts, *content.confirmed))


def describe_passages(graph: NamedGraph, passages: Iterable[Quoted]) -> None:
    """State passages: the words as printed, the source, the lines in its file, and what they speak of."""
    for passage in passages:
        subject = node(passage.path)
        graph.a(subject, "gcm:Passage")
        graph.add(subject, "skos:prefLabel", english(passage.label))
        graph.add(subject, "gcm:printedText", english(passage.text))
        graph.add(subject, "dcterms:source", node(f"source/{passage.source}"))
        graph.add(subject, "gcm:firstLine", passage.lines[0])
        graph.add(subject, "gcm:lastLine", passage.lines[1])
        graph.add(subject, "gcm:speaksOf", *map(rdf_value, passage.about))


def _lead_back(graph: NamedGraph, facts: Iterable[ReadFact]) -> None:
    for read in facts:
        graph.add(node(claim_path(read.fact)), "gcm:isReadFrom", node(read.passage))
