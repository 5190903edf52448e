"""Say what a mutation takes out of a release and what it puts in."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Quad

from faults.graph import Term


@dataclass(frozen=True, slots=True)
class Change:
    """Statements to take out and statements to put in.

    Attributes:
        removed: statements of the release.
        added: statements that it does not have.
    """

    removed: tuple[Quad, ...] = ()
    added: tuple[Quad, ...] = ()

    @classmethod
    def of_value(cls, quad: Quad, value: Term) -> Change:
        """Return the change that gives a statement another object."""
        return cls((quad,), (with_value(quad, value),))


def with_value(quad: Quad, value: Term) -> Quad:
    """Return a statement with another object."""
    return Quad(quad.subject, quad.predicate, value, quad.graph_name)
