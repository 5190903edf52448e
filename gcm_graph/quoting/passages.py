"""Find the passages of a draft that may be quotations: between marks, set off as a block, or without any marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gcm_graph.quoting.drafts import Span
from gcm_graph.quoting.findings import Marking
from gcm_graph.quoting.naming import Name
from gcm_graph.quoting.quotation_marks import quoted
from gcm_graph.quoting.running_text import ROW, RunningText
from gcm_graph.quoting.words import WORD

_EDGE = 3
_LONGEST_SOURCE_LINE = 300
_OPENING = re.compile("[\\s>]*[\"\u201c\u201e\u00ab\u2018']")
_SOURCE = re.compile(
    r"(?P<line>(?:\n|\A)\s*(?:[-\u2013\u2014(\[]|Source:)[^\n]*)\s*\Z|(?<=[.!?;:\"\u201d\u2019])\s*(?P<brackets>[(\[][^()\[\]\n]*(?:\([^()\n]*\)[^()\[\]\n]*)*[)\]][.]?)\s*\Z"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a draft that may be a quotation.

    Attributes:
        inner: its words, without quotation marks.
        outer: the same with them.
        marking: how it is shown to be a quotation.
    """

    inner: Span
    outer: Span
    marking: Marking


def marked_passages(text: str, blocks: Sequence[int], set_off: Sequence[Span], names: Sequence[Name]) -> list[Passage]:
    """Return what is marked as a quotation, in order, outer ones before those inside them.

    A block quotation that begins with a quotation mark is left to its marks. A source that stands at the end of a block
    quotation, in brackets or after a dash, is no part of it.
    """
    found = [Passage(each.inner, each.outer, Marking.MARKS) for each in quoted(text, blocks)]
    starts = [name.span.start for name in names]
    for span in set_off:
        words = text[span.start : span.end]
        if not words.strip() or _OPENING.match(words):
            continue
        end = span.start + len(words.rstrip())
        tail = max(span.start, end - _LONGEST_SOURCE_LINE)
        source = _SOURCE.search(text[tail:end])
        if source and source.start() + tail > span.start:
            at = source.start() + tail
            cites = any(character.isdigit() for character in text[at:end])
            if cites or bisect_right(starts, end) > bisect_right(starts, at):
                end = span.start + len(text[span.start : at].rstrip())
        start = span.start + len(words) - len(words.lstrip())
        found.append(Passage(Span(start, end), Span(span.start, end), Marking.BLOCK))
    return sorted(found, key=lambda each: (each.outer.start, -each.outer.end))


def unmarked_rows(text: str, compact: RunningText, blocks: Sequence[int], taken: Sequence[Span]) -> Iterator[Span]:
    """Yield stretches that have `ROW` words in a row of the Compact, outside of what is taken already.

    Capitals and punctuation are not compared for this.

    Args:
        text: the text of the draft.
        compact: the words of the Compact.
        blocks: where the blocks of the draft begin, in order; no row goes past one.
        taken: quotations that were found already, in order.
    """
    barriers = sorted({*blocks, *(span.start for span in taken), *(span.end for span in taken)})
    for start, end in zip(barriers, [*barriers[1:], len(text)], strict=True):
        place = bisect_right(taken, start, key=lambda span: span.start) - 1
        if end <= start or (place >= 0 and taken[place].end > start):
            continue
        words = list(WORD.finditer(text, start, end))
        keys = [word[0].lower() for word in words]
        for first, last in _rows(keys, compact):
            yield Span(words[first].start(), words[last - 1].end())


def _rows(keys: Sequence[str], compact: RunningText) -> Iterator[tuple[int, int]]:
    """Yield the longest rows of words in both, as first word and end; they do not overlap."""
    at, last = 0, len(keys) - ROW
    while at <= last:
        if keys[at + ROW - 1] not in compact.known:
            at += ROW
            continue
        places = compact.rows.get(tuple(keys[at : at + ROW]))
        if not places:
            at += 1
            continue
        length, place = max((_extended(keys, at, place, compact), -place) for place in places)
        yield _without_edges(at, at + length, -place, compact)
        at += length


def _extended(keys: Sequence[str], at: int, place: int, compact: RunningText) -> int:
    length = ROW
    most = min(len(keys) - at, len(compact.keys) - place)
    while length < most and keys[at + length] == compact.keys[place + length]:
        length += 1
    return length


def _without_edges(first: int, end: int, place: int, compact: RunningText) -> tuple[int, int]:
    """Leave out fewer than three words at an edge that belong to the unit before or after: they are the draft's own."""
    numbers = compact.segment_of
    shift = place - first
    after_first = compact.bounds[numbers[first + shift]].end - shift
    if after_first - first < _EDGE < end - first:
        first = after_first
    before_last = compact.bounds[numbers[end - 1 + shift]].start - shift
    if 0 < end - before_last < _EDGE < before_last - first:
        end = before_last
    return first, end
