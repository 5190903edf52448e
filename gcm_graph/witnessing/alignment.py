"""Align the words of a source with those of a unit: which stretches of the unit's text have other words there.

Words are what white space parts, with the punctuation that is written to them: a comma more is a word that differs.
Two things are presentation and no reading: the mark that ends a sentence or an item of a list (`;`, `.` or `:` at the
very end of the text, which a list may also leave out), and capitals where the source prints the whole text in them.

The alignment is Ratcliff and Obershelp's, as `difflib.SequenceMatcher` has it: the longest run of equal words first,
then what stands before and after it. An alignment with the fewest changed words would at times tear a phrase apart to
save one "the" or "of" in the middle of it; this one keeps phrases together, as a reader compares. It is deterministic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\S+")
_ENDS = (";", ".", ":")


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of whole words that differs; adjacent words that differ are one stretch.

    Attributes:
        start: first code point in the unit's text.
        end: end in the unit's text, exclusive. Words that are only added stand before the word at `start`, and `end` is
            `start`.
        lemma: the words of the unit's text between the two.
        reading: the words that the source has instead; empty where it has none.
    """

    start: int
    end: int
    lemma: str
    reading: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """A unit's text and the words of a source, side by side.

    Attributes:
        start: first code point in the unit's text that the source covers: 0, unless the unit begins on an earlier page.
        end: end of what it covers, exclusive; the mark that ends the text is not counted.
        differences: where the words differ, in order.
    """

    start: int
    end: int
    differences: tuple[Difference, ...]


def align(text: str, printed: str, *, begins_before: bool = False, goes_on: bool = False) -> Alignment:
    """Align the words of a source with those of a unit.

    What is lost at the edge of a page is no difference: where the unit begins on the page before, or goes on on the
    next, the words of the unit that lie beyond the edge are left out of account.

    Args:
        text: the unit's text.
        printed: the words of the source.
        begins_before: whether the unit begins on the page before.
        goes_on: whether the unit goes on on the next page.
    """
    ours = _words(without_end(text))
    theirs = [word for word, _, _ in _words(printed if goes_on else without_end(printed))]
    capitals = printed.isupper()
    keys = [word.upper() if capitals else word for word, _, _ in ours]
    bounds = [*((start, end) for _, start, end in ours), (len(without_end(text)),) * 2]
    changed = []
    first, last = 0, len(ours)
    for tag, ours_from, ours_to, theirs_from, theirs_to in _changes(keys, theirs):
        added, begin, stop = theirs_to - theirs_from, ours_from, ours_to
        if begins_before and ours_from == 0:
            begin = first = ours_to - min(added, ours_to - ours_from)
        if goes_on and ours_to == len(ours):
            stop = last = begin + min(added, ours_to - begin)
        if tag != "equal" and (stop > begin or added):
            start = bounds[begin][0]
            end = bounds[stop - 1][1] if stop > begin else start
            changed.append(Difference(start, end, text[start:end], " ".join(theirs[theirs_from:theirs_to])))
    covered = (bounds[first][0], bounds[last - 1][1]) if last > first else (bounds[first][0],) * 2
    return Alignment(*covered, tuple(changed))


def apply_differences(text: str, alignment: Alignment) -> str:
    """Return the words of the source from those of the unit: the inverse of `align`.

    The mark that ends the text is left out.
    """
    parts: list[str] = []
    at = alignment.start
    for difference in alignment.differences:
        parts += [text[at : difference.start], difference.reading]
        at = difference.end
    parts.append(text[at : max(at, alignment.end)])
    return " ".join(" ".join(parts).split())


def without_end(text: str) -> str:
    """Return a text without the mark that ends a sentence or an item of a list.

    >>> without_end("as well as other emergency situations;")
    'as well as other emergency situations'
    """
    return text[:-1].rstrip() if text.endswith(_ENDS) else text


def _words(text: str) -> list[tuple[str, int, int]]:
    return [(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]


def _changes(ours: list[str], theirs: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    if ours == theirs:
        return []
    return SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
