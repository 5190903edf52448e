"""The release that new requests get, and the ones before it that are still being read."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gcm_graph.errors import GcmError
from gcm_graph.release_folder import find_release
from gcm_graph.serving.logs import Log
from gcm_graph.serving.service import ServedRelease, Service, open_release

if TYPE_CHECKING:
    from gcm_graph.serving.sparql.pool import Pool

_SECONDS_BETWEEN_LOOKS = 1.0
_SECONDS_AFTER_REFUSAL = 10.0
_SECONDS_TO_DRAIN = 60.0

StartPool = Callable[[ServedRelease], Awaitable["Pool"]]
"""Starts the processes that answer queries on a release."""


@dataclass(slots=True, eq=False)
class _Reading:
    """A release that is being served, its processes, and how many requests are reading it.

    Attributes:
        replaced: whether another release has taken the place.
        unread: set when that is so and no request reads it any more.
    """

    release: ServedRelease
    pool: Pool
    requests: int = 0
    replaced: bool = False
    unread: asyncio.Event = field(default_factory=asyncio.Event)

    def __enter__(self) -> tuple[ServedRelease, Pool]:
        self.requests += 1
        return self.release, self.pool

    def __exit__(self, *_: object) -> None:
        self.requests -= 1
        if self.replaced and not self.requests:
            self.unread.set()


class Current:
    """Serves the release that is in place, and follows it when another one takes the place.

    Args:
        service: the running server, whose release and pool are replaced.
        start_pool: starts the processes for a release.
        prepare: works out what the first visitors of a release would have to wait for; called in a thread.
        changed: called when another release has taken the place.
        log: where it is told.
    """

    def __init__(
        self,
        service: Service,
        start_pool: StartPool,
        prepare: Callable[[ServedRelease], None],
        changed: Callable[[], None],
        log: Log,
    ) -> None:
        self._service = service
        self._start_pool = start_pool
        self._prepare = prepare
        self._changed = changed
        self._log = log
        self._reading = _Reading(service.release, service.pool)
        self._pause = _SECONDS_BETWEEN_LOOKS
        self._drains: dict[_Reading, asyncio.Task[None]] = {}

    def lease(self) -> AbstractContextManager[tuple[ServedRelease, Pool]]:
        """Hold the release that is current, with its processes, while a request is answered."""
        return self._reading

    async def follow(self) -> None:
        """Look every second whether another release has taken the place, until cancelled."""
        await asyncio.to_thread(self._prepare, self._reading.release)
        while True:
            await asyncio.sleep(self._pause)
            await self.look()

    async def look(self) -> None:
        """Serve the release that is in place now, if it is another one.

        Where there is none, or one that cannot be opened, the one before it goes on being served, and the log tells
        once. It is tried again later: it may still be on its way here.
        """
        self._pause = _SECONDS_BETWEEN_LOOKS
        try:
            place = find_release(self._service.settings.release, with_store=True).resolve()
        except (GcmError, OSError) as error:
            self._meet_trouble("release missing", error, self._service.settings.release)
            return
        if place == self._reading.release.folder:
            self._be_well(place)
            return
        try:
            release = await asyncio.to_thread(open_release, place, self._service.release.addresses)
            await asyncio.to_thread(self._prepare, release)
            pool = await self._start_pool(release)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the one before it goes on
            self._meet_trouble("release refused", error, place)
            self._pause = _SECONDS_AFTER_REFUSAL
            return
        self._service.trouble = ""
        old, self._reading = self._reading, _Reading(release, pool)
        old.replaced = True
        self._service.release, self._service.pool = release, pool
        self._changed()
        self._log.event("release changed", digest=release.digest, folder=str(release.folder))
        self._drains[old] = asyncio.create_task(self._drain(old))

    def _meet_trouble(self, event: str, error: Exception, folder: Path) -> None:
        """Learn that what is in place cannot be served; tell it once."""
        trouble = f"{event}: {folder}"
        if trouble != self._service.trouble:
            self._log.event(event, level="error", reason=str(error), folder=str(folder))
        self._service.trouble = trouble

    def _be_well(self, folder: Path) -> None:
        """Learn that the release that is served is in place; tell it if it was not."""
        if self._service.trouble:
            self._log.event("release back in place", folder=str(folder))
        self._service.trouble = ""

    async def stop(self) -> None:
        """End the processes of all releases."""
        for drain in self._drains.values():
            drain.cancel()
        await asyncio.gather(*self._drains.values(), return_exceptions=True)
        for reading in (*self._drains, self._reading):
            await reading.pool.stop()

    async def _drain(self, old: _Reading) -> None:
        """End the processes of a release when the last request that reads it has been answered."""
        try:
            async with asyncio.timeout(_SECONDS_TO_DRAIN):
                if old.requests:
                    await old.unread.wait()
        except TimeoutError:
            self._log.event("release left", requests=old.requests, digest=old.release.digest)
        await old.pool.stop()
        del self._drains[old]
