"""A row that says what a name says already is an error: who corrects the one would leave the other."""

from __future__ import annotations

import pytest

from gcm_graph.linking.errors import LexiconTableError
from gcm_graph.linking.lexicon import read_lexicon
from gcm_graph.linking.mentions import find_mentions
from gcm_graph.linking.repeating import repeated

THEME, PRINCIPLE = "theme/human-rights", "principle/human-rights"


def test_a_row_identical_to_a_name_is_refused(document, lexicon):
    """Whatever its capitals and hyphens; the message says where the name stands."""
    words = lexicon(
        {"theme/forced-labour": ["Forced labour", "debt bondage"]},
        {"phrase": "Debt-bondage", "names": "theme/forced-labour"},
    )
    with pytest.raises(LexiconTableError, match="is a name of theme/forced-labour already") as refused:
        find_mentions(document, words)
    assert "themes.ttl" in str(refused.value)
    assert "Take the row out" in refused.value.hint


@pytest.mark.parametrize(
    "rows",
    [
        [{"phrase": "human rights", "names": THEME}, {"phrase": "human rights", "names": PRINCIPLE}],
        [{"phrase": "human rights", "names": THEME, "within": "15(f)"}],
        [{"phrase": "all human rights", "words": "human rights", "names": THEME}],
        [{"phrase": "human rights", "names": "no theme"}],
        [{"phrase": "(human rights|rights of all human beings)", "names": THEME}],
    ],
    ids=["two things", "some units", "a context", "no mention", "a pattern"],
)
def test_a_row_that_says_more_is_none(lexicon, rows):
    """One of two things, a context, a kind that is taken away, a pattern with further words."""
    words = lexicon({THEME: ["Human rights"], PRINCIPLE: ["Human rights principle"]}, *rows)
    assert list(repeated(words)) == []


def test_no_row_of_the_project_repeats_a_name(content):
    """The tables as they are."""
    assert list(repeated(read_lexicon(content))) == []
