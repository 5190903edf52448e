"""Equality and difference: OWL 2 Profiles, section 4.3, Table 4, from which the expected triples are read."""

from __future__ import annotations

import pytest

A = "<https://w3id.org/gcm/a>"
B = "<https://w3id.org/gcm/b>"
C = "<https://w3id.org/gcm/c>"

ENTAILMENTS = [
    pytest.param("", ":a owl:sameAs :b . :a gcm:p :x .", ":b gcm:p :x .", id="eq-rep-s"),
    pytest.param("", ":a owl:sameAs :b . :b gcm:p :x .", ":a gcm:p :x .", id="eq-sym"),
    pytest.param("", ":a owl:sameAs :b . :x gcm:p :a .", ":x gcm:p :b .", id="eq-rep-o"),
    pytest.param("", "gcm:p owl:sameAs gcm:q . :x gcm:p :y .", ":x gcm:q :y .", id="eq-rep-p"),
    pytest.param(
        "",
        ":a owl:sameAs :b . :b owl:sameAs :c . :a gcm:p :x .",
        ":b gcm:p :x . :c gcm:p :x .",
        id="eq-trans",
    ),
    pytest.param("", ":a owl:sameAs :b .", "", id="equality-itself-is-not-published"),
    pytest.param(
        "gcm:p a owl:FunctionalProperty ; rdfs:domain gcm:C .",
        ':a gcm:p :b, :c . :b gcm:text "x"@en . :d gcm:q :c .',
        ':a a gcm:C . :c gcm:text "x"@en . :d gcm:q :b .',
        id="equality-of-what-no-rule-mentions",
    ),
    pytest.param(
        "[ owl:oneOf (:a) ] rdfs:subClassOf gcm:C .",
        ":a owl:sameAs :b .",
        ":a a gcm:C . :b a gcm:C .",
        id="one-of-equals",
    ),
    pytest.param("", ":a owl:differentFrom :b .", "", id="eq-diff1-kept"),
    pytest.param("[] a owl:AllDifferent ; owl:members (:a :b) .", ":a owl:sameAs :c .", "", id="eq-diff2-kept"),
]

CONTRADICTIONS = [
    pytest.param(
        "",
        ":a owl:sameAs :b . :a owl:differentFrom :b .",
        ("eq-diff1", f"{A} owl:differentFrom {B}", [A, B]),
        id="eq-diff1",
    ),
    pytest.param("", ":a owl:differentFrom :a .", ("eq-diff1", f"{A} owl:differentFrom {A}", []), id="eq-diff1-itself"),
    pytest.param(
        "[] a owl:AllDifferent ; owl:members (:a :b :c) .",
        ":b owl:sameAs :c .",
        ("eq-diff2", f"owl:AllDifferent ({A} {B} {C})", [B, C]),
        id="eq-diff2",
    ),
    pytest.param(
        "[] a owl:AllDifferent ; owl:distinctMembers (:a :b :c) . gcm:p a owl:FunctionalProperty .",
        ":x gcm:p :c, :a .",
        ("eq-diff3", f"owl:AllDifferent ({A} {B} {C})", [A, C]),
        id="eq-diff3",
    ),
]


@pytest.mark.parametrize(("ontology", "data", "expected"), ENTAILMENTS)
def test_equality_entails(entails, ontology, data, expected):
    """What holds of one thing holds of all that equal it, and nothing more follows, with both engines."""
    entails(ontology, data, expected)


@pytest.mark.parametrize(("ontology", "data", "expected"), CONTRADICTIONS)
def test_equals_that_differ_are_refused(contradiction, ontology, data, expected):
    """Things that are equal and differ are refused, naming the rule, the axiom and the individuals."""
    error = contradiction(ontology, data)
    assert (error.rule, error.axiom, list(error.individuals)) == expected
