"""What others relate to the objectives, as statements: each in the graph of its origin, with its claim."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from gcm_graph.curating.clusters import ReviewCluster, ReviewRound
from gcm_graph.curating.crosswalk import Crosswalk, NotedFact
from gcm_graph.curating.facts import Fact
from gcm_graph.curating.goals import Goal
from gcm_graph.curating.language_versions import NamesSource
from gcm_graph.curating.names import OfficialName
from gcm_graph.curating.practices import Practice
from gcm_graph.curating.values import Iri, Path, Text, Typed
from gcm_graph.describing.crosswalk import describe_crosswalk
from gcm_graph.describing.graphs import NamedGraph
from gcm_graph.describing.names import describe_official_names
from gcm_graph.describing.practices import describe_practices, describe_review_rounds
from gcm_graph.describing.sources import describe_language_versions, describe_names_sources, describe_sources
from gcm_graph.reading import manifest

BOOKLET = ("reference/booklet-pdf",)
PREFIXES = """@base <https://w3id.org/gcm/> .
@prefix gcm: <https://w3id.org/gcm/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix sdg: <http://metadata.un.org/sdg/> .
@prefix sdgo: <http://metadata.un.org/sdg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def triples(turtle):
    """Return the triples of a Turtle document."""
    return {quad.triple for quad in ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)}


def stated(graph):
    """Return the triples of a graph, none of which was stated twice."""
    found = [quad.triple for quad in graph]
    assert len(found) == len(set(found))
    return set(found)


@pytest.fixture
def graphs():
    """Return the graphs to which a crosswalk adds statements, by name."""
    return {name: NamedGraph(name) for name in ("curated", "translations", "booklet", "hub")}


def test_goals_are_copied_under_their_own_iris(graphs):
    """Types and properties are those of the United Nations' data; names in other languages stand apart.

    A target to which nothing is related is not described.
    """
    french = Text("Réduire les inégalités", "fr")
    goals = {
        "10": Goal("10", "Reduce inequality", "Reduced inequalities", (french,), ("reference/un",)),
        "10.7": Goal("10.7", "Facilitate migration", None, (), ("reference/un",)),
        "10.1": Goal("10.1", "Sustain income growth", None, (), ("reference/un",)),
    }
    fact = Fact("objective/9", "gcm:relatesToTarget", Iri("http://metadata.un.org/sdg/10.7"), ("reference/booklet",))
    describe_crosswalk(*graphs.values(), Crosswalk(goals, (NotedFact(fact),), ()))
    assert stated(graphs["curated"]) == triples("""
        sdg:10 a sdgo:Goal , skos:Concept ;
          skos:prefLabel "Reduce inequality"@en ; skos:altLabel "Reduced inequalities"@en ;
          skos:notation "10" ; dcterms:source <reference/un> .
        sdg:10.7 a sdgo:Target , skos:Concept ;
          skos:prefLabel "Facilitate migration"@en ; skos:notation "10.7" ; skos:broader sdg:10 ;
          dcterms:source <reference/un> .""")
    assert stated(graphs["translations"]) == triples('sdg:10 skos:prefLabel "Réduire les inégalités"@fr .')


def test_a_misprinted_relation_is_stated_right_and_claimed_as_printed(graphs):
    """Objective 9 relates to 17.6; that the booklet prints 17.16 is said of the claim, in the graph of the booklet."""
    fact = Fact(
        "objective/9",
        "gcm:relatesToTarget",
        Iri("http://metadata.un.org/sdg/17.6"),
        ("reference/booklet-pdf", "reference/booklet-interactive"),
        printed_as="17.16",
    )
    describe_crosswalk(*graphs.values(), Crosswalk({}, (NotedFact(fact, "The text is that of 17.6."),), ()))
    assert stated(graphs["booklet"]) == triples("""
        <objective/9> gcm:relatesToTarget sdg:17.6 .
        <claim/objective/9/relates-to-target/17-6> a gcm:Claim ;
          gcm:claimSubject <objective/9> ; gcm:claimProperty gcm:relatesToTarget ; gcm:claimValue sdg:17.6 ;
          gcm:printedAs "17.16" ; skos:note "The text is that of 17.6."@en ;
          dcterms:source <reference/booklet-pdf> , <reference/booklet-interactive> .""")
    assert [len(graphs[name]) for name in ("curated", "translations", "hub")] == [0, 0, 0]


def test_short_titles_stand_in_the_graph_of_the_hub(graphs):
    """A short title is English and has a claim."""
    fact = Fact("objective/11", "gcm:shortTitle", Text("Manage borders"), ("reference/hub",))
    describe_crosswalk(*graphs.values(), Crosswalk({}, (), (fact,)))
    assert stated(graphs["hub"]) == triples("""
        <objective/11> gcm:shortTitle "Manage borders"@en .
        <claim/objective/11/short-title/manage-borders> a gcm:Claim ;
          gcm:claimSubject <objective/11> ; gcm:claimProperty gcm:shortTitle ; gcm:claimValue "Manage borders"@en ;
          dcterms:source <reference/hub> .""")


def test_a_practice_is_a_title_a_citation_and_an_objective():
    """A misprinted title is a claim as well; the citation is a string without a language."""
    booklet, path, title = NamedGraph("booklet"), "practice/p", "A practice"
    facts = (
        Fact(path, "gcm:exemplifies", Path("objective/2"), BOOKLET),
        Fact(path, "dcterms:bibliographicCitation", Typed("IOM,n.d."), BOOKLET),
    )
    misprint = Fact(path, "skos:prefLabel", Text(title), BOOKLET, printed_as="A GCM practice")
    described = """
        <practice/p> a gcm:Practice ; skos:prefLabel "A practice"@en ; gcm:exemplifies <objective/2> ;
          dcterms:bibliographicCitation "IOM,n.d." ; dcterms:source <reference/booklet-pdf> .
        <claim/practice/p/exemplifies/objective-2> a gcm:Claim ; gcm:claimSubject <practice/p> ;
          gcm:claimProperty gcm:exemplifies ; gcm:claimValue <objective/2> ; dcterms:source <reference/booklet-pdf> .
        <claim/practice/p/bibliographic-citation/iom-n-d> a gcm:Claim ; gcm:claimSubject <practice/p> ;
          gcm:claimProperty dcterms:bibliographicCitation ; gcm:claimValue "IOM,n.d." ;
          dcterms:source <reference/booklet-pdf> ."""
    describe_practices(booklet, [Practice(path, title, facts, BOOKLET)])
    assert stated(booklet) == triples(described)
    misprinted = NamedGraph("booklet")
    describe_practices(misprinted, [Practice(path, title, (*facts, misprint), BOOKLET)])
    assert stated(misprinted) - stated(booklet) == triples("""
        <claim/practice/p/pref-label/a-practice> a gcm:Claim ; gcm:claimSubject <practice/p> ;
          gcm:claimProperty skos:prefLabel ; gcm:claimValue "A practice"@en ; gcm:printedAs "A GCM practice" ;
          dcterms:source <reference/booklet-pdf> .""")


def test_a_review_round_has_clusters_that_review_objectives():
    """Round and cluster are named things; what relates them is claimed, with the note of the cluster."""
    curated = NamedGraph("curated")
    review, cluster, sources = "review/forum-2022", "review/forum-2022-round-table-4", ("reference/imrf",)
    reviews = NotedFact(Fact(cluster, "gcm:reviewsObjective", Path("objective/1"), sources), "By subtraction.")
    clusters = (ReviewCluster(cluster, "Forum 2022, round table 4", (reviews,), sources),)
    facts = (Fact(review, "gcm:takesPlaceIn", Typed("2022", "gYear"), sources),)
    describe_review_rounds(curated, [ReviewRound(review, "Forum 2022", facts, clusters, sources)])
    assert stated(curated) == triples("""
        <review/forum-2022> a gcm:ReviewRound ; skos:prefLabel "Forum 2022"@en ; gcm:takesPlaceIn "2022"^^xsd:gYear ;
          dcterms:source <reference/imrf> .
        <claim/review/forum-2022/takes-place-in/2022> a gcm:Claim ; gcm:claimSubject <review/forum-2022> ;
          gcm:claimProperty gcm:takesPlaceIn ; gcm:claimValue "2022"^^xsd:gYear ; dcterms:source <reference/imrf> .
        <review/forum-2022-round-table-4> a gcm:ReviewCluster ; skos:prefLabel "Forum 2022, round table 4"@en ;
          gcm:reviewsObjective <objective/1> ; dcterms:source <reference/imrf> .
        <claim/review/forum-2022-round-table-4/reviews-objective/objective-1> a gcm:Claim ;
          gcm:claimSubject <review/forum-2022-round-table-4> ; gcm:claimProperty gcm:reviewsObjective ;
          gcm:claimValue <objective/1> ; skos:note "By subtraction."@en ; dcterms:source <reference/imrf> .""")


def test_a_name_in_another_language_says_from_which_document_it_is_taken():
    """The graph `translations` holds the name with its tag, and the document."""
    translations = NamedGraph("translations")
    name = OfficialName("objective/11", Text("Gérer les frontières", "fr"), "source/guidance-booklet-fr")
    describe_official_names(translations, [name])
    assert stated(translations) == triples("""
        <objective/11> skos:prefLabel "Gérer les frontières"@fr ;
          gcm:takesLabelsFrom <source/guidance-booklet-fr> .""")


def test_a_document_of_names_has_no_format():
    """It has a language, a status and an origin, but no file of which a media type could be stated."""
    curated = NamedGraph("curated")
    labels = NamesSource("source/labels-fr", "fr", "French labels", "labels of terms", "this project", "ours")
    describe_names_sources(curated, {"labels-fr": labels})
    assert stated(curated) == triples("""
        <source/labels-fr> a gcm:SourceDocument ; skos:prefLabel "French labels"@en ; gcm:status "ours" ;
          dcterms:description "Labels of terms. From: this project."@en ;
          dcterms:language <http://publications.europa.eu/resource/authority/language/FRA> .""")


def test_the_official_texts_embody_the_english_language_version():
    """The resolution and its two pages do; what is printed elsewhere about objective 11 does not."""
    curated = NamedGraph("curated")
    describe_language_versions(curated, manifest().values())
    assert stated(curated) == triples("""
        <language-version/en> a gcm:LanguageVersion ; skos:prefLabel "English language version"@en ;
          dcterms:language <http://publications.europa.eu/resource/authority/language/ENG> ;
          gcm:realizes <compact> , <resolution> .
        <source/a-res-73-195> gcm:embodies <language-version/en> .
        <source/a-res-73-195-page-18> gcm:embodies <language-version/en> .
        <source/a-res-73-195-page-20> gcm:embodies <language-version/en> .""")


def test_a_text_with_a_file_has_a_format():
    """Each of the five source texts names its media type."""
    curated = NamedGraph("curated")
    describe_sources(curated, manifest().values())
    formats = {triple.subject.value for triple in stated(curated) if triple.predicate.value.endswith("/format")}
    assert formats == {f"https://w3id.org/gcm/source/{name}" for name in manifest()}
    assert len(formats) == 5
