"""Declare the table `crosswalk.csv`: what others relate to the objectives."""

from __future__ import annotations

from collections.abc import Mapping

from gcm_graph.curating.relations import RELATIONS, Relation
from gcm_graph.namespaces import GCM, iri
from gcm_graph.publishing.tabular import Column, Table, Value


def _crosswalk_record(relation: Relation) -> Mapping[str, Value]:
    objective, fact = relation.objective, relation.noted.fact
    return {
        "objective": iri(objective.path),
        "citation": objective.citation,
        "title": objective.text,
        "relation": fact.property.removeprefix("gcm:"),
        "related": relation.related if "://" in relation.related else iri(relation.related),
        "code": relation.code,
        "label": relation.label,
        "printedAs": fact.printed_as,
        "source": tuple(map(iri, fact.sources)),
        "note": relation.noted.note,
    }


_RELATIONS = "|".join(sorted(name.removeprefix("gcm:") for name in RELATIONS))

CROSSWALK: Table[Relation] = Table(
    file="crosswalk.csv",
    title="What others relate to the objectives of the Global Compact for Migration",
    description=(
        "One relation of an objective a line: to a Sustainable Development Goal or target, to the round table of a "
        "review forum, or to an example practice, with the sources that say so."
    ),
    columns=(
        Column("objective", "The IRI of the objective.", datatype="anyURI", required=True),
        Column("citation", "The short reference of the objective.", property_url=GCM + "citation", required=True),
        Column(
            "title",
            "The title of the objective.",
            property_url=GCM + "title",
            language="en",
            required=True,
        ),
        Column(
            "relation",
            "The property that states the relation; of reviewsObjective and exemplifies the objective is the value.",
            datatype={"base": "string", "format": _RELATIONS},
            required=True,
        ),
        Column("related", "The IRI of the goal, target, round table or practice.", datatype="anyURI", required=True),
        Column("code", "The code of the goal or target, as the United Nations writes it."),
        Column("label", "What the goal, target, round table or practice is called.", language="en", required=True),
        Column("printedAs", "What the source prints where that is a misprint."),
        Column(
            "source",
            "The IRIs of the publications that state the relation.",
            datatype="anyURI",
            required=True,
            ordered=False,
        ),
        Column("note", "What else is to be said of how the sources state the relation.", language="en"),
    ),
    record=_crosswalk_record,
    key=("objective", "relation", "related"),
    about="{+objective}",
)
"""The table of what others relate to the objectives."""
