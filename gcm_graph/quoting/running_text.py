"""The words of the Compact in the order in which they are read, and where each sequence of words stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from gcm_graph.quoting.drafts import Span
from gcm_graph.quoting.plain_words import Vocabulary
from gcm_graph.quoting.readings import Reading, Witness
from gcm_graph.quoting.words import Word, split_words
from gcm_graph.units import Unit

SEED = 3
"""How many words in a row begin a comparison within quotation marks."""

ROW = 10
"""How many words in a row make a quotation where there are no quotation marks."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the running text: the words of one unit, or the line that introduces its parts.

    Attributes:
        unit: the unit.
        text: the words.
        lead_in: whether they are the line that introduces the unit's parts.
        label: the words of the label that is printed before them, or may be: `27`, `a`, `objective 11`.
    """

    unit: Unit
    text: str
    lead_in: bool = False
    label: tuple[tuple[str, ...], ...] = ()

    @property
    def is_title(self) -> bool:
        """Whether the words are a heading, which drafts print in capitals as they like."""
        return self.unit.kind in {"Objective", "Section"} and not self.lead_in


class RunningText:
    """All segments one after the other.

    Attributes:
        segments: the segments.
        words: their words.
        segment_of: for each word the number of its segment.
        keys: for each word its key.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = tuple(segments)
        self.words: list[Word] = []
        self.segment_of: list[int] = []
        self.bounds: list[Span] = []
        for number, segment in enumerate(self.segments):
            words, _ = split_words(segment.text, Span(0, len(segment.text)), quoting=False)
            self.bounds.append(Span(len(self.words), len(self.words) + len(words)))
            self.words += words
            self.segment_of += [number] * len(words)
        self.keys = [word.key for word in self.words]

    @cached_property
    def known(self) -> frozenset[str]:
        """All words, in small letters."""
        return frozenset(self.keys)

    @cached_property
    def seeds(self) -> dict[tuple[str, ...], list[int]]:
        """Where each sequence of `SEED` words begins."""
        return self.sequences(SEED)

    @cached_property
    def rows(self) -> dict[tuple[str, ...], list[int]]:
        """Where each sequence of `ROW` words begins."""
        return self.sequences(ROW)

    def sequences(self, length: int) -> dict[tuple[str, ...], list[int]]:
        """Return where each sequence of so many words begins."""
        found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for at, key in enumerate(zip(*(self.keys[start:] for start in range(length)), strict=False)):
            found[key].append(at)
        return dict(found)

    def occurrences(self, keys: Sequence[str]) -> list[int]:
        """Return where a sequence of words begins, however short it is."""
        if len(keys) < SEED:
            return self._short.get(tuple(keys), [])
        length = len(keys)
        wanted = list(keys)
        return [at for at in self.seeds.get(tuple(keys[:SEED]), []) if self.keys[at : at + length] == wanted]

    @cached_property
    def _short(self) -> dict[tuple[str, ...], list[int]]:
        return {key: places for length in range(1, SEED) for key, places in self.sequences(length).items()}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What decides about hyphens at the end of lines."""
        pairs = (
            (first.key, second.key)
            for first, second in pairwise(self.words)
            if second.marks == ("-",) and first.end + 1 == second.start
        )
        return Vocabulary(self.known, frozenset(pairs))

    def as_read_by(self, witness: Witness, readings: Iterable[Reading], numbers: range) -> RunningText:
        """Return some of the segments in the words of another source."""
        by_unit: defaultdict[str, list[Reading]] = defaultdict(list)
        for reading in readings:
            if witness in reading.witnesses:
                by_unit[reading.unit].append(reading)
        changed = []
        for number in numbers:
            segment = self.segments[number]
            text = segment.text
            if not segment.lead_in:
                for reading in sorted(by_unit[segment.unit.path], key=lambda each: each.start, reverse=True):
                    text = f"{text[: reading.start]} {reading.reading} {text[reading.end :]}"
            changed.append(Segment(segment.unit, text, segment.lead_in, segment.label))
        return RunningText(changed)


def running_text(units: Sequence[Unit]) -> RunningText:
    """Return the words of units in the order in which they are read.

    Paragraphs whose sentences are commitments stand there as their sentences. The titles of the objectives stand once
    more after paragraph 16, which lists them. Headings of sections and footnotes stand at the end, since a quotation
    that runs on leaves them out.
    """
    ordered = sorted(units, key=lambda unit: unit.reading_order)
    split = {unit.part_of for unit in units if unit.kind == "Commitment"}
    by_iri = {unit.iri: unit for unit in units}
    waiting = {unit.iri: unit for unit in ordered if unit.lead_in}
    body: list[Segment] = []
    apart: list[Segment] = []
    for unit in ordered:
        if unit.iri in split:
            continue
        whole = waiting.get(unit.part_of)
        if whole is not None and unit.letter is not None:
            body.append(_lead_in(waiting.pop(unit.part_of)))
        segment = Segment(unit, unit.text, label=_labels(unit, by_iri))
        (apart if unit.kind in {"Section", "Footnote"} else body).append(segment)
        if unit.path == "paragraph/16":
            titles = (each for each in ordered if each.kind == "Objective")
            body += [Segment(each, each.text, label=_labels(each, by_iri)) for each in titles]
    body += [_lead_in(unit) for unit in waiting.values()]
    return RunningText([*body, *apart])


def _lead_in(unit: Unit) -> Segment:
    return Segment(unit, unit.lead_in or "", lead_in=True)


def _labels(unit: Unit, by_iri: dict[str, Unit]) -> tuple[tuple[str, ...], ...]:
    if unit.kind == "Commitment":
        paragraph = by_iri.get(unit.part_of)
        return ((str(paragraph.number),),) if paragraph and unit.number == 1 else ()
    own = unit.letter or (str(unit.number) if unit.number is not None else "")
    if not own:
        return ()
    forms: list[tuple[str, ...]] = [(own,)]
    if unit.letter and unit.citation:
        forms.append(tuple(part for part in unit.citation.replace(")", "").split("(") if part))
    if unit.kind == "Objective":
        forms.append(("objective", own))
    return tuple(forms)
