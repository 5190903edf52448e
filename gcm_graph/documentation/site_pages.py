"""Make the files of the site: the pages that the server would answer with, whatever they load, and links between them.

The pages are those of the documentation, of the ontology and its terms, of the shapes and the profile. What they lead
to beyond that is on a server.
"""

from __future__ import annotations

import asyncio
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote, urljoin, urlsplit

from starlette.routing import Router
from starlette.types import Message, Scope

from gcm_graph.documentation.site_links import with_links
from gcm_graph.serving.addresses import Addresses
from gcm_graph.serving.app import routes
from gcm_graph.serving.pages.rendering import STANDING_ALONE
from gcm_graph.serving.service import RELEASE, ServedRelease, open_release

_FIRST: Final = "docs/"
_FAMILIES: Final = ("docs/", "ontology/", "term/", "profile/", "shapes/", "assets/")
_FILES: Final = frozenset({"context.jsonld", "ontology.ttl", "profile.ttl", "shapes.ttl"})
_REDIRECTS: Final = frozenset({301, 303, 308})
_HTML: Final = "text/html"
_INDEX: Final = "index.html"


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer of the server: its status, media type, where it leads, and its content."""

    status: int
    media_type: str
    location: str
    content: bytes


def site_files(release: Path, base_url: str | None = None) -> Mapping[str, bytes]:
    """Return the files of the site by their paths in it; it begins at `index.html`.

    Args:
        release: the folder of a complete release.
        base_url: the address of a server, without a slash at its end, to which all leads that the site does not have;
            None to have no links there.

    Raises:
        BrokenReleaseError: the release cannot be read.
    """
    answers = asyncio.run(_gathered(open_release(release, Addresses()), standing_alone=base_url is None))
    files: dict[str, bytes] = {}
    for path, answer in answers.items():
        if answer.status in _REDIRECTS:
            continue
        content = answer.content
        if answer.media_type == _HTML:
            links = _Links(path, answers, base_url)
            content = with_links(content.decode(), links.to).encode()
        files[_file_of(path)] = content
    return dict(sorted(files.items()))


async def _gathered(release: ServedRelease, *, standing_alone: bool) -> dict[str, _Answer]:
    """Return what the server answers at the first page and at all of the site's addresses that follow from it."""
    router = Router(routes(), redirect_slashes=False)
    found: dict[str, _Answer] = {}
    waiting = [_FIRST]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        answer = found[path] = await _asked(router, path, release, standing_alone=standing_alone)
        links = [answer.location] if answer.location else []
        if answer.media_type == _HTML:
            with_links(answer.content.decode(), links.append)
        waiting += [each for link in links if (each := _path_in_site(path, link)) is not None]
    return found


async def _asked(router: Router, path: str, release: ServedRelease, *, standing_alone: bool) -> _Answer:
    sent: list[Message] = []

    async def receive() -> Message:
        # The client neither sends a body nor goes away.
        stays: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        return await stays

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "server": ("localhost", 80),
        "root_path": "",
        "path": f"/{path}",
        "raw_path": quote(f"/{path}").encode(),
        "query_string": b"",
        "headers": [(b"accept", b"text/html, */*;q=0.1")],
        RELEASE: release,
        STANDING_ALONE: standing_alone,
    }
    await router(scope, receive, send)
    fields = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in sent[0]["headers"]}
    return _Answer(
        status=sent[0]["status"],
        media_type=fields.get("content-type", "").partition(";")[0],
        location=fields.get("location", ""),
        content=b"".join(message.get("body", b"") for message in sent[1:]),
    )


def _path_in_site(page: str, link: str) -> str | None:
    """Return the path to which a link of a page leads, if the site has such; a query asks for what a server makes."""
    parts = urlsplit(urljoin(f"/{page}", link))
    path = unquote(parts.path).removeprefix("/")
    if not path:
        return _FIRST
    is_versioned = path.startswith("assets/")
    return path if (path.startswith(_FAMILIES) or path in _FILES) and (is_versioned or not parts.query) else None


class _Links:
    """Says where the links of a page lead from its file.

    Args:
        page: the path of the page.
        answers: what there is in the site, by path.
        base_url: the address of the server that has all else; None where there is none.
    """

    def __init__(self, page: str, answers: Mapping[str, _Answer], base_url: str | None) -> None:
        self._page = page
        self._answers = answers
        self._base_url = base_url

    def to(self, link: str) -> str | None:
        """Return a link to the file or the address to which a link of the page leads, or None."""
        parts = urlsplit(urljoin(f"/{self._page}", link))
        path = _path_in_site(self._page, link)
        while path is not None and self._answers[path].status in _REDIRECTS:
            path = _path_in_site(path, self._answers[path].location)
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        if path is not None:
            folder = posixpath.dirname(_file_of(self._page))
            return quote(posixpath.relpath(_file_of(path), folder)) + fragment
        if self._base_url is None:
            return None
        query = f"?{parts.query}" if parts.query else ""
        return f"{self._base_url}{parts.path}{query}{fragment}"


def _file_of(path: str) -> str:
    """Return the file of a path: a page is the index of its folder, so that its address can stay without a name.

    >>> _file_of("docs/how-to/find-words/"), _file_of("docs/"), _file_of("assets/style.css")
    ('docs/how-to/find-words/index.html', 'index.html', 'assets/style.css')
    """
    if path == _FIRST:
        return _INDEX
    return f"{path}{_INDEX}" if path.endswith("/") else path
