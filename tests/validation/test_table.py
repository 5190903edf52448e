"""The table speaks to the owner of the data, and nothing in the data can do anything to a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal

from gcm_graph.validation import Report, Result, Severity, report_table

SHAPE = "http://example.org/CitationShape"
RESULT = Result(
    focus_node="https://w3id.org/gcm/objective/11/action/b",
    path="https://w3id.org/gcm/ontology#citation",
    value='"27b"',
    severity=Severity.VIOLATION,
    source_shape=SHAPE,
    component="http://www.w3.org/ns/shacl#PatternConstraintComponent",
    message="A citation looks like 27(b).",
)


def test_the_message_comes_first_then_the_rule_then_the_nodes() -> None:
    """What is wrong, which rule says so, where, and with which value."""
    other = replace(
        RESULT, focus_node="https://w3id.org/gcm/paragraph/2", value='"2"^^<http://www.w3.org/2001/XMLSchema#int>'
    )
    assert report_table(Report.of([RESULT, other])).splitlines() == [
        "violation  A citation looks like 27(b). (2)",
        "           http://example.org/CitationShape, gcm:citation",
        '           objective/11/action/b  "27b"',
        '           paragraph/2            "2"^^xsd:int',
        "",
        "The data does not conform to the shapes: 2 violations.",
    ]


def test_nodes_have_the_names_that_their_owner_knows() -> None:
    """Citations go before addresses, in the column of values too."""
    names = {RESULT.focus_node: "27(b)", "https://w3id.org/gcm/objective/11": "Objective 11"}
    report = Report.of([replace(RESULT, value="<https://w3id.org/gcm/objective/11>")])
    assert "           27(b)  Objective 11\n" in report_table(report, names=names)


def test_what_conforms_is_said_in_one_line() -> None:
    """No empty table."""
    assert report_table(Report.of([])) == "The data conforms to the shapes.\n"


def test_groups_are_capped_and_counted() -> None:
    """A fault that is everywhere is shown at a few places."""
    report = Report.of(replace(RESULT, focus_node=f"urn:{number:02}") for number in range(13))
    lines = report_table(report, limit=3).splitlines()
    assert lines[0].endswith("(13)")
    assert [line.split()[0] for line in lines[2:5]] == ["urn:00", "urn:01", "urn:02"]
    assert lines[5].strip() == "and 10 more"
    assert "more" not in report_table(report, limit=13)


def test_each_rule_has_a_group_of_its_own_and_the_gravest_comes_first() -> None:
    """By severity, then by shape, constraint and path."""
    results = [
        replace(RESULT, severity=Severity.INFO, message="remark"),
        replace(RESULT, severity=Severity.WARNING, message="warning"),
        replace(RESULT, source_shape="http://example.org/Other", message="other shape"),
        replace(RESULT, path="urn:q", message="other path"),
        RESULT,
    ]
    lines = report_table(Report.of(results)).splitlines()
    heads = [line for line in lines if re.match(r"(violation|warning|remark)  ", line)]
    assert [head.split("  ")[1] for head in heads] == [
        "A citation looks like 27(b). (1)",
        "other path (1)",
        "other shape (1)",
        "warning (1)",
        "remark (1)",
    ]
    assert lines[-1] == "The data does not conform to the shapes: 3 violations, 1 warning, 1 remark."


def test_messages_that_differ_stand_at_their_nodes() -> None:
    """A query fills the values into its message; the rule is the headline then."""
    report = Report.of(replace(RESULT, message=f"{word} is wrong.", focus_node=f"urn:{word}") for word in "ab")
    assert report_table(report).splitlines()[:3] == [
        "violation  http://example.org/CitationShape, gcm:citation (2)",
        "           urn:a  a is wrong.",
        "           urn:b  b is wrong.",
    ]


def test_a_value_that_is_the_node_itself_is_not_repeated() -> None:
    """On a node shape the focus node is its own value."""
    report = Report.of([replace(RESULT, path="", value=f"<{RESULT.focus_node}>")])
    assert report_table(report).splitlines()[2] == "           objective/11/action/b"


def test_colours_are_codes_around_severities_only() -> None:
    """Without its codes a coloured table is the plain one."""
    report = Report.of([RESULT, replace(RESULT, severity=Severity.WARNING), replace(RESULT, severity=Severity.INFO)])
    coloured = report_table(report, colour=True)
    assert "\x1b" not in report_table(report)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == report_table(report)
    assert coloured.count("\x1b[0m") == 6


HOSTILE = [
    "\x1b[2J\x1b]0;title\x07",
    "\x9b31m",
    "\u202egnp.exe",
    "<script>alert(1)</script> [bold]x[/bold] {value} %s",
    "a\nb\r\nc\td",
    "\x00\x08\x7f\x85\u2028\u2029",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "漢字" * 400,
    "x" * 3_000_000,
    "ß " * 100_000,
]
COMMANDS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def columns(line: str) -> int:
    """Return the columns of a line whose wide characters are the Chinese ones of the examples."""
    return sum(2 if "\u4e00" <= character <= "\u9fff" else 1 for character in line)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("width", [0, 40, 79, 200])
def test_hostile_text_neither_breaks_the_table_nor_reaches_the_terminal(text: str, width: int) -> None:
    """In the value, the message, the focus node, the shape and the path: written out, cut, on one line."""
    report = Report.of(
        [
            replace(RESULT, value=str(Literal(text))),
            replace(RESULT, message=text, source_shape="urn:message"),
            replace(RESULT, focus_node=str(Literal(text)), source_shape="urn:focus"),
            replace(RESULT, path=f"urn:{text}", source_shape=f"urn:{text}"),
            replace(RESULT, message=text + "other", source_shape="urn:several"),
            replace(RESULT, message=text, source_shape="urn:several"),
        ]
    )
    table = report_table(report, width)
    assert not COMMANDS.search(table)
    assert all(columns(line) <= max(width, 40) or " " not in line.strip() for line in table.splitlines()[:-1])
    assert len(table) < 40_000
    assert not COMMANDS.search(report_table(report, width, whole=True))


@given(text=st.text())
def test_no_text_reaches_the_terminal_unseen(text: str) -> None:
    """Whatever stands in a literal or a message."""
    report = Report.of([replace(RESULT, value=str(Literal(text)), message=text)])
    assert not COMMANDS.search(report_table(report))


def test_markup_in_a_value_is_shown_as_it_is() -> None:
    """The table is plain text."""
    value = '"<b>&amp;[red]"'
    assert value in report_table(Report.of([replace(RESULT, value=value)]))


def test_a_table_of_a_true_report(report_of: Callable[..., Report]) -> None:
    """From Turtle to the lines that a user reads."""
    shapes = """
        ex:Letter a sh:NodeShape ; sh:targetClass ex:Action ; sh:property ex:Letter-pattern .
        ex:Letter-pattern sh:path ( ex:label [ sh:zeroOrMorePath ex:next ] ) ; sh:minCount 1 ;
          sh:message "Every action has a letter."@en ; sh:severity sh:Warning .
    """
    assert report_table(report_of(shapes, "ex:a a ex:Action ."), 60).splitlines() == [
        "warning  Every action has a letter. (1)",
        "         http://example.org/Letter-pattern",
        "           http://example.org/label/http://example.org/next*",
        "         http://example.org/a",
        "",
        "The data does not conform to the shapes: 1 warning.",
    ]


LONG = replace(
    RESULT,
    focus_node="https://example.org/migration/data/plan-of-the-republic-of-exemplaria",
    value="<https://example.org/migration/data/measure/welcome-desks-in-every-district>",
)
DEEP = " " * 11


def test_an_address_is_never_cut() -> None:
    """Where node and value do not fit beside each other, the value has a line of its own, whole."""
    assert report_table(Report.of([LONG]), 60).splitlines()[1:4] == [
        f"{DEEP}http://example.org/CitationShape, gcm:citation",
        f"{DEEP}https://example.org/migration/data/plan-of-the-republic-of-exemplaria",
        f"{DEEP}  https://example.org/migration/data/measure/welcome-desks-in-every-district",
    ]


def test_a_literal_is_cut_in_a_terminal_only() -> None:
    """A text at fault is cut to the line; in a file it is whole, however long the line."""
    text = "word " * 40
    report = Report.of([replace(RESULT, value=f'"{text}"')])
    assert all(columns(line) <= 60 for line in report_table(report, 60).splitlines())
    assert f'objective/11/action/b  "{text}"\n' in report_table(report, 60, whole=True)


def test_in_a_file_each_result_is_one_line() -> None:
    """What `grep` finds has the node and the value, and no word of the message is cut."""
    report = Report.of([replace(LONG, message="See " + "x" * 200)])
    lines = report_table(report, 60, whole=True).splitlines()
    assert f"{DEEP}{LONG.focus_node}  {LONG.value[1:-1]}" in lines
    assert any("x" * 200 in line for line in lines)


def test_results_that_say_the_same_are_one_line() -> None:
    """Two rules named by sh:node that are both broken give two equal results: one line, with their number."""
    report = Report.of([replace(RESULT, value=None), replace(RESULT, value=None), replace(RESULT, focus_node="urn:a")])
    lines = report_table(report).splitlines()
    assert lines[0].endswith("(3)")
    assert [line.split("  ")[0] for line in sorted(line.strip() for line in lines[2:4])] == [
        "objective/11/action/b (2 times)",
        "urn:a",
    ]
