"""Read tables of things that the text names: of what kind they are, their names, and the units that name them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from gcm_graph.curating import values
from gcm_graph.curating.sources import Sources
from gcm_graph.curating.table import Row, read_table, unique

COLUMNS = ("slug", "kind", "name", "also named", "named in", "definition")


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that the text names.

    Attributes:
        path: its path under the base: `instrument/paris-agreement`.
        kind: its class, as the local name of a term: `Treaty`.
        name: its name.
        also_named: other forms that the text uses.
        named_in: the paths of the units, or of a source document, that name it, at least one.
        definition: what it is, in a sentence of ours; None where the name says it.
    """

    path: str
    kind: str
    name: str
    also_named: tuple[str, ...]
    named_in: tuple[str, ...]
    definition: str | None


def read_named(
    folder: Path, file: str, base: str, kinds: Collection[str], sources: Sources, *, shared: Collection[str] = ()
) -> tuple[Named, ...]:
    """Return the things of one table.

    Args:
        folder: where the curated tables stand.
        file: the table's name.
        base: the first part of their paths: `instrument`.
        kinds: the classes that the table knows, as local names.
        sources: what can be cited.
        shared: document symbols that rightly belong to several things, so that a form with one is not theirs alone.

    Raises:
        SourceMissingError: the table cannot be read.
        CuratedTableError: it is not as it must be.
    """
    rows = read_table(folder, file, COLUMNS)
    unique(rows, "slug")
    check_names(rows, shared)
    return tuple(named(row, base, values.one_of(row, "kind", kinds), sources) for row in rows)


def named(row: Row, base: str, kind: str, sources: Sources) -> Named:
    """Return the thing of one row.

    Raises:
        CuratedTableError: a cell is not as it must be, or a unit is cited that does not name the thing.
    """
    name, also_named = row.required("name"), row.items("also named")
    return Named(
        path=f"{base}/{values.slug(row, 'slug')}",
        kind=kind,
        name=name,
        also_named=also_named,
        named_in=naming_units(row, sources, (name, *also_named)),
        definition=values.sentence(row, "definition"),
    )


def naming_units(row: Row, sources: Sources, forms: Iterable[str]) -> tuple[str, ...]:
    """Return the paths of the units, or of a source document, that the cell `named in` cites.

    Args:
        row: the row.
        sources: what can be cited.
        forms: the forms of the name. One of them must stand in each unit, as words of their own and character for
            character, save that capitals do not matter: the text prints "a global compact on refugees".

    Raises:
        CuratedTableError: nothing is cited, or a publication of others, or a unit that does not name the thing.
    """
    folded = [form.casefold() for form in forms]
    paths = sources.resolve(row, "named in")
    for citation, path in zip(row.items("named in"), paths, strict=True):
        if path.startswith("reference/"):
            raise row.error("named in", f"{citation!r} is a publication of others; units and source documents name")
        text = sources.texts.get(path)
        if text is not None and not any(_stands_in(form, text.casefold()) for form in folded):
            raise row.error(
                "named in",
                f"neither the name nor another form of it stands in {citation!r}",
                hint="Take the citation out, or give in 'also named' the form that stands there, as it is printed.",
            )
    return paths


def check_names(rows: Iterable[Row], shared: Collection[str] = ()) -> None:
    """Check that no two rows have a name or other form in common, whatever the capitals.

    Raises:
        CuratedTableError: two rows have, or one row gives a form twice.
    """
    seen: dict[str, Row] = {}
    for row in rows:
        for column, forms in (("name", (row.required("name"),)), ("also named", row.items("also named"))):
            for form in forms:
                first = seen.setdefault(form.casefold(), row)
                if first is row and column == "also named" and form.casefold() == row.cells["name"].casefold():
                    raise row.error(column, f"{form!r} is the name itself")
                if first is not row and not any(symbol in form for symbol in shared):
                    raise row.error(column, f"{form!r} is a name in line {first.line} already")


def _stands_in(words: str, text: str) -> bool:
    """Tell whether some words stand in a text and are not part of longer ones: "ILO" does not stand in "pilot"."""
    start = text.find(words)
    while start >= 0:
        before, after = text[max(start - 1, 0) : start], text[start + len(words) : start + len(words) + 1]
        if not before.isalnum() and not after.isalnum():
            return True
        start = text.find(words, start + 1)
    return False
