"""The graph `evidence`: the exact places from which statements were read, as Web Annotations.

Web Annotation Data Model, sections 4.2.4 (text quote selector) and 4.2.5 (text position selector). Every node has an
IRI.
"""

from __future__ import annotations

from enum import StrEnum

from pyoxigraph import Literal, NamedNode

from gcm_graph.describing.graphs import RDF_TYPE, NamedGraph, node, term, typed
from gcm_graph.model import Document, Provision
from gcm_graph.namespaces import annotation_path

CONTEXT = 32
"""How many characters of prefix and suffix a quotation has at most."""


class Motivation(StrEnum):
    """Why a place is annotated (Web Annotation Vocabulary, section 2.3), as a prefixed name."""

    IDENTIFYING = "oa:identifying"
    """The words there refer to the body, or say it."""

    LINKING = "oa:linking"
    """A footnote mark stands there and leads to the body."""


def describe_evidence(document: Document) -> NamedGraph:
    """Return the graph `evidence`: where each footnote mark stands."""
    graph = NamedGraph("evidence")
    for provision in document.provisions:
        for mark in provision.marks:
            annotate(
                graph,
                provision,
                (mark.offset, mark.offset),
                node(f"footnote/{mark.footnote}"),
                kind="footnote",
                slug=str(mark.footnote),
                motivation=Motivation.LINKING,
            )
    return graph


def annotate(
    graph: NamedGraph,
    provision: Provision,
    span: tuple[int, int],
    body: NamedNode,
    *,
    kind: str,
    slug: str,
    motivation: Motivation = Motivation.IDENTIFYING,
) -> None:
    """Annotate a span of a unit's text.

    The annotation's IRI is `annotation/<unit path>/<start>-<end>/<kind>/<slug>`, that of its target and selectors the
    same with `#target`, `#quote` and `#position`: one body of a kind is annotated once at a span.

    Args:
        graph: the graph to which the annotation is added.
        provision: the unit.
        span: start and end in the unit's text, in code points; the end is exclusive.
        body: what the words refer to or say, or the footnote.
        kind: the kind of body, as it stands in the annotation's IRI: `task`.
        slug: the slug of the body, as it stands there.
        motivation: why the place is annotated.

    Raises:
        ValueError: the span does not lie in the text.
    """
    start, end = span
    text = provision.text
    if not 0 <= start <= end <= len(text):
        message = f"{start}-{end} is no span of the {len(text)} characters of {provision.path}"
        raise ValueError(message)
    path = annotation_path(provision.path, start, end, kind, slug)
    annotation, target = node(path), node(f"{path}#target")
    quote, position = node(f"{path}#quote"), node(f"{path}#position")
    graph.state(
        (
            (annotation, RDF_TYPE, term("oa:Annotation")),
            (annotation, term("oa:motivatedBy"), term(motivation)),
            (annotation, term("oa:hasBody"), body),
            (annotation, term("oa:hasTarget"), target),
            (target, RDF_TYPE, term("oa:SpecificResource")),
            (target, term("oa:hasSource"), node(provision.path)),
            (target, term("oa:hasSelector"), quote),
            (target, term("oa:hasSelector"), position),
            (quote, RDF_TYPE, term("oa:TextQuoteSelector")),
            (quote, term("oa:exact"), Literal(text[start:end])),
            (quote, term("oa:prefix"), Literal(text[max(0, start - CONTEXT) : start])),
            (quote, term("oa:suffix"), Literal(text[end : end + CONTEXT])),
            (position, RDF_TYPE, term("oa:TextPositionSelector")),
            (position, term("oa:start"), typed(str(start), "nonNegativeInteger")),
            (position, term("oa:end"), typed(str(end), "nonNegativeInteger")),
        )
    )
