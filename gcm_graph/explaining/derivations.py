"""Draw the consequences of a release once more, and record for each the rule and the premises that gave it first.

The rules are those that infer the graph `inferred` (`gcm_graph.reasoning`). They are applied to one statement after the
other (semi-naive evaluation: Abiteboul, Hull, Vianu, Foundations of Databases, 1995, section 13.1), and what is
concluded is recorded together with its premises, all of which were there before. So no derivation goes in a circle, and
each ends in what is stated. Terms are strings, as N-Triples writes them: Python compares them fastest.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from gcm_graph.explaining.dump import Fact
from gcm_graph.reasoning import Pattern, Rule
from gcm_graph.reasoning.vocabulary import TYPE

_Binding: TypeAlias = dict[str, str]
_TYPE = str(TYPE)


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a fact follows.

    Attributes:
        rule: the rule.
        premises: what its body asked for, in that order.
    """

    rule: Rule
    premises: tuple[Fact, ...]


def derive(stated: Iterable[Fact], rules: Iterable[Rule]) -> dict[Fact, Derivation]:
    """Return how each fact that follows from some facts does so.

    Args:
        stated: what is stated. Its order, with that of the rules, decides which of several derivations is recorded.
        rules: the rules; contradictions are left aside.
    """
    return _Recorder(rules).record(stated)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A rule with its patterns as strings; a variable begins with a question mark, which no other term does."""

    rule: Rule
    body: tuple[Fact, ...]
    head: Fact


class _Recorder:
    def __init__(self, rules: Iterable[Rule]) -> None:
        self._waiting: defaultdict[tuple[str, str], list[tuple[_Compiled, int]]] = defaultdict(list)
        self._without_premises: list[_Compiled] = []
        # A rule can be written for several axioms, which would then conclude the same.
        for rule in sorted(rules, key=lambda rule: (rule.name, rule.axiom)):
            if rule.head is not None:
                compiled = _Compiled(rule, tuple(map(_fact, rule.body)), _fact(rule.head))
                for place, pattern in enumerate(compiled.body):
                    self._waiting[_topic(pattern)].append((compiled, place))
                if not compiled.body:
                    self._without_premises.append(compiled)
        self._known: set[Fact] = set()
        self._by_subject: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
        self._by_object: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
        self._by_predicate: defaultdict[str, list[Fact]] = defaultdict(list)

    def record(self, stated: Iterable[Fact]) -> dict[Fact, Derivation]:
        asked = {predicate for predicate, _ in self._waiting}
        everything = "" in asked
        agenda: deque[Fact] = deque()
        for fact in stated:
            if everything or fact[1] in asked:
                self._remember(fact)
                agenda.append(fact)
            self._known.add(fact)
        found: dict[Fact, Derivation] = {}
        for compiled in self._without_premises:
            self._conclude(compiled, {}, (), found, agenda)
        while agenda:
            fact = agenda.popleft()
            for compiled, place in self._rules_for(fact):
                binding = _match(compiled.body[place], fact, {})
                if binding is not None:
                    for solution, premises in self._complete(compiled.body, place, fact, binding):
                        self._conclude(compiled, solution, premises, found, agenda)
        return found

    def _rules_for(self, fact: Fact) -> Iterator[tuple[_Compiled, int]]:
        _, predicate, value = fact
        yield from self._waiting.get((predicate, ""), ())
        if predicate == _TYPE:
            yield from self._waiting.get((predicate, value), ())
        yield from self._waiting.get(("", ""), ())

    def _complete(
        self, body: Sequence[Fact], done: int, fact: Fact, binding: _Binding
    ) -> Iterator[tuple[_Binding, tuple[Fact, ...]]]:
        """Return the ways in which the other patterns of a body are found too, with the premises in its order."""
        if len(body) == 1:
            yield binding, (fact,)
            return
        partial: list[tuple[_Binding, dict[int, Fact]]] = [(binding, {done: fact})]
        for place, pattern in enumerate(body):
            if place != done:
                partial = [
                    (wider, {**premises, place: other})
                    for narrower, premises in partial
                    for other in self._candidates(pattern, narrower)
                    if (wider := _match(pattern, other, narrower)) is not None
                ]
        for solution, premises in partial:
            yield solution, tuple(premises[place] for place in range(len(body)))

    def _candidates(self, pattern: Fact, binding: _Binding) -> Sequence[Fact]:
        """Return the facts among which those of a pattern are."""
        subject, predicate, value = (binding.get(term, term) for term in pattern)
        if predicate.startswith("?"):
            return [fact for facts in self._by_predicate.values() for fact in facts]
        if not subject.startswith("?"):
            return self._by_subject.get((predicate, subject), ())
        if not value.startswith("?"):
            return self._by_object.get((predicate, value), ())
        return self._by_predicate.get(predicate, ())

    def _conclude(
        self,
        compiled: _Compiled,
        binding: Mapping[str, str],
        premises: tuple[Fact, ...],
        found: dict[Fact, Derivation],
        agenda: deque[Fact],
    ) -> None:
        subject, predicate, value = (binding.get(term, term) for term in compiled.head)
        fact = (subject, predicate, value)
        if fact not in self._known:
            found[fact] = Derivation(compiled.rule, premises)
            self._remember(fact)
            agenda.append(fact)

    def _remember(self, fact: Fact) -> None:
        subject, predicate, value = fact
        if fact not in self._known:
            self._known.add(fact)
            self._by_subject[predicate, subject].append(fact)
            self._by_object[predicate, value].append(fact)
            self._by_predicate[predicate].append(fact)


def _fact(pattern: Pattern) -> Fact:
    subject, predicate, value = map(str, pattern.terms())
    return subject, predicate, value


def _topic(pattern: Fact) -> tuple[str, str]:
    """Return by what a rule waits for facts: the predicate, of membership the class too; "" stands for anything."""
    _, predicate, value = pattern
    if predicate.startswith("?"):
        return "", ""
    return predicate, "" if predicate != _TYPE or value.startswith("?") else value


def _match(pattern: Fact, fact: Fact, binding: _Binding) -> _Binding | None:
    """Return a binding widened so that a pattern is a fact, or None."""
    wider = binding
    for wanted, term in zip(pattern, fact, strict=True):
        if wanted.startswith("?"):
            known = wider.get(wanted)
            if known is None:
                wider = {**wider, wanted: term}
            elif known != term:
                return None
        elif wanted != term:
            return None
    return wider
