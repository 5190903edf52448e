"""Collect what can be mentioned, with its names: concepts, the things of the curated tables, principles, targets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import Literal, NamedNode

from gcm_graph import namespaces
from gcm_graph.curating.curated import Curated
from gcm_graph.describing.graphs import NamedGraph
from gcm_graph.linking.kinds import kind
from gcm_graph.model import Document, Kind

CONCEPTS = frozenset({"population", "stage", "stakeholder", "theme"})
"""The kinds of concept that can be mentioned; provision kinds and pledges are said of units, not in them."""

_SKOS = namespaces.PREFIXES["skos"]
_PREFERRED = NamedNode(_SKOS + "prefLabel")
_ALTERNATIVE = NamedNode(_SKOS + "altLabel")
_IN_SCHEME = NamedNode(_SKOS + "inScheme")
_SOURCE = NamedNode(namespaces.PREFIXES["dcterms"] + "source")


class Declared(Protocol):
    """What is declared of the text before mentions are found."""

    @property
    def document(self) -> Document:
        """The Compact as read."""

    @property
    def concepts(self) -> NamedGraph:
        """The concept schemes of the vocabularies."""

    @property
    def curated(self) -> Curated:
        """What the curated tables hold."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be mentioned.

    Attributes:
        path: its path.
        name: its English name; None if it has none, of things that only rows of the lexicon name, or by mistake.
        also_named: other forms of its name.
        named_in: the paths of the units and source documents that are said to name it.
    """

    path: str
    name: str | None
    also_named: tuple[str, ...] = ()
    named_in: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """Return all forms of its name, the name first."""
        return (*((self.name,) if self.name is not None else ()), *self.also_named)


def things(content: Declared) -> Mapping[str, Thing]:
    """Return all things that can be mentioned, by path.

    Args:
        content: the document, the concepts, and what the curated tables hold.
    """
    curated = content.curated
    found = [
        *_concepts(content.concepts),
        *(Thing(each.path, each.name, each.also_named, each.named_in) for each in curated.references.named()),
        *(Thing(each.path, each.name, (), each.named_in) for each in curated.references.periods),
        *(Thing(each.path, each.name, each.also_named, each.sources) for each in curated.institutions.mechanisms),
        *_principles(content.document),
        *(Thing(f"sdg/{code}", None) for code in curated.crosswalk.goals),
    ]
    return {thing.path: thing for thing in found}


def _concepts(graph: NamedGraph) -> Iterator[Thing]:
    preferred: dict[str, str] = {}
    alternative: dict[str, list[str]] = {}
    sources: dict[str, list[str]] = {}
    concepts: dict[str, None] = {}
    for quad in graph:
        subject, value = quad.subject, quad.object
        if not isinstance(subject, NamedNode):
            continue
        path = subject.value.removeprefix(namespaces.BASE)
        if quad.predicate == _IN_SCHEME and kind(path) in CONCEPTS:
            concepts[path] = None
        elif quad.predicate == _SOURCE and isinstance(value, NamedNode):
            sources.setdefault(path, []).append(value.value.removeprefix(namespaces.BASE))
        elif isinstance(value, Literal) and value.language == "en":
            if quad.predicate == _PREFERRED:
                preferred[path] = value.value
            elif quad.predicate == _ALTERNATIVE:
                alternative.setdefault(path, []).append(value.value)
    for path in concepts:
        yield Thing(path, preferred.get(path), tuple(alternative.get(path, ())), tuple(sources.get(path, ())))


def _principles(document: Document) -> Iterable[Thing]:
    return (Thing(unit.path, unit.name) for unit in document.provisions if unit.kind is Kind.PRINCIPLE)


def unnamed(all_things: Iterable[Thing]) -> Collection[Thing]:
    """Return the things that have no English name, save the goals and targets, which are mentioned by number."""
    return [thing for thing in all_things if not thing.name and kind(thing.path) != "sdg"]
