"""Find the data that the package travels with: source texts, ontology, shapes, competency questions, documentation."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gcm_graph.declared_version import ReleaseIdentity, read_identity

_PACKAGE = Path(__file__).resolve().parent


def data_root() -> Path:
    """Return the folder that holds `sources/`, `ontology/` and `shapes/`.

    In an installed wheel it lies inside the package; in a checkout it is the repository's root.
    """
    bundled = _PACKAGE / "_data"
    return bundled if bundled.is_dir() else _PACKAGE.parent


def sources_folder() -> Path:
    """Return the folder of the source texts, their manifest and what is declared about them."""
    return data_root() / "sources"


def ontology_folder() -> Path:
    """Return the folder of the ontology, its vocabularies, curated tables and saved queries."""
    return data_root() / "ontology"


def shapes_folder() -> Path:
    """Return the folder of the shapes graphs."""
    return data_root() / "shapes"


def documentation_folder() -> Path:
    """Return the folder of the documentation, and of the examples to which its pages lead."""
    return data_root() / "docs"


def competency_folder() -> Path:
    """Return the folder of the competency questions, which in a checkout stand among the tests."""
    bundled = _PACKAGE / "_data" / "competency"
    return bundled if bundled.is_dir() else _PACKAGE.parent / "tests" / "competency"


@cache
def release_identity() -> ReleaseIdentity:
    """Return the version (a semantic version), date (ISO 8601) and prior version declared in `release.toml`.

    Raises:
        DeclaredVersionError: what is declared cannot be true.
    """
    return read_identity((_PACKAGE / "release.toml").read_text(encoding="utf-8"))
