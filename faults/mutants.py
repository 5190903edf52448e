"""Make mutants: each operator, applied to each target that it applies to, with a fixed seed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from pyoxigraph import Literal, Quad

from faults import link_operators as links
from faults import value_operators as values
from faults.changes import Change
from faults.graph import PublishedGraph, local
from faults.targets import Target

Operator = Callable[[PublishedGraph, Quad, Random], Change | None]

OPERATORS: Mapping[str, Operator] = {
    operator.__name__.replace("_", "-"): operator
    for operator in (
        links.drop,
        links.double,
        links.retype,
        links.re_point_same,
        links.re_point_other,
        links.re_point_missing,
        links.swap_values,
        links.circle,
        values.relabel,
        values.shorten,
        values.swap_languages,
        values.wrong_language,
        values.drop_language,
        values.off_by_one,
        values.wrong_datatype,
        values.ill_formed,
        values.double_space,
    )
}
"""All operators by name; the docstring of each says what it does."""

_TRIES = 12
_LINE = 60


@dataclass(frozen=True, slots=True)
class Mutant:
    """One way in which the release could be wrong.

    Attributes:
        target: the target, by the names of its graph, class and property.
        operator: the name of the operator.
        number: which of the mutants of this target and operator it is, from 1.
        change: what it takes out of the release and what it puts in.
    """

    target: tuple[str, str, str]
    operator: str
    number: int
    change: Change

    @property
    def name(self) -> str:
        """The address of the mutant: graph, class, property, operator and number."""
        return "/".join((*self.target, self.operator, str(self.number)))

    def description(self) -> str:
        """Return what was changed, on one line."""
        quad = (self.change.removed or self.change.added)[0]
        new = ", ".join(_short(added) for added in self.change.added) or "nothing"
        old = ", ".join(_short(removed) for removed in self.change.removed) or "nothing"
        return f"{local(quad.subject)} {local(quad.predicate)}: {old} → {new}"


def mutants(graph: PublishedGraph, targets: Iterable[Target], seed: int, each: int = 1) -> Sequence[Mutant]:
    """Return the mutants of a release.

    Args:
        graph: the release.
        targets: what is mutated.
        seed: makes the choice of statements and values; the same seed makes the same mutants.
        each: how many mutants are made of a target by an operator, if it has so many statements.
    """
    made: list[Mutant] = []
    for target in targets:
        for name, operator in OPERATORS.items():
            # Seeded by name, so that a new target or operator does not change the mutants of the others.
            random = Random(f"{seed}/{'/'.join(target.name)}/{name}")  # noqa: S311 - nothing secret is chosen
            statements = random.sample(target.quads, min(len(target.quads), _TRIES * each))
            changes = (operator(graph, quad, random) for quad in statements)
            applied = [change for change in changes if change is not None][:each]
            made.extend(Mutant(target.name, name, number, change) for number, change in enumerate(applied, 1))
    return made


def _short(quad: Quad) -> str:
    value = quad.object
    if not isinstance(value, Literal):
        return local(value)
    words = value.value if len(value.value) <= _LINE else f"{value.value[: _LINE - 1]}…"
    return f'"{words}"' + (f"@{value.language}" if value.language else "")
