"""Errors say where a thing and its names are written."""

from __future__ import annotations

import pytest

from gcm_graph import resources
from gcm_graph.linking.places import place


@pytest.mark.parametrize(
    ("path", "words", "folder", "begins", "holds"),
    [
        ("population/children", None, "vocab", "<population/children>", ""),
        ("population/children", "child", "vocab", "  skos:altLabel", '"child"@en'),
        ("population/children", "no name of theirs", "vocab", "<population/children>", ""),
        ("actor/united-nations", None, "curated", "united-nations,", ""),
        ("period/2030", "2030", "curated", "2030,", ""),
    ],
)
def test_the_line_is_found(path, words, folder, begins, holds):
    """It is the line of the label, or the line with which the description of the thing begins."""
    file, line = place(path, words)
    written = (resources.ontology_folder() / folder / file).read_text(encoding="utf-8").splitlines()[(line or 0) - 1]
    assert line is not None
    assert written.startswith(begins)
    assert holds in written


@pytest.mark.parametrize(
    ("path", "file"),
    [("population/unicorns", "populations.ttl"), ("actor/unicorns", "actors.csv"), ("principle/a", "a-res-73-195.md")],
)
def test_at_least_the_file_is_named(path, file):
    """Where the line is not found, or the text itself names the thing, the file is told."""
    assert place(path) == (file, None)
