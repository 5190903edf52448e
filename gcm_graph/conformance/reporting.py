"""Report what was found on a server: a matrix for people, a record for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gcm_graph.conformance.cases import Outcome
from gcm_graph.conformance.running import Report
from gcm_graph.terminal import plain

_HELD, _FAILED, _NOTHING = "✓", "✗", "·"


def table(report: Report, *, every: bool = False) -> str:
    """Return a report for people, in Markdown: a matrix of things, groups of the other cases, and what is wrong.

    Args:
        report: the report.
        every: whether each case is listed by its name and clause, not only those that do not hold.
    """
    lines = [f"# {report.base_url}", ""]
    in_rows = [outcome for outcome in report.outcomes if outcome.case.row]
    others = [outcome for outcome in report.outcomes if not outcome.case.row]
    # Files have columns of their own: what is tried on them is not tried on things.
    for group in _of_one_kind(in_rows):
        lines += [*_matrix(group), ""]
    if others:
        lines += ["| group | cases | hold |", "| --- | ---: | ---: |"]
        for name in dict.fromkeys(outcome.case.group for outcome in others):
            of_group = [outcome for outcome in others if outcome.case.group == name]
            lines.append(f"| {name} | {len(of_group)} | {_count(of_group)} |")
        lines.append("")
    if every:
        lines += ["| case | clause | |", "| --- | --- | --- |"]
        for outcome in report.outcomes:
            sign = _HELD if outcome.holds else _FAILED
            lines.append(f"| {_cell(outcome.case.full_name)} | {_cell(outcome.case.clause)} | {sign} |")
        lines.append("")
    for skipped in report.skipped:
        lines.append(f"not tried: {plain(skipped.what)}: {plain(skipped.reason)}")
    for outcome in report.faults:
        lines += [f"{_FAILED} {plain(outcome.case.full_name)} ({outcome.case.clause})", f"  {plain(outcome.fault)}"]
    if report.skipped or report.faults:
        lines.append("")
    held, number = len(report.outcomes) - len(report.faults), len(report.outcomes)
    lines.append(f"{held} of {number} cases hold")
    return "\n".join(lines) + "\n"


def _of_one_kind(outcomes: Iterable[Outcome]) -> list[list[Outcome]]:
    """Return the outcomes whose rows have the same columns together."""
    columns: dict[str, dict[str, None]] = {}
    listed = list(outcomes)
    for outcome in listed:
        columns.setdefault(outcome.case.row, {})[outcome.case.group] = None
    kinds: dict[tuple[str, ...], list[Outcome]] = {}
    for outcome in listed:
        kinds.setdefault(tuple(columns[outcome.case.row]), []).append(outcome)
    return list(kinds.values())


def _matrix(outcomes: Sequence[Outcome]) -> list[str]:
    groups = list(dict.fromkeys(outcome.case.group for outcome in outcomes))
    cells: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in outcomes:
        cells.setdefault((outcome.case.row, outcome.case.group), []).append(outcome)
    lines = [f"| | {' | '.join(groups)} |", "| --- |" + " ---: |" * len(groups)]
    for row in dict.fromkeys(outcome.case.row for outcome in outcomes):
        line = " | ".join(_count(cells.get((row, group), [])) for group in groups)
        lines.append(f"| {_cell(row)} | {line} |")
    return lines


def _count(outcomes: Sequence[Outcome]) -> str:
    if not outcomes:
        return _NOTHING
    held = sum(outcome.holds for outcome in outcomes)
    return f"{_HELD} {held}" if held == len(outcomes) else f"{_FAILED} {held}/{len(outcomes)}"


def _cell(text: str) -> str:
    return plain(text).replace("|", "\\|")


def record(report: Report) -> dict[str, object]:
    """Return a report for programs.

    Returns:
        `server`, `holds` (of all), `cases` (each with `name`, `clause`, `holds`, and `fault` where it does not hold)
        and `skipped`.
    """
    return {
        "server": report.base_url,
        "holds": not report.faults,
        "counts": {"cases": len(report.outcomes), "faults": len(report.faults)},
        "cases": [
            {"name": outcome.case.full_name, "clause": outcome.case.clause, "holds": outcome.holds}
            | ({} if outcome.holds else {"fault": outcome.fault})
            for outcome in report.outcomes
        ],
        "skipped": [{"what": each.what, "reason": each.reason} for each in report.skipped],
    }
