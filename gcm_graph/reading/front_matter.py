"""Read the resolution's own part: masthead, preambular and operative paragraphs, the lines that lead to the annex."""

from __future__ import annotations

from gcm_graph.model import RESOLUTION, Kind, MastheadLine, Piece, Role
from gcm_graph.reading import outline
from gcm_graph.reading.blocks import BlockKind
from gcm_graph.reading.cursor import Cursor, unit


def read_front_matter(cursor: Cursor) -> None:
    """Read from the first line to the title of the annex.

    Raises:
        StructureError: a line or paragraph is missing, doubled or changed.
    """
    _read_lines(cursor, outline.MASTHEAD)
    block = cursor.take_line(outline.RESOLUTION_LEAD_IN, "resolution")
    cursor.assemble(RESOLUTION, block, Role.LEAD_IN)
    _read_preambular_paragraph(cursor)
    for number, end in ((1, ";"), (2, ".")):
        citation = f"res {number}"
        block = cursor.take(BlockKind.ITEM, str(number), citation)
        paragraph = unit(
            f"resolution/paragraph/{number}",
            Kind.OPERATIVE_PARAGRAPH,
            RESOLUTION,
            citation=citation,
            number=number,
        )
        cursor.require_end(cursor.add_sentence(paragraph, block), end)
    _read_lines(cursor, outline.CLOSING)


def _read_lines(cursor: Cursor, lines: tuple[MastheadLine, ...]) -> None:
    for line in lines:
        block = cursor.take_line(line.text, "masthead")
        for token in block.tokens:
            role = Role.MASTHEAD if token.role is Role.WORDS else token.role
            cursor.pieces.append(Piece(role, "", token.printed.strip(), 0, 0, spaced=True, line=block.line))


def _read_preambular_paragraph(cursor: Cursor) -> None:
    """Read "Recalling …", which ends with a comma, as preambular paragraphs do, and so is no finished sentence."""
    path = "resolution/preamble/1"
    block = cursor.take(BlockKind.PLAIN, "", "res pp 1")
    paragraph = unit(path, Kind.PREAMBULAR_PARAGRAPH, RESOLUTION, citation="res pp 1", number=1)
    cursor.require_end(cursor.add(paragraph, cursor.assemble(path, block)), ",")
