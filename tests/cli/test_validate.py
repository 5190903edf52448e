"""gcm validate, as the owner of a release or of other data uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from gcm_graph.resources import release_identity

VERSION = release_identity().version

pytestmark = pytest.mark.usefixtures("release")

SH = "http://www.w3.org/ns/shacl#"
PREFIXES = "@prefix dcterms: <http://purl.org/dc/terms/> .\n@prefix dcat: <http://www.w3.org/ns/dcat#> .\n"
GOOD = f"""{PREFIXES}
<https://example.org/measure/1> dcterms:subject <https://w3id.org/gcm/objective/11> ;
  dcat:theme <https://w3id.org/gcm/objective/11/action/b>, <https://w3id.org/gcm/principle/gender-responsive> ;
  dcterms:subject "border management", <http://eurovoc.europa.eu/5889> .
"""
UNKNOWN = f"{PREFIXES}<https://example.org/measure/1> dcterms:subject <https://w3id.org/gcm/objective/24> .\n"
"""Breaks rule P1: the Compact has 23 objectives."""
AS_TEXT = f'{PREFIXES}<https://example.org/measure/1> dcat:theme "https://w3id.org/gcm/objective/11" .\n'
"""Breaks rule P2: an IRI that is a text."""


def write(folder: Path, name: str, content: str) -> Path:
    """Write a file."""
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


@pytest.fixture
def broken(release: Path, tmp_path: Path) -> Path:
    """Return a copy of gcm.ttl without the citation of 27(b)."""
    text = (release / "gcm.ttl").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines(keepends=True) if 'gcm:citation "27(b)"' not in line]
    assert len(lines) == text.count("\n") - 1
    return write(tmp_path, "broken.ttl", "".join(lines))


# Releases and files of ours


def test_a_release_is_valid(gcm):
    """The release that was built conforms."""
    checked = gcm("validate")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout == "build/current/gcm.nq\nThe data conforms to the shapes.\n"


def test_a_lost_statement_is_found(gcm, broken):
    """Data that break a shape give exit status 1, with the message for their owner, the shape and the node."""
    checked = gcm("validate", broken)
    assert (checked.returncode, checked.stderr) == (1, "")
    lines = checked.stdout.splitlines()
    assert lines[0] == str(broken)
    assert lines[1].startswith("violation  An action is cited by its paragraph and letter")
    assert any(line.strip().endswith("#Action-citation, gcm:citation") for line in lines)
    assert "objective/11/action/b" in [line.strip() for line in lines]
    assert lines[-1] == "The data does not conform to the shapes: 1 violation."


def test_the_graphs_of_a_release_are_checked_too(gcm, release, tmp_path):
    """A triple that stands in two graphs of the dump breaks an integrity check, which no shape could see."""
    folder = tmp_path / "release"
    (folder / "store").mkdir(parents=True)
    dump = (release / "gcm.nq").read_text(encoding="utf-8")
    doubled = next(line for line in dump.splitlines() if "/footnote/1>" in line and "graph/text>" in line)
    write(folder, "gcm.nq", dump + doubled.replace("graph/text>", "graph/curated>") + "\n")
    write(folder, "ontology.ttl", (release / "ontology.ttl").read_text(encoding="utf-8"))
    checked = gcm("validate", "--release", folder)
    assert checked.returncode == 1
    assert "violation: each-triple-in-one-graph: <https://w3id.org/gcm/" in checked.stdout


def test_the_ontology_of_a_release_is_held_against_its_style_guide(gcm, failed, release, tmp_path):
    """A label in lower case is found, and a release without ontology is broken."""
    folder = tmp_path / "release"
    (folder / "store").mkdir(parents=True)
    write(folder, "gcm.nq", (release / "gcm.nq").read_text(encoding="utf-8"))
    assert "ontology.ttl cannot be read" in failed(gcm("validate", "--release", folder), 3)
    ontology = (release / "ontology.ttl").read_text(encoding="utf-8")
    assert ontology.count('"Guiding principle"@en') == 1
    write(folder, "ontology.ttl", ontology.replace('"Guiding principle"@en', '"guiding principle"@en'))
    checked = gcm("validate", "--release", folder)
    assert checked.returncode == 1
    assert "gcm:GuidingPrinciple" in checked.stdout or "ontology#GuidingPrinciple" in checked.stdout


def test_the_reference_engine_agrees(gcm, tmp_path):
    """With --reference the same records are found good and bad."""
    good, bad = write(tmp_path, "good.ttl", GOOD), write(tmp_path, "bad.ttl", UNKNOWN)
    arguments = ("validate", "--shapes", "profile", "--format", "json", good, bad)
    fast, reference = gcm(*arguments), gcm(*arguments, "--reference")
    assert fast.returncode == reference.returncode == 1
    assert json.loads(fast.stdout) == json.loads(reference.stdout)


# Data of others


@pytest.mark.parametrize(
    ("record", "status", "shape"), [(GOOD, 0, None), (UNKNOWN, 1, "KnownConcept"), (AS_TEXT, 1, "ConceptByIri")]
)
def test_records_that_name_concepts_of_the_compact(gcm, tmp_path, record, status, shape):
    """The profile accepts IRIs that the Compact has, and refuses those it has not and texts that are IRIs."""
    checked = gcm("validate", "--shapes", "profile", write(tmp_path, "record.ttl", record))
    assert checked.returncode == status
    assert (f"#{shape}" in checked.stdout) == (shape is not None)
    assert ("does not conform" in checked.stdout) == (status == 1)


def test_standard_input_needs_a_media_type(gcm, failed):
    """Data may come through a pipe when their syntax is named."""
    arguments = ("validate", "--shapes", "profile", "-")
    assert gcm(*arguments, "--media-type", "text/turtle", stdin=GOOD).returncode == 0
    checked = gcm(*arguments, "--media-type", "text/turtle; charset=utf-8", stdin=UNKNOWN)
    assert (checked.returncode, checked.stdout.splitlines()[0]) == (1, "<stdin>")
    assert "application/ld+json" in failed(gcm(*arguments, stdin=GOOD), 2)


STATEMENT = "<https://example.org/1> <http://purl.org/dc/terms/subject> <https://w3id.org/gcm/objective/24>"
SYNTAXES = {
    "record.trig": f"<urn:g> {{ {STATEMENT} }}",
    "record.rdf": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/terms/">'
        '<rdf:Description rdf:about="https://example.org/1">'
        '<dc:subject rdf:resource="https://w3id.org/gcm/objective/24"/></rdf:Description></rdf:RDF>'
    ),
    "record.jsonld": json.dumps(
        {"@context": "https://w3id.org/gcm/context.jsonld", "id": "https://example.org/1", "subject": "objective/24"}
    ),
}


@pytest.mark.parametrize("name", SYNTAXES)
def test_every_syntax_is_read(gcm, tmp_path, name):
    """The extension tells the syntax; the project's JSON-LD context is known and not fetched."""
    checked = gcm("validate", "--shapes", "profile", write(tmp_path, name, SYNTAXES[name]))
    assert (checked.returncode, checked.stderr) == (1, "")
    assert "objective/24" in checked.stdout


def test_json_report(gcm, tmp_path):
    """JSON gives the report of each file, with everything that a program needs of a result."""
    good, bad = write(tmp_path, "good.ttl", GOOD), write(tmp_path, "bad.ttl", UNKNOWN)
    checked = gcm("validate", "--shapes", "profile", "--format", "json", good, bad)
    assert checked.returncode == 1
    report = json.loads(checked.stdout)
    assert (report["conforms"], [entry["conforms"] for entry in report["files"]]) == (False, [True, False])
    assert [entry["file"] for entry in report["files"]] == [str(good), str(bad)]
    (result,) = report["files"][1]["results"]
    assert (result["severity"], result["focusNode"]) == ("violation", "https://example.org/measure/1")
    assert result["value"] == "<https://w3id.org/gcm/objective/24>"
    assert result["sourceShape"] == f"https://w3id.org/gcm/shapes/{VERSION}#KnownConcept"
    assert result["component"] == f"{SH}NotConstraintComponent"


def test_turtle_report(gcm, tmp_path):
    """Turtle gives the sh:ValidationReport of SHACL, section 3.6."""
    checked = gcm("validate", "--shapes", "profile", "--format", "ttl", write(tmp_path, "bad.ttl", UNKNOWN))
    assert checked.returncode == 1
    report = {quad.predicate.value: quad.object for quad in parse(checked.stdout.encode(), format=RdfFormat.TURTLE)}
    boolean = NamedNode("http://www.w3.org/2001/XMLSchema#boolean")
    assert report[f"{SH}conforms"] == Literal("false", datatype=boolean)
    assert report[f"{SH}focusNode"] == NamedNode("https://example.org/measure/1")
    assert report[f"{SH}value"] == NamedNode("https://w3id.org/gcm/objective/24")
    assert report[f"{SH}resultSeverity"] == NamedNode(f"{SH}Violation")


def test_shapes_of_ones_own(gcm, failed, tmp_path):
    """A SHACL file may be named; if it cannot be read it is wrong usage, if it is faulty it is a finding."""
    data = write(tmp_path, "data.ttl", GOOD)
    shapes = write(
        tmp_path,
        "shapes.ttl",
        f"@prefix sh: <{SH}> .\n@prefix dcterms: <http://purl.org/dc/terms/> .\n"
        "<urn:shape> a sh:NodeShape ; sh:targetSubjectsOf dcterms:subject ; sh:property <urn:shape-title> .\n"
        "<urn:shape-title> a sh:PropertyShape ; sh:path dcterms:title ; sh:minCount 1 ;\n"
        '  sh:message "Give the record a title."@en .\n',
    )
    checked = gcm("validate", "--shapes", shapes, data)
    assert (checked.returncode, "Give the record a title." in checked.stdout) == (1, True)
    assert "nowhere.ttl" in failed(gcm("validate", "--shapes", "nowhere.ttl", data), 2)
    shapes.write_text(shapes.read_text(encoding="utf-8").replace("sh:minCount", "sh:minCuont"), encoding="utf-8")
    assert "minCuont" in failed(gcm("validate", "--shapes", shapes, data), 1)


OWN_SHAPES = f"""
@prefix sh: <{SH}> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix profile: <https://w3id.org/gcm/shapes/{VERSION}#> .
<urn:shape> a sh:NodeShape ; sh:targetSubjectsOf dcterms:subject ;
  sh:property profile:RecordTitle-title , <urn:shape-theme> .
<urn:shape-theme> a sh:PropertyShape ; sh:path [ sh:alternativePath ( dcat:theme dcterms:type ) ] ; sh:minCount 1 ;
  sh:message "Give the record a theme."@en .
"""


def test_shapes_of_ones_own_can_name_those_of_the_profile(gcm, tmp_path):
    """With --shapes given twice both hold, in either order, and the one can name shapes of the other."""
    data, shapes = write(tmp_path, "data.ttl", UNKNOWN), write(tmp_path, "shapes.ttl", OWN_SHAPES)
    for names in (("profile", shapes), (shapes, "profile")):
        arguments = [part for name in names for part in ("--shapes", name)]
        checked = gcm("validate", *arguments, "--format", "json", data)
        assert (checked.returncode, checked.stderr) == (1, "")
        (file,) = json.loads(checked.stdout)["files"]
        shown = {result["sourceShape"].split("#")[-1] for result in file["results"]}
        assert shown == {"RecordTitle-title", "urn:shape-theme", "KnownConcept"}


def test_shapes_that_need_the_profile_say_so(gcm, failed, tmp_path):
    """Shapes that name some of the profile's without it are faulty, and the hint says how to give both."""
    data, shapes = write(tmp_path, "data.ttl", GOOD), write(tmp_path, "shapes.ttl", OWN_SHAPES)
    assert "--shapes profile --shapes FILE" in failed(gcm("validate", "--shapes", shapes, data), 1)
    shapes.write_text(OWN_SHAPES.replace(f"shapes/{VERSION}#", "shapes/9.9.9#"), encoding="utf-8")
    assert f"version {VERSION}" in failed(gcm("validate", "--shapes", "profile", "--shapes", shapes, data), 1)


def test_addresses_are_whole_in_a_file(gcm, tmp_path):
    """Where the output is no terminal, node and value stand on one line, uncut."""
    node = "https://example.org/ministry-of-migration/measures/2026/integration/welcome-desks-in-every-district"
    record = UNKNOWN.replace("https://example.org/measure/1", node)
    checked = gcm("validate", "--shapes", "profile", write(tmp_path, "record.ttl", record))
    assert f"{node}  objective/24\n" in checked.stdout


# What goes wrong


def test_a_file_that_is_no_rdf_is_a_finding(gcm, failed, tmp_path):
    """What does not parse gives exit status 1 with line and column."""
    file = write(tmp_path, "bad.ttl", f"{PREFIXES}\n<urn:s> dcterms:subject .\n")
    assert f"{file}:4:" in failed(gcm("validate", "--shapes", "profile", file), 1)


@pytest.mark.parametrize("name", ["nowhere.ttl", "folder.ttl", "unknown.xyz"])
def test_a_file_that_cannot_be_read_is_wrong_usage(gcm, failed, tmp_path, name):
    """A missing file, a folder and an unknown extension give exit status 2 with the name."""
    (tmp_path / "folder.ttl").mkdir()
    write(tmp_path, "unknown.xyz", GOOD)
    assert name in failed(gcm("validate", "--shapes", "profile", tmp_path / name), 2)


def test_nothing_is_fetched(gcm, failed, tmp_path):
    """A JSON-LD context of others that would have to be fetched is refused."""
    record = write(tmp_path, "record.jsonld", '{"@context": "https://example.org/context", "@id": "urn:s"}')
    assert "https://example.org/context" in failed(gcm("validate", "--shapes", "profile", record), 1)


def test_a_turtle_report_is_about_one_file(gcm, tmp_path):
    """Two reports in one Turtle document could not be told apart: wrong usage."""
    good = write(tmp_path, "good.ttl", GOOD)
    process = gcm("validate", "--shapes", "profile", "--format", "ttl", good, good)
    assert (process.returncode, process.stdout) == (2, "")
    assert "one file" in process.stderr


def test_data_cannot_steer_the_terminal(terminal, tmp_path):
    """Control characters of the data and of file names are written out in the table."""
    record = f'{PREFIXES}<urn:s> dcterms:subject "https://w3id.org/gcm/\\u001B[31mred" .\n'
    shown = terminal("validate", "--shapes", "profile", write(tmp_path, "a\x1b[31mb.ttl", record), NO_COLOR="1")
    assert shown.returncode == 1
    assert "\x1b[31m" not in shown.stdout
    assert "red" in shown.stdout
