"""Each named graph is held against the checksum that the catalogue states of it."""

from __future__ import annotations

import hashlib

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from gcm_graph.describing.catalogue import describe_catalogue
from gcm_graph.validation import Severity
from gcm_graph.validation.graph_checksums import altered_graphs

BASE = "https://w3id.org/gcm/"
GRAPH = f"{BASE}graph/"
TEXT = f"""\
<{BASE}paragraph/1> <{BASE}ontology#text> "a \\"b\\"\\nc"@en <{GRAPH}text> .
<{BASE}paragraph/2> <{BASE}ontology#text> "é"@en <{GRAPH}text> .
""".encode()
LINKS = f"<{BASE}paragraph/1> <{BASE}ontology#mentions> <{BASE}place/africa> <{GRAPH}links> .\n".encode()


@pytest.fixture
def quads():
    """Return two graphs and their catalogue, the statements of the first backwards and one of them twice."""
    text, links = (list(parse(lines, format=RdfFormat.N_QUADS)) for lines in (TEXT, LINKS))
    stated = [*reversed(text), text[0], *links]
    return [*stated, *describe_catalogue(stated)]


def name(graph):
    """Return the graph as findings name it."""
    return f"<{GRAPH}{graph}>"


def test_the_catalogue_states_what_sha256sum_says_of_the_lines(quads):
    """The checksum of a graph is that of its sorted lines, each once; it has an IRI in the address of the graph."""
    stated = {
        quad.subject.value: quad.object.value for quad in quads if quad.predicate.value.endswith("#checksumValue")
    }
    assert stated == {
        f"{GRAPH}text#checksum": hashlib.sha256(TEXT).hexdigest(),
        f"{GRAPH}links#checksum": hashlib.sha256(LINKS).hexdigest(),
    }


def test_what_was_published_has_no_finding(quads):
    """Neither the order of the statements nor a repetition alters a graph."""
    assert altered_graphs(quads) == ()
    assert altered_graphs([*reversed(quads), quads[0]]) == ()


def test_any_other_word_is_noticed(quads):
    """A letter that no rule could know to be wrong alters the graph in which it stands, and no other."""
    wrong = [
        Quad(quad.subject, quad.predicate, Literal("è", language="en"), quad.graph_name)
        if quad.object == Literal("é", language="en")
        else quad
        for quad in quads
    ]
    (finding,) = altered_graphs(wrong)
    assert (finding.check, finding.severity) == ("checksums-of-graphs", Severity.VIOLATION)
    assert finding.row[:2] == (name("text"), hashlib.sha256(TEXT).hexdigest())
    assert finding.row[2] == hashlib.sha256(TEXT.replace("é".encode(), "è".encode())).hexdigest()


@pytest.mark.parametrize("added", [False, True], ids=["lost", "added"])
def test_a_statement_lost_or_added_is_noticed(quads, added):
    """Each alters its graph."""
    about_links = next(quad for quad in quads if quad.graph_name.value == f"{GRAPH}links")
    new = Quad(about_links.subject, about_links.predicate, NamedNode("https://w3id.org/gcm/"), about_links.graph_name)
    changed = [*quads, new] if added else [quad for quad in quads if quad != about_links]
    assert [finding.row[0] for finding in altered_graphs(changed)] == [name("links")]


def test_a_graph_without_checksum_is_noticed(quads):
    """A graph of which none is stated is not known to be whole, nor is one that is not listed at all."""
    without = [quad for quad in quads if quad.predicate.value.rpartition("#")[2] != "checksumValue"]
    assert [finding.row[:2] for finding in altered_graphs(without)] == [(name("links"), ""), (name("text"), "")]
    more = Quad(quads[0].subject, quads[0].predicate, quads[0].object, NamedNode(f"{GRAPH}more"))
    assert [finding.row[0] for finding in altered_graphs([*quads, more])] == [name("more")]
