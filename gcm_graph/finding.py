"""Find words, phrases and prefixes in the units of the text, each with its context, and count them.

A *word* is an unbroken run of letters and digits. What is searched, and how it counts, is told in
docs/how-to/find-words.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gcm_graph.errors import ExitStatus, GcmError
from gcm_graph.units import Unit

LONGEST = 200
"""The most characters that a query may have."""

CONTEXT = 60
"""How many characters of context a hit has on each side, unless more or fewer are asked for."""

_WORD = re.compile(r"[^\W_]+\*?")
_LETTER = r"[^\W_]"
# What may stand between two words of a phrase although the query does not say so.
_JOINERS = "\\s\\-\u2010-\u2015'\u2018\u2019\"\u201c\u201d"
_JOINER = re.compile(f"[{_JOINERS}]")
_DOUBLE_QUOTES = '"\u201c\u201d\u201e'
_EXAMPLES = """Ask for words, as in: gcm find migrant, gcm find 'trade unions', gcm find 'sovereign*'."""


class EmptyQueryError(GcmError):
    """the query has no word."""

    code = "find-empty-query"
    status = ExitStatus.USAGE
    hint = _EXAMPLES


class FindSyntaxError(GcmError):
    """The query is not one word or phrase, or a `*` in it does not end a word."""

    code = "find-syntax"
    status = ExitStatus.USAGE
    hint = _EXAMPLES


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words stand.

    Attributes:
        unit: the unit in whose text they stand.
        start: their first code point in the unit's text.
        end: their end in it, exclusive.
        left: the text before them, from the beginning of a word.
        match: the words as printed.
        right: the text after them, to the end of a word.
    """

    unit: Unit
    start: int
    end: int
    left: str
    match: str
    right: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many hits there are of one sort, and in how many units."""

    name: str
    hits: int
    units: int


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search has found.

    Attributes:
        query: what was asked for.
        hits: the places, in the order of the text.
        by_place: hits by objective and, outside the objectives, by outermost section; in the order of the text.
        by_kind: hits by kind of unit, in the order in which the kinds occur.
    """

    query: str
    hits: tuple[Hit, ...]
    by_place: tuple[Count, ...]
    by_kind: tuple[Count, ...]

    @property
    def units(self) -> int:
        """In how many units the words stand."""
        return len({hit.unit.iri for hit in self.hits})


def find(units: Sequence[Unit], query: str, *, context: int = CONTEXT) -> Findings:
    """Find a word or phrase in the texts of units.

    Every printed occurrence is found once: the paragraphs whose sentences are units themselves (commitments) are
    searched in their sentences only.

    Args:
        units: the units of a release, in the order of the document.
        query: a word or several in their order; `*` at the end of a word stands for any further letters and digits.
        context: the most characters of context on each side.

    Raises:
        EmptyQueryError: the query has no word.
        FindSyntaxError: the query is longer than 200 characters, has a `*` that does not end a word, or quotation marks
            that do not enclose the whole.
    """
    pattern = _pattern(query)
    repeated = {unit.part_of for unit in units if unit.kind == "Commitment"}
    hits = tuple(
        Hit(
            unit=unit,
            start=match.start(),
            end=match.end(),
            left=_before(unit.text, match.start(), context),
            match=match[0],
            right=_after(unit.text, match.end(), context),
        )
        for unit in units
        if unit.iri not in repeated
        for match in pattern.finditer(unit.text)
    )
    return Findings(
        query=query.strip().encode("utf-8", "replace").decode("utf-8"),
        hits=hits,
        by_place=_count((place(hit.unit), hit.unit.iri) for hit in hits),
        by_kind=_count((hit.unit.kind, hit.unit.iri) for hit in hits),
    )


def place(unit: Unit) -> str:
    """Return under what a unit is counted: its objective's heading, or else its outermost section's.

    Units under no heading are counted as `Opening`, `Footnotes` or `Resolution 73/195`.
    """
    if unit.kind == "Footnote":
        return "Footnotes"
    if unit.path.startswith("resolution/"):
        return "Resolution 73/195"
    headings = list(unit.headings)
    if unit.kind == "Objective":
        headings.append(f"Objective {unit.number}: {unit.text}")
    if unit.kind == "Section":
        headings.append(unit.text)
    objectives = [heading for heading in headings if re.match(r"Objective \d+: ", heading)]
    return next(iter([*objectives, *headings]), unit.label)


def _pattern(query: str) -> re.Pattern[str]:
    """Translate a query.

    Between two words the text must have the punctuation that the query has there, and no other; white space, hyphens,
    dashes, apostrophes and double quotation marks are not compared, but one of them must part the words.
    """
    if len(query) > LONGEST:
        raise FindSyntaxError(f"a query has at most {LONGEST} characters, and this one has {len(query)}")
    words = query.strip().strip(_DOUBLE_QUOTES)
    found = list(_WORD.finditer(words))
    if not found:
        raise EmptyQueryError("the query has no word")
    if any(mark in words for mark in _DOUBLE_QUOTES):
        raise FindSyntaxError("the query has quotation marks in it: ask for one phrase at a time")
    if "*" in _WORD.sub("", words) or re.search(rf"\*{_LETTER}", words):
        raise FindSyntaxError("a * in the query does not end a word")
    parts = [_word(found[0][0])]
    for before, word in pairwise(found):
        parts += [_between(words[before.end() : word.start()]), _word(word[0])]
    return re.compile(f"(?<!{_LETTER}){''.join(parts)}(?!{_LETTER})", re.IGNORECASE)


def _word(word: str) -> str:
    return re.escape(word.removesuffix("*")) + (f"{_LETTER}*" if word.endswith("*") else "")


def _between(typed: str) -> str:
    punctuation = _JOINER.sub("", typed)
    if not punctuation:
        return f"[{_JOINERS}]+"
    return f"[{_JOINERS}]*" + "".join(f"{re.escape(mark)}[{_JOINERS}]*" for mark in punctuation)


def _before(text: str, start: int, context: int) -> str:
    """Return the end of the text before a hit, without the rest of a word that the limit cuts."""
    at = max(start - context, 0)
    while 0 < at < start and not text[at - 1].isspace():
        at += 1
    return text[at:start]


def _after(text: str, end: int, context: int) -> str:
    """Return the beginning of the text after a hit, without the rest of a word that the limit cuts."""
    at = min(end + context, len(text))
    while end < at < len(text) and not text[at].isspace():
        at -= 1
    return text[end:at]


def _count(occurrences: Iterable[tuple[str, str]]) -> tuple[Count, ...]:
    """Count pairs of a name and a unit by their names, in the order of the names' first occurrence."""
    hits: Counter[str] = Counter()
    units: dict[str, set[str]] = {}
    for name, unit in occurrences:
        hits[name] += 1
        units.setdefault(name, set()).add(unit)
    return tuple(Count(name, hits[name], len(units[name])) for name in units)
