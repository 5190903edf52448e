"""Subjects, properties and values are understood as people write them."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from gcm_graph.citations import UnknownCitationError
from gcm_graph.describing.graphs import node, term
from gcm_graph.explaining.errors import NotStatedError, UnknownSubjectError
from gcm_graph.explaining.selecting import find_thing, select

ACTION = node("objective/11/action/b")

SUBJECTS = {
    "27(b)": ACTION,
    "Objective 11(b)": ACTION,
    "objective/11/action/b": ACTION,
    "/objective/11/action/b": ACTION,
    "https://w3id.org/gcm/objective/11/action/b": ACTION,
    "<https://w3id.org/gcm/objective/11/action/b>": ACTION,
    "27": node("paragraph/27"),
    "fn 4": node("footnote/4"),
    "gcm:Action": term("gcm:Action"),
    "sdg:10.7": NamedNode("http://metadata.un.org/sdg/10.7"),
    "compact": node("compact"),
    "actor/world-bank": node("actor/world-bank"),
}


@pytest.mark.parametrize("words", SUBJECTS)
def test_a_thing_may_be_named_in_many_ways(explainer, words):
    """Citations, paths, prefixed names and IRIs lead to the thing that is meant."""
    assert find_thing(explainer.graph, words) == SUBJECTS[words]


PREDICATES = {
    "citation": "gcm:citation",
    "gcm:citation": "gcm:citation",
    "https://w3id.org/gcm/ontology#citation": "gcm:citation",
    "prefLabel": "skos:prefLabel",
    "isPartOf": "dcterms:isPartOf",
    "dcterms:isPartOf": "dcterms:isPartOf",
}


@pytest.mark.parametrize("words", PREDICATES)
def test_a_property_may_be_named_in_many_ways(explainer, words):
    """A bare name is one of the project's ontology, or else of a property that the subject has."""
    (found,) = select(explainer.graph, "27(b)", words)
    assert found.predicate == term(PREDICATES[words])


def test_a_is_a_class(explainer):
    """As in SPARQL, "a" is rdf:type."""
    assert term("gcm:Action") in {one.object for one in select(explainer.graph, "27(b)", "a")}


VALUES = [
    ("27(b)", "isPartOf", "Objective 11", node("objective/11")),
    ("27(b)", "isPartOf", "objective/11", node("objective/11")),
    ("27(b)", "a", "gcm:Action", term("gcm:Action")),
    ("27(b)", "citation", "27(b)", Literal("27(b)")),
    ("27(b)", "letter", "b", Literal("b")),
    ("population/children", "prefLabel", "enfants", Literal("Enfants", language="fr")),
    ("population/children", "prefLabel", "niños", Literal("Niños", language="es")),
    ("23", "concernsPopulation", "children", node("population/children")),
]


@pytest.mark.parametrize(("subject", "predicate", "words", "value"), VALUES)
def test_a_value_may_be_named_in_many_ways(explainer, subject, predicate, words, value):
    """A thing is named as a subject is, or by its label; a literal by its words in any language and case."""
    (found,) = select(explainer.graph, subject, predicate, words)
    if isinstance(value, Literal):
        assert found.object.value.casefold() == value.value.casefold()
        assert found.object.language == value.language
    else:
        assert found.object == value


def test_several_values_that_fit_are_all_returned(explainer):
    """Words that are a label in two languages select both."""
    found = select(explainer.graph, "stage/transit", "prefLabel", "Transit")
    assert {one.object.language for one in found} == {"en", "fr"}


def test_without_a_property_everything_is_returned_in_one_order(explainer):
    """Types come first, then the properties by name; each statement once, with its graph."""
    found = select(explainer.graph, "27(b)")
    names = [one.predicate for one in found]
    assert names[0] == term("rdf:type")
    assert len(set(found)) == len(found)
    assert {one.subject for one in found} == {ACTION}
    assert {"text", "vocabulary", "inferred"} <= {one.graph for one in found}


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("objektive/11", "objective/11"),
        ("worldbank", "actor/world-bank"),
        ("actor/wrld-bank", "actor/world-bank"),
        ("principle/humanrights", "principle/human-rights"),
        ("gcm:Aktion!", "27(b)"),
    ],
)
def test_an_unknown_subject_is_refused_with_what_is_near(explainer, words, hint):
    """The hint names things that look like what was written, or what a citation can be."""
    with pytest.raises(UnknownSubjectError) as error:
        select(explainer.graph, words)
    assert hint in error.value.hint


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("99", "The Compact has paragraphs 1 to 54."),
        ("paragraph/99", "The Compact has paragraphs 1 to 54."),
        ("fn 99", "The Compact has footnotes 1 to 22."),
        ("objective/11/action/z", "Objective 11 has actions (a) to (g)."),
    ],
)
def test_a_unit_that_there_is_not_is_refused_as_such(explainer, words, hint):
    """Where a citation gives a number or letter, the hint says which there are; it does not guess at other things."""
    with pytest.raises(UnknownCitationError) as error:
        select(explainer.graph, words)
    assert error.value.hint == hint


def test_a_property_that_is_not_stated_is_refused_with_those_that_are(explainer):
    """The hint names the nearest property, and those of the subject."""
    with pytest.raises(NotStatedError, match="no gcm:citaton of objective/11/action/b") as error:
        select(explainer.graph, "27(b)", "citaton")
    assert "Did you mean gcm:citation?" in error.value.hint
    assert "dcterms:isPartOf" in error.value.hint


def test_a_value_that_is_not_stated_is_refused_with_those_that_are(explainer):
    """The hint names the values that there are."""
    with pytest.raises(NotStatedError, match="no dcterms:isPartOf 'Objective 12' of objective/11/action/b") as error:
        select(explainer.graph, "27(b)", "isPartOf", "Objective 12")
    assert '"Objective 11"' in error.value.hint


TAKEN = [
    (
        "29(h)",
        "concernsTheme",
        "theme/immigration-detention",
        '"detention" stands there within "alternatives to detention", which names theme/alternatives-to-detention.',
    ),
    (
        "27(a)",
        "concernsTheme",
        "theme/human-rights",
        'within "international human rights law", which names theme/international-human-rights-law.',
    ),
    (
        "44",
        "concernsPopulation",
        "population/migrants",
        'Its name "Migrants" stands there within "migrants", which names stakeholder/migrants.',
    ),
]


@pytest.mark.parametrize(("subject", "predicate", "words", "taken"), TAKEN)
def test_a_link_that_another_name_took_is_refused_with_that_name(explainer, subject, predicate, words, taken):
    """Where a longer name, or another reading, has the words by which a thing could be meant, the hint says which."""
    with pytest.raises(NotStatedError) as error:
        select(explainer.graph, subject, predicate, words)
    assert error.value.hint.endswith(taken)


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("30(b)", "theme/remittances"),
        ("27(a)", "theme/no-such-theme"),
        ("objective/11", "theme/human-rights"),
    ],
)
def test_nothing_is_said_to_be_taken_where_no_name_stands(explainer, subject, words):
    """Where no name of the thing stands in the unit, the hint has the values that there are, and no more."""
    with pytest.raises(NotStatedError) as error:
        select(explainer.graph, subject, "concernsTheme", words)
    assert "stands there within" not in error.value.hint
