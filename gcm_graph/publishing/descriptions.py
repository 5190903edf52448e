"""Group a graph by subject and predicate, in an order that does not depend on the order of its triples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from gcm_graph.publishing.errors import BlankNodeError, UnsupportedTermError

if TYPE_CHECKING:
    from _typeshed import SupportsRichComparison

Order: TypeAlias = "Callable[[str], SupportsRichComparison]"
"""From an IRI to its sort key; the keys of any two IRIs of a graph must be comparable. Ties are broken by the IRI."""

Value: TypeAlias = "NamedNode | Literal"


@dataclass(frozen=True, slots=True)
class Description:
    """What a graph says about one subject.

    Attributes:
        subject: its IRI.
        statements: the values of each predicate, by the predicate's IRI; the predicates in no order. Values are without
            repetition: first the resources in the given order, then the literals by language, words and datatype.
    """

    subject: str
    statements: Mapping[str, Sequence[Value]]


def describe_subjects(triples: Iterable[Triple], order: Order | None = None) -> list[Description]:
    """Group triples by subject and predicate.

    Args:
        triples: the graph; repeated triples count once.
        order: the sort key of subjects, and of resources in the place of an object; by IRI where None.

    Returns:
        One description a subject, in the given order.

    Raises:
        BlankNodeError: a subject or object is a blank node.
        UnsupportedTermError: an object is a triple, or a literal with a base direction.
    """
    grouped: dict[str, dict[str, set[Value]]] = {}
    for triple in triples:
        subject, value = triple.subject, triple.object
        if isinstance(subject, BlankNode) or isinstance(value, BlankNode):
            raise BlankNodeError(triple)
        if (
            isinstance(subject, Triple)
            or isinstance(value, Triple)
            or (isinstance(value, Literal) and value.direction is not None)
        ):
            raise UnsupportedTermError(triple)
        grouped.setdefault(subject.value, {}).setdefault(triple.predicate.value, set()).add(value)

    by_iri = _memoised(order)
    return [
        Description(
            subject,
            {predicate: _in_order(values, by_iri) for predicate, values in grouped[subject].items()},
        )
        for subject in sorted(grouped, key=by_iri)
    ]


def _memoised(order: Order | None) -> Callable[[str], tuple[SupportsRichComparison, str]]:
    keys: dict[str, tuple[SupportsRichComparison, str]] = {}

    def key(iri: str) -> tuple[SupportsRichComparison, str]:
        found = keys.get(iri)
        if found is None:
            found = keys[iri] = (order(iri) if order else "", iri)
        return found

    return key


def _in_order(values: set[Value], by_iri: Callable[[str], tuple[SupportsRichComparison, str]]) -> Sequence[Value]:
    if len(values) == 1:
        return tuple(values)

    def key(value: Value) -> tuple[SupportsRichComparison, ...]:
        if isinstance(value, NamedNode):
            return (0, by_iri(value.value))
        return (1, value.language or "", value.value, value.datatype.value)

    return sorted(values, key=key)
