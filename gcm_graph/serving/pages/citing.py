"""Cite a unit of the text in words, as the United Nations Editorial Manual cites resolutions and their annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gcm_graph.units import Unit

_NO_BREAK = "\N{NO-BREAK SPACE}"
"""What keeps an abbreviation and its number, or a number and its letter, in one line."""

TITLE = "Global Compact for Safe, Orderly and Regular Migration"
_RESOLUTION = "General Assembly resolution 73/195 of 19 December 2018"
_SYMBOL = "A/RES/73/195"
_PRINTED = "printed"


def spaced(citation: str) -> str:
    """Return a reference with its brackets apart, as the United Nations print it, in one line.

    >>> spaced("43(a)(iii)") == "43\N{NO-BREAK SPACE}(a)\N{NO-BREAK SPACE}(iii)"
    True
    """
    return re.sub(r"(?<=\S)\(", f"{_NO_BREAK}(", citation)


def place_in_compact(unit: Unit, objective: Unit | None = None) -> str:
    """Return which unit of the Compact, or of the resolution, is meant.

    Args:
        unit: the unit.
        objective: the objective to which it belongs, or None.
    """
    citation = spaced(unit.citation or "")
    number = objective.number if objective else None
    if unit.path == "opening":
        return "opening paragraph"
    if unit.path.startswith("resolution/"):
        return f"{'preambular' if '/preamble/' in unit.path else 'operative'} paragraph{_NO_BREAK}{unit.number}"
    named = {
        "Commitment": f"para.{_NO_BREAK}{citation} (objective{_NO_BREAK}{number}, commitment{_NO_BREAK}{unit.number})",
        "Footnote": f"footnote{_NO_BREAK}{unit.number}",
        "GuidingPrinciple": f"para.{_NO_BREAK}{citation}, guiding principle “{unit.label}”",
        "Objective": f"objective{_NO_BREAK}{unit.number}",
        "Section": f"section “{unit.text}”",
    }
    return named.get(
        unit.kind, f"para.{_NO_BREAK}{citation}" + (f" (objective{_NO_BREAK}{number})" if objective else "")
    )


def pages_of(units: Sequence[Unit]) -> str:
    """Return the pages of units in words; in brackets where they are inferred, as editors write what is not printed.

    Args:
        units: a unit, with its parts where these are meant too.
    """
    first = min(units, key=lambda unit: (unit.first_page, unit.reading_order))
    last = max(units, key=lambda unit: (unit.last_page, unit.reading_order))
    bases = {unit.page_basis for unit in (first, last)}
    if first.first_page == last.last_page:
        number = str(first.first_page)
        return f"p.{_NO_BREAK}{number if bases == {_PRINTED} else f'[{number}]'}"
    if _PRINTED not in bases:
        return f"pp.{_NO_BREAK}[{first.first_page}–{last.last_page}]"
    before = str(first.first_page) if first.page_basis == _PRINTED else f"[{first.first_page}]"
    behind = str(last.last_page) if last.page_basis == _PRINTED else f"[{last.last_page}]"
    return f"pp.{_NO_BREAK}{before}–{behind}"


def reference(unit: Unit, objective: Unit | None = None, parts: Sequence[Unit] = ()) -> str:
    """Return the reference to a unit.

    Args:
        unit: the unit.
        objective: the objective to which it belongs, or None.
        parts: its parts, whose pages are meant too.
    """
    place, pages = place_in_compact(unit, objective), pages_of([unit, *parts])
    if unit.path.startswith("resolution/"):
        return f"{_RESOLUTION}, {place}, {_SYMBOL}, {pages}."
    return f"{TITLE}, {place}, {_RESOLUTION}, annex, {_SYMBOL}, {pages}."


def reference_to_compact() -> str:
    """Return the reference to the Compact as a whole."""
    return f"{TITLE}, {_RESOLUTION}, annex, {_SYMBOL}."


def reference_to_resolution() -> str:
    """Return the reference to the resolution as a whole."""
    return f"{_RESOLUTION}, “{TITLE}”, {_SYMBOL}."
