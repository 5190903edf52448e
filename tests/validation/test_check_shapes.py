"""Faulty shapes are refused, each fault under its name; SHACL engines pass over most of them in silence."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from gcm_graph.errors import ExitStatus
from gcm_graph.validation import Engine, InvalidShapesError, check_shapes, validate
from gcm_graph.validation.vocabulary import TERMS

Faults = Callable[[str], list[tuple[str, str, str]]]

GOOD = """
    ex: sh:declare [ sh:prefix "ex" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .
    ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:P , ex:Q ; sh:sparql ex:R .
    ex:P a sh:PropertyShape ; sh:path ( ex:p [ sh:inversePath ex:q ] ) ; sh:minCount 1 ; sh:or ( ex:T ex:U ) ;
      sh:pattern "^[a-z]+$" ; sh:flags "i" ; sh:severity sh:Warning ; sh:message "Every p has one q."@en , "Ein q."@de .
    ex:Q a sh:PropertyShape ; sh:path ex:p ; sh:message "One."@en ;
      sh:qualifiedValueShape ex:U ; sh:qualifiedMinCount 1 .
    ex:R a sh:SPARQLConstraint ; sh:prefixes ex: ; sh:message "Not {?value}."@en ;
      sh:select "SELECT $this ?value { $this ex:p ?value . { SELECT $this { $this a ex:C } } # no VALUES here\\n }" .
    ex:T a sh:NodeShape ; sh:class ex:D . ex:U a sh:NodeShape ; sh:property ex:V .
    ex:V a sh:PropertyShape ; sh:path ex:p ; sh:maxCount 1 .
"""

NAMED = "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:P . ex:P a sh:PropertyShape ; "
RULE = NAMED + 'sh:message "m"@en ; '
QUERY = 'ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:message "m"@en ; sh:sparql ex:R . ex:R sh:select """{}""" .'

# name: (shapes, the one fault expected, where, what its message must say)
FAULTY: dict[str, tuple[str, str, str, str]] = {
    "count that is no integer": (RULE + 'sh:path ex:p ; sh:minCount "one" .', "shapes-shacl", "ex:P", "sh:minCount"),
    "count that is ill-typed": (
        RULE + 'sh:path ex:p ; sh:minCount "one"^^xsd:integer .',
        "shapes-shacl",
        "ex:P",
        '"one"^^xsd:integer of sh:minCount',
    ),
    "two counts": (RULE + "sh:path ex:p ; sh:minCount 1 , 2 .", "shapes-shacl", "ex:P", "sh:minCount stands here too"),
    "property shape without path": (RULE + "sh:class ex:D .", "shapes-shacl", "ex:P", "sh:path is missing"),
    "two paths": (RULE + "sh:path ex:p , ex:q ; sh:class ex:D .", "shapes-shacl", "ex:P", "sh:path stands here too"),
    "path of one step": (RULE + "sh:path ( ex:p ) ; sh:class ex:D .", "shapes-shacl", "ex:P", "of sh:path"),
    "path that contains itself": (
        RULE + "sh:path _:p ; sh:class ex:D . _:p sh:inversePath _:p .",
        "shapes-shacl",
        "ex:P",
        "contains itself",
    ),
    "node shape with a path": (
        'ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:path ex:p ; sh:minCount 1 ; sh:message "m"@en .',
        "shapes-shacl",
        "ex:S",
        "a node shape has no sh:path",
    ),
    "node shape with a count": (
        'ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:minCount 1 ; sh:message "m"@en .',
        "shapes-shacl",
        "ex:S",
        "neither a node shape nor a property shape",
    ),
    "list that is none": (RULE + "sh:path ex:p ; sh:in ex:list .", "shapes-shacl", "ex:P", "ex:list of sh:in"),
    "list without end": (
        RULE + "sh:path ex:p ; sh:in [ rdf:first 1 ] .",
        "shapes-shacl",
        "ex:P",
        "of sh:in is not allowed",
    ),
    "closed by a string": (
        'ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:closed "true" ; sh:message "m"@en .',
        "shapes-shacl",
        "ex:S",
        'the value "true" of sh:closed',
    ),
    "class that is a literal": (RULE + 'sh:path ex:p ; sh:class "D" .', "shapes-shacl", "ex:P", '"D" of sh:class'),
    "language that is tagged": (
        RULE + 'sh:path ex:p ; sh:languageIn ( "en"@en ) .',
        "shapes-shacl",
        "ex:P",
        "sh:languageIn/rdf:rest*/rdf:first",
    ),
    "shape that is nowhere": (
        RULE + "sh:path ex:p ; sh:node ex:Wordz .",
        "shapes-shacl",
        "ex:Wordz",
        "used and not described",
    ),
    "misspelt property": (RULE + "sh:path ex:p ; sh:minCont 1 .", "shapes-term", "ex:P", "sh:minCount may be meant"),
    "misspelt class": ("ex:S a sh:Nodeshape .", "shapes-term", "ex:S", "sh:NodeShape may be meant"),
    "property of reports": (
        RULE + 'sh:path ex:p ; sh:class ex:D ; sh:resultMessage "x"@en .',
        "shapes-term",
        "ex:P",
        "no property of shapes",
    ),
    "advanced feature": (
        RULE + "sh:path ex:p ; sh:class ex:D ; sh:expression ex:e .",
        "shapes-term",
        "ex:P",
        "sh:expression",
    ),
    "severity of one's own": (
        RULE + "sh:path ex:p ; sh:class ex:D ; sh:severity ex:Grave .",
        "shapes-term",
        "ex:P",
        "sh:Violation, sh:Warning or sh:Info",
    ),
    "look-ahead": (RULE + 'sh:path ex:p ; sh:pattern "a(?!b)" .', "shapes-pattern", "ex:P", "look-around"),
    "class that only one engine knows": (
        RULE + r'sh:path ex:p ; sh:pattern "\\p{Lu}" .',
        "shapes-pattern",
        "ex:P",
        "reference engine",
    ),
    "nested class": (RULE + 'sh:path ex:p ; sh:pattern "[[:alpha:]]" .', "shapes-pattern", "ex:P", "reference engine"),
    "unknown flag": (RULE + 'sh:path ex:p ; sh:pattern "a" ; sh:flags "x" .', "shapes-pattern", "ex:P", 'sh:flags "x"'),
    "query that does not parse": (QUERY.format("SELECT $this {"), "shapes-query", "ex:R", "does not parse"),
    "query without focus node": (QUERY.format("SELECT ?x { ?x ?p $this }"), "shapes-query", "ex:R", "return $this"),
    "query with an undeclared prefix": (QUERY.format("SELECT $this { $this ex:p 1 }"), "shapes-query", "ex:R", "ex:"),
    "query that is no SELECT": (QUERY.format("ASK { $this ?p 1 }"), "shapes-query", "ex:R", "no SELECT"),
    "query with MINUS": (QUERY.format("SELECT $this {{ ?s ?p $this MINUS {} }}"), "shapes-query", "ex:R", "MINUS"),
    "query with VALUES": (QUERY.format("SELECT $this { VALUES ?x { 1 } }"), "shapes-query", "ex:R", "VALUES"),
    "query with SERVICE": (
        QUERY.format("SELECT $this { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"),
        "shapes-query",
        "ex:R",
        "SERVICE",
    ),
    "query that binds the focus node": (
        QUERY.format("SELECT $this { BIND (1 AS $this) }"),
        "shapes-query",
        "ex:R",
        "binds $this anew",
    ),
    "subquery without focus node": (
        QUERY.format("SELECT $this { $this ?p ?o . { SELECT ?o { ?o ?q 1 } } }"),
        "shapes-query",
        "ex:R",
        "subquery",
    ),
    "constraint without query": (
        'ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:message "m"@en ; sh:sparql ex:R .',
        "shapes-query",
        "ex:S",
        "sh:select",
    ),
    "property shape without IRI": (
        'ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:class ex:D ; sh:message "m"@en ] .',
        "shapes-unnamed",
        "a part of ex:S with the path ex:p",
        "no IRI",
    ),
    "member of a list without IRI": (
        RULE + "sh:path ex:p ; sh:or ( ex:S [ sh:class ex:D ] ) .",
        "shapes-unnamed",
        "a part of ex:P",
        "no IRI",
    ),
    "no message": (NAMED + "sh:path ex:p ; sh:class ex:D .", "shapes-message", "ex:P", "no English sh:message"),
    "message without language": (
        NAMED + 'sh:path ex:p ; sh:class ex:D ; sh:message "m" .',
        "shapes-message",
        "ex:P",
        "no English sh:message",
    ),
    "blank message": (
        NAMED + 'sh:path ex:p ; sh:class ex:D ; sh:message " "@en .',
        "shapes-message",
        "ex:P",
        "no English sh:message",
    ),
    "two English messages": (
        RULE + 'sh:path ex:p ; sh:class ex:D ; sh:message "n"@en .',
        "shapes-message",
        "ex:P",
        "several English messages",
    ),
    "query without message": (
        'ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:sparql ex:R . ex:R sh:select "SELECT $this { ?s ?p $this }" .',
        "shapes-message",
        "ex:S",
        "no English sh:message",
    ),
    "shape of a class without message": (
        "ex:C a sh:NodeShape , rdfs:Class ; sh:nodeKind sh:IRI .",
        "shapes-message",
        "ex:C",
        "no English sh:message",
    ),
    "inverse of a sequence": (
        RULE + "sh:path [ sh:inversePath ( ex:p ex:q ) ] ; sh:class ex:D .",
        "shapes-engine",
        "ex:P",
        "invert each of its steps",
    ),
}


def asset(name: str) -> bytes:
    """Return a file of the W3C that pyshacl carries with it."""
    spec = importlib.util.find_spec("pyshacl")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).with_name("assets").joinpath(name).read_bytes()


def test_good_shapes_pass(faults_of: Faults) -> None:
    """Shapes that use what is allowed have no fault."""
    assert faults_of(GOOD) == []


@pytest.mark.parametrize("case", FAULTY, ids=str)
def test_a_fault_is_found_named_and_placed(faults_of: Faults, case: str) -> None:
    """Each fault is reported under its name, with the shape where it stands."""
    shapes, fault, place, message = FAULTY[case]
    found = faults_of(shapes.replace("{{", "{").replace("}}", "}"))
    assert {name for name, _, _ in found} == {fault}
    assert any(where == place and message in what for _, where, what in found), found


def test_good_shapes_are_good_in_every_line(faults_of: Faults) -> None:
    """The good shapes can fail: each of these changes makes a fault of them."""
    for old, new, fault in (
        ("sh:minCount 1", 'sh:minCount "1"', "shapes-shacl"),
        ("sh:severity sh:Warning", "sh:severity sh:Warnung", "shapes-term"),
        ("^[a-z]+$", "^[a-z]+(?=x)$", "shapes-pattern"),
        ("SELECT $this { $this a ex:C }", "SELECT ?x { ?x a ex:C }", "shapes-query"),
        ('"One."@en', '"Eins."@de', "shapes-message"),
        ("( ex:T ex:U )", "( ex:T [ sh:class ex:D ] )", "shapes-unnamed"),
    ):
        assert old in GOOD
        assert [name for name, _, _ in faults_of(GOOD.replace(old, new))] == [fault]


def test_helper_shapes_need_no_message(faults_of: Faults) -> None:
    """A shape that is used by sh:node only decides: its user's message is shown."""
    shapes = (
        RULE
        + "sh:path ex:p ; sh:node ex:H . ex:H a sh:NodeShape ; sh:property ex:I . ex:I sh:path ex:q ; sh:minCount 1 ."
    )
    assert faults_of(shapes) == []


def test_all_faults_are_reported_at_once(faults_of: Faults) -> None:
    """The author corrects a file in one round."""
    found = faults_of(NAMED + 'sh:path ex:p ; sh:minCount "one" ; sh:maxCont 1 ; sh:pattern "(" .')
    assert {name for name, _, _ in found} == {"shapes-shacl", "shapes-term", "shapes-pattern", "shapes-message"}


def test_shapes_that_are_not_turtle_are_refused_with_line_and_column() -> None:
    """The parser's place is the author's place."""
    with pytest.raises(InvalidShapesError, match=r"data\.ttl: 1 fault.*\n.*line 2, column 1: .*prefix ex:") as caught:
        check_shapes(b"<urn:S> <urn:p> 1 .\nex:S <urn:p> 1 .\n", file="data.ttl")
    assert caught.value.status is ExitStatus.FINDINGS
    assert [finding.fault for finding in caught.value.findings] == ["shapes-syntax"]


def test_the_list_of_terms_is_the_vocabulary_without_the_extensions() -> None:
    """The vocabulary file defines every listed term; what is left out is of Advanced Features or JavaScript."""
    defined = set(re.findall(r"^sh:(\w+)", asset("shacl.ttl").decode(), re.MULTILINE))
    assert defined >= TERMS
    advanced = {
        *("annotationProperty", "annotationValue", "annotationVarName", "resultAnnotation", "ResultAnnotation"),
        *("condition", "construct", "SPARQLConstructExecutable", "update", "SPARQLUpdateExecutable"),
        *("expression", "ExpressionConstraintComponent", "filterShape", "intersection", "nodes", "union", "this"),
        *("Function", "SPARQLFunction", "returnType", "Rule", "rule", "SPARQLRule", "TripleRule"),
        *("subject", "predicate", "object", "Target", "target", "TargetType", "SPARQLTarget", "SPARQLTargetType"),
    }
    assert {term for term in defined - TERMS if not term.startswith(("js", "JS"))} == advanced


@pytest.mark.parametrize(
    "fault",
    [
        'ex:P a sh:PropertyShape ; sh:path ex:p ; sh:minCount "one" .',
        "ex:S a sh:NodeShape ; sh:property [ sh:minCount 1 ] .",
        "ex:S a sh:NodeShape ; sh:or ( [ sh:minCount 1 ] ) ; sh:property [ sh:path ( ex:p ) ; sh:in ex:list ] .",
        "ex:S a sh:NodeShape ; sh:property [ sh:path [ sh:inversePath ex:p ; sh:alternativePath ( ex:p ex:q ) ] ] .",
        GOOD,
    ],
)
def test_both_engines_agree_on_shacl_shacl(to_ntriples: Callable[[str], bytes], fault: str) -> None:
    """The fast engine's opinion of shapes is the reference engine's."""
    data, rules = to_ntriples(fault), asset("shacl-shacl.ttl")
    fast, reference = (validate(data, rules, engine=engine) for engine in Engine)
    assert fast.key() == reference.key()
    assert fast.conforms == (fault == GOOD)
