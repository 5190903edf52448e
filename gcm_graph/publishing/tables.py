"""Declare the tables of a release, one column at a time.

The CSV file of a table, its JSON Lines twin and its CSVW metadata follow from the declaration.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gcm_graph.curating.relations import Relation
from gcm_graph.entities import Entity, Link
from gcm_graph.namespaces import GCM, PREFIXES
from gcm_graph.publishing.crosswalk_table import CROSSWALK
from gcm_graph.publishing.link_tables import ENTITIES, LINKS
from gcm_graph.publishing.tabular import Column, Table, write_csv, write_jsonl, write_metadata
from gcm_graph.units import CLASS_NAMES, Unit, row


def units_table(links: Mapping[str, str]) -> Table[Unit]:
    """Return the table of units.

    Args:
        links: the link properties that have a column, by local name, each with its description.
    """
    link_columns = (_link_column(name, description) for name, description in links.items())
    return Table(
        file="units.csv",
        title="Units of the Global Compact for Migration and its resolution",
        description="One unit of the text of A/RES/73/195 a line, in the order of the document.",
        columns=(*_UNIT_COLUMNS, *link_columns),
        record=row,
        key=("iri",),
        about="https://w3id.org/gcm/{+path}",
    )


def _link_column(name: str, description: str) -> Column:
    return Column(
        name,
        description,
        datatype="anyURI",
        property_url=GCM + name,
        ordered=False,
    )


_PAGE = {"base": "integer", "minimum": 1, "maximum": 36}
_CLASSES = "|".join(sorted(set(CLASS_NAMES.values())))
_COUNT = {"base": "integer", "minimum": 1}

_UNIT_COLUMNS: tuple[Column, ...] = (
    Column("iri", "The IRI of the unit.", datatype="anyURI", required=True),
    Column("path", "The part of the IRI after https://w3id.org/gcm/.", required=True),
    Column(
        "citation",
        "The short reference, as in 27(b); a commitment shares its paragraph's, sections have none.",
        property_url=GCM + "citation",
    ),
    Column(
        "kind",
        "The class of the unit.",
        datatype={"base": "string", "format": _CLASSES},
        property_url=PREFIXES["rdf"] + "type",
        value_url=GCM + "{kind}",
        required=True,
    ),
    Column(
        "headings",
        "The printed headings under which the unit stands, outermost first, without its own.",
        language="en",
        ordered=True,
    ),
    Column(
        "prefLabel",
        "The label of the unit: the title or name of an objective, section or guiding principle, otherwise its place.",
        property_url=PREFIXES["skos"] + "prefLabel",
        language="en",
        required=True,
    ),
    Column(
        "number",
        "The number of a numbered unit; of a commitment its place among the sentences of its paragraph.",
        datatype=_COUNT,
        property_url=GCM + "number",
    ),
    Column(
        "letter",
        "The printed label of a lettered unit, without brackets.",
        property_url=GCM + "letter",
    ),
    Column(
        "leadIn",
        "The words that introduce the parts of the unit and are not in its text.",
        property_url=GCM + "leadIn",
        language="en",
    ),
    Column(
        "text",
        "The unit's own words, without label, footnote marks and parts; of an objective or a section its heading.",
        property_url=GCM + "text",
        language="en",
        required=True,
    ),
    Column(
        "firstPage",
        "The first page of the unit's own text.",
        datatype=_PAGE,
        property_url=GCM + "firstPage",
        required=True,
    ),
    Column(
        "lastPage",
        "The last page of the unit's own text.",
        datatype=_PAGE,
        property_url=GCM + "lastPage",
        required=True,
    ),
    Column(
        "pageBasis",
        "Whether the pages are printed in the source or were inferred.",
        datatype={"base": "string", "format": "printed|inferred"},
        property_url=GCM + "pageBasis",
        required=True,
    ),
    Column(
        "readingOrder",
        "The place of the unit in the order of the document, from 1.",
        datatype=_COUNT,
        property_url=GCM + "readingOrder",
        required=True,
    ),
    Column(
        "isPartOf",
        "The IRI of the one direct whole of the unit.",
        datatype="anyURI",
        property_url=PREFIXES["dcterms"] + "isPartOf",
        value_url="{+isPartOf}",
        required=True,
    ),
    Column(
        "hasFootnote",
        "The IRIs of the footnotes whose marks stand in the text.",
        datatype="anyURI",
        property_url=GCM + "hasFootnote",
        ordered=False,
    ),
    Column(
        "line",
        "The line of the source file on which the text of the unit begins.",
        datatype=_COUNT,
        required=True,
    ),
    Column(
        "source",
        "The name of the source file without its extension.",
        required=True,
    ),
)

UNITS = units_table(
    {
        "citesInstrument": "The IRIs of the instruments that the unit's words name or cite.",
        "namesActor": "The IRIs of the bodies and mechanisms that the unit's words name.",
        "involvesStakeholder": "The IRIs of the stakeholder groups that take part by the unit's words.",
        "concernsPopulation": "The IRIs of the population groups that the unit's words are concerned with.",
        "reflectsPrinciple": "The IRIs of the guiding principles whose words the unit takes up.",
        "namesTarget": "The IRIs of the targets of the Sustainable Development Goals that the unit's words name.",
        "namesPlace": "The IRIs of the places that the unit's words name.",
        "namesObservance": "The IRIs of the observances that the unit's words name.",
        "namesPeriod": "The IRIs of the dates and periods that the unit's words name.",
        "concernsStage": "The IRIs of the stages of migration that the unit's words are concerned with.",
        "concernsTheme": "The IRIs of the themes that the unit's words are about.",
    }
)
"""The table of units, with a column for each link property."""

TABLES: tuple[Table[Any], ...] = (UNITS, LINKS, ENTITIES, CROSSWALK)
"""The tables of a release."""


def write_units_csv(units: Iterable[Unit]) -> bytes:
    """Return `tables/units.csv`.

    Raises:
        TableError: a unit does not fit the table, as `tabular.write_csv` says.
    """
    return write_csv(UNITS, units)


def write_units_jsonl(units: Iterable[Unit]) -> bytes:
    """Return `tables/units.jsonl`.

    Raises:
        TableError: a unit does not fit the table, as `tabular.write_jsonl` says.
    """
    return write_jsonl(UNITS, units)


def write_links_csv(links: Iterable[Link]) -> bytes:
    """Return `tables/links.csv`.

    Raises:
        TableError: a mention does not fit the table, as `tabular.write_csv` says.
    """
    return write_csv(LINKS, links)


def write_entities_csv(entities: Iterable[Entity]) -> bytes:
    """Return `tables/entities.csv`.

    Raises:
        TableError: a thing does not fit the table, as `tabular.write_csv` says.
    """
    return write_csv(ENTITIES, entities)


def write_crosswalk_csv(relations: Iterable[Relation]) -> bytes:
    """Return `tables/crosswalk.csv`.

    Raises:
        TableError: a relation does not fit the table, as `tabular.write_csv` says.
    """
    return write_csv(CROSSWALK, relations)


def write_csvw(tables: Sequence[Table[Any]] = TABLES) -> bytes:
    """Return `tables/csv-metadata.json`, the name by which CSVW readers find it (CSVW data model, section 5.3)."""
    return write_metadata(tables)
