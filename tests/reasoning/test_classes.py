"""Class expressions and class axioms: OWL 2 Profiles, section 4.3, Tables 6 and 7, from which the triples are read."""

from __future__ import annotations

import pytest

A = "<https://w3id.org/gcm/a>"
B = "<https://w3id.org/gcm/b>"
NONE = '"0"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>'
ONE = '"1"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>'
AT_MOST = f"owl:maxQualifiedCardinality {NONE}"

ENTAILMENTS = [
    pytest.param("gcm:C rdfs:subClassOf gcm:D .", ":a a gcm:C . :b a gcm:D .", ":a a gcm:D .", id="cax-sco"),
    pytest.param(
        "gcm:C rdfs:subClassOf gcm:D . gcm:D rdfs:subClassOf gcm:E , skos:Concept .",
        ":a a gcm:C .",
        ":a a gcm:D, gcm:E, skos:Concept .",
        id="cax-sco-twice",
    ),
    pytest.param("gcm:C owl:equivalentClass gcm:D .", ":a a gcm:C .", ":a a gcm:D .", id="cax-eqc1"),
    pytest.param("gcm:C owl:equivalentClass gcm:D .", ":a a gcm:D .", ":a a gcm:C .", id="cax-eqc2"),
    pytest.param(
        "gcm:E owl:equivalentClass [ owl:intersectionOf (gcm:C gcm:D) ] .",
        ":a a gcm:C, gcm:D . :b a gcm:C .",
        ":a a gcm:E .",
        id="cls-int1",
    ),
    pytest.param(
        "gcm:E owl:equivalentClass [ owl:intersectionOf (gcm:C gcm:D) ] .",
        ":a a gcm:E .",
        ":a a gcm:C, gcm:D .",
        id="cls-int2",
    ),
    pytest.param(
        "gcm:E owl:intersectionOf (gcm:C gcm:D) .", ":a a gcm:C, gcm:D .", ":a a gcm:E .", id="cls-int1-named"
    ),
    pytest.param(
        "[ owl:unionOf (gcm:C gcm:D) ] rdfs:subClassOf gcm:E .",
        ":a a gcm:C . :b a gcm:D . :c a gcm:E .",
        ":a a gcm:E . :b a gcm:E .",
        id="cls-uni",
    ),
    pytest.param("[ owl:oneOf (:a :b) ] rdfs:subClassOf gcm:C .", "", ":a a gcm:C . :b a gcm:C .", id="cls-oo"),
    pytest.param(
        "[ owl:onProperty gcm:p ; owl:someValuesFrom gcm:C ] rdfs:subClassOf gcm:D .",
        ":a gcm:p :b . :b a gcm:C . :c gcm:p :d . :e gcm:q :b .",
        ":a a gcm:D .",
        id="cls-svf1",
    ),
    pytest.param(
        "[ owl:onProperty gcm:p ; owl:someValuesFrom owl:Thing ] rdfs:subClassOf gcm:D .",
        ":a gcm:p :b . :c gcm:q :d .",
        ":a a gcm:D .",
        id="cls-svf2",
    ),
    pytest.param(
        "[ owl:onProperty [ owl:inverseOf gcm:p ] ; owl:someValuesFrom owl:Thing ] rdfs:subClassOf gcm:D .",
        ":a gcm:p :b .",
        ":b a gcm:D .",
        id="cls-svf2-inverse",
    ),
    pytest.param(
        "gcm:C rdfs:subClassOf [ owl:onProperty gcm:p ; owl:allValuesFrom gcm:D ] .",
        ":a a gcm:C ; gcm:p :b ; gcm:q :c . :d gcm:p :e .",
        ":b a gcm:D .",
        id="cls-avf",
    ),
    pytest.param(
        "gcm:C rdfs:subClassOf [ owl:onProperty gcm:p ; owl:hasValue :x ] .",
        ":a a gcm:C . :b gcm:p :x .",
        ":a gcm:p :x .",
        id="cls-hv1",
    ),
    pytest.param(
        "[ owl:onProperty gcm:p ; owl:hasValue :x ] rdfs:subClassOf gcm:C .",
        ":a gcm:p :x . :b gcm:p :y .",
        ":a a gcm:C .",
        id="cls-hv2",
    ),
    pytest.param(
        'gcm:C owl:equivalentClass [ owl:onProperty gcm:p ; owl:hasValue "x"@en ] .',
        ':a a gcm:C . :b gcm:p "x"@en . :c gcm:p "x" .',
        ':a gcm:p "x"@en . :b a gcm:C .',
        id="cls-hv-literal",
    ),
    pytest.param(
        f"gcm:C rdfs:subClassOf [ owl:onProperty gcm:p ; owl:maxCardinality {ONE} ] .",
        ":a a gcm:C ; gcm:p :b, :c . :b gcm:q :d . :e gcm:p :f, :g . :f gcm:q :h .",
        ":c gcm:q :d .",
        id="cls-maxc2",
    ),
    pytest.param(
        f"gcm:C rdfs:subClassOf [ owl:onProperty gcm:p ; owl:onClass gcm:D ; owl:maxQualifiedCardinality {ONE} ] .",
        ":a a gcm:C ; gcm:p :b, :c, :d . :b a gcm:D ; gcm:q :x . :c a gcm:D .",
        ":c gcm:q :x .",
        id="cls-maxqc3",
    ),
    pytest.param(
        f"gcm:C rdfs:subClassOf [ owl:onProperty gcm:p ; owl:onClass owl:Thing ; owl:maxQualifiedCardinality {ONE} ] .",
        ":a a gcm:C ; gcm:p :b, :c . :b gcm:q :x .",
        ":c gcm:q :x .",
        id="cls-maxqc4",
    ),
    pytest.param("gcm:C owl:disjointWith gcm:D .", ":a a gcm:C . :b a gcm:D .", "", id="cax-dw-kept"),
    pytest.param(
        "[] a owl:AllDisjointClasses ; owl:members (gcm:C gcm:D) .", ":a a gcm:C . :b a gcm:D .", "", id="cax-adc-kept"
    ),
    pytest.param(
        "gcm:C rdfs:subClassOf [ owl:complementOf gcm:D ] .", ":a a gcm:C . :b a gcm:D .", "", id="cls-com-kept"
    ),
    pytest.param(
        "gcm:C rdfs:subClassOf owl:Thing . gcm:p rdfs:range rdfs:Resource .", ":a a gcm:C ; gcm:p :b .", "", id="thing"
    ),
]

CONTRADICTIONS = [
    pytest.param(
        "gcm:C owl:disjointWith gcm:D .",
        ":a a gcm:C, gcm:D .",
        ("cax-dw", "gcm:C owl:disjointWith gcm:D", [A]),
        id="cax-dw",
    ),
    pytest.param(
        "gcm:E rdfs:subClassOf gcm:C . gcm:C owl:disjointWith gcm:D .",
        ":a a gcm:E, gcm:D .",
        ("cax-dw", "gcm:C owl:disjointWith gcm:D", [A]),
        id="cax-dw-inferred",
    ),
    pytest.param(
        "[] a owl:AllDisjointClasses ; owl:members (gcm:C gcm:D gcm:E) .",
        ":a a gcm:D, gcm:E .",
        ("cax-adc", "owl:AllDisjointClasses (gcm:C gcm:D gcm:E)", [A]),
        id="cax-adc",
    ),
    pytest.param("", ":a a owl:Nothing .", ("cls-nothing2", "", [A]), id="cls-nothing2"),
    pytest.param(
        "gcm:C rdfs:subClassOf [ owl:complementOf gcm:D ] .",
        ":a a gcm:C, gcm:D .",
        ("cls-com", "[ owl:complementOf gcm:D ]", [A]),
        id="cls-com",
    ),
    pytest.param(
        f"gcm:C rdfs:subClassOf [ owl:onProperty gcm:p ; owl:maxCardinality {NONE} ] .",
        ":a a gcm:C ; gcm:p :b .",
        (
            "cls-maxc1",
            f"[ owl:maxCardinality {NONE} ; owl:onProperty gcm:p ]",
            [A, B],
        ),
        id="cls-maxc1",
    ),
    pytest.param(
        f"gcm:C rdfs:subClassOf [ owl:onProperty gcm:p ; owl:onClass gcm:D ; {AT_MOST} ] .",
        ":a a gcm:C ; gcm:p :b . :b a gcm:D .",
        (
            "cls-maxqc1",
            f"[ {AT_MOST} ; owl:onClass gcm:D ; owl:onProperty gcm:p ]",
            [A, B],
        ),
        id="cls-maxqc1",
    ),
    pytest.param(
        f"gcm:C rdfs:subClassOf [ owl:onProperty gcm:p ; owl:onClass owl:Thing ; {AT_MOST} ] .",
        ":a a gcm:C ; gcm:p :b .",
        (
            "cls-maxqc2",
            f"[ {AT_MOST} ; owl:onClass owl:Thing ; owl:onProperty gcm:p ]",
            [A, B],
        ),
        id="cls-maxqc2",
    ),
]


@pytest.mark.parametrize(("ontology", "data", "expected"), ENTAILMENTS)
def test_class_axioms_entail(entails, ontology, data, expected):
    """Exactly what the rule of the axiom or expression concludes about our individuals follows, with both engines."""
    entails(ontology, data, expected)


@pytest.mark.parametrize(("ontology", "data", "expected"), CONTRADICTIONS)
def test_class_axioms_are_violated(contradiction, ontology, data, expected):
    """Data that an axiom rules out are refused, naming the rule, the axiom and the individuals."""
    error = contradiction(ontology, data)
    assert (error.rule, error.axiom, list(error.individuals)) == expected
