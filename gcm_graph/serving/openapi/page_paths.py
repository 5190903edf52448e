"""Pages, the search and what stands beside the data in the description of the interface."""

from __future__ import annotations

from gcm_graph.serving.openapi.parts import (
    HTML,
    LANGUAGE,
    PROBLEM,
    TEXT,
    TURNS,
    Json,
    answer,
    asking,
    negotiated,
    no_language,
    operation,
    path_parameter,
    problem,
    query_parameter,
    redirection,
)

_PAGE: dict[str, Json] = {HTML: {"type": "string"}}
_SERVICE = "ASK%20%7B%20SERVICE%20%3Curn%3Ax%3E%20%7B%7D%20%7D"
_STOPPED = {
    "413": "the query is longer than it may be.",
    "500": "the query needed more memory than it may take, or its process broke down.",
    "503": "the queue is full.",
    "504": "the query ran longer than it may.",
}


def page_paths() -> Json:
    """Return the paths of pages that are not the page of one thing, and of the search."""
    return {
        "/": {"get": _page("home", "Begin", "/")},
        "/search": {"get": _search()},
        "/query/": {"get": _query_page()},
        "/query/completions.json": {"get": _completions()},
        "/question/": {"get": _page("questions", "Read the competency questions", "/question/")},
        "/query/saved/": {"get": _page("savedQueries", "Read the saved queries", "/query/saved/")},
        "/docs/": {"get": _page("documentation", "Read what documentation there is, by kind", "/docs/")},
        "/docs/{path}": {"get": _documentation_page()},
        "/index/": {"get": _page("index", "Read what the text names, by kind", "/index/")},
        "/index/{family}/{name}/": {
            "get": _page(
                "indexEntry",
                "Read what points to an objective or a guiding principle",
                "/index/objective/11/",
                *TURNS,
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
                *TURNS,
                path_parameter("notation", "Its number.", "10.7"),
                missing="/sdg/99.9/",
            )
        },
        "/term/": {"get": _terms()},
        "/term/{name}/": {
            "get": _page(
                "term",
                "Read about a class or property",
                "/term/Action/",
                path_parameter("name", "Its name in the ontology.", "Action"),
                missing="/term/NoSuchTerm/",
            )
        },
    }


def _page(identifier: str, summary: str, target: str, *parameters: Json, missing: str = "") -> Json:
    responses = {"200": answer("The page.", asking(target), _PAGE), "400": no_language(target)}
    if missing:
        responses["404"] = problem("There is no such page.", asking(missing))
    return operation(identifier, summary, responses, tag="Pages", parameters=[*parameters, LANGUAGE])


def _documentation_page() -> Json:
    target = "/docs/how-to/find-words/"
    contents: dict[str, Json] = _PAGE | {"text/turtle": {}, TEXT: {"type": "string"}}
    targets = {"text/turtle": "/docs/examples/national-records.ttl", TEXT: "/docs/examples/deploy/nginx.conf"}
    path = path_parameter("path", "The path of the page, or of an example to which one leads.", "how-to/find-words/")
    responses = {
        "200": answer("The page, or the file.", asking(target, targets=targets), contents),
        "301": redirection("To the usual address of the page.", asking("/docs/tutorial.md"), as_text=False),
        "400": no_language(target),
        "404": problem("There is no such page.", asking("/docs/no-such-page/")),
    }
    return operation(
        "documentationPage", "Read a page of the documentation", responses, tag="Pages", parameters=[path, LANGUAGE]
    )


def _terms() -> Json:
    responses = {"301": redirection("To the page of all terms.", asking("/term/"), as_text=False)}
    return operation("terms", "Be led to the list of all classes and properties", responses, tag="Pages")


def _search() -> Json:
    facets = [
        query_parameter(name, f"Only units of this {name}.", {"type": "string"})
        for name in ("objective", "kind", "theme", "population", "stakeholder", "principle")
    ]
    parameters = [
        query_parameter("q", "Words, a phrase, or a prefix with *.", example="trade unions"),
        query_parameter(
            "match",
            "all to look for each word, and each phrase in quotation marks, by itself, in units that have all of them.",
            {"type": "string", "enum": ["all"]},
        ),
        *facets,
        query_parameter("page", "Which page of the finds; the first one for what is no number.", {"type": "string"}),
        query_parameter("format", "html or json, before Accept.", {"type": "string", "enum": ["html", "json"]}),
        LANGUAGE,
    ]
    contents: dict[str, Json] = _PAGE | {"application/json": {"$ref": "#/components/schemas/Finds"}}
    example = asking("/search?q=trade%20unions")
    responses = {
        "200": negotiated("What was found.", example, contents),
        "303": redirection(
            "To the unit, where the words are a citation.", asking("/search?q=27(b)", accept=HTML), as_text=False
        ),
        "400": problem("Nothing can be searched for so.", asking("/search?objective=99")),
        "404": problem(
            "What was found has fewer pages: in JSON, as a page it is the last.",
            asking("/search?q=migrants&format=json&page=999"),
        ),
        "406": problem("The client accepts neither.", asking("/search?q=a", accept="image/png"), forms=[PROBLEM, TEXT]),
    }
    return operation("search", "Search the text", responses, tag="Pages", parameters=parameters)


def _query_page() -> Json:
    query = query_parameter("query", "A query to be answered in the page.", example="SELECT * { ?s ?p ?o } LIMIT 9")
    saved = query_parameter("saved", "The name of a saved query to begin with.", {"type": "string"})
    malformed, kept = "/query/?query=SELECT", {"Cache-Control": {"schema": {"type": "string"}}}
    responses = {
        "200": answer("The page, with the answer to the query.", asking("/query/"), _PAGE),
        "400": answer("The page, with what is wrong with the query.", asking(malformed), _PAGE) | {"headers": kept},
        "403": answer("The page, with the problem: SERVICE is refused.", asking(f"/query/?query={_SERVICE}"), _PAGE)
        | {"headers": kept},
        "404": problem("There is no saved query of this name.", asking("/query/?saved=no-such-query")),
        **{
            status: {"description": f"The page, with the problem: {said}", "content": {HTML: {"schema": _PAGE[HTML]}}}
            for status, said in _STOPPED.items()
        },
    }
    return operation("queryPage", "Write queries", responses, tag="Pages", parameters=[query, saved, LANGUAGE])


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
    digest = query_parameter("v", "The digest of the content: an answer with the right one may be kept for ever.")
    return {
        "/health": {"get": _beside("health", "See whether requests are answered", "/health", _json("Health"))},
        "/metrics": {"get": _beside("metrics", "Read the counts, as Prometheus does", "/metrics", counts)},
        "/problem/{code}": {"get": _kind_of_problem()},
        "/openapi.json": {"get": _beside("openapi", "Get this description", "/openapi.json", {"application/json": {}})},
        "/robots.txt": {"get": _beside("robots", "See what robots may fetch", "/robots.txt", counts)},
        "/sitemap.xml": {"get": _beside("sitemap", "List the pages", "/sitemap.xml", {"application/xml": {}})},
        "/assets/{name}": {
            "get": operation(
                "asset",
                "Load a file of the pages",
                {"200": asset, "404": missing},
                tag="Service",
                parameters=[named, digest],
            )
        },
    }


def _kind_of_problem() -> Json:
    code = path_parameter("code", "The end of the IRI in `type`.", "not-found")
    contents: dict[str, Json] = {HTML: {"type": "string"}, TEXT: {"type": "string"}, "application/json": {}}
    responses = {
        "200": negotiated("What the kind of problem is.", asking("/problem/not-found"), contents),
        "400": problem("The value of `lang` is no language tag.", asking("/problem/not-found?lang=!"), forms=[HTML]),
        "404": problem("There is no such kind.", asking("/problem/no-such-kind")),
        "406": problem(
            "The client accepts none of the forms.", asking("/problem/not-found", accept="image/png"), forms=[PROBLEM]
        ),
    }
    return operation(
        "problemKind", "Read what a kind of problem is", responses, tag="Service", parameters=[code, LANGUAGE]
    )


def _json(schema: str) -> dict[str, Json]:
    return {"application/json": {"$ref": f"#/components/schemas/{schema}"}}


def _beside(identifier: str, summary: str, target: str, content: dict[str, Json]) -> Json:
    return operation(identifier, summary, {"200": answer(summary + ".", asking(target), content)}, tag="Service")
