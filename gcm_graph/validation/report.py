"""Hold what validation found: results, their severity, and the report over all of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Severity(StrEnum):
    """How grave a result is (SHACL §2.1.4), the gravest first."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


_RANK = {severity: rank for rank, severity in enumerate(Severity)}

ResultKey: TypeAlias = tuple[str, str, str, str | None, Severity, str]
"""Focus node, component, path, value, severity and source shape of a result."""


@dataclass(frozen=True, slots=True)
class Result:
    """One validation result (SHACL §3.6.2).

    Attributes:
        focus_node: the node that was validated: an IRI as it is, a blank node as `_:label`, a literal as N-Triples.
        path: the IRI of the result path; a complex path in the syntax of SPARQL property paths; empty if there is none.
        value: the value node in N-Triples form, or None.
        severity: how grave the result is.
        source_shape: the shape that was not met, written like `focus_node`.
        component: the IRI of the constraint component that was not met.
        message: what is wrong, for the owner of the data.
    """

    focus_node: str
    path: str
    value: str | None
    severity: Severity
    source_shape: str
    component: str
    message: str

    def key(self) -> ResultKey:
        """Return what every SHACL engine must agree on; messages are each engine's own."""
        return (self.focus_node, self.component, self.path, self.value, self.severity, self.source_shape)

    def order(self) -> tuple[int, str, str, str, str, bool, str, str]:
        """Return the place of the result in a report: gravest first, then by shape, path and focus node."""
        return (
            _RANK[self.severity],
            self.source_shape,
            self.component,
            self.path,
            self.focus_node,
            self.value is not None,
            self.value or "",
            self.message,
        )


@dataclass(frozen=True, slots=True)
class Report:
    """A validation report (SHACL §3.6.1).

    Attributes:
        results: all results in a fixed order. Make a report with `Report.of`, which puts them into it.
    """

    results: tuple[Result, ...]

    @classmethod
    def of(cls, results: Iterable[Result]) -> Report:
        """Return the report over results given in any order."""
        return cls(tuple(sorted(results, key=Result.order)))

    @property
    def conforms(self) -> bool:
        """Whether there is no result at all, of whatever severity (SHACL §3.6.1.1)."""
        return not self.results

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many results there are of each severity, zeros included."""
        found = Counter(result.severity for result in self.results)
        return {severity: found[severity] for severity in Severity}

    def key(self) -> Counter[ResultKey]:
        """Return the multiset by which the reports of two engines are compared."""
        return Counter(result.key() for result in self.results)
