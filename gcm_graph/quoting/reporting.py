"""Print what was found in a draft for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from gcm_graph.citing.pages import pages_of
from gcm_graph.namespaces import BASE
from gcm_graph.quoting.comparing import Sort
from gcm_graph.quoting.findings import (
    NOTHING_TO_CORRECT,
    CheckedDraft,
    Difference,
    Excerpt,
    Finding,
    Kind,
    Omission,
    Verdict,
)
from gcm_graph.quoting.readings import Witness
from gcm_graph.terminal import plain
from gcm_graph.units import Unit

_NARROWEST = 40
_WIDEST = 100
_LONGEST_WORDS = 300
_COLOURS = {
    Verdict.EXACT: "32",
    Verdict.WITH_OMISSIONS: "32",
    Verdict.DOUBTFUL_OMISSION: "33",
    Verdict.OTHER_WORDING: "33",
}
_RED = "31"
_SAID = {Sort.ORDER: "in another order"}


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
    if finding.verdict in NOTHING_TO_CORRECT:
        yield f"{plain(place)}: {verdict}, {plain(_where(finding.units))}"
        for omission in finding.omissions:
            yield from _omission_lines(omission, columns)
        return
    yield f"{plain(place)}: {verdict}{plain(_what(finding))}"
    quoted = textwrap.shorten(finding.words, _LONGEST_WORDS, placeholder=" …")
    if not finding.differences and finding.kind is Kind.QUOTATION:
        yield from _wrapped(f'"{quoted}"', columns)
    for difference in finding.differences:
        alone = finding.verdict is Verdict.OTHER_WORDING
        yield from _difference_lines(difference, columns, alone=alone, colour=colour)
    for omission in finding.omissions:
        yield from _omission_lines(omission, columns)
    yield from _elsewhere_lines(finding, columns)
    if finding.hint:
        yield from _wrapped(finding.hint, columns)
    differing = {each.unit: None for each in finding.differences if each.unit and not finding.misplaced}
    for unit in differing or finding.units:
        yield from _wrapped(f"{_called(unit)}, {pages_of([unit]).words}, {unit.iri}", columns)
    yield ""


def _elsewhere_lines(finding: Finding, columns: int) -> Iterator[str]:
    if finding.misplaced:
        said = ", ".join(dict.fromkeys(each.words for each in finding.cited))
        yield from _wrapped(f"cited here as {said}; the words are in {_where(finding.units)}", columns)
    if finding.off_page:
        said = ", ".join(dict.fromkeys(each.pages.words for each in finding.cited if each.pages))
        yield from _wrapped(f"cited here as {said}; the words are on {pages_of(finding.units).words}", columns)


def _what(finding: Finding) -> str:
    if finding.kind is Kind.CITATION:
        return f": {finding.words}"
    if finding.verdict is Verdict.OTHER_WORDING:
        return f" of {_sources(finding.witnesses)}, {_where(finding.units)}"
    if finding.verdict is Verdict.DIFFERS:
        return f" from {_where(finding.units)}"
    return f", {_where(finding.units)}" if finding.verdict is Verdict.DOUBTFUL_OMISSION else ""


def _sources(witnesses: tuple[Witness, ...]) -> str:
    return " and ".join(f'"{witness.name}" ({witness.iri.removeprefix(BASE)})' for witness in witnesses)


def _difference_lines(difference: Difference, columns: int, *, alone: bool, colour: bool) -> Iterator[str]:
    where = f" ({_SAID.get(difference.sort, difference.sort)})" if difference.sort is not Sort.WORDS else ""
    if difference.witnesses and not alone:
        where += f", as in {_sources(difference.witnesses)}"
    yield from _wrapped(
        f"{_excerpt(difference.here)}{where}", columns, label="here:    ", colour="31" if colour else ""
    )
    words = _excerpt(difference.compact) if difference.unit else "(no such words)"
    yield from _wrapped(words, columns, label="Compact: ", colour="32" if colour else "")


def _omission_lines(omission: Omission, columns: int) -> Iterator[str]:
    said = [f'"{_shortened(part.words)}"' for part in omission.parts]
    if len(said) > 1:
        said = [f"{words} in {_called(part.unit)}" for words, part in zip(said, omission.parts, strict=True)]
    if omission.between:
        said.insert(1, f"{omission.between} unit{'s' if omission.between > 1 else ''} between")
    label = "left out" if omission.is_marked else f"{omission.here} stands for"
    yield from _wrapped(", ".join(said), columns, label=f"{label}: ")
    if omission.turning:
        words = " and ".join(f'"{word}"' for word in dict.fromkeys(omission.turning))
        yield from _wrapped(f"without {words} the rest may say something else", columns)


def _shortened(words: str) -> str:
    """Return words on one line, of many the first and the last."""
    words = " ".join(words.split())
    if len(words) <= _LONGEST_WORDS:
        return words
    first = textwrap.shorten(words[: _LONGEST_WORDS // 2], _LONGEST_WORDS // 2, placeholder="")
    return f"{first} … {words[-_LONGEST_WORDS // 2 :].split(' ', 1)[-1]}"


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
