"""Frozen versions: complete, once, and never changed again."""

from __future__ import annotations

import fcntl
import json
import shutil
import signal
import subprocess
import sys

import pytest

from gcm_graph.comparing import frozen
from gcm_graph.comparing.frozen import (
    FreezingFailedError,
    PriorVersionError,
    UnknownVersionError,
    VersionFrozenError,
    find_version,
    freeze,
    frozen_versions,
)
from gcm_graph.declared_version import version_number
from gcm_graph.release_folder import BrokenReleaseError

OTHER = """\
text      objective/11/action/b  gcm:citation       "27(b)"
text      objective/11/action/b  gcm:text           "Establish effective structures for border management"@en
"""


def contents(folder):
    """Return the content of each file in a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def versions(tmp_path):
    """Return the folder of frozen versions, which is not there yet."""
    return tmp_path / "frozen" / "versions"


def test_the_first_version_is_the_files_of_the_release(made, versions):
    """All that SHA256SUMS names is there, with SHA256SUMS, and nothing else."""
    release = made()
    (release / "store").mkdir()
    (release / "store" / "data").write_text("large")
    folder, difference = freeze(release, versions)
    assert (folder, difference) == (versions / "0.1.0", None)
    (release / "store" / "data").unlink()
    assert contents(folder) == contents(release)
    assert "tables/units.csv" in contents(folder)


def test_the_next_version_tells_what_it_changed(made, versions):
    """Beside its files stand the changes since the version before it, as JSON and as N-Quads."""
    freeze(made(), versions)
    folder, difference = freeze(made(version="0.2.0", prior="0.1.0", data=OTHER), versions)
    document = json.loads((folder / "changes.json").read_text(encoding="utf-8"))
    assert document["old"]["version"] == "0.1.0"
    assert len(document["changes"]) == len(difference.changes) == 2
    assert b"dataset/0.2.0/changes#added> ." in (folder / "changes.nq").read_bytes()


def test_versions_follow_each_other_by_their_numbers(made, versions):
    """0.10.0 comes after 0.9.0, and is compared with it."""
    for version, prior in (("0.2.0", ""), ("0.9.0", "0.2.0"), ("0.10.0", "0.9.0")):
        freeze(made(version=version, prior=prior), versions)
    assert frozen_versions(versions) == ["0.2.0", "0.9.0", "0.10.0"]
    _, difference = freeze(made(version="0.11.0", prior="0.10.0"), versions)
    assert difference.old[0] == "0.10.0"
    _, difference = freeze(made(version="0.9.5", prior="0.9.0"), versions)
    assert difference.old[0] == "0.9.0"


@pytest.mark.parametrize(
    ("version", "prior", "said"),
    [
        ("0.3.0", "", "names no version before it, but 0.2.0 is frozen"),
        ("0.3.0", "0.1.0", "names 0.1.0 as the version before it, but 0.2.0 is frozen"),
        ("0.3.0", "0.3.0", "names 0.3.0 as the version before it, but 0.2.0 is frozen"),
        ("0.0.9", "0.0.8", "names 0.0.8 as the version before it, which is not frozen"),
    ],
)
def test_a_version_names_the_last_one_that_is_frozen_before_it(made, versions, version, prior, said):
    """None, an older one, itself, and one that was never frozen are refused before anything is written."""
    freeze(made(), versions)
    freeze(made(version="0.2.0", prior="0.1.0", data=OTHER), versions)
    with pytest.raises(PriorVersionError, match=said) as refused:
        freeze(made(version=version, prior=prior), versions)
    assert ('prior = "0.2.0"' in refused.value.hint) == (version == "0.3.0")
    assert frozen_versions(versions) == ["0.1.0", "0.2.0"]


def test_freezing_again_changes_nothing(made, versions):
    """The same release can be frozen twice."""
    freeze(made(), versions)
    release = made(version="0.2.0", prior="0.1.0", data=OTHER)
    folder, difference = freeze(release, versions)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert freeze(release, versions) == (folder, difference)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_other_content_under_a_frozen_version_is_refused(made, versions):
    """A version never changes: other content needs another number."""
    folder, _ = freeze(made(), versions)
    before = contents(folder)
    with pytest.raises(VersionFrozenError, match=r"version 0\.1\.0 is frozen"):
        freeze(made(data=OTHER), versions)
    assert contents(folder) == before


@pytest.mark.parametrize("write", ["_write", "difference_json", "difference_nquads"])
def test_what_fails_leaves_nothing(made, versions, monkeypatch, write):
    """Where a file cannot be written, neither the version nor a part of it is there, and it can be tried again."""
    freeze(made(), versions)
    release = made(version="0.2.0", prior="0.1.0", data=OTHER)
    whole = getattr(frozen, write)

    def fail(*arguments):
        if arguments[0] != versions / ".unfinished-0.2.0" / "void.ttl":
            raise OSError(28, "No space left on device")
        return whole(*arguments)

    with monkeypatch.context() as broken:
        broken.setattr(frozen, write, fail)
        with pytest.raises(FreezingFailedError, match="No space left"):
            freeze(release, versions)
    assert frozen_versions(versions) == ["0.1.0"]
    assert [path.name for path in versions.iterdir() if path.is_dir()] == ["0.1.0"]
    assert freeze(release, versions)[0].is_dir()


KILLED = """\
import os, signal, sys
from pathlib import Path
from gcm_graph.comparing import frozen

write = frozen._write

def write_and_die(path, content):
    write(path, content)
    if path.name == "gcm.nq":
        os.kill(os.getpid(), signal.SIGKILL)

frozen._write = write_and_die
frozen.freeze(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_a_killed_process_leaves_no_version(made, versions):
    """In the middle of its files the process is killed: there is no version, and the next attempt makes it."""
    release = made()
    killed = subprocess.run([sys.executable, "-c", KILLED, str(release), str(versions)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert (versions / ".unfinished-0.1.0" / "gcm.nq").is_file()
    assert frozen_versions(versions) == []
    folder, _ = freeze(release, versions)
    assert contents(folder) == contents(release)
    assert [path.name for path in versions.iterdir() if path.is_dir()] == ["0.1.0"]


def test_what_was_killed_is_no_version(made, versions):
    """A draft that a killed process left is neither taken for a version nor in the way."""
    release = made()
    freeze(release, versions)
    shutil.copytree(release, versions / ".unfinished-0.2.0")
    assert frozen_versions(versions) == ["0.1.0"]
    folder, _ = freeze(made(version="0.2.0", prior="0.1.0", data=OTHER), versions)
    assert contents(folder)["gcm.nq"] != contents(release)["gcm.nq"]
    assert [path.name for path in sorted(versions.iterdir()) if path.is_dir()] == ["0.1.0", "0.2.0"]


def test_two_at_once_are_kept_apart(made, versions):
    """While one version is written, another one is refused."""
    freeze(made(), versions)
    with (versions / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(FreezingFailedError, match="another version is being frozen"):
            freeze(made(version="0.2.0", prior="0.1.0"), versions)
    assert frozen_versions(versions) == ["0.1.0"]


def test_a_foreign_folder_is_not_overwritten(made, versions):
    """What stands in the place of a version and is none is left alone."""
    (versions / "0.1.0").mkdir(parents=True)
    (versions / "0.1.0" / "notes.txt").write_text("mine")
    with pytest.raises(FreezingFailedError):
        freeze(made(), versions)
    assert contents(versions / "0.1.0") == {"notes.txt": b"mine"}


@pytest.mark.parametrize(
    "line",
    ["0" * 64 + "  ../outside", "0" * 64 + "  a/../../outside", "0" * 64 + "  /etc/passwd", "0" * 64 + "  ", "words"],
)
def test_a_list_of_checksums_leads_nowhere_else(made, versions, line):
    """A name in SHA256SUMS is a file of the release."""
    release = made()
    (release.parent / "outside").write_text("secret")
    with (release / "SHA256SUMS").open("a") as sums:
        sums.write(f"{line}\n")
    with pytest.raises(BrokenReleaseError, match="has a line that is none"):
        freeze(release, versions)
    assert not versions.exists()


def test_a_file_that_is_not_as_its_checksum_says_is_refused(made, versions):
    """A release that was changed by hand is not kept."""
    release = made()
    (release / "tables" / "units.csv").write_text("edited")
    with pytest.raises(BrokenReleaseError, match=r"tables/units\.csv in .* is not as SHA256SUMS says"):
        freeze(release, versions)
    assert not versions.exists()


@pytest.mark.parametrize("name", ["SHA256SUMS", "gcm.nq"])
def test_a_release_without_a_file_is_refused(made, versions, name):
    """What is missing is told."""
    release = made()
    (release / name).unlink()
    with pytest.raises(BrokenReleaseError, match="cannot be read"):
        freeze(release, versions)


@pytest.mark.parametrize(
    "version", ["../0.1.0", "1.0", "01.2.3", "0.1.0-rc1", "\N{ARABIC-INDIC DIGIT ONE}.1.0", "9999999999.0.0"]
)
def test_a_version_is_three_numbers(made, versions, version):
    """It becomes the name of a folder, and puts versions in order."""
    with pytest.raises(BrokenReleaseError, match="is not like"):
        freeze(made(version=version), versions)
    assert version_number(version) is None


def test_a_release_is_found_by_folder_or_number(made, versions, tmp_path):
    """A folder that holds a release, one in which releases are put, and the number of a frozen version."""
    release = made(folder="mine")
    freeze(release, versions)
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "current").symlink_to(release)
    assert find_version(str(release), versions) == release
    assert find_version(str(tmp_path / "build"), versions) == tmp_path / "build" / "current"
    assert find_version("0.1.0", versions) == versions / "0.1.0"
    for name in ("0.2.0", "nowhere", "../mine", ""):
        with pytest.raises(UnknownVersionError) as told:
            find_version(name, versions)
        assert "0.1.0" in told.value.hint
