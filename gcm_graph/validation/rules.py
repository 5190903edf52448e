"""Check the project's own rules for shapes: every shape has an IRI, and every shape that can report has a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from gcm_graph.validation.errors import Fault, Finding
from gcm_graph.validation.naming import short_terms
from gcm_graph.validation.paths import PathError, path_text
from gcm_graph.validation.patterns import pattern_faults
from gcm_graph.validation.structure import QUERY, place_of, reporting_shapes, shape_nodes
from gcm_graph.validation.vocabulary import PARAMETERS, sh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gcm_graph.validation.shapes_graph import ShapesGraph, Term

_OWN_CONSTRAINTS = frozenset(sh(name) for name in PARAMETERS - {"property", "sparql", "flags", "ignoredProperties"})
"""Parameters whose results stand under the shape's own message."""


def rule_findings(shapes: ShapesGraph) -> Iterator[Finding]:
    """Yield a finding for each shape that breaks a rule of ours on names, messages, patterns or paths."""
    reporting = set(reporting_shapes(shapes))
    for shape in shape_nodes(shapes):
        place = place_of(shape, shapes)
        if not isinstance(shape, ox.NamedNode):
            yield Finding(place, Fault.UNNAMED, "the shape has no IRI, so that no report can name it")
        elif not any(triple.subject == shape for triple in shapes.triples):
            yield Finding(place, Fault.META, "the shape is used and not described: its name may be misspelt")
        for message in _pattern_faults(shape, shapes):
            yield Finding(place, Fault.PATTERN, message)
        for message in _message_faults(shape, shapes) if shape in reporting else ():
            yield Finding(place, Fault.MESSAGE, message)
        yield from _path_findings(shape, shapes, place)


def _pattern_faults(shape: Term, shapes: ShapesGraph) -> Iterator[str]:
    flags = next((literal.value for literal in shapes.literals(shape, sh("flags"))), "")
    for pattern in shapes.literals(shape, sh("pattern")):
        yield from pattern_faults(pattern.value, flags)


def _message_faults(shape: Term, shapes: ShapesGraph) -> Iterator[str]:
    own = _english_messages(shape, shapes)
    reports = any(shapes.objects(shape, parameter) for parameter in _OWN_CONSTRAINTS)
    silent = any(not _english_messages(query, shapes) for query in shapes.objects(shape, QUERY))
    if (reports or silent) and not own:
        yield 'it can report, but has no English sh:message ("…"@en)'
    if len(own) > 1:
        yield "it has several English messages; a result can show only one"


def _english_messages(node: Term, shapes: ShapesGraph) -> list[ox.Literal]:
    messages = shapes.literals(node, sh("message"))
    return [message for message in messages if (message.language or "").split("-")[0] == "en" and message.value.strip()]


def _path_findings(shape: Term, shapes: ShapesGraph, place: str) -> Iterator[Finding]:
    for path in shapes.objects(shape, sh("path")):
        try:
            text = path_text(path, shapes)
        except PathError:
            yield Finding(place, Fault.META, "sh:path is no well-formed property path, or contains itself")
        else:
            if "^(" in text:
                # pyshacl 0.40 walks the steps of an inverted sequence in the wrong order and finds nothing.
                message = f"the engines do not agree on the path {short_terms(text)}: invert each of its steps instead"
                yield Finding(place, Fault.ENGINE, message)
