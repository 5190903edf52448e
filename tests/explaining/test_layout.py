"""A sentence is found around words, and the words are marked in it, on paper and on a terminal."""

from __future__ import annotations

import re

import pytest

from gcm_graph.explaining.layout import Layout, cut, sentence_around

TEXT = 'We act. We name trade unions. "Then?" We stop, see vol. LX, No. 1414. The end'


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("act", "We act."),
        ("trade unions", "We name trade unions."),
        ("Then", '"Then?"'),
        ("1414", "We stop, see vol. LX, No. 1414."),
        ("end", "The end"),
        ('unions. "Then', 'We name trade unions. "Then?"'),
    ],
)
def test_the_sentence_of_words_is_found(words, sentence):
    """A sentence ends with its full stop, question mark or closing quotation mark, not with an abbreviation."""
    start = TEXT.index(words)
    first, last = sentence_around(TEXT, start, start + len(words))
    assert TEXT[first:last] == sentence


@pytest.mark.parametrize("place", range(len(TEXT) + 1))
def test_every_place_has_a_sentence(place):
    """A place, also the end of the text, where a footnote mark can stand, lies in its sentence."""
    first, last = sentence_around(TEXT, place, place)
    assert 0 <= first <= place <= last <= len(TEXT)
    assert first < last


def test_words_are_marked_in_brackets():
    """Without colours the words stand in square brackets."""
    start = TEXT.index("trade unions")
    assert Layout(80, colour=False).quoted(TEXT, start, start + 12, 1) == ['  "We name [trade unions]."']


def test_a_place_is_marked_with_an_asterisk():
    """Where nothing stands between start and end, as at a footnote mark, an asterisk shows the place."""
    place = TEXT.index(" LX")
    assert "vol.[*] LX" in Layout(80, colour=False).quoted(TEXT, place, place, 0)[0]


@pytest.mark.parametrize("columns", range(8, 60))
def test_marks_do_not_run_into_the_margin(columns):
    """On a terminal each line ends without a mark, wherever it is broken, and the words are the same."""
    text = "In one sentence " + "many words " * 20 + "are marked here."
    start, end = text.index("many"), text.index(" are")
    lines = Layout(columns, colour=True).quoted(text, start, end, 2)
    for line in lines:
        codes = re.findall(r"\x1b\[[0-9;]*m", line)
        assert codes == ["\x1b[1;4m", "\x1b[0m"] * (len(codes) // 2)
        assert not re.match(r"\x1b\[1;4m +", line)
    marked = " ".join(" ".join(re.findall(r"\x1b\[1;4m(.*?)\x1b\[0m", line)) for line in lines)
    assert " ".join(marked.split()) == text[start:end].strip()


def test_a_text_cannot_steer_the_terminal():
    """Control characters of the data are written out."""
    lines = Layout(80, colour=True).quoted("Words \x1b[31m here.", 0, 5, 0)
    assert "\x1b[31m" not in lines[0]
    assert "\\x1b[31m" in lines[0]


def test_long_texts_are_cut():
    """A text is cut to the length, the dots included."""
    assert cut("abcdef", 6) == "abcdef"
    assert cut("abc defgh", 7) == "abc..."
