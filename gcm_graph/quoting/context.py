"""What stands around each place of a draft, and which document is meant there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import StrEnum

from gcm_graph.quoting.citation_forms import CITATION
from gcm_graph.quoting.drafts import Span
from gcm_graph.quoting.naming import Name
from gcm_graph.quoting.paging import without_pages

_OF = re.compile(r"\s*,?\s*(?:of|in|from)\s+(?:the|this|that|our|its|their|a|an)?\s*")
_OWN_NAME = 60
_LEAD_WORDS = re.compile(
    r"(?:see|also|cf|e\.?g|i\.?e|ibid|ibidem|id|especially|in particular|inter alia|notably|annex|at|in|and|both"
    r"|for example|emphasis added|[\s.,:;&])*",
    re.IGNORECASE,
)
_LONGEST_PARENTHESIS = 600
_MOST_BRACKETS = 20
_LONGEST_HALF = 2000
_BRACKET = re.compile(r"[()\[\]]")


class Document(StrEnum):
    """What a citation is of."""

    COMPACT = "the Compact"
    OTHER = "another document"
    UNSAID = "not said"


class Context:
    """What stands around each place of a draft: its sentence, its block, its parentheses and the documents named.

    Args:
        text: the text.
        names: the documents named in it, in order.
        sentences: the sentences, in order.
        blocks: where its blocks begin, in order.
    """

    def __init__(self, text: str, names: Sequence[Name], sentences: Sequence[Span], blocks: Sequence[int]) -> None:
        self.text = text
        self.names = names
        self.sentences = sentences
        self.blocks = blocks
        self.names_compact = any(name.of_compact for name in names)
        self._starts = [name.span.start for name in names]
        self._sentence_starts = [sentence.start for sentence in sentences]
        self._brackets = _brackets(text)

    def sentence(self, at: int) -> Span:
        """Return the sentence in which a place is; of a very long one what is near the place."""
        number = bisect_right(self._sentence_starts, at) - 1
        if number < 0:
            return Span(at, at)
        sentence = self.sentences[number]
        return Span(max(sentence.start, at - _LONGEST_HALF), min(sentence.end, at + _LONGEST_HALF))

    def named_within(self, start: int, end: int) -> Name | None:
        """Return the first name that begins in a part of the text."""
        number = bisect_left(self._starts, start)
        return self.names[number] if number < len(self.names) and self._starts[number] < end else None

    def named_last(self, start: int, end: int) -> Name | None:
        """Return the last name that begins in a part of the text."""
        number = bisect_left(self._starts, end) - 1
        return self.names[number] if number >= 0 and self._starts[number] >= start else None

    def parenthesis(self, at: int) -> Span | None:
        """Return the innermost round or square brackets around a place."""
        number = bisect_left(self._brackets, at, key=lambda each: each.start) - 1
        for place in range(number, max(number - _MOST_BRACKETS, -1), -1):
            if self._brackets[place].end > at:
                return self._brackets[place]
        return None

    def document(self, span: Span) -> Document:
        """Return which document words belong to: a citation or a quotation.

        The first of these that says one: the document named directly before or after ("GCM, para. 27", "paragraph 27 of
        the Convention"); the same parenthesis; the last named before in the sentence; the first named after in it; the
        last named before in the same block.
        """
        sentence = Span(self.sentence(span.start).start, self.sentence(max(span.end - 1, span.start)).end)
        following = _OF.match(self.text, span.end, sentence.end)
        if following:
            near = self.named_within(following.start(), min(sentence.end, following.end() + _OWN_NAME))
            if near:
                return _document(near)
            if re.match(r"\s*,?\s*of\b", self.text[span.end : sentence.end]):
                return Document.OTHER
        parenthesis = self.parenthesis(span.start)
        if parenthesis and parenthesis.end >= span.end:
            return self._in_parenthesis(span, parenthesis) or self._in_sentence(span, sentence)
        return self._in_sentence(span, sentence)

    def _in_parenthesis(self, span: Span, parenthesis: Span) -> Document | None:
        start = self.text.rfind(";", parenthesis.start, span.start) + 1 or parenthesis.start + 1
        before = self.named_last(start, span.start)
        if before:
            return _document(before)
        if not _LEAD_WORDS.fullmatch(self.text, start, span.start) and not _is_list(self.text[start : span.start]):
            return Document.OTHER
        end = self.text.find(";", span.end, parenthesis.end)
        after = self.named_within(span.end, end if end >= 0 else parenthesis.end)
        return _document(after) if after else None

    def _in_sentence(self, span: Span, sentence: Span) -> Document:
        named = (
            self.named_last(sentence.start, span.start)
            or self.named_within(span.end, sentence.end)
            or self.named_last(self._block_start(span.start), sentence.start)
        )
        return _document(named) if named else Document.UNSAID

    def _block_start(self, at: int) -> int:
        return self.blocks[max(bisect_right(self.blocks, at) - 1, 0)]


def _brackets(text: str) -> list[Span]:
    """Return what stands in brackets, from bracket to bracket, in order; no more than `_LONGEST_PARENTHESIS`."""
    found: list[Span] = []
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] in "([":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            if match.end() - start <= _LONGEST_PARENTHESIS:
                found.append(Span(start, match.end()))
    return sorted(found, key=lambda each: each.start)


def _document(name: Name) -> Document:
    return Document.COMPACT if name.of_compact else Document.OTHER


def _is_list(words: str) -> bool:
    """Tell whether words before a citation in brackets are other citations: "(para. 27 and Objective 12)"."""
    """Tell whether words before a citation in brackets are other citations: "(para. 27 and Objective 12)"."""
    return _LEAD_WORDS.fullmatch(CITATION.sub(" ", without_pages(words))) is not None
