"""Compare `gcm serve` with `oxigraph serve-read-only` and rdflib-endpoint: same data, same queries, one run.

Usage: python benchmarks/serving.py --release DIR [--rdflib-endpoint VENV] [--seconds N] [--rounds N] [--triples N ...]

The servers are loaded by turns, in several rounds, so that a machine that becomes slower or faster meanwhile does not
favour one of them; those that are not asked lie idle. A ratio is the median of the ratios of the rounds. The load
generator shares the machine with them. The data are the release's own, and the same with records of measures added,
made by a fixed seed, up to 300,000 triples (each stands in the default graph and in a named graph). Queries: one small
query again and again (`gcm serve` answers it from its cache), and small queries and aggregates, each of which has not
been asked before.

rdflib-endpoint is not a dependency of this project: give the folder of a virtual environment that has it.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median
from urllib.error import URLError

from load import CLIENTS, Load, ended, generator, load, memory, processor
from pyoxigraph import Store
from serving_data import SMALL_REPEATED, prepare, queries

GCM = "gcm serve"
OXIGRAPH = "oxigraph serve-read-only"
RDFLIB = "rdflib-endpoint"
RESULTS = "application/sparql-results+json"
_ENDPOINTS = {GCM: "/sparql", OXIGRAPH: "/query", RDFLIB: "/"}
_BIN = Path(sys.executable).parent
_PAGES = 10_000
_SECONDS_TO_START = 300.0


@dataclass(slots=True)
class Rounds:
    """What a server did under one kind of load, round by round.

    Attributes:
        loads: what it did.
        costs: the milliseconds of processor time that one answer took.
    """

    loads: list[Load] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Server:
    """A running server.

    Attributes:
        base_url: its address.
        process: the number of its process.
        start: seconds from the start of the process to the first answer.
        asked: the paths of each kind of query.
        did: what it did under each kind of load.
    """

    base_url: str
    process: int
    start: float
    asked: Mapping[str, Sequence[str]]
    did: dict[str, Rounds] = field(default_factory=dict)

    def put_under_load(self, kind: str, paths: Sequence[str], accept: str, seconds: float, clients: int) -> None:
        """Put one round of load on it."""
        spent = processor(self.process)
        done = load(self.base_url, paths, accept, seconds, clients)
        answered = done.rate * seconds
        rounds = self.did.setdefault(kind, Rounds())
        rounds.loads.append(done)
        rounds.costs.append((processor(self.process) - spent) / answered * 1000 if answered else 0.0)
        print(f"  {self.base_url} {kind}: {done}", file=sys.stderr, flush=True)


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description="Compare gcm serve with other servers.")
    parser.add_argument("--release", type=Path, required=True, metavar="DIR", help="the folder of a release")
    parser.add_argument("--rdflib-endpoint", type=Path, metavar="VENV", help="a virtual environment that has it")
    parser.add_argument("--seconds", type=int, default=2, help="how long each kind of query is asked in a round (2)")
    parser.add_argument("--rounds", type=int, default=5, help="how often, by turns (5)")
    parser.add_argument("--triples", type=int, nargs="*", default=[0, 300_000], help="sizes; 0 is the release's own")
    parser.add_argument("--port", type=int, default=18790, help="the port of the first server; the others follow")
    arguments = parser.parse_args()
    print(_machine())
    with tempfile.TemporaryDirectory(prefix="gcm-serving-") as folder:
        for triples in arguments.triples:
            data = prepare(arguments.release, Path(folder) / str(triples), triples)
            with ExitStack() as stack:
                servers = {
                    name: stack.enter_context(_running(name, command, port))
                    for name, (command, port) in commands(data, arguments.port, arguments.rdflib_endpoint).items()
                }
                measure(servers, arguments.seconds, arguments.rounds)
                print(report(servers, len(Store.read_only(str(data / "store")))), flush=True)
            shutil.rmtree(data)
    return 0


def commands(data: Path, port: int, rdflib_endpoint: Path | None) -> dict[str, tuple[list[str], int]]:
    """Return the command and the port of each server."""
    place = f"127.0.0.1:{port + 1}"
    found = {
        GCM: ([str(_BIN / "gcm"), "serve", "--release", str(data), "--port", str(port)], port),
        OXIGRAPH: ([str(_BIN / "oxigraph"), "serve-read-only", "-l", str(data / "store"), "-b", place], port + 1),
    }
    if rdflib_endpoint:
        program = str(rdflib_endpoint / "bin" / "rdflib-endpoint")
        options = ["--host", "127.0.0.1", "--port", str(port + 2), str(data / "default.nt")]
        found[RDFLIB] = ([program, "serve", *options], port + 2)
    return found


def measure(servers: Mapping[str, Server], seconds: int, rounds: int) -> None:
    """Put all kinds of load on all servers, by turns. The first round warms them up and is left out."""
    # One client at a time, so that the latency is the server's own time and the way there and back.
    pages = {
        "page of an objective, repeated, 1 client": ["/objective/11/"],
        "page of an objective, each another, 1 client": [f"/objective/{n % 23 + 1}/?n={n}" for n in range(_PAGES)],
    }
    for kind, paths in pages.items():
        for number in range(rounds + 1):
            part = _part(paths, number, rounds + 1)
            servers[GCM].put_under_load(kind, part, "text/html", seconds if number else 1, 1)
    for kind in servers[GCM].asked:
        for number in range(rounds + 1):
            for server in servers.values():
                part = _part(server.asked[kind], number, rounds + 1)
                server.put_under_load(kind, part, RESULTS, seconds if number else 1, CLIENTS)
    for server in servers.values():
        for did in server.did.values():
            del did.loads[0], did.costs[0]


def _part(paths: Sequence[str], number: int, parts: int) -> Sequence[str]:
    """Return the paths for one round: others each time, unless there is only one."""
    size = len(paths) // parts
    return paths[number * size : (number + 1) * size] or paths


@contextmanager
def _running(name: str, command: Sequence[str], port: int) -> Iterator[Server]:
    base_url, asked = f"http://127.0.0.1:{port}", queries(_ENDPOINTS[name])
    print(f"{name} …", file=sys.stderr)
    begin = time.perf_counter()
    # Its messages are of interest when it does not start.
    with tempfile.TemporaryFile() as messages:
        process = subprocess.Popen(command, stdout=messages, stderr=messages, stdin=subprocess.DEVNULL)
        try:
            while not _answers(base_url + asked[SMALL_REPEATED][0]):
                if process.poll() is not None or time.perf_counter() - begin > _SECONDS_TO_START:
                    messages.seek(0)
                    raise SystemExit(f"{' '.join(command)} does not answer:\n{messages.read().decode()}")
                time.sleep(0.01)
            yield Server(base_url, process.pid, time.perf_counter() - begin, asked)
        finally:
            ended(process)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept": RESULTS}), timeout=30) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def report(servers: Mapping[str, Server], quads: int) -> str:
    """Return the figures as Markdown: medians of the rounds, and what each server does as a multiple of oxigraph."""
    lines = [
        "",
        f"{quads:,} quads, {CLIENTS} clients.",
        "",
        "| server | queries | requests a second | of oxigraph | median | p99 | p99 / median | CPU of one | failed |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, server in servers.items():
        for kind, did in server.did.items():
            reference = servers[OXIGRAPH].did.get(kind)
            ratio = f"{_ratio(did, reference):.2f}" if reference else ""
            rate = median(each.rate for each in did.loads)
            half, slowest = (median(getattr(each, which) for each in did.loads) for which in ("median", "slowest"))
            times = f"{half:.2f} ms | {slowest:.2f} ms | {slowest / half:.1f}" if half else "none | none | "
            cost, failed = f"{median(did.costs):.2f} ms", sum(each.errors for each in did.loads)
            lines.append(f"| {name} | {kind} | {rate:,.0f} | {ratio} | {times} | {cost} | {failed} |")
    lines += ["", "| server | start | memory after the queries |", "| --- | ---: | ---: |"]
    lines += [f"| {name} | {one.start:.2f} s | {memory(one.process):.0f} MiB |" for name, one in servers.items()]
    return "\n".join(lines)


def _ratio(one: Rounds, other: Rounds) -> float:
    """Return the median of the ratios of the rounds, each with the round that came right after it."""
    return median(a.rate / b.rate if b.rate else 0.0 for a, b in zip(one.loads, other.loads, strict=True))


def _machine() -> str:
    cores = len(os.sched_getaffinity(0))
    packages = ", ".join(f"{name} {version(name)}" for name in ("gcm-graph", "oxigraph", "pyoxigraph"))
    return (
        f"{cores} cores, load average before {os.getloadavg()[0]:.1f}; {platform.system()} {platform.machine()}; "
        f"Python {platform.python_version()}; {packages}; load by {generator()}."
    )


if __name__ == "__main__":
    sys.exit(main())
