"""The kinds of problems that the server tells of: each has an address, which its problem details give as their type.

RFC 9457 §3.1.1 wants that address to lead to words for people.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from gcm_graph.serving.negotiation import Offer, choose, not_acceptable
from gcm_graph.serving.problem_answers import as_text, not_found
from gcm_graph.serving.problems import Problem

_OFFERS = (Offer("text/html", "html"), Offer("text/plain", "text"), Offer("application/json", "json"))
_HEADERS = {"Cache-Control": "public, max-age=3600", "Vary": "Accept"}

KINDS: Mapping[str, tuple[int, str]] = MappingProxyType(
    {
        "bad-request": (400, "The request could not be read. Its detail says what was wrong with it."),
        "body-too-large": (413, "The body of the request is longer than the server reads. Its limit is in `limit`."),
        "body-too-slow": (408, "The body of the request did not arrive within the seconds in `limit`."),
        "busy": (
            503,
            "The processes that answer queries have more to do than they can. Retry-After says when to ask again.",
        ),
        "citation-missing": (400, "The address needs a citation: /cite?q=27(b)."),
        "citation-syntax": (404, "The words do not read as a citation such as 27(b) or Objective 11."),
        "citation-unknown": (404, "The citation is well formed, but the Compact has no such unit."),
        "coded-body": (415, "The body of a request may not be compressed. Send it without Content-Encoding."),
        "dataset": (400, "A graph of the dataset that the request names is not named by an IRI."),
        "federation-refused": (403, "Queries with SERVICE are refused: the server asks no other server."),
        "fields-too-large": (431, "The header fields of the request are too many or too long."),
        "find-empty-query": (400, "There is no word to search for."),
        "find-syntax": (400, "The words cannot be searched for as they are written."),
        "internal": (500, "A fault in the server. It has been logged; report the address if it stays so."),
        "language-tag": (400, "The language is not written as a language tag such as en or zh-Hans (BCP 47)."),
        "malformed-request": (400, "The request breaks the rules of HTTP or of the SPARQL protocol."),
        "memory-limit": (500, "The query needed more memory than one query may take."),
        "method-not-allowed": (405, "The address does not serve the method. Allow says which it serves."),
        "no-such-page": (404, "The document, or what was found, has fewer pages than that."),
        "not-acceptable": (406, "Nothing that Accept names is there. `available` and `formats` list what is."),
        "not-found": (404, "Nothing of the release stands at the address."),
        "not-in-xml": (
            406,
            "The answer has a character that XML has not, or a property that RDF/XML cannot name. Ask for another.",
        ),
        "not-taken": (500, "The client did not take the answer in time."),
        "nothing-to-search": (400, "Neither words nor facets were given to search for."),
        "page-number": (400, "The number of a page is a whole number from 1."),
        "precondition-failed": (412, "If-Match names another representation than the one that is there now."),
        "query-crashed": (500, "The process that answered the query broke down. No other query was touched."),
        "query-failed": (400, "The query is SPARQL, but cannot be evaluated."),
        "query-limit": (413, "The query is longer than the server reads."),
        "query-syntax": (400, "The query is not SPARQL 1.1. `line` and `column` say where it stops being so."),
        "range-not-satisfiable": (416, "The range lies outside the file. Content-Range says how long that is."),
        "read-only": (403, "The data cannot be changed: there is no SPARQL Update here."),
        "result-limit": (
            500,
            "The answer is longer than the server sends. Ask for less with LIMIT. One that had begun is broken off.",
        ),
        "target-too-long": (414, "The address is longer than the server reads. Send a long query by POST."),
        "time-limit": (504, "The query ran longer than a query may."),
        "transfer-coding": (501, "The body of the request has another transfer coding than chunked."),
        "unknown-facet-value": (400, "A facet of the search has no such value."),
        "unknown-format": (400, "There is no format of that name."),
        "unsupported-charset": (415, "The body of the request is not in UTF-8."),
        "unsupported-content": (415, "The body of the request is of a type that is not read here."),
    }
)
"""The status that goes with each kind, and what it means."""


async def kind(request: Request) -> Response:
    """Say what a kind of problem means."""
    code = request.path_params["code"]
    if code not in KINDS:
        raise not_found(request.url.path)
    offer = choose(request.headers.get("accept"), _OFFERS)
    if offer is None:
        raise not_acceptable(_OFFERS)
    status, meaning = KINDS[code]
    problem = Problem(status, code, code.replace("-", " ").capitalize(), meaning)
    if offer.name == "html":
        from gcm_graph.serving.pages.rendering import render

        page = render(request, "problem.html", problem=problem)
        page.headers.update(_HEADERS)
        return page
    if offer.name == "text":
        return PlainTextResponse(as_text(problem), headers=_HEADERS)
    return JSONResponse(problem.record(), headers=_HEADERS)


def routes() -> list[Route]:
    """Return the route of the kinds of problems."""
    return [Route("/problem/{code}", kind)]
