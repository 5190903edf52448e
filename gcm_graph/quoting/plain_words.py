"""Make a draft's text comparable: take away what typesetting added, and keep the way back to every place."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gcm_graph.quoting.drafts import Draft, Edit, Span

# Soft hyphens (with the end of a line after them), characters without width, superscript numbers, ligatures.
_TYPESETTING = re.compile(
    "\u00ad[^\\S\n]*\n?|[\u200b-\u200d\u2060\ufeff]|[\u00b9\u00b2\u00b3\u2070-\u2079]+|[\ufb00-\ufb06]|[a-zA-Z][\u0300-\u036f]+"
)
_HYPHEN_AT_LINE_END = re.compile(r"(?<![^\W_])([^\W\d_]+)([-\u2010][^\S\n]*\n[^\S\n]*)([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text after edits.

    Attributes:
        text: what is left.
        starts: where each piece of it begins, in order.
        origins: what each piece was before: its start and end in the text as read, and whether it was replaced.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[tuple[int, int, bool], ...]

    def original(self, span: Span) -> Span:
        """Return where a part of the text stood before the edits."""
        if span.start >= span.end:
            start, _ = self._place(span.start)
            return Span(start, start)
        start, _ = self._place(span.start)
        _, end = self._place(span.end - 1)
        return Span(start, end)

    def _place(self, offset: int) -> tuple[int, int]:
        """Return where the character at an offset began and ended before the edits."""
        piece = bisect_right(self.starts, offset) - 1
        start, end, replaced = self.origins[piece]
        if replaced:
            return start, end
        at = min(start + offset - self.starts[piece], end)
        return at, min(at + 1, end)

    def place(self, original: int) -> int:
        """Return where a place of the text as read stands after the edits, or what is left after it."""
        piece = bisect_right(self.origins, original, key=lambda origin: origin[0]) - 1
        start, end, replaced = self.origins[piece]
        if original < end:
            return self.starts[piece] if replaced else self.starts[piece] + original - start
        return self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.text)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the Compact, in small letters, and the compounds that it writes with a hyphen."""

    words: frozenset[str]
    hyphenated: frozenset[tuple[str, str]]


def plain_text(draft: Draft, vocabulary: Vocabulary) -> PlainText:
    """Return the text of a draft without marks of its format and of typesetting.

    A hyphen at the end of a line goes where the Compact writes the word without it, and stays where it does not.
    """
    first = _edited(draft.text, draft.edits)
    second = _edited(first.text, _typesetting(first.text))
    third = _edited(second.text, _line_ends(second.text, vocabulary))
    return _composed(_composed(first, second), third)


def _typesetting(text: str) -> Iterator[Edit]:
    if text.isascii():
        return
    for match in _TYPESETTING.finditer(text):
        kept = unicodedata.normalize("NFKC", match[0]) if match[0][0].isalpha() else ""
        yield Edit(match.start(), match.end(), kept)


def _line_ends(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    for match in _HYPHEN_AT_LINE_END.finditer(text):
        first, second = match[1].lower(), match[3].lower()
        joined = first + second in vocabulary.words and (first, second) not in vocabulary.hyphenated
        yield Edit(match.start(2), match.end(2), "" if joined else "-")


def _edited(text: str, edits: Iterable[Edit]) -> PlainText:
    parts: list[str] = []
    starts: list[int] = []
    origins: list[tuple[int, int, bool]] = []
    at = length = 0
    for edit in edits:
        if edit.start > at:
            starts.append(length)
            origins.append((at, edit.start, False))
            parts.append(text[at : edit.start])
            length += edit.start - at
        if edit.text:
            starts.append(length)
            origins.append((edit.start, edit.end, True))
            parts.append(edit.text)
            length += len(edit.text)
        at = edit.end
    if at < len(text) or not starts:
        starts.append(length)
        origins.append((at, len(text), False))
        parts.append(text[at:])
    return PlainText("".join(parts), tuple(starts), tuple(origins))


def _composed(first: PlainText, second: PlainText) -> PlainText:
    """Return two rounds of edits as one: pieces of the second are cut where pieces of the first begin."""
    if len(second.starts) == 1 and not second.origins[0][2]:
        return first
    if len(first.starts) == 1 and not first.origins[0][2] and first.origins[0][0] == 0:
        return second
    starts: list[int] = []
    origins: list[tuple[int, int, bool]] = []
    for start, (origin, end, replaced) in zip(second.starts, second.origins, strict=True):
        if replaced:
            whole = first.original(Span(origin, end))
            starts.append(start)
            origins.append((whole.start, whole.end, True))
            continue
        piece = bisect_right(first.starts, origin) - 1
        last = bisect_left(first.starts, end)
        for number in range(piece, max(last, piece + 1)):
            low = max(origin, first.starts[number])
            high = min(end, first.starts[number + 1] if number + 1 < len(first.starts) else len(first.text))
            begins, finishes, was_replaced = first.origins[number]
            starts.append(start + low - origin)
            if was_replaced:
                origins.append((begins, finishes, True))
            else:
                shift = begins - first.starts[number]
                origins.append((low + shift, high + shift, False))
    return PlainText(second.text, tuple(starts), tuple(origins))
