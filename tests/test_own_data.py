"""Files of one's own are asked together with a release, as if they stood in it."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Store

from gcm_graph.namespaces import BASE, PREFIXES
from gcm_graph.own_data import store_with
from gcm_graph.release_folder import BrokenReleaseError
from gcm_graph.validation.errors import RdfMissingError, RdfSyntaxError

DUMP = (
    "<https://w3id.org/gcm/objective/11> <https://w3id.org/gcm/ontology#number>"
    ' "11"^^<http://www.w3.org/2001/XMLSchema#integer> <https://w3id.org/gcm/graph/text> .\n'
    '<https://w3id.org/gcm/objective/11> <https://w3id.org/gcm/ontology#title> "A <b> title <x> ." '
    "<https://w3id.org/gcm/graph/text> .\n"
)
RECORD = "@prefix gcm: <https://w3id.org/gcm/ontology#> . <https://example.org/1> gcm:addressesObjective {} .\n"
OBJECTIVE = "<https://w3id.org/gcm/objective/11>"


@pytest.fixture
def small(tmp_path):
    """Return the folder of a release of two statements."""
    (tmp_path / "gcm.nq").write_text(DUMP, encoding="utf-8")
    return tmp_path


def answered(store: Store, query: str) -> list[tuple[str, ...]]:
    """Return the values of the answer."""
    rows = store.query(query, prefixes=dict(PREFIXES), base_iri=BASE)
    return [tuple(value.value for value in row) for row in rows]


def test_one_query_asks_both(small):
    """The default graph is the merge of the release and the file."""
    (small / "mine.ttl").write_text(RECORD.format(OBJECTIVE), encoding="utf-8")
    store = store_with(small, [small / "mine.ttl"])
    assert answered(store, "SELECT ?n ?t { ?r gcm:addressesObjective ?o . ?o gcm:number ?n ; gcm:title ?t }") == [
        ("11", "A <b> title <x> .")
    ]


def test_each_file_is_a_named_graph(small):
    """GRAPH tells files apart, and FROM takes one graph alone (SPARQL 1.1 Query, section 13.2)."""
    files = [small / "one.ttl", small / "two words.nt"]
    files[0].write_text(RECORD.format(OBJECTIVE), encoding="utf-8")
    files[1].write_text(f"<https://example.org/2> <{PREFIXES['gcm']}addressesObjective> {OBJECTIVE} .", "utf-8")
    store = store_with(small, files)
    assert set(store.named_graphs()) == {
        NamedNode("https://w3id.org/gcm/graph/text"),
        *(NamedNode(file.as_uri()) for file in files),
    }
    asked = "SELECT ?r {} {{ ?r gcm:addressesObjective ?o }}"
    assert sorted(answered(store, asked.format(""))) == [("https://example.org/1",), ("https://example.org/2",)]
    assert answered(store, asked.format(f"FROM <{files[1].as_uri()}>")) == [("https://example.org/2",)]
    assert answered(store, asked.format("FROM <graph/text>")) == []


def test_blank_nodes_of_two_files_are_two(small):
    """A label means nothing outside its file (RDF 1.1 Concepts, section 3.4), and one thing within it."""
    for name in ("one.ttl", "two.ttl"):
        (small / name).write_text(f'_:r <https://example.org/p> "{name}" ; <https://example.org/q> "q" .', "utf-8")
    store = store_with(small, [small / "one.ttl", small / "two.ttl"])
    both = "SELECT ?a ?b { ?r <https://example.org/p> ?a, ?b FILTER (STR(?a) < STR(?b)) }"
    assert answered(store, both) == []
    assert len(answered(store, 'SELECT ?a { GRAPH ?g { ?r <https://example.org/p> ?a } ?r ?q "q" }')) == 2


def test_the_context_of_the_project_is_at_hand(small):
    """A file in JSON-LD may refer to our context; nothing is fetched."""
    (small / "mine.jsonld").write_text(
        '{"@context": "https://w3id.org/gcm/context.jsonld", "@id": "https://example.org/1",'
        ' "addressesObjective": "https://w3id.org/gcm/objective/11"}',
        encoding="utf-8",
    )
    store = store_with(small, [small / "mine.jsonld"])
    assert answered(store, "SELECT ?n { ?r gcm:addressesObjective/gcm:number ?n }") == [("11",)]


def test_what_cannot_be_read_is_named(small, tmp_path):
    """A file that is not there or not RDF, and a release without its dump, are errors."""
    with pytest.raises(RdfMissingError):
        store_with(small, [small / "none.ttl"])
    (small / "bad.ttl").write_text("<a> <b>", encoding="utf-8")
    with pytest.raises(RdfSyntaxError):
        store_with(small, [small / "bad.ttl"])
    (small / "gcm.nq").write_text("no statement\n", encoding="utf-8")
    with pytest.raises(BrokenReleaseError, match=r"gcm\.nq"):
        store_with(small, [])
    with pytest.raises(BrokenReleaseError):
        store_with(tmp_path / "nowhere", [])
