"""The mentions agree with the gold samples, and the script that measures it can tell when they do not."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from gcm_graph.errors import SourceError
from gcm_graph.linking.mentions import Mention
from gcm_graph.linking.scoring import Sample, compare, read_samples

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
def test_the_mentions_reach_what_is_demanded(measured, number, kinds):
    """In each sample each kind has the F1 that is demanded of it."""
    _, samples, mentions = measured
    assert compare(samples[number], mentions).score(*kinds).f1() >= DEMANDED[kinds]


def test_a_sample_covers_its_units(measured):
    """Each row of a sample stands in one of the units that the sample says were annotated."""
    _, samples, _ = measured
    for sample in samples:
        assert [mention for mention in sample.mentions if not sample.covers(mention.unit)] == []


def sample_of(*mentions):
    """Return a sample of paragraph 44 with some mentions."""
    return Sample("test", "Test", ("paragraph/44",), mentions)


FIRST = Mention("paragraph/44", 10, 18, "stakeholder/migrants")
SECOND = Mention("paragraph/44", 30, 40, "stakeholder/academia")


def test_what_is_missed_and_what_is_spurious_are_told_apart():
    """A mention of another thing, or elsewhere, is spurious, and the one of the sample is missed."""
    other = replace(SECOND, names="stakeholder/media")
    comparison = compare(sample_of(FIRST, SECOND), [FIRST, other])
    assert (comparison.missed, comparison.spurious) == ((SECOND,), (other,))
    score = comparison.score("stakeholder")
    assert (score.expected, score.found, score.right) == (2, 2, 1)
    assert (score.precision(), score.recall(), score.f1()) == (0.5, 0.5, 0.5)


def test_overlapping_words_are_right_but_not_the_same():
    """A mention with one word more is the same mention; that its words differ is counted."""
    wider = replace(FIRST, start=6)
    score = compare(sample_of(FIRST), [wider]).score("stakeholder")
    assert (score.right, score.exact) == (1, 0)


def test_a_mention_is_counted_once():
    """Two mentions cannot both be the one that the sample has."""
    comparison = compare(sample_of(FIRST), [FIRST, replace(FIRST, start=6)])
    assert comparison.score("stakeholder").precision() == 0.5


def test_what_lies_outside_of_the_sample_is_not_judged():
    """Mentions in units that were not annotated count neither for nor against."""
    elsewhere = replace(FIRST, unit="paragraph/45")
    assert compare(sample_of(FIRST), [FIRST, elsewhere]).spurious == ()


SAMPLES = '[[sample]]\nname = "x"\ntitle = "X"\nunits = ["opening"]\nfiles = ["x.csv"]\n'
HEADINGS = "unit,words,occurrence,names,note\n"
# Paragraph 44 names academia once, in its list of stakeholders.
GOOD = "paragraph/44,academia,1,stakeholder/academia,\n"


@pytest.fixture
def sample_files(quality, monkeypatch, tmp_path):
    """Return a function that writes a sample, whose folder stands in the place of the gold samples."""
    monkeypatch.setattr(quality, "GOLD", tmp_path)

    def write(rows, declared=SAMPLES):
        (tmp_path / "samples.toml").write_text(declared, encoding="utf-8")
        (tmp_path / "x.csv").write_text(HEADINGS + rows, encoding="utf-8")
        return tmp_path

    return write


THINGS = {"stakeholder/academia", "population/migrants"}


def test_a_sample_is_read(measured, sample_files):
    """A row is a mention of its thing where its words stand in its unit."""
    document, _, _ = measured
    text = next(unit.text for unit in document.provisions if unit.path == "paragraph/44")
    folder = sample_files(GOOD)
    ((mention,),) = (sample.mentions for sample in read_samples(document, THINGS, folder))
    assert (mention.unit, mention.names) == ("paragraph/44", "stakeholder/academia")
    assert text[mention.start : mention.end] == "academia"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("paragraph/44,academia,3,stakeholder/academia,", "column 'words': 'academia' does not stand in paragraph/44"),
        ("paragraph/44,academy,1,stakeholder/academia,", "column 'words': 'academy' does not stand in paragraph/44"),
        ("paragraph/99,academia,1,stakeholder/academia,", "column 'unit': there is no unit 'paragraph/99'"),
        ("paragraph/44,academia,1,population/nope,", "column 'names': there is no 'population/nope'"),
        ("paragraph/44,academia,0,stakeholder/academia,", "column 'occurrence': '0' is no number from 1 on"),
        ("paragraph/44,academia,one,stakeholder/academia,", "column 'occurrence': 'one' is no number from 1 on"),
        ("paragraph/44,,1,stakeholder/academia,", "column 'words': the cell is empty"),
        ("paragraph/44,academia,1", "the row has 3 cells instead of 5"),
    ],
)
def test_a_row_that_does_not_fit_is_refused(measured, sample_files, row, message):
    """Words that do not stand in the unit so often, and what there is not, are named with file and line."""
    document, _, _ = measured
    folder = sample_files(f"{GOOD}{row}\n")
    with pytest.raises(SourceError) as caught:
        read_samples(document, THINGS, folder)
    assert caught.value.message.startswith(f"x.csv:3: {message}")


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        ("[[sample]\n", "samples.toml: the file is not TOML"),
        ("", "samples.toml: there is no 'sample'"),
        (SAMPLES.replace("files", "tables"), "samples.toml: there is no 'files'"),
        (SAMPLES.replace("x.csv", "y.csv"), "y.csv: the file cannot be read"),
    ],
    ids=["syntax", "no sample", "no files", "no such file"],
)
def test_samples_that_are_not_declared_well_are_refused(measured, sample_files, declared, message):
    """The file that is wrong or missing is named."""
    document, _, _ = measured
    folder = sample_files(GOOD, declared)
    with pytest.raises(SourceError) as caught:
        read_samples(document, THINGS, folder)
    assert caught.value.message.startswith(message)


def test_the_script_says_what_is_wrong(quality, sample_files, monkeypatch, tmp_path, capsys):
    """Run as a program, the script ends with status 1 and one line, and leaves the page as it is."""
    monkeypatch.setattr(quality, "PAGES", tmp_path / "docs" / "reference")
    sample_files("paragraph/44,academia,1,population/nope,\n")
    assert quality.main() == 1
    assert capsys.readouterr().err == "error: x.csv:2: column 'names': there is no 'population/nope'\n"
    (tmp_path / "samples.toml").unlink()
    assert quality.main() == 1
    assert capsys.readouterr().err.startswith("error: samples.toml: the file cannot be read")
    assert not (tmp_path / "docs").exists()
