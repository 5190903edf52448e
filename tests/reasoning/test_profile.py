"""What is refused because the rules would leave it without effect: OWL 2 Profiles, section 4.2."""

from __future__ import annotations

import pytest

from gcm_graph.errors import ExitStatus, GcmError
from gcm_graph.reasoning import InconsistentDataError, MalformedAxiomError, UnsupportedAxiomError, compile_rules

UNSUPPORTED = [
    # Constructs that are not in OWL 2 RL, or that no rule gives a meaning.
    pytest.param("gcm:p a owl:ReflexiveProperty .", "owl:ReflexiveProperty", id="reflexive"),
    pytest.param("gcm:C owl:disjointUnionOf (gcm:D gcm:E) .", "owl:disjointUnionOf", id="disjoint-union"),
    pytest.param("gcm:C rdfs:subClassOf [ owl:onProperty gcm:p ; owl:cardinality 1 ] .", "owl:cardinality", id="card"),
    pytest.param(
        "gcm:C rdfs:subClassOf [ owl:onProperty gcm:p ; owl:minCardinality 1 ] .", "owl:minCardinality", id="min-card"
    ),
    pytest.param("gcm:C rdfs:subClassOf [ owl:onProperty gcm:p ; owl:hasSelf true ] .", "owl:hasSelf", id="self"),
    pytest.param(
        'gcm:C rdfs:subClassOf [ owl:onProperty gcm:p ; owl:maxCardinality "2"^^xsd:nonNegativeInteger ] .',
        "owl:maxCardinality",
        id="at-most-two",
    ),
    pytest.param(
        "gcm:C rdfs:subClassOf [ owl:onProperty gcm:p ; owl:maxCardinality 1 ] .",
        "owl:maxCardinality",
        id="cardinality-of-another-datatype",
    ),
    pytest.param(
        "gcm:p rdfs:range [ a rdfs:Datatype ; owl:onDatatype xsd:string ; owl:withRestrictions ([ xsd:length 1 ]) ] .",
        "owl:onDatatype",
        id="facet",
    ),
    pytest.param("gcm:C owl:misspelt gcm:D .", "owl:misspelt", id="unknown-term"),
    pytest.param("gcm:C a owl:Klass .", "owl:Klass", id="unknown-class"),
    # Expressions where section 4.2.3 does not allow them.
    pytest.param(
        "gcm:C rdfs:subClassOf [ owl:onProperty gcm:p ; owl:someValuesFrom gcm:D ] .",
        "owl:someValuesFrom",
        id="some-values-as-superclass",
    ),
    pytest.param(
        "[ owl:onProperty gcm:p ; owl:allValuesFrom gcm:D ] rdfs:subClassOf gcm:C .",
        "owl:allValuesFrom",
        id="all-values-as-subclass",
    ),
    pytest.param("gcm:p rdfs:range [ owl:unionOf (gcm:C gcm:D) ] .", "owl:unionOf", id="union-as-range"),
    pytest.param("gcm:p rdfs:domain [ owl:oneOf (:a :b) ] .", "owl:oneOf", id="one-of-as-domain"),
    pytest.param("gcm:C owl:equivalentClass [ owl:unionOf (gcm:D gcm:E) ] .", "owl:unionOf", id="union-as-equivalent"),
    pytest.param("gcm:C owl:unionOf (gcm:D gcm:E) .", "owl:unionOf", id="union-under-a-name"),
    pytest.param("[ owl:complementOf gcm:C ] rdfs:subClassOf gcm:D .", "owl:complementOf", id="complement-as-subclass"),
    pytest.param(
        "gcm:C rdfs:subClassOf [ owl:intersectionOf (gcm:D [ owl:unionOf (gcm:E gcm:F) ]) ] .",
        "owl:unionOf",
        id="union-deep-in-superclass",
    ),
    pytest.param(
        "[ owl:onProperty gcm:p ; owl:someValuesFrom [ owl:complementOf gcm:C ] ] rdfs:subClassOf gcm:D .",
        "owl:complementOf",
        id="complement-deep-in-subclass",
    ),
    pytest.param("gcm:C owl:disjointWith [ owl:complementOf gcm:D ] .", "owl:complementOf", id="complement-disjoint"),
    pytest.param(
        "[] a owl:AllDisjointClasses ; owl:members (gcm:C [ owl:complementOf gcm:D ]) .",
        "owl:complementOf",
        id="complement-among-disjoint",
    ),
    pytest.param(":a a [ owl:unionOf (gcm:C gcm:D) ] .", "owl:unionOf", id="union-as-type"),
    pytest.param("[ owl:complementOf gcm:C ] owl:hasKey (gcm:p) .", "owl:complementOf", id="complement-with-key"),
    # Axioms about the vocabulary of axioms.
    pytest.param("owl:Thing rdfs:subClassOf gcm:C .", "owl:Thing", id="thing-as-subclass"),
    pytest.param("gcm:C owl:equivalentClass owl:Thing .", "owl:Thing", id="thing-as-equivalent"),
    pytest.param("gcm:C rdfs:subClassOf owl:TransitiveProperty .", "owl:TransitiveProperty", id="class-of-properties"),
    pytest.param("gcm:p rdfs:subPropertyOf rdfs:subClassOf .", "rdfs:subClassOf", id="own-subclass-relation"),
    pytest.param("gcm:p rdfs:subPropertyOf owl:sameAs .", "owl:sameAs", id="own-equality"),
    pytest.param("rdf:type rdfs:domain gcm:C .", "rdf:type", id="domain-of-type"),
    pytest.param("gcm:p owl:propertyChainAxiom (gcm:q rdf:type) .", "rdf:type", id="type-in-a-chain"),
    pytest.param("rdf:type a owl:TransitiveProperty .", "rdf:type", id="transitive-type"),
    pytest.param("gcm:C owl:hasKey (owl:sameAs) .", "owl:sameAs", id="equality-as-key"),
    pytest.param("[] a owl:AllDisjointProperties ; owl:members (gcm:p rdf:type) .", "rdf:type", id="disjoint-type"),
    pytest.param(
        "gcm:C rdfs:subClassOf [ owl:onProperty rdf:type ; owl:hasValue gcm:D ] .", "rdf:type", id="restricted-type"
    ),
    # Datatypes.
    pytest.param("gcm:p rdfs:range xsd:date .", "xsd:date", id="datatype-outside-owl"),
    pytest.param("gcm:Slug a rdfs:Datatype . gcm:p rdfs:range gcm:Slug .", "gcm:Slug", id="own-datatype"),
    pytest.param("xsd:integer rdfs:subClassOf gcm:C .", "xsd:integer", id="datatype-as-subclass"),
    pytest.param("gcm:p rdfs:domain xsd:integer .", "xsd:integer", id="datatype-as-domain"),
    pytest.param(
        "[ owl:onProperty gcm:p ; owl:someValuesFrom xsd:string ] rdfs:subClassOf gcm:C .", "xsd:string", id="some-data"
    ),
]

MALFORMED = [
    pytest.param("gcm:C rdfs:subClassOf [ owl:allValuesFrom gcm:D ] .", "owl:onProperty is missing", id="no-property"),
    pytest.param("gcm:C rdfs:subClassOf [ owl:onProperty gcm:p ] .", "is missing", id="no-filler"),
    pytest.param("gcm:C rdfs:subClassOf [] .", "no class expression", id="nothing-said"),
    pytest.param('gcm:C rdfs:subClassOf "gcm:D" .', "a literal stands for", id="literal-class"),
    pytest.param('gcm:p rdfs:subPropertyOf "gcm:q" .', "a literal stands for", id="literal-property"),
    pytest.param('gcm:r owl:propertyChainAxiom (gcm:p "q") .', "a literal stands for", id="literal-in-chain"),
    pytest.param('[ owl:oneOf (:a "b") ] rdfs:subClassOf gcm:C .', "a literal stands for", id="literal-member"),
    pytest.param("gcm:r owl:propertyChainAxiom () .", "an empty list", id="empty-chain"),
    pytest.param("gcm:r owl:propertyChainAxiom gcm:p .", "rdf:first must have one value, not 0", id="no-list"),
    pytest.param("gcm:r owl:propertyChainAxiom _:l . _:l rdf:first gcm:p .", "rdf:rest must have one", id="no-end"),
    pytest.param(
        "gcm:r owl:propertyChainAxiom _:l . _:l rdf:first gcm:p, gcm:q ; rdf:rest () .",
        "rdf:first must have one value, not 2",
        id="two-firsts",
    ),
    pytest.param(
        "gcm:r owl:propertyChainAxiom _:l . _:l rdf:first gcm:p ; rdf:rest _:l .", "not a list that ends", id="circle"
    ),
    pytest.param(
        "gcm:C rdfs:subClassOf _:x . _:x owl:intersectionOf (gcm:D _:x) .", "that ends", id="expression-in-itself"
    ),
    pytest.param("[] a owl:AllDisjointClasses .", "owl:members is missing", id="disjoint-without-members"),
    pytest.param("[] a owl:AllDifferent .", "owl:distinctMembers or owl:members is missing", id="different-without"),
    pytest.param("[] owl:members (gcm:C gcm:D) .", "must be of the class", id="members-of-nothing"),
    pytest.param(
        "[] owl:sourceIndividual :a ; owl:assertionProperty gcm:p .", "owl:targetIndividual or", id="no-target"
    ),
    pytest.param(
        "[] owl:sourceIndividual :a ; owl:targetIndividual :b .", "owl:assertionProperty is", id="no-assertion"
    ),
    pytest.param(
        'gcm:C rdfs:subClassOf [ owl:onProperty gcm:p ; owl:maxQualifiedCardinality "1"^^xsd:nonNegativeInteger ] .',
        "owl:onClass is missing",
        id="no-class",
    ),
]

SUPPORTED = [
    pytest.param("gcm:p rdfs:subPropertyOf rdfs:label . rdfs:label rdfs:domain gcm:C .", id="annotations-in-axioms"),
    pytest.param(
        "gcm:p rdfs:domain [ owl:intersectionOf (gcm:C [ owl:onProperty gcm:q ; owl:allValuesFrom xsd:string ]) ] .",
        id="nested-superclass",
    ),
    pytest.param(
        "[ owl:intersectionOf (gcm:C [ owl:unionOf (gcm:D [ owl:oneOf (:a) ]) ]) ] rdfs:subClassOf gcm:E .",
        id="nested-subclass",
    ),
    pytest.param(
        "gcm:C rdfs:subClassOf [ owl:complementOf [ owl:unionOf (gcm:D gcm:E) ] ] .", id="complement-of-union"
    ),
    pytest.param("gcm:C owl:intersectionOf (gcm:D gcm:C) .", id="name-defined-by-itself"),
    pytest.param(
        "<https://w3id.org/gcm/ontology> a owl:Ontology ; owl:imports skos: ; owl:versionInfo '1' .", id="head"
    ),
    pytest.param(":a rdf:_1 :b ; rdf:value 1 . :b a rdf:Bag, owl:NamedIndividual .", id="plain-data"),
    pytest.param(
        "[] a owl:Axiom ; owl:annotatedSource gcm:C ; owl:annotatedProperty rdfs:label ; owl:annotatedTarget 'C' .",
        id="annotated-axiom",
    ),
]


@pytest.mark.parametrize(("ontology", "construct"), UNSUPPORTED)
def test_unsupported_axioms_are_refused_by_name(read, ontology, construct):
    """A construct that no rule would do justice to raises an error that names it and says what to do."""
    with pytest.raises(UnsupportedAxiomError) as caught:
        compile_rules(read(ontology))
    assert caught.value.construct == construct
    assert caught.value.axiom
    assert "OWL 2 RL" in caught.value.hint


@pytest.mark.parametrize(("ontology", "problem"), MALFORMED)
def test_malformed_axioms_are_refused(read, ontology, problem):
    """An axiom with a missing or impossible part raises an error that says which."""
    with pytest.raises(MalformedAxiomError) as caught:
        compile_rules(read(ontology))
    assert problem in caught.value.problem


@pytest.mark.parametrize("ontology", SUPPORTED)
def test_what_the_profile_allows_is_compiled(read, ontology):
    """What OWL 2 RL allows, and what says nothing logical, is accepted."""
    compile_rules(read(ontology))


def test_the_error_names_the_axiom(read):
    """The refused axiom is written out, lists and expressions included."""
    with pytest.raises(UnsupportedAxiomError) as caught:
        compile_rules(read("gcm:p rdfs:range [ owl:unionOf (gcm:Actor <https://example.org/Body>) ] ."))
    assert caught.value.axiom == "gcm:p rdfs:range [ owl:unionOf (gcm:Actor <https://example.org/Body>) ]"


def test_exit_statuses():
    """Contradicting data are findings; an ontology that cannot be compiled is a failure."""
    error = InconsistentDataError("cax-dw", axiom="", individuals=())
    assert isinstance(error, GcmError)
    assert error.status is ExitStatus.FINDINGS
    assert UnsupportedAxiomError("owl:cardinality", axiom="", reason="").status is ExitStatus.FAILURE


def test_a_contradiction_says_what_contradicts_what():
    """The message names the rule, who is concerned and the axiom, and counts the rest."""
    error = InconsistentDataError("cax-dw", axiom="gcm:C owl:disjointWith gcm:D", individuals=("<a>",), others=2)
    assert str(error) == (
        "Inconsistent by the rule cax-dw: <a>. The axiom: gcm:C owl:disjointWith gcm:D (2 more like this)"
    )
    assert str(InconsistentDataError("owlrl", axiom="", individuals=())) == "Inconsistent by the rule owlrl"
