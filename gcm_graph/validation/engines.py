"""Validate data against shapes with the fast SHACL engine or with the reference engine."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum

from gcm_graph.validation.blank_focus import asks_about_blank_nodes
from gcm_graph.validation.normalising import normalised_report
from gcm_graph.validation.report import Report
from gcm_graph.validation.shapes_graph import parse_shapes
from gcm_graph.validation.structure import shared_out


class Engine(StrEnum):
    """The SHACL engines that validate."""

    FAST = "shifty"
    REFERENCE = "pyshacl"


def validate(
    data: bytes, shapes: bytes, *, engine: Engine = Engine.FAST, file: str = "shapes", workers: int = 1
) -> Report:
    """Validate a data graph against a shapes graph as SHACL §3 defines it, without inference.

    The shapes are taken as they are: run `check_shapes` on them first, since engines pass over faulty ones in silence.
    Nothing is fetched: neither `owl:imports` nor `sh:shapesGraph` is followed.

    Args:
        data: the data graph as N-Triples; `read_rdf` makes it from any syntax.
        shapes: the shapes graph as Turtle.
        engine: which engine does the work. Both give the same results.
        file: the name of the shapes, for messages.
        workers: in how many threads the fast engine works, each with a part of the shapes that have targets. No
            property shape may be used by two of these, or its results would be given once for each.

    Returns:
        The report, its results in a fixed order.

    Raises:
        InvalidShapesError: the shapes are not Turtle, or empty.
        RdfSyntaxError: the data is not N-Triples.
        EngineError: the engine failed, or left something of the shapes out.
    """
    graph = parse_shapes(shapes, file=file)
    # The fast engine answers a query about a blank node wrongly: such data goes to the reference engine.
    # Engines are imported here because they are heavy, and most commands never validate.
    if engine is Engine.FAST and not asks_about_blank_nodes(data, graph):
        from gcm_graph.validation.fast import engine_report
    else:
        from gcm_graph.validation.reference import engine_report

        workers = 1
    if workers == 1:
        return normalised_report(engine_report(data, graph), graph)
    with ThreadPoolExecutor(workers) as threads:
        reports = threads.map(lambda part: engine_report(data, part), shared_out(graph, workers))
        return Report.of(result for report in reports for result in normalised_report(report, graph).results)
