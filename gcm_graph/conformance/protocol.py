"""Cases of the SPARQL 1.1 Protocol's query operation (https://www.w3.org/TR/sparql11-protocol/ §2.1).

They cover what the W3C's test suite of the protocol covers, written from the specification: the three ways of asking,
the data set in the request, the formats of results, and requests that must be refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from gcm_graph.conformance.cases import Case, Expectation, Step
from gcm_graph.conformance.exchange import Fields, Request
from gcm_graph.conformance.expecting import CLIENT_ERROR, Has, MediaType, Names, Same, Status
from gcm_graph.conformance.expecting_content import Boolean, Content, NoContent, Solutions, Triples
from gcm_graph.conformance.media_types import (
    RDF_FORMATS,
    RESULTS_CSV,
    RESULTS_JSON,
    RESULTS_TSV,
    RESULTS_XML,
)

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"

SELECT = """SELECT ?place ?value WHERE {
  VALUES (?place ?value) { (1 <urn:example:é>) (2 "a\\"b,c"@en) (3 "x\\ny") (4 UNDEF) }
} ORDER BY ?place"""
_INTEGER = "^^<http://www.w3.org/2001/XMLSchema#integer>"
_SOLUTIONS = Solutions(
    names=("place", "value"),
    rows=(
        (f'"1"{_INTEGER}', "<urn:example:é>"),
        (f'"2"{_INTEGER}', '"a\\"b,c"@en'),
        (f'"3"{_INTEGER}', '"x\\ny"'),
        (f'"4"{_INTEGER}', None),
    ),
    csv_rows=(("1", "urn:example:é"), ("2", 'a"b,c'), ("3", "x\ny"), ("4", "")),
)
CONSTRUCT = 'CONSTRUCT { <urn:example:a> <urn:example:b> "é\\n"@fr , 1 } WHERE {}'
_CONSTRUCTED = Triples(
    exactly=f'<urn:example:a> <urn:example:b> "é\\n"@fr .\n<urn:example:a> <urn:example:b> "1"{_INTEGER} .\n'
)
_YES, _NO = "ASK { FILTER(1 < 2) }", "ASK { FILTER(2 < 1) }"
_FORMS = (RESULTS_JSON, RESULTS_XML, RESULTS_CSV, RESULTS_TSV)
_OK = Status((200,))


def encoded(*parameters: tuple[str, str]) -> str:
    """Return parameters as a query string, which is also the content of a form."""
    return "&".join(f"{name}={quote(value, safe='')}" for name, value in parameters)


def by_get(endpoint: str, *parameters: tuple[str, str], accept: str = "", method: str = "GET") -> Request:
    """Return a request by GET with the parameters in the URL (§2.1.1)."""
    fields: Fields = (("Accept", accept),) if accept else ()
    return Request(target=f"{endpoint}?{encoded(*parameters)}", method=method, fields=fields)


def by_form(endpoint: str, *parameters: tuple[str, str], accept: str = "", media_type: str = FORM) -> Request:
    """Return a request by POST with the parameters as a form (§2.1.2)."""
    fields = (("Content-Type", media_type), *((("Accept", accept),) if accept else ()))
    return Request(target=endpoint, method="POST", fields=fields, body=encoded(*parameters).encode())


def directly(
    endpoint: str, query: str | bytes, *parameters: tuple[str, str], accept: str = "", media_type: str = QUERY
) -> Request:
    """Return a request by POST with the query itself as content (§2.1.3)."""
    fields = (("Content-Type", media_type), *((("Accept", accept),) if accept else ()))
    target = f"{endpoint}?{encoded(*parameters)}" if parameters else endpoint
    body = query if isinstance(query, bytes) else query.encode()
    return Request(target=target, method="POST", fields=fields, body=body)


def one(group: str, name: str, clause: str, request: Request, *expectations: Expectation) -> Case:
    """Return a case of one request."""
    return Case(group, name, clause, (Step(request, expectations),))


def protocol_cases(endpoint: str) -> Iterator[Case]:
    """Yield the cases of the query operation that hold for any data."""
    yield from _ways_of_asking(endpoint)
    yield from _formats(endpoint)
    yield from _bad_requests(endpoint)


def _ways_of_asking(endpoint: str) -> Iterator[Case]:
    section = "SPARQL 1.1 Protocol §2.1"
    query = ("query", SELECT)
    ways = {
        "get": (f"{section}.1", by_get(endpoint, query, accept=RESULTS_JSON)),
        "post-form": (f"{section}.2", by_form(endpoint, query, accept=RESULTS_JSON)),
        "post-direct": (f"{section}.3", directly(endpoint, SELECT, accept=RESULTS_JSON)),
        "post-form-with-charset": (
            f"{section}.2",
            by_form(endpoint, query, accept=RESULTS_JSON, media_type=f"{FORM}; charset=UTF-8"),
        ),
        "post-direct-with-charset": (
            f"{section}.3",
            directly(endpoint, SELECT, accept=RESULTS_JSON, media_type=f"{QUERY}; charset=utf-8"),
        ),
        "post-direct-media-type-in-capitals": (
            "RFC 9110 §8.3.1",
            directly(endpoint, SELECT, accept=RESULTS_JSON, media_type="Application/SPARQL-Query"),
        ),
    }
    for name, (clause, request) in ways.items():
        yield one("query", name, clause, request, _OK, MediaType((RESULTS_JSON,)), _SOLUTIONS)
    plus = Request(
        target=f"{endpoint}?query=ASK+%7B+FILTER(%22a+b%22+%3D+%22a%20b%22)+%7D", fields=(("Accept", RESULTS_JSON),)
    )
    yield one("query", "plus-is-a-space", "HTML 4.01 §17.13.4.1", plus, _OK, Boolean(expected=True))
    unknown = by_get(endpoint, ("query", _YES), ("x-unknown", "1"), accept=RESULTS_JSON)
    yield one("query", "other-parameters-are-no-error", f"{section}.1", unknown, Status((200,)))
    long = SELECT + "\n#" + " long" * 1200
    yield one(
        "query",
        "long-by-post",
        f"{section}.2",
        by_form(endpoint, ("query", long), accept=RESULTS_JSON),
        _OK,
        _SOLUTIONS,
    )
    head = Step(
        by_get(endpoint, query, accept=RESULTS_JSON, method="HEAD"), (_OK, NoContent(), Same(("Content-Type",)))
    )
    get = Step(by_get(endpoint, query, accept=RESULTS_JSON), (_OK,))
    yield Case("query", "head", "RFC 9110 §9.3.2", (get, head))
    options = Request(target=endpoint, method="OPTIONS")
    yield one(
        "query",
        "options",
        "RFC 9110 §9.3.7",
        options,
        Status((200, 204)),
        Names("Allow", "GET"),
        Names("Allow", "POST"),
    )
    origin = Request(
        target=endpoint,
        method="OPTIONS",
        fields=(
            ("Origin", "https://example.org"),
            ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "content-type"),
        ),
    )
    allowed = (Has("Access-Control-Allow-Origin"), Has("Access-Control-Allow-Headers", r".*(content-type|\*).*"))
    yield one("query", "preflight-of-post", "Fetch §3.3.3", origin, Status((200, 204)), *allowed)


def _formats(endpoint: str) -> Iterator[Case]:
    section = "SPARQL 1.1 Protocol §2.1.5"
    for media_type in _FORMS:
        request = by_get(endpoint, ("query", SELECT), accept=media_type)
        varies = Names("Vary", "Accept")
        yield one(
            "results", f"select-{media_type}", section, request, _OK, MediaType((media_type,)), varies, _SOLUTIONS
        )
    for media_type in (RESULTS_JSON, RESULTS_XML):
        for query, expected in ((_YES, True), (_NO, False)):
            name = f"ask-{'yes' if expected else 'no'}-{media_type}"
            request = by_get(endpoint, ("query", query), accept=media_type)
            yield one("results", name, section, request, _OK, MediaType((media_type,)), Boolean(expected))
    for media_type in RDF_FORMATS:
        request = by_get(endpoint, ("query", CONSTRUCT), accept=media_type)
        yield one("results", f"construct-{media_type}", section, request, _OK, MediaType((media_type,)), _CONSTRUCTED)
    # Whatever the default is, it is one of the formats for this kind of query (§2.1.6).
    section = "SPARQL 1.1 Protocol §2.1.6"
    default = by_get(endpoint, ("query", SELECT))
    yield one("results", "select-by-default", section, default, _OK, MediaType(_FORMS), _SOLUTIONS)
    ask = by_get(endpoint, ("query", _YES))
    yield one("results", "ask-by-default", section, ask, _OK, MediaType(_FORMS[:2]), Boolean(expected=True))
    construct = by_get(endpoint, ("query", CONSTRUCT))
    yield one("results", "construct-by-default", section, construct, _OK, MediaType(tuple(RDF_FORMATS)), _CONSTRUCTED)
    describe = by_get(endpoint, ("query", "DESCRIBE <urn:example:not-there>"))
    yield one("results", "describe-by-default", section, describe, _OK, MediaType(tuple(RDF_FORMATS)), Triples())
    for name, accept, chosen in (
        ("first-by-q", f"{RESULTS_XML};q=0.4, {RESULTS_JSON};q=0.3", RESULTS_XML),
        ("second-by-q", f"{RESULTS_XML};q=0.3, {RESULTS_CSV};q=0.4", RESULTS_CSV),
        ("unknown-first", f"application/x-unknown, {RESULTS_TSV};q=0.1", RESULTS_TSV),
        ("rdf-types-are-not-for-select", f"text/turtle, {RESULTS_XML};q=0.5", RESULTS_XML),
    ):
        request = by_get(endpoint, ("query", SELECT), accept=accept)
        yield one("results", name, "RFC 9110 §12.5.1", request, _OK, MediaType((chosen,)), _SOLUTIONS)
    refused = by_get(endpoint, ("query", SELECT), accept="image/png")
    yield one(
        "results", "no-such-format", "RFC 9110 §15.5.7", refused, Status((406,)), Content(r"sparql-results\+json")
    )
    cross = by_get(endpoint, ("query", _YES), accept=RESULTS_JSON)
    yield one("results", "readable-from-elsewhere", "Fetch §3.3", cross, _OK, Has("Access-Control-Allow-Origin"))


def _bad_requests(endpoint: str) -> Iterator[Case]:
    section = "SPARQL 1.1 Protocol §2.1"
    failure = f"{section}.7"
    bad = Status((400,))
    syntax = by_get(endpoint, ("query", "SELECT * WHERE { ?s ?p }"), accept=RESULTS_JSON)
    yield one("refusals", "syntax-by-get", failure, syntax, bad)
    yield one("refusals", "syntax-by-form", failure, by_form(endpoint, ("query", "ASK {")), bad)
    yield one("refusals", "syntax-by-post", failure, directly(endpoint, "nonsense"), bad)
    yield one("refusals", "empty-query", failure, by_get(endpoint, ("query", "")), bad)
    yield one("refusals", "two-queries", f"{section}.1", by_get(endpoint, ("query", _YES), ("query", _NO)), bad)
    yield one(
        "refusals", "two-queries-in-a-form", f"{section}.2", by_form(endpoint, ("query", _YES), ("query", _NO)), bad
    )
    both = directly(endpoint, _YES, ("query", _NO))
    yield one("refusals", "query-in-url-and-content", f"{section}.3", both, bad)
    yield one("refusals", "form-without-query", f"{section}.2", by_form(endpoint, ("x", "1")), bad)
    for method in ("PUT", "DELETE", "PATCH"):
        request = by_get(endpoint, ("query", _YES), method=method)
        yield one("refusals", f"method-{method.lower()}", section, request, Status((405,)), Names("Allow", "GET"))
    plain = directly(endpoint, _YES, media_type="text/plain")
    yield one("refusals", "other-media-type", f"{section}.3", plain, Status((415, 400)))
    untyped = Request(target=endpoint, method="POST", body=_YES.encode())
    yield one("refusals", "no-media-type", f"{section}.3", untyped, Status((415, 400)))
    untyped_form = Request(target=endpoint, method="POST", body=encoded(("query", _YES)).encode())
    yield one("refusals", "form-without-media-type", f"{section}.2", untyped_form, Status((415, 400)))
    utf16 = directly(endpoint, _YES.encode("utf-16"), media_type=f"{QUERY}; charset=UTF-16")
    yield one("refusals", "not-utf-8", f"{section}.3", utf16, Status(CLIENT_ERROR))
    damaged = directly(endpoint, b'ASK { FILTER("\xff" = "\xff") }')
    yield one("refusals", "damaged-utf-8", f"{section}.3", damaged, Status(CLIENT_ERROR))
    damaged_url = Request(target=f"{endpoint}?query=ASK%20%7B%20FILTER(%22%FF%22%20%3D%20%22%22)%20%7D")
    yield one("refusals", "damaged-utf-8-in-url", f"{section}.1", damaged_url, Status(CLIENT_ERROR))
    surrogate = by_form(endpoint, ("query", 'ASK { FILTER("\\uD800" = "") }'))
    yield one("refusals", "lone-surrogate", "SPARQL 1.1 Query §19.2", surrogate, bad)
    graph = by_get(endpoint, ("query", _YES), ("default-graph-uri", "not an iri"))
    yield one("refusals", "graph-that-is-no-iri", f"{section}.4", graph, bad)
