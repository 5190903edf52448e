"""The application: all rooms behind one edge, as plain ASGI."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from gcm_graph.serving import assets, documents, openapi, pages, problem_kinds, slashes, sparql, surroundings, versions
from gcm_graph.serving.answer_cache import AnswerCache
from gcm_graph.serving.current import Current, StartPool
from gcm_graph.serving.edge import Edge
from gcm_graph.serving.logs import Log
from gcm_graph.serving.metrics import Metrics
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.representation import Representation
from gcm_graph.serving.service import ServedRelease, Service
from gcm_graph.serving.sparql.endpoint import PATH, Endpoint


@dataclass(frozen=True, slots=True)
class Application:
    """What is served.

    Attributes:
        asgi: answers requests.
        current: follows the release that is in place.
    """

    asgi: ASGIApp
    current: Current


def routes() -> list[BaseRoute]:
    """Return the routes of all rooms, the one that is asked most first, the one that takes all paths last."""
    rooms = [
        *sparql.routes(),
        *surroundings.routes(),
        *problem_kinds.routes(),
        *openapi.routes(),
        *assets.routes(),
        *pages.routes(),
        *versions.routes(),
        *documents.routes(),
    ]
    return [*rooms[:-1], *slashes.routes(rooms), rooms[-1]]


def prepare(release: ServedRelease) -> None:
    """Work out what the first visitors of a release would have to wait for."""
    documents.prepare(release)
    pages.prepare(release)


def application(service: Service, start_pool: StartPool, log: Log) -> Application:
    """Put the layers together.

    Args:
        service: the running server, with the release that is in place and its pool.
        start_pool: starts the processes for another release.
        log: where the server tells what happens.
    """
    counted = Metrics()
    framework = Starlette()
    framework.state.service = service
    framework.state.metrics = counted
    framework.state.log = log
    rooms = routes()
    router = Router(rooms, redirect_slashes=False)
    endpoint = Endpoint()

    async def handlers(scope: Scope, receive: Receive, send: Send) -> None:
        # The endpoint is asked more than all else together: it is not looked for among the routes.
        await (endpoint if scope["path"] == PATH else router)(scope, receive, send)

    kept: AnswerCache

    def changed() -> None:
        counted.releases += 1
        kept.forget()

    current = Current(service, start_pool, prepare, changed, log)
    edge = Edge(
        Representation(handlers),
        framework=framework,
        routes=rooms,
        service=service,
        current=current,
        metrics=counted,
        log=log,
        page=_problem_page,
    )
    kept = AnswerCache(edge, service.settings.limits.cache_bytes, counted, log)
    return Application(kept, current)


def _problem_page(request: Request, problem: Problem) -> Response:
    """Make the page of a problem."""
    from gcm_graph.serving.pages.rendering import render

    return render(request, "problem.html", problem.status, problem=problem)
