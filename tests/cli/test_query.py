"""gcm query, as somebody who knows SPARQL uses it."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

pytestmark = pytest.mark.usefixtures("release")

QUERIES = Path(__file__).resolve().parents[2] / "ontology" / "queries"
LETTERS = "SELECT ?letter { <https://w3id.org/gcm/objective/22> gcm:hasAction/gcm:letter ?letter } ORDER BY ?letter"
"""Objective 22 has three actions, (a), (b) and (c)."""
PARTS = "CONSTRUCT WHERE { <https://w3id.org/gcm/objective/22> gcm:hasAction ?action . ?action gcm:letter ?letter }"


# What is asked


def test_the_prefixes_of_the_project_need_no_declaration(gcm):
    """The example of the help works as it stands there."""
    answer = gcm("query", 'SELECT ?text { ?unit gcm:citation "fn 1" ; gcm:text ?text }')
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "text\r\nResolution 71/1.\r\n", "")


def test_a_query_may_come_from_a_file(gcm, tmp_path):
    """The option --file names a file, and - is standard input."""
    (tmp_path / "my.rq").write_text(LETTERS, encoding="utf-8")
    expected = "letter\r\na\r\nb\r\nc\r\n"
    assert gcm("query", "--file", tmp_path / "my.rq").stdout == expected
    assert gcm("query", "--file", "-", stdin=LETTERS).stdout == expected


def test_every_saved_query_is_listed(gcm):
    """The list has each saved query with its question, and needs no release."""
    listed = gcm("query", "--list")
    assert listed.returncode == 0
    expected = {
        path.stem: path.read_text("utf-8").partition("\n")[0].removeprefix("# ") for path in QUERIES.glob("*.rq")
    }
    assert len(expected) >= 6
    assert dict(line.split(maxsplit=1) for line in listed.stdout.splitlines()) == expected


ROWS = {
    "actions-per-objective": 23,
    "commitments": 43,
    "footnote-places": 23,
    "guiding-principles": 10,
    "items-below-a-paragraph": 3 + 5 + 3 + 3,
    "longest-actions": 10,
    "outline": 11 + 23,
    "pages": 376,
    "two-titles": 1,
}
"""How many rows each saved query has, by what the source text has: sections, objectives, items below paragraph 43.

Of the 22 footnotes one has two marks: both Covenants of paragraph 2 have mark 3. Only objective 13 has two titles.
"""


@pytest.mark.parametrize("name", sorted(path.stem for path in QUERIES.glob("*.rq")))
def test_a_saved_query_answers_its_question(gcm, name):
    """A saved query has a row for all that it asks for, each once, and no empty cell but in the column `within`."""
    results = json.loads(gcm("query", "--name", name, "--format", "json").stdout)
    rows = results["results"]["bindings"]
    assert len({json.dumps(row, sort_keys=True) for row in rows}) == len(rows) == ROWS[name]
    assert all(set(results["head"]["vars"]) - set(row) <= {"within"} for row in rows)


def test_named_graphs_and_their_merge(gcm):
    """A plain pattern sees the merge of all graphs, GRAPH and FROM one of them (SPARQL 1.1 Query, section 13)."""
    statements, text = "<https://w3id.org/gcm/footnote/1> ?p ?o", "<https://w3id.org/gcm/graph/text>"
    query = f"""SELECT ?everywhere ?byGraph ?inText {{
      {{ SELECT (COUNT(*) AS ?everywhere) {{ {statements} }} }}
      {{ SELECT (COUNT(*) AS ?byGraph) {{ GRAPH ?graph {{ {statements} }} }} }}
      {{ SELECT (COUNT(*) AS ?inText) {{ GRAPH {text} {{ {statements} }} }} }}
    }}"""
    everywhere, by_graph, in_text = map(int, gcm("query", query).stdout.splitlines()[1].split(","))
    assert everywhere == by_graph > in_text > 0
    answer = gcm("query", "SELECT (COUNT(*) AS ?n) " + f"FROM {text} {{ {statements} }}")
    assert answer.stdout == f"n\r\n{in_text}\r\n"


# How it is answered


def test_csv_is_the_default_without_a_terminal(gcm):
    """Solutions go into a pipe as CSV (SPARQL 1.1 Query Results CSV and TSV Formats)."""
    assert (
        gcm("query", LETTERS).stdout == gcm("query", "--format", "csv", LETTERS).stdout == "letter\r\na\r\nb\r\nc\r\n"
    )


def test_tsv(gcm):
    """TSV has the terms in the syntax of Turtle."""
    assert gcm("query", "--format", "tsv", LETTERS).stdout == '?letter\n"a"\n"b"\n"c"\n'


def test_json(gcm):
    """JSON is that of SPARQL 1.1 Query Results JSON Format."""
    found = json.loads(gcm("query", "--format", "json", LETTERS).stdout)
    assert found["head"]["vars"] == ["letter"]
    assert [row["letter"] for row in found["results"]["bindings"]] == [
        {"type": "literal", "value": letter} for letter in "abc"
    ]


def test_xml(gcm):
    """XML is that of SPARQL Query Results XML Format."""
    root = ET.fromstring(gcm("query", "--format", "xml", LETTERS).stdout)  # noqa: S314 - we wrote it
    literals = root.iter("{http://www.w3.org/2005/sparql-results#}literal")
    assert [literal.text for literal in literals] == ["a", "b", "c"]


def test_a_table_is_the_default_on_a_terminal(gcm, terminal):
    """On a terminal solutions are a table that fits its width, with the number of rows; elsewhere if asked for."""
    shown = terminal("query", LETTERS)
    assert shown.stdout == "letter\n------\na\nb\nc\n\n3 rows\n"
    assert gcm("query", "--format", "table", LETTERS).stdout == shown.stdout
    wide = terminal("query", "SELECT ?c ?t { ?u a gcm:Action ; gcm:citation ?c ; gcm:text ?t }", COLUMNS="60")
    assert max(map(len, wide.stdout.splitlines())) == 60
    assert wide.stdout.endswith("\n187 rows\n")


@pytest.mark.parametrize(
    ("arguments", "syntax"),
    [
        ([], RdfFormat.TURTLE),
        (["--format", "ttl"], RdfFormat.TURTLE),
        (["--format", "nt"], RdfFormat.N_TRIPLES),
        (["--format", "xml"], RdfFormat.RDF_XML),
        (["--format", "json"], RdfFormat.JSON_LD),
    ],
)
def test_a_graph_may_be_written_in_several_syntaxes(gcm, arguments, syntax):
    """The graph of a CONSTRUCT query is Turtle unless another syntax is asked for."""
    answer = gcm("query", *arguments, PARTS)
    assert (answer.returncode, answer.stderr) == (0, "")
    subjects = {quad.subject for quad in parse(answer.stdout.encode(), format=syntax)}
    paths = ["objective/22", *(f"objective/22/action/{letter}" for letter in "abc")]
    assert subjects == {NamedNode(f"https://w3id.org/gcm/{path}") for path in paths}


def test_describe_gives_the_statements_of_a_unit(gcm):
    """DESCRIBE answers with what the graphs say of a thing."""
    answer = gcm("query", "DESCRIBE <https://w3id.org/gcm/footnote/1>")
    assert answer.returncode == 0
    values = {quad.object.value for quad in parse(answer.stdout.encode(), format=RdfFormat.TURTLE)}
    assert {"fn 1", "Resolution 71/1.", "https://w3id.org/gcm/compact"} <= values


def test_ask_gives_true_or_false(gcm, terminal):
    """ASK answers with one word, or in a format for programs."""
    assert gcm("query", 'ASK { ?unit gcm:citation "27(b)" }').stdout == "true\n"
    assert terminal("query", 'ASK { ?unit gcm:citation "99(z)" }').stdout == "false\n"
    assert json.loads(gcm("query", "--format", "json", "ASK {}").stdout)["boolean"] is True


# What goes wrong


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT ?x {", "line 1, column 12"),
        ("SELECT ?x\nWHERE { ?x gcm:text }", "line 2, column 21"),
        ("nonsense", "line 1, column"),
        ("", "line 1, column 1"),
        ("INSERT DATA { <urn:s> <urn:p> 1 }", "line 1, column"),
        ("SELECT * { ?x unknown:term ?y }", "line 1, column"),
    ],
)
def test_a_query_that_does_not_parse_is_wrong_usage(gcm, failed, query, place):
    """The place where a query breaks off is told with line and column."""
    assert place in failed(gcm("query", query), 2)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        [LETTERS, "--name", "two-titles"],
        ["--file", "nowhere.rq"],
        ["--file", "."],
        ["--format", "yaml", LETTERS],
    ],
    ids=["no query", "two queries", "no such file", "a folder", "no such format"],
)
def test_one_query_is_needed(gcm, arguments):
    """No query, two queries, a file that cannot be read and an unknown format are wrong usage."""
    process = gcm("query", *arguments)
    assert (process.returncode, process.stdout) == (2, "")
    assert "Error: " in process.stderr


def test_a_file_that_is_no_text_is_wrong_usage(gcm, tmp_path):
    """A query file in another encoding is named."""
    (tmp_path / "latin.rq").write_bytes(b"# caf\xe9\n")
    process = gcm("query", "--file", tmp_path / "latin.rq")
    assert process.returncode == 2
    assert "latin.rq" in process.stderr


def test_an_unknown_saved_query_is_wrong_usage(gcm, failed):
    """The hint names the saved queries that there are."""
    messages = failed(gcm("query", "--name", "unicorn"), 2)
    assert "'unicorn'" in messages
    assert "two-titles" in messages


@pytest.mark.parametrize(("query", "form"), [(LETTERS, "ttl"), (PARTS, "csv"), ("ASK {}", "ttl")])
def test_results_have_only_their_own_formats(gcm, failed, query, form):
    """Rows cannot be Turtle and a graph cannot be CSV; the hint says what is possible."""
    messages = failed(gcm("query", "--format", form, query), 2)
    assert f"as {form}" in messages
    assert "json" in messages


BOTTOMLESS = {
    "groups": "SELECT * " + "{" * 100_000,
    "negations": "ASK { FILTER (" + "!" * 100_000 + "true) }",
    "unions": "ASK { {} " + "UNION {} " * 100_000 + "}",
}


@pytest.mark.parametrize("what", BOTTOMLESS)
def test_a_bottomless_query_is_refused(gcm, failed, what):
    """A query nested so deeply that it would exhaust the parser is refused, not crashed over."""
    failed(gcm("query", "--file", "-", stdin=BOTTOMLESS[what]), 2)


def test_a_query_that_cannot_be_answered_is_a_failure(gcm):
    """What goes wrong after parsing gives exit status 3: here nobody answers at the address of a SERVICE."""
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))  # bound, but not listening
        port = reserved.getsockname()[1]
        process = gcm("query", f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/sparql> {{ ?s ?p ?o }} }}")
    assert process.returncode == 3
    assert process.stderr.startswith("error: the query could not be answered: ")
    assert "SERVICE" in process.stderr


def test_a_query_can_be_interrupted(environment, home):
    """Ctrl-C ends a query that would take for ever, with exit status 3 and one line."""
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with subprocess.Popen(
        [sys.executable, "-m", "gcm_graph", "query", endless],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=home,
        env=dict(environment),
        encoding="utf-8",
    ) as process:
        time.sleep(1)  # by then the query is running; sooner, something else is interrupted
        process.send_signal(signal.SIGINT)
        try:
            _, messages = process.communicate(timeout=10)
        finally:
            process.kill()
    assert (process.returncode, messages.strip()) == (3, "error: interrupted")


# The longest query that is read at all has 50,000 characters.
DEEPEST = {
    "groups": "SELECT * " + "{" * 49_000,
    "brackets": "ASK { FILTER (" + "(" * 49_000,
    "negations": "ASK { FILTER (" + "!" * 49_000 + "true) }",
    "functions": "ASK { FILTER (" + "STR(" * 9_000 + "1" + ")" * 9_000 + ") }",
    "subqueries": "SELECT * {" + "{SELECT * {" * 3_500 + "}}" * 3_500 + "}",
}


@pytest.mark.parametrize("what", DEEPEST)
def test_a_deep_query_does_not_crash(gcm, what):
    """Whatever a query that is short enough nests, it is answered or refused."""
    assert gcm("query", "--file", "-", stdin=DEEPEST[what]).returncode in {0, 2}


def test_a_query_of_a_sensible_depth_is_answered(gcm):
    """The limit on nesting leaves room for queries that people and programs write."""
    assert gcm("query", "ASK " + "{" * 100 + "}" * 100).stdout == "true\n"


def test_data_cannot_steer_the_terminal(terminal):
    """Control characters of a literal are written out on a terminal, in tables and in Turtle."""
    red = terminal("query", r'SELECT ("a\u001B[31mred" AS ?x) {}')
    assert (red.returncode, "\x1b" in red.stdout) == (0, False)
    assert "a\\x1b[31mred" in red.stdout
    assert "\x1b" not in terminal("query", r'CONSTRUCT { <urn:s> <urn:p> "\u001B[31mred" } {}').stdout
    assert "\x1b" not in terminal("query", "SELECT * { \x1b[31m }").stderr
