"""What the tests of the fault script share: a release, and small graphs to mutate."""

from __future__ import annotations

import pytest

from faults.graph import read_release
from faults.judging import Judge
from faults.mutants import mutants
from faults.targets import targets


@pytest.fixture(scope="session")
def graph(release):
    """Return the statements of the release."""
    return read_release(release)


@pytest.fixture(scope="session")
def judge(graph):
    """Return what validates the release again and again."""
    return Judge(graph)


@pytest.fixture(scope="session")
def all_mutants(graph):
    """Return the mutants that the published report is about."""
    return mutants(graph, targets(graph), seed=1)
