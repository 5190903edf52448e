"""A small server of linked data that does as the specifications say, or in one respect deliberately does not."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

SPACE = "https://data.example/"
TRIG = f"""@base <{SPACE}> .
<graph/a> {{ <river/oder> a <River> ; <flowsInto> <sea/baltic> . <River> a <Class> . }}
<graph/b> {{ <sea/baltic> a <Sea> ; <name> "Baltic"@en , "Ostsee"@de . <Sea> a <Class> . }}
"""
VOID = f"""@prefix void: <http://rdfs.org/ns/void#> . @prefix dcterms: <http://purl.org/dc/terms/> .
<{SPACE}set> a void:Dataset ; void:uriSpace "{SPACE}" ; void:sparqlEndpoint <{SPACE}sparql> ; void:triples 6 ;
  void:dataDump <{SPACE}dump.nq> ; void:exampleResource <{SPACE}river/oder> ;
  dcterms:license <https://creativecommons.org/publicdomain/zero/1.0/> ; void:classPartition <{SPACE}set#River> .
"""
DESCRIPTION = f"""@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
<{SPACE}sparql#service> a sd:Service ; sd:endpoint <{SPACE}sparql> ; sd:supportedLanguage sd:SPARQL11Query ;
  sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON> ; sd:defaultDataset <{SPACE}sparql#dataset> .
"""
DOCUMENTS = {
    "text/html": "",
    "text/turtle": ".ttl",
    "application/ld+json": ".jsonld",
    "application/n-triples": ".nt",
    "application/rdf+xml": ".rdf",
}
RESULTS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
READ_METHODS = "GET, HEAD, OPTIONS"
Fields = dict[str, str]


@dataclass
class Reply:
    """An answer before it is sent."""

    status: int
    fields: Fields = field(default_factory=dict)
    body: bytes = b""


class SmallServer:
    """What the server answers.

    Args:
        faults: in which respects it is wrong.
    """

    def __init__(self, *faults: str) -> None:
        self.faults = frozenset(faults)
        self.store = Store()
        self.store.load(TRIG.encode(), RdfFormat.TRIG)
        self.dump = self.store.dump(format=RdfFormat.N_QUADS)
        self.things = {quad.subject.value.removeprefix(SPACE) for quad in self.store}
        for quad in list(self.store):
            self.store.add(type(quad)(quad.subject, quad.predicate, quad.object, DefaultGraph()))

    def reply(self, method: str, target: str, fields: list[tuple[str, str]], body: bytes) -> Reply:
        """Answer a request."""
        parts = urlsplit(target)
        path = unquote(parts.path).lstrip("/")
        given = _Given(fields)
        if path == "sparql":
            found = self._sparql(method, parts.query, given, body)
        elif method == "OPTIONS":
            found = Reply(204, {"Allow": READ_METHODS, "Access-Control-Allow-Methods": READ_METHODS})
        elif method not in {"GET", "HEAD"}:
            found = Reply(405, {"Allow": READ_METHODS})
        else:
            found = self._read(path, given)
        found.fields.setdefault("Access-Control-Allow-Origin", "*")
        found.fields.setdefault("Access-Control-Expose-Headers", "ETag, Link")
        found.fields.setdefault("Access-Control-Allow-Headers", "Content-Type")
        return self._represented(found, given)

    def _read(self, path: str, given: _Given) -> Reply:
        if path == ".well-known/void":
            return self._rdf(VOID, "text/turtle")
        if path == "dump.nq":
            return self._ranged(Reply(200, {"Content-Type": "application/n-quads"}, self.dump), given)
        for media_type, extension in DOCUMENTS.items():
            thing = path.removesuffix(extension or "/")
            if path.endswith(extension or "/") and self._is_thing(thing):
                return self._document(thing, media_type)
        if not self._is_thing(path):
            return Reply(404, {"Content-Type": "text/plain"}, b"There is nothing here.")
        chosen = self._choose(given.get("accept"), list(DOCUMENTS))
        varies = {} if "no Vary" in self.faults else {"Vary": "Accept"}
        if chosen is None:
            return Reply(406, {"Content-Type": "text/plain", **varies}, " ".join(DOCUMENTS).encode())
        return Reply(303, {"Location": f"/{path}{DOCUMENTS[chosen] or '/'}", **varies})

    def _is_thing(self, path: str) -> bool:
        return path in self.things

    def _document(self, thing: str, media_type: str) -> Reply:
        links = f'</{thing}.jsonld>; rel="alternate"; type="application/ld+json", <{SPACE}{thing}>; rel=canonical'
        fields = {"Link": f"{links}, </.well-known/void>; rel=describedby", "Content-Location": f"/{thing}"}
        if media_type == "text/html":
            page = f"<!doctype html><html lang=en><title>{thing}</title><h1>{thing}</h1>"
            return Reply(200, {"Content-Type": "text/html; charset=utf-8", **fields}, page.encode())
        quads = self.store.quads_for_pattern(NamedNode(SPACE + thing), None, None, DefaultGraph())
        content = serialize([quad.triple for quad in quads], format=RdfFormat.from_media_type(media_type))
        return Reply(200, {"Content-Type": media_type, **fields}, content)

    def _rdf(self, turtle: str, media_type: str) -> Reply:
        scratch = Store()
        scratch.load(turtle.encode(), RdfFormat.TURTLE)
        syntax = RdfFormat.from_media_type(media_type)
        content = serialize([quad.triple for quad in scratch], format=syntax)
        return Reply(200, {"Content-Type": media_type, "Vary": "Accept"}, content)

    def _choose(self, accept: str | None, offers: list[str]) -> str | None:
        """Choose by specificity and q (RFC 9110 §12.5.1); the first offer wins where several are equal."""
        if accept is None:
            return offers[0]
        ranges: list[tuple[str, float]] = []
        for member in filter(None, (each.strip() for each in accept.split(","))):
            name, *parameters = (each.strip() for each in member.split(";"))
            quality = next((float(each[2:]) for each in parameters if each[:2].lower() == "q="), 1.0)
            ranges.append((name.lower(), quality))
        if "q-values are ignored" in self.faults:
            ranges = [(name, 1.0) for name, _ in ranges]
            ordered = [offer for name, _ in ranges for offer in offers if name in {offer, "*/*"}]
            return next(iter(ordered), None)
        best = max(offers, key=lambda offer: _quality(offer, ranges))
        if _quality(best, ranges) > 0:
            return best
        return offers[0] if "200 for unknown formats" in self.faults else None

    def _ranged(self, whole: Reply, given: _Given) -> Reply:
        whole.fields |= {"Accept-Ranges": "bytes", "ETag": _tag(whole.body)}
        asked = given.get("range") or ""
        if given.get("if-none-match") or given.get("if-range") not in {None, whole.fields["ETag"]}:
            return whole
        found = re.fullmatch(r"bytes=(\d*)-(\d*)", asked)
        if not found or not any(found.groups()) or "ranges are ignored" in self.faults:
            return whole
        size = len(whole.body)
        first, last = found.groups()
        begin = int(first) if first else max(0, size - int(last))
        end = min(int(last) + 1, size) if first and last else size
        if first and last and int(last) < int(first):
            return whole
        if begin >= size:
            return Reply(416, {"Content-Range": f"bytes */{size}"})
        whole.fields["Content-Range"] = f"bytes {begin}-{end - 1}/{size}"
        return Reply(206, whole.fields, whole.body[begin:end])

    def _sparql(self, method: str, url_query: str, given: _Given, body: bytes) -> Reply:  # noqa: PLR0911 - refusals
        methods = "GET, HEAD, POST, OPTIONS"
        if method == "OPTIONS":
            return Reply(204, {"Allow": methods, "Access-Control-Allow-Methods": methods})
        if method not in {"GET", "HEAD", "POST"}:
            return Reply(405, {"Allow": methods})
        try:
            parameters = parse_qsl(url_query, keep_blank_values=True, errors="strict")
            if method == "POST":
                kind, _, rest = (given.get("content-type") or "").lower().partition(";")
                charset = re.sub(r".*charset=", "", rest.strip()) or "utf-8"
                if charset != "utf-8" or kind not in {"application/x-www-form-urlencoded", "application/sparql-query"}:
                    return Reply(415)
                text = body.decode()
                form = kind.startswith("application/x-www")
                parameters += parse_qsl(text, keep_blank_values=True) if form else [("query", text)]
        except UnicodeDecodeError:
            return Reply(400)
        queries = [value for name, value in parameters if name == "query"]
        if any(name == "update" for name, _ in parameters) and "updates are ignored" not in self.faults:
            return Reply(400)
        if not queries and method != "POST":
            chosen = self._choose(given.get("accept"), list(DOCUMENTS)[1:])
            return self._rdf(DESCRIPTION, chosen) if chosen else Reply(406)
        if len(queries) != 1 and "two queries are one" not in self.faults:
            return Reply(400)
        return self._answer(queries[0], parameters, given) if queries else Reply(400)

    def _answer(self, query: str, parameters: list[tuple[str, str]], given: _Given) -> Reply:
        bare = re.sub(r"'[^']*'|#.*", "", query)
        if re.search(r"\bservice\b", bare, re.IGNORECASE) and "SERVICE is asked" not in self.faults:
            return Reply(400)
        try:
            default = [NamedNode(value) for name, value in parameters if name == "default-graph-uri"]
            named = [NamedNode(value) for name, value in parameters if name == "named-graph-uri"]
            if "the data set is ignored" in self.faults or not (default or named):
                results = self.store.query(query)
            else:
                # An empty data set has to be named too: none of the graphs is this one.
                nothing = [NamedNode("urn:example:none")]
                results = self.store.query(query, default_graph=default or nothing, named_graphs=named)
            return self._results(results, given)
        except (SyntaxError, ValueError, OSError):
            return Reply(400)

    def _results(self, results: QuerySolutions | QueryBoolean | QueryTriples, given: _Given) -> Reply:
        formats = list(DOCUMENTS)[1:] if isinstance(results, QueryTriples) else list(RESULTS)
        if "results are always JSON" in self.faults and formats[0] in RESULTS:
            formats = formats[:1]
        chosen = self._choose(given.get("accept"), formats) if len(formats) > 1 else formats[0]
        if chosen is None:
            return Reply(406, {"Content-Type": "text/plain"}, " ".join(formats).encode())
        kind = RESULTS.get(chosen) or RdfFormat.from_media_type(chosen)
        if chosen in {"text/csv", "text/tab-separated-values"} and isinstance(results, QueryBoolean):
            chosen, kind = "application/sparql-results+json", QueryResultsFormat.JSON
        return Reply(200, {"Content-Type": chosen, "Vary": "Accept"}, results.serialize(format=kind))

    def _represented(self, found: Reply, given: _Given) -> Reply:
        if found.status != 200:
            return found
        varies = found.fields.get("Vary")
        if "no Vary" in self.faults:
            found.fields.pop("Vary", None)
        else:
            found.fields["Vary"] = f"{varies}, Accept-Encoding" if varies else "Accept-Encoding"
        if re.search(r"gzip(?!;q=0)", given.get("accept-encoding") or "") and "Accept-Ranges" not in found.fields:
            found.body = gzip.compress(found.body, mtime=0)
            found.fields["Content-Encoding"] = "gzip"
        tag = _tag(found.body)
        found.fields["ETag"] = f"W/{tag}" if "tags are weak" in self.faults else tag
        known = [each.strip().removeprefix("W/") for each in (given.get("if-none-match") or "").split(",")]
        if tag in known and "nothing is unchanged" not in self.faults:
            return Reply(304, {name: found.fields[name] for name in ("ETag", "Vary") if name in found.fields})
        return found


class _Given:
    def __init__(self, fields: list[tuple[str, str]]) -> None:
        self.fields = fields

    def get(self, name: str) -> str | None:
        values = [value for each, value in self.fields if each.lower() == name]
        return ", ".join(values) if values else None


def _quality(offer: str, ranges: list[tuple[str, float]]) -> float:
    order = [offer, offer.partition("/")[0] + "/*", "*/*"]
    return next((quality for name in order for each, quality in ranges if each == name), 0.0)


def _tag(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:16]}"'


@contextmanager
def _running(small: SmallServer) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            found = small.reply(self.command, self.path, self.headers.items(), body)
            self.send_response_only(found.status)
            if found.status not in {204, 304}:
                wrong = self.command == "HEAD" and "HEAD has another length" in small.faults
                found.fields["Content-Length"] = "0" if wrong else str(len(found.body))
            for name, value in found.fields.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(found.body)

    class Server(ThreadingHTTPServer):
        # A keep-alive connection must not hold up the end of the test.
        daemon_threads = True
        block_on_close = False

    server = Server(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def small_server() -> Callable[..., object]:
    """Return a function that starts the server with the given faults, as a context that gives its address."""
    return lambda *faults: _running(SmallServer(*faults))
