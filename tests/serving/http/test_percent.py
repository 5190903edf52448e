"""Percent-encoding is decoded as RFC 3986 §2.1 has it."""

from __future__ import annotations

import random
from urllib.parse import unquote_to_bytes

import pytest

from gcm_graph.serving.percent import decoded, malformed_at


@pytest.mark.parametrize(
    ("encoded", "plain"),
    [
        (b"", b""),
        (b"a", b"a"),
        (b"%41%5a%5A", b"AZZ"),
        (b"a=b=%3D==", b"a=b===="),
        (b"=41", b"=41"),
        (b"%25%32%35", b"%25"),
        (b"%0D%0A%00%ff", b"\r\n\x00\xff"),
        (b"a_b %20\r\n=\n", b"a_b  \r\n=\n"),
    ],
)
def test_escapes_become_their_bytes(encoded: bytes, plain: bytes) -> None:
    """An escape becomes its byte, once; all else stays, signs of quoted-printable and line breaks too."""
    assert malformed_at(encoded) is None
    assert decoded(encoded) == plain


def test_any_bytes_survive() -> None:
    """Whatever bytes are encoded, in part or all, come back; the standard library reads the same."""
    chance = random.Random(3986)  # noqa: S311 - the same bytes each time
    for _ in range(500):
        plain = chance.randbytes(chance.randrange(60))
        encoded = b"".join(
            b"%%%02X" % each if each == ord("%") or chance.random() < 0.3 else bytes([each]) for each in plain
        )
        assert decoded(encoded) == plain == unquote_to_bytes(encoded)


@pytest.mark.parametrize(("encoded", "place"), [(b"%", 0), (b"a%4", 1), (b"%41%zz", 3), (b"%%41", 0), (b"%4\n", 0)])
def test_a_malformed_escape_is_found(encoded: bytes, place: int) -> None:
    """The place of the first percent sign without two hexadecimal digits is told."""
    assert malformed_at(encoded) == place
