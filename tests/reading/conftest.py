"""The resolution as read from the source text in the repository."""

from __future__ import annotations

import pytest

from gcm_graph.model import Document, Provision
from gcm_graph.reading import SourceText, open_source, read_resolution


@pytest.fixture(scope="session")
def source() -> SourceText:
    """Return the source text as received."""
    return open_source("a-res-73-195")


@pytest.fixture(scope="session")
def document(source: SourceText) -> Document:
    """Return the document model."""
    return read_resolution(source)


@pytest.fixture(scope="session")
def units(document: Document) -> dict[str, Provision]:
    """Return the units by path."""
    return document.by_path()
