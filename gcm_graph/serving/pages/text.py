"""The text of a release as pages show it: its units in their order, and what is marked in each."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from gcm_graph.citing.extents import Extents
from gcm_graph.describing.graphs import term
from gcm_graph.model import Repair
from gcm_graph.namespaces import BASE
from gcm_graph.reading.suspicions import Suspicion
from gcm_graph.serving.pages.declarations import declarations
from gcm_graph.serving.pages.marks import FootnoteMark, Mark, Reading, Span
from gcm_graph.serving.per_release import PerRelease
from gcm_graph.serving.service import ServedRelease
from gcm_graph.units import Unit

_TABLES = "tables"


@dataclass(frozen=True, slots=True)
class Related:
    """Something that others relate to an objective.

    Attributes:
        relation: the local name of the property.
        thing: the IRI of what is related.
        code: its short code, for example `10.7`; empty where it has none.
        sources: the IRIs of what says so.
        note: a remark; empty where there is none.
    """

    relation: str
    thing: str
    code: str
    sources: tuple[str, ...]
    note: str


class Text:
    """The text of a release.

    Args:
        release: the release.

    Attributes:
        units: the units in the order of the document.
        by_iri: the same, by IRI.
        parts: the units that are direct parts of a whole, in their order, by the IRI of the whole.
        extents: all units that a reference to one means.
    """

    def __init__(self, release: ServedRelease) -> None:
        self._folder = release.folder
        self._declared = declarations(release)
        self._store: Store = release.store
        self.units: Sequence[Unit] = release.units
        self.by_iri: Mapping[str, Unit] = {unit.iri: unit for unit in release.units}
        parts: defaultdict[str, list[Unit]] = defaultdict(list)
        for unit in release.units:
            parts[unit.part_of].append(unit)
        self.parts: Mapping[str, Sequence[Unit]] = parts
        self.extents = Extents(release.units)

    def parts_of(self, unit: Unit) -> Sequence[Unit]:
        """Return the direct parts of a unit, in their order."""
        return self.parts.get(unit.iri, ())

    def of_kind(self, kind: str) -> list[Unit]:
        """Return the units of a class, in the order of the document."""
        return [unit for unit in self.units if unit.kind == kind]

    def words(self, iri: str, predicate: str) -> str | None:
        """Return the English words of a property, given as a prefixed name; None where there are none."""
        values = self._store.quads_for_pattern(NamedNode(iri), term(predicate), None, DefaultGraph())
        literals = (quad.object for quad in values if isinstance(quad.object, Literal))
        return next((each.value for each in literals if each.language in {None, "en"}), None)

    def objective(self, unit: Unit) -> Unit | None:
        """Return the objective that is, or contains, a unit; None where there is none."""
        return self.extents.objective(unit)

    def section(self, unit: Unit) -> Unit | None:
        """Return the innermost section that contains a unit."""
        return self._sections.get(unit.iri)

    def way_to(self, unit: Unit) -> list[Unit]:
        """Return the units that one comes through on the way down to a unit: sections, objective, paragraph, item."""
        wholes: list[Unit] = []
        at = self.by_iri.get(unit.part_of)
        while at is not None:
            wholes.insert(0, at)
            at = self.by_iri.get(at.part_of)
        top = wholes[0] if wholes else unit
        section = None if top.kind == "Section" else self.section(top)
        return [*(self.way_to(section) if section else ()), *([section] if section else ()), *wholes]

    def neighbours(self, unit: Unit) -> tuple[Unit | None, Unit | None]:
        """Return the unit of the same rank before a unit and the one after it."""
        row = self._rows[_rank(unit)]
        place = row.index(unit)
        return (row[place - 1] if place else None), (row[place + 1] if place + 1 < len(row) else None)

    def marks(self, unit: Unit) -> list[Mark]:
        """Return what is marked in a unit's text as evidence: its own marks, and those of the commitments within it."""
        found = list(self._marks.get(unit.iri, ()))
        for span, part in self._commitments(unit):
            for mark in self._marks.get(part.iri, ()):
                start, end = mark.start + span.start, mark.end + span.start
                found.append(Mark(start, end, mark.thing, mark.relation, mark.annotation))
        return sorted(found, key=lambda mark: (mark.start, -mark.end, mark.thing))

    def readings(self, unit: Unit) -> list[Reading]:
        """Return the variants of a unit's text, and of the commitments within it."""
        found = list(self._readings.get(unit.iri, ()))
        for span, part in self._commitments(unit):
            for each in self._readings.get(part.iri, ()):
                start, end = each.start + span.start, each.end + span.start
                found.append(Reading(start, end, each.iri, each.lemma, each.words, each.witnesses))
        return sorted(found, key=lambda reading: (reading.end, reading.start, reading.iri))

    def spans(self, unit: Unit) -> list[Span]:
        """Return where in a paragraph its commitment sentences stand."""
        return [span for span, _ in self._commitments(unit)]

    def footnote_marks(self, unit: Unit) -> list[FootnoteMark]:
        """Return the footnote marks in a unit's text."""
        return self._footnote_marks.get(unit.iri, [])

    def places_of_footnote(self, number: int) -> list[tuple[Unit, FootnoteMark]]:
        """Return the marks of a footnote, each with the unit in whose text it stands."""
        return [(unit, mark) for unit in self.units for mark in self.footnote_marks(unit) if mark.footnote == number]

    def footnote(self, number: int) -> Unit:
        """Return a footnote by its number."""
        return self.by_iri[f"{BASE}footnote/{number}"]

    def mentions(self, thing: str) -> list[tuple[Unit, list[Mark]]]:
        """Return the units whose words refer to a thing, in their order, each with these words."""
        found = ((unit, [mark for mark in self._marks.get(unit.iri, ()) if mark.thing == thing]) for unit in self.units)
        return [(unit, marks) for unit, marks in found if marks]

    def repairs(self, unit: Unit) -> list[Repair]:
        """Return the declared repairs of a unit's text; those of a paragraph, for a commitment within it."""
        paths = {unit.path} | ({unit.part_of.removeprefix(BASE)} if unit.kind == "Commitment" else set())
        return [repair for repair in self._declared.repairs if repair.unit in paths]

    def suspicions(self, unit: Unit) -> list[Suspicion]:
        """Return the words of a unit that look damaged and were left as found."""
        return [suspicion for suspicion in self._declared.suspicions if suspicion.unit == unit.path]

    def related(self, unit: Unit) -> list[Related]:
        """Return what others relate to an objective."""
        return self._related.get(unit.iri, [])

    def tasks(self, unit: Unit) -> list[str]:
        """Return the IRIs of the tasks that a unit states."""
        found = self._store.quads_for_pattern(None, term("gcm:isStatedIn"), NamedNode(unit.iri), DefaultGraph())
        return sorted(quad.subject.value for quad in found if isinstance(quad.subject, NamedNode))

    def _commitments(self, unit: Unit) -> list[tuple[Span, Unit]]:
        found = []
        for part in self.parts_of(unit):
            if part.kind == "Commitment":
                start = unit.text.index(part.text)
                found.append((Span(start, start + len(part.text), f"commitment-{part.number}"), part))
        return found

    @cached_property
    def _rows(self) -> Mapping[tuple[str, int], Sequence[Unit]]:
        rows: defaultdict[tuple[str, int], list[Unit]] = defaultdict(list)
        for unit in self.units:
            rows[_rank(unit)].append(unit)
        return rows

    @cached_property
    def _sections(self) -> Mapping[str, Unit]:
        found = self._store.quads_for_pattern(None, term("gcm:inSection"), None, DefaultGraph())
        return {
            quad.subject.value: self.by_iri[quad.object.value]
            for quad in found
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
        }

    @cached_property
    def _marks(self) -> Mapping[str, Sequence[Mark]]:
        found: defaultdict[str, list[Mark]] = defaultdict(list)
        with (self._folder / _TABLES / "links.csv").open(encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table):
                start, end = int(row["start"]), int(row["end"])
                found[row["unit"]].append(Mark(start, end, row["thing"], row["relation"], row["annotation"]))
        return found

    @cached_property
    def _footnote_marks(self) -> Mapping[str, list[FootnoteMark]]:
        found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        linking = self._store.quads_for_pattern(None, term("oa:motivatedBy"), term("oa:linking"), DefaultGraph())
        for annotation in (quad.subject for quad in linking if isinstance(quad.subject, NamedNode)):
            # annotation/<unit>/<offset>-<offset>/footnote/<number>
            path, _, number = annotation.value.removeprefix(f"{BASE}annotation/").rpartition("/footnote/")
            unit, _, span = path.rpartition("/")
            found[BASE + unit].append((int(span.partition("-")[0]), int(number)))
        marks: dict[str, list[FootnoteMark]] = {}
        times: defaultdict[int, int] = defaultdict(int)
        for iri in sorted(found, key=lambda iri: self.by_iri[iri].reading_order):
            marks[iri] = []
            for offset, footnote in sorted(found[iri]):
                times[footnote] += 1
                anchor = f"mark-{footnote}" if times[footnote] == 1 else f"mark-{footnote}-{times[footnote]}"
                marks[iri].append(FootnoteMark(offset, footnote, anchor))
        return marks

    @cached_property
    def _readings(self) -> Mapping[str, Sequence[Reading]]:
        found: defaultdict[str, list[Reading]] = defaultdict(list)
        for quad in self._store.quads_for_pattern(None, term("gcm:variantOf"), None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                found[quad.object.value].append(self._reading(quad.subject))
        return found

    def _reading(self, variant: NamedNode) -> Reading:
        values: defaultdict[str, list[str]] = defaultdict(list)
        for quad in self._store.quads_for_pattern(variant, None, None, DefaultGraph()):
            if isinstance(quad.object, NamedNode | Literal):
                values[quad.predicate.value].append(quad.object.value)
        start, end, lemma, words = (
            values[term(f"gcm:{name}").value][0] for name in ("start", "end", "lemma", "reading")
        )
        witnesses = tuple(sorted(values[term("gcm:witness").value]))
        return Reading(int(start), int(end), variant.value, lemma, words, witnesses)

    @cached_property
    def _related(self) -> Mapping[str, list[Related]]:
        found: defaultdict[str, list[Related]] = defaultdict(list)
        with (self._folder / _TABLES / "crosswalk.csv").open(encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table):
                sources = tuple(filter(None, row["source"].split("|")))
                found[row["objective"]].append(
                    Related(row["relation"], row["related"], row["code"], sources, row["note"])
                )
        return found


def _rank(unit: Unit) -> tuple[str, int]:
    """Return what is the same for units that one turns over from one to the next."""
    return unit.kind, 0 if unit.kind != "Paragraph" else unit.path.count("/") + 10 * unit.path.startswith("resolution/")


TEXTS = PerRelease(Text)
"""The text of each release."""
