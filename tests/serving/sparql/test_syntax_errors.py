"""A query that does not parse is answered with the right place and with what to do."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from gcm_graph.namespaces import PREFIXES
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.sparql.failures import syntax_problem
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
        ("SELECT * { ?s ?p [ ?q (1", "ends too early", "lacks )]}"),
        ("hello", "cannot begin with hello", "SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("  # nothing", "query is empty", "SELECT"),
        ("SELECT COUNT(?s) { ?s ?p ?o }", "COUNT cannot stand here", "(COUNT(?x) AS ?number)"),
        ("SELECT * { ?s ?p ?o FILTER ?s = 1 }", "?s cannot stand here", "FILTER(?x = 1)"),
        ("SELECT * { FILTER(?s == 1) }", "= cannot stand here", "one ="),
        ("PREFIX a <http://a/> ASK {}", "a is no prefix", "PREFIX ex: <http://example.org/>"),
        ("PREFIX a: http://a/ ASK {}", "an IRI is expected", "<http://example.org/>"),
        ("SELECT * { ?s ?p <http://a b> }", "IRI parsing failed", "%20"),
        ("SELECT ?x { ?x ?y ?z } GROUP BY ?y", "variable that is unbound", "aggregated"),
        ("SELECT * { ?s ?p ?o } }", "} cannot stand here", "has its {"),
    ],
)
def test_the_usual_mistakes_are_named(query: str, what: str, hint: str) -> None:
    """The message says what is wrong in words, the hint what to write instead."""
    problem = _problem(query)
    assert what in problem.detail
    assert hint in problem.hint


def test_what_is_shown_of_the_query_is_bounded_and_visible() -> None:
    """No control character and no long token of the query is repeated as it is."""
    problem = _problem("SELECT * { ?s ?p ?o } \x1b" + "x" * 5000)
    assert "\x1b" not in str(problem.record())
    assert len(str(problem.record())) < 1000
