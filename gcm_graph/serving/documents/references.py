"""State what a bibliographic reference to the resolution, the Compact or one of its units has to say.

Every fact in it is read from the release, save the name of the body: the resolution calls it "the General Assembly" of
the United Nations.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode

from gcm_graph.model import COMPACT, RESOLUTION
from gcm_graph.namespaces import PREFIXES, iri
from gcm_graph.release_folder import BrokenReleaseError
from gcm_graph.serving.extents import Extents
from gcm_graph.serving.per_release import PerRelease
from gcm_graph.serving.service import ServedRelease
from gcm_graph.units import Unit

AUTHOR: Final = "United Nations General Assembly"
PUBLISHER: Final = "United Nations"
GENRE: Final = "Resolution"
LANGUAGE: Final = "en"

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""The names of the months: those of the standard library follow the locale of the server."""

_WHOLES: Final = (RESOLUTION, COMPACT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A reference to the resolution or a part of it.

    Attributes:
        key: names the record; nothing else has the same key.
        title: the title of the resolution.
        number: the symbol of the document.
        adopted: the day on which the General Assembly adopted it: its date in references.
        distributed: the day that the document bears as that of its distribution.
        place: which part is meant, for example `annex, para. 27(b)`; "" for the whole.
        label: what the part is called, for example `Objective 11, action (b)`; "" where the place says the same.
        first_page: the first page of the part, with its own parts; None of the whole.
        last_page: the last page of the part, with its own parts; None of the whole.
        inferred: whether one of these pages is worked out, and printed in no source.
        url: the permanent IRI.
    """

    key: str
    title: str
    number: str
    adopted: date
    distributed: date
    place: str
    label: str
    first_page: int | None
    last_page: int | None
    inferred: bool
    url: str

    @property
    def note(self) -> str:
        """What no field of its own holds: the part, its name, the days of the document, and that a page is inferred."""
        part = f"{self.place} ({self.label})" if self.place and self.label else self.place
        days = f"Adopted {_day(self.adopted)}; distributed {_day(self.distributed)}"
        pages = "; page inferred" if self.inferred else ""
        return f"{part[0].upper()}{part[1:]}. {days}{pages}" if part else days


@dataclass(frozen=True, slots=True)
class _Document:
    """What is the same in all references."""

    title: str
    number: str
    adopted: date
    distributed: date
    units: dict[str, Unit]
    extents: Extents


def _read(release: ServedRelease) -> _Document:
    return _Document(
        title=_fact(release, "dcterms", "title"),
        number=_fact(release, "dcterms", "identifier"),
        adopted=date.fromisoformat(_fact(release, "eli", "date_document")),
        distributed=date.fromisoformat(_fact(release, "dcterms", "issued")),
        units={unit.path: unit for unit in release.units},
        extents=Extents(release.units),
    )


def _fact(release: ServedRelease, prefix: str, name: str) -> str:
    """Return the one value that the resolution has for a property."""
    predicate = NamedNode(PREFIXES[prefix] + name)
    quads = list(release.store.quads_for_pattern(NamedNode(iri(RESOLUTION)), predicate, None, DefaultGraph()))
    if len(quads) != 1 or not isinstance(quads[0].object, Literal):
        raise BrokenReleaseError(f"{release.folder} does not give the resolution one {prefix}:{name}")
    return quads[0].object.value


_DOCUMENT: Final = PerRelease(_read)


def has_reference(release: ServedRelease, path: str) -> bool:
    """Tell whether there are references to what stands at a path: to the resolution, the Compact and each unit."""
    return path in _WHOLES or path in _DOCUMENT.of(release).units


def reference(release: ServedRelease, path: str) -> Reference:
    """Return the reference to what stands at a path.

    Raises:
        KeyError: it is neither the resolution nor the Compact nor a unit.
    """
    document = _DOCUMENT.of(release)
    unit = None if path in _WHOLES else document.units[path]
    meant = document.extents.of(unit) if unit else ()
    place = ("annex" if path == COMPACT else "") if unit is None else _place(unit)
    return Reference(
        key=f"{document.number}/{path}".replace("/", "-"),
        title=document.title,
        number=document.number,
        adopted=document.adopted,
        distributed=document.distributed,
        place=place,
        label=unit.label if unit is not None and _adds(unit) else "",
        first_page=min((each.first_page for each in meant), default=None),
        last_page=max((each.last_page for each in meant), default=None),
        inferred=unit is not None and unit.page_basis != "printed",
        url=iri(path),
    )


def _place(unit: Unit) -> str:
    """Return where a unit stands, as references to the resolution give it."""
    citation = unit.citation or ""
    if unit.path.startswith(f"{RESOLUTION}/"):
        kind = "preambular para." if unit.path.startswith(f"{RESOLUTION}/preamble/") else "para."
        return f"{kind} {unit.number}"
    if unit.kind == "Section":
        return f'annex, section "{unit.label}"'
    if unit.kind == "Footnote":
        return f"annex, footnote {unit.number}"
    if unit.kind == "Objective":
        return f"annex, objective {unit.number}"
    return f"annex, para. {citation}" if citation[:1].isdigit() else f"annex, {citation}"


def _adds(unit: Unit) -> bool:
    """Tell whether the label of a unit says more than its place."""
    return unit.kind in {"Objective", "Action", "Commitment", "GuidingPrinciple"}


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
