"""Write the graph of a document in each format, the same bytes for the same graph."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from gcm_graph.namespaces import BASE, PREFIXES, iri
from gcm_graph.publishing.jsonld import write_jsonld
from gcm_graph.publishing.jsonld_context import Context
from gcm_graph.publishing.short_context import ShortContexts
from gcm_graph.publishing.turtle import write_turtle
from gcm_graph.release_folder import BrokenReleaseError
from gcm_graph.serving.documents.about_documents import HYDRA
from gcm_graph.serving.documents.formats import JSON_LD, N_TRIPLES, TURTLE, Format
from gcm_graph.serving.per_release import PerRelease
from gcm_graph.serving.service import ServedRelease

_PREFIXES: Final = {**PREFIXES, "hydra": HYDRA}

Order = Callable[[str], tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class _Spelling:
    """How a release spells its graphs.

    Attributes:
        contexts: makes JSON-LD contexts.
        vocabulary: classes and properties in the order in which they are written.
        places: the place of each unit in the order of the text, by its IRI.
    """

    contexts: ShortContexts
    vocabulary: Sequence[str]
    places: dict[str, int]


def _spelling(release: ServedRelease) -> _Spelling:
    try:
        context = json.loads((release.folder / "context.jsonld").read_bytes())
    except (OSError, ValueError) as error:
        raise BrokenReleaseError(f"context.jsonld of {release.folder} cannot be read: {error}") from error
    places = {unit.iri: unit.reading_order for unit in release.units}
    return _Spelling(ShortContexts(context), Context(context).vocabulary, places)


_SPELLING: Final = PerRelease(_spelling)


def write_graph(release: ServedRelease, triples: Sequence[Triple], form: Format, *, topic: str) -> bytes:
    """Write a graph without blank nodes.

    The thing that it is about stands first, then its parts, then what else it names in the order of the text.

    Args:
        release: the release from which it comes.
        triples: the graph, in any order.
        form: one of the formats of graphs.
        topic: the path of the thing that it is about.

    Returns:
        The document's bytes, in UTF-8.
    """
    spelling = _SPELLING.of(release)
    order = _order(topic, spelling.places)
    if form is TURTLE:
        return write_turtle(triples, _PREFIXES, base=BASE, order=order, vocabulary=spelling.vocabulary)
    if form is JSON_LD:
        return write_jsonld(triples, spelling.contexts.for_graph(triples), order=order)
    return serialize_graph(sorted(set(triples), key=lambda triple: _key(triple, order)), form)


def serialize_graph(triples: Sequence[Triple], form: Format) -> bytes:
    """Write a graph as N-Triples or RDF/XML, its statements in the given order."""
    if form is N_TRIPLES:
        return serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    predicates = {triple.predicate.value for triple in triples}
    used = {name: start for name, start in _PREFIXES.items() if any(each.startswith(start) for each in predicates)}
    return serialize(triples, format=RdfFormat.RDF_XML, prefixes=used) or b""


def _order(topic: str, places: dict[str, int]) -> Order:
    thing = iri(topic)

    def key(name: str) -> tuple[int, int, str]:
        if name == thing:
            return 0, 0, name
        if name.startswith(f"{thing}#"):
            return 1, 0, name
        return (2, places[name], name) if name in places else (3, 0, name)

    return key


def _key(triple: Triple, order: Order) -> tuple[tuple[int, int, str], str, bool, str]:
    """Return where a statement stands: by subject, then by predicate, resources before literals."""
    value = triple.object
    subject = triple.subject.value if isinstance(triple.subject, NamedNode) else str(triple.subject)
    return order(subject), triple.predicate.value, not isinstance(value, NamedNode), str(value)
