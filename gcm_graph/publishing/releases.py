"""Put a release in place: a complete folder first, then one rename.

A failed or killed build leaves the old release whole.

A target folder holds `.releases/<digest>/` (complete folders), `current` (a symbolic link to one of them) and a fixed
link through `current` for every name of the release.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from gcm_graph.errors import GcmError
from gcm_graph.release_folder import CURRENT, STORE

CHECKSUMS = "SHA256SUMS"
_RELEASES = ".releases"


class PublishError(GcmError):
    """The release could not be written."""

    code = "publish"
    hint = "The previous release, if there was one, is untouched. Make room or choose another folder, and build again."


class BuildRunningError(GcmError):
    """Another build is writing into the same folder."""

    code = "build-running"
    hint = "Wait until it has finished, or choose another folder with -o."


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Return the content of `SHA256SUMS` for files by name, in the format of sha256sum(1)."""
    lines = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())]
    return "".join(lines).encode()


@contextmanager
def draft_release(target: Path) -> Iterator[Draft]:
    """Hold a folder of releases while a release is written into it.

    What has been written and not put in place is removed in the end: nothing has changed then.

    Args:
        target: the folder that holds the releases, for example `build`.

    Raises:
        BuildRunningError: another build holds the folder.
        PublishError: the folder cannot be made.
    """
    with ExitStack() as held:
        with _told(target):
            target.mkdir(parents=True, exist_ok=True)
            held.enter_context(_locked(target))
            releases = target / _RELEASES
            releases.mkdir(exist_ok=True)
            _remove_unfinished(target, releases)
        folder = releases / f".unfinished-{os.getpid()}"
        held.callback(shutil.rmtree, folder, ignore_errors=True)
        yield Draft(target, folder)


class Draft:
    """A release that is being written.

    Args:
        target: the folder that holds the releases.
        folder: the folder into which the release is written; it is made when something is.
    """

    def __init__(self, target: Path, folder: Path) -> None:
        self._target = target
        self._folder = folder
        self._files: dict[str, bytes] = {}

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write files, given by their names; a name may have folders.

        Raises:
            PublishError: one could not be written.
        """
        with _told(self._target):
            for name, content in files.items():
                _write(self._folder / name, content)
        self._files.update(files)

    @contextmanager
    def store(self) -> Iterator[Path]:
        """Give out the new folder for the store, and tell of what the system refuses to whoever writes into it.

        Raises:
            PublishError: something could not be written.
        """
        with _told(self._target):
            self._folder.mkdir(exist_ok=True)
            yield self._folder / STORE

    def put_in_place(self, store_is_whole: Callable[[Path], bool]) -> Path:
        """Make the release the current one.

        Where the same release is there already and whole, it is left untouched.

        Args:
            store_is_whole: tells whether the store in a folder is complete.

        Returns:
            The folder of the release.

        Raises:
            PublishError: something could not be written; nothing has changed.
        """
        with _told(self._target):
            return self._put_in_place(store_is_whole)

    def _put_in_place(self, store_is_whole: Callable[[Path], bool]) -> Path:
        target, releases = self._target, self._folder.parent
        names = {Path(name).parts[0] for name in self._files} | {CHECKSUMS, STORE}
        _refuse_foreign(target, names | {CURRENT})
        sums = checksums(self._files)
        place = releases / hashlib.sha256(sums).hexdigest()
        if not self._is_in(place, sums, store_is_whole):
            _write(self._folder / CHECKSUMS, sums)
            shutil.rmtree(place, ignore_errors=True)  # only ever there if it is damaged
            self._folder.rename(place)
        for name in sorted(names):
            _link(target / name, Path(CURRENT) / name)
        previous = (target / CURRENT).resolve()
        _link(target / CURRENT, place.relative_to(target))
        _remove_old(releases, keep={place.resolve(), previous})
        _remove_old_links(target, names)
        return place

    def _is_in(self, place: Path, sums: bytes, store_is_whole: Callable[[Path], bool]) -> bool:
        """Tell whether the same release is in a folder already, so that it need not be touched."""
        with suppress(OSError):
            same = all((place / name).read_bytes() == content for name, content in self._files.items())
            return same and (place / CHECKSUMS).read_bytes() == sums and store_is_whole(place / STORE)
        return False


@contextmanager
def _told(target: Path) -> Iterator[None]:
    """Say of whatever the system refuses that the release could not be written."""
    try:
        yield
    except OSError as error:
        raise PublishError(f"the release could not be written into {target}: {error.strerror or error}") from error


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    with (target / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildRunningError(f"another build is writing into {target}") from error
        yield


def _remove_unfinished(target: Path, releases: Path) -> None:
    """Remove what killed builds left behind; no build can be running while we hold the lock."""
    for leftover in target.glob(".*-*"):
        if leftover.is_symlink():
            leftover.unlink()
    for leftover in releases.glob(".unfinished-*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _refuse_foreign(target: Path, names: set[str]) -> None:
    for name in sorted(names):
        path = target / name
        if path.exists() and not path.is_symlink():
            raise PublishError(
                f"{path} exists and is not a link of a release",
                hint="Choose an empty folder with -o, or move that file away.",
            )


def _link(link: Path, destination: Path) -> None:
    """Make a symbolic link, or point it elsewhere, by one rename."""
    if link.is_symlink() and link.readlink() == destination:
        return
    fresh = link.with_name(f".{link.name}-{os.getpid()}")
    with suppress(FileNotFoundError):
        fresh.unlink()
    fresh.symlink_to(destination)
    fresh.rename(link)


def _remove_old(releases: Path, keep: set[Path]) -> None:
    """Keep the new release and the one before it, which a running server may still have open."""
    for folder in releases.iterdir():
        if folder.resolve() not in keep:
            shutil.rmtree(folder, ignore_errors=True)


def _remove_old_links(target: Path, names: set[str]) -> None:
    for path in target.iterdir():
        through_current = path.is_symlink() and path.readlink().parts[:1] == (CURRENT,)
        if through_current and path.name not in names:
            path.unlink()
