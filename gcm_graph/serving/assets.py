"""The style, the scripts and the other files that pages load from this server."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gcm_graph.serving.problems import Problem

FOLDER = Path(__file__).resolve().parent / "assets"
"""Where they lie. Whatever is put there when the package is built is served."""

_DIGITS = 12
_FOREVER = "public, max-age=31536000, immutable"
_A_WHILE = "public, max-age=3600"
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".map": "application/json", ".txt": "text/plain"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages load.

    Attributes:
        content: its bytes.
        media_type: its media type.
        digest: names its content.
    """

    content: bytes
    media_type: str
    digest: str


@cache
def assets() -> Mapping[str, Asset]:
    """Return the files that pages load, by their paths below `/assets/`."""
    files = (file for file in sorted(FOLDER.rglob("*")) if file.is_file() and not file.name.startswith("."))
    return MappingProxyType({file.relative_to(FOLDER).as_posix(): _read(file) for file in files})


def _read(file: Path) -> Asset:
    content = file.read_bytes()
    guessed = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    textual = guessed.startswith("text/")
    return Asset(
        content=content,
        media_type=f"{guessed}; charset=utf-8" if textual else guessed,
        digest=hashlib.sha256(content).hexdigest()[:_DIGITS],
    )


def asset_place(name: str) -> str:
    """Return the path and query under which a file is loaded: another content has another, so it can be kept for ever.

    >>> asset_place("style.css").partition("?v=")[0]
    'assets/style.css'
    """
    return f"assets/{name}?v={assets()[name].digest}"


async def asset(request: Request) -> Response:
    """Answer with a file that pages load."""
    found = assets().get(request.path_params["name"])
    if found is None:
        raise Problem(404, "not-found", "There is nothing here", f"There is no file {request.url.path}.")
    named = request.query_params.get("v") == found.digest
    return Response(
        found.content,
        media_type=found.media_type,
        headers={"Cache-Control": _FOREVER if named else _A_WHILE},
    )


def routes() -> list[Route]:
    """Return the routes of the files that pages load."""
    return [Route("/assets/{name:path}", asset, name="asset")]
