"""Answer with the page of a thing: parse how it is to be looked at, build it, and put it into its template."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from gcm_graph.namespaces import BASE, GCM
from gcm_graph.serving.pages.block_parts import Link, Value
from gcm_graph.serving.pages.blocks import Facts, Page, Table
from gcm_graph.serving.pages.embedded import EMBEDDED
from gcm_graph.serving.pages.entities import View
from gcm_graph.serving.pages.formats import Format, described_by_query, statements_about
from gcm_graph.serving.pages.goals import GOALS
from gcm_graph.serving.pages.knowledge import knowledge_of
from gcm_graph.serving.pages.languages import wanted_language
from gcm_graph.serving.pages.rendering import render
from gcm_graph.serving.pages.site_parts import FAMILIES, INDEX
from gcm_graph.serving.service import ServedRelease, release_of

Builder: TypeAlias = Callable[[ServedRelease, str, View], Page]
"""What makes the page of a thing: it takes the release, the thing's IRI and how the page is to be looked at."""

_HIGHEST_PAGE = 100_000
_LONGEST_STEP = 60


def view_of(request: Request) -> View:
    """Return how a page is to be looked at: `?lang=`, `?page=` and `?pointing=`.

    Raises:
        Problem: `?lang=` is no language tag.
    """
    return View(
        language=wanted_language(request), page=page_number(request, "page"), pointing=page_number(request, "pointing")
    )


def language_of(request: Request) -> View:
    """Return how a page is to be looked at that has no long lists: `?lang=` alone.

    Raises:
        Problem: it is no language tag.
    """
    return View(language=wanted_language(request))


def page_number(request: Request, parameter: str) -> int:
    """Return the number of the page that a parameter asks for; 1 where it asks for none that there can be."""
    asked = request.query_params.get(parameter, "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= len(str(_HIGHEST_PAGE)) else 1
    return max(number, 1)


def shown(build: Builder, view: Callable[[Request], View] = view_of) -> Callable[[Request, str], Awaitable[Response]]:
    """Return what answers with the page of a thing.

    Args:
        build: makes the page.
        view: reads from a request how the page is to be looked at.
    """

    def answer(request: Request, iri: str) -> Response:
        return thing_page(request, build(release_of(request), iri, view(request)))

    async def answer_aside(request: Request, iri: str) -> Response:
        # Some pages take many look-ups: meanwhile other requests are answered.
        return await asyncio.to_thread(answer, request, iri)

    return answer_aside


def thing_page(request: Request, page: Page) -> Response:
    """Return the page of a thing as HTML."""
    cited = cited_by(page)
    return render(
        request,
        "thing.html",
        page=page,
        canonical=page.path,
        formats=formats_of(page),
        statements=statements_of(request, page.iri),
        steps=steps_to(page),
        sources=[(source, _described(request, source.place)) for source in cited],
        numbered={source.place: number for number, source in enumerate(cited, start=1)},
    )


def cited_by(page: Page) -> tuple[Link, ...]:
    """Return the sources on which the values of a page rest, each once, in the order in which they are met."""
    values: list[Value] = []
    for block in page.blocks:
        if isinstance(block, Facts):
            values += [value for fact in block.facts for value in fact.values]
        elif isinstance(block, Table):
            values += [cell for row in block.rows for cell in row.cells]
    return tuple({source.place: source for value in values for source in value.sources}.values())


def _described(request: Request, source: str) -> str:
    return knowledge_of(release_of(request)).text(source, "dcterms:description") or ""


def formats_of(page: Page) -> Sequence[Format]:
    """Return the other formats in which the statements about a thing can be had."""
    if not page.data:
        return ()
    if page.iri.startswith((GCM, GOALS)):
        return described_by_query(page.iri)
    if not page.iri.startswith(BASE):
        return ()
    return statements_about(page.iri.removeprefix(BASE))


def steps_to(page: Page) -> Sequence[tuple[str, str]]:
    """Return the way down to a page: pairs of a place and a name."""
    here = page.path, shortened_title(page.title.text)
    for whole, part, places in FAMILIES:
        if page.path.startswith(places):
            above = [each for each in (whole, part) if each is not None and each[0] != page.path]
            return (*above, here) if above else ((page.path, whole[1]),)
    return (INDEX, here)


def shortened_title(title: str) -> str:
    """Return a title for places where there is little room.

    >>> shortened_title("Convention on the Rights of the Child")
    'Convention on the Rights of the Child'
    """
    return title if len(title) <= _LONGEST_STEP else f"{title[:_LONGEST_STEP].rpartition(' ')[0]} …"


def statements_of(request: Request, iri: str) -> Markup:
    """Return what is stated about a thing as JSON-LD, to be embedded in its page; nothing where nothing is."""
    release = release_of(request)
    described = any(statement.graph is not None for statement in knowledge_of(release).about(iri))
    return EMBEDDED.of(release).of(iri) if described else Markup()
