"""The facets of the search: what each says of a unit, and how many units each of its values leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from gcm_graph.namespaces import PREFIXES, iri
from gcm_graph.serving.pages.finds import FacetValue
from gcm_graph.serving.pages.knowledge import knowledge_of, natural
from gcm_graph.serving.pages.mentions import mentions_of
from gcm_graph.serving.pages.naming import name_of
from gcm_graph.serving.per_release import once_per_release
from gcm_graph.serving.service import ServedRelease
from gcm_graph.units import Unit

FACETS = ("objective", "kind", "theme", "population", "stakeholder", "principle")
"""The names of the facets, which are the names of their parameters."""

REFERRED: Mapping[str, str] = MappingProxyType(
    {
        "theme": "concernsTheme",
        "population": "concernsPopulation",
        "stakeholder": "involvesStakeholder",
        "principle": "reflectsPrinciple",
    }
)
"""The facets of what units refer to, with the property that refers to it."""

Facets: TypeAlias = Mapping[str, Mapping[str, tuple[str, ...]]]
"""The values of a unit, by the facet's name and the unit's IRI."""

_OUTSIDE = "none"
"""The value of the facet `objective` for units outside the objectives."""


@once_per_release
def facets_of(release: ServedRelease) -> Facets:
    """Return what each facet says of each unit."""
    objectives = mentions_of(release).objectives
    facets: dict[str, dict[str, tuple[str, ...]]] = {name: {} for name in FACETS}
    for unit in release.units:
        objective = objectives.get(unit.iri)
        facets["objective"][unit.iri] = (str(objective.number) if objective else _OUTSIDE,)
        facets["kind"][unit.iri] = (unit.kind,)
        for name, property_ in REFERRED.items():
            facets[name][unit.iri] = _ends(unit.links.get(property_, ()))
    return facets


def _ends(iris: Iterable[str]) -> tuple[str, ...]:
    return tuple(each.rpartition("/")[2] for each in iris)


def passes(unit: Unit, chosen: Mapping[str, str], facets: Facets) -> bool:
    """Tell whether a unit has the chosen value of every facet that chooses."""
    return all(value in facets[name][unit.iri] for name, value in chosen.items())


def facet_values(
    release: ServedRelease,
    name: str,
    candidates: Sequence[Unit],
    chosen: Mapping[str, str],
    language: str,
) -> tuple[FacetValue, ...]:
    """Return the values of a facet with how many units each leaves, were it chosen beside the other facets.

    Args:
        release: the release.
        name: the name of the facet.
        candidates: the units among which the facets choose.
        chosen: the chosen value of each facet that chooses.
        language: the language in which labels are wanted.
    """
    facets = facets_of(release)
    others = {each: value for each, value in chosen.items() if each != name}
    counts: Counter[str] = Counter()
    for unit in candidates:
        if passes(unit, others, facets):
            counts.update(facets[name][unit.iri])
    picked = chosen.get(name)
    if picked is not None and picked not in counts:
        counts[picked] = 0
    order = _facet_order(name, counts)
    return tuple(
        FacetValue(value, facet_label(release, name, value, language), counts[value], value == picked)
        for value in sorted(counts, key=order)
    )


def _facet_order(name: str, counts: Mapping[str, int]) -> Callable[[str], tuple[object, ...]]:
    """Objectives by number, all else by how many units there are."""
    if name == "objective":
        return lambda value: (value == _OUTSIDE, natural(value))
    return lambda value: (-counts[value], value)


def facet_label(release: ServedRelease, name: str, value: str, language: str) -> str:
    """Return what a value of a facet is called."""
    if name == "objective" and value == _OUTSIDE:
        return "Outside the objectives"
    of = PREFIXES["gcm"] + value if name == "kind" else iri(f"{name}/{value}")
    label = name_of(of, knowledge_of(release), language).text
    return f"{value}. {label}" if name == "objective" else label


def is_value(release: ServedRelease, name: str, value: str) -> bool:
    """Tell whether a facet can have a value: whether any unit has it, or there is such a thing to refer to."""
    values = {each for found in facets_of(release)[name].values() for each in found}
    if value in values:
        return True
    plain = value.isascii() and value.replace("-", "").isalnum()
    return plain and name in REFERRED and bool(knowledge_of(release).about(iri(f"{name}/{value}")))
