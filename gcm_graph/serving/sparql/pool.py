"""The processes that answer queries: so many at once, so many waiting, each query within its limits.

There is always one process more than queries that run at once: when a query has to be stopped together with its
process, another one stands ready.
"""

from __future__ import annotations

import asyncio
import math
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from gcm_graph.namespaces import BASE, PREFIXES
from gcm_graph.release_folder import STORE, BrokenReleaseError
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.service import Limits
from gcm_graph.serving.sparql import failures
from gcm_graph.serving.sparql.answers import Answer, Running
from gcm_graph.serving.sparql.queries import Query
from gcm_graph.serving.sparql.watching import Watch
from gcm_graph.serving.sparql.worker_process import WorkerProcess

__all__ = ["Counts", "Pool", "Query"]

_SECONDS_TO_REPLACE = 1.0
"""Who waits behind a query that is stopped at its limit waits that much longer, and has its turn."""
_SECONDS_BEFORE_NEXT_START = 0.5


@dataclass(frozen=True, slots=True)
class Counts:
    """What a pool is doing and has done.

    Attributes:
        running: queries that are being answered.
        waiting: queries that wait for a process.
        answered: queries that a process was given.
        refused: queries that came while too many waited.
        lost: processes that had to be replaced: stopped at a limit, broken down, or grown large.
    """

    running: int
    waiting: int
    answered: int
    refused: int
    lost: int


class Pool:
    """Processes that answer queries on one release.

    Args:
        folder: the folder of the release.
        workers: how many queries run at once.
        limits: what one query may take.

    Attributes:
        limits: what one query may take.
    """

    def __init__(self, folder: Path, workers: int, limits: Limits) -> None:
        self.limits = limits
        self._workers = workers
        self._settings = {
            "store": str(folder / STORE),
            "prefixes": dict(PREFIXES),
            "base": BASE,
            "worker_bytes": limits.worker_bytes,
            "result_bytes": limits.result_bytes,
        }
        self._idle: list[WorkerProcess] = []
        """Processes that are free; the one that was asked last, whose memory is at hand, is asked next."""
        self._processes: set[WorkerProcess] = set()
        self._busy: set[WorkerProcess] = set()
        self._waiting: OrderedDict[Running, None] = OrderedDict()
        self._starts: set[asyncio.Task[None]] = set()
        self._long: set[Running] = set()
        self._answered = 0
        self._refused = 0
        self._lost_processes = 0
        self._quiet = asyncio.Event()
        self._stopped = False

    @property
    def counts(self) -> Counts:
        """What it is doing and has done."""
        return Counts(len(self._busy), len(self._waiting), self._answered, self._refused, self._lost_processes)

    async def start(self) -> None:
        """Start the processes and wait until they can answer.

        Raises:
            BrokenReleaseError: a process does not start; most likely it cannot open the store.
        """
        starts = (self._start_one() for _ in range(self._workers))
        for outcome in await asyncio.gather(*starts, return_exceptions=True):
            if isinstance(outcome, BaseException):
                await self.stop()
                raise BrokenReleaseError(str(outcome)) from outcome
        self._replace()

    async def stop(self) -> None:
        """Answer what has been asked, then end all processes."""
        self._quiet.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(self.limits.seconds + 1):
                if self._busy or self._waiting:
                    await self._quiet.wait()
        self._stopped = True
        for start in self._starts:
            start.cancel()
        await asyncio.gather(*self._starts, return_exceptions=True)
        processes = tuple(self._processes)
        for worker in processes:
            worker.end()
        await asyncio.gather(*(worker.wait() for worker in processes))

    async def answer(
        self, query: Query, *, seconds: float | None = None, gone: Callable[[], Awaitable[None]] | None = None
    ) -> Answer:
        """Return the answer to a query as soon as it has begun.

        Args:
            query: the query.
            seconds: how long it may run, if less than the limit.
            gone: returns when nobody waits for the answer any more. It is asked only when the answer takes long.

        Raises:
            Problem: there is no answer.
            ClientGoneError: nobody waits for it.
        """
        limit = self.limits.seconds if seconds is None else min(seconds, self.limits.seconds)
        running = Running(query, limit, self.limits, self._long)
        self._place(running)
        watch = Watch(gone)
        watch.then(running.abandon)
        try:
            return await running.head
        except asyncio.CancelledError:
            running.abandon()
            raise
        finally:
            watch.stop()
            self._waiting.pop(running, None)
            # What it failed with holds this frame. Without this the two would hold each other, and the request.
            del running

    def _place(self, running: Running) -> None:
        """Give a query to a process that is free, or let it wait for one."""
        if self._has_room():
            self._start(running)
        elif len(self._waiting) < self.limits.queue:
            self._waiting[running] = None
            running.wait(self.limits.seconds + _SECONDS_TO_REPLACE, self._turn_did_not_come)
        else:
            self._refused += 1
            raise failures.busy(self._retry_after())

    def _has_room(self) -> bool:
        """Tell whether a process is free and one more query may run."""
        return bool(self._idle) and len(self._busy) < self._workers

    def _start(self, running: Running) -> None:
        worker = self._idle.pop()
        self._busy.add(worker)
        self._answered += 1
        running.start(worker)

    def _turn_did_not_come(self) -> Problem:
        self._refused += 1
        return failures.waited_in_vain(self.limits.seconds + _SECONDS_TO_REPLACE, self._retry_after())

    def _retry_after(self) -> int:
        """Return after how many seconds some of those who wait will have been served."""
        return max(1, math.ceil(self.limits.seconds / 4))

    def _freed(self, worker: WorkerProcess) -> None:
        """Take back a process that has answered, or that is new."""
        if worker.alive:  # one that has ended is replaced as soon as that is known
            self._busy.discard(worker)
            self._idle.append(worker)
            self._serve_waiting()

    def _serve_waiting(self) -> None:
        while self._waiting and self._has_room():
            running, _ = self._waiting.popitem(last=False)
            if not running.head.done():  # otherwise nobody waits for it any more
                self._start(running)
        if not self._busy and not self._waiting:
            self._quiet.set()

    def _lost(self, worker: WorkerProcess) -> None:
        """Forget a process that has ended, and put another one in its place."""
        self._busy.discard(worker)
        with suppress(ValueError):
            self._idle.remove(worker)
        if not self._stopped:
            self._lost_processes += 1
            self._serve_waiting()
            self._replace()

    def _replace(self) -> None:
        start = asyncio.get_running_loop().create_task(self._start_until_done())
        self._starts.add(start)
        start.add_done_callback(self._starts.discard)

    async def _start_until_done(self) -> None:
        while True:
            try:
                await self._start_one()
            except OSError:
                # The machine may be short of something for a moment; those who wait have a limit of their own.
                await asyncio.sleep(_SECONDS_BEFORE_NEXT_START)
            else:
                return

    async def _start_one(self) -> None:
        worker = WorkerProcess(self._freed, self._lost)
        self._processes.add(worker)
        try:
            await worker.start(self._settings)
        except OSError:
            self._processes.discard(worker)
            raise
        worker.ended.add_done_callback(lambda _: self._processes.discard(worker))
        self._freed(worker)
