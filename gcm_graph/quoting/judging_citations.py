"""Say of one citation what is so: whether there are its units, and whether they stand on the pages that it gives."""

from __future__ import annotations

from collections.abc import Iterator

from gcm_graph.quoting.attributing import Units, cited
from gcm_graph.quoting.citing import DraftCitation
from gcm_graph.quoting.drafts import Draft, Span
from gcm_graph.quoting.findings import Cited, Finding, Kind, Verdict
from gcm_graph.quoting.plain_words import PlainText
from gcm_graph.quoting.telling import flat


class CitationJudge:
    """Looks up the citations of a draft."""

    def __init__(self, draft: Draft, plain: PlainText, units: Units) -> None:
        self._draft = draft
        self._plain = plain
        self._units = units

    def findings(self, citation: DraftCitation) -> Iterator[Finding]:
        """Yield what is to be said of a citation: of all its units together, and of each that does not exist."""
        found = cited(citation, self._units, self._plain.text, self._plain)
        missing = list(self._missing(citation, found))
        yield from missing
        if missing:
            return
        if found.pages and not found.pages.are_right and citation.pages:
            verdict = Verdict.WRONG_PAGE if found.units else Verdict.NOT_IN_THE_COMPACT
            yield self._finding(citation.pages.span, verdict, found, self._where(found))
        else:
            yield self._finding(citation.span, Verdict.EXACT, found, "")

    def _missing(self, citation: DraftCitation, found: Cited) -> Iterator[Finding]:
        listed = len(citation.queries) > 1
        for query, span in zip(citation.queries, citation.spans, strict=True):
            if self._units.unit(query) is None:
                read_as = f'Read as "{query}". ' if span != citation.span or listed else ""
                hint = (read_as + self._units.hint(query)).strip()
                yield self._finding(span, Verdict.NOT_IN_THE_COMPACT, found, hint)
            elif citation.belonging and query == citation.queries[-1] and not self._units.unit(citation.belonging):
                yield self._finding(citation.span, Verdict.NOT_IN_THE_COMPACT, found, self._contradiction(citation))

    def _contradiction(self, citation: DraftCitation) -> str:
        """Return what is so where a paragraph is not of the objective that is named with it."""
        hint = self._units.hint(citation.belonging)
        unit = self._units.unit(citation.queries[-1])
        return hint if hint or unit is None else f"{unit.citation} is {unit.label}."

    def _where(self, found: Cited) -> str:
        """Return on which pages the units stand that are cited."""
        pages = self._units.pages(found.units)
        if pages is None:
            return f"The resolution has pages 1 to {self._units.last_page}."
        parts = self._units.parts_beyond(found.units)
        return f"{found.words} is on {pages.words}{f', with its {parts}' if parts else ''}."

    def _finding(self, span: Span, verdict: Verdict, found: Cited, hint: str) -> Finding:
        original = self._plain.original(span)
        return Finding(
            kind=Kind.CITATION,
            verdict=verdict,
            span=original,
            position=self._draft.position(original.start),
            words=flat(self._plain.text[span.start : span.end]),
            cited=(found,),
            units=() if verdict is Verdict.NOT_IN_THE_COMPACT else found.units,
            hint=hint,
        )
