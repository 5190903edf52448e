"""Tell the slips of those who know another language well: commas in SELECT, AND, LIKE, typographic quotation marks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gcm_graph.syntax_errors import Failure

_COMMENTS = ("//", "--", "/*")
_TYPOGRAPHIC = frozenset("\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb")
_MODIFIERS = frozenset({"GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET"})
_CLAUSE = re.compile(r"\bSELECT\b[^{}]*\Z", re.IGNORECASE)
_IN_GROUP_CONCAT = re.compile(r"\bGROUP_CONCAT\s*\([^;]*\Z", re.IGNORECASE)
_ESCAPED = re.compile(
    r"""\\(?:[tbnrf\\"']|u(?![dD][89a-fA-F])[0-9A-Fa-f]{4}|U00(?:0(?!0[dD][89a-fA-F])|10)[0-9A-Fa-f]{4})"""
    r"""|(?P<wrong>\\(?:u[0-9A-Fa-f]{0,4}|U[0-9A-Fa-f]{0,8}|.))""",
    re.DOTALL,
)
"""What stands for another character in a string (SPARQL 1.1 Query §19.7, §19.2), and what does not."""
_ESCAPES = r"""Write \\ for a backslash. The escapes are \t \b \n \r \f \\ \" \' and \u0041 or \U00000041."""
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "AND": "That both conditions hold is written &&: FILTER(?x > 1 && ?y > 1).",
        "OR": "That one of the conditions holds is written ||: FILTER(?x > 1 || ?y > 1).",
        "LIKE": 'A part of a text is looked for with CONTAINS, STRSTARTS or REGEX: FILTER(CONTAINS(?x, "word")).',
        "IS": "A variable without a value is found with !BOUND(?x).",
        "TOP": "How many are wanted stands at the end: LIMIT 10.",
        "<>": "Not equal is written !=.",
    }
)
"""What to write in place of words and signs of other query languages."""
_AFTER: Mapping[str, str] = MappingProxyType(
    {
        "LIMIT": "A whole number follows LIMIT: LIMIT 10.",
        "OFFSET": "A whole number follows OFFSET: OFFSET 10.",
        "AS": "A variable follows AS: (COUNT(?x) AS ?number).",
        "FROM": "The IRI of a graph follows FROM: FROM <graph/text>.",
        "NOT": "Not is written !, as in !BOUND(?x); NOT stands only before EXISTS and IN.",
    }
)
"""What may follow a word, where something else does."""


def slip(failure: Failure) -> tuple[str, str] | None:
    """Return what is wrong with a query and what to do, where it is a usual slip.

    Args:
        failure: the query that does not parse.
    """
    what = f"{failure.shown} cannot stand here."
    if failure.kind == "string" and (wrong := _wrong_escape(failure.text[failure.place :])):
        return f"the string that begins here has {wrong}, which stands for no character.", _ESCAPES
    if failure.text.startswith(_COMMENTS, failure.place):
        return what, "A comment begins with #."
    if failure.token and failure.token in _TYPOGRAPHIC:
        return what, "Quotation marks of SPARQL are straight: \"word\" or 'word'."
    hint = _of_order(failure) or _of_separator(failure) or _of_word(failure)
    return (what if failure.token else "the query ends too early.", hint) if hint else None


def _wrong_escape(rest: str) -> str:
    """Return the first escape of a text that stands for no character; "" where there is none."""
    return next((found["wrong"] for found in _ESCAPED.finditer(rest) if found["wrong"]), "")


def _of_order(failure: Failure) -> str:
    """Return what to do about modifiers in another order than theirs (SPARQL 1.1 Query §15), or ""."""
    if failure.follows("DESC") or failure.follows("ASC"):
        return f"{failure.before[-1]} stands before what it orders: ORDER BY {failure.before[-1].upper()}(?x)."
    if failure.token.upper() in _MODIFIERS and failure.before and not failure.missing:
        return "The order is: GROUP BY, HAVING, ORDER BY, LIMIT and OFFSET."
    return ""


def _of_separator(failure: Failure) -> str:
    """Return what to do about a comma where there is none, or ""."""
    before = failure.text[: failure.place]
    if failure.token.upper() in {",", "SEPARATOR"} and _IN_GROUP_CONCAT.search(before):
        return 'What separates the values stands behind a semicolon: GROUP_CONCAT(?x; SEPARATOR=", ").'
    if not failure.token.startswith(","):
        return ""
    if len(failure.before) > 1 and failure.before[-2].upper() == "LIMIT":
        return "How many are left out stands behind OFFSET: LIMIT 10 OFFSET 20."
    return "No commas stand in SELECT: SELECT ?x ?y." if _CLAUSE.search(before) and not failure.missing else ""


def _of_word(failure: Failure) -> str:
    """Return what to do about a word or a sign of another language, or ""."""
    last = failure.before[-1] if failure.before else ""
    if failure.token and last[:1] in {'"', "'"} and failure.text[failure.place - 1] == last[-1]:
        return f"The string ended before it; a mark inside a string is written \\{last[-1]}."
    if failure.before and failure.token.upper() in _WORDS:
        return _WORDS[failure.token.upper()]
    return _AFTER.get(last.upper(), "") if failure.token else ""
