"""What is called by the words of a search: things of the index, by their names in any language, the best first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import IntEnum

from pyoxigraph import Literal

from gcm_graph.finding import find
from gcm_graph.serving.pages.asked_words import apart, in_other_number, phrases
from gcm_graph.serving.pages.entities import mention_counts
from gcm_graph.serving.pages.finds import FoundName, Search
from gcm_graph.serving.pages.goals import GOALS
from gcm_graph.serving.pages.knowledge import Knowledge, knowledge_of
from gcm_graph.serving.pages.labels import Label
from gcm_graph.serving.pages.naming import name_of
from gcm_graph.serving.pages.schemes import INDEXED
from gcm_graph.serving.per_release import once_per_release
from gcm_graph.serving.service import ServedRelease
from gcm_graph.units import Unit

MOST_NAMES = 30
"""How many things that are called by the words are shown."""

_SDG = re.compile(
    r"(?P<named>(?:SDG|ODD|ODS|Sustainable Development Goal)s?\s+(?:goal\s+|target\s+)?|goal\s+|target\s+)?"
    r"(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2}|\.[a-z])?)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+\*?")
_LITTLE_WORDS = frozenset({"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"})
"""Words that need not stand in a name: "protection of data" is called "data protection" as well."""


class _Fit(IntEnum):
    """How well a name fits the words, the best first."""

    WHOLE = 0
    PHRASE = 1
    WORDS = 2


@dataclass(frozen=True, slots=True)
class _Called:
    """A name of a thing that fits the words, which stand in it from `start` to `end`."""

    thing: str
    name: str
    language: str
    start: int
    end: int
    fit: _Fit


@dataclass(frozen=True, slots=True)
class _Names:
    """All names of things, as if each were a unit, so that names are searched as units are.

    Attributes:
        units: the names. The place of a name among them stands in its `reading_order`.
        languages: their languages.
        having: the places of the names that have a word, by the word in small letters.
    """

    units: Sequence[Unit]
    languages: Sequence[str]
    having: Mapping[str, AbstractSet[int]]

    def with_words(self, phrase: str) -> Sequence[Unit]:
        """Return the names that have each word of a phrase: only among these can it stand."""
        places = [self._places(word) for word in _WORD.findall(phrase.casefold())]
        return [self.units[place] for place in sorted(set.intersection(*places))] if places else self.units

    def _places(self, word: str) -> set[int]:
        if not word.endswith("*"):
            return set(self.having.get(word, ()))
        begins = word.removesuffix("*")
        return {place for each, places in self.having.items() if each.startswith(begins) for place in places}


def prepare_names(release: ServedRelease) -> None:
    """Work out what the first search would have to wait for."""
    _names(release)


def called_so(release: ServedRelease, wanted: Search, language: str) -> tuple[FoundName, ...]:
    """Return what is called by the words of a search: by the whole name, then by words in it, then in any order.

    Args:
        release: the release.
        wanted: what is searched for.
        language: the language in which labels are wanted.

    Raises:
        EmptyQueryError: the words hold no word.
        FindSyntaxError: a quotation mark in them has no other, or a `*` in them does not end a word.
    """
    names = _names(release)
    found: dict[str, _Called] = {}
    for each in (*_with_all(names, phrases(wanted)), *_in_any_order(names, apart(wanted))):
        known = found.get(each.thing)
        if known is None or each.fit < known.fit:
            found[each.thing] = each
    knowledge = knowledge_of(release)
    for goal in _numbered(wanted.words, knowledge):
        name = f"SDG {goal.removeprefix(GOALS)}"
        found[goal] = _Called(goal, name, "en", 0, len(name), _Fit.WHOLE)
    counts = mention_counts(release)
    ranked = [(each.fit, _found(each, knowledge, counts, language)) for each in found.values()]
    ranked.sort(key=lambda pair: (pair[0], -pair[1].mentions, pair[1].label.text))
    return tuple(each for _, each in ranked[:MOST_NAMES])


def _found(called: _Called, knowledge: Knowledge, counts: Mapping[str, int], language: str) -> FoundName:
    kinds = knowledge.classes(called.thing)
    return FoundName(
        iri=called.thing,
        label=name_of(called.thing, knowledge, language),
        kind=name_of(kinds[0], knowledge, language) if kinds else Label(""),
        name=called.name,
        language=called.language,
        start=called.start,
        end=called.end,
        mentions=counts.get(called.thing, 0),
    )


def _with_all(names: _Names, wanted: Sequence[str]) -> list[_Called]:
    """Return the names of the things of which each phrase is found in a name, as it is or in the other number."""
    found: list[list[_Called]] = []
    for phrase in wanted:
        hits = (hit for each in _spellings(phrase) for hit in find(names.with_words(each), each, context=0).hits)
        found.append([_called(names, hit.unit, hit.start, hit.end, _Fit.PHRASE) for hit in hits])
    things = set.intersection(*({each.thing for each in group} for group in found))
    return [
        replace(each, fit=_Fit.WHOLE) if len(wanted) == 1 and (each.start, each.end) == (0, len(each.name)) else each
        for group in found
        for each in group
        if each.thing in things
    ]


def _in_any_order(names: _Names, words: Iterable[str]) -> Iterator[_Called]:
    """Yield the names in which each of several words stands by itself, as it is or in the other number."""
    sought = [word for word in words if word.lower() not in _LITTLE_WORDS]
    if not sought:
        return
    spans: dict[int, tuple[int, int]] = {}
    for number, word in enumerate(sought):
        found: dict[int, tuple[int, int]] = {}
        for spelled in _spellings(word):
            for hit in find(names.with_words(spelled), spelled, context=0).hits:
                place = hit.unit.reading_order
                start, end = spans.get(place, (hit.start, hit.end))
                if number == 0 or place in spans:
                    found.setdefault(place, (min(start, hit.start), max(end, hit.end)))
        spans = found
    for place, (start, end) in spans.items():
        yield _called(names, names.units[place], start, end, _Fit.WORDS)


def _spellings(phrase: str) -> tuple[str, ...]:
    return phrase, *in_other_number(phrase)


def _called(names: _Names, name: Unit, start: int, end: int, fit: _Fit) -> _Called:
    return _Called(name.iri, name.text, names.languages[name.reading_order], start, end, fit)


def _numbered(words: str, knowledge: Knowledge) -> Iterable[str]:
    """Return the Sustainable Development Goal or target that words name by its number, as `SDG 10.7` and `10.7` do."""
    numbered = _SDG.fullmatch(words.strip())
    if numbered and (numbered["named"] or "." in numbered["number"]):
        goal = GOALS + numbered["number"].lower()
        return [goal] if knowledge.about(goal) else []
    return []


@once_per_release
def _names(release: ServedRelease) -> _Names:
    """Return all names of the things of the index."""
    named = list(_named(release))
    pattern = replace(release.units[0], kind="Name", part_of="", links={})
    units = [
        replace(pattern, iri=thing, path=thing, text=name.value, reading_order=place)
        for place, (thing, name) in enumerate(named)
    ]
    having: defaultdict[str, set[int]] = defaultdict(set)
    for unit in units:
        for word in _WORD.findall(unit.text.casefold()):
            having[word].add(unit.reading_order)
    return _Names(units, [name.language or "en" for _, name in named], having)


def _named(release: ServedRelease) -> Iterable[tuple[str, Literal]]:
    """Yield things and their names, of each thing the English ones first."""
    knowledge = knowledge_of(release)
    things = dict.fromkeys(thing for _, _, classes in INDEXED for each in classes for thing in knowledge.members(each))
    for thing in things:
        values = knowledge.values(thing, "skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "dcterms:alternative")
        names = {each.value: each for each in reversed(list(values)) if isinstance(each, Literal)}
        yield from ((thing, each) for each in sorted(names.values(), key=_english_first))


def _english_first(name: Literal) -> bool:
    return name.language not in {"en", None}
