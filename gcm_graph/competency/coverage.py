"""Which terms of the ontology the competency questions ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad, Triple

from gcm_graph.competency.questions import CompetencyQuestion
from gcm_graph.namespaces import GCM, PREFIXES

_KINDS = frozenset(
    NamedNode(PREFIXES["owl"] + kind) for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
)
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_TERM = re.compile(r"(?<![\w:])gcm:(\w+)")


def terms(ontology: Iterable[Triple | Quad]) -> frozenset[str]:
    """Return the names of the classes and properties of ours that an ontology declares."""
    return frozenset(
        triple.subject.value.removeprefix(GCM)
        for triple in ontology
        if triple.predicate == _TYPE and triple.object in _KINDS and isinstance(triple.subject, NamedNode)
        if triple.subject.value.startswith(GCM)
    )


def asked_for(questions: Iterable[CompetencyQuestion]) -> frozenset[str]:
    """Return the names of our terms that stand in the queries of questions."""
    return frozenset(name for question in questions for name in _TERM.findall(question.query))
