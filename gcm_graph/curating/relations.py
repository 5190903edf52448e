"""Line up everything that others relate to an objective: what the table `crosswalk.csv` of a release holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gcm_graph.curating.clusters import ReviewRound
from gcm_graph.curating.crosswalk import Crosswalk, NotedFact
from gcm_graph.curating.practices import Practice
from gcm_graph.model import Document, Kind, Provision

RELATIONS = ("gcm:relatesToGoal", "gcm:relatesToTarget", "gcm:reviewsObjective", "gcm:exemplifies")
"""The properties that relate an objective to something else; of the last two the objective is the value."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of an objective to something that others relate to it.

    Attributes:
        objective: the objective.
        noted: the statement with its sources and what else is said of it.
        related: the IRI of the other thing, or its path under the base.
        label: what that is called.
        code: the code of a goal or target; None for other things.
    """

    objective: Provision
    noted: NotedFact
    related: str
    label: str
    code: str | None = None


def line_up(
    document: Document, crosswalk: Crosswalk, rounds: Iterable[ReviewRound], practices: Iterable[Practice]
) -> tuple[Relation, ...]:
    """Return all relations of all objectives, by objective and property, otherwise in the order of the tables.

    Args:
        document: the Compact as read.
        crosswalk: the goals and the crosswalk.
        rounds: the review rounds.
        practices: the example practices.
    """
    objectives = {unit.path: unit for unit in document.provisions if unit.kind is Kind.OBJECTIVE}
    relations = (
        *_of_goals(objectives, crosswalk),
        *_of_clusters(objectives, rounds),
        *_of_practices(objectives, practices),
    )
    return tuple(sorted(relations, key=lambda one: (one.objective.order, RELATIONS.index(one.noted.fact.property))))


def _of_goals(objectives: dict[str, Provision], crosswalk: Crosswalk) -> Iterator[Relation]:
    by_iri = {goal.iri.value: goal for goal in crosswalk.goals.values()}
    for noted in crosswalk.relations:
        goal = by_iri[noted.fact.value.value]
        yield Relation(objectives[noted.fact.subject], noted, goal.iri.value, goal.name, goal.code)


def _of_clusters(objectives: dict[str, Provision], rounds: Iterable[ReviewRound]) -> Iterator[Relation]:
    for review in rounds:
        for cluster in review.clusters:
            for noted in cluster.reviews:
                yield Relation(objectives[noted.fact.value.value], noted, cluster.path, cluster.label)


def _of_practices(objectives: dict[str, Provision], practices: Iterable[Practice]) -> Iterator[Relation]:
    for practice in practices:
        for fact in practice.facts:
            if fact.property == "gcm:exemplifies":
                yield Relation(objectives[fact.value.value], NotedFact(fact), practice.path, practice.title)
