"""The query page without a browser: what the server itself answers, and what the editor loads."""

from __future__ import annotations

import asyncio
import json
import re
from urllib.parse import unquote_plus

import httpx
import pytest
from starlette.applications import Starlette

from gcm_graph.namespaces import GCM, PREFIXES
from gcm_graph.saved_queries import saved_queries
from gcm_graph.serving.addresses import Addresses
from gcm_graph.serving.pages import query_page
from gcm_graph.serving.pages.answers import Cell, Rows, Truth, shown_results
from gcm_graph.serving.pages.completions import with_prefixes
from gcm_graph.serving.service import RELEASE, Service, Settings, open_release


@pytest.fixture
def page(served):
    """Return a function that gets the query page with the given parameters."""
    return lambda **parameters: httpx.get(f"{served.url}/query/", params=parameters)


def test_rows_are_a_table(page):
    """The answer to a SELECT query is a table with a heading for each variable, and can be downloaded whole.

    The heading of numbers is where they are.
    """
    answer = page(query="SELECT ?n { <https://w3id.org/gcm/objective/11> gcm:number ?n }")
    assert answer.status_code == 200
    assert '<th scope="col" class="number">n</th>' in answer.text
    assert '<td class="number">11</td>' in answer.text
    download = re.search(r'href="(/sparql\?query=[^"]+format=csv)"', answer.text)
    assert download is not None
    csv = httpx.get(str(answer.url.join(download[1].replace("&amp;", "&"))))
    assert csv.text == "n\r\n11\r\n"


def test_a_truth_is_yes_or_no(page):
    """The answer to an ASK query is one word."""
    assert '<p class="boolean">Yes</p>' in page(query="ASK { }").text
    assert '<p class="boolean">No</p>' in page(query="ASK { FILTER(false) }").text


def test_markup_is_escaped(page):
    """Markup in a query, in its answer and in the message of its error is words; only web addresses are links."""
    markup = "</textarea><script>alert(1)</script>"
    answer = page(query=f"SELECT * {{ VALUES (?a ?b) {{ ('{markup}' <javascript:alert(1)>) }} }}")
    assert answer.status_code == 200
    assert answer.text.count("&lt;/textarea&gt;&lt;script&gt;alert(1)") >= 2
    wrong = page(query=markup)
    assert wrong.status_code == 400
    for text in (answer.text, wrong.text):
        assert "<script>alert" not in text
        assert 'href="javascript:' not in text


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("SELECT ?x\nWHERE { ?x a }", 400, "(line 2, column"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403, "SERVICE"),
        ("DELETE WHERE { ?s ?p ?o }", 403, "DELETE"),
        ("ASK { }" + " " * 60_000, 413, "characters"),
    ],
    ids=["syntax", "service", "update", "length"],
)
def test_a_problem_is_told_in_the_page(served, query, status, told):
    """A query that is not answered stays in the form, with what is wrong, under the status of the endpoint."""
    at_endpoint = httpx.post(f"{served.url}/sparql", data={"query": query})
    assert at_endpoint.status_code == status
    if len(query) > 10_000:  # too long for an address as well
        assert httpx.get(f"{served.url}/query/", params={"query": query}).status_code in {413, 414}
        return
    answer = httpx.get(f"{served.url}/query/", params={"query": query})
    assert answer.status_code == status
    assert answer.headers["cache-control"] == "no-store"
    box = answer.text.partition('class="problem-box"')[2]
    assert at_endpoint.json()["title"] in box
    assert told in box


def test_only_lasting_answers_are_kept(page):
    """An answer that is another one each time is not kept by caches; others are."""
    assert page(query="ASK { }").headers["cache-control"].startswith("public")
    assert page(query="SELECT (NOW() AS ?n) { }").headers["cache-control"] == "no-store"


def test_many_rows_are_cut(page):
    """A page shows a thousand rows and says how many there are."""
    text = page(query="SELECT ?s { ?s ?p ?o } LIMIT 1500").text
    assert text.count("<tr><td>") == 1000
    assert "The first 1\u202f000 of 1\u202f500 rows." in text


def test_an_answer_too_long_for_a_page_is_offered(page):
    """An answer of many megabytes is not shown but can be downloaded."""
    answer = page(query="SELECT * { ?s ?p ?o }")
    assert answer.status_code == 200
    assert "The answer is longer than a page shows." in answer.text
    assert len(answer.text) < 100_000


def test_a_query_of_the_release_is_called_by_its_question(page):
    """A link that has the text of a saved query shows its question; any other query has no name."""
    saved = httpx.get(str(page().url.join("/query/trade-unions/"))).text
    link = re.search(r'href="/query/\?query=([^"]+)"', saved)
    assert link is not None
    named = page(query=unquote_plus(link[1]))
    assert "<title>Which actions name trade unions, and in which words? ·" in named.text
    assert "<title>Query ·" in page(query="ASK { }").text


def test_columns_of_numbers():
    """A column is numeric where each of its values is a number; one without a value is not."""
    number, words = Cell("7", numeric=True), Cell("seven")
    rows = Rows(("a", "b", "c", "d"), ((number, number, words, None), (number, words, words, None)), 2)
    assert rows.numeric == {0}
    assert Rows(("a",), ((None,), (number,)), 2).numeric == {0}
    assert Rows(("a",), (), 0).numeric == set()


def test_saved_queries_fill_the_form(page):
    """Each saved query is listed with its question, and is in the form when it is asked for; others are not found."""
    text = page().text
    for query in saved_queries():
        assert f'data-saved="{query.name}"' in text
    filled = page(saved="trade-unions")
    assert "stakeholder/trade-unions&gt; ;" in filled.text
    assert page(saved="no-such-query").status_code == 404


def test_completions_are_the_partitions(served):
    """The editor completes the classes and properties of the VoID description, with their counts and ours first."""
    answer = httpx.get(f"{served.url}/query/completions.json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"].startswith("public")
    told = answer.json()
    classes = {each["iri"]: each for each in told["classes"]}
    assert classes[f"{GCM}Objective"]["count"] == 23
    assert f"{GCM}hasAction" in classes[f"{GCM}Objective"]["properties"]
    assert f"{GCM}hasAction" not in classes[f"{GCM}Action"]["properties"]
    properties = {each["iri"]: each for each in told["properties"]}
    assert properties[f"{GCM}hasAction"]["count"] == 187
    assert told["prefixes"] == dict(PREFIXES)
    assert {query["name"] for query in told["queries"]} == {query.name for query in saved_queries()}


def test_without_the_editor_the_page_says_so(release, monkeypatch):
    """Where the package was built without Node.js there is no script in the page, which says why."""
    monkeypatch.setattr(query_page, "assets", dict)
    served = open_release(release / "current", Addresses())
    app = Starlette(routes=query_page.routes())
    app.state.service = Service(settings=Settings(release=release), release=served, pool=None)

    async def with_release(scope, receive, send) -> None:
        await app({**scope, RELEASE: served} if scope["type"] == "http" else scope, receive, send)

    async def get() -> str:
        transport = httpx.ASGITransport(with_release)
        async with httpx.AsyncClient(transport=transport, base_url="http://server") as client:
            return (await client.get("/query/")).text

    text = asyncio.run(get())
    assert "installed without the editor, which needs Node.js" in text
    assert "<script" not in text
    assert '<textarea id="query" name="query"' in text


def test_prefixes_of_a_query_are_declared():
    """A prefix is declared where it is used, not where it only stands in an IRI, a string or a comment."""
    query = "# skos: is not used\nSELECT * { <urn:dcterms:x> gcm:text 'oa:x' }"
    assert with_prefixes(query) == f"PREFIX gcm: <{GCM}>\n\n{query}"
    assert with_prefixes("ASK { ?a ?b ?c }") == "ASK { ?a ?b ?c }"


def test_results_become_cells():
    """A page shows terms for people: our IRIs by path, others by prefix, words with their language."""
    bindings = [
        {
            "a": {"type": "uri", "value": "https://w3id.org/gcm/objective/11"},
            "b": {"type": "literal", "value": "objectif", "xml:lang": "fr"},
            "c": {"type": "literal", "value": "7", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
        },
        {"a": {"type": "uri", "value": "urn:x"}, "b": {"type": "bnode", "value": "b0"}},
    ]
    results = {"head": {"vars": ["a", "b", "c"]}, "results": {"bindings": bindings}}
    assert shown_results(json.dumps(results).encode()) == Rows(
        ("a", "b", "c"),
        (
            (
                Cell("objective/11", "https://w3id.org/gcm/objective/11"),
                Cell("objectif", language="fr"),
                Cell("7", numeric=True),
            ),
            (Cell("urn:x"), Cell("_:b0"), None),
        ),
        2,
    )
    assert shown_results(b'{"head": {}, "boolean": false}') == Truth(holds=False)
