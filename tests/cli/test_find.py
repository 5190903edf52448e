"""gcm find, as a reader of the Compact uses it."""

from __future__ import annotations

import csv
import io
import json

import pytest

pytestmark = pytest.mark.usefixtures("release")


def test_words_are_shown_in_context(gcm):
    """A prefix finds its words wherever they stand; they stand in one column, and the counts follow."""
    # "sovereign" and "sovereignty" stand in paragraphs 7, 15(c) (three times) and 27 of the source text.
    lines = gcm("find", "sovereign*").stdout.splitlines()
    hits = lines[: lines.index("")]
    assert [line.split()[0] for line in hits] == ["7", "15(c)", "15(c)", "15(c)", "27"]
    assert len({line.lower().index("sovereign") for line in hits}) == 1
    assert max(map(len, lines)) <= 80
    assert lines[len(hits) :] == [
        "",
        "5 hits in 3 units",
        "",
        "1  Preamble",
        "3  Our vision and guiding principles",
        "1  Objective 11: Manage borders in an integrated, secure and coordinated manner",
        "",
        "1  Paragraph",
        "3  GuidingPrinciple",
        "1  Commitment",
    ]


@pytest.mark.parametrize("words", [["trade unions"], ["trade", "unions"], ['"trade unions"']])
def test_several_words_are_a_phrase(gcm, words):
    """Words in one argument, in several, or between quotation marks are one phrase."""
    assert "\n7 hits in 7 units\n" in gcm("find", *words).stdout


def test_csv_has_one_hit_a_line(gcm, release):
    """CSV gives each hit with its unit and its span, which the text of the unit confirms."""
    units = [json.loads(line) for line in (release / "tables" / "units.jsonl").read_text("utf-8").splitlines()]
    texts = {unit["iri"]: unit["text"] for unit in units}
    printed = gcm("find", "sovereign*", "--format", "csv").stdout
    found = list(csv.DictReader(io.StringIO(printed, newline=""), strict=True))
    assert [hit["citation"] for hit in found] == ["7", "15(c)", "15(c)", "15(c)", "27"]
    assert all(texts[hit["iri"]][int(hit["start"]) : int(hit["end"])] == hit["match"] for hit in found)
    assert [hit["match"] for hit in found] == ["sovereignty", "sovereignty", "sovereign", "sovereign", "sovereignty"]


def test_json_has_counts_and_hits(gcm):
    """JSON gives the counts by objective and kind, and every hit."""
    found = json.loads(gcm("find", "sovereign*", "--format", "json").stdout)
    assert (found["query"], found["hits"], found["units"]) == ("sovereign*", 5, 3)
    assert {entry["kind"]: entry["hits"] for entry in found["byKind"]} == {
        "Paragraph": 1,
        "GuidingPrinciple": 3,
        "Commitment": 1,
    }
    assert len(found["results"]) == 5


def test_nothing_found_is_no_error(gcm):
    """Words that stand nowhere give a count of nought and exit status 0."""
    found = gcm("find", "unicorn")
    assert (found.returncode, found.stdout, found.stderr) == (0, "0 hits in 0 units\n", "")


@pytest.mark.parametrize("words", ["", "so*vereign", "a" * 201])
def test_a_query_without_sense_is_wrong_usage(gcm, failed, words):
    """No word, a * inside a word, or too many of them: exit status 2 with an example."""
    assert "gcm find 'sovereign*'" in failed(gcm("find", words), 2)


def test_what_is_searched_for_is_no_pattern(gcm):
    """Characters that mean something to regular expressions mean themselves."""
    assert gcm("find", "(a+)+$").returncode == 0
    assert gcm("find", "Add.1").stdout.splitlines()[0].startswith("fn 12  ")
