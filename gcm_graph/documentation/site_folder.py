"""Put the files of a site into a folder: whole or not at all, and never over what somebody else put there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from gcm_graph.documentation.errors import SiteFailedError, SiteFolderTakenError

LIST: Final = ".gcm-site"
"""The file that names all others of a site, one a line: by it we know a folder that we wrote."""


def put_in_place(files: Mapping[str, bytes], target: Path) -> None:
    """Write a site into a folder of its own, and let that take the place of the target by one rename.

    Args:
        files: the files by their paths in the site.
        target: the folder of the site: it is not there, is empty, or holds an older site and nothing else.

    Raises:
        SiteFolderTakenError: the target holds something else.
        SiteFailedError: the site cannot be written; the target is as it was.
    """
    folder = Path(os.path.realpath(target))
    draft = folder.with_name(f".{folder.name}-unfinished-{os.getpid()}")
    aside = folder.with_name(f".{folder.name}-old-{os.getpid()}")
    try:
        refuse_foreign(folder)
        _write({**files, LIST: _list(files)}, draft)
        if folder.exists():
            folder.rename(aside)
        try:
            draft.rename(folder)
        except OSError:
            if aside.exists():
                aside.rename(folder)
            raise
    except OSError as error:
        raise SiteFailedError(f"the site could not be written into {target}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    shutil.rmtree(aside, ignore_errors=True)


def refuse_foreign(target: Path) -> None:
    """Refuse a folder in which there is anything that is no part of a site which we wrote.

    Raises:
        SiteFolderTakenError: there is.
        SiteFailedError: that cannot be seen.
    """
    try:
        if not target.exists():
            return
        if not target.is_dir():
            raise SiteFolderTakenError(f"{target} is no folder")
        there = {path.relative_to(target).as_posix() for path in target.rglob("*") if not _is_folder(path)}
        own = {LIST, *(target / LIST).read_text(encoding="utf-8").splitlines()} if LIST in there else set()
    except (OSError, UnicodeDecodeError) as error:
        raise SiteFailedError(f"{target} cannot be read: {error}") from error
    foreign = sorted(there - own)
    if foreign:
        raise SiteFolderTakenError(f"{target} holds {foreign[0]}, which is no part of a site written by 'gcm site'")


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _list(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{name}\n" for name in sorted(files)).encode()


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, content in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
