"""Cases of what this project promises beyond the specifications: the ways to name a unit, citations, errors.

They are tried only on a server of this project's own data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gcm_graph.conformance.cases import Case, Step
from gcm_graph.conformance.exchange import Request
from gcm_graph.conformance.expecting import Has, Links, MediaType, Names, Status, StrongTag, Within
from gcm_graph.conformance.expecting_content import Content, Describes, ProblemDetails, Triples
from gcm_graph.conformance.media_types import HTML, JSON_LD, RDF_FORMATS, RESULTS_JSON, TURTLE
from gcm_graph.conformance.protocol import by_get, directly, one
from gcm_graph.conformance.target import Target
from gcm_graph.namespaces import BASE
from gcm_graph.resources import release_identity

_OK = Status((200,))
_UNIT = "objective/11/action/b"
_CITATIONS = {
    "application/x-bibtex": (".bib", r"@\w+\{"),
    "application/vnd.citationstyles.csl+json": (".csl.json", r'"type"'),
    "application/x-research-info-systems": (".ris", r"(?m)^TY  - "),
}
_EXTENSIONS = dict(zip(RDF_FORMATS, (".ttl", ".jsonld", ".nt", ".rdf"), strict=True))
_FORMATS = {HTML: "html"} | {media_type: extension[1:] for media_type, extension in _EXTENSIONS.items()}
_READABLE = Has("Access-Control-Allow-Origin")
_PROBLEM = "RFC 9457 §3"


def promise_cases(target: Target, endpoint: str) -> Iterator[Case]:
    """Yield the cases.

    Args:
        target: the server, with this project's data.
        endpoint: the address of its endpoint.
    """
    base = target.base_url
    yield from _other_names(base)
    yield from _documents(base)
    yield from _citations(base)
    yield from _problems(base, endpoint)
    yield from _surroundings(base)


def _to(base: str, path: str, status: int, place: str, *, clause: str, name: str) -> Case:
    """Return a case of one redirection; the place is a path under the base."""
    root = re.escape(base.split("://")[1].partition("/")[2].strip("/"))
    location = Has("Location", rf"(https?://[^/]+)?/({root}/)?{place}", first=True)
    request = Request(target=base + path, fields=(("Accept", HTML),))
    return one("names", name, clause, request, Status((status,)), location)


def _other_names(base: str) -> Iterator[Case]:
    permanent, see_other = "RFC 9110 §15.4.2", "RFC 9110 §15.4.4"
    yield _to(base, "paragraph/27/b", 301, _UNIT, clause=permanent, name="action-as-a-paragraph")
    yield _to(base, f"{_UNIT}.html", 301, f"{_UNIT}/", clause=permanent, name="html-as-a-file")
    yield _to(base, "cite?q=27(b)", 303, f"{_UNIT}/?", clause=see_other, name="citation")
    yield _to(base, "cite?q=Objective%2011(b)", 303, f"{_UNIT}/?", clause=see_other, name="citation-by-objective")
    yield _to(base, _UNIT, 303, f"{_UNIT}/", clause=see_other, name="thing-to-page")
    unknown = Request(target=f"{base}cite?q=99(z)", follows=True)
    yield one("names", "citation-of-nothing", "RFC 9110 §15.5.5", unknown, Status((400, 404)))
    host = Request(
        target=f"{base}{_UNIT}",
        fields=(("Accept", TURTLE), ("X-Forwarded-Host", "evil.example"), ("Forwarded", "host=evil.example")),
    )
    yield one(
        "names", "no-client-decides-the-host", "RFC 9110 §17.1", host, Status((303,)), Has("Location", r"(?!.*evil).*")
    )


def _documents(base: str) -> Iterator[Case]:
    iri = BASE + _UNIT
    for media_type, extension in _EXTENSIONS.items():
        request = Request(target=f"{base}{_UNIT}{extension}")
        expected = (_OK, MediaType((media_type,)), StrongTag(), Describes(iri))
        links = (Links("canonical"), Links("alternate", media_type=HTML))
        yield one("documents", f"file{extension}", "RFC 9110 §15.3.1", request, *expected, *links)
    for media_type, word in _FORMATS.items():
        other = JSON_LD if media_type != JSON_LD else TURTLE
        request = Request(target=f"{base}{_UNIT}?format={word}", fields=(("Accept", other),), follows=True)
        clause = "the parameter decides, whatever Accept says"
        yield one("documents", f"format-{word}", clause, request, _OK, MediaType((media_type,)), Describes(iri))
    unknown = Request(target=f"{base}{_UNIT}?format=docx", follows=True)
    yield one("documents", "format-unknown", "RFC 9110 §15.5", unknown, Status((400, 404, 406)))
    # A unit's description has what points to it, and a label of what it points to.
    described = Request(target=f"{base}{_UNIT}.ttl")
    about = Triples(predicates=("https://w3id.org/gcm/ontology#text", "http://www.w3.org/2004/02/skos/core#prefLabel"))
    incoming = Content("hasAction")
    yield one("documents", "what-points-to-it", "the description of a thing", described, _OK, about, incoming)
    context = Request(target=f"{base}{_UNIT}.jsonld")
    yield one("documents", "context", "JSON-LD 1.1 §3.1", context, _OK, Content('"@context"'))
    version = release_identity().version  # the server and what it is held against are of one version
    for path in (
        "ontology",
        f"ontology/{version}",
        "dataset",
        f"dataset/{version}",
        f"shapes/{version}",
        "graph/text",
        "scheme/themes",
    ):
        request = Request(target=base + path, fields=(("Accept", TURTLE),), follows=True)
        yield one("documents", path, "RFC 9110 §15.4.4", request, _OK, MediaType((TURTLE,)), Triples(at_least=1))
    for path, allowed in (
        ("context.jsonld", (JSON_LD, "application/json")),
        ("void.ttl", (TURTLE,)),
        ("gcm.nq", ("application/n-quads",)),
        ("gcm.jsonld", (JSON_LD,)),
        ("tables/units.csv", ("text/csv",)),
        ("SHA256SUMS", ("text/plain",)),
    ):
        request = Request(target=base + path, method="HEAD")
        yield one("documents", path, "RFC 9110 §15.3.1", request, _OK, MediaType(allowed), _READABLE)
    language = Request(target=f"{base}tables/units.csv", method="HEAD")
    yield one(
        "documents", "table-says-its-charset", "RFC 7111 §5.1", language, Has("Content-Type", r".*charset=utf-8.*")
    )


def _citations(base: str) -> Iterator[Case]:
    for media_type, (extension, pattern) in _CITATIONS.items():
        by_accept = Request(target=f"{base}{_UNIT}", fields=(("Accept", media_type),), follows=True)
        expected = (_OK, MediaType((media_type,)), Content(pattern), Content("migration|Migration"))
        yield one("citations", f"by-accept{extension}", "RFC 9110 §12.5.1", by_accept, *expected)
        as_file = Request(target=f"{base}{_UNIT}{extension}")
        yield one("citations", f"as-file{extension}", "RFC 9110 §15.3.1", as_file, *expected)


def _problems(base: str, endpoint: str) -> Iterator[Case]:
    accept = "application/problem+json"
    cases = {
        "not-found": (Request(target=f"{base}no/such/thing", fields=(("Accept", accept),)), 404, ()),
        "method": (Request(target=f"{base}{_UNIT}", method="DELETE", fields=(("Accept", accept),)), 405, ()),
        "syntax": (by_get(endpoint, ("query", "ASK {\n  ?s ?p }"), accept=RESULTS_JSON), 400, ("line", "column")),
        "update": (directly(endpoint, "CLEAR ALL", media_type="application/sparql-update", accept=accept), None, ()),
        "service": (by_get(endpoint, ("query", "ASK { SERVICE <urn:x> {} }"), accept=RESULTS_JSON), None, ()),
    }
    for name, (request, status, members) in cases.items():
        expected = Status((status,)) if status else Status(range(400, 500))
        yield one("problems", name, _PROBLEM, request, expected, ProblemDetails(members))
    page = Request(target=f"{base}no/such/thing", fields=(("Accept", HTML),))
    yield one("problems", "page-for-people", "RFC 9110 §15.5", page, Status((404,)), MediaType((HTML,)))
    plain = Request(target=f"{base}no/such/thing", fields=(("Accept", "text/plain"),))
    yield one("problems", "text-for-people", "RFC 9110 §15.5", plain, Status((404,)), MediaType(beginning="text/"))
    markup = Request(target=f"{base}%3Cscript%3Ealert(1)%3C/script%3E", fields=(("Accept", HTML),))
    yield one("problems", "markup-is-escaped", "HTML §13.3", markup, Status((404,)), Content(without="<script>alert"))
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    runaway = by_get(endpoint, ("query", endless), ("timeout", "1"), accept=RESULTS_JSON)
    stopped = (Status(range(400, 600)), ProblemDetails(), Within(5.0))
    yield one("problems", "runaway-query", "SPARQL 1.1 Protocol §2.1.7", runaway, *stopped)
    afterwards = by_get(endpoint, ("query", "ASK {}"), accept=RESULTS_JSON)
    yield Case("problems", "others-go-on", "SPARQL 1.1 Protocol §2.1.6", (Step(afterwards, (_OK, Within(2.0))),))


def _surroundings(base: str) -> Iterator[Case]:
    yield one("service", "health", "", Request(target=f"{base}health"), _OK)
    yield one("service", "metrics", "", Request(target=f"{base}metrics"), _OK, MediaType(beginning="text/plain"))
    described = Request(target=f"{base}openapi.json")
    yield one("service", "openapi", "OpenAPI 3.1", described, _OK, Content(r'"openapi":\s*"3\.1'))
    page = Request(target=f"{base}{_UNIT}/")
    policy = Has("Content-Security-Policy", r".*default-src 'none'.*")
    safe = (policy, Has("X-Content-Type-Options", "nosniff"), Names("Vary", "Accept-Encoding"))
    yield one("service", "policy-of-pages", "Content Security Policy Level 3 §3.1", page, _OK, *safe)
    yield _to(base, "sparql", 303, "query/", clause="RFC 9110 §15.4.4", name="endpoint-for-people")
    for path in ("robots.txt", "sitemap.xml"):
        yield one("service", path, "", Request(target=base + path), _OK)
