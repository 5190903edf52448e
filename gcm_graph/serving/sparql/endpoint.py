"""The endpoint at /sparql: a request of the SPARQL 1.1 Protocol comes in, an answer goes out."""

from __future__ import annotations

import asyncio
from functools import lru_cache, partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from gcm_graph.serving.fields import Pair, requested
from gcm_graph.serving.negotiation import Offer, choose
from gcm_graph.serving.service import POOL, release_of, service_of
from gcm_graph.serving.sparql import failures, formats, protocol, service_description
from gcm_graph.serving.sparql.answers import Answer, BrokenOffError
from gcm_graph.serving.sparql.breaking_off import break_off
from gcm_graph.serving.sparql.pool import Pool
from gcm_graph.serving.sparql.queries import Query
from gcm_graph.serving.sparql.watching import departed

PATH = "/sparql"
KEPT = "public, max-age=300"
"""For how long a cache may keep an answer without asking. A new release is seen that much later."""
_OLD_VERSIONS = frozenset({"1.0", "1"})
_NOT_KEPT = "no-store"
_CLIENT_GONE = 499  # nobody reads it; the number is what logs have for it
_STALL_SECONDS = 60.0
_DELIVERY_SECONDS = 900.0
_PAGE = Offer("text/html", "html")


def routes() -> list[Route]:
    """Return the routes of the endpoint."""
    return [Route(PATH, Endpoint(), methods=["GET", "POST"], name="sparql")]


class Endpoint:
    """Answers requests to the endpoint (SPARQL 1.1 Protocol §2.1, SPARQL 1.1 Service Description §2).

    It is plain ASGI: what the framework does for a handler would cost a small query as much again as its answer.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request.

        Raises:
            Problem: it has no answer, or a long one that had begun cannot be completed.
        """
        posted = scope["method"] == "POST"
        if posted:
            content_type = requested(scope, b"content-type")
            asked = protocol.read_post(content_type, scope["query_string"], await Request(scope, receive).body())
        else:
            asked = protocol.read_get(scope["query_string"])
        accept = requested(scope, b"accept")
        if asked.query is None:
            await _description(Request(scope), accept, asked.formats)(scope, receive, send)
            return
        pool: Pool = scope[POOL]
        if len(asked.query) > pool.limits.query_characters:
            raise failures.too_long(len(asked.query), pool.limits)
        chosen = formats.choice(accept, asked.formats)
        query = Query(asked.query, chosen, asked.default_graphs, asked.named_graphs)
        try:
            answer = await pool.answer(query, seconds=asked.seconds, gone=partial(departed, receive))
        except failures.ClientGoneError:
            await Response(status_code=_CLIENT_GONE)(scope, receive, send)
            return
        wanted = chosen.of(answer.kind)
        assert wanted is not None  # noqa: S101 - without a format there is a problem
        fields = _fields(wanted.content_type, KEPT if answer.lasting and not posted else _NOT_KEPT)
        start = {"type": "http.response.start", "status": 200, "headers": fields}
        body = answer.body
        if body is None and scope.get("http_version") in _OLD_VERSIONS:
            # HTTP/1.0 has no way to tell a broken answer from a whole one, unless its length is said before.
            body = await answer.whole()
        await send(start)
        if body is None and scope["method"] != "HEAD":
            await _deliver(answer, scope, receive, send)
            return
        answer.abandon()
        # What a HEAD of a long answer leaves out is more than nothing: its length is not said to be 0 (RFC 9110 §8.6).
        await send({"type": "http.response.body", "body": body or b"", "more_body": body is None})


@lru_cache(maxsize=64)
def _fields(content_type: str, control: str) -> tuple[Pair, ...]:
    return (b"content-type", content_type.encode()), (b"vary", b"Accept"), (b"cache-control", control.encode())


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


async def _deliver(answer: Answer, scope: Scope, receive: Receive, send: Send) -> None:
    """Send a long answer while it is being made, and break the connection off where it cannot be completed.

    Raises:
        Problem: it cannot be completed. The connection has been broken off.
    """

    async def watch() -> None:
        await departed(receive)
        answer.abandon()

    watching = asyncio.create_task(watch())
    try:
        async with asyncio.timeout(_DELIVERY_SECONDS):
            async for piece in answer.pieces():
                async with asyncio.timeout(_STALL_SECONDS):
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
    except TimeoutError as error:
        break_off(scope)
        raise failures.not_taken() from error
    except BrokenOffError as error:
        break_off(scope)
        raise error.problem from error
    finally:
        watching.cancel()
        answer.abandon()
