"""Read the parameters of an address: each stands there once, and an empty one, as a form sends it, asks for nothing."""

from __future__ import annotations

from starlette.requests import Request

from gcm_graph.serving.problems import Problem

_DIGITS = 9
_HINT = "Begin with page 1, and go on as the answer says."


def parameter(request: Request, name: str) -> str:
    """Return the value of a parameter; "" where it is empty or not there.

    Raises:
        Problem: it stands there more than once (400): which of them counts could only be guessed.
    """
    if len(request.query_params.getlist(name)) > 1:
        raise Problem(
            400,
            "malformed-request",
            "The request is malformed",
            f"The parameter `{name}` stands more than once.",
            hint="Send it once.",
        )
    return request.query_params.get(name, "")


def wanted_page(request: Request, pages: int) -> int:
    """Return which page of an answer is asked for by `page`; 1 where none is.

    Args:
        request: the request.
        pages: how many pages there are.

    Raises:
        Problem: the parameter is no number of a page (400), or there is no such page (404).
    """
    field = parameter(request, "page")
    if not field:
        return 1
    if not (field.isascii() and field.isdigit() and len(field) <= _DIGITS):
        raise Problem(
            400,
            "page-number",
            "The number of a page is a whole number from 1",
            f"{field[:40]!r} is no number of a page.",
            hint=_HINT,
        )
    page = int(field)
    if not 1 <= page <= pages:
        raise Problem(
            404,
            "no-such-page",
            "There is no such page",
            f"There {f'are {pages} pages' if pages > 1 else 'is 1 page'}, and {page} is none of them.",
            hint=_HINT,
        )
    return page
