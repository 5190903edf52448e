"""Small releases, made by hand: folders with the files that are compared."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from gcm_graph.comparing import Change, Difference, compare, read_version

PREFIXES = """\
@base <https://w3id.org/gcm/> .
@prefix gcm: <https://w3id.org/gcm/ontology#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
NAMES = {
    "gcm:": "https://w3id.org/gcm/ontology#",
    "skos:": "http://www.w3.org/2004/02/skos/core#",
    "oa:": "http://www.w3.org/ns/oa#",
    "owl:": "http://www.w3.org/2002/07/owl#",
    "rdf:": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
DATA = """\
text      objective/11/action/b  gcm:citation       "27(b)"
text      objective/11/action/b  gcm:text           "Establish appropriate structures for border management"@en
vocabulary  theme/border-management  skos:prefLabel  "Border management"@en
"""
"""Statements, one a line: graph, subject, predicate, object."""

ONTOLOGY = """\
gcm:Action a owl:Class ; rdfs:subClassOf gcm:Provision ; skos:definition "What States may do."@en .
gcm:Objective a owl:Class .
[] a owl:AllDisjointClasses ; owl:members ( gcm:Action gcm:Objective gcm:Footnote ) .
"""
SHAPES = """\
<shapes/VERSION#Action> a sh:NodeShape ; sh:targetClass gcm:Action ; sh:message "An action has words."@en .
"""

Release = Callable[..., Path]
Differ = Callable[[Path, Path], Difference]


def nquads(lines: str) -> str:
    """Return N-Quads for lines of graph, subject, predicate and object, where names may be prefixed or paths."""
    quads = []
    for line in lines.splitlines():
        graph, subject, predicate, value = line.split(None, 3)
        quads.append(f"{_term(subject)} {_term(predicate)} {_term(value)} <https://w3id.org/gcm/graph/{graph}> .")
    return "\n".join(sorted(quads)) + "\n"


def _term(name: str) -> str:
    if name.startswith(('"', "<", "_:")):
        return name
    prefix = next((prefix for prefix in NAMES if name.startswith(prefix)), "")
    return f"<{NAMES.get(prefix, 'https://w3id.org/gcm/')}{name.removeprefix(prefix)}>"


@pytest.fixture
def made(tmp_path: Path) -> Release:
    """Return a function that writes a release into a new folder and returns the folder.

    It takes by name `version`, `date`, `prior`, `data`, `ontology`, `shapes`, `profile`, and the name of the `folder`.
    """

    def write(
        *,
        version: str = "0.1.0",
        date: str = "2026-11-21",
        prior: str = "",
        data: str = DATA,
        ontology: str = ONTOLOGY,
        shapes: str = SHAPES,
        profile: str = "",
        folder: str = "",
    ) -> Path:
        place = tmp_path / (folder or f"release-{len(list(tmp_path.iterdir()))}")
        place.mkdir()
        follows = f"<ontology> owl:priorVersion <ontology/{prior}> .\n" if prior else ""
        dataset = f'<dataset> dcat:version "{version}" ; dcterms:issued "{date}"^^xsd:date .\n'
        files = {
            "void.ttl": PREFIXES + dataset,
            "gcm.nq": nquads(data),
            "ontology.ttl": PREFIXES + ontology + follows,
            "shapes.ttl": PREFIXES + shapes.replace("VERSION", version),
            "profile.ttl": PREFIXES + profile.replace("VERSION", version),
            "tables/units.csv": "iri,citation\r\n",
        }
        for name, content in files.items():
            (place / name).parent.mkdir(exist_ok=True)
            (place / name).write_text(content, encoding="utf-8", newline="")
        seal(place)
        return place

    return write


def seal(release: Path) -> None:
    """Write `SHA256SUMS` anew, as after an edit of a file."""
    names = sorted(str(path.relative_to(release)) for path in release.rglob("*") if path.is_file())
    sums = [f"{hashlib.sha256((release / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (release / "SHA256SUMS").write_text("".join(line for line in sums if "SHA256SUMS" not in line), encoding="utf-8")


@pytest.fixture
def differ() -> Differ:
    """Return a function that returns the difference of two releases, given their folders."""
    return lambda old, new: compare(read_version(old), read_version(new))


@pytest.fixture
def only() -> Callable[[Difference], Change]:
    """Return a function that returns the one change of a difference."""

    def one(difference: Difference) -> Change:
        assert len(difference.changes) == 1, difference.changes
        return difference.changes[0]

    return one


@pytest.fixture
def sealed() -> Callable[[Path], None]:
    """Return the function that writes the checksums of a release anew."""
    return seal


@pytest.fixture(scope="session")
def quads() -> Callable[[str], str]:
    """Return the function that returns N-Quads for short lines."""
    return nquads
