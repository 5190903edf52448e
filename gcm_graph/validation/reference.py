"""Validate with pyshacl, the reference SHACL engine that the fast one is held against.

Known differences that are left: rdflib orders literals of different datatypes for `sh:minInclusive` and its like, where
SPARQL cannot compare them; in queries, it gives a blank node a STR, and it has triples about a literal as focus node. A
shape that also states the datatype or node kind, and has resources as focus nodes, reports such data in both engines.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pyshacl
import rdflib

from gcm_graph.validation.bridging import from_rdflib_triple, rdflib_graph
from gcm_graph.validation.comparing import comparing_as_sparql_does
from gcm_graph.validation.errors import EngineError, RdfSyntaxError
from gcm_graph.validation.patterns import python_pattern
from gcm_graph.validation.triples import parse_ntriples
from gcm_graph.validation.vocabulary import sh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gcm_graph.validation.shapes_graph import ShapesGraph


def engine_report(data: bytes, shapes: ShapesGraph) -> Iterator[ox.Triple]:
    """Return pyshacl's report graph, its blank nodes labelled as in the data and the shapes.

    Raises:
        RdfSyntaxError: the data is not N-Triples.
        EngineError: the engine refused the shapes.
    """
    try:
        with _without_complaints(), comparing_as_sparql_does():
            data_graph = rdflib_graph(parse_ntriples(data))
            shapes_graph = rdflib_graph(_with_python_patterns(shapes))
            _, report, _ = pyshacl.validate(data_graph, shacl_graph=shapes_graph, inference="none", inplace=True)
    except (EngineError, RdfSyntaxError):
        raise
    except Exception as error:  # pyshacl lets through what rdflib, pyparsing and re raise
        raise EngineError(f"pyshacl cannot validate with these shapes: {error}") from error
    if not isinstance(report, rdflib.Graph):  # pyshacl returns some of its errors instead of raising them
        raise EngineError(f"pyshacl cannot validate with these shapes: {report}")
    return (from_rdflib_triple(subject, predicate, value) for subject, predicate, value in report)


@contextmanager
def _without_complaints() -> Iterator[None]:
    """Keep rdflib from logging a traceback for each ill-typed literal of the data: that is what results are for."""
    log = logging.getLogger("rdflib.term")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)


def _with_python_patterns(shapes: ShapesGraph) -> Iterator[ox.Triple]:
    for triple in shapes.triples:
        if triple.predicate == sh("pattern") and isinstance(triple.object, ox.Literal):
            flags = next((str(flags.value) for flags in shapes.literals(triple.subject, sh("flags"))), "")
            pattern = ox.Literal(python_pattern(triple.object.value, flags))
            yield ox.Triple(triple.subject, triple.predicate, pattern)
        else:
            yield triple
