"""The graph `alignments`: what it states, what follows from it, and that all is well without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from gcm_graph import resources
from gcm_graph.curating.alignments import read_alignments
from gcm_graph.curating.mappings import MATCHES, Mapping, MappingSet
from gcm_graph.curating.sources import Reference
from gcm_graph.describing.alignments import alignment_axioms, describe_alignments, english_labels
from gcm_graph.describing.graphs import RDF_TYPE, NamedGraph, english, node, term, typed
from gcm_graph.describing.text import describe_text
from gcm_graph.namespaces import BASE, GCM, PREFIXES
from gcm_graph.ontology_files import ontology_source, ontology_triples
from gcm_graph.reading import open_source, read_resolution
from gcm_graph.reasoning import infer

WIKIDATA = MappingSet(
    name="wikidata",
    title="Mappings to Wikidata",
    description="Bodies that the text names.",
    license="https://creativecommons.org/licenses/by/4.0/",
    object_source="http://www.wikidata.org/entity/",
    object_source_version="as quoted by others",
    comment="0.95: two sources agree.",
)
SUPRAVERDEN = Reference("supraverden", "Supraverden", "list of all bodies", None)
BANK = Mapping(
    mapping_set=WIKIDATA,
    subject=BASE + "actor/world-bank",
    subject_label="World Bank",
    predicate="skos:exactMatch",
    object="http://www.wikidata.org/entity/Q7164",
    object_label="World Bank",
    object_type="owl named individual",
    justification="semapv:BackgroundKnowledgeBasedMatching",
    confidence="0.95",
    comment="Not the Group.",
    sources=(SUPRAVERDEN,),
)
TREATY = Mapping(
    mapping_set=MappingSet("eli", *["x"] * 2, WIKIDATA.license, PREFIXES["eli"], "1.5", "x"),
    subject=GCM + "Treaty",
    subject_label="Treaty",
    predicate="rdfs:subClassOf",
    object=PREFIXES["eli"] + "LegalResource",
    object_label="Legal Resource",
    object_type="owl class",
    justification="semapv:ManualMappingCuration",
    confidence="0.95",
    comment=None,
    sources=(),
)
ADDRESS = "mapping/wikidata/actor/world-bank/exact-match/q7164"


def described(*mappings):
    """Return the statements about mappings."""
    graph = NamedGraph("alignments")
    describe_alignments(graph, mappings)
    return [quad.triple for quad in graph]


def about(triples, subject):
    """Return predicates and objects of a subject."""
    return {(triple.predicate, triple.object) for triple in triples if triple.subject == subject}


def test_a_mapping_is_stated_and_justified():
    """The triple stands beside a named resource with the slots of SSSOM."""
    triples = described(BANK)
    bank, entity = node("actor/world-bank"), NamedNode("http://www.wikidata.org/entity/Q7164")
    assert about(triples, bank) == {(term("skos:exactMatch"), entity)}
    assert about(triples, node(ADDRESS)) == {
        (RDF_TYPE, term("sssom:Mapping")),
        (term("sssom:subject_id"), bank),
        (term("sssom:subject_label"), Literal("World Bank")),
        (term("sssom:predicate_id"), term("skos:exactMatch")),
        (term("sssom:object_id"), entity),
        (term("sssom:object_label"), Literal("World Bank")),
        (term("sssom:object_source"), NamedNode("http://www.wikidata.org/entity/")),
        (term("sssom:mapping_justification"), term("semapv:BackgroundKnowledgeBasedMatching")),
        (term("sssom:confidence"), typed("0.95", "double")),
        (term("rdfs:comment"), english("Not the Group.")),
        (term("dcterms:source"), node("reference/supraverden")),
    }


def test_a_set_is_described_and_has_its_mappings():
    """Title, description, licence, vocabulary, edition and scale are stated once, and each mapping is reached."""
    triples = described(BANK)
    assert about(triples, node("mapping/wikidata")) == {
        (RDF_TYPE, term("sssom:MappingSet")),
        (term("dcterms:title"), english("Mappings to Wikidata")),
        (term("dcterms:description"), english("Bodies that the text names.")),
        (term("dcterms:license"), NamedNode("https://creativecommons.org/licenses/by/4.0/")),
        (term("sssom:object_source"), NamedNode("http://www.wikidata.org/entity/")),
        (term("sssom:object_source_version"), Literal("as quoted by others")),
        (term("rdfs:comment"), english("0.95: two sources agree.")),
        (term("sssom:mappings"), node(ADDRESS)),
    }


def test_a_source_is_described_where_it_is_used():
    """The publication on which a mapping rests stands in the same graph, so that it leaves with it."""
    assert about(described(BANK), node("reference/supraverden")) == {
        (RDF_TYPE, term("gcm:Reference")),
        (term("skos:prefLabel"), english("Supraverden")),
        (term("dcterms:description"), english("list of all bodies")),
    }


def test_an_axiom_declares_the_class_it_leads_to():
    """OWL 2 DL asks for a declaration of every class; ours are declared in the ontology, theirs with the axiom."""
    legal_resource = term("eli:LegalResource")
    axioms = [(triple.subject, triple.predicate, triple.object) for triple in alignment_axioms([BANK, TREATY])]
    assert axioms == [
        (legal_resource, RDF_TYPE, term("owl:Class")),
        (term("gcm:Treaty"), term("rdfs:subClassOf"), legal_resource),
    ]
    assert set(alignment_axioms([TREATY])) < set(described(TREATY))


def test_without_mappings_nothing_is_stated():
    """No mapping, no declaration, no axiom."""
    assert described() == []
    assert alignment_axioms(()) == []


def test_english_labels_are_those_of_our_resources():
    """Labels in other languages, other properties and resources of others do not count."""
    label, there = term("skos:prefLabel"), NamedNode("https://example.org/bank")
    quads = [
        Quad(node("actor/world-bank"), label, english("World Bank")),
        Quad(node("actor/world-bank"), label, Literal("Banque mondiale", language="fr")),
        Quad(node("actor/world-bank"), term("skos:altLabel"), english("Bank")),
        Quad(there, label, english("Bank")),
    ]
    assert english_labels(quads) == {BASE + "actor/world-bank": "World Bank"}


@pytest.fixture(scope="module")
def ours():
    """Return all our mappings."""
    return read_alignments(resources.ontology_folder() / "alignments")


@pytest.fixture(scope="module")
def ontology():
    """Return the triples of the ontology."""
    return ontology_triples(ontology_source())


@pytest.fixture(scope="module")
def text():
    """Return the graph `text`."""
    return list(describe_text(read_resolution(open_source("a-res-73-195"))))


def test_each_mapping_has_one_address(ours):
    """No two mappings share an address, and none that of its set."""
    paths = [mapping.path for mapping in ours] + [mapping.mapping_set.path for mapping in ours]
    assert len(set(paths)) == len(ours) + len({mapping.mapping_set for mapping in ours})


def test_no_statement_stands_in_the_ontology_as_well(ours, ontology):
    """Each triple stands in one graph: what the ontology declares of others is not declared again."""
    triples = described(*ours)
    assert len(triples) == len(set(triples))
    assert set(triples).isdisjoint(ontology)


def test_no_term_of_owl_is_used_as_ours(ours):
    """OWL 2 DL reserves its vocabulary: no resource is an owl:Axiom, and none is the same as another."""
    owl = PREFIXES["owl"]
    declaring = {term(f"owl:{name}") for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")}
    for triple in described(*ours):
        assert not triple.predicate.value.startswith(owl), triple
        if triple.predicate == RDF_TYPE and triple.object.value.startswith(owl):
            assert triple.object in declaring, triple
            assert not triple.subject.value.startswith(BASE), triple


@pytest.mark.parametrize("profile", ["DL", "RL"])
def test_ontology_and_mappings_are_within_the_profile(ours, ontology, tmp_path, profile):
    """Ontology and graph `alignments` together are OWL 2 DL and OWL 2 RL."""
    assert within(profile, tmp_path, [*ontology, *described(*ours)])


def test_mappings_as_sssom_writes_them_would_leave_owl_2_dl(ours, ontology, tmp_path):
    """A resource with an address that is an owl:Axiom is noticed, which is why ours are not."""
    axiom = [
        Triple(node(ADDRESS), RDF_TYPE, term("owl:Axiom")),
        Triple(node(ADDRESS), term("owl:annotatedSource"), term("gcm:Treaty")),
        Triple(node(ADDRESS), term("owl:annotatedProperty"), term("rdfs:subClassOf")),
        Triple(node(ADDRESS), term("owl:annotatedTarget"), term("eli:LegalResource")),
    ]
    assert not within("DL", tmp_path, [*ontology, *described(*ours), *axiom])


def within(profile, folder, triples):
    """Return whether py-horned-owl finds triples within a profile of OWL 2."""
    import pyhornedowl
    from pyhornedowl.profile import check_profile

    file = folder / "ontology.ttl"
    file.write_bytes(serialize(triples, format=RdfFormat.TURTLE))
    return check_profile(pyhornedowl.open_ontology_from_file(str(file)), profile).conformant


def test_axioms_relate_terms_of_one_kind(ours, ontology):
    """A class stands below a class, an object property below an object property (OWL 2, section 9)."""
    declared = {(triple.subject, triple.object) for triple in ontology if triple.predicate == RDF_TYPE}
    axioms = [mapping for mapping in ours if mapping.is_axiom]
    for triple in alignment_axioms(axioms):
        if triple.predicate == RDF_TYPE:
            subjects = [NamedNode(axiom.subject) for axiom in axioms if axiom.object == triple.subject.value]
            assert {(subject, triple.object) for subject in subjects} <= declared
    assert {term(mapping.predicate) for mapping in axioms} <= {term("rdfs:subClassOf"), term("rdfs:subPropertyOf")}


def test_concepts_and_individuals_are_matched_not_ordered(ours):
    """Whoever is no term of the ontology is related by a match of SKOS."""
    assert {mapping.predicate for mapping in ours if not mapping.subject.startswith(GCM)} <= set(MATCHES)


def test_what_follows_is_about_terms_of_others_and_little(ours, ontology, text):
    """Mappings add classes and properties of others to what follows, change nothing else, and less than 1,500 triples.

    Whether the folder is there or not, the graph is consistent and the ontology within OWL 2 RL: else `infer` raises.
    """
    graph = NamedGraph("alignments")
    describe_alignments(graph, ours)
    without = set(infer(text, ontology))
    with_mappings = set(infer([*text, *graph], ontology + alignment_axioms(ours)))
    assert without <= with_mappings
    added = with_mappings - without
    assert 376 <= len(added) < 1500
    for triple in added:
        of_others = triple.object if triple.predicate == RDF_TYPE else triple.predicate
        assert not of_others.value.startswith(BASE), triple


def test_a_folder_that_is_not_there_changes_nothing(ontology, text):
    """A build without the folder gives what a build before there were mappings gave."""
    mappings = read_alignments(Path("there/is/no/such/folder"))
    graph = NamedGraph("alignments")
    describe_alignments(graph, mappings)
    assert infer([*text, *graph], ontology + alignment_axioms(mappings)) == infer(text, ontology)
