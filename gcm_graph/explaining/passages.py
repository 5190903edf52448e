"""Account for what was read from the resolution: the unit, its place in the source file, and the repairs made in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from gcm_graph.describing.graphs import english, node, typed
from gcm_graph.explaining.files import ProjectFiles
from gcm_graph.explaining.origins import FromSource, FromText, Statement
from gcm_graph.explaining.released import ReleasedGraph, named
from gcm_graph.explaining.repairs import Repairs
from gcm_graph.explaining.sources import Passage, Place, Publication, Term
from gcm_graph.model import COMPACT, RESOLUTION
from gcm_graph.namespaces import PREFIXES
from gcm_graph.units import Unit

_SOURCE = "a-res-73-195"
_ANNEX = "Annex"


def _integer(value: int | None) -> list[Term]:
    return [] if value is None else [typed(str(value), "integer")]


def _string(value: str | None) -> list[Term]:
    return [] if value is None else [Literal(value)]


def _english(value: str | None) -> list[Term]:
    return [] if value is None else [english(value)]


def _notation(unit: Unit) -> list[Term]:
    return _string(unit.letter or (None if unit.number is None else str(unit.number)))


_SCHEMES = {"Objective": "objectives", "Action": "objectives", "GuidingPrinciple": "principles"}


def _scheme(unit: Unit) -> list[Term]:
    return [node(f"scheme/{_SCHEMES[unit.kind]}")] if unit.kind in _SCHEMES else []


_OWN: Mapping[str, Callable[[Unit], list[Term]]] = MappingProxyType(
    {
        "rdf:type": lambda unit: [named(f"gcm:{unit.kind}")],
        "gcm:citation": lambda unit: _string(unit.citation),
        "gcm:number": lambda unit: _integer(unit.number),
        "gcm:letter": lambda unit: _string(unit.letter),
        "gcm:text": lambda unit: _english(unit.text),
        "gcm:title": lambda unit: _english(unit.text),
        "gcm:leadIn": lambda unit: _english(unit.lead_in),
        "gcm:firstPage": lambda unit: _integer(unit.first_page),
        "gcm:lastPage": lambda unit: _integer(unit.last_page),
        "gcm:pageBasis": lambda unit: _string(unit.page_basis),
        "gcm:readingOrder": lambda unit: _integer(unit.reading_order),
        "dcterms:isPartOf": lambda unit: [NamedNode(unit.part_of)],
        "skos:prefLabel": lambda unit: _english(unit.label),
        "skos:notation": _notation,
        "skos:inScheme": _scheme,
        "skos:topConceptOf": _scheme,
        "skos:broader": lambda unit: [NamedNode(unit.part_of)],
    }
)
"""The values that a unit has for its properties."""

_DOWN = frozenset(
    ("gcm:hasObjective", "gcm:hasAction", "gcm:hasProvision", "gcm:hasCommitment", "gcm:statesCommitment")
) | {"skos:narrower"}
"""Properties whose value is a part of the subject, or of a part of it."""

_LISTED = frozenset({"gcm:listedTitle", "skos:altLabel"})
"""Properties of an objective whose value is its title as listed under paragraph 16."""


class Passages:
    """What was read from the resolution.

    Args:
        graph: the release.
        files: the files from which it was made.
        repairs: the declared repairs.
    """

    def __init__(self, graph: ReleasedGraph, files: ProjectFiles, repairs: Repairs) -> None:
        self._graph = graph
        self._files = files
        self._repairs = repairs
        self._short = {named(name): name for name in (*_OWN, *_DOWN, *_LISTED, "gcm:inSection", "skos:hasTopConcept")}
        self._passages: dict[str, Passage] = {}

    def of(self, unit: Unit) -> Passage:
        """Return a unit with its place in the source file, the repairs made in it and what looks damaged in it."""
        if unit.iri not in self._passages:
            place = Place(self._files.source_file(unit.source), unit.line)
            self._passages[unit.iri] = Passage(
                unit, place, self._repairs.of_unit(unit), self._repairs.suspected_in(unit)
            )
        return self._passages[unit.iri]

    def explain(self, statement: Statement) -> FromText | FromSource | None:
        """Return where a statement of the graph `text`, or a label or place among concepts, was read.

        None is returned where the unit does not have that value.
        """
        unit, other = self._graph.unit(statement.subject), self._graph.unit(statement.object)
        name = self._short.get(statement.predicate, "")
        if unit is not None and name in _OWN:
            return FromText(self.of(unit)) if statement.object in _OWN[name](unit) else None
        if unit is not None and name == "gcm:inSection" and other is not None:
            return FromText(self.of(unit)) if other.text in unit.headings else None
        if unit is not None and name in _LISTED and unit.kind == "Objective":
            return self._from_source(f"{unit.number}. {statement.object.value}")
        if other is not None and name in _DOWN:
            return FromText(self.of(other)) if statement.subject.value in self._wholes(other) else None
        if other is not None and name == "skos:hasTopConcept":
            return FromText(self.of(other)) if statement.subject in _scheme(other) else None
        return self._of_wholes(statement)

    def _wholes(self, unit: Unit) -> Iterable[str]:
        """Return what a unit is a part of; a commitment is one of its objective too."""
        whole = self._graph.units.get(unit.part_of)
        return (unit.part_of,) if whole is None or unit.kind != "Commitment" else (unit.part_of, whole.part_of)

    def _of_wholes(self, statement: Statement) -> FromSource | None:
        """Return the line over or under the text that says something of the resolution or the Compact."""
        if statement.subject not in {node(COMPACT), node(RESOLUTION)}:
            return None
        compact = statement.subject == node(COMPACT)
        annex = self._files.find_in_source(_SOURCE, _ANNEX) or 0
        if isinstance(statement.object, Literal):
            words = _as_printed(statement.object)
            in_annex = self._from_source(words, after=annex - 1) if compact else None
            return in_annex or self._from_source(words)
        if statement.predicate == named("rdf:type"):
            title = "Global Compact for Safe, Orderly and Regular Migration" if compact else "Resolution adopted by"
            return self._from_source(title, after=annex if compact else 0)
        if {statement.subject, statement.object} == {node(COMPACT), node(RESOLUTION)}:
            return self._from_source(_ANNEX)
        return None

    def _from_source(self, words: str, *, after: int = 0) -> FromSource | None:
        line = self._files.find_in_source(_SOURCE, words, after=after)
        if line is None:
            return None
        place = Place(self._files.source_file(_SOURCE), line)
        return FromSource(place, words, self.document(node(f"source/{_SOURCE}")))

    def document(self, iri: Term) -> Publication:
        """Return a source document or a publication of others."""
        return Publication(
            iri=iri.value,
            title=self._graph.label(iri) or iri.value,
            place=self._graph.words(iri, "dcterms:description"),
            address=next((value.value for value in self._graph.values(iri, "rdfs:seeAlso")), None),
        )

    def sources_of(self, thing: Term) -> tuple[Passage | Publication, ...]:
        """Return the sources of a thing or a claim: units of the text, source documents, publications of others."""
        found: list[Passage | Publication] = []
        for source in self._graph.values(thing, "dcterms:source"):
            unit = self._graph.unit(source)
            found.append(self.document(source) if unit is None else self.of(unit))
        return tuple(found)


@cache
def _as_printed(literal: Literal) -> str:
    """Return a value as the masthead prints it: dates in words."""
    if literal.datatype == NamedNode(PREFIXES["xsd"] + "date"):
        day = date.fromisoformat(literal.value)
        return f"{day.day} {day:%B} {day.year}"
    return literal.value
