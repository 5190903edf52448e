"""Statements made from a small document: each graph says what it is for and nothing else."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from gcm_graph.declared_version import ReleaseIdentity
from gcm_graph.describing.catalogue import describe_catalogue
from gcm_graph.describing.dcat import describe_distributions
from gcm_graph.describing.evidence import describe_evidence
from gcm_graph.describing.graphs import RDF_TYPE, NamedGraph, english, graph_of, node, term, typed
from gcm_graph.describing.queries import describe_queries
from gcm_graph.describing.text import describe_text
from gcm_graph.model import Document, FootnoteMark, Kind, PageBasis, Pages, Provision
from gcm_graph.saved_queries import SavedQuery

PAGES = Pages(2, 3, PageBasis.INFERRED)


def unit(path, kind, part_of, text, **facts):
    """Return a unit on pages 2 and 3."""
    return Provision(path=path, kind=kind, part_of=part_of, text=text, order=1, pages=PAGES, lines=(1, 1), **facts)


def document(*provisions):
    """Return a document of some units."""
    return Document("source", "0" * 64, (), "The General Assembly,", provisions, (), ())


def statements(graph):
    """Return the statements of a graph as (subject path, predicate, object) with short names."""
    return {(quad.subject.value, quad.predicate.value, quad.object) for quad in graph}


def test_a_unit_is_described_by_what_it_has():
    """An action has letter, text, whole, section and pages; it has no number, title or lead-in."""
    action = unit(
        "objective/11/action/b",
        Kind.ACTION,
        "objective/11",
        "Establish structures;",
        citation="27(b)",
        letter="b",
        section="section/objectives-and-commitments",
    )
    about = {
        (predicate, value)
        for subject, predicate, value in statements(describe_text(document(action)))
        if subject == "https://w3id.org/gcm/objective/11/action/b"
    }
    gcm = "https://w3id.org/gcm/ontology#"
    assert about == {
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", NamedNode(gcm + "Action")),
        (gcm + "citation", Literal("27(b)")),
        (gcm + "letter", Literal("b")),
        (gcm + "text", Literal("Establish structures;", language="en")),
        ("http://purl.org/dc/terms/isPartOf", node("objective/11")),
        (gcm + "inSection", node("section/objectives-and-commitments")),
        (gcm + "firstPage", typed("2", "integer")),
        (gcm + "lastPage", typed("3", "integer")),
        (gcm + "pageBasis", Literal("inferred")),
        (gcm + "readingOrder", typed("1", "integer")),
    }


@pytest.mark.parametrize(
    ("kind", "path", "whole", "shortcut"),
    [
        (Kind.OBJECTIVE, "objective/11", "compact", "hasObjective"),
        (Kind.ACTION, "objective/11/action/b", "objective/11", "hasAction"),
        (Kind.PARAGRAPH, "paragraph/27", "objective/11", "hasProvision"),
        (Kind.PRINCIPLE, "principle/human-rights", "paragraph/15", "hasProvision"),
        (Kind.FOOTNOTE, "footnote/4", "compact", "hasProvision"),
        (Kind.OPERATIVE_PARAGRAPH, "resolution/paragraph/1", "resolution", "hasProvision"),
    ],
)
def test_the_way_down_is_the_way_up_reversed(kind, path, whole, shortcut):
    """Each part has one shortcut from its whole, by the property for its kind."""
    down = [
        quad.predicate.value.partition("#")[2]
        for quad in describe_text(document(unit(path, kind, whole, "Words.")))
        if quad.object == node(path)
    ]
    assert down == [shortcut]


def test_a_commitment_is_reached_from_its_objective_too():
    """The paragraph has the commitment as a provision that it states, the objective by hasCommitment."""
    graph = describe_text(
        document(
            unit("paragraph/27", Kind.PARAGRAPH, "objective/11", "We commit to this."),
            unit("objective/11/commitment/1", Kind.COMMITMENT, "paragraph/27", "We commit to this.", number=1),
        )
    )
    down = {(quad.subject.value, quad.predicate) for quad in graph if quad.object == node("objective/11/commitment/1")}
    assert down == {
        ("https://w3id.org/gcm/paragraph/27", term("gcm:hasProvision")),
        ("https://w3id.org/gcm/paragraph/27", term("gcm:statesCommitment")),
        ("https://w3id.org/gcm/objective/11", term("gcm:hasCommitment")),
    }


def test_a_footnote_mark_is_a_point_between_prefix_and_suffix():
    """Start and end of a mark are equal, the quotation is empty, prefix and suffix have at most 32 characters."""
    text = "Reaffirming the New York Declaration for Refugees and Migrants and determined to go on:"
    offset = text.index(" and determined")
    graph = describe_evidence(
        document(unit("opening", Kind.OPENING, "compact", text, marks=(FootnoteMark(1, offset),)))
    )
    path = f"annotation/opening/{offset}-{offset}/footnote/1"
    values = {(quad.subject.value, quad.predicate): quad.object for quad in graph}
    base = "https://w3id.org/gcm/"
    assert values[base + path, term("oa:hasBody")] == node("footnote/1")
    assert values[base + path, term("oa:motivatedBy")] == term("oa:linking")
    assert values[base + path + "#target", term("oa:hasSource")] == node("opening")
    assert values[base + path + "#quote", term("oa:exact")] == Literal("")
    assert values[base + path + "#quote", term("oa:prefix")] == Literal("laration for Refugees and Migrants"[-32:])
    assert values[base + path + "#quote", term("oa:suffix")] == Literal(" and determined to go on:")
    assert values[base + path + "#position", term("oa:start")] == typed(str(offset), "nonNegativeInteger")
    assert values[base + path + "#position", term("oa:end")] == typed(str(offset), "nonNegativeInteger")


def test_statistics_count_what_is_there():
    """Triples, distinct subjects and objects, properties, classes and members are counted, also by class."""
    graph = NamedNode("https://w3id.org/gcm/graph/text")
    a, b = node("a"), node("b")
    rdf_type, text = term("rdf:type"), term("gcm:text")
    quads = [
        Quad(a, rdf_type, term("gcm:Action"), graph),
        Quad(b, rdf_type, term("gcm:Action"), graph),
        Quad(a, text, english("one"), graph),
        Quad(b, text, english("one"), graph),
    ]
    counted = {
        (
            quad.subject.value.removeprefix("https://w3id.org/gcm/"),
            quad.predicate.value.rpartition("#")[2],
        ): quad.object.value
        for quad in describe_catalogue(quads)
    }
    assert counted["dataset", "triples"] == "4"
    assert counted["dataset", "distinctSubjects"] == "2"
    assert counted["dataset", "distinctObjects"] == "2"
    assert counted["dataset", "properties"] == "2"
    assert counted["dataset", "classes"] == "1"
    assert counted["graph/text", "triples"] == "4"
    assert counted["dataset#class-gcm-Action", "entities"] == "2"
    assert counted["dataset#class-gcm-Action-property-gcm-text", "distinctObjects"] == "1"
    assert counted["dataset#property-gcm-text", "triples"] == "2"


def test_values_are_counted_by_their_classes():
    """Within a class a property has parts by the classes that are a value's narrowest, ours before those of others.

    Each part has all statements whose values are members of its class: treaties are instruments.
    """
    graph = NamedNode("https://w3id.org/gcm/graph/text")
    action, treaty, report, goal, name = (node(path) for path in ("action", "treaty", "report", "goal", "name"))
    rdf_type, cites = term("rdf:type"), term("gcm:citesInstrument")
    quads = [
        *(Quad(action, rdf_type, term(each), graph) for each in ("gcm:Action", "skos:Concept")),
        *(Quad(treaty, rdf_type, term(each), graph) for each in ("gcm:Treaty", "gcm:Instrument", "eli:LegalResource")),
        Quad(report, rdf_type, term("gcm:Instrument"), graph),
        Quad(goal, rdf_type, term("sdgo:Goal"), graph),
        *(Quad(action, cites, value, graph) for value in (treaty, report, goal, name)),
        Quad(goal, cites, treaty, graph),
    ]
    stated = [
        (quad.subject.value.partition("#")[2], quad.predicate.value.rpartition("#")[2], quad.object.value)
        for quad in describe_catalogue(quads)
    ]
    whole = "class-gcm-Action-property-gcm-citesInstrument"
    counts = {
        subject.removeprefix(f"{whole}-class-"): value
        for subject, predicate, value in stated
        if predicate == "triples" and subject.startswith(f"{whole}-class-")
    }
    assert counts == {"gcm-Treaty": "1", "gcm-Instrument": "2", "sdgo-Goal": "1"}
    parts = {
        value.partition("#")[2]
        for subject, predicate, value in stated
        if (subject, predicate) == (whole, "classPartition")
    }
    assert parts == {f"{whole}-class-{name}" for name in counts}
    assert (f"{whole}-class-gcm-Treaty", "class", term("gcm:Treaty").value) in stated


def test_properties_of_classes_of_others():
    """Which properties members have is told of a class of others too, where no member is of a class of ours."""
    graph = NamedNode("https://w3id.org/gcm/graph/text")
    action, goal, concept = node("action"), node("goal"), node("concept")
    rdf_type = term("rdf:type")
    quads = [
        *(Quad(action, rdf_type, term(each), graph) for each in ("gcm:Action", "skos:Concept")),
        Quad(concept, rdf_type, term("skos:Concept"), graph),
        Quad(goal, rdf_type, term("sdgo:Goal"), graph),
    ]
    subjects = {quad.subject.value.partition("#")[2] for quad in describe_catalogue(quads)}
    assert {"class-sdgo-Goal-property-rdf-type", "class-gcm-Action-property-rdf-type", "class-skos-Concept"} <= subjects
    assert "class-skos-Concept-property-rdf-type" not in subjects


def test_a_distribution_has_size_checksum_and_a_registered_media_type():
    """Sizes and checksums are those of the bytes; JSON Lines has no registered media type and gets none."""
    files = {"gcm.ttl": b"abc", "tables/units.jsonl": b"{}\n"}
    graph = describe_distributions(files, ReleaseIdentity("1.2.3", "2026-01-02"))
    values = {(quad.subject.value.rpartition("#")[2], quad.predicate): quad.object for quad in graph}
    assert values["distribution-gcm-ttl", term("dcat:byteSize")] == typed("3", "nonNegativeInteger")
    assert values["checksum-gcm-ttl", term("spdx:checksumValue")] == typed(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "hexBinary"
    )
    assert values["distribution-gcm-ttl", term("dcat:mediaType")] == NamedNode(
        "https://www.iana.org/assignments/media-types/text/turtle"
    )
    assert ("distribution-tables-units-jsonl", term("dcat:mediaType")) not in values


def test_the_endpoint_is_named():
    """The dataset says where it can be queried, and the endpoint is a data service that serves it."""
    graph = describe_distributions({}, ReleaseIdentity("1.2.3", "2026-01-02"))
    stated = {(quad.subject, quad.predicate, quad.object) for quad in graph}
    assert {
        (node("dataset"), term("void:sparqlEndpoint"), node("sparql")),
        (node("sparql"), RDF_TYPE, term("dcat:DataService")),
        (node("sparql"), term("dcat:endpointURL"), node("sparql")),
        (node("sparql"), term("dcat:servesDataset"), node("dataset")),
    } <= stated


def test_a_saved_query_is_an_executable_with_shared_prefixes():
    """The query is published without its PREFIX lines, which are declared once."""
    query = SavedQuery(
        "two",
        "Which?",
        "# Which?\nPREFIX gcm: <https://w3id.org/gcm/ontology#>\n\nSELECT ?s WHERE { ?s ?p ?o }\n",
        "select",
    )
    values = {(quad.subject.value, quad.predicate): quad.object for quad in describe_queries([query])}
    assert values["https://w3id.org/gcm/query/two", term("sh:select")] == Literal("SELECT ?s WHERE { ?s ?p ?o }\n")
    assert values["https://w3id.org/gcm/query/two", term("sh:prefixes")] == node("query/prefixes")
    assert values["https://w3id.org/gcm/query/prefixes#gcm", term("sh:namespace")] == typed(
        "https://w3id.org/gcm/ontology#", "anyURI"
    )


def test_nothing_is_stated_outside_a_named_graph():
    """A statement of the default graph is refused where its graph is asked for."""
    graph = NamedGraph("text")
    graph.add(node("a"), "gcm:number", 1)
    assert graph_of(next(iter(graph))) == "https://w3id.org/gcm/graph/text"
    with pytest.raises(TypeError):
        graph_of(Quad(node("a"), term("gcm:number"), typed("1", "integer")))
