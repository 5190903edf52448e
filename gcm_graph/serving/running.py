"""Run the server: take the port, start the processes, serve until told to stop, and leave nothing behind."""

from __future__ import annotations

import asyncio
import gc
import os
import resource
import signal
import socket
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

import uvloop

from gcm_graph.errors import ExitStatus, GcmError
from gcm_graph.release_folder import find_release
from gcm_graph.serving.addresses import Addresses
from gcm_graph.serving.http_server import HttpServer
from gcm_graph.serving.logs import Log
from gcm_graph.serving.service import ServedRelease, Service, Settings, open_release
from gcm_graph.serving.sparql.pool import Pool

if TYPE_CHECKING:
    from gcm_graph.serving.app import Application

_BACKLOG = 2048
_OTHER_FILES = 512
"""How many files are open besides connections, at the very most: those of stores, of long answers, of the processes."""
_SECONDS_TO_FINISH = 25.0
"""How long requests that have begun may take to finish when the server is told to stop."""

_SECONDS_TO_END = 5.0
"""How long the processes that answer queries may take to end after that."""


_OBJECTS_BETWEEN_SWEEPS = (10_000, 20, 50)
"""How rarely Python looks for objects that hold each other: a release in memory is large, and looking takes time from
requests. By itself it would look ten times as often."""


class AddressTakenError(GcmError):
    """The server cannot listen: another program has the port, or the address is not one of this machine."""

    code = "address-taken"
    hint = "Stop the other program, or choose another port with --port."


class ServerEndedError(GcmError):
    """The HTTP server ended though nobody had told it to."""

    code = "server-ended"
    hint = "Start it again. If it ends again, report what it wrote last."


def serve(settings: Settings) -> None:
    """Serve a release until the process is told to stop (SIGTERM, SIGINT or SIGHUP).

    Raises:
        AddressTakenError: the port cannot be had.
        NoReleaseError: there is no release.
        BrokenReleaseError: it cannot be read.
    """
    _allow_files(settings.limits.connections + _OTHER_FILES)
    release = open_release(find_release(settings.release, with_store=True), Addresses(settings.base_url))
    with listening(settings.host, settings.port) as place:
        uvloop.run(_serve(settings, release, place))


def _allow_files(number: int) -> None:
    """Let the process have so many files open at once, as far as the system lets it: each connection is one."""
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = number if most == resource.RLIM_INFINITY else min(number, most)
    if allowed != resource.RLIM_INFINITY and allowed < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens.

    It is not shared (SO_REUSEPORT): a second server on the same port is told so and takes no visitors from the first.

    Raises:
        AddressTakenError: the address cannot be had.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, socket.SOCK_STREAM)
    except OSError as error:
        raise _refused(host, port, error) from error
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(_BACKLOG)
        made.settimeout(0)
    except OSError as error:
        made.close()
        raise _refused(host, port, error) from error
    return made


def _refused(host: str, port: int, error: OSError) -> AddressTakenError:
    return AddressTakenError(f"the server cannot listen on {host}, port {port}: {error.strerror or error}")


async def _serve(settings: Settings, release: ServedRelease, place: socket.socket) -> None:
    log = Log(requests=settings.log_requests, queries=settings.log_queries)
    told = _told_to_stop()
    gc.set_threshold(*_OBJECTS_BETWEEN_SWEEPS)

    async def start_pool(served: ServedRelease) -> Pool:
        pool = Pool(served.folder, settings.workers, settings.limits)
        await pool.start()
        return pool

    # The handlers are imported while the processes start: both take a third of the time until the server is there.
    pool, app = await asyncio.gather(start_pool(release), asyncio.to_thread(import_module, "gcm_graph.serving.app"))
    host, port = place.getsockname()[:2]
    service = Service(settings=replace(settings, port=port), release=release, pool=pool)
    made: Application = app.application(service, start_pool, log)
    url = settings.base_url or (f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}")
    server = HttpServer(made.asgi, place, settings.limits)
    following = asyncio.create_task(made.current.follow())
    serving = asyncio.create_task(server.serve())
    stopping = asyncio.create_task(told.wait())
    try:
        log.event("serving", url=url, port=port, release=release.digest, workers=settings.workers)
        await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not told.is_set():
            raise ServerEndedError("the HTTP server ended by itself")
        server.stop()
        log.event("stopping")
        _, late = await asyncio.wait({serving}, timeout=_SECONDS_TO_FINISH)
        if late:
            log.event("requests cut off", level="warning", seconds=_SECONDS_TO_FINISH)
    finally:
        for task in (following, stopping, serving):
            task.cancel()
        for task in (following, stopping, serving):
            with suppress(asyncio.CancelledError):
                await task
        # What still answers a query by then ends with this process: the system sees to it.
        with suppress(TimeoutError):
            async with asyncio.timeout(_SECONDS_TO_END):
                await made.current.stop()
        log.event("stopped")


def _told_to_stop() -> asyncio.Event:
    """Return an event that is set when the process is told to stop; told again, it ends at once."""
    told = asyncio.Event()

    def tell() -> None:
        if told.is_set():
            os._exit(ExitStatus.FAILURE)
        told.set()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(number, tell)
    return told
