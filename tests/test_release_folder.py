"""Where a release is: in a folder of its own, in one in which releases are put, or frozen, without a store."""

from __future__ import annotations

import pytest

from gcm_graph.release_folder import NoReleaseError, NoStoreError, find_release


@pytest.fixture
def frozen(tmp_path):
    """Return the folder of a frozen version, as far as it is recognised."""
    folder = tmp_path / "versions" / "0.1.0"
    folder.mkdir(parents=True)
    for name in ("gcm.nq", "SHA256SUMS"):
        (folder / name).write_text("")
    return folder


def test_a_frozen_version_is_found(frozen):
    """It has no store, and what it says can be asked all the same."""
    assert find_release(frozen) == frozen


def test_a_server_needs_a_store(frozen):
    """The message says that the version is frozen, and what to do."""
    with pytest.raises(NoStoreError, match="is a frozen version") as refused:
        find_release(frozen, with_store=True)
    assert f"gcm serve --versions {frozen.parent}." in refused.value.hint


@pytest.mark.parametrize("missing", ["gcm.nq", "SHA256SUMS"])
def test_a_few_files_are_no_release(frozen, missing):
    """Without the dump, or without the list of checksums, nothing was frozen there."""
    (frozen / missing).unlink()
    for with_store in (True, False):
        with pytest.raises(NoReleaseError):
            find_release(frozen, with_store=with_store)


def test_a_release_with_a_store_goes_before_a_frozen_one(frozen):
    """In a folder in which releases are put, what stands beside them is not taken for one."""
    (frozen / "current" / "store").mkdir(parents=True)
    assert find_release(frozen) == find_release(frozen, with_store=True) == frozen / "current"
