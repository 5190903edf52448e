"""Read the example practices that the guidance booklet gives: their titles and citations, not its prose."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gcm_graph.curating import values
from gcm_graph.curating.crosswalk import objective_path
from gcm_graph.curating.facts import Fact
from gcm_graph.curating.sources import Sources
from gcm_graph.curating.table import Row, read_table, unique
from gcm_graph.curating.values import Text, Typed

FILE = "practices.csv"
_COLUMNS = ("slug", "objective", "title", "printed as", "citation", "source")


@dataclass(frozen=True, slots=True)
class Practice:
    """An example practice.

    Attributes:
        path: its identity.
        title: what it is called.
        facts: which objective it exemplifies, what is cited for it, and its title where the source misprints that.
        sources: the paths of the sources that give it.
    """

    path: str
    title: str
    facts: tuple[Fact, ...]
    sources: tuple[str, ...]


def read_practices(folder: Path, sources: Sources) -> tuple[Practice, ...]:
    """Return the practices, in the order of the table.

    Args:
        folder: where the curated tables stand.
        sources: what cells with sources can name.

    Raises:
        SourceMissingError: the table cannot be read.
        CuratedTableError: the table is not as it must be.
    """
    rows = read_table(folder, FILE, _COLUMNS)
    unique(rows, "slug")
    unique(rows, "objective", "title")
    return tuple(_practice(row, sources) for row in rows)


def _practice(row: Row, sources: Sources) -> Practice:
    path = f"practice/{values.slug(row, 'slug')}"
    title, printed, citation = row.required("title"), row.optional("printed as"), row.optional("citation")
    if printed == title:
        raise row.error("printed as", "this is the title itself; leave the cell empty")
    objective, named = objective_path(row, "objective", row.required("objective")), sources.resolve(row, "source")
    facts = [Fact(path, "gcm:exemplifies", values.Path(objective), named)]
    if citation is not None:
        facts.append(Fact(path, "dcterms:bibliographicCitation", Typed(citation), named))
    if printed is not None:
        facts.append(Fact(path, "skos:prefLabel", Text(title), named, printed_as=printed))
    return Practice(path, title, tuple(facts), named)
