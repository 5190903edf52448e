"""A query that does not parse is answered with the right place and with what to do."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import Store

from gcm_graph.namespaces import PREFIXES
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.service import Limits
from gcm_graph.serving.sparql.failures import of_message, syntax_problem
from gcm_graph.syntax_errors import Failure
from gcm_graph.syntax_places import find_place

_STORE = Store()


def _parse(text: str) -> object:
    return _STORE.query(text, prefixes=dict(PREFIXES))


def _problem(query: str) -> Problem:
    with pytest.raises(SyntaxError) as raised:
        _parse(query)
    return syntax_problem(Failure(text=query, **find_place(query, str(raised.value), _parse)))


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELCT ?s { ?s ?p ?o }", 1, 1),
        ("SELECT ?s { ?s ?p }", 1, 19),
        ("SELECT ?s { ?s ?p ?o ?q }", 1, 22),
        ("SELECT ?s { ?s ?p ?o", 1, 21),
        ("SELECT ?s\nWHERE {\n  ?s a gcm:Objective ;\n     ?x\n}\n", 5, 1),
        ('SELECT * { ?s ?p "日本語" ; ?é ?x ?y}', 1, 32),
        ("SELECT * { ?s ?p ?o } LIMIT many", 1, 29),
        ("SELECT * { ?s ?p ?o } }", 1, 23),
        ("ASK {} # done\n\n  ?x", 3, 3),
        ('SELECT * { ?s ?p ?o FILTER(?o > "2018"^^xsd:date)', 1, 50),
        ('SELECT * { ?s ?p "2018"^^xsd:date . FOO }', 1, 37),
        ('SELECT * { ?s ?p "2018"^^<http://a/b> . FOO }', 1, 41),
        ("SELECT * { ?s ?p ?o FILTER(?o != FOO) }", 1, 34),
        ("SELECT * { ?s ?p ?o FILTER(?o >= 1 && ?s <= 2 || FOO) }", 1, 50),
        ("", 1, 1),
    ],
)
def test_the_place_is_that_of_the_token(query: str, line: int, column: int) -> None:
    """Line and column, counted in characters from 1, are those of the first token that cannot stand there."""
    problem = _problem(query)
    assert (problem.members["line"], problem.members["column"]) == (line, column)
    assert problem.status == 400
    assert problem.detail.startswith(f"Line {line}, column {column}: ")


@pytest.mark.parametrize(
    ("query", "what", "hint"),
    [
        ("SELECT * { ?s foo:bar ?o }", "the prefix foo: is not declared", "PREFIX foo: <"),
        ('SELECT * { ?s ?p "abc }', "string that begins here has no end", "Close it"),
        ('SELECT * { ?s ?p """abc } ', "column 18: the string that begins here has no end", 'Close it with """'),
        ("ASK { ?s ?p '''abc\n }", "column 13: the string that begins here has no end", "Close it with '''"),
        ("SELECT * { ?s ?p <http://a/b . ?s ?q ?o }", "column 18: the IRI that begins here has no end", "with >"),
        ("ASK { FILTER(1 < ", "column 17: the query ends too early", "lacks )}"),
        ("SELECT (MAX() AS ?m) { ?s ?p ?o }", "column 13: what stands in these brackets is missing", "MAX(?x)"),
        ("SELECT (COUNT( DISTINCT ) AS ?m) { ?s ?p ?o }", "column 25: what stands in these brackets", "COUNT(*)"),
        ("ASK { FILTER(STRLEN() = 1) }", "column 21: what stands in these brackets is missing", "STRLEN(?x)"),
        ("SELECT * { { SELECT ?s (MAX(?v) AS ?m) { ?s ?q ?v }", "the query ends too early", "lacks }}"),
        ("SELECT * {} LIMIT 99999999999999999999999", "column 19: 99999999999999999999999 is more than", "LIMIT"),
        ("SELECT * {} OFFSET 99999999999999999999999", "column 20: 99999999999999999999999 is more", "OFFSET"),
        ("PREFIX ", "a prefix is expected here", "PREFIX ex: <http://example.org/>"),
        ("BASE ASK {}", "an IRI is expected here", "BASE <http://example.org/>"),
        (r'SELECT * { ?s ?p "a\\ \q" }', r"column 18: the string that begins here has \q, which", r"Write \\"),
        (r"ASK { ?s ?p '\uD800' }", r"has \uD800, which stands for no character", r"\u0041"),
        (r"ASK { ?s ?p '\U00110000' }", r"has \U00110000, which stands for no character", r"\U00000041"),
        ("SELECT * { ?s ?p [ ?q (1", "ends too early", "lacks )]}"),
        ("hello", "cannot begin with hello", "SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("  # nothing", "query is empty", "SELECT"),
        ("SELECT COUNT(?s) { ?s ?p ?o }", "COUNT cannot stand here", "(COUNT(?x) AS ?number)"),
        ("SELECT * { ?s ?p ?o FILTER ?s = 1 }", "?s cannot stand here", "FILTER(?x = 1)"),
        ("SELECT * { FILTER(?s == 1) }", "= cannot stand here", "one ="),
        ("PREFIX a <http://a/> ASK {}", "a is no prefix", "PREFIX ex: <http://example.org/>"),
        ("PREFIX a: http://a/ ASK {}", "an IRI is expected", "<http://example.org/>"),
        ("SELECT * { ?s ?p <http://a b> }", "column 18: what begins here is no IRI", "%20"),
        ("SELECT * { FILTER(LENGTH(?s) = 1) }", "there is no function LENGTH", "section 17.4"),
        ("SELECT * { ?s ?p ?o } }", "} cannot stand here", "has its {"),
    ],
)
def test_the_usual_mistakes_are_named(query: str, what: str, hint: str) -> None:
    """The message says what is wrong in words, the hint what to write instead."""
    problem = _problem(query)
    assert what in problem.detail
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("query", "place", "hint"),
    [
        ("SELECT * { ?s ?p ?o } ORDER BY ?s DESC", 39, "ORDER BY DESC(?x)"),
        ("SELECT ?s, ?p { ?s ?p ?o }", 10, "SELECT ?x ?y"),
        ("SELECT * { ?s ?p ?o } LIMIT 1 ORDER BY ?s", 31, "GROUP BY, HAVING, ORDER BY, LIMIT and OFFSET"),
        ("SELECT * { ?s ?p ?o } LIMIT 10, 20", 31, "LIMIT 10 OFFSET 20"),
        ("SELECT * { ?s ?p ?o } LIMIT -1", 29, "LIMIT 10"),
        ("SELECT (COUNT(*) AS number) { ?s ?p ?o }", 21, "(COUNT(?x) AS ?number)"),
        ("SELECT TOP 10 ?s { ?s ?p ?o }", 8, "LIMIT 10"),
        ("SELECT * { ?s ?p ?o FILTER(?s <> ?o) }", 31, "!="),
        ("SELECT * { ?s ?p ?o FILTER(?s = 1 AND ?o = 2) }", 35, "&&"),
        ("SELECT * { ?s ?p ?o FILTER(?s = 1 OR ?o = 2) }", 35, "||"),
        ('SELECT * { ?s ?p ?o FILTER(?o LIKE "a%") }', 31, "CONTAINS"),
        ("SELECT * { ?s ?p ?o FILTER(NOT ?o) }", 32, "!BOUND(?x)"),
        ("SELECT * { ?s ?p ?o FILTER(?o IS NULL) }", 31, "!BOUND(?x)"),
        ("SELECT * { ?s ?p \u201cabc\u201d }", 18, "straight"),
        ("SELECT * { ?s ?p 'it's' }", 22, r"\'"),
        ("SELECT * { ?s ?p ?o . // all\n}", 23, "begins with #"),
        ("-- all\nSELECT * { ?s ?p ?o }", 1, "begins with #"),
        ('SELECT (GROUP_CONCAT(?x SEPARATOR=",") AS ?y) { ?x ?p ?o }', 25, "GROUP_CONCAT(?x; SEPARATOR="),
        ('SELECT (GROUP_CONCAT(?x, ",") AS ?y) { ?x ?p ?o }', 24, "GROUP_CONCAT(?x; SEPARATOR="),
    ],
)
def test_the_slips_of_other_languages_have_a_hint(query: str, place: int, hint: str) -> None:
    """Who writes SQL, or what a text program made of a query, is told what SPARQL has in its place."""
    problem = _problem(query)
    assert problem.members["column"] == place
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("query", "column", "what"),
    [
        ("ASK { FILTER(xsd:integer()) }", 14, "the function xsd:integer takes 1 argument, and has 0 here."),
        ("ASK { FILTER(xsd:date(1) = xsd:date(1, STR(2))) }", 28, "the function xsd:date takes 1 argument, and has 2"),
        ("PREFIX f: <http://a/> ASK { FILTER(f:b(1)) }", 36, "there is no function <http://a/b>."),
        ("ASK { FILTER(<http://a/b>(1)) }", 14, "there is no function <http://a/b>."),
    ],
)
def test_a_call_that_cannot_be_evaluated_is_placed(query: str, column: int, what: str) -> None:
    """A function that is not there, or has other arguments than it takes, is told with its place and short name."""
    with pytest.raises(RuntimeError) as raised:
        _parse(query)
    told = json.dumps({"code": "failed", "message": str(raised.value)}).encode()
    problem = of_message(told, query, Limits())
    assert problem.members["column"] == column
    assert problem.detail.startswith(f"Line 1, column {column}: {what}")


@pytest.mark.parametrize(
    ("query", "column", "what", "hint"),
    [
        ("SELECT * { BIND(1 AS ?x) BIND(2 AS ?x) }", 36, "?x has been used in this group", "another name"),
        ("SELECT * { ?x ?p ?o BIND(2 AS ?x) ?o ?q ?r }", 31, "?x has been used in this group", "FILTER"),
        ("ASK { FILTER EXISTS { BIND(1 AS ?y) BIND(1 AS ?x) BIND(2 AS ?x) BIND(3 AS ?y) } }", 61, "?x has", "FILTER"),
        ("CONSTRUCT { ?x ?x ?x } WHERE { VALUES ?x { 1 } { } BIND(2 AS ?x) }", 62, "?x has been used", "FILTER"),
        ("SELECT (1 AS ?x) (2 AS ?x) {}", 24, "?x is named twice", "another name"),
        ("SELECT * { ?s ?p ?o { SELECT (1 AS ?x) ?y (2 AS ?x) {} LIMIT 1 } }", 49, "?x is named twice", "another"),
        ("SELECT (1 AS ?x) { ?x ?p ?o }", 14, "?x has its value from the pattern", "behind AS"),
        ("SELECT ?x (COUNT(?x) AS ?n) ?y { ?x ?p ?y } GROUP BY ?x", 29, "?y is neither grouped nor", "GROUP BY"),
        ("SELECT ?x (?z AS ?w) { ?x ?y ?z } GROUP BY ?x HAVING(COUNT(?z) > 1)", 12, "?z is neither", "GROUP BY"),
        ("SELECT * { { SELECT ?x (COUNT(*) AS ?n) { ?x ?p ?o } } ?a ?b ?c }", 21, "?x is neither", "SAMPLE"),
        ("SELECT ?g ?y { ?x ?p ?y } GROUP BY (STR(?y) AS ?g)", 11, "?y is neither grouped", "GROUP BY"),
        ("SELECT * { ?x ?y ?z } GROUP BY ?x", 8, "SELECT * cannot be grouped", "GROUP BY"),
        ("CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p ?o } GROUP BY ?s", 42, "only SELECT is grouped", "{ SELECT"),
        ("SELECT ?x { ?x ?p ?o FILTER(COUNT(?o) > 1) }", 29, "COUNT is an aggregate", "HAVING"),
        ("SELECT * { ?x ?p ?o BIND(MAX(?o) AS ?m) }", 26, "MAX is an aggregate", "HAVING"),
        ("ASK { ?s ?p ?o FILTER(COUNT(?o) > 1) }", 23, "COUNT is an aggregate", "HAVING"),
        ("SELECT DISTINCT ?p (SUM(?x) AS ?y) (?x + 1) { ?x ?p ?o }", 43, "in SELECT has no name", "AS ?more"),
        ("SELECT * { VALUES (?x ?y) { (1 2) (UNDEF) } }", 41, "this row has not as many values", "UNDEF"),
        ("SELECT * { } VALUES (?x ?x) { (1 2) }", 25, "?x is named twice", "another name"),
        ("SELECT * { _:a ?p ?o OPTIONAL { ?o ?q _:a } }", 39, "_:a is a blank node of another group", "variable"),
        ("ASK { ?s ?p _:a FILTER(COUNT(?s, 1) > 2) }", 32, ", cannot stand here", ""),
        ("SELECT ?x ?y { ?x ?p ?y } GROUP BY", 35, "ends too early", "missing"),
        ("SELECT ?x { { SELECT ?x ?y { ?x ?p ?y } GROUP BY } }", 50, "} cannot stand here", ""),
        ("SELECT * { BIND(1 AS ?x) BIND(2 AS ?x) ?s ?p }", 36, "?x has been used", "FILTER"),
    ],
)
def test_what_the_grammar_does_not_see_is_named(query: str, column: int, what: str, hint: str) -> None:
    """A variable with two values, an aggregate out of place and the like are told as such, where they stand."""
    problem = _problem(query)
    assert problem.members["column"] == column
    assert what in problem.detail
    assert hint in problem.hint


def test_a_long_query_with_such_a_mistake_is_read_soon() -> None:
    """The place is found among a thousand of its like by few questions to the engine."""
    binds = "".join(f"BIND(?x{number} AS ?x{number + 1}) " for number in range(1000))
    problem = _problem(f"SELECT * {{ {binds} BIND(1 AS ?x500) }}")
    assert "?x500 has been used" in problem.detail


def test_what_is_shown_of_the_query_is_bounded_and_visible() -> None:
    """No control character and no long token of the query is repeated as it is."""
    problem = _problem("SELECT * { ?s ?p ?o } \x1b" + "x" * 5000)
    assert "\x1b" not in str(problem.record())
    assert len(str(problem.record())) < 1000
