"""Write a validation report for machines: as JSON, and as the RDF that SHACL §3.6 describes."""

from __future__ import annotations

import json
import re
from itertools import count
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from gcm_graph.namespaces import PREFIXES
from gcm_graph.validation.paths import path_triples
from gcm_graph.validation.report import Severity
from gcm_graph.validation.shapes_graph import TYPE
from gcm_graph.validation.vocabulary import sh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gcm_graph.validation.report import Report, Result
    from gcm_graph.validation.shapes_graph import Resource, Term

_SEVERITIES = {Severity.VIOLATION: sh("Violation"), Severity.WARNING: sh("Warning"), Severity.INFO: sh("Info")}
_UNSAFE = re.compile("[\u0080-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control and directional characters that the serialiser leaves as they are, and that a terminal may obey."""

_BOOLEAN = ox.NamedNode("http://www.w3.org/2001/XMLSchema#boolean")


def report_record(report: Report) -> dict[str, Any]:
    """Return a report as plain values for a larger JSON document.

    Returns:
        `conforms`, `counts` by severity, and `results` in the order of the report; names follow the SHACL vocabulary.
    """
    return {
        "conforms": report.conforms,
        "counts": {severity.value: number for severity, number in report.counts.items()},
        "results": [
            {
                "severity": result.severity.value,
                "message": result.message,
                "focusNode": result.focus_node,
                "path": result.path,
                "value": result.value,
                "sourceShape": result.source_shape,
                "component": result.component,
            }
            for result in report.results
        ],
    }


def report_json(report: Report) -> str:
    """Return a report as JSON: the same text for the same results, in ASCII, ending in a line break."""
    return json.dumps(report_record(report), indent=2, ensure_ascii=True) + "\n"


def report_turtle(report: Report) -> str:
    """Return a report as a `sh:ValidationReport` in Turtle (SHACL §3.6): the same text for the same results.

    Blank nodes of the data keep their labels; those of the report have labels that the data does not use.
    """
    triples = list(_report_triples(report, _fresh_labels(report)))
    text = (ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b"").decode()
    lines = text.splitlines(keepends=True)
    # The serialiser declares prefixes in the order of a hash table.
    header = sorted(line for line in lines if line.startswith("@prefix "))
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04X}", "".join([*header, *lines[len(header) :]]))


def _fresh_labels(report: Report) -> Iterator[ox.BlankNode]:
    taken = {text for result in report.results for text in (result.focus_node, result.source_shape, result.value)}
    return (ox.BlankNode(f"report{number}") for number in count() if f"_:report{number}" not in taken)


def _report_triples(report: Report, labels: Iterator[ox.BlankNode]) -> Iterator[ox.Triple]:
    head = next(labels)
    yield ox.Triple(head, TYPE, sh("ValidationReport"))
    yield ox.Triple(head, sh("conforms"), ox.Literal("true" if report.conforms else "false", datatype=_BOOLEAN))
    nodes = [next(labels) for _ in report.results]
    for node in nodes:
        yield ox.Triple(head, sh("result"), node)
    for node, result in zip(nodes, report.results, strict=True):
        yield from _result_triples(node, result, labels)


def _result_triples(node: ox.BlankNode, result: Result, labels: Iterator[ox.BlankNode]) -> Iterator[ox.Triple]:
    yield ox.Triple(node, TYPE, sh("ValidationResult"))
    yield ox.Triple(node, sh("focusNode"), _term(result.focus_node))
    described: list[ox.Triple] = []
    if result.path:
        path: Resource
        path, described = path_triples(result.path, lambda: next(labels))
        yield ox.Triple(node, sh("resultPath"), path)
    if result.value is not None:
        yield ox.Triple(node, sh("value"), _term(result.value))
    yield ox.Triple(node, sh("resultSeverity"), _SEVERITIES[result.severity])
    yield ox.Triple(node, sh("sourceConstraintComponent"), ox.NamedNode(result.component))
    yield ox.Triple(node, sh("sourceShape"), _term(result.source_shape))
    if result.message:
        yield ox.Triple(node, sh("resultMessage"), ox.Literal(result.message))
    yield from described


def _term(text: str) -> Term:
    """Return the term that a result writes as text: N-Triples, or an IRI without its brackets."""
    if text.startswith("_:"):
        return ox.BlankNode(text.removeprefix("_:"))
    if text.startswith(('"', "<")):
        parsed: ox.Quad = next(iter(ox.parse(f"_:s <urn:p> {text} .", format=ox.RdfFormat.N_TRIPLES)))
        return parsed.object
    return ox.NamedNode(text)
