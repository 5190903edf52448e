"""Finding: what counts as a word, a phrase and a hit, and how hits are shown and counted."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gcm_graph.concordance import findings_csv, findings_json, findings_table
from gcm_graph.errors import ExitStatus
from gcm_graph.finding import Count, EmptyQueryError, FindSyntaxError, find, place
from gcm_graph.namespaces import iri
from gcm_graph.units import Unit

SECTION = "Objectives and commitments"
OBJECTIVE = "Objective 11: Manage borders"


def unit(path: str, text: str, kind: str = "Paragraph", part_of: str = "compact", **facts) -> Unit:
    """Return a unit whose place on the page does not matter."""
    return Unit(
        iri=iri(path),
        path=path,
        kind=kind,
        part_of=iri(part_of),
        text=text,
        first_page=1,
        last_page=1,
        page_basis="printed",
        reading_order=1,
        line=1,
        source="a-res-73-195",
        **{"label": f"Label of {path}"} | facts,
    )


def matches(text: str, query: str) -> list[str]:
    """Return what a query finds in one text."""
    return [hit.match for hit in find([unit("paragraph/1", text)], query).hits]


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("race", "Race, traceability and race.", ["Race", "race"]),
        ("RACE", "race", ["race"]),
        ("gender", "a gender-responsive policy", ["gender"]),
        ("responsive", "a gender-responsive policy", ["responsive"]),
        ("gender-responsive", "gender-responsive, gender responsive", ["gender-responsive", "gender responsive"]),
        ("gender responsive", "a gender-responsive policy", ["gender-responsive"]),
        ("win", "win-win", ["win", "win"]),
        ("migrant", "the migrant's; migrants'", ["migrant"]),
        ("migrants", "the migrants' organizations", ["migrants"]),
        ("migrant's", "the migrant\u2019s", ["migrant\u2019s"]),
        ("migrant\u2019s", "the migrant's", ["migrant's"]),
        ("sovereign*", "sovereign, Sovereignty; sovereigns-in-law", ["sovereign", "Sovereignty", "sovereigns"]),
        ("gender*", "gender-responsive", ["gender"]),
        ("trade unions", "trade unions, trade  unions; unions trade", ["trade unions", "trade  unions"]),
        ('"trade unions"', "trade unions", ["trade unions"]),
        ("\u201ctrade unions\u201d", "trade unions", ["trade unions"]),
        ("trade* union", "trades union", ["trades union"]),
        ("migrants women", "migrants, women; migrants. Women; migrants (women)", []),
        ("migrants, women", "migrants, women; migrants. Women; migrants women", ["migrants, women"]),
        ("migrants ,women", "migrants, women", ["migrants, women"]),
        ("migration (IOM)", "Migration (IOM)", ["Migration (IOM"]),
        ("entitled Making", 'entitled "Making migration work"', ['entitled "Making']),
        ("2015-2030", "2015\u20132030", ["2015\u20132030"]),
        ("73/195", "A/RES/73/195", ["73/195"]),
        ("review,", "review and review.", ["review", "review"]),
        ("(b)", "a b c", ["b"]),
        ("a.b", "a b axb a.b", ["a.b"]),
        ("3", "30, 3 and 13", ["3"]),
        ("é*", "état, etat", ["état"]),
        ("snake", "snake_case", ["snake"]),
    ],
)
def test_words_and_phrases_match_as_documented(query, text, found):
    """Whole words in their order; joiners are not compared, other punctuation is, capitals are not."""
    assert matches(text, query) == found


@pytest.mark.parametrize("query", ["", "  ", "*", '""', '"*"', "...", "-", "***"])
def test_a_query_without_a_word_is_refused(query):
    """There is nothing to look for."""
    with pytest.raises(EmptyQueryError) as caught:
        find([], query)
    assert caught.value.status is ExitStatus.USAGE
    assert "gcm find" in caught.value.hint


@pytest.mark.parametrize("query", ["*tion", "so*ty", "a * b", "a**", "non-*", '"a" "b"', 'a "b" c', "x" * 201])
def test_a_query_that_is_no_phrase_is_refused(query):
    """A star that ends no word, inner quotation marks and endless queries are refused rather than half understood."""
    with pytest.raises(FindSyntaxError) as caught:
        find([], query)
    assert caught.value.status is ExitStatus.USAGE


UNITS = (
    unit("resolution/paragraph/2", "Endorses migration", part_of="resolution", citation="res 2"),
    unit("opening", "We, the Heads, on migration", citation="opening", label="Opening"),
    unit("footnote/1", "Migration resolution.", "Footnote", citation="fn 1"),
    unit("section/preamble", "Preamble to migration", "Section", label="Preamble to migration"),
    unit("paragraph/1", "Migration is migration.", citation="1", headings=("Preamble to migration",)),
    unit("section/objectives-and-commitments", SECTION, "Section", label=SECTION),
    unit(
        "objective/11",
        "Manage borders",
        "Objective",
        headings=(SECTION,),
        number=11,
        citation="Objective 11",
        label="Manage borders",
        lead_in="To realize migration:",
    ),
    unit(
        "paragraph/27",
        "We commit to borders. We further commit to migration.",
        part_of="objective/11",
        headings=(SECTION, OBJECTIVE),
        citation="27",
    ),
    unit(
        "objective/11/commitment/1",
        "We commit to borders.",
        "Commitment",
        part_of="paragraph/27",
        headings=(SECTION, OBJECTIVE),
        citation="27",
    ),
    unit(
        "objective/11/commitment/2",
        "We further commit to migration.",
        "Commitment",
        part_of="paragraph/27",
        headings=(SECTION, OBJECTIVE),
        citation="27",
    ),
    unit(
        "section/inner",
        "Inner borders",
        "Section",
        part_of="section/objectives-and-commitments",
        headings=(SECTION, OBJECTIVE),
        label="Inner borders",
    ),
    unit(
        "objective/11/action/h",
        "Migration: act on borders;",
        "Action",
        part_of="objective/11",
        headings=(SECTION, OBJECTIVE, "Inner borders"),
        citation="27(h)",
    ),
)


def test_every_printed_place_is_one_hit():
    """A paragraph made of commitments is searched in them only; lead-ins are not searched."""
    hits = find(UNITS, "migration").hits
    assert [(hit.unit.path, hit.start, hit.end) for hit in hits] == [
        ("resolution/paragraph/2", 9, 18),
        ("opening", 18, 27),
        ("footnote/1", 0, 9),
        ("section/preamble", 12, 21),
        ("paragraph/1", 0, 9),
        ("paragraph/1", 13, 22),
        ("objective/11/commitment/2", 21, 30),
        ("objective/11/action/h", 0, 9),
    ]


def test_hits_are_counted_by_place_and_kind():
    """A place is an objective, or an outermost section, or one of the parts without a heading; in the text's order."""
    findings = find(UNITS, "migration")
    assert findings.by_place == (
        Count("Resolution 73/195", 1, 1),
        Count("Opening", 1, 1),
        Count("Footnotes", 1, 1),
        Count("Preamble to migration", 3, 2),
        Count(OBJECTIVE, 2, 2),
    )
    assert findings.by_kind == (
        Count("Paragraph", 4, 3),
        Count("Footnote", 1, 1),
        Count("Section", 1, 1),
        Count("Commitment", 1, 1),
        Count("Action", 1, 1),
    )
    assert (len(findings.hits), findings.units) == (8, 7)


def test_an_objectives_title_and_sub_heading_count_for_the_objective():
    """Borders stand in the title, a commitment, a sub-heading and an action of the one objective."""
    assert find(UNITS, "borders").by_place == (Count(OBJECTIVE, 4, 4),)


@pytest.mark.parametrize(
    ("path", "expected"),
    [("section/objectives-and-commitments", SECTION), ("objective/11", OBJECTIVE), ("section/inner", OBJECTIVE)],
)
def test_a_heading_stands_in_its_own_place(path, expected):
    """A hit in a heading counts for what it is the heading of, unless that lies inside an objective."""
    assert place(next(each for each in UNITS if each.path == path)) == expected


def test_the_span_of_a_hit_counts_code_points():
    """A character beyond the basic plane is one, not two."""
    (hit,) = find([unit("paragraph/1", "\U0001f310 – migration")], "migration").hits
    assert (hit.start, hit.end, hit.unit.text[hit.start : hit.end]) == (4, 13, "migration")


@pytest.mark.parametrize(
    ("context", "left", "right"),
    [
        (100, "one two three ", "-five six seven"),
        (13, "two three ", "-five six"),
        (10, "two three ", "-five six"),
        (9, "three ", "-five six"),
        (8, "three ", "-five"),
        (3, "", ""),
        (0, "", ""),
    ],
)
def test_context_is_cut_at_words(context, left, right):
    """At most so many characters on each side, and no part of a word that the limit cuts."""
    (hit,) = find([unit("paragraph/1", "one two three four-five six seven")], "four", context=context).hits
    assert (hit.left, hit.match, hit.right) == (left, "four", right)


@settings(deadline=None)
@given(
    st.text(alphabet="ab -,.'\u2013é", max_size=60),
    st.text(alphabet='ab -,.*"\u2019', max_size=8),
    st.integers(0, 20),
)
def test_a_hit_is_a_span_of_the_text(text, query, context):
    """Left, match and right are what stands around the span; hits are in order and do not overlap."""
    try:
        hits = find([unit("paragraph/1", text)], query, context=context).hits
    except (EmptyQueryError, FindSyntaxError):
        return
    end = 0
    for hit in hits:
        assert end <= hit.start < hit.end
        assert text[hit.start : hit.end] == hit.match
        assert text[: hit.start].endswith(hit.left)
        assert text[hit.end :].startswith(hit.right)
        assert max(len(hit.left), len(hit.right)) <= context
        end = hit.end


@settings(deadline=None)
@given(st.text(max_size=210))
def test_any_query_is_answered_or_a_named_error(query):
    """Nothing that can be typed raises anything but the two errors of the module; what is found can be encoded."""
    try:
        findings = find(UNITS, query)
    except (EmptyQueryError, FindSyntaxError):
        return
    assert findings_json(findings).encode("utf-8")


def test_a_query_from_a_broken_terminal_can_be_written():
    """Bytes that are no text reach Python as surrogates, which no file can hold: they are replaced."""
    assert json.loads(findings_json(find(UNITS, "migration \udcff")))["query"] == "migration ?"


def test_the_table_has_the_words_in_one_column():
    """Citation or label first, the words one under the other, then the totals and both counts."""
    table = findings_table(find(UNITS[4:], "migration"), 50, colour=False)
    assert table.splitlines()[:4] == [
        "1" + " " * 23 + "Migration is migration.",
        "1" + " " * 10 + "Migration is migration.",
        "27     …rther commit to migration.",
        "27(h)" + " " * 19 + "Migration: act on borders;",
    ]


def test_the_table_aligns_words_and_keeps_to_the_width():
    """Every line fits the terminal; the words found begin in the same column of every line of the concordance."""
    findings = find(UNITS, "migration", context=200)
    for width in (1, 40, 57, 80, 200):
        lines = findings_table(findings, width, colour=False).splitlines()
        assert max(len(line) for line in lines) <= max(width, 40)
        concordance = lines[: len(findings.hits)]
        references = max(len(line.split("  ")[0]) for line in concordance)
        column = references + 2 + (max(width, 40) - references - 2) * 2 // 5
        assert {line[column : column + 9].lower() for line in concordance} == {"migration"}


def test_the_table_ends_with_the_counts():
    """Totals, hits by place and hits by kind, the numbers right-aligned."""
    lines = findings_table(find(UNITS, "migration"), 80, colour=False).splitlines()
    assert lines[8:] == [
        "",
        "8 hits in 7 units",
        "",
        "1  Resolution 73/195",
        "1  Opening",
        "1  Footnotes",
        "3  Preamble to migration",
        "2  Objective 11: Manage borders",
        "",
        "4  Paragraph",
        "1  Footnote",
        "1  Section",
        "1  Commitment",
        "1  Action",
    ]


def test_the_table_marks_words_in_colour_only_when_asked():
    """ANSI codes stand around the words and nowhere else; without them the table is the same."""
    findings = find(UNITS, "migration")
    plain, coloured = (findings_table(findings, 80, colour=colour) for colour in (False, True))
    assert "\x1b" not in plain
    assert coloured.count("\x1b[1;31m") == 8
    assert coloured.replace("\x1b[1;31m", "").replace("\x1b[0m", "") == plain


def test_the_text_cannot_steer_the_terminal():
    """Control characters in a release are shown, not sent, and a line break does not break the table."""
    table = findings_table(find([unit("paragraph/1", "a\x1b[2Jb\nmigration\tx")], "migration"), 80, colour=False)
    assert table.splitlines()[0].endswith("a\\x1b[2Jb migration x")


def test_no_hits_are_said():
    """A search without hits gives a table that says so, CSV with a header, JSON with an empty list."""
    findings = find(UNITS, "sovereignty")
    assert findings_table(findings, 80, colour=False) == "0 hits in 0 units\n"
    assert findings_csv(findings).count("\r\n") == 1
    assert json.loads(findings_json(findings))["results"] == []


def test_csv_has_one_hit_a_line():
    """A header, CRLF, the same fields as JSON, cells unaltered even if one begins with a hyphen."""
    findings = find([unit("paragraph/1", 'A "win-win, spirit"', citation="1")], "win")
    text = findings_csv(findings)
    assert text.startswith("iri,citation,label,kind,place,start,end,left,match,right\r\n")
    first, second = csv.DictReader(io.StringIO(text, newline=""))
    assert (first["start"], first["left"], first["right"]) == ("3", 'A "', '-win, spirit"')
    assert (second["start"], second["end"], second["match"]) == ("7", "10", "win")
    assert text.endswith("\r\n")


def test_json_has_the_counts_and_the_hits():
    """Totals, counts in lists that keep their order, and each hit with its unit."""
    document = json.loads(findings_json(find(UNITS, "borders", context=5)))
    assert {name: value for name, value in document.items() if name != "results"} == {
        "query": "borders",
        "hits": 4,
        "units": 4,
        "byPlace": [{"place": OBJECTIVE, "hits": 4, "units": 4}],
        "byKind": [
            {"kind": "Objective", "hits": 1, "units": 1},
            {"kind": "Commitment", "hits": 1, "units": 1},
            {"kind": "Section", "hits": 1, "units": 1},
            {"kind": "Action", "hits": 1, "units": 1},
        ],
    }
    assert document["results"][2] == {
        "iri": "https://w3id.org/gcm/section/inner",
        "citation": None,
        "label": "Inner borders",
        "kind": "Section",
        "place": OBJECTIVE,
        "start": 6,
        "end": 13,
        "left": "",
        "match": "borders",
        "right": "",
    }
