"""Tell which units a reference to a whole means, so that its pages are those from the first to the last of them.

A unit has the pages of its own words: an objective those of its heading, a paragraph those of its own sentences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gcm_graph.units import Unit


class Extents:
    """The units of a text with all that belongs to each.

    Args:
        units: the units of a release.
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

    def of(self, unit: Unit) -> tuple[Unit, ...]:
        """Return a unit and its parts at any depth.

        The paragraph of an objective has its actions too: they are cited as 27(a), though they are the objective's.
        A section has what stands under its heading.
        """
        if unit.kind == "Section":
            headings = (*unit.headings, unit.text)
            return (unit, *(each for each in self._units if each.headings[: len(headings)] == headings))
        whole = self._by_iri.get(unit.part_of, unit)
        holder = whole if (unit.kind, whole.kind) == ("Paragraph", "Objective") else unit
        return (unit, *self._within(holder))

    def _within(self, unit: Unit) -> Iterator[Unit]:
        for part in self._parts.get(unit.iri, ()):
            yield part
            yield from self._within(part)
