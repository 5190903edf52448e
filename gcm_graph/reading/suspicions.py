"""What looks damaged in the text and was left as found, because no other source has the passage."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gcm_graph import resources
from gcm_graph.reading.declarations import make_record, read_declaration

FILE = "repairs.toml"
"""The file in which damage is declared."""

_TABLE = "suspected"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Words that look damaged.

    Attributes:
        unit: the path of the unit in which they stand.
        found: the words.
        why: why they look damaged, and why they were left.
    """

    unit: str
    found: str
    why: str


def suspicions_of(path: str, text: str) -> tuple[Suspicion, ...]:
    """Return what looks damaged in a unit as a release has it: where it reads otherwise, it was mended since.

    Args:
        path: the path of the unit.
        text: its text.
    """
    return tuple(each for each in suspicions() if each.unit == path and each.found in text)


@cache
def suspicions() -> tuple[Suspicion, ...]:
    """Return the entries `[[suspected]]` of `sources/repairs.toml`, in the order of the file; there may be none.

    Raises:
        SourceMissingError: there is no such file.
        DeclarationError: it is not written as it must be.
    """
    entries = read_declaration(resources.sources_folder(), FILE).get(_TABLE, [])
    return tuple(
        make_record(entry, f"[[{_TABLE}]] number {place}", FILE, Suspicion) for place, entry in enumerate(entries, 1)
    )
