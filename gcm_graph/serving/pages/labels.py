"""What things are called, in the language that a reader asks for, and how that language is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from gcm_graph.describing.graphs import term
from gcm_graph.namespaces import BASE, LONGEST_FIRST
from gcm_graph.serving.per_release import PerRelease

ENGLISH = "en"

LANGUAGES = {"en": "English", "fr": "Français", "es": "Español"}
"""The languages that labels are in, each by its own name."""

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})
_SCRIPT_LENGTH = 4
_NAMING = tuple(map(term, ("skos:prefLabel", "rdfs:label", "dcterms:title", "schema:name", "foaf:name")))
_KEPT = 8192


@dataclass(frozen=True, slots=True)
class Label:
    """What a thing is called.

    Attributes:
        text: the words.
        language: their language tag (BCP 47); empty where they have none.
    """

    text: str
    language: str = ENGLISH

    @property
    def direction(self) -> str:
        """The direction in which the words are written: `ltr` or `rtl`."""
        return direction(self.language)


def direction(language: str) -> str:
    """Return the direction in which a language is written, as the `dir` attribute of HTML names it.

    >>> direction("ar"), direction("ar-Latn"), direction("fr")
    ('rtl', 'ltr', 'ltr')
    """
    primary, *further = language.lower().split("-")
    scripts = [each for each in further if len(each) == _SCRIPT_LENGTH and each.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if primary in _RIGHT_TO_LEFT else "ltr"


class Labels:
    """The labels of a release.

    Args:
        store: its store.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.of = lru_cache(maxsize=_KEPT)(self._of)

    def _of(self, iri: str, language: str = ENGLISH) -> Label:
        """Return what a thing is called: in a language, else in English, else in any, else by its IRI."""
        thing = NamedNode(iri)
        for predicate in _NAMING:
            found = {
                (quad.object.language or "").lower(): quad.object.value
                for quad in self._store.quads_for_pattern(thing, predicate, None, DefaultGraph())
                if isinstance(quad.object, Literal)
            }
            for tag in (language, language.partition("-")[0], ENGLISH, "", *sorted(found)):
                if tag in found:
                    return Label(found[tag], tag)
        return Label(shortened(iri), "")


def shortened(iri: str) -> str:
    """Return an IRI for people: our own as a path, others with their prefix where we declare one.

    >>> shortened("https://w3id.org/gcm/objective/11"), shortened("http://metadata.un.org/sdg/10.7")
    ('objective/11', 'sdg:10.7')
    """
    for namespace, prefix in LONGEST_FIRST:
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri.removeprefix(BASE)


LABELS = PerRelease(lambda release: Labels(release.store))
"""The labels of each release."""
