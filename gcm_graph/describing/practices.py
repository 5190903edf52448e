"""State the example practices, and the rounds in which the objectives are reviewed."""

from __future__ import annotations

from collections.abc import Iterable

from gcm_graph.curating.clusters import ReviewRound
from gcm_graph.curating.practices import Practice
from gcm_graph.describing.claims import describe_fact
from gcm_graph.describing.crosswalk import describe_noted
from gcm_graph.describing.graphs import NamedGraph, english, node

_LABEL = "skos:prefLabel"


def describe_practices(booklet: NamedGraph, practices: Iterable[Practice]) -> None:
    """State the example practices.

    Args:
        booklet: the graph `booklet`, to which they are added.
        practices: what was read.
    """
    for practice in practices:
        subject = node(practice.path)
        booklet.a(subject, "gcm:Practice")
        # A title that the source misprints is a fact with a claim, which states the label too.
        if not any(fact.property == _LABEL for fact in practice.facts):
            booklet.add(subject, _LABEL, english(practice.title))
        booklet.add(subject, "dcterms:source", *map(node, practice.sources))
        for fact in practice.facts:
            describe_fact(booklet, fact)


def describe_review_rounds(curated: NamedGraph, rounds: Iterable[ReviewRound]) -> None:
    """State the review rounds, their clusters and the objectives of these.

    Args:
        curated: the graph `curated`, to which they are added.
        rounds: what was read.
    """
    for review in rounds:
        _describe_named(curated, "gcm:ReviewRound", review.path, review.label, review.sources)
        for fact in review.facts:
            describe_fact(curated, fact)
        for cluster in review.clusters:
            _describe_named(curated, "gcm:ReviewCluster", cluster.path, cluster.label, cluster.sources)
            for noted in cluster.reviews:
                describe_noted(curated, noted)


def _describe_named(graph: NamedGraph, kind: str, path: str, label: str, sources: Iterable[str]) -> None:
    subject = node(path)
    graph.a(subject, kind)
    graph.add(subject, _LABEL, english(label))
    graph.add(subject, "dcterms:source", *map(node, sources))
