"""The ontology is within OWL 2 DL and OWL 2 RL at once, as a whole and module by module, as py-horned-owl judges."""

from __future__ import annotations

from pathlib import Path

import pyhornedowl
import pytest
from pyhornedowl.profile import check_profile
from pyoxigraph import RdfFormat, serialize

from gcm_graph import ontology_files
from gcm_graph.reasoning import compile_rules

FIXTURES = sorted((Path(__file__).parent / "profile").glob("*.ttl"))
PROFILES = ("DL", "RL")


@pytest.fixture
def report(tmp_path):
    """Return the function from triples and a profile to the report on them."""

    def check(triples, profile):
        file = tmp_path / "ontology.ttl"
        file.write_bytes(serialize(triples, format=RdfFormat.TURTLE))
        return check_profile(pyhornedowl.open_ontology_from_file(str(file)), profile)

    return check


@pytest.mark.parametrize("profile", PROFILES)
def test_the_ontology_is_in_the_profile(published, report, profile):
    """All modules together, with the vocabularies, are OWL 2 DL and OWL 2 RL."""
    found = report(published, profile)
    assert found.conformant, [violation.message for violation in found.violations]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("module", ontology_files.MODULES)
def test_each_module_with_the_core_is_in_the_profile(modules, report, module, profile):
    """Who takes the core and one module has an ontology of the profile, with every term declared."""
    found = report([*modules[ontology_files.CORE], *modules[module]], profile)
    assert found.conformant, [violation.message for violation in found.violations]


@pytest.mark.parametrize("file", FIXTURES, ids=lambda file: file.stem)
def test_an_axiom_outside_the_profile_is_noticed(published, report, fixture, file):
    """The axiom of the fixture takes the ontology out of the profile that its name begins with."""
    profile = file.stem.partition("-")[0].upper()
    assert not report([*published, *fixture(f"profile/{file.name}")], profile).conformant


def test_there_are_fixtures_for_each_profile():
    """Each profile has an axiom that is noticed."""
    assert {file.stem.partition("-")[0].upper() for file in FIXTURES} == set(PROFILES)


@pytest.mark.parametrize("module", ontology_files.MODULES)
def test_each_module_with_the_core_compiles_to_rules(modules, module):
    """The project's own reasoner takes the core and one module."""
    assert compile_rules([*modules[ontology_files.CORE], *modules[module]])


def test_the_checker_reads_what_it_is_given(published, tmp_path):
    """Py-horned-owl drops in silence what it does not read: of these axioms it reads each.

    It does not read owl:AllDisjointClasses; those are compiled by the rules and put to HermiT in other tests.
    """
    file = tmp_path / "ontology.ttl"
    file.write_bytes(serialize(published, format=RdfFormat.TURTLE))
    axioms = [type(entry.component).__name__ for entry in pyhornedowl.open_ontology_from_file(str(file)).get_axioms()]
    text = serialize(published, format=RdfFormat.N_TRIPLES).decode()
    assert axioms.count("SubObjectPropertyOf") == text.count("#subPropertyOf>") + text.count("#propertyChainAxiom>") > 0
    assert axioms.count("SubClassOf") == text.count("#subClassOf>") > 0
    ranges = ("ObjectPropertyRange", "DataPropertyRange", "AnnotationPropertyRange")
    assert sum(map(axioms.count, ranges)) == text.count("rdf-schema#range>") > 0
    domains = ("ObjectPropertyDomain", "DataPropertyDomain")
    assert sum(map(axioms.count, domains)) == text.count("rdf-schema#domain>") > 0
