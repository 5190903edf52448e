"""Where a process writes an answer: in one piece while it is small, bit by bit from then on."""

from __future__ import annotations

import re
import socket

from gcm_graph.serving.sparql import frames

WHOLE_BYTES = 256 * 1024
"""An answer that is longer is sent while it is still being made."""
_PIECE_BYTES = 64 * 1024
_PREFIX_LINES = re.compile(rb"\A(?:@prefix [^\n]*\n)+")
_XML_PREFIXES = re.compile(rb"(?<=<rdf:RDF) xmlns[^>]*(?=>)")


class TooLargeError(Exception):
    """The answer is longer than the server sends."""


class Outlet:
    """A file to write an answer into, which becomes frames.

    Args:
        channel: where the frames go.
        limit: how many bytes the answer may have.

    Attributes:
        kind: what the answer is: SOLUTIONS, BOOLEAN or GRAPH.
        lasting: whether it is the same each time.
        has_prefixes: whether it begins with declarations of prefixes.
    """

    def __init__(self, channel: socket.socket, limit: int) -> None:
        self.kind = frames.SOLUTIONS
        self.lasting = True
        self.has_prefixes = False
        self._channel = channel
        self._limit = limit
        self._held: list[bytes] = []
        self._held_bytes = 0
        self._sent_bytes = 0
        self._begun = False

    def write(self, piece: bytes) -> int:
        """Take a piece of the answer.

        Raises:
            TooLargeError: the answer is longer than it may be. The query then stops.
        """
        self._held.append(piece)
        self._held_bytes += len(piece)
        if self._sent_bytes + self._held_bytes > self._limit:
            raise TooLargeError
        if self._held_bytes > (_PIECE_BYTES if self._begun else WHOLE_BYTES):
            self._send_held()
        return len(piece)

    def flush(self) -> None:
        """Do nothing: when a piece is sent does not depend on it."""

    def finish(self, *, last: bool) -> None:
        """Send what remains: all of a small answer, the end of a large one.

        Args:
            last: whether the process answers nothing more.
        """
        if self._begun:
            self._send_held()
            self._send(frames.ENDED, b"", last=last)
        else:
            whole = b"".join(self._held)
            whole = _tidy(whole) if self.has_prefixes else whole
            self._send(frames.WHOLE, self._what() + whole, last=last)

    def fail(self, problem: bytes, *, last: bool) -> None:
        """Send why there is no answer, or no more of it."""
        self._send(frames.PROBLEM, problem, last=last)

    def _what(self) -> bytes:
        return self.kind + (frames.LASTING if self.lasting else frames.PASSING)

    def _send_held(self) -> None:
        held = b"".join(self._held)
        if not self._begun:
            self._begun = True
            self._send(frames.BEGUN, self._what(), last=False)
            held = _sorted(held) if self.has_prefixes else held
        self._send(frames.DATA, held, last=False)
        self._sent_bytes += len(held)
        self._held.clear()
        self._held_bytes = 0

    def _send(self, letter: bytes, content: bytes, *, last: bool) -> None:
        self._channel.sendall(frames.frame(letter.lower() if last else letter, content))


def _sorted(answer: bytes) -> bytes:
    """Return an answer with its prefixes in order: the same answer has the same bytes in each process."""
    answer = _PREFIX_LINES.sub(lambda lines: b"".join(sorted(lines[0].splitlines(keepends=True))), answer)
    return _XML_PREFIXES.sub(lambda names: b" " + b" ".join(sorted(names[0].split())), answer, count=1)


def _tidy(answer: bytes) -> bytes:
    r"""Return a whole answer with the prefixes that it uses, in order.

    >>> _tidy(b"@prefix b: <http://b/> .\n@prefix a: <http://a/> .\n@prefix c: <http://c/> .\n_:x a a:b , b:b .\n")
    b'@prefix a: <http://a/> .\n@prefix b: <http://b/> .\n_:x a a:b , b:b .\n'
    """
    ordered = _sorted(answer)
    head = _PREFIX_LINES.match(ordered)
    if head is None:
        return ordered
    rest = ordered[head.end() :]
    used = (line for line in head[0].splitlines(keepends=True) if line.split()[1] in rest)
    return b"".join(used) + rest
