"""Choose what shows a thing by what kind of thing it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import TypeAlias

from pyoxigraph import DefaultGraph, NamedNode, Store
from starlette.requests import Request
from starlette.responses import Response

from gcm_graph.namespaces import BASE, PREFIXES
from gcm_graph.serving.pages.labels import shortened

Page: TypeAlias = Callable[[Request, str], Response | Awaitable[Response]]
"""What shows a thing: it takes the request and the thing's IRI."""

ANYTHING = "rdfs:Resource"
"""The class of everything: its page shows what has no other."""

_TYPE = NamedNode(f"{PREFIXES['rdf']}type")


def iri_of_page(path: str) -> str:
    """Return the IRI of the thing that a page is about.

    >>> iri_of_page("objective/11"), iri_of_page("sdg/10.7")
    ('https://w3id.org/gcm/objective/11', 'http://metadata.un.org/sdg/10.7')
    """
    if path.startswith("sdg/"):
        return PREFIXES["sdg"] + path.removeprefix("sdg/")
    return BASE + path


def kinds_of(store: Store, iri: str) -> frozenset[str]:
    """Return the classes of a thing, as prefixed names."""
    found = store.quads_for_pattern(NamedNode(iri), _TYPE, None, DefaultGraph())
    return frozenset(shortened(quad.object.value) for quad in found if isinstance(quad.object, NamedNode))


def is_described(store: Store, iri: str) -> bool:
    """Tell whether anything is stated about a thing."""
    return next(store.quads_for_pattern(NamedNode(iri), None, None, DefaultGraph()), None) is not None


def page_for(kinds: Iterable[str], pages: Mapping[str, Page]) -> Page | None:
    """Return the page of the first class, in the order of the pages, that a thing has."""
    has = frozenset(kinds)
    return next((page for kind, page in pages.items() if kind in has), pages.get(ANYTHING))
