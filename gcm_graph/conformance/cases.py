"""A case: what is asked, what must be true of the answers, and which clause says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from gcm_graph.conformance.exchange import Answer, Request


class Expectation(Protocol):
    """Something that must be true of the last of a case's answers."""

    def fault(self, answers: Sequence[Answer]) -> str | None:
        """Return what is wrong as the end of a sentence, or None where it is as it must be.

        Args:
            answers: the answers of the case so far, in their order; the last one is meant.
        """
        ...


@dataclass(frozen=True, slots=True)
class Step:
    """A request with what is expected of its answer."""

    request: Request
    expectations: tuple[Expectation, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One case.

    Attributes:
        group: the kind of case: a column of the matrix, or a list of its own.
        name: tells the case from others of its group.
        clause: where it is demanded, for example `RFC 9110 §12.5.1`.
        steps: the requests in their order.
        row: what it is tried on, if the same is tried on several things; otherwise empty.
    """

    group: str
    name: str
    clause: str
    steps: tuple[Step, ...]
    row: str = ""

    @property
    def full_name(self) -> str:
        """The name by which reports and `--only` call the case."""
        return f"{self.group}/{self.name}" + (f"@{self.row}" if self.row else "")


@dataclass(frozen=True, slots=True)
class Skipped:
    """Cases that cannot be tried on this server, and why."""

    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case.

    Attributes:
        case: the case.
        fault: what is wrong, as one sentence; empty where everything is as it must be.
    """

    case: Case
    fault: str = ""

    @property
    def holds(self) -> bool:
        """Whether the server did as the case demands."""
        return not self.fault
