"""Releases to explain: the one that was built, and copies of it with statements planted into them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from gcm_graph.explaining import Explainer
from gcm_graph.explaining.selecting import select
from gcm_graph.publishing.nquads import write_nquads
from gcm_graph.store import write_store


@pytest.fixture(scope="session")
def current(release: Path) -> Path:
    """Return the folder of the built release itself."""
    return (release / "current").resolve()


@pytest.fixture(scope="session")
def explainer(current: Path) -> Explainer:
    """Return what explains the built release."""
    return Explainer(current)


@pytest.fixture(scope="session")
def explained(explainer: Explainer) -> Callable[..., tuple]:
    """Return a function that explains the statements of the built release about a subject, as the command does."""
    return lambda *asked: tuple(explainer.explain(statement) for statement in select(explainer.graph, *asked))


@pytest.fixture(scope="session")
def planted(current: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Explainer]:
    """Return a function that explains a copy of the release with other statements.

    It takes the statements to add, and by name `without`, a function that tells which to leave out.
    """

    def plant(added: Iterable[Quad], *, without: Callable[[Quad], bool] = lambda _: False) -> Explainer:
        folder = tmp_path_factory.mktemp("planted") / "release"
        shutil.copytree(current, folder, ignore=shutil.ignore_patterns("store"))
        stated = parse(path=str(folder / "gcm.nq"), format=RdfFormat.N_QUADS)
        quads = list(dict.fromkeys([*(quad for quad in stated if not without(quad)), *added]))
        (folder / "gcm.nq").write_bytes(write_nquads(quads))
        write_store(folder / "store", quads)
        return Explainer(folder)

    return plant
