"""The representation layer: entity tags, conditional requests, compression and the fields that go with them.

It works on answers that come in one piece. Those that are streamed are compressed as they come, and have no entity tag.
Those with an entity tag of their own (files with ranges) pass as they are, save for the fields that every answer has.
"""

from __future__ import annotations

import asyncio
import base64
import gzip
import hashlib
import zlib
from functools import lru_cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gcm_graph.serving.fields import Fields, requested
from gcm_graph.serving.negotiation import prefers_gzip
from gcm_graph.serving.problems import Problem

_SMALLEST = 860
"""Bytes below which gzip saves no packet."""
_LARGE = 128 * 1024
"""Bytes above which compressing would hold up other requests: it is done in a thread."""
_LEVEL = 6
_LEVEL_OF_STREAMS = 1
"""A stream is long: it takes a quarter of the time, and a tenth more of the bytes."""
_GZIP_BITS = 31
"""The largest window, and the header of gzip instead of that of zlib."""
_READS = frozenset({"GET", "HEAD"})
_OK = 200
_NOT_MODIFIED = 304
_FAILED = 412
_COMPRESSIBLE = ("text/", "application/")
_NOT_COMPRESSIBLE = frozenset({b"application/gzip", b"application/zip", b"application/octet-stream"})
_REPRESENTED = frozenset({b"etag", b"content-range", b"content-encoding"})
"""Fields of answers whose handlers have seen to their representation themselves."""
KEPT_BY_304 = frozenset(
    {
        b"access-control-allow-origin",
        b"access-control-expose-headers",
        b"cache-control",
        b"content-location",
        b"content-security-policy",
        b"cross-origin-resource-policy",
        b"etag",
        b"expires",
        b"link",
        b"vary",
    }
)
"""The fields of a 304 answer (RFC 9110 §15.4.5), and those that say who may read it."""


class Representation:
    """Middleware that turns answers in one piece into representations (RFC 9110 §8.8, §13 and §8.4).

    Args:
        application: what it stands before.
    """

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        await self._application(scope, receive, _Sending(scope, send))


class _Sending:
    """Sends the messages of one answer on, as its representation has them."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope = scope
        self._send = send
        self._start: Message | None = None
        self._head = scope["method"] == "HEAD"
        self._stream: zlib._Compress | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        elif message["type"] != "http.response.body":
            await self._send(message)
        elif self._start is not None:
            start, self._start = self._start, None
            await self._begin(start, message)
        elif not self._head:
            await self._send_piece(message.get("body", b""), more=message.get("more_body", False))

    async def _begin(self, start: Message, message: Message) -> None:
        """Send the beginning of an answer, all of it where it comes in one piece."""
        fields = Fields(start["headers"])
        body: bytes = message.get("body", b"")
        whole = not message.get("more_body", False)
        status = start["status"]
        if status == _OK and _REPRESENTED.isdisjoint(fields.names()):
            if whole:
                status, body = await self._represent(fields, body)
            elif self._takes_gzip(fields):
                fields.add(b"content-encoding", b"gzip")
                fields.remove(b"content-length")
                self._stream = zlib.compressobj(_LEVEL_OF_STREAMS, zlib.DEFLATED, _GZIP_BITS)
        if self._head:
            body, whole = b"", True
        await self._send({"type": "http.response.start", "status": status, "headers": fields.pairs()})
        if whole:
            await self._send({"type": "http.response.body", "body": body, "more_body": False})
        else:
            await self._send_piece(body, more=True)

    async def _send_piece(self, body: bytes, *, more: bool) -> None:
        """Send a piece of an answer that comes in several."""
        if self._stream is not None:
            # In a thread: a long answer does not hold up other requests.
            body = await asyncio.to_thread(self._stream.compress, body) if body else b""
            body += b"" if more else self._stream.flush()
        if body or not more:
            await self._send({"type": "http.response.body", "body": body, "more_body": more})

    def _takes_gzip(self, fields: Fields) -> bool:
        """Tell whether a body that is long enough is sent with gzip, and name in Vary what that depends on."""
        if not _is_compressible(_media_type(fields)):
            return False
        fields.vary("Accept-Encoding")
        return prefers_gzip(requested(self._scope, b"accept-encoding"))

    async def _represent(self, fields: Fields, body: bytes) -> tuple[int, bytes]:
        """Return the status and the body of a whole answer, and complete its fields."""
        media_type = _media_type(fields)
        coding = b"gzip" if len(body) >= _SMALLEST and self._takes_gzip(fields) else b""
        if self._scope["method"] in _READS:
            tag = _entity_tag(media_type, body, coding)
            fields.add(b"etag", tag)
            status = _condition(self._scope, tag)
            if status == _NOT_MODIFIED:
                fields.keep(KEPT_BY_304)
                return status, b""
            if status == _FAILED:
                raise Problem(
                    _FAILED,
                    "precondition-failed",
                    "The representation is another one",
                    "Its entity tag is none of those that If-Match names.",
                    headers={"ETag": tag.decode("latin-1")},
                )
        if coding:
            body = await asyncio.to_thread(_compressed, body) if len(body) > _LARGE else _compressed(body)
            fields.add(b"content-encoding", coding)
        fields.set(b"content-length", b"%d" % len(body))
        return _OK, body


def _media_type(fields: Fields) -> bytes:
    return (fields.get(b"content-type") or b"").partition(b";")[0].strip()


def _is_compressible(media_type: bytes) -> bool:
    return media_type.decode("latin-1").startswith(_COMPRESSIBLE) and media_type not in _NOT_COMPRESSIBLE


def _compressed(body: bytes) -> bytes:
    # Without a time: the same bytes have the same tag wherever and whenever they are compressed.
    return gzip.compress(body, _LEVEL, mtime=0)


def _entity_tag(media_type: bytes, body: bytes, coding: bytes) -> bytes:
    """Return a strong entity tag (RFC 9110 §8.8.3): another one for other bytes, another type, another coding."""
    digest = hashlib.blake2b(body, digest_size=15, person=_type_digest(media_type))
    name = base64.urlsafe_b64encode(digest.digest())
    return b'"%s-%s"' % (name, coding) if coding else b'"%s"' % name


@lru_cache(maxsize=64)
def _type_digest(media_type: bytes) -> bytes:
    return hashlib.blake2b(media_type, digest_size=16).digest()


def _condition(scope: Scope, tag: bytes) -> int:
    """Return the status that the preconditions of a request lead to, in the order of RFC 9110 §13.2.2."""
    if_match = requested(scope, b"if-match")
    if if_match is not None and not matches(if_match, tag, weak=False):
        return _FAILED
    if_none_match = requested(scope, b"if-none-match")
    if if_none_match is not None and matches(if_none_match, tag, weak=True):
        return _NOT_MODIFIED
    return _OK


def matches(field: str, tag: bytes, *, weak: bool) -> bool:
    """Tell whether a list of entity tags has one (RFC 9110 §8.8.3.2, §13.1.1 and §13.1.2).

    >>> matches('W/"a", "b"', b'"a"', weak=True), matches('W/"a", "b"', b'"a"', weak=False)
    (True, False)
    """
    if field.strip() == "*":
        return True
    wanted = tag.decode("latin-1")
    # A tag holds no quotation mark, and ours no comma: what stands between commas is a tag or none of ours.
    tags = (each.strip() for each in field.split(","))
    return any((each.removeprefix("W/") if weak else each) == wanted for each in tags)
