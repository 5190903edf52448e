"""Read the objectives: heading, paragraph with its commitment sentences, lead-in and actions (paragraphs 17 to 39)."""

from __future__ import annotations

import re
from dataclasses import replace

from gcm_graph.errors import StructureError
from gcm_graph.model import COMPACT, Kind, Provision, Role
from gcm_graph.reading import outline
from gcm_graph.reading.blocks import BlockKind
from gcm_graph.reading.cursor import Cursor, Draft, unit
from gcm_graph.reading.headings import read_section_heading

_SENTENCE = re.compile(r"(?<=\.) (?=We (?:further |also )?commit )")
_COMMITMENT = re.compile(r"We (?:further |also )?commit ")
_SENTENCE_END = re.compile(r"[.!?] [A-Z]")


def read_objective(cursor: Cursor, number: int, listed_title: str, section: str) -> None:
    """Read one objective with everything that belongs to it.

    Args:
        cursor: stands before the objective's heading.
        number: the objective's number.
        listed_title: its title in the list under paragraph 16.
        section: the path of the section that contains it.

    Raises:
        StructureError: something is missing, doubled or out of place.
    """
    path, citation = f"objective/{number}", f"Objective {number}"
    block = cursor.take(BlockKind.HEADING, str(number), citation)
    objective = unit(
        path,
        Kind.OBJECTIVE,
        COMPACT,
        citation=citation,
        number=number,
        section=section,
        lead_in=outline.LEAD_IN,
        listed_title=listed_title,
    )
    cursor.add(objective, cursor.assemble(path, block))
    paragraph = _read_paragraph(cursor, objective)
    block = cursor.take_line(outline.LEAD_IN, paragraph.citation or "")
    cursor.assemble(path, block, Role.LEAD_IN)
    _read_actions(cursor, objective, paragraph)


def _read_paragraph(cursor: Cursor, objective: Provision) -> Provision:
    number = outline.FIRST_OBJECTIVE_PARAGRAPH - 1 + (objective.number or 0)
    citation = str(number)
    block = cursor.take(BlockKind.ITEM, citation, citation)
    paragraph = cursor.add_sentence(
        unit(
            f"paragraph/{number}",
            Kind.PARAGRAPH,
            objective.path,
            citation=citation,
            number=number,
            section=objective.section,
        ),
        block,
    )
    cursor.require_end(paragraph, ".")
    _cut_into_commitments(cursor, objective, paragraph)
    return paragraph


def _cut_into_commitments(cursor: Cursor, objective: Provision, paragraph: Provision) -> None:
    """Cut the paragraph last read into its sentences, each of which must be one commitment."""
    origins = cursor.drafts[-1].origins
    begin = 0
    for place, sentence in enumerate(_SENTENCE.split(paragraph.text), start=1):
        if not _COMMITMENT.match(sentence) or _SENTENCE_END.search(sentence):
            message = f"sentence {place} of the paragraph is not one commitment"
            raise StructureError(message, file=cursor.file, line=paragraph.lines[0], citation=paragraph.citation)
        end = begin + len(sentence)
        commitment = unit(
            f"{objective.path}/commitment/{place}",
            Kind.COMMITMENT,
            paragraph.path,
            citation=paragraph.citation,
            number=place,
            section=paragraph.section,
        )
        cursor.drafts.append(Draft(replace(commitment, text=sentence), origins[begin:end]))
        begin = end + 1


def _read_actions(cursor: Cursor, objective: Provision, paragraph: Provision) -> None:
    section, last = objective.section, paragraph
    for letter, block in cursor.take_items(outline.LETTERS, paragraph.citation or ""):
        citation = f"{paragraph.citation}({letter})"
        if last is not paragraph and last.text.endswith("."):
            raise cursor.error("an item follows the one that ends the list", block, citation)
        action = unit(
            f"{objective.path}/action/{letter}",
            Kind.ACTION,
            objective.path,
            citation=citation,
            letter=letter,
            section=section,
        )
        last = cursor.add_sentence(action, block)
        if (objective.number, letter) == (outline.NATURAL_DISASTERS_OBJECTIVE, outline.NATURAL_DISASTERS_AFTER):
            section = read_section_heading(cursor, outline.NATURAL_DISASTERS)
    if last is paragraph:
        raise cursor.error("actions were expected", cursor.peek(), paragraph.citation)
    cursor.require_end(last, ".")
