"""Validate data against shapes with the fast SHACL engine or with the reference engine."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from gcm_graph.validation.blank_focus import asks_about_blank_nodes
from gcm_graph.validation.normalising import normalised_report
from gcm_graph.validation.shapes_graph import parse_shapes

if TYPE_CHECKING:
    from gcm_graph.validation.report import Report
    from gcm_graph.validation.shapes_graph import ShapesGraph


class Engine(StrEnum):
    """The SHACL engines that validate."""

    FAST = "shifty"
    REFERENCE = "pyshacl"


def validate(data: bytes, shapes: bytes, *, engine: Engine = Engine.FAST, file: str = "shapes") -> Report:
    """Validate a data graph against a shapes graph as SHACL §3 defines it, without inference.

    The shapes are taken as they are: run `check_shapes` on them first, since engines pass over faulty ones in silence.
    Nothing is fetched: neither `owl:imports` nor `sh:shapesGraph` is followed.

    Args:
        data: the data graph as N-Triples; `read_rdf` makes it from any syntax.
        shapes: the shapes graph as Turtle.
        engine: which engine does the work. Both give the same results.
        file: the name of the shapes, for messages.

    Returns:
        The report, its results in a fixed order.

    Raises:
        InvalidShapesError: the shapes are not Turtle, or empty.
        RdfSyntaxError: the data is not N-Triples.
        EngineError: the engine failed, or left something of the shapes out.
    """
    graph = _parsed(shapes, file)
    # The fast engine answers a query about a blank node wrongly: such data goes to the reference engine.
    # Engines are imported here because they are heavy, and most commands never validate.
    if engine is Engine.FAST and not asks_about_blank_nodes(data, graph):
        from gcm_graph.validation.fast import engine_report
    else:
        from gcm_graph.validation.reference import engine_report

    return normalised_report(engine_report(data, graph), graph)


@lru_cache(maxsize=2)
def _parsed(shapes: bytes, file: str) -> ShapesGraph:
    return parse_shapes(shapes, file=file)
