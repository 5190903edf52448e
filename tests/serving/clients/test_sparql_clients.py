"""Clients that people write against an endpoint: SPARQLWrapper and rdflib's SPARQLStore."""

from __future__ import annotations

import csv
import io
from xml.dom.minidom import Document

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import EndPointInternalError, QueryBadFormed

from gcm_graph.namespaces import BASE, GCM

# Paragraph 27 of the source text has two commitments: its first sentence begins "We commit", its second "We further".
SELECT = f"SELECT ?n WHERE {{ <{BASE}objective/11> <{GCM}hasCommitment> ?c . ?c <{GCM}number> ?n }} ORDER BY ?n"
CONSTRUCT = f"CONSTRUCT WHERE {{ <{BASE}objective/11> <{GCM}title> ?title }}"
TITLE = "Manage borders in an integrated, secure and coordinated manner"
WAYS = [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]


@pytest.fixture(params=WAYS, ids=["get", "post form", "post"])
def wrapper(request, served):
    """Return a SPARQLWrapper of the endpoint that asks in one of the three ways of the protocol."""
    found = SPARQLWrapper(f"{served.url}/sparql")
    method, way = request.param
    found.setMethod(method)
    found.setRequestMethod(way)
    return found


def asked(wrapper, query, form):
    """Return what SPARQLWrapper makes of the answer in a format."""
    wrapper.setQuery(query)
    wrapper.setReturnFormat(form)
    return wrapper.queryAndConvert()


def test_solutions_in_json(wrapper):
    """JSON becomes a dictionary of variables and bindings."""
    found = asked(wrapper, SELECT, JSON)
    assert found["head"]["vars"] == ["n"]
    assert [row["n"]["value"] for row in found["results"]["bindings"]] == ["1", "2"]


def test_solutions_in_xml(wrapper):
    """XML becomes a document."""
    found = asked(wrapper, SELECT, XML)
    assert isinstance(found, Document)
    assert [each.firstChild.data for each in found.getElementsByTagName("literal")] == ["1", "2"]


@pytest.mark.parametrize(("form", "separator"), [(CSV, ","), (TSV, "\t")], ids=["csv", "tsv"])
def test_solutions_in_tables(wrapper, form, separator):
    """CSV and TSV are bytes with the names of the variables in the first line."""
    found = asked(wrapper, SELECT, form).decode()
    head, *rows = csv.reader(io.StringIO(found), delimiter=separator)
    assert head == (["n"] if form == CSV else ["?n"])
    assert [row[0].partition("^^")[0].strip('"') for row in rows] == ["1", "2"]


@pytest.mark.parametrize(("form", "parser"), [(TURTLE, "turtle"), (N3, "n3")], ids=["turtle", "n3"])
def test_graphs_in_text(wrapper, form, parser):
    """Turtle, also as the N3 that it is, is bytes that rdflib reads."""
    found = Graph().parse(data=asked(wrapper, CONSTRUCT, form), format=parser)
    assert set(found.objects()) == {Literal(TITLE, "en")}


@pytest.mark.parametrize("form", [RDFXML, XML, JSONLD], ids=["rdf/xml", "xml", "json-ld"])
def test_graphs_that_become_graphs(wrapper, form):
    """RDF/XML, also when asked for as XML, and JSON-LD become graphs of rdflib."""
    found = asked(wrapper, CONSTRUCT, form)
    assert isinstance(found, Graph)
    assert set(found.objects()) == {Literal(TITLE, "en")}


def test_yes_and_no(wrapper):
    """ASK becomes a dictionary with the boolean."""
    assert asked(wrapper, f"ASK {{ <{BASE}objective/11> a <{GCM}Objective> }}", JSON)["boolean"] is True
    assert asked(wrapper, f"ASK {{ <{BASE}objective/24> a <{GCM}Objective> }}", JSON)["boolean"] is False


def test_the_data_set_of_the_request(wrapper):
    """A default graph and a named graph that the client names are what it asks."""
    wrapper.addParameter("default-graph-uri", f"{BASE}graph/hub")
    assert asked(wrapper, f"ASK {{ <{BASE}objective/11> <{GCM}text> ?text }}", JSON)["boolean"] is False
    wrapper.clearParameter("default-graph-uri")
    wrapper.addParameter("named-graph-uri", f"{BASE}graph/text")
    named = f"ASK {{ GRAPH ?g {{ <{BASE}objective/11> <{GCM}text> ?text }} }}"
    assert asked(wrapper, named, JSON)["boolean"] is True


def test_mistakes_are_told(wrapper):
    """A mistake in the syntax is the exception for bad queries, with the line and column in its words."""
    with pytest.raises(QueryBadFormed) as told:
        asked(wrapper, "SELECT * WHERE {\n ?s ?p }", JSON)
    assert "line" in str(told.value)


def test_updates_are_refused(served):
    """An update is an error of the client, not of the server, and changes nothing."""
    wrapper = SPARQLWrapper(f"{served.url}/sparql")
    wrapper.setMethod(POST)
    wrapper.setQuery(f"DELETE WHERE {{ <{BASE}objective/11> ?p ?o }}")
    with pytest.raises(Exception) as told:  # noqa: PT011 - which one is SPARQLWrapper's business
        wrapper.query()
    assert not isinstance(told.value, EndPointInternalError)
    assert asked(wrapper, f"ASK {{ <{BASE}objective/11> ?p ?o }}", JSON)["boolean"] is True


@pytest.fixture(params=["GET", "POST", "POST_FORM"])
def graph(request, served):
    """Return the endpoint as a graph of rdflib."""
    store = SPARQLStore(f"{served.url}/sparql", method=request.param, returnFormat="json")
    return Graph(store)


def test_a_graph_of_rdflib_is_queried(graph):
    """Queries of rdflib go to the endpoint and come back as rdflib's own terms."""
    assert [int(row.n) for row in graph.query(SELECT)] == [1, 2]
    assert graph.query(f"ASK {{ <{BASE}objective/11> ?p ?o }}").askAnswer is True


def test_a_graph_of_rdflib_is_walked(graph):
    """Triples are found by pattern, and membership and values are answered."""
    objective = URIRef(f"{BASE}objective/11")
    assert (objective, RDF.type, URIRef(f"{GCM}Objective")) in graph
    assert Literal(TITLE, "en") in set(graph.objects(objective, URIRef(f"{GCM}title")))
    assert {subject for subject, _, _ in graph.triples((None, RDF.type, URIRef(f"{GCM}Compact")))} == {
        URIRef(f"{BASE}compact")
    }
    assert graph.value(URIRef(f"{BASE}objective/11/action/b"), SKOS.prefLabel) == Literal(
        "Objective 11, action (b)", "en"
    )


@pytest.mark.parametrize("form", ["xml", "csv", "tsv"])
def test_rdflib_reads_the_other_formats(served, form):
    """The store takes each of the formats of results that rdflib reads."""
    graph = Graph(SPARQLStore(f"{served.url}/sparql", returnFormat=form))
    assert [str(row.n) for row in graph.query(SELECT)] == ["1", "2"]


@pytest.mark.parametrize("form", ["xml", "json"])
def test_rdflib_reads_a_constructed_graph(served, form):
    """CONSTRUCT by way of the store gives a graph, though with JSON rdflib accepts formats of results only."""
    found = Graph(SPARQLStore(f"{served.url}/sparql", returnFormat=form)).query(CONSTRUCT).graph
    assert set(found.objects()) == {Literal(TITLE, "en")}


def test_rdflib_reads_documents_by_their_iris(served):
    """Parsing the address of a thing follows the redirection to a document that rdflib reads."""
    found = Graph().parse(f"{served.url}/objective/11")
    assert (URIRef(f"{BASE}objective/11"), URIRef(f"{GCM}title"), Literal(TITLE, "en")) in found
