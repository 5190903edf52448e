"""N-Quads are written in canonical form."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BaseDirection, BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from gcm_graph.publishing.errors import BlankNodeError, UnsupportedTermError
from gcm_graph.publishing.nquads import write_nquads

GOLDEN = Path(__file__).parent / "golden"
A = NamedNode("http://example.org/a")
LINE = b"<http://example.org/a> <http://example.org/a> %s .\n"


def test_a_canonical_file_is_given_back_to_the_byte():
    """What was read from a sorted canonical file is written as that file."""
    golden = (GOLDEN / "objective-11.nq").read_bytes()
    assert write_nquads(parse(golden, format=RdfFormat.N_QUADS)) == golden


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Literal('\b\t\n\f\r"\\'), rb'"\b\t\n\f\r\"\\"'),
        (Literal("\x00\x07\x0b\x0e\x1f\x7f"), rb'"\u0000\u0007\u000B\u000E\u001F\u007F"'),
        (Literal("\ufffe\uffff"), rb'"\uFFFE\uFFFF"'),
        (Literal("'\x80\x85\u00e9\u2028\ufeff\U0001f30d"), '"\'\x80\x85\u00e9\u2028\ufeff\U0001f30d"'.encode()),
        (Literal("a", language="zh-Hans"), b'"a"@zh-hans'),
        (Literal("a", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#string")), b'"a"'),
        (Literal("01", datatype=NamedNode("urn:d")), b'"01"^^<urn:d>'),
    ],
    ids=["echar", "uchar", "not a character", "raw", "language", "string", "datatype"],
)
def test_literals_are_escaped_canonically(value, expected):
    """Only what the canonical form of N-Quads escapes is escaped, in the way that it says."""
    assert write_nquads([Quad(A, A, value)]) == LINE % expected


def test_lines_are_sorted_by_code_point_and_stand_once():
    """U+FF5E comes before U+1F30D, as in UTF-8 and unlike UTF-16; a repeated quad is one line."""
    quads = [Quad(A, A, Literal(words)) for words in ("\U0001f30d", "\uff5e", "a", "B", "a")]
    expected = [LINE % f'"{words}"'.encode() for words in ("B", "a", "\uff5e", "\U0001f30d")]
    assert write_nquads(quads) == b"".join(expected)


def test_graph_names_are_the_fourth_term():
    """A quad in a named graph names it; one in the default graph has three terms."""
    assert write_nquads([Quad(A, A, A, NamedNode("urn:g")), Quad(A, A, A)]) == (
        LINE % b"<http://example.org/a>" + LINE % b"<http://example.org/a> <urn:g>"
    )
    assert write_nquads([]) == b""


@pytest.mark.parametrize(
    "quad",
    [Quad(BlankNode("b"), A, A), Quad(A, A, BlankNode("b")), Quad(A, A, A, BlankNode("b"))],
    ids=["subject", "object", "graph"],
)
def test_blank_nodes_are_refused(quad):
    """A blank node in any place is a named error that shows the statement."""
    with pytest.raises(BlankNodeError, match="_:b"):
        write_nquads([quad])


@pytest.mark.parametrize(
    "value",
    [Triple(A, A, A), Literal("x", language="ar", direction=BaseDirection.RTL)],
    ids=["triple term", "direction"],
)
def test_terms_beyond_rdf_1_1_are_refused(value):
    """Triple terms and base directions have no place in RDF 1.1 and are a named error."""
    with pytest.raises(UnsupportedTermError):
        write_nquads([Quad(A, A, value)])
