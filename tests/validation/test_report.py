"""A report has one order, counts its results and is written the same way each time."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import pytest
import rdflib
from rdflib.collection import Collection

from gcm_graph.validation import Report, Result, Severity, report_json, report_record, report_turtle

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
RESULT = Result(
    focus_node="urn:a",
    path="urn:p",
    value='"x"@en',
    severity=Severity.VIOLATION,
    source_shape="urn:S",
    component="http://www.w3.org/ns/shacl#DatatypeConstraintComponent",
    message="It must be a number.",
)
SEVERAL = (
    RESULT,
    replace(RESULT, focus_node="urn:b"),
    replace(RESULT, value=None),
    replace(RESULT, value='"y"'),
    replace(RESULT, source_shape="urn:R"),
    replace(RESULT, severity=Severity.WARNING, source_shape="urn:A"),
    replace(RESULT, severity=Severity.INFO, source_shape="urn:A"),
    RESULT,
)


def test_a_report_has_one_order() -> None:
    """Gravest first, then by shape, path and node, whatever order the engine found the results in."""
    reports = {Report.of(results) for results in itertools.permutations(SEVERAL[:6])}
    [report] = reports
    assert [result.severity for result in report.results] == [Severity.VIOLATION] * 5 + [Severity.WARNING]
    assert [(r.source_shape, r.focus_node, r.value) for r in report.results][:5] == [
        ("urn:R", "urn:a", '"x"@en'),
        ("urn:S", "urn:a", None),
        ("urn:S", "urn:a", '"x"@en'),
        ("urn:S", "urn:a", '"y"'),
        ("urn:S", "urn:b", '"x"@en'),
    ]


def test_a_report_counts_by_severity() -> None:
    """Zeros are counts too."""
    assert Report.of(SEVERAL).counts == {Severity.VIOLATION: 6, Severity.WARNING: 1, Severity.INFO: 1}
    assert Report.of([]).counts == {Severity.VIOLATION: 0, Severity.WARNING: 0, Severity.INFO: 0}


def test_only_a_report_without_results_conforms() -> None:
    """SHACL §3.6.1.1: a result of any severity keeps data from conforming."""
    assert Report.of([]).conforms
    assert not Report.of([replace(RESULT, severity=Severity.INFO)]).conforms


def test_reports_are_compared_as_multisets_without_messages() -> None:
    """A result found twice is not a result found once; a message is each engine's own."""
    assert Report.of([RESULT]).key() == Report.of([replace(RESULT, message="anything")]).key()
    assert Report.of([RESULT]).key() != Report.of([RESULT, RESULT]).key()
    key = ("urn:a", RESULT.component, "urn:p", '"x"@en', Severity.VIOLATION, "urn:S")
    assert Report.of([RESULT, RESULT]).key() == Counter({key: 2})


@pytest.mark.parametrize(
    "change",
    [
        {"focus_node": "urn:b"},
        {"component": str(SH.InConstraintComponent)},
        {"path": "^<urn:p>"},
        {"value": None},
        {"severity": Severity.INFO},
        {"source_shape": "urn:R"},
    ],
)
def test_reports_that_differ_in_anything_else_are_different(change: dict[str, str]) -> None:
    """Focus node, component, path, value, severity and source shape all count."""
    assert Report.of([RESULT]).key() != Report.of([replace(RESULT, **change)]).key()


def test_json_holds_every_part_of_a_result() -> None:
    """The names are those of the SHACL vocabulary."""
    assert json.loads(report_json(Report.of([RESULT]))) == {
        "conforms": False,
        "counts": {"violation": 1, "warning": 0, "info": 0},
        "results": [
            {
                "severity": "violation",
                "message": "It must be a number.",
                "focusNode": "urn:a",
                "path": "urn:p",
                "value": '"x"@en',
                "sourceShape": "urn:S",
                "component": str(SH.DatatypeConstraintComponent),
            }
        ],
    }
    assert report_record(Report.of([]))["results"] == []


def test_json_and_turtle_hold_no_character_that_a_terminal_obeys() -> None:
    """Escape codes, also in one byte, and characters that turn the direction of the text around."""
    report = Report.of([replace(RESULT, message="\x1b[31m \x9b31m \u202e", value='"\\u001B\x9b\u202e"')])
    for text in (report_json(report), report_turtle(report)):
        assert not set(text) & set("\x1b\x9b\u202e")
    [value] = rdflib.Graph().parse(data=report_turtle(report), format="turtle").objects(None, SH.value)
    assert str(value) == "\x1b\x9b\u202e"


def turtle_rows(report: Report) -> Counter[tuple[str, ...]]:
    """Return the results of a report as rdflib reads them from its Turtle, paths as their triples."""
    graph = rdflib.Graph().parse(data=report_turtle(report), format="turtle")
    [head] = graph.subjects(rdflib.RDF.type, SH.ValidationReport)
    names = ("focusNode", "value", "resultSeverity", "sourceShape", "sourceConstraintComponent", "resultMessage")
    rows = []
    for result in graph.objects(head, SH.result):
        assert (result, rdflib.RDF.type, SH.ValidationResult) in graph
        rows.append(tuple("" if (v := graph.value(result, SH[name])) is None else v.n3() for name in names))
    assert graph.value(head, SH.conforms).toPython() is report.conforms
    return Counter(rows)


def test_turtle_is_a_validation_report() -> None:
    """SHACL §3.6: each result with its properties, equal results each for itself."""
    component = f"<{RESULT.component}>"
    row = ("<urn:a>", '"x"@en', f"<{SH.Violation}>", "<urn:S>", component, '"It must be a number."')
    without = ("<urn:a>", "", f"<{SH.Info}>", "<urn:S>", component, "")
    results = [RESULT, RESULT, replace(RESULT, value=None, severity=Severity.INFO, message="")]
    assert turtle_rows(Report.of(results)) == Counter({row: 2, without: 1})
    assert turtle_rows(Report.of([])) == Counter()


def test_turtle_declares_its_prefixes_in_order() -> None:
    """A reader finds a prefix, and a comparison of two reports shows no difference in them."""
    prefixes = [line for line in report_turtle(Report.of([RESULT])).splitlines() if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)
    assert "@prefix gcm: <https://w3id.org/gcm/ontology#> ." in prefixes


def test_turtle_describes_complex_paths() -> None:
    """§3.6.2.2: the result path is a SHACL path again."""
    report = Report.of([replace(RESULT, path="^<urn:p>/<urn:q>*")])
    graph = rdflib.Graph().parse(data=report_turtle(report), format="turtle")
    [path] = graph.objects(None, SH.resultPath)
    first, second = Collection(graph, path)
    assert list(graph.predicate_objects(first)) == [(SH.inversePath, rdflib.URIRef("urn:p"))]
    assert list(graph.predicate_objects(second)) == [(SH.zeroOrMorePath, rdflib.URIRef("urn:q"))]


def test_blank_nodes_of_the_data_are_not_those_of_the_report() -> None:
    """A node of the data that is called like one of the report's stays another node."""
    names = [f"_:report{number}" for number in range(6)]
    report = Report.of(replace(RESULT, focus_node=name, value=name) for name in names)
    graph = rdflib.Graph().parse(data=report_turtle(report), format="turtle")
    focus_nodes = set(graph.objects(None, SH.focusNode))
    assert len(focus_nodes) == len(names)
    assert not focus_nodes & set(graph.subjects())


def test_reports_are_written_alike_under_any_hash_seed() -> None:
    """The same results are the same bytes in every process."""
    program = (
        "from gcm_graph.validation import *\n"
        "shapes = b'@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:S> sh:targetSubjectsOf <urn:p> ; '\\\n"
        "    b'sh:class <urn:C> , <urn:D> ; sh:property [ sh:path ( <urn:p> [ sh:inversePath <urn:p> ] ) ; '\\\n"
        "    b'sh:nodeKind sh:Literal ; sh:minCount 5 ] .'\n"
        "data = b''.join(b'<urn:%d> <urn:p> _:b%d .\\n' % (n % 7, n) for n in range(20))\n"
        "report = validate(data, shapes)\n"
        "print(report_json(report), report_turtle(report), report_table(report))\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1
    assert b"sh:ValidationReport" in outputs.pop()
