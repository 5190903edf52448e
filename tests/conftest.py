"""What the tests from outside share: the command in a process of its own, and a release that it built."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Finished = subprocess.CompletedProcess[str]
Gcm = Callable[..., Finished]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which commands are run; the release is its `build`."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def environment(home: Path) -> Mapping[str, str]:
    """Return the environment of every command: the project's `gcm` on the path, 80 columns, nothing of the project."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "HOME": str(home), "LC_ALL": "C.UTF-8", "COLUMNS": "80", "TERM": "xterm"}


@pytest.fixture(scope="session")
def gcm(home: Path, environment: Mapping[str, str]) -> Gcm:
    """Return a function that runs `gcm` as a user does and returns the finished process.

    It takes the arguments of the command, and by name `stdin`, `cwd`, and `env` for further variables.
    """

    def run(*arguments: object, stdin: str = "", cwd: Path = home, env: Mapping[str, str] | None = None) -> Finished:
        process = subprocess.run(
            [sys.executable, "-m", "gcm_graph", *map(str, arguments)],
            input=stdin.encode(),
            cwd=cwd,
            env={**environment, **(env or {})},
            capture_output=True,
            timeout=300,
            check=False,
        )
        # Decoded here, since subprocess would turn the line breaks of CSV into others.
        return Finished(process.args, process.returncode, process.stdout.decode(), process.stderr.decode())

    return run


@pytest.fixture(scope="session")
def built(gcm: Gcm, home: Path, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """Return the finished `gcm build` that made `release`.

    Where several processes run the tests, the first that needs a release builds it, and the others take a copy.
    """
    variables = {"PYTHONHASHSEED": "1", "TZ": "America/Lima"}
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return gcm("build", env=variables)
    record = tmp_path_factory.getbasetemp().parent / "built.json"  # of all processes of this run
    with record.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not record.exists():
            finished = gcm("build", env=variables)
            facts = (finished.args, finished.returncode, finished.stdout, finished.stderr)
            record.write_text(json.dumps([str(home), *facts]), encoding="utf-8")
            return finished
    elsewhere, *facts = json.loads(record.read_text(encoding="utf-8"))
    finished = Finished(*facts)
    if finished.returncode == 0:
        shutil.copytree(Path(elsewhere) / "build", home / "build", symlinks=True)
    return finished


@pytest.fixture(scope="session")
def release(built: Finished, home: Path) -> Path:
    """Return the folder `build` with a release, as `gcm build` leaves it. Tests do not change it."""
    assert built.returncode == 0, built.stderr
    return home / "build"


@pytest.fixture(scope="session")
def in_terminal(home: Path, environment: Mapping[str, str]) -> Callable[..., Finished]:
    """Return a function that runs a command with a terminal as its standard output.

    It takes the words of the command, and by name further variables of the environment.
    """

    def run(*command: str, **variables: str) -> Finished:
        leader, follower = pty.openpty()
        with subprocess.Popen(
            command,
            stdin=follower,
            stdout=follower,
            stderr=subprocess.PIPE,
            cwd=home,
            env={**environment, **variables},
        ) as process:
            os.close(follower)
            shown = b"".join(iter(lambda: _read(leader), b""))
            messages = process.stderr.read() if process.stderr else b""
        os.close(leader)
        # The terminal turns each line break into two characters.
        printed = shown.decode().replace("\r\n", "\n")
        return Finished(process.args, process.returncode, printed, messages.decode())

    return run


def _read(leader: int) -> bytes:
    """Return what the terminal shows next, nothing when the command has ended."""
    try:
        return os.read(leader, 65536)
    except OSError:  # Linux answers so when nobody writes any more
        return b""


@pytest.fixture(scope="session")
def terminal(in_terminal: Callable[..., Finished]) -> Callable[..., Finished]:
    """Return a function that runs `gcm` in a terminal; it takes arguments, and by name further variables."""

    def run(*arguments: object, **variables: str) -> Finished:
        return in_terminal(sys.executable, "-m", "gcm_graph", *map(str, arguments), **variables)

    return run


@pytest.fixture(scope="session")
def failed() -> Callable[[Finished, int], str]:
    """Return a function that asserts that a command failed as it must, and returns its messages.

    It ended with the given exit status, told a named error and what to do next, and printed no result.
    """

    def check(process: Finished, status: int) -> str:
        assert process.returncode == status, process.stderr
        assert re.search(r"^error: \S.*\n(.*\n)*  \S", process.stderr, re.MULTILINE), process.stderr
        assert "Traceback" not in process.stderr
        assert "unexpected" not in process.stderr
        assert process.stdout == ""
        return process.stderr

    return check
