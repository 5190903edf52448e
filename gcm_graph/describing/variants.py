"""The graph `variants`: where the sources have other words than the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gcm_graph.describing.graphs import NamedGraph, english, node
from gcm_graph.describing.passages import describe_passages
from gcm_graph.model import Document
from gcm_graph.units import label
from gcm_graph.witnessing.quoted import passage_path, quote_wording
from gcm_graph.witnessing.variants import Variant
from gcm_graph.witnessing.wordings import Wording


def describe_variants(graph: NamedGraph, variants: Sequence[Variant], document: Document) -> None:
    """State the variants, and the passages of the resolution's own list of titles in which one stands.

    The passages of the other sources stand in the graphs of these.

    Args:
        graph: the graph `variants`, to which they are added.
        variants: what was collated.
        document: the resolution.
    """
    units = document.by_path()
    for variant in variants:
        subject = node(variant.path)
        graph.a(subject, "gcm:Variant")
        graph.add(subject, "skos:prefLabel", english(f"{label(units[variant.unit])}: {_change(variant)}"))
        graph.add(subject, "gcm:variantOf", node(variant.unit))
        graph.add(subject, "gcm:start", variant.start)
        graph.add(subject, "gcm:end", variant.end)
        graph.add(subject, "gcm:lemma", english(variant.lemma))
        graph.add(subject, "gcm:reading", english(variant.reading))
        graph.add(subject, "gcm:witness", *(node(f"source/{each.source}") for each in variant.witnesses))
        graph.add(subject, "gcm:isReadFrom", *(node(_passage(each, document)) for each in variant.witnesses))
    listed = dict.fromkeys(
        wording for variant in variants for wording in variant.witnesses if wording.source == document.source
    )
    describe_passages(
        graph,
        (
            replace(quote_wording(each, document, "in the list under paragraph 16"), path=_passage(each, document))
            for each in listed
        ),
    )


def _passage(wording: Wording, document: Document) -> str:
    """Return the path of the passage that is a wording; the resolution's own other wordings are its listed titles."""
    own = wording.source == document.source
    return passage_path(wording.source, f"{wording.unit}/listed-title" if own else wording.unit)


def _change(variant: Variant) -> str:
    if not variant.reading:
        return f'without "{variant.lemma}"'
    return f'"{variant.reading}" for "{variant.lemma}"' if variant.lemma else f'"{variant.reading}" added'
