"""Answer requests for what stands under `dataset/<version>/` of a frozen version."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from gcm_graph.namespaces import iri
from gcm_graph.serving.documents.file_answers import file_answer
from gcm_graph.serving.documents.formats import HTML
from gcm_graph.serving.documents.links import document_links
from gcm_graph.serving.documents.resources import formats_at
from gcm_graph.serving.fields import requested
from gcm_graph.serving.negotiation import Offer, choose, not_acceptable
from gcm_graph.serving.pages.knowledge import knowledge_of
from gcm_graph.serving.pages.rendering import render
from gcm_graph.serving.parameters import parameter
from gcm_graph.serving.service import release_of
from gcm_graph.serving.versions.shelf import FrozenVersion, frozen_version
from gcm_graph.serving.versions.told import in_words, parts_of, property_in_words
from gcm_graph.serving.versions.version_page import served_version_page, version_page

LISTED: Final = "max-age=300"
"""How long what can grow may be kept. It is not `public`: the server itself keeps it not at all."""

_FOREVER: Final = "public, max-age=31536000, immutable"
_SEE_OTHER: Final = 303
_MOVED: Final = 301
_FAMILY: Final = "dataset"
_OF_CHANGES: Final = {
    Offer("application/json", "json"): ".json",
    Offer("text/html", "html"): "/",
    Offer("application/n-quads", "nq"): ".nq",
}
_OF_VERSION: Final = {Offer("text/turtle", "ttl"): "/void.ttl", Offer("text/html", "html"): "/"}


async def frozen_answer(request: Request, path: str) -> Response | None:
    """Return the answer to a request for a frozen version, a file of it, or what it changed.

    Args:
        request: the request.
        path: its path, without the slash before it.

    Returns:
        None where no frozen version has anything there.

    Raises:
        Problem: the client accepts no form of it (406), or no part of a file (412, 416).
    """
    family, _, rest = path.partition("/")
    number, slash, name = rest.partition("/")
    if family != _FAMILY or not number:
        return None
    version = await asyncio.to_thread(frozen_version, request, number)
    if version is None:
        return None
    if name.strip("/") == "changes":
        return await _changes_answer(request, version, name)
    if name:
        return await _file_answer(request, version, name)
    return _grown(version_page(request, version)) if slash else _lead(request, version.path, _OF_VERSION)


async def served_answer(request: Request, number: str) -> Response | None:
    """Return the page of the version that is served, with what is kept of it for good; None where it is not frozen."""
    release, path = release_of(request), f"{_FAMILY}/{number}"
    version = await asyncio.to_thread(frozen_version, request, number)
    formats = formats_at(release, path)
    if version is None or HTML not in formats:
        return None
    page = _grown(await asyncio.to_thread(served_version_page, request, version))
    page.headers["Link"] = document_links(release, path, HTML, formats)
    page.headers["Content-Location"] = release.addresses.href(f"{path}/")
    return page


async def _changes_answer(request: Request, version: FrozenVersion, name: str) -> Response:
    if name == "changes":
        forms = {offer: end for offer, end in _OF_CHANGES.items() if end == "/" or end in version.changes}
        return _lead(request, f"{version.path}/changes", forms)
    return await _changes(request, version)


async def _file_answer(request: Request, version: FrozenVersion, name: str) -> Response | None:
    bare = name.rstrip("/")
    file = version.files.get(bare) or version.changes.get(bare.removeprefix("changes"))
    if file is None:
        return None
    if name != bare:
        return _redirect(request, f"{version.path}/{bare}", _MOVED)
    canonical = release_of(request).addresses.canonical(file.name)
    described = release_of(request).addresses.href(f"{version.path}/void.ttl")
    link = f'<{canonical}>; rel="canonical", <{described}>; rel="describedby"; type="text/turtle"'
    return await file_answer(request, file, {"Cache-Control": _FOREVER, "Link": link})


def _lead(request: Request, path: str, forms: Mapping[Offer, str]) -> Response:
    """Lead from a thing to the document about it that the client prefers."""
    offers = list(forms)
    asked = parameter(request, "format")
    if asked:
        chosen = next((offer for offer in offers if asked.strip().lower() in {offer.name, offer.media_type}), None)
    else:
        chosen = choose(requested(request.scope, b"accept"), offers)
    if chosen is None:
        raise not_acceptable(offers)
    return _redirect(request, f"{path}{forms[chosen]}", _SEE_OTHER, {"Vary": "Accept"})


def _redirect(request: Request, path: str, status: int, fields: dict[str, str] | None = None) -> Response:
    place = release_of(request).addresses.location(path)
    return PlainTextResponse(f"{place}\n", status, {"Location": place, "Cache-Control": LISTED, **(fields or {})})


async def _changes(request: Request, version: FrozenVersion) -> Response:
    """Return the page of what a version changed."""
    parts = await asyncio.to_thread(parts_of, version.changes[".json"].place) if version.changes else ()
    knowledge = knowledge_of(release_of(request))
    page = await asyncio.to_thread(
        render,
        request,
        "changes.html",
        frozen=version,
        sections=parts,
        told=in_words(version.counts),
        in_words=property_in_words,
        known=lambda thing: bool(thing) and knowledge.is_known(thing),
        record=iri(f"{version.path}/changes"),
        canonical=f"{version.path}/changes/",
    )
    return _grown(page)


def _grown(response: Response) -> Response:
    response.headers["Cache-Control"] = LISTED
    return response
