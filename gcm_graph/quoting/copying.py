"""Find sentences of a draft that were copied from the Compact without quotation marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from gcm_graph.quoting.aligning import Pairs
from gcm_graph.quoting.drafts import Span
from gcm_graph.quoting.findings import Marking
from gcm_graph.quoting.passages import Passage
from gcm_graph.quoting.quotation_marks import LONGEST
from gcm_graph.quoting.words import Word, split_words

FEWEST_COPIED = 20
"""How many words a sentence has at least that is a copy although some of its words differ."""

_NEXT = 15


def copied_passages(
    text: str,
    rows: Sequence[Span],
    context: Sequence[Span],
    blocks: Sequence[int],
    aligned: Callable[[Sequence[Word]], Pairs],
) -> Iterator[Passage]:
    """Yield the passages without quotation marks that rows of words of the Compact show.

    A sentence with such a row is a copy where it has at least twenty words and nine of ten stand in one place of
    the Compact in the same order; copies in one block that follow one another in both are one passage. Of other
    sentences only the row itself is a passage.

    Args:
        text: the text of the draft.
        rows: the rows, in order.
        context: the sentences of the draft, in order.
        blocks: where its blocks begin, in order.
        aligned: returns which words of the Compact words are.
    """
    starts = [sentence.start for sentence in context]
    last: tuple[Span, int] | None = None  # a copy, and the place of its last word in the Compact
    done = 0
    refused: set[int] = set()
    for row in rows:
        for number in range(max(0, bisect_right(starts, row.start) - 1), bisect_left(starts, row.end)):
            sentence = _trimmed(text, context[number])
            if sentence.start < done or sentence.start >= sentence.end or number in refused:
                continue
            place = _copied(text, sentence, aligned)
            if place is None:
                refused.add(number)
                continue
            if last and 0 < place[0] - last[1] <= _NEXT and _together(blocks, last[0], sentence):
                last = (Span(last[0].start, sentence.end), place[1])
            else:
                if last:
                    yield _unmarked(last[0])
                last = (sentence, place[1])
            done = sentence.end
        if row.start >= done or not last:
            yield _unmarked(row)
        elif row.end > done:
            yield _unmarked(Span(done, row.end))
    if last:
        yield _unmarked(last[0])


def _trimmed(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _copied(text: str, sentence: Span, aligned: Callable[[Sequence[Word]], Pairs]) -> tuple[int, int] | None:
    """Return the first and the last place of a sentence that is a copy, or None where it is none."""
    words, _ = split_words(text, sentence, quoting=False)
    if not FEWEST_COPIED <= len(words) <= LONGEST:
        return None
    pairs = aligned(words)
    if 10 * len(pairs) < 9 * len(words):
        return None
    return pairs[0][1], pairs[-1][1]


def _together(blocks: Sequence[int], first: Span, second: Span) -> bool:
    """Tell whether two parts of a draft stand in one block."""
    return bisect_right(blocks, first.start) == bisect_right(blocks, second.start)


def _unmarked(span: Span) -> Passage:
    return Passage(span, span, Marking.NONE)
