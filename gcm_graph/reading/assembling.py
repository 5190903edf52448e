"""Put together one unit's text from the tokens of its blocks, keeping where each character came from."""

from __future__ import annotations

from dataclasses import dataclass, field

from gcm_graph.model import NOISE, FootnoteMark, Piece, Role
from gcm_graph.reading.blocks import Block, Token


@dataclass(slots=True)
class TextBuilder:
    """Collects the text of one unit.

    Attributes:
        owner: the path of the unit.
        role: the role of its words.
        text: the words so far, white space collapsed.
        origins: for each character of `text` its offset in the repaired source.
        marks: the footnote marks so far.
        pieces: the pieces so far.
        lines: first and last line.
    """

    owner: str
    role: Role = Role.WORDS
    text: str = ""
    origins: list[int] = field(default_factory=list)
    marks: list[FootnoteMark] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    lines: tuple[int, int] = (0, 0)
    _spaced: bool = True
    _break: bool = False

    def add(self, block: Block) -> None:
        """Add a block: the unit's first, or the continuation of a text that is cut in two."""
        self.lines = (self.lines[0] or block.line, block.line)
        self._spaced = self._break = True
        for token in block.tokens:
            if token.role is Role.WORDS:
                self._add_words(token, block.line)
            else:
                self._add_piece(token, block.line)

    def _add_piece(self, token: Token, line: int) -> None:
        printed = token.printed.strip()
        spaced = self._spaced or token.printed[:1].isspace()
        owner = "" if token.role in NOISE else self.owner
        if token.role is Role.MARK:
            self.marks.append(FootnoteMark(int(printed), len(self.text)))
        self.pieces.append(Piece(token.role, owner, printed, 0, 0, spaced, line))
        self._spaced = token.printed[-1:].isspace()

    def _add_words(self, token: Token, line: int) -> None:
        words = " ".join(token.printed.split())
        if token.printed[:1].isspace():
            self._spaced = self._break = True
        if not words:
            return
        if self._break and self.text:
            self.text += " "
            self.origins.append(token.offset)
        start = len(self.text)
        self.text += words
        self.origins += _origins(token)
        self.pieces.append(Piece(self.role, self.owner, "", start, len(self.text), self._spaced, line))
        self._spaced = self._break = token.printed[-1:].isspace()


def _origins(token: Token) -> list[int]:
    """Return the source offset of each character of a token's words after collapsing white space."""
    kept: list[int] = []
    gap = False
    for place, character in enumerate(token.printed, start=token.offset):
        if character.isspace():
            gap = bool(kept)
            continue
        if gap:
            kept.append(place - 1)
            gap = False
        kept.append(place)
    return kept
