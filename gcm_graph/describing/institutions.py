"""State what the Compact sets up and asks for, and annotate the words that say so."""

from __future__ import annotations

from gcm_graph.curating.institutions import Institutions
from gcm_graph.curating.mechanisms import Mechanism
from gcm_graph.curating.tasks import Task
from gcm_graph.describing.claims import describe_fact
from gcm_graph.describing.evidence import annotate
from gcm_graph.describing.graphs import NamedGraph, english, node, typed


def describe_institutions(curated: NamedGraph, evidence: NamedGraph, institutions: Institutions) -> None:
    """State mechanisms and tasks, and annotate the quotation of each task.

    Args:
        curated: the graph `curated`, to which mechanisms, their facts and tasks are added.
        evidence: the graph `evidence`, to which one annotation for each task is added.
        institutions: what was read.
    """
    for mechanism in institutions.mechanisms:
        _describe_mechanism(curated, mechanism)
    for fact in institutions.facts:
        describe_fact(curated, fact)
    for task in institutions.tasks:
        _describe_task(curated, task)
        annotate(evidence, task.unit, task.span, node(task.path), kind="task", slug=task.slug)


def _describe_mechanism(graph: NamedGraph, mechanism: Mechanism) -> None:
    """State a mechanism; that it is a component of another is a fact with a claim."""
    subject = node(mechanism.path)
    graph.a(subject, "gcm:Mechanism")
    graph.add(subject, "skos:prefLabel", english(mechanism.name))
    graph.add(subject, "skos:altLabel", *map(english, mechanism.also_named))
    graph.add(subject, "skos:definition", english(mechanism.definition))
    graph.add(subject, "dcterms:source", *map(node, mechanism.sources))


def _describe_task(graph: NamedGraph, task: Task) -> None:
    """State a task: all of it rests on the words quoted, so that it needs no claims."""
    subject = node(task.path)
    graph.a(subject, "gcm:Task")
    graph.add(subject, "skos:prefLabel", english(task.label))
    graph.add(subject, "gcm:isStatedIn", node(task.unit.path))
    graph.add(subject, "gcm:hasProvisionKind", node(f"provision-kind/{task.kind}"))
    graph.add(subject, "gcm:isAddressedTo", *map(node, task.addressed_to))
    graph.add(subject, "gcm:isDirectedTo", *map(node, task.directed_to))
    graph.add(subject, "gcm:concernsMechanism", *map(node, task.concerns))
    if task.first_year is not None:
        graph.add(subject, "gcm:firstYear", typed(task.first_year, "gYear"))
    if task.last_year is not None:
        graph.add(subject, "gcm:lastYear", typed(task.last_year, "gYear"))
    if task.recurs_every is not None:
        graph.add(subject, "gcm:recursEvery", typed(task.recurs_every, "duration"))
    graph.add(subject, "gcm:quotation", english(task.quotation))
