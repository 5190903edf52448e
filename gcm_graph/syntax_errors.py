"""What is wrong with a query that does not parse, for people: the place, what stands there, and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from gcm_graph.namespaces import PREFIXES
from gcm_graph.sparql_tokens import position
from gcm_graph.terminal import plain

_DECLARED = re.compile(r"PREFIX\s+([^\s:]*):", re.IGNORECASE)
_LONGEST_SHOWN = 160
_LONGEST_TOKEN = 40
_MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "IRI parsing failed": "What stands between < and > is no IRI. A space is written %20.",
        "The SELECT contains a variable that is unbound": "With GROUP BY, all else in SELECT is aggregated.",
    }
)
"""What to do about what the engine says beyond syntax."""
_PREFIX_NOT_FOUND = "Prefix not found"
_AGGREGATES = frozenset({"COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT"})
_OPENING: Mapping[str, str] = MappingProxyType({"}": "{", ")": "(", "]": "["})


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A query that does not parse, as the process found it.

    Attributes:
        text: the query.
        place: the offset of the first token that cannot stand where it stands.
        token: that token, or its beginning; "" where the query ends too early.
        kind: what kind of token it is.
        before: the two tokens before it, or fewer.
        missing: what would close the brackets that are open there.
        meaning: what the engine said beyond syntax, or "".
    """

    text: str
    place: int
    token: str
    kind: str
    before: Sequence[str]
    missing: str
    meaning: str

    @property
    def shown(self) -> str:
        """The token, for people."""
        return plain(self.token if len(self.token) <= _LONGEST_TOKEN else f"{self.token[:_LONGEST_TOKEN]}…")

    @property
    def position(self) -> tuple[int, int]:
        """Line and column of the place, both counted from 1, in characters."""
        return position(self.text, self.place)

    @property
    def excerpt(self) -> str:
        """The line of the place; "" where it is too long to be shown."""
        line, _ = self.position
        shown = plain(self.text.split("\n")[line - 1].rstrip("\r"))
        return shown if len(shown) <= _LONGEST_SHOWN else ""

    def follows(self, *words: str) -> bool:
        """Tell whether certain keywords stand before the token, the last one directly."""
        return tuple(each.upper() for each in self.before[-len(words) :]) == words


def explained(failure: Failure) -> tuple[str, str]:
    """Return what is wrong with a query, as the rest of a sentence that begins with its place, and what to do."""
    return next(said for said in (case(failure) for case in _CASES) if said is not None)


_Said = tuple[str, str]
"""What is wrong, as the rest of a sentence, and what to do."""


def _in_declaration(failure: Failure) -> _Said | None:
    if failure.follows("PREFIX"):
        return f"{failure.shown} is no prefix.", "A prefix ends with a colon: PREFIX ex: <http://example.org/>."
    if failure.follows("BASE") or (len(failure.before) > 1 and failure.before[-2].upper() == "PREFIX"):
        return "an IRI is expected here.", "Write it in angle brackets: PREFIX ex: <http://example.org/>."
    return None


def _undeclared(failure: Failure) -> _Said | None:
    prefix, colon, _ = failure.token.partition(":")
    if not colon or prefix == "_" or not re.fullmatch(r"[\w.-]*", prefix):
        return None
    if prefix in PREFIXES or prefix in _DECLARED.findall(failure.text):
        return None
    known = ", ".join(f"{each}:" for each in PREFIXES)
    return f"the prefix {prefix}: is not declared.", f"Write PREFIX {prefix}: <…> first. Known are {known}."


def _at_beginning(failure: Failure) -> _Said | None:
    if failure.before:
        return None
    what = f"a query cannot begin with {failure.shown}." if failure.token else "the query is empty."
    return what, "A query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, after its prefixes."


def _in_string(failure: Failure) -> _Said | None:
    if failure.kind != "unclosed":
        return None
    return "the string that begins here has no end.", 'Close it; a mark inside it is written \\".'


def _beyond_syntax(failure: Failure) -> _Said | None:
    if failure.meaning in {"", _PREFIX_NOT_FOUND}:
        return None
    hint = _MEANINGS.get(failure.meaning, "Look at the part of the query that ends here.")
    return f"{failure.meaning}.", hint


def _at_end(failure: Failure) -> _Said | None:
    if failure.token:
        return None
    hint = f"It lacks {failure.missing} at its end." if failure.missing else "Something is missing at its end."
    return "the query ends too early.", hint


def _elsewhere(failure: Failure) -> _Said:
    what = f"{failure.shown} cannot stand here."
    if failure.token in _OPENING:
        opening = _OPENING[failure.token]
        return what, f"Look whether each {failure.token} has its {opening}, and whether what it ends is complete."
    if failure.token.upper() in _AGGREGATES:
        return what, "An expression in SELECT stands in brackets, with a name: (COUNT(?x) AS ?number)."
    if failure.follows("FILTER"):
        return what, "A condition stands in brackets: FILTER(?x = 1)."
    if failure.follows("="):
        return what, "Equality is written with one =, and what is compared follows."
    return what, "Look at what stands before it: a full stop, a semicolon or a bracket may be missing."


_CASES: tuple[Callable[[Failure], _Said | None], ...] = (
    _in_declaration,
    _undeclared,
    _at_beginning,
    _in_string,
    _beyond_syntax,
    _at_end,
    _elsewhere,
)
"""The usual mistakes; the last one takes all."""
