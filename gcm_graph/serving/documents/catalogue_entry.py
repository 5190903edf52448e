"""Look up what only `void.ttl` says: the part of the catalogue entry that tells of the other files of a release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from gcm_graph.namespaces import BASE, PREFIXES, iri
from gcm_graph.release_folder import BrokenReleaseError

_DATASET: Final = NamedNode(iri("dataset"))


class CatalogueEntry:
    """What a catalogue entry says beyond the store of its release.

    Args:
        content: `void.ttl`.
        store: the store of the release.
    """

    def __init__(self, content: bytes, store: Store) -> None:
        self.triples: tuple[Triple, ...] = tuple(
            quad.triple
            for quad in parse(content, RdfFormat.TURTLE)
            if Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) not in store
        )
        self._by_path = _grouped((path_of(triple.subject), triple) for triple in self.triples)
        self._by_subject = _grouped((triple.subject, triple) for triple in self.triples)
        self._by_object = _grouped((triple.object, triple) for triple in self.triples)

    def at(self, path: str) -> Sequence[Triple]:
        """Return the statements of the thing at a path and of its parts."""
        return self._by_path.get(path, ())

    def of(self, subject: NamedNode) -> Sequence[Triple]:
        """Return the statements of a thing."""
        return self._by_subject.get(subject, ())

    def about(self, thing: NamedNode) -> Sequence[Triple]:
        """Return the statements whose object is a thing."""
        return self._by_object.get(thing, ())

    def value(self, name: str) -> str:
        """Return the value that the dataset has for a property, given by its prefixed name.

        Raises:
            BrokenReleaseError: it has none.
        """
        prefix, _, local = name.partition(":")
        for triple in self.of(_DATASET):
            if triple.predicate.value == PREFIXES[prefix] + local and isinstance(triple.object, Literal):
                return triple.object.value
        raise BrokenReleaseError(f"void.ttl gives the dataset no {name}")


def path_of(term: object) -> str | None:
    """Return the path of an IRI under the base, without its fragment; None for any other term."""
    if not isinstance(term, NamedNode) or not term.value.startswith(BASE):
        return None
    return term.value.removeprefix(BASE).partition("#")[0]


def _grouped(pairs: Iterable[tuple[object, Triple]]) -> Mapping[object, Sequence[Triple]]:
    groups: defaultdict[object, list[Triple]] = defaultdict(list)
    for key, triple in pairs:
        groups[key].append(triple)
    return groups
