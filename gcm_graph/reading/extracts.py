"""Read the text layers of single pages of the resolution: pages 18 and 20."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gcm_graph.errors import StructureError
from gcm_graph.model import Document, Kind
from gcm_graph.reading.collecting import Collector, WitnessRepair, begin
from gcm_graph.reading.outline import LEAD_IN
from gcm_graph.reading.passages import PassageKind, PassageText, PieceRole
from gcm_graph.reading.sources import SourceText

_HEADER = ("A/RES/73/195", "Global Compact for Safe, Orderly and Regular Migration")
_JOB = "18-22354"
_LABEL = re.compile(r"(?:Objective \d{1,2}:|\d{1,2}\.|\([a-z]+\))(?= )")
_FINISHED = (".", ";", ":")
_PRINTED = frozenset({Kind.OBJECTIVE, Kind.PARAGRAPH, Kind.ACTION})


@dataclass(frozen=True, slots=True)
class Extract:
    """Which part of the resolution a page holds.

    Attributes:
        page: its number.
        first: the path of the first unit on it.
        last: the path of the last unit on it.
        begins_before: whether the first unit begins on the page before.
        goes_on: whether the last unit goes on on the next page.
    """

    page: int
    first: str
    last: str
    begins_before: bool = False
    goes_on: bool = False


EXTRACTS: Mapping[str, Extract] = MappingProxyType(
    {
        "a-res-73-195-page-18": Extract(18, "paragraph/25", "paragraph/26", begins_before=True),
        "a-res-73-195-page-20": Extract(20, "objective/10/action/j", "objective/11/action/g", goes_on=True),
    }
)
"""The page extracts by the name of the source."""


@dataclass(frozen=True, slots=True)
class _Step:
    """What must come next: a passage, and the label with which it begins."""

    kind: PassageKind
    about: str
    label: str
    begins_before: bool = False
    goes_on: bool = False

    def __str__(self) -> str:
        return f"{self.label or self.kind} of {self.about}"


def read_extract(source: SourceText, document: Document, repairs: Iterable[WitnessRepair]) -> PassageText:
    """Read the text layer of one page.

    Args:
        source: its text.
        document: the resolution, whose outline says what must come after what.
        repairs: the declared repairs of this text; those of other texts are passed over.

    Raises:
        RepairError: a declared repair does not fit the text.
        StructureError: a label, heading, header or footer is missing, doubled, out of place or other than expected.
        LostTextError: what was read does not give back the source.
    """
    extract = EXTRACTS[source.entry.name]
    collector = begin(source, repairs)
    lines = collector.lines()
    footer = (f"{extract.page}/36", _JOB)
    body = lines[len(_HEADER) : len(lines) - len(footer)]
    _take_lines(collector, lines[: len(_HEADER)], _HEADER, PieceRole.PAGE_HEADER)
    _read_body(collector, body, _steps(document, extract))
    _take_lines(collector, lines[len(_HEADER) + len(body) :], footer, PieceRole.PAGE_FOOTER)
    return collector.finish()


def _steps(document: Document, extract: Extract) -> list[_Step]:
    return list(_after(_outline(document), extract))


def _outline(document: Document) -> Iterator[_Step]:
    """Yield the objectives as they are printed: heading, paragraph, lead-in, actions."""
    for unit in sorted(document.provisions, key=lambda each: each.order):
        inside = unit.path.startswith("objective/") or unit.part_of.startswith("objective/")
        if unit.kind not in _PRINTED or not inside:
            continue
        if unit.kind is Kind.OBJECTIVE:
            yield _Step(PassageKind.TITLE, unit.path, f"Objective {unit.number}:")
        elif unit.kind is Kind.PARAGRAPH:
            yield _Step(PassageKind.WORDING, unit.path, f"{unit.number}.")
            yield _Step(PassageKind.LEAD_IN, unit.part_of, "")
        else:
            yield _Step(PassageKind.WORDING, unit.path, f"({unit.letter})")


def _after(outline: Iterator[_Step], extract: Extract) -> Iterator[_Step]:
    """Yield what stands on a page: from its first unit to its last."""
    begun = False
    for step in outline:
        first, last = step.about == extract.first, step.about == extract.last
        begun = begun or first
        if begun:
            cut = first and extract.begins_before
            label = "" if cut else step.label
            yield _Step(step.kind, step.about, label, begins_before=cut, goes_on=last and extract.goes_on)
        if last:
            return


def _take_lines(collector: Collector, lines: list[tuple[int, str]], expected: tuple[str, ...], role: PieceRole) -> None:
    for place, words in enumerate(expected):
        number, line = lines[place] if place < len(lines) else (collector.text.count("\n") + 1, "the end of the text")
        if line.strip() != words:
            message = f"the {role} {words!r} was expected and {line[:40]!r} found"
            raise StructureError(message, file=collector.file, line=number)
        collector.begin_line()
        collector.add(role, line, number)


def _read_body(collector: Collector, body: list[tuple[int, str]], steps: list[_Step]) -> None:
    begun = 0
    for number, line in body:
        label = _LABEL.match(line)
        is_lead_in = line == LEAD_IN
        if label or is_lead_in or not begun:
            if begun:
                _require_finished(collector, number)
            step = steps[begun] if begun < len(steps) else None
            _require_next(collector, step, label[0] if label else "", number, is_lead_in=is_lead_in)
            begun += 1
        collector.begin_line()
        if label:
            collector.add(PieceRole.LABEL, label[0], number)
        collector.add(PieceRole.WORDS, line[label.end() :] if label else line, number)
    last = body[-1][0] if body else 1
    if begun < len(steps):
        raise StructureError(f"{steps[begun]} was expected, but the page ends", file=collector.file, line=last)
    _require_finished(collector, last)


def _require_next(collector: Collector, step: _Step | None, label: str, line: int, *, is_lead_in: bool) -> None:
    if step is None:
        raise StructureError("nothing was expected here", file=collector.file, line=line)
    if step.label != label or (step.kind is PassageKind.LEAD_IN) != is_lead_in:
        found = label or ("the lead-in" if is_lead_in else "a line without a label")
        raise StructureError(f"{step} was expected and {found} found", file=collector.file, line=line)
    collector.open(step.kind, step.about, begins_before=step.begins_before, goes_on=step.goes_on)


def _require_finished(collector: Collector, line: int) -> None:
    """Demand that the passage last read ends as it must."""
    passage = collector.passages[-1]
    if passage.kind is PassageKind.TITLE:
        return
    if passage.text.endswith(_FINISHED) == passage.goes_on:
        expected = "go on on the next page" if passage.goes_on else "end its sentence"
        message = f"the words of {passage.about} should {expected} and end with {passage.text[-20:]!r}"
        raise StructureError(message, file=collector.file, line=line)
    if passage.kind is PassageKind.LEAD_IN and passage.text != LEAD_IN:
        raise StructureError("words follow the lead-in that are no item", file=collector.file, line=line)
