"""The edge: what is refused, what every answer has, and what a handler can rely on."""

from __future__ import annotations

import asyncio
import gc
import json
import weakref

import pytest
from starlette.responses import HTMLResponse

from gcm_graph.serving.answering import ClientTooSlowError
from gcm_graph.serving.service import Limits


@pytest.mark.parametrize(
    "target",
    [
        "/%",
        "/%zz",
        "/hello/%e",
        "/hello/%c3",
        "/hello/%ff",
        "/hello/%c0%af",
        "/hello/%00",
        "/hello/a%0d%0aSet-Cookie:%20a=b",
        "/hello/%7f",
        "/hello/%c2%85",
        "/..",
        "/../etc/passwd",
        "/hello/../../etc/passwd",
        "/hello/%2e%2e/%2e%2e/etc/passwd",
        "/hello/..%2f..%2fetc/passwd",
        "/hello/%5c..%5cwindows",
        "/hello/./x",
        "/hello/\xe9",
        "/hello/a b",
        "/public?%",
        "/public?a=%f",
        "/public?a=%ff",
        "/public?a=\xe9",
    ],
)
def test_a_malformed_target_is_refused(ask, house, target: str) -> None:
    """Broken percent-encoding, control characters and ways up the folders are 400."""
    answer = ask(house.asgi, "GET", target)
    assert answer.status == 400
    assert answer.fields["content-type"] == "application/problem+json"
    assert json.loads(answer.body)["type"] == "https://w3id.org/gcm/problem/malformed-request"


@pytest.mark.parametrize("target", ["", "*", "public"])
def test_a_target_begins_with_a_slash(ask, house, target: str) -> None:
    """A target that is neither a path nor `*` of OPTIONS is malformed (RFC 9112 §3.2)."""
    assert ask(house.asgi, "GET", target).status == 400


@pytest.mark.parametrize("target", ["/hello/a%2Fb", "/hello/%C3%A9", "/hello/a..b", "/hello/...", "/public?q=%0A%25"])
def test_a_well_formed_target_is_answered(ask, house, target: str) -> None:
    """What is odd but well-formed reaches its handler."""
    assert ask(house.asgi, "GET", target).status == 200


def test_the_path_is_decoded_once(ask, house) -> None:
    """A handler gets the path without percent-encoding, and a percent sign that was encoded stays one."""
    assert ask(house.asgi, "GET", "/hello/%C3%A9%2541").body.decode().startswith("/hello/é%41")


@pytest.mark.parametrize(("host", "more"), [(None, []), ("a.example", [("Host", "b.example")])])
def test_a_request_has_one_host(ask, house, host: str | None, more: list[tuple[str, str]]) -> None:
    """HTTP/1.1 without Host, or with two, is 400 (RFC 9112 §3.2)."""
    assert ask(house.asgi, "GET", "/public", more, host=host).status == 400


@pytest.mark.parametrize(
    "host",
    [
        *("a b", "a,b", "a:b", "a:99999", "evil.com/@x", "<script>", "user@host", "[::1", "[::1]x", "[1:2]", ":80"),
        *("ex%zzample", "a:80:80", "a\u00e9", "[v.x]", "a" * 301),
    ],
)
def test_a_host_is_a_host(ask, house, host: str) -> None:
    """A Host that RFC 3986 §3.2.2 and §3.2.3 do not allow is 400 (RFC 9112 §3.2), also where the answer is kept."""
    assert ask(house.asgi, "GET", "/public").status == 200
    refused = ask(house.asgi, "GET", "/public", host=host)
    assert (refused.status, json.loads(refused.body)["type"].rpartition("/")[2]) == (400, "malformed-request")


@pytest.mark.parametrize("host", ["a", "A.example:80", "127.0.0.1:8000", "[::1]", "[::ffff:1.2.3.4]:1", "a:", "x_y.z"])
def test_any_host_is_answered(ask, house, host: str) -> None:
    """Names, addresses and ports of any server are well-formed."""
    assert ask(house.asgi, "GET", "/public", host=host).status == 200


def test_limits_of_target_and_fields(ask, build) -> None:
    """What is too long is 414 or 431, and says the limit."""
    house = build(limits=Limits(url_bytes=100, header_bytes=500))
    assert ask(house.asgi, "GET", "/hello/" + "a" * 93).status == 200
    too_long = ask(house.asgi, "GET", "/hello/" + "a" * 94)
    assert (too_long.status, json.loads(too_long.body)["limit"]) == (414, 100)
    too_large = ask(house.asgi, "GET", "/public", [("X-A", "a" * 500)])
    assert (too_large.status, json.loads(too_large.body)["limit"]) == (431, 500)
    assert ask(build().asgi, "GET", "/public", [(f"X-{number}", "a") for number in range(101)]).status == 431


def test_limits_of_the_body(ask, build) -> None:
    """A body that is too long is 413: at once where it says so, otherwise when it is; the connection is closed."""
    house = build(limits=Limits(body_bytes=10))
    assert ask(house.asgi, "POST", "/echo", [("Content-Length", "10")], [b"a" * 10]).body == b"10"
    said = ask(house.asgi, "POST", "/echo", [("Content-Length", "11")], [b"a" * 11])
    assert (said.status, json.loads(said.body)["limit"], said.fields["connection"]) == (413, 10, "close")
    chunked = ask(house.asgi, "POST", "/echo", [("Transfer-Encoding", "chunked")], [b"a" * 6, b"a" * 6, b""])
    assert (chunked.status, chunked.fields["connection"]) == (413, "close")
    assert ask(house.asgi, "POST", "/echo", [("Content-Length", "9" * 5000)]).status == 413


def test_a_slow_body_is_refused(ask, build) -> None:
    """A body that does not arrive in time is 408, and the connection is closed."""
    house = build(limits=Limits(body_seconds=0.05))
    answer = ask(house.asgi, "POST", "/echo", [("Content-Length", "9")], [])
    assert (answer.status, answer.fields["connection"]) == (408, "close")


def test_a_compressed_body_is_refused(ask, house) -> None:
    """A body in a content coding is 415, and what there is instead is said (RFC 9110 §15.5.16)."""
    answer = ask(house.asgi, "POST", "/echo", [("Content-Encoding", "gzip"), ("Content-Length", "1")], [b"a"])
    assert (answer.status, answer.fields["accept-encoding"]) == (415, "identity")


@pytest.mark.parametrize("coding", ["gzip, chunked", "gzip", "chunked, gzip", "identity", "chunked, chunked", ""])
@pytest.mark.parametrize("length", [[], [("Content-Length", "1")]], ids=["without length", "with length"])
def test_a_transfer_coding_that_is_not_understood_is_refused(ask, house, coding: str, length) -> None:
    """RFC 9112 §6.1: it is 501 and the end of the connection; only chunks are read, in whichever case of letters."""
    answer = ask(house.asgi, "POST", "/echo", [("Transfer-Encoding", coding), *length], [b"a"])
    assert (answer.status, answer.fields["connection"]) == (501, "close")
    assert json.loads(answer.body)["type"] == "https://w3id.org/gcm/problem/transfer-coding"
    assert ask(house.asgi, "POST", "/echo", [("Transfer-Encoding", "Chunked")], [b"a"]).body == b"1"


def test_codings_on_several_lines_are_one_list(ask, house) -> None:
    """A coding cannot hide on a line of its own (RFC 9110 §5.3)."""
    lines = [("Transfer-Encoding", "gzip"), ("Transfer-Encoding", "chunked")]
    assert ask(house.asgi, "POST", "/echo", lines, [b"a"]).status == 501


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "FOO"])
def test_other_methods_are_refused(ask, house, method: str) -> None:
    """405 says in Allow what is served (RFC 9110 §15.5.6)."""
    answer = ask(house.asgi, method, "/public")
    assert (answer.status, answer.fields["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_options_says_what_is_served(ask, house) -> None:
    """OPTIONS is answered for each address, for the whole server, and for browsers that ask before they send."""
    assert ask(house.asgi, "OPTIONS", "/echo").fields["allow"] == "OPTIONS, POST"
    assert ask(house.asgi, "OPTIONS", "*").fields["allow"] == "GET, HEAD, OPTIONS, POST"
    asked = [("Origin", "https://evil.example"), ("Access-Control-Request-Method", "POST")]
    answer = ask(house.asgi, "OPTIONS", "/echo", asked)
    assert answer.status == 204
    assert answer.body == b""
    assert answer.fields["access-control-allow-origin"] == "*"
    assert "POST" in answer.fields["access-control-allow-methods"]
    assert "Content-Type" in answer.fields["access-control-allow-headers"]


def test_nothing_is_found(ask, house) -> None:
    """An address without a handler is 404."""
    assert ask(house.asgi, "GET", "/nowhere").status == 404


@pytest.mark.parametrize("target", ["/public", "/nowhere", "/%zz", "/fault", "/streamed"])
def test_every_answer_has_its_fields(ask, house, target: str) -> None:
    """Whatever the status: nothing is guessed about the type, no page may load from elsewhere, everyone may read."""
    fields = ask(house.asgi, "GET", target).fields
    assert fields["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in fields["content-security-policy"]
    assert "frame-ancestors 'none'" in fields["content-security-policy"]
    assert fields["referrer-policy"]
    assert fields["access-control-allow-origin"] == "*"
    assert "ETag" in fields["access-control-expose-headers"]
    assert "access-control-allow-credentials" not in fields


def test_the_address_is_a_setting(ask, build) -> None:
    """No field that a client or a proxy can send changes what a handler takes for the address of the server."""
    sent = [
        ("X-Forwarded-Host", "evil.example"),
        ("X-Forwarded-Proto", "gopher"),
        ("X-Forwarded-Prefix", "/evil"),
        ("Forwarded", "host=evil.example"),
        ("X-Original-URL", "/evil"),
        ("X-Rewrite-URL", "/evil"),
    ]
    for base, url in (
        (None, "http://127.0.0.1:8000/address"),
        ("https://data.example.org/gcm", "https://data.example.org/address"),
    ):
        answer = ask(build(base_url=base).asgi, "GET", "/address", sent, host="evil.example")
        assert answer.body.decode() == f"{url} ['host']"


def test_a_fault_is_a_problem_and_a_line_in_the_log(ask, build) -> None:
    """The client learns nothing of the fault; the log has its place, and its words only where queries are logged."""
    for logged in (False, True):
        house = build(log_queries=logged)
        answer = ask(house.asgi, "GET", "/fault?secret")
        assert answer.status == 500
        assert b"secret" not in answer.body
        assert b"ValueError" not in answer.body
        event = json.loads(house.log.getvalue())
        assert (event["event"], event["kind"]) == ("fault", "ValueError")
        assert "_fault" in event["trace"]
        assert ("secret" in house.log.getvalue()) is logged


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "application/problem+json"),
        ("*/*", "application/problem+json"),
        ("text/turtle", "application/problem+json"),
        ("application/sparql-results+json", "application/problem+json"),
        ("application/json", "application/problem+json"),
        ("text/plain", "text/plain; charset=utf-8"),
        ("text/*;q=0.5, application/problem+json;q=0.1", "text/plain; charset=utf-8"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
    ],
)
def test_a_problem_is_told_as_the_client_reads_it(ask, build, accept: str | None, media_type: str) -> None:
    """RFC 9457 for programs, text and a page for people; an error is told even where nothing is acceptable."""
    house = build(page=lambda _, problem: HTMLResponse(f"<p>{problem.status}", problem.status))
    answer = ask(house.asgi, "GET", "/nowhere", [("Accept", accept)] if accept else [])
    assert (answer.status, answer.fields["content-type"]) == (404, media_type)
    assert answer.fields["vary"] == "Accept"
    assert answer.fields["cache-control"] == "no-store"


def test_a_problem_has_the_members_of_the_rfc(ask, house) -> None:
    """Type, title, status and detail (RFC 9457 §3.1)."""
    record = json.loads(ask(house.asgi, "GET", "/nowhere").body)
    assert record["type"] == "https://w3id.org/gcm/problem/not-found"
    assert record["status"] == 404
    assert record["title"]
    assert "/nowhere" in record["detail"]


def test_a_page_that_fails_hides_no_problem(ask, build) -> None:
    """Where the page of a problem cannot be made, it is told as text and the fault is logged."""

    def broken(*_: object) -> HTMLResponse:
        raise KeyError("template")

    house = build(page=broken)
    answer = ask(house.asgi, "GET", "/nowhere", [("Accept", "text/html")])
    assert (answer.status, answer.fields["content-type"]) == (404, "text/plain; charset=utf-8")
    assert json.loads(house.log.getvalue())["kind"] == "KeyError"


def test_a_problem_for_head_has_no_body(ask, house) -> None:
    """HEAD gets no body of an error either."""
    answer = ask(house.asgi, "HEAD", "/nowhere")
    assert (answer.status, answer.body) == (404, b"")


def test_a_large_answer_goes_out_in_parts(ask, house) -> None:
    """What a slow client would hold for long is handed over in small parts, with its length known.

    The HTTP server holds a dozen parts for each client that does not read on.
    """
    answer = ask(house.asgi, "GET", "/large")
    assert len(answer.body) == int(answer.fields["content-length"]) == 300_000
    assert answer.parts >= 300_000 / (16 * 1024)


def test_a_client_that_does_not_read_is_left(build) -> None:
    """An answer that is not taken in time is given up and counted."""
    house = build(limits=Limits(send_seconds=0.05))

    async def stuck(message: dict[str, object]) -> None:
        if message["type"] == "http.response.body":
            await asyncio.sleep(3600)

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b""}

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/large",
        "raw_path": b"/large",
        "query_string": b"",
        "http_version": "1.1",
        "headers": [(b"host", b"a")],
    }

    async def request() -> None:
        async with asyncio.timeout(5):
            await house.asgi(scope, receive, stuck)

    with pytest.raises(ClientTooSlowError):
        asyncio.run(request())
    assert house.metrics.slow_clients == 1
    assert house.metrics.in_flight == 0


def test_a_body_that_breaks_off_ends_the_connection(house) -> None:
    """Where a body in chunks breaks off nobody knows where the next request would begin (RFC 9112 §8)."""
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.disconnect"}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/echo",
        "raw_path": b"/echo",
        "query_string": b"",
        "http_version": "1.1",
        "headers": [(b"host", b"a"), (b"transfer-encoding", b"chunked")],
    }
    asyncio.run(house.asgi(scope, receive, send))
    assert sent[0]["status"] == 400
    assert (b"connection", b"close") in sent[0]["headers"]


def test_requests_are_logged_only_when_asked(ask, build) -> None:
    """One line of JSON for each request, and none of it without the option; no text of a query without the other."""
    silent = build()
    ask(silent.asgi, "GET", "/public?secret")
    assert silent.log.getvalue() == ""
    for queries in (False, True):
        house = build(log_requests=True, log_queries=queries)
        ask(house.asgi, "GET", "/public?secret", [("User-Agent", "agent"), ("X-Forwarded-For", "192.0.2.1")])
        line = json.loads(house.log.getvalue())
        assert (line["method"], line["path"], line["status"], line["bytes"]) == ("GET", "/public", 200, 2006)
        assert ("secret" in house.log.getvalue()) is queries
        assert not any(personal in house.log.getvalue() for personal in ("agent", "192.0.2.1", "127.0.0.1"))


def test_a_log_line_cannot_be_forged(ask, build) -> None:
    """Line breaks and control characters of a path are escaped: one request is one line."""
    house = build(log_requests=True)
    ask(house.asgi, "GET", '/nowhere%0a{"event":"forged"}%1b[31m')
    assert house.log.getvalue().count("\n") == 1
    assert "\x1b" not in house.log.getvalue()
    json.loads(house.log.getvalue())


def test_requests_are_counted(ask, build) -> None:
    """Counts by method and status; unknown methods are one kind, so that nobody fills the memory with them."""
    house = build()
    ask(house.asgi, "GET", "/public")
    ask(house.asgi, "GET", "/nowhere")
    for number in range(5):
        ask(house.asgi, f"M{number}", "/public")
    counted = house.metrics._requests
    assert counted == {("GET", 200): 1, ("GET", 404): 1, ("other", 405): 5}
    assert house.metrics.in_flight == 0


@pytest.mark.parametrize("path", ["/hello/%zz", "/fault", "/nowhere"])
def test_a_request_that_met_a_problem_is_let_go_of_at_once(house, path: str) -> None:
    """Nothing holds it until Python looks for circles: a server closes a connection when nothing holds its request."""

    class Connection:
        async def __call__(self, _: object = None) -> dict[str, object]:
            return {"type": "http.request", "body": b"", "more_body": False}

    async def refused() -> weakref.ref[Connection]:
        connection = Connection()
        scope = {"type": "http", "http_version": "1.1", "method": "GET", "path": path, "raw_path": path.encode()}
        scope |= {"query_string": b"", "headers": [(b"host", b"a")], "root_path": ""}
        await house.asgi(scope, connection, connection)
        return weakref.ref(connection)

    gc.disable()
    try:
        assert asyncio.run(refused())() is None
    finally:
        gc.enable()
