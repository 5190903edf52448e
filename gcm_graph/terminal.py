"""Text for a terminal: no control character of the data reaches it, no line is wider than it."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from typing import TextIO

_NARROWEST = 8


def plain(text: str) -> str:
    r"""Return a text with control and format characters made visible, so that data cannot steer a terminal.

    >>> plain("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}:
        return character
    return character.encode("unicode_escape", "backslashreplace").decode("ascii")


def width() -> int:
    """Return the number of columns of the terminal, 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns


def is_terminal() -> bool:
    """Tell whether the standard output is a terminal."""
    return _is_terminal(sys.stdout)


def shows_colour(stream: TextIO | None) -> bool:
    """Tell whether a stream shows colours.

    It is a terminal and not a dumb one (terminfo's `dumb` has no colours), and the variable NO_COLOR is not set.

    Args:
        stream: a standard stream; None where the caller of the program closed it.
    """
    return _is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def open_closed_streams() -> None:
    """Open the standard streams that are closed: nothing is read from them, and what is written to them is lost.

    Otherwise a file that is opened later would stand in the stream's place, here and in processes started from here.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)  # the lowest number that is free: that of the closed stream
            os.set_inheritable(nowhere, True)  # noqa: FBT003 - it takes no keyword
            setattr(sys, name, os.fdopen(nowhere, mode, encoding="utf-8"))


def table(head: Sequence[str], rows: Sequence[Sequence[str]], columns: int) -> str:
    """Lay out rows under a head, cutting long cells so that no line is wider than a terminal.

    Args:
        head: the names of the columns.
        rows: the cells; each row as long as the head.
        columns: the width of the terminal, in characters.
    """
    cells = [[plain(cell).replace("\n", " ").replace("\t", " ") for cell in row] for row in (head, *rows)]
    widths = _fit([max(len(row[place]) for row in cells) for place in range(len(head))], columns)
    lines = ["  ".join(_cut(cell, size).ljust(size) for cell, size in zip(row, widths, strict=True)) for row in cells]
    rule = "  ".join("-" * size for size in widths)
    return "\n".join(line.rstrip() for line in [lines[0], rule, *lines[1:]])


def _fit(widths: list[int], columns: int) -> list[int]:
    """Narrow the widest columns until all of them fit, but none below what can still be read."""
    room = columns - 2 * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widest = max(widths)
        others = max((size for size in widths if size < widest), default=_NARROWEST)
        excess = sum(widths) - room
        shared = -(-excess // widths.count(widest))
        narrowed = max(others, widest - shared, _NARROWEST)
        widths = [narrowed if size == widest else size for size in widths]
    return widths


def _cut(cell: str, size: int) -> str:
    return cell if len(cell) <= size else cell[: size - 1] + "…"
