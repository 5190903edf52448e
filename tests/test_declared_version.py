"""What release.toml may declare: a version, its date, and the version before it."""

from __future__ import annotations

import pytest

from gcm_graph import resources
from gcm_graph.declared_version import DeclaredVersionError, ReleaseIdentity, read_identity, version_number


def declared(version: object = "0.2.0", date: object = "2026-12-05", prior: object = "0.1.0") -> str:
    """Return the content of a release.toml."""
    return f"version = {version!r}\ndate = {date!r}\nprior = {prior!r}\n"


def test_the_first_version_has_none_before_it():
    """Its prior is empty."""
    assert read_identity(declared("0.1.0", "2026-11-21", "")) == ReleaseIdentity("0.1.0", "2026-11-21", None)


@pytest.mark.parametrize(
    ("version", "prior"), [("0.1.1", "0.1.0"), ("0.10.0", "0.9.12"), ("1.0.0", "0.10.0"), ("0.9.5", "0.9.0")]
)
def test_a_later_version_names_the_one_before_it(version, prior):
    """Versions are in order by their numbers, not by their letters."""
    assert read_identity(declared(version, prior=prior)).prior == prior


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (declared("0.1"), "the version in gcm_graph/release.toml is not like 0.1.0: '0.1'"),
        (declared("0.2.0-rc1"), "the version in"),
        (declared("v0.2.0"), "the version in"),
        (declared("0.02.0"), "the version in"),
        (declared(""), "the version in"),
        (declared(date="2026-13-01"), "the date in gcm_graph/release.toml is no day"),
        (declared(date="5 December 2026"), "the date in"),
        (declared(date="20261205"), "the date in"),
        (declared(prior=""), "prior in gcm_graph/release.toml is empty: only 0.1.0 has no version before it"),
        (declared(prior="0.2.0"), "prior in gcm_graph/release.toml, 0.2.0, is not lower than version 0.2.0"),
        (declared(prior="0.10.0"), "is not lower than version 0.2.0"),
        (declared(prior="0.1"), "prior in gcm_graph/release.toml is not like 0.1.0: '0.1'"),
        (declared("0.1.0", prior="0.0.9"), "but 0.1.0 is the first version"),
        ('version = "0.2.0"\ndate = "2026-12-05"\n', "each as a text: see prior"),
        (declared() + 'previous = "0.1.0"\n', "each as a text: see previous"),
        (declared(version=2), "each as a text: see version"),
        ("version = 0.2.0\n", "is not TOML"),
    ],
)
def test_what_can_be_known_to_be_wrong_is_refused(content, said):
    """The message names the file and what is wrong in it; the hint where it is explained."""
    with pytest.raises(DeclaredVersionError) as refused:
        read_identity(content)
    assert said in str(refused.value)
    assert "CONTRIBUTING.md" in refused.value.hint


def test_the_declared_version_is_one():
    """The file of this checkout is read as any other."""
    identity = resources.release_identity()
    assert version_number(identity.version)
    assert (identity.prior is None) == (identity.version == "0.1.0")
