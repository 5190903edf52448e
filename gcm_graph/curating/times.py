"""Read the times that the text names: observances, which recur every year, and periods with a beginning and an end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gcm_graph.curating import values
from gcm_graph.curating.facts import Fact
from gcm_graph.curating.named import Named, check_names, named, naming_units
from gcm_graph.curating.sources import Sources
from gcm_graph.curating.table import Row, read_table, unique
from gcm_graph.curating.values import Typed

OBSERVANCES_FILE = "observances.csv"
PERIODS_FILE = "periods.csv"
_OBSERVANCE_COLUMNS = ("slug", "name", "also named", "named in", "falls on", "identifier", "sources", "definition")
_PERIOD_COLUMNS = ("name", "begins", "ends", "named in")


@dataclass(frozen=True, slots=True)
class Period:
    """A date or span of time that the text names.

    Attributes:
        name: the words of the text: `10 and 11 December 2018`.
        begins: the day, month or year with which it begins.
        ends: the day, month or year with which it ends, which belongs to it.
        named_in: the paths of the units that name it, at least one.
    """

    name: str
    begins: Typed
    ends: Typed
    named_in: tuple[str, ...]

    @property
    def path(self) -> str:
        """Return its path under the base.

        >>> Period("10 and 11 December 2018", Typed("2018-12-10", "date"), Typed("2018-12-11", "date"), ()).path
        'period/2018-12-10-to-2018-12-11'
        """
        single = self.begins == self.ends
        return f"period/{self.begins.value}" if single else f"period/{self.begins.value}-to-{self.ends.value}"


def read_observances(folder: Path, sources: Sources) -> tuple[tuple[Named, ...], tuple[Fact, ...]]:
    """Return the observances, and the facts on which day they fall and by which document they were proclaimed.

    Args:
        folder: where the curated tables stand.
        sources: what can be cited.

    Raises:
        SourceMissingError: the table cannot be read.
        CuratedTableError: it is not as it must be.
    """
    rows = read_table(folder, OBSERVANCES_FILE, _OBSERVANCE_COLUMNS)
    unique(rows, "slug")
    unique(rows, "identifier")
    check_names(rows)
    observances = tuple(named(row, "observance", "Observance", sources) for row in rows)
    facts = [fact for row in rows for fact in _observance_facts(row, sources)]
    return observances, tuple(facts)


def read_periods(folder: Path, sources: Sources) -> tuple[Period, ...]:
    """Return the periods.

    Args:
        folder: where the curated tables stand.
        sources: what can be cited.

    Raises:
        SourceMissingError: the table cannot be read.
        CuratedTableError: it is not as it must be.
    """
    rows = read_table(folder, PERIODS_FILE, _PERIOD_COLUMNS)
    unique(rows, "name")
    unique(rows, "begins", "ends")
    return tuple(_period(row, sources) for row in rows)


def _observance_facts(row: Row, sources: Sources) -> list[Fact]:
    path, given_by = f"observance/{row.cells['slug']}", sources.resolve(row, "sources")
    facts = [Fact(path, "gcm:fallsOn", values.yearly_day(row, "falls on"), given_by)]
    if row.optional("identifier"):
        facts.append(Fact(path, "dcterms:identifier", values.string(row, "identifier"), given_by))
    return facts


def _period(row: Row, sources: Sources) -> Period:
    name, begins, ends = row.required("name"), values.point_in_time(row, "begins"), values.point_in_time(row, "ends")
    if begins.datatype != ends.datatype:
        raise row.error("ends", f"a period begins and ends with days, with months or with years; {begins.value!r} is")
    if ends.value < begins.value:
        raise row.error("ends", f"the period ends before it begins, with {begins.value!r}")
    return Period(name, begins, ends, naming_units(row, sources, (name,)))
