"""The published JSON-LD context has a name for every term of the ontology, and no name for a term that is none."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import NamedNode

from gcm_graph import resources
from gcm_graph.namespaces import GCM, PREFIXES
from gcm_graph.publishing.jsonld_context import PLAIN, RESOURCE, Context

OWL = PREFIXES["owl"]
TYPE = NamedNode(PREFIXES["rdf"] + "type")
RANGE = NamedNode(PREFIXES["rdfs"] + "range")


@pytest.fixture(scope="module")
def context():
    """Return the context as the writer of JSON-LD reads it."""
    return Context(json.loads((resources.ontology_folder() / "gcm.context.jsonld").read_bytes()))


@pytest.fixture(scope="module")
def kinds(ontology):
    """Return the kind of each term of ours: Class, ObjectProperty, DatatypeProperty or AnnotationProperty."""
    return {
        triple.subject.value: triple.object.value.removeprefix(OWL)
        for triple in ontology
        if triple.predicate == TYPE and getattr(triple.subject, "value", "").startswith(GCM)
    }


def test_every_term_has_a_name(context, kinds):
    """A term that the context lacks would be written in another way than its neighbours."""
    assert set(kinds) == {iri for iri in context.vocabulary if iri.startswith(GCM)}


def test_values_are_written_as_the_ontology_types_them(context, kinds, ontology):
    """An object property is written with resources, an integer with integers, a string with plain strings."""
    ranges = {triple.subject.value: triple.object.value for triple in ontology if triple.predicate == RANGE}
    xsd = PREFIXES["xsd"]
    for iri, kind in kinds.items():
        if kind == "ObjectProperty":
            assert context.term(iri, RESOURCE), iri
        elif ranges.get(iri) == f"{xsd}integer":
            assert context.term(iri, f"{xsd}integer"), iri
        elif ranges.get(iri) == f"{xsd}string":
            assert context.term(iri, PLAIN), iri
