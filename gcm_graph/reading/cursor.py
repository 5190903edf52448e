"""Step through the blocks, expecting what must come next, and collect units and pieces on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from gcm_graph.errors import StructureError
from gcm_graph.model import COMPACT, Kind, PageBasis, Pages, Piece, Provision, Role
from gcm_graph.reading.assembling import TextBuilder
from gcm_graph.reading.blocks import Block, BlockKind
from gcm_graph.reading.outline import REPEATED_MARKS

_FINISHED = (".", ";", ":")
_NO_PAGES = Pages(0, 0, PageBasis.INFERRED)


@dataclass(frozen=True, slots=True)
class Draft:
    """A unit whose pages, lines and order are not known yet, with the source offset of each character of its text."""

    provision: Provision
    origins: tuple[int, ...]


def unit(path: str, kind: Kind, part_of: str, **facts: str | int | None) -> Provision:
    """Return a unit of which only the given facts are known."""
    return Provision(
        path=path,
        kind=kind,
        text="",
        part_of=part_of,
        order=0,
        pages=_NO_PAGES,
        lines=(0, 0),
        **facts,  # type: ignore[arg-type]  # the callers below give each field its own type
    )


@dataclass(slots=True)
class Cursor:
    """A place among the blocks. Page footers and footnotes are taken wherever they stand.

    Attributes:
        blocks: all blocks.
        file: the name of the source file, for messages.
        drafts: the units so far.
        pieces: the pieces so far.
    """

    blocks: tuple[Block, ...]
    file: str
    drafts: list[Draft] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    _at: int = 0
    _footnotes: int = 0
    _last_mark: int = 0

    def error(self, message: str, block: Block | None = None, citation: str | None = None) -> StructureError:
        """Return an error about a block, or about the end of the text."""
        line = block.line if block else self.blocks[-1].line
        return StructureError(message, file=self.file, line=line, citation=citation)

    # -- blocks

    def peek(self) -> Block | None:
        """Return the next block of text, after taking page footers and footnotes before it; None at the end."""
        while self._at < len(self.blocks):
            block = self.blocks[self._at]
            if block.kind is BlockKind.FOOTER:
                printed = block.tokens[0].printed.strip()
                self.pieces.append(Piece(Role.PAGE_FOOTER, "", printed, 0, 0, spaced=True, line=block.line))
                self._at += 1
            elif block.kind is BlockKind.FOOTNOTE:
                self._at += 1
                self._take_footnote(block)
            else:
                return block
        return None

    def next_is(self, kind: BlockKind, label: str, *, bracketed: bool = False) -> bool:
        """Tell whether the next block is of a kind and carries a label."""
        block = self.peek()
        return block is not None and (block.kind, block.label, block.bracketed) == (kind, label, bracketed)

    def take(self, kind: BlockKind, label: str, citation: str, *, bracketed: bool = False) -> Block:
        """Take the next block, which must be of a kind and carry a label.

        Raises:
            StructureError: it is not, or the text ends.
        """
        block = self.peek()
        wanted = f"{kind} {f'({label})' if bracketed else label}".rstrip()
        if block is None:
            raise self.error(f"{wanted} was expected, but the text ends", citation=citation)
        if not self.next_is(kind, label, bracketed=bracketed):
            raise self.error(f"{wanted} was expected and {describe(block)} found", block, citation)
        self._at += 1
        return block

    def take_items(self, labels: Iterable[str], citation: str) -> Iterator[tuple[str, Block]]:
        """Take bracketed items one after another, as long as their labels follow the given ones.

        Args:
            labels: the labels in order, without brackets.
            citation: the reference of what the items stand under.

        Yields:
            The label and the block of each item. What stands under one may be taken before the next is asked for.
        """
        for label in labels:
            if not self.next_is(BlockKind.ITEM, label, bracketed=True):
                return
            yield label, self.take(BlockKind.ITEM, label, f"{citation}({label})", bracketed=True)

    def take_line(self, words: str, citation: str) -> Block:
        """Take the next block, which must consist of exactly these words.

        Raises:
            StructureError: it does not, or the text ends.
        """
        block = self.peek()
        if block is None or block.words() != words:
            found = describe(block) if block else "the end of the text"
            raise self.error(f"the line {words!r} was expected and {found} found", block, citation)
        self._at += 1
        return block

    # -- texts and units

    def assemble(self, owner: str, block: Block, role: Role = Role.WORDS) -> TextBuilder:
        """Return the text of one block alone."""
        builder = TextBuilder(owner, role)
        builder.add(block)
        self.pieces += builder.pieces
        return builder

    def assemble_sentence(self, owner: str, first: Block, citation: str) -> TextBuilder:
        """Return the text that begins with a block and goes on across page breaks until it ends a sentence or item.

        Raises:
            StructureError: it breaks off.
        """
        builder = self.assemble(owner, first)
        while not builder.text.endswith(_FINISHED):
            block = self.peek()
            if block is None or block.kind is not BlockKind.PLAIN:
                raise self.error("the sentence is cut off and does not go on", block or first, citation)
            if block.words() == first.words():
                raise self.error("the text stands twice", block, citation)
            self._at += 1
            taken = len(builder.pieces)
            builder.add(block)
            self.pieces += builder.pieces[taken:]
        return builder

    def add(self, provision: Provision, builder: TextBuilder) -> Provision:
        """Add a unit with the text that was put together for it.

        Raises:
            StructureError: its footnote marks are out of sequence.
        """
        for mark in builder.marks:
            if mark.footnote not in (self._last_mark, self._last_mark + 1):
                message = f"footnote mark {self._last_mark + 1} was expected and {mark.footnote} found"
                raise StructureError(message, file=self.file, line=builder.lines[0], citation=provision.citation)
            self._last_mark = mark.footnote
        finished = replace(provision, text=builder.text, lines=builder.lines, marks=tuple(builder.marks))
        self.drafts.append(Draft(finished, tuple(builder.origins)))
        return finished

    def add_sentence(self, provision: Provision, first: Block) -> Provision:
        """Add a unit of running text that begins with a block."""
        citation = provision.citation or provision.path
        return self.add(provision, self.assemble_sentence(provision.path, first, citation))

    def require_end(self, provision: Provision, end: str) -> None:
        """Demand that a unit's text ends as it must: otherwise something is missing after it.

        Raises:
            StructureError: it does not.
        """
        if not provision.text.endswith(end):
            message = f"the text should end with {end!r}: something is missing after it"
            raise StructureError(message, file=self.file, line=provision.lines[1], citation=provision.citation)

    def _take_footnote(self, block: Block) -> None:
        number = self._footnotes + 1
        citation = f"fn {number}"
        if block.label != str(number):
            raise self.error(f"footnote {number} was expected and footnote {block.label} found", block, citation)
        self._footnotes = number
        path = f"footnote/{number}"
        footnote = unit(path, Kind.FOOTNOTE, COMPACT, citation=citation, number=number)
        self.require_end(self.add(footnote, self.assemble(path, block)), ".")

    def require_finished(self) -> None:
        """Demand that nothing is left over and that every footnote is marked as often as it should be.

        Raises:
            StructureError: something is left, or marks and footnotes do not match.
        """
        if block := self.peek():
            raise self.error(f"nothing was expected here and {describe(block)} found", block)
        marked = Counter(mark.footnote for draft in self.drafts for mark in draft.provision.marks)
        for number in range(1, max(self._footnotes, self._last_mark) + 1):
            expected = REPEATED_MARKS.get(number, 1) if number <= self._footnotes else 0
            if marked[number] != expected:
                message = f"the mark of the footnote should stand {expected} times and stands {marked[number]} times"
                raise StructureError(message, file=self.file, citation=f"fn {number}")


def describe(block: Block) -> str:
    """Return what a block is and how it begins, for messages."""
    label = f"({block.label})" if block.bracketed else block.label
    return f"{f'{block.kind} {label}'.rstrip()} {block.words()[:40]!r}"
