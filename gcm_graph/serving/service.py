"""What every handler of the server works with: its settings, its limits and the release that it serves."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Store
from starlette.requests import Request

from gcm_graph.release_folder import BrokenReleaseError
from gcm_graph.serving.addresses import Addresses
from gcm_graph.store import open_store
from gcm_graph.units import Unit, load_units

if TYPE_CHECKING:
    from gcm_graph.serving.sparql.pool import Pool

MEBIBYTE = 1024 * 1024
RELEASE = "gcm.release"
"""The key of a request's scope under which its release stands."""
POOL = "gcm.pool"
"""The key of a request's scope under which the processes stand that answer queries on its release."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one request may ask of the server.

    Attributes:
        seconds: how long a query may run.
        worker_bytes: how much memory a query's process may take.
        result_bytes: how long an answer to a query may be.
        queue: how many queries may wait for a process.
        query_characters: how long a query may be.
        body_bytes: how long the body of a request may be.
        body_seconds: how long the body of a request may take to arrive.
        send_seconds: how long a client may take for a part of its answer.
        url_bytes: how long the target of a request may be.
        header_bytes: how long all the header fields of a request may be together.
        header_seconds: how long the header fields of a request may take to arrive, and a connection may lie idle.
        connections: how many connections are served at once; others wait.
        cache_bytes: how much memory the kept answers may take.
    """

    seconds: float = 20.0
    worker_bytes: int = 1024 * MEBIBYTE
    result_bytes: int = 64 * MEBIBYTE
    queue: int = 64
    query_characters: int = 50_000
    body_bytes: int = 1 * MEBIBYTE
    body_seconds: float = 10.0
    send_seconds: float = 30.0
    url_bytes: int = 16_384
    header_bytes: int = 32_768
    header_seconds: float = 5.0
    connections: int = 2048
    cache_bytes: int = 32 * MEBIBYTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a server was started.

    Attributes:
        release: the folder of a release, or one in which releases are put.
        host: the address on which it listens.
        port: the port on which it listens.
        base_url: the address under which visitors reach it, without a slash at the end; None where that is not known.
        workers: how many processes answer queries.
        limits: what one request may ask.
        log_requests: whether each request is logged.
        log_queries: whether the texts of queries are logged.
        versions: the folder in which frozen versions stand; None where none are given out.
    """

    release: Path
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str | None = None
    workers: int = 2
    limits: Limits = field(default_factory=Limits)
    log_requests: bool = False
    log_queries: bool = False
    versions: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedRelease:
    """A release as it is served, from the first request that sees it to the last.

    Attributes:
        folder: its real folder, not a link that may lead to another one tomorrow.
        digest: names it: no other release has the same.
        store: its store, read-only. Handlers look things up by pattern; queries of visitors go to the pool.
        units: the units of the text, in its order.
        addresses: where its things are on this server.
    """

    folder: Path
    digest: str
    store: Store
    units: tuple[Unit, ...]
    addresses: Addresses


def open_release(folder: Path, addresses: Addresses) -> ServedRelease:
    """Open a release for serving.

    Raises:
        BrokenReleaseError: its store or its units cannot be read.
    """
    real = folder.resolve()
    try:
        sums = (real / "SHA256SUMS").read_bytes()
    except OSError as error:
        raise BrokenReleaseError(f"the checksums of {real} cannot be read: {error.strerror or error}") from error
    return ServedRelease(
        folder=real,
        digest=hashlib.sha256(sums).hexdigest(),
        store=open_store(real),
        units=load_units(real),
        addresses=addresses,
    )


@dataclass(slots=True, kw_only=True)
class Service:
    """A running server: its settings, the release that new requests get, and the processes that answer queries on it.

    Its `trouble` says why another release than the one in place is served; it is empty where that is not so.

    Handlers ask `release_of(request)` and `pool_of(request)`: the release may change while a request is answered.
    """

    settings: Settings
    release: ServedRelease
    pool: Pool
    trouble: str = ""


def service_of(request: Request) -> Service:
    """Return the server that a request came to."""
    service = request.app.state.service
    assert isinstance(service, Service)  # noqa: S101
    return service


def release_of(request: Request) -> ServedRelease:
    """Return the release that a request is answered from: the one that was current when it came."""
    release = request.scope[RELEASE]
    assert isinstance(release, ServedRelease)  # noqa: S101
    return release


def pool_of(request: Request) -> Pool:
    """Return the processes that answer queries on the release of a request."""
    pool: Pool = request.scope[POOL]
    return pool
