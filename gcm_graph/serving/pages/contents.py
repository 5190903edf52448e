"""The contents of the Compact, and what each section holds, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from gcm_graph.serving.pages.passages import Passage, passage
from gcm_graph.serving.pages.text import TEXTS, Text
from gcm_graph.serving.per_release import PerRelease
from gcm_graph.units import Unit

_BEGINNING = 70


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents.

    Attributes:
        unit: the unit.
        words: its heading, or its first words.
        below: the lines below it.
    """

    unit: Unit
    words: str
    below: tuple[Entry, ...] = ()


def _contents(text: Text) -> tuple[Entry, ...]:
    tops = [unit for unit in text.units if unit.path == "opening" or (unit.kind == "Section" and not text.way_to(unit))]
    return tuple(_entry(text, unit) for unit in tops)


CONTENTS = PerRelease(lambda release: _contents(TEXTS.of(release)))
"""The contents of each release: the opening and the sections, with their paragraphs and objectives."""


def _entry(text: Text, unit: Unit) -> Entry:
    if unit.kind == "Section":
        return Entry(unit, unit.text, tuple(_entry(text, each) for each in _within(text, unit)))
    if unit.kind == "Objective":
        return Entry(unit, unit.text)
    principles = (part for part in text.parts_of(unit) if part.kind == "GuidingPrinciple")
    return Entry(unit, beginning(unit.text), tuple(Entry(part, part.label) for part in principles))


def beginning(words: str) -> str:
    """Return the first words of a text.

    >>> beginning("We commit to promote faster, safer and cheaper remittances by further developing policies")
    'We commit to promote faster, safer and cheaper remittances by further …'
    """
    if len(words) <= _BEGINNING:
        return words
    return words[: words.rindex(" ", 0, _BEGINNING + 1)].rstrip(",;:") + " …"


def _within(text: Text, section: Unit) -> Iterator[Unit]:
    """Return the paragraphs, objectives and sub-sections directly in a section; those in an objective are its own."""
    for unit in text.units:
        inside = text.section(unit) == section
        if unit.kind == "Section":
            if unit.part_of == section.iri and not _is_in_objective(text, unit):
                yield unit
        elif inside and unit.kind in {"Objective", "Paragraph"} and text.by_iri.get(unit.part_of) is None:
            yield unit


def _is_in_objective(text: Text, section: Unit) -> bool:
    """Tell whether a section stands within an objective: all its units belong to one.

    There is one, under objective 2 ("Natural disasters, ..."): its heading stands between 18(g) and 18(h).
    """
    inside = [unit for unit in text.units if unit.kind != "Section" and text.section(unit) == section]
    return bool(inside) and all(unit.kind != "Objective" and text.objective(unit) for unit in inside)


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a section holds.

    Attributes:
        unit: the unit.
        level: how many sections are between it and the section that is shown.
        passage: how the unit is shown; None of an objective, which has a page of its own.
        listed: the titles of the objectives as listed there, each with its objective.
    """

    unit: Unit
    level: int
    passage: Passage | None
    listed: tuple[tuple[str, Unit], ...] = ()


def section_items(text: Text, section: Unit, level: int = 0) -> list[Item]:
    """Return what a section holds, in the order of the text, with what its sub-sections hold."""
    if _is_in_objective(text, section):
        return [Item(each, level, passage(text, each)) for each in text.units if text.section(each) == section]
    items: list[Item] = []
    for unit in _within(text, section):
        if unit.kind == "Section":
            items.append(Item(unit, level, passage(text, unit), listed_titles(text, unit)))
            items += section_items(text, unit, level + 1)
        else:
            items.append(Item(unit, level, None if unit.kind == "Objective" else passage(text, unit)))
    return items


def listed_titles(text: Text, section: Unit) -> tuple[tuple[str, Unit], ...]:
    """Return the list of the objectives that stands under paragraph 16, where a section is the one that holds it.

    The items of the list are no units: each is the listed title of its objective.
    """
    if section.path != "section/objectives-for-safe-orderly-and-regular-migration":
        return ()
    objectives = text.of_kind("Objective")
    return tuple((text.words(each.iri, "gcm:listedTitle") or each.text, each) for each in objectives)


SECTIONS = PerRelease(
    lambda release: cache(lambda iri: section_items(TEXTS.of(release), TEXTS.of(release).by_iri[iri]))
)
"""What the sections of each release hold, by IRI."""
