"""Find the row of a curated table that says something: whose row it is, and whether the value stands in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from types import MappingProxyType

from pyoxigraph import Literal

from gcm_graph.explaining.files import ProjectFiles, TableRow
from gcm_graph.explaining.origins import Statement
from gcm_graph.explaining.released import ReleasedGraph, named
from gcm_graph.explaining.sources import Term
from gcm_graph.namespaces import BASE, PREFIXES, slug

_CURATED = "curated"
_ROUND = "review/international-migration-review-forum-"


def _under(folder: str, column: str = "slug") -> Callable[[Mapping[str, str]], list[str]]:
    return lambda cells: [f"{BASE}{folder}/{cells[column]}"]


def _fact(folder: str, column: str) -> Callable[[Mapping[str, str]], list[str]]:
    # The facts of one instrument, the Compact itself, stand in the same table under its name.
    return lambda cells: [f"{BASE}{folder}/{cells[column]}", f"{BASE}{cells[column]}"]


def _period(cells: Mapping[str, str]) -> list[str]:
    begins, ends = cells["begins"], cells["ends"]
    return [f"{BASE}period/{begins}" if begins == ends else f"{BASE}period/{begins}-to-{ends}"]


def _round(cells: Mapping[str, str]) -> list[str]:
    review = f"{BASE}{_ROUND}{cells['year']}"
    return [review, f"{review}-round-table-{cells['round table']}"]


_SUBJECTS: Mapping[str, Callable[[Mapping[str, str]], list[str]]] = MappingProxyType(
    {
        "actors.csv": _under("actor"),
        "actor-facts.csv": _fact("actor", "actor"),
        "crosswalk.csv": _under("objective", "objective"),
        "instruments.csv": _under("instrument"),
        "instrument-facts.csv": _fact("instrument", "instrument"),
        "mechanisms.csv": _under("mechanism"),
        "mechanism-facts.csv": _fact("mechanism", "mechanism"),
        "observances.csv": _under("observance"),
        "official-names.csv": lambda cells: [f"{BASE}{cells['path']}"],
        "periods.csv": _period,
        "places.csv": _under("place"),
        "practices.csv": _under("practice"),
        "references.csv": _under("reference", "key"),
        "review-clusters.csv": _round,
        "short-titles.csv": _under("objective", "objective"),
        "sustainable-development-goals.csv": lambda cells: [f"{PREFIXES['sdg']}{cells['code']}"],
        "tasks.csv": _under("task"),
    }
)
"""What the rows of each curated table are about: the IRIs, by the cells of a row. Things come before their facts."""


_CLASSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "mechanisms.csv": ("gcm:Mechanism",),
        "observances.csv": ("gcm:Observance",),
        "periods.csv": ("gcm:Period",),
        "practices.csv": ("gcm:Practice",),
        "references.csv": ("gcm:Reference",),
        "review-clusters.csv": ("gcm:ReviewRound", "gcm:ReviewCluster"),
        "sustainable-development-goals.csv": ("skos:Concept", "sdgo:Goal", "sdgo:Target"),
        "tasks.csv": ("gcm:Task",),
    }
)
"""The classes of the things of a table that has no column for them."""


class Tables:
    """The rows of the curated tables by what they are about.

    Args:
        graph: the release.
        files: the files from which it was made.
    """

    def __init__(self, graph: ReleasedGraph, files: ProjectFiles) -> None:
        self._graph = graph
        self._files = files

    @cached_property
    def _rows(self) -> Mapping[str, list[TableRow]]:
        found: defaultdict[str, list[TableRow]] = defaultdict(list)
        for file, subjects in _SUBJECTS.items():
            for row in self._files.rows(_CURATED, file):
                for iri in subjects(row.cells):
                    found[iri].append(row)
        return found

    def rows(self, subject: Term) -> list[TableRow]:
        """Return the rows about a thing."""
        return self._rows.get(subject.value, [])

    def row(self, subject: Term, value: Term) -> TableRow | None:
        """Return the first row about a thing in which a value stands, or None."""
        forms = self._forms(value)
        return next((row for row in self.rows(subject) if forms & _items(row)), None)

    def implying(self, statement: Statement) -> TableRow | None:
        """Return the row about a thing that implies a statement without having its value in a cell, or None.

        A table as a whole says of which class its things are. The label of a review round or cluster is put together as
        its address is, and the code of a target begins with that of its goal.
        """
        subject, value = statement.subject, statement.object
        for row in self.rows(subject):
            classes = _CLASSES.get(row.place.file.rpartition("/")[2], ())
            if statement.predicate == named("rdf:type") and value.value in (named(name).value for name in classes):
                return row
            if statement.predicate == named("skos:prefLabel") and slug(value.value) == _last_step(subject):
                return row
            if statement.predicate == named("skos:broader") and subject.value.startswith(f"{value.value}."):
                return row
        return None

    def _forms(self, value: Term) -> set[str]:
        """Return how a value may be written in a cell, as slugs."""
        if isinstance(value, Literal):
            return {slug(value.value)}
        unit = self._graph.unit(value)
        path = value.value.removeprefix(BASE)
        written = {path, path.rpartition("/")[2], value.value}
        written |= {value.value.rpartition(mark)[2] for mark in "/#"}
        if unit is not None:
            written |= {unit.citation or "", str(unit.number or ""), unit.label}
        return {slug(words) for words in written} - {""}


def _last_step(thing: Term) -> str:
    return thing.value.rpartition("/")[2]


def _items(row: TableRow) -> set[str]:
    """Return what stands in a row, cell by cell and item by item, as slugs."""
    cells = list(row.cells.values())
    items: Iterable[str] = (item for cell in cells for item in cell.split("|"))
    return {slug(words) for words in (*cells, *items)} - {""}


def row_words(row: TableRow) -> str:
    """Return the cells of a row that are not empty."""
    return " | ".join(f"{column}: {cell}" for column, cell in row.cells.items() if cell)
