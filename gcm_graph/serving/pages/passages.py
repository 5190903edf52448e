"""A unit of the text as a page shows it: its words cut into stretches, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from gcm_graph.citing.pages import pages_of
from gcm_graph.citing.words import pages_in_words, reference
from gcm_graph.model import Repair
from gcm_graph.reading.suspicions import Suspicion
from gcm_graph.serving.pages.marks import Mark, Reading, Stretch, cut
from gcm_graph.serving.pages.text import Text
from gcm_graph.units import Unit


@dataclass(frozen=True, slots=True)
class Relation:
    """How words refer to something, in the words of a page.

    Attributes:
        style: the class of the marks in the style sheet.
        one: what one thing of the kind is called.
        several: what several are called.
    """

    style: str
    one: str
    several: str


RELATIONS: Mapping[str, Relation] = MappingProxyType(
    {
        "citesInstrument": Relation("instrument", "Instrument", "Instruments"),
        "namesActor": Relation("actor", "Body", "Bodies"),
        "reflectsPrinciple": Relation("principle", "Guiding principle", "Guiding principles"),
        "involvesStakeholder": Relation("stakeholder", "Stakeholder", "Stakeholders"),
        "concernsPopulation": Relation("population", "People", "People"),
        "concernsTheme": Relation("theme", "Theme", "Themes"),
        "namesTarget": Relation("other", "Sustainable Development Goal target", "SDG targets"),
        "concernsStage": Relation("other", "Stage of migration", "Stages of migration"),
        "namesPlace": Relation("other", "Place", "Places"),
        "namesPeriod": Relation("other", "Date", "Dates"),
        "namesObservance": Relation("other", "Observance", "Observances"),
    }
)
"""By the local name of the property, in the order in which pages list them."""

_UNFORESEEN = Relation("other", "Link", "Links")


def relation(name: str) -> Relation:
    """Return how pages call a relation, given by the local name of its property."""
    return RELATIONS.get(name, _UNFORESEEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A unit as a page shows it.

    Attributes:
        unit: the unit.
        label: how it is called in the margin: `27`, `(b)`, `4`.
        anchor: its name in the page.
        stretches: its words.
        apparatus: what it refers to, each thing once, by relation.
        readings: its variants, numbered from 1 in the words.
        repairs: the declared repairs of its words.
        suspicions: its words that look damaged and were left as found.
        pages: the pages of its own words, in words; inferred ones in brackets.
        reference: how its own words are cited, with their pages.
        commitments: the commitment sentences within it.
        parts: its parts that are shown with it.
    """

    unit: Unit
    label: str
    anchor: str
    stretches: tuple[Stretch, ...]
    apparatus: tuple[tuple[Relation, tuple[str, ...]], ...]
    readings: tuple[Reading, ...]
    repairs: tuple[Repair, ...]
    suspicions: tuple[Suspicion, ...]
    pages: str
    reference: str
    commitments: tuple[Unit, ...] = ()
    parts: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """What a page explains of the marks in its text and its margin.

    Attributes:
        relations: the relations of which there are marks.
        variants: whether there are variants.
        inferred: whether there are inferred pages.
    """

    relations: tuple[Relation, ...]
    variants: bool
    inferred: bool


def passage(text: Text, unit: Unit, *, with_parts: bool = True) -> Passage:
    """Return a unit as a page shows it.

    Args:
        text: the text to which it belongs.
        unit: the unit.
        with_parts: whether its lettered parts are shown with it.
    """
    marks, readings = text.marks(unit), text.readings(unit)
    parts = text.parts_of(unit) if with_parts and unit.kind in {"Paragraph", "Commitment"} else ()
    return Passage(
        unit=unit,
        label=_label(unit),
        anchor=_anchor(unit),
        stretches=cut(unit.text, marks, text.footnote_marks(unit), readings, text.spans(unit)),
        apparatus=apparatus(marks),
        readings=tuple(readings),
        repairs=tuple(text.repairs(unit)),
        suspicions=tuple(text.suspicions(unit)),
        pages=pages_in_words(pages_of([unit])),
        reference=reference(unit, text.objective(unit)),
        commitments=tuple(part for part in text.parts_of(unit) if part.kind == "Commitment"),
        parts=tuple(passage(text, part) for part in parts if part.kind != "Commitment"),
    )


def apparatus(marks: Iterable[Mark]) -> tuple[tuple[Relation, tuple[str, ...]], ...]:
    """Return the IRIs that marks refer to, each once, by relation, in the order of the text."""
    found: dict[str, dict[str, None]] = {name: {} for name in RELATIONS}
    for mark in marks:
        found.setdefault(mark.relation, {})[mark.thing] = None
    return tuple((relation(name), tuple(things)) for name, things in found.items() if things)


def footnotes_of(text: Text, passages: Iterable[Passage]) -> list[Passage]:
    """Return the footnotes whose marks stand in passages and in their parts, each once, in order."""
    numbers: dict[int, None] = {}
    for each in all_of(passages):
        for stretch in each.stretches:
            numbers.update(dict.fromkeys(mark.footnote for mark in stretch.footnotes))
    return [passage(text, text.footnote(number)) for number in sorted(numbers)]


def all_of(passages: Iterable[Passage]) -> list[Passage]:
    """Return passages and their parts, each whole before its parts."""
    found: list[Passage] = []
    for each in passages:
        found += [each, *all_of(each.parts)]
    return found


def key_of(passages: Sequence[Passage]) -> Key:
    """Return what has to be explained of passages and their parts."""
    every = all_of(passages)
    there = {each for one in every for each, _ in one.apparatus}
    return Key(
        relations=tuple(each for each in dict.fromkeys([*RELATIONS.values(), _UNFORESEEN]) if each in there),
        variants=any(one.readings for one in every),
        inferred=any(one.unit.inferred_pages for one in every),
    )


def _label(unit: Unit) -> str:
    if unit.path.startswith("resolution/preamble/"):
        return ""  # the print does not number it
    if unit.letter:
        return f"({unit.letter})"
    return str(unit.number) if unit.number is not None else ""


def _anchor(unit: Unit) -> str:
    """Return the name of a unit in the pages that show it: of actions their letter, otherwise of its path."""
    if unit.kind == "Action" and unit.letter:
        return unit.letter
    return unit.path.replace("/", "-")
