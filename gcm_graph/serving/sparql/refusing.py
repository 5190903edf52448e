"""What is refused before the engine sees it: federation, updates, and what SPARQL 1.1 does not have.

It is also told which queries have another answer each time.

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
EXTENSIONS = frozenset(
    {
        *("LATERAL", "VERSION", "TRIPLE", "ISTRIPLE", "SUBJECT", "PREDICATE", "OBJECT"),
        *("LANGDIR", "STRLANGDIR", "HASLANG", "HASLANGDIR"),
    }
)
"""Words of the engine that are none in SPARQL 1.1: of SPARQL 1.2, and LATERAL, which is proposed for it."""
_DIRECTIONS = frozenset({"ltr", "rtl"})
_SIGNS = ("<<", ">>", "{|", "~", "--")
_WATCHED = tuple(word.lower() for word in sorted({*UPDATES, *VOLATILE, *EXTENSIONS, _SERVICE}))
_WATCHED_WORD = re.compile(rf"\b(?:{'|'.join(_WATCHED)})(?!\w)|\\u")


class RefusedError(Exception):
    """The query is one that the endpoint does not answer.

    Args:
        kind: `service`, `update` or `extension`.
        word: the word or the sign that says so.
        place: its offset in the query.
    """

    def __init__(self, kind: Literal["service", "update", "extension"], word: str, place: int) -> None:
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
        RefusedError: the query asks another service, it is an update, or has what SPARQL 1.1 does not have.

    >>> refuse("ASK { FILTER(NOW() > 1) }"), refuse("ASK { ?now ?p 'NOW()' }")
    (False, True)
    """
    if any(sign in text for sign in _SIGNS):
        _refuse_signs(text)
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
        if word in EXTENSIONS:
            raise RefusedError("extension", word, place)
        words.add(word)
    return words.isdisjoint(VOLATILE)


def _refuse_signs(text: str) -> None:
    """Refuse the signs of SPARQL 1.2: triple terms, annotations, reifiers, and the direction of a text.

    None of them can stand in SPARQL 1.1: `<` and `>` compare two values, `{` begins no alternative path, and what a
    language tag is followed by is no bare word.
    """
    read = [*tokens(text), ("", "", len(text)), ("", "", len(text)), ("", "", len(text))]
    for (kind, sign, place), second, third, fourth in zip(read, read[1:], read[2:], read[3:], strict=False):
        end = place + len(sign)
        adjacent = sign + second[1] if second[2] == end else sign
        if kind == "other":
            if adjacent in {"<<", ">>", "{|"}:
                raise RefusedError("extension", adjacent, place)
            # Without spaces the three terms read as one IRI: <<?s?p?o>>.
            if sign == "<" and second[0] == "iri" and second[2] == end and third[1] == ">":
                raise RefusedError("extension", "<<", place)
            if sign == "~":
                raise RefusedError("extension", sign, place)
        if kind == "language" and second[1] == third[1] == "-" and fourth[1].lower() in _DIRECTIONS:
            raise RefusedError("extension", f"--{fourth[1]}", second[2])


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
