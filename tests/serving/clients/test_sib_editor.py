"""The questions with which SIB's sparql-editor and sparql-overview begin at an endpoint.

The editor sends each as `GET ?ac=1&query=…` from a page of another origin and wants SPARQL JSON results. The patterns
and the names of the variables here are those that its code reads; the layout of the queries is our own.
"""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from gcm_graph.namespaces import GCM, PREFIXES
from gcm_graph.saved_queries import saved_queries

HEAD = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX void-ext: <http://ldf.fi/void-ext#>
"""
EXAMPLES = """
SELECT DISTINCT ?sq ?comment ?query WHERE {
  ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select|sh:ask|sh:construct|sh:describe ?query .
} ORDER BY ?sq
"""
DECLARED_PREFIXES = """
SELECT DISTINCT ?prefix ?namespace WHERE { [] sh:namespace ?namespace ; sh:prefix ?prefix } ORDER BY ?prefix
"""
PARTITIONS = """
SELECT DISTINCT ?subjectClass ?prop ?objectClass ?objectDatatype WHERE {
  {
    ?cp void:class ?subjectClass ; void:propertyPartition ?pp .
    ?pp void:property ?prop .
    OPTIONAL {
      { ?pp void:classPartition [ void:class ?objectClass ] }
      UNION { ?pp void-ext:datatypePartition [ void-ext:datatype ?objectDatatype ] }
    }
  } UNION {
    ?ls void:subjectsTarget [ void:class ?subjectClass ] ; void:linkPredicate ?prop ;
      void:objectsTarget [ void:class ?objectClass ] .
  }
}
"""
PARTITIONS_WITH_LABELS = """
SELECT DISTINCT ?graph ?graphLabel ?subjectClass ?prop ?objectClass ?objectDatatype ?triples
  ?subjectClassLabel ?objectClassLabel ?subjectClassComment ?objectClassComment ?propLabel ?propComment
WHERE {
  {
    OPTIONAL {
      ?graph sd:graph ?graphDesc .
      OPTIONAL { ?graph rdfs:label ?graphLabel }
      ?graphDesc void:classPartition ?cp .
    }
    ?cp void:class ?subjectClass ; void:propertyPartition ?pp .
    OPTIONAL { ?subjectClass rdfs:label ?subjectClassLabel }
    OPTIONAL { ?subjectClass rdfs:comment ?subjectClassComment }
    ?pp void:property ?prop .
    OPTIONAL { ?pp void:triples ?triples }
    OPTIONAL { ?prop rdfs:label ?propLabel }
    OPTIONAL { ?prop rdfs:comment ?propComment }
    OPTIONAL {
      {
        ?pp void:classPartition [ void:class ?objectClass ] .
        OPTIONAL { ?objectClass rdfs:label ?objectClassLabel }
        OPTIONAL { ?objectClass rdfs:comment ?objectClassComment }
      } UNION { ?pp void-ext:datatypePartition [ void-ext:datatype ?objectDatatype ] }
    }
  } UNION {
    ?linkset void:subjectsTarget [ void:class ?subjectClass ] ; void:linkPredicate ?prop ;
      void:objectsTarget [ void:class ?objectClass ] .
  }
} ORDER BY ?subjectClass ?objectClass ?objectDatatype ?graph ?triples
"""
CLASSES = "SELECT DISTINCT ?cls WHERE { [] a ?cls . }"
PREDICATES = "SELECT DISTINCT ?pred WHERE { [] ?pred [] . }"

Row = dict[str, str]


@pytest.fixture(scope="module")
def ask(served):
    """Return a function that sends a query as the editor does, within its five seconds, and returns the rows."""

    def send(query: str) -> list[Row]:
        answer = httpx.get(
            f"{served.url}/sparql",
            params={"ac": "1", "query": query},
            headers={"Accept": "application/sparql-results+json", "Origin": "https://sib-swiss.github.io"},
            timeout=5,
        )
        assert answer.status_code == 200, answer.text
        assert answer.headers["access-control-allow-origin"] == "*"
        bindings: list[dict[str, Any]] = answer.json()["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in bindings]

    return send


def test_examples_are_the_saved_queries(ask):
    """Each saved query is an example with its question."""
    rows = ask(HEAD + EXAMPLES)
    assert {row["comment"] for row in rows} == {query.question for query in saved_queries()}
    assert len(rows) == len(saved_queries())


def test_examples_run_with_the_declared_prefixes(ask):
    """An example runs as the editor fills it in: with the prefixes of the endpoint before it."""
    prefixes = {row["prefix"]: row["namespace"] for row in ask(HEAD + DECLARED_PREFIXES)}
    head = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in prefixes.items())
    for row in ask(HEAD + EXAMPLES):
        assert ask(head + row["query"]), row["sq"]


def test_prefixes_are_declared(ask):
    """The prefixes are ours, each once."""
    rows = ask(HEAD + DECLARED_PREFIXES)
    assert {row["prefix"]: row["namespace"] for row in rows} == dict(PREFIXES)
    assert len(rows) == len(PREFIXES)


@pytest.mark.parametrize("query", [PARTITIONS, PARTITIONS_WITH_LABELS], ids=["partitions", "with labels"])
def test_classes_have_their_properties(ask, query):
    """The VoID partitions tell which properties the instances of a class have, in either form of the question."""
    rows = ask(HEAD + query)
    properties = {row["prop"] for row in rows if row["subjectClass"] == f"{GCM}Action"}
    assert {f"{GCM}citation", f"{GCM}text", f"{GCM}citesInstrument"} <= properties
    assert f"{GCM}hasAction" not in properties  # objectives have it


@pytest.mark.parametrize("query", [PARTITIONS, PARTITIONS_WITH_LABELS], ids=["partitions", "with labels"])
def test_properties_have_the_classes_of_their_values(ask, query):
    """The partitions tell of what class the values of a property are, by which the editor draws the classes."""
    rows = ask(HEAD + query)
    actions = [row for row in rows if row["subjectClass"] == f"{GCM}Action"]
    assert {row["objectClass"] for row in actions if row["prop"] == f"{GCM}reflectsPrinciple"} == {
        f"{GCM}GuidingPrinciple"
    }
    assert f"{GCM}Treaty" in {row["objectClass"] for row in actions if row["prop"] == f"{GCM}citesInstrument"}
    assert all("objectClass" not in row for row in actions if row["prop"] == f"{GCM}text")


def test_classes_of_others_have_their_properties(ask):
    """A class of another vocabulary that holds things of no class of ours has its properties too: annotations."""
    rows = ask(HEAD + PARTITIONS)
    annotations = {
        (row["prop"], row.get("objectClass")) for row in rows if row["subjectClass"] == f"{PREFIXES['oa']}Annotation"
    }
    assert (f"{PREFIXES['oa']}hasTarget", f"{PREFIXES['oa']}SpecificResource") in annotations
    assert (f"{PREFIXES['oa']}hasBody", f"{GCM}GuidingPrinciple") in annotations


def test_partitions_count_their_statements(ask):
    """Each of the 187 actions has one text: the partition has as many statements."""
    rows = ask(HEAD + PARTITIONS_WITH_LABELS)
    texts = [row for row in rows if row["subjectClass"] == f"{GCM}Action" and row["prop"] == f"{GCM}text"]
    assert {row["triples"] for row in texts} == {"187"}


def test_classes_and_predicates_can_be_listed(ask):
    """What the editor asks where it finds no VoID is answered too."""
    assert f"{GCM}Objective" in {row["cls"] for row in ask(CLASSES)}
    assert f"{GCM}hasAction" in {row["pred"] for row in ask(PREDICATES)}
