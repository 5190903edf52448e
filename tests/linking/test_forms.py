"""Keys, patterns and variants of the forms of names."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcm_graph.linking.forms import (
    MOST_EXPANSIONS,
    PatternError,
    expansions,
    joins,
    key,
    other_number,
    possessive,
)


@given(st.text())
def test_the_key_has_a_code_point_for_each_of_the_text(text):
    """What is found at a place of the key stands at that place of the text, in any script."""
    assert len(key(text)) == len(text)


@pytest.mark.parametrize("character", ["ß", "ŉ", "ǰ", "ﬁ", "İ", "ΐ"])
def test_characters_that_grow_as_capitals_keep_their_place(character):
    """A character whose capital is two characters stays one; the words beside it are compared as ever."""
    assert key(f"{character} migrants stra{character}e Migrants") == f"{character} Migrants Stra{character}E Migrants"


def test_every_white_space_is_a_space():
    """Whatever Python counts as white space is compared as a space."""
    spaces = "".join(map(chr, range(sys.maxunicode + 1)))
    spaces = "".join(character for character in spaces if character.isspace())
    assert key(spaces) == " " * len(spaces)
    assert key("\u2019" + spaces) == "'" + " " * len(spaces)
    assert key("one\ttwo\nthree") == "One Two Three"


@given(st.text(st.characters(codec="ascii")))
def test_capitals_make_no_difference(text):
    """Words are read in any case."""
    assert key(text.upper()) == key(text.lower()) == key(text)


def test_hyphens_and_apostrophes_are_compared_alike():
    """A hyphen of any kind is a space, and a typographic apostrophe a plain one."""
    assert key("whole-of\u2010government\u2011approach\u00a0migrants\u2019") == key(
        "Whole of Government approach migrants'"
    )


@pytest.mark.parametrize(("character", "word"), [("a", True), ("9", True), ("é", True), ("\u0301", True), ("²", False)])
def test_what_belongs_to_a_word(character, word):
    """Letters, digits and marks on letters belong to a word; a superscript digit is a footnote mark."""
    assert joins(character) is word


@pytest.mark.parametrize("character", [*" .,;:'’-–_()", "\u00a0"])
def test_what_belongs_to_no_word(character):
    """Punctuation and white space end a word."""
    assert not joins(character)


@pytest.mark.parametrize(
    ("pattern", "phrases"),
    [
        ("migrants", ["migrants"]),
        ("(local|national) authorities", ["local authorities", "national authorities"]),
        ("[the] United Nations", ["the United Nations", "United Nations"]),
        ("a [b] c", ["a b c", "a c"]),
        ("police[men]", ["policemen", "police"]),
        ("(a|b) (c|d)", ["a c", "a d", "b c", "b d"]),
        ("Resolution 217 A (III)", ["Resolution 217 A (III)"]),
        ("(a|a) b", ["a b"]),
        ("global[, regional] forums", ["global, regional forums", "global forums"]),
    ],
)
def test_a_pattern_stands_for_phrases(pattern, phrases):
    """`(a|b)` is one of several, `[x]` may be left out, and white space left over falls away."""
    assert list(expansions(pattern)) == phrases


@pytest.mark.parametrize(
    "pattern",
    [
        "(a|b",
        "a|b",
        "a)",
        "a (b",
        "[a",
        "a]",
        "[]",
        "[ ]",
        "(a|)",
        "(|a)",
        "([a]|b)",
        "[(a|b)]",
        "[a|b]",
        "((a|b)|c)",
        "[a]",
        "-",
        "(a|b)" * 9,
    ],
)
def test_a_broken_pattern_is_refused(pattern):
    """Brackets without counterpart or within one another, empty choices, no words, and too many phrases are errors."""
    with pytest.raises(PatternError):
        expansions(pattern)


def test_the_most_phrases_are_read():
    """A pattern with as many phrases as allowed is read."""
    pattern = f"({'|'.join(f'a{number}' for number in range(MOST_EXPANSIONS))}) b"
    assert len(expansions(pattern)) == MOST_EXPANSIONS


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("Migrant", "Migrants"),
        ("Local Authority", "Local Authorities"),
        ("Boy", "Boys"),
        ("Process", "Processes"),
        ("Service", "Services"),
        ("Tax", "Taxes"),
        ("Branch", "Branches"),
        ("Tie", "Ties"),
        ("State", "States"),
    ],
)
def test_regular_numbers(singular, plural):
    """Singular and plural of the last word are made from one another, and each has its possessive."""
    assert other_number(singular) == plural
    assert other_number(plural) == singular
    assert possessive(singular) == f"{singular}'S"
    assert possessive(plural) == f"{plural}'"


@pytest.mark.parametrize("form", ["2030", "Article 13(2", "Annex I", "Resolution 217 A (Iii)", "Migrants'"])
def test_what_ends_with_no_word_has_no_variants(form):
    """Numbers, signs and single letters have neither plural nor possessive."""
    assert possessive(form) == other_number(form) == form


@pytest.mark.parametrize(("word", "plural"), [("Status", "Statuses"), ("Access", "Accesses"), ("Basis", "Basises")])
def test_words_in_us_is_and_ss_are_no_plurals(word, plural):
    """A form that only looks like a plural is read as a singular."""
    assert other_number(word) == plural
    assert possessive(word) == f"{word}'S"
