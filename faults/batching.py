"""Judge many mutants with few validations: those that cannot touch each other are validated at once.

The zone of a mutant is what it changes and what is next to that: resources that a statement joins to it, and those that
share a changed value. Mutants go into one batch if none changes what is in the zone of another. A finding is a mutant's
own if it names a resource of which the mutant changed a statement, and nothing in the zone of another one; it is
suspected to be its own if it names something in its zone and in no other. In a first round, those with a finding of
their own are caught. In a second round, those that are only suspected are validated in other company: the same finding
again is theirs.

All others are validated alone, save those that are expected to survive: these are validated in small groups, then in
halves of these, in the end alone. If a whole group gives no finding, all in it survive. One could hide the finding of
another there, and then more survivors are told than there are, never fewer. That no finding is given to a wrong mutant
is held by a test, and by `--audit`, against validating alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from faults.graph import TYPE, Node, PublishedGraph
from faults.judge_pool import JudgePool
from faults.judging import Found, Judge
from faults.mutants import Mutant
from gcm_graph.namespaces import iri

LARGEST = 100
"""The most mutants in a batch."""

_GROUP = 32
_CROWD = 20
"""What is next to a resource with more neighbours than that is not looked at: everything would be."""
_SHARED = 12
"""A value that more resources have than that joins nothing."""
_EVERYWHERE = f"<{iri('compact')}>"
"""The focus node of all rules about the document as a whole: to name it says nothing."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a mutant was caught.

    Attributes:
        mutant: the mutant.
        caught_by: the rules that were broken; empty if it survived. Of one that was validated alone, shapes are told
            only where no integrity check was broken.
        alone: whether it was validated alone.
    """

    mutant: Mutant
    caught_by: tuple[str, ...]
    alone: bool = False


@dataclass(frozen=True, slots=True)
class _Placed:
    """A mutant with the subjects of what it changed, with these and the values to which it leads now, and its zone."""

    mutant: Mutant
    subjects: frozenset[str]
    own: frozenset[str]
    zone: frozenset[str]


_Batch: TypeAlias = Sequence[_Placed]


def judge_all(
    graph: PublishedGraph,
    judge: Judge | JudgePool,
    mutants: Sequence[Mutant],
    survives: Callable[[Mutant], bool] = lambda _mutant: False,
    progress: Callable[[int, str], None] = lambda _done, _what: None,
) -> list[Judgement]:
    """Judge mutants, in the order given.

    Args:
        graph: the release.
        judge: what validates.
        mutants: the mutants.
        survives: whether a mutant is expected to survive; it saves time, and decides nothing.
        progress: called with how many are judged, and in which way.
    """
    rounds = _Rounds(judge, progress)
    # Those with the widest zones first, so that the small ones fill the gaps.
    placed = sorted((_place(graph, mutant) for mutant in mutants), key=lambda one: -len(one.zone))
    rounds.first(list(batches(placed, LARGEST)))
    suspected = [one for one in reversed(placed) if one.mutant.name in rounds.suspected]
    rounds.second(list(batches(suspected, LARGEST // 2)))
    rest = [one for one in placed if one.mutant.name not in rounds.judged]
    rounds.narrow(list(batches([one for one in rest if survives(one.mutant)], _GROUP, close=True)))
    rounds.alone([one for one in rest if one.mutant.name not in rounds.judged])
    return [rounds.judged[mutant.name] for mutant in mutants]


def judge_alone(judge: Judge | JudgePool, mutants: Sequence[Mutant]) -> Iterator[Judgement]:
    """Yield the judgements of mutants, each by a validation of its own."""
    for mutant, found in zip(mutants, judge.each_alone([mutant.change for mutant in mutants]), strict=True):
        yield Judgement(mutant, _rules(found), alone=True)


def batches(placed: Iterable[_Placed], largest: int, *, close: bool = False) -> Iterator[list[_Placed]]:
    """Yield mutants in batches, each in the first in which none changes what is in the zone of another.

    Args:
        placed: the mutants.
        largest: the most mutants in a batch.
        close: whether only what they change must differ: for those of which no finding is expected.
    """
    open_batches: list[tuple[list[_Placed], set[str], set[str]]] = []
    for one in placed:
        for members, changed, around in open_batches:
            apart = changed.isdisjoint(one.own if close else one.zone) and (close or around.isdisjoint(one.own))
            if len(members) < largest and apart:
                break
        else:
            members, changed, around = [], set(), set()
            open_batches.append((members, changed, around))
        members.append(one)
        changed |= one.own
        around |= one.zone
    yield from (members for members, _, _ in open_batches)


class _Rounds:
    """What is known so far.

    Attributes:
        judged: the judgements, by the name of the mutant.
        suspected: findings that may be a mutant's own, of those that are not judged in the first round.
    """

    def __init__(self, judge: Judge | JudgePool, progress: Callable[[int, str], None]) -> None:
        self._judge = judge
        self._progress = progress
        self.judged: dict[str, Judgement] = {}
        self.suspected: dict[str, frozenset[Found]] = {}

    def first(self, batches: Sequence[_Batch]) -> None:
        """Validate batches; note whom their findings may belong to."""
        for batch, found in self._validated(batches, "first round", expected=True):
            for one in batch:
                own, near = _attributed(found, one, batch)
                if own or (found and len(batch) == 1):
                    self._caught(one, own or found, alone=len(batch) == 1)
                elif near:
                    self.suspected[one.mutant.name] = near

    def second(self, batches: Sequence[_Batch]) -> None:
        """Validate batches of those that are suspected."""
        for batch, found in self._validated(batches, "second round", expected=True):
            self._attribute(batch, found)

    def narrow(self, groups: Sequence[_Batch]) -> None:
        """Judge all of some groups, validating halves of them as long as there are findings that nobody owns."""
        while groups:
            smaller: list[_Batch] = []
            for group, found in self._validated(groups, "groups"):
                self._attribute(group, found)
                rest = [one for one in group if one.mutant.name not in self.judged]
                if not found or len(group) == 1:
                    for one in rest:
                        self.judged[one.mutant.name] = Judgement(one.mutant, (), alone=len(group) == 1)
                elif len(rest) < len(group):
                    smaller.append(rest)
                else:
                    smaller += [rest[: len(rest) // 2], rest[len(rest) // 2 :]]
            groups = [group for group in smaller if group]

    def alone(self, rest: Sequence[_Placed]) -> None:
        """Validate each by itself."""
        for one, judgement in zip(rest, judge_alone(self._judge, [one.mutant for one in rest]), strict=True):
            self.judged[one.mutant.name] = judgement
            self._progress(len(self.judged), "alone")

    def _validated(
        self, batches: Sequence[_Batch], what: str, *, expected: bool = False
    ) -> Iterator[tuple[_Batch, frozenset[Found]]]:
        changes = [[one.mutant.change for one in batch] for batch in batches]
        for batch, found in zip(batches, self._judge.each(changes, expected=expected), strict=True):
            yield batch, found
            self._progress(len(self.judged), what)

    def _attribute(self, batch: _Batch, found: frozenset[Found]) -> None:
        for one in batch:
            own, near = _attributed(found, one, batch)
            again = near & self.suspected.get(one.mutant.name, frozenset())
            if caught := found if len(batch) == 1 else own | again:
                self._caught(one, caught, alone=len(batch) == 1)

    def _caught(self, one: _Placed, found: Iterable[Found], *, alone: bool) -> None:
        self.judged[one.mutant.name] = Judgement(one.mutant, _rules(found), alone=alone)


def _attributed(
    found: Iterable[Found], one: _Placed, batch: Iterable[_Placed]
) -> tuple[frozenset[Found], frozenset[Found]]:
    """Return which findings are a mutant's own, and which are in its zone only."""
    others = frozenset().union(*(other.zone for other in batch if other is not one))
    near = [finding for finding in found if not one.zone.isdisjoint(finding.nodes) and others.isdisjoint(finding.nodes)]
    own = frozenset(finding for finding in near if not one.subjects.isdisjoint(finding.nodes))
    return own, frozenset(near) - own


def _rules(found: Iterable[Found]) -> tuple[str, ...]:
    return tuple(sorted({finding.rule for finding in found}))


def _place(graph: PublishedGraph, mutant: Mutant) -> _Placed:
    quads = (*mutant.change.removed, *mutant.change.added)
    subjects = {quad.subject for quad in quads}
    values = {quad.object for quad in quads if isinstance(quad.object, NamedNode) and quad.predicate != TYPE}
    own = subjects | {node for node in values if len(graph.neighbours.get(node, ())) <= _CROWD}
    sharing = {node for quad in quads for node in _sharing(graph, quad)}
    zone = own | values | sharing | {other for node in own | sharing for other in _around(graph, node)}
    # What is changed of the Compact, or of a class or property, may show in findings about all that lead to it.
    zone |= {other for node in subjects for other in graph.reach(node)}
    return _Placed(mutant, *(frozenset(map(str, nodes)) - {_EVERYWHERE} for nodes in (subjects, own, zone)))


def _around(graph: PublishedGraph, node: Node) -> Iterator[Node]:
    around = graph.neighbours.get(node, frozenset())
    if len(around) <= _CROWD:
        yield from (other for other in around if len(graph.neighbours.get(other, ())) <= _CROWD)


def _sharing(graph: PublishedGraph, quad: Quad) -> Iterator[Node]:
    """Yield the resources that have the value of a statement by the same property, or for a number one next to it."""
    value = quad.object
    if not isinstance(value, Literal):
        return
    values = [value]
    if value.value.isdecimal():
        values += [Literal(str(int(value.value) + step), datatype=value.datatype) for step in (1, -1)]
    for one in values:
        holders = graph.holders.get((quad.predicate, one), ())
        if len(holders) <= _SHARED:
            yield from holders
