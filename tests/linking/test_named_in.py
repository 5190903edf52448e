"""The tables and the lexicon agree: a thing is mentioned in the units that its table says name it, and nowhere else."""

from __future__ import annotations

from collections import defaultdict

import pytest

from gcm_graph.dataset import read_content
from gcm_graph.model import Kind
from gcm_graph.reading import open_source, read_resolution


@pytest.fixture(scope="module")
def content():
    """Return what is read, with all mentions."""
    return read_content(read_resolution(open_source("a-res-73-195")))


def test_what_the_tables_say_is_named_is_what_is_found(content):
    """Instruments, actors, places, observances and periods; tables cite the paragraph of a commitment."""
    units = content.document.by_path()
    found = defaultdict(set)
    for mention in content.mentions:
        unit = units[mention.unit]
        found[mention.names].add(unit.part_of if unit.kind is Kind.COMMITMENT else unit.path)
    references = content.curated.references
    declared = {
        thing.path: {path for path in thing.named_in if not path.startswith("source/")}
        for thing in (*references.named(), *references.periods)
    }
    assert {path: found[path] for path in declared} == declared
