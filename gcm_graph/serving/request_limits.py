"""What a request must keep to: a well-formed target, fields and a body of bounded size and time."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from functools import lru_cache

from starlette.types import Message, Receive, Scope

from gcm_graph.serving import percent
from gcm_graph.serving.fields import Pair, requested
from gcm_graph.serving.hosts import is_host
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.service import Limits

_NOT_IN_TARGETS = re.compile(rb"[^\x21-\x7e]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_FIELDS = 100
_LISTS = frozenset({b"accept", b"accept-encoding", b"accept-language", b"if-match", b"if-none-match"})
_DISTRUSTED = frozenset({b"host", b"forwarded", b"x-original-url", b"x-rewrite-url"})


def check_request(scope: Scope, limits: Limits) -> str:
    """Check what is known of a request before its body.

    Args:
        scope: the request as it came, with all its fields.
        limits: what it must keep to.

    Returns:
        The path of its target, without percent-encoding.

    Raises:
        Problem: 400, 413, 414, 415, 431 or 501: it is malformed or too large, or its body is not read here.
    """
    path: bytes = scope.get("raw_path") or scope["path"].encode()
    query: bytes = scope["query_string"]
    if len(path) + len(query) > limits.url_bytes:
        raise Problem(
            414,
            "target-too-long",
            "The address is too long",
            f"The target of a request may have {limits.url_bytes} bytes.",
            hint="Send a long query by POST.",
            limit=limits.url_bytes,
        )
    if not path.startswith(b"/") and not (path == b"*" and scope["method"] == "OPTIONS"):
        raise _malformed("The target of a request begins with a slash, or is a whole http address (RFC 9112 §3.2).")
    decoded = _checked_path(path)
    _decoded(query, "query")
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    # The server adds an empty Host where there is none; of an http URI it may not be empty (RFC 9110 §4.2.1).
    if scope.get("http_version") == "1.1" and (len(hosts) != 1 or not hosts[0]):
        raise _malformed("A request of HTTP/1.1 has one Host field (RFC 9112 §3.2).")
    if len(hosts) > 1 or not all(is_host(host) for host in hosts if host):
        raise _malformed("The Host field has no host with or without a port (RFC 9112 §3.2).")
    _check_fields(scope, limits)
    _check_body_fields(scope, limits)
    return decoded


def trusted_headers(pairs: Iterable[Pair], host: bytes) -> list[Pair]:
    """Return the fields of a request as handlers see them.

    Lines of one list are joined (RFC 9110 §5.3). What a client says of the host is replaced by what is known here,
    and what proxies may have added is left out.
    """
    kept: list[Pair] = [(b"host", host)]
    joined: dict[bytes, bytes] = {}
    for name, value in pairs:
        if name in _DISTRUSTED or name.startswith(b"x-forwarded-"):
            continue
        if name in _LISTS:
            joined[name] = joined[name] + b", " + value if name in joined else value
        else:
            kept.append((name, value))
    return [*kept, *joined.items()]


class LimitedBody:
    """Receives the body of a request within its limits.

    Args:
        scope: the request.
        receive: where its body comes from.
        limits: how long it may be, and how long it may take.
    """

    def __init__(self, scope: Scope, receive: Receive, limits: Limits) -> None:
        self._receive = receive
        self._limits = limits
        self._left = limits.body_bytes
        self._until: float | None = None
        length = requested(scope, b"content-length")
        self.unread = length not in {None, "0"} or requested(scope, b"transfer-encoding") is not None

    async def __call__(self) -> Message:
        """Return the next part of the body, or that the client has gone.

        Raises:
            Problem: 413 or 408: the body is too long, or takes too long to arrive.
        """
        if not self.unread:
            return await self._receive()
        if self._until is None:
            self._until = asyncio.get_running_loop().time() + self._limits.body_seconds
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError:
            raise Problem(
                408,
                "body-too-slow",
                "The request took too long to arrive",
                f"The body of a request may take {self._limits.body_seconds:g} seconds.",
                limit=self._limits.body_seconds,
            ) from None
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise _too_large(self._limits)
        # Of a body that breaks off nobody knows where the next request would begin.
        self.unread = bool(message.get("more_body", False)) or message["type"] == "http.disconnect"
        return message


@lru_cache(maxsize=64)
def _checked_path(path: bytes) -> str:
    text = _decoded(path, "path")
    if _CONTROL.search(text) or "\\" in text:
        raise _malformed("The path has control characters or backslashes.")
    if {".", ".."} & set(text.split("/")):
        raise _malformed("The path has segments '.' or '..'.")
    return text


def _decoded(part: bytes, name: str) -> str:
    """Return a part of the target without its percent-encoding (RFC 3986 §2.1)."""
    if _NOT_IN_TARGETS.search(part):
        raise _malformed(f"The {name} of the address has characters that must be percent-encoded.")
    if percent.malformed_at(part) is not None:
        raise _malformed(f"In the {name} of the address a percent sign is not followed by two hexadecimal digits.")
    try:
        return percent.decoded(part).decode()
    except UnicodeDecodeError:
        raise _malformed(f"The {name} of the address is not in UTF-8.") from None


def _check_fields(scope: Scope, limits: Limits) -> None:
    fields = scope["headers"]
    size = sum(len(name) + len(value) + 4 for name, value in fields)
    if len(fields) > _FIELDS or size > limits.header_bytes:
        raise Problem(
            431,
            "fields-too-large",
            "The header fields are too large",
            f"A request may have {_FIELDS} header fields of {limits.header_bytes} bytes together.",
            limit=limits.header_bytes,
        )


def _check_body_fields(scope: Scope, limits: Limits) -> None:
    length = requested(scope, b"content-length")
    if length is not None and length.isdecimal() and int(length[:20]) > limits.body_bytes:
        raise _too_large(limits)
    coding = requested(scope, b"transfer-encoding")
    if coding is not None and coding.strip().lower() != "chunked":
        raise Problem(
            501,
            "transfer-coding",
            "The body of the request has a transfer coding that is not read here",
            "The only transfer coding that is read is chunked (RFC 9112 §6.1).",
            hint="Send the body in chunks, or with its Content-Length, and without another coding.",
        )
    if (requested(scope, b"content-encoding") or "identity").strip().lower() != "identity":
        raise Problem(
            415,
            "coded-body",
            "The body of a request may not be compressed",
            "The request has a Content-Encoding.",
            headers={"Accept-Encoding": "identity"},
        )


def broken_off() -> Problem:
    """Return the problem of a request whose body ended before its end, or is not in chunks as it says."""
    return _malformed("The body of the request did not arrive as a whole.")


def _too_large(limits: Limits) -> Problem:
    return Problem(
        413,
        "body-too-large",
        "The request is too large",
        f"The body of a request may have {limits.body_bytes} bytes.",
        limit=limits.body_bytes,
    )


def _malformed(detail: str) -> Problem:
    return Problem(400, "malformed-request", "The request is malformed", detail)
