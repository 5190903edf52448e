"""What reaches a terminal is plain and fits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gcm_graph.terminal import plain, table


def test_control_characters_are_made_visible():
    """Escape sequences, bells and direction overrides of the data are written out, not obeyed."""
    assert plain("\x1b[2Ja\x07\u202e") == "\\x1b[2Ja\\x07\\u202e"


@given(st.text())
def test_no_control_character_is_left(text):
    """Whatever the data, nothing but line breaks and tabs steers the terminal."""
    assert not any(ord(character) < 32 and character not in "\n\t" for character in plain(text))


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), max_size=5), st.integers(min_value=40, max_value=120))
def test_no_line_is_wider_than_the_terminal(rows, columns):
    """A table of three columns fits a terminal of 40 columns or more."""
    assert all(len(line) <= columns for line in table(("one", "two", "three"), rows, columns).splitlines())


def test_short_cells_are_not_cut():
    """A table that fits is shown whole, its columns aligned."""
    assert table(("a", "bb"), [("xyz", "1")], 80) == "a    bb\n---  --\nxyz  1"
