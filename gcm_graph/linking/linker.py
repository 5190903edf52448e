"""Find mentions in any English text: one pass of an automaton over its key, then the rules for overlapping words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from gcm_graph.linking.entries import Entry
from gcm_graph.linking.forms import joins, key
from gcm_graph.linking.lexicon import Lexicon
from gcm_graph.linking.resolving import Hit, Resolved, resolve

_REMEMBERED = 1 << 14
"""How many stretches of words are remembered with what they come to: a text has the same again and again."""

_BREAKS = frozenset(" ,.;:()'\"!?/")
"""Characters that stand beside most words and belong to none."""


@dataclass(frozen=True, slots=True, eq=False)
class _Form:
    """A form of the lexicon.

    Attributes:
        length: how long it is.
        entries: what it says.
        by_unit: whether it says something in some units only.
    """

    length: int
    entries: tuple[Entry, ...]
    by_unit: bool


class Linker:
    """A reader of texts that knows a lexicon.

    Args:
        lexicon: the lexicon.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._automaton = ahocorasick.Automaton()
        for form, entries in lexicon.entries.items():
            by_unit = any(entry.units is not None for entry in entries)
            self._automaton.add_word(form, _Form(len(form), entries, by_unit))
        self._automaton.make_automaton()
        self._resolved = lru_cache(maxsize=_REMEMBERED)(self._resolve)

    def find(self, text: str, unit: str | None = None) -> list[tuple[int, int, str]]:
        """Return the mentions in a text: start, end (exclusive) and path of the thing, in the order of the text.

        Args:
            text: the text, with its white space collapsed.
            unit: the path of the unit whose text it is; None for other texts, in which no row for some units holds.
        """
        found = [
            (start + first, start + last, names)
            for start, resolved in self.trace(text, unit)
            for first, last, names in resolved.spans
        ]
        return found if unit is None else [mention for mention in found if mention[2] != unit]

    def trace(self, text: str, unit: str | None = None) -> Iterator[tuple[int, Resolved]]:
        """Return how mentions are found: where forms begin to overlap, and what they come to, at places from there.

        A guiding principle is among the mentions of its own unit here.

        Args:
            text: the text, with its white space collapsed.
            unit: the path of the unit whose text it is, or None.
        """
        compared = key(text)
        for start, end, by_unit in self._stretches(compared):
            yield start, self._resolved(compared[start:end], unit if by_unit else None)

    def _stretches(self, compared: str) -> Iterator[tuple[int, int, bool]]:
        """Return where forms overlap in the key of a text: start, end, and whether what they say depends on the unit.

        A form that no other overlaps is a stretch by itself.
        """
        begin = stop = 0
        by_unit = False
        for start, end, form in sorted(self._spans(compared)):
            if start < stop:
                by_unit = by_unit or form.by_unit
                stop = max(stop, end)
            else:
                if stop:
                    yield begin, stop, by_unit
                begin, stop, by_unit = start, end, form.by_unit
        if stop:
            yield begin, stop, by_unit

    def _spans(self, compared: str) -> list[tuple[int, int, _Form]]:
        """Return the forms in the key of a text: start, end and form, in the order of their ends."""
        spans: list[tuple[int, int, _Form]] = []
        if not len(self._automaton):
            return spans
        # The space is found after the last word and, at place -1, before the first.
        padded = compared + " "
        for last, form in self._automaton.iter(compared):
            end = last + 1
            start = end - form.length
            after, before = padded[end], padded[start - 1]
            # Asking the set first is an eighth of the whole time.
            if (after in _BREAKS or not joins(after)) and (before in _BREAKS or not joins(before)):
                spans.append((start, end, form))
        return spans

    def _resolve(self, words: str, unit: str | None) -> Resolved:
        """Return what the key of some words comes to, which depends on nothing else, so that it can be remembered."""
        hits = [
            Hit(entry, start + entry.start, start + entry.end, form.length)
            for start, _, form in self._spans(words)
            for entry in form.entries
            if entry.units is None or unit in entry.units
        ]
        return resolve(hits)
