"""What the tests of the commands share: a terminal to run them in."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Finished = subprocess.CompletedProcess[str]


@pytest.fixture(scope="session")
def terminal(home: Path, environment: Mapping[str, str]) -> Callable[..., Finished]:
    """Return a function that runs `gcm` with a terminal as its standard output.

    It takes the arguments of the command, and by name further variables of the environment.
    """

    def run(*arguments: object, **variables: str) -> Finished:
        leader, follower = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-m", "gcm_graph", *map(str, arguments)],
            stdin=follower,
            stdout=follower,
            stderr=subprocess.PIPE,
            cwd=home,
            env={**environment, **variables},
        ) as process:
            os.close(follower)
            output = b"".join(iter(lambda: _read(leader), b""))
            messages = process.stderr.read() if process.stderr else b""
        os.close(leader)
        printed = output.decode("utf-8").replace("\r\n", "\n")
        return subprocess.CompletedProcess(process.args, process.returncode, printed, messages.decode("utf-8"))

    return run


def _read(leader: int) -> bytes:
    """Return what the terminal shows next, nothing when the process has ended."""
    try:
        return os.read(leader, 65536)
    except OSError:  # Linux answers so when nobody writes any more
        return b""
