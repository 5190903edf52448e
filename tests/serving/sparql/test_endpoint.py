"""The endpoint over HTTP: SPARQL 1.1 Protocol, its formats, datasets, and what it says of itself."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from urllib.parse import quote, urlencode
from xml.etree import ElementTree as ET

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse

from gcm_graph.namespaces import BASE, PREFIXES

_OBJECTIVES = "SELECT ?o { ?o a gcm:Objective }"
_RESULTS = "{http://www.w3.org/2005/sparql-results#}"
_SD = PREFIXES["sd"]


def _count(answer: httpx.Response) -> int:
    assert answer.status_code == 200, answer.text
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def _graph(content: bytes, form: RdfFormat) -> set[Triple]:
    return {quad.triple for quad in parse(content, form)}


def _send(narrow, client, how: str, query: str, **parameters: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in parameters.items()}
    if how == "get":
        return client.get(f"{narrow.url}?{urlencode({'query': query, **named})}")
    if how == "form":
        return client.post(narrow.url, data={"query": query, **named})
    kind = {"Content-Type": "application/sparql-query"}
    return client.post(f"{narrow.url}?{urlencode(named)}", content=query, headers=kind)


_WAYS = pytest.mark.parametrize("how", ["get", "form", "direct"])


@_WAYS
def test_the_three_ways_to_ask_have_one_answer(narrow, client, how: str) -> None:
    """§2.1: GET, POST with a form and POST of the query itself are answered alike: there are 23 objectives."""
    answer = _send(narrow, client, how, _OBJECTIVES)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/sparql-results+json"
    assert len(answer.json()["results"]["bindings"]) == 23


@_WAYS
def test_the_dataset_of_the_request_goes_before_that_of_the_query(narrow, client, how: str) -> None:
    """§2.1.4: default-graph-uri and named-graph-uri stand for FROM and FROM NAMED, whichever way they are sent."""
    query = "SELECT (COUNT(*) AS ?n) FROM <graph/hub> { ?s a gcm:Objective }"
    assert _count(_send(narrow, client, how, query)) == 0
    assert _count(_send(narrow, client, how, query, default_graph_uri=f"{BASE}graph/text")) == 23


def test_a_request_with_a_default_graph_has_no_named_graphs(narrow, client) -> None:
    """SPARQL 1.1 Query §13.2: a dataset that is described has the graphs that are named, and no others."""
    in_default = "SELECT (COUNT(*) AS ?n) { ?s a gcm:Objective }"
    in_named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s a gcm:Objective } }"
    text = f"{BASE}graph/text"
    assert _count(_send(narrow, client, "get", in_named)) == 23
    assert _count(_send(narrow, client, "get", in_named, default_graph_uri=text)) == 0
    assert _count(_send(narrow, client, "get", in_named, named_graph_uri=text)) == 23
    assert _count(_send(narrow, client, "get", in_default, named_graph_uri=text)) == 0


def test_several_default_graphs_are_merged(narrow, client) -> None:
    """§2.1.4: the default graph is the merge of all graphs that are named as default."""
    names = [f"{BASE}graph/text", f"{BASE}graph/hub"]
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    each = [_count(_send(narrow, client, "get", query, default_graph_uri=name)) for name in names]
    both = urlencode([("query", query), *(("default-graph-uri", name) for name in names)])
    assert _count(client.get(f"{narrow.url}?{both}")) == sum(each)


@_WAYS
def test_a_graph_that_is_named_twice_is_there_once(narrow, client, how: str) -> None:
    """SPARQL 1.1 Query §13.2: the graphs of a dataset are a set, in the query and in the request, however written."""
    text, query = f"{BASE}graph/text", "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"
    in_named = "SELECT (COUNT(*) AS ?n) {} {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    once = _count(_send(narrow, client, how, query.format(f"FROM <{text}>")))
    twice = f"FROM <graph/text> FROM\n<{text}> FROM g:text"
    prefix = f"PREFIX g: <{BASE}graph/> "
    assert _count(_send(narrow, client, how, prefix + query.format(twice))) == once > 1000
    named = twice.replace("FROM", "FROM NAMED")
    assert _count(_send(narrow, client, how, prefix + in_named.format(named))) == once
    assert _count(_send(narrow, client, how, prefix + in_named.format(f"{twice} {named}"))) == once
    for name, each in (("default-graph-uri", query), ("named-graph-uri", in_named)):
        parameters = urlencode([("query", each.format("")), (name, text), (name, text)])
        assert _count(client.get(f"{narrow.url}?{parameters}")) == once


def test_what_sparql_1_1_does_not_have_is_a_syntax_error(ask) -> None:
    """A query in a later draft of SPARQL is told where it leaves SPARQL 1.1."""
    refused = ask("ASK {\n  << ?s ?p ?o >> ?q ?r\n}")
    assert (refused.status_code, refused.json()["type"]) == (400, f"{BASE}problem/query-syntax")
    assert (refused.json()["line"], refused.json()["column"]) == (2, 3)


def test_the_default_graph_is_the_union_of_the_named_graphs(ask) -> None:
    """Without a dataset, plain patterns see what all named graphs have, each triple once."""
    plain = _count(ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
    named = _count(ask("SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } }"))
    assert plain == named > 10_000


def test_a_graph_that_is_no_iri_is_refused(ask) -> None:
    """A relative or broken IRI of a graph is an error of the client."""
    answer = ask("ASK {}", default_graph_uri="not an iri")
    assert (answer.status_code, answer.json()["type"]) == (400, f"{BASE}problem/dataset")


def test_the_prefixes_of_the_project_need_no_declaration(ask) -> None:
    """All prefixes of the project are known, relative IRIs are resolved, and a declaration of one's own wins."""
    assert ask("ASK { <objective/11> a gcm:Objective, skos:Concept }").json()["boolean"] is True
    answer = ask("PREFIX gcm: <http://example.org/> SELECT (STR(gcm:a) AS ?x) {}")
    assert answer.json()["results"]["bindings"][0]["x"]["value"] == "http://example.org/a"


def test_solutions_are_the_same_in_each_format(ask) -> None:
    """JSON, XML, CSV and TSV have the same rows."""
    query = f"{_OBJECTIVES} ORDER BY ?o"
    rows = [row["o"]["value"] for row in ask(query, "application/sparql-results+json").json()["results"]["bindings"]]
    table = ask(query, "text/csv")
    assert table.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert list(csv.reader(io.StringIO(table.text))) == [["o"], *([row] for row in rows)]
    tabbed = ask(query, "text/tab-separated-values").text.splitlines()
    assert tabbed == ["?o", *(f"<{row}>" for row in rows)]
    root = ET.fromstring(ask(query, "application/sparql-results+xml").content)  # noqa: S314 - our own server's
    assert [each.text for each in root.iter(f"{_RESULTS}uri")] == rows


def test_yes_or_no_has_json_and_xml(ask) -> None:
    """ASK has a boolean in JSON and XML; CSV and TSV have no form for it, which is said."""
    assert ask("ASK { ?s a gcm:Nothing }").json() == {"head": {}, "boolean": False}
    root = ET.fromstring(ask("ASK {}", "application/sparql-results+xml").content)  # noqa: S314 - our own server's
    assert root.findtext(f"{_RESULTS}boolean") == "true"
    refused = ask("ASK {}", "text/csv")
    assert refused.status_code == 406
    assert refused.json()["formats"] == ["json", "xml"]


_GRAPH_OF = "CONSTRUCT {{ <http://a/> <http://a/p> ?x }} {{ BIND({} AS ?x) }}"


@pytest.mark.parametrize("character", [r"\u0000", r"\u0001", r"\u000B", r"\u001F", r"\uFFFE", r"\uFFFF"])
def test_what_xml_cannot_hold_is_told(ask, character: str) -> None:
    """XML 1.0 §2.2 has no form for some characters: 406 says so and what there is; JSON and Turtle have them."""
    string = f'"é{character}"'
    for query, accept, other in (
        (f"SELECT ({string} AS ?x) {{}}", "application/sparql-results+xml", "application/sparql-results+json"),
        (_GRAPH_OF.format(string), "application/rdf+xml", "text/turtle"),
    ):
        refused = ask(query, accept)
        assert (refused.status_code, refused.json()["type"]) == (406, f"{BASE}problem/not-in-xml")
        assert refused.json()["available"][0] == other
        assert not any("xml" in each for each in refused.json()["available"])
        assert refused.headers["cache-control"] == "no-store"
        assert ask(query, other).status_code == 200


@pytest.mark.parametrize(
    "iri",
    [
        "urn:uuid:1234",
        "http://a/1",
        "http://a/",
        "http://a/p%20",
        "http://x#",
        "http://a/b?x=1&y=2",
        "http://www.w3.org/2000/xmlns/x",
        PREFIXES["gcm"],
        PREFIXES["rdf"],
        *(f"{PREFIXES['rdf']}{name}" for name in ("li", "about", "ID", "RDF", "parseType", "Description", "bagID")),
    ],
)
def test_a_property_that_rdf_xml_cannot_name_is_told(ask, narrow, iri: str) -> None:
    """RDF/XML §7.1, Namespaces in XML §4: a property is a name with a prefix, and no word of the syntax."""
    query, before = f'CONSTRUCT {{ <http://a/b> <{iri}> "x" }} {{}}', narrow.workers()
    refused = ask(query, "application/rdf+xml")
    assert (refused.status_code, refused.json()["type"]) == (406, f"{BASE}problem/not-in-xml")
    assert f"<{iri}>" in refused.json()["detail"]
    assert refused.json()["available"][0] == "text/turtle"
    assert _graph(ask(query, "text/turtle").content, RdfFormat.TURTLE) == {
        Triple(NamedNode("http://a/b"), NamedNode(iri), Literal("x"))
    }
    assert narrow.workers() == before


def test_a_class_that_rdf_xml_cannot_name_is_told_where_it_would_be_named(ask) -> None:
    """RDF/XML §2.13: a description that begins with a class is an element of that name."""
    refused = ask("CONSTRUCT { <http://a/b> a <urn:uuid:1234> } {}", "application/rdf+xml")
    assert (refused.status_code, refused.json()["type"]) == (406, f"{BASE}problem/not-in-xml")


@pytest.mark.parametrize("iri", ["http://a/1b", "http://a/p%20é", "http://a/b?x=1&y=z", f"{PREFIXES['gcm']}a/b", "a:b"])
def test_a_property_that_ends_with_a_name_is_written_in_rdf_xml(ask, iri: str) -> None:
    """What stands before the name is its namespace, whatever it is."""
    answer = ask(f'CONSTRUCT {{ <http://a/b> <{iri}> "x" }} {{}}', "application/rdf+xml")
    ET.fromstring(answer.content)  # noqa: S314 - our own server's
    assert _graph(answer.content, RdfFormat.RDF_XML) == {Triple(NamedNode("http://a/b"), NamedNode(iri), Literal("x"))}


def test_what_xml_can_hold_comes_back_as_it_was(ask) -> None:
    """All other characters are read from XML as they were, a carriage return too, which XML would make a line end."""
    string, value = r'"\t\r\n \u0085\u2028\uFFFD\U0001FFFE]]>&\r"', "\t\r\n \x85\u2028\ufffd\U0001fffe]]>&\r"
    rows = ET.fromstring(ask(f"SELECT ({string} AS ?x) {{}}", "application/sparql-results+xml").content)  # noqa: S314 - our own server's
    assert [each.text for each in rows.iter(f"{_RESULTS}literal")] == [value]
    graph = ET.fromstring(ask(_GRAPH_OF.format(string), "application/rdf+xml").content)  # noqa: S314 - our own server's
    assert [each.text for each in graph.iter("{http://a/}p")] == [value]


_ABOUT = "DESCRIBE <objective/11>"


@pytest.mark.parametrize(
    ("media_type", "form"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/n-quads", RdfFormat.N_QUADS),
        ("application/trig", RdfFormat.TRIG),
    ],
)
def test_graphs_are_the_same_in_each_format(ask, media_type: str, form: RdfFormat) -> None:
    """DESCRIBE and CONSTRUCT give one graph in all RDF formats."""
    answer = ask(_ABOUT, media_type)
    assert answer.headers["content-type"].partition(";")[0] == media_type
    construct = ask("CONSTRUCT { <objective/11> ?p ?o } { <objective/11> ?p ?o }", "application/n-triples")
    assert _graph(answer.content, form) == _graph(construct.content, RdfFormat.N_TRIPLES) != set()


def test_turtle_has_the_prefixes_that_it_uses_in_order(ask) -> None:
    """The same graph has the same bytes from each process, with no prefix that is not used."""
    query = "CONSTRUCT WHERE { <objective/11> a ?class ; skos:prefLabel ?label }"
    texts = {ask(query, timeout=str(1 + number / 10)).text for number in range(6)}
    assert len(texts) == 1
    heads = [line for line in texts.pop().splitlines() if line.startswith("@prefix")]
    assert heads == sorted(heads)
    assert {line.split()[1] for line in heads} == {"gcm:", "skos:", "eli:"}


def test_a_format_that_the_kind_of_answer_lacks_is_not_acceptable(ask) -> None:
    """406 lists what there is for this very query."""
    answer = ask(_OBJECTIVES, "text/turtle")
    assert answer.status_code == 406
    assert "application/sparql-results+json" in answer.json()["available"]
    assert "text/turtle" not in answer.json()["available"]
    assert ask(_ABOUT, "text/csv").status_code == 406
    assert ask(_OBJECTIVES, "image/png").status_code == 406
    assert ask(_OBJECTIVES, format="docx").status_code == 400


def test_answers_may_be_kept_unless_they_are_new_each_time(ask, narrow, client) -> None:
    """A release does not change: GET answers are public and have an entity tag; time and chance are not kept."""
    answer = ask(_OBJECTIVES)
    assert answer.headers["cache-control"].startswith("public")
    assert "Accept" in answer.headers["vary"]
    again = client.get(answer.url, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    for call in ("NOW()", "RAND()", "UUID()", "STRUUID()", "BNODE()"):
        answer = ask(f"SELECT ({call} AS ?x) {{}}")
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert client.post(narrow.url, data={"query": _OBJECTIVES}).headers["cache-control"] == "no-store"
    assert ask("nonsense").headers["cache-control"] == "no-store"


def test_two_answers_of_chance_differ(ask) -> None:
    """No cache stands between a query for chance and its answer."""
    query = "SELECT (STRUUID() AS ?x) {}"
    assert ask(query).text != ask(query).text


def test_head_has_the_fields_of_get(ask, client) -> None:
    """HEAD is GET without content (RFC 9110 §9.3.2)."""
    answer = ask(_OBJECTIVES)
    head = client.head(answer.url)
    assert head.content == b""
    assert head.headers["content-type"] == answer.headers["content-type"]
    assert head.headers["etag"] == answer.headers["etag"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(narrow, client, method: str) -> None:
    """405 names the methods that there are."""
    answer = client.request(method, f"{narrow.url}?query=ASK%7B%7D")
    assert answer.status_code == 405
    assert {"GET", "HEAD", "POST"} <= {each.strip() for each in answer.headers["allow"].split(",")}


@pytest.mark.parametrize(
    ("content_type", "body", "status", "code"),
    [
        ("text/plain", b"ASK {}", 415, "unsupported-content"),
        ("application/sparql-update", b"CLEAR ALL", 403, "read-only"),
        ("application/x-www-form-urlencoded", b"update=CLEAR+ALL", 403, "read-only"),
        ("application/sparql-query", b"CLEAR ALL", 403, "read-only"),
        ("application/sparql-query", b"\xff\xfe", 400, "malformed-request"),
        ("application/sparql-query", b"", 400, "query-syntax"),
        ("application/sparql-query; charset=latin1", b"ASK {}", 415, "unsupported-charset"),
    ],
)
def test_other_contents_are_refused(narrow, client, content_type: str, body: bytes, status: int, code: str) -> None:
    """What is no query, or not in UTF-8, is refused with a problem of its own."""
    answer = client.post(narrow.url, content=body, headers={"Content-Type": content_type})
    assert (answer.status_code, answer.json()["type"]) == (status, f"{BASE}problem/{code}")
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_syntax_error_has_line_and_column(ask) -> None:
    """RFC 9457 members tell the place, so that an editor can mark it."""
    problem = ask("SELECT *\nWHERE { ?s ?p }").json()
    assert (problem["status"], problem["line"], problem["column"]) == (400, 2, 15)
    assert problem["excerpt"] == "WHERE { ?s ?p }"


def test_markup_in_a_query_is_not_markup_in_the_problem(ask) -> None:
    """A browser that follows a prepared link to an error meets no script."""
    answer = ask("SELECT <script>alert(1)</script>", "text/html, */*;q=0.1")
    assert answer.status_code == 400
    assert "<script>alert" not in answer.text


def test_what_the_engine_cannot_evaluate_is_told(ask) -> None:
    """An unknown function is the query's fault and is named."""
    answer = ask("SELECT (<http://example.org/f>(1) AS ?x) {}")
    assert answer.status_code == 400
    assert "http://example.org/f" in answer.json()["detail"]


@pytest.mark.parametrize("query", ["SELECT * { SERVICE <http://a/> {} }", "SELECT * { SERVICE SILENT <http://a/> {} }"])
def test_federation_is_refused(ask, query: str) -> None:
    """SERVICE is a 4xx with its place; SILENT does not make it an empty answer."""
    answer = ask(query)
    assert (answer.status_code, answer.json()["type"]) == (403, f"{BASE}problem/federation-refused")
    assert answer.json()["column"] == 12


@pytest.fixture(scope="module")
def description(narrow, client) -> Store:
    """Return the service description as a store."""
    answer = client.get(narrow.url, headers={"Accept": "text/turtle"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/turtle; charset=utf-8")
    store = Store()
    store.load(answer.content, RdfFormat.TURTLE)
    return store


def _values(store: Store, subject: str, predicate: str) -> set[str]:
    prefix, _, name = predicate.partition(":")
    found = store.quads_for_pattern(NamedNode(subject), NamedNode(PREFIXES[prefix] + name), None)
    return {quad.object.value for quad in found if isinstance(quad.object, NamedNode | Literal)}


_SERVICE = f"{BASE}sparql#service"


def test_the_description_says_what_the_clauses_ask(description: Store) -> None:
    """Service Description §3: endpoint, language, formats, features and the default dataset."""
    assert _values(description, _SERVICE, "sd:endpoint") == {f"{BASE}sparql"}
    assert f"{_SD}SPARQL11Query" in _values(description, _SERVICE, "sd:supportedLanguage")
    assert _values(description, _SERVICE, "sd:feature") == {f"{_SD}UnionDefaultGraph"}
    formats = {each.rpartition("/")[2] for each in _values(description, _SERVICE, "sd:resultFormat")}
    results = {"SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"}
    assert formats == results | {"Turtle", "N-Triples", "N-Quads", "TriG", "JSON-LD", "RDF_XML"}
    assert len(_values(description, _SERVICE, "sd:defaultDataset")) == 1


def test_the_description_names_each_graph_with_its_size(description: Store, ask) -> None:
    """The default dataset has the graphs that a query sees, with as many triples as a query counts."""
    rows = ask("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g").json()["results"]["bindings"]
    counted = {row["g"]["value"]: row["n"]["value"] for row in rows}
    named = _values(description, f"{BASE}sparql#dataset", "sd:namedGraph")
    described = {next(iter(_values(description, each, "sd:name"))) for each in named}
    assert described == set(counted)
    assert {each: _values(description, each, "void:triples") for each in counted} == {
        each: {number} for each, number in counted.items()
    }
    total = str(sum(map(int, counted.values())))
    assert _values(description, f"{BASE}sparql#default-graph", "void:triples") == {total}


def test_the_description_states_the_limits(description: Store) -> None:
    """Each limit has a value and a unit."""
    limits = {
        next(iter(_values(description, each, "schema:propertyID"))): (
            next(iter(_values(description, each, "schema:value"))),
            next(iter(_values(description, each, "schema:unitText"))),
        )
        for each in _values(description, _SERVICE, "schema:additionalProperty")
    }
    assert limits == {
        "limit-time": ("1", "seconds"),
        "limit-memory": (str(160 * 1024**2), "bytes"),
        "limit-result": (str(2 * 1024**2), "bytes"),
        "limit-query": ("50000", "characters"),
        "limit-queue": ("2", "queries"),
    }


def test_the_description_has_examples(description: Store) -> None:
    """The saved queries stand in it as SHACL executables, with the endpoint as their target."""
    target = NamedNode(f"{PREFIXES['schema']}target")
    examples = {quad.subject for quad in description.quads_for_pattern(None, target, NamedNode(f"{BASE}sparql"))}
    assert len(examples) > 10
    assert all(_values(description, each.value, "sh:select") for each in examples if isinstance(each, NamedNode))


def test_the_description_is_one_graph_in_each_format(narrow, client, description: Store) -> None:
    """It is negotiated like every graph; without an Accept field it is Turtle."""
    expected = {quad.triple for quad in description}
    forms = {"nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML, "jsonld": RdfFormat.JSON_LD, "trig": RdfFormat.TRIG}
    for name, form in forms.items():
        assert _graph(client.get(f"{narrow.url}?format={name}").content, form) == expected
    plain = client.get(narrow.url, headers={"Accept": "*/*"})
    assert plain.headers["content-type"].startswith("text/turtle")
    assert client.get(narrow.url, headers={"Accept": "image/png"}).status_code == 406


def test_people_are_led_to_the_query_page(narrow, client) -> None:
    """A browser at /sparql without a query is sent to the page where one can be written."""
    answer = client.get(narrow.url, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("/query/")
    assert "Accept" in answer.headers["vary"]


def _encodings() -> Iterable[str]:
    query = 'ASK { FILTER("é+" = "é+") }'
    yield f"query={quote(query, safe='')}"
    yield f"query={quote(query, safe='{}()').replace('%20', '+')}"
    yield f"&query={quote(query, safe='')}&&unknown=1"


@pytest.mark.parametrize("query_string", list(_encodings()))
def test_encodings_of_one_query_are_one_query(narrow, client, query_string: str) -> None:
    """Percent-encoding, plus signs and empty parameters are read as forms write them."""
    answer = client.get(f"{narrow.url}?{query_string}")
    assert json.loads(answer.content)["boolean"] is True
