"""Find the folder of a release."""

from __future__ import annotations

import os
from pathlib import Path

from gcm_graph.errors import ExitStatus, GcmError

RELEASE_VARIABLE = "GCM_RELEASE"
CURRENT = "current"
STORE = "store"


class NoReleaseError(GcmError):
    """There is no release in the folder."""

    code = "no-release"
    status = ExitStatus.USAGE
    hint = f"Run 'gcm build', or name the folder of a release with --release or the variable {RELEASE_VARIABLE}."


class BrokenReleaseError(GcmError):
    """A file or the store of a release cannot be read."""

    code = "broken-release"
    hint = "Run 'gcm build' to make the release anew."


def find_release(folder: str | Path | None = None) -> Path:
    """Return the folder of a complete release.

    Args:
        folder: a release, or a folder in which releases are put (such as `build`). By default the variable
            GCM_RELEASE, then `build` in the working directory, then `build` in the checkout.

    Raises:
        NoReleaseError: there is no release.
    """
    named = folder or os.environ.get(RELEASE_VARIABLE)
    usual = [Path("build"), Path(__file__).resolve().parent.parent / "build"]
    candidates = [Path(named)] if named else usual
    for candidate in candidates:
        for place in (candidate / CURRENT, candidate):
            if (place / STORE).is_dir():
                return place
    raise NoReleaseError(f"there is no release in {candidates[0]}")
