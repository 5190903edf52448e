"""Cases of dereferencing: one thing after another, in every media type, by every kind of wish."""

from __future__ import annotations

from collections.abc import Iterator

from gcm_graph.conformance.cases import Case, Expectation, Step
from gcm_graph.conformance.exchange import Fields, Request
from gcm_graph.conformance.expecting import Has, Links, MediaType, Names, OtherTag, Same, Status, StrongTag
from gcm_graph.conformance.expecting_content import Content, Describes, NoContent
from gcm_graph.conformance.media_types import HTML, JSON_LD, N_TRIPLES, RDF_FORMATS, RDF_XML, TURTLE
from gcm_graph.conformance.target import Thing

MEDIA_TYPES = (HTML, *RDF_FORMATS)
"""The media types that are asked for by default."""

COLUMNS = {HTML: "html", TURTLE: "turtle", JSON_LD: "json-ld", N_TRIPLES: "n-triples", RDF_XML: "rdf-xml"}
"""What the column of a media type is called; others are called by their own name."""

_DEREFERENCED = "Cool URIs for the Semantic Web §4; RFC 9110 §15.4.4"
_PROACTIVE = "RFC 9110 §12.1"
_ACCEPT = "RFC 9110 §12.5.1"
_QUALITY = "RFC 9110 §12.4.2"
_UNKNOWN = "application/x-not-to-be-had"


def resource_cases(thing: Thing, media_types: tuple[str, ...] = MEDIA_TYPES) -> Iterator[Case]:
    """Yield the cases of one thing.

    Args:
        thing: what is asked for.
        media_types: those that it is to be had in; wishes that need another one are left out.
    """
    for media_type in media_types:
        yield from _in_one_type(thing, media_type)
    for name, clause, fields, allowed, forbidden in _WISHES:
        wanted = tuple(each for each in media_types if _fits(each, allowed)) if allowed else media_types
        if wanted and all(each in media_types for each in forbidden):
            expected = MediaType(wanted, forbidden)
            request = Request(target=thing.url, fields=fields, follows=True)
            yield Case("q-values", name, clause, (Step(request, (Status((200,)), expected)),), thing.name)
    for name, accept in _REFUSED:
        yield _refused(thing, name, accept, media_types)
    yield _options(thing)
    yield _representations_differ(thing, media_types)


def _in_one_type(thing: Thing, media_type: str) -> Iterator[Case]:
    column, row = COLUMNS.get(media_type, media_type), thing.name
    accept = (("Accept", media_type),)
    get = Request(target=thing.url, fields=accept, follows=True)
    first: tuple[Expectation, ...] = (Status((200, 303), first=True), Names("Vary", "Accept", first=True))
    ok = (Status((200,)), MediaType((media_type,)))
    described = (*first, *ok, Describes(thing.iri))
    yield Case(column, "describes", _DEREFERENCED, (Step(get, described),), row)
    located = Request(target="{url}", fields=accept)
    # The document that the choice led to answers by itself, and is the same for everyone who asks for it.
    yield Case(column, "has-tag", "RFC 9110 §8.8.3", (Step(get, (*ok, StrongTag())),), row)
    head = Request(target="{url}", method="HEAD", fields=accept)
    alike = (Status((200,)), NoContent(), Same(("Content-Type", "ETag", "Content-Length", "Vary", "Link")))
    yield Case("head", column, "RFC 9110 §9.3.2", (Step(get, ok), Step(located, ok), Step(head, alike)), row)
    known = Request(target="{url}", fields=(*accept, ("If-None-Match", "{etag}")))
    unchanged = (Status((304,)), NoContent(), Same(("ETag", "Vary")))
    yield Case("304", column, "RFC 9110 §13.1.2, §15.4.5", (Step(get, (*ok, StrongTag())), Step(known, unchanged)), row)


_Wish = tuple[str, str, Fields, tuple[str, ...], tuple[str, ...]]


def _wish(name: str, clause: str, accept: str, *allowed: str, never: tuple[str, ...] = ()) -> _Wish:
    return (name, clause, (("Accept", accept),), allowed, never)


# Which media types satisfy a wish; where the wish allows several, the server chooses.
_WISHES: tuple[_Wish, ...] = (
    ("no-accept", _ACCEPT, (), (), ()),
    _wish("anything", _ACCEPT, "*/*"),
    _wish("first-by-q", _QUALITY, f"{JSON_LD};q=1.0, {TURTLE};q=0.5", JSON_LD),
    _wish("second-by-q", _QUALITY, f"{TURTLE};q=0.5, {JSON_LD};q=0.9", JSON_LD),
    _wish("no-q-is-1", _QUALITY, f"{TURTLE};q=0.999, {N_TRIPLES}", N_TRIPLES),
    _wish("three-decimals", _QUALITY, f"{N_TRIPLES};q=0.123, {TURTLE};q=0.124", TURTLE),
    _wish("html-by-q", _QUALITY, f"{TURTLE};q=0.8, {HTML};q=0.9", HTML),
    _wish("rdf-xml-by-q", _QUALITY, f"{HTML};q=0.2, {RDF_XML};q=0.3, {TURTLE};q=0.1", RDF_XML),
    _wish("q-0-refuses", _QUALITY, f"{TURTLE};q=0, */*", never=(TURTLE,)),
    _wish("q-0-refuses-html", _QUALITY, f"*/*;q=0.1, {HTML};q=0", never=(HTML,)),
    _wish("range-of-type", _ACCEPT, "text/*", "text/"),
    _wish("range-of-application", _ACCEPT, "application/*", "application/"),
    _wish("specific-before-range", _ACCEPT, f"text/*;q=0.1, {TURTLE}, {JSON_LD};q=0.5", TURTLE),
    _wish("specific-lowers-range", _ACCEPT, f"text/*;q=0.9, {TURTLE};q=0.1, {HTML};q=0.2, {JSON_LD};q=0.5", JSON_LD),
    _wish("range-before-anything", _ACCEPT, f"*/*;q=0.9, application/*;q=0.2, {TURTLE};q=0.1", HTML),
    _wish("unknown-first", _ACCEPT, f"{_UNKNOWN}, {TURTLE};q=0.3", TURTLE),
    _wish("unknown-then-anything", _ACCEPT, f"{_UNKNOWN}, */*;q=0.1"),
    _wish("letters-of-any-case", "RFC 9110 §8.3.1", "Text/TURTLE", TURTLE),
    _wish("capital-q-and-spaces", "RFC 9110 §5.6.6, §12.4.2", f"{TURTLE} ; Q=0.2 , {JSON_LD}\t;q=0.8", JSON_LD),
    _wish("charset", "RFC 9110 §8.3.2", f"{TURTLE};charset=utf-8", TURTLE),
    _wish("empty-members", "RFC 9110 §5.6.1.2", f", ,{TURTLE} ,, ", TURTLE),
    (
        "two-fields-are-one-list",
        "RFC 9110 §5.3",
        (("Accept", f"{TURTLE};q=0.2"), ("Accept", JSON_LD)),
        (JSON_LD,),
        (),
    ),
    _wish(
        "browser",
        _ACCEPT,
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
        HTML,
    ),
)

_REFUSED = (("other-type", _UNKNOWN), ("only-q-0", f"{TURTLE};q=0"), ("nothing", "*/*;q=0"))


def _fits(media_type: str, allowed: tuple[str, ...]) -> bool:
    return any(media_type.startswith(each) if each.endswith("/") else media_type == each for each in allowed)


def _refused(thing: Thing, name: str, accept: str, media_types: tuple[str, ...]) -> Case:
    request = Request(target=thing.url, fields=(("Accept", accept),), follows=True)
    listed = tuple(Content(media_type.replace("+", r"\+")) for media_type in media_types)
    expected: tuple[Expectation, ...] = (Status((406,), first=True), *listed, Names("Vary", "Accept", first=True))
    return Case("406", name, "RFC 9110 §15.5.7", (Step(request, expected),), thing.name)


def _options(thing: Thing) -> Case:
    request = Request(target=thing.url, method="OPTIONS")
    expected = (Status((200, 204)), Names("Allow", "GET"), Names("Allow", "HEAD"), Names("Allow", "OPTIONS"))
    return Case("options", "allow", "RFC 9110 §9.3.7", (Step(request, expected),), thing.name)


def _representations_differ(thing: Thing, media_types: tuple[str, ...]) -> Case:
    steps = tuple(
        Step(Request(target=thing.url, fields=(("Accept", each),), follows=True), (Status((200,)), OtherTag()))
        for each in media_types
    )
    return Case("304", "tags-differ-by-type", "RFC 9110 §8.8.3", steps, thing.name)


def reading_cases(thing: Thing, media_types: tuple[str, ...] = MEDIA_TYPES) -> Iterator[Case]:
    """Yield the cases of one thing that do not depend on what it is: other methods, other origins, codings, links."""
    media_type = next((each for each in (TURTLE, *media_types) if each in media_types), HTML)
    accept = (("Accept", media_type),)
    get = Request(target=thing.url, fields=accept, follows=True)
    ok = Status((200,))
    for method in ("PUT", "DELETE", "PATCH", "POST"):
        request = Request(target=thing.url, method=method, fields=accept)
        yield Case(
            "http",
            f"refuses-{method.lower()}",
            "RFC 9110 §15.5.6",
            (Step(request, (Status((405,)), Names("Allow", "GET"))),),
        )
    unknown = Request(target=thing.url, method="BREW", fields=accept)
    yield Case("http", "refuses-unknown-method", "RFC 9110 §9.1", (Step(unknown, (Status((405, 501)),)),))
    cross = Request(target=thing.url, fields=(*accept, ("Origin", "https://example.org")), follows=True)
    allows = (ok, Has("Access-Control-Allow-Origin", r"\*|https://example\.org"))
    yield Case("cors", "read", "Fetch §3.3", (Step(cross, (Has("Access-Control-Allow-Origin", first=True), *allows)),))
    yield Case("cors", "exposes-fields", "Fetch §3.3.2", (Step(cross, (ok, Has("Access-Control-Expose-Headers"))),))
    asked = (("Origin", "https://example.org"), ("Access-Control-Request-Method", "GET"))
    preflight = Request(
        target=thing.url, method="OPTIONS", fields=(*asked, ("Access-Control-Request-Headers", "accept"))
    )
    yield Case(
        "cors",
        "preflight",
        "Fetch §3.3.3",
        (
            Step(
                preflight, (Status((200, 204)), Has("Access-Control-Allow-Origin"), Has("Access-Control-Allow-Methods"))
            ),
        ),
    )
    packed = Request(target="{url}", fields=(*accept, ("Accept-Encoding", "gzip")))
    coded = (ok, Has("Content-Encoding", "gzip"), Names("Vary", "Accept-Encoding"), Describes(thing.iri), OtherTag())
    yield Case("coding", "gzip", "RFC 9110 §12.5.3", (Step(get, (ok,)), Step(packed, coded)))
    plain = Request(target=thing.url, fields=(*accept, ("Accept-Encoding", "gzip;q=0, identity")), follows=True)
    yield Case(
        "coding", "gzip-refused", "RFC 9110 §12.5.3", (Step(plain, (ok, Has("Content-Type"), Describes(thing.iri))),)
    )
    yield Case("links", "alternate", "RFC 8288 §3", (Step(get, (ok, Links("alternate", media_type=JSON_LD))),))
    yield Case("links", "canonical", "RFC 6596 §3", (Step(get, (ok, Links("canonical"))),))
    yield Case("links", "described-by", "Linked Data Platform §4.2.8", (Step(get, (ok, Links("describedby"))),))
    yield Case("links", "says-where-it-is", "RFC 9110 §8.7", (Step(get, (ok, Has("Content-Location"))),))
    weak = Request(target="{url}", fields=(*accept, ("If-None-Match", "W/{etag}")))
    listed = Request(target="{url}", fields=(*accept, ("If-None-Match", '"no", {etag}')))
    other = Request(target="{url}", fields=(*accept, ("If-None-Match", '"no"')))
    for name, request, status in (("weakly", weak, 304), ("in-a-list", listed, 304), ("not", other, 200)):
        steps = (Step(get, (ok, StrongTag())), Step(request, (Status((status,)),)))
        yield Case("conditional", f"tag-matches-{name}", "RFC 9110 §13.1.2", steps)
    missing = Request(target=thing.url + "/no-such-thing-%C3%A9", fields=accept, follows=True)
    yield Case("http", "not-found", "RFC 9110 §15.5.5", (Step(missing, (Status((404,)),)),))
