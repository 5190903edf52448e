"""What the page of a source document tells of damage: what was repaired, and what may be damaged and was left."""

from __future__ import annotations

from gcm_graph.model import Repair
from gcm_graph.namespaces import BASE
from gcm_graph.namespaces import iri as iri_of
from gcm_graph.reading.collecting import WitnessRepair
from gcm_graph.serving.pages.block_parts import Row, Value
from gcm_graph.serving.pages.blocks import Excerpt, Table
from gcm_graph.serving.pages.declarations import declarations
from gcm_graph.serving.pages.labels import Label
from gcm_graph.serving.service import ServedRelease

_UNKNOWN = (
    "The repairs by which this release was made are declared in the sources of its version, "
    "and this program is of another."
)


def repairs_of(release: ServedRelease, source: str) -> Table | Excerpt | None:
    """Return the declared repairs of damage in a source document; None where there is none."""
    declared = declarations(release)
    if not declared.known:
        return Excerpt(title="Declared repairs", words=Label(_UNKNOWN), anchor="repairs")
    name = source.removeprefix(f"{BASE}source/")
    units = {unit.path: unit for unit in release.units}
    repairs: list[Repair | WitnessRepair] = [each for each in declared.of_witnesses if each.source == name]
    if any(unit.source == name for unit in release.units):
        repairs += declared.repairs
    if not repairs:
        return None
    return Table(
        title="Declared repairs",
        columns=("Unit", "As found", "As read", "Why, and what confirms it"),
        rows=tuple(
            Row(
                cells=(
                    Value(
                        words=Label(units[repair.unit].label if repair.unit in units else repair.unit),
                        place=iri_of(repair.unit),
                    ),
                    Value(words=Label(repair.found), code=True),
                    Value(words=Label(repair.repaired), code=True),
                    Value(words=Label(f"{repair.why} Confirmed by: {repair.confirmed_by}")),
                )
            )
            for repair in repairs
        ),
        lead="Damage that the text suffered on its way to us. Nothing else was changed.",
        anchor="repairs",
    )


def suspicions_in(release: ServedRelease, source: str) -> Table | None:
    """Return what looks damaged in a source document and was left as found; None where there is nothing."""
    name = source.removeprefix(f"{BASE}source/")
    units = {unit.path: unit for unit in release.units if unit.source == name}
    rows = tuple(
        Row(
            cells=(
                Value(words=Label(units[each.unit].label), place=iri_of(each.unit)),
                Value(words=Label(each.found), code=True),
                Value(words=Label(each.why)),
            )
        )
        for each in declarations(release).suspicions
        if each.unit in units
    )
    if not rows:
        return None
    return Table(
        title="What may be damaged",
        columns=("Unit", "As found", "Why"),
        rows=rows,
        lead="No other source has these passages, so nothing was changed.",
        anchor="suspected",
    )
