"""A store is written by another process: whole, or with an error that says why not."""

from __future__ import annotations

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from gcm_graph.store import is_whole
from gcm_graph.store_writing import StoreWriter

NAME = NamedNode("https://example.org/name")
TEXT, LINKS = NamedNode("https://example.org/text"), NamedNode("https://example.org/links")
FIRST = [Quad(NAME, NAME, Literal("é", language="fr"), TEXT), Quad(NAME, NAME, NAME, TEXT)]
SECOND = [Quad(NAME, NAME, Literal("x"), LINKS)]


def test_what_is_added_in_turns_is_in_the_store(tmp_path):
    """The quads stand in their named graphs, and their triples in the default graph."""
    with StoreWriter(tmp_path / "store") as writer:
        triples = writer.add(FIRST)
        writer.add(SECOND)
        writer.finish()
    store = Store.read_only(str(tmp_path / "store"))
    merged = [Quad(*quad.triple, DefaultGraph()) for quad in (*FIRST, *SECOND)]
    assert set(store) == {*FIRST, *SECOND, *merged}
    assert is_whole(tmp_path / "store", 6)
    assert set(triples.decode().splitlines()) == {f"{Triple(*quad.triple)} ." for quad in FIRST}


def test_a_store_that_cannot_be_written_is_told(tmp_path):
    """Where the folder cannot be made, the error says so."""
    (tmp_path / "file").write_text("no folder")
    with StoreWriter(tmp_path / "file" / "store") as writer:
        writer.add(FIRST)
        with pytest.raises(OSError, match=r"\S"):
            writer.finish()


def test_a_writer_that_is_given_up_ends(tmp_path):
    """Where the build fails, the process is ended, whatever has been added."""
    with StoreWriter(tmp_path / "store") as writer:
        writer.add(FIRST)
        process = writer._process
    assert process.returncode != 0
