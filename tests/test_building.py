"""The main job from outside: the same bytes everywhere, and a release that no failure and no kill can break."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Store

SOURCES = Path(__file__).resolve().parents[1] / "sources"
RESOLUTION = "a-res-73-195.md"
PAGE = "a-res-73-195-page-20.txt"
STAGES = ["read", "describe", "infer", "serialise", "validate", "publish"]
CHANGED = ("Establish appropriate structures", "Establish suitable structures")
"""One word of 27(b), altered without harm to the structure, so that there is another release to build upon."""

# A process that does what its first argument says and then runs the command. Validation, most of the time of a build,
# is replaced by its result in the cases that begin after it.
BUILD = """
import os
import resource
import signal
import sys
from pathlib import Path

from gcm_graph import building
from gcm_graph.cli import main
from gcm_graph.publishing import releases

happening, report = sys.argv.pop(1), Path(sys.argv.pop(1))
target = Path(sys.argv[sys.argv.index("-o") + 1])


def die(*_arguments, **_options):
    os.kill(os.getpid(), signal.SIGKILL)


def at_stage(name):
    original = building._Watch.stage

    def stage(watch, stage, what):
        if stage == name:
            die()
        return original(watch, stage, what)

    building._Watch.stage = stage


def half_a_file():
    original = releases._write

    def write(path, content):
        if path.name == "gcm.nq":
            original(path, content[: len(content) // 2])
            die()
        original(path, content)

    releases._write = write


def half_a_store():
    original = building.StoreWriter.add

    def add(writer, quads):
        original(writer, quads[: len(quads) // 2])
        die()

    building.StoreWriter.add = add


def at_rename(prefix):
    original = Path.rename

    def rename(path, destination):
        if path.name.startswith(prefix):
            die()
        return original(path, destination)

    Path.rename = rename


def no_room_for_the_store():
    original = building.StoreWriter.__init__

    def start(writer, folder):
        none, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, most))
        original(writer, folder)
        resource.setrlimit(resource.RLIMIT_FSIZE, (none, most))

    building.StoreWriter.__init__ = start


def lose_a_citation():
    original = building.describe

    def describe(*arguments, **options):
        asserted = original(*arguments, **options)
        for graph in asserted.graphs:
            graph._quads = [quad for quad in graph if getattr(quad.object, "value", "") != "27(b)"]
        return asserted

    building.describe = describe


def break_the_style():
    original = building.ontology_source

    def ontology_source():
        labels = b'"Guiding principle"@en, "Principe directeur"@fr, "Principio rector"@es'
        text = original()
        assert labels in text
        return text.replace(labels, b'"guiding principle"@en')

    building.ontology_source = ontology_source


# Stands for the process that validates where the report is known.
class NoWorker:
    def __init__(self, *shapes):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_arguments):
        pass

    def begin(self, data):
        pass


kind, _, what = happening.partition(" ")
if kind == "stage":
    at_stage(what)
elif kind == "rename":
    at_rename(what)
elif kind == "limit":
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(what), int(what)))
elif happening == "half a file":
    half_a_file()
elif happening == "half a store":
    half_a_store()
elif happening == "cleaning up":
    releases._remove_old = die
elif happening == "no room for the store":
    no_room_for_the_store()
elif happening == "lose a citation":
    lose_a_citation()
elif happening == "break the style":
    break_the_style()
if report.is_file():
    building.Worker = NoWorker
    building._sound = lambda *_arguments: report.read_bytes()
main()
"""


def tree(folder: Path) -> dict[str, str]:
    """Return what a folder holds: each path with the checksum of its file or the target of its link."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        else:
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
    return found


def verify(target: Path) -> None:
    """Assert that the release of a folder is whole: every checksum, and a store with every triple of the dump."""
    check = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    checked = subprocess.run(check, cwd=target, capture_output=True, encoding="utf-8", check=False)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")
    triples = len((target / "gcm.nq").read_bytes().splitlines())
    store = Store.read_only(str(target / "store"))
    assert sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph())) == triples


def word_of_27b(gcm, target: Path) -> str:
    """Return the second word of 27(b) in the release of a folder, as `gcm show` prints it."""
    shown = gcm("show", "--release", target, "27(b)")
    assert shown.returncode == 0, shown.stderr
    found = re.search(r"^Establish (\w+) structures", shown.stdout, re.MULTILINE)
    assert found, shown.stdout
    return found[1]


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Return a copy of the folder of source texts."""
    return shutil.copytree(SOURCES, tmp_path / "sources")


def change(file: Path, found: str, changed: str) -> None:
    """Replace words that stand once in a file."""
    text = file.read_text(encoding="utf-8")
    assert text.count(found) == 1
    file.write_text(text.replace(found, changed), encoding="utf-8")


@pytest.fixture(scope="session")
def earlier(gcm, tmp_path_factory) -> Path:
    """Return a folder with a release that differs from `release` in one word of 27(b). Tests copy it."""
    place = tmp_path_factory.mktemp("earlier")
    shutil.copytree(SOURCES, place / "sources")
    for file in (RESOLUTION, PAGE):  # the print is a witness, which must agree
        change(place / "sources" / file, *CHANGED)
    built = gcm("build", "-o", place / "build", "--sources", place / "sources", "--unverified-source")
    assert built.returncode == 0, built.stderr
    return place / "build"


@pytest.fixture
def target(earlier: Path, tmp_path: Path) -> Path:
    """Return a folder with the earlier release, to build into."""
    return shutil.copytree(earlier, tmp_path / "build", symlinks=True)


class Builder:
    """Runs `gcm build` in a process to which something happens."""

    def __init__(self, environment: Mapping[str, str], report: Path) -> None:
        self._environment = environment
        self._report = report

    def command(self, happening: str, target: Path, *, validate: bool = False) -> list[str]:
        """Return the command."""
        report = "" if validate else str(self._report)
        return [sys.executable, "-c", BUILD, happening, report, "build", "-o", str(target)]

    def __call__(self, happening: str, target: Path, *, validate: bool = False) -> subprocess.CompletedProcess[str]:
        """Run the command."""
        return subprocess.run(
            self.command(happening, target, validate=validate),
            env=dict(self._environment),
            cwd=self._environment["HOME"],
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )


@pytest.fixture(scope="session")
def builder(environment, release) -> Builder:
    """Return what runs `gcm build` while something happens to it."""
    return Builder(environment, release / "validation.json")


@pytest.fixture(scope="module", autouse=True)
def reference_build(environment, tmp_path_factory) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Start a build with the reference engines, which takes long, so that it runs while the other tests do."""
    target = tmp_path_factory.mktemp("reference")
    command = [sys.executable, "-m", "gcm_graph", "build", "--reference", "-o", str(target)]
    process = subprocess.Popen(
        command, env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    yield process, target
    process.kill()
    process.communicate()


# The same bytes everywhere


@pytest.fixture(scope="module")
def rebuilt(gcm, tmp_path_factory) -> tuple[subprocess.CompletedProcess[str], Path]:
    """Return a second build, with --json, and its folder: another place, hash seed, time zone and locale."""
    target = tmp_path_factory.mktemp("elsewhere") / "deep" / "folder b"
    env = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "POSIX", "LANGUAGE": "fr"}
    return gcm("build", "--json", "-o", target, cwd=Path("/"), env=env), target


def test_two_builds_give_the_same_bytes(rebuilt, release):
    """Another folder, hash seed, time zone and locale make no difference to any file that has a checksum."""
    process, target = rebuilt
    assert process.returncode == 0, process.stderr
    assert (target / "SHA256SUMS").read_bytes() == (release / "SHA256SUMS").read_bytes()
    verify(target)
    verify(release)


def test_a_release_is_one_folder_behind_links(release):
    """`current` leads to `.releases/<digest>`, the digest of SHA256SUMS; every other name leads through it."""
    digest = hashlib.sha256((release / "SHA256SUMS").read_bytes()).hexdigest()
    links = {path.name: str(path.readlink()) for path in release.iterdir() if path.is_symlink()}
    assert links.pop("current") == f".releases/{digest}"
    assert links == {name: f"current/{name}" for name in links}
    assert set(links) == {path.name for path in (release / "current").iterdir()}


# What a build says


def test_progress_is_one_line_a_stage(built):
    """Without a terminal each stage is one line on standard error, and the release one line on standard output."""
    assert [line.split()[0] for line in built.stderr.splitlines()] == STAGES
    assert re.fullmatch(r"build/current: [0-9,]+ statements in \d+ graphs, release [0-9a-f]{12}\n", built.stdout)
    assert "\x1b" not in built.stderr + built.stdout


def test_json_is_one_object_a_stage(rebuilt):
    """With --json standard output is one object a stage, in order, and then one for the release."""
    process, target = rebuilt
    *stages, last = [json.loads(line) for line in process.stdout.splitlines()]
    assert [stage["stage"] for stage in stages] == STAGES
    assert all(set(stage) == {"stage", "count", "of", "seconds"} for stage in stages)
    assert (stages[0]["count"], stages[0]["of"]) == (376, "units")
    place = Path(last["release"])
    assert (place.name, place.resolve()) == (last["digest"], (target / "current").resolve())
    lines = (place / "gcm.nq").read_text(encoding="utf-8").splitlines()
    assert last["triples"] == len(lines)
    assert last["graphs"] == len({line.split()[-2] for line in lines})
    assert process.stderr == ""


# Builds that are killed or interrupted


@pytest.mark.parametrize("stage", STAGES)
def test_a_build_killed_at_a_stage_has_touched_nothing(builder, target, stage):
    """A kill at the beginning of any stage leaves the folder of the releases as it was, but for an unfinished one."""
    before = tree(target)
    validated = stage in {"serialise", "publish"}
    killed = builder(f"stage {stage}", target, validate=not validated)
    assert killed.returncode == -signal.SIGKILL
    after = tree(target)
    unfinished = {name for name in after if name.startswith(".releases/.unfinished-")}
    assert bool(unfinished) == (stage not in {"read", "describe"})
    assert {name: content for name, content in after.items() if name not in unfinished} == before


def test_an_interrupted_build_says_so(environment, target):
    """Ctrl-C ends a build with exit status 3 and one line, and leaves the folder of the releases as it was."""
    before = tree(target)
    command = [sys.executable, "-m", "gcm_graph", "build", "--json", "-o", str(target)]
    with subprocess.Popen(
        command, env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout.readline().startswith('{"stage": "read"')
        process.send_signal(signal.SIGINT)
        _, messages = process.communicate(timeout=300)
    assert (process.returncode, messages.strip()) == (3, "error: interrupted")
    assert tree(target) == before


# Builds that fail


@pytest.mark.parametrize("happening", ["limit 100000", "no room for the store"])
def test_a_full_disk_leaves_the_old_release(failed, builder, target, happening):
    """A file or a store that cannot be written ends the build with exit status 3; nothing has changed."""
    before = tree(target)
    messages = failed(builder(happening, target), 3)
    assert "could not be written" in messages
    assert "previous release" in messages
    assert tree(target) == before


def test_a_folder_that_cannot_be_made_is_named(failed, builder, tmp_path):
    """A target below a file, where no folder can be made, ends the build with exit status 3 and its name."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    messages = failed(builder("nothing", tmp_path / "file" / "build"), 3)
    assert str(tmp_path / "file" / "build") in messages
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_an_invalid_graph_is_not_published(failed, builder, target):
    """Data that break a shape end the build with exit status 1 and the findings; the old release stays."""
    before = tree(target)
    messages = failed(builder("lose a citation", target, validate=True), 1)
    assert "violation" in messages
    assert "gcm:citation" in messages
    assert "objective/11/action/b" in messages
    assert tree(target) == before


def test_an_ontology_against_its_style_guide_is_not_published(failed, builder, target):
    """One label in lower case in place of three, which no shape of the data sees, ends the build likewise."""
    before = tree(target)
    messages = failed(builder("break the style", target, validate=True), 1)
    assert "violation" in messages
    assert "GuidingPrinciple" in messages
    assert tree(target) == before


@pytest.mark.parametrize("file", [RESOLUTION, "network-hub-objective-11.txt"])
def test_a_changed_byte_of_a_source_is_refused(failed, gcm, sources, target, file):
    """A source that is not the one the manifest names ends the build with exit status 1 and the file's name."""
    before = tree(target)
    path = sources / file
    path.write_bytes(path.read_bytes() + b"\n")
    messages = failed(gcm("build", "-o", target, "--sources", sources), 1)
    assert messages.startswith(f"error: {file}: ")
    assert "--unverified-source" in messages
    assert tree(target) == before


def test_structural_damage_is_named_with_its_line(failed, gcm, sources, target):
    """A lost item in a text that is read unverified ends the build with exit status 1, the file and the line."""
    before = tree(target)
    text = (sources / RESOLUTION).read_text(encoding="utf-8")
    lines = text.split("\n")
    lost = next(number for number, line in enumerate(lines) if line.startswith("- (b) Establish appropriate"))
    del lines[lost]
    (sources / RESOLUTION).write_text("\n".join(lines), encoding="utf-8")
    messages = failed(gcm("build", "-o", target, "--sources", sources, "--unverified-source"), 1)
    place = re.match(rf"error: {re.escape(RESOLUTION)}:(\d+) \(at 27\([abc]\)\): ", messages)
    assert place
    assert lost <= int(place[1]) <= lost + 1
    assert tree(target) == before


def test_a_missing_source_is_named(failed, gcm, sources, target):
    """A source that is not there ends the build with exit status 3 and the file's name."""
    before = tree(target)
    (sources / "a-res-73-195-page-18.txt").unlink()
    messages = failed(gcm("build", "-o", target, "--sources", sources), 3)
    assert messages.startswith("error: a-res-73-195-page-18.txt: ")
    assert tree(target) == before


@pytest.mark.parametrize("file", ["manifest.toml", "repairs.toml", "page-breaks.toml"])
@pytest.mark.parametrize("damage", ["missing", "[", ""], ids=["missing", "malformed", "empty"])
def test_a_damaged_declaration_is_named(failed, gcm, sources, tmp_path, file, damage):
    """What is declared about the sources is checked like the sources: a missing or damaged file is named."""
    if damage == "missing":
        (sources / file).unlink()
    else:
        (sources / file).write_text(damage, encoding="utf-8")
    messages = failed(gcm("build", "-o", tmp_path / "out", "--sources", sources), 3 if damage == "missing" else 1)
    assert messages.startswith(f"error: {file}: ")
    assert not (tmp_path / "out").exists()


# Builds that are killed while they publish; by now the reference build has left them the processors


KILLED_WHILE_PUBLISHING = {
    "half a file": "suitable",
    "half a store": "suitable",
    "rename .unfinished-": "suitable",
    "rename .current-": "suitable",
    "cleaning up": "appropriate",
}
"""Moments of publishing, and the word of 27(b) that the current release has after a kill: the old or the new one."""


@dataclass(frozen=True)
class Aftermath:
    """What was found after a kill, and after the build that followed it."""

    status: int
    word: str
    next_status: int
    next_word: str
    leftovers: list[str]


@pytest.fixture(scope="module")
def aftermaths(builder, gcm, earlier, release, tmp_path_factory) -> dict[str, Aftermath]:
    """Return what came of a kill at each moment of publishing; two builds are run at a time."""

    def kill(happening: str) -> Aftermath:
        target = shutil.copytree(earlier, tmp_path_factory.mktemp("killed") / "build", symlinks=True)
        killed = builder(happening, target)
        verify(target)
        word = word_of_27b(gcm, target)
        following = builder("nothing", target)
        verify(target)
        both = {(place / "current").resolve().name for place in (earlier, release)}
        expected = {*(path.name for path in release.iterdir()), *both}
        found = {path.name for place in (target, target / ".releases") for path in place.iterdir()}
        return Aftermath(
            status=killed.returncode,
            word=word,
            next_status=following.returncode,
            next_word=word_of_27b(gcm, target),
            leftovers=sorted(found - expected),
        )

    with ThreadPoolExecutor(2) as pool:
        return dict(zip(KILLED_WHILE_PUBLISHING, pool.map(kill, KILLED_WHILE_PUBLISHING), strict=True))


@pytest.mark.parametrize("moment", KILLED_WHILE_PUBLISHING)
def test_a_build_killed_while_publishing_leaves_a_whole_release(aftermaths, moment):
    """Whenever a build is killed, the current release is whole: the old one, or after the switch the new one."""
    assert aftermaths[moment].status == -signal.SIGKILL
    assert aftermaths[moment].word == KILLED_WHILE_PUBLISHING[moment]


@pytest.mark.parametrize("moment", KILLED_WHILE_PUBLISHING)
def test_the_build_after_a_kill_clears_up(aftermaths, moment):
    """The next build succeeds, and nothing of the killed one stays beside the releases."""
    assert (aftermaths[moment].next_status, aftermaths[moment].next_word) == (0, "appropriate")
    assert aftermaths[moment].leftovers == []


def test_the_reference_engines_give_the_same_release(reference_build, release):
    """The engines owlrl and pyshacl lead to the same bytes as the fast engines: the same is inferred, nothing found."""
    process, target = reference_build
    _, messages = process.communicate(timeout=600)
    assert process.returncode == 0, messages
    assert (target / "SHA256SUMS").read_bytes() == (release / "SHA256SUMS").read_bytes()
