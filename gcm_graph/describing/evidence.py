"""The graph `evidence`: the exact places from which statements were read, as Web Annotations.

Web Annotation Data Model, sections 4.2.4 (text quote selector) and 4.2.5 (text position selector). Every node has an
IRI.
"""

from __future__ import annotations

from gcm_graph.describing.graphs import NamedGraph, node, term, typed
from gcm_graph.model import Document, FootnoteMark, Provision
from gcm_graph.namespaces import annotation_path

CONTEXT = 32
"""How many characters of prefix and suffix a quotation has at most."""


def describe_evidence(document: Document) -> NamedGraph:
    """Return the graph `evidence`: where each footnote mark stands."""
    graph = NamedGraph("evidence")
    for provision in document.provisions:
        for mark in provision.marks:
            _annotate_mark(graph, provision, mark)
    return graph


def _annotate_mark(graph: NamedGraph, provision: Provision, mark: FootnoteMark) -> None:
    """Annotate a footnote mark: it links a point of the text (start equals end) to the footnote."""
    at = mark.offset
    path = annotation_path(provision.path, at, at, "footnote", str(mark.footnote))
    annotation, target = node(path), node(f"{path}#target")
    quote, position = node(f"{path}#quote"), node(f"{path}#position")
    graph.a(annotation, "oa:Annotation")
    graph.add(annotation, "oa:motivatedBy", term("oa:linking"))
    graph.add(annotation, "oa:hasBody", node(f"footnote/{mark.footnote}"))
    graph.add(annotation, "oa:hasTarget", target)
    graph.a(target, "oa:SpecificResource")
    graph.add(target, "oa:hasSource", node(provision.path))
    graph.add(target, "oa:hasSelector", quote, position)
    graph.a(quote, "oa:TextQuoteSelector")
    graph.add(quote, "oa:exact", provision.text[at:at])
    graph.add(quote, "oa:prefix", provision.text[max(0, at - CONTEXT) : at])
    graph.add(quote, "oa:suffix", provision.text[at : at + CONTEXT])
    graph.a(position, "oa:TextPositionSelector")
    graph.add(position, "oa:start", typed(str(at), "nonNegativeInteger"))
    graph.add(position, "oa:end", typed(str(at), "nonNegativeInteger"))
