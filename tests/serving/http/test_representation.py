"""Entity tags, conditional requests, compression, HEAD."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import ASGIApp

from gcm_graph.serving.problems import Problem
from gcm_graph.serving.representation import Representation

TEXT = "The Global Compact. " * 100


def represented(response: Callable[[], Response]) -> ASGIApp:
    """Return an application that always gives the same answer, behind the layer."""

    async def application(scope, receive, send) -> None:
        await response()(scope, receive, send)

    return Representation(application)


@pytest.fixture
def text() -> ASGIApp:
    """Return an application that answers with a long text."""
    return represented(lambda: PlainTextResponse(TEXT, headers={"Cache-Control": "public", "Vary": "Accept"}))


def test_an_answer_has_a_strong_entity_tag(ask, text) -> None:
    """The tag is quoted, not weak, and the same for the same bytes."""
    tag = ask(text).fields["etag"]
    assert tag.startswith('"')
    assert tag.endswith('"')
    assert ask(text).fields["etag"] == tag


def test_other_bytes_and_other_types_have_other_tags(ask) -> None:
    """A tag names one representation (RFC 9110 §8.8.3)."""
    answers = [
        PlainTextResponse("a"),
        PlainTextResponse("b"),
        Response("a", media_type="text/turtle"),
    ]
    tags = {ask(represented(lambda answer=answer: answer)).fields["etag"] for answer in answers}
    assert len(tags) == 3


def test_a_coding_has_a_tag_of_its_own(ask, text) -> None:
    """A compressed answer is another representation, says its coding, and unpacks to the same text."""
    plain, packed = ask(text), ask(text, fields=[("Accept-Encoding", "gzip, br")])
    assert packed.fields["content-encoding"] == "gzip"
    assert packed.fields["etag"] != plain.fields["etag"]
    assert gzip.decompress(packed.body) == plain.body == TEXT.encode()
    assert int(packed.fields["content-length"]) == len(packed.body) < len(plain.body)
    assert "content-encoding" not in plain.fields


def test_vary_names_what_the_answer_varied_on(ask, text) -> None:
    """Accept-Encoding is added to what the handler named, whether or not the client sent it."""
    assert ask(text).fields["vary"] == "Accept, Accept-Encoding"
    assert ask(text, fields=[("Accept-Encoding", "gzip")]).fields["vary"] == "Accept, Accept-Encoding"


def test_small_answers_and_packed_ones_are_not_compressed(ask) -> None:
    """Gzip of what is small or packed already saves nothing."""
    accept = [("Accept-Encoding", "gzip")]
    assert "content-encoding" not in ask(represented(lambda: PlainTextResponse("a")), fields=accept).fields
    image = represented(lambda: Response(b"\x89PNG" * 1000, media_type="image/png"))
    assert "content-encoding" not in ask(image, fields=accept).fields


@pytest.mark.parametrize("form", ["{tag}", "W/{tag}", '"other", {tag}', "*", '"a",{tag},"b"'])
def test_a_client_that_has_it_gets_304(ask, text, form) -> None:
    """If-None-Match is compared weakly (RFC 9110 §13.1.2); 304 has no body and keeps the fields of §15.4.5."""
    tag = ask(text).fields["etag"]
    answer = ask(text, fields=[("If-None-Match", form.format(tag=tag))])
    assert answer.status == 304
    assert answer.body == b""
    assert answer.fields["etag"] == tag
    assert answer.fields["cache-control"] == "public"
    assert "Accept" in answer.fields["vary"]
    assert not {"content-length", "content-type", "content-encoding"} & set(answer.fields)


def test_the_tag_of_another_coding_is_no_match(ask, text) -> None:
    """A client that kept the plain form and now takes gzip gets it anew."""
    tag = ask(text).fields["etag"]
    assert ask(text, fields=[("If-None-Match", tag), ("Accept-Encoding", "gzip")]).status == 200


@pytest.mark.parametrize("value", ['"other"', "", "garbage", 'W/"other"', '"'])
def test_a_client_that_has_another_gets_it(ask, text, value) -> None:
    """What does not match, or is no tag at all, leads to the whole answer."""
    assert ask(text, fields=[("If-None-Match", value)]).status == 200


def test_if_match_is_checked_first(ask, text) -> None:
    """A false If-Match fails with 412, compared strongly, whatever If-None-Match says (RFC 9110 §13.2.2)."""
    tag = ask(text).fields["etag"]
    assert ask(text, fields=[("If-Match", tag)]).status == 200
    assert ask(text, fields=[("If-Match", "*"), ("If-None-Match", tag)]).status == 304
    for value in ('"other"', f"W/{tag}"):
        with pytest.raises(Problem) as failed:
            ask(text, fields=[("If-Match", value), ("If-None-Match", tag)])
        assert failed.value.status == 412


def test_head_has_the_fields_of_get(ask, text) -> None:
    """HEAD gives the same fields, with the length of what GET would give, and no body (RFC 9110 §9.3.2)."""
    for fields in ([], [("Accept-Encoding", "gzip")]):
        got, head = ask(text, "GET", fields=fields), ask(text, "HEAD", fields=fields)
        assert head.fields == got.fields
        assert head.body == b""
        assert int(head.fields["content-length"]) == len(got.body)


def test_streams_and_own_tags_pass(ask) -> None:
    """A stream has no tag; an answer with a tag of its own, or a part of one, keeps it."""
    streamed = ask(represented(lambda: StreamingResponse(iter([b"a" * 2000, b"b"]), media_type="text/csv")))
    assert "etag" not in streamed.fields
    assert streamed.body == b"a" * 2000 + b"b"
    own = ask(represented(lambda: PlainTextResponse(TEXT, headers={"ETag": '"own"'})), fields=[("If-None-Match", "*")])
    assert (own.status, own.fields["etag"]) == (200, '"own"')
    part = Response(b"abc", 206, {"Content-Range": "bytes 0-2/9"})
    assert "etag" not in ask(represented(lambda: part)).fields


def test_a_stream_is_compressed_as_it_comes(ask) -> None:
    """A long answer to a query is packed like any other, where the client takes gzip; HEAD has the same fields."""
    pieces = [b"lorem ipsum " * 10_000, b"dolor " * 10_000, b"sit"]
    stream = represented(lambda: StreamingResponse(iter(pieces), media_type="text/csv"))
    plain, packed = ask(stream), ask(stream, fields=[("Accept-Encoding", "gzip")])
    assert "content-encoding" not in plain.fields
    assert packed.fields["content-encoding"] == "gzip"
    assert plain.fields["vary"] == packed.fields["vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.body) == plain.body == b"".join(pieces)
    assert len(packed.body) < len(plain.body) / 10
    assert ask(stream, "HEAD", fields=[("Accept-Encoding", "gzip")]).fields == packed.fields
    image = represented(lambda: StreamingResponse(iter(pieces), media_type="image/png"))
    assert "content-encoding" not in ask(image, fields=[("Accept-Encoding", "gzip")]).fields


def test_a_head_of_a_stream_has_no_body(ask) -> None:
    """Nothing of a stream is sent to a HEAD."""
    answer = ask(represented(lambda: StreamingResponse(iter([b"a", b"b"]))), "HEAD")
    assert (answer.body, answer.parts) == (b"", 1)


def test_other_answers_are_left_alone(ask) -> None:
    """Redirects and errors have no tag, and an answer to POST neither."""
    assert "etag" not in ask(represented(lambda: Response(status_code=303, headers={"Location": "/x"}))).fields
    assert "etag" not in ask(represented(lambda: PlainTextResponse("no", 404))).fields
    assert "etag" not in ask(represented(lambda: PlainTextResponse("yes")), "POST").fields


def test_a_large_answer_is_compressed_the_same(ask) -> None:
    """What is compressed in a thread comes out as what is compressed at once."""
    text = "lorem ipsum " * 50_000
    answer = ask(represented(lambda: PlainTextResponse(text)), fields=[("Accept-Encoding", "gzip")])
    assert gzip.decompress(answer.body) == text.encode()
