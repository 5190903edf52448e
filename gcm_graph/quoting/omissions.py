"""Tell what a quotation leaves out where it marks an omission, and whether the rest may then say something else.

A negation that is left out of a clause of which other words are quoted can turn its meaning round: "do [...] impede"
for "do not impede". So can a limit or a number right beside what is quoted: "to [...] 5 per cent". Whole clauses that
are left out take their own meaning with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gcm_graph.quoting.aligning import Pairs
from gcm_graph.quoting.comparing import LONGEST_INSERTION
from gcm_graph.quoting.running_text import RunningText
from gcm_graph.quoting.words import WORD, Role, Word

NEGATIONS = frozenset({"not", "no", "nor", "neither", "never", "none", "cannot", "without", "except", "unless", "only"})
"""Words without which a clause may say something else."""

_LIMIT = "than"
_PREFIX = "non"
_CONJUNCTIONS = frozenset({"and", "or"})
_BESIDE = 2
_ENDS_CLAUSE = frozenset(",;:.()")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the Compact for which a quotation has a mark of omission, or other words in brackets.

    Attributes:
        own: what stands for them in the quotation, by number.
        theirs: the words of the running text, by number.
        turning: those of them without which the rest may say something else.
    """

    own: range
    theirs: range
    turning: tuple[int, ...]


def left_out(words: Sequence[Word], pairs: Pairs, text: RunningText) -> Iterator[LeftOut]:
    """Yield what a quotation leaves out between its words, in order.

    What stands in brackets for a few words is an insertion, and is told only where the rest may say something else.
    """
    for (at, place), (next_at, next_place) in pairwise(pairs):
        own, theirs = range(at + 1, next_at), range(place + 1, next_place)
        if not own or not theirs:
            continue
        roles = {words[number].role for number in own}
        if Role.OMISSION in roles:
            own, theirs = _without_compared(words, own, theirs)
            if theirs:
                yield LeftOut(own, theirs, tuple(_turning(words, own, theirs, text)))
        elif roles == {Role.INSERTION} and len(theirs) <= LONGEST_INSERTION:
            turning = tuple(_turning(words, own, theirs, text))
            if turning:
                yield LeftOut(own, theirs, turning)


def _without_compared(words: Sequence[Word], own: range, theirs: range) -> tuple[range, range]:
    """Return marks of omission and what they stand for, without words beside them that differ: they replace as many."""
    marks = [number for number in own if words[number].role is Role.OMISSION]
    before, after = marks[0] - own.start, own.stop - 1 - marks[-1]
    return range(marks[0], marks[-1] + 1), range(theirs.start + before, theirs.stop - after)


def _turning(words: Sequence[Word], own: range, theirs: range, text: RunningText) -> Iterator[int]:
    """Yield the words left out of clauses of which others are quoted that turn the meaning, by number."""
    kept = {match[0].lower() for number in own for match in WORD.finditer(words[number].form)}
    ends = [place for place in range(theirs.start, theirs.stop + 1) if _begins_clause(place, text)]
    head = range(theirs.start, ends[0] if ends else theirs.stop)
    tail = range(ends[-1] if ends else theirs.stop, theirs.stop)
    for place in [*head, *tail]:
        key = text.keys[place]
        beside = place < theirs.start + _BESIDE or place >= theirs.stop - _BESIDE
        limits = beside and (key == _LIMIT or _is_number(place, text))
        # "a [non-legally] binding framework", but not "trained on [non-discrimination] and on".
        before = key == _PREFIX and place >= theirs.stop - _BESIDE and text.keys[theirs.stop] not in _CONJUNCTIONS
        if key not in kept and (key in NEGATIONS or limits or before):
            yield place


def _begins_clause(place: int, text: RunningText) -> bool:
    """Tell whether punctuation, or the end of a unit, stands before a word; that of "10.c" divides nothing."""
    apart = text.segment_of[place] != text.segment_of[place - 1]
    return apart or (not _ENDS_CLAUSE.isdisjoint(text.words[place].marks) and not _adjoins(place, text))


def _is_number(place: int, text: RunningText) -> bool:
    """Tell whether a word is a number that counts something: no part of "10.c", "71/280" or "2030 Agenda"."""
    if not text.keys[place].isdigit() or _adjoins(place, text):
        return False
    if place + 1 == len(text.keys) or text.segment_of[place + 1] != text.segment_of[place]:
        return True
    return not _adjoins(place + 1, text) and not text.words[place + 1].form[0].isupper()


def _adjoins(place: int, text: RunningText) -> bool:
    """Tell whether nothing but one mark divides a word from the one before it in the same unit."""
    same = text.segment_of[place] == text.segment_of[place - 1]
    word = text.words[place]
    return same and bool(word.marks) and word.start == text.words[place - 1].end + 1
