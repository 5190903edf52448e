"""Split the repaired text into blocks (one a line) and each block into words, marks and noise.

The file has one block a line. Bullets, heading levels and emphasis mean nothing: they come from the conversion.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from gcm_graph.errors import StructureError
from gcm_graph.model import Role


class BlockKind(StrEnum):
    """What a line is, judged by its own characters only."""

    FOOTER = "page footer"
    FOOTNOTE = "footnote"
    HEADING = "heading"
    ITEM = "labelled item"
    PLAIN = "text without a label"


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a block: words, a label, a footnote mark or noise, at an offset in the repaired text."""

    role: Role
    printed: str
    offset: int


@dataclass(frozen=True, slots=True)
class Block:
    """A line that is not blank.

    Attributes:
        kind: what it is.
        line: its line, counted from 1.
        label: the label of an item without brackets or full stop, of a footnote its number, of a footer its page.
        bracketed: whether the label stands in brackets, as `(a)` does and `1.` does not.
        tokens: its characters in order.
    """

    kind: BlockKind
    line: int
    label: str
    bracketed: bool
    tokens: tuple[Token, ...]

    def words(self) -> str:
        """Return the block's words without noise, labels and marks."""
        return " ".join("".join(token.printed for token in self.tokens if token.role is Role.WORDS).split())


# The footer of an odd page: "18-22354 3/36" in all the ways the conversion spells it. On page 15 the job number itself
# was misread as "15/36".
_FOOTER = re.compile(r"\s*(?:\**18\**-22354|15/36)\s+\**(?P<page>\d{1,2})/\**36\**\s*")
_FOOTNOTE = re.compile(r"(?P<open><sup>&</sup>lt;sup>|<sup>)(?P<label>\d{1,2})(?P<close></sup>)")
_HEADING = re.compile(r"#{1,6} ")
_OBJECTIVE = re.compile(r"Objective (?P<label>\d{1,2}):")
_BULLET = re.compile(r"\s*- ")
_LABEL = re.compile(r"\((?P<letter>[a-z]+)\)(?= )|(?P<number>\d{1,2})\.(?= )")
_INLINE = re.compile(r"(?P<open><sup>)(?P<mark>\d{1,2})(?P<close></sup>)|(?P<emphasis>\*{1,2})|(?P<entity>&[a-z]+;)")
_STRAY = re.compile(r"[<>&*_`\\|#\[\]]")
_BRACKETED_NOTE = re.compile(r"\[without reference to a Main Committee \(A/73/L\.66\)\]")


def split_blocks(text: str, file: str) -> tuple[Block, ...]:
    """Return the blocks of a text in order; blank lines are white space.

    Raises:
        StructureError: a line holds markup that the conversion is not known to make.
    """
    blocks = []
    offset = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            blocks.append(_block(line, number, offset, file))
        offset += len(line) + 1
    return tuple(blocks)


def _block(line: str, number: int, offset: int, file: str) -> Block:
    if footer := _FOOTER.fullmatch(line):
        token = Token(Role.PAGE_FOOTER, line, offset)
        return Block(BlockKind.FOOTER, number, footer["page"], bracketed=False, tokens=(token,))
    if footnote := _FOOTNOTE.match(line):
        tokens = [
            Token(Role.MARKUP, footnote["open"], offset),
            Token(Role.LABEL, footnote["label"], offset + footnote.start("label")),
            Token(Role.MARKUP, footnote["close"], offset + footnote.start("close")),
            *_inline(line, footnote.end(), offset, number, file),
        ]
        return Block(BlockKind.FOOTNOTE, number, footnote["label"], bracketed=False, tokens=tuple(tokens))
    if heading := _HEADING.match(line):
        return _labelled(line, heading.end(), _OBJECTIVE, BlockKind.HEADING, number, offset, file)
    bullet = _BULLET.match(line)
    return _labelled(line, bullet.end() if bullet else 0, _LABEL, BlockKind.ITEM, number, offset, file)


def _labelled(
    line: str, start: int, pattern: re.Pattern[str], kind: BlockKind, number: int, offset: int, file: str
) -> Block:
    tokens = [Token(Role.MARKUP, line[:start], offset)] if start else []
    label = pattern.match(line, start)
    if label is None:
        kind = BlockKind.PLAIN if kind is BlockKind.ITEM else kind
        tokens += _inline(line, start, offset, number, file)
        return Block(kind, number, "", bracketed=False, tokens=tuple(tokens))
    tokens.append(Token(Role.LABEL, label[0], offset + start))
    tokens += _inline(line, label.end(), offset, number, file)
    return Block(kind, number, label[label.lastindex or 0], bracketed=label[0].startswith("("), tokens=tuple(tokens))


def _inline(line: str, start: int, offset: int, number: int, file: str) -> list[Token]:
    tokens: list[Token] = []

    def add(role: Role, begin: int, end: int) -> None:
        if begin < end:
            tokens.append(Token(role, line[begin:end], offset + begin))

    at = start
    for match in _INLINE.finditer(line, start):
        add(Role.WORDS, at, match.start())
        if match["mark"]:
            add(Role.MARKUP, *match.span("open"))
            add(Role.MARK, *match.span("mark"))
            add(Role.MARKUP, *match.span("close"))
        else:
            add(Role.MARKUP if match["emphasis"] else Role.ENTITY, *match.span())
        at = match.end()
    add(Role.WORDS, at, len(line))
    for token in tokens:
        if token.role is Role.WORDS and _STRAY.search(_BRACKETED_NOTE.sub("", token.printed)):
            raise StructureError("the line holds markup that no known trap explains", file=file, line=number)
    return tokens
