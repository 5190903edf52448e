"""The process that answers queries: one at a time, on a store that it can only read, with no way out.

Started by the server as `python -m gcm_graph.serving.sparql.worker <socket> <parent>`. It imports little, so that a
new one is ready at once.
"""

from __future__ import annotations

import json
import resource
import socket
import sys
import threading
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import IO, Any, TypeAlias, cast

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from gcm_graph.bound_process import die_with
from gcm_graph.serving.sparql import frames
from gcm_graph.serving.sparql.confinement import (
    forbid_connections,
    held_memory,
    leave_signals_to_the_server,
    limit_memory,
)
from gcm_graph.serving.sparql.datasets import each_graph_once
from gcm_graph.serving.sparql.outlet import Outlet, TooLargeError
from gcm_graph.serving.sparql.refusing import RefusedError, refuse
from gcm_graph.serving.sparql.xml_names import nameable
from gcm_graph.serving.sparql.xml_outlet import NotInXmlError, XmlOutlet
from gcm_graph.syntax_places import find_place

_RESULTS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
_GRAPHS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
}
_PREFIXED = frozenset({"ttl", "rdf", "trig"})
_RDF_XML = "rdf"
_IN_XML = frozenset({"xml", _RDF_XML})
_STACK_BYTES = 256 * 1024 * 1024
"""Enough for the deepest nesting that a query of the longest length can have; of it only what is used is memory."""
_RETIRES_AT_BYTES = 256 * 1024 * 1024
"""A process that has grown so large gives its memory back by ending."""
_RECEIVED = 65536

Manner: TypeAlias = Mapping[str, Any]
Results: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples


class _UnacceptableError(Exception):
    """The client takes no format that results of this kind can be written in."""


class _DatasetError(Exception):
    """A graph of the dataset that the client named has no IRI."""


class Worker:
    """Answers queries on a store.

    Args:
        channel: where queries come from and answers go.
        settings: `store`, `prefixes`, `base`, `worker_bytes` and `result_bytes`.
    """

    def __init__(self, channel: socket.socket, settings: Mapping[str, Any]) -> None:
        self._channel = channel
        self._prefixes: dict[str, str] = settings["prefixes"]
        self._labels = [(f"{prefix}:", prefix, namespace) for prefix, namespace in self._prefixes.items()]
        self._base: str = settings["base"]
        self._result_bytes: int = settings["result_bytes"]
        self._store = Store.read_only(settings["store"])
        self._empty = Store()
        # What is loaded with the first query is loaded before anybody waits for it.
        list(cast("QuerySolutions", self._store.query("SELECT * { ?s ?p ?o } LIMIT 1")))
        limit_memory(settings["worker_bytes"])

    def answer(self, content: bytes) -> None:
        """Answer one query, given as the content of its frame."""
        line, _, rest = content.partition(b"\n")
        text, manner = rest.decode(), _manner(line)
        outlet = Outlet(self._channel, self._result_bytes)
        problem: dict[str, object]
        try:
            self._write(text, manner, outlet)
        except RefusedError as error:
            problem = {"code": error.kind, "word": error.word, "place": error.place}
        except TooLargeError:
            problem = {"code": "too-large"}
        except _UnacceptableError as error:
            problem = {"code": "unacceptable", "kind": str(error)}
        except NotInXmlError as error:
            kind = "graph" if outlet.kind == frames.GRAPH else "solutions"
            problem = {"code": "not-in-xml", "kind": kind, "iri": error.iri}
        except _DatasetError as error:
            problem = {"code": "dataset", "message": str(error)}
        except SyntaxError as error:
            problem = {"code": "syntax", "failure": find_place(text, str(error), self._parse)}
        except MemoryError:
            problem = {"code": "memory"}
        except (ValueError, RuntimeError, OSError) as error:
            # With OSError the engine says, too, that a format has no form for a result. If the socket is the cause,
            # what follows raises again.
            problem = {"code": "failed", "message": str(error)}
        else:
            outlet.finish(last=_is_large())
            return
        outlet.fail(json.dumps(problem).encode(), last=_is_large())

    def _parse(self, text: str) -> object:
        """Parse a query. It is put to an empty store, so that nothing is evaluated."""
        return self._empty.query(text, prefixes=self._prefixes, base_iri=self._base)

    def _iris(self, text: str) -> list[str]:
        """Return the IRIs in the only solution of a query."""
        (solution,) = cast("QuerySolutions", self._parse(text))
        return [cast("NamedNode", each).value for each in solution]

    def _results(self, text: str, manner: Manner) -> Results:
        """Begin to evaluate a query. Its dataset, if the request names one, stands for FROM (Protocol §2.1.4)."""
        dataset: dict[str, Any] = {}
        if "default" in manner:
            dataset = {"default_graph": _graphs(manner["default"]), "named_graphs": _graphs(manner["named"])}
        else:
            text = each_graph_once(text, self._iris)
        # Each prefix that is handed over costs more than to look whether it occurs.
        used = {prefix: namespace for label, prefix, namespace in self._labels if label in text}
        return self._store.query(text, prefixes=used, base_iri=self._base, **dataset)

    def _write(self, text: str, manner: Manner, outlet: Outlet) -> None:
        outlet.lasting = refuse(text)
        results = self._results(text, manner)
        if isinstance(results, QueryTriples):
            name = _acceptable(manner["graph"], "graph")
            outlet.kind = frames.GRAPH
            prefixes = self._prefixes if name in _PREFIXED else None
            outlet.has_prefixes = name in _PREFIXED
            triples = nameable(results) if name == _RDF_XML else results
            serialize(triples, _file(outlet, name), format=_GRAPHS[name], prefixes=prefixes)
        elif isinstance(results, QuerySolutions):
            name = _acceptable(manner["solutions"], "solutions")
            outlet.kind = frames.SOLUTIONS
            results.serialize(_file(outlet, name), format=_RESULTS[name])
        else:
            name = _acceptable(manner["boolean"], "boolean")
            outlet.kind = frames.BOOLEAN
            results.serialize(_file(outlet, name), format=_RESULTS[name])


@lru_cache(maxsize=256)
def _manner(line: bytes) -> Manner:
    """Return how a query is to be answered; most are to be answered alike."""
    manner: Manner = json.loads(line)
    return manner


def _acceptable(name: str | None, kind: str) -> str:
    if name is None:
        raise _UnacceptableError(kind)
    return name


def _file(outlet: Outlet, name: str) -> IO[bytes]:
    """Return the file into which the engine writes an answer in some format."""
    return cast("IO[bytes]", XmlOutlet(outlet) if name in _IN_XML else outlet)


def _graphs(iris: Sequence[str]) -> list[NamedNode]:
    """Return the graphs of a dataset, each once: the engine would read one that stands twice twice."""
    try:
        return [NamedNode(iri) for iri in dict.fromkeys(iris)]
    except ValueError as error:
        raise _DatasetError(str(error)) from error


def _is_large() -> bool:
    """Tell whether the process has grown large.

    The most that it has ever held is known at no cost, but counts what the server held when it started this process.
    Where that is much, it is looked up what the process holds now.
    """
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return most > _RETIRES_AT_BYTES and held_memory() > _RETIRES_AT_BYTES


def _serve(channel: socket.socket) -> None:
    """Answer queries until the server closes the socket."""
    unframing = frames.Unframing()
    worker: Worker | None = None
    while received := channel.recv(_RECEIVED):
        for _, content in unframing.feed(received):
            if worker is None:
                worker = Worker(channel, json.loads(content))
                channel.sendall(frames.frame(frames.READY, b""))
            else:
                worker.answer(content)


def main(descriptor: str, parent: str) -> None:
    """Answer the queries that come over a socket, until it is closed or the server has ended."""
    leave_signals_to_the_server()
    die_with(int(parent))
    forbid_connections()
    channel = socket.socket(fileno=int(descriptor))
    threading.stack_size(_STACK_BYTES)
    serving = threading.Thread(target=_serve, args=(channel,))
    serving.start()
    serving.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
