"""Figures of the ontology: how many terms there are, and how many of them are documented."""

from __future__ import annotations

from pyoxigraph import RdfFormat, parse

from gcm_graph.namespaces import PREFIXES
from gcm_graph.ontology_figures import concept_figures, ontology_figures

PREFIX_LINES = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())


def _triples(turtle):
    return parse(PREFIX_LINES + turtle, format=RdfFormat.TURTLE)


def test_a_term_without_definition_or_label_is_seen():
    """Only terms of ours are counted, and of those each thing that they have or lack."""
    classes, properties, *_ = ontology_figures(
        _triples(
            """
            gcm:Known a owl:Class ; skos:prefLabel "known"@en, "connu"@fr, "conocido"@es ;
              skos:definition "What is known."@en, "Ce que l'on sait."@fr ; skos:example gcm:one .
            gcm:Bare a owl:Class ; skos:prefLabel "bare"@en, "naked"@en .
            skos:Concept a owl:Class .
            gcm:knows a owl:ObjectProperty .
            """
        )
    )
    assert (classes.terms, classes.defined, classes.exemplified) == (2, 1, 1)
    assert classes.labelled == {"en": 2, "fr": 1, "es": 1}
    assert (properties.kind, properties.terms, properties.defined) == ("object properties", 1, 0)


def test_concepts_are_what_stands_in_a_scheme():
    """A concept is counted if it stands in a concept scheme (SKOS, section 4)."""
    concepts = concept_figures(
        _triples(
            """
            gcm:one skos:inScheme gcm:scheme ; skos:prefLabel "one"@en ; skos:definition "One."@en .
            gcm:two skos:inScheme gcm:scheme .
            gcm:scheme a skos:ConceptScheme ; skos:prefLabel "numbers"@en .
            """
        )
    )
    assert (concepts.terms, concepts.defined, concepts.labelled["en"]) == (2, 1, 1)
