"""What is searched for and what is found: hand-over types between the search and its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gcm_graph.serving.pages.labels import Label
from gcm_graph.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is searched for.

    Attributes:
        words: a word, a phrase or a prefix; empty where only facets choose.
        chosen: the chosen value of each facet that chooses, by the facet's name.
        page: which page of the units, from 1.
        every: whether each of the words is looked for by itself, in units that have all of them.
    """

    words: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    page: int = 1
    every: bool = False


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
        language: the language of that name.
        start: where they begin in the name.
        end: where they end in it.
        mentions: how often the text names the thing.
    """

    iri: str
    label: Label
    kind: Label
    name: str
    language: str
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
