"""Compose the description of a thing: its own statements, labels of what they lead to, and who points to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from pyoxigraph import NamedNode, Triple

from gcm_graph.namespaces import PREFIXES, iri
from gcm_graph.serving.documents.inventory import INVENTORY, Address, Inventory
from gcm_graph.serving.per_release import PerRelease
from gcm_graph.serving.service import ServedRelease

PAGE_SIZE: Final = 200
"""How many statements that point to a thing stand in one document."""

_LABELS_KEPT: Final = 4096
"""Of how many things the labels are kept: the same few hundred are named beside nearly all others."""

_PREF_LABEL: Final = NamedNode(PREFIXES["skos"] + "prefLabel")
_TYPE: Final = NamedNode(PREFIXES["rdf"] + "type")


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What one document says of a thing.

    Attributes:
        path: the path of the thing.
        own: the statements of the thing and of its parts, whose IRIs begin with that of the thing and a `#`.
        labels: `skos:prefLabel` and types of what the own statements lead to, and `skos:prefLabel` of who points here.
        pointing: statements of other things that lead to the thing or its parts, those of this page.
        page: the number of this page, from 1.
        pages: how many pages there are. Only `pointing` differs from page to page; own statements are on the first.
    """

    path: str
    own: tuple[Triple, ...]
    labels: tuple[Triple, ...]
    pointing: tuple[Triple, ...]
    page: int
    pages: int

    def triples(self) -> list[Triple]:
        """Return all statements."""
        return [*self.own, *self.pointing, *self.labels]


def number_of_pages(address: Address) -> int:
    """Return how many pages the description of what stands at an address has."""
    return max(1, -(-address.pointers // PAGE_SIZE))


def describe(release: ServedRelease, path: str, page: int = 1) -> Description:
    """Return the description of what stands at a path.

    Args:
        release: the release.
        path: a path of its inventory.
        page: the number of the page, from 1.

    Raises:
        KeyError: the release has no such path.
    """
    inventory = INVENTORY.of(release)
    address = inventory.addresses[path]
    nodes = [NamedNode(iri(path)), *(NamedNode(iri(f"{path}#{part}")) for part in address.parts)]
    own = inventory.statements_at(path) if page == 1 else []
    start = (page - 1) * PAGE_SIZE
    pointing = tuple(islice(_pointing(inventory, nodes), start, start + PAGE_SIZE)) if address.pointers else ()
    return Description(
        path=path,
        own=tuple(own),
        labels=tuple(_labels(_LABELS.of(release), own, pointing, set(nodes))),
        pointing=pointing,
        page=page,
        pages=number_of_pages(address),
    )


def _pointing(inventory: Inventory, nodes: list[NamedNode]) -> Iterator[Triple]:
    """Return the statements of other things about the given ones."""
    inside = set(nodes)
    for node in nodes:
        for triple in inventory.statements_about(node):
            if triple.subject not in inside:
                yield triple


class _Labels:
    """Looks up labels and types, and remembers those that were asked for last."""

    def __init__(self, inventory: Inventory) -> None:
        def labels(node: NamedNode) -> tuple[Triple, ...]:
            return tuple(inventory.values_of(node, _PREF_LABEL))

        def types(node: NamedNode) -> tuple[Triple, ...]:
            return tuple(inventory.values_of(node, _TYPE))

        self.labels = lru_cache(_LABELS_KEPT)(labels)
        self.types = lru_cache(_LABELS_KEPT)(types)


_LABELS: Final = PerRelease(lambda release: _Labels(INVENTORY.of(release)))


def _labels(
    known: _Labels, own: Iterable[Triple], pointing: Iterable[Triple], inside: set[NamedNode]
) -> Iterator[Triple]:
    """Return the labels and types of what is named beside the things described, each statement once."""
    objects = {triple.object for triple in own if isinstance(triple.object, NamedNode)} - inside
    subjects = {triple.subject for triple in pointing if isinstance(triple.subject, NamedNode)} - objects - inside
    told = set(pointing)
    for node in objects:
        yield from (triple for triple in known.labels(node) if triple not in told)
        yield from (triple for triple in known.types(node) if triple not in told)
    for node in subjects:
        yield from (triple for triple in known.labels(node) if triple not in told)
