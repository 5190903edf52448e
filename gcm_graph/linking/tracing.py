"""Tell by which names and which rows of the lexicon a mention was read."""

from __future__ import annotations

from dataclasses import dataclass

from gcm_graph.linking.entries import Label
from gcm_graph.linking.lexicon import Lexicon
from gcm_graph.linking.linker import Linker
from gcm_graph.linking.places import place_of
from gcm_graph.linking.readings import Reading


@dataclass(frozen=True, slots=True)
class ReadBy:
    """What made some words a mention.

    Attributes:
        file: the file in which it stands: `vocab/themes.ttl`, `lexicon/themes.csv`.
        line: the line, counted from 1; None where it has none.
        words: the name, or the phrase of the row as it is written there.
        names: the path of the thing.
        is_row: whether it is a row of the lexicon, and not a name.
    """

    file: str
    line: int | None
    words: str
    names: str
    is_row: bool


class Tracer:
    """A lexicon that is asked by what mentions are read.

    Args:
        lexicon: the lexicon.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._linker = Linker(lexicon)

    def read_by(self, text: str, unit: str, start: int, end: int, names: str) -> tuple[ReadBy, ...]:
        """Return what makes words of a unit a mention of a thing; nothing where this lexicon finds no such mention.

        Args:
            text: the text of the unit.
            unit: its path.
            start: where the words begin, in code points.
            end: where they end, exclusive.
            names: the path of the thing.
        """
        for begin, resolved in self._linker.trace(text, unit):
            origins = {
                hit.entry.origin: None
                for hit in resolved.read
                if (begin + hit.start, begin + hit.end, hit.entry.names) == (start, end, names)
            }
            if origins:
                return tuple(sorted(map(_read_by, origins), key=lambda one: (not one.is_row, one.file, one.line or 0)))
        return ()


def _read_by(origin: Label | Reading) -> ReadBy:
    if isinstance(origin, Label):
        path = origin.thing.path
        return ReadBy(*place_of(path, origin.words), origin.words, path, is_row=False)
    return ReadBy(
        f"lexicon/{origin.row.file}", origin.row.line, origin.row.cells["phrase"], origin.names or "", is_row=True
    )
