"""The pages: the Compact to read, everything that it names, the terms, search, queries, documentation, as HTML."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from gcm_graph.serving.pages import documentation_pages, others, query_page, reading
from gcm_graph.serving.pages.kinds import Page, iri_of_page, is_described, kinds_of, page_for
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.service import ServedRelease, release_of

__all__ = ["prepare", "resource_page", "routes"]

PAGES: Mapping[str, Page] = MappingProxyType({**reading.PAGES, **others.PAGES})
"""What shows a thing, by the prefixed name of its class, the more special class before the more general one."""


async def resource_page(request: Request, path: str) -> Response:
    """Answer with the page about a thing.

    Args:
        request: the request.
        path: the path of the page without the slash at its end, for example `objective/11`.

    Raises:
        Problem: there is no such thing.
    """
    store, iri = release_of(request).store, iri_of_page(path)
    page = others.without_class(path)
    if page is None and _is_iri(iri) and is_described(store, iri):
        page = page_for(kinds_of(store, iri), PAGES)
    if page is None:
        raise Problem(
            404,
            "not-found",
            "There is nothing here",
            f"There is no page /{path}/.",
            hint="The contents of the Compact are at /compact/, and /search finds words and citations.",
        )
    answer = page(request, iri)
    return await answer if inspect.isawaitable(answer) else answer


def _is_iri(iri: str) -> bool:
    """Tell whether a text can be an IRI (RFC 3987 §2.2): a path from outside can hold anything."""
    return not any(character <= " " or character in '<>"{}|\\^`' for character in iri)


def routes() -> list[BaseRoute]:
    """Return the routes of all pages that are not the page of one thing."""
    return [*reading.routes(), *query_page.routes(), *documentation_pages.routes(), *others.routes()]


def prepare(release: ServedRelease) -> None:
    """Work out what the first readers of a release would have to wait for."""
    reading.prepare(release)
    others.prepare(release)
