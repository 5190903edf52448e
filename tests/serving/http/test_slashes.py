"""A slash too many or too few at the end of an address."""

from __future__ import annotations

import http.client
import json

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from gcm_graph.serving import slashes


def _asked(served, method: str, target: str, body: bytes | None = None) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=20)
    connection.request(method, target, body, {"Content-Type": "application/x-www-form-urlencoded"} if body else {})
    return connection.getresponse()


@pytest.mark.parametrize(
    "path",
    [
        "/sparql",
        "/health",
        "/metrics",
        "/robots.txt",
        "/sitemap.xml",
        "/openapi.json",
        "/cite",
        "/.well-known/void",
        "/query/completions.json",
        "/problem/busy",
    ],
)
def test_a_slash_too_many_leads_to_the_address(served, path: str) -> None:
    """It is 308 to the address without it; the query goes along as it was sent."""
    answer = _asked(served, "GET", f"{path}/?q=27%28b%29&x=+")
    assert (answer.status, answer.headers["Location"]) == (308, f"{path}?q=27%28b%29&x=+")


def test_a_slash_too_few_leads_to_the_page(served) -> None:
    """The pages that end with a slash are found without it."""
    answer = _asked(served, "GET", "/query/saved")
    assert (answer.status, answer.headers["Location"]) == (308, "/query/saved/")


def test_a_posted_query_is_posted_again(served) -> None:
    """308 keeps the method and the content (RFC 9110 §15.4.9): who follows it gets the answer to the query."""
    answer = _asked(served, "POST", "/sparql/", b"query=ASK%7B%7D")
    assert (answer.status, answer.headers["Location"]) == (308, "/sparql")
    followed = _asked(served, "POST", answer.headers["Location"], b"query=ASK%7B%7D")
    assert json.loads(followed.read())["boolean"] is True
    assert _asked(served, "POST", "/health/", b"a").status == 405


def test_the_address_of_visitors_is_kept(ask, build) -> None:
    """Behind a proxy the address is the one that visitors know; what was encoded stays so; nothing else is followed."""
    rooms = [Route(path, lambda _: PlainTextResponse("")) for path in ("/sparql", "/kind/{name}", "/both", "/both/")]
    house = build(base_url="https://example.org/gcm", routes=[*rooms, *slashes.routes(rooms)])
    for sent, place in (("/sparql/", "sparql"), ("/kind/a%25b%3F/", "kind/a%25b%3F")):
        answer = ask(house.asgi, "GET", sent)
        assert (answer.status, answer.fields["location"]) == (308, f"https://example.org/gcm/{place}")
    assert ask(house.asgi, "GET", "/both/").status == ask(house.asgi, "GET", "/both").status == 200
    assert ask(house.asgi, "GET", "/sparql//").status == 404
