"""Read the Sustainable Development Goals and their targets, named as the United Nations' own linked data names them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gcm_graph import namespaces
from gcm_graph.curating.languages import check_language
from gcm_graph.curating.sources import Sources
from gcm_graph.curating.table import Row, read_table, unique
from gcm_graph.curating.values import Iri, Text

FILE = "sustainable-development-goals.csv"
_COLUMNS = ("code", "name", "short name", "name in French", "name in Spanish", "source")
_GOALS = 17
_TARGET = re.compile(r"([1-9]|1[0-7])\.([1-9]|1[0-9]|[a-d])")
_TRANSLATIONS = {"name in French": "fr", "name in Spanish": "es"}


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of the 2030 Agenda, or one of its targets.

    Attributes:
        code: its number, as the United Nations writes it: `10`, `10.7`, `9.a`.
        name: what the United Nations calls it in English.
        short_name: the short name of a goal; None for targets.
        translations: what the United Nations calls it in other languages.
        sources: the paths of the sources of its names.
    """

    code: str
    name: str
    short_name: str | None
    translations: tuple[Text, ...]
    sources: tuple[str, ...]

    @property
    def iri(self) -> Iri:
        """The United Nations' own IRI of it."""
        return Iri(namespaces.PREFIXES["sdg"] + self.code)

    @property
    def goal(self) -> str | None:
        """The code of the goal to which a target belongs; None for a goal."""
        number, dot, _ = self.code.partition(".")
        return number if dot else None


def read_goals(folder: Path, sources: Sources) -> Mapping[str, Goal]:
    """Return the 17 goals and their targets by code, in the order of the table.

    Args:
        folder: where the curated tables stand.
        sources: what cells with sources can name.

    Raises:
        SourceMissingError: the table cannot be read.
        CuratedTableError: the table is not as it must be.
    """
    rows = read_table(folder, FILE, _COLUMNS)
    unique(rows, "code")
    unique(rows, "name")
    unique(rows, "short name")
    goals = {goal.code: goal for goal in (_goal(row, sources) for row in rows)}
    for row in rows:
        goal = goals[row.cells["code"]].goal
        if goal is not None and goal not in goals:
            raise row.error("code", f"the table has no goal {goal}, to which the target would belong")
    for number in map(str, range(1, _GOALS + 1)):
        if number not in goals:
            raise rows[-1].error("code", f"the table ends without goal {number}; it has all {_GOALS}")
    return goals


def _goal(row: Row, sources: Sources) -> Goal:
    code = row.required("code")
    is_goal = code in map(str, range(1, _GOALS + 1))
    if not is_goal and not _TARGET.fullmatch(code):
        raise row.error("code", f"{code!r} is no code of a goal or target: write 10, 10.7 or 9.a")
    short_name = row.optional("short name")
    if is_goal != (short_name is not None):
        raise row.error("short name", "a goal has a short name, a target has none")
    translations = tuple(
        Text(check_language(row, column, language), language)
        for column, language in _TRANSLATIONS.items()
        if row.cells[column]
    )
    return Goal(code, row.required("name"), short_name, translations, sources.resolve(row, "source"))
