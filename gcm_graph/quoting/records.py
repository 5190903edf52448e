"""Give what was found in a draft as JSON, for programs."""

from __future__ import annotations

import json

from gcm_graph.quoting.findings import (
    CheckedDraft,
    Cited,
    CitedPages,
    Difference,
    Finding,
    Kind,
    Omission,
    OmittedPart,
    Verdict,
)
from gcm_graph.units import Unit


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
        "offPage": finding.off_page,
        "cited": [_cited_record(each) for each in finding.cited],
        "units": [_unit_record(unit) for unit in finding.units],
        "differences": [_difference_record(each) for each in finding.differences],
        "omissions": [_omission_record(each) for each in finding.omissions],
        "witnesses": [{"iri": witness.iri, "name": witness.name} for witness in finding.witnesses],
        "hint": finding.hint or None,
    }


def _cited_record(each: Cited) -> dict[str, object]:
    units = [{"iri": unit.iri, "citation": unit.citation} for unit in each.units]
    record = {"words": each.words, "start": each.span.start, "end": each.span.end, "units": units}
    return {**record, "pages": _pages_record(each.pages) if each.pages else None}


def _pages_record(pages: CitedPages) -> dict[str, object]:
    return {
        "words": pages.words,
        "start": pages.span.start,
        "end": pages.span.end,
        "first": pages.first,
        "last": pages.last,
        "right": pages.are_right,
    }


def _omission_record(each: Omission) -> dict[str, object]:
    return {
        "here": each.here,
        "start": each.span.start,
        "end": each.span.end,
        "leftOut": [_part_record(part) for part in each.parts],
        "unitsBetween": each.between,
        "turning": list(each.turning),
    }


def _part_record(part: OmittedPart) -> dict[str, object]:
    return {
        "words": part.words,
        "unit": part.unit.iri,
        "unitStart": part.span.start if part.span else None,
        "unitEnd": part.span.end if part.span else None,
    }


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
