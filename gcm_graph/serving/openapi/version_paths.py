"""Frozen versions, and what each changed, in the description of the interface."""

from __future__ import annotations

from gcm_graph.resources import release_identity
from gcm_graph.serving.openapi.parts import (
    HTML,
    LANGUAGE,
    PROBLEM,
    Json,
    answer,
    asking,
    no_language,
    operation,
    path_parameter,
    problem,
    query_parameter,
    redirection,
)

_FEED = "application/atom+xml"


def version_paths() -> Json:
    """Return the paths of the frozen versions."""
    # The version that is served is described even where it is not the first that was frozen.
    version = release_identity().version
    number = path_parameter("number", "The number of a version.", version)
    return {
        "/changes/": {"get": _list()},
        "/changes.atom": {"get": _feed()},
        "/dataset/{number}": {"get": _version(version, number)},
        "/dataset/{number}/{rest}": {"get": _part(version, number)},
    }


def _list() -> Json:
    responses = {
        "200": answer("The page.", asking("/changes/"), {HTML: {"type": "string"}}),
        "400": no_language("/changes/"),
    }
    return operation(
        "changes", "Read which versions there are and what each changed", responses, tag="Pages", parameters=[LANGUAGE]
    )


def _feed() -> Json:
    responses = {"200": answer("The feed (RFC 4287).", asking("/changes.atom"), {_FEED: {"type": "string"}})}
    return operation("changesFeed", "Follow the versions as an Atom feed", responses, tag="Files")


def _version(version: str, number: Json) -> Json:
    responses = {
        "303": redirection("To the document that Accept asks for.", asking(f"/dataset/{version}", accept=HTML)),
        "404": problem("There is no such version.", asking("/dataset/0.0.0")),
        "406": problem(
            "There is no document that the client accepts.",
            asking(f"/dataset/{version}", accept="image/png"),
            forms=[PROBLEM],
        ),
    }
    form = query_parameter("format", "The format by name, before Accept.", {"type": "string"}, example="ttl")
    return operation(
        "version", "Be led to a document about a version", responses, tag="Documents", parameters=[number, form]
    )


def _part(version: str, number: Json) -> Json:
    place = f"/dataset/{version}"
    targets = {
        HTML: f"{place}/changes/",
        "application/json": f"{place}/changes.json",
        "application/n-quads": f"{place}/changes.nq",
        "text/turtle": f"{place}/void.ttl",
    }
    contents: dict[str, Json] = {media_type: {} for media_type in targets}
    range_of = {"Range": "bytes=0-9"}
    beyond = {"Range": "bytes=99999999999-"}
    ranged = {"Content-Range": {"required": True, "schema": {"type": "string"}}}
    responses = {
        "200": answer("The file or the page.", asking(f"{place}/void.ttl", targets=targets), contents),
        "206": answer(
            "The bytes that were asked for.",
            asking(f"{place}/void.ttl", fields=range_of),
            {"text/turtle": {}},
            headers=ranged,
        ),
        "301": redirection("A slash too many behind the name of a file.", asking(f"{place}/void.ttl/")),
        "303": redirection("From the changes to their page or file.", asking(f"{place}/changes", accept=HTML)),
        "404": problem("The version has no such file.", asking(f"{place}/no-such-file")),
        "406": problem(
            "The changes are there in no form that the client accepts.",
            asking(f"{place}/changes", accept="image/png"),
            forms=[PROBLEM],
        ),
        "416": problem("The file has no such bytes.", asking(f"{place}/void.ttl", fields=beyond), headers=ranged),
    }
    rest = path_parameter(
        "rest", "A file of the version, `changes`, `changes/`, `changes.json` or `changes.nq`.", "changes/"
    )
    form = query_parameter("format", "The form of the changes, before Accept.", {"type": "string"}, example="nq")
    return operation(
        "versionPart",
        "Get a file of a frozen version, or what it changed",
        responses,
        tag="Files",
        description="The first version changed nothing: it has the page of its changes, and no files of them.",
        parameters=[number, rest, form],
    )
