"""Which classes exclude one another is read from the lists of an ontology, and told of each class."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, parse

from gcm_graph.disjoint_classes import DisjointClasses, Exclusion, disjoint_classes
from gcm_graph.namespaces import GCM
from gcm_graph.ontology_files import ontology_source, ontology_triples

SMALL = """
@prefix : <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:Oak rdfs:subClassOf :Tree . :Tree rdfs:subClassOf :Plant . :Tree rdfs:subClassOf [ a owl:Restriction ] .
[] a owl:AllDisjointClasses ; owl:members ( :Oak :Elm ) .
[] a owl:AllDisjointClasses ; owl:members ( :Plant :Animal ) .
[] a owl:AllDisjointClasses ; owl:members ( :Plant :Animal :Stone :Elm ) .
"""


def named(*names: str) -> tuple[str, ...]:
    """Return the IRIs of names."""
    return tuple(f"https://example.org/{name}" for name in names)


@pytest.fixture
def small() -> DisjointClasses:
    """Return what the small ontology says."""
    return disjoint_classes(quad.triple for quad in parse(SMALL, format=RdfFormat.TURTLE))


def test_a_list_within_another_is_left_out(small):
    """It says nothing that the longer one does not say."""
    assert small.lists == (named("Oak", "Elm"), named("Plant", "Animal", "Stone", "Elm"))


def test_what_excludes_a_class_excludes_the_narrower_ones(small):
    """It is told under the class of which it is stated, and once."""
    oak, plant = named("Oak", "Plant")
    assert small.of(oak) == (Exclusion(oak, named("Elm")), Exclusion(plant, named("Animal", "Stone")))
    assert small.of("https://example.org/Stone") == (Exclusion(*named("Stone"), named("Plant", "Animal", "Elm")),)
    assert small.of("https://example.org/Cloud") == ()


def test_a_pledge_is_no_commitment():
    """In our ontology a record is no provision, and what is stated of all kinds is told of each."""
    found = disjoint_classes(ontology_triples(ontology_source()))
    own, of_records = found.of(f"{GCM}Pledge")
    assert {each.removeprefix(GCM) for each in own.classes} == {
        "NationalImplementationPlan",
        "ImplementationMeasure",
        "VoluntaryReview",
    }
    assert of_records.by == f"{GCM}Record"
    assert f"{GCM}Provision" in of_records.classes
