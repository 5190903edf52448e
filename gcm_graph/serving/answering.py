"""Send an answer to a client that may read slowly, with the fields that every answer has."""

from __future__ import annotations

import asyncio

from starlette.types import Message, Send

from gcm_graph.serving.answer_fields import completed

_WHOLE_BYTES = 128 * 1024
"""How long a body may be that is handed over at once: it is held until the client has taken it."""
_PART_BYTES = 16 * 1024
"""The server holds a dozen of these for a client that has stopped reading."""
_BODYLESS = frozenset({204, 304})


class ClientTooSlowError(Exception):
    """A client does not take its answer."""


class Answer:
    """Sends the messages of one answer on, and remembers what was sent.

    Args:
        method: the method of the request.
        send: where the messages go.
        seconds: how long a client may take for one part.
    """

    def __init__(self, method: str, send: Send, seconds: float) -> None:
        self._send = send
        self._head = method == "HEAD"
        self._seconds = seconds
        self._ended = False
        self._in_one_piece = True
        self.status = 0
        self.size = 0

    @property
    def begun(self) -> bool:
        """Whether the client has got a status."""
        return self.status != 0

    async def __call__(self, message: Message) -> None:
        """Send a message on.

        Raises:
            ClientTooSlowError: the client did not take it in time.
        """
        if message["type"] == "http.response.start":
            self.status = message["status"]
            await self._send({**message, "headers": completed(message["headers"])})
        elif message["type"] != "http.response.body":
            await self._send(message)
        elif not self._ended:
            bodyless = self._head or self.status in _BODYLESS
            body: bytes = b"" if bodyless else message.get("body", b"")
            more = not bodyless and message.get("more_body", False)
            self._ended = not more
            self.size += len(body)
            if self._in_one_piece and not more and len(body) <= _WHOLE_BYTES:
                # The server holds it; there is nothing to wait for.
                await self._send({"type": "http.response.body", "body": body, "more_body": False})
            else:
                await self._send_body(body, more=more)

    async def _send_body(self, body: bytes, *, more: bool) -> None:
        self._in_one_piece = False
        if len(body) <= _WHOLE_BYTES:
            await self._send_part(body, more=more)
            return
        for start in range(0, len(body), _PART_BYTES):
            end = start + _PART_BYTES
            await self._send_part(body[start:end], more=more or end < len(body))

    async def _send_part(self, body: bytes, *, more: bool) -> None:
        try:
            async with asyncio.timeout(self._seconds):
                await self._send({"type": "http.response.body", "body": body, "more_body": more})
        except TimeoutError as error:
            raise ClientTooSlowError from error
