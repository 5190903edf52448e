"""What the server tells: one line of JSON for each event, on standard error.

Nothing of it is personal: no address of a client, no header field of its, and the text of a query only where that was
asked for when the server was started.
"""

from __future__ import annotations

import json
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime
from typing import TextIO


class Log:
    """Writes events.

    Args:
        requests: whether each request is told.
        queries: whether the texts of queries are told.
        stream: where they are written; standard error by default.
    """

    def __init__(self, *, requests: bool = False, queries: bool = False, stream: TextIO | None = None) -> None:
        self.requests = requests
        self.queries = queries
        self._stream = stream or sys.stderr
        self._lock = threading.Lock()

    def event(self, event: str, *, level: str = "info", **members: object) -> None:
        """Write one event with what belongs to it.

        JSON has no raw line breaks, and other characters than those of ASCII are escaped: what a client sends cannot
        begin a line or steer a terminal.
        """
        time = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = json.dumps({"time": time, "level": level, "event": event, **members}, default=str)
        # A reader of the log that has gone is no reason to fail.
        with self._lock, suppress(OSError, ValueError):
            self._stream.write(line + "\n")
            self._stream.flush()

    def request(
        self, *, method: str, path: str, query: bytes, status: int, seconds: float, size: int, cached: bool = False
    ) -> None:
        """Write a line about a request that has been answered, if these are asked for."""
        if self.requests:
            shown = {"query": query.decode("latin-1")} if self.queries and query else {}
            milliseconds = round(seconds * 1000, 3)
            self.event(
                "request", method=method, path=path, **shown, status=status, ms=milliseconds, bytes=size, cached=cached
            )
