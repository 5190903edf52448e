"""The HTTP server, granian, in our own process and event loop.

It was chosen beside uvicorn with httptools: it answers more requests from one process, and has what uvicorn lacks,
header fields of bounded size and a time limit for them. Nothing else in the package knows which server it is.
"""

from __future__ import annotations

import socket
from typing import Any

from granian._granian import SocketHolder
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server.embed import Server
from starlette.types import ASGIApp

from gcm_graph.serving.service import Limits

_BACKLOG = 2048
_MARGIN_BYTES = 16_384


class HttpServer:
    """Serves an application on a socket.

    Args:
        application: plain ASGI.
        place: the socket; it listens already. The server takes it over, and closes it when it is told to stop, so that
            nobody waits there in vain.
        limits: how many connections there may be, and how long and slow the fields of a request.
    """

    def __init__(self, application: ASGIApp, place: socket.socket, limits: Limits) -> None:
        host, port = place.getsockname()[:2]
        self._server = _ServerOnSocket(
            application,
            address=host,
            port=port,
            interface=Interfaces.ASGINL,
            http=HTTPModes.http1,
            websockets=False,
            backpressure=limits.connections,
            http1_settings=HTTP1Settings(
                header_read_timeout=int(limits.header_seconds * 1000),
                # The edge answers a request that is a little too large; the server itself cuts off all others.
                max_buffer_size=limits.url_bytes + limits.header_bytes + _MARGIN_BYTES,
            ),
            log_enabled=False,
        )
        self._server.place = place

    async def serve(self) -> None:
        """Serve until `stop` is called and the requests that had begun by then are answered."""
        await self._server.serve()

    def stop(self) -> None:
        """Take no more connections, and let the requests that have begun finish."""
        self._server.interrupt_signal = True
        self._server.main_loop_interrupt.set()


class _ServerOnSocket(Server):
    """A server on a socket that is given, since the one that it makes shares its port with whoever else wants it."""

    place: socket.socket

    def _init_shared_socket(self) -> None:
        # The declared types of the extension module are behind: it takes the backlog, and whether it is a Unix socket.
        holder: Any = SocketHolder
        self._shd: Any = holder(self.place.detach(), False, _BACKLOG)  # noqa: FBT003 - it takes no names
        self._ssp = None
