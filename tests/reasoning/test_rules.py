"""Rules as data: named, cited and readable without an engine."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Variable

from gcm_graph.namespaces import GCM
from gcm_graph.reasoning import EQUALITY_RULES, Pattern, compile_rules

TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def gcm(name: str) -> NamedNode:
    """Return a term of the ontology."""
    return NamedNode(GCM + name)


def test_a_rule_says_what_it_demands_and_concludes(read):
    """A compiled rule has the specification's name and clause, the axiom in words, and its patterns in RDF terms."""
    (found,) = (
        rule for rule in compile_rules(read("gcm:r owl:propertyChainAxiom (gcm:p gcm:q) .")) if rule.name == "prp-spo2"
    )
    first, second, third = (Variable(f"u{number}") for number in range(3))
    assert found.clause == "OWL 2 Profiles, section 4.3, Table 5 (The Semantics of Axioms about Properties)"
    assert found.axiom == "gcm:r owl:propertyChainAxiom (gcm:p gcm:q)"
    assert found.body == (Pattern(first, gcm("p"), second), Pattern(second, gcm("q"), third))
    assert found.head == Pattern(first, gcm("r"), third)
    assert found.participants() == (first, second, third)


@pytest.mark.parametrize(
    ("ontology", "tables"),
    [
        ("gcm:C rdfs:subClassOf gcm:D .", {"cax-sco": "Table 7", "cls-nothing2": "Table 6"}),
        ("gcm:C owl:hasKey (gcm:p) .", {"prp-key": "Table 5", "cls-nothing2": "Table 6"}),
        (":a owl:differentFrom :b .", {"eq-diff1": "Table 4", "cls-nothing2": "Table 6"}),
    ],
)
def test_rules_cite_their_table(read, ontology, tables):
    """Each rule cites the table of section 4.3 that defines it; nothing is compiled but what the axioms ask for."""
    compiled = {rule.name: rule.clause for rule in compile_rules(read(ontology))}
    assert compiled.keys() == tables.keys()
    assert all(tables[name] in clause for name, clause in compiled.items())


def test_a_contradiction_has_no_head(read):
    """A rule whose body must not be found has no head; only individuals take part in it, not classes."""
    (found,) = (rule for rule in compile_rules(read("gcm:C owl:disjointWith gcm:D .")) if rule.name == "cax-dw")
    assert found.head is None
    assert found.body == (Pattern(Variable("x"), TYPE, gcm("C")), Pattern(Variable("x"), TYPE, gcm("D")))
    assert found.participants() == (Variable("x"),)


def test_the_order_of_rules_is_that_of_the_axioms_sorted(read):
    """The rules come in one order, whatever order the axioms come in."""
    ontology = read("gcm:C rdfs:subClassOf gcm:E, gcm:D . gcm:p rdfs:domain gcm:C ; rdfs:range gcm:D .")
    assert compile_rules(ontology) == compile_rules(ontology[::-1])


def test_equality_needs_no_axiom():
    """The rules of equality hold without an axiom."""
    assert [rule.name for rule in EQUALITY_RULES] == ["eq-sym", "eq-rep-s", "eq-rep-p", "eq-rep-o"]
    assert all(not rule.axiom and rule.head for rule in EQUALITY_RULES)
