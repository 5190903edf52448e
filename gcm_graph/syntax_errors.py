"""What is wrong with a query that does not parse, for people: the place, what stands there, and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from gcm_graph.namespaces import PREFIXES
from gcm_graph.sparql_tokens import position
from gcm_graph.syntax_meanings import AGGREGATES, Mistake
from gcm_graph.syntax_slips import slip
from gcm_graph.terminal import plain

_DECLARED = re.compile(r"PREFIX\s+([^\s:]*):", re.IGNORECASE)
_LONGEST_SHOWN = 160
_LONGEST_TOKEN = 40
_MISTAKES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "IRI parsing failed": (
            "what begins here is no IRI.",
            "Between < and > stands an IRI; a space in it is written %20.",
        ),
        "The query limit should be a non negative integer": (
            "{} is more than can be counted.",
            "Write a smaller number, or leave LIMIT out.",
        ),
        "The query offset should be a non negative integer": (
            "{} is more than can be counted.",
            "Write a smaller number, or leave OFFSET out.",
        ),
        "The SELECT contains a variable that is unbound": (
            "a SELECT before it names a variable that is neither grouped nor aggregated.",
            "Name it behind GROUP BY, or aggregate it, as in (SAMPLE(?x) AS ?one).",
        ),
        Mistake.BOUND_AGAIN: (
            "{} has been used in this group, and BIND cannot give it a value any more.",
            "Choose another name; two values are compared with FILTER.",
        ),
        Mistake.NAMED_TWICE: ("{} is named twice.", "Leave one of them out, or choose another name."),
        Mistake.NAMED_AS_IN_PATTERN: (
            "{} has its value from the pattern, and SELECT cannot give it another.",
            "Choose another name behind AS.",
        ),
        Mistake.NOT_GROUPED: (
            "{} is neither grouped nor aggregated.",
            "Name it behind GROUP BY, or aggregate it, as in (SAMPLE(?x) AS ?one).",
        ),
        Mistake.ALL_GROUPED: (
            "SELECT * cannot be grouped.",
            "Name what is selected: variables of GROUP BY, and aggregates such as (COUNT(?x) AS ?number).",
        ),
        Mistake.ONLY_SELECT_GROUPS: (
            "only SELECT is grouped.",
            "Group in a SELECT of its own within the pattern: { SELECT … GROUP BY … }.",
        ),
        Mistake.NOT_AGGREGATED_HERE: (
            "{} is an aggregate, and cannot stand here.",
            "Aggregates stand in SELECT, HAVING and ORDER BY of a SELECT: HAVING(COUNT(?x) > 1).",
        ),
        Mistake.WITHOUT_A_NAME: (
            "an expression in SELECT has no name.",
            "Give it one: (?x + 1 AS ?more).",
        ),
        Mistake.ROW_OF_ANOTHER_LENGTH: (
            "this row has not as many values as VALUES names variables.",
            "UNDEF stands for a value that is left open.",
        ),
        Mistake.BLANK_NODE_OF_ANOTHER_GROUP: (
            "{} is a blank node of another group.",
            "A blank node belongs to one group of triples; use a variable for what several groups share.",
        ),
    }
)
"""What is wrong, with the token for {}, and what to do about it, by what was found beyond syntax."""
_PREFIX_NOT_FOUND = "Prefix not found"
_BEFORE_BRACKETS = re.compile(
    r"""
    ABS | AS | ASC | AVG | BIND | BNODE | BOUND | BY | CEIL | COALESCE | CONCAT | CONTAINS | COUNT | DATATYPE | DAY
  | DESC | DISTINCT | ENCODE_FOR_URI | EXISTS | FILTER | FLOOR | GROUP_CONCAT | HAVING | HOURS | IF | IN | IRI | ISBLANK
  | ISIRI | ISLITERAL | ISNUMERIC | ISURI | LANG | LANGMATCHES | LCASE | MAX | MD5 | MIN | MINUTES | MONTH | NOT | NOW
  | RAND | REDUCED | REGEX | REPLACE | ROUND | SAMETERM | SAMPLE | SECONDS | SELECT | SHA(?:1|256|384|512) | STR
  | STRAFTER | STRBEFORE | STRDT | STRENDS | STRLANG | STRLEN | STRSTARTS | STRUUID | SUBSTR | SUM | TIMEZONE | TZ
  | UCASE | URI | UUID | VALUES | WHERE | YEAR
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""The words that may stand before a bracket (SPARQL 1.1 Query §19.8)."""
_LONG_MARKS = ('"""', "'''")
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
        meaning: a `Mistake`, or what the engine said beyond syntax, or "".
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

    @property
    def calls(self) -> bool:
        """Whether a round bracket follows the token."""
        return self.text[self.place + len(self.token) :].lstrip().startswith("(")

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
        what = f"{failure.shown} is no prefix." if failure.token else "a prefix is expected here."
        return what, "A prefix ends with a colon: PREFIX ex: <http://example.org/>."
    if failure.follows("BASE"):
        return "an IRI is expected here.", "Write it in angle brackets: BASE <http://example.org/>."
    if len(failure.before) > 1 and failure.before[-2].upper() == "PREFIX":
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


def _without_end(failure: Failure) -> _Said | None:
    if failure.kind != "unclosed":
        return None
    if failure.token.startswith("<"):
        return "the IRI that begins here has no end.", "Close it with >; it has no spaces."
    if failure.token.startswith(_LONG_MARKS):
        return "the string that begins here has no end.", f"Close it with {failure.token[:3]}."
    return "the string that begins here has no end.", 'Close it; a mark inside it is written \\".'


def _beyond_syntax(failure: Failure) -> _Said | None:
    if failure.meaning in {"", _PREFIX_NOT_FOUND}:
        return None
    if failure.meaning in _MISTAKES:
        what, hint = _MISTAKES[failure.meaning]
        return what.replace("{}", failure.shown), hint
    return f"{failure.meaning}.", "Look at the part of the query that ends here."


def _at_end(failure: Failure) -> _Said | None:
    if failure.token:
        return None
    hint = f"It lacks {failure.missing} at its end." if failure.missing else "Something is missing at its end."
    return "the query ends too early.", hint


def _within(failure: Failure) -> _Said | None:
    if not failure.token.startswith(")") or not (failure.follows("(") or failure.follows("(", "DISTINCT")):
        return None
    return "what stands in these brackets is missing.", "Name it, as in MAX(?x), COUNT(*) or STRLEN(?x)."


def _elsewhere(failure: Failure) -> _Said:
    what = f"{failure.shown} cannot stand here."
    if failure.token in _OPENING:
        opening = _OPENING[failure.token]
        return what, f"Look whether each {failure.token} has its {opening}, and whether what it ends is complete."
    if failure.kind == "word" and failure.calls and not _BEFORE_BRACKETS.fullmatch(failure.token):
        return f"there is no function {failure.shown}.", "SPARQL 1.1 Query, section 17.4, lists what there is."
    if failure.token.upper() in AGGREGATES:
        return what, "An expression in SELECT stands in brackets, with a name: (COUNT(?x) AS ?number)."
    if failure.follows("FILTER"):
        return what, "A condition stands in brackets: FILTER(?x = 1)."
    if failure.follows("="):
        return what, "Equality is written with one =, and what is compared follows."
    return what, "Look at what stands before it: a full stop, a semicolon or a bracket may be missing."


_CASES: tuple[Callable[[Failure], _Said | None], ...] = (
    _beyond_syntax,
    _in_declaration,
    _undeclared,
    slip,
    _at_beginning,
    _without_end,
    _at_end,
    _within,
    _elsewhere,
)
"""The usual mistakes; the last one takes all."""
