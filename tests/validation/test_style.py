"""The ontology is held against its style guide wherever a release is made or checked."""

from __future__ import annotations

import pytest

from gcm_graph.ontology_files import ontology_source
from gcm_graph.release_files import published_shapes
from gcm_graph.validation import Engine, InvalidShapesError
from gcm_graph.validation.style import StyledOntology, style_report
from gcm_graph.validation.worker import Worker

SHAPES = b"""
@prefix ex: <http://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
ex:Person a sh:NodeShape ; sh:targetClass ex:Person ; sh:property ex:Person-name .
ex:Person-name a sh:PropertyShape ; sh:path ex:name ; sh:minCount 1 ;
  sh:message "A person has a name. Give it one."@en .
"""
NAMELESS = b"<http://example.org/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://example.org/Person> .\n"
LABELS = b'"Guiding principle"@en, "Principe directeur"@fr, "Principio rector"@es'


@pytest.fixture(scope="module")
def style() -> bytes:
    """Return the shapes of the style guide as published."""
    return published_shapes("ontology.ttl")


@pytest.fixture(scope="module")
def mislabelled() -> bytes:
    """Return the ontology with one class whose three labels gave way to one, in lower case."""
    ontology = ontology_source()
    assert ontology.count(LABELS) == 1
    return ontology.replace(LABELS, b'"guiding principle"@en')


def test_the_ontology_follows_its_style_guide(style):
    """All modules together, with the version of the release."""
    assert style_report(StyledOntology(ontology_source(), style)).results == ()


@pytest.mark.parametrize("engine", Engine)
def test_a_class_needs_labels_in_three_languages(mislabelled, style, engine):
    """Both engines find the class, and nothing else."""
    results = style_report(StyledOntology(mislabelled, style), engine=engine).results
    assert {each.focus_node for each in results} == {"https://w3id.org/gcm/ontology#GuidingPrinciple"}
    assert len(results) >= 2


def test_faulty_shapes_of_the_style_guide_are_refused(style):
    """A shape that an engine would pass over in silence is an error."""
    faulty = style.replace(b"sh:minCount", b"sh:minCuont", 1)
    with pytest.raises(InvalidShapesError, match=r"ontology\.ttl"):
        style_report(StyledOntology(ontology_source(), faulty))


def test_the_report_on_the_data_has_the_results_on_the_ontology(mislabelled, style):
    """The process that validates beside the build tells of both."""
    with Worker(SHAPES, SHAPES, StyledOntology(mislabelled, style)) as process:
        process.begin(NAMELESS)
        found = {each.focus_node for each in process.report().results}
    assert found == {"http://example.org/a", "https://w3id.org/gcm/ontology#GuidingPrinciple"}
