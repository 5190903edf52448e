"""Find the folder of a release."""

from __future__ import annotations

import os
from pathlib import Path

from gcm_graph.errors import ExitStatus, GcmError

RELEASE_VARIABLE = "GCM_RELEASE"
CURRENT = "current"
STORE = "store"
DUMP = "gcm.nq"
CHECKSUMS = "SHA256SUMS"


class NoReleaseError(GcmError):
    """There is no release in the folder."""

    code = "no-release"
    status = ExitStatus.USAGE
    hint = f"Run 'gcm build', or name the folder of a release with --release or the variable {RELEASE_VARIABLE}."


class NoStoreError(GcmError):
    """The folder holds a frozen version, whose files can be asked, and a server needs the store of a release."""

    code = "no-store"
    status = ExitStatus.USAGE
    hint = "Serve a release that was built, and frozen versions with it: gcm serve --versions DIR."


class BrokenReleaseError(GcmError):
    """A file or the store of a release cannot be read."""

    code = "broken-release"
    hint = "Run 'gcm build' to make the release anew."


def find_release(folder: str | Path | None = None, *, with_store: bool = False) -> Path:
    """Return the folder of a complete release, or of a frozen version, which has no store.

    Args:
        folder: a release, a folder in which releases are put (such as `build`), or a frozen version. By default the
            variable GCM_RELEASE, then `build` in the working directory, then `build` in the checkout.
        with_store: whether a store is needed.

    Raises:
        NoReleaseError: there is no release.
        NoStoreError: there is a frozen version, and a store is needed.
    """
    named = folder or os.environ.get(RELEASE_VARIABLE)
    usual = [Path("build"), Path(__file__).resolve().parent.parent / "build"]
    candidates = [Path(named)] if named else usual
    for candidate in candidates:
        for place in (candidate / CURRENT, candidate):
            if (place / STORE).is_dir():
                return place
    frozen = next(filter(_is_frozen, candidates), None)
    if frozen is None:
        raise NoReleaseError(f"there is no release in {candidates[0]}")
    if with_store:
        raise NoStoreError(
            f"{frozen} is a frozen version: it has files and no store, which a server needs",
            hint=f"Serve a release that was built, and frozen versions with it: gcm serve --versions {frozen.parent}. "
            "All other commands read the folder as it is.",
        )
    return frozen


def _is_frozen(folder: Path) -> bool:
    """Tell whether a folder has the files of a release, as `gcm freeze` keeps them."""
    return (folder / CHECKSUMS).is_file() and (folder / DUMP).is_file()
