"""gcm query, as somebody who knows SPARQL uses it."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
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


def test_files_of_ones_own_are_asked_together_with_the_release(gcm, tmp_path):
    """The option --data names a file, and again for each further one; nothing of it stays in the release."""
    (tmp_path / "terms.ttl").write_text(
        "@prefix gcm: <https://w3id.org/gcm/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
        "<https://example.org/lead> rdfs:subPropertyOf gcm:hasPrimaryObjective .",
        encoding="utf-8",
    )
    (tmp_path / "mine.jsonld").write_text(
        '{"@id": "https://example.org/1", "https://example.org/lead": {"@id": "https://w3id.org/gcm/objective/22"}}',
        encoding="utf-8",
    )
    asked = (
        "SELECT ?record ?number { ?record ?way ?objective . ?objective gcm:number ?number . "
        "?way rdfs:subPropertyOf+ gcm:addressesObjective }"
    )
    both = ("--data", tmp_path / "terms.ttl", "-d", tmp_path / "mine.jsonld")
    answer = gcm("query", asked, *both)
    assert (answer.returncode, answer.stdout) == (0, "record,number\r\nhttps://example.org/1,22\r\n")
    assert gcm("query", asked, "--data", tmp_path / "mine.jsonld").stdout == "record,number\r\n"
    assert gcm("query", asked).stdout == "record,number\r\n"
    assert len(gcm("query", "--name", "commitments", *both).stdout.splitlines()) == 1 + 43


def test_a_file_of_ones_own_that_is_not_there_is_an_error(gcm, tmp_path):
    """What cannot be read is named, and nothing is answered."""
    refused = gcm("query", "ASK {}", "--data", tmp_path / "none.ttl")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "none.ttl: there is no such file" in refused.stderr


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
    "actors": (39 - 5) + 6,
    "commitments": 43,
    "footnote-places": 23,
    "guiding-principles": 10,
    "instruments": (1 + 17) + 7 + 4,
    "instruments-of-objective-10": 2 + 2 + 1,
    "items-below-a-paragraph": 3 + 5 + 3 + 3,
    "longest-actions": 10,
    "outline": 11 + 23,
    "pages": 376,
    "principles-in-actions": 10,
    "targets-of-objective-9": 7 * 2,
    "tasks": 2 + 3 + 4 + 21 + 1 + 5 + 1 + 3 + 2 + 7 + 3 + 2 + 3 + 4 + 1,
    "trade-unions": 5,
    "two-titles": 1,
    "wordings-of-paragraph-27": 7 + 5,
}
"""How many rows each saved query has, by what the source text has: sections, objectives, items below paragraph 43.

Of the 22 footnotes one has two marks: both Covenants of paragraph 2 have mark 3. Only objective 13 has two titles.
Paragraph 1 names one instrument and paragraph 2 seventeen, two of them groups: footnote 4 lists seven members of the
one, footnote 13 four of the other. Two editions of the guidance booklet give the same seven targets for objective 9.
What paragraphs 40 to 54 ask is counted by paragraph, as often as somebody is asked: 40 asks States and the United
Nations; 43 decides two things, lets five contribute, and says one thing each of its three components and eleven items.
Of the 39 bodies of the table of actors five stand in the booklet only; there are six mechanisms. 26(a) names a protocol
and the convention that it supplements, 26(b) a plan of action, which its footnote cites too, and a toolkit. Trade
unions stand seven times in the text, twice in paragraphs. The Hub has other words than the resolution at seven places
of paragraph 27, the booklet at five.
"""

FROM_LINKS = {
    "actions-on-consular-protection",
    "children",
    "instruments-in-actions",
    "named-beside-trade-unions",
    "objectives-by-theme",
    "populations-of-objectives",
    "return-of-women-and-children",
    "stakeholders-of-objectives",
}
"""Saved queries whose answers follow from the table of links; `test_link_queries.py` works them out from it."""

MAY_BE_EMPTY = {
    "instruments": {"year"},
    "outline": {"within"},
    "targets-of-objective-9": {"edition", "printed"},
    "tasks": {"from", "until", "every"},
}
"""The columns of saved queries that need not have a value in every row."""


@pytest.mark.parametrize("name", sorted(path.stem for path in QUERIES.glob("*.rq")))
def test_a_saved_query_answers_its_question(gcm, name):
    """A saved query has a row for all that it asks for, each once, and no empty cell where there is always a value."""
    results = json.loads(gcm("query", "--name", name, "--format", "json").stdout)
    rows = results["results"]["bindings"]
    assert len({json.dumps(row, sort_keys=True) for row in rows}) == len(rows)
    assert len(rows) == ROWS[name] if name not in FROM_LINKS else rows
    assert all(set(results["head"]["vars"]) - set(row) <= MAY_BE_EMPTY.get(name, set()) for row in rows)


def answers(gcm, name):
    """Return the rows of a saved query, an empty cell as an empty string."""
    return list(csv.DictReader(io.StringIO(gcm("query", "--name", name).stdout, newline="")))


def test_the_instruments_are_those_of_paragraphs_1_and_2(gcm):
    """Each instrument stands there or in footnote 4 or 13, once, under its narrowest kind."""
    rows = answers(gcm, "instruments")
    shown = [json.loads(gcm("show", unit, "--format", "json").stdout) for unit in ("1", "2", "fn 4", "fn 13")]
    words = " ".join(unit["text"] for unit in shown).casefold()
    assert [row["instrument"] for row in rows if row["instrument"].casefold() not in words] == []
    assert len({row["instrument"] for row in rows}) == len(rows)
    kinds = Counter(row["kind"] for row in rows)
    # Paragraph 2 names two protocols and two groups; the four outcome documents follow "as well as".
    assert [kinds[kind] for kind in ("Protocol", "Group of instruments", "Outcome document")] == [2, 2, 4]


def test_the_targets_of_objective_9(gcm):
    """The booklet gives seven targets; the text that it prints under 17.16 is that of 17.6."""
    rows = answers(gcm, "targets-of-objective-9")
    found = [(row["target"].removeprefix("http://metadata.un.org/sdg/"), row["printed"]) for row in rows]
    targets = {("10.7", ""), ("16.1", ""), ("16.2", ""), ("16.3", ""), ("16.4", ""), ("17.18", ""), ("17.6", "17.16")}
    assert Counter(found) == dict.fromkeys(targets, 2)
    assert {row["edition"] for row in rows} == {"PDF edition", "interactive edition"}


def test_what_is_asked_from_when_and_how_often(gcm):
    """Paragraphs 46, 49(c), 50, 51 and 54 give years or intervals, and no other does."""
    rows = answers(gcm, "tasks")
    times = [tuple(row[name] for name in ("citation", "kind", "whom", "from", "until", "every")) for row in rows]
    regional = (
        "Regional consultative processes",
        "Regional processes, platforms and organizations",
        "United Nations regional economic commissions",
    )
    assert Counter(row for row in times if any(row[3:])) == Counter(
        [
            ("46", "Request", "Secretary-General", "", "", "P2Y"),
            ("49(c)", "Decision", "International Migration Review Forum", "2022", "", "P4Y"),
            *(("50", "Invitation", whom, "2020", "", "P4Y") for whom in regional),
            ("51", "Invitation", "Global Forum on Migration and Development", "", "", "P1Y"),
            ("54", "Request", "President of the General Assembly", "2019", "2019", ""),
        ]
    )


def test_every_paragraph_on_implementation_and_review_asks_something(gcm):
    """Paragraphs 40 to 54 each ask something of somebody, and so does every item of 43, 45 and 49."""
    rows = answers(gcm, "tasks")
    found = {row["citation"] for row in rows}
    items = {f"43({letter})" for letter in "abc"} | {f"43(a)({number})" for number in ("i", "ii", "iii", "iv", "v")}
    items |= {f"43({letter})({number})" for letter in "bc" for number in ("i", "ii", "iii")}
    items |= {f"45({letter})" for letter in "abc"} | {f"49({letter})" for letter in "abcde"}
    assert found == {str(number) for number in range(40, 55)} - {"49"} | items


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
        ("nonsense", "line 1, column 1"),
        ("", "line 1, column 1"),
        ("INSERT DATA { <urn:s> <urn:p> 1 }", "line 1, column 1"),
        ("SELECT * { ?x unknown:term ?y }", "line 1, column 15"),
        ("SELECT * {\n  ?s ?p ?o FILTER ?s = 1 }", "line 2, column 19"),
        ("SELECT ?x { ?x a gcm:Action } LIMIT many", "line 1, column 37"),
    ],
)
def test_a_query_that_does_not_parse_is_wrong_usage(gcm, failed, query, place):
    """The place where a query breaks off is told with line and column."""
    assert f"{place}: " in failed(gcm("query", query), 2)


def test_a_query_that_does_not_parse_is_shown_with_a_mark(gcm, failed):
    """The line with a mark under the token that cannot stand there, and what to write instead."""
    message = failed(gcm("query", "SELECT * {\n  ?s ?p ?o FILTER ?s = 1 }"), 2)
    assert "\n      ?s ?p ?o FILTER ?s = 1 }\n" + " " * 22 + "^\n" in message
    assert "FILTER(?x = 1)" in message


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


def processor_time(process: int) -> float:
    """Return the seconds that a process has had of a processor, which others may keep busy."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


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
        # By then the query is running; sooner, something else is interrupted.
        while process.poll() is None and processor_time(process.pid) < 1:
            time.sleep(0.1)
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
