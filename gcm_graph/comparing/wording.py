"""Show which words of a text were replaced by which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_TOKENS = 4000
"""Texts that are longer together are shown as wholly replaced: the comparison would take longer than it is worth."""
_AROUND = 60
"""How many characters of unchanged words stand before and behind those that changed."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of two texts.

    Attributes:
        same: the words that both have; empty where they differ.
        removed: the words that only the old text has.
        added: the words that only the new text has.
    """

    same: str = ""
    removed: str = ""
    added: str = ""


def stretches(old: str, new: str) -> Iterator[Stretch]:
    """Yield what two texts share and in what they differ, from their beginning to their end.

    >>> [(each.same, each.removed, each.added) for each in stretches("safe and orderly", "safe or orderly")]
    [('safe ', '', ''), ('', 'and', 'or'), (' orderly', '', '')]
    """
    words, others = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(words) + len(others) > _MOST_TOKENS:
        yield Stretch(removed=old, added=new)
        return
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    for operation, start, end, other_start, other_end in matcher.get_opcodes():
        gone, come = "".join(words[start:end]), "".join(others[other_start:other_end])
        yield Stretch(same=gone) if operation == "equal" else Stretch(removed=gone, added=come)


def excerpts(old: str, new: str) -> Iterator[Stretch]:
    """Yield what `stretches` does, of long unchanged stretches only what stands next to a change."""
    found = list(stretches(old, new))
    for place, each in enumerate(found):
        first, last = place == 0, place == len(found) - 1
        kept = _AROUND * (1 if first or last else 2)
        if len(each.same) <= kept:
            yield each
            continue
        before = "" if first else each.same[:_AROUND].rpartition(" ")[0] + " "
        behind = "" if last else " " + each.same[-_AROUND:].partition(" ")[2]
        yield Stretch(same=f"{before}…{behind}")
