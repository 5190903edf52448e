"""Read the Compact: opening, sections, numbered paragraphs, principles, lists of titles and items."""

from __future__ import annotations

import re

from gcm_graph.model import COMPACT, Kind, Provision, Role
from gcm_graph.namespaces import slug
from gcm_graph.reading import outline
from gcm_graph.reading.blocks import Block, BlockKind
from gcm_graph.reading.cursor import Cursor, unit
from gcm_graph.reading.headings import read_section_heading
from gcm_graph.reading.objectives import read_objective

_PRINCIPLE_NAME = re.compile(r"(?P<name>[A-Z][a-z -]+)\. ")


def read_annex(cursor: Cursor) -> None:
    """Read from the words before paragraph 1 to the end of paragraph 54.

    Raises:
        StructureError: a unit, label or heading is missing, doubled or out of place.
    """
    block = cursor.take(BlockKind.PLAIN, "", "opening")
    opening = cursor.add_sentence(unit("opening", Kind.OPENING, COMPACT, citation="opening"), block)
    cursor.require_end(opening, ":")
    listed_titles: tuple[str, ...] = ()
    for planned in outline.SECTIONS:
        section = read_section_heading(cursor, planned)
        if planned.title == outline.OBJECTIVES_SECTION:
            for number, listed_title in enumerate(listed_titles, start=1):
                read_objective(cursor, number, listed_title, section)
        elif planned.paragraphs:
            for number in planned.paragraphs:
                _read_paragraph(cursor, number, section)
        else:
            listed_titles = _read_listed_titles(cursor)


def _read_paragraph(cursor: Cursor, number: int, section: str) -> None:
    citation = str(number)
    block = cursor.take(BlockKind.ITEM, citation, citation)
    path = f"paragraph/{number}"
    paragraph = unit(path, Kind.PARAGRAPH, COMPACT, citation=citation, number=number, section=section)
    paragraph = cursor.add_sentence(paragraph, block)
    if number == outline.PRINCIPLES_PARAGRAPH:
        cursor.require_end(paragraph, ":")
        _read_principles(cursor, paragraph)
    elif number == outline.ROMAN_PARAGRAPH or number in outline.LETTERED_PARAGRAPHS:
        cursor.require_end(paragraph, ":")
        _read_items(cursor, paragraph)
    else:
        cursor.require_end(paragraph, ".")


def _read_principles(cursor: Cursor, paragraph: Provision) -> None:
    last = paragraph
    for letter, block in cursor.take_items(outline.LETTERS, paragraph.citation or ""):
        citation = f"{paragraph.citation}({letter})"
        named = _PRINCIPLE_NAME.match(block.words())
        if named is None:
            raise cursor.error("the name of the principle was expected", block, citation)
        principle = unit(
            f"principle/{slug(named['name'])}",
            Kind.PRINCIPLE,
            paragraph.path,
            citation=citation,
            letter=letter,
            section=paragraph.section,
            name=named["name"],
        )
        last = cursor.add_sentence(principle, block)
    cursor.require_end(last, ".")


def _read_items(cursor: Cursor, paragraph: Provision) -> None:
    last = paragraph
    for letter, block in cursor.take_items(outline.LETTERS, paragraph.citation or ""):
        last = _add_item(cursor, paragraph, letter, block)
        if paragraph.number == outline.ROMAN_PARAGRAPH:
            cursor.require_end(last, ":")
            last = _read_roman_items(cursor, last)
    cursor.require_end(last, ".")


def _read_roman_items(cursor: Cursor, item: Provision) -> Provision:
    last = item
    for numeral, block in cursor.take_items(outline.ROMAN_NUMERALS, item.citation or ""):
        last = _add_item(cursor, item, numeral, block)
    expected = outline.LAST_ROMAN_ITEMS.get(item.letter or "")
    if last.letter != expected:
        raise cursor.error(f"({expected}) was expected to be the last item", cursor.peek(), last.citation)
    return last


def _add_item(cursor: Cursor, whole: Provision, label: str, block: Block) -> Provision:
    citation = f"{whole.citation}({label})"
    path = f"{whole.path}/{label}"
    item = unit(path, Kind.ITEM, whole.path, citation=citation, letter=label, section=whole.section)
    return cursor.add_sentence(item, block)


def _read_listed_titles(cursor: Cursor) -> tuple[str, ...]:
    titles = []
    for number in range(1, outline.OBJECTIVES + 1):
        block = cursor.take(BlockKind.ITEM, str(number), f"{outline.LIST_OF_TITLES_PARAGRAPH}, title {number}")
        titles.append(cursor.assemble(f"objective/{number}", block, Role.LISTED_TITLE).text)
    return tuple(titles)
