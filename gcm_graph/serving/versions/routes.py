"""Lead to the list of versions, and to what stands under each."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gcm_graph.serving.documents.inventory import INVENTORY
from gcm_graph.serving.documents.routes import resource
from gcm_graph.serving.service import release_of
from gcm_graph.serving.versions.answers import frozen_answer
from gcm_graph.serving.versions.lists import atom, changes


async def version(request: Request) -> Response:
    """Answer for a frozen version; the version that is served, and what is none, are answered like any other thing."""
    number, rest = request.path_params["number"], request.path_params["rest"]
    path = f"dataset/{number}/{rest}" if rest is not None else f"dataset/{number}"
    release = release_of(request)
    if not INVENTORY.has(release):
        await asyncio.to_thread(INVENTORY.of, release)
    answer = None
    if rest or number != INVENTORY.of(release).version:
        answer = await frozen_answer(request, path)
    if answer is None:
        return await resource(Request({**request.scope, "path_params": {"path": path}}, request.receive))
    return answer


async def version_itself(request: Request) -> Response:
    """Answer for the IRI of a version."""
    request.scope["path_params"] = {"number": request.path_params["number"], "rest": None}
    return await version(request)


def routes() -> list[Route]:
    """Return the routes of the frozen versions."""
    return [
        Route("/changes/", changes),
        Route("/changes.atom", atom),
        Route("/dataset/{number}", version_itself, methods=["GET"]),
        Route("/dataset/{number}/{rest:path}", version, methods=["GET"]),
    ]
