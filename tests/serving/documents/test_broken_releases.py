"""A release whose files are damaged is refused with the name of the file."""

from __future__ import annotations

import pytest

from gcm_graph.release_folder import BrokenReleaseError
from gcm_graph.serving import documents
from gcm_graph.serving.addresses import Addresses
from gcm_graph.serving.service import open_release


def test_a_dump_that_is_cut_off_is_named(release, tmp_path):
    """A release whose dump ends within a statement is not served, and the error names the dump."""
    for each in (release / "current").resolve().iterdir():
        (tmp_path / each.name).symlink_to(each)
    dump = tmp_path / "gcm.nq"
    beginning = dump.read_bytes()[:100_000]
    dump.unlink()
    dump.write_bytes(beginning[: beginning.rindex(b"\n") + 20])
    with pytest.raises(BrokenReleaseError, match=r"gcm\.nq"):
        documents.prepare(open_release(tmp_path, Addresses()))
