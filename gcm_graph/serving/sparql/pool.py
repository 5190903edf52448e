"""The processes that answer queries: so many at once, so many waiting, each query within its limits.

There is always one process more than queries that run at once: when a query has to be stopped together with its
process, another one stands ready.
"""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from gcm_graph.namespaces import BASE, PREFIXES
from gcm_graph.release_folder import STORE, BrokenReleaseError
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
    """

    def __init__(self, folder: Path, workers: int, limits: Limits) -> None:
        self._limits = limits
        self._workers = workers
        self._settings = {
            "store": str(folder / STORE),
            "prefixes": dict(PREFIXES),
            "base": BASE,
            "worker_bytes": limits.worker_bytes,
            "result_bytes": limits.result_bytes,
        }
        self._idle: deque[WorkerProcess] = deque()
        self._processes: set[WorkerProcess] = set()
        self._busy: set[WorkerProcess] = set()
        self._waiting: deque[asyncio.Future[WorkerProcess]] = deque()
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
            async with asyncio.timeout(self._limits.seconds + 1):
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
        limit = self._limits.seconds if seconds is None else min(seconds, self._limits.seconds)
        watch = Watch(gone)
        try:
            worker = self._take()
            while worker is None or not worker.alive:  # one may die between its turn and the question
                worker = await self._wait(watch)
            return await self._ask(worker, query, limit, watch)
        finally:
            watch.stop()

    async def _ask(self, worker: WorkerProcess, query: Query, limit: float, watch: Watch) -> Answer:
        """Return the answer of a process to a query as soon as it has begun."""
        self._answered += 1
        running = Running(worker, query.text, limit, self._limits, self._long)
        worker.ask(query.encoded(), running)
        watch.then(running.abandon)
        try:
            return await running.head
        except asyncio.CancelledError:
            running.abandon()
            raise
        finally:
            # What it failed with holds this frame. Without this the two would hold each other, and the request.
            del running

    def _take(self) -> WorkerProcess | None:
        """Return a process that is free, if one more query may run."""
        if self._waiting or not self._idle or len(self._busy) >= self._workers:
            return None
        worker = self._idle.popleft()
        self._busy.add(worker)
        return worker

    async def _wait(self, watch: Watch) -> WorkerProcess:
        """Wait in the queue for a process."""
        if len(self._waiting) >= self._limits.queue:
            self._refused += 1
            raise failures.busy(self._retry_after())
        turn: asyncio.Future[WorkerProcess] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        patience = self._limits.seconds + _SECONDS_TO_REPLACE
        timer = asyncio.get_running_loop().call_later(patience, self._give_up, turn)
        watch.then(lambda: _fail(turn, failures.ClientGoneError()))
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self._freed(turn.result())
            raise
        finally:
            timer.cancel()
            if turn in self._waiting:
                self._waiting.remove(turn)

    def _give_up(self, turn: asyncio.Future[WorkerProcess]) -> None:
        self._refused += 1
        _fail(turn, failures.busy(self._retry_after()))

    def _retry_after(self) -> int:
        """Return after how many seconds some of those who wait will have been served."""
        return max(1, math.ceil(self._limits.seconds / 4))

    def _freed(self, worker: WorkerProcess) -> None:
        """Take back a process that has answered, or that is new."""
        self._busy.discard(worker)
        self._idle.append(worker)
        self._serve_waiting()

    def _serve_waiting(self) -> None:
        while self._waiting and self._idle and len(self._busy) < self._workers:
            turn = self._waiting.popleft()
            if not turn.done():
                worker = self._idle.popleft()
                self._busy.add(worker)
                turn.set_result(worker)
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
        if worker.alive:
            self._freed(worker)


def _fail(turn: asyncio.Future[WorkerProcess], error: Exception) -> None:
    if not turn.done():
        turn.set_exception(error)
