"""The words that a source text has for each unit of the resolution that it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gcm_graph.errors import StructureError
from gcm_graph.model import Document, Kind, Role
from gcm_graph.reading.passages import Passage, PassageKind, PassageText

_SENTENCE = re.compile(r"(?<=\.) (?=We (?:further |also )?commit )")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words that one source has for one unit.

    Attributes:
        source: the name of the source in the manifest.
        file: its file's name.
        unit: the path of the unit.
        text: the words, after declared repairs, white space collapsed.
        lines: first and last line of them in the file, counted from 1.
        begins_before: whether the source holds only what follows, because the unit begins on the page before.
        goes_on: whether the source holds only what precedes, because the unit ends on the next page.
    """

    source: str
    file: str
    unit: str
    text: str
    lines: tuple[int, int]
    begins_before: bool = False
    goes_on: bool = False


def wordings(read: PassageText, document: Document) -> tuple[Wording, ...]:
    """Return the words that a source text has for units, in its order; a paragraph of an objective as its commitments.

    Raises:
        StructureError: a paragraph has more or fewer sentences than the objective has commitments.
    """
    return tuple(wording for passage in read.passages for wording in _wordings_of(read, passage, document))


def listed_titles(document: Document, file: str) -> tuple[Wording, ...]:
    """Return the titles of the objectives as the resolution itself lists them under paragraph 16.

    Args:
        document: the resolution.
        file: the name of its file.
    """
    lines = {piece.owner: piece.line for piece in document.pieces if piece.role is Role.LISTED_TITLE}
    return tuple(
        Wording(document.source, file, unit.path, unit.listed_title, (lines[unit.path], lines[unit.path]))
        for unit in document.provisions
        if unit.listed_title is not None
    )


def _wordings_of(read: PassageText, passage: Passage, document: Document) -> Iterator[Wording]:
    if passage.kind not in {PassageKind.WORDING, PassageKind.TITLE}:
        return
    commitments = [
        unit.path
        for unit in document.provisions
        if unit.kind is Kind.COMMITMENT and unit.part_of == passage.about and passage.kind is PassageKind.WORDING
    ]
    if commitments:
        yield from _sentences(read, passage, commitments)
    else:
        lines, cut = passage.lines, (passage.begins_before, passage.goes_on)
        yield Wording(read.source, read.file, passage.about, passage.text, lines, *cut)


def _sentences(read: PassageText, passage: Passage, commitments: list[str]) -> Iterator[Wording]:
    sentences = _SENTENCE.split(passage.text)
    if len(sentences) > len(commitments) or (len(sentences) < len(commitments) and not _is_cut(passage)):
        message = f"{passage.about} has {len(commitments)} sentences, and {len(sentences)} were found"
        raise StructureError(message, file=read.file, line=passage.lines[0])
    present = commitments[-len(sentences) :] if passage.begins_before else commitments[: len(sentences)]
    begin = 0
    for place, (path, sentence) in enumerate(zip(present, sentences, strict=True)):
        end = begin + len(sentence)
        yield Wording(
            source=read.source,
            file=read.file,
            unit=path,
            text=sentence,
            lines=(read.line(passage, begin), read.line(passage, end - 1)),
            begins_before=passage.begins_before and place == 0,
            goes_on=passage.goes_on and place == len(sentences) - 1,
        )
        begin = end + 1


def _is_cut(passage: Passage) -> bool:
    return passage.begins_before or passage.goes_on
