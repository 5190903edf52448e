"""The table of harmless mutations is read strictly, and cannot outlive what it is about."""

from __future__ import annotations

import pytest

from faults.batching import Judgement
from faults.changes import Change
from faults.harmless import Fate, HarmlessTableError, explanations, read_harmless, unused
from faults.mutants import OPERATORS, Mutant

ENTRY = """
[[harmless]]
class = "gcm:Theme"
property = ["skos:altLabel", "skos:note"]
operator = "drop"
reason = "One of several."
"""


def _judged(name, *, caught=False):
    *target, operator = name.split("/")
    return Judgement(Mutant(tuple(target), operator, 1, Change()), ("Rule",) if caught else ())


def _read(tmp_path, text):
    file = tmp_path / "harmless.toml"
    file.write_text(text, encoding="utf-8")
    return read_harmless(file)


def test_an_entry_covers_what_its_patterns_match(tmp_path):
    """Graph, class, property and operator must all match; what is not given matches everything."""
    entries = _read(tmp_path, ENTRY)
    covered, other = (
        _judged("vocabulary/gcm:Theme/skos:altLabel/drop"),
        _judged("vocabulary/gcm:Theme/skos:altLabel/double"),
    )
    assert explanations([covered, other], entries) == {covered.mutant.name: entries[0]}
    assert (entries[0].fate, entries[0].reason) == (Fate.HARMLESS, "One of several.")


def test_what_is_caught_needs_no_reason(tmp_path):
    """A mutant that is caught is not harmless, and its entry is not needed."""
    entries = _read(tmp_path, ENTRY)
    caught = [_judged("vocabulary/gcm:Theme/skos:altLabel/drop", caught=True)]
    assert explanations(caught, entries) == {}
    assert unused(caught, entries) == entries


def test_harmless_goes_before_what_only_the_source_tells(tmp_path):
    """Entries of the table `source` explain what no entry of `harmless` does."""
    first, second = _read(tmp_path, ENTRY.replace("harmless", "source") + ENTRY)
    survivor = _judged("vocabulary/gcm:Theme/skos:note/drop")
    assert (first.fate, second.fate) == (Fate.HARMLESS, Fate.SOURCE)
    assert explanations([survivor], [first, second])[survivor.mutant.name] is first


def test_an_entry_after_one_that_covers_the_same_is_unused(tmp_path):
    """The first entry that covers a survivor gives the reason; a second one is not needed for it."""
    entries = _read(tmp_path, ENTRY + ENTRY.replace("One of several.", "Another reason."))
    survivor = [_judged("vocabulary/gcm:Theme/skos:note/drop")]
    assert unused(survivor, entries) == entries[1:]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("harmless = ", "cannot be read"),
        (ENTRY.replace("[[harmless]]", "[[harmful]]"), "there is the unknown table 'harmful'"),
        (ENTRY.replace('reason = "One of several."', ""), "harmless 1 gives no reason"),
        (ENTRY.replace("class", "klass"), "harmless 1 has the unknown field 'klass'"),
        (ENTRY.replace('"drop"', '"dorp"'), "harmless 1: there is no operator 'dorp'"),
        (ENTRY.replace('"drop"', "[]"), "harmless 1: operator is neither a text nor a list of texts"),
        (ENTRY.replace('"gcm:Theme"', "7"), "harmless 1: class is neither a text nor a list of texts"),
    ],
)
def test_a_faulty_table_is_refused(tmp_path, text, message):
    """What is not written as it must be is refused, and the message names the entry."""
    with pytest.raises(HarmlessTableError, match=message):
        _read(tmp_path, text)


def test_a_table_that_is_missing_is_refused(tmp_path):
    """Without the table nothing could be called harmless or missed."""
    with pytest.raises(HarmlessTableError, match="cannot be read"):
        read_harmless(tmp_path / "none.toml")


def test_the_table_of_the_project_is_written_as_it_must_be():
    """Each entry has a reason that is a sentence, and names operators that exist."""
    for entry in read_harmless():
        assert entry.reason.endswith("."), entry
        assert any(entry.patterns[3] == ("*",) or name in entry.patterns[3] for name in OPERATORS), entry
