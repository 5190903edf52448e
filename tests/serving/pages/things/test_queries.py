"""Pages of saved queries: the question, the query as it is, its results, and where to go on."""

from __future__ import annotations

import html
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from pyoxigraph import Store

from gcm_graph.saved_queries import saved_queries
from gcm_graph.serving.addresses import Addresses
from gcm_graph.serving.pages.completions import with_prefixes
from gcm_graph.serving.problems import Problem


def test_results(get):
    """The page of a saved query has its question and its results: the ten guiding principles with their citations."""
    page = get("query/guiding-principles/")
    assert page.status == 200
    assert "What are the ten guiding principles, and how is each cited?" in page.words
    for letter in "abcdefghij":
        assert f"15({letter})" in page.words
    assert "10 rows" in page.words
    assert "Gender-responsive" in page.words


def test_query_is_shown_as_it_is(get):
    """The query stands in the page, escaped and otherwise unchanged."""
    page = get("query/children/")
    text = html.unescape(page.main.partition("<code>")[2].partition("</code>")[0])
    assert text == next(each for each in saved_queries() if each.name == "children").without_prefixes()


def test_every_saved_query_has_a_page(get):
    """Each saved query of the package has a page with results, and stands in the list."""
    listed = get("query/saved/")
    for query in saved_queries():
        assert f'href="/query/{query.name}/"' in listed.main
        assert query.question in listed.words
    for name in ("two-titles", "outline", "trade-unions"):
        page = get(f"query/{name}/")
        assert page.status == 200
        assert "<table>" in page.main


def test_results_are_worked_out_once(get, stand_in):
    """A query is asked once for a release, however often its page is got."""
    get("query/two-titles/")
    asked = len(stand_in.asked)
    get("query/two-titles/?lang=es")
    get("query/two-titles/")
    assert len(stand_in.asked) == asked


def test_downloads_and_editor(get):
    """The page leads to the whole results as CSV and JSON, and to the query in the editor."""
    page = get("query/trade-unions/")
    targets = [link for link in page.links if link.startswith("/sparql?")]
    formats = {parse_qs(urlsplit(link).query)["format"][0] for link in targets}
    assert formats == {"csv", "json"}
    editor = next(link for link in page.links if link.startswith("/query/?query="))
    text = parse_qs(urlsplit(editor).query)["query"][0]
    assert "SELECT" in text
    # The query can be sent anywhere: it declares its prefixes.
    Store().query(text)


def test_prefixes_that_are_used():
    """A query that is handed on declares the prefixes that it uses and no other."""
    assert with_prefixes("ASK { ?a a <x:y> }") == "ASK { ?a a <x:y> }"
    text = with_prefixes("ASK { ?a skos:broader ?b }")
    assert text.count("PREFIX") == 1


def test_unknown_query(get):
    """There is no page of a query that there is not."""
    assert get("query/nothing-of-the-kind/").status == 404


def test_refused_query_leaves_the_page(opened, make_get):
    """Where the query cannot be answered now its page says so, stays readable, and is not kept."""

    class Busy:
        async def answer(self, *_: object, **__: object) -> None:
            raise Problem(503, "busy", "The server is busy", "All processes are busy.", hint="Try again in a second.")

    elsewhere = replace(opened, addresses=Addresses("https://example.org/elsewhere"))
    page = make_get(elsewhere, Busy())("query/longest-actions/")
    assert "All processes are busy." in page.words
    assert "Which ten actions have the most words?" in page.words
    assert page.fields["cache-control"] == "no-store"
    assert "10 rows" in make_get(elsewhere)("query/longest-actions/").words


def test_citations_lead_to_their_units(get):
    """In the results of a saved query each citation leads to its unit, where it can be copied with its page."""
    page = get("query/trade-unions/")
    for citation, place in (("18(e)", "objective/2/action/e"), ("34(e)", "objective/18/action/e")):
        assert f'<a href="/{place}/">{citation}</a>' in page.main
