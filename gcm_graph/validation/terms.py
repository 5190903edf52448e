"""Check that a shapes graph uses the `sh:` vocabulary as it is: no misspelt term, none where it says nothing."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gcm_graph.validation.errors import Fault, Finding
from gcm_graph.validation.shapes_graph import TYPE
from gcm_graph.validation.structure import place_of
from gcm_graph.validation.vocabulary import CLASSES, PREDICATES, SEVERITIES, SH, TERMS, sh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gcm_graph.validation.shapes_graph import ShapesGraph, Term

_OBJECTS = {TYPE: (CLASSES, "class"), sh("severity"): (SEVERITIES, "severity")}
"""Which terms may stand behind a property, where not all may."""


def term_findings(shapes: ShapesGraph) -> Iterator[Finding]:
    """Yield a finding for each use of a `sh:` term that the Recommendation does not have or that says nothing there."""
    for triple in shapes.triples:
        known, kind = _OBJECTS.get(triple.predicate, (TERMS, "term"))
        for term, terms, what in (
            (triple.subject, TERMS, "term"),
            (triple.predicate, PREDICATES, "property of shapes"),
            (triple.object, known, kind),
        ):
            name = _name(term)
            if name is not None and name not in terms:
                message = f"sh:{name} is no {what} of the SHACL Recommendation{_suggestion(name, terms)}"
                yield Finding(place_of(triple.subject, shapes), Fault.TERM, message)
        if triple.predicate == sh("severity") and _name(triple.object) is None:
            message = "sh:severity must be sh:Violation, sh:Warning or sh:Info"
            yield Finding(place_of(triple.subject, shapes), Fault.TERM, message)


def _suggestion(name: str, known: frozenset[str]) -> str:
    by_lower_case = {term.lower(): term for term in sorted(known)}
    meant = get_close_matches(name.lower(), by_lower_case, n=1)
    return f"; sh:{by_lower_case[meant[0]]} may be meant" if meant else ""


def _name(term: Term) -> str | None:
    """Return the local name of a term in the `sh:` namespace."""
    if isinstance(term, ox.NamedNode) and term.value.startswith(SH):
        return term.value.removeprefix(SH)
    return None
