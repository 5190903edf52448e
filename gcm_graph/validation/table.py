"""Write a validation report for people: what is wrong first, then where, grouped so that it can be worked through."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from gcm_graph.validation.naming import short_name, short_terms, visible
from gcm_graph.validation.report import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gcm_graph.validation.report import Report, Result

_COLOURS = {Severity.VIOLATION: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.INFO: "\x1b[1;34m"}
_PLAIN = "\x1b[0m"
_PLURALS = {Severity.VIOLATION: "violations", Severity.WARNING: "warnings", Severity.INFO: "remarks"}
_SINGULARS = {Severity.VIOLATION: "violation", Severity.WARNING: "warning", Severity.INFO: "remark"}
_LEAST_WIDTH = 40
_LEAST_NOTE = 20
"""So many columns of what is said beside a name are shown at least; else it has a line of its own."""

_LONGEST = 2000
_NAME = re.compile(r'[^\s"|:/]*[:/][^\s"|]*')
"""An IRI or a short name for one; paths with `|` are as long as they like, and can be looked up in the shape."""


def report_table(
    report: Report,
    width: int = 100,
    *,
    colour: bool = False,
    limit: int = 10,
    names: Mapping[str, str] | None = None,
    whole: bool = False,
) -> str:
    """Return a report as a table for the owner of the data.

    Results of one shape, path and constraint stand together under their message, with their number; each line below
    names a node and, where there is one, the value that is wrong; where both do not fit, the value has a line of its
    own. Results that say the same, as of several `sh:node` of one shape, are one line with their number. What stands
    in the data can do nothing to a terminal: control and formatting characters are written out.

    Args:
        report: the report.
        width: how many columns a line may have. Long texts are cut to fit; an IRI is not, since nobody could find
            what it names, and stands alone on its line where it is longer.
        colour: whether severities are coloured by ANSI escape codes.
        limit: how many nodes of a group are shown before "and … more".
        names: names for nodes that the reader prefers to short IRIs, such as citations, by IRI.
        whole: whether nothing is cut and each result has one line: for a file or another program.

    Returns:
        The table, ending in a line break. Its last line sums the report up.
    """
    width = max(width, _LEAST_WIDTH)
    lines: list[str] = []
    for _, group in groupby(report.results, key=_group):
        lines.extend(_group_lines(list(group), width, colour=colour, limit=limit, names=names, whole=whole))
        lines.append("")
    lines.append(_summary(report, colour=colour))
    return "\n".join(lines) + "\n"


def _group(result: Result) -> tuple[Severity, str, str, str]:
    return (result.severity, result.source_shape, result.component, result.path)


def _group_lines(
    results: list[Result],
    width: int,
    *,
    colour: bool,
    limit: int,
    names: Mapping[str, str] | None,
    whole: bool,
) -> Iterator[str]:
    first = results[0]
    messages = {result.message for result in results}
    # Where a query fills values into its message, the messages differ and each stands at its own node.
    headline = _one_line(first.message) if len(messages) == 1 and first.message else ", ".join(_source(first))
    label = _SINGULARS[first.severity]
    indent = " " * (len(label) + 2)
    wrapped = list(_wrapped(f"{headline} ({len(results)})", width - len(indent), whole=whole))
    yield f"{_coloured(label, first.severity, colour=colour)}  {wrapped[0]}"
    yield from (indent + line for line in wrapped[1:])
    room = None if whole else width - len(indent)
    if headline != ", ".join(_source(first)):
        yield from (indent + line for line in _pairs([_source(first)], room, ", ", aligned=False))
    shown = results[:limit]
    cells = [
        (_one_line(short_name(result.focus_node, names)), *_note(result, names, with_message=len(messages) > 1))
        for result in shown
    ]
    yield from (indent + line for line in _pairs(cells, room, "  ", aligned=True))
    if len(results) > limit:
        yield f"{indent}and {len(results) - limit} more"


def _pairs(cells: list[tuple[str, ...]], room: int | None, between: str, *, aligned: bool) -> Iterator[str]:
    """Yield lines with a name, and with what is said beside it; below each other where they do not fit.

    Args:
        cells: the names, each alone or with what is said beside it.
        room: how many columns a line may have; None where nothing is cut.
        between: what stands between the two on one line.
        aligned: whether the second parts of all lines stand below each other.
    """
    column = max(_columns(cell[0]) for cell in cells)
    widest = max((_columns(cell[1]) for cell in cells if len(cell) > 1), default=0)
    beside = room is None or column + len(between) + min(widest, _LEAST_NOTE) <= room
    for cell, number in Counter(cells).items():
        times = f" ({number} times)" if number > 1 else ""
        name, note = cell[0], cell[1] if len(cell) > 1 else ""
        if not note:
            yield _fitted(name, room, times)
        elif beside and (room is None or not _is_name(note) or column + len(between) + _columns(note) <= room):
            padding = " " * (column - _columns(name)) if aligned else ""
            left = name + padding + between
            yield left + _fitted(note, None if room is None else room - _columns(left), times)
        else:
            yield _fitted(name, room)
            yield "  " + _fitted(note, None if room is None else room - 2, times)


def _fitted(text: str, room: int | None, times: str = "") -> str:
    """Return a name whole, and a text cut to the room that there is."""
    return text + times if room is None or _is_name(text) else _cut(text, room - len(times)) + times


def _is_name(text: str) -> bool:
    """Tell whether a text may be an IRI, which is of no use when it is cut; a literal or a long path is none."""
    return _NAME.fullmatch(text) is not None


def _source(result: Result) -> tuple[str, ...]:
    """Return which rule was not met: its shape and, where it has one, its path."""
    shape = _one_line(short_name(result.source_shape))
    return (shape, _one_line(short_terms(result.path))) if result.path else (shape,)


def _note(result: Result, names: Mapping[str, str] | None, *, with_message: bool) -> tuple[str, ...]:
    """Return what a line says beside the name of the node: its own message, or the value that is wrong."""
    if with_message:
        return (_one_line(result.message),)
    # A value that repeats the focus node says nothing new.
    if result.value is None or result.value in (result.focus_node, f"<{result.focus_node}>"):
        return ()
    return (_one_line(short_terms(result.value, names)),)


def _summary(report: Report, *, colour: bool) -> str:
    if report.conforms:
        return "The data conforms to the shapes."
    counted = [
        _coloured(f"{number} {(_SINGULARS if number == 1 else _PLURALS)[severity]}", severity, colour=colour)
        for severity, number in report.counts.items()
        if number
    ]
    return f"The data does not conform to the shapes: {', '.join(counted)}."


def _one_line(text: str) -> str:
    longer = len(text) > _LONGEST
    return visible(" ".join(text[:_LONGEST].split())) + ("…" if longer else "")


def _coloured(text: str, severity: Severity, *, colour: bool) -> str:
    return f"{_COLOURS[severity]}{text}{_PLAIN}" if colour else text


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: wide characters two, combining and joining ones none."""
    return len(text) if text.isascii() else sum(map(_character_columns, text))


def _character_columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _cut(text: str, width: int) -> str:
    """Return a text that takes at most so many columns, with an ellipsis where it was cut."""
    taken = kept = 0
    for place, character in enumerate(text):
        taken += _character_columns(character)
        if taken < width:
            kept = place + 1
        if taken > width:
            return text[:kept] + "…"
    return text


def _wrapped(text: str, width: int, *, whole: bool) -> Iterator[str]:
    line: list[str] = []
    taken = 0
    for word in (word if whole else _cut(word, width) for word in text.split(" ")):
        if line and taken + 1 + _columns(word) > width:
            yield " ".join(line)
            line, taken = [], 0
        taken += _columns(word) + (1 if line else 0)
        line.append(word)
    yield " ".join(line)
