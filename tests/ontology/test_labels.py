"""French and Spanish labels are written in French and in Spanish, with no English left over."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import Literal, NamedNode

from gcm_graph.namespaces import PREFIXES

PREF_LABEL = NamedNode(PREFIXES["skos"] + "prefLabel")
LETTERS = {
    "fr": "a-zàâæçéèêëîïôœùûüÿ",
    "es": "a-záéíñóúü",
}
"""The letters of each language, small. Words borrowed from other languages are spelt with them too."""

ENGLISH = frozenset(
    (
        *("and", "are", "at", "been", "by", "ends", "for", "from", "has", "have"),
        *("into", "is", "its", "of", "on", "or", "starts", "stands", "that", "the"),
        *("their", "this", "to", "under", "which", "with", "within"),
    )
)
"""Words of English that are no words of French or Spanish, save `on` and `has`, which no label needs."""


def faults(label: str, language: str) -> list[str]:
    """Return what shows that a label is not written in its language: letters and words."""
    text = label.lower()
    strange = re.findall(rf"[^{LETTERS[language]} ,’()-]", text)
    return strange + [word for word in re.findall(r"\w+", text) if word in ENGLISH]


@pytest.fixture
def labels(published):
    """Return the labels of terms and concepts in French and Spanish."""
    return [
        (triple.subject.value, triple.object)
        for triple in published
        if triple.predicate == PREF_LABEL and isinstance(triple.object, Literal) and triple.object.language in LETTERS
    ]


def test_labels_are_written_in_their_language(labels):
    """No label has a letter that its language has not, or a function word of English."""
    assert labels
    wrong = {(iri, label.value): faults(label.value, label.language) for iri, label in labels}
    assert {key: found for key, found in wrong.items() if found} == {}


def test_properties_are_labelled_with_verbs(ontology):
    """Labels of properties begin with a verb form, as the English ones do; auxiliary verbs are the usual ones."""
    kinds = {PREFIXES["owl"] + kind for kind in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")}
    properties = {triple.subject for triple in ontology if getattr(triple.object, "value", None) in kinds}
    nouns = {"fr": ("le ", "la ", "les ", "l’", "un ", "une "), "es": ("el ", "la ", "los ", "las ", "un ", "una ")}
    for triple in ontology:
        if triple.predicate == PREF_LABEL and triple.subject in properties and triple.object.language in nouns:
            assert not triple.object.value.startswith(nouns[triple.object.language]), triple


@pytest.mark.parametrize(
    ("label", "language", "expected"),
    [
        ("Mécanisme", "fr", []),
        ("Note de bas de page", "fr", []),
        ("Résolution de l’Assemblée générale", "fr", []),
        ("Disposición", "es", []),
        ("Dispositión of the text", "es", ["of", "the"]),
        ("has objective", "fr", ["has"]),
        ("Objetivo of la acción", "es", ["of"]),
        ("Acciòn", "es", ["ò"]),
        ("Leçon", "es", ["ç"]),
        ("Niño", "fr", ["ñ"]),
        ("Дисциплина", "fr", list("дисциплина")),
        ("P\N{CYRILLIC SMALL LETTER A}cte", "fr", ["\N{CYRILLIC SMALL LETTER A}"]),
        ("L'objectif", "fr", ["'"]),
        ("Objectif 2", "fr", ["2"]),
    ],
)
def test_the_check_can_fail(label, language, expected):
    """Letters of other languages and scripts, look-alikes among them, straight apostrophes and English are noticed."""
    assert faults(label, language) == expected
