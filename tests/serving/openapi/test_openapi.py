"""The description of the interface is a valid one, complete, and true to what the server does."""

from __future__ import annotations

import json

import httpx
import jsonschema
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from gcm_graph.serving.app import routes
from gcm_graph.serving.openapi import describe
from gcm_graph.serving.service import Limits
from gcm_graph.serving.sparql.formats import FORMATS

DESCRIPTION = describe(Limits())
# No single request of a well-behaved client meets these: they are tested where queries are stopped and queues filled.
NOT_TO_BE_MET = {"413", "500", "503", "504", "default"}


def answers():
    """Yield path, method, status, media type, schema and example of each answer in the description."""
    for path, operations in DESCRIPTION["paths"].items():
        for method, operation in operations.items():
            for status, response in operation["responses"].items():
                example = response.get("x-example-request")
                for media_type, content in (response.get("content") or {"": {}}).items():
                    yield path, method, status, media_type, content.get("schema"), example


ANSWERS = list(answers())


@pytest.fixture(scope="session")
def client(served):
    """Return a client that follows no redirection."""
    with httpx.Client(base_url=served.url, timeout=30) as client:
        yield client


def test_the_description_is_valid():
    """It is a document of OpenAPI 3.1, with an identifier of its own for each operation."""
    OpenAPIV31SpecValidator(DESCRIPTION).validate()
    found = [operation["operationId"] for path in DESCRIPTION["paths"].values() for operation in path.values()]
    assert len(set(found)) == len(found)


def test_the_server_gives_the_description(client):
    """What stands at /openapi.json is the description."""
    answer = client.get("/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == DESCRIPTION


def test_each_route_is_described():
    """Each route of the application has its path in the description, with or without the slash at its end."""
    # One route takes all paths of things, documents and files.
    described = {path.rstrip("/") for path in DESCRIPTION["paths"]}
    expected = {"/{thing}" if route.path == "/{path:path}" else route.path.replace(":path", "") for route in routes()}
    assert {path.rstrip("/") for path in expected} - described == set()
    methods = {
        route.path: {method.lower() for method in route.methods} - {"head"}
        for route in routes()
        if ":" not in route.path
    }
    for path, operations in DESCRIPTION["paths"].items():
        assert methods.get(path, set(operations)) == set(operations), path


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_format_of_answers_is_described(method):
    """GET and POST name each media type in which an answer to a query can be had."""
    content = DESCRIPTION["paths"]["/sparql"][method]["responses"]["200"]["content"]
    assert set(content) == {each.offer.media_type for formats in FORMATS.values() for each in formats}


def test_the_formats_of_documents_are_all_described(client):
    """What the parameter `format` of a thing may be is what leads to a document."""
    (form,) = (each for each in DESCRIPTION["paths"]["/{thing}"]["get"]["parameters"] if each["name"] == "format")
    assert {"turtle", "n-triples", "text/turtle", "application/ld+json", "bibtex"} <= set(form["schema"]["enum"])
    for name in form["schema"]["enum"]:
        assert client.get("/objective/11", params={"format": name}).status_code == 303, name


def test_only_limits_are_without_an_example():
    """Each answer says by which request it is got, save those that a single request does not get."""
    without = {status for _, _, status, _, _, example in ANSWERS if example is None}
    assert without <= NOT_TO_BE_MET


@pytest.mark.parametrize(
    ("path", "method", "status", "media_type", "schema", "example"),
    [pytest.param(*each, id=" ".join(each[:4]).strip()) for each in ANSWERS if each[5] is not None],
)
def test_each_answer_is_as_described(client, path, method, status, media_type, schema, example):
    """The example of each answer is answered so: with its status, its media type and content of its schema."""
    target = example.get("targets", {}).get(media_type, example["target"])
    accept = example.get("accept") or media_type or "*/*"
    if int(status) >= 400:
        # What is refused is refused in the form that the client takes.
        accept = f"{media_type}, */*;q=0.1" if "accept" not in example else f"{accept}, {media_type};q=0.1"
    fields = {"Accept": accept, **example.get("fields", {})}
    body = example.get("bodies", {}).get(media_type, example.get("body"))
    request = client.build_request(example["method"], target, headers=fields, content=body or None)
    answer = client.send(request)
    assert (example["method"].lower(), str(answer.status_code)) == (method, status), answer.text[:300]
    if media_type:
        assert answer.headers["content-type"].partition(";")[0] == media_type
    if schema and media_type.endswith("json"):
        resolvable = {**schema, "components": DESCRIPTION["components"]}
        jsonschema.Draft202012Validator(resolvable).validate(json.loads(answer.content))
    for name, field in DESCRIPTION["paths"][path][method]["responses"][status].get("headers", {}).items():
        assert name in answer.headers or not field.get("required"), name
