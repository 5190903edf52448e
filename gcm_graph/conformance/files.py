"""Cases of files for downloading: whole, in parts, and only if they have changed."""

from __future__ import annotations

from collections.abc import Iterator

from gcm_graph.conformance.cases import Case, Expectation, Step
from gcm_graph.conformance.exchange import Request
from gcm_graph.conformance.expecting import Has, MediaType, Names, Same, Status, StrongTag
from gcm_graph.conformance.expecting_content import NoContent, SameContent


def file_cases(url: str, name: str) -> Iterator[Case]:
    """Yield the cases of one file.

    Args:
        url: where it is.
        name: what the cases call it.
    """
    get = Request(target=url)
    ok: tuple[Expectation, ...] = (Status((200,)), StrongTag())
    whole = Step(get, (*ok, MediaType(), Names("Accept-Ranges", "bytes"), Has("Content-Length", r"\d+")))

    def case(case_name: str, clause: str, *steps: Step) -> Case:
        return Case("range", case_name, clause, steps, name)

    def part(value: str, *more: tuple[str, str]) -> Request:
        return Request(target=url, fields=(("Range", value), *more))

    partial: tuple[Expectation, ...] = (Status((206,)), Same(("ETag",)))
    yield case("whole", "RFC 9110 §14.3", whole)
    head = Request(target=url, method="HEAD")
    alike = Same(("Content-Type", "Content-Length", "ETag", "Accept-Ranges"))
    yield case("head", "RFC 9110 §9.3.2", whole, Step(head, (Status((200,)), NoContent(), alike)))
    first = (*partial, Has("Content-Range", r"bytes 0-9/\d+"), SameContent(0, 10))
    yield case("first-bytes", "RFC 9110 §14.2", whole, Step(part("bytes=0-9"), first))
    middle = (*partial, Has("Content-Range", r"bytes 5-14/\d+"), SameContent(5, 15))
    yield case("middle", "RFC 9110 §14.2", whole, Step(part("bytes=5-14"), middle))
    last = (*partial, Has("Content-Range", r"bytes \d+-\d+/\d+"), SameContent(-7))
    yield case("last-bytes", "RFC 9110 §14.1.2", whole, Step(part("bytes=-7"), last))
    rest = (*partial, SameContent(20))
    yield case("from-a-place-on", "RFC 9110 §14.1.2", whole, Step(part("bytes=20-"), rest))
    beyond = (*partial, SameContent(3))
    yield case("beyond-the-end", "RFC 9110 §14.1.2", whole, Step(part("bytes=3-99999999999"), beyond))
    after = (Status((416,)), Has("Content-Range", r"bytes \*/\d+"))
    yield case("after-the-end", "RFC 9110 §15.5.17", whole, Step(part("bytes=99999999999-"), after))
    unchanged = (*partial, SameContent(0, 4))
    yield case("if-unchanged", "RFC 9110 §13.1.5", whole, Step(part("bytes=0-3", ("If-Range", "{etag}")), unchanged))
    changed = (Status((200,)), SameContent())
    yield case("if-changed", "RFC 9110 §13.1.5", whole, Step(part("bytes=0-3", ("If-Range", '"other"')), changed))
    yield case(
        "weak-tag-is-no-match", "RFC 9110 §13.1.5", whole, Step(part("bytes=0-3", ("If-Range", "W/{etag}")), changed)
    )
    other_unit = Step(part("lines=0-3"), (Status((200,)), SameContent()))
    yield case("unknown-unit-is-ignored", "RFC 9110 §14.2", whole, other_unit)
    for kind, value in (("syntax", "bytes=a-b"), ("order", "bytes=9-3")):
        # Such a field may be ignored or rejected, but no part may be sent for it.
        yield case(f"bad-{kind}", "RFC 9110 §14.2", whole, Step(part(value), (Status((200, 400, 416)),)))
    known = Request(target=url, fields=(("If-None-Match", "{etag}"), ("Range", "bytes=0-3")))
    yield case("304-before-range", "RFC 9110 §13.2.2", whole, Step(known, (Status((304,)), NoContent())))
    posted = Request(target=url, method="POST", fields=(("Range", "bytes=0-3"),))
    yield case("post", "RFC 9110 §15.5.6", Step(posted, (Status((405,)),)))
