"""Read which survivors leave the data true, and of which only the source could tell, and why."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path

from faults.batching import Judgement
from faults.mutants import OPERATORS, Mutant
from gcm_graph.errors import ExitStatus, GcmError

TABLE = Path(__file__).with_name("harmless.toml")
_FIELDS = ("graph", "class", "property", "operator")


class HarmlessTableError(GcmError):
    """The table of harmless mutations is not as it must be, or has an entry that no survivor needs."""

    code = "faults-harmless"
    status = ExitStatus.USAGE
    hint = "Correct faults/harmless.toml; its first lines say how an entry is written."


class Fate(StrEnum):
    """Why a survivor is no gap that a shape or check could close."""

    HARMLESS = "harmless"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Explained:
    """Survivors with a reason.

    Attributes:
        fate: whether the data is still true, or only a comparison with the source could tell that it is not.
        patterns: the shell patterns of graph, class, property and operator, several for each.
        reason: why that is so.
    """

    fate: Fate
    patterns: tuple[tuple[str, ...], ...]
    reason: str

    def covers(self, mutant: Mutant) -> bool:
        """Tell whether a mutant is one of these."""
        names = (*mutant.target, mutant.operator)
        return all(
            any(fnmatchcase(name, pattern) for pattern in patterns)
            for name, patterns in zip(names, self.patterns, strict=True)
        )


def read_harmless(file: Path = TABLE) -> Sequence[Explained]:
    """Return the entries of the table.

    Raises:
        HarmlessTableError: it cannot be read, or an entry is not written as it must be.
    """
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise HarmlessTableError(f"{file.name} cannot be read: {error}") from error
    if unknown := sorted(table.keys() - set(Fate)):
        raise HarmlessTableError(f"there is the unknown table {unknown[0]!r}")
    return [
        _entry(fate, f"{fate} {number}", entry)
        for fate in Fate
        for number, entry in enumerate(table.get(fate, ()), start=1)
    ]


def explains(explained: Iterable[Explained], mutant: Mutant) -> bool:
    """Tell whether an entry covers a mutant, should it survive."""
    return any(entry.covers(mutant) for entry in explained)


def explanations(judgements: Iterable[Judgement], explained: Iterable[Explained]) -> Mapping[str, Explained]:
    """Return the first entry that covers each survivor, by the name of the mutant; none of those that are missed."""
    entries = list(explained)
    survivors = [judgement.mutant for judgement in judgements if not judgement.caught_by]
    firsts = ((mutant.name, next((entry for entry in entries if entry.covers(mutant)), None)) for mutant in survivors)
    return {name: entry for name, entry in firsts if entry is not None}


def unused(judgements: Iterable[Judgement], explained: Iterable[Explained]) -> Sequence[Explained]:
    """Return the entries that are the first for no survivor: the list must not outlive what it is about."""
    entries = list(explained)
    needed = set(explanations(judgements, entries).values())
    return [entry for entry in entries if entry not in needed]


def _entry(fate: Fate, place: str, entry: Mapping[str, object]) -> Explained:
    if unknown := sorted(entry.keys() - {*_FIELDS, "reason"}):
        raise HarmlessTableError(f"{place} has the unknown field {unknown[0]!r}")
    reason = entry.get("reason")
    if not isinstance(reason, str) or not reason.strip():
        raise HarmlessTableError(f"{place} gives no reason")
    patterns = tuple(_patterns(place, field, entry.get(field, "*")) for field in _FIELDS)
    if strange := [name for name in patterns[-1] if not any(fnmatchcase(operator, name) for operator in OPERATORS)]:
        raise HarmlessTableError(f"{place}: there is no operator {strange[0]!r}")
    return Explained(fate, patterns, reason)


def _patterns(place: str, field: str, value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    if not values or not all(isinstance(one, str) and one for one in values):
        raise HarmlessTableError(f"{place}: {field} is neither a text nor a list of texts")
    return tuple(values)
