"""Ask a query for a page, by the same processes and under the same limits as the endpoint."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from starlette.requests import Request

from gcm_graph.serving.pages.answers import Graph, Shown, TooLong, shown_results
from gcm_graph.serving.service import pool_of, service_of
from gcm_graph.serving.sparql import failures
from gcm_graph.serving.sparql.answers import Answer, BrokenOffError
from gcm_graph.serving.sparql.queries import Query
from gcm_graph.serving.sparql.watching import departed

MOST_BYTES = 2 * 1024 * 1024
"""How long an answer may be to be shown on a page: what is longer is for programs."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer for a page.

    Attributes:
        shown: what the page shows.
        lasting: whether the next who asks gets the same.
    """

    shown: Shown
    lasting: bool


async def answer_for(request: Request, query: str) -> Answered:
    """Return the answer to a query.

    Raises:
        Problem: there is none.
        ClientGoneError: nobody waits for it any more.
    """
    limits = service_of(request).settings.limits
    if len(query) > limits.query_characters:
        raise failures.too_long(len(query), limits)

    answer = await pool_of(request).answer(Query(query), gone=partial(departed, request.receive))
    body = await _bytes_of(answer)
    if body is None:
        return Answered(TooLong(), answer.lasting)
    shown = Graph(body.decode()) if answer.kind == "graph" else shown_results(body)
    return Answered(shown, answer.lasting)


async def _bytes_of(answer: Answer) -> bytes | None:
    """Return the bytes of an answer; None where a page cannot show so many."""
    if answer.body is not None:
        return answer.body
    pieces, length = [], 0
    try:
        async for piece in answer.pieces():
            pieces.append(piece)
            length += len(piece)
            if length > MOST_BYTES:
                return None
    except BrokenOffError as error:
        raise error.problem from error
    finally:
        answer.abandon()
    return b"".join(pieces)
