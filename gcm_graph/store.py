"""The Oxigraph store of a release: written once, then only read.

The default graph is the merge of the named graphs, so that plain queries, FROM and GRAPH all follow SPARQL 1.1 Query,
section 13.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store, serialize

from gcm_graph.release_folder import STORE, BrokenReleaseError


def write_store(folder: Path, quads: Sequence[Quad], *, merged: bytes) -> None:
    """Write quads as an Oxigraph store.

    Args:
        folder: the new folder of the store.
        quads: the named graphs.
        merged: their merge as N-Triples, for the default graph.
    """
    store = Store(str(folder))
    # By way of bytes, which takes a third of the time that handing over the quads one by one does. They are written
    # here, from terms: that their IRIs and language tags are well-formed need not be checked again.
    store.bulk_load(serialize(quads, format=RdfFormat.N_QUADS), RdfFormat.N_QUADS, lenient=True)
    store.bulk_load(merged, RdfFormat.N_TRIPLES, lenient=True)
    store.flush()


def is_whole(folder: Path, quads: int) -> bool:
    """Tell whether a store can be opened and has the given number of quads."""
    try:
        return len(Store.read_only(str(folder))) == quads
    except (OSError, ValueError, RuntimeError):
        return False


def open_store(release: Path) -> Store:
    """Open the store of a release, read-only.

    Raises:
        BrokenReleaseError: it cannot be opened.
    """
    try:
        return Store.read_only(str(release / STORE))
    except (OSError, ValueError, RuntimeError) as error:
        raise BrokenReleaseError(f"the store of {release} cannot be opened: {error}") from error
