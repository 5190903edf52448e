"""Write what a search has found: keyword in context for a terminal, CSV for a spreadsheet, JSON for a program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from gcm_graph.finding import Findings, Hit, place
from gcm_graph.terminal import plain

_NARROWEST = 40
_LONGEST_REFERENCE = 20
_GAP = "  "


def findings_table(findings: Findings, width: int, *, colour: bool) -> str:
    """Return findings for a terminal: keyword in context, the keywords in one column, then the counts.

    Args:
        findings: what was found.
        width: columns of the terminal; fewer than 40 count as 40.
        colour: whether the words found are set off with an ANSI colour.
    """
    width = max(width, _NARROWEST)
    return "\n".join([*_concordance(findings, width, colour=colour), *_summary(findings, width)]) + "\n"


def _concordance(findings: Findings, width: int, *, colour: bool) -> Iterator[str]:
    references = [_shorten(_line(hit.unit.citation or hit.unit.label), _LONGEST_REFERENCE) for hit in findings.hits]
    widest = max((len(reference) for reference in references), default=0)
    room = width - widest - len(_GAP)
    left_room = room * 2 // 5
    for reference, hit in zip(references, findings.hits, strict=True):
        left = _line(hit.left)
        left = left if len(left) <= left_room else f"…{left[len(left) - left_room + 1 :]}"
        match = _shorten(_line(hit.match), room - left_room)
        right = _shorten(_line(hit.right), room - left_room - len(match))
        shown = f"\x1b[1;31m{match}\x1b[0m" if colour else match
        yield f"{reference:<{widest}}{_GAP}{left:>{left_room}}{shown}{right}".rstrip()


def _line(text: str) -> str:
    """Return a text of the release so that it stays on one line and cannot steer the terminal."""
    return plain(text.replace("\n", " ").replace("\t", " "))


def _shorten(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    return f"{text[: room - 1]}…" if room > 0 else ""


def _summary(findings: Findings, width: int) -> Iterator[str]:
    if findings.hits:
        yield ""
    yield f"{_plural(len(findings.hits), 'hit')} in {_plural(findings.units, 'unit')}"
    for counts in (findings.by_place, findings.by_kind):
        if counts:
            yield ""
        digits = max((len(str(count.hits)) for count in counts), default=0)
        for count in counts:
            yield f"{count.hits:>{digits}}{_GAP}{_shorten(_line(count.name), width - digits - len(_GAP))}"


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


_FIELDS = ("iri", "citation", "label", "kind", "place", "start", "end", "left", "match", "right")


def _record(hit: Hit) -> dict[str, str | int | None]:
    unit = hit.unit
    values = (unit.iri, unit.citation, unit.label, unit.kind, place(unit))
    return dict(zip(_FIELDS, (*values, hit.start, hit.end, hit.left, hit.match, hit.right), strict=True))


def findings_csv(findings: Findings) -> str:
    r"""Return the hits as CSV after RFC 4180, one a line, with a header line and `\r\n` after every line.

    Cells are not altered: the text after a hit can begin with the hyphen of a compound, which spreadsheets may take for
    the beginning of a formula unless the column is imported as text.
    """
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, _FIELDS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_record(hit) for hit in findings.hits)
    return file.getvalue()


def findings_json(findings: Findings) -> str:
    """Return the findings as one JSON object with the counts and the hits."""
    document = {
        "query": findings.query,
        "hits": len(findings.hits),
        "units": findings.units,
        "byPlace": [{"place": count.name, "hits": count.hits, "units": count.units} for count in findings.by_place],
        "byKind": [{"kind": count.name, "hits": count.hits, "units": count.units} for count in findings.by_kind],
        "results": [_record(hit) for hit in findings.hits],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
