"""Read the resolution: repair, split into blocks, place the pages, descend the outline, prove that nothing is lost."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from gcm_graph.errors import LostTextError
from gcm_graph.model import Document, Kind, Provision
from gcm_graph.reading import outline
from gcm_graph.reading.annex import read_annex
from gcm_graph.reading.blocks import split_blocks
from gcm_graph.reading.cursor import Cursor, Draft
from gcm_graph.reading.front_matter import read_front_matter
from gcm_graph.reading.pages import PageMap, declared_breaks, map_pages
from gcm_graph.reading.rebuild import rebuild
from gcm_graph.reading.repairs import apply_repairs, declared_repairs
from gcm_graph.reading.sources import SourceText


def read_resolution(source: SourceText, *, folder: Path | None = None) -> Document:
    """Read A/RES/73/195 into the document model.

    Args:
        source: the text of `a-res-73-195.md`.
        folder: where `repairs.toml` and `page-breaks.toml` are; by default the package's own.

    Raises:
        RepairError: a declared repair does not fit the text.
        StructureError: a unit, label, heading, footnote or page number is missing, doubled or out of place.
        LostTextError: the model does not give back the source.
    """
    repairs = declared_repairs(folder)
    text = apply_repairs(source, repairs)
    file = source.entry.file
    blocks = split_blocks(text, file)
    pages = map_pages(text, blocks, declared_breaks(folder), file)
    cursor = Cursor(blocks, file)
    read_front_matter(cursor)
    read_annex(cursor)
    cursor.require_finished()
    document = Document(
        source=source.entry.name,
        checksum=source.sha256,
        masthead=outline.MASTHEAD + outline.CLOSING,
        resolution_lead_in=outline.RESOLUTION_LEAD_IN,
        provisions=_place(cursor.drafts, pages, text),
        pieces=tuple(cursor.pieces),
        repairs=repairs,
    )
    _require_lossless(document, source)
    return document


def _place(drafts: list[Draft], pages: PageMap, text: str) -> tuple[Provision, ...]:
    """Put the units into the order of the document and find their pages and lines.

    A unit stands where its first word stands; a paragraph comes before its own first sentence.
    """
    ordered = sorted(drafts, key=lambda draft: draft.origins[0])
    after_break = {place for offset in pages.estimated() for place in _moved_with(ordered, offset)}
    line_ends = [offset for offset, character in enumerate(text) if character == "\n"]
    placed = []
    for place, draft in enumerate(ordered, start=1):
        first, last = draft.origins[0], draft.origins[-1]
        where = pages.pages(first, last, after_estimated_break=place in after_break)
        lines = bisect_right(line_ends, first) + 1, bisect_right(line_ends, last) + 1
        placed.append(replace(draft.provision, order=place, pages=where, lines=lines))
    return tuple(placed)


def _moved_with(ordered: list[Draft], offset: int) -> Iterator[int]:
    """Yield the places of the units that would move if a page break stood elsewhere.

    They are the first unit after it and, where that is a heading, what is kept with it: the paragraph under it, and the
    paragraph's first sentence.
    """
    first = next(place for place, draft in enumerate(ordered, start=1) if draft.origins[0] >= offset)
    yield first
    if ordered[first - 1].provision.kind in {Kind.OBJECTIVE, Kind.SECTION}:
        below = ordered[first].origins[0]
        yield from (place for place, draft in enumerate(ordered, start=1) if draft.origins[0] == below)


def _require_lossless(document: Document, source: SourceText) -> None:
    found, expected = rebuild(document), " ".join(source.text.split())
    if found != expected:
        at = next((i for i, (a, b) in enumerate(zip(found, expected, strict=False)) if a != b), len(found))
        message = f"the model gives {found[at : at + 40]!r} where the file has {expected[at : at + 40]!r}"
        raise LostTextError(message, file=source.entry.file)
