"""Judges at work side by side, each in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Self

from faults.changes import Change
from faults.graph import read_release
from faults.judging import Found, Judge

_judges: list[Judge] = []
"""The judge of this process, where this is one of a pool."""


class JudgePool:
    """Some judges of one release, who share the work.

    Args:
        release: the folder of the release; it has to be valid, as `Judge` tells.
        number: how many there are.
    """

    def __init__(self, release: Path, number: int) -> None:
        # A process that is forked would inherit the engine's threads in whatever state they are.
        spawning = get_context("spawn")
        self._pool = ProcessPoolExecutor(number, spawning, initializer=_begin, initargs=(release,))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def each(self, batches: Sequence[Sequence[Change]], *, expected: bool = False) -> Iterator[frozenset[Found]]:
        """Yield what `Judge.findings` returns of each batch, in the order of the batches."""
        return self._pool.map(_findings, batches, [expected] * len(batches))

    def each_alone(self, changes: Sequence[Change]) -> Iterator[frozenset[Found]]:
        """Yield what `Judge.first_findings` returns of each change, in the order of the changes."""
        return self._pool.map(_first_findings, changes)


def _begin(release: Path) -> None:
    _judges.append(Judge(read_release(release)))


def _findings(changes: Sequence[Change], expected: bool) -> frozenset[Found]:
    return _judges[0].findings(changes, expected=expected)


def _first_findings(change: Change) -> frozenset[Found]:
    return _judges[0].first_findings(change)
