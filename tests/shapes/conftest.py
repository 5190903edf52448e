"""Graphs and shapes that the tests of the shapes share."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from gcm_graph import resources
from gcm_graph.dataset import complete, describe, read_content
from gcm_graph.reading import open_source, read_resolution
from gcm_graph.reasoning import Engine as InferenceEngine
from gcm_graph.release_files import DATA_SHAPES

SHAPE = "https://w3id.org/gcm/shapes#"
SH = "http://www.w3.org/ns/shacl#"
_TARGETS = tuple(ox.NamedNode(f"{SH}{name}") for name in ("targetClass", "targetNode"))


@pytest.fixture(scope="session")
def content():
    """Return what is read."""
    return read_content(read_resolution(open_source("a-res-73-195")))


@pytest.fixture(scope="session")
def published_quads(content):
    """Return all named graphs as they are published."""
    return complete(describe(content), InferenceEngine.FAST)


@pytest.fixture(scope="session")
def lighter_quads(content):
    """Return all named graphs with the mentions of every twelfth unit only, which the slow engine can validate."""
    units = {unit.path for unit in content.document.provisions if unit.order % 12 == 0}
    mentions = tuple(mention for mention in content.mentions if mention.unit in units)
    assert len(mentions) > 100
    return complete(describe(replace(content, mentions=mentions)), InferenceEngine.FAST)


@pytest.fixture(scope="session")
def shapes_files():
    """Return the triples of the shapes files by file name."""
    names = (*DATA_SHAPES, "ontology.ttl")
    return {name: _triples(resources.shapes_folder() / name) for name in names}


@pytest.fixture(scope="session")
def shape_alone(shapes_files):
    """Return a function from a shape's name to the shapes graph of that shape and what it is made of."""
    by_subject = {}
    for triples in (*shapes_files.values(), _triples(resources.shapes_folder() / "profile.ttl")):
        for triple in triples:
            by_subject.setdefault(triple.subject, []).append(triple)

    def alone(name):
        waiting = [ox.NamedNode(SHAPE + name)]
        seen = set()
        found = []
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                described = by_subject.get(node, [])
                found += described
                # A target is a class of the data, not a part of the shape, even where it bears a shape's IRI.
                waiting += [triple.object for triple in described if triple.predicate not in _TARGETS]
        return ox.serialize(found, format=ox.RdfFormat.N_TRIPLES)

    return alone


def _triples(file: Path):
    return [quad.triple for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)]
