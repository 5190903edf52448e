"""The endpoint at /sparql: a request of the SPARQL 1.1 Protocol comes in, an answer goes out."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from gcm_graph.serving.negotiation import Offer, choose
from gcm_graph.serving.service import pool_of, release_of, service_of
from gcm_graph.serving.sparql import failures, formats, protocol, service_description
from gcm_graph.serving.sparql.answers import Answer, BrokenOffError
from gcm_graph.serving.sparql.breaking_off import break_off
from gcm_graph.serving.sparql.pool import Query

PATH = "/sparql"
KEPT = "public, max-age=300"
"""For how long a cache may keep an answer without asking. A new release is seen that much later."""
_OLD_VERSIONS = frozenset({"1.0", "1"})
_NOT_KEPT = "no-store"
_SECONDS_BETWEEN_LOOKS = 0.05
_STALL_SECONDS = 60.0
_DELIVERY_SECONDS = 900.0
_PAGE = Offer("text/html", "html")


def routes() -> list[Route]:
    """Return the routes of the endpoint."""
    return [Route(PATH, sparql, methods=["GET", "POST"], name="sparql")]


async def sparql(request: Request) -> Response:
    """Answer a request to the endpoint (SPARQL 1.1 Protocol §2.1, SPARQL 1.1 Service Description §2)."""
    scope = request.scope
    posted = request.method == "POST"
    if posted:
        content_type = request.headers.get("content-type")
        asked = protocol.read_post(content_type, scope["query_string"], await request.body())
    else:
        asked = protocol.read_get(scope["query_string"])
    accept = ", ".join(request.headers.getlist("accept")) or None
    if asked.query is None:
        return _description(request, accept, asked.formats)
    limits = service_of(request).settings.limits
    if len(asked.query) > limits.query_characters:
        raise failures.too_long(len(asked.query), limits)
    chosen = formats.choice(accept, asked.formats)
    query = Query(asked.query, chosen, asked.default_graphs, asked.named_graphs)
    try:
        answer = await pool_of(request).answer(
            query, seconds=asked.seconds, gone=partial(_disconnected, request.receive)
        )
    except failures.ClientGoneError:
        return Response(status_code=499)  # nobody reads it; the number is what logs have for it
    wanted = chosen.of(answer.kind)
    assert wanted is not None  # noqa: S101 - without a format there is a problem
    headers = {
        "Content-Type": wanted.content_type,
        "Vary": "Accept",
        "Cache-Control": KEPT if answer.lasting and not posted else _NOT_KEPT,
    }
    if answer.body is not None:
        return Response(answer.body, headers=headers)
    return await _long(request, answer, headers)


def _description(request: Request, accept: str | None, wanted: tuple[str, ...]) -> Response:
    """Answer what the service is; people are led to the page where they can ask it."""
    release = release_of(request)
    offers = [each.offer for each in formats.FORMATS["graph"]]
    if not wanted and choose(accept, [*offers, _PAGE]) is _PAGE:
        headers = {"Vary": "Accept", "Cache-Control": KEPT}
        return RedirectResponse(release.addresses.location("query/"), 303, headers)
    chosen = formats.choice(accept, wanted).graph
    if chosen is None:
        raise formats.unacceptable("graph")
    body = service_description.service_description(release, service_of(request).settings, chosen.writer)
    return Response(body, headers={"Content-Type": chosen.content_type, "Vary": "Accept", "Cache-Control": KEPT})


async def _disconnected(receive: Receive) -> None:
    """Return when the client has gone."""
    message = await receive()
    while message["type"] != "http.disconnect":
        # A server may repeat the end of the request instead of waiting: that must not keep the others waiting.
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
        message = await receive()


async def _long(request: Request, answer: Answer, headers: Mapping[str, str]) -> Response:
    """Return a response that sends a long answer while it is being made."""
    if request.scope.get("http_version") in _OLD_VERSIONS:
        # HTTP/1.0 has no way to tell a broken answer from a whole one, unless its length is said before.
        return Response(await answer.whole(), headers=dict(headers))
    return LongResponse(answer, headers)


class LongResponse(Response):
    """Sends an answer piece by piece, and breaks the connection off where it cannot be completed.

    Args:
        answer: the answer.
        headers: the header fields.
    """

    def __init__(self, answer: Answer, headers: Mapping[str, str]) -> None:
        self.status_code = 200
        self.background = None
        self.init_headers(headers)
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer.

        Raises:
            Problem: it cannot be completed. The connection has been broken off.
        """
        watch = asyncio.create_task(self._watch(receive))
        try:
            async with asyncio.timeout(_DELIVERY_SECONDS):
                await self._send(scope, send)
        except TimeoutError as error:
            break_off(scope)
            raise failures.not_taken() from error
        except BrokenOffError as error:
            break_off(scope)
            raise error.problem from error
        finally:
            watch.cancel()
            self._answer.abandon()

    async def _send(self, scope: Scope, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        if scope["method"] == "HEAD":
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            return
        async for piece in self._answer.pieces():
            async with asyncio.timeout(_STALL_SECONDS):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _watch(self, receive: Receive) -> None:
        await _disconnected(receive)
        self._answer.abandon()
