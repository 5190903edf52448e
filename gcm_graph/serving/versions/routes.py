"""Lead to the list of versions, and to what stands under each."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gcm_graph.serving.documents.inventory import INVENTORY
from gcm_graph.serving.documents.routes import resource
from gcm_graph.serving.parameters import parameter
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.service import release_of
from gcm_graph.serving.versions.answers import frozen_answer, served_answer
from gcm_graph.serving.versions.lists import atom, changes
from gcm_graph.serving.versions.shelf import shelf

_FAMILY: Final = "dataset"
_NOT_FOUND: Final = 404


async def version(request: Request) -> Response:
    """Answer for a version: for one that is frozen with what is kept of it, otherwise like for any other thing.

    Raises:
        Problem: nothing is there.
    """
    number, rest = request.path_params["number"], request.path_params["rest"]
    path = f"{_FAMILY}/{number}/{rest}" if rest is not None else f"{_FAMILY}/{number}"
    release = release_of(request)
    if not INVENTORY.has(release):
        await asyncio.to_thread(INVENTORY.of, release)
    answer = None
    if rest or number != INVENTORY.of(release).version:
        answer = await frozen_answer(request, path)
    elif rest is not None and not parameter(request, "format"):
        answer = await served_answer(request, number)
    if answer is not None:
        return answer
    try:
        return await resource(Request({**request.scope, "path_params": {"path": path}}, request.receive))
    except Problem as problem:
        raise await asyncio.to_thread(_with_frozen, request, problem) from None


def _with_frozen(request: Request, problem: Problem) -> Problem:
    """Return the problem that there is nothing, with the frozen versions of which there is something."""
    frozen = [version.path for version in shelf(request)] if problem.status == _NOT_FOUND else []
    if frozen:
        problem.hint = f"{problem.hint} It keeps {', '.join(frozen)} for good; /changes/ lists them.".lstrip()
    return problem


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
