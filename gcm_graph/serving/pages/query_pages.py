"""The pages of the saved queries: the question, the query, and its results, worked out once for a release."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from gcm_graph.namespaces import iri
from gcm_graph.serving.pages.answers import Shown
from gcm_graph.serving.pages.asking import answer_for
from gcm_graph.serving.pages.completions import with_prefixes
from gcm_graph.serving.pages.embedded import EMBEDDED
from gcm_graph.serving.pages.formats import statements_about
from gcm_graph.serving.pages.knowledge import Knowledge, knowledge_of
from gcm_graph.serving.pages.rendering import render
from gcm_graph.serving.per_release import once_per_release
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.service import ServedRelease, release_of

_FORMS = ("sh:select", "sh:ask", "sh:construct", "sh:describe")
_MOST_ROWS = 250
"""How many rows a page shows, so that it stays small; the links beside them give all."""


@once_per_release
def _answers(release: ServedRelease) -> dict[str, Shown]:  # noqa: ARG001 - what is kept belongs to the release
    """Return the answers to saved queries that are known already, by the IRI of the query."""
    return {}


async def saved_query_page(request: Request, thing: str) -> Response:
    """Answer with the page of a saved query.

    Args:
        request: the request.
        thing: the IRI of the query.
    """
    release = release_of(request)
    knowledge = knowledge_of(release)
    text = text_of(knowledge, thing)
    answer, problem = None, None
    try:
        answer = await _answer(request, release, thing, text)
    except Problem as why:
        # The query stays readable and can be tried again; a page that lacks its results is not kept.
        problem = why
    path = thing.removeprefix(iri(""))
    encoded = urlencode({"query": with_prefixes(text)})
    endpoint = release.addresses.href("sparql")
    response = render(
        request,
        "saved_query.html",
        canonical=f"{path}/",
        question=knowledge.text(thing, "rdfs:comment") or path,
        name=path.removeprefix("query/"),
        text=text,
        answer=answer,
        most=_MOST_ROWS,
        problem=problem,
        cited=by_citation(release),
        editor=f"{release.addresses.href('query/')}?{encoded}",
        downloads=[
            (f"{endpoint}?{encoded}&format={name}", called) for name, called in (("csv", "CSV"), ("json", "JSON"))
        ],
        formats=statements_about(path),
        statements=EMBEDDED.of(release).of(thing),
        others=saved(knowledge),
    )
    if problem is not None:
        response.headers["Cache-Control"] = "no-store"
    return response


@once_per_release
def by_citation(release: ServedRelease) -> dict[str, str]:
    """Return the IRIs of units by citation; a paragraph's, where its commitments are cited by the same number."""
    return {unit.citation: unit.iri for unit in reversed(release.units) if unit.citation}


async def _answer(request: Request, release: ServedRelease, thing: str, text: str) -> Shown:
    known = _answers(release)
    if thing not in known:
        known[thing] = (await answer_for(request, with_prefixes(text))).shown
    return known[thing]


def text_of(knowledge: Knowledge, thing: str) -> str:
    """Return the text of a saved query, without its prefixes."""
    return next((text for form in _FORMS if (text := knowledge.text(thing, form))), "")


def saved(knowledge: Knowledge) -> list[tuple[str, str]]:
    """Return the saved queries: their IRIs and questions."""
    queries = knowledge.members("sh:SPARQLExecutable")
    return [(each, knowledge.text(each, "rdfs:comment") or each) for each in queries]


def saved_queries_page(request: Request) -> Response:
    """Answer with the list of the saved queries."""
    return render(
        request,
        "saved_queries.html",
        canonical="query/saved/",
        queries=saved(knowledge_of(release_of(request))),
    )


def routes() -> list[BaseRoute]:
    """Return the routes of the saved queries that are not the pages of one of them."""
    return [Route("/query/saved/", saved_queries_page)]
