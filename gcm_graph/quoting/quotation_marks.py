"""Find what stands between quotation marks: straight, curly, German, guillemets; single or double; nested."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gcm_graph.quoting.drafts import Span

LONGEST = 25_000
"""How many words a quotation may have: the Compact has fewer."""

_MOST_CHARACTERS = LONGEST * 12
_DOUBLE = re.compile('["\u201c\u201d\u201e\u201f\u00ab\u00bb]')
_SINGLE = re.compile("['\u2018\u2019\u201a\u201b\u2039\u203a`\u00b4]")
_CLOSERS = {
    '"': '"\u201d',
    "\u201c": '\u201d"',
    "\u201d": "\u201d",
    "\u201e": "\u201c\u201d",
    "\u201f": "\u201d",
    "\u00ab": "\u00bb",
    "\u00bb": "\u00ab",
    "'": "'\u2019",
    "\u2018": "\u2019'",
    "\u2019": "\u2019",
    "\u201a": "\u2018\u2019",
    "\u201b": "\u2019",
    "\u2039": "\u203a",
    "\u203a": "\u2039",
    "`": "'\u00b4`",
    "\u00b4": "\u00b4",
}
_BEFORE_OPENING = frozenset("([{-\u2013\u2014\u2010/|>:;,\u00a0\u2026\"'\u201c\u2018\u201e\u00ab")


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands between two quotation marks.

    Attributes:
        inner: what stands between them.
        outer: the same with them.
    """

    inner: Span
    outer: Span


def quoted(text: str, blocks: Sequence[int]) -> list[Quoted]:
    """Return what stands between quotation marks, in order; nested ones too.

    A mark opens a quotation at the beginning of a word and closes it at the end of one. A quotation ends at the first
    closing mark, also in a later block, as long as no other quotation is opened before; paragraphs of one quotation may
    each begin with a mark. A mark without its partner is none.

    Args:
        text: the text.
        blocks: where its blocks begin, in order.
    """
    found = [*_pairs(text, blocks, _DOUBLE), *_pairs(text, blocks, _SINGLE)]
    return sorted(found, key=lambda each: (each.outer.start, -each.outer.end))


def _pairs(text: str, blocks: Sequence[int], marks: re.Pattern[str]) -> Iterator[Quoted]:
    opened: int | None = None
    closing: int | None = None
    for match in marks.finditer(text):
        at = match.start()
        mark = text[at]
        if opened is not None and at - opened > _MOST_CHARACTERS:
            opened, closing = None, None
        closes = opened is not None and mark in _CLOSERS[text[opened]] and _can_close(text, at)
        opens = _can_open(text, at, mark)
        if opened is not None and closing is not None and (opens or _block(blocks, at) != _block(blocks, closing)):
            yield _between(opened, closing)
            opened, closing = None, None
            closes = False
        if closes:
            if marks is _SINGLE and _is_possessive(text, at):
                closing = closing if closing is not None else at
                continue
            yield _between(opened or 0, at)
            opened, closing = None, None
        elif opens and not (opened is not None and _continues(text, blocks, opened, at)):
            opened, closing = at, None
    if opened is not None and closing is not None:
        yield _between(opened, closing)


def _between(opened: int, closed: int) -> Quoted:
    return Quoted(Span(opened + 1, closed), Span(opened, closed + 1))


def _can_open(text: str, at: int, mark: str) -> bool:
    if mark in "\u201c\u2018\u201e\u201a\u00ab\u2039":
        return mark not in "\u201c\u2018" or at + 1 < len(text)
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return (before.isspace() or before in _BEFORE_OPENING) and not after.isspace() and after not in ".,;:!?)]}"


def _can_close(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    guillemet = text[at] in "\u00bb\u00ab\u203a\u2039"
    return (guillemet or not before.isspace()) and not after.isalnum()


def _is_possessive(text: str, at: int) -> bool:
    """Tell whether an apostrophe may be that of "migrants' rights": after an s, before a space and a small letter."""
    return text[at - 1] in "sS" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].islower()


def _block(blocks: Sequence[int], at: int) -> int:
    return bisect_right(blocks, at)


def _continues(text: str, blocks: Sequence[int], opened: int, at: int) -> bool:
    """Tell whether a mark begins a further paragraph of a quotation that is still open."""
    block = _block(blocks, at)
    return (
        text[at] == text[opened]
        and block > _block(blocks, opened)
        and not text[blocks[block - 1] : at].strip()
        and "\n" in text[opened:at]
    )
