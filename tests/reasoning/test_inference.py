"""The graph `inferred`: what is published of all that follows, and data that mean harm."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pyoxigraph import BaseDirection, BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from gcm_graph.namespaces import GCM, graph, iri
from gcm_graph.reasoning import Engine, MalformedAxiomError, UnsupportedTermError, infer

ONTOLOGY = """
<https://w3id.org/gcm/ontology> a owl:Ontology ; owl:versionIRI <https://w3id.org/gcm/ontology/1.0.0> .
gcm:Objective a owl:Class ; rdfs:subClassOf gcm:Provision, skos:Concept .
gcm:Provision a owl:Class .
gcm:citesInstrument a owl:ObjectProperty ; rdfs:subPropertyOf gcm:refersTo ; rdfs:range gcm:Instrument .
skos:prefLabel rdfs:subPropertyOf rdfs:label, gcm:label .
rdfs:isDefinedBy rdfs:range gcm:Provision .
dcterms:title rdfs:domain gcm:Provision .
"""


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(":a a gcm:Objective .", ":a a gcm:Provision, skos:Concept .", id="ours"),
        pytest.param("<https://example.org/a> a gcm:Objective .", "", id="not-ours"),
        pytest.param("<https://w3id.org/gcm-x/a> a gcm:Objective .", "", id="another-base"),
        pytest.param("_:a a gcm:Objective .", "", id="blank-subject"),
        pytest.param(":a gcm:citesInstrument _:b .", "", id="blank-object"),
        pytest.param("gcm:a gcm:citesInstrument :b .", ":b a gcm:Instrument .", id="ontology-term"),
        pytest.param("<https://w3id.org/gcm/ontology> dcterms:title 'a' .", "", id="ontology-itself"),
        pytest.param("<https://w3id.org/gcm/ontology/1.0.0> dcterms:title 'a' .", "", id="ontology-version"),
        pytest.param(":a skos:prefLabel 'a'@en .", ":a gcm:label 'a'@en .", id="no-rdfs-label"),
        pytest.param(
            ":a a gcm:Objective, gcm:Provision ; gcm:citesInstrument :b ; gcm:refersTo :b . :b a gcm:Instrument .",
            ":a a skos:Concept .",
            id="not-the-asserted",
        ),
        pytest.param(
            ":a gcm:citesInstrument <https://example.org/b> .", ":a gcm:refersTo <https://example.org/b> .", id="object"
        ),
    ],
)
def test_only_news_about_our_individuals_is_published(entails, data, expected):
    """Subjects are our individuals; predicates and classes are not RDF's, RDFS's or OWL's; asserted triples are out."""
    entails(ONTOLOGY, data, expected)


def test_what_the_ontology_asserts_is_not_inferred(entails):
    """A triple of the ontology about one of our individuals is asserted, and what follows from it is published."""
    entails(
        "gcm:p rdfs:subPropertyOf gcm:q, gcm:r . :a gcm:p :b ; gcm:q :b .",
        ":c gcm:p :b .",
        ":a gcm:r :b . :c gcm:q :b ; gcm:r :b .",
    )


def test_declared_terms_outside_the_namespace_are_not_individuals(entails):
    """Whatever the ontology declares as a class or property is a term, wherever its IRI lies."""
    entails(
        ":Kind a owl:Class . :relates a owl:ObjectProperty ; gcm:p :x . :Kind gcm:p :x . gcm:p rdfs:domain gcm:C .",
        ":a gcm:p :x .",
        ":a a gcm:C .",
    )


def test_axioms_may_stand_in_the_data(entails):
    """The closure is that of data and ontology together: an axiom holds wherever it stands."""
    entails("", "gcm:C rdfs:subClassOf gcm:D . :a a gcm:C .", ":a a gcm:D .")


@pytest.mark.parametrize("engine", Engine)
def test_graph_names_do_not_matter(read, engine):
    """Quads are read as triples, one triple in two graphs as one."""
    data = [Quad(*triple, NamedNode(graph(name))) for name in ("text", "links") for triple in read(":a a gcm:C .")]
    assert infer(data, read("gcm:C rdfs:subClassOf gcm:D ."), engine=engine) == read(":a a gcm:D .")


def test_the_order_does_not_depend_on_the_input(read):
    """The consequences come in one order, sorted as N-Triples, whatever order data and ontology come in."""
    ontology = read("gcm:p a owl:TransitiveProperty ; rdfs:domain gcm:C . gcm:C rdfs:subClassOf gcm:D .")
    data = read("".join(f":n{number} gcm:p :n{number + 1} ." for number in range(12)))
    first = infer(data, ontology)
    assert first == sorted(first, key=str)
    for start in range(1, len(data)):
        assert infer(data[start:] + data[:start], ontology[::-1]) == first


def test_nothing_follows_from_nothing():
    """Without data and axioms nothing follows."""
    assert infer([], []) == []


@pytest.mark.parametrize("engine", Engine)
def test_inputs_may_be_iterators(read, engine):
    """Data and ontology are read once, so generators will do."""
    found = infer(iter(read(":a a gcm:C .")), iter(read("gcm:C rdfs:subClassOf gcm:D .")), engine=engine)
    assert found == read(":a a gcm:D .")


@pytest.mark.parametrize("engine", Engine)
def test_hostile_names_are_only_names(engine):
    """IRIs and literals that look like SPARQL, or like names of the program's own, are taken as they are."""
    subject = NamedNode(iri("a?x=1&y=%22%3E;'(*)#\u202e"))
    predicate = NamedNode(GCM + "p(')")
    values = [
        Literal('"} ; DROP ALL #'),
        Literal("?x <https://w3id.org/gcm/ontology#q> ?y"),
        Literal("\x00\x1f\u2028\U0010ffff"),
        NamedNode("urn:x-gcm-graph:stand-in:0"),
        NamedNode("urn:x-gcm-graph:stand-in:1"),
        NamedNode("javascript:alert(1)"),
    ]
    inferred = NamedNode(GCM + "q~$")
    ontology = [Triple(predicate, NamedNode("http://www.w3.org/2000/01/rdf-schema#subPropertyOf"), inferred)]
    found = infer([Triple(subject, predicate, value) for value in values], ontology, engine=engine)
    assert set(found) == {Triple(subject, inferred, value) for value in values}


@pytest.mark.parametrize("engine", Engine)
def test_blank_nodes_are_kept_apart_from_literals_and_names(engine):
    """Reasoning goes through a blank node without mistaking it for a literal or an IRI with the same characters."""
    p, q, r = (NamedNode(GCM + name) for name in "pqr")
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    chain = BlankNode("c0"), BlankNode("c1")
    ontology = [
        Triple(r, NamedNode("http://www.w3.org/2002/07/owl#propertyChainAxiom"), chain[0]),
        Triple(chain[0], NamedNode(rdf + "first"), p),
        Triple(chain[0], NamedNode(rdf + "rest"), chain[1]),
        Triple(chain[1], NamedNode(rdf + "first"), q),
        Triple(chain[1], NamedNode(rdf + "rest"), NamedNode(rdf + "nil")),
    ]
    a, b = NamedNode(iri("a")), NamedNode(iri("b"))
    data = [
        Triple(a, p, BlankNode("x")),
        Triple(BlankNode("x"), q, b),
        Triple(a, p, Literal("y")),
        Triple(BlankNode("y"), q, a),
        Triple(a, p, Literal("_:x")),
    ]
    assert infer(data, ontology, engine=engine) == [Triple(a, r, b)]


def test_an_iri_that_is_none_does_not_reach_a_query():
    """An IRI of an axiom with characters that end it, as a lenient parser lets pass, is refused."""
    turtle = (
        b"<https://w3id.org/gcm/C\\u003E> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <https://example.org/D> ."
    )
    ontology = [quad.triple for quad in parse(turtle, RdfFormat.TURTLE, lenient=True)]
    with pytest.raises(MalformedAxiomError):
        infer([], ontology)


@pytest.mark.parametrize(
    "value",
    [
        Triple(NamedNode(iri("a")), NamedNode(GCM + "p"), Literal("b")),
        Literal("b", language="ar", direction=BaseDirection.RTL),
    ],
    ids=["triple-term", "direction"],
)
def test_terms_beyond_rdf_1_1(value):
    """The rules reason with any term; the reference refuses those that rdflib does not have, by name."""
    data = [Triple(NamedNode(iri("a")), NamedNode(GCM + "p"), value)]
    ontology = [
        Triple(data[0].predicate, NamedNode("http://www.w3.org/2000/01/rdf-schema#subPropertyOf"), NamedNode(GCM + "q"))
    ]
    assert infer(data, ontology) == [Triple(data[0].subject, NamedNode(GCM + "q"), value)]
    with pytest.raises(UnsupportedTermError):
        infer(data, ontology, engine=Engine.REFERENCE)


def test_the_rules_do_without_rdflib():
    """Importing and running the compiled rules loads neither rdflib nor owlrl."""
    program = (
        "import sys; from gcm_graph.reasoning import infer; infer([], []); "
        "sys.exit(bool({'rdflib', 'owlrl'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
