"""Validate Turtle with both engines, and read the results in short names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import RdfFormat, parse, serialize

from gcm_graph.validation import Engine, InvalidShapesError, Report, Result, check_shapes, validate

EX = "http://example.org/"
SH = "http://www.w3.org/ns/shacl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
HEADER = f"""
@prefix ex: <{EX}> .
@prefix sh: <{SH}> .
@prefix xsd: <{XSD}> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""

Row = tuple[str, str, str, str | None, str]


def ntriples(turtle: str) -> bytes:
    """Return the N-Triples of a Turtle text, in which blank nodes have labels."""
    return serialize(
        (quad.triple for quad in parse((HEADER + turtle).encode(), RdfFormat.TURTLE)), None, RdfFormat.N_TRIPLES
    )


def short(text: str) -> str:
    """Return a term or path with prefixes: `ex:a`, `"1"^^xsd:integer`, `^ex:p`."""
    for prefix, namespace in (("ex", EX), ("xsd", XSD)):
        text = text.replace(f"<{namespace}", f"{prefix}:").replace(namespace, f"{prefix}:")
    return text.replace(">", "")


def row(result: Result) -> Row:
    """Return focus node, component, path, value and source shape of a result in short names."""
    component = result.component.removeprefix(SH).removesuffix("ConstraintComponent")
    value = None if result.value is None else short(result.value)
    return (short(result.focus_node), component, short(result.path), value, short(result.source_shape))


@pytest.fixture(scope="session")
def to_ntriples() -> Callable[[str], bytes]:
    """Return the function that makes N-Triples of Turtle."""
    return ntriples


@pytest.fixture(scope="session")
def report_of() -> Callable[..., Report]:
    """Return the function that validates Turtle data against Turtle shapes, with the fast engine unless told."""

    def run(shapes: str, data: str, engine: Engine = Engine.FAST) -> Report:
        return validate(ntriples(data), (HEADER + shapes).encode(), engine=engine)

    return run


@pytest.fixture
def agreed(report_of: Callable[..., Report]) -> Callable[[str, str], list[Row]]:
    """Return the function that demands the same results of both engines and returns them as sorted rows."""

    def run(shapes: str, data: str) -> list[Row]:
        fast, reference = (report_of(shapes, data, engine) for engine in Engine)
        assert fast.key() == reference.key()
        assert [result.message for result in fast.results] == [result.message for result in reference.results]
        return sorted(map(row, fast.results), key=str)

    return run


@pytest.fixture(scope="session")
def faults_of() -> Callable[[str], list[tuple[str, str, str]]]:
    """Return the function that checks Turtle shapes and returns fault, place and message of all findings."""

    def run(shapes: str) -> list[tuple[str, str, str]]:
        try:
            check_shapes((HEADER + shapes).encode(), file="shapes.ttl")
        except InvalidShapesError as error:
            return [(finding.fault.value, short(finding.shape), short(finding.message)) for finding in error.findings]
        return []

    return run
