"""Requests are read as SPARQL 1.1 Protocol §2.1 defines them."""

from __future__ import annotations

import pytest

from gcm_graph.serving.problems import Problem
from gcm_graph.serving.sparql.protocol import FORM, QUERY, Asked, read_get, read_post


def test_get_has_the_query_as_a_parameter() -> None:
    """§2.1.1: the parameter `query` is percent-decoded; a plus is a space."""
    assert read_get(b"query=ASK+%7B%20%7D") == Asked("ASK { }")


def test_get_without_a_query_asks_what_the_service_is() -> None:
    """Service Description §2: without parameters there is no query."""
    assert read_get(b"").query is None


def test_form_has_the_query_in_its_content() -> None:
    """§2.1.2: the content of the form has all parameters."""
    body = b"query=ASK%20%7B%7D&default-graph-uri=http%3A%2F%2Fa%2F"
    assert read_post(FORM, b"", body) == Asked("ASK {}", ("http://a/",))


def test_direct_query_has_its_dataset_in_the_address() -> None:
    """§2.1.3: the content is the query, as it is; the address names the dataset."""
    asked = read_post(QUERY, b"named-graph-uri=http%3A%2F%2Fa%2F&named-graph-uri=http%3A%2F%2Fb%2F", b"ASK {} # +%20")
    assert asked == Asked("ASK {} # +%20", (), ("http://a/", "http://b/"))


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"', "utf8", "us-ascii"])
def test_utf_8_may_be_declared(charset: str) -> None:
    """The content may be declared to be UTF-8, in any spelling."""
    assert read_post(f"{QUERY}; charset={charset}", b"", "ASK {} # é".encode()).query == "ASK {} # é"


def test_format_and_timeout_are_understood() -> None:
    """The convenience parameters are read, and unknown ones left alone."""
    assert read_get(b"query=x&format=csv&timeout=2.5&_=7") == Asked("x", formats=("csv",), seconds=2.5)


def test_several_formats_are_read_in_their_order() -> None:
    """SPARQLWrapper names a format twice, and leaves one empty: what is empty does not count."""
    assert read_get(b"query=x&format=tsv&format=&format=text%2Fcsv").formats == ("tsv", "text/csv")
    assert read_get(b"query=x&format=TSV&format=application/ld+json").formats == ("tsv", "application/ld+json")


@pytest.mark.parametrize(
    "query_string",
    [
        b"query=a&query=b",
        b"query=a&timeout=1&timeout=2",
        b"query=%zz",
        b"query=%e9",
        b"query=\xff",
        b"query=100%",
        b"default-graph-uri=http%3A%2F%2Fa%2F",
        b"query=a&using-graph-uri=http%3A%2F%2Fa%2F",
        b"query=a&timeout=never",
        b"query=a&timeout=0",
        b"query=a&timeout=-1",
        b"query=a&timeout=nan",
        b"query=a&timeout=inf",
        b"query=a" + b"&x=1" * 300,
    ],
)
def test_malformed_get_is_refused(query_string: bytes) -> None:
    """§2.1.7: a request that is not one of the protocol is answered with 400."""
    with pytest.raises(Problem) as refused:
        read_get(query_string)
    assert refused.value.status == 400
    assert refused.value.hint


@pytest.mark.parametrize(
    ("content_type", "query_string", "body", "status"),
    [
        (FORM, b"", b"", 400),
        (FORM, b"", b"x=1", 400),
        (FORM, b"", b"query=a&query=b", 400),
        (FORM, b"query=a", b"", 400),
        (FORM, b"query=a", b"query=b", 400),
        (QUERY, b"query=a", b"ASK {}", 400),
        (QUERY, b"", b"ASK {} # \xff", 400),
        (FORM, b"", b"query=%ff", 400),
        (None, b"", b"ASK {}", 415),
        ("text/plain", b"", b"ASK {}", 415),
        ("application/json", b"", b"{}", 415),
        (f"{QUERY}; charset=utf-16", b"", b"ASK {}", 415),
        (f"{FORM};charset=iso-8859-1", b"", b"query=a", 415),
        ("application/sparql-update", b"", b"CLEAR ALL", 403),
        (FORM, b"", b"update=CLEAR+ALL", 403),
        (FORM, b"update=CLEAR+ALL", b"query=a", 400),
    ],
)
def test_malformed_post_is_refused(content_type: str | None, query_string: bytes, body: bytes, status: int) -> None:
    """§2.1.7: two queries or none are 400, another content type is 415, an update is 403."""
    with pytest.raises(Problem) as refused:
        read_post(content_type, query_string, body)
    assert refused.value.status == status


def test_update_in_an_address_is_refused() -> None:
    """An update is not even sent with GET (§2.2): it is refused as what it is."""
    with pytest.raises(Problem) as refused:
        read_get(b"update=CLEAR%20ALL")
    assert (refused.value.status, refused.value.code) == (403, "read-only")
