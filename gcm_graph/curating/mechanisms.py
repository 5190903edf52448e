"""Read the mechanisms that the Compact sets up or welcomes, and the names that others use for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from gcm_graph.curating import values
from gcm_graph.curating.fact_tables import Property, read_facts
from gcm_graph.curating.facts import Fact
from gcm_graph.curating.sources import Sources
from gcm_graph.curating.table import Row, read_table, unique
from gcm_graph.model import Document

FILE = "mechanisms.csv"
FACTS_FILE = "mechanism-facts.csv"
_COLUMNS = ("slug", "name", "also named", "set up in", "part of", "definition")
_PROPERTIES = {"alternative name": Property("dcterms:alternative", values.english, identifying=True)}


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A body, fund, platform or forum that the Compact sets up or welcomes.

    Attributes:
        slug: the slug of its IRI `mechanism/<slug>`.
        name: its name as the text prints it, with an initial capital.
        also_named: other forms of its name that the text uses.
        sources: the paths of the units that set it up or welcome it, at least one.
        part_of: the slug of the mechanism that it is a component of, or None.
        definition: what it is, in a sentence of ours.
    """

    slug: str
    name: str
    also_named: tuple[str, ...]
    sources: tuple[str, ...]
    part_of: str | None
    definition: str

    @property
    def path(self) -> str:
        """Return its path under the base."""
        return f"mechanism/{self.slug}"


def read_mechanisms(folder: Path, document: Document, sources: Sources) -> tuple[Mechanism, ...]:
    """Return the mechanisms.

    Args:
        folder: where the curated tables stand.
        document: the Compact as read, in whose text names must stand.
        sources: what a cell with sources can name.

    Raises:
        SourceMissingError: the table cannot be read.
        CuratedTableError: it is not as it must be.
    """
    rows = read_table(folder, FILE, _COLUMNS)
    unique(rows, "slug")
    unique(rows, "name")
    slugs = {values.slug(row, "slug") for row in rows}
    texts = {unit.path: unit.text for unit in document.provisions}
    return tuple(_mechanism(row, slugs, texts, sources) for row in rows)


def read_mechanism_facts(folder: Path, mechanisms: Iterable[Mechanism], sources: Sources) -> tuple[Fact, ...]:
    """Return what is known of mechanisms beside the rows themselves: their components and the names others use.

    A component rests on the units that set up the whole and the part.

    Args:
        folder: where the curated tables stand.
        mechanisms: the mechanisms.
        sources: what a cell with sources can name.

    Raises:
        SourceMissingError: the table of names cannot be read.
        CuratedTableError: it is not as it must be.
    """
    known = {mechanism.slug: mechanism for mechanism in mechanisms}
    components = [
        Fact(
            known[part.part_of].path,
            "gcm:hasComponent",
            values.Path(part.path),
            (*known[part.part_of].sources, *part.sources),
        )
        for part in known.values()
        if part.part_of is not None
    ]
    paths = {slug: mechanism.path for slug, mechanism in known.items()}
    return (*components, *read_facts(folder, FACTS_FILE, ("mechanism", paths), _PROPERTIES, sources))


def _mechanism(row: Row, slugs: set[str], texts: Mapping[str, str], sources: Sources) -> Mechanism:
    units = sources.units(row, "set up in")
    if not units:
        row.required("set up in")
    name = row.required("name")
    printed = (name, name[0].lower() + name[1:])
    if not any(form in texts[unit] for unit in units for form in printed):
        raise row.error("name", f"{name!r} does not stand in {row.cells['set up in']}")
    for form in row.items("also named"):
        if not any(form in text for text in texts.values()):
            raise row.error("also named", f"{form!r} stands nowhere in the text")
    part_of = row.optional("part of")
    if part_of is not None and (part_of not in slugs or part_of == row.cells["slug"]):
        raise row.error("part of", f"{part_of!r} is not the slug of another mechanism of this table")
    definition = row.required("definition")
    if not definition.endswith("."):
        raise row.error("definition", "a definition is a sentence and ends with a full stop")
    return Mechanism(values.slug(row, "slug"), name, row.items("also named"), units, part_of, definition)
