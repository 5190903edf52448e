"""Declared repairs of damage: applied before reading, undone when the source is rebuilt."""

from __future__ import annotations

from pathlib import Path

from gcm_graph import resources
from gcm_graph.errors import RepairError
from gcm_graph.model import Repair
from gcm_graph.reading.declarations import read_records
from gcm_graph.reading.sources import SourceText


def declared_repairs(folder: Path | None = None) -> tuple[Repair, ...]:
    """Return the repairs of `sources/repairs.toml`, in the order of the file.

    Raises:
        SourceMissingError: there is no such file.
        DeclarationError: it is not written as it must be.
    """
    return read_records(folder or resources.sources_folder(), "repairs.toml", "repair", Repair)


def apply_repairs(source: SourceText, repairs: tuple[Repair, ...]) -> str:
    """Return the text with every repair made.

    Raises:
        RepairError: the damaged words do not stand in the text exactly once, or the repaired words stand there already
            (the repair could then not be undone).
    """
    text = source.text
    for repair in repairs:
        times = text.count(repair.found)
        if times != 1 or repair.repaired in text:
            raise RepairError(
                f"a repair expects the words {repair.found!r} once (they stand there {times} times) "
                f"and the words {repair.repaired!r} not yet",
                file=source.entry.file,
                citation=repair.unit,
            )
        text = text.replace(repair.found, repair.repaired)
    return text


def undo_repairs(text: str, repairs: tuple[Repair, ...]) -> str:
    """Return the text as it was found: the inverse of `apply_repairs`."""
    for repair in reversed(repairs):
        text = text.replace(repair.repaired, repair.found)
    return text
