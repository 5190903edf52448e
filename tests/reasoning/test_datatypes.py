"""Datatypes: OWL 2 Profiles, sections 4.2.1 and 4.3 (Table 8); lexical and value spaces as in XML Schema 1.1 Part 2."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from gcm_graph.reasoning import Engine, InconsistentDataError, infer
from gcm_graph.reasoning.datatypes import are_different, has_value, is_well_typed

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"


def typed(value: str, datatype: str) -> Literal:
    """Return a literal of an XML Schema datatype."""
    return Literal(value, datatype=NamedNode(XSD + datatype))


WELL_TYPED = [
    *(typed(value, "integer") for value in ("0", "-0", "+7", "007", "9" * 40)),
    *(typed(value, "decimal") for value in ("1", "1.", ".5", "-1.50")),
    *(typed(value, "float") for value in ("1e3", "INF", "-INF", "NaN", "1e400")),
    typed("255", "unsignedByte"),
    typed("-128", "byte"),
    *(typed(value, "boolean") for value in ("true", "false", "1", "0")),
    typed("0aFF", "hexBinary"),
    typed("aGk=", "base64Binary"),
    *(typed(value, "dateTime") for value in ("2018-12-19T00:00:00", "2016-02-29T24:00:00Z", "-0001-01-01T00:00:00.5")),
    typed("2018-12-19T00:00:00+14:00", "dateTimeStamp"),
    typed("a b", "token"),
    typed("en-GB", "language"),
    typed("gcm:text", "Name"),
    typed("_text-1", "NCName"),
    typed("1st", "NMTOKEN"),
    typed("no date at all", "date"),
    Literal("5", datatype=NamedNode("https://example.org/own")),
    Literal("\t\n", language="en"),
]
ILL_TYPED = [
    *(typed(value, "integer") for value in ("", "one", "1.0", " 1", "1 ", "٣", "1e3")),
    *(typed(value, "decimal") for value in (".", "1e3", "1,5")),
    *(typed(value, "double") for value in ("inf", "nan", "1e", "+NaN")),
    typed("256", "unsignedByte"),
    typed("-129", "byte"),
    typed("-1", "nonNegativeInteger"),
    typed("0", "positiveInteger"),
    typed("1", "negativeInteger"),
    typed("True", "boolean"),
    typed("abc", "hexBinary"),
    typed("aGk", "base64Binary"),
    *(typed(value, "dateTime") for value in ("2018-12-19", "2017-02-29T00:00:00", "2018-01-01T24:00:01")),
    typed("2018-12-19T00:00:00", "dateTimeStamp"),
    *(typed(value, "token") for value in (" a", "a  b", "a\tb")),
    typed("a\nb", "normalizedString"),
    typed("english language", "language"),
    typed("1st", "Name"),
    typed("gcm:text", "NCName"),
    typed("two words", "NMTOKEN"),
]


@pytest.mark.parametrize("literal", WELL_TYPED, ids=str)
def test_literals_of_their_datatype_are_accepted(literal):
    """A literal in the lexical space of its datatype is well typed; one of a datatype not known here is not judged."""
    assert is_well_typed(literal)


@pytest.mark.parametrize("literal", ILL_TYPED, ids=str)
def test_literals_outside_their_datatype_are_found(literal):
    """A literal outside the lexical space of its datatype is ill-typed."""
    assert not is_well_typed(literal)


@pytest.mark.parametrize(
    ("datatype", "literal", "expected"),
    [
        (XSD + "nonNegativeInteger", typed("5", "integer"), True),
        (XSD + "nonNegativeInteger", typed("-5", "integer"), False),
        (XSD + "integer", typed("5.0", "decimal"), True),
        (XSD + "integer", typed("5.5", "decimal"), False),
        (XSD + "decimal", typed("5", "byte"), True),
        (XSD + "decimal", typed("5", "double"), False),
        (XSD + "integer", Literal("5"), False),
        (XSD + "string", typed("a b", "token"), True),
        (XSD + "token", Literal("a  b"), False),
        (XSD + "string", Literal("a", language="en"), False),
        (RDF + "langString", Literal("a", language="en"), True),
        (RDF + "langString", Literal("a"), False),
        (RDF + "PlainLiteral", Literal("a", language="en"), True),
        (RDF + "PlainLiteral", Literal("a"), True),
        (RDF + "PlainLiteral", typed("1", "integer"), False),
        (RDFS + "Literal", typed("1", "integer"), True),
        (XSD + "integer", typed("2018-12-19", "date"), True),
        ("https://example.org/own", typed("1", "integer"), True),
    ],
)
def test_values_belong_to_datatypes(datatype, literal, expected):
    """A datatype has the values of its value space, however they are written; what cannot be told is let through."""
    assert has_value(NamedNode(datatype), literal) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (typed("1", "integer"), typed("2", "integer"), True),
        (typed("1", "integer"), typed("01", "integer"), False),
        (typed("1", "integer"), typed("1.0", "decimal"), False),
        (typed("1", "integer"), typed("1", "double"), True),
        (typed("1", "integer"), Literal("1"), True),
        (typed("0.1", "float"), typed("0.10000000149", "float"), False),
        (typed("0.1", "double"), typed("0.10000000149", "double"), True),
        (typed("NaN", "double"), typed("NaN", "double"), False),
        (typed("1", "boolean"), typed("true", "boolean"), False),
        (typed("0a", "hexBinary"), typed("0A", "hexBinary"), False),
        (Literal("a", language="en"), Literal("a", language="fr"), True),
        (Literal("a"), typed("a", "token"), False),
        (typed("2018-12-19T12:00:00Z", "dateTime"), typed("2018-12-19T13:00:00+01:00", "dateTime"), False),
        (typed("2018-12-19", "date"), typed("2018-12-20", "date"), False),
        (typed("one", "integer"), typed("two", "integer"), False),
    ],
)
def test_values_differ(one, other, expected):
    """Two literals differ if their values are known to differ, whichever comes first."""
    assert are_different(one, other) is expected
    assert are_different(other, one) is expected


CONTRADICTIONS = [
    pytest.param(
        "",
        ':a gcm:number "one"^^xsd:integer .',
        ("dt-not-type", "", ["<https://w3id.org/gcm/a>", '"one"^^<http://www.w3.org/2001/XMLSchema#integer>']),
        id="ill-typed",
    ),
    pytest.param(
        "gcm:number rdfs:range xsd:integer .",
        ':a gcm:number "1" .',
        ("dt-not-type", "gcm:number rdfs:range xsd:integer", ["<https://w3id.org/gcm/a>", '"1"']),
        id="range",
    ),
    pytest.param(
        "gcm:C rdfs:subClassOf [ owl:onProperty gcm:number ; owl:allValuesFrom xsd:nonNegativeInteger ] .",
        ":a a gcm:C ; gcm:number -1 .",
        (
            "dt-not-type",
            "[ owl:allValuesFrom xsd:nonNegativeInteger ; owl:onProperty gcm:number ]",
            ["<https://w3id.org/gcm/a>", '"-1"^^<http://www.w3.org/2001/XMLSchema#integer>'],
        ),
        id="all-values",
    ),
    pytest.param(
        "gcm:citation a owl:FunctionalProperty .",
        ':a gcm:citation "27", "28" .',
        (
            "dt-diff",
            "gcm:citation a owl:FunctionalProperty",
            ["<https://w3id.org/gcm/a>", '"27"', '"28"'],
        ),
        id="functional",
    ),
]


@pytest.mark.parametrize(("ontology", "data", "expected"), CONTRADICTIONS)
def test_contradicting_literals_are_refused(contradiction, ontology, data, expected):
    """Literals that contradict a datatype or each other are refused, naming the rule, the axiom and who has them."""
    error = contradiction(ontology, data)
    assert (error.rule, error.axiom, list(error.individuals)) == expected


def test_one_value_written_twice_is_no_contradiction(entails):
    """A functional property may have one value in two ways of writing; by eq-rep-o either stands for the other."""
    entails(
        "gcm:number a owl:FunctionalProperty ; rdfs:range xsd:integer .",
        ':a gcm:number "1"^^xsd:integer, "01"^^xsd:integer . :b gcm:place "01"^^xsd:integer .',
        ':b gcm:place "1"^^xsd:integer .',
    )


@pytest.mark.parametrize("engine", Engine)
def test_lexical_forms_come_back_unchanged(read, engine):
    """A literal is inferred as it was written, though engines have ways of their own to write numbers and times."""
    values = ['"007"^^xsd:integer', '"1.50"^^xsd:decimal', '"1E3"^^xsd:double', '"1"^^xsd:boolean']
    values += ['"2018-12-19T24:00:00Z"^^xsd:dateTime', '"a  b"@en-gb', r'"\"\\ \u0001 }"']
    data = read(f":a gcm:p {', '.join(values)} .")
    found = infer(data, read("gcm:p rdfs:subPropertyOf gcm:q ."), engine=engine)
    assert set(found) == set(read(f":a gcm:q {', '.join(values)} ."))


@pytest.mark.parametrize("engine", Engine)
def test_iris_with_a_datatype_are_not_published_as_its_members(read, engine):
    """A datatype is no class: nothing is published to be of one."""
    assert infer(read(":a gcm:p :b ."), read("gcm:p rdfs:range xsd:string ."), engine=engine) == []


def test_all_violations_are_counted(read):
    """The error names one literal and says how many more there are."""
    with pytest.raises(InconsistentDataError) as caught:
        infer(read(':a gcm:p "b"^^xsd:integer, "a"^^xsd:integer . :b gcm:p "c"^^xsd:integer .'), [])
    assert caught.value.individuals == ("<https://w3id.org/gcm/a>", f'"a"^^<{XSD}integer>')
    assert caught.value.others == 2
