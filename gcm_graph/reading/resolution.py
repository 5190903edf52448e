"""Read the resolution: a descent through its printed outline, block by block, that expects what must come next."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from gcm_graph.errors import LostTextError, StructureError
from gcm_graph.model import (
    COMPACT,
    RESOLUTION,
    Document,
    Kind,
    MastheadLine,
    PageBasis,
    Pages,
    Piece,
    Provision,
    Role,
)
from gcm_graph.namespaces import slug
from gcm_graph.reading import outline
from gcm_graph.reading.blocks import Block, BlockKind, split_blocks
from gcm_graph.reading.building import TextBuilder
from gcm_graph.reading.pages import PageMap, declared_breaks, map_pages
from gcm_graph.reading.rebuild import rebuild
from gcm_graph.reading.repairs import apply_repairs, declared_repairs
from gcm_graph.reading.sources import SourceText

_FINISHED = (".", ";", ":")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SENTENCE = re.compile(r"(?<=\.) (?=We (?:further |also )?commit )")
_COMMITMENT = re.compile(r"We (?:further |also )?commit ")
_SENTENCE_END = re.compile(r"[.!?] [A-Z]")
_PRINCIPLE_NAME = re.compile(r"(?P<name>[A-Z][a-z -]+)\. ")
_NO_PAGES = Pages(0, 0, PageBasis.INFERRED)


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
    reader = _Reader(blocks, file)
    reader.read()
    document = Document(
        source=source.entry.name,
        checksum=source.sha256,
        masthead=outline.MASTHEAD + outline.CLOSING,
        resolution_lead_in=outline.RESOLUTION_LEAD_IN,
        provisions=_finish(reader.drafts, pages),
        pieces=tuple(reader.pieces),
        repairs=repairs,
    )
    _check_lossless(document, source)
    return document


@dataclass(slots=True)
class _Draft:
    """A unit whose pages and order are not known yet, with the source offset of each character of its text."""

    provision: Provision
    origins: list[int]


@dataclass(slots=True)
class _Reader:
    """The descent. `at` is the next block; noise and footnotes are taken wherever they stand."""

    blocks: tuple[Block, ...]
    file: str
    at: int = 0
    drafts: list[_Draft] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    listed_titles: dict[int, str] = field(default_factory=dict)
    footnotes: int = 0
    last_mark: int = 0

    def read(self) -> None:
        """Read everything, in the order of the print."""
        self._masthead(outline.MASTHEAD)
        self._resolution_lead_in()
        self._resolution_paragraphs()
        self._masthead(outline.CLOSING)
        self._unit("opening", Kind.OPENING, COMPACT, self._take(BlockKind.PLAIN, "", "opening"), citation="opening")
        for section in outline.SECTIONS:
            self._section(section)
        if block := self._peek():
            raise self._error("nothing was expected after paragraph 54", block)
        if self.last_mark != self.footnotes:
            message = f"there are {self.footnotes} footnotes, but the last mark in the text is {self.last_mark}"
            raise StructureError(message, file=self.file, citation=f"fn {max(self.footnotes, self.last_mark)}")

    # -- blocks ---------------------------------------------------------------------------------------------------

    def _peek(self) -> Block | None:
        """Return the next block of text, after taking page footers and footnotes before it."""
        while self.at < len(self.blocks):
            block = self.blocks[self.at]
            if block.kind is BlockKind.FOOTER:
                self.pieces.append(
                    Piece(Role.PAGE_FOOTER, "", block.tokens[0].printed.strip(), 0, 0, spaced=True, line=block.line)
                )
                self.at += 1
            elif block.kind is BlockKind.FOOTNOTE:
                self.at += 1
                self._footnote(block)
            else:
                return block
        return None

    def _error(self, message: str, block: Block | None = None, citation: str | None = None) -> StructureError:
        line = block.line if block else self.blocks[-1].line
        return StructureError(message, file=self.file, line=line, citation=citation)

    def _take(self, kind: BlockKind, label: str, citation: str, *, bracketed: bool = False) -> Block:
        block = self._peek()
        wanted = f"({label})" if bracketed else label
        wanted = f"{kind} {wanted}".rstrip()
        if block is None:
            raise self._error(f"{wanted} was expected, but the text ends", citation=citation)
        if (block.kind, block.label, block.bracketed) != (kind, label, bracketed):
            raise self._error(f"{wanted} was expected and {_describe(block)} found", block, citation)
        self.at += 1
        return block

    def _next_is(self, kind: BlockKind, label: str = "", *, bracketed: bool = False) -> bool:
        block = self._peek()
        return block is not None and (block.kind, block.label, block.bracketed) == (kind, label, bracketed)

    # -- units ----------------------------------------------------------------------------------------------------

    def _text(self, path: str, first: Block, citation: str, *, role: Role = Role.WORDS) -> TextBuilder:
        """Put a unit's text together, across page breaks that cut its sentence in two."""
        builder = TextBuilder(path, role)
        builder.add(first)
        taken = len(builder.pieces)
        self.pieces += builder.pieces
        while not builder.text.endswith(_FINISHED):
            block = self._peek()
            if block is None or block.kind is not BlockKind.PLAIN:
                raise self._error("the sentence is cut off and does not go on", block or first, citation)
            self.at += 1
            builder.add(block)
            self.pieces += builder.pieces[taken:]
            taken = len(builder.pieces)
        return builder

    def _draft(self, provision: Provision, builder: TextBuilder) -> None:
        for mark in builder.marks:
            repeated = mark.footnote == self.last_mark
            if not repeated and mark.footnote != self.last_mark + 1:
                message = f"footnote mark {self.last_mark + 1} was expected and {mark.footnote} found"
                raise StructureError(message, file=self.file, line=builder.lines[0], citation=provision.citation)
            self.last_mark = mark.footnote
        finished = replace(provision, text=builder.text, lines=builder.lines, marks=tuple(builder.marks))
        self.drafts.append(_Draft(finished, builder.origins))

    def _unit(
        self,
        path: str,
        kind: Kind,
        part_of: str,
        first: Block,
        *,
        citation: str,
        number: int | None = None,
        letter: str | None = None,
        section: str | None = None,
    ) -> TextBuilder:
        builder = self._text(path, first, citation)
        provision = _provision(path, kind, part_of, citation=citation, number=number, letter=letter, section=section)
        self._draft(provision, builder)
        return builder

    def _footnote(self, block: Block) -> None:
        number = self.footnotes + 1
        citation = f"fn {number}"
        if block.label != str(number):
            raise self._error(f"footnote {number} was expected and footnote {block.label} found", block, citation)
        self.footnotes = number
        builder = TextBuilder(f"footnote/{number}")
        builder.add(block)
        if not builder.text.endswith("."):
            raise self._error("the footnote is cut off", block, citation)
        self.pieces += builder.pieces
        provision = _provision(f"footnote/{number}", Kind.FOOTNOTE, COMPACT, citation=citation, number=number)
        self._draft(provision, builder)

    # -- the resolution's own part --------------------------------------------------------------------------------

    def _masthead(self, lines: tuple[MastheadLine, ...]) -> None:
        for expected in lines:
            block = self._peek()
            if block is None or block.words() != expected.text:
                raise self._error(f"the line {expected.text!r} was expected", block, "masthead")
            self.at += 1
            for token in block.tokens:
                role = Role.MASTHEAD if token.role is Role.WORDS else token.role
                self.pieces.append(Piece(role, "", token.printed.strip(), 0, 0, spaced=True, line=block.line))

    def _resolution_lead_in(self) -> None:
        block = self._take(BlockKind.PLAIN, "", "resolution")
        if block.words() != outline.RESOLUTION_LEAD_IN:
            raise self._error(f"{outline.RESOLUTION_LEAD_IN!r} was expected", block, "resolution")
        builder = TextBuilder(RESOLUTION, Role.LEAD_IN)
        builder.add(block)
        self.pieces += builder.pieces

    def _resolution_paragraphs(self) -> None:
        block = self._take(BlockKind.PLAIN, "", "res pp 1")
        builder = TextBuilder("resolution/preamble/1")
        builder.add(block)
        if not builder.text.endswith(","):
            raise self._error("the preambular paragraph is cut off", block, "res pp 1")
        self.pieces += builder.pieces
        provision = _provision(
            "resolution/preamble/1", Kind.PREAMBULAR_PARAGRAPH, RESOLUTION, citation="res pp 1", number=1
        )
        self._draft(provision, builder)
        for number, end in ((1, ";"), (2, ".")):
            citation = f"res {number}"
            block = self._take(BlockKind.ITEM, str(number), citation)
            builder = self._unit(
                f"resolution/paragraph/{number}",
                Kind.OPERATIVE_PARAGRAPH,
                RESOLUTION,
                block,
                citation=citation,
                number=number,
            )
            self._require_end(builder, end, block, citation)

    # -- the Compact ----------------------------------------------------------------------------------------------

    def _section(self, section: outline.PlannedSection) -> None:
        path = self._section_heading(section)
        if section.title == outline.OBJECTIVES_SECTION:
            for number in range(1, outline.OBJECTIVES + 1):
                self._objective(number, path)
            return
        for number in section.paragraphs:
            self._paragraph(number, path)
        if not section.paragraphs:
            self._listed_titles()

    def _section_heading(self, section: outline.PlannedSection) -> str:
        block = self._peek()
        if block is None or block.kind is not BlockKind.HEADING or block.words() != section.title:
            found = _describe(block) if block else "the end of the text"
            raise self._error(f"the heading {section.title!r} was expected and {found} found", block)
        self.at += 1
        path = f"section/{slug(section.title)}"
        builder = TextBuilder(path)
        builder.add(block)
        self.pieces += builder.pieces
        part_of = f"section/{slug(section.within)}" if section.within else COMPACT
        self._draft(_provision(path, Kind.SECTION, part_of), builder)
        return path

    def _paragraph(self, number: int, section: str) -> None:
        citation = str(number)
        path = f"paragraph/{number}"
        block = self._take(BlockKind.ITEM, citation, citation)
        builder = self._unit(path, Kind.PARAGRAPH, COMPACT, block, citation=citation, number=number, section=section)
        if number == outline.PRINCIPLES_PARAGRAPH:
            self._require_end(builder, ":", block, citation)
            self._principles(section)
        elif number == outline.ROMAN_PARAGRAPH:
            self._require_end(builder, ":", block, citation)
            self._items(path, citation, section, nested=True)
        elif number in outline.LETTERED_PARAGRAPHS:
            self._require_end(builder, ":", block, citation)
            self._items(path, citation, section, nested=False)
        else:
            self._require_end(builder, ".", block, citation)

    def _require_end(self, builder: TextBuilder, end: str, block: Block, citation: str) -> None:
        if not builder.text.endswith(end):
            raise self._error(f"the text should end with {end!r}: something is missing", block, citation)

    def _require_list_end(self, text: str, citation: str) -> None:
        """Demand that the last item of a list ends its sentence: otherwise an item is missing after it."""
        if not text.endswith("."):
            message = "the list breaks off after this item, which does not end the sentence"
            line = self.drafts[-1].provision.lines[1]
            raise StructureError(message, file=self.file, line=line, citation=citation)

    def _principles(self, section: str) -> None:
        text, citation = "", ""
        parent = f"paragraph/{outline.PRINCIPLES_PARAGRAPH}"
        for letter in _LETTERS:
            if not self._next_is(BlockKind.ITEM, letter, bracketed=True):
                break
            citation = f"{outline.PRINCIPLES_PARAGRAPH}({letter})"
            block = self._take(BlockKind.ITEM, letter, citation, bracketed=True)
            named = _PRINCIPLE_NAME.match(block.words())
            if named is None:
                raise self._error("the name of the principle was expected", block, citation)
            path = f"principle/{slug(named['name'])}"
            builder = self._text(path, block, citation)
            provision = _provision(
                path, Kind.PRINCIPLE, parent, citation=citation, letter=letter, section=section, name=named["name"]
            )
            self._draft(provision, builder)
            text = builder.text
        self._require_list_end(text, citation or f"{outline.PRINCIPLES_PARAGRAPH}(a)")

    def _items(self, parent: str, citation: str, section: str, *, nested: bool) -> None:
        text, item = "", f"{citation}(a)"
        for letter in _LETTERS:
            if not self._next_is(BlockKind.ITEM, letter, bracketed=True):
                break
            item = f"{citation}({letter})"
            path = f"{parent}/{letter}"
            block = self._take(BlockKind.ITEM, letter, item, bracketed=True)
            builder = self._unit(path, Kind.ITEM, parent, block, citation=item, letter=letter, section=section)
            text = builder.text
            if nested:
                self._require_end(builder, ":", block, item)
                text = self._roman_items(path, item, section)
        self._require_list_end(text, item)

    def _roman_items(self, parent: str, citation: str, section: str) -> str:
        text = ""
        for numeral in _ROMAN:
            if not self._next_is(BlockKind.ITEM, numeral, bracketed=True):
                break
            item = f"{citation}({numeral})"
            block = self._take(BlockKind.ITEM, numeral, item, bracketed=True)
            path = f"{parent}/{numeral}"
            text = self._unit(path, Kind.ITEM, parent, block, citation=item, letter=numeral, section=section).text
        if not text:
            raise self._error("roman sub-items were expected", self._peek(), citation)
        return text

    def _listed_titles(self) -> None:
        for number in range(1, outline.OBJECTIVES + 1):
            block = self._take(BlockKind.ITEM, str(number), f"{outline.LIST_OF_TITLES_PARAGRAPH}, list item {number}")
            builder = TextBuilder(f"objective/{number}", Role.LISTED_TITLE)
            builder.add(block)
            self.pieces += builder.pieces
            self.listed_titles[number] = builder.text

    # -- objectives -----------------------------------------------------------------------------------------------

    def _objective(self, number: int, section: str) -> None:
        citation = f"Objective {number}"
        path = f"objective/{number}"
        block = self._take(BlockKind.HEADING, str(number), citation)
        builder = TextBuilder(path)
        builder.add(block)
        self.pieces += builder.pieces
        objective = _provision(
            path,
            Kind.OBJECTIVE,
            COMPACT,
            citation=citation,
            number=number,
            section=section,
            lead_in=outline.LEAD_IN,
            listed_title=self.listed_titles[number],
        )
        self._draft(objective, builder)
        paragraph = outline.FIRST_OBJECTIVE_PARAGRAPH - 1 + number
        block = self._take(BlockKind.ITEM, str(paragraph), str(paragraph))
        builder = self._unit(
            f"paragraph/{paragraph}",
            Kind.PARAGRAPH,
            path,
            block,
            citation=str(paragraph),
            number=paragraph,
            section=section,
        )
        self._require_end(builder, ".", block, str(paragraph))
        self._commitments(number, paragraph, section, builder)
        self._lead_in(path, str(paragraph))
        self._actions(number, paragraph, section)

    def _commitments(self, objective: int, paragraph: int, section: str, whole: TextBuilder) -> None:
        """Cut a paragraph into its sentences; each must begin "We commit", "We further commit" or "We also commit"."""
        begin = 0
        for place, sentence in enumerate(_SENTENCE.split(whole.text), start=1):
            if not _COMMITMENT.match(sentence) or _SENTENCE_END.search(sentence):
                message = f"sentence {place} of the paragraph is not one commitment"
                raise StructureError(message, file=self.file, line=whole.lines[0], citation=str(paragraph))
            end = begin + len(sentence)
            provision = _provision(
                f"objective/{objective}/commitment/{place}",
                Kind.COMMITMENT,
                f"paragraph/{paragraph}",
                citation=str(paragraph),
                number=place,
                section=section,
            )
            self.drafts.append(_Draft(replace(provision, text=sentence, lines=whole.lines), whole.origins[begin:end]))
            begin = end + 1

    def _lead_in(self, objective: str, citation: str) -> None:
        block = self._peek()
        if block is None or block.words() != outline.LEAD_IN:
            raise self._error(f"{outline.LEAD_IN!r} was expected", block, citation)
        self.at += 1
        builder = TextBuilder(objective, Role.LEAD_IN)
        builder.add(block)
        self.pieces += builder.pieces

    def _actions(self, objective: int, paragraph: int, section: str) -> None:
        text, citation = "", f"{paragraph}(a)"
        for letter in _LETTERS:
            if objective == outline.NATURAL_DISASTERS_OBJECTIVE and letter == outline.NATURAL_DISASTERS_FROM:
                section = self._section_heading(outline.NATURAL_DISASTERS)
            if not self._next_is(BlockKind.ITEM, letter, bracketed=True):
                break
            citation = f"{paragraph}({letter})"
            block = self._take(BlockKind.ITEM, letter, citation, bracketed=True)
            if text.endswith("."):
                raise self._error("an item follows the one that ends the list", block, citation)
            text = self._unit(
                f"objective/{objective}/action/{letter}",
                Kind.ACTION,
                f"objective/{objective}",
                block,
                citation=citation,
                letter=letter,
                section=section,
            ).text
        self._require_list_end(text, citation)


def _describe(block: Block) -> str:
    label = f"({block.label})" if block.bracketed else block.label
    return f"{block.kind} {label}".rstrip() + f" {block.words()[:40]!r}"


def _provision(
    path: str,
    kind: Kind,
    part_of: str,
    *,
    citation: str | None = None,
    number: int | None = None,
    letter: str | None = None,
    section: str | None = None,
    lead_in: str | None = None,
    name: str | None = None,
    listed_title: str | None = None,
) -> Provision:
    return Provision(
        path=path,
        kind=kind,
        text="",
        part_of=part_of,
        order=0,
        pages=_NO_PAGES,
        lines=(0, 0),
        citation=citation,
        number=number,
        letter=letter,
        section=section,
        lead_in=lead_in,
        name=name,
        listed_title=listed_title,
    )


def _finish(drafts: list[_Draft], pages: PageMap) -> tuple[Provision, ...]:
    """Put the units into the order of the document and find their pages.

    A unit stands where its first word stands; a paragraph comes before its own first sentence.
    """
    ordered = sorted(drafts, key=lambda draft: draft.origins[0])
    after_break = _first_after(ordered, pages.estimated())
    return tuple(
        replace(
            draft.provision,
            order=place,
            pages=pages.pages(draft.origins[0], draft.origins[-1], after_estimated_break=place in after_break),
        )
        for place, draft in enumerate(ordered, start=1)
    )


def _first_after(ordered: list[_Draft], breaks: tuple[int, ...]) -> frozenset[int]:
    places = set()
    for offset in breaks:
        places.add(next(place for place, draft in enumerate(ordered, start=1) if draft.origins[0] >= offset))
    return frozenset(places)


def _check_lossless(document: Document, source: SourceText) -> None:
    found, expected = rebuild(document), " ".join(source.text.split())
    if found != expected:
        at = next((i for i, (a, b) in enumerate(zip(found, expected, strict=False)) if a != b), len(found))
        message = f"the model gives {found[at : at + 40]!r} where the file has {expected[at : at + 40]!r}"
        raise LostTextError(message, file=source.entry.file)
