"""Read the tasks: what the Compact decides, asks or expects of someone in paragraphs 40 to 54."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from gcm_graph.curating import values
from gcm_graph.curating.sources import Sources
from gcm_graph.curating.table import Row, read_table, unique
from gcm_graph.model import Document, Provision

FILE = "tasks.csv"
KINDS = frozenset(
    {
        "agreement",
        "commitment",
        "decision",
        "declared-intention",
        "encouragement",
        "expectation",
        "invitation",
        "note",
        "permission",
        "reaffirmation",
        "request",
        "requirement",
        "welcome",
    }
)
"""The kinds of provision, as slugs of the scheme of provision kinds, by which the Compact sets tasks."""

_COLUMNS = (
    "slug",
    "label",
    "unit",
    "kind",
    "addressed to",
    "directed to",
    "concerns",
    "first year",
    "last year",
    "recurs every",
    "quotation",
)
_AGENT = re.compile(r"(?P<kind>actor|mechanism|stakeholder)/(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)")


@dataclass(frozen=True, slots=True)
class Task:
    """Something that the Compact decides, asks or expects of someone.

    Attributes:
        slug: the slug of its IRI `task/<slug>`.
        label: what is to be done, a verb phrase of ours.
        unit: the unit that says it.
        start: where the words that say it begin in the unit's text, in code points.
        quotation: these words.
        kind: the slug of the kind of provision by which it is said.
        addressed_to: the paths of those who are to do it, at least one.
        directed_to: the paths of those whom its result reaches.
        concerns: the paths of the mechanisms that it sets up or shapes.
        first_year: the year from which on it is to be done, or None if the words give none.
        last_year: the year by which it is to be done, or None.
        recurs_every: after how long it is to be done again, an XML Schema duration in years, or None.
    """

    slug: str
    label: str
    unit: Provision
    start: int
    quotation: str
    kind: str
    addressed_to: tuple[str, ...]
    directed_to: tuple[str, ...]
    concerns: tuple[str, ...]
    first_year: str | None
    last_year: str | None
    recurs_every: str | None

    @property
    def path(self) -> str:
        """Return its path under the base."""
        return f"task/{self.slug}"

    @property
    def span(self) -> tuple[int, int]:
        """Return start and end of the quotation in the unit's text; the end is exclusive."""
        return self.start, self.start + len(self.quotation)


def read_tasks(
    folder: Path, document: Document, sources: Sources, mechanisms: Collection[str], agents: Collection[str]
) -> tuple[Task, ...]:
    """Return the tasks.

    Args:
        folder: where the curated tables stand.
        document: the Compact as read, whose text is quoted.
        sources: what a citation can name.
        mechanisms: the paths of the mechanisms.
        agents: the paths of the actors and stakeholder groups.

    Raises:
        SourceMissingError: the table cannot be read.
        CuratedTableError: it is not as it must be.
    """
    rows = read_table(folder, FILE, _COLUMNS)
    unique(rows, "slug")
    unique(rows, "label")
    unique(rows, "unit", "quotation")
    units = document.by_path()
    return tuple(_task(row, units[_unit(row, sources)], mechanisms, agents) for row in rows)


def _task(row: Row, unit: Provision, mechanisms: Collection[str], agents: Collection[str]) -> Task:
    quotation = row.required("quotation")
    row.required("addressed to")
    first, last = _year(row, "first year", quotation), _year(row, "last year", quotation)
    if first is not None and last is not None and last < first:
        raise row.error("last year", f"{last} is before {first}")
    return Task(
        slug=values.slug(row, "slug"),
        label=row.required("label"),
        unit=unit,
        start=_place(row, quotation, unit),
        quotation=quotation,
        kind=values.one_of(row, "kind", KINDS),
        addressed_to=_agents(row, "addressed to", mechanisms, agents),
        directed_to=_agents(row, "directed to", mechanisms, agents),
        concerns=_mechanisms(row, mechanisms),
        first_year=first,
        last_year=last,
        recurs_every=_duration(row),
    )


def _unit(row: Row, sources: Sources) -> str:
    row.required("unit")
    paths = sources.units(row, "unit")
    if len(paths) > 1:
        raise row.error("unit", "a task is quoted from one unit", hint="Write one row for each unit.")
    return paths[0]


def _place(row: Row, quotation: str, unit: Provision) -> int:
    """Return where the quotation begins in the unit's text."""
    start = unit.text.find(quotation)
    if start < 0:
        raise row.error(
            "quotation",
            f"{quotation!r} does not stand in {unit.citation}",
            hint="Quote the unit's own words, character for character; what its items say is quoted from them.",
        )
    if unit.text.find(quotation, start + 1) >= 0:
        raise row.error("quotation", f"{quotation!r} stands more than once in {unit.citation}: quote more words")
    return start


def _agents(row: Row, column: str, mechanisms: Collection[str], agents: Collection[str]) -> tuple[str, ...]:
    """Return the paths of those whom a cell names."""
    paths = row.items(column)
    for path in paths:
        agent = _AGENT.fullmatch(path)
        if agent is None:
            raise row.error(column, f"{path!r} is no actor/…, mechanism/… or stakeholder/… with a slug")
        if agent["kind"] == "mechanism" and path not in mechanisms:
            raise row.error(column, f"{path!r} is no mechanism: there are {', '.join(sorted(mechanisms))}")
        if agent["kind"] != "mechanism" and path not in agents:
            raise row.error(
                column,
                f"there is no {path}",
                hint="Actors stand in actors.csv, stakeholder groups in ontology/vocab/stakeholders.ttl.",
            )
    return paths


def _mechanisms(row: Row, mechanisms: Collection[str]) -> tuple[str, ...]:
    paths = row.items("concerns")
    for path in paths:
        if path not in mechanisms:
            raise row.error("concerns", f"{path!r} is no mechanism: there are {', '.join(sorted(mechanisms))}")
    return paths


def _year(row: Row, column: str, quotation: str) -> str | None:
    """Return a year, which the quoted words give."""
    year = row.optional(column)
    if year is None:
        return None
    if not re.fullmatch(r"[1-9][0-9]{3}", year):
        raise row.error(column, f"{year!r} is no year: write 2022")
    if year not in quotation:
        raise row.error(column, f"the quotation says nothing of {year}")
    return year


def _duration(row: Row) -> str | None:
    duration = row.optional("recurs every")
    if duration is not None and not re.fullmatch(r"P[1-9][0-9]*Y", duration):
        raise row.error("recurs every", f"{duration!r} is no duration in years: write P1Y for one year, P4Y for four")
    return duration
