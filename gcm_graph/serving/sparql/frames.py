"""What the server and a process that answers queries say to each other: frames of bytes over a socket.

A frame is a letter, the length of what follows, and that. The first frame that a process gets are its settings, as
JSON; it says READY. Each further one is a query: a line of JSON that says how to answer, then its text. It answers with
WHOLE, or PROBLEM, or BEGUN and any number of DATA and then ENDED or PROBLEM. A process that has grown too large marks
the last frame of an answer by the small letter: it answers nothing more.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

READY = b"R"
WHOLE = b"W"
"""A whole answer: two letters that say what it is, then its bytes."""
BEGUN = b"B"
"""Two letters that say what the answer is whose bytes follow."""
DATA = b"D"
ENDED = b"E"
PROBLEM = b"P"
"""Why there is no answer, or no more of it, as JSON."""
QUERY = b"Q"

SOLUTIONS = b"s"
BOOLEAN = b"b"
GRAPH = b"g"
LASTING = b"="
"""The answer is the same each time."""
PASSING = b"~"
"""It is another one each time: the query asks for the time, or for chance."""

_HEAD = struct.Struct("!cI")


def frame(letter: bytes, content: bytes) -> bytes:
    """Return a frame."""
    return _HEAD.pack(letter, len(content)) + content


class Unframing:
    """Puts frames together from bytes as they arrive."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, received: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Return the letters and the contents of all frames that are complete now."""
        held = self._held
        if not held and len(received) >= _HEAD.size:
            letter, length = _HEAD.unpack_from(received)
            if len(received) == _HEAD.size + length:  # as nearly always
                yield letter, received[_HEAD.size :]
                return
        held += received
        start = 0
        while len(held) - start >= _HEAD.size:
            letter, length = _HEAD.unpack_from(held, start)
            end = start + _HEAD.size + length
            if len(held) < end:
                break
            yield letter, bytes(held[start + _HEAD.size : end])
            start = end
        del held[:start]
