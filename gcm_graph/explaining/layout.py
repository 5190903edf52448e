"""How explanations are laid out: terms, places and sources in words, lines of a width, sentences with words marked."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

from gcm_graph.citing.pages import pages_of
from gcm_graph.explaining.sources import Passage, Place, PrintedPassage, Publication, Source
from gcm_graph.terminal import plain
from gcm_graph.units import Unit

INDENT = 2
LONG = 120
"""How many characters of a unit's text are shown where the words as such do not matter."""

_NARROWEST = 40
_SENTENCE_END = re.compile(r"(?<!\bvol\.)(?<!\bNo\.)(?:(?<=[.?!])|(?<=[.?!][\"”)]))\s+(?=[A-Z\"“(])")
_BEGIN, _END = "\ue000", "\ue001"
"""Stand-ins for the marks, from Unicode's private use area: as wide as brackets, and no text has them."""
_BOLD, _MARKED, _PLAIN = "\x1b[1m", "\x1b[1;4m", "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Layout:
    """How to print.

    Attributes:
        columns: the width of the terminal.
        colour: whether words are marked with bold and underlined type; otherwise they stand in square brackets.
    """

    columns: int
    colour: bool

    def lines(self, text: str, depth: int = 0, *, hanging: int = 0) -> list[str]:
        """Return a text as lines, broken between words only.

        Args:
            text: the text.
            depth: how many steps it is indented.
            hanging: how many further characters the lines after the first are.
        """
        space = " " * (INDENT * depth)
        return textwrap.wrap(
            _harmless(text),
            max(self.columns, len(space) + _NARROWEST),
            initial_indent=space,
            subsequent_indent=space + " " * hanging,
            break_on_hyphens=False,
            break_long_words=False,
        )

    def bold(self, text: str, depth: int = 0, *, hanging: int = 0) -> list[str]:
        """Return a text as lines in bold type."""
        lines = self.lines(text, depth, hanging=hanging)
        return [f"{_BOLD}{line}{_PLAIN}" for line in lines] if self.colour else lines

    def quoted(self, text: str, start: int, end: int, depth: int) -> list[str]:
        """Return the sentence in which words stand, in quotation marks, with the words marked.

        Args:
            text: the whole text.
            start: where the words begin.
            end: where they end, exclusive; where nothing stands between, the place is marked with an asterisk.
            depth: how many steps it is indented.
        """
        first, last = sentence_around(text, start, end)
        words = text[start:end] or "*"
        lines = self.lines(f'"{text[first:start]}{_BEGIN}{words}{_END}{text[end:last]}"', depth)
        if not self.colour:
            return [line.replace(_BEGIN, "[").replace(_END, "]") for line in lines]
        shown, within = [], False
        for line in lines:
            space = line[: len(line) - len(line.lstrip())]
            begun = f"{space}{_MARKED}{line.lstrip()}" if within else line
            within = line.rfind(_BEGIN) > line.rfind(_END) or (within and _END not in line)
            marked = begun.replace(_BEGIN, _MARKED).replace(_END, _PLAIN)
            shown.append(f"{marked}{_PLAIN}" if within else marked)
        return shown


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentence, or the sentences, in which words stand.

    >>> sentence_around("One. We act. Two.", 8, 11)
    (5, 12)
    """
    breaks = [match.end() for match in _SENTENCE_END.finditer(text)]
    first = max((place for place in breaks if place <= start < len(text)), default=0)
    after = min((place for place in breaks if place >= max(end, start + 1) and place > first), default=len(text))
    return first, max(end, len(text[:after].rstrip()))


def place_words(place: Place) -> str:
    """Return a place in a file: `curated/actors.csv:18`."""
    return place.file if place.line is None else f"{place.file}:{place.line}"


def where(passage: Passage) -> str:
    """Return where a unit stands: citation and label, pages and how they are known, source file and line."""
    pages = pages_of([passage.unit])
    return f"{unit_name(passage.unit)}, {pages.words} ({pages.basis}), {place_words(passage.place)}"


def unit_name(unit: Unit) -> str:
    """Return citation and label of a unit."""
    return " · ".join(dict.fromkeys(part for part in (unit.citation, unit.label) if part))


def source_words(source: Source) -> str:
    """Return a source in one line."""
    match source:
        case Publication():
            return ", ".join(part for part in (source.title, source.place, source.address) if part)
        case PrintedPassage():
            return f"{source.label}, {place_words(source.place)}"
        case Passage():
            return where(source)


def cut(text: str, most: int) -> str:
    """Return the beginning of a long text."""
    return text if len(text) <= most else f"{text[: most - 3].rstrip()}..."


def _harmless(text: str) -> str:
    """Return a text so that it cannot steer a terminal, but for the stand-ins of the marks."""
    return "".join(one if one in (_BEGIN, _END) else plain(one) for one in text.replace("\n", " "))
