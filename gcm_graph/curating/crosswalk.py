"""Read what others relate to the objectives: the crosswalk to the Sustainable Development Goals, and short titles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gcm_graph.curating.facts import Fact
from gcm_graph.curating.goals import Goal, read_goals
from gcm_graph.curating.sources import Sources
from gcm_graph.curating.table import Row, read_table, unique
from gcm_graph.curating.values import Text

CROSSWALK = "crosswalk.csv"
SHORT_TITLES = "short-titles.csv"
RELATES_TO_GOAL = "gcm:relatesToGoal"
RELATES_TO_TARGET = "gcm:relatesToTarget"
OBJECTIVES = 23
_NAME = "Sustainable Development Goal"


@dataclass(frozen=True, slots=True)
class NotedFact:
    """A fact, and what else is to be said of how its sources give it.

    Attributes:
        fact: the fact.
        note: one or more sentences, or None.
    """

    fact: Fact
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The goals, and what relates the objectives to them.

    Attributes:
        goals: the goals and targets by code.
        relations: each objective's relations to goals and targets, in the order of the table.
        short_titles: the short title of each objective.
    """

    goals: Mapping[str, Goal]
    relations: tuple[NotedFact, ...]
    short_titles: tuple[Fact, ...]


def read_crosswalk(folder: Path, sources: Sources) -> Crosswalk:
    """Return the goals, the crosswalk and the short titles.

    Args:
        folder: where the curated tables stand.
        sources: what cells with sources can name.

    Raises:
        SourceMissingError: a table cannot be read.
        CuratedTableError: a table is not as it must be.
    """
    goals = read_goals(folder, sources)
    return Crosswalk(goals, _relations(folder, sources, goals), _short_titles(folder, sources))


def objective_path(row: Row, column: str, number: str) -> str:
    """Return the path of the objective with a number.

    Raises:
        CuratedTableError: the Compact has no such objective.
    """
    if number not in map(str, range(1, OBJECTIVES + 1)):
        raise row.error(column, f"{number!r} is no objective: write a number from 1 to {OBJECTIVES}")
    return f"objective/{number}"


def note(row: Row) -> str | None:
    """Return the cell `note` of a row, one or more sentences, or None.

    Raises:
        CuratedTableError: it does not end like a sentence.
    """
    words = row.optional("note")
    if words is not None and not words.endswith("."):
        raise row.error("note", "a note is a sentence and ends with a full stop")
    return words


def _relations(folder: Path, sources: Sources, goals: Mapping[str, Goal]) -> tuple[NotedFact, ...]:
    rows = read_table(folder, CROSSWALK, ("objective", "code", "printed as", "source", "note"))
    unique(rows, "objective", "code")
    return tuple(_relation(row, sources, goals) for row in rows)


def _relation(row: Row, sources: Sources, goals: Mapping[str, Goal]) -> NotedFact:
    objective = objective_path(row, "objective", row.required("objective"))
    code = row.required("code")
    if code not in goals:
        raise row.error(
            "code",
            f"{code!r} is no code of a {_NAME} or target",
            hint="The codes are those of sustainable-development-goals.csv. "
            "A code that the source misprints goes into the column 'printed as'.",
        )
    printed, words = row.optional("printed as"), note(row)
    if printed == code:
        raise row.error("printed as", f"{printed!r} is the code itself; leave the cell empty")
    if printed is not None and words is None:
        raise row.error("note", "a misprint is explained in a note")
    goal = goals[code]
    fact = Fact(
        objective,
        RELATES_TO_GOAL if goal.goal is None else RELATES_TO_TARGET,
        goal.iri,
        sources.resolve(row, "source"),
        printed_as=printed,
    )
    return NotedFact(fact, words)


def _short_titles(folder: Path, sources: Sources) -> tuple[Fact, ...]:
    rows = read_table(folder, SHORT_TITLES, ("objective", "short title", "source"))
    unique(rows, "objective")
    unique(rows, "short title")
    return tuple(
        Fact(
            objective_path(row, "objective", row.required("objective")),
            "gcm:shortTitle",
            Text(row.required("short title")),
            sources.resolve(row, "source"),
        )
        for row in rows
    )
