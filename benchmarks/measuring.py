"""Measure whole processes: seconds on the clock and on the processors, and peak memory."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_UNITS_IN_MEBIBYTE = 1024 * 1024 if sys.platform == "darwin" else 1024  # of ru_maxrss: bytes or KiB


class ProcessError(Exception):
    """A process that was to be measured has failed."""


@dataclass(frozen=True, slots=True)
class Run:
    """One process from its start to its end.

    Attributes:
        wall: seconds on the clock.
        cpu: seconds of user and system time on all processors.
        memory: the most memory it held, in MiB; of a process that starts others, the most that one of them held. A
            process cannot be seen to have held less than the one that measures, below 20 MiB.
        stages: the seconds of each stage, if the process printed them as JSON.
    """

    wall: float
    cpu: float
    memory: float
    stages: Mapping[str, float] = field(default_factory=dict)


def run(command: Sequence[str], environment: Mapping[str, str]) -> Run:
    """Run a command and measure it.

    Raises:
        ProcessError: it ended with a status other than 0.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        begin = time.perf_counter()
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            raise ProcessError(f"{' '.join(command)}: status {process.returncode}\n{errors.read().decode()}")
        output.seek(0)
        stages = _stages(output.read().decode())
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _UNITS_IN_MEBIBYTE, stages)


def _stages(output: str) -> dict[str, float]:
    records = [json.loads(line) for line in output.splitlines() if line.startswith('{"stage"')]
    return {record["stage"]: record["seconds"] for record in records}


def median_wall(runs: Sequence[Run]) -> float:
    """Return the median of the seconds on the clock."""
    return statistics.median(one.wall for one in runs)


def median_cpu(runs: Sequence[Run]) -> float:
    """Return the median of the seconds on the processors."""
    return statistics.median(one.cpu for one in runs)


def median_stages(runs: Sequence[Run]) -> dict[str, float]:
    """Return the median seconds of each stage, and of what comes before, after and between the stages as `start`."""
    names = runs[0].stages
    start = statistics.median(one.wall - sum(one.stages.values()) for one in runs)
    return {"start": start} | {name: statistics.median(one.stages[name] for one in runs) for name in names}
