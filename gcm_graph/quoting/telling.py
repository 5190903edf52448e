"""Tell a difference or an omission in words: what the draft has, what the Compact has, and where both stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gcm_graph.quoting.comparing import Sort, WordDifference
from gcm_graph.quoting.drafts import Span
from gcm_graph.quoting.findings import Difference, Excerpt, Omission, OmittedPart
from gcm_graph.quoting.omissions import LeftOut
from gcm_graph.quoting.plain_words import PlainText
from gcm_graph.quoting.readings import Witness
from gcm_graph.quoting.running_text import RunningText
from gcm_graph.quoting.words import Role, Word

_AROUND = 4
_LINE_BREAK = re.compile(r"\s*\n\s*")


def tell(
    each: WordDifference,
    words: Sequence[Word],
    compact: RunningText,
    plain: PlainText,
    witnesses: tuple[Witness, ...],
) -> Difference:
    """Return a difference with the words on both sides and a few around them.

    Args:
        each: the difference.
        words: the words of the quotation.
        compact: the words of the Compact.
        plain: the text of the draft.
        witnesses: the sources that have the words of the quotation there.
    """
    text = plain.text
    own, theirs = each.own, each.theirs
    if each.sort in {Sort.PUNCTUATION, Sort.HYPHENS} and not own:
        own, theirs = range(own.start - 1, own.start + 1), range(theirs.start - 1, theirs.start + 1)
    here_span = _span(words, own)
    around = _span(words, range(max(0, own.start - _AROUND), min(len(words), own.stop + _AROUND)))
    here = Excerpt(
        flat(text[around.start : here_span.start]),
        flat(text[here_span.start : here_span.end]),
        flat(text[here_span.end : around.end]),
    )
    span = plain.original(here_span)
    if theirs.stop == 0:
        return Difference(each.sort, here, span, Excerpt("", "", ""), None, None, witnesses)
    number = compact.segment_of[min(theirs.start, len(compact.keys) - 1)]
    if not theirs and theirs.start and not _begins_a_unit(compact, theirs.start):
        number = compact.segment_of[theirs.start - 1]
    segment, bounds = compact.segments[number], compact.bounds[number]
    inside = range(max(theirs.start, bounds.start), max(theirs.start, min(theirs.stop, bounds.end)))
    local = compact.words[bounds.start : bounds.end]
    unit_span = _span(local, range(inside.start - bounds.start, inside.stop - bounds.start))
    low, high = max(0, inside.start - bounds.start - _AROUND), inside.stop - bounds.start + _AROUND
    wide = _span(local, range(low, min(len(local), high)))
    excerpt = Excerpt(
        segment.text[wide.start : unit_span.start],
        segment.text[unit_span.start : unit_span.end],
        segment.text[unit_span.end : wide.end],
    )
    return Difference(each.sort, here, span, excerpt, segment.unit, None if segment.lead_in else unit_span, witnesses)


def tell_omission(each: LeftOut, words: Sequence[Word], compact: RunningText, plain: PlainText) -> Omission:
    """Return an omission with the words that it leaves out of the units where the quotation stops and goes on.

    Args:
        each: what is left out.
        words: the words of the quotation.
        compact: the words of the Compact.
        plain: the text of the draft.
    """
    here = _span(words, each.own)
    first, last = compact.segment_of[each.theirs.start], compact.segment_of[each.theirs.stop - 1]
    parts = tuple(_omitted(number, each.theirs, compact) for number in dict.fromkeys((first, last)))
    between = {segment.unit.iri for segment in compact.segments[first + 1 : last]}
    return Omission(
        here=flat(plain.text[here.start : here.end]),
        span=plain.original(here),
        is_marked=any(words[at].role is Role.OMISSION for at in each.own),
        parts=parts,
        between=len(between.difference(part.unit.iri for part in parts)),
        turning=tuple(compact.words[place].form for place in each.turning),
    )


def _omitted(number: int, theirs: range, compact: RunningText) -> OmittedPart:
    """Return what is left out of one segment."""
    segment, bounds = compact.segments[number], compact.bounds[number]
    inside = range(max(theirs.start, bounds.start) - bounds.start, min(theirs.stop, bounds.end) - bounds.start)
    span = _span(compact.words[bounds.start : bounds.end], inside)
    return OmittedPart(segment.unit, None if segment.lead_in else span, segment.text[span.start : span.end])


def _begins_a_unit(compact: RunningText, place: int) -> bool:
    """Tell whether a place is the first word of a unit."""
    return place < len(compact.keys) and compact.bounds[compact.segment_of[place]].start == place


def _span(words: Sequence[Word], numbers: range) -> Span:
    """Return where words stand; of none the place after the word before, or before the first."""
    if not numbers:
        at = words[numbers.start - 1].end if numbers.start else words[0].start
        return Span(at, at)
    return Span(words[numbers.start].start, words[numbers.stop - 1].end)


def flat(text: str) -> str:
    """Return a text on one line."""
    return _LINE_BREAK.sub(" ", text)
