"""Check a draft: find its quotations and citations, and say of each what is so."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from gcm_graph.quoting.attributing import Citations, Units
from gcm_graph.quoting.citing import DraftCitation, citations
from gcm_graph.quoting.context import Context, Document
from gcm_graph.quoting.copying import copied_passages
from gcm_graph.quoting.drafts import Draft, Note, Span
from gcm_graph.quoting.findings import CheckedDraft, Finding, Kind
from gcm_graph.quoting.judging import Judge
from gcm_graph.quoting.judging_citations import CitationJudge
from gcm_graph.quoting.naming import names
from gcm_graph.quoting.passages import Passage, marked_passages, unmarked_rows
from gcm_graph.quoting.plain_words import PlainText, plain_text
from gcm_graph.quoting.readings import Reading
from gcm_graph.quoting.running_text import RunningText, running_text
from gcm_graph.quoting.sentences import sentences
from gcm_graph.quoting.words import WORD
from gcm_graph.units import Unit


class Checker:
    """Checks drafts against one release.

    Args:
        units: the units of the release.
        readings: returns the other wordings that the release knows; called only where a quotation differs.
    """

    def __init__(self, units: Sequence[Unit], readings: Callable[[], Sequence[Reading]] = tuple) -> None:
        self._units = Units(units)
        self._compact = running_text(units)
        self._readings = readings

    def check(self, draft: Draft) -> CheckedDraft:
        """Check the quotations from the Compact and the citations of it in a draft."""
        plain = plain_text(draft, self._compact.vocabulary)
        findings = _Check(draft, plain, self._compact, self._units, self._readings).findings()
        ordered = sorted(findings, key=lambda each: (each.span.start, each.kind is Kind.CITATION, each.span.end))
        return CheckedDraft(draft.name, draft.form, tuple(ordered))


class _Check:
    def __init__(
        self,
        draft: Draft,
        plain: PlainText,
        compact: RunningText,
        units: Units,
        readings: Callable[[], Sequence[Reading]],
    ) -> None:
        self._text = plain.text
        self._compact = compact
        self._blocks = sorted({0, *(plain.place(block) for block in draft.blocks)})
        set_off = [Span(plain.place(span.start), plain.place(span.end)) for span in draft.quoted]
        self._notes = [
            Note(plain.place(note.mark), Span(plain.place(note.words.start), plain.place(note.words.end)))
            for note in draft.notes
        ]
        self._judge = Judge(draft, plain, compact, units, readings)
        self._citation_judge = CitationJudge(draft, plain, units)
        words_of_notes = sorted({note.words for note in self._notes}, key=lambda words: words.start)
        self._all_names = names(self._text, self._blocks, words_of_notes)
        self._marked = marked_passages(self._text, self._blocks, set_off, self._all_names)

    def findings(self) -> Iterator[Finding]:
        """Yield what is to be said, in no order."""
        strong = [passage for passage in self._outermost() if self._judge.is_evident(passage)]
        taken = [passage.outer for passage in strong]
        ends = list(self._sentences(taken))
        rows = list(unmarked_rows(self._text, self._compact, self._blocks, taken))
        copies = copied_passages(self._text, rows, ends, self._blocks, self._judge.aligned)
        bare = [passage for passage in copies if self._judge.is_evident(passage)]
        covered = sorted([passage.inner for passage in [*strong, *bare]], key=lambda span: (span.start, span.end))
        context = Context(
            self._text,
            [name for name in self._all_names if not _lies_in(name.span, covered)],
            ends,
            self._blocks,
        )
        found = [each for each in citations(context) if not _lies_in(each.span, covered)]
        cites = Citations(found, context, self._notes, self._marked)
        claimed: set[DraftCitation] = set()
        done: list[Span] = []
        for passage in self._marked:
            if done and passage.outer.end <= done[-1].end:
                continue
            finding = self._quotation(passage, cites, context, claimed)
            if finding:
                done.append(passage.outer)
                yield finding
        for passage in bare:
            if not _meets(passage.outer, done):
                finding = self._quotation(passage, cites, context, claimed)
                if finding:
                    yield finding
        for citation in found:
            if citation.document is Document.COMPACT or citation in claimed:
                yield from self._citation_judge.findings(citation)

    def _quotation(
        self, passage: Passage, cites: Citations, context: Context, claimed: set[DraftCitation]
    ) -> Finding | None:
        if not WORD.search(self._text, passage.inner.start, passage.inner.end):
            return None
        tied = cites.of(passage)
        document: Document | None = next((each.document for each in tied if each.document is not Document.UNSAID), None)
        attributed = document is Document.COMPACT
        if document is None and (parenthesis := cites.parenthesis_after(passage)):
            named = context.named_within(parenthesis.start, parenthesis.end)
            if named:
                document = Document.COMPACT if named.of_compact else Document.OTHER
                attributed = named.of_compact
        if document is None:
            document = context.document(passage.outer)
        if document is Document.OTHER:
            return None
        finding = self._judge.quotation(passage, tied, attributed=attributed)
        if finding:
            claimed.update(tied)
        return finding

    def _outermost(self) -> Iterator[Passage]:
        end = 0
        for passage in self._marked:
            if passage.outer.start >= end:
                yield passage
                end = passage.outer.end

    def _sentences(self, quotations: Sequence[Span]) -> Iterator[Span]:
        first = 0
        for start, end in zip(self._blocks, [*self._blocks[1:], len(self._text)], strict=True):
            while first < len(quotations) and quotations[first].end <= start:
                first += 1
            last = first
            while last < len(quotations) and quotations[last].start < end:
                last += 1
            yield from sentences(self._text, Span(start, end), quotations[first:last])


def _lies_in(span: Span, spans: Sequence[Span]) -> bool:
    number = bisect_right(spans, span.start, key=lambda each: each.start) - 1
    return number >= 0 and spans[number].end >= span.end


def _meets(span: Span, spans: Sequence[Span]) -> bool:
    number = bisect_right(spans, span.end - 1, key=lambda each: each.start) - 1
    return number >= 0 and spans[number].end > span.start
