"""The pages of the documentation: all of it by kind, each page, and the files to which pages lead."""

from __future__ import annotations

import asyncio
from pathlib import PurePosixPath

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from gcm_graph.documentation import KINDS, Documentation, Page, contents_of, documentation, written
from gcm_graph.serving.pages.rendering import CACHEABLE, href, render
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.service import release_of

_ROOT = "docs/"
_OF_RELEASE = (
    ("ontology/", "The ontology", "What does each class and property mean, and how is it used?"),
    ("profile/", "The rules of the profile, by number", "What does each rule say of wrong data?"),
    ("shapes/", "The shapes", "What does valid data of the release look like?"),
)
"""The pages of reference that are made from the release: place, name and the question that each answers."""
_SOURCE = (".md", ".html")
"""Endings with which people write the address of a page: that of its source, and what pages often have."""
_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".ipynb": "application/x-ipynb+json",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".ttl": "text/turtle; charset=utf-8",
}
_PLAIN = "text/plain; charset=utf-8"
"""What all other files are shown as: nothing in them is run or laid out."""


async def index(request: Request) -> Response:
    """Answer with all that there is of each kind."""
    found = await asyncio.to_thread(documentation)
    return render(request, "documentation.html", canonical=_ROOT, sections=found.sections, of_release=_OF_RELEASE)


async def page(request: Request) -> Response:
    """Answer with a page of the documentation or a file to which one leads, or lead from other spellings to it.

    Raises:
        Problem: there is no such page.
    """
    return await asyncio.to_thread(_page, request)


def _page(request: Request) -> Response:
    path: str = request.path_params["path"]
    found = documentation()
    shown = found.page_at(f"{_ROOT}{path}")
    if shown is not None:
        return render(
            request,
            "documentation_page.html",
            canonical=shown.place,
            page=shown,
            contents=contents_of(shown),
            others=found.others_like(shown),
            body=_writer(shown, found),
        )
    if path in found.files:
        content = found.files[path].read_bytes()
        media_type = _TYPES.get(PurePosixPath(path).suffix, _PLAIN)
        return Response(content, media_type=media_type, headers={"Cache-Control": CACHEABLE})
    place = _usual(path, found)
    if place is None:
        raise Problem(
            404,
            "not-found",
            "There is nothing here",
            "There is no such page of the documentation.",
            hint=f"All its pages are listed at /{_ROOT}.",
        )
    query = f"?{request.url.query}" if request.url.query else ""
    whole, mark, name = place.partition("#")
    return RedirectResponse(f"{release_of(request).addresses.location(whole)}{query}{mark}{name}", 301)


def _writer(shown: Page, found: Documentation) -> object:
    """Return what templates call to write a page, with links as the page that they make has them."""

    @pass_context
    def body(context: Context) -> Markup:
        return written(shown, found, lambda place: href(context, place))

    return body


def _usual(path: str, found: Documentation) -> str | None:
    """Return the address that is meant by another spelling: without a slash at its end, of the source, of a kind."""
    bare = path.rstrip("/")
    for ending in _SOURCE:
        bare = bare.removesuffix(ending)
    bare = bare.removesuffix("README").rstrip("/")
    meant = f"{_ROOT}{bare}/" if bare else _ROOT
    if not bare or found.page_at(meant):
        return meant
    return f"{_ROOT}#{bare}" if bare in {kind.name for kind in KINDS} else None


def routes() -> list[Route]:
    """Return the routes of the documentation."""
    return [Route("/docs/", index), Route("/docs/{path:path}", page)]
