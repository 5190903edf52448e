"""The search: the same finds as a page and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from gcm_graph.errors import GcmError
from gcm_graph.finding import EmptyQueryError, FindSyntaxError
from gcm_graph.serving.negotiation import Offer, choose, not_acceptable
from gcm_graph.serving.pages.asked_words import apart, phrases
from gcm_graph.serving.pages.block_parts import Pager
from gcm_graph.serving.pages.cited import Cited, cited
from gcm_graph.serving.pages.excerpts import found_unit
from gcm_graph.serving.pages.facets import FACETS, is_value
from gcm_graph.serving.pages.finds import Found, FoundUnit, Search
from gcm_graph.serving.pages.languages import wanted_language
from gcm_graph.serving.pages.mentions import heading, mentions_of, pages
from gcm_graph.serving.pages.rendering import CACHEABLE, page_path, render
from gcm_graph.serving.pages.searching import search, units_with_all
from gcm_graph.serving.pages.things import page_number
from gcm_graph.serving.parameters import parameter, wanted_page
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.service import ServedRelease, release_of
from gcm_graph.units import Unit

OFFERS = (Offer("text/html", "html"), Offer("application/json", "json"))
"""The formats of the answer to a search."""

_TITLES = {
    "objective": "Objective",
    "kind": "Kind of unit",
    "theme": "Theme",
    "population": "People",
    "stakeholder": "Stakeholder",
    "principle": "Guiding principle",
}
_QUOTATION_MARKS = '"\u201c\u201d\u201e'
_FIRST_SHOWN = 8
_FIRST_NAMES = 6
_NOT_CITED = Cited()
_MATCH, _ALL = "match", "all"


async def search_page(request: Request) -> Response:
    """Answer a search: `?q=` with words, a phrase, a prefix or a citation, and facets that choose among the units.

    A citation leads to the page of its unit where its words stand nowhere in the text, as 27(b); otherwise, as
    "human rights", the unit stands above the finds. In JSON it is the member `cited`.

    With `match=all` each word is looked for by itself, in units that have all of them.

    Raises:
        Problem: the words cannot be searched for, or a facet has no such value; as a page the first is told in it.
    """
    offer = _format(request)
    release, language = release_of(request), wanted_language(request)
    wanted = _wanted(request, release)
    if not wanted.words and not wanted.chosen:
        if offer.name == "json":
            raise _nothing_asked()
        return _page(request, wanted, language)
    meant = cited(release, wanted)
    try:
        found = search(release, wanted, language)
    except (EmptyQueryError, FindSyntaxError) as error:
        if offer.name == "json":
            raise _not_searchable(error) from error
        return _to(request, meant.unit) if meant.unit else _page(request, wanted, language, error=error)
    if offer.name == "json":
        wanted_page(request, found.pages)
        content = json.dumps(_record(release, found, meant), ensure_ascii=False, separators=(",", ":"))
        return Response(content, media_type="application/json", headers={"Cache-Control": CACHEABLE, "Vary": "Accept"})
    if meant.unit is not None and not found.units and not found.names:
        return _to(request, meant.unit)
    return _page(request, wanted, language, found=found, meant=meant)


def _to(request: Request, unit: Unit) -> Response:
    """Lead to the page of the one unit that is meant: its citation stands nowhere in the text."""
    language = request.query_params.get("lang")
    query = f"?{urlencode({'lang': language})}" if language else ""
    place = release_of(request).addresses.location(page_path(unit.iri)) + query
    return RedirectResponse(place, 303, {"Cache-Control": CACHEABLE, "Vary": "Accept"})


def _format(request: Request) -> Offer:
    asked = parameter(request, "format")
    if not asked:
        offer = choose(request.headers.get("accept"), OFFERS)
    else:
        offer = next((each for each in OFFERS if each.name == asked), None)
    if offer is None:
        raise not_acceptable(OFFERS)
    return offer


def _wanted(request: Request, release: ServedRelease) -> Search:
    """Return what a request searches for. An empty facet chooses nothing, as a form sends it."""
    chosen = {}
    for name in FACETS:
        value = parameter(request, name)
        if not value:
            continue
        if not is_value(release, name, value):
            raise Problem(
                400,
                "unknown-facet-value",
                "A facet has no such value",
                f"No unit has the value of {name}= that was asked for.",
                hint=_HINTS[name],
            )
        chosen[name] = value
    return Search(
        words=parameter(request, "q").strip(),
        chosen=chosen,
        page=page_number(request, "page"),
        every=parameter(request, _MATCH) == _ALL,
    )


_HINTS = {
    "objective": "Give the number of an objective, 1 to 23, or none for the units outside the objectives.",
    "kind": "Give the name of a class of units, for example Action, Commitment or Paragraph.",
    "theme": "Give the last step of the address of a theme, for example remittances.",
    "population": "Give the last step of the address of a population group, for example children.",
    "stakeholder": "Give the last step of the address of a stakeholder group, for example trade-unions.",
    "principle": "Give the last step of the address of a guiding principle, for example gender-responsive.",
}


def _nothing_asked() -> Problem:
    return Problem(
        400,
        "nothing-to-search",
        "Nothing is searched for",
        "There is neither a word in q= nor a facet.",
        hint="Ask as in /search?q=trade+unions&format=json or /search?objective=11&kind=Action&format=json.",
    )


def _not_searchable(error: GcmError) -> Problem:
    return Problem(400, error.code, "The words cannot be searched for", f"{error}.", hint=_HOW)


_HOW = "Ask for a word, for several words that stand together, or for the beginning of a word with a * after it."


def _page(
    request: Request,
    wanted: Search,
    language: str,
    *,
    found: Found | None = None,
    error: GcmError | None = None,
    meant: Cited = _NOT_CITED,
) -> Response:
    response = render(
        request,
        "search.html",
        400 if error is not None else 200,
        canonical="search",
        language=language,
        wanted=wanted,
        asked=_asked(wanted),
        apart=_apart(release_of(request), wanted) if found is not None and not found.units else None,
        found=found,
        error=error,
        cited=_result(release_of(request), found_unit(meant.unit, [])) if meant.unit else None,
        hint=meant.hint,
        titles=_TITLES,
        first_shown=_FIRST_SHOWN,
        first_names=_FIRST_NAMES,
        pager=_pager(found) if found is not None else None,
        results=_results(release_of(request), found) if found is not None else [],
        without=lambda name: address(wanted, language, name, None),
        choosing=lambda name, value: address(wanted, language, name, value),
        as_json=f"{address(wanted, 'en')}&format=json",
    )
    response.headers["Vary"] = "Accept"
    return response


def _asked(wanted: Search) -> str:
    """Return the words of a search in quotation marks: the whole, or each of those that are looked for apart."""
    return " ".join(f"“{each.strip(_QUOTATION_MARKS)}”" for each in phrases(wanted))


def _apart(release: ServedRelease, wanted: Search) -> tuple[str, int] | None:
    """Return where the words of a phrase are looked for apart, and in how many units all of them stand."""
    words = apart(wanted)
    try:
        units = units_with_all(release, words) if words else 0
    except FindSyntaxError:
        return None
    return (address(replace(wanted, every=True, chosen={}, page=1), "en"), units) if units else None


def address(wanted: Search, language: str, name: str = "", value: str | None = None) -> str:
    """Return the query of the search with one facet changed, beginning with `?`; None takes the facet out."""
    parameters = {"q": wanted.words} if wanted.words else {}
    parameters |= {each: chosen for each, chosen in wanted.chosen.items() if each != name}
    if value is not None:
        parameters[name] = value
    if wanted.every:
        parameters[_MATCH] = _ALL
    if language != "en":
        parameters["lang"] = language
    return f"?{urlencode(parameters)}"


def _pager(found: Found) -> Pager | None:
    if found.pages == 1:
        return None
    further = address(found.search, "en").removeprefix("?")
    return Pager(parameter="page", page=found.search.page, pages=found.pages, further=f"{further}&" if further else "")


def _results(release: ServedRelease, found: Found) -> list[Mapping[str, object]]:
    return [_result(release, each) for each in found.shown]


def _result(release: ServedRelease, each: FoundUnit) -> Mapping[str, object]:
    return {"found": each, "heading": heading(each.unit, mentions_of(release)), "pages": pages(each.unit)}


def _record(release: ServedRelease, found: Found, meant: Cited) -> dict[str, object]:
    """Return what was found for programs."""
    return {
        "query": found.search.words,
        "chosen": dict(found.search.chosen),
        "hits": found.hits,
        "units": found.units,
        "page": found.search.page,
        "pages": found.pages,
        "cited": _unit_record(release, found_unit(meant.unit, [])) if meant.unit else None,
        "results": [_unit_record(release, each) for each in found.shown],
        "names": [
            {
                "iri": each.iri,
                "url": release.addresses.href(page_path(each.iri)),
                "label": each.label.text,
                "kind": each.kind.text,
                "name": each.name,
                "start": each.start,
                "end": each.end,
                "mentions": each.mentions,
            }
            for each in found.names
        ],
        "facets": {
            name: [{"value": each.value, "label": each.label, "units": each.units} for each in values]
            for name, values in found.facets.items()
        },
    }


def _unit_record(release: ServedRelease, each: FoundUnit) -> dict[str, object]:
    unit = each.unit
    objective = mentions_of(release).objectives.get(unit.iri)
    return {
        "iri": unit.iri,
        "url": release.addresses.href(page_path(unit.iri)),
        "citation": unit.citation,
        "label": unit.label,
        "kind": unit.kind,
        "objective": objective.number if objective else None,
        "headings": list(unit.headings),
        "firstPage": unit.first_page,
        "lastPage": unit.last_page,
        "spans": [{"start": start, "end": end} for start, end in each.spans],
        "excerpts": [{"before": one.before, "match": one.match, "after": one.after} for one in each.excerpts],
    }


def with_slash(request: Request) -> Response:
    """Lead from the address with a slash at its end to the one without."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(release_of(request).addresses.location("search") + query, 301)


def routes() -> list[BaseRoute]:
    """Return the routes of the search."""
    return [Route("/search", search_page), Route("/search/", with_slash)]
