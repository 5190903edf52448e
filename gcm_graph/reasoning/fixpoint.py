"""Apply rules to statements until nothing new follows: SPARQL queries, run in pyoxigraph to a fixpoint."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, cast

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, QueryTriples, Store, Triple, Variable

from gcm_graph.reasoning.closure import Closure, LiteralFact
from gcm_graph.reasoning.datatypes import DATATYPES
from gcm_graph.reasoning.equality import EQUALITY_RULES
from gcm_graph.reasoning.errors import InconsistentDataError
from gcm_graph.reasoning.names import Names
from gcm_graph.reasoning.rules import Node, Pattern, PatternTerm, Rule, Term, X
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
    known = {pattern.predicate for rule in rules for pattern in (*rule.body, *filter(None, [rule.head]))}
    saturation = Saturation()
    saturation.add({predicate: pairs for predicate, pairs in statements.items() if predicate in known})
    saturation.apply(rules)
    if SAME_AS in statements or saturation.has_equals():
        saturation.add({predicate: pairs for predicate, pairs in statements.items() if predicate not in known})
        saturation.apply([*rules, *EQUALITY_RULES])
    saturation.refuse_contradictions(rules)
    return Closure(saturation.statements(), list(saturation.literal_facts()))


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
        """Apply rules until nothing new follows.

        A rule is applied again when something new is said that its body asks for. A rule whose conclusion no body asks
        for is applied once, in the end, and what it says is not asked about again.
        """
        waiting: dict[Topic, list[int]] = {}
        for number, rule in enumerate(rules):
            for pattern in rule.body:
                waiting.setdefault(self._topic(pattern), []).append(number)
        concluding = {number for number, rule in enumerate(rules) if rule.head}
        asked = {number for number in concluding if self._is_asked_for(cast("Pattern", rules[number].head), waiting)}
        agenda = deque(sorted(asked))
        queued = set(asked)
        while agenda:
            number = agenda.popleft()
            queued.discard(number)
            said = self._conclude(rules[number])
            self._store.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in said)
            concerned = (_concerned(said, waiting) & asked) - queued
            agenda.extend(sorted(concerned))
            queued |= concerned
        for number in sorted(concluding - asked):
            self._conclude(rules[number])

    def _is_asked_for(self, head: Pattern, waiting: Container[Topic]) -> bool:
        """Return whether the body of a rule could ask for what a head says."""
        topic = self._topic(head)
        return any(one in waiting for one in (None, topic, topic and (topic[0], None)))

    def _conclude(self, rule: Rule) -> list[Triple]:
        """Return what a rule concludes that is not in the store, and take note of it."""
        query = construct(rule.body, cast("Pattern", rule.head), self._names)
        said = list(cast("QueryTriples", self._store.query(query)))
        if said:
            self._said.append((rule, said))
        return said

    def has_equals(self) -> bool:
        """Return whether a rule for one axiom has found two things to be equal."""
        return any(rule.head and rule.head.predicate == SAME_AS for rule, _ in self._said)

    def refuse_contradictions(self, rules: Iterable[Rule]) -> None:
        """Refuse statements in which the body of a rule without a head is found.

        Raises:
            InconsistentDataError: naming the first such rule by its name and axiom.
        """
        members = self._members()
        checks = [rule for rule in rules if rule.head is None and self._may_be_found(rule, members)]
        for rule in sorted(checks, key=lambda rule: (rule.name, rule.axiom)):
            found = sorted(
                tuple(str(term) for term in solution) for solution in self._solutions(rule, rule.participants())
            )
            if found:
                raise InconsistentDataError(rule.name, axiom=rule.axiom, individuals=found[0], others=len(found) - 1)

    def _members(self) -> dict[Term, set[Term]]:
        """Return the members of each class, by the names of both."""
        members: dict[Term, set[Term]] = {}
        for quad in self._store.quads_for_pattern(None, TYPE, None, None):
            members.setdefault(quad.object, set()).add(quad.subject)
        return members

    def _may_be_found(self, rule: Rule, members: Mapping[Term, Collection[Term]]) -> bool:
        """Return whether a body could be found; one that asks only for a member of some classes, if there is one.

        Classes that exclude each other make a rule for each two of them: hundreds of questions of which almost none
        needs to be put to the store.
        """
        asked = {(pattern.subject, pattern.predicate) for pattern in rule.body}
        classes = [pattern.object for pattern in rule.body]
        if len(asked) > 1 or asked.isdisjoint({(X, TYPE)}) or any(isinstance(class_, Variable) for class_ in classes):
            return True
        return bool(set.intersection(*(set(members.get(self._names.name(cast("Term", c)), ())) for c in classes)))

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

    def literal_facts(self) -> Iterator[LiteralFact]:
        """Return what follows about literals: which equal each other, and of which datatypes they are."""
        term = self._names.term
        for rule, said in self._said:
            head = cast("Pattern", rule.head)
            if head.predicate == SAME_AS or head.object in DATATYPES or isinstance(head.predicate, Variable):
                for triple in said:
                    literal, value = term(triple.subject), term(triple.object)
                    if isinstance(literal, Literal) and triple.predicate in (SAME_AS, TYPE):
                        yield LiteralFact(literal, value, rule.axiom)

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


def _concerned(said: Collection[Triple], waiting: Mapping[Topic, list[int]]) -> set[int]:
    """Return the rules that ask for something that has been said."""
    predicates = {triple.predicate for triple in said}
    topics: set[Topic] = {(predicate, None) for predicate in predicates}
    if TYPE in predicates:
        topics |= {(TYPE, triple.object) for triple in said if triple.predicate == TYPE}
    if said:
        topics.add(None)
    return {number for topic in topics for number in waiting.get(topic, ())}
