"""What follows from the published graph itself. That owlrl infers the same, the build with the slow engines shows."""

from __future__ import annotations

import pytest

from gcm_graph.dataset import describe, read_content
from gcm_graph.namespaces import GCM
from gcm_graph.reading import open_source, read_resolution
from gcm_graph.reasoning import infer


@pytest.fixture(scope="module")
def asserted():
    """Return everything that is stated, and the axioms."""
    return describe(read_content(read_resolution(open_source("a-res-73-195"))))


@pytest.fixture(scope="module")
def ontology(asserted):
    """Return the axioms: the ontology as published, and the alignments that are axioms."""
    return asserted.axioms


@pytest.fixture(scope="module")
def quads(asserted):
    """Return all asserted quads."""
    return asserted.quads()


def test_every_objective_action_and_principle_is_an_index_term(quads, ontology):
    """The 23 objectives, 187 actions and 10 principles are concepts: asserted or inferred, none is left out."""
    rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    triples = {quad.triple for quad in quads} | set(infer(quads, ontology))
    members: dict[str, set[str]] = {}
    for triple in triples:
        if triple.predicate.value == rdf_type:
            members.setdefault(triple.object.value, set()).add(triple.subject.value)
    kinds = [members[GCM + kind] for kind in ("Objective", "Action", "GuidingPrinciple")]
    assert [len(kind) for kind in kinds] == [23, 187, 10]
    concepts = members["http://www.w3.org/2004/02/skos/core#Concept"]
    assert all(kind <= concepts for kind in kinds)
