"""Answers that are kept: which, under what key, how many, and for how long."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Callable, Mapping

import pytest
from starlette.types import Receive, Scope, Send

from gcm_graph.serving.answer_cache import AnswerCache
from gcm_graph.serving.logs import Log
from gcm_graph.serving.metrics import Metrics


class Handler:
    """Answers each time with another number, and can be told how."""

    def __init__(self) -> None:
        self.calls = 0
        self.status = 200
        self.fields: dict[str, str] = {"cache-control": "public, max-age=60", "vary": "Accept, Accept-Encoding"}
        self.parts = 1
        self.size = 0
        self.meanwhile: Callable[[], None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        del scope, receive
        self.calls += 1
        if self.meanwhile:
            self.meanwhile()
        body = str(self.calls).encode() + b" " * self.size
        pairs = [(name.encode(), value.encode()) for name, value in self.fields.items()]
        pairs.append((b"etag", b'"%d"' % self.calls))
        await send({"type": "http.response.start", "status": self.status, "headers": pairs})
        for part in range(self.parts):
            more = part < self.parts - 1
            await send({"type": "http.response.body", "body": body, "more_body": more})


@pytest.fixture
def handler() -> Handler:
    """Return a handler whose answers may be kept."""
    return Handler()


@pytest.fixture
def cache(handler: Handler) -> AnswerCache:
    """Return a cache of one megabyte before the handler."""
    return AnswerCache(handler, 1_000_000, Metrics(), Log(stream=io.StringIO()))


def test_a_kept_answer_is_given_again(ask, cache, handler) -> None:
    """The handler is asked once, and the second answer is the first one."""
    first, second = ask(cache, "GET", "/a?b=c"), ask(cache, "GET", "/a?b=c")
    assert handler.calls == 1
    assert second == first


def test_head_is_answered_from_what_get_gave(ask, cache, handler) -> None:
    """HEAD gets the fields without the body; alone it keeps nothing."""
    ask(cache, "HEAD", "/a")
    got = ask(cache, "GET", "/a")
    head = ask(cache, "HEAD", "/a")
    assert handler.calls == 2
    assert (head.status, head.fields, head.body) == (200, got.fields, b"")


def test_an_unchanged_answer_is_304(ask, cache, handler) -> None:
    """A client that names the tag gets 304 from the cache; one that names another gets the answer."""
    ask(cache)
    unchanged = ask(cache, fields=[("If-None-Match", 'W/"1"')])
    assert (unchanged.status, unchanged.body, unchanged.fields["etag"]) == (304, b"", '"1"')
    assert unchanged.fields["vary"] == "Accept, Accept-Encoding"
    assert ask(cache, fields=[("If-None-Match", '"7"')]).body == b"1"
    assert handler.calls == 1


@pytest.mark.parametrize(
    "other",
    [
        {"target": "/A"},
        {"target": "/a?x"},
        {"target": "/%61"},
        {"fields": [("Accept", "text/turtle")]},
        {"fields": [("Accept-Encoding", "gzip")]},
        {"fields": [("Accept-Language", "fr")]},
    ],
)
def test_other_requests_have_other_answers(ask, cache, handler, other: Mapping[str, object]) -> None:
    """The raw target and the fields of negotiation are the key."""
    ask(cache, target="/a")
    ask(cache, **({"target": "/a"} | dict(other)))
    assert handler.calls == 2


def test_lines_of_one_field_are_joined(ask, cache, handler) -> None:
    """Two lines of Accept are one list (RFC 9110 §5.3), and not the same as either."""
    ask(cache, fields=[("Accept", "text/html")])
    ask(cache, fields=[("Accept", "text/html"), ("Accept", "text/turtle")])
    assert handler.calls == 2


@pytest.mark.parametrize("name", ["X-Forwarded-Host", "Forwarded", "Origin", "Cookie", "User-Agent", "X-Original-URL"])
def test_no_other_field_is_looked_at(ask, cache, handler, name: str) -> None:
    """What else a client sends neither opens a kept answer to it alone nor makes it one for others."""
    ask(cache, host="evil.example", fields=[(name, "evil.example")])
    ask(cache)
    assert handler.calls == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Range", "bytes=0-1"),
        ("If-Range", '"1"'),
        ("If-Match", '"1"'),
        ("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"),
        ("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"),
        ("Content-Length", "1"),
        ("Transfer-Encoding", "chunked"),
        ("Authorization", "Basic eA=="),
    ],
)
def test_requests_that_ask_for_more_go_on(ask, cache, handler, name: str, value: str) -> None:
    """Ranges, other preconditions and bodies are the handler's business, and their answers are not kept."""
    ask(cache, fields=[(name, value)])
    ask(cache)
    ask(cache, fields=[(name, value)])
    assert handler.calls == 3


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"cache-control": "no-store"},
        {"cache-control": "max-age=60"},
        {"cache-control": "public, no-store"},
        {"cache-control": "public", "vary": "Cookie"},
        {"cache-control": "public", "vary": "*"},
        {"cache-control": "public", "set-cookie": "a=b"},
        {"cache-control": "public", "content-range": "bytes 0-1/2"},
    ],
)
def test_only_what_says_that_it_is_public_is_kept(ask, cache, handler, fields: dict[str, str]) -> None:
    """An answer that does not say so, or depends on more than the key, is asked for each time."""
    handler.fields = fields
    ask(cache)
    ask(cache)
    assert handler.calls == 2


@pytest.mark.parametrize(("status", "calls"), [(301, 1), (303, 1), (206, 2), (404, 2), (500, 2), (503, 2)])
def test_errors_are_not_kept(ask, cache, handler, status: int, calls: int) -> None:
    """Redirects may be kept; errors and parts are not."""
    handler.status = status
    ask(cache)
    ask(cache)
    assert handler.calls == calls


def test_other_methods_pass(ask, cache, handler) -> None:
    """POST and OPTIONS are neither kept nor answered from what is."""
    ask(cache)
    for method in ("POST", "OPTIONS", "DELETE"):
        ask(cache, method)
        ask(cache, method)
    assert handler.calls == 7


def test_streams_and_large_answers_are_not_kept(ask, cache, handler) -> None:
    """What comes in parts, or would take much of the room, passes."""
    handler.parts = 2
    ask(cache)
    ask(cache)
    handler.parts, handler.size = 1, 100_000
    ask(cache)
    ask(cache)
    assert handler.calls == 4


def test_the_room_is_bounded(ask, cache, handler) -> None:
    """However many targets are asked for, the bytes stay below the limit; the one used last stays."""
    handler.size = 10_000
    for number in range(300):
        ask(cache, "GET", "/first")
        ask(cache, "GET", f"/{number}")
    assert handler.calls == 301
    metrics = cache._metrics
    assert 500_000 < metrics.kept_bytes <= 1_000_000
    ask(cache, "GET", "/0")
    assert handler.calls == 302


def test_odd_fields_cannot_push_out_others(ask, cache, handler) -> None:
    """One target has a bounded number of answers, so that a client who varies Accept fills no more than that."""
    handler.size = 10_000
    ask(cache, "GET", "/other")
    for number in range(300):
        ask(cache, "GET", "/a", [("Accept", f"text/x{number}")])
    ask(cache, "GET", "/other")
    assert handler.calls == 301
    assert cache._metrics.kept_bytes < 300_000
    ask(cache, "GET", "/b", [("Accept", "x" * 5000)])
    ask(cache, "GET", "/b", [("Accept", "x" * 5000)])
    assert handler.calls == 303


def test_another_release_empties_it(ask, cache, handler) -> None:
    """Nothing of the old release is given when another has taken the place, nor kept by a request that began before."""
    ask(cache)
    cache.forget()
    ask(cache)
    assert handler.calls == 2
    assert cache._metrics.kept_bytes > 0
    cache.forget()
    assert cache._metrics.kept_bytes == 0
    handler.meanwhile = cache.forget
    ask(cache)
    handler.meanwhile = None
    ask(cache)
    assert handler.calls == 4


def test_the_sizes_add_up(ask, cache, handler) -> None:
    """Replacing, varying and dropping answers leaves the count of bytes as if they had never been."""
    handler.size = 50_000
    ask(cache, "GET", "/a")
    one = cache._metrics.kept_bytes
    ask(cache, "GET", "/b")
    assert cache._metrics.kept_bytes == 2 * one

    async def twice() -> None:
        # Two requests for the same answer at once: both ask the handler, one answer stays.
        await asyncio.gather(*(_plain(cache, "/c") for _ in range(2)))

    asyncio.run(twice())
    assert cache._metrics.kept_bytes == 3 * one


@pytest.mark.parametrize("hosts", [[], [""], ["a", "b"], ["a", ""]])
def test_a_request_without_one_host_is_left_to_the_edge(ask, cache, handler, hosts: list[str]) -> None:
    """What is malformed (RFC 9112 §3.2) is not answered from what is kept, so that the edge can refuse it."""
    ask(cache, "GET", "/a")
    ask(cache, "GET", "/a", [("Host", host) for host in hosts], host=None)
    assert handler.calls == 2


def test_kept_answers_are_counted_and_logged(ask, handler) -> None:
    """A kept answer counts, and has its line where requests are logged."""
    metrics, written = Metrics(), io.StringIO()
    cache = AnswerCache(handler, 1_000_000, metrics, Log(requests=True, stream=written))
    ask(cache, "GET", "/a?secret")
    ask(cache, "GET", "/a?secret")
    assert metrics.kept_hits == 1
    line = json.loads(written.getvalue())
    assert (line["event"], line["path"], line["status"], line["bytes"], line["cached"]) == (
        "request",
        "/a",
        200,
        1,
        True,
    )
    assert "secret" not in written.getvalue()


async def _plain(cache: AnswerCache, path: str) -> None:
    async def nothing(_: object = None) -> object:
        await asyncio.sleep(0)
        return {}

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"host", b"example.org")],
    }
    await cache(scope, nothing, nothing)  # type: ignore[arg-type]
