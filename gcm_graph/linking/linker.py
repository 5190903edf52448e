"""Find mentions in any English text: one pass of an automaton over its key, then the rules for overlapping words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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


class _Memory(dict[str, Resolved]):
    """What stretches of words come to in texts that are no unit, found out when it is first asked for.

    Args:
        resolve: finds it out.
    """

    def __init__(self, resolve: Callable[[str], Resolved]) -> None:
        super().__init__()
        self._resolve = resolve

    def __missing__(self, words: str) -> Resolved:
        if len(self) == _REMEMBERED:
            self.clear()
        resolved = self[words] = self._resolve(words)
        return resolved


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
        self._things = lexicon.things
        self._memory = _Memory(self._resolve)

    def find(self, text: str, unit: str | None = None) -> list[tuple[int, int, str]]:
        """Return the mentions in a text: start, end (exclusive) and path of the thing, in the order of the text.

        Args:
            text: the text, with its white space collapsed. A document or a chapter at a time is fastest.
            unit: the path of the unit whose text it is; None for other texts, in which no row for some units holds.
        """
        return [
            (begin + start, begin + end, names)
            for begin, resolved in self.trace(text, unit)
            for start, end, names in resolved.mentions
        ]

    def trace(self, text: str, unit: str | None = None) -> list[tuple[int, Resolved]]:
        """Return how mentions are found: where forms begin to overlap, and what they come to, at places from there.

        Args:
            text: the text, with its white space collapsed.
            unit: the path of the unit whose text it is, or None.
        """
        compared, memory = key(text), self._memory
        stretches = self._stretches(compared)
        if unit is None:
            return [(start, memory[compared[start:end]]) for start, end, _ in stretches]
        itself = unit in self._things
        return [
            (start, self._resolve(compared[start:end], unit) if itself or by_unit else memory[compared[start:end]])
            for start, end, by_unit in stretches
        ]

    def _stretches(self, compared: str) -> list[tuple[int, int, bool]]:
        """Return where forms overlap in the key of a text: start, end, and whether what they say depends on the unit.

        A form that no other overlaps is a stretch by itself.
        """
        stretches: list[tuple[int, int, bool]] = []
        begin = stop = 0
        by_unit = False
        for start, end, form in sorted(self._spans(compared)):
            if start < stop:
                stop = max(stop, end)
                by_unit = by_unit or form.by_unit
            else:
                stretches.append((begin, stop, by_unit))
                begin, stop, by_unit = start, end, form.by_unit
        stretches.append((begin, stop, by_unit))
        # The first is the empty one before the first form.
        return stretches[1:]

    def _spans(self, compared: str) -> list[tuple[int, int, _Form]]:
        """Return the forms in the key of a text: start, end and form, in the order of their ends."""
        spans: list[tuple[int, int, _Form]] = []
        if not len(self._automaton):
            return spans
        # The space is found after the last word and, at place -1, before the first. Most of the time is spent here, so
        # the set is asked before the function, and the end before the beginning.
        padded = compared + " "
        for last, form in self._automaton.iter(compared):
            end = last + 1
            after = padded[end]
            if after in _BREAKS or not joins(after):
                start = end - form.length
                before = padded[start - 1]
                if before in _BREAKS or not joins(before):
                    spans.append((start, end, form))
        return spans

    def _resolve(self, words: str, unit: str | None = None) -> Resolved:
        """Return what the key of a stretch of words comes to in a unit, which depends on nothing else."""
        hits = [
            Hit(entry, start + entry.start, start + entry.end, form.length)
            for start, _, form in self._spans(words)
            for entry in form.entries
            if entry.units is None or unit in entry.units
        ]
        return resolve(hits, unit)
