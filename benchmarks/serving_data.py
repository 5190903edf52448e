"""The data and the queries of the comparison of servers: a release, with made-up records added, and what is asked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import quote

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store

SEED = 73195
BASE = "https://w3id.org/gcm/"
SMALL_REPEATED, SMALL, AGGREGATE = "small, repeated", "small, each another", "aggregate, each another"
_VARIED = 120_000
_AGGREGATES = 10_000


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


def queries(path: str) -> dict[str, list[str]]:
    """Return the paths of each kind of query, for a server with its endpoint at one path."""

    def asked(query: str) -> str:
        return f"{path}?query={quote(query, safe='')}"

    actions = f"<{BASE}ontology#Action>"
    small = f"SELECT ?title WHERE {{ <{BASE}objective/11> <{BASE}ontology#title> ?title }}"
    units = [f"{BASE}objective/{objective}/action/{letter}" for objective in range(1, 24) for letter in "abcdefg"]
    varied = [
        asked(f"SELECT ?o WHERE {{ <{units[number % len(units)]}> <{BASE}ontology#text> ?o FILTER(?o != '{number}') }}")
        for number in range(_VARIED)
    ]
    aggregates = [
        asked(f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ ?s a {actions} ; ?p ?o }} GROUP BY ?p HAVING (COUNT(*) > {number})")
        for number in range(_AGGREGATES)
    ]
    return {SMALL_REPEATED: [asked(small)], SMALL: varied, AGGREGATE: aggregates}
