"""The answer to a query on its way from the process to the client."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING

from gcm_graph.serving.problems import Problem
from gcm_graph.serving.sparql import failures, frames
from gcm_graph.serving.sparql.formats import Kind
from gcm_graph.serving.sparql.spool import Spool

if TYPE_CHECKING:
    from gcm_graph.serving.service import Limits
    from gcm_graph.serving.sparql.queries import Query
    from gcm_graph.serving.sparql.worker_process import WorkerProcess

KINDS: dict[bytes, Kind] = {frames.SOLUTIONS: "solutions", frames.BOOLEAN: "boolean", frames.GRAPH: "graph"}


_MOST_LONG_ANSWERS = 16
"""How many long answers may be on their way at once: together they take so much room on the disk at most."""
_SECONDS_UNTIL_ROOM = 10


class BrokenOffError(Exception):
    """An answer that had begun cannot be completed.

    The connection is to be broken off, so that nobody takes what was sent for the whole answer.

    Args:
        problem: why.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.code}: {problem.detail}")
        self.problem = problem


class Answer:
    """An answer, from the moment on when its first bytes are known.

    Attributes:
        kind: what it is.
        body: all its bytes; None where it is longer and comes as `pieces()`.
        lasting: whether it is the same each time.
    """

    __slots__ = ("_running", "body", "kind", "lasting")

    def __init__(self, kind: Kind, body: bytes | None, *, lasting: bool, running: Running | None = None) -> None:
        self.kind = kind
        self.body = body
        self.lasting = lasting
        self._running = running

    async def pieces(self) -> AsyncIterator[bytes]:
        """Return the answer bit by bit.

        Raises:
            BrokenOffError: it cannot be completed.
        """
        if self.body is not None or self._running is None:
            yield self.body or b""
            return
        async for piece in self._running.pieces():
            yield piece

    async def whole(self) -> bytes:
        """Return all bytes of the answer.

        Raises:
            Problem: it cannot be completed.
        """
        try:
            return self.body if self.body is not None else b"".join([piece async for piece in self.pieces()])
        except BrokenOffError as error:
            raise error.problem from error
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Stop the query, if it still runs: nobody reads on."""
        if self._running is not None:
            self._running.abandon()


class Running:
    """A query that waits for a process, or that a process is answering.

    Args:
        query: the query.
        seconds: how long it may run.
        limits: the other limits under which it runs.
        long: the queries whose long answers are on their way to clients.

    Attributes:
        head: its answer, from the moment on when that has begun.
    """

    def __init__(self, query: Query, seconds: float, limits: Limits, long: set[Running]) -> None:
        self._loop = asyncio.get_running_loop()
        self.head: asyncio.Future[Answer] = self._loop.create_future()
        self._query = query
        self._worker: WorkerProcess | None = None
        self._seconds = seconds
        self._limits = limits
        self._long = long
        self._timer: asyncio.TimerHandle | None = None
        self._over = False
        self._broken: Problem | None = None
        self._spool: Spool | None = None
        self._more: asyncio.Event | None = None

    def wait(self, seconds: float, problem: Callable[[], Problem]) -> None:
        """Wait so long for a process; then this is the problem."""
        self._timer = self._loop.call_later(seconds, lambda: self._fail(problem()))

    def start(self, worker: WorkerProcess) -> None:
        """Have a process answer the query. From now on its time counts."""
        if self._timer is not None:
            self._timer.cancel()
        self._worker = worker
        self._timer = self._loop.call_later(self._seconds, self._too_slow)
        worker.ask(self._query.encoded(), self)

    def whole(self, what: bytes, body: bytes) -> None:
        """Take a whole answer."""
        self._finish()
        if not self.head.done():
            self.head.set_result(_answer(what, body))

    def begun(self, what: bytes) -> None:
        """Learn that a long answer has begun."""
        if len(self._long) >= _MOST_LONG_ANSWERS:
            self._kill()
            self._fail(failures.too_many_long(_SECONDS_UNTIL_ROOM))
            return
        self._long.add(self)
        self._spool = Spool()
        self._more = asyncio.Event()
        if not self.head.done():
            self.head.set_result(_answer(what, None, self))

    def data(self, piece: bytes) -> None:
        """Take a piece of it."""
        assert self._spool is not None  # noqa: S101
        assert self._more is not None  # noqa: S101
        self._spool.write(piece)
        self._more.set()

    def ended(self) -> None:
        """Learn that it is complete."""
        self._finish()

    def problem(self, content: bytes) -> None:
        """Learn why there is no answer, or no more of it."""
        self._fail(failures.of_message(content, self._query.text, self._limits))

    def died(self, status: int, last_words: bytes) -> None:
        """Learn that the process has died."""
        self._fail(failures.of_death(status, last_words, self._limits))

    def abandon(self) -> None:
        """Stop the query: nobody waits for its answer."""
        if not self._over:
            self._kill()
            self._finish()
        if not self.head.done():
            self.head.set_exception(failures.ClientGoneError())
        self._long.discard(self)
        if self._spool is not None:
            self._broken = self._broken or failures.not_taken()
            self._spool.close()

    async def pieces(self) -> AsyncIterator[bytes]:
        """Return the pieces of a long answer as they come."""
        assert self._spool is not None  # noqa: S101
        assert self._more is not None  # noqa: S101
        while True:
            if self._broken is not None:
                raise BrokenOffError(self._broken)
            piece = self._spool.read()
            if piece:
                yield piece
            elif self._over:
                return
            else:
                self._more.clear()
                await self._more.wait()

    def _kill(self) -> None:
        if self._worker is not None:
            self._worker.kill()

    def _too_slow(self) -> None:
        self._kill()
        self._fail(failures.too_slow(self._seconds))

    def _fail(self, problem: Problem) -> None:
        self._finish()
        if not self.head.done():
            self.head.set_exception(problem)
            return
        self._broken = problem
        if self._more is not None:
            self._more.set()

    def _finish(self) -> None:
        self._over = True
        if self._timer is not None:
            self._timer.cancel()
        if self._more is not None:
            self._more.set()


def _answer(what: bytes, body: bytes | None, running: Running | None = None) -> Answer:
    return Answer(KINDS[what[:1]], body, lasting=what[1:] == frames.LASTING, running=running)
