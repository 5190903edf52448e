"""What the text refers to is described with its names, the units that name it, and claims for all other facts."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from gcm_graph import resources
from gcm_graph.curating.references import read_references
from gcm_graph.curating.sources import read_sources
from gcm_graph.describing.graphs import NamedGraph, english, node, term, typed
from gcm_graph.describing.references import describe_references
from gcm_graph.reading import manifest, open_source, read_resolution

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "gcm": "https://w3id.org/gcm/ontology#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
SLAVERY = node("instrument/slavery-convention")
CLAIM = "claim/instrument/slavery-convention/first-date-entry-in-force"


@pytest.fixture(scope="module")
def graph():
    """Return the graph of what the text refers to."""
    folder = resources.ontology_folder() / "curated"
    sources = read_sources(folder, read_resolution(open_source("a-res-73-195")), manifest().values())
    graph = NamedGraph("curated")
    describe_references(graph, read_references(folder, sources))
    return graph


@pytest.fixture(scope="module")
def objects(graph):
    """Return a function from a subject and a prefixed property to the objects."""
    found = {}
    for quad in graph:
        found.setdefault((quad.subject, quad.predicate), set()).add(quad.object)
    return lambda subject, name: found.get((subject, term(name)), set())


@pytest.fixture(scope="module")
def query(graph):
    """Return a function that answers a query over the graph with rows of strings."""
    store = ox.Store()
    store.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in graph)
    return lambda text: [tuple(value.value for value in row) for row in store.query(text, prefixes=PREFIXES)]


def test_no_statement_is_made_twice(graph):
    """Each triple is stated once, and none has a blank node."""
    quads = list(graph)
    assert len(set(quads)) == len(quads)
    assert not any(isinstance(part, ox.BlankNode) for quad in quads for part in (quad.subject, quad.object))


def test_an_instrument_is_described(objects):
    """Type, names and the units that name it stand without a claim; the names are English."""
    assert objects(SLAVERY, "rdf:type") == {term("gcm:Treaty")}
    assert objects(SLAVERY, "skos:prefLabel") == {english("Slavery Convention")}
    assert objects(SLAVERY, "skos:altLabel") == {english("League of Nations, Treaty Series, vol. LX, No. 1414")}
    assert objects(SLAVERY, "dcterms:source") == {node("paragraph/2"), node("footnote/8")}


def test_a_rejected_value_is_claimed_and_not_stated(objects):
    """The Slavery Convention entered into force on 9 March 1927; that one source says 7 March is a claim only."""
    right, wrong = typed("1927-03-09", "date"), typed("1927-03-07", "date")
    assert objects(SLAVERY, "eli:first_date_entry_in_force") == {right}
    for value, standing in ((right, "preferred"), (wrong, "rejected")):
        claim = node(f"{CLAIM}/{value.value}")
        assert objects(claim, "rdf:type") == {term("gcm:Claim")}
        assert objects(claim, "gcm:claimSubject") == {SLAVERY}
        assert objects(claim, "gcm:claimProperty") == {term("eli:first_date_entry_in_force")}
        assert objects(claim, "gcm:claimValue") == {value}
        assert objects(claim, "gcm:standing") == {ox.Literal(standing)}
        assert {reason.language for reason in objects(claim, "gcm:reason")} == {"en"}
    assert objects(node(f"{CLAIM}/1927-03-07"), "dcterms:source") == {
        node("reference/european-commission-slavery-convention")
    }


def test_a_publication_is_described(objects):
    """A publication has a title, and its place and address where they are recorded."""
    ifad = node("reference/wikipedia-ifad")
    assert objects(ifad, "rdf:type") == {term("gcm:Reference")}
    assert objects(ifad, "skos:prefLabel") == {english("Wikipedia, International Fund for Agricultural Development")}
    assert objects(ifad, "dcterms:description") == {english("copy on wikimili.com")}
    address = "https://wikimili.com/en/International_Fund_for_Agricultural_Development"
    assert objects(ifad, "rdfs:seeAlso") == {ox.NamedNode(address)}
    assert objects(node("reference/mtdsg"), "rdfs:seeAlso") == set()


def test_a_period_is_described(objects):
    """A period begins and ends with values of the datatype in which it is given."""
    month = node("period/2013-10")
    assert objects(month, "rdf:type") == {term("gcm:Period")}
    assert objects(month, "skos:prefLabel") == {english("October 2013")}
    assert objects(month, "gcm:beginsOn") == objects(month, "gcm:endsOn") == {typed("2013-10", "gYearMonth")}
    assert objects(month, "dcterms:source") == {node("paragraph/6")}


def test_every_fact_has_a_source(query):
    """Each claim has a source, and each publication that a claim names is described."""
    assert query("SELECT ?claim { ?claim a gcm:Claim FILTER NOT EXISTS { ?claim dcterms:source ?source } }") == []
    sources = "SELECT DISTINCT ?s { ?c a gcm:Claim ; dcterms:source ?s FILTER NOT EXISTS { ?s a gcm:Reference } }"
    others = {source.removeprefix("https://w3id.org/gcm/").partition("/")[0] for (source,) in query(sources)}
    assert "reference" not in others


def test_which_instruments_the_compact_rests_on(query):
    """A short query lists them by kind and year; those of the groups are reached through their members."""
    rows = query(
        "SELECT ?kind ?name (SUBSTR(STR(?date), 1, 4) AS ?year) WHERE {"
        " <https://w3id.org/gcm/compact> gcm:restsOn/gcm:hasMember? ?instrument ."
        " ?instrument a ?kind ; skos:prefLabel ?name ; eli:date_document ?date } ORDER BY ?year"
    )
    found = [(kind.partition("#")[2], name, int(year)) for kind, name, year in rows]
    assert found[0] == ("Treaty", "Slavery Convention", 1926)
    assert ("Treaty", "Convention on the Rights of the Child", 1989) in found
    assert ("LabourConvention", "Domestic Workers Convention, 2011", 2011) in found
    assert ("OutcomeDocument", "2030 Agenda for Sustainable Development", 2015) in found
