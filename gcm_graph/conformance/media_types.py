"""The media types that a server of linked data has, and how what stands in them is read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pyoxigraph

TURTLE = "text/turtle"
JSON_LD = "application/ld+json"
N_TRIPLES = "application/n-triples"
RDF_XML = "application/rdf+xml"
HTML = "text/html"

RDF_FORMATS: Mapping[str, pyoxigraph.RdfFormat] = MappingProxyType(
    {
        TURTLE: pyoxigraph.RdfFormat.TURTLE,
        JSON_LD: pyoxigraph.RdfFormat.JSON_LD,
        N_TRIPLES: pyoxigraph.RdfFormat.N_TRIPLES,
        RDF_XML: pyoxigraph.RdfFormat.RDF_XML,
    }
)
"""The syntaxes in which a document about a thing is asked for, the plainest first."""

RESULTS_JSON = "application/sparql-results+json"
RESULTS_XML = "application/sparql-results+xml"
RESULTS_CSV = "text/csv"
RESULTS_TSV = "text/tab-separated-values"

_RESULT_FORMATS = MappingProxyType(
    {
        RESULTS_JSON: pyoxigraph.QueryResultsFormat.JSON,
        RESULTS_XML: pyoxigraph.QueryResultsFormat.XML,
        RESULTS_TSV: pyoxigraph.QueryResultsFormat.TSV,
    }
)

Row = tuple[str | None, ...]


def read_triples(content: bytes, media_type: str, base: str) -> set[pyoxigraph.Triple]:
    """Read RDF.

    Raises:
        ValueError: it is not well-formed, or no RDF syntax has the media type. `SyntaxError` is raised as one too.
    """
    syntax = RDF_FORMATS.get(media_type) or pyoxigraph.RdfFormat.from_media_type(media_type)
    if syntax is None:
        raise ValueError(f"{media_type or 'no media type'} is no RDF syntax")
    if syntax == pyoxigraph.RdfFormat.JSON_LD:
        # A context elsewhere would have to be fetched; a document that needs it is not read here, but it is JSON.
        json.loads(content)
    try:
        return {quad.triple for quad in pyoxigraph.parse(content, syntax, base_iri=base)}
    except SyntaxError as error:
        raise ValueError(str(error)) from error


def read_solutions(content: bytes, media_type: str) -> tuple[tuple[str, ...], list[Row]]:
    """Read the solutions of a SELECT query: names of the variables, and rows of terms in N-Triples syntax.

    CSV has no kinds of terms (SPARQL 1.1 Query Results CSV and TSV Formats §3): its values are given as they stand.

    Raises:
        ValueError: it is not well-formed, no solutions, or not in a format for them.
    """
    if media_type == RESULTS_CSV:
        head, *rows = csv.reader(io.StringIO(content.decode(), newline=""))
        return tuple(head), [tuple(row) for row in rows]
    results = _results(content, media_type)
    if not isinstance(results, pyoxigraph.QuerySolutions):
        raise ValueError("it is not a list of solutions")  # noqa: TRY004 - the content is wrong, not an argument
    names = [variable.value for variable in results.variables]
    try:
        rows_of_terms = [[solution[name] for name in names] for solution in results]
    except SyntaxError as error:
        raise ValueError(str(error)) from error
    return tuple(names), [tuple(None if term is None else str(term) for term in row) for row in rows_of_terms]


def read_boolean(content: bytes, media_type: str) -> bool:
    """Read the answer to an ASK query.

    Raises:
        ValueError: it is not well-formed, or no boolean.
    """
    results = _results(content, media_type)
    if not isinstance(results, pyoxigraph.QueryBoolean):
        raise ValueError("it is not a boolean")  # noqa: TRY004 - the content is wrong, not an argument
    return bool(results)


def _results(content: bytes, media_type: str) -> Sequence[object] | object:
    syntax = _RESULT_FORMATS.get(media_type)
    if syntax is None:
        raise ValueError(f"{media_type or 'no media type'} is no format for results")
    try:
        return pyoxigraph.parse_query_results(content, syntax)
    except SyntaxError as error:
        raise ValueError(str(error)) from error
