"""Keep what is worked out once of each release."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import Generic, TypeVar

from gcm_graph.serving.service import ServedRelease

Made = TypeVar("Made")

_KEPT = 2
"""The release being served, and the one before it while requests still see it."""


class PerRelease(Generic[Made]):
    """What is made of a release when it is first wanted, and kept while the release is served.

    Args:
        make: makes it. It is called by one thread at a time, and once a release.
    """

    def __init__(self, make: Callable[[ServedRelease], Made]) -> None:
        self._make = make
        self._made: dict[tuple[str, str, str], Made] = {}
        self._lock = RLock()

    def has(self, release: ServedRelease) -> bool:
        """Tell whether it is made already."""
        return _key(release) in self._made

    def of(self, release: ServedRelease) -> Made:
        """Return what was made of a release, making it where that was not done yet."""
        key = _key(release)
        if key not in self._made:
            with self._lock:
                if key not in self._made:
                    made = self._make(release)
                    kept = dict(list(self._made.items())[1 - _KEPT :])
                    self._made = {**kept, key: made}
                    return made
        return self._made[key]


def once_per_release(work: Callable[[ServedRelease], Made]) -> Callable[[ServedRelease], Made]:
    """Return a function that works something out from a release the first time it is asked for it."""
    kept = PerRelease(work)

    @wraps(work)
    def remembered(release: ServedRelease) -> Made:
        return kept.of(release)

    return remembered


def _key(release: ServedRelease) -> tuple[str, str, str]:
    return release.digest, str(release.folder), release.addresses.root
