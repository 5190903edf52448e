"""Write the store of a release in another process, while this one does other work.

Oxigraph keeps Python's lock for much of the time that it loads, so that a thread would gain little.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, serialize

from gcm_graph.bound_process import die_with
from gcm_graph.store import StoreBeingWritten

if TYPE_CHECKING:
    from types import TracebackType

_LENGTH = 8
"""The bytes of the number that says how long a message is."""

_END = b"\xff" * _LENGTH
"""What stands in the place of a length after the last message: otherwise the build was given up."""


class StoreWriter(AbstractContextManager["StoreWriter"]):
    """A process that writes a store.

    Args:
        folder: the new folder of the store.

    Raises:
        OSError: the process cannot be started.
    """

    def __init__(self, folder: Path) -> None:
        # -P: nothing of the folder in which the user works is imported. A session of its own: Ctrl-C ends the build,
        # and that ends the writer.
        command = [sys.executable, "-P", "-m", __name__, str(folder), str(os.getpid())]
        self._process = subprocess.Popen(  # noqa: S603 - this very program
            command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
        )

    def add(self, quads: Sequence[Quad]) -> bytes:
        """Hand over quads, and return their triples as N-Triples."""
        triples = serialize([quad.triple for quad in quads], format=RdfFormat.N_TRIPLES) or b""
        with suppress(BrokenPipeError):  # the process has ended: `finish` says so
            for message in (serialize(quads, format=RdfFormat.N_QUADS) or b"", triples):
                self._given.write(len(message).to_bytes(_LENGTH) + message)
            self._given.flush()
        return triples

    def finish(self) -> None:
        """Wait until the store is written.

        Raises:
            OSError: it could not be.
        """
        with suppress(BrokenPipeError):
            self._given.write(_END)
            self._given.close()
        said = self._process.stderr.read() if self._process.stderr else b""
        if status := self._process.wait():
            lines = said.decode(errors="replace").strip().splitlines()
            raise OSError(None, lines[-1] if lines else f"the process that writes the store ended with status {status}")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stderr):
            if stream is not None:
                with suppress(OSError):
                    stream.close()

    @property
    def _given(self) -> IO[bytes]:
        if self._process.stdin is None:
            message = "the process was started without pipes"
            raise ValueError(message)
        return self._process.stdin


def _work(folder: Path, given: IO[bytes]) -> bool:
    """Write what is given into a store; tell whether all of it was given."""
    store = StoreBeingWritten(folder)
    while (head := given.read(_LENGTH)) != _END:
        quads = given.read(int.from_bytes(head))
        triples = given.read(int.from_bytes(given.read(_LENGTH)))
        if not head:
            return False
        store.add(quads, triples)
    store.finish()
    return True


if __name__ == "__main__":
    try:
        die_with(int(sys.argv[2]))
        sys.exit(0 if _work(Path(sys.argv[1]), sys.stdin.buffer) else 1)
    except (OSError, RuntimeError) as error:
        sys.exit(f"{error}")
