"""Lead each path to its answer: files of the release, things, documents, pages, and other names of all these."""

from __future__ import annotations

import asyncio
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from gcm_graph.serving.documents.answers import (
    CACHING,
    document_answer,
    preferred,
    thing_answer,
)
from gcm_graph.serving.documents.citing import cite
from gcm_graph.serving.documents.file_answers import file_answer
from gcm_graph.serving.documents.files import FILES
from gcm_graph.serving.documents.formats import HTML, Format, split_ending
from gcm_graph.serving.documents.inventory import INVENTORY
from gcm_graph.serving.documents.links import dataset_link, document_links
from gcm_graph.serving.documents.other_names import files_in, similar_paths, usual_path, what_there_is
from gcm_graph.serving.documents.resources import document_path, formats_at
from gcm_graph.serving.pages import resource_page
from gcm_graph.serving.parameters import parameter
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.service import ServedRelease, release_of

_MOVED: Final = 301
_SEE_OTHER: Final = 303
_OLD_HTML: Final = ".html"
_SHOWN: Final = 200
_ELSEWHERE: Final = "The contents are at /, and a search at /search."


def routes() -> list[Route]:
    """Return the routes of this room, the one that takes all paths last."""
    return [
        Route("/cite", cite, methods=["GET"]),
        Route("/.well-known/void", well_known_void, methods=["GET"]),
        Route("/{path:path}", resource, methods=["GET"]),
    ]


async def well_known_void(request: Request) -> Response:
    """Lead from the well-known address of a VoID description to it (VoID §7.2, RFC 8615)."""
    return _redirect(release_of(request), "void.ttl", _SEE_OTHER)


async def resource(request: Request) -> Response:
    """Answer a request for anything that the release names.

    Raises:
        Problem: nothing of the kind is there (404), or not in a form that the client accepts (406).
    """
    release = release_of(request)
    if not INVENTORY.has(release):
        await asyncio.to_thread(INVENTORY.of, release)
    path: str = request.path_params["path"]
    bare = path.rstrip("/")
    if bare in FILES.of(release):
        return await _file(request, path) if path == bare else _redirect(release, bare, _MOVED, request)
    # A slash behind the name of a document is one too many.
    name = bare if split_ending(bare)[1] else path
    of_page = name.lower().endswith(_OLD_HTML)
    thing, form = split_ending(f"{name[: -len(_OLD_HTML)]}/" if of_page else name)
    formats = formats_at(release, thing)
    if not formats:
        return _elsewhere(request, release, thing, form)
    if form is None:
        return thing_answer(request, thing, formats)
    return await _document(request, thing, form, formats)


async def _document(request: Request, thing: str, form: Format, formats: tuple[Format, ...]) -> Response:
    """Return a document about a thing, or lead to it under its usual name."""
    release = release_of(request)
    if form not in formats:
        raise _absent(release, thing, formats)
    if parameter(request, "format") and preferred(request, formats) is not form:
        return _redirect(release, f"{thing}{preferred(request, formats).ending}", _SEE_OTHER)
    place = document_path(release, thing, form)
    if place != request.path_params["path"]:
        # A version of the ontology or the shapes will be followed by others: only its page of today is elsewhere.
        status = _MOVED if place == f"{thing}{form.ending}" else _SEE_OTHER
        return _redirect(release, place, status, request)
    if form is HTML:
        return await _page(request, thing, formats)
    return await document_answer(request, thing, form, formats)


async def _file(request: Request, path: str) -> Response:
    """Return a file of the release; one that is a document about a thing has the links of a document."""
    release = release_of(request)
    fields = {"Cache-Control": CACHING}
    thing, form = split_ending(path)
    formats = formats_at(release, thing)
    if form is not None and form in formats:
        fields["Link"] = document_links(release, thing, form, formats)
        fields["Content-Location"] = release.addresses.href(path)
    elif path.endswith(".csv"):
        # Where CSVW looks for the description of a table (Model for Tabular Data, 2015, §5.2).
        place = release.addresses.href("tables/csv-metadata.json")
        fields["Link"] = f'<{place}>; rel="describedby"; type="application/csvm+json"'
    else:
        fields["Link"] = dataset_link(release)
    return await file_answer(request, FILES.of(release)[path], fields)


async def _page(request: Request, thing: str, formats: tuple[Format, ...]) -> Response:
    """Return the page about a thing, with the links that its other documents have."""
    release = release_of(request)
    response = await resource_page(request, thing)
    response.headers.setdefault("Link", document_links(release, thing, HTML, formats))
    response.headers.setdefault("Content-Location", release.addresses.href(f"{thing}/"))
    return response


def _elsewhere(request: Request, release: ServedRelease, thing: str, form: Format | None) -> Response:
    """Lead to the thing that is meant by another name, or raise that there is none."""
    meant = usual_path(release, thing)
    if meant is not None:
        whole, mark, name = meant.partition("#")
        return _redirect(release, f"{whole}{form.ending if form else ''}{mark}{name}", _MOVED, request)
    stem = thing.rpartition(".")[0]
    other = formats_at(release, stem) if form is None else ()
    if other:
        raise _absent(release, stem, other)
    near = what_there_is(release, thing)
    similar = [] if near else [*files_in(release, thing), *similar_paths(release, thing)]
    problem = Problem(
        404,
        "not-found",
        "There is nothing at this address",
        f"Nothing of this release stands at /{thing[:_SHOWN]}.",
        hint=near or (f"Did you mean {' or '.join(similar)}?" if similar else _ELSEWHERE),
    )
    if similar:
        problem.members["similar"] = [release.addresses.canonical(path) for path in similar]
    raise problem


def _absent(release: ServedRelease, thing: str, formats: tuple[Format, ...]) -> Problem:
    places = [release.addresses.href(f"{thing}{form.ending}") for form in formats]
    return Problem(
        404,
        "not-found",
        "There is nothing at this address",
        f"There is no such document about {thing}.",
        hint=f"There are {', '.join(places)}.",
        available=places,
    )


def _redirect(release: ServedRelease, path: str, status: int, request: Request | None = None) -> Response:
    """Lead to another path; with a request its query goes along."""
    query = f"?{request.url.query}" if request is not None and request.url.query else ""
    whole, mark, name = path.partition("#")
    place = f"{release.addresses.location(whole)}{query}{mark}{quote(name)}"
    return PlainTextResponse(f"{place}\n", status, {"Location": place, "Cache-Control": CACHING})
