"""State what a bibliographic reference to the resolution, the Compact or one of its units has to say.

Every fact in it is read from the release, save two: the name of the body, which the resolution calls "the General
Assembly" of the United Nations, and the address at which the United Nations give out the document by its symbol.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from gcm_graph.citing.extents import Extents
from gcm_graph.citing.pages import Pages
from gcm_graph.model import COMPACT, RESOLUTION
from gcm_graph.namespaces import PREFIXES, iri
from gcm_graph.release_folder import BrokenReleaseError
from gcm_graph.units import Unit

AUTHOR: Final = "United Nations General Assembly"
PUBLISHER: Final = "United Nations"
GENRE: Final = "Resolution"
LANGUAGE: Final = "en"
ADDRESS: Final = "https://docs.un.org/en/A/RES/73/195"

_ANNEX: Final = "annex"
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""The names of the months: those of the standard library follow the locale of the machine."""

_WHOLES: Final = (RESOLUTION, COMPACT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A reference to the resolution or a part of it.

    Attributes:
        key: names the record; nothing else has the same key.
        title: the title of the resolution and, since each style prints the title, which part is meant, for example
            `Global Compact for Safe, Orderly and Regular Migration, para. 27(b)`.
        number: the symbol of the document, followed by `annex` where the part stands in it.
        adopted: the day on which the General Assembly adopted it: its date in references.
        distributed: the day that the document bears as that of its distribution.
        place: which part is meant, for example `annex, para. 27(b)`; "" for the whole.
        label: what the part is called, for example `Objective 11, action (b)`; "" where the place says the same.
        pages: the pages of the part with its own parts; None of the whole.
        parts: what these parts are called, where the pages of the part's own words are others; else "".
        url: the address of the document at the United Nations.
        iri: the permanent IRI of the part.
    """

    key: str
    title: str
    number: str
    adopted: date
    distributed: date
    place: str
    label: str
    pages: Pages | None
    parts: str
    url: str
    iri: str

    @property
    def note(self) -> str:
        """What no field of its own holds: the part, its name, the days of the document, what to know of its pages."""
        part = f"{self.place} ({self.label})" if self.place and self.label else self.place
        said = [f"Adopted {_day(self.adopted)}", f"distributed {_day(self.distributed)}"]
        if self.parts:
            said.append(f"pages with the {self.parts}")
        if self.pages and self.pages.inferred:
            numbers = " and ".join(str(number) for number in self.pages.inferred)
            said.append(f"page{'s' if len(self.pages.inferred) > 1 else ''} {numbers} inferred")
        days = "; ".join(said)
        return f"{part[0].upper()}{part[1:]}. {days}" if part else days


class References:
    """The references to the resolution, the Compact and its units, as a release has them.

    Args:
        folder: the folder of the release.
        store: its store.
        units: its units.

    Raises:
        BrokenReleaseError: the release does not say what the resolution is.
    """

    def __init__(self, folder: Path, store: Store, units: Iterable[Unit]) -> None:
        def fact(prefix: str, name: str) -> str:
            return _fact(folder, store, prefix, name)

        self._title = fact("dcterms", "title")
        self._symbol = fact("dcterms", "identifier")
        self._adopted = date.fromisoformat(fact("eli", "date_document"))
        self._distributed = date.fromisoformat(fact("dcterms", "issued"))
        self._extents = Extents(units)

    def has(self, path: str) -> bool:
        """Tell whether there are references to what stands at a path: the resolution, the Compact and each unit."""
        return path in _WHOLES or path in self._extents.by_path

    def to(self, path: str) -> Reference:
        """Return the reference to what stands at a path.

        Raises:
            KeyError: it is neither the resolution nor the Compact nor a unit.
        """
        unit = None if path in _WHOLES else self._extents.by_path[path]
        place = (_ANNEX if path == COMPACT else "") if unit is None else _place(unit)
        return Reference(
            key=f"{self._symbol}/{path}".replace("/", "-"),
            title=self._title if unit is None else f"{self._title}, {_in_title(unit, place)}",
            number=f"{self._symbol}, {_ANNEX}" if place.startswith(_ANNEX) else self._symbol,
            adopted=self._adopted,
            distributed=self._distributed,
            place=place,
            label=unit.label if unit is not None and _adds(unit) else "",
            pages=None if unit is None else self._extents.pages(unit),
            parts=self._extents.parts_beyond(unit) if unit is not None and unit.kind == "Paragraph" else "",
            url=ADDRESS,
            iri=iri(path),
        )


def _fact(folder: Path, store: Store, prefix: str, name: str) -> str:
    """Return the one value that the resolution has for a property."""
    predicate = NamedNode(PREFIXES[prefix] + name)
    quads = list(store.quads_for_pattern(NamedNode(iri(RESOLUTION)), predicate, None, DefaultGraph()))
    if len(quads) != 1 or not isinstance(quads[0].object, Literal):
        raise BrokenReleaseError(f"{folder} does not give the resolution one {prefix}:{name}")
    return quads[0].object.value


def _place(unit: Unit) -> str:
    """Return where a unit stands, as references to the resolution give it."""
    citation = unit.citation or ""
    if unit.path.startswith(f"{RESOLUTION}/"):
        kind = "preambular" if unit.path.startswith(f"{RESOLUTION}/preamble/") else "operative"
        return f"{kind} para. {unit.number}"
    if unit.kind == "Section":
        return f'{_ANNEX}, section "{unit.label}"'
    if unit.kind == "Footnote":
        return f"{_ANNEX}, footnote {unit.number}"
    if unit.kind == "Objective":
        return f"{_ANNEX}, objective {unit.number}"
    return f"{_ANNEX}, para. {citation}" if citation[:1].isdigit() else f"{_ANNEX}, {citation}"


def _in_title(unit: Unit, place: str) -> str:
    """Return a place as it stands behind the title of the Compact, which is the resolution's too."""
    if unit.path.startswith(f"{RESOLUTION}/"):
        return f"{place} of the resolution"
    sentence = f" ({unit.label[0].lower()}{unit.label[1:]})" if unit.kind == "Commitment" else ""
    return f"{place.removeprefix(f'{_ANNEX}, ')}{sentence}"


def _adds(unit: Unit) -> bool:
    """Tell whether the label of a unit says more than its place."""
    return unit.kind in {"Objective", "Action", "Commitment", "GuidingPrinciple"}


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
