"""Collate the wordings of all sources: each reading at each place once, with the sources that have it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from gcm_graph.errors import ExitStatus, GcmError, SourceError
from gcm_graph.model import Document
from gcm_graph.namespaces import slug
from gcm_graph.witnessing.alignment import Difference, align
from gcm_graph.witnessing.wordings import Wording

OMITTED = "omitted"


class UndeclaredDamageError(SourceError):
    """A page extract has other words than the resolution, of whose print it is a part, and no repair says why."""

    code = "source-undeclared-damage"
    hint = "Look at the print. Declare the damage as a [[witness_repair]] in sources/repairs.toml, with its witness."


class VariantClashError(GcmError):
    """Two readings at one place have the same address, or a reading has none, because only letters and digits count."""

    code = "variant-clash"
    status = ExitStatus.FINDINGS
    hint = "Compare the two sources. If one of the readings is damage, declare its repair in sources/repairs.toml."


@dataclass(frozen=True, slots=True)
class Variant:
    """One reading at one place.

    Attributes:
        unit: the path of the unit.
        start: first code point in the unit's text.
        end: end in the unit's text, exclusive; the same as `start` where words are only added.
        lemma: the words of the unit's text between the two; may be empty.
        reading: the words that the witnesses have instead; may be empty.
        witnesses: the wordings in which they stand, in the order of the manifest.
    """

    unit: str
    start: int
    end: int
    lemma: str
    reading: str
    witnesses: tuple[Wording, ...]

    @property
    def path(self) -> str:
        """Its path: `variant/<unit path>/<start>-<end>/<slug of the reading, or "omitted">`."""
        return f"variant/{self.unit}/{self.start}-{self.end}/{slug(self.reading) or OMITTED}"


def collate(document: Document, wordings: Iterable[Wording], *, copies: Collection[str] = ()) -> tuple[Variant, ...]:
    """Return where the wordings differ from the resolution, in the order of the document.

    Args:
        document: the resolution.
        wordings: the words that the sources have for its units, in the order of the manifest.
        copies: the names of sources that are the resolution's own print: they have no readings of their own.

    Raises:
        UndeclaredDamageError: a copy has other words.
        VariantClashError: two readings have one address.
    """
    units = document.by_path()
    found: dict[tuple[str, Difference], list[Wording]] = {}
    for wording in wordings:
        alignment = align(
            units[wording.unit].text,
            wording.text,
            begins_before=wording.begins_before,
            goes_on=wording.goes_on,
        )
        for difference in alignment.differences:
            if wording.source in copies:
                raise _undeclared(wording, units[wording.unit].citation, difference)
            found.setdefault((wording.unit, difference), []).append(wording)
    variants = [
        Variant(unit, each.start, each.end, each.lemma, each.reading, tuple(witnesses))
        for (unit, each), witnesses in found.items()
    ]
    _require_addresses(variants)
    return tuple(sorted(variants, key=lambda each: (units[each.unit].order, each.start, each.end, each.reading)))


def _undeclared(wording: Wording, citation: str | None, difference: Difference) -> UndeclaredDamageError:
    message = f"the words {difference.reading!r} stand where the resolution has {difference.lemma!r}"
    return UndeclaredDamageError(message, file=wording.file, line=wording.lines[0], citation=citation)


def _require_addresses(variants: Iterable[Variant]) -> None:
    seen: dict[str, Variant] = {}
    for variant in variants:
        other = seen.setdefault(variant.path, variant)
        if other is not variant:
            raise VariantClashError(f"{variant.path} is the address of {other.reading!r} and of {variant.reading!r}")
        if variant.reading and not slug(variant.reading):
            raise VariantClashError(f"the reading {variant.reading!r} of {variant.unit} has no letter or digit")
