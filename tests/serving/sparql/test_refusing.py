"""SERVICE and updates are found where they are words, and nowhere else; so are functions of time and chance."""

from __future__ import annotations

import time

import pytest

from gcm_graph.serving.sparql.refusing import RefusedError, refuse
from gcm_graph.sparql_tokens import tokens


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }",
        "select*{service silent<http://a/>{?s ?p ?o}}",
        "SELECT * { SeRvIcE ?s {} }",
        "SELECT * { ?s ?p true.SERVICE <http://a/> {} }",
        "SELECT * { ?s ?p 1.SERVICE <http://a/> {} }",
        "SELECT * { # SERVICE\nSERVICE <http://a/> {} }",
        "SELECT * { # SERVICE\rSERVICE <http://a/> {} }",
        r"SELECT * { \u0053ERVICE <http://a/> {} }",
        r"SELECT * { S\U00000045RVICE <http://a/> {} }",
        r"SELECT * { ?s ?p 'a\'' SERVICE <http://a/> {} }",
        'SELECT * { ?s ?p """a"b""" SERVICE <http://a/> {} }',
        'SELECT * { ?s ?p """" SERVICE <http://a/> {} }',
        "SELECT * { FILTER(?a<?b) # > \n SERVICE <http://a/> {} }",
        "SELECT * { FILTER(1 < 2 && EXISTS { SERVICE <http://a/> {} }) }",
        "SELECT * { ?s ex:a\\~b SERVICE }",
        "SELECT * { ?s ?p 'x'@en SERVICE <http://a/> {} }",
        'VALUES ?x { """abc" SERVICE',
    ],
)
def test_service_is_found(query: str) -> None:
    """SERVICE is refused in any case, with escapes, and after whatever might hide it."""
    with pytest.raises(RefusedError) as refused:
        refuse(query)
    assert refused.value.kind == "service"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p $SERVICE }",
        'SELECT * { ?s ?p "SERVICE" }',
        "SELECT * { ?s ?p 'a \\' SERVICE' }",
        'SELECT * { ?s ?p """ "SERVICE" \n SERVICE """ }',
        "SELECT * { ?s ?p ''' 'SERVICE' ''' }",
        "SELECT * { <http://a/SERVICE> ?p <SERVICE> }",
        "SELECT * { <http://a/#SERVICE> ?p ?o } # SERVICE <http://a/>",
        "PREFIX service: <http://a/> SELECT * { service:service gcm:SERVICE ex:service.SERVICE }",
        "SELECT * { _:SERVICE ?p 'x'@service }",
        "SELECT * { ?s gcm:public-service ?o ; dcterms:load ?add }",
        r'SELECT * { ?s ?p "\u0022 SERVICE" }',
        "SELECT ?insert ?delete { ?insert ?clear 'DROP' }",
    ],
)
def test_the_word_inside_other_tokens_is_left_alone(query: str) -> None:
    """Strings, IRIs, comments, names, variables and language tags may have any word."""
    assert refuse(query)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:b> <a:b> 1 }",
        "PREFIX a: <http://a/> DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://a/>",
        "# a comment\nCLEAR ALL",
        "CREATE GRAPH <http://a/>",
        "drop default",
        "ADD DEFAULT TO <http://a/>",
        "MOVE DEFAULT TO <http://a/>",
        "COPY DEFAULT TO <http://a/>",
        "WITH <http://a/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_found(update: str) -> None:
    """Each operation of SPARQL 1.1 Update is refused by its first word."""
    with pytest.raises(RefusedError) as refused:
        refuse(update)
    assert refused.value.kind == "update"


@pytest.mark.parametrize(
    ("query", "word", "place"),
    [
        ("SELECT * { LATERAL { ?s ?p ?o } }", "LATERAL", 11),
        ("VERSION '1.2' SELECT * {}", "VERSION", 0),
        ("SELECT (TRIPLE(<a:a>, <a:b>, 1) AS ?x) {}", "TRIPLE", 8),
        ("SELECT (isTriple(1) AS ?x) {}", "ISTRIPLE", 8),
        ("SELECT (object(?t) AS ?x) {}", "OBJECT", 8),
        ("ASK { << ?s ?p ?o >> ?q ?r }", "<<", 6),
        ("ASK { <<?s?p?o>> ?q ?r }", "<<", 6),
        ("ASK { ?q ?r <<(<a:a> <a:b> <a:c>)>> }", "<<", 12),
        ("ASK { ?s ?p ?o {| <a:a> 1 |} }", "{|", 15),
        ("ASK { ?s ?p ?o ~ <a:a> }", "~", 15),
        ('SELECT ("a"@en--ltr AS ?x) {}', "--ltr", 14),
    ],
)
def test_what_sparql_1_1_does_not_have_is_refused(query: str, word: str, place: int) -> None:
    """§19.8: neither LATERAL nor what SPARQL 1.2 adds is in the grammar, though the engine reads them."""
    with pytest.raises(RefusedError) as refused:
        refuse(query)
    assert (refused.value.kind, refused.value.word, refused.value.place) == ("extension", word, place)


@pytest.mark.parametrize(
    "query",
    [
        'ASK { FILTER(?a<<http://a/>) FILTER("a"@en--1 = 1) FILTER(1--1 > 0) }',
        "PREFIX version: <http://a/~b> ASK { ?subject version:object '<< ~ {| --ltr' ; gcm:lateral ?triple }",
        r"ASK { ?s ex:a\~b ?o . ?s gcm:objective ?predicate } # << LATERAL ~",
        "ASK { { ?s (a|!a)* ?o } FILTER(?a < ?b && ?b > ?c) }",
    ],
)
def test_what_only_looks_like_an_extension_is_left_alone(query: str) -> None:
    """The same characters are SPARQL 1.1 in strings, IRIs, names, comments and sums."""
    assert refuse(query)


@pytest.mark.parametrize("call", ["NOW()", "rand()", "UUID()", "STRUUID()", "BNODE()"])
def test_answers_of_time_and_chance_do_not_last(call: str) -> None:
    """A function that gives another value each time makes an answer that must not be kept."""
    assert not refuse(f"SELECT ({call} AS ?x) {{}}")
    assert refuse(f'SELECT ("{call}" AS ?now) {{}}')


@pytest.mark.parametrize(
    "piece",
    [
        "a-",
        "a.",
        "a:",
        "<a",
        "<",
        "'",
        '"',
        "\\'",
        '"""\\',
        "'''\\'",
        "''\\'",
        "@a-",
        "1.e",
        "\\u0041",
        "# \n",
        "::",
        "é",
    ],
)
def test_reading_takes_time_in_proportion(piece: str) -> None:
    """No text of 50,000 characters makes the reader go back and forth: it is read in far less than a second."""
    text = (piece * 50_000)[:50_000]
    began = time.process_time()
    for _ in tokens(text):
        pass
    assert time.process_time() - began < 1.0
