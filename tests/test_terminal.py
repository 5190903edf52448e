"""What reaches a terminal is plain and fits."""

from __future__ import annotations

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcm_graph.terminal import is_terminal, plain, shows_colour, table


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        """Tell that it is one."""
        return True


@pytest.mark.parametrize(
    ("variables", "shown"),
    [
        ({"TERM": "xterm"}, True),
        ({}, True),
        ({"TERM": "dumb"}, False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, True),
    ],
)
def test_colours_are_for_terminals_that_have_them(monkeypatch, variables, shown):
    """A terminal shows colours unless it is a dumb one, or NO_COLOR is set and not empty (https://no-color.org)."""
    for name in ("TERM", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert shows_colour(Screen()) is shown
    assert not shows_colour(io.StringIO())


def test_a_closed_stream_is_no_terminal(monkeypatch):
    """Where the standard output is closed there is no stream at all."""
    monkeypatch.setattr(sys, "stdout", None)
    assert not shows_colour(sys.stdout)
    assert not is_terminal()


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
