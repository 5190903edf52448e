"""What is refused before the engine sees it: federation and updates; and which queries have another answer each time.

The endpoint only reads, and reaches nothing outside. Words inside strings, IRIs, comments and names are left alone.
This is the first wall: the process could open no connection even if a SERVICE got past it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from gcm_graph.sparql_tokens import ESCAPE, tokens

UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "ADD", "MOVE", "COPY", "WITH"})
"""The words with which an operation of SPARQL 1.1 Update begins."""
VOLATILE = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})
"""The functions that give another value each time (SPARQL 1.1 Query §17.4)."""
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_SERVICE = "SERVICE"
_WATCHED = tuple(word.lower() for word in (*sorted(UPDATES), *sorted(VOLATILE), _SERVICE))
_WATCHED_WORD = re.compile(rf"\b(?:{'|'.join(_WATCHED)})(?!\w)|\\u")


class RefusedError(Exception):
    """The query is one that the endpoint does not answer.

    Args:
        kind: `service` or `update`.
        word: the word that says so.
        place: its offset in the query.
    """

    def __init__(self, kind: Literal["service", "update"], word: str, place: int) -> None:
        super().__init__(kind, word, place)
        self.kind = kind
        self.word = word
        self.place = place


class Word(NamedTuple):
    """A bare word of a query, in capitals, and its offset."""

    word: str
    place: int


def refuse(text: str) -> bool:
    """Refuse what the endpoint does not do, and tell whether the answer is the same each time.

    Raises:
        RefusedError: the query asks another service, or it is an update.

    >>> refuse("ASK { FILTER(NOW() > 1) }"), refuse("ASK { ?now ?p 'NOW()' }")
    (False, True)
    """
    lowered = text.lower()
    # Most queries have none of these words, not even in a string.
    if "\\u" not in lowered and not any(word in lowered for word in _WATCHED):
        return True
    if _WATCHED_WORD.search(lowered) is None:
        return True
    words: set[str] = set()
    for word, place in _words(text):
        if word in UPDATES and words.isdisjoint(_FORMS):
            raise RefusedError("update", word, place)
        if word == _SERVICE:
            raise RefusedError("service", word, place)
        words.add(word)
    return words.isdisjoint(VOLATILE)


def _words(text: str) -> Iterator[Word]:
    """Return the bare words of a query."""
    for kind, token, place in tokens(text):
        if kind == "word":
            yield Word(_plain(token).upper(), place)
        elif kind == "unclosed":
            # It is an error; but should the engine read on where we see a string, its words count.
            yield from (Word(word[0].upper(), place + word.start()) for word in re.finditer(r"\w+", token))


def _plain(token: str) -> str:
    """Return a word with its codepoint escapes decoded (SPARQL 1.1 Query §19.2)."""
    return (
        re.sub(ESCAPE, lambda escape: _character(int(escape[0].lstrip("\\uU"), 16)), token) if "\\" in token else token
    )


def _character(point: int) -> str:
    return chr(point) if point < 0x110000 else "?"  # noqa: PLR2004 - the end of Unicode
