"""Read a source text whose lines are known: each line that is not blank must be the one that the layout expects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gcm_graph.errors import StructureError
from gcm_graph.reading.collecting import Collector
from gcm_graph.reading.passages import PassageKind, PieceRole

_EMPHASIS = re.compile(r"\*{1,2}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that a layout expects.

    Attributes:
        what: what it is, for messages.
        pattern: what it must be like, from its first character to its last. Its groups cover it and say what each
            stretch is: `label`, `words` and everything that begins with `markup`.
        kind: the kind of passage that its words are; None where they go on with the passage before.
        about: what that passage is about.
    """

    what: str
    pattern: re.Pattern[str]
    kind: PassageKind | None
    about: str = ""


def plain(words: str, kind: PassageKind, about: str = "") -> Line:
    """Return a line that consists of exactly these words."""
    return Line(f"the line {words!r}", re.compile(f"(?P<words>{re.escape(words)})"), kind, about)


def read_layout(collector: Collector, layout: Sequence[Line]) -> None:
    """Read all lines of a source text.

    Args:
        collector: what collects them.
        layout: the lines that are expected, in order.

    Raises:
        StructureError: a line is missing, doubled, out of place or other than expected.
    """
    lines = collector.lines()
    for place, (number, line) in enumerate(lines):
        if place == len(layout):
            raise StructureError(f"nothing was expected here and {line[:40]!r} found", file=collector.file, line=number)
        expected = layout[place]
        match = expected.pattern.fullmatch(line)
        if match is None:
            message = f"{expected.what} was expected and {line[:40]!r} found"
            raise StructureError(message, file=collector.file, line=number)
        if expected.kind is not None:
            collector.open(expected.kind, expected.about)
        _take(collector, match, number)
    if len(lines) < len(layout):
        message = f"{layout[len(lines)].what} was expected, but the text ends"
        raise StructureError(message, file=collector.file, line=lines[-1][0])


def _take(collector: Collector, match: re.Match[str], number: int) -> None:
    collector.begin_line()
    for name, printed in match.groupdict().items():
        if name == "label":
            collector.add(PieceRole.LABEL, printed, number)
        elif name == "words":
            _take_words(collector, printed, number)
        elif printed:
            collector.add(PieceRole.MARKUP, printed, number)


def _take_words(collector: Collector, printed: str, number: int) -> None:
    """Add words, between which bold and italic type begins and ends with asterisks."""
    at = 0
    for mark in _EMPHASIS.finditer(printed):
        collector.add(PieceRole.WORDS, printed[at : mark.start()], number)
        collector.switch_emphasis()
        collector.add(PieceRole.MARKUP, mark[0], number)
        at = mark.end()
    collector.add(PieceRole.WORDS, printed[at:], number)
