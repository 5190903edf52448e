"""What the page of an objective shows: its titles, its commitments and actions, what it refers to and relates to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gcm_graph.serving.pages.passages import RELATIONS, Passage, Relation, passage, relation
from gcm_graph.serving.pages.text import TEXTS, Related, Text
from gcm_graph.serving.per_release import PerRelease
from gcm_graph.units import Unit

SUMMARIZED = ("reflectsPrinciple", "citesInstrument", "namesActor", "namesTarget")
"""What the summary lists: kinds of which few things are named, so that each is telling."""


@dataclass(frozen=True, slots=True)
class Titles:
    """What an objective is called besides the heading over it.

    Attributes:
        listed: its title as listed under paragraph 16; None where that is the heading.
        short: its short label; None where it has none.
    """

    listed: str | None
    short: str | None


@dataclass(frozen=True, slots=True)
class Summary:
    """A thing that an objective refers to, with the units that do.

    Attributes:
        thing: its IRI.
        units: the units, in their order.
    """

    thing: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class ObjectiveParts:
    """An objective as its page shows it.

    Attributes:
        heading: the objective itself.
        paragraphs: the paragraph with its commitments.
        actions: its actions, each with the heading that stands over it, or None.
        summary: what its words refer to, by relation, for the relations of `SUMMARIZED`.
        targets: the Sustainable Development Goals and targets that others relate to it.
        others: what else others relate to it, by relation.
    """

    heading: Passage
    paragraphs: tuple[Passage, ...]
    actions: tuple[tuple[Unit | None, Passage], ...]
    summary: tuple[tuple[Relation, tuple[Summary, ...]], ...]
    targets: tuple[Related, ...]
    others: tuple[tuple[str, tuple[Related, ...]], ...]

    @property
    def passages(self) -> list[Passage]:
        """The passages in the order of the page."""
        return [self.heading, *self.paragraphs, *(action for _, action in self.actions)]

    @property
    def commitments(self) -> int:
        """How many commitment sentences there are."""
        return sum(len(each.commitments) for each in self.paragraphs)

    @property
    def units(self) -> list[Unit]:
        """The units in the order of the page."""
        return [each.unit for each in self.passages]


def titles_of(text: Text, objective: Unit) -> Titles:
    """Return the titles of an objective that differ from the heading over it."""
    listed = text.words(objective.iri, "gcm:listedTitle")
    return Titles(
        listed=listed if listed != objective.text else None, short=text.words(objective.iri, "gcm:shortTitle")
    )


def objective_parts(text: Text, objective: Unit) -> ObjectiveParts:
    """Return an objective as its page shows it."""
    parts = text.parts_of(objective)
    home = text.section(objective)
    actions: list[tuple[Unit | None, Passage]] = []
    over = home
    for unit in parts:
        if unit.kind == "Action":
            section = text.section(unit)
            actions.append((section if section != over else None, passage(text, unit)))
            over = section
    related = text.related(objective)
    return ObjectiveParts(
        heading=passage(text, objective),
        paragraphs=tuple(passage(text, unit) for unit in parts if unit.kind == "Paragraph"),
        actions=tuple(actions),
        summary=_summary(text, [objective, *parts]),
        targets=tuple(each for each in related if each.relation in {"relatesToTarget", "relatesToGoal"}),
        others=tuple(
            (name, found)
            for name in ("exemplifies", "reviewsObjective")
            if (found := tuple(each for each in related if each.relation == name))
        ),
    )


OBJECTIVES = PerRelease(
    lambda release: cache(lambda iri: objective_parts(TEXTS.of(release), TEXTS.of(release).by_iri[iri]))
)
"""The objectives of each release, as their pages show them, by IRI."""


def _summary(text: Text, units: Sequence[Unit]) -> tuple[tuple[Relation, tuple[Summary, ...]], ...]:
    found: dict[str, defaultdict[str, dict[str, Unit]]] = {name: defaultdict(dict) for name in SUMMARIZED}
    for unit in units:
        for mark in text.marks(unit):
            if mark.relation in found:
                found[mark.relation][mark.thing][unit.iri] = unit
    return tuple(
        (relation(name), tuple(Summary(thing, tuple(named.values())) for thing, named in found[name].items()))
        for name in RELATIONS
        if found.get(name)
    )
