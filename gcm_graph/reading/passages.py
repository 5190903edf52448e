"""The model of a source text that prints passages: what stands in it from its first character to its last.

The resolution has a model of its own, `gcm_graph.model`. The other texts print parts of it, and words of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gcm_graph.model import Repair
from gcm_graph.reading.repairs import undo_repairs


class PassageKind(StrEnum):
    """What a passage is."""

    WORDING = "wording of a unit"
    """A paragraph or an item of the resolution, in the words of this source."""

    TITLE = "title of an objective"
    LEAD_IN = "lead-in"
    SHORT_TITLE = "short title"
    PRACTICE_TITLE = "title of an example practice"
    PRACTICE = "example practice"
    GOAL = "Sustainable Development Goal"
    TARGET = "target of a Sustainable Development Goal"
    PROSE = "words of the source's own"
    HEADING = "heading of the source's own"
    NAVIGATION = "navigation"


class PieceRole(StrEnum):
    """What a piece of the file is."""

    WORDS = "words"
    LABEL = "label"
    MARKUP = "markup"
    PAGE_HEADER = "page header"
    PAGE_FOOTER = "page footer"


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of words that belong together.

    Attributes:
        kind: what it is.
        about: what it is about: the path of a unit or objective, the code of a goal or target, or what the source is
            known to say there.
        text: its words after repairs, white space collapsed.
        lines: first and last line in the file, counted from 1.
        emphasised: where words are printed in bold or italic type: start and end in `text`.
        begins_before: whether the file holds only what follows of it, because its beginning stands on the page before.
        goes_on: whether the file holds only what precedes of it, because its end stands on the next page.
    """

    kind: PassageKind
    about: str
    text: str
    lines: tuple[int, int]
    emphasised: tuple[tuple[int, int], ...] = ()
    begins_before: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class FilePiece:
    """A stretch of the file, in order.

    Attributes:
        role: what it is.
        printed: the characters as printed; empty for words, which stand in a passage.
        passage: the place of the passage among those of the text; -1 for what is no words.
        start: first code point in the passage's text.
        end: end in the passage's text, exclusive.
        spaced: whether white space precedes it in the file.
        line: its line in the file, counted from 1.
    """

    role: PieceRole
    printed: str
    passage: int
    start: int
    end: int
    spaced: bool
    line: int


@dataclass(frozen=True, slots=True)
class PassageText:
    """A source text as passages.

    Attributes:
        source: its name in the manifest.
        file: its file's name.
        checksum: SHA-256 of the file that was read, in lower-case hexadecimal.
        passages: its passages in order.
        pieces: the file from its first character to its last.
        repairs: the repairs that were applied.
    """

    source: str
    file: str
    checksum: str
    passages: tuple[Passage, ...]
    pieces: tuple[FilePiece, ...]
    repairs: tuple[Repair, ...]

    def of_kind(self, kind: PassageKind) -> tuple[Passage, ...]:
        """Return the passages of a kind, in order."""
        return tuple(passage for passage in self.passages if passage.kind is kind)

    def line(self, passage: Passage, offset: int) -> int:
        """Return the line of the file on which a character of a passage stands.

        Args:
            passage: one of its passages.
            offset: the place of the character in the passage's text.
        """
        place = next(place for place, each in enumerate(self.passages) if each is passage)
        runs = [piece for piece in self.pieces if piece.passage == place and piece.start <= offset]
        return runs[-1].line


def rebuild_passages(read: PassageText) -> str:
    """Return the source text, white space collapsed, from its passages, labels and noise in order."""
    parts: list[str] = []
    for piece in read.pieces:
        words = piece.printed
        if piece.role is PieceRole.WORDS:
            words = read.passages[piece.passage].text[piece.start : piece.end]
        parts.append(f" {words}" if piece.spaced else words)
    return undo_repairs(" ".join("".join(parts).split()), read.repairs)
