"""The profile says of each record that someone got wrong what is wrong, and nothing of those that are right.

The files are in the folder `records`; its table says what each must give, as decided by reading the file and not by
running the profile.
"""

from __future__ import annotations

import csv
import re
import subprocess
import sys

import pytest

from faults.records import FOLDER, TABLE, findings_of, read_expected
from gcm_graph import resources

CORPUS = read_expected()
BY_COMMAND = [
    "addresses/action-with-its-letter.ttl",
    "dates/zero-of-the-table-program.ttl",
    "right/records.jsonld",
    "syntax/latin-1.ttl",
]


@pytest.fixture(scope="module")
def found():
    """Return what is found in each file of the corpus."""
    return {expected.file: findings_of(FOLDER / expected.file) for expected in CORPUS}


@pytest.mark.parametrize("expected", CORPUS, ids=lambda expected: expected.file)
def test_a_file_gives_what_the_table_says(expected, found):
    """A file breaks exactly the rules of its row, with their severities, or gives the error of its row."""
    assert found[expected.file] == expected.findings, expected.meant


def test_the_table_names_every_file():
    """Each file of the corpus has one row, and each row a file."""
    files = {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file()}
    assert files - {TABLE, "README.md"} == {expected.file for expected in CORPUS}
    assert len({expected.file for expected in CORPUS}) == len(CORPUS)


def test_rows_are_in_order_and_say_what_was_meant():
    """Rows are sorted by file; each says what was meant, and a wrong file that gives nothing says why."""
    assert [expected.file for expected in CORPUS] == sorted(expected.file for expected in CORPUS)
    for expected in CORPUS:
        assert expected.meant, expected.file
        assert bool(expected.reason) == (expected.wrong and not expected.findings), expected.file


def test_right_files_are_those_of_their_folder():
    """A file is right if and only if it stands in the folder `right`, and nothing is expected of it."""
    with (FOLDER / TABLE).open(encoding="utf-8", newline="") as table:
        assert {row["record"] for row in csv.DictReader(table)} == {"right", "wrong"}
    for expected in CORPUS:
        assert expected.wrong != expected.file.startswith("right/")
        assert expected.wrong or not expected.findings


def test_every_rule_is_broken_by_a_record():
    """Each rule of the profile is broken by a file of the corpus."""
    profile = (resources.shapes_folder() / "profile.ttl").read_text(encoding="utf-8")
    rules = set(re.findall(r'rdfs:label "(P\d+)\. ', profile))
    assert {rule for expected in CORPUS for rule, severity in expected.findings if severity != "error"} == rules


def test_no_more_than_one_wrong_record_in_fifteen_is_missed(found):
    """The share of wrong files of which nothing is said stays small."""
    wrong = [expected for expected in CORPUS if expected.wrong]
    missed = [expected.file for expected in wrong if not found[expected.file]]
    assert 15 * len(missed) <= len(wrong), missed


@pytest.mark.parametrize("file", BY_COMMAND)
def test_the_command_says_the_same(file):
    """`gcm validate --shapes profile` names the rule or the error, and ends with status 1 where there is one."""
    [expected] = (expected for expected in CORPUS if expected.file == file)
    done = subprocess.run(
        [sys.executable, "-m", "gcm_graph", "validate", "--shapes", "profile", str(FOLDER / file)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == (1 if expected.findings else 0), done.stderr
    for name, severity in expected.findings:
        if severity == "error":
            assert "is not UTF-8 text" in done.stderr
        else:
            assert f"{severity}  {name}: " in done.stdout
