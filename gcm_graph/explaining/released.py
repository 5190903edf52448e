"""The graph of a release as explanations read it: values, subjects, and the named graph of each statement."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from gcm_graph import namespaces
from gcm_graph.describing.graphs import term
from gcm_graph.explaining.origins import Statement
from gcm_graph.explaining.sources import Term
from gcm_graph.resources import release_identity
from gcm_graph.store import open_store
from gcm_graph.units import Unit, load_units

_GRAPHS = namespaces.graph("")

named = cache(term)
"""Return the IRI of a prefixed name."""


class ReleasedGraph:
    """The statements of a release.

    Args:
        folder: the folder of the release.

    Attributes:
        folder: the folder of the release.
        units: the units of the text by their IRIs, in the order of the document.

    Raises:
        NoReleaseError: there is no such folder.
        BrokenReleaseError: its store or its table of units cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.units: dict[str, Unit] = {unit.iri: unit for unit in load_units(folder)}
        self._store: Store = open_store(folder)

    @cached_property
    def version(self) -> str:
        """Return the version of the release, which may be another one than that of this software."""
        stated = self.words(NamedNode(namespaces.ONTOLOGY), "owl:versionInfo")
        return stated or release_identity().version

    def statements(
        self, subject: NamedNode | None = None, predicate: NamedNode | None = None, value: Term | None = None
    ) -> Iterator[Statement]:
        """Return the statements of a pattern, each with its named graph."""
        for quad in self._store.quads_for_pattern(subject, predicate, value, None):
            if isinstance(quad.graph_name, NamedNode):
                name = quad.graph_name.value.removeprefix(_GRAPHS)
                yield Statement(cast("Term", quad.subject), quad.predicate, cast("Term", quad.object), name)

    def values(self, subject: Term, predicate: str) -> list[Term]:
        """Return the values of a property, given as a prefixed name."""
        found = self._store.quads_for_pattern(cast("NamedNode", subject), named(predicate), None, DefaultGraph())
        return sorted((cast("Term", quad.object) for quad in found), key=str)

    def value(self, subject: Term, predicate: str) -> Term | None:
        """Return the value of a property that has exactly one, otherwise None."""
        found = self.values(subject, predicate)
        return found[0] if len(found) == 1 else None

    def number(self, subject: Term, predicate: str) -> int | None:
        """Return the value of a property that has exactly one, where that is a whole number, otherwise None."""
        found = self.value(subject, predicate)
        return int(found.value) if isinstance(found, Literal) and found.value.isdecimal() else None

    def words(self, subject: Term, predicate: str) -> str | None:
        """Return the words of a property: the one without a language, or the English one; None where there is none."""
        literals = [value for value in self.values(subject, predicate) if isinstance(value, Literal)]
        return next((value.value for value in literals if value.language in {None, "en"}), None)

    def subjects(self, predicate: str, value: Term) -> list[Term]:
        """Return what has a value for a property, given as a prefixed name."""
        found = self._store.quads_for_pattern(None, named(predicate), value, DefaultGraph())
        return sorted((cast("Term", quad.subject) for quad in found), key=str)

    def is_known(self, subject: NamedNode) -> bool:
        """Tell whether anything is stated about a thing."""
        return next(self._store.quads_for_pattern(subject, None, None, DefaultGraph()), None) is not None

    def label(self, thing: Term) -> str | None:
        """Return the English label of a thing."""
        return self.words(thing, "skos:prefLabel")

    def unit(self, thing: Term) -> Unit | None:
        """Return the unit of the text that a term names, or None."""
        return self.units.get(thing.value) if isinstance(thing, NamedNode) else None

    def classes(self, thing: Term) -> list[Term]:
        """Return the classes of a thing."""
        return self.values(thing, "rdf:type")
