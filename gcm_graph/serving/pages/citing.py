"""Cite a unit of the text in words, as the United Nations Editorial Manual cites resolutions and their annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gcm_graph.units import Unit

TITLE = "Global Compact for Safe, Orderly and Regular Migration"
_RESOLUTION = "General Assembly resolution 73/195 of 19 December 2018"
_SYMBOL = "A/RES/73/195"


def spaced(citation: str) -> str:
    """Return a reference with its brackets apart, as the United Nations print it.

    >>> spaced("43(a)(iii)")
    '43 (a) (iii)'
    """
    return re.sub(r"(?<=\S)\(", " (", citation)


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
        return f"{'preambular' if '/preamble/' in unit.path else 'operative'} paragraph {unit.number}"
    named = {
        "Commitment": f"para. {citation} (objective {number}, commitment {unit.number})",
        "Footnote": f"footnote {unit.number}",
        "GuidingPrinciple": f"para. {citation}, guiding principle “{unit.label}”",
        "Objective": f"objective {unit.number}",
        "Section": f"section “{unit.text}”",
    }
    return named.get(unit.kind, f"para. {citation}" + (f" (objective {number})" if objective else ""))


def pages_of(units: Sequence[Unit]) -> str:
    """Return the pages of units in words; in brackets where they are inferred, as editors write what is not printed.

    Args:
        units: a unit, with its parts where these are meant too.
    """
    first, last = min(unit.first_page for unit in units), max(unit.last_page for unit in units)
    numbers = f"{first}" if first == last else f"{first}–{last}"
    if any(unit.page_basis != "printed" for unit in units if {unit.first_page, unit.last_page} & {first, last}):
        numbers = f"[{numbers}]"
    return f"p. {numbers}" if first == last else f"pp. {numbers}"


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
