"""Frozen versions: complete releases that never change again, each in a folder with the number of its version.

What a version changed from the one before it is worked out when it is frozen, and stands beside its files.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gcm_graph.comparing.changes import Difference
from gcm_graph.comparing.differences import compare
from gcm_graph.comparing.records import difference_json, difference_nquads
from gcm_graph.comparing.versions import ReleaseVersion, read_version
from gcm_graph.declared_version import version_number
from gcm_graph.errors import ExitStatus, GcmError
from gcm_graph.publishing.releases import CHECKSUMS
from gcm_graph.release_folder import CURRENT, BrokenReleaseError

CHANGES_JSON, CHANGES_NQ = "changes.json", "changes.nq"

_UNFINISHED = ".unfinished-"
_LINE = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<name>[^/\0][^\0]*)", re.ASCII)


class UnknownVersionError(GcmError):
    """What is to be compared is neither the folder of a release nor a frozen version."""

    code = "unknown-version"
    status = ExitStatus.USAGE


class VersionFrozenError(GcmError):
    """The version has been frozen with other content than the release has now."""

    code = "version-frozen"
    status = ExitStatus.FINDINGS
    hint = "A frozen version never changes. Set the next version in gcm_graph/release.toml and build again."


class PriorVersionError(GcmError):
    """The release does not name the version before it that is frozen, or names one that is not."""

    code = "prior-version"
    status = ExitStatus.FINDINGS
    hint = (
        "Set prior in gcm_graph/release.toml to the last version that is frozen and build again; or name the folder in "
        "which that is frozen with --versions."
    )


class FreezingFailedError(GcmError):
    """The frozen version could not be written."""

    code = "freezing-failed"
    hint = "Nothing has changed. Make room, or name another folder with --versions, and try again."


def frozen_versions(versions: Path) -> list[str]:
    """Return the frozen versions in a folder, the oldest first; none where there is no folder."""
    found = [path.name for path in versions.glob("*.*.*") if (path / CHECKSUMS).is_file() and version_number(path.name)]
    return sorted(found, key=lambda name: version_number(name) or ())


def find_version(name: str, versions: str | Path) -> Path:
    """Return the folder of a release.

    Args:
        name: a folder that holds a release, or one in which releases are put; or the number of a frozen version.
        versions: where frozen versions stand.

    Raises:
        UnknownVersionError: it is neither.
    """
    for place in (Path(name) / CURRENT, Path(name), *([Path(versions) / name] if version_number(name) else [])):
        if (place / CHECKSUMS).is_file():
            return place
    known = ", ".join(frozen_versions(Path(versions))) or "none"
    raise UnknownVersionError(
        f"there is no release {name!r}",
        hint=f"Name the folder of a release, such as build, or a version in {versions}: {known}.",
    )


def freeze(release: Path, versions: Path) -> tuple[Path, Difference | None]:
    """Keep a release for good, with what it changed from the version before it.

    Args:
        release: the folder of the release.
        versions: where frozen versions stand; it is made if need be.

    Returns:
        The folder of the frozen version, and what it changed; None for the first.

    Raises:
        BrokenReleaseError: a file of the release is not as `SHA256SUMS` says.
        VersionFrozenError: this version is frozen already, with other content.
        PriorVersionError: the version before it that it names is not the one that is frozen.
        FreezingFailedError: it cannot be written; nothing has changed.
    """
    names = _checked(release)
    new = read_version(release)
    folder = versions / new.version
    number = version_number(new.version)
    if number is None:
        raise BrokenReleaseError(f"the version of the release in {release} is not like 0.1.0: {new.version[:40]!r}")
    is_frozen = (folder / CHECKSUMS).is_file()
    if is_frozen and (folder / CHECKSUMS).read_bytes() != (release / CHECKSUMS).read_bytes():
        raise VersionFrozenError(f"version {new.version} is frozen in {folder} with other content")
    earlier = [name for name in frozen_versions(versions) if (version_number(name) or ()) < number]
    prior = earlier[-1] if earlier else ""
    if not is_frozen:
        _refuse_wrong_prior(new, prior, versions)
    difference = compare(read_version(versions / prior), new) if prior else None
    if is_frozen:
        return folder, difference
    with _whole(folder) as draft:
        for name in (*names, CHECKSUMS):
            _write(draft / name, (release / name).read_bytes())
        if difference is not None:
            _write(draft / CHANGES_JSON, difference_json(difference).encode())
            _write(draft / CHANGES_NQ, difference_nquads(difference))
    return folder, difference


def _refuse_wrong_prior(new: ReleaseVersion, prior: str, versions: Path) -> None:
    """Check that a release follows the last version that is frozen before it: what it says of that is kept for good.

    Raises:
        PriorVersionError: it names another one or none, or there is none.
    """
    if new.prior == prior:
        return
    named = f"names {new.prior} as the version before it" if new.prior else "names no version before it"
    if prior:
        message = f"version {new.version} {named}, but {prior} is frozen in {versions}"
        raise PriorVersionError(message, hint=f'Set prior = "{prior}" in gcm_graph/release.toml and build again.')
    message = f"version {new.version} {named}, which is not frozen in {versions}"
    raise PriorVersionError(message, hint="Name the folder in which it is frozen with --versions.")


def listed_files(release: Path) -> dict[str, str]:
    """Return the names of a release's files with their checksums, from `SHA256SUMS`.

    Raises:
        BrokenReleaseError: there is none, or a line of it is none of its; a name that leads out of the release is none.
    """
    found = {}
    try:
        lines = (release / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenReleaseError(f"the release in {release} cannot be read: {error}") from error
    for line in lines:
        entry = _LINE.fullmatch(line)
        if entry is None or ".." in Path(entry["name"]).parts:
            raise BrokenReleaseError(f"{CHECKSUMS} in {release} has a line that is none of its: {line[:80]!r}")
        found[entry["name"]] = entry["digest"]
    return found


def _checked(release: Path) -> list[str]:
    """Return the names of a release's files, each of which has its checksum."""
    files = listed_files(release)
    for name, digest in files.items():
        try:
            content = (release / name).read_bytes()
        except OSError as error:
            raise BrokenReleaseError(f"the release in {release} cannot be read: {error}") from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise BrokenReleaseError(f"{name} in {release} is not as {CHECKSUMS} says")
    return list(files)


@contextmanager
def _whole(folder: Path) -> Iterator[Path]:
    """Give out a folder to write into, which takes the place of `folder` by one rename once all is written."""
    versions = folder.parent
    draft = versions / f"{_UNFINISHED}{folder.name}"
    try:
        versions.mkdir(parents=True, exist_ok=True)
        with (versions / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for leftover in versions.glob(f"{_UNFINISHED}*"):  # of a process that was killed
                shutil.rmtree(leftover)
            try:
                draft.mkdir()
                yield draft
                draft.rename(folder)
            finally:
                shutil.rmtree(draft, ignore_errors=True)
    except BlockingIOError as error:
        raise FreezingFailedError(f"another version is being frozen in {versions}", hint="Try again later.") from error
    except OSError as error:
        raise FreezingFailedError(f"{folder} could not be written: {error.strerror or error}") from error


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
