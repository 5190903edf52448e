"""What the tests of the server share: a running `gcm serve` over the release, and a way to start others."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from gcm_graph.comparing.frozen import freeze
from gcm_graph.resources import release_identity

VERSION = release_identity().version

_SECONDS_TO_START = 15.0
_SECONDS_TO_STOP = 40.0


@dataclass(frozen=True, slots=True)
class Served:
    """A running server.

    Attributes:
        url: its address, without a slash at the end.
        port: its port.
        process: its process.
        log: the file with what it wrote to standard error.
    """

    url: str
    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def events(self) -> list[dict[str, object]]:
        """Return the lines of the log so far."""
        lines = self.log.read_text(encoding="utf-8").splitlines(keepends=True)
        return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("\n")]

    def stop(self) -> int:
        """Tell the server to stop and return the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(_SECONDS_TO_STOP)


Serve = Callable[..., AbstractContextManager[Served]]
Program = Callable[..., str]


@pytest.fixture(scope="session")
def program() -> Program:
    """Return a function that returns the path of a program, given its name and what to do where it is missing.

    Without it the test is skipped at home, and fails where everything must be there.
    """

    def find(name: str, remedy: str) -> str:
        found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
        if found is None:
            missing = f"{name} is missing: {remedy}"
            (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
        return found

    return find


@pytest.fixture(scope="session")
def serve(
    release: Path, environment: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., AbstractContextManager[Served]]:
    """Return a context manager that runs `gcm serve` on a free port.

    It takes further arguments of the command, and by name the folder of another `release`.
    """

    @contextmanager
    def run(*arguments: object, release: Path = release) -> Iterator[Served]:
        log = tmp_path_factory.mktemp("served") / "log"
        command = [sys.executable, "-m", "gcm_graph", "serve", "--port", "0", "--release", str(release)]
        with log.open("wb") as messages:
            process = subprocess.Popen(
                [*command, *map(str, arguments)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=messages,
                env=dict(environment),
                cwd=log.parent,
            )
        try:
            port = _port(process, log)
            yield Served(f"http://127.0.0.1:{port}", port, process, log)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            try:
                process.wait(_SECONDS_TO_STOP)
            finally:
                process.kill()
                process.wait()

    return run


@pytest.fixture(scope="session")
def older(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a release that is version 0.0.9, with other words, links and classes. Tests do not change it."""
    place = tmp_path_factory.mktemp("older") / "release"
    shutil.copytree(release / "current", place, ignore=shutil.ignore_patterns("store"))
    void = (place / "void.ttl").read_text(encoding="utf-8")
    assert f'dcat:version "{VERSION}"' in void
    (place / "void.ttl").write_text(void.replace(f'dcat:version "{VERSION}"', 'dcat:version "0.0.9"'), encoding="utf-8")
    lines = (place / "gcm.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    action = "<https://w3id.org/gcm/objective/11/action/b>"
    gone = (
        f"{action} <https://w3id.org/gcm/ontology#concernsTheme>",
        f"{action} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/gcm/ontology#Provision>",
    )
    (place / "gcm.nq").write_text(
        "".join(
            line.replace("Establish appropriate structures", "Find structures")
            for line in lines
            if not line.startswith(gone)
        ),
        encoding="utf-8",
    )
    _follow(place, "")
    return place


def _follow(place: Path, prior: str) -> None:
    """Have a release name a version before it, or none, and write its checksums anew."""
    file = place / "ontology.ttl"
    named = f"  owl:priorVersion <https://w3id.org/gcm/ontology/{prior}> ;\n" if prior else ""
    text = re.sub(r"  owl:priorVersion <.*\n", "", file.read_text(encoding="utf-8"))
    text, times = re.subn(r"(  owl:versionInfo .* ;\n)", rf"\g<1>{named}", text)
    assert times == 1
    file.write_text(text, encoding="utf-8")
    names = [line.partition("  ")[2] for line in (place / "SHA256SUMS").read_text().splitlines()]
    sums = (f"{hashlib.sha256((place / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    (place / "SHA256SUMS").write_text("".join(sums))


@pytest.fixture(scope="session")
def versions(release: Path, older: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two frozen versions: the release, and one before it. Tests do not change it."""
    folder = tmp_path_factory.mktemp("versions")
    place = tmp_path_factory.mktemp("newer") / "release"
    shutil.copytree(release / "current", place, ignore=shutil.ignore_patterns("store"))
    _follow(place, "0.0.9")
    for each in (older, place):
        freeze(each, folder)
    return folder


@pytest.fixture(scope="session")
def served(serve: Serve, versions: Path) -> Iterator[Served]:
    """Return a running server over the release. Tests do not stop it, nor give it work that others would wait for."""
    with serve("--versions", versions) as running:
        yield running


def _port(process: subprocess.Popen[bytes], log: Path) -> int:
    """Return the port on which a server listens, as soon as it says so."""
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until:
        for line in log.read_text(encoding="utf-8").splitlines(keepends=True):
            if line.endswith("\n") and line.startswith("{"):
                event = json.loads(line)
                if event["event"] == "serving":
                    port: int = event["port"]
                    return port
        assert process.poll() is None, log.read_text(encoding="utf-8")
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    pytest.fail(f"the server did not start: {log.read_text(encoding='utf-8')}")
