"""The profile for data that points at the Compact: each rule has data that meet it and data that break it."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from gcm_graph import resources
from gcm_graph.model import Kind
from gcm_graph.namespaces import iri
from gcm_graph.reading import open_source, read_resolution
from gcm_graph.validation import Engine, check_shapes, validate

HERE = Path(__file__).parent / "profile"
SHAPE = "https://w3id.org/gcm/shapes#"
FILES = sorted(HERE.glob("*.ttl"))
PROFILE = (resources.shapes_folder() / "profile.ttl").read_bytes()


def expected(file):
    """Return the shape and value of each result that a file declares."""
    return re.findall(r"^# expect: (\S+) (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("engine", list(Engine))
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_record_gives_the_report_that_it_declares(file, engine):
    """Valid records give no result, invalid ones exactly the declared one: the shape, on the value at fault."""
    data = ox.serialize(ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE), format=ox.RdfFormat.N_TRIPLES)
    report = validate(data, PROFILE, engine=engine)
    found = [(result.source_shape.removeprefix(SHAPE), result.value) for result in report.results]
    assert found == expected(file)
    assert report.conforms == file.name.startswith("valid-")


def test_every_rule_has_data_that_break_it():
    """Each shape that looks for its own nodes is broken by a record."""
    targeting = set(
        re.findall(r"^shape:(\w+) a sh:NodeShape ;\n(?:  .*\n)*?  sh:targetObjectsOf", PROFILE.decode(), re.MULTILINE)
    )
    assert targeting == {"KnownConcept", "ConceptByIri"}
    assert {shape for file in FILES for shape, _ in expected(file)} == targeting


def test_the_profile_is_shapes():
    """The profile itself passes the checks of shapes."""
    check_shapes(PROFILE)


def _about(*values):
    """Return one record with each IRI as a subject, as N-Triples."""
    subject = "http://purl.org/dc/terms/subject"
    return "".join(f"<https://example.org/1> <{subject}> <{value}> .\n" for value in values).encode()


def test_the_profile_knows_every_concept_and_no_further_letter():
    """All 23 objectives, 187 actions and ten principles are known; the letter after an objective's last one is not."""
    units = read_resolution(open_source("a-res-73-195")).provisions
    concepts = [iri(unit.path) for unit in units if unit.kind in {Kind.OBJECTIVE, Kind.ACTION, Kind.PRINCIPLE}]
    assert len(concepts) == 23 + 187 + 10
    assert validate(_about(*concepts), PROFILE).conforms
    last = {unit.part_of: unit.letter for unit in units if unit.kind is Kind.ACTION}
    beyond = {iri(f"{objective}/action/{chr(ord(letter) + 1)}") for objective, letter in last.items()}
    results = validate(_about(*beyond), PROFILE).results
    assert {result.focus_node for result in results} == beyond
