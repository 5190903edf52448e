"""What the server counts, in the text format of Prometheus 0.0.4.

Numbers of requests, never what was asked nor by whom.
"""

from __future__ import annotations

import resource
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gcm_graph.serving.sparql.pool import Counts

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


class Metrics:
    """Counts requests by method and status, how long they took, and what the kept answers were good for."""

    def __init__(self) -> None:
        self.started = time.time()
        self.in_flight = 0
        self.kept_hits = 0
        self.kept_bytes = 0
        self.releases = 0
        self.slow_clients = 0
        self._requests: Counter[tuple[str, int]] = Counter()
        self._buckets = [0] * (len(_SECONDS) + 1)
        """How many requests took at most so many seconds, and more than the bound before; the last, more than all."""
        self._seconds = 0.0
        self._timed = 0

    def count(self, method: str, status: int, seconds: float) -> None:
        """Count a request that was answered by the application."""
        self._requests[method if method in _METHODS else "other", status] += 1
        self._seconds += seconds
        self._timed += 1
        self._buckets[bisect_left(_SECONDS, seconds)] += 1

    def text(self, queries: Counts) -> str:
        """Return all counts, with those of the processes that answer queries, as Prometheus reads them."""
        return "".join(f"{line}\n" for line in (*self._lines(), *_query_lines(queries)))

    def _lines(self) -> Iterator[str]:
        yield from _heading("gcm_requests_total", "counter", "Requests answered by the application.")
        for (method, status), number in sorted(self._requests.items()):
            yield f'gcm_requests_total{{method="{method}",status="{status}"}} {number}'
        yield from _heading("gcm_request_seconds", "histogram", "Time from a request to the end of its answer.")
        for bound, number in zip(_SECONDS, accumulate(self._buckets), strict=False):
            yield f'gcm_request_seconds_bucket{{le="{bound:g}"}} {number}'
        yield f'gcm_request_seconds_bucket{{le="+Inf"}} {self._timed}'
        yield f"gcm_request_seconds_sum {self._seconds:.6f}"
        yield f"gcm_request_seconds_count {self._timed}"
        values = (
            ("gcm_kept_answers_hits_total", "counter", "Requests answered from the kept answers.", self.kept_hits),
            ("gcm_kept_answers_bytes", "gauge", "Memory that the kept answers take.", self.kept_bytes),
            ("gcm_requests_in_flight", "gauge", "Requests being answered.", self.in_flight),
            ("gcm_release_changes_total", "counter", "Times that another release took the place.", self.releases),
            ("gcm_slow_clients_total", "counter", "Clients that did not take their answer.", self.slow_clients),
            ("process_start_time_seconds", "gauge", "Start of the process since the epoch.", round(self.started, 3)),
            ("process_cpu_seconds_total", "counter", "Processor time of the process.", round(time.process_time(), 3)),
            ("process_max_resident_memory_bytes", "gauge", "Most memory that the process has held.", _memory()),
        )
        for name, kind, meaning, value in values:
            yield from _value(name, kind, meaning, value)


def _query_lines(queries: Counts) -> Iterator[str]:
    yield from _value("gcm_queries_running", "gauge", "Queries being answered.", queries.running)
    yield from _value("gcm_queries_waiting", "gauge", "Queries waiting for a process.", queries.waiting)
    yield from _value("gcm_queries_answered_total", "counter", "Queries answered.", queries.answered)
    yield from _value("gcm_queries_refused_total", "counter", "Queries refused for want of room.", queries.refused)
    yield from _value("gcm_query_processes_lost_total", "counter", "Processes that had to be ended.", queries.lost)


def _value(name: str, kind: str, meaning: str, value: float) -> Iterator[str]:
    yield from _heading(name, kind, meaning)
    yield f"{name} {value}"


def _heading(name: str, kind: str, meaning: str) -> tuple[str, str]:
    return f"# HELP {name} {meaning}", f"# TYPE {name} {kind}"


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
