"""Full-text search: the units in which words stand, what is called so, and how the finds are spread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from pyoxigraph import Literal

from gcm_graph.finding import find
from gcm_graph.serving.pages.entities import mention_counts
from gcm_graph.serving.pages.excerpts import found_unit
from gcm_graph.serving.pages.facets import FACETS, facet_values, facets_of, passes
from gcm_graph.serving.pages.finds import Found, FoundName, Search
from gcm_graph.serving.pages.knowledge import knowledge_of
from gcm_graph.serving.pages.labels import Label
from gcm_graph.serving.pages.naming import name_of
from gcm_graph.serving.pages.schemes import INDEXED
from gcm_graph.serving.per_release import once_per_release
from gcm_graph.serving.service import ServedRelease
from gcm_graph.units import Unit

PAGE_SIZE = 20
"""How many units are shown at once."""

MOST_NAMES = 30
"""How many things that are called by the words are shown."""


def prepare(release: ServedRelease) -> None:
    """Work out what the first search would have to wait for."""
    _names(release)
    facets_of(release)


def search(release: ServedRelease, wanted: Search, language: str) -> Found:
    """Search a release.

    Args:
        release: the release.
        wanted: what is searched for.
        language: the language in which labels are wanted.

    Raises:
        EmptyQueryError: the words hold no word.
        FindSyntaxError: they are not one word or phrase, or a `*` in them does not end a word.
    """
    facets = facets_of(release)
    spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    if wanted.words:
        for hit in find(release.units, wanted.words, context=0).hits:
            spans[hit.unit.iri].append((hit.start, hit.end))
        candidates = [unit for unit in release.units if unit.iri in spans]
    else:
        candidates = list(release.units)
    passing = [unit for unit in candidates if passes(unit, wanted.chosen, facets)]
    pages = max(1, -(-len(passing) // PAGE_SIZE))
    at = min(max(wanted.page, 1), pages)
    shown = passing[(at - 1) * PAGE_SIZE : at * PAGE_SIZE]
    return Found(
        search=replace(wanted, page=at),
        hits=sum(len(spans[unit.iri]) for unit in passing),
        units=len(passing),
        shown=tuple(found_unit(unit, spans.get(unit.iri, [])) for unit in shown),
        pages=pages,
        names=_found_names(release, wanted, language),
        facets={name: facet_values(release, name, candidates, wanted.chosen, language) for name in FACETS},
    )


def _found_names(release: ServedRelease, wanted: Search, language: str) -> tuple[FoundName, ...]:
    if not wanted.words or wanted.page > 1:
        return ()
    knowledge, counts = knowledge_of(release), mention_counts(release)
    found: dict[str, FoundName] = {}
    for hit in find(_names(release), wanted.words, context=0).hits:
        thing = hit.unit.iri
        if thing not in found:
            kinds = knowledge.classes(thing)
            found[thing] = FoundName(
                iri=thing,
                label=name_of(thing, knowledge, language),
                kind=name_of(kinds[0], knowledge, language) if kinds else Label(""),
                name=hit.unit.text,
                start=hit.start,
                end=hit.end,
                mentions=counts.get(thing, 0),
            )
    ordered = sorted(found.values(), key=lambda each: (-each.mentions, each.label.text))
    return tuple(ordered[:MOST_NAMES])


@once_per_release
def _names(release: ServedRelease) -> tuple[Unit, ...]:
    """Return every name of a thing as if it were a unit, so that names are searched as units are."""
    return tuple(_named(release))


def _named(release: ServedRelease) -> Iterable[Unit]:
    knowledge, pattern = knowledge_of(release), release.units[0]
    seen: set[tuple[str, str]] = set()
    for _, _, classes in INDEXED:
        for each in classes:
            for thing in knowledge.members(each):
                for value in knowledge.values(thing, "skos:prefLabel", "skos:altLabel", "dcterms:alternative"):
                    if not isinstance(value, Literal) or value.language not in {"en", None}:
                        continue
                    if (thing, value.value) not in seen:
                        seen.add((thing, value.value))
                        yield replace(
                            pattern, iri=thing, path=thing, kind="Name", text=value.value, part_of="", links={}
                        )
