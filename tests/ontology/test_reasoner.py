"""The ontology is consistent and each of its classes can have members, as HermiT judges. It needs Java."""

from __future__ import annotations

import io
import shutil

import pytest
from pyoxigraph import RdfFormat, serialize

from gcm_graph import ontology_files
from gcm_graph.namespaces import GCM, ONTOLOGY

INCONSISTENT = None

pytestmark = pytest.mark.skipif(
    shutil.which("java") is None, reason="HermiT did not judge the ontology: there is no Java on this machine"
)


def unsatisfiable(triples):
    """Return the IRIs of the classes that can have no members, or INCONSISTENT.

    Each call has a world of its own, so that nothing is left of the call before it.
    """
    import owlready2

    world = owlready2.World()
    data = io.BytesIO(serialize(triples, format=RdfFormat.N_TRIPLES))
    world.get_ontology(ONTOLOGY + "#").load(fileobj=data, format="ntriples")
    try:
        owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return INCONSISTENT
    return {found.iri for found in world.inconsistent_classes()} - {owlready2.Nothing.iri}


def test_the_ontology_is_consistent_and_every_class_can_have_members(published):
    """HermiT finds no contradiction and no unsatisfiable class in the whole, vocabularies included."""
    assert unsatisfiable(published) == set()


@pytest.mark.parametrize("module", ontology_files.MODULES)
def test_each_module_with_the_core_is_consistent(modules, module):
    """Who takes the core and one module has an ontology without contradictions and unsatisfiable classes."""
    assert unsatisfiable([*modules[ontology_files.CORE], *modules[module]]) == set()


def test_an_inconsistency_is_noticed(ontology, fixture):
    """A thing of two kinds that exclude each other makes the ontology inconsistent."""
    assert unsatisfiable([*ontology, *fixture("reasoner/inconsistent.ttl")]) is INCONSISTENT


def test_an_unsatisfiable_class_is_noticed(ontology, fixture):
    """A class below two kinds that exclude each other can have no members."""
    assert unsatisfiable([*ontology, *fixture("reasoner/unsatisfiable.ttl")]) == {f"{GCM}Nonsense"}
