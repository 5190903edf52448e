"""Write rules as SPARQL queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import Variable

from gcm_graph.reasoning.names import Names
from gcm_graph.reasoning.rules import Pattern, PatternTerm
from gcm_graph.reasoning.vocabulary import SAME_AS


def construct(body: Iterable[Pattern], head: Pattern, names: Names) -> str:
    """Return the query for what a rule concludes that has not been said yet. Nothing is said to equal itself."""
    conclusion = _write(head, names)
    subject, value = _term(head.subject, names), _term(head.object, names)
    other = f"FILTER({subject} != {value})" if head.predicate == SAME_AS else ""
    premises = " ".join(_write(pattern, names) for pattern in body)
    return f"CONSTRUCT {{ {conclusion} }} WHERE {{ {premises} {other} FILTER NOT EXISTS {{ {conclusion} }} }}"


def select(body: Iterable[Pattern], variables: Sequence[Variable], names: Names) -> str:
    """Return the query for the values of variables for which the body of a rule is found."""
    premises = " ".join(_write(pattern, names) for pattern in body)
    return f"SELECT DISTINCT {' '.join(map(str, variables)) or '*'} WHERE {{ {premises} }}"


def _write(pattern: Pattern, names: Names) -> str:
    return " ".join(_term(term, names) for term in pattern.terms()) + " ."


def _term(term: PatternTerm, names: Names) -> str:
    return str(term) if isinstance(term, Variable) else names.in_query(term)
