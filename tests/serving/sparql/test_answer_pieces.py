"""The small parts between process and client: frames, the outlet, the spool."""

from __future__ import annotations

import socket

import pytest

from gcm_graph.serving.sparql import frames
from gcm_graph.serving.sparql.outlet import WHOLE_BYTES, Outlet, TooLargeError
from gcm_graph.serving.sparql.spool import Spool


def test_frames_are_found_however_they_arrive() -> None:
    """Frames are the same whether they arrive in one piece or byte by byte."""
    sent = frames.frame(b"D", b"abc") + frames.frame(b"E", b"")
    expected = [(b"D", b"abc"), (b"E", b"")]
    assert list(frames.Unframing().feed(sent)) == expected
    unframing = frames.Unframing()
    assert [frame for byte in sent for frame in unframing.feed(bytes([byte]))] == expected


def _sent(pieces: list[bytes], limit: int) -> list[tuple[bytes, bytes]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        outlet = Outlet(theirs, limit)
        theirs.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 * WHOLE_BYTES)
        for piece in pieces:
            outlet.write(piece)
        outlet.finish(last=False)
        theirs.shutdown(socket.SHUT_WR)
        received = b"".join(iter(lambda: ours.recv(65536), b""))
    return list(frames.Unframing().feed(received))


def test_a_small_answer_is_one_frame() -> None:
    """A small answer is sent when it is complete, so that what goes wrong before can still be told."""
    assert _sent([b"ab", b"c"], 10) == [(frames.WHOLE, frames.SOLUTIONS + frames.LASTING + b"abc")]


def test_a_long_answer_is_sent_bit_by_bit() -> None:
    """An answer longer than that begins while it is being made; its pieces make it up."""
    sent = _sent([b"x" * 8192] * (WHOLE_BYTES // 8192 + 2), 10 * WHOLE_BYTES)
    assert sent[0] == (frames.BEGUN, frames.SOLUTIONS + frames.LASTING)
    assert sent[-1] == (frames.ENDED, b"")
    assert sum(len(content) for letter, content in sent if letter == frames.DATA) == WHOLE_BYTES + 2 * 8192


def test_an_answer_over_the_limit_stops_the_query() -> None:
    """One byte more than the limit raises; exactly the limit does not."""
    assert _sent([b"1234567890"], 10)
    with pytest.raises(TooLargeError):
        _sent([b"1234567890", b"1"], 10)


def test_the_spool_gives_back_what_it_took() -> None:
    """Bytes come out in order, whether they waited in memory or in the file."""
    spool = Spool()
    pieces = [bytes([number]) * 100_000 for number in range(40)]
    taken = b""
    for number, piece in enumerate(pieces):
        spool.write(piece)
        if number % 7 == 0:
            taken += spool.read()
    while piece := spool.read():
        taken += piece
    assert taken == b"".join(pieces)
    assert spool.bytes == 0
    spool.write(b"again")
    assert spool.read() == b"again"
