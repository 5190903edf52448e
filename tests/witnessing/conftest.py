"""The resolution and the texts beside it, as read from the repository."""

from __future__ import annotations

import pytest

from gcm_graph.model import Document, Provision
from gcm_graph.reading import open_source, read_resolution
from gcm_graph.witnessing import Witnesses, read_witnesses


@pytest.fixture(scope="session")
def document() -> Document:
    """Return the resolution."""
    return read_resolution(open_source("a-res-73-195"))


@pytest.fixture(scope="session")
def units(document: Document) -> dict[str, Provision]:
    """Return its units by path."""
    return document.by_path()


@pytest.fixture(scope="session")
def witnesses(document: Document) -> Witnesses:
    """Return the texts beside it."""
    return read_witnesses(document)
