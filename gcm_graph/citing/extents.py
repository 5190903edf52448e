"""Tell which units a reference to a whole means, so that its pages are those from the first to the last of them.

A unit has the pages of its own words: an objective those of its heading, a paragraph those of its own sentences. A
reference has the pages of all that it names: a paragraph with its actions or items, an objective, a section.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gcm_graph.citing.pages import Pages, pages_of
from gcm_graph.units import Unit


class Extents:
    """The units of a text with all that belongs to each.

    Args:
        units: the units of a release.

    Attributes:
        by_path: the units by path.
    """

    def __init__(self, units: Iterable[Unit]) -> None:
        parts: defaultdict[str, list[Unit]] = defaultdict(list)
        by_iri: dict[str, Unit] = {}
        for unit in units:
            parts[unit.part_of].append(unit)
            by_iri[unit.iri] = unit
        self._parts: Mapping[str, Sequence[Unit]] = parts
        self._by_iri: Mapping[str, Unit] = by_iri
        self._units = tuple(by_iri.values())
        self.by_path: Mapping[str, Unit] = {unit.path: unit for unit in self._units}

    def of(self, unit: Unit) -> tuple[Unit, ...]:
        """Return a unit and its parts at any depth.

        The paragraph of an objective has its actions too: they are cited as 27(a), though they are the objective's.
        A section has what stands under its heading.
        """
        if unit.kind == "Section":
            headings = (*unit.headings, unit.text)
            return (unit, *(each for each in self._units if each.headings[: len(headings)] == headings))
        holder = self._whole(unit) if self._is_of_objective(unit) else unit
        return (unit, *self._within(holder))

    def objective(self, unit: Unit) -> Unit | None:
        """Return the objective that is, or contains, a unit; None where there is none."""
        at: Unit | None = unit
        while at is not None and at.kind != "Objective":
            at = self._by_iri.get(at.part_of)
        return at

    def pages(self, unit: Unit) -> Pages:
        """Return the pages of a unit with all its parts, which a reference to it gives."""
        return pages_of(self.of(unit))

    def parts_beyond(self, unit: Unit) -> str:
        """Return what the parts of a unit are called, where they stand on pages that its own words do not; else "".

        A paragraph of an objective has `actions`; others have `parts`.
        """
        if (unit.first_page, unit.last_page) == ((whole := self.pages(unit)).first, whole.last):
            return ""
        return "actions" if self._is_of_objective(unit) else "parts"

    def _whole(self, unit: Unit) -> Unit:
        return self._by_iri.get(unit.part_of, unit)

    def _is_of_objective(self, unit: Unit) -> bool:
        """Tell whether a unit is the paragraph of an objective."""
        return (unit.kind, self._whole(unit).kind) == ("Paragraph", "Objective")

    def _within(self, unit: Unit) -> Iterator[Unit]:
        for part in self._parts.get(unit.iri, ()):
            yield part
            yield from self._within(part)
