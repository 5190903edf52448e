"""`CITATION.cff` is what the Citation File Format asks for, and agrees with the rest of the project."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest
import yaml

from gcm_graph import resources
from gcm_graph.describing.dcat import describe_distributions
from gcm_graph.describing.graphs import node, term

CHECKOUT = Path(__file__).resolve().parents[1]
REQUIRED = {"cff-version", "message", "title", "authors"}
"""Schema guide of CFF 1.2.0, valid keys, required."""
ALLOWED = REQUIRED | {
    *("abstract", "commit", "contact", "date-released", "doi", "identifiers", "keywords", "license", "license-url"),
    *("preferred-citation", "references", "repository", "repository-artifact", "repository-code", "type", "url"),
    "version",
}
"""The same, all keys."""


@pytest.fixture(scope="module")
def citation() -> dict[str, object]:
    """Return the file."""
    return yaml.safe_load((CHECKOUT / "CITATION.cff").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def project() -> dict[str, object]:
    """Return what the package says of itself."""
    return tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_it_has_what_the_format_demands(citation) -> None:
    """The required keys are there, no key is unknown, and the kinds of values are those of the schema."""
    assert citation.keys() >= REQUIRED
    assert citation.keys() <= ALLOWED
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] in {"software", "dataset"}
    for key in ("message", "title", "abstract", "version"):
        assert isinstance(citation[key], str), key
    assert isinstance(citation["date-released"], str), "quoted: without quotation marks YAML makes another kind of it"
    dt.date.fromisoformat(citation["date-released"])
    assert all(isinstance(word, str) for word in citation["keywords"])
    assert {each["type"] for each in citation["identifiers"]} <= {"doi", "url", "swh", "other"}
    assert all(each.keys() >= {"type", "title", "authors"} for each in citation["references"])


def test_version_and_date_are_those_of_the_release(citation) -> None:
    """They stand in release.toml; this file repeats them."""
    identity = resources.release_identity()
    assert (citation["version"], citation["date-released"]) == (identity.version, identity.date)


def test_nobody_and_no_number_is_invented(citation, project) -> None:
    """The authors are those whom the package and the catalogue entry name; there is no DOI and no ORCID."""
    assert citation["authors"] == project["authors"]
    entry = describe_distributions({}, resources.release_identity())
    (publisher,) = {quad.object for quad in entry if quad.predicate == term("foaf:name")}
    assert [author["name"] for author in citation["authors"]] == [publisher.value]
    assert "doi" not in citation
    assert "orcid" not in (CHECKOUT / "CITATION.cff").read_text(encoding="utf-8").lower()


def test_title_and_licences_are_those_of_the_release(citation, project) -> None:
    """Title and permanent address are those of the catalogue entry; the licences those of code and data."""
    entry = describe_distributions({}, resources.release_identity())
    dataset = node("dataset")
    stated = {quad.predicate: quad.object.value for quad in entry if quad.subject == dataset}
    assert citation["title"] == stated[term("dcterms:title")]
    assert citation["identifiers"][0]["value"] == dataset.value
    assert citation["license"] == [project["license"], "CC-BY-4.0"]
    assert stated[term("dcterms:license")] == "https://creativecommons.org/licenses/by/4.0/"


def test_it_says_where_the_words_come_from(citation) -> None:
    """The resolution itself is among the references, with its symbol."""
    assert [reference["number"] for reference in citation["references"]] == ["A/RES/73/195"]
