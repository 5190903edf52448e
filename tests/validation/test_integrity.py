"""Integrity checks: each is turned red by a dataset of its own, and none by a sound one.

A dataset `integrity/<check>.trig` declares what the check finds in it, one line `# expect: ...` a row: the values in
the order of the query's variables, as paths under https://w3id.org/gcm/ or prefixed names; `_` stands for a blank node,
and a text is given in its N-Triples form.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from gcm_graph import resources
from gcm_graph.dataset import complete, describe, read_content
from gcm_graph.errors import ExitStatus
from gcm_graph.namespaces import PREFIXES, iri
from gcm_graph.reading import open_source, read_resolution
from gcm_graph.reasoning import Engine
from gcm_graph.validation import Severity
from gcm_graph.validation.integrity import Check, CheckError, Finding, load_checks, run_checks

CHECKS = load_checks(resources.shapes_folder() / "checks")
DATASETS = Path(__file__).parent / "integrity"
_VALUE = re.compile(r'"[^"]*"\S*|\S+')
WELL_WRITTEN = "# title: T.\n# problem: P\n#   goes on.\n# solution: S.\n\nSELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } }\n"


def _store(name):
    store = Store()
    store.load(path=str(DATASETS / f"{name}.trig"), format=RdfFormat.TRIG)
    return store


def _expand(name):
    if name == "_":
        return name
    if name.startswith('"'):
        text, separator, datatype = name.partition("^^")
        return text + separator + (_expand(datatype) if datatype else "")
    prefix, colon, local = name.partition(":")
    return f"<{PREFIXES[prefix] + local if colon else iri(name)}>"


def _expected(name):
    begin = "# expect: "
    lines = (DATASETS / f"{name}.trig").read_text(encoding="utf-8").splitlines()
    rows = [_VALUE.findall(line.removeprefix(begin)) for line in lines if line.startswith(begin)]
    return {tuple(_expand(value) for value in row) for row in rows}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_a_check_finds_its_offenders(check):
    """A check finds exactly the rows that its dataset declares."""
    findings = run_checks(_store(check.name), [check])
    rows = {tuple("_" if value.startswith("_:") else value for value in finding.row) for finding in findings}
    assert rows == _expected(check.name)
    assert rows


def test_a_sound_dataset_passes_all_checks():
    """Graphs in which everything is named, defined, described and of known origin give no finding."""
    assert run_checks(_store("clean"), CHECKS) == ()


def test_the_published_graphs_pass_all_checks():
    """The graphs as published give no finding."""
    document = read_resolution(open_source("a-res-73-195"))
    store = Store()
    store.extend(complete(describe(read_content(document)), Engine.FAST))
    assert run_checks(store, CHECKS) == ()


def test_every_check_has_a_dataset():
    """There is one dataset for each check, and one that is sound."""
    assert {file.stem for file in DATASETS.iterdir()} == {"clean", *(check.name for check in CHECKS)}


def test_findings_carry_the_severity_of_the_table_and_stand_in_order():
    """Findings come in the order of the checks, then of their values, each with the severity of its check."""
    query = "SELECT ?s ?none WHERE { GRAPH ?g { ?s ?p ?o } }"
    checks = [
        Check(name, "T.", "P.", "S.", severity, query)
        for name, severity in (("b", Severity.INFO), ("a", Severity.WARNING))
    ]
    store = _store("inferred-apart")
    eleven, twelve = "<https://w3id.org/gcm/objective/11>", "<https://w3id.org/gcm/objective/12>"
    assert run_checks(store, checks[:1]) == (
        Finding("b", Severity.INFO, (eleven, "")),
        Finding("b", Severity.INFO, (twelve, "")),
    )
    assert [finding.check for finding in run_checks(store, checks)] == ["b", "b", "a", "a"]


def test_the_default_graph_is_not_looked_at():
    """A copy of everything in the default graph, as a store has it, changes nothing."""
    store = _store("clean")
    store.load(b"<http://example.org/a> <http://example.org/b> [] .", format=RdfFormat.TURTLE)
    assert run_checks(store, CHECKS) == ()


def test_a_check_is_read_with_its_documentation(tmp_path):
    """Title, problem and solution are the first comment lines; an indented line goes on with the one before it."""
    (tmp_path / "one.rq").write_text(WELL_WRITTEN, encoding="utf-8")
    (tmp_path / "severity.csv").write_text("check,severity\none,warning\n", encoding="utf-8")
    assert load_checks(tmp_path) == (Check("one", "T.", "P goes on.", "S.", Severity.WARNING, WELL_WRITTEN),)


@pytest.mark.parametrize(
    ("query", "table", "message"),
    [
        (WELL_WRITTEN.replace("# problem: P\n#   goes on.\n", ""), "one,warning", "# problem:"),
        (WELL_WRITTEN.replace("# title: T.\n", ""), "one,warning", "# title:"),
        (WELL_WRITTEN.replace("SELECT ?s", "SELECT"), "one,warning", "does not parse"),
        (WELL_WRITTEN.replace("SELECT ?s WHERE", "ASK"), "one,warning", "no SELECT"),
        (WELL_WRITTEN, "", "no severity"),
        (WELL_WRITTEN, "one,grave", "line 2"),
        (WELL_WRITTEN, "one", "line 2"),
        (WELL_WRITTEN, "one,warning\none,info", "twice"),
        (WELL_WRITTEN, "one,warning\ntwo,info", "no check 'two'"),
    ],
)
def test_a_check_that_is_not_well_written_is_refused(tmp_path, query, table, message):
    """A check without its documentation, its severity or a query that returns rows is an error that names the file."""
    (tmp_path / "one.rq").write_text(query, encoding="utf-8")
    (tmp_path / "severity.csv").write_text(f"check,severity\n{table}", encoding="utf-8")
    with pytest.raises(CheckError, match=message) as raised:
        load_checks(tmp_path)
    assert raised.value.file in {"one.rq", "severity.csv"}
    assert raised.value.status is ExitStatus.FAILURE


@pytest.mark.parametrize("table", [None, "", "name,grade\none,warning\n"])
def test_a_missing_or_other_table_of_severities_is_refused(tmp_path, table):
    """Without the table, or with one of other columns, no check is loaded."""
    (tmp_path / "one.rq").write_text(WELL_WRITTEN, encoding="utf-8")
    if table is not None:
        (tmp_path / "severity.csv").write_text(table, encoding="utf-8")
    with pytest.raises(CheckError, match=r"severity\.csv"):
        load_checks(tmp_path)


def test_a_row_with_quotes_and_unbound_values_is_written_in_n_triples():
    """Values are written as N-Triples terms, an unbound one as an empty string."""
    store = Store()
    store.load(b'<http://e/s> <http://e/p> "a\\"b"@en <http://e/g> .', format=RdfFormat.N_QUADS)
    check = Check("c", "T.", "P.", "S.", Severity.VIOLATION, "SELECT ?o ?none { GRAPH ?g { ?s ?p ?o } }")
    assert run_checks(store, [check]) == (Finding("c", Severity.VIOLATION, ('"a\\"b"@en', "")),)
