"""The door for Python: a release in rdflib, and rows for pandas."""

from __future__ import annotations

import socket

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse

import gcm_graph
from gcm_graph.door import NoRowsError
from gcm_graph.querying import QueryFailedError, QuerySyntaxError
from gcm_graph.release_folder import BrokenReleaseError, NoReleaseError

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib about its own code

GCM = rdflib.Namespace("https://w3id.org/gcm/ontology#")
ACTION = rdflib.URIRef("https://w3id.org/gcm/objective/11/action/b")


@pytest.fixture(autouse=True)
def at_home(monkeypatch, home, release):
    """Run each test beside a release, without the project's variables."""
    assert release == home / "build"
    monkeypatch.chdir(home)
    monkeypatch.delenv("GCM_RELEASE", raising=False)


@pytest.fixture(scope="module")
def dataset(release) -> rdflib.Dataset:
    """Return the release in rdflib."""
    return gcm_graph.load(release)


# A release in rdflib


def test_load_has_every_named_graph(dataset, release):
    """Each graph of the dump is a graph of the dataset, with as many statements."""
    sizes: dict[str, int] = {}
    for quad in parse(path=release / "gcm.nq", format=RdfFormat.N_QUADS):
        sizes[quad.graph_name.value] = sizes.get(quad.graph_name.value, 0) + 1
    loaded = {str(graph.identifier): len(graph) for graph in dataset.graphs() if len(graph)}
    assert loaded == sizes


def test_load_shows_plain_patterns_the_merge(dataset, release):
    """A pattern or query that names no graph sees the statements of all, each once."""
    triples = list(dataset.triples((None, None, None)))
    assert len(triples) == len(set(triples)) == len((release / "gcm.nq").read_bytes().splitlines())
    (row,) = dataset.query(
        "SELECT (COUNT(*) AS ?n) { ?objective a gcm:Objective ; skos:prefLabel ?label FILTER (LANG(?label) = 'en') }"
    )
    assert int(row.n) == 23  # the class stands in the graph `text`, the label in `vocabulary`


def test_load_keeps_words_and_languages(dataset):
    """A unit's words are an English literal, its citation a plain string, its page a number."""
    text = dataset.value(ACTION, GCM.text)
    assert text.startswith("Establish appropriate structures and mechanisms")
    assert text.language == "en"
    assert str(dataset.value(ACTION, GCM.citation)) == "27(b)"
    assert dataset.value(ACTION, GCM.firstPage).toPython() == 20


def test_load_binds_the_prefixes(dataset):
    """The project's prefixes need no declaration in rdflib either."""
    assert dict(dataset.namespaces())["gcm"] == rdflib.URIRef(str(GCM))


def test_load_takes_the_release_of_the_folder(release, monkeypatch, tmp_path):
    """Without an argument it is ./build, or what the variable names; an argument goes before both."""
    (tmp_path / "build" / "store").mkdir(parents=True)
    statement = '<urn:s> <urn:p> "here" <urn:g> .\n'
    (tmp_path / "build" / "gcm.nq").write_text(statement, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert [str(value) for value in gcm_graph.load().objects()] == ["here"]
    monkeypatch.chdir(release)
    monkeypatch.setenv("GCM_RELEASE", str(tmp_path / "build"))
    assert [str(value) for value in gcm_graph.load().objects()] == ["here"]
    monkeypatch.setenv("GCM_RELEASE", str(tmp_path / "nowhere"))
    assert [str(value) for value in gcm_graph.load(tmp_path / "build").objects()] == ["here"]


@pytest.mark.parametrize("dump", [None, "garbage\n", "<urn:s> <urn:p> .\n"])
def test_load_of_a_broken_release_is_named(tmp_path, dump):
    """A dump that is missing or does not parse gives a named error with the file."""
    (tmp_path / "store").mkdir()
    if dump is not None:
        (tmp_path / "gcm.nq").write_text(dump, encoding="utf-8")
    with pytest.raises(BrokenReleaseError, match=r"gcm\.nq"):
        gcm_graph.load(tmp_path)


@pytest.mark.parametrize("door", [gcm_graph.load, lambda place: gcm_graph.query("ASK {}", place)])
def test_no_release_is_named(tmp_path, door):
    """A folder without a release gives a named error that says how to make one."""
    with pytest.raises(NoReleaseError, match=str(tmp_path)) as caught:
        door(tmp_path)
    assert "gcm build" in caught.value.hint


# Rows


def test_query_returns_a_dict_a_row():
    """Rows come in the order of the query, as dicts by variable: what pandas.DataFrame takes."""
    rows = gcm_graph.query(
        "SELECT ?letter ?page { <https://w3id.org/gcm/objective/22> gcm:hasAction ?action . "
        "?action gcm:letter ?letter ; gcm:firstPage ?page } ORDER BY DESC(?letter)"
    )
    assert [row["letter"] for row in rows] == ["c", "b", "a"]
    assert all(list(row) == ["letter", "page"] and isinstance(row["page"], int) for row in rows)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("12", 12),
        ("-3", -3),
        ('"7"^^xsd:nonNegativeInteger', 7),
        ('"8"^^xsd:unsignedByte', 8),
        ("1.5", 1.5),
        ("2.5e0", 2.5),
        ("true", True),
        ('"0"^^xsd:boolean', False),
        ('"words"', "words"),
        ('"Wörter"@de', "Wörter"),
        ('"2018-12-19"^^xsd:date', "2018-12-19"),
        ("gcm:text", "https://w3id.org/gcm/ontology#text"),
        ("?unbound", None),
    ],
)
def test_query_returns_values_of_python(term, expected):
    """Numbers and booleans become those of Python, other literals and IRIs text, an unbound variable None."""
    (row,) = gcm_graph.query(f"SELECT ?value {{ BIND ({term} AS ?value) }}")
    assert row == {"value": expected}
    assert type(row["value"]) is type(expected)


@pytest.mark.parametrize("term", ['"many"^^xsd:integer', '"perhaps"^^xsd:decimal', '"NaN"^^xsd:double'])
def test_query_survives_numbers_that_are_none(term):
    """A literal whose words are no number of its type stays text; NaN is the number that is none."""
    (row,) = gcm_graph.query(f"SELECT ?value {{ VALUES ?value {{ {term} }} }}")
    assert str(row["value"]).lower() in {"many", "perhaps", "nan"}


def test_query_without_rows_is_an_empty_list():
    """A query that nothing answers returns no row."""
    assert gcm_graph.query("SELECT ?x { ?x gcm:citation 'unicorn' }") == []


@pytest.mark.parametrize("sparql", ["ASK {}", "DESCRIBE gcm:text", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"])
def test_query_is_for_rows(sparql):
    """A query that gives a graph or a yes or no is refused with the way to it."""
    with pytest.raises(NoRowsError) as caught:
        gcm_graph.query(sparql)
    assert "load()" in caught.value.hint


def test_query_that_does_not_parse_is_named():
    """The error gives line and column."""
    with pytest.raises(QuerySyntaxError, match="line 1, column 12"):
        gcm_graph.query("SELECT ?x {")


def test_query_that_fails_is_named():
    """What goes wrong while rows are read is a named error as well: here nobody answers at the address."""
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))  # bound, but not listening
        port = reserved.getsockname()[1]
        with pytest.raises(QueryFailedError):
            gcm_graph.query(f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/sparql> {{ ?s ?p ?o }} }}")
