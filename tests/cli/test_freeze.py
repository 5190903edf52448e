"""gcm freeze, as somebody uses it who publishes a version."""

from __future__ import annotations

import filecmp
import hashlib
import re
import shlex
import shutil
from pathlib import Path

import pytest

from gcm_graph.resources import release_identity

VERSION = release_identity().version
FIRST, NEXT = "0.0.8", "0.0.9"


def edition(release: Path, place: Path, version: str, prior: str) -> Path:
    """Return a copy of a release that says that it is a version and follows another one, or none."""
    shutil.copytree(release / "current", place, ignore=shutil.ignore_patterns("store"))
    (place / "store").mkdir()
    void, ontology = (place / name for name in ("void.ttl", "ontology.ttl"))
    text = void.read_text(encoding="utf-8")
    assert f'dcat:version "{VERSION}"' in text
    void.write_text(text.replace(f'dcat:version "{VERSION}"', f'dcat:version "{version}"'), encoding="utf-8")
    text = re.sub(r"  owl:priorVersion <.*\n", "", ontology.read_text(encoding="utf-8"))
    named = f"  owl:priorVersion <https://w3id.org/gcm/ontology/{prior}> ;\n" if prior else ""
    text, times = re.subn(r"(  owl:versionInfo .* ;\n)", rf"\g<1>{named}", text)
    assert times == 1
    ontology.write_text(text, encoding="utf-8")
    names = [line.partition("  ")[2] for line in (place / "SHA256SUMS").read_text().splitlines()]
    sums = (f"{hashlib.sha256((place / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    (place / "SHA256SUMS").write_text("".join(sums))
    return place


@pytest.fixture(scope="module")
def first(release, tmp_path_factory):
    """Return a release that is the first version. Tests do not change it."""
    return edition(release, tmp_path_factory.mktemp("first") / "release", FIRST, "")


def test_a_version_is_kept(gcm, first, tmp_path):
    """Its folder is printed; it holds the files of the release and no store."""
    versions = tmp_path / "versions"
    shown = gcm("freeze", "--release", first, "--versions", versions)
    assert (shown.returncode, shown.stdout) == (0, f"{versions / FIRST}\n")
    assert shown.stderr == "It is the first version, so there is none to compare it with.\n"
    sums = (first / "SHA256SUMS").read_text().splitlines()
    names = [line.partition("  ")[2] for line in sums]
    assert filecmp.cmpfiles(first, versions / FIRST, [*names, "SHA256SUMS"], shallow=False)[1:] == ([], [])
    assert not (versions / FIRST / "store").exists()
    again = gcm("freeze", "--release", first, "--versions", versions)
    assert (again.returncode, again.stdout) == (0, shown.stdout)


@pytest.mark.parametrize("folder", ["versions", "all versions"])
def test_the_command_that_tells_the_changes_works(gcm, release, first, tmp_path, folder):
    """It is printed whole, with the folder of versions where that is not the usual one."""
    gcm("freeze", "--release", first, "--versions", folder, cwd=tmp_path)
    second = edition(release, tmp_path / "second", NEXT, FIRST)
    shown = gcm("freeze", "--release", second, "--versions", folder, cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    head, command = shown.stderr.splitlines()
    assert f"changes since {FIRST}" in head
    assert ("--versions" in command) == (folder != "versions")
    told = gcm(*shlex.split(command)[1:], cwd=tmp_path)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith(f"From {FIRST} ")


@pytest.mark.parametrize(("prior", "said"), [("", "names no version before it"), ("0.0.7", "names 0.0.7 as")])
def test_a_version_names_the_one_before_it(gcm, failed, release, first, tmp_path, prior, said):
    """What it says of that is kept for good: where it is wrong or missing, nothing is frozen."""
    versions = tmp_path / "versions"
    gcm("freeze", "--release", first, "--versions", versions)
    second = edition(release, tmp_path / "second", NEXT, prior)
    messages = failed(gcm("freeze", "--release", second, "--versions", versions), 1)
    assert said in messages
    assert f'prior = "{FIRST}"' in messages
    assert not (versions / NEXT).exists()


def test_a_later_version_is_not_frozen_as_the_first(gcm, failed, release, tmp_path):
    """In a folder without the version before it nothing could be compared: it may be the wrong folder."""
    second = edition(release, tmp_path / "second", NEXT, FIRST)
    messages = failed(gcm("freeze", "--release", second, "--versions", tmp_path / "versions"), 1)
    assert f"{FIRST} as the version before it, which is not frozen in" in messages
    assert "--versions" in messages
    assert not (tmp_path / "versions").exists()


def test_a_version_with_other_content_is_refused(gcm, failed, first, tmp_path):
    """The next one needs another number."""
    gcm("freeze", "--release", first, "--versions", tmp_path)
    with (tmp_path / FIRST / "SHA256SUMS").open("a") as sums:
        sums.write(f"{'0' * 64}  further\n")
    assert f"version {FIRST} is frozen in" in failed(gcm("freeze", "--release", first, "--versions", tmp_path), 1)


def test_a_damaged_release_is_refused(gcm, failed, release, tmp_path):
    """Nothing is written then."""
    damaged = tmp_path / "damaged"
    shutil.copytree(release / "current", damaged, ignore=shutil.ignore_patterns("store"))
    (damaged / "store").mkdir()
    (damaged / "void.ttl").write_text("")
    versions = tmp_path / "versions"
    assert "void.ttl in" in failed(gcm("freeze", "--release", damaged, "--versions", versions), 3)
    assert not versions.exists()


def test_a_folder_that_cannot_be_written_is_told(gcm, failed, first, tmp_path):
    """A file stands where the folder would."""
    (tmp_path / "versions").write_text("")
    assert "could not be written" in failed(gcm("freeze", "--release", first, "--versions", tmp_path / "versions"), 3)


def test_without_a_release_there_is_nothing_to_freeze(gcm, failed, tmp_path):
    """The option, the variable and the command that makes one are named."""
    assert "gcm build" in failed(gcm("freeze", "--release", tmp_path, "--versions", tmp_path), 2)


def test_a_frozen_version_can_be_asked(gcm, release, tmp_path):
    """It has no store; what reads a release says of it what it says of the release that was frozen."""
    frozen = tmp_path / VERSION
    shutil.copytree(release / "current", frozen, ignore=shutil.ignore_patterns("store"))
    for command in (
        ("show", "27(b)"),
        ("find", "trade unions"),
        ("cite", "27(b)"),
        ("explain", "27(b)", "concernsTheme"),
        ("query", "SELECT (COUNT(*) AS ?statements) { ?s ?p ?o }"),
        ("query", "SELECT (COUNT(*) AS ?links) { GRAPH <graph/links> { ?s ?p ?o } }"),
    ):
        told, expected = (gcm(command[0], "--release", place, *command[1:]) for place in (frozen, release))
        assert (told.returncode, told.stderr, told.stdout) == (0, "", expected.stdout), command
        assert told.stdout


def test_a_frozen_version_alone_is_not_served(gcm, failed, release, tmp_path):
    """A server needs the store; the message says that it is frozen, and how it is given out."""
    frozen = tmp_path / VERSION
    shutil.copytree(release / "current", frozen, ignore=shutil.ignore_patterns("store"))
    messages = failed(gcm("serve", "--port", "0", "--release", frozen), 2)
    assert "is a frozen version" in messages
    assert f"gcm serve --versions {tmp_path}" in messages
