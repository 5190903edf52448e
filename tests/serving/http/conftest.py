"""What the tests of the HTTP layers share: a request without a network, and an application behind the edge."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pyoxigraph import Store
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route, Router
from starlette.types import ASGIApp, Message

from gcm_graph.serving.addresses import Addresses
from gcm_graph.serving.answer_cache import AnswerCache
from gcm_graph.serving.current import Current
from gcm_graph.serving.edge import Edge
from gcm_graph.serving.logs import Log
from gcm_graph.serving.metrics import Metrics
from gcm_graph.serving.problem_answers import ProblemPage
from gcm_graph.serving.representation import Representation
from gcm_graph.serving.service import Limits, ServedRelease, Service, Settings, release_of


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as a client gets it."""

    status: int
    fields: Mapping[str, str]
    body: bytes
    parts: int = 1


@dataclass(slots=True)
class FakePool:
    """Stands for the processes of a release."""

    stopped: bool = False

    async def start(self) -> None:
        """Do nothing."""

    async def stop(self) -> None:
        """Remember it."""
        self.stopped = True


Ask = Callable[..., Answered]


async def exchange(
    application: ASGIApp,
    method: str = "GET",
    target: str = "/",
    fields: Sequence[tuple[str, str]] = (),
    body: Sequence[bytes] = (b"",),
    host: str | None = "example.org",
) -> Answered:
    """Send one request to an application, the target as it would stand on the wire."""
    path, _, query = target.partition("?")
    pairs = [(name.lower().encode(), value.encode("latin-1")) for name, value in fields]
    if host is not None:
        pairs.insert(0, (b"host", host.encode()))
    parts = list(body)
    sent: list[Message] = []

    async def receive() -> Message:
        if not parts:
            await asyncio.sleep(3600)
        part = parts.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(parts)}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 1),
        "root_path": "",
        "path": path,
        "raw_path": path.encode("latin-1"),
        "query_string": query.encode("latin-1"),
        "headers": pairs,
    }
    await application(scope, receive, send)
    start = sent[0]
    assert start["type"] == "http.response.start"
    names = [name.decode() for name, _ in start["headers"]]
    assert len(names) == len(set(names)), f"a field stands twice: {names}"
    answered = {name.decode(): value.decode("latin-1") for name, value in start["headers"]}
    return Answered(start["status"], answered, b"".join(part.get("body", b"") for part in sent[1:]), len(sent) - 1)


@pytest.fixture(scope="session")
def ask() -> Ask:
    """Return a function that sends one request to an application and returns the answer."""

    def send(application: ASGIApp, *arguments: object, **named: object) -> Answered:
        return asyncio.run(exchange(application, *arguments, **named))  # type: ignore[arg-type]

    return send


@dataclass(slots=True)
class House:
    """An application behind all layers, with what they write and count."""

    asgi: ASGIApp
    current: Current
    metrics: Metrics
    log: io.StringIO
    pools: list[FakePool] = field(default_factory=list)


async def _hello(request: Request) -> Response:
    return PlainTextResponse(f"{request.url.path} of {release_of(request).digest}")


async def _echo(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def _public(request: Request) -> Response:
    return PlainTextResponse("x" * 2000 + request.url.query, headers={"Cache-Control": "public, max-age=60"})


async def _address(request: Request) -> Response:
    return PlainTextResponse(f"{request.url} {sorted(request.headers)}")


async def _fault(request: Request) -> Response:
    raise ValueError(request.url.query)


async def _large(request: Request) -> Response:
    del request
    return Response(b"x" * 300_000, media_type="application/octet-stream")


async def _streamed(request: Request) -> Response:
    del request
    return StreamingResponse(iter([b"a", b"b"]), media_type="text/csv")


ROUTES = (
    Route("/echo", _echo, methods=["POST"]),
    Route("/fault", _fault),
    Route("/public", _public),
    Route("/address", _address),
    Route("/large", _large),
    Route("/streamed", _streamed),
    Route("/hello/{name:path}", _hello),
)


@pytest.fixture(scope="session")
def build() -> Callable[..., House]:
    """Return a function that puts the layers around handlers, as `gcm serve` does.

    It takes by name: `limits`, `base_url`, `page`, `log_requests`, `log_queries`, `routes`.
    """

    def make(
        *,
        limits: Limits | None = None,
        base_url: str | None = None,
        page: ProblemPage | None = None,
        log_requests: bool = False,
        log_queries: bool = False,
        routes: Sequence[BaseRoute] = ROUTES,
    ) -> House:
        written = io.StringIO()
        log = Log(requests=log_requests, queries=log_queries, stream=written)
        release = ServedRelease(
            folder=Path("/nowhere"), digest="one", store=Store(), units=(), addresses=Addresses(base_url)
        )
        settings = Settings(release=Path("/nowhere"), base_url=base_url, limits=limits or Limits())
        pool = FakePool()
        service = Service(settings=settings, release=release, pool=pool)  # type: ignore[arg-type]
        counted = Metrics()
        pools = [pool]

        async def start_pool(_: ServedRelease) -> FakePool:
            await asyncio.sleep(0)
            pools.append(FakePool())
            return pools[-1]

        kept: AnswerCache
        current = Current(service, start_pool, lambda _: None, lambda: kept.forget(), log)  # type: ignore[arg-type]  # noqa: PLW0108
        framework = Starlette()
        framework.state.service = service
        edge = Edge(
            Representation(Router(list(routes), redirect_slashes=False)),
            framework=framework,
            routes=routes,
            service=service,
            current=current,
            metrics=counted,
            log=log,
            page=page,
        )
        kept = AnswerCache(edge, settings.limits.cache_bytes, counted, log)
        return House(kept, current, counted, written, pools)

    return make


@pytest.fixture(scope="session")
def house(build: Callable[..., House]) -> House:
    """Return an application behind all layers, with the usual limits."""
    return build()
