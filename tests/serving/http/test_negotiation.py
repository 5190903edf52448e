"""Proactive negotiation as RFC 9110 §12 has it."""

from __future__ import annotations

import time

import pytest

from gcm_graph.serving.negotiation import Offer, choose, not_acceptable, prefers_gzip

HTML = Offer("text/html", "html")
TURTLE = Offer("text/turtle", "ttl")
JSON_LD = Offer("application/ld+json", "jsonld")
OFFERS = (HTML, TURTLE, JSON_LD)


def test_what_we_say_of_csv_is_understood() -> None:
    """A client that sends back our own type of CSV gets it; one whose CSV has no heading does not (RFC 4180 §3)."""
    table = Offer("text/csv", "csv")
    assert choose("text/csv; charset=utf-8; header=present", [table]) is table
    assert choose("text/csv; header=absent", [table]) is None


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        # What the client names, by its weight, wherever it stands in the field.
        ("text/turtle", "ttl"),
        ("application/ld+json;q=1.0, text/turtle;q=0.5", "jsonld"),
        ("text/turtle;q=0.5, application/ld+json;q=1.0", "jsonld"),
        ("text/turtle;q=0.501, application/ld+json;q=0.5", "ttl"),
        ("text/turtle;q=0.001", "ttl"),
        ("application/ld+json;q=1.000, text/turtle;q=0.999", "jsonld"),
        # Names of types and parameters are case-insensitive; white space is optional (§5.6.6, §8.3.1).
        ("TEXT/Turtle", "ttl"),
        ("text/turtle ; Q=0.2 ,\ttext/html;q=0.1", "ttl"),
        # The most specific range gives the weight (§12.5.1).
        ("text/*;q=0.9, text/html;q=0.1", "ttl"),
        ("*/*, text/html;q=0.2, text/turtle;q=0.3", "jsonld"),
        ("text/html;q=0.2, */*;q=0.1", "html"),
        ("*/*;q=0.1, text/*;q=0.2", "html"),
        # Weight 0 excludes (§12.4.2).
        ("text/html;q=0, */*", "ttl"),
        ("text/*;q=0, */*;q=0.1", "jsonld"),
        ("text/html;q=0.000, text/turtle;q=0.0, */*", "jsonld"),
        # Between equal weights: what is named more exactly, then the server's preference.
        ("*/*", "html"),
        ("text/*", "html"),
        ("application/ld+json, */*", "jsonld"),
        ("application/ld+json, text/turtle", "ttl"),
        # No field, or an empty one, asks for anything.
        (None, "html"),
        ("", "html"),
        (" , ,", "html"),
        # Empty elements and those that are not well-formed are passed over (§5.6.1.2).
        (",, text/turtle ,", "ttl"),
        ("nonsense, text/turtle;q=0.4", "ttl"),
        ("*/turtle, application/ld+json;q=0.3", "jsonld"),
        ("text/html;q=2, text/turtle;q=0.4", "ttl"),
        ("text/html;q=-1, text/turtle;q=0.4", "ttl"),
        ("text/html;q=high, text/turtle;q=0.4", "ttl"),
        ("text/html;q=nan, text/turtle;q=0.4", "ttl"),
        ("text/html;q=, text/turtle;q=0.4", "ttl"),
        ('text/html;x="never ends, text/turtle', "html"),
        ("!!!", "html"),
        # What old clients send.
        ("text/turtle, *; q=.2, */*; q=.2", "ttl"),
        # A comma or semicolon in a quoted string separates nothing (§5.6.4).
        ('application/ld+json;profile="a, text/html;q=1";q=0.4, text/turtle;q=0.3', "jsonld"),
        ('application/ld+json;profile="a\\", text/html", text/turtle;q=0.3', "jsonld"),
        # Parameters of the type: ours are all in UTF-8 and have no others.
        ("text/turtle;charset=utf-8, text/html;q=0.5", "ttl"),
        ('text/turtle;charset="UTF-8", text/html;q=0.5', "ttl"),
        ("text/turtle;charset=utf-16, text/html;q=0.5", "html"),
        ("text/html;level=1, text/turtle;q=0.5", "ttl"),
        ("text/turtle;q=0.5;ext=1", "ttl"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#flattened"', "jsonld"),
        # The more exact range wins also by its parameter.
        ("text/turtle;charset=utf-8;q=0.1, text/turtle;q=0.9, text/html;q=0.5", "html"),
    ],
)
def test_the_preferred_representation_is_chosen(accept: str | None, name: str) -> None:
    """What RFC 9110 says of each case decides."""
    chosen = choose(accept, OFFERS)
    assert chosen is not None
    assert chosen.name == name


@pytest.mark.parametrize(
    "accept",
    [
        "image/png",
        "image/*",
        "*/*;q=0",
        "text/*;q=0, application/*;q=0.000",
        "text/turtle;q=0",
        "text/turtle;version=1.2",
        "text/html;q=0, text/turtle;q=0, application/ld+json;q=0, */*",
    ],
)
def test_a_client_that_accepts_nothing_gets_nothing(accept: str) -> None:
    """None of the offers is chosen where each has weight 0 or is not named."""
    assert choose(accept, OFFERS) is None


def test_the_table_of_the_rfc() -> None:
    """The weights of the example in RFC 9110 §12.5.1 come out, seen in the order of preference."""
    accept = "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5"
    plain, html, jpeg = (Offer(kind, kind) for kind in ("text/plain", "text/html", "image/jpeg"))
    assert choose(accept, [html, jpeg, plain]) is plain  # 0.7
    assert choose(accept, [html, jpeg]) is jpeg  # 0.5 before 0.3
    assert choose(accept, [html]) is html


def test_a_refusal_lists_what_there_is() -> None:
    """The problem names all types once, and the short names for `?format=`."""
    problem = not_acceptable([HTML, TURTLE, Offer("application/x-turtle", "ttl")])
    assert problem.status == 406
    assert problem.members["available"] == ["text/html", "text/turtle", "application/x-turtle"]
    assert problem.members["formats"] == ["html", "ttl"]
    assert problem.headers["Vary"] == "Accept"


@pytest.mark.parametrize(
    "accept", ['"\\' * 4000, '"' * 8000, "a/b;" * 2000, ",".join(["a/b;q=0.1"] * 2000), "=" * 8000]
)
def test_a_hostile_field_takes_no_time(accept: str) -> None:
    """A field of the greatest length is read in one pass."""
    began = time.process_time()
    choose(accept, OFFERS)
    prefers_gzip(accept)
    assert time.process_time() - began < 0.25


def test_the_smallest_weight_is_not_none() -> None:
    """A weight with more than three decimals is still one: 0.0001 accepts, 0.0000 does not (RFC 9110 §12.4.2)."""
    assert choose("text/turtle;q=0.0001", OFFERS) is not None
    assert choose("text/turtle;q=0.0000", OFFERS) is None


@pytest.mark.parametrize(
    ("accept_encoding", "gzip"),
    [
        ("gzip", True),
        ("x-gzip", True),
        ("deflate, GZIP;q=0.5, br", True),
        ("*", True),
        ("br, *;q=0.1", True),
        ("identity;q=0, gzip;q=0.1", True),
        (None, False),
        ("", False),
        ("br", False),
        ("gzip;q=0", False),
        ("gzip;q=0, *", False),
        ("*;q=0", False),
        ("identity", False),
        ("identity, gzip;q=0.5", False),
        ("gzip;q=x", False),
    ],
)
def test_gzip_is_used_where_it_is_preferred(accept_encoding: str | None, *, gzip: bool) -> None:
    """RFC 9110 §12.5.3 decides about the coding."""
    assert prefers_gzip(accept_encoding) is gzip
