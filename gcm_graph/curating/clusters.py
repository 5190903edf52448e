"""Read the rounds in which the objectives are reviewed, and the round tables that share the objectives out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gcm_graph.curating import values
from gcm_graph.curating.crosswalk import OBJECTIVES, NotedFact, note, objective_path
from gcm_graph.curating.facts import Fact
from gcm_graph.curating.sources import Sources
from gcm_graph.curating.table import Row, read_table, unique
from gcm_graph.curating.values import Typed

FILE = "review-clusters.csv"
FORUM = "mechanism/international-migration-review-forum"
_COLUMNS = ("year", "round table", "objectives", "source", "note")
_NAME = "International Migration Review Forum"


@dataclass(frozen=True, slots=True)
class ReviewCluster:
    """Objectives that are reviewed together.

    Attributes:
        path: its identity.
        label: what it is called.
        reviews: that it reviews each of its objectives.
        sources: the paths of the sources that say so.
    """

    path: str
    label: str
    reviews: tuple[NotedFact, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewRound:
    """One session of the review forum.

    Attributes:
        path: its identity.
        label: what it is called.
        facts: of which forum it is a session, when it takes place, and which clusters it has.
        clusters: its clusters.
        sources: the paths of the sources that say so.
    """

    path: str
    label: str
    facts: tuple[Fact, ...]
    clusters: tuple[ReviewCluster, ...]
    sources: tuple[str, ...]


def read_review_rounds(folder: Path, sources: Sources) -> tuple[ReviewRound, ...]:
    """Return the review rounds, each with clusters that share all objectives out among them.

    Args:
        folder: where the curated tables stand.
        sources: what cells with sources can name.

    Raises:
        SourceMissingError: the table cannot be read.
        CuratedTableError: the table is not as it must be.
    """
    rows = read_table(folder, FILE, _COLUMNS)
    unique(rows, "year", "round table")
    for row in rows:
        if values.date(row, "year").datatype != "gYear":
            raise row.error("year", f"{row.cells['year']!r} is no year: write 2022")
    years = tuple(dict.fromkeys(row.cells["year"] for row in rows))
    return tuple(_round(year, [row for row in rows if row.cells["year"] == year], sources) for year in years)


def _round(year: str, rows: list[Row], sources: Sources) -> ReviewRound:
    _check_shared_out(year, rows)
    path, label = f"review/international-migration-review-forum-{year}", f"{_NAME} {year}"
    clusters = tuple(_cluster(row, path, label, sources) for row in rows)
    named = _distinct(source for cluster in clusters for source in cluster.sources)
    facts = (
        Fact(path, "gcm:isEditionOf", values.Path(FORUM), named),
        Fact(path, "gcm:takesPlaceIn", Typed(year, "gYear"), named),
        *(Fact(path, "gcm:hasCluster", values.Path(cluster.path), cluster.sources) for cluster in clusters),
    )
    return ReviewRound(path, label, facts, clusters, named)


def _cluster(row: Row, round_path: str, round_label: str, sources: Sources) -> ReviewCluster:
    number = values.integer(row, "round table").value
    path, named, words = f"{round_path}-round-table-{number}", sources.resolve(row, "source"), note(row)
    reviews = tuple(
        NotedFact(Fact(path, "gcm:reviewsObjective", values.Path(f"objective/{objective}"), named), words)
        for objective in row.items("objectives")
    )
    return ReviewCluster(path, f"{round_label}, round table {number}", reviews, named)


def _check_shared_out(year: str, rows: list[Row]) -> None:
    """Check that each objective stands in exactly one cluster of a round."""
    seen: dict[str, Row] = {}
    for row in rows:
        row.required("objectives")
        for objective in row.items("objectives"):
            objective_path(row, "objectives", objective)
            first = seen.setdefault(objective, row)
            if first is not row:
                raise row.error("objectives", f"objective {objective} stands in line {first.line} already")
    missing = [str(number) for number in range(1, OBJECTIVES + 1) if str(number) not in seen]
    if missing:
        raise rows[-1].error("objectives", f"no round table of {year} reviews objective {', '.join(missing)}")


def _distinct(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(paths))
