"""A draft as it was read: its text, its blocks, what in it is no text, and where each place stands in the file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """The kinds of file that are checked, by the ending of their names."""

    TEXT = "txt"
    MARKDOWN = "md"
    WEB_PAGE = "html"
    WORD_DOCUMENT = "docx"


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text in Unicode code points, the end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters that stand for others: marks of Markdown for nothing, `&amp;` for `&`."""

    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: where its mark stands, and its words."""

    mark: int
    words: Span


@dataclass(frozen=True, slots=True)
class Position:
    """Where a place of the text stands in the file.

    Attributes:
        offset: the place in the draft's text.
        line: the line of the file, counted from 1; of a Word document the line of its text.
        column: the column in that line, counted from 1.
        paragraph: of a Word document the paragraph, counted from 1 through body, tables and notes.
    """

    offset: int
    line: int
    column: int
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft.

    Attributes:
        name: how the user called it.
        form: what kind of file it is.
        text: its text. Of plain text and Markdown it is the file's text, of others the words in their order.
        blocks: where paragraphs, list items, headings and cells begin, in order. No sentence goes past one.
        edits: marks of Markdown, targets of links, entities and the like, in order: what stands in the text but is
            not to be read as it stands.
        quoted: what is set off as a quotation without quotation marks.
        notes: the footnotes.
        positions: places from which the text runs on evenly, in order.
    """

    name: str
    form: Form
    text: str
    blocks: tuple[int, ...]
    positions: tuple[Position, ...]
    edits: tuple[Edit, ...] = ()
    quoted: tuple[Span, ...] = ()
    notes: tuple[Note, ...] = ()

    def position(self, offset: int) -> Position:
        """Return where a place of the text stands in the file."""
        last = self.positions[bisect_right(self.positions, offset, key=lambda each: each.offset) - 1]
        return Position(offset, last.line, last.column + offset - last.offset, last.paragraph)


def line_positions(text: str) -> tuple[Position, ...]:
    """Return the beginning of each line of a text."""
    positions = [Position(0, 1, 1)]
    at = text.find("\n")
    while at >= 0:
        positions.append(Position(at + 1, len(positions) + 1, 1))
        at = text.find("\n", at + 1)
    return tuple(positions)
