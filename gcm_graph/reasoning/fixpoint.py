"""Apply rules to statements until nothing new follows: SPARQL queries, run in pyoxigraph to a fixpoint."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeAlias, cast

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, QueryTriples, Store, Triple, Variable

from gcm_graph.reasoning.closure import Closure, LiteralFact
from gcm_graph.reasoning.datatypes import DATATYPES
from gcm_graph.reasoning.equality import EQUALITY_RULES
from gcm_graph.reasoning.errors import InconsistentDataError
from gcm_graph.reasoning.names import Names
from gcm_graph.reasoning.rules import Node, Pattern, PatternTerm, Rule, Term
from gcm_graph.reasoning.schema import Statements
from gcm_graph.reasoning.sparql import construct, select
from gcm_graph.reasoning.vocabulary import SAME_AS, TYPE

Topic: TypeAlias = tuple[NamedNode, Term | None] | None
"""What a pattern is about: a predicate, for rdf:type with the class; None for anything."""


def close(statements: Statements, rules: Sequence[Rule]) -> Closure:
    """Return what follows from statements by rules, without the statements themselves.

    At first only those statements are looked at whose predicates the rules know. The rules of equality, which concern
    everything, are added together with the other statements if two things are equal.

    Args:
        statements: the data and the ontology.
        rules: the compiled rules.

    Raises:
        InconsistentDataError: if the body of a rule without a head is found.
    """
    checks = [rule for rule in rules if rule.head is None]
    # Nothing asks for the members of a datatype: they are only looked at in the end.
    typings = [rule for rule in rules if rule.head and rule.head.object in DATATYPES]
    others = [rule for rule in rules if rule.head and rule.head.object not in DATATYPES]
    known = {pattern.predicate for rule in rules for pattern in (*rule.body, *filter(None, [rule.head]))}
    saturation = Saturation()
    saturation.add({predicate: pairs for predicate, pairs in statements.items() if predicate in known})
    saturation.apply(others)
    if SAME_AS in statements or saturation.has_equals():
        saturation.add({predicate: pairs for predicate, pairs in statements.items() if predicate not in known})
        saturation.apply([*others, *EQUALITY_RULES])
    saturation.refuse_contradictions(checks)
    return Closure(saturation.statements(), [*saturation.equal_literals(), *saturation.typed_literals(typings)])


class Saturation:
    """Statements to which rules are applied."""

    def __init__(self) -> None:
        self._store = Store()
        self._names = Names()
        self._said: list[tuple[Rule, list[Triple]]] = []

    def add(self, statements: Statements) -> None:
        """Add statements."""
        name = self._names.name
        self._store.bulk_extend(
            Quad(name(subject), predicate_name, name(value))
            for predicate, pairs in statements.items()
            for predicate_name in (name(predicate),)
            for subject, value in pairs
        )

    def apply(self, rules: Sequence[Rule]) -> None:
        """Apply rules until nothing new follows; one is applied again when something new is said that it asks for."""
        queries = [construct(rule.body, cast("Pattern", rule.head), self._names) for rule in rules]
        waiting: dict[Topic, list[int]] = {}
        for number, rule in enumerate(rules):
            for pattern in rule.body:
                waiting.setdefault(self._topic(pattern), []).append(number)
        agenda = deque(range(len(rules)))
        queued = set(agenda)
        while agenda:
            number = agenda.popleft()
            queued.discard(number)
            said = list(cast("QueryTriples", self._store.query(queries[number])))
            if not said:
                continue
            self._store.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in said)
            self._said.append((rules[number], said))
            for concerned in _concerned(said, waiting):
                if concerned not in queued:
                    queued.add(concerned)
                    agenda.append(concerned)

    def has_equals(self) -> bool:
        """Return whether two things have been found to be equal."""
        return any(triple.predicate == SAME_AS for _, said in self._said for triple in said)

    def refuse_contradictions(self, rules: Iterable[Rule]) -> None:
        """Refuse statements in which the body of a rule is found.

        Raises:
            InconsistentDataError: naming the first such rule by its name and axiom.
        """
        for rule in sorted(rules, key=lambda rule: (rule.name, rule.axiom)):
            found = sorted(
                tuple(str(term) for term in solution) for solution in self._solutions(rule, rule.participants())
            )
            if found:
                raise InconsistentDataError(rule.name, axiom=rule.axiom, individuals=found[0], others=len(found) - 1)

    def statements(self) -> Statements:
        """Return what follows, as far as RDF 1.1 can say it."""
        term = self._names.term
        grouped: dict[NamedNode, list[tuple[Node, Term]]] = {}
        for _, said in self._said:
            for triple in said:
                subject, predicate = term(triple.subject), term(triple.predicate)
                if isinstance(predicate, NamedNode) and isinstance(subject, NamedNode | BlankNode):
                    grouped.setdefault(predicate, []).append((subject, term(triple.object)))
        return grouped

    def equal_literals(self) -> Iterator[LiteralFact]:
        """Return which literals follow to be equal."""
        for rule, said in self._said:
            for triple in said:
                if triple.predicate == SAME_AS:
                    one, other = self._names.term(triple.subject), self._names.term(triple.object)
                    if isinstance(one, Literal) and isinstance(other, Literal):
                        yield LiteralFact(one, SAME_AS, other, rule.axiom)

    def typed_literals(self, rules: Iterable[Rule]) -> Iterator[LiteralFact]:
        """Return which literals are of a datatype by the rules, each of which concludes that of a variable."""
        for rule in rules:
            head = cast("Pattern", rule.head)
            for solution in self._solutions(rule, [head.subject]):
                if isinstance(solution[0], Literal):
                    yield LiteralFact(solution[0], TYPE, cast("NamedNode", head.object), rule.axiom)

    def _solutions(self, rule: Rule, wanted: Sequence[PatternTerm]) -> Iterator[tuple[Term, ...]]:
        """Return terms, the variables among them replaced, for each way in which the body of a rule is found."""
        variables = [term for term in wanted if isinstance(term, Variable)]
        solutions = cast("QuerySolutions", self._store.query(select(rule.body, variables, self._names)))
        for solution in solutions:
            yield tuple(self._names.term(solution[term]) if isinstance(term, Variable) else term for term in wanted)

    def _topic(self, pattern: Pattern) -> Topic:
        if isinstance(pattern.predicate, Variable):
            return None
        predicate = self._names.name(pattern.predicate)
        if predicate != TYPE or isinstance(pattern.object, Variable):
            return predicate, None
        return predicate, self._names.name(pattern.object)


def _concerned(said: Collection[Triple], waiting: dict[Topic, list[int]]) -> list[int]:
    """Return the rules that ask for something that has been said."""
    predicates = {triple.predicate for triple in said}
    topics: set[Topic] = {None, *((predicate, None) for predicate in predicates)}
    if TYPE in predicates:
        topics |= {(TYPE, triple.object) for triple in said if triple.predicate == TYPE}
    return sorted({number for topic in topics for number in waiting.get(topic, ())})
