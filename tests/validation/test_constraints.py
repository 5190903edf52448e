"""Each constraint component on data with planted faults: both engines, results read from the SHACL Recommendation."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Row = tuple[str, str, str, str | None, str]
Agreed = Callable[[str, str], list[Row]]

PROPERTY = (
    'ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:P . ex:P a sh:PropertyShape ; sh:message "m"@en ; '
)
NODE = 'ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:message "m"@en ; '

# name: (shapes, data, expected results); the clause of the Recommendation stands beside the name
CASES: dict[str, tuple[str, str, list[Row]]] = {
    "class, §4.1.1: value nodes are instances, also of subclasses": (
        PROPERTY + "sh:path ex:p ; sh:class ex:D .",
        'ex:a a ex:C ; ex:p ex:d , ex:e , ex:none , "d" . ex:d a ex:D . ex:e a ex:E . ex:E rdfs:subClassOf ex:D .',
        [("ex:a", "Class", "ex:p", '"d"', "ex:P"), ("ex:a", "Class", "ex:p", "ex:none", "ex:P")],
    ),
    "datatype, §4.1.2: another datatype, an ill-typed literal and an IRI": (
        PROPERTY + "sh:path ex:p ; sh:datatype xsd:integer .",
        'ex:a a ex:C ; ex:p 1 , "01"^^xsd:integer , "1" , "one"^^xsd:integer , 1.0 , ex:i .',
        [
            ("ex:a", "Datatype", "ex:p", '"1"', "ex:P"),
            ("ex:a", "Datatype", "ex:p", '"1.0"^^xsd:decimal', "ex:P"),
            ("ex:a", "Datatype", "ex:p", '"one"^^xsd:integer', "ex:P"),
            ("ex:a", "Datatype", "ex:p", "ex:i", "ex:P"),
        ],
    ),
    "datatype rdf:langString, §4.1.2: only literals with a language": (
        PROPERTY + "sh:path ex:p ; sh:datatype rdf:langString .",
        'ex:a a ex:C ; ex:p "x"@en , "x" .',
        [("ex:a", "Datatype", "ex:p", '"x"', "ex:P")],
    ),
    "nodeKind, §4.1.3: on a node shape the focus node is the value": (
        NODE + "sh:nodeKind sh:IRI .",
        "ex:a a ex:C . _:b a ex:C .",
        [("_:b", "NodeKind", "", "_:b", "ex:S")],
    ),
    "nodeKind, §4.1.3: literals only": (
        PROPERTY + "sh:path ex:p ; sh:nodeKind sh:Literal .",
        'ex:a a ex:C ; ex:p "x" , ex:i , _:b .',
        [("ex:a", "NodeKind", "ex:p", "_:b", "ex:P"), ("ex:a", "NodeKind", "ex:p", "ex:i", "ex:P")],
    ),
    "minCount, §4.2.1: no value in the result": (
        PROPERTY + "sh:path ex:p ; sh:minCount 2 .",
        "ex:a a ex:C ; ex:p 1 . ex:b a ex:C ; ex:p 1 , 2 . ex:c a ex:C .",
        [("ex:a", "MinCount", "ex:p", None, "ex:P"), ("ex:c", "MinCount", "ex:p", None, "ex:P")],
    ),
    "maxCount, §4.2.2: no value in the result": (
        PROPERTY + "sh:path ex:p ; sh:maxCount 1 .",
        "ex:a a ex:C ; ex:p 1 , 2 . ex:b a ex:C ; ex:p 1 .",
        [("ex:a", "MaxCount", "ex:p", None, "ex:P")],
    ),
    "minInclusive, §4.3.2: smaller, and not comparable": (
        PROPERTY + "sh:path ex:p ; sh:minInclusive 1 .",
        'ex:a a ex:C ; ex:p 0 , 1 , 2 , "x" , ex:i .',
        [
            ("ex:a", "MinInclusive", "ex:p", '"0"^^xsd:integer', "ex:P"),
            ("ex:a", "MinInclusive", "ex:p", '"x"', "ex:P"),
            ("ex:a", "MinInclusive", "ex:p", "ex:i", "ex:P"),
        ],
    ),
    "maxInclusive, §4.3.4: greater": (
        PROPERTY + "sh:path ex:p ; sh:maxInclusive 36 .",
        "ex:a a ex:C ; ex:p 36 , 37 .",
        [("ex:a", "MaxInclusive", "ex:p", '"37"^^xsd:integer', "ex:P")],
    ),
    "minLength and maxLength, §4.4.1-2: of literals and IRIs": (
        PROPERTY + "sh:path ex:p ; sh:minLength 2 ; sh:maxLength 3 .",
        'ex:a a ex:C ; ex:p "x" , "xx" , "xxxx" .',
        [("ex:a", "MaxLength", "ex:p", '"xxxx"', "ex:P"), ("ex:a", "MinLength", "ex:p", '"x"', "ex:P")],
    ),
    "pattern, §4.4.3: of literals and IRIs; a blank node never matches": (
        PROPERTY + 'sh:path ex:p ; sh:pattern "^[a-z]+$" .',
        'ex:a a ex:C ; ex:p "abc" , "aBc" , ex:i , _:b .',
        [
            ("ex:a", "Pattern", "ex:p", '"aBc"', "ex:P"),
            ("ex:a", "Pattern", "ex:p", "_:b", "ex:P"),
            ("ex:a", "Pattern", "ex:p", "ex:i", "ex:P"),
        ],
    ),
    "pattern on a node shape, §4.4.3: the IRI of the focus node": (
        NODE + 'sh:pattern "^http://example[.]org/[0-9]+$" .',
        "<http://example.org/12> a ex:C . ex:twelve a ex:C .",
        [("ex:twelve", "Pattern", "", "ex:twelve", "ex:S")],
    ),
    "pattern, §4.4.3: it may match anywhere in the value": (
        PROPERTY + 'sh:path ex:p ; sh:pattern "b" .',
        'ex:a a ex:C ; ex:p "abc" , "a\\nb" , "ac" .',
        [("ex:a", "Pattern", "ex:p", '"ac"', "ex:P")],
    ),
    "pattern, §4.4.3: $ is the end of the value, not a last line break": (
        PROPERTY + 'sh:path ex:p ; sh:pattern "^a$" .',
        'ex:a a ex:C ; ex:p "a" , "a\\n" .',
        [("ex:a", "Pattern", "ex:p", '"a\\n"', "ex:P")],
    ),
    "pattern with flags, §4.4.3": (
        PROPERTY + 'sh:path ex:p ; sh:pattern "^a$" ; sh:flags "i" .',
        'ex:a a ex:C ; ex:p "A" , "b" .',
        [("ex:a", "Pattern", "ex:p", '"b"', "ex:P")],
    ),
    "languageIn, §4.4.4: ranges; a literal without language is in none": (
        PROPERTY + 'sh:path ex:p ; sh:languageIn ( "en" "fr" ) .',
        'ex:a a ex:C ; ex:p "x"@en , "x"@en-GB , "x"@FR , "x"@de , "x" , ex:i .',
        [
            ("ex:a", "LanguageIn", "ex:p", '"x"', "ex:P"),
            ("ex:a", "LanguageIn", "ex:p", '"x"@de', "ex:P"),
            ("ex:a", "LanguageIn", "ex:p", "ex:i", "ex:P"),
        ],
    ),
    "uniqueLang, §4.4.5: one result for each language that is used twice": (
        PROPERTY + "sh:path ex:p ; sh:uniqueLang true .",
        'ex:a a ex:C ; ex:p "x"@en , "y"@en , "z"@en , "x"@fr , "y"@fr , "x"@de , "y" , "z" .',
        [("ex:a", "UniqueLang", "ex:p", None, "ex:P"), ("ex:a", "UniqueLang", "ex:p", None, "ex:P")],
    ),
    "equals, §4.5.1: values that only one of the two properties has": (
        PROPERTY + "sh:path ex:p ; sh:equals ex:q .",
        "ex:a a ex:C ; ex:p 1 , 2 ; ex:q 2 , 3 .",
        [
            ("ex:a", "Equals", "ex:p", '"1"^^xsd:integer', "ex:P"),
            ("ex:a", "Equals", "ex:p", '"3"^^xsd:integer', "ex:P"),
        ],
    ),
    "disjoint, §4.5.2": (
        PROPERTY + "sh:path ex:p ; sh:disjoint ex:q .",
        "ex:a a ex:C ; ex:p 1 , 2 ; ex:q 2 , 3 .",
        [("ex:a", "Disjoint", "ex:p", '"2"^^xsd:integer', "ex:P")],
    ),
    "lessThanOrEquals, §4.5.4: a result for each value that is greater": (
        PROPERTY + "sh:path ex:first ; sh:lessThanOrEquals ex:last .",
        "ex:a a ex:C ; ex:first 4 ; ex:last 3 . ex:b a ex:C ; ex:first 3 ; ex:last 3 .",
        [("ex:a", "LessThanOrEquals", "ex:first", '"4"^^xsd:integer', "ex:P")],
    ),
    "not, §4.6.1": (
        PROPERTY + "sh:path ex:p ; sh:not ex:N . ex:N a sh:NodeShape ; sh:class ex:D .",
        "ex:a a ex:C ; ex:p ex:d , ex:e . ex:d a ex:D .",
        [("ex:a", "Not", "ex:p", "ex:d", "ex:P")],
    ),
    "and, §4.6.2": (
        PROPERTY + "sh:path ex:p ; sh:and ( ex:N ex:M ) . ex:N sh:nodeKind sh:IRI . ex:M sh:class ex:D .",
        'ex:a a ex:C ; ex:p ex:d , ex:e , "d" . ex:d a ex:D .',
        [("ex:a", "And", "ex:p", '"d"', "ex:P"), ("ex:a", "And", "ex:p", "ex:e", "ex:P")],
    ),
    "or, §4.6.3": (
        PROPERTY + "sh:path ex:p ; sh:or ( ex:N ex:M ) . ex:N sh:nodeKind sh:Literal . ex:M sh:class ex:D .",
        'ex:a a ex:C ; ex:p ex:d , ex:e , "d" . ex:d a ex:D .',
        [("ex:a", "Or", "ex:p", "ex:e", "ex:P")],
    ),
    "xone, §4.6.4": (
        PROPERTY + "sh:path ex:p ; sh:xone ( ex:N ex:M ) . ex:N sh:nodeKind sh:IRI . ex:M sh:class ex:D .",
        'ex:a a ex:C ; ex:p ex:d , ex:e , "d" . ex:d a ex:D .',
        [("ex:a", "Xone", "ex:p", '"d"', "ex:P"), ("ex:a", "Xone", "ex:p", "ex:d", "ex:P")],
    ),
    "node, §4.7.1: the user reports, the shape that is used does not": (
        PROPERTY + "sh:path ex:p ; sh:node ex:N . ex:N sh:property ex:NP . ex:NP sh:path ex:q ; sh:minCount 1 .",
        "ex:a a ex:C ; ex:p ex:d , ex:e . ex:d ex:q 1 .",
        [("ex:a", "Node", "ex:p", "ex:e", "ex:P")],
    ),
    "property, §4.7.2: nested property shapes report about the value": (
        PROPERTY + 'sh:path ex:p ; sh:property ex:Q . ex:Q sh:path ex:q ; sh:minCount 1 ; sh:message "q"@en .',
        "ex:a a ex:C ; ex:p ex:d , ex:e . ex:d ex:q 1 .",
        [("ex:e", "MinCount", "ex:q", None, "ex:Q")],
    ),
    "qualifiedMinCount, §4.7.3": (
        PROPERTY + "sh:path ex:p ; sh:qualifiedValueShape ex:N ; sh:qualifiedMinCount 2 . ex:N sh:class ex:D .",
        "ex:a a ex:C ; ex:p ex:d , ex:e , ex:f . ex:b a ex:C ; ex:p ex:d , ex:f . ex:d a ex:D . ex:e a ex:D .",
        [("ex:b", "QualifiedMinCount", "ex:p", None, "ex:P")],
    ),
    "qualifiedMaxCount, §4.7.3": (
        PROPERTY + "sh:path ex:p ; sh:qualifiedValueShape ex:N ; sh:qualifiedMaxCount 1 . ex:N sh:class ex:D .",
        "ex:a a ex:C ; ex:p ex:d , ex:e , ex:f . ex:b a ex:C ; ex:p ex:d , ex:f . ex:d a ex:D . ex:e a ex:D .",
        [("ex:a", "QualifiedMaxCount", "ex:p", None, "ex:P")],
    ),
    "closed, §4.8.1: the property is the path, its object the value": (
        NODE + "sh:closed true ; sh:ignoredProperties ( rdf:type ) ; sh:property ex:P . ex:P sh:path ex:p .",
        "ex:a a ex:C ; ex:p 1 ; ex:q 2 , 3 .",
        [
            ("ex:a", "Closed", "ex:q", '"2"^^xsd:integer', "ex:S"),
            ("ex:a", "Closed", "ex:q", '"3"^^xsd:integer', "ex:S"),
        ],
    ),
    "hasValue, §4.8.2: no value in the result": (
        PROPERTY + "sh:path ex:p ; sh:hasValue ex:d .",
        "ex:a a ex:C ; ex:p ex:d , ex:e . ex:b a ex:C ; ex:p ex:e .",
        [("ex:b", "HasValue", "ex:p", None, "ex:P")],
    ),
    "in, §4.8.3: terms are compared, not numbers": (
        PROPERTY + 'sh:path ex:p ; sh:in ( 1 "a" "b"@en ex:d ) .',
        'ex:a a ex:C ; ex:p 1 , "01"^^xsd:integer , "a" , "a"@en , "b"@en , ex:d , ex:e .',
        [
            ("ex:a", "In", "ex:p", '"01"^^xsd:integer', "ex:P"),
            ("ex:a", "In", "ex:p", '"a"@en', "ex:P"),
            ("ex:a", "In", "ex:p", "ex:e", "ex:P"),
        ],
    ),
    "sparql on a node shape, §5.3.2: the focus node is the value where the query gives none": (
        NODE + 'sh:sparql [ sh:select "SELECT $this { $this <http://example.org/p> ?n FILTER (?n > 1) }" ] .',
        "ex:a a ex:C ; ex:p 1 . ex:b a ex:C ; ex:p 2 .",
        [("ex:b", "SPARQL", "", "ex:b", "ex:S")],
    ),
    "sparql, §5.3.2: ?value and ?path of the solution": (
        NODE + 'sh:sparql [ sh:select "SELECT $this ?path ?value { $this ?path ?value FILTER isLiteral(?value) }" ] .',
        "ex:a a ex:C ; ex:p 1 ; ex:q 2 .",
        [
            ("ex:a", "SPARQL", "ex:p", '"1"^^xsd:integer', "ex:S"),
            ("ex:a", "SPARQL", "ex:q", '"2"^^xsd:integer', "ex:S"),
        ],
    ),
    "sparql on a property shape, §5.3.1: $PATH is the path": (
        PROPERTY + "sh:path (ex:p ex:q) ; "
        'sh:sparql [ sh:select "SELECT $this ?value { $this $PATH ?value FILTER (?value > 1) }" ] .',
        "ex:a a ex:C ; ex:p ex:b . ex:b ex:q 1 , 2 .",
        [("ex:a", "SPARQL", "ex:p/ex:q", '"2"^^xsd:integer', "ex:P")],
    ),
    "sparql with prefixes, §5.2.1": (
        'ex:prefixes sh:declare [ sh:prefix "ex" ; sh:namespace "http://example.org/"^^xsd:anyURI ] . '
        + NODE
        + 'sh:sparql [ sh:prefixes ex:prefixes ; sh:select "SELECT $this { $this ex:p 2 }" ] .',
        "ex:a a ex:C ; ex:p 1 . ex:b a ex:C ; ex:p 2 .",
        [("ex:b", "SPARQL", "", "ex:b", "ex:S")],
    ),
    "inverse path, §2.3.1.4": (
        PROPERTY + "sh:path [ sh:inversePath ex:p ] ; sh:minCount 1 .",
        "ex:a a ex:C . ex:b a ex:C . ex:x ex:p ex:b .",
        [("ex:a", "MinCount", "^ex:p", None, "ex:P")],
    ),
    "sequence path, §2.3.1.2": (
        PROPERTY + "sh:path ( ex:p ex:q ) ; sh:maxCount 1 .",
        "ex:a a ex:C ; ex:p ex:x , ex:y . ex:x ex:q 1 . ex:y ex:q 2 . ex:b a ex:C ; ex:p ex:x , ex:z . ex:z ex:q 1 .",
        [("ex:a", "MaxCount", "ex:p/ex:q", None, "ex:P")],
    ),
    "sequence of an inverse and a repeated path, §2.3.1": (
        PROPERTY + "sh:path ( [ sh:inversePath ex:p ] [ sh:zeroOrMorePath ex:q ] ) ; sh:class ex:D .",
        "ex:a a ex:C . ex:x ex:p ex:a ; ex:q ex:y . ex:y a ex:D .",
        [("ex:a", "Class", "^ex:p/ex:q*", "ex:x", "ex:P")],
    ),
    "alternative path, §2.3.1.3": (
        PROPERTY + "sh:path [ sh:alternativePath ( ex:p ex:q ) ] ; sh:maxCount 1 .",
        "ex:a a ex:C ; ex:p 1 ; ex:q 2 . ex:b a ex:C ; ex:p 1 ; ex:q 1 .",
        [("ex:a", "MaxCount", "ex:p|ex:q", None, "ex:P")],
    ),
    "one or more, §2.3.1.6": (
        PROPERTY + "sh:path [ sh:oneOrMorePath ex:p ] ; sh:nodeKind sh:IRI .",
        'ex:a a ex:C ; ex:p ex:b . ex:b ex:p "x" .',
        [("ex:a", "NodeKind", "ex:p+", '"x"', "ex:P")],
    ),
    "zero or one, §2.3.1.7: the focus node itself is a value": (
        PROPERTY + "sh:path [ sh:zeroOrOnePath ex:p ] ; sh:class ex:C .",
        "ex:a a ex:C ; ex:p ex:b .",
        [("ex:a", "Class", "ex:p?", "ex:b", "ex:P")],
    ),
    "targetNode, §2.1.3.1: also where the data does not know the node": (
        'ex:S sh:targetNode ex:a , "l" ; sh:property ex:P . ex:P sh:path ex:p ; sh:minCount 1 ; sh:message "m"@en .',
        "ex:b ex:p 1 .",
        [('"l"', "MinCount", "ex:p", None, "ex:P"), ("ex:a", "MinCount", "ex:p", None, "ex:P")],
    ),
    "targetClass, §2.1.3.2: instances of subclasses too": (
        NODE + "sh:class ex:D .",
        "ex:a a ex:B . ex:B rdfs:subClassOf ex:C . ex:o a ex:O .",
        [("ex:a", "Class", "", "ex:a", "ex:S")],
    ),
    "targetSubjectsOf, §2.1.3.4": (
        'ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:class ex:D ; sh:message "m"@en .',
        "ex:a ex:p ex:b .",
        [("ex:a", "Class", "", "ex:a", "ex:S")],
    ),
    "targetObjectsOf, §2.1.3.5: a literal may be a focus node": (
        'ex:S a sh:NodeShape ; sh:targetObjectsOf ex:p ; sh:nodeKind sh:IRI ; sh:message "m"@en .',
        'ex:a ex:p ex:b , "x" .',
        [('"x"', "NodeKind", "", '"x"', "ex:S")],
    ),
    "deactivated, §2.1.6: a shape that is switched off never reports": (
        PROPERTY + "sh:path ex:p ; sh:minCount 1 ; sh:deactivated true .",
        "ex:a a ex:C .",
        [],
    ),
    "one property shape under two node shapes, §3.4: a result for each": (
        PROPERTY + "sh:path ex:p ; sh:minCount 1 . ex:T a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:P .",
        "ex:a a ex:C .",
        [("ex:a", "MinCount", "ex:p", None, "ex:P"), ("ex:a", "MinCount", "ex:p", None, "ex:P")],
    ),
    "no inference, §1.5: the domain of a property makes no instance": (
        NODE + "sh:class ex:D .",
        "ex:a ex:p 1 . ex:p rdfs:domain ex:C .",
        [],
    ),
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_planted_faults_and_nothing_else_are_found(agreed: Agreed, case: str) -> None:
    """Both engines find exactly the faults that were planted."""
    shapes, data, expected = CASES[case]
    assert agreed(shapes, data) == sorted(expected, key=str)
