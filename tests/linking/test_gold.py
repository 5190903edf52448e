"""The mentions agree with the gold samples, and the script that measures it can tell when they do not."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from gcm_graph.linking.mentions import Mention

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "generate_quality.py"

DEMANDED = {
    ("instrument",): 0.97,
    ("actor", "mechanism"): 0.97,
    ("sdg",): 0.97,
    ("principle",): 0.97,
    ("stakeholder",): 0.92,
    ("population",): 0.92,
    ("theme",): 0.92,
}
"""The F1 that kinds of mention must reach at least."""


@pytest.fixture(scope="module")
def quality():
    """Return the script that measures the quality."""
    spec = importlib.util.spec_from_file_location("generate_quality", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules["generate_quality"] = module  # dataclasses look there for what their annotations mean
    spec.loader.exec_module(module)
    yield module
    del sys.modules["generate_quality"]


@pytest.fixture(scope="module")
def measured(quality):
    """Return the text, the gold samples and all mentions."""
    return quality.measure()


@pytest.mark.parametrize("kinds", DEMANDED, ids="-".join)
@pytest.mark.parametrize("number", [0, 1], ids=["first", "second"])
def test_the_mentions_reach_what_is_demanded(quality, measured, number, kinds):
    """In each sample each kind has the F1 that is demanded of it."""
    _, samples, mentions = measured
    assert quality.compare(samples[number], mentions).score(*kinds).f1() >= DEMANDED[kinds]


def test_a_sample_covers_its_units(measured):
    """Each row of a sample stands in one of the units that the sample says were annotated."""
    _, samples, _ = measured
    for sample in samples:
        assert [mention for mention in sample.mentions if not sample.covers(mention.unit)] == []


def test_a_sample_names_things_that_there_are(measured):
    """A misspelt path in a sample would be counted as missed for ever."""
    _, samples, mentions = measured
    known = {mention.names for mention in mentions}
    assert {mention.names for sample in samples for mention in sample.mentions} <= known


def sample_of(quality, *mentions):
    """Return a sample of paragraph 44 with some mentions."""
    return quality.Sample("test", "Test", ("paragraph/44",), mentions)


FIRST = Mention("paragraph/44", 10, 18, "stakeholder/migrants")
SECOND = Mention("paragraph/44", 30, 40, "stakeholder/academia")


def test_what_is_missed_and_what_is_spurious_are_told_apart(quality):
    """A mention of another thing, or elsewhere, is spurious, and the one of the sample is missed."""
    other = replace(SECOND, names="stakeholder/media")
    comparison = quality.compare(sample_of(quality, FIRST, SECOND), [FIRST, other])
    assert (comparison.missed, comparison.spurious) == ((SECOND,), (other,))
    score = comparison.score("stakeholder")
    assert (score.expected, score.found, score.right) == (2, 2, 1)
    assert (score.precision(), score.recall(), score.f1()) == (0.5, 0.5, 0.5)


def test_overlapping_words_are_right_but_not_the_same(quality):
    """A mention with one word more is the same mention; that its words differ is counted."""
    wider = replace(FIRST, start=6)
    score = quality.compare(sample_of(quality, FIRST), [wider]).score("stakeholder")
    assert (score.right, score.exact) == (1, 0)


def test_a_mention_is_counted_once(quality):
    """Two mentions cannot both be the one that the sample has."""
    comparison = quality.compare(sample_of(quality, FIRST), [FIRST, replace(FIRST, start=6)])
    assert comparison.score("stakeholder").precision() == 0.5


def test_what_lies_outside_of_the_sample_is_not_judged(quality):
    """Mentions in units that were not annotated count neither for nor against."""
    elsewhere = replace(FIRST, unit="paragraph/45")
    assert quality.compare(sample_of(quality, FIRST), [FIRST, elsewhere]).spurious == ()


def test_a_row_that_does_not_fit_the_text_is_refused(quality, measured, tmp_path):
    """Words that do not stand in the unit, or not so often, are named with file and line."""
    document, _, _ = measured
    (tmp_path / "samples.toml").write_text(
        '[[sample]]\nname = "x"\ntitle = "X"\nunits = ["opening"]\nfiles = ["x.csv"]\n'
    )
    (tmp_path / "x.csv").write_text("unit,words,occurrence,names,note\nparagraph/44,academia,3,stakeholder/academia,\n")
    with pytest.raises(ValueError, match=r"x\.csv:2"):
        quality.read_samples(document, tmp_path)
