"""One process that answers queries, as the server sees it: started, asked, listened to, ended."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Protocol, cast

from gcm_graph.serving.sparql import frames

COMMAND = (sys.executable, "-P", "-m", "gcm_graph.serving.sparql.worker")
"""-P: nothing of the folder in which the server was started is imported."""
_SECONDS_TO_START = 30.0
_SECONDS_TO_END = 5.0
_LONGEST_LAST_WORDS = 4096


class Listener(Protocol):
    """Who waits for an answer."""

    def whole(self, what: bytes, body: bytes) -> None:
        """Take a whole answer."""

    def begun(self, what: bytes) -> None:
        """Learn that a long answer has begun."""

    def data(self, piece: bytes) -> None:
        """Take a piece of the answer that has begun."""

    def ended(self) -> None:
        """Learn that the answer that had begun is complete."""

    def problem(self, content: bytes) -> None:
        """Learn why there is no answer, or no more of it."""

    def died(self, status: int, last_words: bytes) -> None:
        """Learn that the process has died."""


class WorkerProcess(asyncio.Protocol):
    """A process that answers one query at a time.

    Args:
        freed: called when it has answered and can take the next query.
        lost: called when it was ready once and takes no more queries.

    Attributes:
        ended: done when the process has ended.
        alive: whether it can be asked.
    """

    def __init__(self, freed: Callable[[WorkerProcess], None], lost: Callable[[WorkerProcess], None]) -> None:
        loop = asyncio.get_running_loop()
        self._freed = freed
        self._lost = lost
        self._unframing = frames.Unframing()
        self._listener: Listener | None = None
        self._transport: asyncio.Transport | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._ready: asyncio.Future[None] = loop.create_future()
        self.ended: asyncio.Future[None] = loop.create_future()
        self.alive = True
        self._reaping: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int:
        """The number of the process."""
        assert self._process is not None  # noqa: S101
        return self._process.pid

    async def start(self, settings: Mapping[str, object]) -> None:
        """Start the process and wait until it can answer.

        It is started in the thread of the event loop, because it is bound to die with the thread that starts it.

        Raises:
            OSError: it does not start, or cannot open the store.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: ASYNC220, S603 - see above; our own module
                [*COMMAND, str(theirs.fileno()), str(os.getpid())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                pass_fds=[theirs.fileno()],
            )
        try:
            ours.setblocking(False)  # noqa: FBT003 - the parameter has no name
            transport, _ = await asyncio.get_running_loop().create_unix_connection(lambda: self, sock=ours)
            transport.write(frames.frame(frames.QUERY, json.dumps(settings).encode()))
            await asyncio.wait_for(asyncio.shield(self._ready), _SECONDS_TO_START)
        except TimeoutError as error:
            self._give_up()
            raise OSError("a process that answers queries did not start in time") from error
        except asyncio.CancelledError:
            self._give_up()
            raise

    def _give_up(self) -> None:
        """End the process, for which nobody waits any more."""
        self._ready.cancel()
        self.kill()

    def ask(self, query: bytes, listener: Listener) -> None:
        """Send a query to the process; the listener is told what comes back."""
        assert self._transport is not None  # noqa: S101
        self._listener = listener
        self._transport.write(frames.frame(frames.QUERY, query))

    def kill(self) -> None:
        """End the process at once. What it still says reaches nobody."""
        self._listener = None
        self.end()

    def end(self) -> None:
        """End the process at once; who waits for an answer is told."""
        if self._process is not None:
            self._process.kill()

    async def wait(self) -> None:
        """Wait until the process has ended."""
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(self.ended), _SECONDS_TO_END)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the socket."""
        # The transports of uvloop, in whose loop the server runs, do not derive from those of asyncio.
        assert hasattr(transport, "write")  # noqa: S101
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Tell the listener what the process said."""
        for letter, content in self._unframing.feed(data):
            if letter == frames.READY:
                if not self._ready.done():
                    self._ready.set_result(None)
            elif self._listener is not None:
                self._tell(self._listener, letter, content)

    def _tell(self, listener: Listener, letter: bytes, content: bytes) -> None:
        if letter == frames.DATA:
            listener.data(content)
            return
        if letter == frames.BEGUN:
            listener.begun(content)
            return
        self._listener = None
        last = letter.islower()
        letter = letter.upper()
        if letter == frames.WHOLE:
            listener.whole(content[:2], content[2:])
        elif letter == frames.ENDED:
            listener.ended()
        else:
            listener.problem(content)
        if last:
            self.kill()
        else:
            self._freed(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's own signature
        """Learn that the process has ended or is about to, and find out how."""
        self.alive = False
        if self._ready.done() and not self._ready.cancelled():
            self._lost(self)
        self._reaping = asyncio.get_running_loop().create_task(self._reap())

    async def _reap(self) -> None:
        assert self._process is not None  # noqa: S101
        status, last_words = await asyncio.to_thread(_end_of, self._process)
        if not self._ready.done():
            said = last_words.decode(errors="replace").strip().rpartition("\n")[2]
            self._ready.set_exception(OSError(f"a process that answers queries did not start: {said}"))
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.died(status, last_words)
        self.ended.set_result(None)


def _end_of(process: subprocess.Popen[bytes]) -> tuple[int, bytes]:
    """Return how a process ended, and what it said last."""
    _, last_words = process.communicate()
    return process.returncode, last_words[-_LONGEST_LAST_WORDS:]
