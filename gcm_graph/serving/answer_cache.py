"""Keep whole answers and give them again, before any other work is done for a request.

A release never changes, so an answer to a plain GET that says `Cache-Control: public` holds as long as the release is
served. The key is what the answer may depend on and nothing else: the raw target and the fields of negotiation. Host
is only checked, and what proxies add is not looked at, so nothing in them can reach another visitor.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gcm_graph.serving.fields import Pair
from gcm_graph.serving.hosts import is_host
from gcm_graph.serving.logs import Log
from gcm_graph.serving.metrics import Metrics
from gcm_graph.serving.representation import KEPT_BY_304, matches

Key = tuple[bytes, bytes, bytes]
"""The values of Accept, Accept-Encoding and Accept-Language."""
Target = tuple[bytes, bytes]
"""The raw path and the query string."""

_KEPT_STATUS = frozenset({200, 301, 303, 308})
_VARIED_ON = frozenset({b"accept", b"accept-encoding", b"accept-language"})
_VARIANTS = 24
"""How many answers one target may have, so that odd fields cannot push out the answers of others."""
_LONGEST_FIELD = 1024
_LARGEST_PART = 16
"""One answer may take this part of the memory."""
_OVERHEAD = 600
_UNCACHED = frozenset(
    {
        b"range",
        b"if-range",
        b"if-match",
        b"if-modified-since",
        b"if-unmodified-since",
        b"content-length",
        b"transfer-encoding",
        b"expect",
        b"upgrade",
        b"authorization",
    }
)
"""Fields with which a request is not answered from what is kept."""


class _Kept(NamedTuple):
    """An answer as it was sent to a GET, its entity tag, and what it takes of the memory."""

    start: Message
    body: Message
    tag: bytes
    size: int

    def unchanged(self) -> Message:
        """Return what is sent to a client that has it already."""
        kept = [pair for pair in self.start["headers"] if pair[0] in KEPT_BY_304]
        return {"type": "http.response.start", "status": 304, "headers": kept}


_NOTHING: Message = {"type": "http.response.body", "body": b""}


class AnswerCache:
    """Middleware that answers from what it has kept.

    Args:
        application: what it stands before.
        limit: how many bytes the answers may take.
        metrics: where it counts.
        log: where it tells of requests.
    """

    def __init__(self, application: ASGIApp, limit: int, metrics: Metrics, log: Log) -> None:
        self._application = application
        self._limit = limit
        self._metrics = metrics
        self._log = log
        self._kept: OrderedDict[Target, dict[Key, _Kept]] = OrderedDict()
        self._size = 0
        self._generation = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, from what is kept where that is possible."""
        method = scope.get("method")
        if method not in {"GET", "HEAD"}:
            await self._application(scope, receive, send)
            return
        read = _read(scope["headers"])
        if read is None:
            await self._application(scope, receive, send)
            return
        key, if_none_match = read
        target: Target = (scope.get("raw_path") or b"", scope["query_string"])
        variants = self._kept.get(target)
        kept = variants.get(key) if variants else None
        if kept is None:
            if method == "GET" and not if_none_match and max(map(len, key)) <= _LONGEST_FIELD:
                send = _Keeping(self, target, key, send)
            await self._application(scope, receive, send)
            return
        self._kept.move_to_end(target)
        self._metrics.kept_hits += 1
        start, body = kept.start, kept.body
        if if_none_match and kept.tag and matches(if_none_match.decode("latin-1"), kept.tag, weak=True):
            start, body = kept.unchanged(), _NOTHING
        elif method == "HEAD":
            body = _NOTHING
        began = time.perf_counter()
        await send(start)
        await send(body)
        if self._log.requests:
            self._log.request(
                method=method,
                path=scope["path"],
                query=scope["query_string"],
                status=start["status"],
                seconds=time.perf_counter() - began,
                size=len(body["body"]),
                cached=True,
            )

    @property
    def generation(self) -> int:
        """How often all answers have been forgotten."""
        return self._generation

    def forget(self) -> None:
        """Forget all answers: another release has taken the place."""
        self._generation += 1
        self._kept.clear()
        self._size = 0
        self._metrics.kept_bytes = 0

    def keep(self, target: Target, key: Key, generation: int, start: Message, body: bytes) -> None:
        """Keep an answer, if it may be kept and was given by the release that is served now."""
        pairs: list[Pair] = start["headers"]
        size = len(body) + sum([len(name) + len(value) for name, value in pairs])
        size += sum(map(len, target)) + sum(map(len, key)) + _OVERHEAD
        fields = dict(pairs)
        if generation != self._generation or size > self._limit // _LARGEST_PART or not _may_be_kept(start, fields):
            return
        kept = _Kept(start, {"type": "http.response.body", "body": body}, fields.get(b"etag", b""), size)
        variants = self._kept.setdefault(target, {})
        replaced = variants.pop(key, None)
        variants[key] = kept
        self._size += size - (replaced.size if replaced else 0)
        if len(variants) > _VARIANTS:
            self._size -= variants.pop(next(iter(variants))).size
        self._kept.move_to_end(target)
        while self._size > self._limit:
            _, dropped = self._kept.popitem(last=False)
            self._size -= sum(each.size for each in dropped.values())
        self._metrics.kept_bytes = self._size


class _Keeping:
    """Sends the messages of an answer on, and keeps it if it came in one piece."""

    def __init__(self, cache: AnswerCache, target: Target, key: Key, send: Send) -> None:
        self._cache = cache
        self._target = target
        self._key = key
        self._send = send
        self._generation = cache.generation
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        await self._send(message)
        if message["type"] == "http.response.start":
            self._start = message
        elif message["type"] == "http.response.body" and self._start is not None:
            if not message.get("more_body", False):
                self._cache.keep(self._target, self._key, self._generation, self._start, message.get("body", b""))
            self._start = None


def _read(headers: Iterable[Pair]) -> tuple[Key, bytes] | None:
    """Return what the answer may depend on, and If-None-Match; None where the request is not for what is kept."""
    accept = encoding = language = if_none_match = b""
    hosts = 0
    for name, value in headers:
        if name == b"accept":
            accept = accept + b"," + value if accept else value
        elif name == b"accept-encoding":
            encoding = encoding + b"," + value if encoding else value
        elif name == b"accept-language":
            language = language + b"," + value if language else value
        elif name == b"if-none-match":
            if_none_match = if_none_match + b"," + value if if_none_match else value
        elif name == b"host" and is_host(value):
            hosts += 1
        elif name == b"host" or name in _UNCACHED:
            return None
    if hosts != 1:
        # It is malformed (RFC 9112 §3.2), or of HTTP/1.0: the edge knows.
        return None
    return (accept, encoding, language), if_none_match


def _may_be_kept(start: Message, fields: Mapping[bytes, bytes]) -> bool:
    """Tell whether an answer says itself that it is the same for everyone who asks so."""
    control = fields.get(b"cache-control", b"").lower()
    return (
        start["status"] in _KEPT_STATUS
        and b"public" in control
        and b"no-store" not in control
        and b"set-cookie" not in fields
        and b"content-range" not in fields
        and _VARIED_ON.issuperset(_names(fields.get(b"vary", b"")))
    )


@lru_cache(maxsize=64)
def _names(field: bytes) -> frozenset[bytes]:
    """Return the names in a list of fields; there are few such lists."""
    return frozenset(each.strip().lower() for each in field.split(b",")) - {b""}
