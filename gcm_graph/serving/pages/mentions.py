"""Where things are named: the sentences of every mention, with the words marked, by headings of the Compact."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gcm_graph.citing.pages import pages_of
from gcm_graph.citing.words import pages_in_words
from gcm_graph.finding import place
from gcm_graph.namespaces import iri
from gcm_graph.serving.pages.block_parts import Link, Piece, Quotation, QuotationGroup
from gcm_graph.serving.pages.labels import Label
from gcm_graph.serving.per_release import once_per_release
from gcm_graph.serving.service import ServedRelease
from gcm_graph.units import Unit

_SENTENCE_END = re.compile(r"(?<=[.;?!])\s+(?=[A-Z\"\u201c])")
_LEFT_OUT = "… "


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a thing is named.

    Attributes:
        annotation: the IRI of the annotation.
        unit: the unit in whose text the words stand.
        start: their first code point.
        end: their end, exclusive.
    """

    annotation: str
    unit: Unit
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions of a release.

    Attributes:
        of: the mentions of a thing, in the order of the text, by its IRI.
        units: the units, by IRI.
        objectives: the objective to which a unit belongs, by the unit's IRI.
    """

    of: Mapping[str, tuple[Mention, ...]]
    units: Mapping[str, Unit]
    objectives: Mapping[str, Unit]


@once_per_release
def mentions_of(release: ServedRelease) -> Mentions:
    """Return all mentions of a release."""
    units = {unit.iri: unit for unit in release.units}
    found: defaultdict[str, list[Mention]] = defaultdict(list)
    with (release.folder / "tables" / "links.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            mention = Mention(row["annotation"], units[row["unit"]], int(row["start"]), int(row["end"]))
            found[row["thing"]].append(mention)
    return Mentions(
        of={thing: tuple(sorted(each, key=_order)) for thing, each in found.items()},
        units=units,
        objectives={each: objective for each in units if (objective := _objective(each, units))},
    )


def _order(mention: Mention) -> tuple[int, int, int]:
    return mention.unit.reading_order, mention.start, mention.end


def _objective(unit: str, units: Mapping[str, Unit]) -> Unit | None:
    """Return the objective that is, or contains, a unit."""
    at = units.get(unit)
    while at is not None and at.kind != "Objective":
        at = units.get(at.part_of)
    return at


def quotations(mentions: Sequence[Mention]) -> list[Quotation]:
    """Return the sentences in which mentions stand, one quotation a unit, in the order of the text."""
    by_unit: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_unit[mention.unit.iri].append(mention)
    return [
        quotation(group[0].unit, [(each.start, each.end, each.annotation) for each in group])
        for group in by_unit.values()
    ]


def quotation(unit: Unit, spans: Sequence[tuple[int, int, str]]) -> Quotation:
    """Return the sentences of a unit in which spans of its text stand, with the spans marked.

    Args:
        unit: the unit.
        spans: start, end and the place to which each span leads, in order. Of spans that overlap the first is marked.
    """
    pieces: list[Piece] = []
    before = 0
    for first, last in _sentences(unit.text, spans):
        # What parts two sentences belongs to the text; what stands between others is left out.
        between = unit.text[before:first]
        pieces += [Piece(between if not between.strip() else _LEFT_OUT if before == 0 else f" {_LEFT_OUT}")]
        at = first
        for start, end, place_ in spans:
            if at <= start and end <= last and start < end:
                pieces += [Piece(unit.text[at:start]), Piece(unit.text[start:end], place_)]
                at = end
        pieces += [Piece(unit.text[at:last])]
        before = last
    if before < len(unit.text):
        pieces.append(Piece(" …"))
    return Quotation(
        unit=unit.iri,
        citation=citation(unit),
        pages=pages(unit),
        pieces=tuple(piece for piece in pieces if piece.text),
    )


def _sentences(text: str, spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """Return the spans of the sentences of a text that hold any of the given spans."""
    ends = [match.start() for match in _SENTENCE_END.finditer(text)] + [len(text)]
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]
    found: list[tuple[int, int]] = []
    for start, end in zip(starts, ends, strict=True):
        if any(start < span_end and span_start < end for span_start, span_end, _ in spans):
            # Label that run over what looks like the end of a sentence keep both together.
            if found and any(span_start < found[-1][1] and span_end > start for span_start, span_end, _ in spans):
                found[-1] = found[-1][0], end
            else:
                found.append((start, end))
    return found or [(starts[0], ends[0])]


def citation(unit: Unit) -> str:
    """Return how a unit is called beside its words: by its citation, commitments and sections by their label."""
    return unit.label if unit.citation is None or unit.kind == "Commitment" else unit.citation


def pages(unit: Unit) -> str:
    """Return where a unit's own words are printed; a number in brackets is inferred."""
    return pages_in_words(pages_of([unit]))


def grouped(found: Sequence[Quotation], mentions: Mentions) -> tuple[QuotationGroup, ...]:
    """Return quotations under the headings of the Compact under which their units stand."""
    groups: defaultdict[Link, list[Quotation]] = defaultdict(list)
    for each in found:
        groups[heading(mentions.units[each.unit], mentions)].append(each)
    return tuple(QuotationGroup(heading=link, quotations=tuple(each)) for link, each in groups.items())


def heading(unit: Unit, mentions: Mentions) -> Link:
    """Return the heading under which a unit stands: of its objective, else of its outermost section."""
    objective = mentions.objectives.get(unit.iri)
    if objective is not None:
        return Link(Label(f"Objective {objective.number}: {objective.text}"), objective.iri)
    words = place(unit)
    sections = {each.text: each.iri for each in mentions.units.values() if each.kind == "Section"}
    others = {"Resolution 73/195": iri("resolution"), "Footnotes": iri("compact")}
    return Link(Label(words), sections.get(words) or others.get(words, unit.iri))
