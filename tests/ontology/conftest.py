"""The ontology that these tests are about, in the forms in which they read it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from gcm_graph import ontology_files, resources

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def ontology() -> list[Triple]:
    """Return the triples of all modules, with the version of the release."""
    return ontology_files.ontology_triples(ontology_files.ontology_source())


@pytest.fixture(scope="session")
def published() -> list[Triple]:
    """Return the triples of `ontology.ttl` as published, with the vocabularies."""
    return ontology_files.ontology_triples(ontology_files.published_ontology())


@pytest.fixture(scope="session")
def modules() -> dict[str, list[Triple]]:
    """Return the triples of each module by its file name."""
    folder = resources.ontology_folder()
    return {name: read_turtle(folder / name) for name in ontology_files.MODULES}


@pytest.fixture(scope="session")
def fixture() -> Callable[[str], list[Triple]]:
    """Return the function that reads a file of this folder by its path."""
    return lambda path: read_turtle(HERE / path)


def read_turtle(file: Path) -> list[Triple]:
    """Return the triples of a Turtle file."""
    return [quad.triple for quad in parse(path=str(file), format=RdfFormat.TURTLE)]
