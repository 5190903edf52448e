"""Cut the words around finds out of a unit's text."""

from __future__ import annotations

from collections.abc import Sequence

from gcm_graph.serving.pages.finds import Excerpt, FoundUnit
from gcm_graph.units import Unit

_EXCERPTS = 3
_CONTEXT = 110
_LEFT_OUT = "…"


def found_unit(unit: Unit, spans: Sequence[tuple[int, int]]) -> FoundUnit:
    """Return a unit with the first finds in their surroundings; with its first words where there is no find.

    The excerpts can be read one after the other: between two of them stands a sign only where words are left out.

    Args:
        unit: the unit.
        spans: where the words stand in its text, in order.
    """
    text = unit.text
    if not spans:
        return FoundUnit(unit, (), (Excerpt("", "", _to_the_right(text, 0, _word_end(text, 0, 2 * _CONTEXT))),))
    shown = spans[:_EXCERPTS]
    excerpts = []
    at = 0
    for number, (start, end) in enumerate(shown):
        first = _word_start(text, at, start)
        before = f"{_LEFT_OUT} {text[first:start].lstrip()}" if number == 0 and first > 0 else text[first:start]
        following = shown[number + 1][0] if number + 1 < len(shown) else None
        last = _word_end(text, end, min(end + _CONTEXT, following or len(text)))
        joined = following is not None and _word_start(text, last, following) == last
        after = text[end:last] if joined else _to_the_right(text, end, last)
        excerpts.append(Excerpt(before, text[start:end], after))
        at = last
    return FoundUnit(unit, tuple(spans), tuple(excerpts))


def _to_the_right(text: str, start: int, end: int) -> str:
    return text[start:] if end >= len(text) else f"{text[start:end]} {_LEFT_OUT}"


def _word_start(text: str, first: int, start: int) -> int:
    """Return where the words before a find begin: at the earliest at `first`, else with the space before a word."""
    at = max(first, start - _CONTEXT)
    if at == first:
        return at
    while at < start and not text[at].isspace():
        at += 1
    return at


def _word_end(text: str, start: int, most: int) -> int:
    """Return where the words after a find end: at the end of a word."""
    if most >= len(text):
        return len(text)
    while most > start and not text[most].isspace():
        most -= 1
    return most
