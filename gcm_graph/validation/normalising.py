"""Turn the report of either SHACL engine into the same results: every difference between engines is settled here."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gcm_graph.validation.errors import EngineError
from gcm_graph.validation.paths import PathError, path_text
from gcm_graph.validation.report import Report, Result, Severity
from gcm_graph.validation.vocabulary import COMPONENTS, SH, sh

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gcm_graph.validation.shapes_graph import ShapesGraph, Term

_SEVERITIES: Mapping[Term, Severity] = {
    sh("Violation"): Severity.VIOLATION,
    sh("Warning"): Severity.WARNING,
    sh("Info"): Severity.INFO,
}
_LANGUAGES = {"en": 0, "": 1}
_NAMES = frozenset(name.removesuffix("ConstraintComponent") for name in COMPONENTS) - {"SPARQL"}
_OTHER = "The data does not meet a constraint of the shape."
_VARIABLE = re.compile(r"\{[?$]\w+\}")
_SPARQL = sh("SPARQLConstraintComponent")


def node_text(node: Term) -> str:
    """Return how a report names a node: an IRI as it is, anything else in its N-Triples form."""
    return node.value if isinstance(node, ox.NamedNode) else str(node)


def normalised_report(triples: Iterable[ox.Triple], shapes: ShapesGraph) -> Report:
    """Return the report that an engine's validation report graph says.

    Only the results of the report itself are read: pyshacl adds `sh:detail` with results of referenced shapes, which
    the Recommendation leaves to the engine (§3.6.2.6).

    Args:
        triples: the engine's report; its blank nodes carry the labels of the data and of `shapes`.
        shapes: the shapes that were used.

    Raises:
        EngineError: a result lacks what the Recommendation demands of it.
    """
    described: dict[Term, dict[Term, list[Term]]] = defaultdict(lambda: defaultdict(list))
    nodes: list[Term] = []
    for triple in triples:
        described[triple.subject][triple.predicate].append(triple.object)
        if triple.predicate == sh("result"):
            nodes.append(triple.object)
    results: list[Result] = []
    from_queries: set[Result] = set()
    for node in nodes:
        result = _result(described[node], shapes)
        if result.component == _SPARQL.value:
            # pyshacl drops query solutions that are equal in every variable, pyshifty keeps them: keep one of each.
            from_queries.add(result)
        else:
            results.append(result)
    return Report.of([*results, *from_queries])


def _result(described: Mapping[Term, Sequence[Term]], shapes: ShapesGraph) -> Result:
    def one(name: str) -> Term | None:
        values = described.get(sh(name), ())
        return values[0] if values else None

    focus, component, source = one("focusNode"), one("sourceConstraintComponent"), one("sourceShape")
    if focus is None or component is None or source is None:
        raise EngineError("the SHACL engine gave a result without focus node, component or source shape")
    value = one("value")
    if component == _SPARQL and value == focus and shapes.objects(source, sh("path")):
        # A query of a property shape that binds no ?value: pyshifty repeats the focus node, pyshacl gives no value.
        value = None
    return Result(
        focus_node=node_text(focus),
        path=_path(one("resultPath"), source, shapes),
        value=None if value is None else str(value),
        # A severity of the shapes' own making is taken for the gravest; check_shapes refuses it.
        severity=_SEVERITIES.get(one("resultSeverity") or sh("Violation"), Severity.VIOLATION),
        source_shape=node_text(source),
        component=node_text(component),
        message=_message(described.get(sh("resultMessage"), ()), source, component, shapes),
    )


def _path(path: Term | None, source: Term, shapes: ShapesGraph) -> str:
    # pyshifty names a complex path by its blank node and does not describe it: its description stands in the shape.
    if isinstance(path, ox.BlankNode):
        described = shapes.objects(source, sh("path"))
        path = described[0] if described else path
    if path is None:
        return ""
    try:
        return path_text(path, shapes)
    except PathError as error:
        raise EngineError(f"the SHACL engine gave a result path that the shape does not describe: {path}") from error


def _message(given: Sequence[Term], source: Term, component: Term, shapes: ShapesGraph) -> str:
    """Return the message that the shapes declare for such a result, the English one if there is one.

    The engines' own wording is not used: it is not the same in both, nor in two runs of pyshifty.
    """
    if component == _SPARQL:
        # Only the engine can fill in a query's {?variables}. The result has no language tag: its template tells.
        templates = [text for query in shapes.objects(source, sh("sparql")) for text in _in_preference(query, shapes)]
        texts = sorted(term.value for term in given if isinstance(term, ox.Literal))
        for template in templates:
            for text in texts:
                if _fills(text, template):
                    return text
    declared = _in_preference(source, shapes)
    if declared:
        return declared[0]
    name = node_text(component).removeprefix(SH).removesuffix("ConstraintComponent")
    return f"The data does not meet sh:{name[:1].lower()}{name[1:]} of the shape." if name in _NAMES else _OTHER


def _in_preference(node: Term, shapes: ShapesGraph) -> list[str]:
    """Return the messages that a shape or query declares: English first, then without language, then the others."""
    messages = shapes.literals(node, sh("message"))
    ranked = sorted((_LANGUAGES.get((m.language or "").split("-")[0], len(_LANGUAGES)), m.value) for m in messages)
    return [text for _, text in ranked]


def _fills(message: str, template: str) -> bool:
    """Tell whether a message is a template whose {?variables} were filled in."""
    first, *middle = _VARIABLE.split(template)
    if not middle:
        return message == first
    last = middle.pop()
    if not message.startswith(first):
        return False
    place = len(first)
    for part in middle:
        place = message.find(part, place) + len(part)
        if place < len(part):
            return False
    return message.endswith(last) and place + len(last) <= len(message)
