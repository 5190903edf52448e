"""Which format a client gets for which kind of answer."""

from __future__ import annotations

import pytest

from gcm_graph.serving.problems import Problem
from gcm_graph.serving.sparql.formats import FORMATS, choice


def _types(accept: str | None, *wanted: str) -> list[str | None]:
    chosen = choice(accept, wanted)
    formats = (chosen.solutions, chosen.boolean, chosen.graph)
    return [None if each is None else each.offer.media_type for each in formats]


@pytest.mark.parametrize("accept", [None, "*/*", "*/*;q=0.1"])
def test_without_a_preference_json_and_turtle(accept: str | None) -> None:
    """A client that says nothing gets the server's own preference."""
    assert _types(accept) == ["application/sparql-results+json", "application/sparql-results+json", "text/turtle"]


@pytest.mark.parametrize(
    ("accept", "types"),
    [
        ("application/sparql-results+xml", ["application/sparql-results+xml"] * 2 + ["application/rdf+xml"]),
        ("text/csv", ["text/csv", None, None]),
        ("text/tab-separated-values;q=0.9, text/csv;q=0.8", ["text/tab-separated-values", None, None]),
        ("application/json", ["application/json"] * 3),
        (
            "application/ld+json;q=1.0, text/turtle;q=0.5",
            ["application/sparql-results+json"] * 2 + ["application/ld+json"],
        ),
        (
            "text/turtle, application/ld+json;q=0.5",
            ["application/sparql-results+json"] * 2 + ["text/turtle"],
        ),
        ("text/turtle, application/n-triples;q=0.5", [None, None, "text/turtle"]),
        (
            "text/turtle, application/sparql-results+json;q=0.2",
            ["application/sparql-results+json"] * 2 + ["text/turtle"],
        ),
        (
            "text/csv, application/sparql-results+xml;q=0.5",
            ["text/csv", "application/sparql-results+xml", "application/rdf+xml"],
        ),
        (
            "text/csv, application/sparql-results+json;q=0.5, application/sparql-results+xml;q=0.4",
            ["text/csv", "application/sparql-results+json", "application/ld+json"],
        ),
        ("application/n-triples", [None, None, "application/n-triples"]),
        ("application/rdf+xml", ["application/sparql-results+xml"] * 2 + ["application/rdf+xml"]),
        ("application/sparql-results+json", ["application/sparql-results+json"] * 2 + ["application/ld+json"]),
        (
            "application/sparql-results+json, text/turtle;q=0.1",
            ["application/sparql-results+json"] * 2 + ["text/turtle"],
        ),
    ],
)
def test_accept_decides_for_each_kind(accept: str, types: list[str | None]) -> None:
    """The weights of Accept are followed among the formats that each kind has, and among related ones for the rest."""
    assert _types(accept) == types


def test_a_format_that_is_named_is_taken_at_its_word() -> None:
    """`format=` asks for one format, and no related one is sent for it."""
    assert _types(None, "application/sparql-results+json")[2] is None
    assert _types(None, "ttl") == [None, None, "text/turtle"]
    assert _types(None, "application/rdf+xml")[:2] == [None, None]


def test_format_goes_before_accept() -> None:
    """`format=` names a format by its short name or its media type."""
    assert _types("text/turtle", "csv") == ["text/csv", None, None]
    assert _types("text/csv", "application/sparql-results+xml")[0] == "application/sparql-results+xml"
    assert _types(None, "json") == [
        "application/sparql-results+json",
        "application/sparql-results+json",
        "application/ld+json",
    ]


@pytest.mark.parametrize(
    ("wanted", "graphs"),
    [
        (["turtle"], "text/turtle"),
        (["n3"], "text/turtle"),
        (["xml"], "application/rdf+xml"),
        (["rdf+xml", "application/rdf+xml"], "application/rdf+xml"),
        (["json-ld", "application/ld+json,application/x-json+ld"], "application/ld+json"),
        (["docx", "nt"], "application/n-triples"),
    ],
)
def test_the_names_that_clients_use(wanted: list[str], graphs: str) -> None:
    """Clients call formats of graphs by several names, and send several: the first that there is counts."""
    assert _types(None, *wanted)[2] == graphs


@pytest.mark.parametrize(("accept", "wanted", "status"), [("image/png", (), 406), (None, ("docx",), 400)])
def test_nothing_that_fits_is_a_problem_that_lists_what_there_is(
    accept: str | None, wanted: tuple[str, ...], status: int
) -> None:
    """Where no answer at all could be written, the client is told before the query runs, with the formats."""
    with pytest.raises(Problem) as refused:
        choice(accept, wanted)
    assert refused.value.status == status
    assert set(refused.value.members["formats"]) == {each.offer.name for kind in FORMATS.values() for each in kind}


def test_media_types_are_the_registered_ones() -> None:
    """CSV has its charset and says that it has a heading (SPARQL 1.1 Query Results CSV and TSV §3)."""
    chosen = choice("text/csv").solutions
    assert chosen is not None
    assert chosen.content_type == "text/csv; charset=utf-8; header=present"
