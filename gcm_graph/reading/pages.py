"""Where each page ends: printed footers of the odd pages, declared breaks for the others."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from gcm_graph import resources
from gcm_graph.errors import DeclarationError, StructureError
from gcm_graph.model import PageBasis, Pages
from gcm_graph.reading.blocks import Block, BlockKind
from gcm_graph.reading.declarations import read_records
from gcm_graph.reading.outline import PAGES

_FIRST_PRINTED = 3
_NUMBERED_IN_EXTRACTS = frozenset({18, 20})
"""Pages whose number is printed in a page extract (`a-res-73-195-page-18.txt`, `a-res-73-195-page-20.txt`)."""


class Seen(StrEnum):
    """What shows that a page ends where it is said to end."""

    FOOTER = "footer"
    TORN = "torn"
    LIST = "list"
    EXTRACT = "extract"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True)
class DeclaredBreak:
    """A page break of `sources/page-breaks.toml`: the page that ends, the words before and after, and what shows it."""

    page: int
    before: str
    after: str
    seen: str


def declared_breaks(folder: Path | None = None) -> tuple[DeclaredBreak, ...]:
    """Return the declared page breaks, in the order of the file.

    Raises:
        SourceMissingError: there is no such file.
        DeclarationError: it is not written as it must be.
    """
    file = "page-breaks.toml"
    breaks = read_records(folder or resources.sources_folder(), file, "break", DeclaredBreak)
    for declared in breaks:
        if declared.seen not in set(Seen):
            known = ", ".join(Seen)
            raise DeclarationError(f"{declared.seen!r} shows no page break; known are {known}", file=file)
    return breaks


@dataclass(frozen=True, slots=True)
class PageMap:
    """The offset at which each page after the first begins, and what shows it; both lists run from page 2."""

    starts: tuple[int, ...]
    seen: tuple[Seen, ...]

    def page(self, offset: int) -> int:
        """Return the page, from 1, on which the character at an offset is printed."""
        return bisect_right(self.starts, offset) + 1

    def pages(self, first: int, last: int, *, after_estimated_break: bool) -> Pages:
        """Return the pages of a unit.

        Args:
            first: offset of its first character.
            last: offset of its last character.
            after_estimated_break: whether it is the first unit after a page break whose place was estimated.
        """
        first_page, last_page = self.page(first), self.page(last)
        printed = not after_estimated_break and all(_number_is_printed(n) for n in range(first_page, last_page + 1))
        return Pages(first_page, last_page, PageBasis.PRINTED if printed else PageBasis.INFERRED)

    def estimated(self) -> tuple[int, ...]:
        """Return the offsets of the page breaks whose place was estimated."""
        return tuple(start for start, seen in zip(self.starts, self.seen, strict=True) if seen is Seen.ESTIMATED)


def _number_is_printed(page: int) -> bool:
    odd = page % 2 == 1 and _FIRST_PRINTED <= page < PAGES
    return odd or page in _NUMBERED_IN_EXTRACTS


def map_pages(text: str, blocks: tuple[Block, ...], breaks: tuple[DeclaredBreak, ...], file: str) -> PageMap:
    """Place every page break of the resolution.

    A printed footer is followed in the file by the footnotes of its page: the page ends after them.

    Raises:
        StructureError: a footer is missing, doubled or out of order, or a declared break does not fit the text.
    """
    found: dict[int, tuple[int, Seen]] = {}
    expected = _FIRST_PRINTED
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.FOOTER:
            continue
        page = int(block.label)
        if page != expected:
            message = f"the footer of page {expected} was expected and that of page {page} found"
            raise StructureError(message, file=file, line=block.line)
        found[page] = (_page_end(blocks, index), Seen.FOOTER)
        expected += 2
    if expected < PAGES:
        raise StructureError(f"the footer of page {expected} is missing", file=file, line=text.count("\n") + 1)
    for declared in breaks:
        found[declared.page] = (_place(text, declared, file), Seen(declared.seen))
    missing = sorted(set(range(1, PAGES)) - set(found))
    if missing:
        raise StructureError(f"the end of page {missing[0]} is neither printed nor declared", file=file)
    ordered = [found[page] for page in range(1, PAGES)]
    for page, (earlier, later) in enumerate(pairwise(ordered), start=1):
        if earlier[0] >= later[0]:
            line = text.count("\n", 0, later[0]) + 1
            raise StructureError(f"page {page + 1} ends before page {page}", file=file, line=line)
    return PageMap(tuple(start for start, _ in ordered), tuple(seen for _, seen in ordered))


def _page_end(blocks: tuple[Block, ...], footer: int) -> int:
    last = footer
    while last + 1 < len(blocks) and blocks[last + 1].kind is BlockKind.FOOTNOTE:
        last += 1
    token = blocks[last].tokens[-1]
    return token.offset + len(token.printed)


def _place(text: str, declared: DeclaredBreak, file: str) -> int:
    places = []
    at = text.find(declared.before)
    while at >= 0:
        rest = at + len(declared.before)
        begin = rest + len(text[rest:]) - len(text[rest:].lstrip())
        if text.startswith(declared.after, begin):
            places.append(begin)
        at = text.find(declared.before, at + 1)
    if len(places) != 1:
        raise StructureError(
            f"the end of page {declared.page} should stand once, between {declared.before!r} and {declared.after!r}; "
            f"it stands {len(places)} times",
            file=file,
            hint="Correct sources/page-breaks.toml if the text is right.",
        )
    return places[0]
