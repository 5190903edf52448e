"""Find the place at which a query stops being SPARQL.

The engine tells a line and a column, but they are those of whatever it tried furthest on, often many characters too
far. So beginnings of the query are tried: one that could still become a query fails only at its very end.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypedDict

from gcm_graph.sparql_tokens import position, tokens
from gcm_graph.syntax_meanings import Reading, Token

_POSITION = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): ")
_MEANING = re.compile(r"Prefix not found|IRI parsing failed|(?:The|Variable|Duplicate|Invalid)[ ][^,\[\]\"]{5,100}")
_NO_IRI = "IRI parsing failed"
_SPACE = " " * 64
"""Longer than any keyword: what the engine tries behind the place cannot reach its end."""

_LONGEST_TOKEN = 60
_CLOSING = {"{": "}", "(": ")", "[": "]"}

Parse = Callable[[str], object]
"""Parses a query; raises SyntaxError where it is none."""


class Place(TypedDict):
    """Where a query stops being one, as it goes over the line between processes.

    Attributes:
        place: the offset of the first token that cannot stand where it stands; the end of the text where the query
            ends too early.
        kind: what kind of token it is.
        token: that token, or its beginning; "" at the end.
        before: the two tokens before it, or fewer.
        missing: the brackets that are open there, as they would close.
        meaning: a `Mistake`, or what the engine said beyond syntax, or "".
    """

    place: int
    kind: str
    token: str
    before: list[str]
    missing: str
    meaning: str


def find_place(text: str, message: str, parse: Parse) -> Place:
    """Return where and why a query does not parse.

    Args:
        text: the query.
        message: what the engine said of it.
        parse: asks the engine again.

    Returns:
        The first token that cannot stand where it stands; of a mistake that the grammar does not see, the token that
        makes it.
    """
    found = list(tokens(text))

    def fails(end: int) -> int:
        return int(not _can_go_on(parse, text[:end]))

    first = bisect.bisect_left([place + len(token) for _, token, place in found], 1, key=fails)
    told = _MEANING.search(message)
    meaning = told[0].strip() if told else ""
    if first == len(found) and (unclosed := _unclosed(text, found, parse)) is not None:
        return _place(text, [*found[:unclosed], ("unclosed", *found[unclosed][1:])], unclosed, "")
    mistake = Reading(text, found, first, partial(_said, parse), partial(_can_go_on, parse)).mistake()
    if mistake is not None:
        meaning, first = mistake
    elif meaning == _NO_IRI:
        # What is no IRI is no token either: the place is behind its end.
        first = max((number for number in range(first) if found[number][1] == "<"), default=first)
    elif first == len(found) and _missing(each for _, each, _ in found):
        # What else is wrong is looked at when it is complete.
        meaning = ""
    return _place(text, found, first, meaning)


def _place(text: str, found: Sequence[Token], first: int, meaning: str) -> Place:
    kind, token, place = found[first] if first < len(found) else ("end", "", len(text.rstrip()))
    return {
        "place": place,
        "kind": kind,
        "token": token[:_LONGEST_TOKEN],
        "before": [each[:_LONGEST_TOKEN] for _, each, _ in found[max(0, first - 2) : first]],
        "missing": _missing(each for _, each, _ in found[:first]),
        "meaning": meaning,
    }


def _unclosed(text: str, found: Sequence[Token], parse: Parse) -> int | None:
    """Return the number of the token that takes in all that follows: a long string or an IRI without an end."""
    if found and found[-1][0] == "unclosed":
        return len(found) - 1
    last = max((number for number, each in enumerate(found) if each[1] == "<"), default=None)
    if last is None or ">" in text[found[last][2] :]:
        return None
    # Where another sign could stand, it is one itself.
    before = text[: found[last][2]]
    return last if _can_go_on(parse, f"{before}<urn:a>") and not _can_go_on(parse, f"{before}= 1") else None


def _missing(before: Iterable[str]) -> str:
    """Return the brackets that would close those which are open."""
    still_open: list[str] = []
    for each in before:
        if each in _CLOSING:
            still_open.append(_CLOSING[each])
        elif still_open and still_open[-1] == each:
            still_open.pop()
    return "".join(reversed(still_open[-_LONGEST_TOKEN:]))


def _can_go_on(parse: Parse, beginning: str) -> bool:
    """Tell whether a query could begin so."""
    said = _said(parse, beginning + "\n" + _SPACE)
    if not said:
        return True
    told = _POSITION.match(said)
    line, _ = position(beginning, len(beginning))
    return told is not None and int(told["line"]) > line and int(told["column"]) >= len(_SPACE)


def _said(parse: Parse, text: str) -> str:
    """Return what the engine says of a query; "" where it takes it."""
    try:
        parse(text)
    except SyntaxError as error:
        return str(error)
    return ""
