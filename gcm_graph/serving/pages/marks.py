"""Cut a text at the places where something is to be marked in it, so that every mark becomes one or several stretches.

Spans may nest and overlap. HTML links cannot: each stretch is therefore linked to the narrowest span that holds it, and
knows all the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that are evidence for a link.

    Attributes:
        start: their first code point.
        end: their end, exclusive.
        thing: the IRI of what they refer to.
        relation: the local name of the property: how they refer to it.
        annotation: the IRI of the annotation.
    """

    start: int
    end: int
    thing: str
    relation: str
    annotation: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A variant: other words that some documents have in a place.

    Attributes:
        start: the first code point of the words that they replace.
        end: the end of these words, exclusive; `start` where words are only added.
        iri: the IRI of the variant.
        lemma: the words that they replace.
        words: the other words; empty where the documents leave out the lemma.
        witnesses: the IRIs of the documents.
    """

    start: int
    end: int
    iri: str
    lemma: str
    words: str
    witnesses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """A footnote mark.

    Attributes:
        offset: the place in the text, directly after the word or punctuation that carries it.
        footnote: the number of the footnote.
        anchor: its name in a page; a footnote can have several marks.
    """

    offset: int
    footnote: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the text that is a unit of its own: a commitment sentence in its paragraph.

    Attributes:
        start: its first code point.
        end: its end, exclusive.
        anchor: its name in a page.
    """

    start: int
    end: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text that is marked in one way from its beginning to its end.

    Attributes:
        start: its first code point.
        text: the words; empty where only something stands after them.
        marks: what it is evidence for, the narrowest span first.
        footnotes: the footnote marks that stand directly after it.
        readings: the numbers of the variants whose place ends with it.
        opens: the names of the spans that begin with it.
        closes: how many spans end with it.
    """

    start: int
    text: str
    marks: tuple[Mark, ...] = ()
    footnotes: tuple[FootnoteMark, ...] = ()
    readings: tuple[int, ...] = ()
    opens: tuple[str, ...] = ()
    closes: int = 0


def cut(
    text: str,
    marks: Iterable[Mark] = (),
    footnotes: Iterable[FootnoteMark] = (),
    readings: Sequence[Reading] = (),
    spans: Iterable[Span] = (),
) -> tuple[Stretch, ...]:
    """Return a text as stretches: put together, their words are the text.

    Args:
        text: the words of a unit. All places count in it, in code points.
        marks: the words that are evidence for a link.
        footnotes: the footnote marks.
        readings: the variants. They are numbered in this order, from 1.
        spans: the units that are parts of the text; they neither nest nor overlap.
    """
    marks, footnotes, spans = list(marks), list(footnotes), list(spans)
    numbered = list(enumerate(readings, 1))
    borders = {0, len(text)} | {each.offset for each in footnotes}
    for covered in (marks, readings, spans):
        borders |= {place for each in covered for place in (each.start, each.end)}
    places = sorted(borders)
    stretches: list[Stretch] = []
    if len(places) == 1 or any(each.offset == 0 for each in footnotes) or any(each.end == 0 for each in readings):
        stretches.append(Stretch(0, ""))
    stretches += [
        Stretch(
            start=start,
            text=text[start:end],
            marks=tuple(sorted((each for each in marks if each.start <= start and end <= each.end), key=_narrowest)),
            opens=tuple(each.anchor for each in spans if each.start == start),
            closes=sum(each.end == end for each in spans),
        )
        for start, end in pairwise(places)
    ]
    return tuple(
        replace(
            each,
            footnotes=tuple(mark for mark in footnotes if mark.offset == each.start + len(each.text)),
            readings=tuple(number for number, one in numbered if one.end == each.start + len(each.text)),
        )
        for each in stretches
    )


def _narrowest(mark: Mark) -> tuple[int, int, str]:
    return mark.end - mark.start, mark.start, mark.thing
