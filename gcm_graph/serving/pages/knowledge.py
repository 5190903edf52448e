"""Look things up in a release: what is stated about them, what points to them, and what they are called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from gcm_graph.describing.graphs import term
from gcm_graph.namespaces import GCM, graph
from gcm_graph.serving.per_release import once_per_release
from gcm_graph.serving.service import ServedRelease

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple

DESCRIPTION_FILE = "void.ttl"
"""The file that states, beyond the graph `catalogue`, what can be downloaded."""

_RDF_TYPE = term("rdf:type")
_NAMING = tuple(map(term, ("skos:prefLabel", "dcterms:title", "sssom:subject_label")))
_GENERAL = frozenset(f"{GCM}{name}" for name in ("Actor", "Instrument", "Place", "Provision"))
_INFERRED = graph("inferred")
_DIGITS = re.compile(r"([0-9]+)")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a release.

    Attributes:
        subject: the IRI of what it is about.
        predicate: the IRI of the property.
        value: the value.
        graph: the IRI of the named graph in which it stands; None where it stands in the release's description only.
    """

    subject: str
    predicate: str
    value: Term
    graph: str | None


class Knowledge:
    """The statements of a release, to be looked up.

    Args:
        release: the release.
    """

    def __init__(self, release: ServedRelease) -> None:
        self._store = release.store
        self._described: defaultdict[str, list[Statement]] = defaultdict(list)
        file = release.folder / DESCRIPTION_FILE
        for quad in parse(path=file, format=RdfFormat.TURTLE):
            if Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) not in self._store:
                self._described[_key(quad.subject)].append(
                    Statement(_key(quad.subject), quad.predicate.value, quad.object, None)
                )
        self._pieces = self._find_pieces()
        self._names: dict[str, tuple[Literal, ...]] = {}

    def about(self, iri: str) -> list[Statement]:
        """Return what is stated about a thing, by property and value."""
        stated = [*_statements(self._store.quads_for_pattern(NamedNode(iri), None, None, None))]
        return sorted([*stated, *self._described.get(iri, ())], key=_order)

    def pointing_to(self, iri: str, without: Collection[str] = ()) -> list[Statement]:
        """Return the statements whose value is a thing, by property and subject.

        Args:
            iri: the thing.
            without: the IRIs of properties that are left out.
        """
        found = _statements(self._store.quads_for_pattern(None, None, NamedNode(iri), None))
        return sorted((each for each in found if each.predicate not in without), key=_order)

    def values(self, iri: str, *properties: str) -> list[Term]:
        """Return the values of properties, given as prefixed names."""
        wanted = [term(name) for name in properties]
        found = [
            quad.object
            for each in wanted
            for quad in self._store.quads_for_pattern(NamedNode(iri), each, None, DefaultGraph())
        ]
        found += [each.value for each in self._described.get(iri, ()) if NamedNode(each.predicate) in wanted]
        return sorted(found, key=_term_order)

    def things(self, iri: str, *properties: str) -> list[str]:
        """Return the IRIs that are values of properties, given as prefixed names."""
        return [value.value for value in self.values(iri, *properties) if isinstance(value, NamedNode)]

    def text(self, iri: str, name: str) -> str | None:
        """Return the first literal value of a property, given as a prefixed name, or None."""
        return next((value.value for value in self.values(iri, name) if isinstance(value, Literal)), None)

    def subjects(self, name: str, iri: str) -> list[str]:
        """Return the IRIs that have a thing as value of a property, given as a prefixed name."""
        found = self._store.quads_for_pattern(None, term(name), NamedNode(iri), DefaultGraph())
        return sorted(_key(quad.subject) for quad in found)

    def members(self, name: str) -> list[str]:
        """Return the IRIs of the individuals of a class, given as a prefixed name."""
        return self.subjects("rdf:type", term(name).value)

    def count(self, predicate: str | None = None, value: str | None = None) -> int:
        """Count the statements with a property, a value or both, given as IRIs."""
        found = self._store.quads_for_pattern(
            None, NamedNode(predicate) if predicate else None, NamedNode(value) if value else None, DefaultGraph()
        )
        return sum(1 for _ in found)

    def uses(self, predicate: str, limit: int) -> list[Statement]:
        """Return some statements with a property, given as an IRI."""
        found = self._store.quads_for_pattern(None, NamedNode(predicate), None, None)
        some: list[Statement] = []
        for statement in _statements(found):
            some.append(statement)
            if len(some) == limit:
                break
        return some

    def classes(self, iri: str) -> list[str]:
        """Return the IRIs of a thing's classes: what it is said to be first, then what follows from that.

        Ours stand before those of others, narrow ones before `Actor`, `Instrument`, `Place` and `Provision`.
        """
        found = {
            statement.value.value: statement.graph == _INFERRED
            for statement in _statements(self._store.quads_for_pattern(NamedNode(iri), _RDF_TYPE, None, None))
            if isinstance(statement.value, NamedNode)
        }
        return sorted(found, key=lambda each: (not each.startswith(GCM), each in _GENERAL, found[each], each))

    def is_known(self, iri: str) -> bool:
        """Tell whether anything is stated about a thing or about a part of its page, or points to it."""
        node = NamedNode(iri)
        return (
            iri in self._described
            or iri in self._pieces
            or next(self._store.quads_for_pattern(node, None, None, None), None) is not None
            or next(self._store.quads_for_pattern(None, None, node, None), None) is not None
        )

    def pieces(self, iri: str) -> tuple[str, ...]:
        """Return the IRIs of what is described on the page of a thing: its own IRI with `#` and a name."""
        return self._pieces.get(iri, ())

    def names(self, iri: str) -> tuple[Literal, ...]:
        """Return what a thing is called, in all languages; nothing where it has no name."""
        if iri not in self._names:
            node = NamedNode(iri)
            for naming in _NAMING:
                quads = self._store.quads_for_pattern(node, naming, None, DefaultGraph())
                found = [quad.object for quad in quads if isinstance(quad.object, Literal)]
                found += [
                    each.value
                    for each in self._described.get(iri, ())
                    if each.predicate == naming.value and isinstance(each.value, Literal)
                ]
                if found:
                    self._names[iri] = tuple(sorted(found, key=_term_order))
                    break
            else:
                return ()
        return self._names[iri]

    def _find_pieces(self) -> Mapping[str, tuple[str, ...]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        quads: Iterator[Quad] = (
            quad
            for name in ("provenance", "queries")
            for quad in self._store.quads_for_pattern(None, None, None, NamedNode(graph(name)))
        )
        for subject in [_key(quad.subject) for quad in quads] + list(self._described):
            whole, mark, _ = subject.partition("#")
            if mark:
                found[whole].add(subject)
        return {whole: tuple(sorted(pieces)) for whole, pieces in found.items()}


@once_per_release
def knowledge_of(release: ServedRelease) -> Knowledge:
    """Return what a release knows."""
    return Knowledge(release)


def _statements(quads: Iterable[Quad]) -> Iterator[Statement]:
    """Return quads as statements: each once, with its named graph."""
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            yield Statement(_key(quad.subject), quad.predicate.value, quad.object, quad.graph_name.value)


def _key(subject: NamedNode | BlankNode | Triple) -> str:
    return subject.value if isinstance(subject, NamedNode) else str(subject)


def _order(statement: Statement) -> tuple[str, tuple[object, ...], str]:
    return statement.predicate, _term_order(statement.value), statement.subject


def natural(text: str) -> tuple[object, ...]:
    """Return by what texts with numbers are put in order, so that objective 2 stands before objective 11.

    >>> sorted(["objective/11", "objective/2"], key=natural)
    ['objective/2', 'objective/11']
    """
    # Words and numbers take turns, so that like is only ever compared with like.
    return tuple(int(part) if number % 2 else part for number, part in enumerate(_DIGITS.split(text)))


def _term_order(value: Term) -> tuple[object, ...]:
    if isinstance(value, Literal):
        # English first: it is the language of the source.
        return (0, value.language not in {"en", None}, value.language or "", natural(value.value))
    return (1, False, "", natural(str(value)))
