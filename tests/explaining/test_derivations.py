"""Every consequence is recorded with a rule and premises that were there before it."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from gcm_graph.explaining.derivations import derive
from gcm_graph.namespaces import PREFIXES
from gcm_graph.reasoning import EQUALITY_RULES, compile_rules, infer
from gcm_graph.reasoning.rules import X, Y

TURTLE = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items()) + (
    "@prefix : <https://w3id.org/gcm/> .\n"
)


def triples(turtle: str) -> list[Triple]:
    """Return the triples of a piece of Turtle."""
    return [quad.triple for quad in parse(TURTLE + turtle, format=RdfFormat.TURTLE)]


def fact(*names: str) -> tuple[str, ...]:
    """Return a fact from local names; a property has the prefix of the ontology."""
    subject, predicate, value = names
    return f"<https://w3id.org/gcm/{subject}>", f"<{PREFIXES['gcm']}{predicate}>", f"<https://w3id.org/gcm/{value}>"


def derivations(ontology: str, data: str, *, more=()):
    """Return how what follows from data and an ontology does so."""
    stated = [(str(one.subject), str(one.predicate), str(one.object)) for one in triples(data)]
    return stated, derive(stated, (*compile_rules(triples(ontology)), *more))


def assert_well_founded(stated, found):
    """Assert that each derivation is its rule with terms put in, and that none goes in a circle."""
    known = set(stated)
    for conclusion, derivation in found.items():  # in the order in which they were drawn
        assert set(derivation.premises) <= known, conclusion
        binding: dict[str, str] = {}
        patterns = (*derivation.rule.body, derivation.rule.head)
        for pattern, said in zip(patterns, (*derivation.premises, conclusion), strict=True):
            for place, one in zip(map(str, pattern.terms()), said, strict=True):
                assert (binding.setdefault(place, one) if place.startswith("?") else place) == one
        known.add(conclusion)


CHAIN = """
gcm:refersTo a owl:ObjectProperty .
gcm:statesCommitment a owl:ObjectProperty .
gcm:namesPlace a owl:ObjectProperty ; rdfs:subPropertyOf gcm:refersTo ;
  owl:propertyChainAxiom ( gcm:statesCommitment gcm:namesPlace ) .
"""


def test_a_chain_is_followed_to_its_links():
    """A paragraph names what its commitment names, by prp-spo2 from the two statements; so does the property above."""
    stated, found = derivations(CHAIN, ":p gcm:statesCommitment :c . :c gcm:namesPlace :m .")
    assert_well_founded(stated, found)
    paragraph = found[fact("p", "namesPlace", "m")]
    assert paragraph.rule.name == "prp-spo2"
    assert paragraph.premises == (fact("p", "statesCommitment", "c"), fact("c", "namesPlace", "m"))
    assert found[fact("p", "refersTo", "m")].premises == (fact("p", "namesPlace", "m"),)
    assert found[fact("p", "refersTo", "m")].rule.axiom == "gcm:namesPlace rdfs:subPropertyOf gcm:refersTo"


def test_a_chain_that_feeds_itself_comes_to_an_end():
    """With a commitment that states itself nothing new follows, and what follows rests on what is stated."""
    stated, found = derivations(
        CHAIN, ":a gcm:statesCommitment :a , :b . :b gcm:statesCommitment :a ; gcm:namesPlace :m ."
    )
    assert_well_founded(stated, found)
    assert found[fact("a", "namesPlace", "m")].premises[1] == fact("b", "namesPlace", "m")


def test_what_holds_both_ways_is_not_its_own_reason():
    """Two equivalent properties and a symmetric one: each conclusion has premises that came before it."""
    stated, found = derivations(
        """gcm:near a owl:ObjectProperty , owl:SymmetricProperty ; owl:equivalentProperty gcm:beside .
        gcm:beside a owl:ObjectProperty .""",
        ":a gcm:near :b .",
    )
    assert_well_founded(stated, found)
    assert set(found) == {fact("b", "near", "a"), fact("a", "beside", "b"), fact("b", "beside", "a")}


def test_what_is_stated_needs_no_rule():
    """A stated fact that would follow too is not recorded as a consequence."""
    _, found = derivations(CHAIN, ":u gcm:namesPlace :m ; gcm:refersTo :m .")
    assert fact("u", "refersTo", "m") not in found


def test_a_member_of_a_list_follows_without_premises():
    """cls-oo concludes from the axiom alone."""
    _, found = derivations("gcm:X a owl:Class . [] a owl:Class ; owl:oneOf ( :a :b ) ; rdfs:subClassOf gcm:X .", "")
    listed = [derivation for derivation in found.values() if derivation.rule.name == "cls-oo"]
    assert [derivation.premises for derivation in listed] == [(), ()]


def test_expressions_without_a_name_are_steps_on_the_way():
    """Membership in a restriction, a class without a name, is a step between two statements."""
    ontology = """gcm:Host a owl:Class . gcm:hosts a owl:ObjectProperty .
    [] a owl:Restriction ; owl:onProperty gcm:hosts ; owl:someValuesFrom owl:Thing ; rdfs:subClassOf gcm:Host ."""
    stated, found = derivations(ontology, ":m gcm:hosts :forum .")
    assert_well_founded(stated, found)
    (last,) = [one for one, how in found.items() if how.rule.name == "cax-sco"]
    assert last[2] == f"<{PREFIXES['gcm']}Host>"
    assert found[found[last].premises[0]].rule.name == "cls-svf2"


def test_equal_things_share_what_is_stated():
    """The rules of equality, which are about any predicate, are recorded too."""
    stated, found = derivations(
        "gcm:code a owl:DatatypeProperty .", ":a owl:sameAs :b . :a gcm:near :c .", more=EQUALITY_RULES
    )
    assert_well_founded(stated, found)
    assert found[fact("b", "near", "c")].rule.name == "eq-rep-s"


AGREEING = (
    (CHAIN, ":p gcm:statesCommitment :c . :c gcm:namesPlace :m ."),
    (
        "gcm:A rdfs:subClassOf gcm:B . gcm:B rdfs:subClassOf gcm:C . gcm:p a owl:ObjectProperty ; rdfs:domain gcm:A .",
        ":x gcm:p :y .",
    ),
    ("gcm:in a owl:ObjectProperty , owl:TransitiveProperty .", ":a gcm:in :b . :b gcm:in :c . :c gcm:in :d ."),
)


@pytest.mark.parametrize(("ontology", "data"), AGREEING)
def test_what_is_recorded_is_what_is_inferred(ontology, data):
    """The consequences about our individuals are those of the build's own reasoner."""
    stated, found = derivations(ontology, data)
    assert_well_founded(stated, found)
    inferred = {
        (str(one.subject), str(one.predicate), str(one.object)) for one in infer(triples(data), triples(ontology))
    }
    assert inferred
    assert inferred == set(found)


def test_variables_are_told_from_terms():
    """No term of RDF begins as a variable is written."""
    assert str(X).startswith("?")
    assert str(Y) != str(X)
    assert not str(NamedNode("https://w3id.org/gcm/?x")).startswith("?")


def test_every_consequence_of_the_release_is_recorded(explainer):
    """Each derivation of the release is an instance of its rule, and comes after its premises."""
    inference = next(way for way in explainer._ways["inferred"]).__self__
    found = inference._derivations
    assert len(found) > 1000
    assert_well_founded(inference._stated, found)
