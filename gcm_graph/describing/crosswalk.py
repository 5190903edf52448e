"""State the Sustainable Development Goals, what relates the objectives to them, and the objectives' short titles."""

from __future__ import annotations

from pyoxigraph import NamedNode

from gcm_graph.curating.crosswalk import Crosswalk, NotedFact
from gcm_graph.curating.goals import Goal
from gcm_graph.describing.claims import claim_path, describe_fact, rdf_value
from gcm_graph.describing.graphs import NamedGraph, english, node, term


def describe_crosswalk(
    curated: NamedGraph, translations: NamedGraph, booklet: NamedGraph, hub: NamedGraph, crosswalk: Crosswalk
) -> None:
    """State the goals, the targets that an objective is related to, the crosswalk and the short titles.

    Each stands in the graph of its origin. The other targets are in the table only, to tell a wrong code.

    Args:
        curated: the graph `curated`, to which the goals and targets are added.
        translations: the graph `translations`, to which their names in other languages are added.
        booklet: the graph `booklet`, to which the objectives' relations to them are added.
        hub: the graph `hub`, to which the short titles are added.
        crosswalk: what was read.
    """
    related = {relation.fact.value.value for relation in crosswalk.relations}
    for goal in crosswalk.goals.values():
        if goal.goal is not None and goal.iri.value not in related:
            continue
        _describe_goal(curated, goal)
        translations.add(_iri(goal), "skos:prefLabel", *map(rdf_value, goal.translations))
    for relation in crosswalk.relations:
        describe_noted(booklet, relation)
    for title in crosswalk.short_titles:
        describe_fact(hub, title)


def describe_noted(graph: NamedGraph, noted: NotedFact) -> None:
    """State a fact and its claim, with the note on how the sources give it."""
    describe_fact(graph, noted.fact)
    if noted.note is not None:
        graph.add(node(claim_path(noted.fact)), "skos:note", english(noted.note))


def _describe_goal(graph: NamedGraph, goal: Goal) -> None:
    """Copy what the United Nations states of a goal or target, under its own IRI and with its own properties."""
    subject = _iri(goal)
    graph.a(subject, "skos:Concept", "sdgo:Goal" if goal.goal is None else "sdgo:Target")
    graph.add(subject, "skos:prefLabel", english(goal.name))
    graph.add(subject, "skos:notation", goal.code)
    if goal.short_name is not None:
        graph.add(subject, "skos:altLabel", english(goal.short_name))
    if goal.goal is not None:
        graph.add(subject, "skos:broader", term(f"sdg:{goal.goal}"))
    graph.add(subject, "dcterms:source", *map(node, goal.sources))


def _iri(goal: Goal) -> NamedNode:
    return NamedNode(goal.iri.value)
