"""Axioms about properties: OWL 2 Profiles, section 4.3, Table 5. The expected triples are read off its rules."""

from __future__ import annotations

import pytest

A = "<https://w3id.org/gcm/a>"
B = "<https://w3id.org/gcm/b>"

ENTAILMENTS = [
    pytest.param("gcm:p rdfs:domain gcm:C .", ":a gcm:p :b .", ":a a gcm:C .", id="prp-dom"),
    pytest.param("gcm:p rdfs:range gcm:C .", ":a gcm:p :b .", ":b a gcm:C .", id="prp-rng"),
    pytest.param("gcm:p rdfs:range gcm:C .", ":a gcm:q :b .", "", id="prp-rng-other-property"),
    pytest.param("gcm:p rdfs:subPropertyOf gcm:q .", ":a gcm:p :b .", ":a gcm:q :b .", id="prp-spo1"),
    pytest.param("gcm:p rdfs:subPropertyOf gcm:q .", ":a gcm:q :b .", "", id="prp-spo1-not-upwards"),
    pytest.param(
        "gcm:p rdfs:subPropertyOf gcm:q . gcm:q rdfs:subPropertyOf gcm:r .",
        ":a gcm:p :b .",
        ":a gcm:q :b ; gcm:r :b .",
        id="prp-spo1-twice",
    ),
    pytest.param("gcm:p owl:equivalentProperty gcm:q .", ":a gcm:p :b .", ":a gcm:q :b .", id="prp-eqp1"),
    pytest.param("gcm:p owl:equivalentProperty gcm:q .", ":a gcm:q :b .", ":a gcm:p :b .", id="prp-eqp2"),
    pytest.param("gcm:p owl:inverseOf gcm:q .", ":a gcm:p :b .", ":b gcm:q :a .", id="prp-inv1"),
    pytest.param("gcm:p owl:inverseOf gcm:q .", ":a gcm:q :b .", ":b gcm:p :a .", id="prp-inv2"),
    pytest.param("gcm:p a owl:SymmetricProperty .", ":a gcm:p :b .", ":b gcm:p :a .", id="prp-symp"),
    pytest.param(
        "gcm:p a owl:TransitiveProperty .",
        ":a gcm:p :b . :b gcm:p :c . :c gcm:p :d .",
        ":a gcm:p :c, :d . :b gcm:p :d .",
        id="prp-trp",
    ),
    pytest.param("gcm:p a owl:TransitiveProperty .", ":a gcm:p :b . :c gcm:p :b .", "", id="prp-trp-no-common-object"),
    pytest.param(
        "gcm:r owl:propertyChainAxiom (gcm:p gcm:q) .",
        ":a gcm:p :b . :b gcm:q :c , :d . :d gcm:p :e .",
        ":a gcm:r :c, :d .",
        id="prp-spo2",
    ),
    pytest.param(
        "gcm:r owl:propertyChainAxiom (gcm:p gcm:q gcm:p) .",
        ":a gcm:p :b . :b gcm:q :c . :c gcm:p :d , :e . :e gcm:q :f .",
        ":a gcm:r :d, :e .",
        id="prp-spo2-of-three",
    ),
    pytest.param(
        "gcm:r owl:propertyChainAxiom (gcm:p gcm:q gcm:s) .",
        ":a gcm:p :b . :b gcm:q :c . :x gcm:s :y .",
        "",
        id="prp-spo2-broken-chain",
    ),
    pytest.param(
        "gcm:r owl:propertyChainAxiom ([owl:inverseOf dcterms:isPartOf] gcm:refersTo) .",
        ":part dcterms:isPartOf :whole . :part gcm:refersTo :thing .",
        ":whole gcm:r :thing .",
        id="prp-spo2-with-inverse",
    ),
    pytest.param(
        "gcm:r owl:propertyChainAxiom (gcm:p gcm:r) . gcm:q rdfs:subPropertyOf gcm:r .",
        ":a gcm:p :b . :b gcm:p :c . :c gcm:q :d .",
        ":c gcm:r :d . :b gcm:r :d . :a gcm:r :d .",
        id="prp-spo2-recursive",
    ),
    pytest.param(
        "gcm:p a owl:FunctionalProperty .",
        ":a gcm:p :b, :c . :b gcm:q :d .",
        ":c gcm:q :d .",
        id="prp-fp",
    ),
    pytest.param("gcm:p a owl:FunctionalProperty .", ":a gcm:p :c . :b gcm:p :d . :c gcm:q :e .", "", id="prp-fp-not"),
    pytest.param(
        "gcm:p a owl:InverseFunctionalProperty .",
        ":a gcm:p :c . :b gcm:p :c . :a gcm:q :d .",
        ":b gcm:q :d .",
        id="prp-ifp",
    ),
    pytest.param(
        "gcm:C owl:hasKey (gcm:number gcm:letter) .",
        ':a a gcm:C ; gcm:number 1 ; gcm:letter "a" ; gcm:p :x .'
        ':b a gcm:C ; gcm:number 1 ; gcm:letter "a" . :c a gcm:C ; gcm:number 1 ; gcm:letter "b" .'
        ':d gcm:number 1 ; gcm:letter "a" .',
        ":b gcm:p :x .",
        id="prp-key",
    ),
    pytest.param(
        "gcm:C owl:hasKey (gcm:number) .",
        ":a a gcm:C ; gcm:number 1 ; gcm:p :x . :b a gcm:C ; gcm:number 1 . :c a gcm:C ; gcm:number 2 .",
        ":b gcm:p :x .",
        id="prp-key-of-one-property",
    ),
    pytest.param("gcm:p a owl:IrreflexiveProperty .", ":a gcm:p :b .", "", id="prp-irp-kept"),
    pytest.param("gcm:p a owl:AsymmetricProperty .", ":a gcm:p :b . :b gcm:p :c .", "", id="prp-asyp-kept"),
    pytest.param("gcm:p owl:propertyDisjointWith gcm:q .", ":a gcm:p :b ; gcm:q :c .", "", id="prp-pdw-kept"),
    pytest.param(
        "[] owl:sourceIndividual :a ; owl:assertionProperty gcm:p ; owl:targetIndividual :b .",
        ":a gcm:p :c . :b gcm:p :b .",
        "",
        id="prp-npa1-kept",
    ),
]

CONTRADICTIONS = [
    pytest.param(
        "gcm:p a owl:IrreflexiveProperty .",
        ":a gcm:p :a .",
        ("prp-irp", "gcm:p a owl:IrreflexiveProperty", [A]),
        id="prp-irp",
    ),
    pytest.param(
        "gcm:p a owl:AsymmetricProperty .",
        ":a gcm:p :b . :b gcm:p :a .",
        ("prp-asyp", "gcm:p a owl:AsymmetricProperty", [A, B]),
        id="prp-asyp",
    ),
    pytest.param(
        "gcm:p owl:propertyDisjointWith gcm:q .",
        ":a gcm:p :b ; gcm:q :b .",
        ("prp-pdw", "gcm:p owl:propertyDisjointWith gcm:q", [A, B]),
        id="prp-pdw",
    ),
    pytest.param(
        "[] a owl:AllDisjointProperties ; owl:members (gcm:p gcm:q gcm:r) .",
        ":a gcm:q :b ; gcm:r :b .",
        ("prp-adp", "owl:AllDisjointProperties (gcm:p gcm:q gcm:r)", [A, B]),
        id="prp-adp",
    ),
    pytest.param(
        "[] owl:sourceIndividual :a ; owl:assertionProperty gcm:p ; owl:targetIndividual :b .",
        ":a gcm:p :b .",
        (
            "prp-npa1",
            f"[ owl:assertionProperty gcm:p ; owl:sourceIndividual {A} ; owl:targetIndividual {B} ]",
            [A, B],
        ),
        id="prp-npa1",
    ),
    pytest.param(
        '[] owl:sourceIndividual :a ; owl:assertionProperty gcm:p ; owl:targetValue "b" .',
        ':a gcm:p "b" .',
        (
            "prp-npa2",
            f'[ owl:assertionProperty gcm:p ; owl:sourceIndividual {A} ; owl:targetValue "b" ]',
            [A, '"b"'],
        ),
        id="prp-npa2",
    ),
    pytest.param(
        "gcm:p rdfs:subPropertyOf gcm:q . gcm:q a owl:IrreflexiveProperty .",
        ":a gcm:p :a .",
        ("prp-irp", "gcm:q a owl:IrreflexiveProperty", [A]),
        id="prp-irp-inferred",
    ),
]


@pytest.mark.parametrize(("ontology", "data", "expected"), ENTAILMENTS)
def test_axioms_about_properties_entail(entails, ontology, data, expected):
    """Exactly what the rule of the axiom concludes about our individuals follows, with both engines."""
    entails(ontology, data, expected)


@pytest.mark.parametrize(("ontology", "data", "expected"), CONTRADICTIONS)
def test_axioms_about_properties_are_violated(contradiction, ontology, data, expected):
    """Data that an axiom rules out are refused, naming the rule, the axiom and the individuals."""
    error = contradiction(ontology, data)
    assert (error.rule, error.axiom, list(error.individuals)) == expected
