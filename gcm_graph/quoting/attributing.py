"""Tell which citations belong to a quotation, and to what units they lead."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from gcm_graph.citations import CitationSyntaxError, UnknownCitationError, resolve
from gcm_graph.citing.extents import Extents
from gcm_graph.citing.pages import Pages, pages_of
from gcm_graph.quoting.citing import DraftCitation
from gcm_graph.quoting.context import Context
from gcm_graph.quoting.drafts import Note, Span
from gcm_graph.quoting.findings import Cited, CitedPages, Marking
from gcm_graph.quoting.paging import GivenPages
from gcm_graph.quoting.passages import Passage
from gcm_graph.quoting.plain_words import PlainText
from gcm_graph.units import Unit

_NOTE_DISTANCE = 4
_SOURCE_LINE = re.compile(r"\s*[-\u2013\u2014(\[]?[^\n]{1,250}")
_NO_WORDS = re.compile(r"[\W_]*")
_BETWEEN_LABEL_AND_WORDS = 4
_NUMBER = re.compile(r"[0-9]+")
_AT_ONCE = re.compile(r"[\s.,;:!?]{0,4}[(\[]")


class Units:
    """What citations lead to, each looked up once."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._by_iri = {unit.iri: unit for unit in units}
        self._extents = Extents(units)
        self._found: dict[str, Unit | None] = {}
        self._hints: dict[str, str] = {}
        self._beyond = 1 + max((unit.number or 0 for unit in units), default=0)

    def unit(self, query: str) -> Unit | None:
        """Return the unit that a query means, or None where there is none."""
        query = _NUMBER.sub(self._within_reach, query)
        if query not in self._found:
            try:
                self._found[query] = resolve(query, self._units)
            except (UnknownCitationError, CitationSyntaxError) as error:
                self._found[query] = None
                self._hints[query] = error.hint if isinstance(error, UnknownCitationError) else ""
        return self._found[query]

    def hint(self, query: str) -> str:
        """Return what there is instead of a unit that there is not."""
        return self._hints.get(_NUMBER.sub(self._within_reach, query), "")

    def _within_reach(self, number: re.Match[str]) -> str:
        """Return a number, or the first beyond all there are: whatever is beyond is looked up once."""
        return str(min(int(number[0]), self._beyond))

    def is_within(self, unit: Unit, whole: Unit) -> bool:
        """Tell whether the words of a unit are cited rightly with another unit.

        A unit lies in all its wholes. A paragraph of an objective is cited for the whole objective: its actions are
        27(a) to 27(g).
        """
        holder = self._by_iri.get(whole.part_of)
        if whole.kind == "Paragraph" and holder is not None and holder.kind == "Objective":
            whole = holder
        above: Unit | None = unit
        while above is not None:
            if above.iri == whole.iri:
                return True
            above = self._by_iri.get(above.part_of)
        return False

    def pages(self, cited: Sequence[Unit]) -> Pages | None:
        """Return the pages of units with all their parts, or None of none."""
        return pages_of([each for unit in cited for each in self._extents.of(unit)]) if cited else None

    def parts_beyond(self, cited: Sequence[Unit]) -> str:
        """Return what the parts of units are called that stand on other pages than the units' own words; else ""."""
        return next((parts for unit in cited if (parts := self._extents.parts_beyond(unit))), "")

    @property
    def last_page(self) -> int:
        """The last page of all."""
        return max((unit.last_page for unit in self._units), default=0)


class Citations:
    """The citations of a draft, by place.

    Args:
        found: all of them, in order.
        context: what stands around them.
        notes: the footnotes, in places of the text.
        passages: where marked quotations stand, in order.
    """

    def __init__(
        self, found: Sequence[DraftCitation], context: Context, notes: Sequence[Note], passages: Sequence[Passage]
    ) -> None:
        self._found = found
        self._starts = [citation.span.start for citation in found]
        self._context = context
        self._notes = sorted(notes, key=lambda note: note.mark)
        self._marks = [note.mark for note in self._notes]
        self._next = sorted(passage.outer.start for passage in passages)

    def within(self, start: int, end: int) -> Sequence[DraftCitation]:
        """Return the citations that begin in a part of the text."""
        return self._found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def of(self, passage: Passage) -> tuple[DraftCitation, ...]:
        """Return the citations that belong to a passage: the first of these that there are.

        Its footnote; the parenthesis that follows it in the sentence, before the next quotation; of a block quotation
        its source line, or else the sentence before it that ends with a colon; the last citation before it in the
        sentence that stands in no parenthesis; the first after it in the sentence. Without quotation marks only the
        footnote, the parenthesis, and a citation right before it count.
        """
        for found in self._candidates(passage):
            if found:
                return tuple(found)
        return ()

    def parenthesis_after(self, passage: Passage) -> Span | None:
        """Return the parenthesis that follows a passage at once, save for punctuation."""
        match = _AT_ONCE.match(self._context.text, passage.outer.end)
        return self._context.parenthesis(match.end()) if match else None

    def _candidates(self, passage: Passage) -> Iterator[Sequence[DraftCitation]]:
        start, end = passage.outer.start, passage.outer.end
        sentence = Span(self._context.sentence(start).start, self._context.sentence(max(end - 1, start)).end)
        yield self._noted(end)
        number = bisect_right(self._next, max(start, end - 1))
        following = self._next[number] if number < len(self._next) else sentence.end
        after = self.within(end, max(sentence.end, end))
        bracketed = [each for each in after if each.parenthesis and each.parenthesis.start >= end]
        near = [each for each in bracketed if each.span.start < following]
        yield [each for each in near if each.parenthesis == near[0].parenthesis]
        if passage.marking is Marking.BLOCK:
            yield self._around_block(passage)
        before = [each for each in self.within(sentence.start, start) if each.parenthesis is None]
        if passage.marking is Marking.NONE:
            yield [each for each in before[-1:] if self._is_label(each, start)]
            return
        yield before[-1:]
        yield after[:1]

    def _is_label(self, citation: DraftCitation, start: int) -> bool:
        between = self._context.text[citation.span.end : start]
        return len(between) <= _BETWEEN_LABEL_AND_WORDS and _NO_WORDS.fullmatch(between) is not None

    def _noted(self, end: int) -> Sequence[DraftCitation]:
        number = bisect_left(self._marks, end)
        if number < len(self._marks) and self._marks[number] <= end + _NOTE_DISTANCE:
            words = self._notes[number].words
            return self.within(words.start, words.end)
        return ()

    def _around_block(self, passage: Passage) -> Sequence[DraftCitation]:
        text, end = self._context.text, passage.inner.end
        line = _SOURCE_LINE.match(text, end)
        if line:
            lead = text[end : line.end()].lstrip(' \t."\u201d\u00bb')
            in_block = line.end() <= passage.outer.end or passage.outer.end > end
            begins = lead.lstrip()[:1] in {"(", "[", "-", "\u2013", "\u2014"}
            if begins or in_block:
                found = self.within(end, max(line.end(), passage.outer.end))
                if found:
                    return found
        before = text[: passage.outer.start].rstrip() if passage.outer.start < len(text) else ""
        if before.endswith(":"):
            sentence = self._context.sentence(len(before) - 1)
            return self.within(sentence.start, passage.outer.start)[-1:]
        return ()


def cited(citation: DraftCitation, units: Units, text: str, plain: PlainText) -> Cited:
    """Return a citation with the units to which it leads, and whether these stand on the pages that it gives."""
    named = [units.unit(query) for query in citation.queries]
    if citation.belonging and (together := units.unit(citation.belonging)):
        named[-1] = together
    found = tuple(unit for unit in named if unit is not None)
    return Cited(
        words=" ".join(text[citation.span.start : citation.span.end].split()),
        span=plain.original(citation.span),
        units=found,
        names_units=bool(citation.queries),
        pages=_cited_pages(citation.pages, found, units, text, plain) if citation.pages else None,
    )


def _cited_pages(pages: GivenPages, named: Sequence[Unit], units: Units, text: str, plain: PlainText) -> CitedPages:
    right = units.pages(named) or Pages(1, units.last_page)
    return CitedPages(
        words=" ".join(text[pages.span.start : pages.span.end].split()),
        span=plain.original(pages.span),
        first=pages.first,
        last=pages.last,
        are_right=right.first <= pages.first and pages.last <= right.last,
    )


def is_off_page(cites: Sequence[Cited], quoted: Sequence[Unit], units: Units) -> bool:
    """Tell whether words stand on none of the pages that are given for them.

    Pages that are wrong for what is cited with them are told there.

    Args:
        cites: the citations that belong to a quotation.
        quoted: the units that have its words.
        units: all units.
    """
    first, last = min(unit.first_page for unit in quoted), max(unit.last_page for unit in quoted)
    pages = [
        each.pages
        for each in cites
        if each.pages
        and each.pages.are_right
        and (not each.names_units or any(units.is_within(unit, whole) for whole in each.units for unit in quoted))
    ]
    return bool(pages) and not any(each.first <= last and first <= each.last for each in pages)
