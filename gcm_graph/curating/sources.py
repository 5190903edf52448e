"""What a curated fact can rest on: a unit of the text, one of the source documents, or a publication of others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gcm_graph.curating import values
from gcm_graph.curating.table import Row, read_table, unique
from gcm_graph.model import Document, Kind
from gcm_graph.reading.sources import SourceEntry

FILE = "references.csv"
_COLUMNS = ("key", "title", "place", "address")


@dataclass(frozen=True, slots=True)
class Reference:
    """A publication of others in which a curated fact was read.

    Attributes:
        key: its name in the tables, also the slug of its IRI `reference/<key>`.
        title: what it is.
        place: where in it, in which edition or revision; None if the title says all.
        address: where it was found, an IRI; None if unrecorded.
    """

    key: str
    title: str
    place: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Sources:
    """All that a cell with sources can name, by the word that names it.

    Attributes:
        references: the publications of others, by key.
        paths: the path of each source by its name: `fn 5` and `2` for units, `a-res-73-195` for source documents, and
            the key of a reference.
        texts: the text of each unit by its path.
    """

    references: Mapping[str, Reference]
    paths: Mapping[str, str]
    texts: Mapping[str, str] = field(default_factory=dict)

    def resolve(self, row: Row, column: str) -> tuple[str, ...]:
        """Return the paths of the sources that a cell names, at least one: `fn 5 | mtdsg`.

        Raises:
            CuratedTableError: the cell is empty, or names a source that does not exist.
        """
        row.required(column)
        return tuple(self._path(row, column, name) for name in row.items(column))

    def units(self, row: Row, column: str) -> tuple[str, ...]:
        """Return the paths of the units that a cell cites, possibly none: `2 | fn 5`.

        Raises:
            CuratedTableError: no unit is cited so.
        """
        paths = tuple(self._path(row, column, name) for name in row.items(column))
        for name, path in zip(row.items(column), paths, strict=True):
            if path.startswith(("source/", "reference/")):
                raise row.error(column, f"{name!r} is not how a unit of the text is cited")
        return paths

    def _path(self, row: Row, column: str, name: str) -> str:
        path = self.paths.get(name)
        if path is None:
            raise row.error(
                column,
                f"{name!r} is no source",
                hint=f"A source is a key of {FILE}, a source document, or a citation such as 'fn 5', '2' or '38(a)'.",
            )
        return path


def read_sources(folder: Path, document: Document, documents: Iterable[SourceEntry]) -> Sources:
    """Return all sources that tables can name.

    Args:
        folder: where the curated tables stand.
        document: the Compact as read, whose citations name units.
        documents: the source documents.

    Raises:
        CuratedTableError: the table of references is not as it must be.
    """
    rows = read_table(folder, FILE, _COLUMNS)
    unique(rows, "key")
    unique(rows, "title", "place")
    references = {}
    units = [
        (unit.citation, unit)
        for unit in document.provisions
        if unit.citation is not None and unit.kind is not Kind.COMMITMENT
    ]
    paths = {entry.name: f"source/{entry.name}" for entry in documents}
    paths |= {citation: unit.path for citation, unit in units}
    for row in rows:
        key = values.slug(row, "key")
        if key in paths:
            raise row.error("key", f"{key!r} is the name of a source document or the citation of a unit already")
        address = values.iri(row, "address") if row.optional("address") else None
        references[key] = Reference(key, row.required("title"), row.optional("place"), address)
        paths[key] = f"reference/{key}"
    return Sources(references, paths, {unit.path: unit.text for _, unit in units})
