"""The query page: a form that the server answers itself, and what the editor that takes its place needs."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from gcm_graph.namespaces import BASE
from gcm_graph.serving.assets import assets
from gcm_graph.serving.pages.answers import Graph, Rows, Shown, TooLong, Truth
from gcm_graph.serving.pages.asking import Answered, answer_for
from gcm_graph.serving.pages.completions import completions, saved_texts
from gcm_graph.serving.pages.knowledge import knowledge_of
from gcm_graph.serving.pages.question_pages import questions
from gcm_graph.serving.pages.rendering import CACHEABLE, number, render
from gcm_graph.serving.per_release import once_per_release
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.service import ServedRelease, release_of, service_of
from gcm_graph.serving.sparql.failures import ClientGoneError

EDITOR = "built/query.js"
"""The script of the editor. It is there when the package was built where there is Node.js."""

_CLIENT_GONE = 499  # nobody reads it; the number is what logs have for it

FIRST_QUERY = """\
PREFIX gcm: <https://w3id.org/gcm/ontology#>

# The actions of Objective 11, in the order of the text
SELECT ?citation ?text
WHERE {
  <https://w3id.org/gcm/objective/11> gcm:hasAction ?action .
  ?action gcm:citation ?citation ;
    gcm:text ?text ;
    gcm:readingOrder ?order .
}
ORDER BY ?order
"""


async def query_page(request: Request) -> Response:
    """Answer with the query page: empty, with a saved query (`?saved=`), or with a query and its answer (`?query=`).

    Raises:
        Problem: there is no saved query of the name.
    """
    asked = request.query_params.get("query")
    text, title = _first(release_of(request), request.query_params.get("saved"))
    if asked is None or not asked.strip():
        return _page(request, query=None, text=text, title=title)
    query = asked.replace("\r\n", "\n")
    title = _questions(release_of(request)).get(query, "")
    try:
        answered = await answer_for(request, query)
    except Problem as problem:
        return _page(request, query=query, text=query, title=title, problem=problem)
    except ClientGoneError:
        return Response(status_code=_CLIENT_GONE)
    return _page(request, query=query, text=query, title=title, answered=answered)


def _first(release: ServedRelease, name: str | None) -> tuple[str, str]:
    """Return the query that the form begins with, and what it is called."""
    if name is None:
        return FIRST_QUERY, ""
    for saved in saved_texts(release):
        if saved["name"] == name:
            return saved["text"], saved["question"]
    raise Problem(
        HTTPStatus.NOT_FOUND,
        "not-found",
        "There is nothing here",
        "There is no saved query of this name.",
        hint="The page /query/ lists the saved queries.",
    )


@once_per_release
def _questions(release: ServedRelease) -> Mapping[str, str]:
    """Return the questions that queries of the release answer, by query: links to them come from their pages."""
    knowledge = knowledge_of(release)
    asked = {
        knowledge.text(each, "owlunit:hasSPARQLUnitTest") or "": question for each, question, _ in questions(knowledge)
    }
    return {**asked, **{saved["text"]: saved["question"] for saved in saved_texts(release)}}


def _told(answer: Shown | None, problem: Problem | None) -> str:
    """Return in a few words what came of a query, for the status line."""
    if problem is not None:
        return f"No answer: {problem.title}"
    match answer:
        case Rows(rows=rows, total=total) if len(rows) < total:
            return f"The first {number(len(rows))} of {number(total)} rows"
        case Rows(total=total):
            return "1 row" if total == 1 else f"{number(total)} rows"
        case Graph():
            return "A graph"
        case TooLong():
            return "The answer is longer than a page shows"
    return "" if answer is None else "Answered"


def _page(
    request: Request,
    *,
    query: str | None,
    text: str,
    title: str = "",
    answered: Answered | None = None,
    problem: Problem | None = None,
) -> Response:
    release, limits = release_of(request), service_of(request).settings.limits
    answer = None if answered is None else answered.shown
    response = render(
        request,
        "query.html",
        HTTPStatus.OK if problem is None else problem.status,
        canonical="query/",
        query=query,
        text=text,
        title=title,
        answer=answer,
        kind=_kind(answer),
        told=_told(answer, problem),
        asked=query is not None or bool(title),
        example=FIRST_QUERY,
        downloads=[] if query is None else _downloads(release, query, answer),
        problem=problem,
        saved=saved_texts(release),
        scripted=EDITOR in assets(),
        base=BASE,
        seconds=f"{limits.seconds:g}",
        most_characters=limits.query_characters,
    )
    if problem is not None:
        response.headers.update(problem.headers)
    if answered is not None and not answered.lasting:
        response.headers["Cache-Control"] = "no-store"
    return response


def _kind(answer: Shown | None) -> str:
    match answer:
        case Rows():
            return "rows"
        case Truth():
            return "truth"
        case Graph():
            return "graph"
        case TooLong():
            return "long"
        case None:
            return ""


def _downloads(release: ServedRelease, query: str, answer: Shown | None) -> list[tuple[str, str]]:
    """Return where the whole answer is to be had from the endpoint, and as what."""
    formats = {"csv": "CSV", "json": "JSON"}
    match answer:
        case None | Truth():
            return []
        case Graph():
            formats = {"ttl": "Turtle", "jsonld": "JSON-LD"}
        case TooLong():
            formats = {"csv": "CSV (rows)", "ttl": "Turtle (graphs)"}
    endpoint = release.addresses.href("sparql")
    return [
        (f"{endpoint}?{urlencode({'query': query, 'format': name})}", f"Download {called}")
        for name, called in formats.items()
    ]


async def with_slash(request: Request) -> Response:
    """Lead from the address without a slash at its end to the page."""
    query = f"?{request.url.query}" if request.url.query else ""
    place = release_of(request).addresses.location("query/") + query
    return RedirectResponse(place, HTTPStatus.MOVED_PERMANENTLY, {"Cache-Control": CACHEABLE})


async def completions_file(request: Request) -> Response:
    """Answer with what the editor completes."""
    return Response(
        completions(release_of(request)), media_type="application/json", headers={"Cache-Control": CACHEABLE}
    )


def routes() -> list[BaseRoute]:
    """Return the routes of the query page."""
    return [
        Route("/query/", query_page, name="query page"),
        Route("/query", with_slash),
        Route("/query/completions.json", completions_file, name="completions"),
    ]
