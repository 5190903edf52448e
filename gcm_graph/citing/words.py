"""Cite the Compact or a unit of it in words, as the United Nations Editorial Manual cites resolutions and annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gcm_graph.citing.extents import Extents
from gcm_graph.citing.pages import Pages, pages_of
from gcm_graph.model import COMPACT, RESOLUTION
from gcm_graph.units import Unit

_NO_BREAK = "\N{NO-BREAK SPACE}"
"""What keeps an abbreviation and its number, or a number and its letter, in one line."""

TITLE = "Global Compact for Safe, Orderly and Regular Migration"
_RESOLUTION = "General Assembly resolution 73/195 of 19 December 2018"
_SYMBOL = "A/RES/73/195"


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


def pages_in_words(pages: Pages) -> str:
    """Return pages as references give them: `p. 20`, `pp. 29–[30]`."""
    return f"{'p.' if pages.first == pages.last else 'pp.'}{_NO_BREAK}{pages.numbers('–')}"


def reference(unit: Unit, objective: Unit | None = None, parts: Sequence[Unit] = ()) -> str:
    """Return the reference to a unit.

    Args:
        unit: the unit.
        objective: the objective to which it belongs, or None.
        parts: its parts, whose pages are meant too.
    """
    place, pages = place_in_compact(unit, objective), pages_in_words(pages_of([unit, *parts]))
    if unit.path.startswith("resolution/"):
        return f"{_RESOLUTION}, {place}, {_SYMBOL}, {pages}."
    return f"{TITLE}, {place}, {_RESOLUTION}, annex, {_SYMBOL}, {pages}."


def reference_to_compact() -> str:
    """Return the reference to the Compact as a whole."""
    return f"{TITLE}, {_RESOLUTION}, annex, {_SYMBOL}."


def reference_to_resolution() -> str:
    """Return the reference to the resolution as a whole."""
    return f"{_RESOLUTION}, “{TITLE}”, {_SYMBOL}."


def reference_to(path: str, extents: Extents) -> str:
    """Return the reference to what stands at a path, with the pages of all its parts.

    Args:
        path: the path of the Compact, of the resolution or of a unit.
        extents: the units of a release.

    Raises:
        KeyError: nothing of these stands there.
    """
    if path == COMPACT:
        return reference_to_compact()
    if path == RESOLUTION:
        return reference_to_resolution()
    unit = extents.by_path[path]
    objective = None if unit.kind == "Objective" else extents.objective(unit)
    return reference(unit, objective, parts=extents.of(unit)[1:])
