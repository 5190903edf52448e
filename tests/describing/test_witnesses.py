"""What the other source texts say, as statements: variants, passages, and facts that lead back to their words."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from gcm_graph.curating.facts import Fact
from gcm_graph.curating.values import Iri, Path, Text, Typed
from gcm_graph.describing.booklet import describe_booklet
from gcm_graph.describing.graphs import NamedGraph
from gcm_graph.describing.hub import describe_hub
from gcm_graph.describing.variants import describe_variants
from gcm_graph.reading import open_source, read_resolution
from gcm_graph.witnessing.hub import CapacityGap, HubContent
from gcm_graph.witnessing.quoted import PageContent, Quoted, ReadFact
from gcm_graph.witnessing.variants import Variant
from gcm_graph.witnessing.wordings import Wording

PREFIXES = """@base <https://w3id.org/gcm/> .
@prefix gcm: <https://w3id.org/gcm/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix sdg: <http://metadata.un.org/sdg/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
HUB, BOOKLET = "network-hub-objective-11", "guidance-booklet-objective-11"


def triples(turtle):
    """Return the triples of a Turtle document."""
    return {quad.triple for quad in ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)}


def stated(graph):
    """Return the triples of a graph, none of which was stated twice."""
    found = [quad.triple for quad in graph]
    assert len(found) == len(set(found))
    return set(found)


@pytest.fixture(scope="module")
def document():
    """Return the resolution."""
    return read_resolution(open_source("a-res-73-195"))


def wording(source, unit, text, line):
    """Return a wording on one line."""
    return Wording(source, f"{source}.txt", unit, text, (line, line))


def test_a_variant_has_its_place_its_words_and_its_witnesses(document):
    """One reading of two sources is one variant; it leads to the passages of both, which stand in their own graphs."""
    action = "objective/11/action/b"
    witnesses = tuple(wording(source, action, "…", 1) for source in (HUB, BOOKLET))
    graph = NamedGraph("variants")
    describe_variants(graph, [Variant(action, 280, 294, "communications", "communication", witnesses)], document)
    assert stated(graph) == triples(
        f"""
        <variant/{action}/280-294/communication> a gcm:Variant ;
          skos:prefLabel "Objective 11, action (b): \\"communication\\" for \\"communications\\""@en ;
          gcm:variantOf <{action}> ;
          gcm:start 280 ;
          gcm:end 294 ;
          gcm:lemma "communications"@en ;
          gcm:reading "communication"@en ;
          gcm:witness <source/{HUB}> , <source/{BOOKLET}> ;
          gcm:isReadFrom <passage/{HUB}/{action}> , <passage/{BOOKLET}/{action}> .
        """
    )


def test_a_listed_title_is_a_passage_of_the_resolution(document):
    """Where the resolution's own list has other words, it is the witness, and the title in the list is quoted."""
    printed = wording("a-res-73-195", "objective/13", "Use migration detention", 151)
    graph = NamedGraph("variants")
    describe_variants(graph, [Variant("objective/13", 4, 15, "immigration", "migration", (printed,))], document)
    title = "Use immigration detention only as a measure of last resort and work towards alternatives"
    assert stated(graph) == triples(
        f"""
        <variant/objective/13/4-15/migration> a gcm:Variant ;
          skos:prefLabel "{title}: \\"migration\\" for \\"immigration\\""@en ;
          gcm:variantOf <objective/13> ;
          gcm:start 4 ;
          gcm:end 15 ;
          gcm:lemma "immigration"@en ;
          gcm:reading "migration"@en ;
          gcm:witness <source/a-res-73-195> ;
          gcm:isReadFrom <passage/a-res-73-195/objective/13/listed-title> .

        <passage/a-res-73-195/objective/13/listed-title> a gcm:Passage ;
          skos:prefLabel "{title}, in the list under paragraph 16"@en ;
          gcm:printedText "Use migration detention"@en ;
          dcterms:source <source/a-res-73-195> ;
          gcm:firstLine 151 ;
          gcm:lastLine 151 ;
          gcm:speaksOf <objective/13> .
        """
    )


@pytest.mark.parametrize(
    ("lemma", "reading", "label"),
    [
        ("and the", "", 'Objective 11, commitment 2: without "and the"'),
        ("", "all", 'Objective 11, commitment 2: "all" added'),
    ],
)
def test_words_left_out_and_words_added_are_called_so(document, lemma, reading, label):
    """The label of a variant says whether words are replaced, left out or added."""
    unit = "objective/11/commitment/2"
    graph = NamedGraph("variants")
    variant = Variant(unit, 147, 147 + len(lemma), lemma, reading, (wording(HUB, unit, "…", 12),))
    describe_variants(graph, [variant], document)
    labels = [quad.object.value for quad in graph if quad.predicate.value.endswith("#prefLabel")]
    assert labels == [label]


def test_facts_of_a_page_lead_back_to_its_passages():
    """A fact that is read is stated with its claim; of one that a table states only the passage is added."""
    target = Quoted(
        f"passage/{BOOKLET}/target/9.a",
        BOOKLET,
        "Target 9.a",
        "Facilitate",
        (49, 51),
        (Iri("http://metadata.un.org/sdg/9.a"),),
    )
    year = Fact("practice/p", "gcm:namesYear", Typed("2007", "gYear"), (f"source/{BOOKLET}",))
    related = Fact("objective/11", "gcm:relatesToTarget", Iri("http://metadata.un.org/sdg/9.a"), (f"source/{BOOKLET}",))
    graph = NamedGraph("booklet")
    describe_booklet(graph, PageContent((target,), (ReadFact(year, "passage/x/p"),), (ReadFact(related, target.path),)))
    assert stated(graph) == triples(
        f"""
        <passage/{BOOKLET}/target/9.a> a gcm:Passage ;
          skos:prefLabel "Target 9.a"@en ;
          gcm:printedText "Facilitate"@en ;
          dcterms:source <source/{BOOKLET}> ;
          gcm:firstLine 49 ;
          gcm:lastLine 51 ;
          gcm:speaksOf sdg:9.a .

        <practice/p> gcm:namesYear "2007"^^xsd:gYear .

        <claim/practice/p/names-year/2007> a gcm:Claim ;
          gcm:claimSubject <practice/p> ;
          gcm:claimProperty gcm:namesYear ;
          gcm:claimValue "2007"^^xsd:gYear ;
          dcterms:source <source/{BOOKLET}> ;
          gcm:isReadFrom <passage/x/p> .

        <claim/objective/11/relates-to-target/9-a> gcm:isReadFrom <passage/{BOOKLET}/target/9.a> .
        """
    )


def test_a_capacity_gap_cites_actions():
    """A gap has the words of the page as its label, the actions cited for it, and leads to its words."""
    gap = CapacityGap(
        "capacity-gap/search-and-rescue", "search and rescue", ("objective/11/action/d",), "passage/x/gap"
    )
    title = Fact("objective/2", "gcm:shortTitle", Text("Minimize adverse drivers"), (f"source/{HUB}",))
    leads = Fact(f"source/{HUB}", "gcm:pointsToObjective", Path("objective/2"), (f"source/{HUB}",))
    graph = NamedGraph("hub")
    page = PageContent((), (ReadFact(leads, "passage/x/2"),), (ReadFact(title, "passage/x/2"),))
    describe_hub(graph, HubContent(page, (gap,)))
    assert stated(graph) == triples(
        f"""
        <capacity-gap/search-and-rescue> a gcm:CapacityGap ;
          skos:prefLabel "search and rescue"@en ;
          gcm:citesAction <objective/11/action/d> ;
          gcm:isReadFrom <passage/x/gap> .

        <source/{HUB}> gcm:pointsToObjective <objective/2> .

        <claim/source/{HUB}/points-to-objective/objective-2> a gcm:Claim ;
          gcm:claimSubject <source/{HUB}> ;
          gcm:claimProperty gcm:pointsToObjective ;
          gcm:claimValue <objective/2> ;
          dcterms:source <source/{HUB}> ;
          gcm:isReadFrom <passage/x/2> .

        <claim/objective/2/short-title/minimize-adverse-drivers> gcm:isReadFrom <passage/x/2> .
        """
    )
