"""Pages, the search and what stands beside the data in the description of the interface."""

from __future__ import annotations

from gcm_graph.serving.openapi.parts import (
    HTML,
    TEXT,
    Json,
    answer,
    asking,
    negotiated,
    operation,
    path_parameter,
    problem,
    query_parameter,
    redirection,
)

_PAGE: dict[str, Json] = {HTML: {"type": "string"}}


def page_paths() -> Json:
    """Return the paths of pages that are not the page of one thing, and of the search."""
    return {
        "/": {"get": _page("home", "Begin", "/")},
        "/search": {"get": _search()},
        "/query/": {"get": _query_page()},
        "/query/completions.json": {"get": _completions()},
        "/query/saved/": {"get": _page("savedQueries", "Read the saved queries", "/query/saved/")},
        "/index/": {"get": _page("index", "Read what the text names, by kind", "/index/")},
        "/index/{family}/{name}/": {
            "get": _page(
                "indexEntry",
                "Read what points to an objective or a guiding principle",
                "/index/objective/11/",
                path_parameter("family", "Which of the two.", "objective", values=["objective", "principle"]),
                path_parameter("name", "Its number or name.", "11"),
                missing="/index/objective/24/",
            )
        },
        "/sdg/": {"get": _page("goals", "Read the Sustainable Development Goals", "/sdg/")},
        "/sdg/{notation}/": {
            "get": _page(
                "goal",
                "Read a Goal or a target, and what in the text relates to it",
                "/sdg/10.7/",
                path_parameter("notation", "Its number.", "10.7"),
                missing="/sdg/99.9/",
            )
        },
        "/term/{name}/": {
            "get": _page(
                "term",
                "Read about a class or property",
                "/term/Action/",
                path_parameter("name", "Its name in the ontology.", "Action"),
                missing="/term/NoSuchTerm/",
            )
        },
        "/dataset/{version}/": {
            "get": _page(
                "datasetVersion",
                "Read about a version of the data set",
                "/dataset/0.1.0/",
                path_parameter("version", "The version.", "0.1.0"),
                missing="/dataset/0.0.0/",
            )
        },
        "/shapes/{version}/": {
            "get": _page(
                "shapes",
                "Read the shapes",
                "/shapes/0.1.0/",
                path_parameter("version", "The version.", "0.1.0"),
                missing="/shapes/0.0.0/",
            )
        },
    }


def _page(identifier: str, summary: str, target: str, *parameters: Json, missing: str = "") -> Json:
    responses = {"200": answer("The page.", asking(target), _PAGE)}
    if missing:
        responses["404"] = problem("There is no such page.", asking(missing))
    return operation(identifier, summary, responses, tag="Pages", parameters=parameters)


def _search() -> Json:
    facets = [
        query_parameter(name, f"Only units of this {name}.", {"type": "string"})
        for name in ("objective", "kind", "principle", "stakeholder")
    ]
    parameters = [
        query_parameter("q", "Words, a phrase, or a prefix with *.", example="trade unions"),
        *facets,
        query_parameter("page", "Which page of the finds; the first one for what is no number.", {"type": "string"}),
        query_parameter("format", "html or json, before Accept.", {"type": "string", "enum": ["html", "json"]}),
    ]
    contents: dict[str, Json] = _PAGE | {"application/json": {"$ref": "#/components/schemas/Finds"}}
    example = asking("/search?q=trade%20unions")
    responses = {
        "200": negotiated("What was found.", example, contents),
        "303": redirection(
            "To the unit, where the words are a citation.", asking("/search?q=27(b)", accept=HTML), as_text=False
        ),
        "400": problem("Nothing can be searched for so.", asking("/search?objective=99")),
        "406": problem("The client accepts neither.", asking("/search?q=a", accept="image/png")),
    }
    return operation("search", "Search the text", responses, tag="Pages", parameters=parameters)


def _query_page() -> Json:
    query = query_parameter("query", "A query to be answered in the page.", example="SELECT * { ?s ?p ?o } LIMIT 9")
    saved = query_parameter("saved", "The name of a saved query to begin with.", {"type": "string"})
    return _page("queryPage", "Write queries", "/query/", query, saved)


def _completions() -> Json:
    content: dict[str, Json] = {"application/json": {"$ref": "#/components/schemas/Completions"}}
    responses = {"200": answer("The names.", asking("/query/completions.json"), content)}
    return operation("completions", "Get the names that the editor of queries completes", responses, tag="Pages")


def surrounding_paths() -> Json:
    """Return the paths of what stands beside the data."""
    counts: dict[str, Json] = {TEXT: {"type": "string"}}
    missing = problem("There is no such file.", asking("/assets/no-such-file"))
    asset = answer("The file.", asking("/assets/style.css"), {"text/css": {}})
    named = path_parameter("name", "The path of the file below /assets/.", "style.css")
    return {
        "/health": {"get": _beside("health", "See whether requests are answered", "/health", _json("Health"))},
        "/metrics": {"get": _beside("metrics", "Read the counts, as Prometheus does", "/metrics", counts)},
        "/problem/{code}": {"get": _kind_of_problem()},
        "/openapi.json": {"get": _beside("openapi", "Get this description", "/openapi.json", {"application/json": {}})},
        "/robots.txt": {"get": _beside("robots", "See what robots may fetch", "/robots.txt", counts)},
        "/sitemap.xml": {"get": _beside("sitemap", "List the pages", "/sitemap.xml", {"application/xml": {}})},
        "/assets/{name}": {
            "get": operation(
                "asset", "Load a file of the pages", {"200": asset, "404": missing}, tag="Service", parameters=[named]
            )
        },
    }


def _kind_of_problem() -> Json:
    code = path_parameter("code", "The end of the IRI in `type`.", "not-found")
    contents: dict[str, Json] = {HTML: {"type": "string"}, TEXT: {"type": "string"}, "application/json": {}}
    responses = {
        "200": negotiated("What the kind of problem is.", asking("/problem/not-found"), contents),
        "404": problem("There is no such kind.", asking("/problem/no-such-kind")),
    }
    return operation("problemKind", "Read what a kind of problem is", responses, tag="Service", parameters=[code])


def _json(schema: str) -> dict[str, Json]:
    return {"application/json": {"$ref": f"#/components/schemas/{schema}"}}


def _beside(identifier: str, summary: str, target: str, content: dict[str, Json]) -> Json:
    return operation(identifier, summary, {"200": answer(summary + ".", asking(target), content)}, tag="Service")
