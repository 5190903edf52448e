"""The page on the profile is true: same rules, same severities, and examples that break what they should break."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from gcm_graph import resources
from gcm_graph.namespaces import GCM
from gcm_graph.validation import Engine, Severity, report_table, validate

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE = DOCS / "reference" / "profile.md"
GUIDE = DOCS / "how-to" / "describe-your-measure.md"
RECORDS = DOCS / "examples" / "national-records.ttl"
PROFILE = (resources.shapes_folder() / "profile.ttl").read_bytes()
MIGRATION = "https://example.org/migration/"
RULE = re.compile(
    r'^<a id="(?P<anchor>[^"]+)"></a>\n\n### (?P<label>.+)\n\n(?P<body>(?:.|\n)*?)(?=^<a id=|^## |\Z)', re.MULTILINE
)
BLOCK = re.compile(r"^```turtle\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Rule:
    """A rule as the page explains it."""

    anchor: str
    label: str
    severity: str
    shapes: str
    wrong: list[str]
    right: list[str]

    @property
    def number(self) -> str:
        """The number of the rule, such as P7."""
        return self.label.split(".")[0]


def rules_of(page):
    """Return the lines with which all examples begin, and the rules in the order of the page."""
    rules = []
    for match in RULE.finditer(page):
        before, _, right = match["body"].partition("\nRight:\n")
        explained, _, wrong = before.partition("\nWrong:\n")
        severity = re.match(r"\*(\w+)\.\* ", explained)
        assert severity, match["label"]
        shapes = re.search(r"^Shape .*$", explained, re.MULTILINE)
        assert shapes, match["label"]
        examples = BLOCK.findall(wrong), BLOCK.findall(right)
        rules.append(Rule(match["anchor"], match["label"], severity[1].lower(), shapes[0], *examples))
    return BLOCK.search(page)[1], rules


TEXT = PAGE.read_text(encoding="utf-8")
PREAMBLE, RULES = rules_of(TEXT)
WRONG = [(rule, example) for rule in RULES for example in rule.wrong]
RIGHT = [(rule, example) for rule in RULES for example in rule.right]


def report_on(turtle, engine=Engine.FAST):
    """Return the report of the profile on data in Turtle."""
    data = ox.serialize(ox.parse(turtle, format=ox.RdfFormat.TURTLE), format=ox.RdfFormat.N_TRIPLES)
    return validate(data, PROFILE, engine=engine)


def broken(turtle):
    """Return the numbers and severities of the rules that data in Turtle break."""
    return {(result.message.split(":")[0], result.severity) for result in report_on(turtle).results}


def test_the_page_explains_the_rules_of_the_profile():
    """The page has the rules that the profile has, under the same labels, in the order of their numbers."""
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    labels = {
        quad.object.value
        for quad in ox.parse(PROFILE, format=ox.RdfFormat.TURTLE)
        if quad.predicate == label and re.match(r"P\d+\. ", quad.object.value)
    }
    assert [rule.label for rule in RULES] == sorted(labels, key=lambda each: int(each.split(".")[0][1:]))


def test_every_rule_names_its_shapes():
    """A rule names its node shape and the property shapes in it that are the rule, which others can name in theirs."""
    graph = ox.Store()
    graph.bulk_load(PROFILE, format=ox.RdfFormat.TURTLE)
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    part = ox.NamedNode("http://www.w3.org/ns/shacl#property")
    for rule in RULES:
        [named] = {
            quad.subject for quad in graph.quads_for_pattern(None, label, None) if quad.object.value == rule.label
        }
        wholes = [quad.subject for quad in graph.quads_for_pattern(None, part, named)]
        parts = [quad.object for quad in graph.quads_for_pattern(named, part, None)]
        expected = [*wholes, named, *sorted(parts, key=lambda shape: shape.value)]
        names = [shape.value.removeprefix("https://w3id.org/gcm/shapes#") for shape in expected]
        assert re.findall(r"`([^`]+)`", rule.shapes) == names, rule.label


def test_every_rule_has_a_stable_anchor_and_examples():
    """Rule P7 stands at the anchor p7, with at least one wrong and one right example."""
    for rule in RULES:
        assert rule.anchor == rule.number.lower()
        assert rule.wrong, rule.label
        assert rule.right, rule.label
    assert len(WRONG) + len(RIGHT) + 1 == len(BLOCK.findall(TEXT))


@pytest.mark.parametrize(("rule", "example"), WRONG, ids=[rule.number for rule, _ in WRONG])
def test_a_wrong_example_breaks_its_rule_and_no_other(rule, example):
    """What stands under "Wrong" breaks the rule, with the severity that the page states."""
    assert broken(PREAMBLE + example) == {(rule.number, Severity(rule.severity))}


@pytest.mark.parametrize(("rule", "example"), RIGHT, ids=[rule.number for rule, _ in RIGHT])
def test_a_right_example_breaks_nothing(rule, example):
    """What stands under "Right" meets all rules."""
    assert broken(PREAMBLE + example) == set(), rule.label


def test_the_reading_tells_wrong_examples_from_right_ones():
    """What stands below "Wrong" and what stands below "Right" are kept apart."""
    opening = "```turtle\nA\n```\n\n"
    rule = '<a id="p1"></a>\n\n### P1. L\n\n*Warning.* Why.\n\nShape `A`.\n\n'
    examples = "Wrong:\n\n```turtle\nB\n```\n\nRight:\n\n```turtle\nC\n```\n"
    expected = Rule("p1", "P1. L", "warning", "Shape `A`.", ["B\n"], ["C\n"])
    assert rules_of(opening + rule + examples) == ("A\n", [expected])


# The example of national records


def described():
    """Return the triples of the example."""
    return [quad.triple for quad in ox.parse(path=str(RECORDS), format=ox.RdfFormat.TURTLE)]


@pytest.mark.parametrize("engine", list(Engine))
def test_the_national_records_meet_the_profile(engine):
    """The example of records by a State breaks no rule."""
    assert report_on(RECORDS.read_bytes(), engine).results == ()


def test_the_national_records_show_every_property_of_records():
    """Each property of the module on records is used, save those of rounds and of pages, which our own data have."""
    module = resources.ontology_folder() / "records.ttl"
    kinds = {"ObjectProperty", "DatatypeProperty", "AnnotationProperty"}
    declared = {
        quad.subject.value
        for quad in ox.parse(path=str(module), format=ox.RdfFormat.TURTLE)
        if quad.predicate.value.endswith("#type") and quad.object.value.partition("#")[2] in kinds
    }
    of_rounds = {"isEditionOf", "takesPlaceIn", "hasCluster", "reviewsObjective", "hasOutcome"}
    of_pages = {"namesOrganization", "namesYear", "offersReportIn", "citesAction", "pointsToObjective"}
    of_records = {name for name in declared if name.startswith(GCM)} - {GCM + name for name in of_rounds | of_pages}
    used = {triple.predicate.value for triple in described()}
    assert of_records
    assert of_records - used == set()


def test_the_examples_of_the_ontology_stand_in_the_national_records():
    """What the ontology gives as examples under https://example.org/ is stated in the file."""
    triples = described()
    examples = [
        quad.object
        for module in sorted(resources.ontology_folder().glob("*.ttl"))
        for quad in ox.parse(path=str(module), format=ox.RdfFormat.TURTLE)
        if quad.predicate.value.endswith("#example") and MIGRATION in quad.object.value
    ]
    subjects = {triple.subject.value for triple in triples}
    statements = {
        triple
        for example in examples
        if isinstance(example, ox.Literal)
        for triple in (
            quad.triple for quad in ox.parse(f"@prefix gcm: <{GCM}> .\n{example.value}", format=ox.RdfFormat.TURTLE)
        )
        if triple.subject.value.startswith(MIGRATION)
    }
    assert statements - set(triples) == set()
    assert {example.value for example in examples if isinstance(example, ox.NamedNode)} - subjects == set()


# The guide


def fenced(page, language):
    """Return the blocks of a page in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def test_the_record_of_the_guide_meets_the_profile():
    """What the guide writes step by step is one valid record."""
    guide = GUIDE.read_text(encoding="utf-8")
    report = report_on("".join(fenced(guide, "turtle")))
    assert report.results == ()


def test_the_guide_shows_the_finding_as_it_is_printed():
    """The error that the guide describes gives the lines that it shows, in a terminal of 80 columns."""
    guide = GUIDE.read_text(encoding="utf-8")
    right = "gcm:hasPrimaryObjective <https://w3id.org/gcm/objective/6>"
    record = "".join(fenced(guide, "turtle"))
    assert right in record
    wrong = record.replace(right, 'gcm:hasPrimaryObjective "6"')
    assert fenced(guide, "text")[0] in report_table(report_on(wrong), 80)
