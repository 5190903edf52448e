"""The whole description of the interface, and the route at which it is."""

from __future__ import annotations

import json
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gcm_graph.resources import release_identity
from gcm_graph.serving.openapi.document_paths import document_paths
from gcm_graph.serving.openapi.page_paths import page_paths, surrounding_paths
from gcm_graph.serving.openapi.parts import Json
from gcm_graph.serving.openapi.sparql_paths import sparql_paths
from gcm_graph.serving.openapi.version_paths import version_paths
from gcm_graph.serving.service import Limits, release_of, service_of

_TEXT: Final[Json] = {"type": "string"}
_NUMBER: Final[Json] = {"type": "integer"}
_IRI: Final[Json] = {"type": "string", "format": "uri"}
_ABOUT = (
    "The Global Compact for Safe, Orderly and Regular Migration (A/RES/73/195) as linked data. Every IRI below "
    "https://w3id.org/gcm/ is answered at the same path of this server. GET requests can be HEAD requests; OPTIONS "
    "says which methods there are. Answers have ETags and may be kept: If-None-Match is answered with 304, and "
    "If-Match with 412 where it names another representation. An address that lacks the slash at its end, or "
    "has one too many, leads to the right one. All answers may be read from other origins."
)
_TAGS: Final = {
    "SPARQL": "The SPARQL 1.1 endpoint.",
    "Documents": "Documents about things, for programs.",
    "Pages": "Pages for people.",
    "Files": "The files of the release, whole or in parts.",
    "Service": "What stands beside the data.",
}


def describe(limits: Limits, *, server: str = "/") -> Json:
    """Return the description as the OpenAPI Specification 3.1 has it.

    Args:
        limits: what one request may ask.
        server: the address of the server, absolute or relative to that of the description.
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "gcm-graph",
            "version": release_identity().version,
            "description": _ABOUT,
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        "servers": [{"url": server}],
        "tags": [{"name": name, "description": description} for name, description in _TAGS.items()],
        "paths": {**sparql_paths(limits), **document_paths(), **version_paths(), **page_paths(), **surrounding_paths()},
        "components": {"schemas": _schemas()},
    }


def _object(properties: Json, *, optional: tuple[str, ...] = (), description: str = "") -> Json:
    required = [name for name in properties if name not in optional]
    found: Json = {"type": "object", "properties": properties, "required": required}
    return found | ({"description": description} if description else {})


def _schemas() -> Json:
    status: Json = {"type": "integer", "minimum": 400, "maximum": 599}
    members = {"type": _IRI, "title": _TEXT, "status": status, "detail": _TEXT, "hint": _TEXT}
    places: Json = {"line": _NUMBER, "column": _NUMBER, "limit": _TEXT}
    graphs: Json = {"type": "array", "items": _IRI}
    form = {
        "query": _TEXT,
        "default-graph-uri": graphs,
        "named-graph-uri": graphs,
        "format": _TEXT,
        "timeout": {"type": "number"},
    }
    found = {
        "iri": _IRI,
        "url": {"type": "string", "format": "uri-reference"},
        "citation": {"type": ["string", "null"]},
        "label": _TEXT,
        "kind": _TEXT,
    }
    head = _object(
        {"vars": {"type": "array", "items": _TEXT}, "link": {"type": "array", "items": _TEXT}},
        optional=("vars", "link"),
    )
    results: Json = {"bindings": {"type": "array", "items": {"type": "object"}}}
    return {
        "Problem": _object(
            members | places,
            optional=("hint", *places),
            description="RFC 9457 problem details. Some kinds have further members.",
        ),
        "SparqlResults": _object(
            {"head": head, "results": _object(results), "boolean": {"type": "boolean"}},
            optional=("results", "boolean"),
            description="SPARQL 1.1 Query Results JSON Format: `results` for SELECT, `boolean` for ASK.",
        ),
        "QueryForm": _object(form, optional=tuple(name for name in form if name != "query")),
        "Finds": _object(
            {"query": _TEXT, "hits": _NUMBER, "units": _NUMBER, "page": _NUMBER, "pages": _NUMBER}
            | {"cited": {"oneOf": [_object(found), {"type": "null"}]}}
            | {"results": {"type": "array", "items": _object(found)}}
        ),
        "Completions": _object(
            {name: {"type": "array", "items": {"type": "object"}} for name in ("classes", "properties", "queries")}
            | {"prefixes": {"type": "object", "additionalProperties": _TEXT}}
        ),
        "Health": _object(
            {"status": {"const": "ok"}, "release": _TEXT, "version": _TEXT, "in_place": {"type": "boolean"}}
        ),
    }


async def openapi(request: Request) -> Response:
    """Answer with the description of the interface."""
    addresses = release_of(request).addresses
    content = describe(service_of(request).settings.limits, server=addresses.base_url or f"{addresses.root}/")
    body = json.dumps(content, ensure_ascii=False, indent=2)
    return Response(body, media_type="application/json", headers={"Cache-Control": "public, max-age=300"})


def routes() -> list[Route]:
    """Return the route of the description."""
    return [Route("/openapi.json", openapi)]
