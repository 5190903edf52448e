"""Answer requests for things and for documents about them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from gcm_graph.serving.documents.about_documents import document_statements, page_path
from gcm_graph.serving.documents.descriptions import describe, number_of_pages
from gcm_graph.serving.documents.formats import FURTHER_OFFERS, GRAPHS, RECORDS, Format, named
from gcm_graph.serving.documents.graph_writing import write_graph
from gcm_graph.serving.documents.inventory import INVENTORY
from gcm_graph.serving.documents.links import document_links, thing_links
from gcm_graph.serving.documents.references import write_reference
from gcm_graph.serving.documents.release_graphs import graph_files, write_release_graph
from gcm_graph.serving.documents.resources import document_path
from gcm_graph.serving.fields import requested
from gcm_graph.serving.negotiation import choose, not_acceptable
from gcm_graph.serving.parameters import parameter, wanted_page
from gcm_graph.serving.service import ServedRelease, release_of

CACHING: Final = "public, max-age=300"
"""How long an answer may be kept without asking: a new release may change it."""

_SEE_OTHER: Final = 303
_MANY_PARTS: Final = 50
"""With more parts than this a description takes long enough to be composed beside the other requests."""


def thing_answer(request: Request, path: str, formats: Sequence[Format]) -> Response:
    """Return the answer to a request for a thing: it leads to the document that the client prefers (RFC 9110 §15.4.4).

    Args:
        request: the request.
        path: the path of the thing.
        formats: the formats of its documents.

    Raises:
        Problem: the client accepts none of them (406).
    """
    release = release_of(request)
    form = preferred(request, formats)
    place = release.addresses.location(document_path(release, path, form))
    headers = {
        "Location": place,
        "Vary": "Accept",
        "Link": thing_links(release, path, formats),
        "Cache-Control": CACHING,
    }
    return PlainTextResponse(f"{form.media_type} about it is at {place}\n", _SEE_OTHER, headers)


def preferred(request: Request, formats: Sequence[Format]) -> Format:
    """Return the format that a request asks for: by `?format=`, else by its Accept field.

    Raises:
        Problem: there is no such format (406), or several are asked for (400).
    """
    asked = parameter(request, "format")
    if asked:
        form = named(formats, asked)
    else:
        accept = requested(request.scope, b"accept") or ""
        offers = {each.offer: each for each in formats}
        # A range such as text/* does not mean them: what comes has another type.
        offers |= {
            further: each
            for further, each in FURTHER_OFFERS.items()
            if each in formats and further.media_type in accept.lower()
        }
        offer = choose(accept, list(offers))
        form = offers[offer] if offer is not None else None
    if form is None:
        raise not_acceptable([each.offer for each in formats])
    return form


async def document_answer(request: Request, path: str, form: Format, formats: Sequence[Format]) -> Response:
    """Return a document about what stands at a path.

    Args:
        request: the request; `?page=` asks for a further page of what points to the thing.
        path: the path of the thing.
        form: the format of the document, one of graphs or of references.
        formats: all formats that there are.

    Raises:
        Problem: there is no such page (404), or its number is none (400).
    """
    release = release_of(request)
    if form in RECORDS:
        page = wanted_page(request, pages := 1)
        content = write_reference(release, path, form)
    elif path in graph_files(release):
        page = wanted_page(request, pages := 1)
        content = await asyncio.to_thread(write_release_graph, release, path, form)
    else:
        address = INVENTORY.of(release).addresses[path]
        pages = number_of_pages(address)
        page = wanted_page(request, pages)
        if len(address.parts) > _MANY_PARTS:
            content = await asyncio.to_thread(_written, release, path, form, page)
        else:
            content = _written(release, path, form, page)
    headers = {
        "Link": document_links(release, path, form, formats, page=page, pages=pages),
        "Content-Location": release.addresses.href(page_path(path, form, page)),
        "Cache-Control": CACHING,
    }
    return Response(content, headers=headers | {"Content-Type": form.content_type})


def _written(release: ServedRelease, path: str, form: Format, page: int) -> bytes:
    """Return a page of the description of a thing as a document."""
    assert form in GRAPHS  # noqa: S101
    description = describe(release, path, page)
    statements = [*description.triples(), *document_statements(release, description, form)]
    return write_graph(release, statements, form, topic=path)
