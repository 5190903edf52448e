"""Compare `gcm serve` with `oxigraph serve-read-only` and rdflib-endpoint: same data, same queries, one run.

Usage: python benchmarks/serving.py --release DIR [--rdflib-endpoint VENV] [--seconds N] [--triples N ...]

Each server runs alone while it is measured, on a store of its own copy; the load generator shares the machine with it.
The data are the release's own, and the same with records of measures added, made by a fixed seed, up to 300,000 triples
(each stands in the default graph and in a named graph). Queries: one small query again and again (`gcm serve` answers
it from its cache), and small queries and aggregates, each of which has not been asked before. Read the ratios.

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
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from random import Random
from urllib.error import URLError
from urllib.parse import quote

from load import CLIENTS, Load, ended, generator, load, memory, processor
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store

SEED = 73195
BASE = "https://w3id.org/gcm/"
GCM = "gcm serve"
OXIGRAPH = "oxigraph serve-read-only"
RDFLIB = "rdflib-endpoint"
RESULTS = "application/sparql-results+json"
_BIN = Path(sys.executable).parent
_VARIED = 60_000
_PAGES = 2_000
_SECONDS_TO_START = 300.0


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured on one server with one set of data.

    Attributes:
        start: seconds from the start of the process to the first answer.
        loads: each kind of query with what the server did.
        costs: each kind of query with the milliseconds of processor time that one answer took.
        memory: MiB of all its processes, after all queries.
    """

    start: float
    loads: Mapping[str, Load]
    costs: Mapping[str, float]
    memory: float


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description="Compare gcm serve with other servers.")
    parser.add_argument("--release", type=Path, required=True, metavar="DIR", help="the folder of a release")
    parser.add_argument("--rdflib-endpoint", type=Path, metavar="VENV", help="a virtual environment that has it")
    parser.add_argument("--seconds", type=float, default=4.0, help="how long each kind of query is asked (4)")
    parser.add_argument("--triples", type=int, nargs="*", default=[0, 300_000], help="sizes; 0 is the release's own")
    parser.add_argument("--port", type=int, default=18790, help="the port of the server that is measured")
    arguments = parser.parse_args()
    print(_machine())
    with tempfile.TemporaryDirectory(prefix="gcm-serving-") as folder:
        for triples in arguments.triples:
            data = prepare(arguments.release, Path(folder) / str(triples), triples)
            results = {}
            for name, command in commands(data, arguments.port, arguments.rdflib_endpoint).items():
                print(f"{name} …", file=sys.stderr)
                results[name] = measure(name, command, arguments.port, arguments.seconds)
            print(report(results, len(Store.read_only(str(data / "store")))), flush=True)
            shutil.rmtree(data)
    return 0


def prepare(release: Path, folder: Path, triples: int) -> Path:
    """Copy a release, and add records until its default graph has so many triples; write that graph as N-Triples."""
    shutil.copytree(release.resolve(), folder)
    store = Store.read_only(str(folder / "store"))
    if triples:
        default = list(store.quads_for_pattern(None, None, None, DefaultGraph()))
        named = [quad for quad in store if quad.graph_name != DefaultGraph()]
        added = list(_records(triples - len(default)))
        del store
        shutil.rmtree(folder / "store")
        store = Store(str(folder / "store"))
        store.bulk_extend([*default, *named, *added])
        store.optimize()
        store.flush()
    dump = folder / "default.nt"
    store.dump(str(dump), format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    return folder


def _records(triples: int) -> Iterator[Quad]:
    """Yield made-up measures of States, eight statements each, in a named graph and in the default graph."""
    random = Random(SEED)  # noqa: S311 - made-up data, no secret
    names = [NamedNode(f"{BASE}ontology#{name}") for name in ("relatesTo", "country", "year", "budget", "status")]
    kind, label = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), NamedNode(f"{BASE}ontology#title")
    graph = NamedNode(f"{BASE}graph/made-up")
    for number in range(-(-triples // 8)):
        measure = NamedNode(f"{BASE}measure/{number}")
        objective = random.randint(1, 23)
        values: list[tuple[NamedNode, NamedNode | Literal]] = [
            (kind, NamedNode(f"{BASE}ontology#Measure")),
            (label, Literal(f"Measure {number} on objective {objective}", language="en")),
            (names[0], NamedNode(f"{BASE}objective/{objective}")),
            (names[0], NamedNode(f"{BASE}objective/{objective}/action/{random.choice('abcdef')}")),
            (names[1], NamedNode(f"{BASE}state/{random.randint(1, 193)}")),
            (names[2], Literal(random.randint(2019, 2026))),
            (names[3], Literal(random.randint(1_000, 9_000_000))),
            (names[4], Literal(random.choice(["planned", "begun", "done"]))),
        ]
        for predicate, value in values:
            yield Quad(measure, predicate, value, graph)
            yield Quad(measure, predicate, value, DefaultGraph())


def commands(data: Path, port: int, rdflib_endpoint: Path | None) -> dict[str, list[str]]:
    """Return the command of each server."""
    found = {
        GCM: [str(_BIN / "gcm"), "serve", "--release", str(data), "--port", str(port)],
        OXIGRAPH: [str(_BIN / "oxigraph"), "serve-read-only", "-l", str(data / "store"), "-b", f"127.0.0.1:{port}"],
    }
    if rdflib_endpoint:
        program = str(rdflib_endpoint / "bin" / "rdflib-endpoint")
        found[RDFLIB] = [program, "serve", "--host", "127.0.0.1", "--port", str(port), str(data / "default.nt")]
    return found


def queries(name: str) -> dict[str, list[str]]:
    """Return the paths of each kind of query, for one server."""
    path = {GCM: "/sparql", OXIGRAPH: "/query", RDFLIB: "/"}[name]

    def asked(query: str) -> str:
        return f"{path}?query={quote(query, safe='')}"

    actions = f"<{BASE}ontology#Action>"
    small = f"SELECT ?title WHERE {{ <{BASE}objective/11> <{BASE}ontology#title> ?title }}"
    units = [f"{BASE}objective/{objective}/action/{letter}" for objective in range(1, 24) for letter in "abcdefg"]
    varied = [
        asked(f"SELECT ?o WHERE {{ <{units[number % len(units)]}> <{BASE}ontology#text> ?o FILTER(?o != '{number}') }}")
        for number in range(_VARIED if name != RDFLIB else _VARIED // 10)
    ]
    aggregates = [
        asked(f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ ?s a {actions} ; ?p ?o }} GROUP BY ?p HAVING (COUNT(*) > {number})")
        for number in range(5_000)
    ]
    return {"small, repeated": [asked(small)], "small, each another": varied, "aggregate, each another": aggregates}


def measure(name: str, command: Sequence[str], port: int, seconds: float) -> Measured:
    """Start a server, put all kinds of load on it, and end it."""
    base_url = f"http://127.0.0.1:{port}"
    asked = queries(name)
    with _running(command, base_url + asked["small, repeated"][0]) as (process, start):
        loads, costs = {}, {}

        def under(kind: str, paths: Sequence[str], accept: str, clients: int) -> None:
            load(base_url, paths[-CLIENTS:], accept, 1, clients)
            spent = processor(process.pid)
            loads[kind] = load(base_url, paths[:-CLIENTS] or paths, accept, seconds, clients)
            answered = loads[kind].rate * seconds
            costs[kind] = (processor(process.pid) - spent) / answered * 1000 if answered else 0.0
            print(f"  {kind}: {loads[kind]}", file=sys.stderr, flush=True)

        if name == GCM:
            # One client at a time, so that the latency is the server's own time and the way there and back.
            pages = [f"/objective/{number % 23 + 1}/?n={number}" for number in range(_PAGES)]
            under("page of an objective, repeated, 1 client", ["/objective/11/"], "text/html", 1)
            under("page of an objective, each another, 1 client", pages, "text/html", 1)
        for kind, paths in asked.items():
            under(kind, paths, RESULTS, CLIENTS)
        held = memory(process.pid)
    return Measured(start, loads, costs, held)


@contextmanager
def _running(command: Sequence[str], url: str) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    begin = time.perf_counter()
    # Its messages are of interest when it does not start.
    with tempfile.TemporaryFile() as messages:
        process = subprocess.Popen(command, stdout=messages, stderr=messages, stdin=subprocess.DEVNULL)
        try:
            while not _answers(url):
                if process.poll() is not None or time.perf_counter() - begin > _SECONDS_TO_START:
                    messages.seek(0)
                    raise SystemExit(f"{' '.join(command)} does not answer:\n{messages.read().decode()}")
                time.sleep(0.01)
            yield process, time.perf_counter() - begin
        finally:
            ended(process)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept": RESULTS}), timeout=30) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def report(results: Mapping[str, Measured], quads: int) -> str:
    """Return the figures as Markdown, with what `gcm serve` does as a multiple of what oxigraph does."""
    lines = [
        "",
        f"{quads:,} quads, {CLIENTS} clients.",
        "",
        "| server | queries | requests a second | of oxigraph | median | p99 | p99 / median | CPU of one | failed |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, measured in results.items():
        for kind, under in measured.loads.items():
            reference = results[OXIGRAPH].loads.get(kind)
            ratio = f"{under.rate / reference.rate:.2f}" if reference and reference.rate else ""
            spread = f"{under.slowest / under.median:.1f}" if under.median else ""
            times = f"{under.median:.2f} ms | {under.slowest:.2f} ms | {spread}" if under.rate else "none | none | "
            cost = f"{measured.costs[kind]:.2f} ms"
            lines.append(f"| {name} | {kind} | {under.rate:,.0f} | {ratio} | {times} | {cost} | {under.errors} |")
    lines += ["", "| server | start | memory after the queries |", "| --- | ---: | ---: |"]
    lines += [f"| {name} | {one.start:.2f} s | {one.memory:.0f} MiB |" for name, one in results.items()]
    return "\n".join(lines)


def _machine() -> str:
    cores = len(os.sched_getaffinity(0))
    packages = ", ".join(f"{name} {version(name)}" for name in ("gcm-graph", "oxigraph", "pyoxigraph"))
    return (
        f"{cores} cores, load average before {os.getloadavg()[0]:.1f}; {platform.system()} {platform.machine()}; "
        f"Python {platform.python_version()}; {packages}; load by {generator()}."
    )


if __name__ == "__main__":
    sys.exit(main())
