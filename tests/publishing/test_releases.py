"""A release is put in place whole or not at all."""

from __future__ import annotations

import fcntl
import hashlib
import subprocess

import pytest

from gcm_graph.publishing.releases import BuildRunningError, PublishError, checksums, draft_release


def write_store(folder):
    """Write a store that is one file."""
    folder.mkdir()
    (folder / "data").write_bytes(b"store")


def publish(target, files, *, store=write_store, whole=True):
    """Write a release in two steps, as a build does, and put it in place."""
    first, *others = files
    with draft_release(target) as draft:
        with draft.store() as folder:
            store(folder)
        draft.write({first: files[first]})
        draft.write({name: files[name] for name in others})
        return draft.put_in_place(lambda folder: whole and folder.is_dir())


ONE = {"a.txt": b"one\n", "tables/b.csv": b"x,y\r\n"}
TWO = {"a.txt": b"two\n"}


def test_the_names_of_a_release_are_links_through_current(tmp_path):
    """`current` points to the complete folder; every name beside it is a fixed link through it."""
    place = publish(tmp_path, ONE)
    assert place.parent == tmp_path / ".releases"
    assert (tmp_path / "current").readlink().parts == (".releases", place.name)
    assert {path.name for path in tmp_path.iterdir() if path.name != "current" and path.is_symlink()} == {
        "a.txt",
        "tables",
        "store",
        "SHA256SUMS",
    }
    assert (tmp_path / "a.txt").readlink().parts == ("current", "a.txt")
    assert (tmp_path / "tables" / "b.csv").read_bytes() == b"x,y\r\n"
    assert (tmp_path / "store" / "data").read_bytes() == b"store"


def test_the_digest_is_the_checksum_of_the_checksums(tmp_path):
    """The folder's name is the SHA-256 of SHA256SUMS, and sha256sum accepts that file."""
    place = publish(tmp_path, ONE)
    sums = (place / "SHA256SUMS").read_bytes()
    assert place.name == hashlib.sha256(sums).hexdigest()
    assert sums == checksums(ONE)
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=tmp_path, check=True)


def test_a_new_release_replaces_the_old_one_and_its_names(tmp_path):
    """The links show the second release; a name that it lacks is gone; the first is kept for its readers."""
    first = publish(tmp_path, ONE)
    second = publish(tmp_path, TWO)
    assert (tmp_path / "a.txt").read_bytes() == b"two\n"
    assert not (tmp_path / "tables").is_symlink()
    assert first.is_dir()
    third = publish(tmp_path, {"a.txt": b"three\n"})
    assert {path.name for path in (tmp_path / ".releases").iterdir()} == {second.name, third.name}


def test_the_same_release_is_left_untouched(tmp_path):
    """Building the same bytes again does not write the folder anew."""
    place = publish(tmp_path, ONE)
    before = (place / "a.txt").stat().st_ino
    assert publish(tmp_path, ONE) == place
    assert (place / "a.txt").stat().st_ino == before
    assert [path.name for path in place.parent.iterdir()] == [place.name]


@pytest.mark.parametrize("damage", ["file", "store"])
def test_a_damaged_release_is_written_anew(tmp_path, damage):
    """A release whose files or store were damaged is mended by building it again."""
    place = publish(tmp_path, ONE)
    if damage == "file":
        (place / "a.txt").write_bytes(b"damaged")
    publish(tmp_path, ONE, whole=damage != "store")
    assert (tmp_path / "a.txt").read_bytes() == b"one\n"
    assert (tmp_path / "store" / "data").read_bytes() == b"store"


def test_a_failure_while_writing_leaves_the_old_release_whole(tmp_path):
    """Whatever fails before the rename, the old release is there and nothing half-written stays."""

    def fail(folder):
        folder.mkdir()
        raise OSError(28, "No space left on device")

    first = publish(tmp_path, ONE)
    with pytest.raises(PublishError, match="No space left on device"):
        publish(tmp_path, TWO, store=fail)
    assert (tmp_path / "a.txt").read_bytes() == b"one\n"
    assert [path.name for path in (tmp_path / ".releases").iterdir()] == [first.name]


def test_a_draft_that_is_given_up_changes_nothing(tmp_path):
    """Where the work between writing and putting in place fails, the old release is there and the draft is gone."""

    def give_up():
        with draft_release(tmp_path) as draft:
            with draft.store() as folder:
                write_store(folder)
            draft.write(TWO)
            raise ValueError("not valid")

    first = publish(tmp_path, ONE)
    with pytest.raises(ValueError, match="not valid"):
        give_up()
    assert (tmp_path / "a.txt").read_bytes() == b"one\n"
    assert [path.name for path in (tmp_path / ".releases").iterdir()] == [first.name]


def test_the_folder_is_held_from_the_first_file_on(tmp_path):
    """While a draft is being written, no other can be begun."""
    with draft_release(tmp_path), pytest.raises(BuildRunningError), draft_release(tmp_path):
        pass


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path):
    """A real file where a link must go is refused before anything is written."""
    (tmp_path / "a.txt").write_text("mine")
    with pytest.raises(PublishError, match="is not a link of a release"):
        publish(tmp_path, ONE)
    assert (tmp_path / "a.txt").read_text() == "mine"
    assert not (tmp_path / "current").exists()


def test_two_builds_do_not_write_into_one_folder(tmp_path):
    """While another build holds the folder, a build is refused."""
    publish(tmp_path, ONE)
    with (tmp_path / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BuildRunningError):
            publish(tmp_path, TWO)
    assert (tmp_path / "a.txt").read_bytes() == b"one\n"


def test_what_a_killed_build_left_is_cleared_away(tmp_path):
    """A folder that a killed build left unfinished is removed by the next one."""
    leftover = tmp_path / ".releases" / ".unfinished-1"
    leftover.mkdir(parents=True)
    (leftover / "a.txt").write_text("half")
    publish(tmp_path, ONE)
    assert not leftover.exists()


def test_a_folder_that_cannot_be_made_is_reported(tmp_path):
    """A target that is a file gives a named error."""
    (tmp_path / "file").write_text("")
    with pytest.raises(PublishError, match="file"):
        publish(tmp_path / "file", ONE)
