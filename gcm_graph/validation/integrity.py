"""Run integrity checks over named graphs: each is one SPARQL query that returns the offenders.

What one graph must look like is said by shapes; what holds between graphs, and of the graphs themselves, is said here.
A check is one file `<name>.rq` that begins with its documentation (`# title:`, `# problem:`, `# solution:`). How grave
it is stands in `severity.csv` beside the files, so that a user can change it without touching a query.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import QuerySolutions, Store

from gcm_graph.errors import GcmError
from gcm_graph.validation.report import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SEVERITIES = "severity.csv"
"""The table of severities: a header line `check,severity`, then one line a check."""

_HEADER = re.compile(r"# (?P<key>title|problem|solution): (?P<value>\S.*)")
_FURTHER = re.compile(r"#   (?P<more>\S.*)")
_KEYS = ("title", "problem", "solution")


class CheckError(GcmError):
    """An integrity check, or the table of severities, is not written as it must be.

    Args:
        message: what is wrong.
        file: the file's name.
    """

    code = "integrity-check"
    hint = "Correct the file; the other checks in its folder show how one is written."

    def __init__(self, message: str, *, file: str) -> None:
        super().__init__(f"{file}: {message}")
        self.file = file


@dataclass(frozen=True, slots=True)
class Check:
    """An integrity check.

    Attributes:
        name: the stem of its file's name.
        title: what must hold, as one sentence.
        problem: what goes wrong for users where it does not hold.
        solution: what to do about an offender.
        severity: how grave an offender is.
        query: the SPARQL query; each of its solutions is an offender.
    """

    name: str
    title: str
    problem: str
    solution: str
    severity: Severity
    query: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One offender that a check found.

    Attributes:
        check: the name of the check.
        severity: how grave it is.
        row: the values that the query returned, in N-Triples form, in the order of its variables; "" where unbound.
    """

    check: str
    severity: Severity
    row: tuple[str, ...]


def load_checks(folder: Path) -> tuple[Check, ...]:
    """Return the checks of a folder, by name.

    Args:
        folder: where the queries (`*.rq`) and `severity.csv` are.

    Raises:
        CheckError: a query or the table of severities is not written as it must be, or one lacks the other.
    """
    severities = _severities(folder / SEVERITIES)
    files = sorted(folder.glob("*.rq"))
    if unused := sorted(severities.keys() - {file.stem for file in files}):
        raise CheckError(f"there is no check {unused[0]!r}", file=SEVERITIES)
    return tuple(_check(file, severities) for file in files)


def run_checks(store: Store, checks: Iterable[Check]) -> tuple[Finding, ...]:
    """Run checks over the named graphs of a store.

    Args:
        store: the graphs. Its default graph is not looked at.
        checks: what to check.

    Returns:
        All offenders: the checks in the given order, the offenders of each in the order of their values.
    """
    return tuple(
        Finding(check.name, check.severity, row) for check in checks for row in sorted(set(_rows(store, check)))
    )


def _rows(store: Store, check: Check) -> list[tuple[str, ...]]:
    solutions = store.query(check.query)
    if not isinstance(solutions, QuerySolutions):  # load_checks lets nothing else pass
        raise CheckError("the query is no SELECT", file=f"{check.name}.rq")
    names = solutions.variables
    return [tuple("" if solution[name] is None else str(solution[name]) for name in names) for solution in solutions]


def _severities(file: Path) -> dict[str, Severity]:
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise CheckError(f"the table of severities cannot be read ({error.strerror})", file=file.name) from error
    lines = list(csv.reader(text.splitlines()))
    if lines[:1] != [["check", "severity"]]:
        raise CheckError("the first line is not 'check,severity'", file=file.name)
    severities: dict[str, Severity] = {}
    for number, line in enumerate(lines[1:], start=2):
        try:
            name, severity = line
            grade = Severity(severity)
        except ValueError as error:
            message = f"line {number} is not a check and one of {', '.join(Severity)}"
            raise CheckError(message, file=file.name) from error
        if name in severities:
            raise CheckError(f"line {number}: {name!r} stands there twice", file=file.name)
        severities[name] = grade
    return severities


def _check(file: Path, severities: dict[str, Severity]) -> Check:
    text = file.read_text(encoding="utf-8")
    documentation = _documentation(text, file.name)
    if file.stem not in severities:
        raise CheckError(f"{SEVERITIES} gives it no severity", file=file.name)
    try:
        solutions = Store().query(text)  # an empty store answers at once: only the parser's opinion is wanted
    except (SyntaxError, ValueError) as error:
        raise CheckError(f"the query does not parse: {error}", file=file.name) from error
    if not isinstance(solutions, QuerySolutions):
        raise CheckError("the query is no SELECT", file=file.name)
    return Check(name=file.stem, severity=severities[file.stem], query=text, **documentation)


def _documentation(text: str, file: str) -> dict[str, str]:
    """Return the title, problem and solution of a check; a line that is indented goes on with the one before it."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        if match := _HEADER.fullmatch(line):
            found[match["key"]] = match["value"]
        elif found and (match := _FURTHER.fullmatch(line)):
            found[list(found)[-1]] += f" {match['more']}"
        else:
            break
    if tuple(found) != _KEYS:
        raise CheckError("it does not begin with '# title:', '# problem:' and '# solution:', in this order", file=file)
    return found
