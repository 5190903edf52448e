"""Find mistakes that the grammar does not see: a variable with two values, an aggregate in a pattern, and the like.

The engine notices them where the part that has them ends, and says little. What it stopped at, and the tokens before
it, tell which mistake it was and where (SPARQL 1.1 Query §18.2.1, §11.4, §10.1, §5.1.1).
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

Token = tuple[str, str, int]
"""What kind of token it is, its characters, and where it begins."""

AGGREGATES = frozenset({"COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT"})
_AFTER_GROUPING = frozenset({"HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"})
_BETWEEN_ITEMS = frozenset({"DISTINCT", "REDUCED", "*"})
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
# What the engine says of a SELECT that is complete, among what else it would have taken there.
_SAID_OF_TWO = "Duplicated variable name in SELECT"
_SAID_OF_NAMES = "The SELECT overrides an existing variable"
_SAID_OF_ALL = "SELECT * is not authorized with GROUP BY"
_SAID_OF_GROUPS = re.compile(rf"{re.escape(_SAID_OF_ALL)}|The SELECT contains .*a variable that is unbound")
_OPENING = {"}": "{", ")": "(", "]": "["}


class Mistake(StrEnum):
    """A mistake that the grammar does not see."""

    BOUND_AGAIN = "bound again"
    NAMED_TWICE = "named twice"
    NAMED_AS_IN_PATTERN = "named as in the pattern"
    NOT_GROUPED = "not grouped"
    ALL_GROUPED = "all grouped"
    ONLY_SELECT_GROUPS = "only select groups"
    NOT_AGGREGATED_HERE = "not aggregated here"
    WITHOUT_A_NAME = "without a name"
    ROW_OF_ANOTHER_LENGTH = "row of another length"
    BLANK_NODE_OF_ANOTHER_GROUP = "blank node of another group"


Found = tuple[Mistake, int]
"""A mistake, and the number of the token that makes it."""


class Reading:
    """A query up to the token at which the engine stopped.

    Args:
        text: the query.
        found: all its tokens.
        first: the number of that token; one more than the last where the query is read to its end.
        said: returns what the engine says of a query; "" where it takes it.
        can_go_on: asks the engine whether a query could begin so.
    """

    def __init__(
        self,
        text: str,
        found: Sequence[Token],
        first: int,
        said: Callable[[str], str],
        can_go_on: Callable[[str], bool],
    ) -> None:
        self._text = text
        self._found = found
        self._first = first
        self._said = said
        self._can_go_on = can_go_on
        self._words = [token.upper() if kind == "word" else token for kind, token, _ in found]
        self._partners = _partners(self._words)

    def mistake(self) -> Found | None:
        """Return the mistake for which the engine stopped; None where it is one of grammar."""
        if self._first == len(self._words):
            return self._of_query()
        word = self._words[self._first]
        opening = self._partners.get(self._first)
        if word == "}" and opening is not None:
            return self._of_group(opening)
        if word == ")" and opening:
            return self._of_brackets(opening)
        if word.startswith("_:") and word in self._words[: self._first]:
            place = self._found[self._first][2]
            if self._can_go_on(f"{self._text[:place]}_:another{place}"):
                return Mistake.BLANK_NODE_OF_ANOTHER_GROUP, self._first
        return None

    def _of_query(self) -> Found | None:
        """Look at a query that is complete."""
        depth = 0
        for number, word in enumerate(self._words):
            depth += (word == "{") - (word == "}")
            if word == "SELECT" and not depth:
                return self._of_select(number, len(self._words))
            if word == "GROUP" and not depth and _SAID_OF_ALL in self._said(self._text):
                return Mistake.ONLY_SELECT_GROUPS, number
        return None

    def _of_group(self, opening: int) -> Found | None:
        """Look at what stands in braces."""
        if self._words[opening + 1] == "SELECT":
            return self._of_select(opening + 1, self._first)
        named = self._named_by_values(opening)
        if named is not None:
            again = _first_again((number, self._words[number]) for number in named)
            if again is not None:
                return Mistake.NAMED_TWICE, again
            row = self._first_end(opening, "(")
            return None if row is None else (Mistake.ROW_OF_ANOTHER_LENGTH, row)
        end = self._first_end(opening, "BIND")
        return None if end is None else (Mistake.BOUND_AGAIN, end - 1)

    def _of_brackets(self, opening: int) -> Found | None:
        """Look at what stands in round brackets."""
        if self._words[self._first - 1] == "(" or self._words[opening + 1 : self._first] == ["DISTINCT"]:
            return None
        if self._words[opening - 1] in AGGREGATES:
            return Mistake.NOT_AGGREGATED_HERE, opening - 1
        before = opening - 1
        while before > 0 and (self._words[before] in _BETWEEN_ITEMS or self._is_item(before)):
            before = self._partners.get(before, before) - 1
        return (Mistake.WITHOUT_A_NAME, self._first) if self._words[before] == "SELECT" else None

    def _is_item(self, number: int) -> bool:
        return self._found[number][0] == "variable" or self._words[number] == ")"

    def _of_select(self, start: int, end: int) -> Found | None:
        """Look at a SELECT, from its first word to what stands behind its last."""
        said = self._said(self._alone(start, end))
        opening = next((number for number in range(start, end) if self._words[number] == "{"), None)
        if opening is None or opening not in self._partners:
            return None
        pattern = list(self._of_pattern(opening, self._partners[opening]))
        if _SAID_OF_TWO in said:
            again = _first_again((number, self._words[number]) for number in self._names(start, opening))
            return None if again is None else (Mistake.NAMED_TWICE, again)
        if _SAID_OF_NAMES in said:
            used = {self._words[number] for number in pattern}
            names = (each for each in self._names(start, opening) if self._words[each] in used)
            return next(((Mistake.NAMED_AS_IN_PATTERN, each) for each in names if self._words[each - 1] == "AS"), None)
        return self._of_groups(said, pattern, start, end)

    def _of_groups(self, said: str, pattern: Sequence[int], start: int, end: int) -> Found | None:
        """Look at a SELECT that groups, or would."""
        grouping = _SAID_OF_GROUPS.search(said)
        if grouping is None:
            return None
        for number in pattern:
            if self._words[number] in AGGREGATES and self._words[number + 1] == "(":
                return Mistake.NOT_AGGREGATED_HERE, number
        if grouping[0] == _SAID_OF_ALL:
            return Mistake.ALL_GROUPED, self._words.index("*", start)
        return self._not_grouped(start, pattern[0], self._grouped(pattern[-1], end))

    def _alone(self, start: int, end: int) -> str:
        """Return a query within the query as one of its own, with the declarations before it all."""
        form = next(number for number, word in enumerate(self._words) if word in _FORMS)
        stop = self._found[end][2] if end < len(self._found) else len(self._text)
        return self._text[: self._found[form][2]] + self._text[self._found[start][2] : stop]

    def _not_grouped(self, start: int, end: int, grouped: set[str]) -> Found | None:
        """Find the first variable of a SELECT clause that is neither grouped, nor aggregated, nor made before."""
        known = set(grouped)
        number = start
        while number < end:
            if self._words[number] in AGGREGATES:
                number = self._partners.get(number + 1, number)
            elif self._words[number - 1] == "AS":
                known.add(self._words[number])
            elif self._found[number][0] == "variable" and self._words[number] not in known:
                return Mistake.NOT_GROUPED, number
            number += 1
        return None

    def _names(self, start: int, end: int) -> Iterator[int]:
        """Yield the numbers of the variables that a SELECT clause gives."""
        number = start
        while number < end:
            if self._words[number] == "(":
                number = self._partners.get(number, end)
                if self._words[number - 2] == "AS":
                    yield number - 1
            elif self._found[number][0] == "variable":
                yield number
            number += 1

    def _of_pattern(self, opening: int, closing: int) -> Iterator[int]:
        """Yield the numbers of the tokens of a pattern, without those of queries in it."""
        number = opening
        while number < closing:
            if self._words[number] == "{" and self._words[number + 1] == "SELECT":
                number = self._partners[number]
            yield number
            number += 1

    def _grouped(self, start: int, end: int) -> set[str]:
        """Return the variables that GROUP BY gives: those that stand alone, and those behind AS."""
        words = self._words[start:end]
        if "GROUP" not in words:
            return set()
        grouped: set[str] = set()
        number = start + words.index("GROUP")
        while number < end and self._words[number] not in _AFTER_GROUPING:
            if self._found[number][0] == "variable":
                grouped.add(self._words[number])
            elif self._words[number] == "(":
                number = self._partners.get(number, end)
                grouped.add(self._words[number - 1])
            number += 1
        return grouped

    def _named_by_values(self, opening: int) -> list[int] | None:
        """Return the variables of VALUES where the braces hold its rows; None where they do not."""
        before = opening - 1
        begin = self._partners.get(before, before)
        return list(range(begin, opening)) if self._words[begin - 1] == "VALUES" else None

    def _first_end(self, opening: int, begun_by: str) -> int | None:
        """Return the end of the first part of a group after which the group cannot be closed.

        Args:
            opening: the number of its brace.
            begun_by: the word with which such parts begin; what follows it, or it itself, is in round brackets.
        """
        ends: list[int] = []
        number = opening + 1
        while number < self._first:
            if self._words[number] == begun_by:
                end = self._partners.get(number if begun_by == "(" else number + 1)
                if end is not None:
                    ends.append(end)
            number = max(number, self._partners.get(number, number)) + 1

        def fails(end: int) -> int:
            return int(not self._can_go_on(self._text[: self._found[end][2] + 1] + "}"))

        first = bisect.bisect_left(ends, 1, key=fails)
        return ends[first] if first < len(ends) else None


def _first_again(named: Iterator[tuple[int, str]]) -> int | None:
    """Return the number of the first variable that has been named before."""
    seen: set[str] = set()
    for number, word in named:
        if word in seen and word[0] in "?$":
            return number
        seen.add(word)
    return None


def _partners(words: Sequence[str]) -> dict[int, int]:
    """Return the number of the other bracket for each bracket that has one."""
    partners: dict[int, int] = {}
    still_open: list[int] = []
    for number, word in enumerate(words):
        if word in {"{", "(", "["}:
            still_open.append(number)
        elif word in _OPENING and still_open and words[still_open[-1]] == _OPENING[word]:
            other = still_open.pop()
            partners[number], partners[other] = other, number
    return partners
