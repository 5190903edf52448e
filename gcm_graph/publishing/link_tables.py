"""Declare the tables `links.csv`, one mention a line, and `entities.csv`, one thing that units refer to a line."""

from __future__ import annotations

from collections.abc import Mapping

from gcm_graph.describing.links import PROPERTIES
from gcm_graph.entities import Entity, Link
from gcm_graph.namespaces import PREFIXES, iri
from gcm_graph.publishing.tabular import Column, Table, Value

_RELATIONS = {"base": "string", "format": "|".join(sorted({name.removeprefix("gcm:") for name in PROPERTIES.values()}))}
_PAGE = {"base": "integer", "minimum": 1, "maximum": 36}
_COUNT = {"base": "integer", "minimum": 0}


def _link_record(link: Link) -> Mapping[str, Value]:
    return {
        "annotation": link.annotation,
        "unit": iri(link.unit.path),
        "citation": link.unit.citation,
        "relation": link.thing.relation,
        "thing": link.thing.iri,
        "kind": link.thing.kind,
        "label": link.thing.label,
        "words": link.words,
        "start": link.start,
        "end": link.end,
        "firstPage": link.unit.pages.first,
        "lastPage": link.unit.pages.last,
    }


def _entity_record(entity: Entity) -> Mapping[str, Value]:
    return {
        "iri": entity.iri,
        "kind": entity.kind,
        "prefLabel": entity.label,
        "altLabel": entity.also_named,
        "definition": entity.definition,
        "relation": entity.relation,
        "mentions": entity.mentions,
        "units": len(entity.units),
        "citations": tuple(dict.fromkeys(unit.citation for unit in entity.units if unit.citation)),
    }


LINKS: Table[Link] = Table(
    file="links.csv",
    title="What the units of the Global Compact for Migration refer to, and in which words",
    description=(
        "One mention a line, in the order of the document: the unit, what its words refer to, the words, and where "
        "they stand in the text of units.csv. A unit that names a thing three times has three lines."
    ),
    columns=(
        Column("annotation", "The IRI of the annotation that is the evidence.", datatype="anyURI", required=True),
        Column("unit", "The IRI of the unit in whose own words the mention stands.", datatype="anyURI", required=True),
        Column("citation", "The short reference of the unit; sections have none."),
        Column("relation", "The property that links the unit to the thing.", datatype=_RELATIONS, required=True),
        Column("thing", "The IRI of what the words refer to.", datatype="anyURI", required=True),
        Column("kind", "The class of the thing.", required=True),
        Column("label", "What the thing is called.", language="en", required=True),
        Column("words", "The words of the mention, exactly as they stand in the unit's text.", required=True),
        Column(
            "start",
            "How many characters (Unicode code points) of the unit's text stand before the words.",
            datatype=_COUNT,
            required=True,
        ),
        Column("end", "The offset after the last character of the words.", datatype=_COUNT, required=True),
        Column("firstPage", "The first page of the unit's own text.", datatype=_PAGE, required=True),
        Column("lastPage", "The last page of the unit's own text.", datatype=_PAGE, required=True),
    ),
    record=_link_record,
    key=("annotation",),
    about="{+annotation}",
)
"""The table of mentions."""

ENTITIES: Table[Entity] = Table(
    file="entities.csv",
    title="What the units of the Global Compact for Migration refer to",
    description=(
        "One instrument, actor, mechanism, stakeholder group, population group, principle, target, place, observance, "
        "period, stage or theme a line, with how often and where it is mentioned."
    ),
    columns=(
        Column("iri", "The IRI of the thing.", datatype="anyURI", required=True),
        Column("kind", "The class of the thing.", required=True),
        Column(
            "prefLabel",
            "What the thing is called.",
            property_url=PREFIXES["skos"] + "prefLabel",
            language="en",
            required=True,
        ),
        Column(
            "altLabel",
            "Other forms of its name.",
            property_url=PREFIXES["skos"] + "altLabel",
            language="en",
            ordered=False,
        ),
        Column("definition", "What the thing is.", property_url=PREFIXES["skos"] + "definition", language="en"),
        Column("relation", "The property by which units refer to the thing.", datatype=_RELATIONS, required=True),
        Column("mentions", "How often the units mention the thing.", datatype=_COUNT, required=True),
        Column("units", "How many units mention the thing.", datatype=_COUNT, required=True),
        Column("citations", "The short references of these units, in the order of the document.", ordered=True),
    ),
    record=_entity_record,
    key=("iri",),
    about="{+iri}",
)
"""The table of what units refer to."""
