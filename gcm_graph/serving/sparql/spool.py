"""The part of an answer that its reader has not taken yet: in memory while it is small, then in a file without a name.

A query's process is free as soon as it has made its answer, however slowly the client reads.
"""

from __future__ import annotations

import tempfile
from collections import deque
from typing import IO

_MEMORY_BYTES = 1024 * 1024
_PIECE_BYTES = 64 * 1024


class Spool:
    """A queue of bytes."""

    def __init__(self) -> None:
        self._pieces: deque[bytes] = deque()
        self._file: IO[bytes] | None = None
        self._read_to = 0
        self.bytes = 0
        """How many bytes wait."""

    def write(self, piece: bytes) -> None:
        """Add bytes at the end."""
        self.bytes += len(piece)
        if self._file is None and self.bytes > _MEMORY_BYTES:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - close() closes it
            self._read_to = 0
        if self._file is None:
            self._pieces.append(piece)
        else:
            self._file.seek(0, 2)
            self._file.write(piece)

    def read(self) -> bytes:
        """Take bytes from the beginning; none where none wait."""
        if self._pieces:
            piece = self._pieces.popleft()
        elif self._file is not None:
            self._file.seek(self._read_to)
            piece = self._file.read(_PIECE_BYTES)
            self._read_to += len(piece)
        else:
            return b""
        self.bytes -= len(piece)
        if self._file is not None and not self.bytes:
            self._file.close()
            self._file = None
        return piece

    def close(self) -> None:
        """Forget what waits."""
        self._pieces.clear()
        self.bytes = 0
        if self._file is not None:
            self._file.close()
            self._file = None
