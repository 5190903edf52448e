"""Find the citations in a draft, and tell which document each is of.

How a citation is written is known to `gcm_graph.citations`; here it is found in running text, with lists ("paras. 27
and 28(b)") and ranges ("27(a)-(g)") taken apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gcm_graph.quoting.drafts import Span
from gcm_graph.quoting.naming import Name

_LABEL = r"\(\s?[a-z]{1,5}\s?\)"
_NUMBER = rf"\d{{1,6}}(?!\d|[./]\d)(?:\s?{_LABEL}){{0,2}}"
_AND = r"\s*(?:,\s*(?:and|or)\s|,|\band\b|\bor\b|&|\bto\b|[-\u2010-\u2015])\s*"
_AND_ONE = r"\s*(?:\band\b|&|\bto\b|[-\u2010-\u2015])\s*"
_LETTERS = rf"(?:{_AND}{_LABEL}(?:\s?{_LABEL})?)"
_LETTERED = rf"\d{{1,3}}(?:\s?{_LABEL}){{1,2}}"
_CITATION = re.compile(
    rf"(?=[pPoOgGfF\d§¶])(?:(?P<paragraphs>(?:\b(?i:paragraphs|paras\.?|pars\.)|§§|¶¶)\s*{_NUMBER}(?:{_LETTERS}|{_AND}\d{{1,3}}(?![\d/])"
    rf"(?:\s?{_LABEL}){{0,2}})*)"
    rf"|(?P<paragraph>(?:\b(?i:paragraph|para\.?|par\.)|§|¶)\s*(?:\d{{1,3}}[a-z]\b"
    rf"|{_NUMBER}(?:{_LETTERS}|{_AND_ONE}{_LETTERED})*))"
    rf"|(?P<objective>\b(?i:objective\s|objectives[^\S\n]|obj\.)\s*{_NUMBER}(?:,?\s(?:actions?\s)?{_LABEL}|{_LETTERS})*"
    rf"(?:(?<=\d),?\scommitment\s\d{{1,3}})?)"
    rf"|(?P<principle>\b(?i:guiding\sprinciple|principle)\s?\(\s?[a-z]\s?\))"
    rf"|(?P<footnote>\b(?i:footnote|fn\.?)\s\d{{1,3}}\b)"
    rf"|(?P<bare>(?<![\w(./-]){_LETTERED}(?:{_LETTERS})*))"
)
_MORE_OBJECTIVES = re.compile(rf"{_AND}(?P<number>\d{{1,3}})(?![\d/.(]\w)")
_PIECE = re.compile(
    rf"(?P<range>(?:\bto\b|[-\u2010-\u2015])\s*)?(?:(?P<number>\d{{1,6}})(?P<letter>[a-z]\b)?|(?P<label>{_LABEL}))"
)
_OF = re.compile(r"\s*,?\s*(?:of|in|from)\s+(?:the|this|that|our|its|their|a|an)?\s*")
_OWN_NAME = 60
_LEAD_WORDS = re.compile(
    r"(?:see|also|cf|e\.?g|i\.?e|ibid|id|especially|in particular|inter alia|notably|annex|at|in|and|both|for example"
    r"|emphasis added|[\s.,:;&])*",
    re.IGNORECASE,
)
_LONGEST_RANGE = 60
_LONGEST_PARENTHESIS = 600
_MOST_BRACKETS = 20
_LONGEST_HALF = 2000
_BRACKET = re.compile(r"[()\[\]]")


class Document(StrEnum):
    """What a citation is of."""

    COMPACT = "the Compact"
    OTHER = "another document"
    UNSAID = "not said"


@dataclass(frozen=True, slots=True)
class DraftCitation:
    """A citation in a draft.

    Attributes:
        span: its words.
        kind: how it is written: `paragraph`, `objective`, `principle`, `footnote` or `bare`.
        queries: what it cites, one unit each, as `gcm show` takes it.
        spans: the words of each of these; of the middle of a range those of the whole.
        parenthesis: the parenthesis in which it stands, or None.
        document: what it is of.
    """

    span: Span
    kind: str
    queries: tuple[str, ...]
    spans: tuple[Span, ...]
    parenthesis: Span | None
    document: Document


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
    return _LEAD_WORDS.fullmatch(_CITATION.sub(" ", words)) is not None


def citations(context: Context) -> Iterator[DraftCitation]:
    """Yield the citations in a draft, in order, whatever document they are of.

    Numbers with letters alone ("27(b)") and footnotes are citations only where the Compact is named with them.
    """
    text = context.text
    for match in _CITATION.finditer(text):
        kind = match.lastgroup or ""
        kind = "paragraph" if kind == "paragraphs" else kind
        end = _end(text, match, kind)
        span = Span(match.start(), end)
        document = context.document(span)
        if kind == "objective" and document is Document.UNSAID and context.names_compact:
            document = Document.COMPACT
        if kind in {"bare", "footnote", "principle"} and document is not Document.COMPACT:
            continue
        pieces = list(_pieces(text, span, kind))
        yield DraftCitation(
            span=span,
            kind=kind,
            queries=tuple(query for query, _ in pieces),
            spans=tuple(place for _, place in pieces),
            parenthesis=context.parenthesis(span.start),
            document=document,
        )


def _end(text: str, match: re.Match[str], kind: str) -> int:
    """Return the end of a citation: "objectives 7, 8 and 12" goes on after its first number."""
    end = match.end()
    if kind == "objective" and text[match.start() : end].lower().startswith("objectives"):
        while more := _MORE_OBJECTIVES.match(text, end):
            end = more.end()
    return end


def _pieces(text: str, span: Span, kind: str) -> Iterator[tuple[str, Span]]:
    """Yield each unit that a citation names, as a query, with its words."""
    words = text[span.start : span.end]
    if kind in {"principle", "footnote"} or "commitment" in words:
        yield " ".join(words.replace("fn.", "fn").split()), span
        return
    prefix = "Objective " if kind == "objective" else ""
    number, start, end = "", span.start, span.start
    labels: list[str] = []
    pending: list[tuple[str, Span]] = []
    for match in _PIECE.finditer(text, span.start, span.end):
        if match["number"]:
            if number:
                pending.append((f"{prefix}{number}{''.join(labels)}", Span(start, end)))
                if match["range"]:
                    pending += _numbers_between(prefix, number, match["number"], span)
            number = match["number"]
            labels = [f"({match['letter']})"] if match["letter"] else []
            start = span.start if not pending else match.start("number")
        elif number:
            label = f"({''.join(match['label'].split()).strip('()')})"
            joined = not text[end : match.start("label")].strip(" ,") or "action" in text[end : match.start("label")]
            if labels and not (joined and "," not in text[end : match.start("label")]):
                pending.append((f"{prefix}{number}{''.join(labels)}", Span(start, end)))
                if match["range"]:
                    pending += _labels_between(prefix + number, labels, label, span)
                labels = [*labels[:-1], label] if _same_level(labels[-1], label) else [label]
                start = match.start("label")
            else:
                labels.append(label)
        end = match.end()
    pending.append((f"{prefix}{number}{''.join(labels)}", Span(start, end)))
    yield from pending


def _same_level(before: str, label: str) -> bool:
    return (set(before) <= set("(ivx)")) == (set(label) <= set("(ivx)"))


def _numbers_between(prefix: str, first: str, last: str, span: Span) -> list[tuple[str, Span]]:
    numbers = range(int(first) + 1, int(last))
    return [(f"{prefix}{number}", span) for number in numbers] if len(numbers) < _LONGEST_RANGE else []


def _labels_between(number: str, labels: Sequence[str], last: str, span: Span) -> list[tuple[str, Span]]:
    first, end = labels[-1].strip("()"), last.strip("()")
    if len(first) != 1 or len(end) != 1:
        return []
    stem = number + "".join(labels[:-1])
    return [(f"{stem}({chr(code)})", span) for code in range(ord(first) + 1, ord(end))]
