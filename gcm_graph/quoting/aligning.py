"""Find the place of the Compact that a quotation has, and which of its words are which of the Compact's.

Runs of words that both have are chained in their order (the sparse form of the longest common subsequence), then the
words between two runs are compared with one another. Marks of omission let the chain jump.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from gcm_graph.quoting.running_text import SEED, RunningText
from gcm_graph.quoting.words import Role, Word

_FARTHEST = 400
"""How many words a part of fewer than three words may stand from the others."""
_LONGEST_GAP = 200
_MOST_RUNS = 1500
_PAIR = 2
_LONGEST_BY_PAIRS = 60
_LOOK_BACK = 120
_JUMP = 0.05
_HIGHEST_JUMP = 6.0
_OMISSION = 0.5
_CITED = 0.25
_SPREAD = 0.01
_NEARLY = 2.0
_MOST_CHAINS = 60


@dataclass(frozen=True, slots=True)
class _Run:
    """Words in a row that the quotation and the Compact share."""

    first: int
    place: int
    length: int


Pairs = tuple[tuple[int, int], ...]
"""Which word of a quotation is which word of the running text, both by number, in order."""


def align(words: Sequence[Word], text: RunningText, cited: frozenset[int] = frozenset()) -> Pairs:
    """Return the words of a quotation that stand in one place of the Compact, in order.

    Args:
        words: the quotation.
        text: the running text.
        cited: the numbers of the segments that the quotation is said to come from: of places that fit equally well
            one of these is taken, otherwise the first.
    """
    runs = _runs(words, text, cited)
    if not runs:
        return ()
    best: tuple[float, Pairs] = (0.0, ())
    for chain in _chains(_undominated(runs, words, text, cited), words, text, cited):
        pairs = [(run.first + step, run.place + step) for run in chain for step in range(run.length)]
        filled = _filled(pairs, words, text)
        spread = abs((filled[-1][1] - filled[0][1]) - (filled[-1][0] - filled[0][0]))
        bonus = _CITED if text.segment_of[pairs[0][1]] in cited else 0.0
        score = len(filled) + bonus - min(spread * _SPREAD, _CITED / 2)
        if score > best[0]:
            best = (score, filled)
    return best[1]


def _runs(words: Sequence[Word], text: RunningText, cited: frozenset[int]) -> list[_Run]:
    parts = _parts(words)
    runs: list[_Run] = []
    for first, end in parts:
        runs += _runs_of_part(words, text, first, end)
    if not runs:
        for first, end in parts:
            keys = [word.key for word in words[first:end]]
            if len(keys) < SEED:
                runs += [_Run(first, place, len(keys)) for place in text.occurrences(keys)]
    if _goes_by_pairs(words):
        for first, end in parts:
            runs += _pairs_of_part(words, text, range(first, end), cited)
    return runs


def _goes_by_pairs(words: Sequence[Word]) -> bool:
    """Tell whether two words in a row are enough to place a quotation in what is cited: it is short and whole."""
    return len(words) <= _LONGEST_BY_PAIRS and all(word.role is not Role.OMISSION for word in words)


def _parts(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return the stretches of plain words between insertions, omissions and stems."""
    parts = []
    first = 0
    for at, word in enumerate([*words, Word("", "", (), 0, 0, Role.OMISSION)]):
        if word.role is not Role.WORD:
            if at > first:
                parts.append((first, at))
            first = at + 1
    return parts


def _runs_of_part(words: Sequence[Word], text: RunningText, first: int, end: int) -> list[_Run]:
    keys = [word.key for word in words[first:end]]
    runs = []
    for at, seed in enumerate(zip(keys, keys[1:], keys[2:], strict=False)):
        for place in text.seeds.get(seed, ()):
            if at and place and keys[at - 1] == text.keys[place - 1]:
                continue
            length = SEED
            most = min(len(keys) - at, len(text.keys) - place)
            while length < most and keys[at + length] == text.keys[place + length]:
                length += 1
            runs.append(_Run(first + at, place, length))
    return runs


def _pairs_of_part(words: Sequence[Word], text: RunningText, part: range, cited: frozenset[int]) -> Iterator[_Run]:
    """Yield the runs of two words in what is cited: there a word more or less divides a short quotation into such."""
    keys = [word.key for word in words[part.start : part.stop]]
    for at, pair in enumerate(pairwise(keys)):
        for place in text.occurrences(pair):
            before = at and place and keys[at - 1] == text.keys[place - 1]
            end = place + _PAIR
            after = at + _PAIR < len(keys) and end < len(text.keys) and keys[at + _PAIR] == text.keys[end]
            if text.segment_of[place] in cited and not before and not after:
                yield _Run(part.start + at, place, _PAIR)


def _undominated(runs: list[_Run], words: Sequence[Word], text: RunningText, cited: frozenset[int]) -> list[_Run]:
    """Leave out runs whose words stand in runs that are at least twice as long, save for those in what is cited."""
    by_pairs = _goes_by_pairs(words)
    covered = [0] * len(words)
    kept = []
    for run in sorted(runs, key=lambda each: (-each.length, each.first, each.place)):
        span = range(run.first, run.first + run.length)
        in_cited = by_pairs and text.segment_of[run.place] in cited
        if not in_cited and min(covered[at] for at in span) >= 2 * run.length:
            continue
        for at in span:
            covered[at] = max(covered[at], run.length)
        kept.append(run)
    return sorted(kept[:_MOST_RUNS], key=lambda each: (each.first, each.place))


def _chains(runs: list[_Run], words: Sequence[Word], text: RunningText, cited: frozenset[int]) -> Iterator[list[_Run]]:
    """Yield the runs that go together in order and have the most words, then others that have nearly as many.

    They are trimmed, so that none overlap. Which of these is best shows when the words between the runs are compared.
    """
    omissions = [0]
    for word in words:
        omissions.append(omissions[-1] + (word.role is Role.OMISSION))
    scores: list[float] = []
    before: list[int] = []
    for number, run in enumerate(runs):
        own = run.length + (_CITED if text.segment_of[run.place] in cited else 0.0)
        best, chosen = own, -1
        for earlier in range(max(0, number - _LOOK_BACK), number):
            other = runs[earlier]
            overlap = max(0, other.first + other.length - run.first, other.place + other.length - run.place)
            if overlap >= run.length or other.place >= run.place or other.first >= run.first:
                continue
            jump = abs((run.place - other.place) - (run.first - other.first))
            omitted = omissions[run.first] > omissions[other.first]
            cost = _OMISSION if omitted and jump else min(_JUMP * jump, _HIGHEST_JUMP)
            score = scores[earlier] + own - overlap - cost
            if score > best:
                best, chosen = score, earlier
        scores.append(best)
        before.append(chosen)
    ranked = sorted(range(len(runs)), key=lambda number: (-scores[number], number))
    for end in ranked[:_MOST_CHAINS]:
        if scores[end] < scores[ranked[0]] - _NEARLY:
            return
        chain: list[_Run] = []
        at = end
        while at >= 0:
            chain.append(runs[at])
            at = before[at]
        yield _trimmed(chain[::-1])


def _trimmed(chain: list[_Run]) -> list[_Run]:
    trimmed: list[_Run] = []
    for run in chain:
        if trimmed:
            last = trimmed[-1]
            overlap = max(0, last.first + last.length - run.first, last.place + last.length - run.place)
            trimmed.append(_Run(run.first + overlap, run.place + overlap, run.length - overlap))
        else:
            trimmed.append(run)
    return trimmed


def _filled(pairs: list[tuple[int, int]], words: Sequence[Word], text: RunningText) -> Pairs:
    """Add what can be told of the words between, before and after the runs."""
    found = list(pairs)
    for (first, place), (next_first, next_place) in pairwise(pairs):
        if next_first > first + 1:
            found += _between(words, text, range(first + 1, next_first), range(place + 1, next_place))
    first, place = pairs[0]
    if first:
        found += _before(words, text, first, place)
    last, place = pairs[-1]
    if last + 1 < len(words):
        found += _after(words, text, last, place)
    return tuple(sorted(found))


def _between(words: Sequence[Word], text: RunningText, own: range, theirs: range) -> list[tuple[int, int]]:
    omissions = [at for at in own if words[at].role is Role.OMISSION]
    if not omissions:
        return _compared(words, text, own, theirs)
    head = range(own.start, omissions[0])
    found = _compared(words, text, head, range(theirs.start, min(theirs.stop, theirs.start + len(head) + 2)))
    low = found[-1][1] + 1 if found else theirs.start
    for start, end in pairwise(omissions):
        placed = _placed(words, text, range(start + 1, end), range(low, theirs.stop))
        found += placed
        low = placed[-1][1] + 1 if placed else low
    tail = range(omissions[-1] + 1, own.stop)
    return found + _compared(words, text, tail, range(max(low, theirs.stop - len(tail) - 2), theirs.stop))


def _before(words: Sequence[Word], text: RunningText, first: int, place: int) -> list[tuple[int, int]]:
    omissions = [at for at in range(first) if words[at].role is Role.OMISSION]
    near = range(omissions[-1] + 1 if omissions else 0, first)
    segment = text.bounds[text.segment_of[place]]
    low = segment.start
    if place == segment.start and place:
        low = text.bounds[text.segment_of[place - 1]].start
    found = _compared(words, text, near, range(max(low, place - len(near) - 1), place))
    if omissions:
        high = found[0][1] if found else place
        start = omissions[-2] + 1 if len(omissions) > 1 else 0
        found += _placed(words, text, range(start, omissions[-1]), range(max(0, place - _FARTHEST), high), last=True)
    return found


def _after(words: Sequence[Word], text: RunningText, last: int, place: int) -> list[tuple[int, int]]:
    omissions = [at for at in range(last + 1, len(words)) if words[at].role is Role.OMISSION]
    near = range(last + 1, omissions[0] if omissions else len(words))
    segment = text.bounds[text.segment_of[place]]
    high = segment.end
    if place + 1 == segment.end and place + 1 < len(text.keys):
        high = text.bounds[text.segment_of[place + 1]].end
    found = _compared(words, text, near, range(place + 1, min(high, place + len(near) + 2)))
    low = found[-1][1] + 1 if found else place + 1
    for start, end in pairwise([*omissions, len(words)]):
        placed = _placed(words, text, range(start + 1, end), range(low, min(len(text.keys), place + _FARTHEST)))
        found += placed
        low = placed[-1][1] + 1 if placed else low
    return found


def _placed(
    words: Sequence[Word], text: RunningText, own: range, theirs: range, *, last: bool = False
) -> list[tuple[int, int]]:
    """Return where a part stands as it is, the first or the last time within a stretch of the Compact."""
    if not own or any(words[at].role is not Role.WORD for at in own):
        return []
    places = text.occurrences([words[at].key for at in own])
    fitting = [place for place in places if theirs.start <= place and place + len(own) <= theirs.stop]
    if not fitting:
        return []
    place = fitting[-1] if last else fitting[0]
    return [(at, place + step) for step, at in enumerate(own)]


def _compared(words: Sequence[Word], text: RunningText, own: range, theirs: range) -> list[tuple[int, int]]:
    """Return the words that two short stretches share in order."""
    if not own or not theirs or max(len(own), len(theirs)) > _LONGEST_GAP:
        return []
    keys = text.keys[theirs.start : theirs.stop]
    own_keys = [_key(words[at], keys) for at in own]
    blocks = SequenceMatcher(None, own_keys, keys, autojunk=False).get_matching_blocks()
    return [(own.start + a + step, theirs.start + b + step) for a, b, size in blocks for step in range(size)]


def _key(word: Word, keys: Sequence[str]) -> str:
    """Return the key of a word; of a stem (`migrant[s]`) the first word of the Compact that begins so."""
    if word.role is Role.STEM:
        return next((key for key in keys if key.startswith(word.key)), "")
    return word.key or "\0"
