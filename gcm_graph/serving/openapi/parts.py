"""What the description of the interface is put together from: operations, parameters, answers.

An answer has the extension `x-example-request`: a request that gets this very answer. Readers can try it, and the tests
do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

PROBLEM = "application/problem+json"
HTML = "text/html"
TEXT = "text/plain"
_WHAT_KEPT = {
    "ETag": {"description": "A strong entity tag.", "schema": {"type": "string"}},
    "Cache-Control": {"schema": {"type": "string"}},
}
_LOCATION = {"Location": {"required": True, "schema": {"type": "string", "format": "uri-reference"}}}
_VARY = {"Vary": {"description": "Has `Accept`.", "schema": {"type": "string"}}}


def path_parameter(name: str, description: str, example: str, *, values: Sequence[str] = ()) -> Json:
    """Return a parameter that stands in the path."""
    schema: Json = {"type": "string"} | ({"enum": list(values)} if values else {})
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": schema,
        "example": example,
    }


def query_parameter(name: str, description: str, schema: Json | None = None, *, example: object = None) -> Json:
    """Return a parameter that stands behind the question mark."""
    parameter: Json = {"name": name, "in": "query", "description": description, "schema": schema or {"type": "string"}}
    return parameter if example is None else parameter | {"example": example}


LANGUAGE = query_parameter(
    "lang", "The language of the labels, as a language tag (BCP 47); English where there are none in it.", example="es"
)
TURNS = (
    query_parameter("page", "Which page of the sentences that name the thing; the first for what is no number."),
    query_parameter("pointing", "Which page of what points to the thing; the first for what is no number."),
)
"""What turns the pages of long lists on the page of a thing."""


def asking(
    target: str,
    *,
    accept: str = "",
    method: str = "GET",
    fields: Mapping[str, str] | None = None,
    body: str = "",
    targets: Mapping[str, str] | None = None,
    bodies: Mapping[str, str] | None = None,
) -> Json:
    """Return a request as an example.

    Args:
        target: path and query.
        accept: the value of Accept; the media type of the answer where there is none.
        method: the method.
        fields: other header fields.
        body: the content.
        targets: other targets by the media type of the answer.
        bodies: other contents by the media type of the answer.
    """
    request: Json = {"method": method, "target": target}
    given = {"accept": accept, "fields": fields, "body": body, "targets": targets, "bodies": bodies}
    for name, value in given.items():
        if value:
            request[name] = value
    return request


def answer(description: str, example: Json, content: Mapping[str, Json], *, headers: Json | None = None) -> Json:
    """Return a successful answer.

    Args:
        description: what it is.
        example: a request that gets it.
        content: the schema of each media type.
        headers: its header fields besides ETag and Cache-Control.
    """
    return {
        "description": description,
        "headers": _WHAT_KEPT | (headers or {}),
        "content": {name: ({"schema": schema} if schema else {}) for name, schema in content.items()},
        "x-example-request": example,
    }


def negotiated(description: str, example: Json, content: Mapping[str, Json]) -> Json:
    """Return a successful answer whose media type Accept decides."""
    return answer(description, example, content, headers=_VARY)


def redirection(description: str, example: Json, *, as_text: bool = True) -> Json:
    """Return an answer that leads elsewhere, and says so in words unless `as_text` is false."""
    content = {"content": {TEXT: {"schema": {"type": "string"}}}} if as_text else {}
    return {"description": description, "headers": _LOCATION, **content, "x-example-request": example}


def problem(
    description: str,
    example: Json | None = None,
    *,
    headers: Json | None = None,
    forms: Sequence[str] = (PROBLEM, TEXT, HTML),
) -> Json:
    """Return an answer that says what was wrong: RFC 9457 for programs, text or a page for people by Accept.

    Args:
        description: what was wrong.
        example: a request that gets it; None where no single request does.
        headers: its header fields.
        forms: the media types in which it is to be had; not those of which who accepts them gets what was asked for.
    """
    schemas: dict[str, Json] = {PROBLEM: {"$ref": "#/components/schemas/Problem"}}
    content = {form: {"schema": schemas.get(form, {"type": "string"})} for form in forms}
    response: Json = {"description": description, "content": content}
    if headers:
        response["headers"] = headers
    return response | ({"x-example-request": example} if example else {})


def no_language(target: str) -> Json:
    """Return the answer of a page to a language that is none.

    Args:
        target: path and query of the page.
    """
    mark = "&" if "?" in target else "?"
    return problem("The value of `lang` is no language tag.", asking(f"{target}{mark}lang=!"))


_OTHERWISE = problem("The request is malformed or too long, or the server cannot answer it now.")


def operation(
    identifier: str,
    summary: str,
    responses: Mapping[str, Json],
    *,
    tag: str,
    description: str = "",
    parameters: Sequence[Json] = (),
    body: Json | None = None,
) -> Json:
    """Return an operation: one method of one path."""
    found: Json = {"operationId": identifier, "summary": summary, "tags": [tag]}
    if description:
        found["description"] = description
    if parameters:
        found["parameters"] = list(parameters)
    if body:
        found["requestBody"] = body
    return found | {"responses": {**responses, "default": _OTHERWISE}}
