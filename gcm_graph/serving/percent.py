"""Decode percent-encoding (RFC 3986 §2.1)."""

from __future__ import annotations

import binascii
import re

_MALFORMED = re.compile(rb"%(?![0-9A-Fa-f]{2})")


def malformed_at(part: bytes) -> int | None:
    """Return where a percent sign stands that two hexadecimal digits do not follow; None where there is none."""
    found = _MALFORMED.search(part)
    return None if found is None else found.start()


def decoded(part: bytes) -> bytes:
    r"""Return well-formed bytes without their percent-encoding.

    A query has dozens of escapes. Those of quoted-printable (RFC 2045 §6.7) differ in the sign only, and are decoded
    in one go, in native code.

    >>> decoded(b"%C3%A9=%2541")
    b'\xc3\xa9=%41'
    """
    if b"%" not in part:
        return part
    return binascii.a2b_qp(part.replace(b"=", b"%3D").replace(b"%", b"="))
