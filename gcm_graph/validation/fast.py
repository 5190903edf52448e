"""Validate with pyshifty, the fast SHACL engine."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox
from shifty._shifty import PreparedValidator

from gcm_graph.validation.errors import EngineError
from gcm_graph.validation.triples import ntriples, parse_ntriples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gcm_graph.validation.shapes_graph import ShapesGraph


_Outcome = TypeVar("_Outcome")


def engine_report(data: bytes, shapes: ShapesGraph) -> Iterator[ox.Triple]:
    """Return pyshifty's report graph, its blank nodes labelled as in the data and the shapes.

    Raises:
        RdfSyntaxError: the data is not N-Triples.
        EngineError: the engine refused the shapes, or left a part of them out.
    """
    try:
        diagnostics, report = _run(data, ntriples(shapes.triples))
    except ValueError as error:
        for _ in parse_ntriples(data):  # raises RdfSyntaxError, with a place, where the data is at fault
            pass
        raise EngineError(f"pyshifty cannot validate with these shapes: {error}") from error
    # A diagnostic means that a part of the shapes was left out: a report without that part would be false comfort.
    if diagnostics:
        raise EngineError("pyshifty left out a part of the shapes: " + "; ".join(diagnostics))
    return (quad.triple for quad in ox.parse(report, format=ox.RdfFormat.TURTLE))


def _run(data: bytes, shapes: bytes) -> tuple[list[str], str]:
    """Return the engine's diagnostics and its report as Turtle; no report where the data conforms."""
    # The native module is called, not shifty.validate: that one passes the report through rdflib, which renames blank
    # nodes and rewrites literals such as "01"^^xsd:integer, so that a result would no longer name what the data says.
    # Both graphs are given as bytes: a str might be taken for a file or an address, and fetched.
    validator = _compiled(shapes)
    # Whether the data conforms is known in half the time that a report takes, and most data conforms.
    verdict = asked(validator.validate_algebra, data)
    if verdict.conforms:
        return sorted({*validator.diagnostics, *verdict.diagnostics}), ""
    outcome = asked(validator.validate_w3c, data)
    return sorted({*validator.diagnostics, *outcome.diagnostics}), outcome.report_turtle


@lru_cache(maxsize=2)
def _compiled(shapes: bytes) -> PreparedValidator:
    """Return the engine with shapes: many small files are validated against the same ones."""
    return PreparedValidator(shapes, None, "nt", None)


def asked(validate: Callable[..., _Outcome], data: bytes) -> _Outcome:
    """Return what the engine says of data, given as N-Triples, without inferring anything.

    Args:
        validate: the method of a compiled validator that is asked: for a verdict, or for a whole report.
        data: the data.
    """
    return validate(
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
