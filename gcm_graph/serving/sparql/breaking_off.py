"""Break a connection off, so that what was sent on it cannot be taken for a whole answer.

ASGI has no message for it, and when an application fails some servers end what it had begun in good order.
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from pathlib import Path

from starlette.types import Scope

_DESCRIPTORS = Path("/proc/self/fd")


def break_off(scope: Scope) -> None:
    """Close the connection on which a request came, if this process holds it.

    The client then lacks the end of the chunked content, and knows that it does (RFC 9112 §8).
    """
    client = scope.get("client")
    if client is None or not _DESCRIPTORS.is_dir():
        return
    for descriptor in _DESCRIPTORS.iterdir():
        # One that is closed while we look is not the one that we look for.
        with suppress(OSError):
            if descriptor.readlink().name.startswith("socket:") and _close(int(descriptor.name), client):
                return


def _close(descriptor: int, client: tuple[str, int]) -> bool:
    """Close a socket if it is connected to a client, and tell whether it was."""
    with socket.socket(fileno=os.dup(descriptor)) as connection:
        if connection.family not in {socket.AF_INET, socket.AF_INET6} or connection.getpeername()[:2] != tuple(client):
            return False
        connection.shutdown(socket.SHUT_RDWR)
        return True
