"""Find the citations in a draft, and tell which document each is of.

How a citation is written is known to `gcm_graph.citations`; here it is found in running text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gcm_graph.quoting.belonging import Belonging, objective_behind, paragraph_behind
from gcm_graph.quoting.citation_forms import CITATION, MORE_OBJECTIVES, pieces
from gcm_graph.quoting.context import Context, Document
from gcm_graph.quoting.drafts import Span
from gcm_graph.quoting.paging import GivenPages, are_of_compact, is_followed_by, is_preceded_by, pages_in

_NEED_A_NAME = frozenset({"bare", "footnote", "principle", "resolution"})
_FARTHEST_NAME = 300


@dataclass(frozen=True, slots=True)
class DraftCitation:
    """A citation in a draft.

    Attributes:
        span: its words, without page numbers.
        kind: how it is written: `paragraph`, `objective`, `principle`, `footnote`, `resolution`, `bare` or `page`.
        queries: what it cites, one unit each, as `gcm show` takes it; pages alone cite none.
        spans: the words of each of these; of the middle of a range those of the whole.
        parenthesis: the parenthesis in which it stands, or None.
        document: what it is of.
        belonging: the last of the queries together with the objective of which the draft says that it is, or empty.
        pages: the pages that it gives, or None.
    """

    span: Span
    kind: str
    queries: tuple[str, ...]
    spans: tuple[Span, ...]
    parenthesis: Span | None
    document: Document
    belonging: str = ""
    pages: GivenPages | None = None


def citations(context: Context) -> list[DraftCitation]:
    """Return the citations in a draft, in order, whatever document they are of.

    Numbers with letters alone ("27(b)"), footnotes, and pages without a unit are citations only where the Compact is
    named with them.
    """
    found = list(_of_units(context))
    pages = _PagesOfDraft(context)
    paged = [replace(each, pages=pages.take(each.span)) for each in found]
    return sorted([*paged, *pages.alone()], key=lambda each: each.span.start)


def _of_units(context: Context) -> Iterator[DraftCitation]:
    text = context.text
    done = 0
    for match in CITATION.finditer(text):
        if match.start() < done:
            continue
        kind = match.lastgroup or ""
        kind = "paragraph" if kind == "paragraphs" else kind
        span = Span(match.start(), _end(text, match, kind))
        named = list(pieces(text, span, kind))
        together = _together(text, span, kind, [query for query, _ in named])
        if together:
            span = Span(span.start, together.end)
            named[-1] = (together.paragraph, span if len(named) == 1 else named[-1][1])
        done = span.end
        document = context.document(span)
        if kind == "objective" and document is Document.UNSAID and context.names_compact:
            document = Document.COMPACT
        if kind in _NEED_A_NAME and document is not Document.COMPACT:
            continue
        yield DraftCitation(
            span=span,
            kind=kind,
            queries=tuple(query for query, _ in named),
            spans=tuple(place for _, place in named),
            parenthesis=context.parenthesis(span.start),
            document=document,
            belonging=together.query if together else "",
        )


def _end(text: str, match: re.Match[str], kind: str) -> int:
    """Return the end of a citation: "objectives 7, 8 and 12" goes on after its first number."""
    end = match.end()
    if kind == "objective" and text[match.start() : end].lower().startswith("objectives"):
        while more := MORE_OBJECTIVES.match(text, end):
            end = more.end()
    return end


def _together(text: str, span: Span, kind: str, queries: Sequence[str]) -> Belonging | None:
    """Return what a citation says of a paragraph and its objective together, or None."""
    if kind in {"paragraph", "bare"}:
        return objective_behind(text, span.end, queries[-1])
    if kind == "objective" and len(queries) == 1 and "(" not in queries[0]:
        return paragraph_behind(text, span.end, queries[0])
    return None


class _PagesOfDraft:
    """The page numbers of a draft, each given to the citation to which it belongs.

    Args:
        context: what stands around each place of the draft.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._found = pages_in(context.text)
        self._starts = [pages.span.start for pages in self._found]
        self._taken: set[int] = set()

    def take(self, span: Span) -> GivenPages | None:
        """Return the pages behind a citation, or else those directly before it that belong to no other."""
        number = bisect_left(self._starts, span.end)
        text = self._context.text
        if number < len(self._found) and is_followed_by(span.end, self._found[number], text):
            self._taken.add(number)
            return self._found[number]
        number -= 1
        if number >= 0 and number not in self._taken and is_preceded_by(span.start, self._found[number], text):
            self._taken.add(number)
            return self._found[number]
        return None

    def alone(self) -> Iterator[DraftCitation]:
        """Yield the pages before which only the Compact is named."""
        for number, pages in enumerate(self._found):
            name = self._context.named_last(pages.span.start - _FARTHEST_NAME, pages.span.start)
            if number not in self._taken and name and are_of_compact(pages, name, self._context.text):
                yield DraftCitation(
                    span=pages.span,
                    kind="page",
                    queries=(),
                    spans=(),
                    parenthesis=self._context.parenthesis(pages.span.start),
                    document=Document.COMPACT,
                    pages=pages,
                )
