"""What the tests of the pages of things share: all rooms asked in this process, and queries answered at once."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from gcm_graph.namespaces import BASE, PREFIXES
from gcm_graph.serving import assets, documents, pages
from gcm_graph.serving.addresses import Addresses
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.service import POOL, RELEASE, ServedRelease, Service, Settings, open_release
from gcm_graph.serving.sparql.answers import Answer
from gcm_graph.serving.sparql.pool import Query

_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Got:
    """What was got: the status, the header fields and the content."""

    status: int
    fields: httpx.Headers
    content: bytes

    @property
    def text(self) -> str:
        """The content as text."""
        return self.content.decode()

    @property
    def main(self) -> str:
        """The part of the page that is about its thing."""
        return self.text.partition("<main")[2].partition("</main>")[0]

    @property
    def words(self) -> str:
        """The words of that part without markup, white space collapsed."""
        return " ".join(html.unescape(_TAG.sub(" ", self.main)).split())

    @property
    def links(self) -> list[str]:
        """The targets of all links of the page, and of what it loads."""
        return [html.unescape(link) for link in re.findall(r'(?:href|src|action)="([^"]*)"', self.text)]


Get = Callable[..., Got]


class StandIn:
    """Stands for the processes that answer queries: it asks the store itself, and tells what it was asked."""

    def __init__(self, release: ServedRelease) -> None:
        self._release = release
        self.asked: list[str] = []

    async def answer(self, query: Query, **_: object) -> Answer:
        """Answer a query with results in JSON."""
        self.asked.append(query.text)
        results = self._release.store.query(query.text, prefixes=dict(PREFIXES), base_iri=BASE)
        assert isinstance(results, QuerySolutions)
        return Answer("solutions", results.serialize(format=QueryResultsFormat.JSON), lasting=True)


def _problem(_: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return PlainTextResponse(f"{error.code}\n{error.detail}\n{error.hint}", error.status, error.headers)


def _pinned(application: ASGIApp, release: ServedRelease, pool: StandIn) -> ASGIApp:
    async def pinned(scope: Scope, receive: Receive, send: Send) -> None:
        await application({**scope, RELEASE: release, POOL: pool}, receive, send)

    return pinned


def getter(release: ServedRelease, pool: StandIn, runner: asyncio.Runner) -> Get:
    """Return a function that gets a path (and query) of a release: it takes header fields by name too."""
    rooms = [*assets.routes(), *pages.routes(), *documents.routes()]
    framework = Starlette(routes=rooms, exception_handlers={Problem: _problem})
    framework.router.redirect_slashes = False
    settings = Settings(release=release.folder)
    framework.state.service = Service(settings=settings, release=release, pool=pool)
    transport = httpx.ASGITransport(app=_pinned(framework, release, pool))
    client = httpx.AsyncClient(transport=transport, base_url="http://test")

    def get(path: str, **fields: str) -> Got:
        answer = runner.run(client.get(f"/{path}", headers=fields))
        return Got(answer.status_code, answer.headers, answer.content)

    return get


@pytest.fixture(scope="session")
def page_runner() -> Iterator[asyncio.Runner]:
    """Yield what runs the rooms."""
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="session")
def opened(release: Path) -> ServedRelease:
    """Return the release that the tests built, opened for serving."""
    return open_release(release / "current", Addresses())


@pytest.fixture(scope="session")
def stand_in(opened: ServedRelease) -> StandIn:
    """Return what answers queries in place of the processes."""
    return StandIn(opened)


@pytest.fixture(scope="session")
def get(opened: ServedRelease, stand_in: StandIn, page_runner: asyncio.Runner) -> Get:
    """Return a function that gets a page of the release by its path."""
    return getter(opened, stand_in, page_runner)


@pytest.fixture(scope="session")
def make_get(page_runner: asyncio.Runner) -> Callable[..., Get]:
    """Return a function that takes another release, and what answers its queries, and returns what gets its pages."""
    return lambda release, pool=None: getter(release, pool or StandIn(release), page_runner)
