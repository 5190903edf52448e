"""Look whether the client that waits for an answer is still there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from starlette.types import Receive

_PATIENCE_SECONDS = 0.1
"""How long nobody looks: nearly all answers are ready by then."""
_SECONDS_BETWEEN_LOOKS = 0.05


async def departed(receive: Receive) -> None:
    """Return when the client has gone."""
    message = await receive()
    while message["type"] != "http.disconnect":
        # A server may repeat the end of the request instead of waiting: that must not keep the others waiting.
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
        message = await receive()


class Watch:
    """Looks whether a client is still there, from the moment on when its answer takes long.

    Args:
        gone: returns when it is not; None where nobody can tell.
    """

    __slots__ = ("_gone", "_has_gone", "_task", "_then", "_timer")

    def __init__(self, gone: Callable[[], Awaitable[None]] | None) -> None:
        self._gone = gone
        self._has_gone = False
        self._then: Callable[[], None] | None = None
        self._task: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(_PATIENCE_SECONDS, self._begin) if gone else None

    def then(self, told: Callable[[], None]) -> None:
        """Call this, from now on instead of what was said before, when the client has gone."""
        self._then = told
        if self._has_gone:
            told()

    def stop(self) -> None:
        """Look no longer."""
        self._then = None
        if self._timer is not None:
            self._timer.cancel()
        if self._task is not None:
            self._task.cancel()

    def _begin(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._look())

    async def _look(self) -> None:
        assert self._gone is not None  # noqa: S101
        await self._gone()
        self._has_gone = True
        if self._then is not None:
            self._then()
