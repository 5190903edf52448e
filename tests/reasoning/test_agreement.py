"""The compiled rules against owlrl: the same closure for any small ontology of the supported constructs and any data.

Lists of different individuals (owl:AllDifferent) are left out here: owlrl replaces equal members inside the list and
then overlooks that two of them are equal. They are tested one by one elsewhere.
"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Triple

from gcm_graph.reasoning import Engine, InconsistentDataError, compile_rules, infer

NONE, ONE = (f'"{number}"^^xsd:nonNegativeInteger' for number in (0, 1))

classes = st.sampled_from(["gcm:C", "gcm:D", "gcm:E", "gcm:F"])
names = st.sampled_from(["gcm:p", "gcm:q", "gcm:r", "gcm:s"])
properties = names | st.builds("[ owl:inverseOf {} ]".format, names)
individuals = st.sampled_from([":a", ":b", ":c", ":d", "<https://example.org/e>"])
literals = st.sampled_from(['"x"', '"x"@en', '"1"^^xsd:integer', '"01"^^xsd:integer', '"2"^^xsd:integer'])
values = individuals | literals


def lists(members: st.SearchStrategy[str], least: int = 2, most: int = 3) -> st.SearchStrategy[str]:
    """Return Turtle lists of some members, none twice."""
    return st.lists(members, min_size=least, max_size=most, unique=True).map(lambda drawn: f"({' '.join(drawn)})")


def restrictions(said: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return restrictions of properties."""
    return st.builds(f"[ owl:onProperty {{}} ; {said} ]".format, properties, *parts)


subclasses = st.deferred(
    lambda: (
        classes
        | st.builds("[ owl:{} {} ]".format, st.sampled_from(["intersectionOf", "unionOf"]), lists(subclasses))
        | st.builds("[ owl:oneOf {} ]".format, lists(individuals, 1))
        | restrictions("owl:someValuesFrom {}", subclasses | st.just("owl:Thing"))
        | restrictions("owl:hasValue {}", values)
    )
)
superclasses = st.deferred(
    lambda: (
        classes
        | st.builds("[ owl:intersectionOf {} ]".format, lists(superclasses))
        | st.builds("[ owl:complementOf {} ]".format, subclasses)
        | restrictions("owl:allValuesFrom {}", superclasses)
        | restrictions("owl:hasValue {}", values)
        | restrictions("owl:maxCardinality {}", st.sampled_from([NONE, ONE]))
        | restrictions(
            "owl:maxQualifiedCardinality {} ; owl:onClass {}",
            st.sampled_from([NONE, ONE]),
            subclasses | st.just("owl:Thing"),
        )
    )
)
equivalents = st.deferred(
    lambda: (
        classes
        | st.builds("[ owl:intersectionOf {} ]".format, lists(equivalents))
        | restrictions("owl:hasValue {}", values)
    )
)
characteristics = st.sampled_from(
    ["Functional", "InverseFunctional", "Symmetric", "Asymmetric", "Transitive", "Irreflexive"]
)
axioms = st.one_of(
    st.builds("{} rdfs:subClassOf {} .".format, subclasses, superclasses),
    st.builds("{} owl:equivalentClass {} .".format, classes, equivalents),
    st.builds("{} owl:disjointWith {} .".format, subclasses, subclasses),
    st.builds("[] a owl:AllDisjointClasses ; owl:members {} .".format, lists(classes)),
    st.builds("{} owl:hasKey {} .".format, classes, lists(names, 1)),
    st.builds("{} rdfs:domain {} .".format, names, superclasses),
    st.builds("{} rdfs:range {} .".format, names, superclasses | st.just("xsd:integer")),
    st.builds("{} rdfs:subPropertyOf {} .".format, properties, properties),
    st.builds("{} owl:equivalentProperty {} .".format, properties, properties),
    st.builds("{} owl:inverseOf {} .".format, names, names),
    st.builds("{} owl:propertyDisjointWith {} .".format, names, names),
    st.builds("[] a owl:AllDisjointProperties ; owl:members {} .".format, lists(names)),
    st.builds("{} owl:propertyChainAxiom {} .".format, names, lists(properties, 2, 4)),
    st.builds("{} a owl:{}Property .".format, names, characteristics),
    st.builds(
        "[] owl:sourceIndividual {} ; owl:assertionProperty {} ; owl:targetIndividual {} .".format,
        individuals,
        names,
        individuals,
    ),
    st.builds("{} a owl:{} .".format, classes, st.just("Class")),
    st.builds("{} a owl:{} .".format, names, st.sampled_from(["ObjectProperty", "DatatypeProperty"])),
)
statements = st.one_of(
    st.builds("{} a {} .".format, individuals, classes),
    st.builds("{} {} {} .".format, individuals, names, individuals),
    st.builds("{} {} {} .".format, individuals, names, values),
    st.builds("{} owl:sameAs {} .".format, individuals, individuals),
    st.builds("{} owl:differentFrom {} .".format, individuals, individuals),
)


def outcome(data: list[Triple], ontology: list[Triple], engine: Engine) -> list[Triple] | str:
    """Return what follows, or that there is a contradiction."""
    try:
        return infer(data, ontology, engine=engine)
    except InconsistentDataError:
        return "contradiction"


@settings(max_examples=60, deadline=None)
@given(st.lists(axioms, min_size=1, max_size=6), st.lists(statements, min_size=3, max_size=10))
def test_both_engines_agree(read, ontology, data):
    """Both engines draw the same consequences or both find a contradiction."""
    terms, triples = read("\n".join(ontology)), read("\n".join(data))
    assert outcome(triples, terms, Engine.FAST) == outcome(triples, terms, Engine.REFERENCE)


@settings(max_examples=60, deadline=None)
@given(st.lists(axioms, min_size=1, max_size=3))
def test_every_axiom_is_compiled(read, ontology):
    """Every axiom within OWL 2 RL gives rules or, as a mere declaration, none; none is refused."""
    rules = compile_rules(read("\n".join(ontology)))
    silent = all(
        " a owl:Class ." in axiom or axiom.endswith(("ObjectProperty .", "DatatypeProperty .")) for axiom in ontology
    )
    assert silent or len(rules) > len(compile_rules([]))
