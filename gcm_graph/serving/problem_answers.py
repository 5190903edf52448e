"""Answer with a problem: as JSON for programs (RFC 9457), as text or as a page for people."""

from __future__ import annotations

import json
from collections.abc import Callable
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from gcm_graph.serving.negotiation import Offer, choose
from gcm_graph.serving.problems import Problem

_JSON = Offer("application/problem+json", "json")
_TEXT = Offer("text/plain", "text")
_PAGE = Offer("text/html", "html")
_OFFERS = (_JSON, Offer("application/json", "json"), _TEXT, _PAGE)

ProblemPage = Callable[[Request, Problem], Response]
"""Makes the page of a problem."""


def answer(request: Request, problem: Problem, page: ProblemPage | None = None) -> Response:
    """Return the answer to a request that met a problem.

    A client that accepts none of the forms gets JSON: an error is told in any case (RFC 9110 §15.5).

    Args:
        request: the request.
        problem: what it met.
        page: makes the page for clients that prefer HTML; without it they get text.
    """
    accept = ", ".join(request.headers.getlist("accept"))
    offer = choose(accept, _OFFERS) or _JSON
    headers = {"Vary": "Accept", "Cache-Control": "no-store"} | problem.headers
    if offer is _PAGE and page is not None:
        response = page(request, problem)
        response.headers.update(headers)
        return response
    if offer in {_PAGE, _TEXT}:
        return Response(as_text(problem), problem.status, headers, "text/plain; charset=utf-8")
    record = json.dumps(problem.record(), ensure_ascii=False, indent=2) + "\n"
    return Response(record, problem.status, headers, _JSON.media_type)


def as_text(problem: Problem) -> str:
    """Return a problem as text: its kind, what was wrong, what to do, and its further members.

    >>> print(as_text(Problem(400, "x", "The query is malformed", "A brace is missing.", hint="Close it.", line=3)))
    400 The query is malformed
    <BLANKLINE>
    A brace is missing.
    Close it.
    <BLANKLINE>
    line: 3
    <BLANKLINE>
    """
    lines = [f"{problem.status} {problem.title}", "", problem.detail]
    if problem.hint:
        lines.append(problem.hint)
    if problem.members:
        lines.append("")
    for name, value in problem.members.items():
        lines.append(f"{name}: {', '.join(value) if isinstance(value, list) else value}")
    return "\n".join(lines) + "\n"


def of_exception(error: HTTPException) -> Problem:
    """Return the problem that a refusal of the framework stands for."""
    phrase = HTTPStatus(error.status_code).phrase
    code = phrase.lower().replace(" ", "-").replace("'", "")
    detail = error.detail if error.detail != phrase else f"{phrase}."
    return Problem(error.status_code, code, phrase, detail, headers=error.headers)


def not_found(path: str) -> Problem:
    """Return the problem of a path under which there is nothing."""
    return Problem(
        404,
        "not-found",
        "There is nothing at this address",
        f"Nothing of this release stands at {path!r}.",
        hint="Search at /search, or begin at /.",
    )


def unexpected() -> Problem:
    """Return the problem of a fault in the server. What it was stands in the log, not in the answer."""
    return Problem(
        500,
        "internal",
        "The server failed",
        "A fault in the server kept it from answering; it has been logged.",
        hint="Try again. If it stays so, report the address that you asked for.",
    )
