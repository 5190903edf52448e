"""Try cases on a server."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from gcm_graph.conformance.cases import Case, Outcome, Skipped
from gcm_graph.conformance.errors import NoSuchCaseError, UnreachableServerError
from gcm_graph.conformance.exchange import Answer, Client, filled


@dataclass(frozen=True, slots=True)
class Report:
    """What was found on a server.

    Attributes:
        base_url: its address.
        outcomes: what became of each case, in their order.
        skipped: what was not tried.
    """

    base_url: str
    outcomes: tuple[Outcome, ...]
    skipped: tuple[Skipped, ...]

    @property
    def faults(self) -> tuple[Outcome, ...]:
        """The cases that do not hold."""
        return tuple(outcome for outcome in self.outcomes if not outcome.holds)


def run(
    client: Client,
    cases: Iterable[Case],
    skipped: Iterable[Skipped] = (),
    *,
    base_url: str = "",
    progress: Callable[[Outcome], None] = lambda _: None,
) -> Report:
    """Try cases one after another.

    Args:
        client: sends the requests.
        cases: the cases.
        skipped: what is not tried; handed on to the report.
        base_url: the server's address, for the report.
        progress: is told each outcome at once.
    """
    outcomes: list[Outcome] = []
    for case in cases:
        outcomes.append(Outcome(case, _fault(client, case)))
        progress(outcomes[-1])
    return Report(base_url, tuple(outcomes), tuple(skipped))


def _fault(client: Client, case: Case) -> str:
    answers: list[Answer] = []
    for place, step in enumerate(case.steps, start=1):
        request = filled(step.request, answers[-1].values()) if answers else step.request
        try:
            answers.append(client.send(request))
        except UnreachableServerError as error:
            return f"{error.message}: no answer"
        for expectation in step.expectations:
            if fault := expectation.fault(answers):
                asked = f"{request.method} {request.target}"
                return f"{asked}: {fault}" if len(case.steps) == 1 else f"{asked} (request {place}): {fault}"
    return ""


def chosen(cases: Sequence[Case], names: Sequence[str]) -> list[Case]:
    """Return the cases that have one of several names.

    A name is that of a group, of a case without or with what it is tried on, or a pattern with `*` and `?`.

    Raises:
        NoSuchCaseError: no case has the name.
    """
    if not names:
        return list(cases)
    for name in names:
        if not any(_called(case, name) for case in cases):
            raise NoSuchCaseError(f"no case is called {name!r}")
    return [case for case in cases if any(_called(case, name) for name in names)]


def _called(case: Case, name: str) -> bool:
    return case.group == name or any(fnmatchcase(each, name) for each in (case.full_name, f"{case.group}/{case.name}"))
