"""Full-text search: the units in which words stand, what is called so, and how the finds are spread."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import Literal

from gcm_graph.finding import find
from gcm_graph.serving.pages.asked_words import in_other_number, phrases
from gcm_graph.serving.pages.entities import mention_counts
from gcm_graph.serving.pages.excerpts import found_unit
from gcm_graph.serving.pages.facets import FACETS, facet_values, facets_of, passes
from gcm_graph.serving.pages.finds import Found, FoundName, Search
from gcm_graph.serving.pages.goals import GOALS
from gcm_graph.serving.pages.knowledge import Knowledge, knowledge_of
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

_SDG = re.compile(
    r"(?P<named>(?:SDG|ODD|ODS|Sustainable Development Goal)s?\s+(?:goal\s+|target\s+)?|goal\s+|target\s+)?"
    r"(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2}|\.[a-z])?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name of a thing in which words stand, from `start` to `end`."""

    thing: str
    name: str
    language: str
    start: int
    end: int


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
        names=_found_names(release, wanted, language),
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


def _found_names(release: ServedRelease, wanted: Search, language: str) -> tuple[FoundName, ...]:
    if not wanted.words or wanted.page > 1:
        return ()
    found = {hit.thing: hit for hit in reversed(_hits(release, phrases(wanted)))}
    knowledge = knowledge_of(release)
    for goal in _numbered(wanted.words, knowledge):
        found[goal] = NameHit(goal, name := f"SDG {goal.removeprefix(GOALS)}", "en", 0, len(name))
    counts = mention_counts(release)
    names = []
    for thing, hit in found.items():
        kinds = knowledge.classes(thing)
        names.append(
            FoundName(
                iri=thing,
                label=name_of(thing, knowledge, language),
                kind=name_of(kinds[0], knowledge, language) if kinds else Label(""),
                name=hit.name,
                language=hit.language,
                start=hit.start,
                end=hit.end,
                mentions=counts.get(thing, 0),
            )
        )
    names.sort(key=lambda each: (-each.mentions, each.label.text))
    return tuple(names[:MOST_NAMES])


def _hits(release: ServedRelease, wanted: Sequence[str]) -> list[NameHit]:
    """Return the names of the things of which each phrase is found in a name, as it is or in the other number."""
    units, languages = _names(release)
    found: list[list[NameHit]] = []
    for phrase in wanted:
        spelled = (phrase, *in_other_number(phrase))
        hits = (hit for each in spelled for hit in find(units, each, context=0).hits)
        found.append(
            [
                NameHit(hit.unit.iri, hit.unit.text, languages[hit.unit.reading_order], hit.start, hit.end)
                for hit in hits
            ]
        )
    things = set.intersection(*({hit.thing for hit in hits} for hits in found))
    return [hit for hits in found for hit in hits if hit.thing in things]


def _numbered(words: str, knowledge: Knowledge) -> Iterable[str]:
    """Return the Sustainable Development Goal or target that words name by its number, as `SDG 10.7` and `10.7` do."""
    numbered = _SDG.fullmatch(words.strip())
    if numbered and (numbered["named"] or "." in numbered["number"]):
        goal = GOALS + numbered["number"].lower()
        return [goal] if knowledge.about(goal) else []
    return []


@once_per_release
def _names(release: ServedRelease) -> tuple[Sequence[Unit], Sequence[str]]:
    """Return every name of a thing as if it were a unit, so that names are searched as units are, and its language.

    The place of a name among them stands in its `reading_order`.
    """
    named = list(_named(release))
    pattern = replace(release.units[0], kind="Name", part_of="", links={})
    units = [
        replace(pattern, iri=thing, path=thing, text=name.value, reading_order=place)
        for place, (thing, name) in enumerate(named)
    ]
    return units, [name.language or "en" for _, name in named]


def _named(release: ServedRelease) -> Iterable[tuple[str, Literal]]:
    """Yield things and their names, of each thing the English ones first."""
    knowledge = knowledge_of(release)
    things = dict.fromkeys(thing for _, _, classes in INDEXED for each in classes for thing in knowledge.members(each))
    for thing in things:
        values = knowledge.values(thing, "skos:prefLabel", "skos:altLabel", "dcterms:alternative")
        names = {each.value: each for each in reversed(list(values)) if isinstance(each, Literal)}
        yield from ((thing, each) for each in sorted(names.values(), key=_english_first))


def _english_first(name: Literal) -> bool:
    return name.language not in {"en", None}
