"""Check shapes before anything is validated against them, because engines pass over faulty shapes in silence."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gcm_graph.validation.engines import validate
from gcm_graph.validation.errors import EngineError, Fault, Finding, InvalidShapesError
from gcm_graph.validation.naming import short_terms
from gcm_graph.validation.queries import query_findings
from gcm_graph.validation.rules import rule_findings
from gcm_graph.validation.shapes_graph import TYPE, parse_shapes
from gcm_graph.validation.structure import place_of
from gcm_graph.validation.terms import term_findings
from gcm_graph.validation.triples import ntriples
from gcm_graph.validation.vocabulary import SH, sh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gcm_graph.validation.report import Result
    from gcm_graph.validation.shapes_graph import ShapesGraph


def check_shapes(shapes: bytes, *, file: str = "shapes") -> None:
    """Check that a shapes graph says what it seems to say, in every engine.

    Checked are: that it is Turtle; that it uses no term of the `sh:` namespace that the SHACL Recommendation does not
    have; that it conforms to SHACL-SHACL, the Recommendation's own shapes for shapes (appendix C); that its patterns
    and queries are read alike by both engines; that every shape has an IRI; and that every shape whose results can
    stand in a report has one English message.

    Args:
        shapes: the shapes graph as Turtle.
        file: its name, for messages.

    Raises:
        InvalidShapesError: with all that is wrong, in a fixed order.
    """
    graph = parse_shapes(shapes, file=file)
    findings = {*term_findings(graph), *_shacl_findings(graph), *query_findings(graph), *rule_findings(graph)}
    if not findings:
        findings.update(_engine_findings(shapes))
    if findings:
        raise InvalidShapesError(tuple(sorted(findings)), file=file)


@cache
def _shacl_shacl() -> bytes:
    """Return SHACL-SHACL, which pyshacl carries with it."""
    # importlib.resources.files would import pyshacl and rdflib, which takes longer than the whole check.
    spec = find_spec("pyshacl")
    if spec is None or spec.origin is None:
        raise EngineError("pyshacl, which carries the W3C shapes for shapes, is not installed")
    return Path(spec.origin).with_name("assets").joinpath("shacl-shacl.ttl").read_bytes()


def _shacl_findings(shapes: ShapesGraph) -> Iterator[Finding]:
    for result in validate(ntriples(shapes.triples), _shacl_shacl(), file="shacl-shacl.ttl").results:
        node = ox.BlankNode(result.focus_node[2:]) if result.focus_node.startswith("_:") else None
        place = place_of(node, shapes) if node else result.focus_node
        yield Finding(place, Fault.META, _explanation(result))
    for triple in shapes.triples:
        # SHACL-SHACL takes such a shape for a property shape; the Recommendation forbids it (§2.2).
        if triple.predicate == sh("path") and sh("NodeShape") in shapes.objects(triple.subject, TYPE):
            yield Finding(place_of(triple.subject, shapes), Fault.META, "a node shape has no sh:path")


def _explanation(result: Result) -> str:
    """Say in words what SHACL-SHACL, which has no messages, found."""
    component = result.component.removeprefix(SH).removesuffix("ConstraintComponent")
    of = short_terms(result.path)
    match component, of:
        case "Xone", "":
            return (
                "neither a node shape nor a property shape: a property shape has one well-formed sh:path, a node "
                "shape has none, nor has it sh:minCount, sh:maxCount, sh:uniqueLang or sh:qualifiedValueShape"
            )
        case "MinCount", _:
            return f"{of} is missing"
        case "MaxCount", _:
            return f"{of} stands here too often, or may not stand here"
        case _:
            value = "" if result.value is None or result.value.startswith("_:") else " " + short_terms(result.value)
            return f"the value{value} of {of or 'the shape'} is not allowed ({component} of SHACL-SHACL)"


def _engine_findings(shapes: bytes) -> Iterator[Finding]:
    try:
        validate(b"", shapes)
    except EngineError as error:
        yield Finding("the shapes graph", Fault.ENGINE, error.message)
