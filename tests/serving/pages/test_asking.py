"""Queries that pages ask."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from types import SimpleNamespace

from starlette.requests import Request

from gcm_graph.serving.pages.answers import Truth
from gcm_graph.serving.pages.asking import answer_for
from gcm_graph.serving.service import POOL, Limits, Service, Settings
from gcm_graph.serving.sparql.answers import Answer
from gcm_graph.serving.sparql.queries import Query


class _Pool:
    """Answers when it has looked for a while whether the client is still there."""

    async def answer(self, _: Query, *, gone: Callable[[], Awaitable[None]]) -> Answer:
        looking = asyncio.ensure_future(gone())
        await asyncio.sleep(0.2)
        assert not looking.done()
        looking.cancel()
        return Answer("boolean", b'{"head":{},"boolean":true}', lasting=True)


def test_looking_for_the_client_keeps_nobody_waiting(tmp_path) -> None:
    """A server may repeat the end of the request instead of waiting: the look pauses each time, as at the endpoint."""
    looks = 0

    async def receive() -> dict[str, object]:
        nonlocal looks
        looks += 1
        assert looks < 100
        return {"type": "http.request", "body": b"", "more_body": False}

    service = Service(settings=Settings(release=tmp_path, limits=Limits()), release=None, pool=None)  # type: ignore[arg-type]
    app = SimpleNamespace(state=SimpleNamespace(service=service))
    request = Request({"type": "http", "app": app, POOL: _Pool()}, receive)
    answered = asyncio.run(answer_for(request, "ASK {}"))
    assert answered.shown == Truth(holds=True)
    assert 1 <= looks < 20
