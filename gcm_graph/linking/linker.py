"""Find mentions in any English text: one pass of an automaton over its key, then the rules for overlapping words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import ahocorasick

from gcm_graph.linking.entries import Entry
from gcm_graph.linking.forms import joins, key
from gcm_graph.linking.lexicon import Lexicon
from gcm_graph.linking.resolving import Hit, Resolved, resolve

_REMEMBERED = 1 << 14
"""How many stretches of words are remembered with what they come to: a text has the same again and again."""

_BREAKS = frozenset(" ,.;:()'\"!?/")
"""Characters that stand beside most words and belong to none."""


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
            self._automaton.add_word(form, (len(form), entries))
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
            return [(start, memory[compared[start:end]]) for start, end in stretches]
        found = []
        itself = unit in self._things
        for start, end in stretches:
            resolved = memory[compared[start:end]]
            depends = itself or resolved.by_unit
            found.append((start, self._resolve(compared[start:end], unit) if depends else resolved))
        return found

    def _stretches(self, compared: str) -> list[tuple[int, int]]:
        """Return where forms overlap in the key of a text: starts and ends, in order.

        A form that no other overlaps is a stretch by itself.
        """
        stretches: list[tuple[int, int]] = []
        stop = 0
        # The space is found after the last word and, at place -1, before the first. Most of the time is spent here, so
        # the set is asked before the function, and the end of a form before its beginning.
        padded = compared + " "
        for last, (length, _) in self._matches(compared):
            end = last + 1
            after = padded[end]
            if after in _BREAKS or not joins(after):
                start = end - length
                before = padded[start - 1]
                if before in _BREAKS or not joins(before):
                    # The ends ascend, so a form reaches at least as far as those before it.
                    while start < stop:
                        start = min(start, stretches.pop()[0])
                        stop = stretches[-1][1] if stretches else 0
                    stretches.append((start, end))
                    stop = end
        return stretches

    def _matches(self, compared: str) -> Iterable[tuple[int, tuple[int, tuple[Entry, ...]]]]:
        """Return the forms in the key of a text, also in words: the place of the last character, length and entries."""
        # An automaton without words cannot be asked.
        matches: Iterable[tuple[int, tuple[int, tuple[Entry, ...]]]]
        matches = self._automaton.iter(compared) if len(self._automaton) else ()
        return matches

    def _resolve(self, words: str, unit: str | None = None) -> Resolved:
        """Return what the key of a stretch of words comes to in a unit, which depends on nothing else."""
        padded = words + " "
        hits = [
            Hit(entry, start + entry.start, start + entry.end, length)
            for last, (length, entries) in self._matches(words)
            for start in (last + 1 - length,)
            if not joins(padded[last + 1]) and not joins(padded[start - 1])
            for entry in entries
        ]
        return resolve(hits, unit)
