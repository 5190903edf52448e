"""Tell in what a quotation differs from the words of the Compact to which it was aligned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from gcm_graph.quoting.aligning import Pairs
from gcm_graph.quoting.running_text import RunningText, Segment
from gcm_graph.quoting.words import Role, Word

LONGEST_INSERTION = 5
"""For how many words of the Compact an insertion in brackets may stand."""

_FEWEST_MOVED = 3
_FEWEST_MOVED_FAR = 6


class Sort(StrEnum):
    """In what words differ."""

    WORDS = "words"
    ORDER = "order"
    HYPHENS = "hyphens"
    CAPITALS = "capitals"
    PUNCTUATION = "punctuation"


@dataclass(frozen=True, slots=True)
class WordDifference:
    """One place in which a quotation differs.

    Attributes:
        sort: in what.
        own: the words of the quotation, by number; between words where it is empty.
        theirs: the words of the running text, by number; between words where it is empty.
    """

    sort: Sort
    own: range
    theirs: range

    def meets(self, other: WordDifference) -> bool:
        """Tell whether two differences are at one place of the quotation."""
        start, end = max(self.own.start, other.own.start), min(self.own.stop, other.own.stop)
        return start < end or (start == end and (not self.own or not other.own))


def compare(words: Sequence[Word], pairs: Pairs, text: RunningText) -> tuple[WordDifference, ...]:
    """Return the differences between a quotation and the Compact, in order.

    What conventions of quoting allow is no difference: docs/how-to/check-a-draft.md lists it.
    """
    return tuple(_joined(_Comparison(words, pairs, text).differences()))


def _joined(differences: Iterable[WordDifference]) -> Iterator[WordDifference]:
    """Join differences of one sort that follow one another: four words in capitals are one difference."""
    last: WordDifference | None = None
    for each in differences:
        if last is None:
            last = each
        elif (each.sort, each.own.start, each.theirs.start) == (
            last.sort,
            last.own.stop,
            last.theirs.stop,
        ) and each.own:
            last = WordDifference(
                each.sort, range(last.own.start, each.own.stop), range(last.theirs.start, each.theirs.stop)
            )
        else:
            yield last
            last = each
    if last is not None:
        yield last


class _Comparison:
    def __init__(self, words: Sequence[Word], pairs: Pairs, text: RunningText) -> None:
        self._words = words
        self._pairs = pairs
        self._text = text
        printed = "".join(word.form for word in words)
        self._capitals_count = printed != printed.upper()

    def differences(self) -> Iterator[WordDifference]:
        first, place = self._pairs[0]
        yield from self._start(first, place)
        yield from self._form(first, place)
        for (at, place), (next_at, next_place) in pairwise(self._pairs):
            yield from self._gap(range(at + 1, next_at), range(place + 1, next_place))
            yield from self._form(next_at, next_place)
        yield from self._end(*self._pairs[-1])

    def _segment(self, place: int) -> Segment:
        return self._text.segments[self._text.segment_of[place]]

    def _start(self, first: int, place: int) -> Iterator[WordDifference]:
        own = range(first)
        plain = [at for at in own if self._words[at].role is not Role.INSERTION]
        after = max((at for at in own if self._words[at].role is Role.OMISSION), default=-1)
        if not plain or all(self._words[at].role is Role.OMISSION for at in plain):
            return
        if self._is_label(own, place):
            return
        if after >= 0:
            yield from self._unplaced(range(after))
        near = range(after + 1, first)
        if near:
            segment = self._text.bounds[self._text.segment_of[place]]
            yield self._moved(near) or WordDifference(
                Sort.WORDS, near, range(max(segment.start, place - len(near)), place)
            )

    def _end(self, last: int, place: int) -> Iterator[WordDifference]:
        own = range(last + 1, len(self._words))
        omission = next((at for at in own if self._words[at].role is Role.OMISSION), len(self._words))
        near = range(last + 1, omission)
        if near and not self._is_mark(near, place) and any(self._words[at].role is not Role.INSERTION for at in near):
            segment = self._text.bounds[self._text.segment_of[place]]
            yield self._moved(near) or WordDifference(
                Sort.WORDS, near, range(place + 1, min(segment.end, place + 1 + len(near)))
            )
        yield from self._unplaced(range(omission + 1, len(self._words)))

    def _unplaced(self, own: range) -> Iterator[WordDifference]:
        """Yield stretches of a quotation that do not stand where they should: parts between marks of omission."""
        start = own.start
        for at in [*own, own.stop]:
            if at == own.stop or self._words[at].role in {Role.OMISSION, Role.INSERTION}:
                if at > start:
                    part = range(start, at)
                    yield self._moved(part) or WordDifference(Sort.WORDS, part, range(0))
                start = at + 1

    def _moved(self, own: range) -> WordDifference | None:
        """Return the difference of words that the Compact has in another order than the quotation.

        They are three or more in a unit of which the others are, or six or more anywhere.
        """
        if len(own) < _FEWEST_MOVED:
            return None
        units = {self._text.segment_of[place] for _, place in self._pairs}
        places = self._text.occurrences([self._words[at].key for at in own])
        near = [place for place in places if self._text.segment_of[place] in units]
        if not near and len(own) < _FEWEST_MOVED_FAR:
            return None
        first = self._pairs[0][1]
        place = min(near or places, key=lambda each: abs(each - first), default=None)
        return None if place is None else WordDifference(Sort.ORDER, own, range(place, place + len(own)))

    def _gap(self, own: range, theirs: range) -> Iterator[WordDifference]:
        """Yield the differences between two words that both have: `own` and `theirs` are what stands between them."""
        roles = {self._words[at].role for at in own}
        if Role.OMISSION in roles:
            yield from self._around_omissions(own, theirs)
        elif own and roles == {Role.INSERTION}:
            if len(theirs) > LONGEST_INSERTION:
                yield WordDifference(Sort.WORDS, own, theirs)
        elif own or theirs:
            place = theirs.stop
            if not theirs and own and (self._is_label(own, place) or self._is_mark(own, place - 1)):
                return
            joined = "".join(self._words[at].key for at in own)
            same = joined == "".join(self._text.keys[at] for at in theirs)
            if own and theirs and not same:
                yield from self._marks(own.start, theirs.start)
            yield WordDifference(Sort.HYPHENS if same else Sort.WORDS, own, theirs)
            if own and theirs:
                yield from self._marks(own.stop, theirs.stop)
        else:
            yield from self._marks(own.stop, theirs.stop)

    def _around_omissions(self, own: range, theirs: range) -> Iterator[WordDifference]:
        omissions = [at for at in own if self._words[at].role is Role.OMISSION]
        head = range(own.start, omissions[0])
        if any(self._words[at].role is not Role.INSERTION for at in head):
            yield WordDifference(Sort.WORDS, head, range(theirs.start, min(theirs.stop, theirs.start + len(head))))
        yield from self._unplaced(range(omissions[0] + 1, omissions[-1]))
        tail = range(omissions[-1] + 1, own.stop)
        if any(self._words[at].role is not Role.INSERTION for at in tail):
            yield WordDifference(Sort.WORDS, tail, range(max(theirs.start, theirs.stop - len(tail)), theirs.stop))

    def _marks(self, at: int, place: int) -> Iterator[WordDifference]:
        """Compare the marks before a word that follows the one before it in both."""
        if self._text.segment_of[place] != self._text.segment_of[place - 1]:
            return
        own, theirs = sorted(self._words[at].marks), sorted(self._text.words[place].marks)
        if own == theirs:
            return
        without = [[mark for mark in marks if mark != "-"] for marks in (own, theirs)]
        sort = Sort.HYPHENS if without[0] == without[1] else Sort.PUNCTUATION
        yield WordDifference(sort, range(at, at), range(place, place))

    def _form(self, at: int, place: int) -> Iterator[WordDifference]:
        word, theirs = self._words[at], self._text.words[place]
        if word.form == theirs.form or word.free or word.role is not Role.WORD:
            return
        if not self._capitals_count or self._segment(place).is_title:
            return
        begins = at == 0 or self._words[at - 1].role is Role.OMISSION or at == self._pairs[0][0]
        if begins and word.form[1:] == theirs.form[1:]:
            return
        yield WordDifference(Sort.CAPITALS, range(at, at + 1), range(place, place + 1))

    def _is_label(self, own: range, place: int) -> bool:
        """Tell whether words are the printed label of the unit whose first word stands at a place."""
        if place >= len(self._text.keys) or self._text.bounds[self._text.segment_of[place]].start != place:
            return False
        return tuple(self._words[at].key for at in own) in self._segment(place).label

    def _is_mark(self, own: range, place: int) -> bool:
        """Tell whether a word is the number of a footnote of the unit at a place, copied with its words."""
        footnotes = {iri.rpartition("/")[2] for iri in self._segment(place).unit.footnotes}
        return len(own) == 1 and self._words[own.start].key in footnotes
