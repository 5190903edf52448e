"""Count what the ontology and its vocabularies define, and in which languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad, Triple

from gcm_graph.namespaces import GCM, PREFIXES

LANGUAGES = ("en", "fr", "es")
"""The languages in which terms are labelled."""

_SKOS = PREFIXES["skos"]
_TYPE = PREFIXES["rdf"] + "type"
_KINDS: Mapping[str, str] = {
    PREFIXES["owl"] + "Class": "classes",
    PREFIXES["owl"] + "ObjectProperty": "object properties",
    PREFIXES["owl"] + "DatatypeProperty": "datatype properties",
    PREFIXES["owl"] + "AnnotationProperty": "annotation properties",
}


@dataclass(frozen=True, slots=True)
class KindFigures:
    """How far terms of one kind are documented.

    Attributes:
        kind: what they are, in the plural.
        terms: how many there are.
        defined: how many of them have a definition.
        exemplified: how many of them have an example.
        labelled: how many have a preferred label, by language.
    """

    kind: str
    terms: int
    defined: int
    exemplified: int
    labelled: Mapping[str, int]


def ontology_figures(ontology: Iterable[Triple | Quad]) -> list[KindFigures]:
    """Return the figures of our classes and properties, kind by kind."""
    described = _described(ontology)
    return [
        _figures(
            kind,
            [said for term, said in described.items() if term.startswith(GCM) and NamedNode(owl) in said[_TYPE]],
        )
        for owl, kind in _KINDS.items()
    ]


def concept_figures(vocabularies: Iterable[Triple | Quad]) -> KindFigures:
    """Return the figures of the concepts of the vocabularies: what stands in a concept scheme (SKOS, section 4)."""
    members = [said for said in _described(vocabularies).values() if said[_SKOS + "inScheme"]]
    return _figures("concepts", members)


_Said: TypeAlias = Mapping[str, Sequence[object]]
"""The values of a thing by property."""


def _described(triples: Iterable[Triple | Quad]) -> Mapping[str, _Said]:
    found: defaultdict[str, defaultdict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        if isinstance(triple.subject, NamedNode):
            found[triple.subject.value][triple.predicate.value].append(triple.object)
    return found


def _figures(kind: str, members: Sequence[_Said]) -> KindFigures:
    def with_label(language: str) -> int:
        labels = [said[_SKOS + "prefLabel"] for said in members]
        return sum(any(isinstance(one, Literal) and one.language == language for one in each) for each in labels)

    return KindFigures(
        kind=kind,
        terms=len(members),
        defined=sum(bool(said[_SKOS + "definition"]) for said in members),
        exemplified=sum(bool(said[_SKOS + "example"]) for said in members),
        labelled={language: with_label(language) for language in LANGUAGES},
    )
