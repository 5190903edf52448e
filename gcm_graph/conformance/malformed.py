"""Cases of requests that no client should make: each gets an answer that says so, and none does harm."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from gcm_graph.conformance.cases import Case
from gcm_graph.conformance.exchange import Request
from gcm_graph.conformance.expecting import CLIENT_ERROR, Status, Within
from gcm_graph.conformance.expecting_content import Content
from gcm_graph.conformance.protocol import one

_SECONDS = 10.0
_CLOSED = 0


def malformed_cases(base_url: str) -> Iterator[Case]:
    """Yield the cases.

    Args:
        base_url: the server's address, with a slash at the end.
    """
    parts = urlsplit(base_url)
    host, root = parts.netloc, parts.path
    bad, closed = Status((400,)), Status((400, _CLOSED))
    in_time = Within(_SECONDS)

    def raw(text: str | bytes, method: str = "GET") -> Request:
        content = text.encode("latin-1") if isinstance(text, str) else text
        return Request(target=base_url, method=method, raw=content)

    end = f"Host: {host}\r\nConnection: close\r\n\r\n"
    no_host = raw(f"GET {root} HTTP/1.1\r\nConnection: close\r\n\r\n")
    yield one("malformed", "no-host", "RFC 9112 §3.2", no_host, bad, in_time)
    for name, path in (("cut", "%"), ("no-hexadecimal", "%zz"), ("half", "%4")):
        request = raw(f"GET {root}{path} HTTP/1.1\r\n{end}")
        yield one("malformed", f"percent-{name}", "RFC 3986 §2.1", request, Status((400, 404)), in_time)
    broken = raw(f"GET {root}%ff%fe HTTP/1.1\r\n{end}")
    yield one("malformed", "path-not-utf-8", "RFC 3986 §2.5", broken, Status((400, 404)), in_time)
    zero = raw(f"GET {root}%00 HTTP/1.1\r\n{end}")
    yield one("malformed", "zero-byte", "RFC 3986 §7.3", zero, Status((400, 404)), in_time)
    line = raw(f"GET {root}%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\n{end}")
    harmless = Content(without="(?m)^Set-Cookie")
    yield one("malformed", "line-break-in-path", "RFC 9110 §5.5", line, Status((400, 404)), harmless, in_time)
    for name, path in (
        ("dots", "../../../../etc/passwd"),
        ("encoded-dots", "%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd"),
        ("encoded-slashes", "..%2f..%2f..%2f..%2fetc%2fpasswd"),
        ("backslashes", "..%5c..%5c..%5cetc%5cpasswd"),
        ("twice-encoded", "%252e%252e%252fetc%252fpasswd"),
        ("absolute", "/etc/passwd"),
    ):
        request = raw(f"GET {root}{path} HTTP/1.1\r\n{end}")
        away = (Status((301, 308, *CLIENT_ERROR)), Content(without="root:x:"))
        yield one("malformed", f"traversal-{name}", "RFC 9110 §17.3", request, *away, in_time)
    both = "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"
    smuggled = raw(f"POST {root}sparql HTTP/1.1\r\n{both}{end}0\r\n\r\nGET /x HTTP/1.1\r\n\r\n", "POST")
    yield one("malformed", "length-and-chunks", "RFC 9112 §6.1", smuggled, Status((_CLOSED, *CLIENT_ERROR)), in_time)
    lengths = "Content-Length: 3\r\nContent-Length: 4\r\n"
    two = raw(f"POST {root}sparql HTTP/1.1\r\n{lengths}{end}abcd", "POST")
    yield one("malformed", "two-lengths", "RFC 9112 §6.3", two, closed, in_time)
    negative = raw(f"POST {root}sparql HTTP/1.1\r\nContent-Length: -1\r\n{end}", "POST")
    yield one("malformed", "negative-length", "RFC 9110 §8.6", negative, closed, in_time)
    chunk = raw(f"POST {root}sparql HTTP/1.1\r\nTransfer-Encoding: chunked\r\n{end}zz\r\n", "POST")
    yield one("malformed", "bad-chunk", "RFC 9112 §7.1", chunk, Status((_CLOSED, *CLIENT_ERROR)), in_time)
    noise = raw(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n")
    yield one("malformed", "tls-to-a-plain-port", "RFC 9112 §2.2", noise, closed, in_time)
    long_target = raw(f"GET {root}{'a' * 70_000} HTTP/1.1\r\n{end}")
    yield one("malformed", "long-target", "RFC 9112 §3", long_target, Status((_CLOSED, 400, 414, 431)), in_time)
    long_field = raw(f"GET {root} HTTP/1.1\r\nX-Long: {'a' * 200_000}\r\n{end}")
    yield one("malformed", "long-field", "RFC 6585 §5", long_field, Status((_CLOSED, 400, 431)), in_time)
    many = "".join(f"X-{number}: a\r\n" for number in range(5000))
    many_fields = raw(f"GET {root} HTTP/1.1\r\n{many}{end}")
    yield one("malformed", "many-fields", "RFC 6585 §5", many_fields, Status((_CLOSED, 400, 431)), in_time)
    folded = raw(f"GET {root} HTTP/1.1\r\nX-Folded: a\r\n b\r\n{end}")
    yield one("malformed", "folded-field", "RFC 9112 §5.2", folded, Status((200, 400)), in_time)
    spaced = raw(f"GET {root} HTTP/1.1\r\nX-Spaced : a\r\n{end}")
    yield one("malformed", "space-before-colon", "RFC 9112 §5.1", spaced, closed, in_time)
    for name, accept in (
        ("nonsense", "\x7f;;;q=q=q,,,/"),
        ("q-too-large", "text/turtle;q=7, */*;q=0.1"),
        ("q-no-number", "text/turtle;q=abc, */*;q=0.1"),
        ("quotation-left-open", 'text/turtle;a="b, */*'),
        ("very-many-members", ",".join(f"a/b{number};q=0.5" for number in range(1200)) + ", */*;q=0.1"),
        ("bytes", "\xff\xfe/\xff"),
    ):
        request = raw(f"GET {root} HTTP/1.1\r\nAccept: {accept}\r\n{end}")
        yield one(
            "malformed", f"accept-{name}", "RFC 9110 §12.5.1", request, Status((200, 303, 400, 406, 431)), in_time
        )
