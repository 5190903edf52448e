"""The endpoint in the description of the interface (SPARQL 1.1 Protocol §2.1)."""

from __future__ import annotations

from urllib.parse import unquote

from gcm_graph.serving.openapi.parts import Json, asking, negotiated, operation, problem, query_parameter
from gcm_graph.serving.service import Limits
from gcm_graph.serving.sparql.formats import FORMATS

_QUERY = 'SELECT ?text { ?unit gcm:citation "27(b)" ; gcm:text ?text }'
_ENCODED = "SELECT%20%3Ftext%20%7B%20%3Funit%20gcm%3Acitation%20%2227(b)%22%20%3B%20gcm%3Atext%20%3Ftext%20%7D"
_GRAPH = "CONSTRUCT%20WHERE%20%7B%20%3Cobjective/11%3E%20gcm%3Atitle%20%3Ftitle%20%7D"
_ENDLESS = (
    "SELECT%20(COUNT(*)%20AS%20%3Fn)%20%7B%20%3Fa%20%3Fb%20%3Fc%20.%20%3Fd%20%3Fe%20%3Ff%20.%20%3Fg%20%3Fh%20%3Fi%20%7D"
)
_FORM = "application/x-www-form-urlencoded"
_SPARQL_QUERY = "application/sparql-query"
_AS_QUERY = {"Content-Type": _SPARQL_QUERY}
_RESULTS = tuple(each.offer.media_type for each in FORMATS["solutions"])
_GRAPHS = tuple(each.offer.media_type for each in FORMATS["graph"] if each.offer.media_type not in _RESULTS)
_TEXTS: Json = {"type": "string"}


def sparql_paths(limits: Limits) -> Json:
    """Return the path of the endpoint.

    Args:
        limits: what one request may ask.
    """
    query = query_parameter("query", "The query. Without it the endpoint describes itself.", example=_QUERY)
    shared = [*_dataset(), _format(), _timeout(limits)]
    described = (
        f"Queries only: updates and SERVICE are refused. A query may run {limits.seconds:g} s and be "
        f"{limits.query_characters} characters long; its answer may have {limits.result_bytes} bytes. The prefixes of "
        "the release need no declaration; the default graph is the merge of all named graphs."
    )
    contents: dict[str, Json] = dict.fromkeys((*_RESULTS, *_GRAPHS), _TEXTS)
    contents["application/sparql-results+json"] = {"$ref": "#/components/schemas/SparqlResults"}
    contents |= {"application/json": {}, "application/ld+json": {}}
    example = asking(f"/sparql?query={_ENCODED}", targets=dict.fromkeys(_GRAPHS, f"/sparql?query={_GRAPH}"))
    get = {
        "200": negotiated("The answer to the query, or the description of the service.", example, contents),
        "303": {
            "description": "Without a query, for clients that prefer HTML: to the page where queries are written.",
            "headers": {"Location": {"schema": {"type": "string"}}},
            "x-example-request": asking("/sparql", accept="text/html"),
        },
        **_refusals(f"/sparql?query={_ENCODED}", "GET"),
    }
    posted = asking(
        "/sparql", method="POST", fields=_AS_QUERY, body=_QUERY, bodies=dict.fromkeys(_GRAPHS, unquote(_GRAPH))
    )
    post = {
        "200": negotiated("The answer to the query.", posted, contents),
        "415": problem("The content has another type.", _posted("ASK {}", "text/plain")),
        "400": problem("The query has a mistake in its syntax.", _posted("SELECT")),
        "403": problem("Updates are refused.", _posted("CLEAR ALL", "application/sparql-update")),
        "406": problem("The client accepts no format for such an answer.", _posted("ASK {}") | {"accept": "image/png"}),
        **_limits(asking("/sparql?timeout=0.2", method="POST", fields=_AS_QUERY, body=unquote(_ENDLESS))),
    }
    body: Json = {
        "required": True,
        "content": {
            _FORM: {"schema": {"$ref": "#/components/schemas/QueryForm"}},
            _SPARQL_QUERY: {"schema": {"type": "string"}, "example": _QUERY},
        },
    }
    asked = "Ask a SPARQL query"
    return {
        "/sparql": {
            "get": operation("query", asked, get, tag="SPARQL", description=described, parameters=[query, *shared]),
            "post": operation(
                "queryByPost", f"{asked} of any length", post, tag="SPARQL", parameters=shared, body=body
            ),
        }
    }


def _posted(query: str, media_type: str = _SPARQL_QUERY) -> Json:
    return asking("/sparql", method="POST", fields={"Content-Type": media_type}, body=query)


def _refusals(target: str, method: str) -> Json:
    refused = "/sparql?query=ASK%20%7B%20SERVICE%20%3Curn%3Ax%3E%20%7B%7D%20%7D"
    return {
        "400": problem(
            "The query has a mistake in its syntax; `line` and `column` say where.", asking("/sparql?query=SELECT")
        ),
        "403": problem("Updates and SERVICE are refused.", asking(refused, method=method)),
        "406": problem("The client accepts no format for such an answer.", asking(target, accept="image/png")),
        **_limits(asking(f"/sparql?timeout=0.2&query={_ENDLESS}")),
    }


def _limits(endless: Json) -> Json:
    return {
        "413": problem("The query has more characters, or the request more bytes, than are read."),
        "500": problem(
            "The query needed more memory than it may take, the answer is longer than what is sent, or the process of "
            "the query broke down."
        ),
        "503": problem(
            "As many queries wait as may, no process became free in time, or as many long answers as may are on their "
            "way.",
            headers={"Retry-After": {"schema": {"type": "integer"}}},
        ),
        "504": problem("The query ran longer than it may.", endless),
    }


def _dataset() -> list[Json]:
    many: Json = {"type": "array", "items": {"type": "string", "format": "uri"}}
    return [
        query_parameter("default-graph-uri", "Graphs whose merge is the default graph (§2.1.4).", many),
        query_parameter("named-graph-uri", "The named graphs (§2.1.4).", many),
    ]


def _format() -> Json:
    return query_parameter("format", "A format by name (json, xml, csv, tsv, ttl, jsonld, nt, rdf …), before Accept.")


def _timeout(limits: Limits) -> Json:
    schema: Json = {"type": "number", "exclusiveMinimum": 0}
    return query_parameter("timeout", f"Fewer seconds than {limits.seconds:g} for the query to run.", schema)
