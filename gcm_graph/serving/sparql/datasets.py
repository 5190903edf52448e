"""Name each graph of a dataset once: a dataset has sets of graphs, and the engine reads one that is named twice twice.

SPARQL 1.1 Query §13.2: the default graph is the merge of the graphs that FROM names; FROM NAMED names further ones.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from gcm_graph.sparql_tokens import tokens

_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_GRAPHS = frozenset({"iri", "name"})


class _Clause(NamedTuple):
    """A clause with FROM: whether it is FROM NAMED, how its graph is written, and where it begins and ends."""

    named: bool
    graph: str
    start: int
    end: int


def each_graph_once(text: str, resolve: Callable[[str], list[str]]) -> str:
    """Return a query with spaces for each clause that names a graph again. All else stays at its place.

    Args:
        text: the query.
        resolve: returns the IRIs in the only solution of a query, in order; raises SyntaxError where it is none.
    """
    if text.lower().count("from") < 2:  # noqa: PLR2004 - one clause repeats nothing
        return text
    prologue, clauses = _read(text)
    if len(clauses) < 2:  # noqa: PLR2004 - as above
        return text
    columns = " ".join(f"({clause.graph} AS ?x{number})" for number, clause in enumerate(clauses))
    try:
        iris = resolve(f"{prologue}\nSELECT {columns} {{}}")
    except SyntaxError:
        # The query itself will fail, at its own place.
        return text
    seen: set[tuple[bool, str]] = set()
    for clause, iri in zip(clauses, iris, strict=True):
        if (clause.named, iri) in seen:
            # A name may hold no line break: lines and columns after it stay what they are.
            blank = "".join(each if each in "\r\n" else " " for each in text[clause.start : clause.end])
            text = text[: clause.start] + blank + text[clause.end :]
        seen.add((clause.named, iri))
    return text


def _read(text: str) -> tuple[str, list[_Clause]]:
    """Return the prologue of a query and its clauses with FROM, which is no other word of the grammar."""
    prologue = ""
    clauses: list[_Clause] = []
    began: int | None = None
    named = False
    for kind, token, place in tokens(text):
        word = token.upper() if kind == "word" else ""
        if word in _FORMS and not prologue:
            prologue = text[:place]
        if word == "FROM":
            began, named = place, False
        elif began is not None and word == "NAMED":
            named = True
        else:
            if began is not None and kind in _GRAPHS:
                clauses.append(_Clause(named, token, began, place + len(token)))
            began = None
    return prologue, clauses
