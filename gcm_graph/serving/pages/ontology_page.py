"""The page of the ontology: all its classes and properties, and which classes exclude one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from gcm_graph.describing.graphs import term
from gcm_graph.namespaces import GCM, ONTOLOGY, graph
from gcm_graph.serving.pages.block_parts import Link
from gcm_graph.serving.pages.blocks import Facts
from gcm_graph.serving.pages.facts import FactWriter
from gcm_graph.serving.pages.knowledge import Knowledge, knowledge_of
from gcm_graph.serving.pages.labels import Label
from gcm_graph.serving.pages.naming import link, name_of
from gcm_graph.serving.pages.terms import CLASSES, PROPERTIES, disjoint_classes_of
from gcm_graph.serving.service import ServedRelease

_BROADER = frozenset(term(name).value for name in ("rdfs:subClassOf", "rdfs:subPropertyOf"))
_ALIGNMENTS = graph("alignments")


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term in the list of all terms.

    Attributes:
        name: its local name, and its name in the page.
        iri: its IRI.
        label: what it is called.
        definition: what it means.
        above: the broader terms, as the ontology has them.
        aligned: the broader terms of others that it has by an alignment only.
        ends: domain and range, of properties.
    """

    name: str
    iri: str
    label: Label
    definition: Label
    above: tuple[Link, ...]
    aligned: tuple[Link, ...]
    ends: tuple[tuple[str, Link], ...]


def all_terms(release: ServedRelease, language: str) -> tuple[tuple[str, tuple[TermEntry, ...]], ...]:
    """Return all classes and all properties, each by name, under a heading."""
    knowledge = knowledge_of(release)
    classes = _own(knowledge.members(CLASSES))
    properties = _own(each for kind in PROPERTIES for each in knowledge.members(kind))
    return (
        ("Classes", tuple(_entry(knowledge, each, language) for each in classes)),
        ("Properties", tuple(_entry(knowledge, each, language) for each in properties)),
    )


def _own(iris: Iterable[str]) -> list[str]:
    return sorted({each for each in iris if each.startswith(GCM)}, key=lambda each: each.lower())


def _entry(knowledge: Knowledge, iri: str, language: str) -> TermEntry:
    above: list[Link] = []
    aligned: list[Link] = []
    for statement in knowledge.about(iri):
        if statement.predicate in _BROADER and isinstance(statement.value, NamedNode):
            found = aligned if statement.graph == _ALIGNMENTS else above
            found.append(link(statement.value.value, knowledge, language))
    definition = next((each for each in knowledge.values(iri, "skos:definition") if isinstance(each, Literal)), None)
    return TermEntry(
        name=iri.removeprefix(GCM),
        iri=iri,
        label=name_of(iri, knowledge, language),
        definition=Label(definition.value, definition.language or "") if definition else Label(""),
        above=tuple(above),
        aligned=tuple(aligned),
        ends=tuple(
            (end, link(each, knowledge, language))
            for end in ("domain", "range")
            for each in knowledge.things(iri, f"rdfs:{end}")
        ),
    )


def ontology_facts(release: ServedRelease, language: str) -> Facts | None:
    """Return what is stated about the ontology itself."""
    left_out = ("rdf:type", "dcterms:title", "dcterms:description")
    return FactWriter(ONTOLOGY, knowledge_of(release), language).others("About the ontology", left_out, "about")


def excluding_lists(release: ServedRelease) -> tuple[tuple[str, ...], ...]:
    """Return the lists of classes that exclude one another, by their local names."""
    return tuple(tuple(each.removeprefix(GCM) for each in members) for members in disjoint_classes_of(release).lists)
