"""Each shape is met by its valid fixtures, and by its invalid ones broken in exactly the way that they declare.

A folder is named after the node shape that its files are about: only that shape is run on them. `valid-*` must give no
result. `invalid-<defect>` declares every result in a line `# expect: shape=... component=... focus=... [value=...]`;
IRIs are written as paths under https://w3id.org/gcm/ or as prefixed names. A `.ttl` file is the data. A `.ru` file is
an update (SPARQL 1.1 Update) of the published graph, for a rule that is about the whole of it.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from gcm_graph.namespaces import BASE, PREFIXES, iri
from gcm_graph.validation import Engine, validate

HERE = Path(__file__).parent
SHAPE = "https://w3id.org/gcm/shapes#"
SH = PREFIXES["sh"]
FILES = sorted(file for file in HERE.glob("*/*") if file.suffix in {".ttl", ".ru"} and file.parent.name[0].isupper())
INVALID = [file for file in FILES if file.name.startswith("invalid-")]


def _expand(name):
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else iri(name)


def _expectations(file):
    """Return what a fixture expects, one set of facts a result."""
    begin = "# expect: "
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith(begin)]
    expected = []
    for line in lines:
        said = dict(part.split("=", 1) for part in line.removeprefix(begin).split(" "))
        facts = {
            ("shape", SHAPE + said.pop("shape")),
            ("component", f"{SH}{said.pop('component')}ConstraintComponent"),
            ("focus", _expand(said.pop("focus"))),
        }
        if "value" in said:
            facts.add(("value", f"<{_expand(said.pop('value'))}>"))
        assert not said, f"{file.name}: {said} is not understood"
        expected.append(facts)
    return expected


def _facts(result):
    return {
        ("shape", result.source_shape),
        ("component", result.component),
        ("focus", result.focus_node),
        ("value", result.value),
    }


def _unmet(expected, results):
    """Return the expectations without a result, and the results that nothing expects."""
    unexpected = list(results)
    missing = []
    for facts in sorted(expected, key=len, reverse=True):
        match = next((result for result in unexpected if facts <= _facts(result)), None)
        if match is None:
            missing.append(facts)
        else:
            unexpected.remove(match)
    return missing, unexpected


@pytest.fixture(scope="session")
def text_quads(published_quads):
    """Return the graph on which updates are made: what is read from the text."""
    name = ox.NamedNode(iri("graph/text"))
    return [quad.triple for quad in published_quads if quad.graph_name == name]


def _data(file, text):
    if file.suffix == ".ttl":
        triples = [quad.triple for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)]
    else:
        store = ox.Store()
        store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in text)
        store.update(file.read_text(encoding="utf-8"))
        triples = [quad.triple for quad in store]
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)


@pytest.mark.parametrize("engine", Engine)
@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_fixture_gives_the_report_that_it_declares(file, engine, shape_alone, text_quads):
    """Both engines report what the fixture declares, and nothing else."""
    report = validate(_data(file, text_quads), shape_alone(file.parent.name), engine=engine)
    assert _unmet(_expectations(file), report.results) == ([], [])


def test_only_invalid_fixtures_expect_results():
    """A fixture is named valid or invalid, expects results if and only if it is invalid, and of its own shape."""
    for file in FILES:
        expected = [dict(facts) for facts in _expectations(file)]
        assert file.stem.startswith("invalid-" if expected else "valid-"), file
        for facts in expected:
            assert facts["shape"].removeprefix(SHAPE).split("-")[0] == file.parent.name, file


def test_every_shape_has_fixtures(shapes_files):
    """Each shape with a target has a folder with a valid and an invalid fixture, and no folder is left over."""
    shapes = {
        triple.subject.value.removeprefix(SHAPE)
        for triples in shapes_files.values()
        for triple in triples
        if triple.predicate.value.startswith(f"{SH}target")
    }
    assert {file.parent.name for file in FILES if file.name.startswith("valid-")} == shapes
    assert {file.parent.name for file in INVALID} == shapes


def test_every_shape_that_can_report_is_turned_red(shapes_files):
    """Each node shape with constraints of its own, and each property shape of a shape with a target, has a fixture."""
    expected = {dict(facts)["shape"] for file in INVALID for facts in _expectations(file)}
    for file, triples in shapes_files.items():
        targeted = {triple.subject for triple in triples if triple.predicate.value.startswith(f"{SH}target")}
        silent = {f"{SH}{name}" for name in ("message", "property", "targetClass", "targetNode")} | {
            f"{SH}{name}" for name in ("targetSubjectsOf", "targetObjectsOf")
        }
        reporting = {
            triple.object.value
            for triple in triples
            if triple.subject in targeted and triple.predicate.value == f"{SH}property"
        } | {
            triple.subject.value
            for triple in triples
            if triple.subject in targeted
            and triple.predicate.value.startswith(SH)
            and triple.predicate.value not in silent
        }
        assert reporting - expected == set(), file


def test_fixtures_stand_under_the_base():
    """Each fixture declares the base of all IRIs, so that it can be read with relative ones."""
    for file in FILES:
        assert f"<{BASE}>" in file.read_text(encoding="utf-8"), file
