"""Full-text search: the units in which words stand, and how the finds are spread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gcm_graph.finding import find
from gcm_graph.serving.pages.asked_words import phrases
from gcm_graph.serving.pages.called_so import called_so, prepare_names
from gcm_graph.serving.pages.excerpts import found_unit
from gcm_graph.serving.pages.facets import FACETS, facet_values, facets_of, passes
from gcm_graph.serving.pages.finds import Found, Search
from gcm_graph.serving.service import ServedRelease

PAGE_SIZE = 20
"""How many units are shown at once."""


def prepare(release: ServedRelease) -> None:
    """Work out what the first search would have to wait for."""
    prepare_names(release)
    facets_of(release)


def search(release: ServedRelease, wanted: Search, language: str) -> Found:
    """Search a release.

    Args:
        release: the release.
        wanted: what is searched for.
        language: the language in which labels are wanted.

    Raises:
        EmptyQueryError: the words hold no word.
        FindSyntaxError: a quotation mark in them has no other, or a `*` in them does not end a word.
    """
    facets = facets_of(release)
    spans = _spans(release, phrases(wanted)) if wanted.words else {}
    candidates = [unit for unit in release.units if not wanted.words or unit.iri in spans]
    passing = [unit for unit in candidates if passes(unit, wanted.chosen, facets)]
    pages = max(1, -(-len(passing) // PAGE_SIZE))
    at = min(max(wanted.page, 1), pages)
    shown = passing[(at - 1) * PAGE_SIZE : at * PAGE_SIZE]
    return Found(
        search=replace(wanted, page=at),
        hits=sum(len(spans.get(unit.iri, ())) for unit in passing),
        units=len(passing),
        shown=tuple(found_unit(unit, spans.get(unit.iri, [])) for unit in shown),
        pages=pages,
        names=called_so(release, wanted, language) if wanted.words and wanted.page == 1 else (),
        facets={name: facet_values(release, name, candidates, wanted.chosen, language) for name in FACETS},
    )


def units_with_all(release: ServedRelease, words: Sequence[str]) -> int:
    """Return in how many units each of several words stands, wherever in them.

    Raises:
        FindSyntaxError: a `*` in them does not end a word.
    """
    return len(_spans(release, words))


def _spans(release: ServedRelease, wanted: Sequence[str]) -> Mapping[str, Sequence[tuple[int, int]]]:
    """Return where phrases stand, by the IRI of the unit, of the units that have all of them."""
    found: list[dict[str, list[tuple[int, int]]]] = []
    for phrase in wanted:
        spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for hit in find(release.units, phrase, context=0).hits:
            spans[hit.unit.iri].append((hit.start, hit.end))
        found.append(spans)
    having = set(found[0]).intersection(*found[1:])
    return {unit: _apart(span for spans in found for span in spans[unit]) for unit in having}


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order; of those that overlap only the first."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
