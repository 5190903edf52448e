"""Validate with pyshifty, the fast SHACL engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
from shifty._shifty import PreparedValidator

from gcm_graph.validation.errors import EngineError
from gcm_graph.validation.triples import ntriples, parse_ntriples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shifty._shifty import W3cResult

    from gcm_graph.validation.shapes_graph import ShapesGraph


def engine_report(data: bytes, shapes: ShapesGraph) -> Iterator[ox.Triple]:
    """Return pyshifty's report graph, its blank nodes labelled as in the data and the shapes.

    Raises:
        RdfSyntaxError: the data is not N-Triples.
        EngineError: the engine refused the shapes, or left a part of them out.
    """
    try:
        diagnostics, outcome = _run(data, ntriples(shapes.triples))
    except ValueError as error:
        for _ in parse_ntriples(data):  # raises RdfSyntaxError, with a place, where the data is at fault
            pass
        raise EngineError(f"pyshifty cannot validate with these shapes: {error}") from error
    # A diagnostic means that a part of the shapes was left out: a report without that part would be false comfort.
    if diagnostics:
        raise EngineError("pyshifty left out a part of the shapes: " + "; ".join(diagnostics))
    return (quad.triple for quad in ox.parse(outcome.report_turtle, format=ox.RdfFormat.TURTLE))


def _run(data: bytes, shapes: bytes) -> tuple[list[str], W3cResult]:
    # The native module is called, not shifty.validate: that one passes the report through rdflib, which renames blank
    # nodes and rewrites literals such as "01"^^xsd:integer, so that a result would no longer name what the data says.
    # Both graphs are given as bytes: a str might be taken for a file or an address, and fetched.
    validator = PreparedValidator(shapes, None, "nt", None)
    outcome = validator.validate_w3c(
        data,
        None,
        "nt",
        graph_mode="data",
        run_infer=False,
        minimum_severity="info",
        sort_results=False,
        on_unsupported="error",
        keep_inferred=False,
    )
    return sorted({*validator.diagnostics, *outcome.diagnostics}), outcome
