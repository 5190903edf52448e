"""Find the declared repairs that touch a unit or a passage, what looks damaged in it, and where that is declared."""

from __future__ import annotations

from functools import cached_property

from gcm_graph.explaining.files import ProjectFiles
from gcm_graph.explaining.sources import DeclaredRepair, DeclaredSuspicion, Place
from gcm_graph.model import Repair
from gcm_graph.namespaces import BASE
from gcm_graph.reading.collecting import WitnessRepair, witness_repairs
from gcm_graph.reading.repairs import declared_repairs
from gcm_graph.reading.suspicions import suspicions_of
from gcm_graph.units import Unit

_FILE = "repairs.toml"


class Repairs:
    """The declared repairs of the source texts.

    Args:
        files: the files from which the release was made.
    """

    def __init__(self, files: ProjectFiles) -> None:
        self._files = files

    def of_unit(self, unit: Unit) -> tuple[DeclaredRepair, ...]:
        """Return the repairs that were made in a unit of the resolution; of a commitment, in its paragraph."""
        paths = (unit.path, unit.part_of.removeprefix(BASE)) if unit.kind == "Commitment" else (unit.path,)
        return tuple(self._record(repair) for path in paths for repair in self._of_units.get(path, ()))

    def suspected_in(self, unit: Unit) -> tuple[DeclaredSuspicion, ...]:
        """Return the words of a unit that look damaged and were left as found."""
        return tuple(
            DeclaredSuspicion(self._place(each.found), each.found, each.why)
            for each in suspicions_of(unit.path, unit.text)
        )

    def of_passage(self, source: str, text: str) -> tuple[DeclaredRepair, ...]:
        """Return the repairs that were made in a passage of another source document."""
        return tuple(
            self._record(repair) for repair in self._of_witnesses if repair.source == source and repair.repaired in text
        )

    def made_in(self, source: str, text: str) -> str:
        """Return words of another source document with its repairs made."""
        for repair in self._of_witnesses:
            if repair.source == source:
                text = text.replace(repair.found, repair.repaired)
        return text

    @cached_property
    def _of_units(self) -> dict[str, list[Repair]]:
        found: dict[str, list[Repair]] = {}
        for repair in declared_repairs():
            found.setdefault(repair.unit, []).append(repair)
        return found

    @cached_property
    def _of_witnesses(self) -> tuple[WitnessRepair, ...]:
        return witness_repairs()

    @cached_property
    def _lines(self) -> list[str]:
        # Without escapes: in the file a quotation mark within words stands behind a backslash.
        return [line.replace('\\"', '"') for line in self._files.declaration(_FILE, "repairs")]

    def _record(self, repair: Repair | WitnessRepair) -> DeclaredRepair:
        place = self._place(repair.found)
        return DeclaredRepair(place, repair.found, repair.repaired, repair.why, repair.confirmed_by)

    def _place(self, found: str) -> Place:
        return Place(_FILE, next((number for number, words in enumerate(self._lines, 1) if found in words), None))
