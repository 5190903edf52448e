"""What the tests of the linker share: small lexicons, and the Compact."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from gcm_graph.curating.curated import read_curated
from gcm_graph.curating.table import Row
from gcm_graph.describing.concepts import concept_paths, describe_concepts
from gcm_graph.describing.graphs import NamedGraph
from gcm_graph.linking.coverage import units_covered
from gcm_graph.linking.labels import Thing
from gcm_graph.linking.lexicon import compose
from gcm_graph.linking.linker import Linker
from gcm_graph.linking.readings import COLUMNS, reading
from gcm_graph.reading import open_source, read_resolution
from gcm_graph.reading.sources import manifest


@pytest.fixture(scope="session")
def document():
    """Return the Compact as read."""
    return read_resolution(open_source("a-res-73-195"))


@pytest.fixture(scope="session")
def content(document):
    """Return the Compact with its vocabularies and curated tables, and without mentions: the lexicon is not read."""
    entries, concepts = tuple(manifest().values()), NamedGraph("vocabulary")
    describe_concepts(concepts)
    curated = read_curated(document, entries, concept_paths(concepts))
    return SimpleNamespace(document=document, concepts=concepts, curated=curated)


@pytest.fixture(scope="session")
def row():
    """Return a function that makes a row of the lexicon from its cells, by the names of the columns."""

    def make(line=2, file="names.csv", **cells):
        given = {column: cells.pop("within" if column == "in" else column, "") for column in COLUMNS}
        assert not cells, cells
        if not given["note"] and (given["in"] or given["names"].startswith("no")):
            given["note"] = "A reason."
        return Row(file, line, given)

    return make


@pytest.fixture(scope="session")
def read(row):
    """Return a function that reads one row; units are covered as they are cited, without parts."""

    def make(things, covered=lambda citation: frozenset({citation}), **cells):
        return reading(row(**cells), things, covered)

    return make


@pytest.fixture(scope="session")
def lexicon(row):
    """Return a function that makes a lexicon.

    It takes the names of things by path, and the rows as dictionaries of their cells (`within` for `in`).
    """

    def make(names, *rows, document=None):
        covered = units_covered(document) if document else lambda citation: frozenset({citation})
        named = {each["names"] for each in rows if not each["names"].startswith("no")}
        known = {path: Thing(path, None) for path in sorted(named)}
        known |= {path: Thing(path, forms[0], tuple(forms[1:])) for path, forms in names.items()}
        rows = [row(line, **cells) for line, cells in enumerate(rows, start=2)]
        return compose(known, [reading(each, known, covered) for each in rows])

    return make


@pytest.fixture(scope="session")
def found(lexicon):
    """Return a function that returns the mentions in a text as pairs of words and path.

    It takes the text, the names of things by path, rows, and `unit`.
    """

    def find(text, names, *rows, unit=None):
        linked = Linker(lexicon(names, *rows)).find(text, unit)
        return [(text[start:end], path) for start, end, path in linked]

    return find
