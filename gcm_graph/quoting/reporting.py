"""Print what was found in a draft: for a terminal, or as JSON for a program."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator

from gcm_graph.namespaces import BASE
from gcm_graph.quoting.findings import CheckedDraft, Cited, Difference, Excerpt, Finding, Kind, Verdict
from gcm_graph.quoting.readings import Witness
from gcm_graph.terminal import plain
from gcm_graph.units import Unit

_NARROWEST = 40
_WIDEST = 100
_LONGEST_WORDS = 300
_COLOURS = {Verdict.EXACT: "32", Verdict.OTHER_WORDING: "33"}
_RED = "31"


def report_text(checked: CheckedDraft, width: int, *, colour: bool) -> str:
    """Return findings for people: what is to be corrected in full, the rest in a line, then the counts."""
    columns = min(max(width, _NARROWEST), _WIDEST)
    lines: list[str] = []
    for finding in checked.findings:
        if finding.kind is Kind.QUOTATION or finding.verdict is not Verdict.EXACT:
            lines += _finding_lines(checked.name, finding, columns, colour=colour)
    if lines and lines[-1]:
        lines.append("")
    return "\n".join([*lines, *_summary(checked)]) + "\n"


def _finding_lines(name: str, finding: Finding, columns: int, *, colour: bool) -> Iterator[str]:
    place = f"{name}:{finding.position.line}:{finding.position.column}"
    if finding.position.paragraph is not None:
        place = f"{name}: paragraph {finding.position.paragraph}"
    verdict = _coloured(finding.verdict, _COLOURS.get(finding.verdict, _RED), colour=colour)
    if finding.verdict is Verdict.EXACT:
        yield f"{plain(place)}: {verdict}, {plain(_where(finding.units))}"
        return
    yield f"{plain(place)}: {verdict}{plain(_what(finding))}"
    quoted = textwrap.shorten(finding.words, _LONGEST_WORDS, placeholder=" …")
    if not finding.differences and finding.kind is Kind.QUOTATION:
        yield from _wrapped(f'"{quoted}"', columns)
    for difference in finding.differences:
        alone = finding.verdict is Verdict.OTHER_WORDING
        yield from _difference_lines(difference, columns, alone=alone, colour=colour)
    if finding.misplaced:
        said = ", ".join(dict.fromkeys(each.words for each in finding.cited))
        yield from _wrapped(f"cited here as {said}; the words are in {_where(finding.units)}", columns)
    if finding.hint:
        yield from _wrapped(finding.hint, columns)
    differing = {difference.unit for difference in finding.differences if not finding.misplaced}
    for unit in (unit for unit in finding.units if unit in differing or not differing):
        yield from _wrapped(f"{_called(unit)}, {_pages(unit)}, {unit.iri}", columns)
    yield ""


def _what(finding: Finding) -> str:
    if finding.kind is Kind.CITATION:
        return f": {finding.words}"
    if finding.verdict is Verdict.OTHER_WORDING:
        return f" of {_sources(finding.witnesses)}, {_where(finding.units)}"
    if finding.verdict is Verdict.DIFFERS:
        return f" from {_where(finding.units)}"
    return ""


def _sources(witnesses: tuple[Witness, ...]) -> str:
    return " and ".join(f'"{witness.name}" ({witness.iri.removeprefix(BASE)})' for witness in witnesses)


def _difference_lines(difference: Difference, columns: int, *, alone: bool, colour: bool) -> Iterator[str]:
    where = f" ({difference.sort})" if difference.sort != "words" else ""
    if difference.witnesses and not alone:
        where += f", as in {_sources(difference.witnesses)}"
    yield from _wrapped(
        f"{_excerpt(difference.here)}{where}", columns, label="here:    ", colour="31" if colour else ""
    )
    words = _excerpt(difference.compact) if difference.unit else "(no such words)"
    yield from _wrapped(words, columns, label="Compact: ", colour="32" if colour else "")


def _excerpt(excerpt: Excerpt) -> str:
    space = "" if excerpt.words or not excerpt.before or excerpt.before.endswith(" ") else " "
    return f"{excerpt.before}{space}{{{excerpt.words}}}{excerpt.after}"


def _wrapped(text: str, columns: int, *, label: str = "", colour: str = "") -> Iterator[str]:
    lines = textwrap.wrap(
        plain(" ".join(text.split())),
        columns,
        initial_indent=f"  {label}",
        subsequent_indent="    ",
        break_on_hyphens=False,
        break_long_words=False,
    )
    text = "\n".join(lines)
    if colour and "{" in text:
        start, end = text.index("{"), text.rindex("}") + 1
        text = f"{text[:start]}{_coloured(text[start:end], colour, colour=True)}{text[end:]}"
    yield from text.split("\n")


def _coloured(text: str, code: str, *, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def _called(unit: Unit) -> str:
    return unit.citation or unit.label


def _where(units: tuple[Unit, ...]) -> str:
    names = list(dict.fromkeys(_called(unit) for unit in units))
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _pages(unit: Unit) -> str:
    if unit.first_page == unit.last_page:
        return f"page {unit.first_page}"
    return f"pages {unit.first_page}-{unit.last_page}"


def _summary(checked: CheckedDraft) -> Iterator[str]:
    counted = []
    for kind in Kind:
        count = checked.count(kind)
        total = sum(count.values())
        noun = f"{total} {kind}" if total == 1 else f"{total} {kind}s"
        parts = [f"{count[verdict]} {verdict}" for verdict in Verdict if count[verdict]]
        if kind is Kind.CITATION:
            parts = [part.replace("exact", "found") for part in parts]
        counted.append(f"{noun} ({', '.join(parts)})" if parts else noun)
    yield f"{plain(checked.name)}: {' and '.join(counted)}"


def report_json(checked: CheckedDraft) -> str:
    """Return the findings as one JSON object; docs/how-to/check-a-draft.md says what each key holds."""
    document = {
        "file": checked.name,
        "format": checked.form,
        "counts": {f"{kind}s": {verdict: checked.count(kind)[verdict] for verdict in Verdict} for kind in Kind},
        "findings": [_record(finding) for finding in checked.findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _record(finding: Finding) -> dict[str, object]:
    return {
        "kind": finding.kind,
        "verdict": finding.verdict,
        "line": finding.position.line,
        "column": finding.position.column,
        "paragraph": finding.position.paragraph,
        "start": finding.span.start,
        "end": finding.span.end,
        "words": finding.words,
        "marking": finding.marking if finding.kind is Kind.QUOTATION else None,
        "misplaced": finding.misplaced,
        "cited": [_cited_record(each) for each in finding.cited],
        "units": [_unit_record(unit) for unit in finding.units],
        "differences": [_difference_record(each) for each in finding.differences],
        "witnesses": [{"iri": witness.iri, "name": witness.name} for witness in finding.witnesses],
        "hint": finding.hint or None,
    }


def _cited_record(each: Cited) -> dict[str, object]:
    units = [{"iri": unit.iri, "citation": unit.citation} for unit in each.units]
    return {"words": each.words, "start": each.span.start, "end": each.span.end, "units": units}


def _unit_record(unit: Unit) -> dict[str, object]:
    return {
        "iri": unit.iri,
        "citation": unit.citation,
        "label": unit.label,
        "firstPage": unit.first_page,
        "lastPage": unit.last_page,
        "leadIn": unit.lead_in,
        "text": unit.text,
    }


def _difference_record(each: Difference) -> dict[str, object]:
    return {
        "sort": each.sort,
        "here": each.here.words,
        "start": each.span.start,
        "end": each.span.end,
        "compact": each.compact.words if each.unit else None,
        "unit": each.unit.iri if each.unit else None,
        "unitStart": each.unit_span.start if each.unit_span else None,
        "unitEnd": each.unit_span.end if each.unit_span else None,
        "witnesses": [witness.iri for witness in each.witnesses],
    }
