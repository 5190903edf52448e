"""Make pyshacl compare two values as SHACL says, by SPARQL's `<`, and not as Python does."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from pyshacl.constraints.constraint_component import ConstraintComponent
from pyshacl.constraints.core.property_pair_constraints import (
    LessThanConstraintComponent,
    LessThanOrEqualsConstraintComponent,
)

from gcm_graph.validation.bridging import from_rdflib

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import rdflib

    Compare = Callable[..., tuple[bool, list[Any]]]

_TRUE = ox.Literal("true", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#boolean"))


_REPLACED: tuple[tuple[type[ConstraintComponent], str, str], ...] = (
    (LessThanConstraintComponent, "_compare_lt", "<"),
    (LessThanOrEqualsConstraintComponent, "_compare_ltoe", "<="),
)
"""Where pyshacl compares, under which name, and what should hold; it offers no other place to say so."""


@contextmanager
def comparing_as_sparql_does() -> Iterator[None]:
    """Replace the comparison of `sh:lessThan` and `sh:lessThanOrEquals` (SHACL §4.5.3-4) for a while.

    pyshacl 0.40 raises an error where a value is a blank node, and orders IRIs by their letters. The Recommendation
    takes every pair that cannot be compared for a violation.
    """
    kept = [getattr(component, name) for component, name, _ in _REPLACED]
    for component, name, operator in _REPLACED:
        setattr(component, name, _comparison(operator))
    try:
        yield
    finally:
        for (component, name, _), original in zip(_REPLACED, kept, strict=True):
            setattr(component, name, original)


def _comparison(operator: str) -> Compare:
    def compare(
        component: Any,  # noqa: ANN401 - pyshacl's components have no useful types
        values: Iterable[rdflib.term.Node],
        others: Iterable[rdflib.term.Node],
        data: rdflib.Graph,
        focus: rdflib.term.Node,
    ) -> tuple[bool, list[Any]]:
        pairs = [(value, other) for value in values for other in others]
        results = [
            component.make_v_result(data, focus, value_node=value)
            for value, other in pairs
            if not _holds(value, operator, other)
        ]
        return bool(results), results

    return compare


def _holds(left: rdflib.term.Node, operator: str, right: rdflib.term.Node) -> bool:
    """Tell whether SPARQL finds one value before another; texts with a language have no order there (§17.3)."""
    terms = [from_rdflib(left), from_rdflib(right)]
    if not all(isinstance(term, ox.Literal) and term.language is None for term in terms):
        return False
    solutions = ox.Store().query(f"SELECT ({terms[0]} {operator} {terms[1]} AS ?holds) {{}}")
    return isinstance(solutions, ox.QuerySolutions) and [solution["holds"] for solution in solutions] == [_TRUE]
