"""Property paths are written as SPARQL writes them, and read back to the same path."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode, RdfFormat, serialize

from gcm_graph.validation.paths import PathError, path_text, path_triples
from gcm_graph.validation.shapes_graph import parse_shapes

SH = "http://www.w3.org/ns/shacl#"
HEADER = f"@prefix sh: <{SH}> . @prefix u: <urn:> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"


def written(turtle: str) -> str:
    """Return the text of the path that a Turtle term describes."""
    graph = parse_shapes(f"{HEADER} u:P sh:path {turtle} .".encode(), file="shapes")
    return path_text(graph.objects(NamedNode("urn:P"), NamedNode(SH + "path"))[0], graph)


@pytest.mark.parametrize(
    ("turtle", "text"),
    [
        ("u:p", "urn:p"),
        ("( u:p u:q u:r )", "<urn:p>/<urn:q>/<urn:r>"),
        ("[ sh:alternativePath ( u:p u:q ) ]", "<urn:p>|<urn:q>"),
        ("[ sh:inversePath u:p ]", "^<urn:p>"),
        ("[ sh:zeroOrMorePath u:p ]", "<urn:p>*"),
        ("[ sh:oneOrMorePath u:p ]", "<urn:p>+"),
        ("[ sh:zeroOrOnePath u:p ]", "<urn:p>?"),
        ("( u:p [ sh:inversePath u:q ] )", "<urn:p>/^<urn:q>"),
        ("( u:p [ sh:alternativePath ( u:q u:r ) ] )", "<urn:p>/(<urn:q>|<urn:r>)"),
        ("[ sh:alternativePath ( u:p ( u:q u:r ) ) ]", "<urn:p>|<urn:q>/<urn:r>"),
        ("[ sh:zeroOrMorePath ( u:p u:q ) ]", "(<urn:p>/<urn:q>)*"),
        ("[ sh:inversePath [ sh:zeroOrMorePath u:p ] ]", "^(<urn:p>*)"),
        ("[ sh:zeroOrMorePath [ sh:inversePath u:p ] ]", "(^<urn:p>)*"),
    ],
)
def test_paths_are_written_as_sparql_writes_them(turtle: str, text: str) -> None:
    """SHACL §2.3.1 gives each form its SPARQL 1.1 path; brackets stand only where they are needed."""
    assert written(turtle) == text


@pytest.mark.parametrize("turtle", ['"p"', "[]", "[ u:p u:q ]", "( u:p [] )", "_:a . _:a sh:inversePath _:a"])
def test_what_is_no_path_is_refused(turtle: str) -> None:
    """A literal, a node without path properties, and a path that contains itself."""
    with pytest.raises(PathError):
        written(turtle)


@pytest.mark.parametrize("text", ["<urn:p>/", "<urn:p>)", "(<urn:p>", "/<urn:p>", "<urn:p>|^", "^<urn:p><urn:q>"])
def test_text_that_is_no_path_is_refused(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(PathError):
        path_triples(text, BlankNode)


def lists(members: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return Turtle lists of two or three members."""
    return st.lists(members, min_size=2, max_size=3).map(lambda drawn: f"( {' '.join(drawn)} )")


paths = st.recursive(
    st.sampled_from(["u:p", "u:q"]),
    lambda inner: (
        lists(inner)
        | lists(inner).map("[ sh:alternativePath {} ]".format)
        | st.builds(
            "[ sh:{} {} ]".format,
            st.sampled_from(["inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"]),
            inner,
        )
    ),
    max_leaves=8,
)


@given(turtle=paths)
def test_every_path_survives_writing_and_reading(turtle: str) -> None:
    """The triples of a written path describe a path that is written alike."""
    text = written(turtle)
    numbers = count()
    node, triples = path_triples(text, lambda: BlankNode(f"n{next(numbers)}"))
    described = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    graph = parse_shapes(f"<urn:P> <{SH}path> {node} .\n".encode() + described, file="shapes")
    assert path_text(graph.objects(NamedNode("urn:P"), NamedNode(SH + "path"))[0], graph) == text
