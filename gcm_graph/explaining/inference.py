"""Account for what was inferred: the rule, its axiom, and its premises down to what is stated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import cast

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from gcm_graph.explaining.declarations import Declarations
from gcm_graph.explaining.derivations import Derivation, derive
from gcm_graph.explaining.dump import Dump, Fact, term_of
from gcm_graph.explaining.mappings import Mappings
from gcm_graph.explaining.origins import Explanation, FromDeclaration, FromMapping, FromRule, Statement
from gcm_graph.explaining.released import ReleasedGraph
from gcm_graph.namespaces import PREFIXES
from gcm_graph.reasoning import EQUALITY_RULES, Rule, compile_rules
from gcm_graph.reasoning.vocabulary import LOGICAL, SAME_AS, TYPE
from gcm_graph.release_folder import BrokenReleaseError

_INFERRED = "inferred"
_NOT_STATED = frozenset({_INFERRED, "catalogue"})
_LOGICAL = tuple(f"<{namespace}" for namespace in LOGICAL)
_NAME = re.compile(r"(?P<prefix>[a-z]+):(?P<local>[\w-]+)|<(?P<iri>[^>]*)>|(?P<a>a)(?= )")


class Inference:
    """What follows from what a release states.

    Args:
        graph: the release.
        declarations: what declares the axioms.
        mappings: the mappings that are axioms.
        explain_stated: explains a statement that is stated.
    """

    def __init__(
        self,
        graph: ReleasedGraph,
        declarations: Declarations,
        mappings: Mappings,
        explain_stated: Callable[[Statement], Explanation],
    ) -> None:
        self._graph = graph
        self._declarations = declarations
        self._mappings = mappings
        self._explain_stated = explain_stated
        self._explained: dict[Fact, Explanation] = {}
        self._axioms: dict[str, FromDeclaration | FromMapping | None] = {}

    def explain(self, statement: Statement) -> FromRule | None:
        """Return how a statement of the graph `inferred` follows, or None where it does not."""
        fact = str(statement.subject), str(statement.predicate), str(statement.object)
        if fact not in self._derivations:
            return None
        explained = self._of(fact)
        return explained.origin if isinstance(explained.origin, FromRule) else None

    def _of(self, fact: Fact) -> Explanation:
        """Return the explanation of a fact, stated or not. Premises come before conclusions: this ends."""
        if fact not in self._explained:
            subject, predicate, value = map(term_of, fact)
            statement = Statement(subject, cast("NamedNode", predicate), value, self._stated.get(fact))
            if statement.graph is not None:
                self._explained[fact] = self._explain_stated(statement)
            else:
                self._explained[fact] = self._follows(statement, self._derivations[fact])
        return self._explained[fact]

    def _follows(self, statement: Statement, derivation: Derivation) -> Explanation:
        rule = derivation.rule
        premises = tuple(self._of(premise) for premise in derivation.premises)
        if rule.axiom not in self._axioms:
            self._axioms[rule.axiom] = self._declared(rule.axiom)
        subject, predicate, value = statement.subject, statement.predicate, statement.object
        published = isinstance(subject, NamedNode) and any(self._graph.statements(subject, predicate, value))
        return Explanation(
            Statement(subject, predicate, value, _INFERRED if published else None),
            FromRule(rule.name, rule.clause, rule.axiom, self._axioms[rule.axiom], premises),
        )

    def _declared(self, axiom: str) -> FromDeclaration | FromMapping | None:
        """Return what declares an axiom: a mapping, or the file of the ontology."""
        names = [_iri(match) for match in _NAME.finditer(axiom)]
        match names:
            case [subject, predicate, value]:
                mapping = self._mappings.of(subject, predicate, value)
                place = self._declarations.search(subject, predicate, value)
            case [subject, predicate, *_]:
                mapping, place = None, self._declarations.search(subject, predicate, None)
            case _:
                return None
        return mapping or (None if place is None else FromDeclaration(place))

    @cached_property
    def _dump(self) -> Dump:
        return Dump(self._graph.folder)

    @cached_property
    def _rules(self) -> tuple[Rule, ...]:
        """Return the rules of the release's own axioms.

        As in the build, the rules of equality are added only where something can be equal.
        """
        rules = compile_rules(self._triples())
        heads = {rule.head.predicate for rule in rules if rule.head is not None}
        if SAME_AS in heads or str(SAME_AS) in self._dump.predicates():
            return (*rules, *EQUALITY_RULES)
        return rules

    @cached_property
    def _stated(self) -> dict[Fact, str]:
        """Return the graphs of what is stated with the predicates that rules ask for or conclude."""
        patterns = [pattern for rule in self._rules if rule.head is not None for pattern in (*rule.body, rule.head)]
        asked = {str(pattern.predicate) for pattern in patterns}
        everything = any(predicate.startswith("?") for predicate in asked)
        return dict(self._dump.facts(self._dump.predicates() if everything else sorted(asked), without=_NOT_STATED))

    @cached_property
    def _derivations(self) -> dict[Fact, Derivation]:
        """Return how each consequence follows."""
        return derive(self._stated, self._rules)

    def _triples(self) -> Iterator[Triple]:
        """Return the ontology, blank nodes included, and what else the release says in the vocabularies of OWL."""
        file = self._graph.folder / "ontology.ttl"
        try:
            yield from (quad.triple for quad in parse(path=str(file), format=RdfFormat.TURTLE))
        except (OSError, SyntaxError) as error:
            raise BrokenReleaseError(f"{file} cannot be read: {error}") from error
        kind = str(TYPE)
        logical = [predicate for predicate in self._dump.predicates() if predicate.startswith(_LOGICAL)]
        for (subject, predicate, value), _ in self._dump.facts(logical, without=_NOT_STATED):
            if predicate != kind or value.startswith(_LOGICAL):
                one, two = term_of(subject), term_of(predicate)
                yield Triple(cast("NamedNode", one), cast("NamedNode", two), term_of(value))


def _iri(match: re.Match[str]) -> NamedNode:
    """Return the IRI of a name in the notation of axioms."""
    if match["a"]:
        return TYPE
    if match["prefix"]:
        return NamedNode(PREFIXES[match["prefix"]] + match["local"])
    return NamedNode(match["iri"])
