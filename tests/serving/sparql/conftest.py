"""What the tests of the endpoint share: a server with narrow limits, so that each of them can be hit in a moment."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

_PROGRAM = """
import sys
from pathlib import Path
from gcm_graph.serving.running import serve
from gcm_graph.serving.service import Limits, Settings

limits = Limits(seconds=1.0, worker_bytes=160 * 1024**2, result_bytes=2 * 1024**2, queue=2)
serve(Settings(release=Path(sys.argv[1]), port=0, workers=2, limits=limits))
"""


@dataclass(frozen=True, slots=True)
class Narrow:
    """A server that lets a query run for one second in 160 MiB, answer 2 MiB, and two queries wait.

    Attributes:
        url: the address of its endpoint.
        port: its port.
        pid: the number of its process.
    """

    url: str
    port: int
    pid: int

    def workers(self) -> set[int]:
        """Return the numbers of the processes that answer queries."""
        return set(map(int, Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()))


@pytest.fixture(scope="session")
def start_narrow(release: Path) -> Callable[[], tuple[subprocess.Popen[bytes], Narrow]]:
    """Return a function that starts a server with narrow limits."""

    def start() -> tuple[subprocess.Popen[bytes], Narrow]:
        process = subprocess.Popen([sys.executable, "-c", _PROGRAM, release], stderr=subprocess.PIPE)
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith(b"{") and (event := json.loads(line))["event"] == "serving":
                return process, Narrow(f"http://127.0.0.1:{event['port']}/sparql", event["port"], process.pid)
        message = "the server did not start"
        raise AssertionError(message)

    return start


@pytest.fixture(scope="session")
def narrow(start_narrow: Callable[[], tuple[subprocess.Popen[bytes], Narrow]]) -> Iterator[Narrow]:
    """Return a running server with narrow limits."""
    process, server = start_narrow()
    yield server
    process.terminate()
    process.communicate(timeout=40)


@pytest.fixture(scope="session")
def client() -> Iterator[httpx.Client]:
    """Return a client that keeps its connections."""
    with httpx.Client(timeout=30) as made:
        yield made


Ask = Callable[..., httpx.Response]


@pytest.fixture(scope="session")
def ask(narrow: Narrow, client: httpx.Client) -> Ask:
    """Return a function that sends a query with GET; it takes the Accept field and by name further parameters."""

    def send(query: str, accept: str | None = None, **parameters: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in parameters.items()}
        address = f"{narrow.url}?{urlencode({'query': query, **named})}"
        return client.get(address, headers={"Accept": accept} if accept else {})

    return send
