"""A process that is bound to another one ends with it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

_BOUND = "import os, sys, time; from gcm_graph.bound_process import die_with; die_with(int(sys.argv[1])); {then}"
_WAIT = "print(os.getpid(), flush=True); time.sleep(60)"
_STARTER = """
import os, subprocess, sys, time
subprocess.Popen([sys.executable, "-c", sys.argv[1], str(os.getpid())])
time.sleep(60)
"""


def test_it_ends_when_the_other_one_is_killed() -> None:
    """Nobody could tell it so: the kernel does."""
    command = [sys.executable, "-c", _STARTER, _BOUND.format(then=_WAIT)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as starter:
        assert starter.stdout is not None
        bound = Path(f"/proc/{int(starter.stdout.readline())}")
        assert bound.exists()
        starter.kill()
        until = time.monotonic() + 10
        while bound.exists() and "\nState:\tZ" not in (bound / "status").read_text():
            assert time.monotonic() < until
            time.sleep(0.02)


def test_it_does_nothing_when_the_other_one_has_ended_already() -> None:
    """Who is not the child of the process that it names is too late."""
    for parent, said in ((os.getpid(), b"here\n"), (os.getpid() + 1, b"")):
        command = [sys.executable, "-c", _BOUND.format(then="print('here')"), str(parent)]
        assert subprocess.run(command, capture_output=True, check=True).stdout == said
