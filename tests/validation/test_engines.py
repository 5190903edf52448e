"""Where the engines differ by nature, and what `validate` makes of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gcm_graph.validation import Engine, EngineError, InvalidShapesError, RdfSyntaxError, Report, Severity, validate

Row = tuple[str, str, str, str | None, str]
Agreed = Callable[[str, str], list[Row]]

PROPERTY = (
    'ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:P . ex:P a sh:PropertyShape ; sh:message "m"@en ; '
)
QUERY = 'sh:sparql [ sh:message "{}"@en ; sh:select """SELECT {} {{ $this <http://example.org/p> ?o {} }}""" ] .'
engines = pytest.mark.parametrize("engine", list(Engine), ids=str)


def test_solutions_of_a_query_that_are_equal_are_one_result(agreed: Agreed) -> None:
    """Two ?o, no ?value: one engine gives two equal results, the other one; a report shows one."""
    shapes = "ex:S a sh:NodeShape ; sh:targetClass ex:C ; " + QUERY.format("m", "$this", "")
    assert agreed(shapes, "ex:a a ex:C ; ex:p 1 , 2 .") == [("ex:a", "SPARQL", "", "ex:a", "ex:S")]


def test_a_query_of_a_property_shape_without_value_gives_none(agreed: Agreed) -> None:
    """One engine repeats the focus node as the value, the other has none; a report has none."""
    shapes = PROPERTY + "sh:path ex:p ; " + QUERY.format("m", "$this", "")
    assert agreed(shapes, "ex:a a ex:C ; ex:p 1 .") == [("ex:a", "SPARQL", "ex:p", None, "ex:P")]


def test_a_query_about_a_blank_node_is_about_that_node_only(agreed: Agreed) -> None:
    """A blank node in a query's text would be a variable, and each node would get the results of all."""
    shapes = "ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; " + QUERY.format(
        "m", "$this ?value", "BIND(?o AS ?value)"
    )
    found = agreed(shapes, "_:a ex:p 1 . _:b ex:p 2 . ex:c ex:p 3 .")
    assert found == [
        ("_:a", "SPARQL", "", '"1"^^xsd:integer', "ex:S"),
        ("_:b", "SPARQL", "", '"2"^^xsd:integer', "ex:S"),
        ("ex:c", "SPARQL", "", '"3"^^xsd:integer', "ex:S"),
    ]


@pytest.mark.parametrize(
    "target",
    [
        "sh:targetClass ex:C",
        "sh:targetClass ex:Above",
        "sh:targetSubjectsOf ex:q",
        "sh:targetObjectsOf ex:q",
        "a rdfs:Class ; sh:targetSubjectsOf ex:none",
        "sh:targetNode ex:a ; sh:property [ sh:path ex:r ; sh:node ex:Deep ]",
    ],
)
def test_blank_nodes_are_found_behind_every_target(agreed: Agreed, target: str) -> None:
    """However a query comes to be asked about a blank node, the answer is about that node."""
    select = "SELECT $this { $this <http://example.org/p> ?o FILTER(?o > 1) }"
    shape = f'ex:S a sh:NodeShape ; {target} ; sh:message "m"@en ; sh:sparql [ sh:select "{select}" ] .'
    deep = f'ex:Deep a sh:NodeShape ; sh:sparql [ sh:select "{select}" ] .'
    data = """
        _:x ex:p 1 ; a ex:C , ex:S ; ex:q _:x . _:y ex:p 2 ; a ex:C , ex:S ; ex:q _:y . ex:C rdfs:subClassOf ex:Above .
        ex:a ex:r _:x , _:y .
    """
    found = agreed(shape + deep, data)
    assert ("_:y" in {focus for focus, *_ in found}) or ("ex:a", "Node", "ex:r", "_:y", "_:anonymous1") in found
    assert "_:x" not in {focus for focus, *_ in found}


def test_strings_with_and_without_datatype_are_one_literal() -> None:
    """`"a"` and `"a"^^xsd:string` are the same term (RDF 1.1 Concepts §3.3), in data and in shapes."""
    shapes = b"""
        @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <urn:S> sh:targetNode <urn:a> ; sh:property <urn:P> , <urn:Q> .
        <urn:P> sh:path <urn:p> ; sh:in ( "a" "b"^^xsd:string ) .
        <urn:Q> sh:path <urn:p> ; sh:hasValue "a"^^xsd:string .
    """
    data = b'<urn:a> <urn:p> "a"^^<http://www.w3.org/2001/XMLSchema#string> .\n<urn:a> <urn:p> "b" .\n'
    assert [validate(data, shapes, engine=engine).results for engine in Engine] == [(), ()]


@engines
def test_values_are_named_as_the_data_writes_them(report_of: Callable[..., Report], engine: Engine) -> None:
    """A value that is not in canonical form, an ill-typed one and control characters come back as they are."""
    data = r'ex:a a ex:C ; ex:p "007"^^xsd:integer , "x"^^xsd:date , "\u001B[31m"@en .'
    report = report_of(PROPERTY + "sh:path ex:p ; sh:nodeKind sh:IRI .", data, engine)
    assert {result.value for result in report.results} == {
        '"007"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '"x"^^<http://www.w3.org/2001/XMLSchema#date>',
        r'"\u001B[31m"@en',
    }


@engines
def test_ill_typed_literals_are_reported_and_not_logged(
    report_of: Callable[..., Report], engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    """The result is the report: no library writes a traceback into the user's terminal."""
    report = report_of(PROPERTY + "sh:path ex:p ; sh:datatype xsd:date .", 'ex:a a ex:C ; ex:p "x"^^xsd:date .', engine)
    assert len(report.results) == 1
    assert caplog.records == []


@engines
@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ('"the rule"@en', "the rule"),
        ('"la règle"@fr , "the rule"@en , "die Regel"@de', "the rule"),
        ('"la règle"@fr , "the rule"@en-GB', "the rule"),
        ('"the rule"', "the rule"),
        ('"la règle"@fr , "the rule"', "the rule"),
        ('"la règle"@fr , "die Regel"@de', "die Regel"),
    ],
)
def test_the_message_is_the_english_one_of_the_shape(
    report_of: Callable[..., Report], engine: Engine, declared: str, expected: str
) -> None:
    """The owner of the data reads the shape's English message, whichever engine ran."""
    shapes = f"ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:nodeKind sh:Literal ; sh:message {declared} ."
    assert [result.message for result in report_of(shapes, "ex:a a ex:C .", engine).results] == [expected]


@engines
@pytest.mark.parametrize(
    ("constraint", "expected"),
    [
        ("sh:nodeKind sh:Literal", "The data does not meet sh:nodeKind of the shape."),
        ("sh:class ex:D , ex:E", "The data does not meet sh:class of the shape."),
        (
            'sh:sparql [ sh:select "SELECT $this { $this a ?c }" ]',
            "The data does not meet a constraint of the shape.",
        ),
    ],
)
def test_where_shapes_are_silent_the_message_is_ours(
    report_of: Callable[..., Report], engine: Engine, constraint: str, expected: str
) -> None:
    """The engines' wording changes from engine to engine, and from run to run where a parameter has two values."""
    report = report_of(f"ex:S a sh:NodeShape ; sh:targetClass ex:C ; {constraint} .", "ex:a a ex:C .", engine)
    assert {result.message for result in report.results} == {expected}


@engines
def test_a_query_fills_in_its_own_english_message(report_of: Callable[..., Report], engine: Engine) -> None:
    """The query's message goes before the shape's (§5.3.2), also where other languages stand beside it."""
    query = 'sh:sparql [ sh:message "{?n} too much"@en , "{?n} de trop"@fr , "Rest {?n}"@de ; sh:select """'
    select = 'SELECT $this ?n { $this <http://example.org/p> ?n }""" ] .'
    shapes = 'ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:message "never"@en ; ' + query + select
    assert [r.message for r in report_of(shapes, "ex:a a ex:C ; ex:p 3 .", engine).results] == ["3 too much"]


@engines
@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("", Severity.VIOLATION),
        ("sh:severity sh:Violation ;", Severity.VIOLATION),
        ("sh:severity sh:Warning ;", Severity.WARNING),
        ("sh:severity sh:Info ;", Severity.INFO),
    ],
)
def test_severities_are_those_of_the_shape(
    report_of: Callable[..., Report], engine: Engine, declared: str, expected: Severity
) -> None:
    """§2.1.4: sh:Violation where a shape declares none. §3.6.1.1: data with a remark does not conform."""
    shapes = f"ex:S a sh:NodeShape ; {declared} sh:targetClass ex:C ; sh:nodeKind sh:Literal ."
    report = report_of(shapes, "ex:a a ex:C .", engine)
    assert [result.severity for result in report.results] == [expected]
    assert not report.conforms


@engines
def test_shapes_are_not_data(report_of: Callable[..., Report], engine: Engine) -> None:
    """§3.2: neither focus nodes nor classes are looked for in the shapes graph."""
    shapes = PROPERTY + "sh:path ex:p ; sh:class ex:D . ex:E rdfs:subClassOf ex:D . ex:x a ex:C ; ex:p 1 ."
    report = report_of(shapes, "ex:a a ex:C ; ex:p ex:e . ex:e a ex:E .", engine)
    assert [result.focus_node for result in report.results] == ["http://example.org/a"]


@engines
def test_empty_data_conforms(report_of: Callable[..., Report], engine: Engine) -> None:
    """No focus node, no result."""
    assert report_of(PROPERTY + "sh:path ex:p ; sh:minCount 1 .", "", engine).conforms


@engines
def test_data_that_is_no_ntriples_is_refused_with_its_place(engine: Engine) -> None:
    """An engine's word for it would not say where."""
    with pytest.raises(RdfSyntaxError, match=r"^data:2:") as caught:
        validate(
            b'<urn:a> <urn:p> "x" .\n<urn:a> .\n', b"<urn:S> <http://www.w3.org/ns/shacl#closed> true .", engine=engine
        )
    assert caught.value.line == 2


@engines
@pytest.mark.parametrize(
    ("shapes", "line"), [(b"<urn:S> <urn:p> 1 ;\n  oops .", 2), (b"", None), (b"# nothing\n", None)]
)
def test_shapes_that_say_nothing_are_refused(engine: Engine, shapes: bytes, line: int | None) -> None:
    """Every data would conform to them."""
    with pytest.raises(InvalidShapesError, match=f"line {line}" if line else "no triple"):
        validate(b"", shapes, engine=engine)


@pytest.mark.parametrize(
    "shapes",
    [
        "ex:S sh:targetNode ex:a ; sh:property ex:P . ex:P a sh:PropertyShape ; sh:minCount 1 .",
        'ex:S sh:targetNode ex:a ; sh:sparql [ sh:select "no query" ] .',
        'ex:S sh:targetNode ex:a ; sh:sparql [ sh:select "SELECT $this { $this ?p ?o MINUS { ?o ?q ?r } }" ] .',
    ],
)
@engines
def test_what_an_engine_leaves_out_is_an_error(report_of: Callable[..., Report], engine: Engine, shapes: str) -> None:
    """A report without a part of the shapes would be false comfort."""
    with pytest.raises(EngineError):
        report_of(shapes, "ex:a ex:p 1 .", engine)


ALL_AT_ONCE = """
    ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:targetSubjectsOf ex:p ; sh:nodeKind sh:IRI ; sh:message "m"@en ;
      sh:property ex:Count , ex:Type , ex:Text , ex:Range , ex:Node , ex:Some , ex:Back , ex:Far , ex:Query ;
      sh:sparql [ sh:message "m {?value}"@en ; sh:select "SELECT $this ?value { $this <http://example.org/q> ?value }" ]
      .
    ex:Closed a sh:NodeShape ; sh:targetClass ex:D ; sh:closed true ; sh:ignoredProperties ( rdf:type ex:p ) .
    ex:Count sh:path ex:p ; sh:minCount 1 ; sh:maxCount 2 ; sh:uniqueLang true .
    ex:Type sh:path ex:p ; sh:datatype xsd:string ; sh:severity sh:Warning .
    ex:Text sh:path ex:p ; sh:pattern "^[a-z]$" ; sh:languageIn ( "en" ) .
    ex:Range sh:path ex:n ; sh:datatype xsd:integer ; sh:minInclusive 1 .
    ex:Node sh:path ex:q ; sh:node ex:Closed ; sh:class ex:D .
    ex:Some sh:path ex:q ; sh:qualifiedValueShape [ sh:class ex:C ] ; sh:qualifiedMinCount 1 ; sh:hasValue ex:a .
    ex:Back sh:path [ sh:inversePath ex:q ] ; sh:maxCount 1 ; sh:in ( ex:a ex:b ) .
    ex:Far sh:path ( ex:q [ sh:zeroOrMorePath ex:q ] ex:p ) ; sh:nodeKind sh:Literal ; sh:minCount 1 .
    ex:Query sh:path ex:q ; sh:sparql [ sh:message "m"@en ; sh:select "SELECT $this ?value { $this $PATH ?value }" ] .
"""
nodes = st.sampled_from(["ex:a", "ex:b", "ex:c", "_:d"])
texts = st.sampled_from(['"x"', '"X"', '"x"@en', '"y"@en', '"x"@fr', '"x\\n"', '"01"^^xsd:integer', '"x"^^xsd:date'])
statements = st.one_of(
    st.builds("{} a {} .".format, nodes, st.sampled_from(["ex:C", "ex:D", "ex:E"])),
    st.builds("{} ex:p {} .".format, nodes, nodes | texts),
    st.builds("{} ex:q {} .".format, nodes, nodes),
    st.builds("{} ex:n {} .".format, nodes, st.sampled_from(["0", "1", "2", '"1"', "ex:a"])),
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(data=st.lists(statements, max_size=12).map(" ".join))
@example(data="ex:a a ex:C . ex:a ex:p ex:a . ex:a ex:q ex:a . ex:a ex:n 1 .")
def test_the_engines_agree_on_any_data(report_of: Callable[..., Report], data: str) -> None:
    """Same focus node, component, path, value, severity and source shape for every result, as often."""
    fast, reference = (report_of(ALL_AT_ONCE, data + " ex:E rdfs:subClassOf ex:C .", engine) for engine in Engine)
    assert fast.key() == reference.key()


@engines
@pytest.mark.parametrize("component", ["lessThan", "lessThanOrEquals"])
def test_what_cannot_be_compared_is_a_violation(
    report_of: Callable[..., Report], engine: Engine, component: str
) -> None:
    """§4.5.3-4: every pair for which SPARQL's < is not true, so also blank nodes, IRIs, and texts beside numbers."""
    shapes = PROPERTY + f"sh:path ex:p ; sh:{component} ex:q ."
    data = """
        ex:a a ex:C ; ex:p 1 , _:b , ex:i , "x" ; ex:q 2 .
        ex:b a ex:C ; ex:p 1 ; ex:q _:c .
        ex:c a ex:C ; ex:p "a" ; ex:q "b" .
        ex:d a ex:C ; ex:p "a"@en ; ex:q "b"@en .
    """
    found = sorted((result.focus_node[-1], result.value) for result in report_of(shapes, data, engine).results)
    one = '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert found == [("a", '"x"'), ("a", "<http://example.org/i>"), ("a", "_:b"), ("b", one), ("d", '"a"@en')]


def test_the_reference_engine_is_left_as_it_was_found(report_of: Callable[..., Report]) -> None:
    """What is replaced in a library for one validation is put back after it, also after an error."""
    from pyshacl.constraints.core.property_pair_constraints import LessThanConstraintComponent as Component

    before = Component._compare_lt
    with pytest.raises(EngineError):
        report_of('ex:S sh:targetNode ex:a ; sh:sparql [ sh:select "no query" ] .', "ex:a ex:p 1 .", Engine.REFERENCE)
    assert Component._compare_lt is before
