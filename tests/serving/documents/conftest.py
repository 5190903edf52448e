"""What the tests of documents share: the release, and the room asked in this process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Scope

from gcm_graph.serving import documents, problem_answers
from gcm_graph.serving.addresses import Addresses
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.representation import Representation
from gcm_graph.serving.service import RELEASE, ServedRelease, open_release


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the room: names of fields are in lower case."""

    status: int
    fields: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


Ask = Callable[..., Answer]


def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return problem_answers.answer(request, error)


def _asker(release: ServedRelease, runner: asyncio.Runner) -> Ask:
    framework = Starlette(routes=documents.routes(), exception_handlers={Problem: _problem})
    framework.router.redirect_slashes = False
    room = Representation(framework)

    async def exchange(target: str, method: str, fields: Mapping[str, str]) -> Answer:
        path, _, query = target.partition("?")
        scope: Scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in fields.items()],
            RELEASE: release,
        }
        sent: list[Message] = []

        async def receive() -> Message:
            await asyncio.sleep(3600)
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            sent.append(message)

        await room(scope, receive, send)
        answered = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
        return Answer(sent[0]["status"], answered, b"".join(message.get("body", b"") for message in sent[1:]))

    def ask(target: str, method: str = "GET", **fields: str) -> Answer:
        return runner.run(exchange(target, method, fields))

    return ask


@pytest.fixture(scope="session")
def served_release(release: Path) -> ServedRelease:
    """Return the release that the tests built, opened for serving."""
    return open_release(release / "current", Addresses())


@pytest.fixture(scope="session")
def runner() -> Iterator[asyncio.Runner]:
    """Yield what runs the room."""
    with asyncio.Runner() as made:
        yield made


@pytest.fixture(scope="session")
def ask(served_release: ServedRelease, runner: asyncio.Runner) -> Ask:
    """Return a function that asks the room: it takes a target, a method, and header fields by name (`if_range`)."""
    return _asker(served_release, runner)


@pytest.fixture(scope="session")
def ask_behind_proxy(release: Path, runner: asyncio.Runner) -> Ask:
    """Return the same of a server that visitors reach at https://example.org/compact."""
    return _asker(open_release(release / "current", Addresses("https://example.org/compact")), runner)
