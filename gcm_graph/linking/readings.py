"""Read the tables of the lexicon: by which words a thing is mentioned, and which words mention nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from gcm_graph import resources
from gcm_graph.curating.table import Row, read_table
from gcm_graph.errors import GcmError
from gcm_graph.linking.errors import LexiconTableError
from gcm_graph.linking.forms import PatternError, expansions, joins, key
from gcm_graph.linking.kinds import KINDS

COLUMNS = ("phrase", "words", "names", "in", "note")
TABLES = ("names.csv", "populations.csv", "principles.csv", "stakeholders.csv", "themes.csv")
"""The tables that must be there: without one of them mentions would go astray, and nobody would notice."""

NOTHING = "nothing"
_NO_KIND = re.compile(r"no (?P<kind>[a-z]+)")

_LIKENESS = 0.8
"""From which likeness on a path may be the one that is meant: `theme/forced-labor` is like `theme/forced-labour`."""

_HINT = "Write the path of a concept or of a thing of the curated tables, 'nothing', or 'no' and a kind."

Covered = Callable[[str], frozenset[str]]
"""Returns the paths of the units that a citation covers; raises GcmError where there is no such unit."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the text, and which of them are quoted.

    Attributes:
        text: the words.
        start: where the quoted words begin in them.
        end: where they end, exclusive.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A row of the lexicon.

    Attributes:
        row: the row.
        phrases: the phrases for which its pattern stands.
        names: the path of the thing that is mentioned; None where the row says that nothing is.
        blocks: the kinds of thing that are not mentioned inside the words; empty where the row names a thing.
        units: the paths of the units in which it holds; None for everywhere.
        in_context: whether only a part of the phrase is quoted.
    """

    row: Row
    phrases: tuple[Phrase, ...]
    names: str | None
    blocks: frozenset[str]
    units: frozenset[str] | None
    in_context: bool


def read_rows(folder: Path | None = None) -> tuple[Row, ...]:
    """Return the rows of all tables of a folder.

    Args:
        folder: where any tables of the lexicon stand; by default the package's own, which has at least `TABLES`.

    Raises:
        SourceMissingError: a table is not there, or cannot be read.
        LexiconTableError: it is not such a table, or a row stands there twice.
    """
    required = TABLES if folder is None else ()
    folder = folder or resources.ontology_folder() / "lexicon"
    files = sorted({*(file.name for file in folder.glob("*.csv")), *required})
    rows = [row for file in files for row in read_table(folder, file, COLUMNS, refusal=LexiconTableError)]
    seen: dict[tuple[str, ...], Row] = {}
    for row in rows:
        identity = tuple(key(row.cells[column]) if column != "names" else row.cells[column] for column in COLUMNS[:4])
        first = seen.setdefault(identity, row)
        if first is not row:
            raise LexiconTableError.at(row, "phrase", f"the same stands in {first.file}, line {first.line}, already")
    return tuple(rows)


def reading(row: Row, things: Collection[str], covered: Covered) -> Reading:
    """Return what a row says.

    Args:
        row: the row.
        things: the paths of all things that can be mentioned.
        covered: returns the units that a citation covers.

    Raises:
        LexiconTableError: a cell is not as it must be.
    """
    names, blocks = _names(row, things)
    units = _units(row, covered)
    if (blocks or units is not None) and not row.optional("note"):
        raise LexiconTableError.at(row, "note", "a row that takes mentions away, or holds in some units, says why")
    return Reading(row, _phrases(row), names, blocks, units, in_context=row.optional("words") is not None)


def _names(row: Row, things: Collection[str]) -> tuple[str | None, frozenset[str]]:
    value = row.cells["names"]
    if value == NOTHING:
        return None, KINDS
    no_kind = _NO_KIND.fullmatch(value)
    if no_kind is not None:
        if no_kind["kind"] not in KINDS:
            raise LexiconTableError.at(
                row, "names", f"there is no kind {no_kind['kind']!r}", hint=f"The kinds are {', '.join(sorted(KINDS))}."
            )
        return None, frozenset({no_kind["kind"]})
    if value not in things:
        message = f"there is no {value!r}" if value else "the cell is empty"
        meant = _meant(value, things)
        raise LexiconTableError.at(row, "names", message, hint=f"Did you mean {meant!r}? {_HINT}" if meant else _HINT)
    return value, frozenset()


def _meant(path: str, things: Collection[str]) -> str | None:
    """Return the path that is meant by a misspelt one: of a thing of its kind or, where that is none, of any."""
    family, _, name = path.partition("/")
    names = {each.partition("/")[2]: each for each in things if family not in KINDS or each.startswith(f"{family}/")}
    near = get_close_matches(name or family, names, n=1, cutoff=_LIKENESS)
    return names[near[0]] if near else None


def _units(row: Row, covered: Covered) -> frozenset[str] | None:
    units: set[str] = set()
    citations = row.items("in")
    for citation in citations:
        try:
            units |= covered(citation)
        except GcmError as error:
            raise LexiconTableError.at(row, "in", error.message, hint=error.hint) from error
    return frozenset(units) if citations else None


def _phrases(row: Row) -> tuple[Phrase, ...]:
    phrases, quoted = _expansions(row, "phrase"), _expansions(row, "words") if row.optional("words") else ()
    if not quoted:
        return tuple(Phrase(phrase, 0, len(phrase)) for phrase in phrases)
    used: set[str] = set()
    found = []
    for phrase in phrases:
        places = [(words, start) for words in quoted for start in _places(words, phrase)]
        if len(places) != 1:
            times = "nowhere" if not places else "more than once"
            raise LexiconTableError.at(row, "words", f"{row.cells['words']!r} stands {times} in {phrase!r}")
        words, start = places[0]
        used.add(words)
        found.append(Phrase(phrase, start, start + len(words)))
    for words in quoted:
        if words not in used:
            raise LexiconTableError.at(row, "words", f"{words!r} stands in no phrase of the row")
    return tuple(found)


def _expansions(row: Row, column: str) -> tuple[str, ...]:
    if not row.cells[column]:
        raise LexiconTableError.at(row, column, "the cell is empty")
    try:
        return expansions(row.cells[column])
    except PatternError as error:
        raise LexiconTableError.at(row, column, f"{row.cells[column]!r} is no pattern: {error}") from error


def _places(words: str, phrase: str) -> list[int]:
    """Return where words stand in a phrase as words of their own."""
    sought, text = key(words), key(phrase)
    places, start = [], text.find(sought)
    while start >= 0:
        end = start + len(sought)
        if not any(map(joins, (*text[max(start - 1, 0) : start], *text[end : end + 1]))):
            places.append(start)
        start = text.find(sought, start + 1)
    return places
