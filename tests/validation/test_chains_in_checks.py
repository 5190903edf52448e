"""The checks that name the property chains of the ontology name all of them, and no others."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from gcm_graph import resources
from gcm_graph.namespaces import GCM, PREFIXES
from gcm_graph.ontology_files import ontology_triples, published_ontology

_ROW = re.compile(r"^ +\(gcm:(\w+) gcm:(\w+) gcm:(\w+)\)$", re.MULTILINE)


@pytest.fixture(scope="module")
def chains():
    """Return the two links of each chain and the property that follows, as the ontology has them."""
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in ontology_triples(published_ontology()))
    query = """
        SELECT ?first ?second ?property
        WHERE { ?property owl:propertyChainAxiom ( ?first ?second ) }
    """
    solutions = store.query(query, prefixes=dict(PREFIXES))
    return {tuple(solution[name].value.removeprefix(GCM) for name in range(3)) for solution in solutions}


@pytest.mark.parametrize("check", ["inferred-follows", "what-follows-is-inferred"])
def test_the_chains_of_a_check_are_those_of_the_ontology(check, chains):
    """A chain that is added to the ontology, or taken away, is so in the check too."""
    text = (resources.shapes_folder() / "checks" / f"{check}.rq").read_text(encoding="utf-8")
    assert set(_ROW.findall(text)) == chains
    assert len(chains) == 14
