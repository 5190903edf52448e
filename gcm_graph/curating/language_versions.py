"""Read the further language versions of which only names are taken: each with its language, origin and status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gcm_graph.curating import values
from gcm_graph.curating.languages import LETTERS
from gcm_graph.curating.sources import Sources
from gcm_graph.curating.table import Row, read_table, unique

FILE = "language-versions.csv"
_COLUMNS = ("slug", "language", "title", "kind", "origin", "status")
STATUSES = ("as printed elsewhere", "official", "ours")


@dataclass(frozen=True, slots=True)
class NamesSource:
    """A document from which names in another language are taken, and no text.

    Attributes:
        path: its identity.
        language: its language, by its tag.
        title: what it is called.
        kind: what is taken from it, and how.
        origin: where it comes from.
        status: how it stands to the official text.
    """

    path: str
    language: str
    title: str
    kind: str
    origin: str
    status: str


def read_names_sources(folder: Path, sources: Sources) -> Mapping[str, NamesSource]:
    """Return the documents from which names are taken, by slug.

    Args:
        folder: where the curated tables stand.
        sources: what cells with sources can name; none of it may have the slug of such a document.

    Raises:
        SourceMissingError: the table cannot be read.
        CuratedTableError: the table is not as it must be.
    """
    rows = read_table(folder, FILE, _COLUMNS)
    unique(rows, "slug")
    unique(rows, "title")
    return {row.cells["slug"]: _names_source(row, sources) for row in rows}


def _names_source(row: Row, sources: Sources) -> NamesSource:
    slug = values.slug(row, "slug")
    if slug in sources.paths:
        raise row.error("slug", f"{slug!r} is the name of a source document or reference already")
    return NamesSource(
        path=f"source/{slug}",
        language=values.one_of(row, "language", LETTERS),
        title=row.required("title"),
        kind=row.required("kind"),
        origin=row.required("origin"),
        status=values.one_of(row, "status", STATUSES),
    )
