"""Hold the ontology against the shapes of its style guide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gcm_graph.validation.engines import Engine, validate
from gcm_graph.validation.shapes import check_shapes
from gcm_graph.validation.triples import ntriples, stable_triples

if TYPE_CHECKING:
    from gcm_graph.validation.report import Report

FILE = "ontology.ttl"


@dataclass(frozen=True, slots=True)
class StyledOntology:
    """An ontology and the style guide that it follows.

    Attributes:
        ontology: all its modules with the version of a release, as Turtle.
        style: the shapes of the style guide, as Turtle.
    """

    ontology: bytes
    style: bytes


def style_report(styled: StyledOntology, *, engine: Engine = Engine.FAST) -> Report:
    """Return what the shapes of the style guide say of an ontology.

    The data shapes see only what stands in a named graph; these see its axioms with blank nodes too.

    Raises:
        InvalidShapesError: the shapes are not valid themselves.
        SyntaxError: the ontology is not Turtle.
        EngineError: the engine failed.
    """
    check_shapes(styled.style, file=FILE)
    triples = stable_triples(ox.parse(styled.ontology, format=ox.RdfFormat.TURTLE))
    return validate(ntriples(triples), styled.style, engine=engine, file=FILE)
