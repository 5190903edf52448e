"""Read which part of a file a client asks for (RFC 9110 §14)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_RANGES: Final = re.compile(r"bytes=(.*)", re.IGNORECASE | re.DOTALL)
_PART: Final = re.compile(r"[ \t]*(?:([0-9]{1,4000})-([0-9]{1,4000})?|-([0-9]{1,4000}))[ \t]*")


class UnsatisfiableRangeError(ValueError):
    """A range begins behind the end of the file, or is the last no bytes of it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file.

    Attributes:
        start: its first byte, counted from 0.
        end: the byte after its last.
    """

    start: int
    end: int

    def content_range(self, size: int) -> str:
        """Return the value of Content-Range for a file of a size (RFC 9110 §14.4)."""
        return f"bytes {self.start}-{self.end - 1}/{size}"


def requested_part(field: str | None, size: int) -> Part | None:
    """Return the part that a Range field asks for, or None where the whole file is the answer.

    Several ranges in one field, other units than bytes and what is not well-formed get the whole file: a server may
    ignore the field (RFC 9110 §14.2), and nothing that a client needs is lost.

    Args:
        field: the value of the field.
        size: the size of the file in bytes.

    Raises:
        UnsatisfiableRangeError: the range has no byte of the file (RFC 9110 §14.1.2).

    >>> requested_part("bytes=0-99", 1000), requested_part("bytes=-5", 10)
    (Part(start=0, end=100), Part(start=5, end=10))
    """
    ranges = _RANGES.fullmatch(field or "")
    part = _PART.fullmatch(ranges[1]) if ranges else None
    if part is None:
        return None
    first, last, suffix = part.groups()
    if suffix is not None:
        if int(suffix) == 0 or size == 0:
            raise UnsatisfiableRangeError
        return Part(max(0, size - int(suffix)), size)
    start = int(first)
    end = size if last is None else min(size, int(last) + 1)
    if last is not None and int(last) < start:
        return None
    if start >= size:
        raise UnsatisfiableRangeError
    return Part(start, end)
