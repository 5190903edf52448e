"""Forgive a slash too many, or too few, at the end of an address that has a handler of its own."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from gcm_graph.serving.service import release_of

_KEPT = "public, max-age=300"
_ALL_PATHS = ":path}"


def routes(others: Iterable[BaseRoute]) -> list[Route]:
    """Return the routes that lead from the other spelling of addresses to the usual one.

    Args:
        others: the routes of the usual addresses; those that see to both spellings themselves are left alone.
    """
    usual = {each.path: each for each in others if isinstance(each, Route) and not each.path.endswith(_ALL_PATHS)}
    methods = {_spelt_otherwise(path): list(each.methods or ()) for path, each in usual.items() if path != "/"}
    return [Route(path, _usual, methods=served) for path, served in methods.items() if path not in usual]


def _usual(request: Request) -> Response:
    """Lead to the usual address, with the method and the content that the request has (RFC 9110 §15.4.9)."""
    # The path is decoded: a percent sign in it is one.
    path = quote(_spelt_otherwise(request.scope["path"]).removeprefix("/"))
    query = f"?{request.url.query}" if request.url.query else ""
    place = release_of(request).addresses.location(path) + query
    return RedirectResponse(place, HTTPStatus.PERMANENT_REDIRECT, {"Cache-Control": _KEPT})


def _spelt_otherwise(path: str) -> str:
    return path.removesuffix("/") if path.endswith("/") else f"{path}/"
