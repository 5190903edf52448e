"""What the tests of the pages share: the pages of the release in this process, and a reader of HTML."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from gcm_graph.serving import assets, documents, pages
from gcm_graph.serving.addresses import Addresses
from gcm_graph.serving.pages.rendering import render
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.service import RELEASE, ServedRelease, open_release

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "path", "rect", "source", "wbr"})


@dataclass(slots=True)
class Element:
    """An element of a page.

    Attributes:
        name: its name.
        attributes: its attributes.
        parent: the element in which it stands.
        content: the texts and elements within it, in order.
    """

    name: str
    attributes: dict[str, str]
    parent: Element | None = None
    content: list[str | Element] = field(default_factory=list)

    def all(self, name: str = "", **attributes: str) -> list[Element]:
        """Return the elements within it with a name and attributes; of `class_` one of the classes is meant."""
        found = []
        for each in self.content:
            if isinstance(each, Element):
                if (not name or each.name == name) and all(each.has(key, value) for key, value in attributes.items()):
                    found.append(each)
                found += each.all(name, **attributes)
        return found

    def one(self, name: str = "", **attributes: str) -> Element:
        """Return the only such element."""
        found = self.all(name, **attributes)
        assert len(found) == 1, (name, attributes, len(found))
        return found[0]

    def has(self, attribute: str, value: str) -> bool:
        """Tell whether an attribute has a value."""
        if attribute == "class_":
            return value in self.attributes.get("class", "").split()
        return self.attributes.get(attribute.rstrip("_").replace("_", "-")) == value

    @property
    def text(self) -> str:
        """Its text with white space collapsed."""
        return " ".join(self.words.split())

    @property
    def words(self) -> str:
        """Its text as it stands."""
        return "".join(each if isinstance(each, str) else each.words for each in self.content)


class _Reader(HTMLParser):
    """Reads HTML in which every element that is not empty is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self._at = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs}, self._at)
        self._at.content.append(made)
        if tag not in _VOID:
            self._at = made

    def handle_endtag(self, tag: str) -> None:
        assert self._at.name == tag, f"</{tag}> closes <{self._at.name}>"
        assert self._at.parent is not None
        self._at = self._at.parent

    def handle_data(self, data: str) -> None:
        self._at.content.append(data)


def read_html(text: str) -> Element:
    """Return the root of a page."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader._at is reader.root, f"<{reader._at.name}> is not closed"
    return reader.root


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], Element]:
    """Return a function that reads HTML; each element in it must be closed where it stands."""
    return read_html


@pytest.fixture(scope="session")
def served_release(release: Path) -> ServedRelease:
    """Return the release as it is served."""
    return open_release(release / "current", Addresses())


@pytest.fixture(scope="session")
def get(served_release: ServedRelease) -> Callable[..., httpx.Response]:
    """Return a function that gets a path of the pages and documents of the release, in this process."""
    return getter(served_release)


@pytest.fixture(scope="session")
def getting() -> Callable[[ServedRelease], Callable[..., httpx.Response]]:
    """Return a function that returns, for any release, a function that gets a path from it."""
    return getter


@pytest.fixture(scope="session")
def page(get: Callable[..., httpx.Response]) -> Callable[[str], Element]:
    """Return a function that gets a page and reads it. It remembers the pages: tests do not change them."""
    read: dict[str, Element] = {}

    def page_at(path: str) -> Element:
        if path not in read:
            answer = get(path)
            assert answer.status_code == 200, (path, answer.text)
            assert answer.headers["content-type"] == "text/html; charset=utf-8"
            read[path] = read_html(answer.text)
        return read[path]

    return page_at


def getter(release: ServedRelease) -> Callable[..., httpx.Response]:
    """Return a function that gets a path from a release, in this process."""
    client = httpx.AsyncClient(transport=httpx.ASGITransport(_application(release)), base_url="http://test")
    runner = asyncio.Runner()

    def get(path: str, **headers: str) -> httpx.Response:
        return runner.run(client.get(path, headers=headers))

    return get


def _application(release: ServedRelease) -> ASGIApp:
    inner = Starlette(
        routes=[*assets.routes(), *pages.routes(), *documents.routes()],
        exception_handlers={Problem: _problem},  # type: ignore[dict-item]  # Starlette's own type names no subclass
    )

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        await inner({**scope, RELEASE: release}, receive, send)

    return application


def _problem(request: Request, problem: Problem) -> Response:
    return render(request, "problem.html", problem.status, problem=problem)
