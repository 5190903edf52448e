"""Drafts as people write them, each with what a careful reader finds in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gcm_graph.quoting import Form

DRAFTS = Path(__file__).parent / "drafts"
FORMS = {".md": Form.MARKDOWN, ".txt": Form.TEXT, ".html": Form.WEB_PAGE}

# Verdict, line, column, first words, the units as cited. Citations that lead somewhere are not listed.
EXPECTED = {
    "paper.md": [
        # The comma after "binding" is lost; 15(b) has the words without it, but paragraph 7 is cited.
        ("differs", 7, 99, "a non-legally binding", ["7"]),
        # "commit to manage our national borders" is paragraph 27, not 28.
        ("wrong place", 7, 182, "commit to manage our", ["27"]),
        # The comma after "non-discriminatory" is that of July 2018.
        ("other wording", 9, 23, "[r]eview and revise", ["27(f)"]),
        # "interest" for "interests".
        ("differs", 11, 52, "promptly informed and", ["27(e)"]),
        # Paragraph 27 ends with (g).
        ("not in the Compact", 11, 193, "paragraph 27(h)", []),
        ("exact", 15, 3, "Develop technical cooperation", ["27(d)"]),
        # Not listed: the paraphrase and the New York Declaration, its paragraph 55 and "soft law".
    ],
    "report.txt": [
        # So the Hub page has it; the Compact has "joint cross-border training".
        ("other wording", 4, 5, "joint crossborder trainings", ["27(a)"]),
        ("not in the Compact", 4, 61, "joint border patrols", []),
        # Copied without quotation marks, with "communication" for "communications".
        ("other wording", 9, 1, "(b) Establish appropriate", ["27(b)"]),
        # Capitals as in the Hub page, and "important" for "relevant", which nobody has.
        ("differs", 16, 2, "(c) Review and revise", ["27(c)"]),
        # Not listed: the politician, and the Convention on the Rights of the Child.
        ("not in the Compact", 25, 1, "Objective 24", []),
    ],
    "page.html": [
        # The title of the page, its style sheet and its script are no text. The heading has fewer than ten words.
        # "human rights" without "and the" is the wording of July 2018.
        ("other wording", 7, 16, "We further commit to", ["27"]),
        ("exact", 12, 17, "gender-responsive and child-sensitive", ["27"]),
        # 27(e) has "an unaccompanied or separated child".
        ("wrong place", 13, 4, "unaccompanied and separated children", ["15(h)"]),
    ],
}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_drafts_are_read_as_a_careful_reader_does(check, name):
    """All that is to be said of a draft is said, at its place, and nothing else."""
    file = DRAFTS / name
    checked = check(file.read_text(encoding="utf-8"), FORMS[file.suffix])
    found = [
        (each.verdict, each.position.line, each.position.column, each.words, [unit.citation for unit in each.units])
        for each in checked.findings
        if each.kind == "quotation" or each.verdict != "exact"
    ]
    assert len(found) == len(EXPECTED[name]), found
    for (verdict, line, column, words, units), expected in zip(found, EXPECTED[name], strict=True):
        assert (verdict, line, column, units) == (*expected[:3], expected[4])
        assert words.startswith(expected[3])
    assert not checked.is_clean


def test_every_draft_has_expectations():
    """No draft of the folder is forgotten."""
    assert {file.name for file in DRAFTS.iterdir()} == set(EXPECTED)


def test_differences_are_told_word_by_word(check):
    """What a draft has and what the Compact has are told for each place, with the sources that have the former."""
    text = (DRAFTS / "report.txt").read_text(encoding="utf-8")
    (found,) = [each for each in check(text).findings if each.verdict == "differs"]
    told = [
        (each.sort, each.here.words, each.compact.words, [witness.name for witness in each.witnesses])
        for each in found.differences
    ]
    assert told == [
        (
            "capitals",
            "National Human Rights Institutions",
            "national human rights institutions",
            ["Booklet", "Hub page"],
        ),
        ("words", "important", "relevant", []),
    ]
    for each in found.differences:
        assert text[each.span.start : each.span.end] == each.here.words
        assert each.unit.text[each.unit_span.start : each.unit_span.end] == each.compact.words
