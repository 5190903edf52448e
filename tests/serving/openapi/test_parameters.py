"""The description of the interface is complete: what the server reads of a query and how it may answer stand in it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from starlette.applications import Starlette
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from gcm_graph.serving import problem_answers
from gcm_graph.serving.addresses import Addresses
from gcm_graph.serving.app import routes
from gcm_graph.serving.openapi import describe
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.service import POOL, RELEASE, Limits, Service, Settings, open_release

PATHS = describe(Limits())["paths"]

ANYWHERE = {304, 405, 412}
"""The answers of which the description tells once, for all addresses."""

ODD = {
    "lang": ("!", "es", "zz"),
    "format": ("nothing", "ttl", "json", "application/ld+json", ""),
    "page": ("x", "0", "2", "99999", ""),
    "pointing": ("x", "0", "2", ""),
    "q": ("", "27(b)", "the moon", "*", "trade unions"),
    "objective": ("11", "99", ""),
    "kind": ("Action", "Nothing"),
    "match": ("all", "some"),
    "theme": ("remittances", "nothing"),
    "population": ("children", "nothing"),
    "principle": ("gender-responsive", "nothing"),
    "stakeholder": ("trade-unions", "nothing"),
    "query": ("", "SELECT", "ASK {}", "CLEAR ALL", "DESCRIBE <objective/11>", "%", "\x00"),
    "saved": ("", "nothing"),
    "timeout": ("x", "-1", "1"),
    "default-graph-uri": ("x", "https://w3id.org/gcm/graph/text"),
    "named-graph-uri": ("x y",),
    "v": ("x",),
}
"""Values of each parameter, such as clients send and such as they do not."""


class Broken:
    """Stands for the processes that answer queries, and answers none."""

    async def answer(self, *_: object, **__: object) -> object:
        """Refuse a query as a full queue does."""
        raise Problem(503, "busy", "All are busy", "No process is free.")


def _targets(path: str) -> list[str]:
    """Return the targets of all examples of the answers that a path gives to GET, save to queries."""
    responses = PATHS[path]["get"]["responses"].values()
    examples = [response["x-example-request"] for response in responses if "x-example-request" in response]
    return list(dict.fromkeys(example["target"] for example in examples))


def _described(path: str) -> set[str]:
    parameters = PATHS[path]["get"].get("parameters", ())
    return {parameter["name"] for parameter in parameters if parameter["in"] == "query"}


def _plain(path: str) -> str:
    """Return the target of the plainest example of a path, without its query."""
    targets = [target.partition("?")[0] for target in _targets(path)]
    return PATHS[path]["get"]["responses"].get("200", {}).get("x-example-request", {}).get("target", targets[0])


@pytest.fixture(scope="module")
def read(release: Path) -> Iterator:
    """Return a function that asks all rooms for a target, and returns the names of the parameters that they read."""
    opened = open_release(release / "current", Addresses())
    names: set[str] = set()

    def problem(request: Request, error: Exception) -> Response:
        assert isinstance(error, Problem)
        return problem_answers.answer(request, error)

    def pinned(application: ASGIApp) -> ASGIApp:
        async def serve(scope: Scope, receive: Receive, send: Send) -> None:
            await application({**scope, RELEASE: opened, POOL: Broken()}, receive, send)

        return serve

    framework = Starlette(
        routes=routes(), exception_handlers={Problem: problem, Exception: lambda *_: PlainTextResponse("")}
    )
    framework.router.redirect_slashes = False
    framework.state.service = Service(settings=Settings(release=opened.folder), release=opened, pool=Broken())
    transport = httpx.ASGITransport(app=pinned(framework), raise_app_exceptions=False)
    client = httpx.AsyncClient(transport=transport, base_url="http://test")
    get = QueryParams.get

    def noted(self: QueryParams, key: str, default: object = None) -> object:
        names.add(key)
        return get(self, key, default)

    with pytest.MonkeyPatch.context() as patch, asyncio.Runner() as runner:
        patch.setattr(QueryParams, "get", noted)

        def ask(target: str, accept: str) -> set[str]:
            names.clear()
            runner.run(client.get(target, headers={"Accept": accept}))
            return set(names)

        yield ask


@pytest.mark.parametrize("path", [path for path in PATHS if "get" in PATHS[path]])
def test_each_parameter_that_is_read_is_described(read, path):
    """Whatever an address reads of the query of its target is a parameter in the description."""
    for target in _targets(path):
        for accept in ("text/html", "text/turtle", "application/json"):
            assert read(target, accept) <= _described(path), (target, accept)


def test_reading_is_noticed(read):
    """What a page reads is noticed: its language, and which page of its lists is wanted."""
    assert {"lang", "page", "pointing"} <= read("/theme/access-to-justice/", "text/html")


@pytest.mark.parametrize("path", [path for path in PATHS if "get" in PATHS[path]])
def test_each_status_is_described(served, path):
    """Whatever a client sends as the value of a parameter, and accepts, the answer has a status of the description."""
    statuses = {int(status) for status in PATHS[path]["get"]["responses"] if status.isdigit()} | ANYWHERE
    target = _plain(path)
    queries = [f"?{name}={quote(value)}" for name in sorted(_described(path)) for value in ODD[name]]
    with httpx.Client(base_url=served.url, timeout=30) as client:
        for query in ["", *queries, "?unheard=of"]:
            for accept in ("text/html", "*/*", "image/png"):
                for bare in {target, target.partition("?")[0]}:
                    asked = f"{bare}&{query[1:]}" if "?" in bare and query else f"{bare}{query}"
                    answer = client.get(asked, headers={"Accept": accept})
                    assert answer.status_code in statuses, (asked, accept, answer.text[:200])


def test_odd_values_are_there_for_each_parameter():
    """Each parameter that is described is tried with odd values."""
    assert set().union(*(_described(path) for path in PATHS if "get" in PATHS[path])) <= set(ODD)
