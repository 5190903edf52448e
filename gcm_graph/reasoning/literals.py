"""Refuse literals that contradict their datatypes or each other (OWL 2 Profiles, section 4.3, Table 8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from gcm_graph.reasoning.closure import LiteralFact
from gcm_graph.reasoning.datatypes import are_different, has_value, is_well_typed
from gcm_graph.reasoning.errors import InconsistentDataError
from gcm_graph.reasoning.schema import Statements


def refuse_ill_typed(statements: Statements) -> None:
    """Refuse literals that stand for no value of their own datatype (dt-not-type with dt-type2).

    Raises:
        InconsistentDataError: naming the subject and the literal.
    """
    wrong = [
        (str(subject), str(value))
        for pairs in statements.values()
        for subject, value in pairs
        if isinstance(value, Literal) and not is_well_typed(value)
    ]
    if wrong:
        raise InconsistentDataError("dt-not-type", axiom="", individuals=min(wrong), others=len(wrong) - 1)


def refuse_contradictions(facts: Iterable[LiteralFact], statements: Statements) -> None:
    """Refuse literals of datatypes that do not have their value, and different values that would be equal.

    Args:
        facts: what follows about literals.
        statements: the data, to name the subjects that have the literals.

    Raises:
        InconsistentDataError: naming the subjects and the literals.
    """
    found = sorted((rule, literals, axiom) for rule, literals, axiom in _contradictions(facts))
    if not found:
        return
    rule, literals, axiom = found[0]
    subjects = {str(subject) for pairs in statements.values() for subject, value in pairs if str(value) in literals}
    others = len({literals for _, literals, _ in found}) - 1
    raise InconsistentDataError(rule, axiom=axiom, individuals=(*sorted(subjects), *literals), others=others)


def _contradictions(facts: Iterable[LiteralFact]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Return the rule, the literals and the axiom of every contradiction."""
    for fact in facts:
        if isinstance(fact.value, Literal):
            if are_different(fact.literal, fact.value):
                yield "dt-diff", tuple(sorted((str(fact.literal), str(fact.value)))), fact.axiom
        elif isinstance(fact.value, NamedNode) and not has_value(fact.value, fact.literal):
            yield "dt-not-type", (str(fact.literal),), fact.axiom
