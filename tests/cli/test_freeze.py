"""gcm freeze, as somebody uses it who publishes a version."""

from __future__ import annotations

import filecmp
import shutil


def test_a_version_is_kept(gcm, release, tmp_path):
    """Its folder is printed; it holds the files of the release and no store."""
    versions = tmp_path / "versions"
    shown = gcm("freeze", "--release", release, "--versions", versions)
    assert (shown.returncode, shown.stdout) == (0, f"{versions / '0.1.0'}\n")
    assert shown.stderr == "It is the first version, so there is none to compare it with.\n"
    sums = (release / "SHA256SUMS").read_text().splitlines()
    names = [line.partition("  ")[2] for line in sums]
    assert filecmp.cmpfiles(release, versions / "0.1.0", [*names, "SHA256SUMS"], shallow=False)[1:] == ([], [])
    assert not (versions / "0.1.0" / "store").exists()
    again = gcm("freeze", "--release", release, "--versions", versions)
    assert (again.returncode, again.stdout) == (0, shown.stdout)


def test_a_version_with_other_content_is_refused(gcm, failed, release, tmp_path):
    """The next one needs another number."""
    gcm("freeze", "--release", release, "--versions", tmp_path)
    with (tmp_path / "0.1.0" / "SHA256SUMS").open("a") as sums:
        sums.write(f"{'0' * 64}  further\n")
    assert "version 0.1.0 is frozen in" in failed(gcm("freeze", "--release", release, "--versions", tmp_path), 1)


def test_a_damaged_release_is_refused(gcm, failed, release, tmp_path):
    """Nothing is written then."""
    damaged = tmp_path / "damaged"
    shutil.copytree(release / "current", damaged, ignore=shutil.ignore_patterns("store"))
    (damaged / "store").mkdir()
    (damaged / "void.ttl").write_text("")
    versions = tmp_path / "versions"
    assert "void.ttl in" in failed(gcm("freeze", "--release", damaged, "--versions", versions), 3)
    assert not versions.exists()


def test_a_folder_that_cannot_be_written_is_told(gcm, failed, release, tmp_path):
    """A file stands where the folder would."""
    (tmp_path / "versions").write_text("")
    assert "could not be written" in failed(gcm("freeze", "--release", release, "--versions", tmp_path / "versions"), 3)


def test_without_a_release_there_is_nothing_to_freeze(gcm, failed, tmp_path):
    """The option, the variable and the command that makes one are named."""
    assert "gcm build" in failed(gcm("freeze", "--release", tmp_path, "--versions", tmp_path), 2)
