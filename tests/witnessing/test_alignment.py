"""Words side by side: the smallest stretches of whole words that differ, and nothing that is mere presentation."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gcm_graph.witnessing.alignment import align, apply_differences, without_end

SOME = settings(max_examples=200, deadline=None)
WORDS = st.lists(st.sampled_from(("the", "of", "migrants,", "border", "States", "and", "a-b;")), max_size=12)


def differences(text, printed, **edges):
    """Return the lemmas and readings of the differences."""
    found = align(text, printed, **edges).differences
    assert all(text[each.start : each.end] == each.lemma for each in found)
    return [(each.start, each.lemma, each.reading) for each in found]


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        ("the same words", "the same words", []),
        (
            "joint cross-border training and fostering",
            "joint cross-border trainings, and fostering",
            [(19, "training", "trainings,")],
        ),
        ("law, and the human rights", "law, human rights", [(5, "and the", "")]),
        ("human rights", "the human rights", [(0, "", "the")]),
        ("of national borders", "of our national land borders", [(3, "", "our"), (12, "", "land")]),
        ("one two three", "one two three four", [(13, "", "four")]),
        ("safe, orderly migration", "safe orderly Migration", [(0, "safe,", "safe"), (14, "migration", "Migration")]),
        ("child-sensitive procedures", "child sensitive procedures", [(0, "child-sensitive", "child sensitive")]),
    ],
)
def test_the_smallest_run_of_whole_words_differs(text, printed, expected):
    """Adjacent words that differ are one difference; words that are added stand before the word that follows."""
    assert differences(text, printed) == expected


@pytest.mark.parametrize(
    ("text", "printed"), [("at borders;", "at borders"), ("at borders", "at borders."), ("at borders:", "at borders;")]
)
def test_the_mark_that_ends_an_item_is_presentation(text, printed):
    """A list may end its items with another mark or with none."""
    assert differences(text, printed) == []


def test_punctuation_inside_a_sentence_is_a_reading():
    """A comma before a conjunction is another reading, and so is a mark that ends the text in its middle."""
    assert differences("fair and equal;", "fair, and equal") == [(0, "fair", "fair,")]
    assert differences("first. Second", "first Second") == [(0, "first.", "first")]


def test_the_last_word_is_told_from_the_mark_after_it():
    """A last word that differs is replaced without the mark that ends the text."""
    assert differences("on human rights;", "on human right.") == [(9, "rights", "right")]


def test_capitals_throughout_are_presentation():
    """A heading set in capitals has the same words; a capital letter in running text is a reading."""
    assert differences("Manage borders", "MANAGE BORDERS") == []
    assert differences("Manage borders", "MANAGE FRONTIERS") == [(7, "borders", "FRONTIERS")]
    assert differences("Manage borders", "Manage Borders") == [(7, "borders", "Borders")]


def test_what_stands_on_another_page_is_no_difference():
    """Words before the first and after the last that a page holds are not left out by it."""
    text = "one two three four five;"
    assert differences(text, "three four five;", begins_before=True) == []
    assert differences(text, "one two three", goes_on=True) == []
    assert differences(text, "two three four", begins_before=True, goes_on=True) == []
    assert align(text, "three four five;", begins_before=True).start == 8
    assert align(text, "one two three", goes_on=True).end == 13
    assert differences(text, "three four five;") == [(0, "one two", "")]


def test_what_differs_at_the_edge_of_a_page_is_seen():
    """Words at the edge that the unit has not replace as many of its own."""
    text = "one two three four five"
    assert differences(text, "drei four five", begins_before=True) == [(8, "three", "drei")]
    assert differences(text, "one two drei", goes_on=True) == [(8, "three", "drei")]


def test_the_end_of_a_text_is_one_mark():
    """One mark is taken off, and the white space before it."""
    assert without_end("a.b;") == "a.b"
    assert without_end("a .") == "a"
    assert without_end("a") == "a"


@SOME
@given(WORDS, WORDS)
def test_the_differences_turn_one_text_into_the_other(ours, theirs):
    """Putting each reading in the place of its lemma gives the words of the source."""
    text, printed = " ".join(ours), " ".join(theirs)
    assert apply_differences(text, align(text, printed)) == without_end(printed)


@SOME
@given(WORDS, WORDS, st.integers(0, 4), st.integers(0, 4))
def test_the_differences_give_the_words_of_a_page(ours, theirs, before, after):
    """So they do where the unit begins on an earlier page or ends on a later one."""
    text = " ".join(("earlier",) * before + tuple(ours) + ("later",) * after)
    printed = " ".join(theirs)
    found = align(text, printed, begins_before=True, goes_on=True)
    assert apply_differences(text, found) == printed
    assert 0 <= found.start <= found.end <= len(text)


@SOME
@given(WORDS, WORDS)
def test_differences_are_apart_and_differ(ours, theirs):
    """Between two differences stands a word that both have, and no difference begins or ends with equal words only."""
    text, printed = " ".join(ours), " ".join(theirs)
    at = -1
    for each in align(text, printed).differences:
        assert each.start > at
        assert text[each.start : each.end] == each.lemma != each.reading
        at = each.end
    assert align(text, text).differences == ()
