"""The graph `vocabulary`: labels, and the concept schemes that make objectives, actions and principles index terms."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pyoxigraph import Literal

from gcm_graph.describing.graphs import NamedGraph, english, node
from gcm_graph.model import COMPACT, RESOLUTION, Document, Kind, Provision
from gcm_graph.units import label

OBJECTIVES_SCHEME = "scheme/objectives"
PRINCIPLES_SCHEME = "scheme/principles"

LABEL_SOURCES = ("source/labels-fr", "source/labels-es")
"""The source documents that our own French and Spanish labels are taken from."""

_SCHEME_LABELS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        OBJECTIVES_SCHEME: {
            "en": "Objectives and actions of the Global Compact",
            "fr": "Objectifs et mesures du Pacte mondial",
            "es": "Objetivos y acciones del Pacto Mundial",
        },
        PRINCIPLES_SCHEME: {
            "en": "Guiding principles of the Global Compact",
            "fr": "Principes directeurs du Pacte mondial",
            "es": "Principios rectores del Pacto Mundial",
        },
    }
)
"""The labels of the schemes by language: names of our schemes, not of what the United Nations has named."""


def describe_vocabulary(document: Document) -> NamedGraph:
    """Return the graph `vocabulary`: a label for everything named, and the schemes of objectives and principles."""
    graph = NamedGraph("vocabulary")
    _describe_wholes(graph)
    _describe_scheme(
        graph,
        OBJECTIVES_SCHEME,
        "The 23 objectives of the Compact as top concepts, each with its actions as narrower concepts.",
    )
    _describe_scheme(
        graph,
        PRINCIPLES_SCHEME,
        "The ten cross-cutting and interdependent guiding principles of paragraph 15.",
    )
    for provision in document.provisions:
        unit = node(provision.path)
        graph.add(unit, "skos:prefLabel", english(label(provision)))
        if provision.listed_title is not None and provision.listed_title != provision.text:
            graph.add(unit, "skos:altLabel", english(provision.listed_title))
        _place_concept(graph, provision)
    return graph


def _describe_wholes(graph: NamedGraph) -> None:
    compact, resolution = node(COMPACT), node(RESOLUTION)
    graph.add(compact, "skos:prefLabel", english("Global Compact for Safe, Orderly and Regular Migration"))
    # The other name that operative paragraph 2 of the resolution gives it.
    graph.add(compact, "skos:altLabel", english("Marrakech Compact on Migration"))
    graph.add(resolution, "skos:prefLabel", english("Resolution 73/195"))
    graph.add(resolution, "skos:altLabel", english("A/RES/73/195"))


def _describe_scheme(graph: NamedGraph, path: str, definition: str) -> None:
    scheme = node(path)
    graph.a(scheme, "skos:ConceptScheme")
    labels = _SCHEME_LABELS[path].items()
    graph.add(scheme, "skos:prefLabel", *(Literal(words, language=language) for language, words in labels))
    graph.add(scheme, "gcm:takesLabelsFrom", *(node(source) for source in LABEL_SOURCES))
    graph.add(scheme, "skos:definition", english(definition))


def _place_concept(graph: NamedGraph, provision: Provision) -> None:
    unit = node(provision.path)
    if provision.kind is Kind.ACTION:
        objective = node(provision.part_of)
        graph.add(unit, "skos:inScheme", node(OBJECTIVES_SCHEME))
        graph.add(unit, "skos:broader", objective)
        graph.add(objective, "skos:narrower", unit)
        return
    top_of = {Kind.OBJECTIVE: OBJECTIVES_SCHEME, Kind.PRINCIPLE: PRINCIPLES_SCHEME}.get(provision.kind)
    if top_of is None:
        return
    graph.add(unit, "skos:inScheme", node(top_of))
    graph.add(unit, "skos:topConceptOf", node(top_of))
    graph.add(node(top_of), "skos:hasTopConcept", unit)
    if provision.letter is not None or provision.number is not None:
        graph.add(unit, "skos:notation", provision.letter or str(provision.number))
