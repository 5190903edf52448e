"""One request and its answer, byte for byte as HTTP/1.1 has them (RFC 9112)."""

from __future__ import annotations

import gzip
import socket
import ssl
import time
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from types import MappingProxyType
from typing import Self
from urllib.parse import urljoin, urlsplit

from gcm_graph.conformance.errors import NotAnAddressError, UnreachableServerError

_REDIRECTIONS = frozenset({301, 302, 303, 307, 308})
_MOST_HOPS = 5
_MOST_BYTES = 64 * 1024 * 1024
_SECONDS = 30.0

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is sent.

    Attributes:
        target: an absolute URL on the server.
        method: the method.
        fields: the header fields in their order; Host is added, nothing else.
        body: the content.
        follows: whether redirections within the server are followed, by GET or HEAD with the same fields.
        raw: all the bytes to be sent instead of the above, for requests that no client would make.
    """

    target: str
    method: str = "GET"
    fields: Fields = ()
    body: bytes = b""
    follows: bool = False
    raw: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back.

    Attributes:
        url: what was asked in the end.
        status: the status code; 0 where the server closed the connection without an answer.
        fields: the header fields in their order.
        body: the content as sent, before any content coding is undone.
        before: the redirections that led here, the first one first.
        seconds: from the first byte sent to the last one received, redirections included.
        method: by which it was asked.
    """

    url: str
    status: int
    fields: Fields
    body: bytes
    method: str = "GET"
    before: tuple[Answer, ...] = ()
    seconds: float = 0.0

    @property
    def first(self) -> Answer:
        """The answer to the request itself, before redirections were followed."""
        return self.before[0] if self.before else self

    def field(self, name: str) -> str | None:
        """Return a field's value, several lines joined by commas (RFC 9110 §5.3); None where there is none."""
        values = [value for each, value in self.fields if each.lower() == name.lower()]
        return ", ".join(values) if values else None

    @property
    def media_type(self) -> str:
        """The media type without parameters, in lower case; empty where none is given."""
        return (self.field("Content-Type") or "").partition(";")[0].strip().lower()

    @property
    def content(self) -> bytes:
        """The content without its coding (RFC 9110 §8.4); as it is where it is not in the coding it claims."""
        coding = (self.field("Content-Encoding") or "").strip().lower()
        try:
            return gzip.decompress(self.body) if coding in {"gzip", "x-gzip"} and self.body else self.body
        except (OSError, EOFError, zlib.error):
            return self.body

    def values(self) -> Mapping[str, str]:
        """Return what later requests of the same case may refer to in braces."""
        return MappingProxyType({"{etag}": self.field("ETag") or "", "{url}": self.url})


class Client:
    """Sends requests to one server over one connection, which it opens anew when the server closes it.

    Args:
        base_url: the server's address; only requests to its host are sent.
        seconds: how long an answer may take.

    Raises:
        NotAnAddressError: it is no HTTP address.
    """

    def __init__(self, base_url: str, *, seconds: float = _SECONDS) -> None:
        try:
            parts = urlsplit(base_url)
            port = parts.port
        except ValueError as error:
            raise NotAnAddressError(f"{base_url!r} is not an address: {error}") from error
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise NotAnAddressError(f"{base_url!r} is not an HTTP address")
        self.origin = (parts.scheme, parts.netloc)
        self._host = parts.hostname
        self._port = port or (443 if parts.scheme == "https" else 80)
        self._seconds = seconds
        self._connection: HTTPConnection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def send(self, request: Request) -> Answer:
        """Send a request and return its answer.

        Raises:
            UnreachableServerError: no connection can be made, or no answer comes in time.
        """
        begin = time.perf_counter()
        try:
            answer = self._raw(request) if request.raw else self._once(request)
            before: list[Answer] = []
            while request.follows and answer.status in _REDIRECTIONS and len(before) < _MOST_HOPS:
                place = urljoin(answer.url, answer.field("Location") or "")
                if urlsplit(place)[:2] != self.origin:
                    break
                before.append(answer)
                method = "HEAD" if request.method == "HEAD" else "GET"
                answer = self._once(replace(request, target=place, method=method, body=b""))
        except (OSError, HTTPException) as error:
            self.close()
            raise UnreachableServerError(
                f"{request.method} {request.target}: {error or type(error).__name__}"
            ) from error
        return replace(answer, before=tuple(before), seconds=time.perf_counter() - begin)

    def _once(self, request: Request) -> Answer:
        # A kept connection may have been closed since; a second failure is the server's.
        if self._connection is not None:
            try:
                return self._over(self._connection, request)
            except (OSError, HTTPException):
                self.close()
        self._connection = self._open()
        return self._over(self._connection, request)

    def _open(self) -> HTTPConnection:
        kind = HTTPSConnection if self.origin[0] == "https" else HTTPConnection
        return kind(self._host, self._port, timeout=self._seconds)

    def _over(self, connection: HTTPConnection, request: Request) -> Answer:
        parts = urlsplit(request.target)
        place = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.putrequest(request.method, place, skip_accept_encoding=True)
        given = {name.lower() for name, _ in request.fields}
        if (request.body or request.method in {"POST", "PUT"}) and "content-length" not in given:
            connection.putheader("Content-Length", str(len(request.body)))
        for name, value in request.fields:
            connection.putheader(name, value.encode())
        connection.endheaders(request.body or None)
        response = connection.getresponse()
        answer = _read(response, request.target, request.method)
        if response.will_close:
            self.close()
        return answer

    def _raw(self, request: Request) -> Answer:
        with socket.create_connection((self._host, self._port), timeout=self._seconds) as plain:
            over = plain
            if self.origin[0] == "https":
                over = ssl.create_default_context().wrap_socket(plain, server_hostname=self._host)
            over.sendall(request.raw)
            response = HTTPResponse(over, method=request.method)
            try:
                response.begin()
                return _read(response, request.target, request.method)
            except TimeoutError:
                raise
            except (HTTPException, OSError):
                # Closing the connection is an answer too (RFC 9112 §9.6), which a case may accept.
                return Answer(url=request.target, status=0, fields=(), body=b"", method=request.method)
            finally:
                response.close()


def _read(response: HTTPResponse, url: str, method: str) -> Answer:
    body = response.read(_MOST_BYTES)
    response.read()
    return Answer(url=url, status=response.status, fields=tuple(response.getheaders()), body=body, method=method)


def filled(request: Request, values: Mapping[str, str]) -> Request:
    """Return a request in which `{etag}` and `{url}` stand for what the answer before it had."""

    def fill(text: str) -> str:
        for name, value in values.items():
            text = text.replace(name, value)
        return text

    fields: Sequence[tuple[str, str]] = [(name, fill(value)) for name, value in request.fields]
    return replace(request, target=fill(request.target), fields=tuple(fields))
