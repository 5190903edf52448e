"""Put load on a server: wrk where it is installed, otherwise asyncio; requests a second and latencies."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

CLIENTS = 32
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True, slots=True)
class Load:
    """What a server did under load.

    Attributes:
        rate: requests answered in a second.
        median: milliseconds that half of the answers took at most.
        slowest: milliseconds that all but one in a hundred took at most.
        errors: answers with another status than 2xx and 3xx, and connections that failed.
    """

    rate: float
    median: float
    slowest: float
    errors: int


def load(base_url: str, paths: Sequence[str], accept: str, seconds: float, clients: int = CLIENTS) -> Load:
    """Ask for paths, one after another and again from the beginning, by several clients at once.

    Args:
        base_url: the server's address, without a slash at the end.
        paths: paths with their queries.
        accept: the value of Accept.
        seconds: how long.
        clients: how many connections, each with one request at a time.
    """
    if shutil.which("wrk"):
        return _by_wrk(base_url, paths, accept, seconds, clients)
    return asyncio.run(_by_asyncio(base_url, paths, accept, seconds, clients))


def generator() -> str:
    """Return what puts the load on."""
    return "wrk" if shutil.which("wrk") else "asyncio"


def _by_wrk(base_url: str, paths: Sequence[str], accept: str, seconds: float, clients: int) -> Load:
    listed = ",\n".join(f"[==[{path}]==]" for path in paths)
    script = f"""
local paths = {{ {listed} }}
local place = 0
wrk.headers["Accept"] = "{accept}"
function request()
  place = place % #paths + 1
  return wrk.format("GET", paths[place])
end
"""
    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as file:
        file.write(script)
        file.flush()
        options = ["-t", "1", "-c", str(clients), "-d", f"{max(1, round(seconds))}s", "--timeout", "30s", "--latency"]
        command = ["wrk", *options, "-s", file.name, base_url]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = float(_found(r"Requests/sec:\s+([\d.]+)", printed))
    failed = sum(int(each) for each in re.findall(r"Non-2xx or 3xx responses: (\d+)", printed))
    failed += sum(int(each) for each in re.findall(r"(?:connect|read|write|timeout) (\d+)", printed))
    return Load(rate, _percentile("50", printed), _percentile("99", printed), failed)


def _percentile(percent: str, printed: str) -> float:
    number, unit = re.findall(rf"^\s+{percent}%\s+([\d.]+)(us|ms|s|m)\s*$", printed, re.MULTILINE)[0]
    return float(number) * _UNITS[unit]


def _found(pattern: str, printed: str) -> str:
    found = re.search(pattern, printed)
    if not found:
        raise ValueError(f"wrk printed no rate:\n{printed}")
    return found[1]


async def _by_asyncio(base_url: str, paths: Sequence[str], accept: str, seconds: float, clients: int) -> Load:
    parts = urlsplit(base_url)
    until = time.perf_counter() + seconds
    taken: list[float] = []
    errors = 0

    async def client(begin: int) -> None:
        nonlocal errors
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        place = begin
        while time.perf_counter() < until:
            place = (place + 1) % len(paths)
            started = time.perf_counter()
            writer.write(f"GET {paths[place]} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept: {accept}\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
            if length:
                await reader.readexactly(int(length[1]))
            else:
                while size := int(await reader.readline(), 16):
                    await reader.readexactly(size + 2)
                await reader.readline()
            taken.append(time.perf_counter() - started)
            errors += head[9:10] not in b"23"
        writer.close()

    begin = time.perf_counter()
    await asyncio.gather(*(client(number * len(paths) // clients) for number in range(clients)))
    ordered = sorted(taken)
    rate = len(taken) / (time.perf_counter() - begin)
    return Load(rate, ordered[len(ordered) // 2] * 1000, ordered[len(ordered) * 99 // 100] * 1000, errors)


def ended(process: subprocess.Popen[bytes]) -> None:
    """End a process and wait for it."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def memory(process: int) -> float:
    """Return the MiB that a process and all that it started hold, what they share counted once (Linux)."""
    held = 0
    for each in [process, *_started_by(process)]:
        try:
            told = Path(f"/proc/{each}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue
        held += sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))
    return held / 1024


def processor(process: int) -> float:
    """Return the seconds that a process and all that it started have had of the processors (Linux)."""
    ticks = 0
    for each in [process, *_started_by(process)]:
        try:
            told = Path(f"/proc/{each}/stat").read_text(encoding="utf-8")
        except OSError:
            continue
        # The name in brackets may have blanks; after it, the 12th to 15th fields are the times, those of children too.
        ticks += sum(int(field) for field in told.rpartition(")")[2].split()[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def _started_by(process: int) -> list[int]:
    children: list[int] = []
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):  # threads and processes come and go meanwhile
            children += map(int, file.read_text(encoding="ascii").split())
    return [each for child in children for each in (child, *_started_by(child))]
