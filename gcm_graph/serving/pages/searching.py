"""Full-text search: the units in which words stand, what is called so, and how the finds are spread."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pyoxigraph import Literal

from gcm_graph.finding import find
from gcm_graph.namespaces import PREFIXES, iri
from gcm_graph.serving.pages.entities import mention_counts
from gcm_graph.serving.pages.knowledge import knowledge_of, natural
from gcm_graph.serving.pages.labels import Label
from gcm_graph.serving.pages.mentions import Mentions, mentions_of
from gcm_graph.serving.pages.naming import name_of
from gcm_graph.serving.pages.schemes import INDEXED
from gcm_graph.serving.per_release import once_per_release
from gcm_graph.serving.service import ServedRelease
from gcm_graph.units import Unit

PAGE_SIZE = 20
"""How many units are shown at once."""

MOST_NAMES = 30
"""How many things that are called by the words are shown."""

_EXCERPTS = 3
_CONTEXT = 110
_OUTSIDE = "none"
"""The value of the facet `objective` for units outside the objectives."""

FACETS = ("objective", "kind", "principle", "stakeholder")
"""The names of the facets, which are the names of their parameters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is searched for.

    Attributes:
        words: a word, a phrase or a prefix; empty where only facets choose.
        chosen: the chosen value of each facet that chooses, by the facet's name.
        page: which page of the units, from 1.
    """

    words: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    page: int = 1


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of a unit around a hit."""

    before: str
    match: str
    after: str


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """A unit in which the words stand.

    Attributes:
        unit: the unit.
        spans: where they stand in its text.
        excerpts: the first of them in their surroundings.
    """

    unit: Unit
    spans: tuple[tuple[int, int], ...]
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class FoundName:
    """A thing that is called by the words.

    Attributes:
        iri: the thing.
        label: what it is called.
        kind: what kind of thing it is.
        name: the name that the words stand in.
        start: where they begin in the name.
        end: where they end in it.
        mentions: how often the text names the thing.
    """

    iri: str
    label: Label
    kind: Label
    name: str
    start: int
    end: int
    mentions: int


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet.

    Attributes:
        value: the value, as its parameter has it.
        label: what it is called.
        units: how many units it would leave.
        chosen: whether it is chosen.
    """

    value: str
    label: str
    units: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search has found.

    Attributes:
        search: what was searched for.
        hits: how often the words stand in the units.
        units: how many units there are.
        shown: the units on this page, in the order of the text.
        pages: how many pages the units fill.
        names: what is called by the words.
        facets: how the units are spread, by the name of the facet.
    """

    search: Search
    hits: int
    units: int
    shown: tuple[FoundUnit, ...]
    pages: int
    names: tuple[FoundName, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]


@dataclass(frozen=True, slots=True)
class _Indexes:
    """What is searched, and what each facet says of a unit.

    Attributes:
        names: every name of a thing as if it were a unit, so that names are searched as units are.
        facets: the values of a unit, by the facet's name and the unit's IRI.
    """

    names: tuple[Unit, ...]
    facets: Mapping[str, Mapping[str, tuple[str, ...]]]


@once_per_release
def _indexes(release: ServedRelease) -> _Indexes:
    mentions = mentions_of(release)
    return _Indexes(names=tuple(_names(release)), facets=_facets(release, mentions))


def prepare(release: ServedRelease) -> None:
    """Work out what the first search would have to wait for."""
    _indexes(release)


def _names(release: ServedRelease) -> Iterable[Unit]:
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


def _facets(release: ServedRelease, mentions: Mentions) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    facets: dict[str, dict[str, tuple[str, ...]]] = {name: {} for name in FACETS}
    for unit in release.units:
        objective = mentions.objectives.get(unit.iri)
        facets["objective"][unit.iri] = (str(objective.number) if objective else _OUTSIDE,)
        facets["kind"][unit.iri] = (unit.kind,)
        facets["principle"][unit.iri] = _ends(unit.links.get("reflectsPrinciple", ()))
        facets["stakeholder"][unit.iri] = _ends(unit.links.get("involvesStakeholder", ()))
    return facets


def _ends(iris: Iterable[str]) -> tuple[str, ...]:
    return tuple(each.rpartition("/")[2] for each in iris)


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
    indexes = _indexes(release)
    spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    if wanted.words:
        for hit in find(release.units, wanted.words, context=0).hits:
            spans[hit.unit.iri].append((hit.start, hit.end))
        candidates = [unit for unit in release.units if unit.iri in spans]
    else:
        candidates = list(release.units)
    passing = [unit for unit in candidates if _passes(unit, wanted.chosen, indexes)]
    pages = max(1, -(-len(passing) // PAGE_SIZE))
    at = min(max(wanted.page, 1), pages)
    shown = passing[(at - 1) * PAGE_SIZE : at * PAGE_SIZE]
    return Found(
        search=replace(wanted, page=at),
        hits=sum(len(spans[unit.iri]) for unit in passing),
        units=len(passing),
        shown=tuple(_found(unit, spans.get(unit.iri, [])) for unit in shown),
        pages=pages,
        names=_found_names(release, indexes, wanted, language),
        facets={name: _values(release, indexes, name, candidates, wanted.chosen, language) for name in FACETS},
    )


def _passes(unit: Unit, chosen: Mapping[str, str], indexes: _Indexes) -> bool:
    return all(value in indexes.facets[name][unit.iri] for name, value in chosen.items())


def _found(unit: Unit, spans: Sequence[tuple[int, int]]) -> FoundUnit:
    if not spans:
        return FoundUnit(unit, (), (Excerpt("", "", _cut_after(unit.text, 0, 2 * _CONTEXT)),))
    excerpts = []
    end_of_last = 0
    for number, (start, end) in enumerate(spans[:_EXCERPTS]):
        following = spans[number + 1][0] if number + 1 < len(spans[:_EXCERPTS]) else len(unit.text)
        before = _cut_before(unit.text, max(end_of_last, 0), start)
        after = _cut_after(unit.text, end, min(end + _CONTEXT, following) - end)
        excerpts.append(Excerpt(before, unit.text[start:end], after))
        end_of_last = end + len(after.removesuffix(" …"))
    return FoundUnit(unit, tuple(spans), tuple(excerpts))


def _cut_before(text: str, first: int, start: int) -> str:
    """Return the words before a hit, from the beginning of a word."""
    at = max(first, start - _CONTEXT)
    if at == first:
        return text[at:start]
    while at < start and not text[at - 1].isspace():
        at += 1
    return f"… {text[at:start]}"


def _cut_after(text: str, end: int, most: int) -> str:
    """Return the words after a hit, to the end of a word."""
    at = end + most
    if at >= len(text):
        return text[end:]
    while at > end and not text[at].isspace():
        at -= 1
    return f"{text[end:at]} …"


def _found_names(release: ServedRelease, indexes: _Indexes, wanted: Search, language: str) -> tuple[FoundName, ...]:
    if not wanted.words or wanted.page > 1:
        return ()
    knowledge, counts = knowledge_of(release), mention_counts(release)
    found: dict[str, FoundName] = {}
    for hit in find(indexes.names, wanted.words, context=0).hits:
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


def _values(
    release: ServedRelease,
    indexes: _Indexes,
    name: str,
    candidates: Sequence[Unit],
    chosen: Mapping[str, str],
    language: str,
) -> tuple[FacetValue, ...]:
    """Return the values of a facet with how many units each leaves, were it chosen beside the other facets."""
    others = {each: value for each, value in chosen.items() if each != name}
    counts: Counter[str] = Counter()
    for unit in candidates:
        if _passes(unit, others, indexes):
            counts.update(indexes.facets[name][unit.iri])
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
    of = {
        "objective": iri(f"objective/{value}"),
        "kind": PREFIXES["gcm"] + value,
        "principle": iri(f"principle/{value}"),
        "stakeholder": iri(f"stakeholder/{value}"),
    }[name]
    label = name_of(of, knowledge_of(release), language).text
    return f"{value}. {label}" if name == "objective" else label


def is_value(release: ServedRelease, name: str, value: str) -> bool:
    """Tell whether a facet can have a value: whether any unit has it, or there is such a stakeholder or principle."""
    values = {each for found in _indexes(release).facets[name].values() for each in found}
    if value in values:
        return True
    plain = value.isascii() and value.replace("-", "").isalnum()
    return plain and name in {"principle", "stakeholder"} and bool(knowledge_of(release).about(iri(f"{name}/{value}")))
