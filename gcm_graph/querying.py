"""Ask the store of a release and write what it answers (SPARQL 1.1 Query and its result formats)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeAlias

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from gcm_graph.errors import ExitStatus, GcmError
from gcm_graph.namespaces import BASE, LONGEST_FIRST, PREFIXES
from gcm_graph.publishing.turtle import write_turtle
from gcm_graph.store import open_store
from gcm_graph.terminal import is_terminal, table, width

Answer: TypeAlias = QuerySolutions | QueryTriples | QueryBoolean

_RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_GRAPHS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "xml": RdfFormat.RDF_XML, "json": RdfFormat.JSON_LD}
LONGEST_QUERY = 50_000
"""How many characters a query may have: what so many can nest fits the stack on which it is parsed."""


class QuerySyntaxError(GcmError):
    """The query is not SPARQL."""

    code = "query-syntax"
    status = ExitStatus.USAGE


class QueryFailedError(GcmError):
    """The query could not be answered."""

    code = "query-failed"
    hint = "A SERVICE that the query asks must be there and answer; otherwise look at the query's expressions."


class ResultFormatError(GcmError):
    """The results of the query cannot be written in the wanted format."""

    code = "result-format"
    status = ExitStatus.USAGE


def ask(release: Path, query: str, data: Sequence[Path] = ()) -> Answer:
    """Return the answer of a release to a query.

    Args:
        release: the folder of the release.
        query: SPARQL 1.1, at most `LONGEST_QUERY` characters. The project's prefixes need no
            declaration, as long as none of them is declared otherwise.
        data: RDF files that are asked together with the release.

    Raises:
        RdfError: a file cannot be read as RDF.
        QuerySyntaxError: the query does not parse; the message gives line and column.
        QueryFailedError: it parses but cannot be answered.
    """
    _require_readable(query)
    store = _store(release, data)
    try:
        return store.query(query, prefixes=dict(PREFIXES), base_iri=BASE)
    except SyntaxError as error:
        raise _syntax_error(query, str(error)) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise QueryFailedError(f"the query could not be answered: {error}") from error


def _store(release: Path, data: Sequence[Path]) -> Store:
    if not data:
        return open_store(release)
    # Only those who bring files wait for what reads them.
    from gcm_graph.own_data import store_with

    return store_with(release, data)


def _require_readable(query: str) -> None:
    """Refuse a query so long that its nesting could exhaust the parser, which recurses."""
    if len(query) > LONGEST_QUERY:
        raise QuerySyntaxError(
            f"the query has {len(query):,} characters; at most {LONGEST_QUERY:,} are read",
            hint="Load the dump gcm.nq into a store of your own for such queries.",
        )


def _syntax_error(query: str, message: str) -> QuerySyntaxError:
    """Return the error of a query that does not parse: the place, its line with a mark below, and what to do."""
    # Only a query that fails needs them.
    from gcm_graph.syntax_errors import Failure, explained
    from gcm_graph.syntax_places import find_place

    nothing = Store()
    found = find_place(query, message, lambda text: nothing.query(text, prefixes=dict(PREFIXES), base_iri=BASE))
    failure = Failure(text=query, **found)
    line, column = failure.position
    what, hint = explained(failure)
    where = f"the query does not parse at line {line}, column {column}: {what}"
    marked = f"\n    {failure.excerpt}\n    {' ' * (column - 1)}^" if failure.excerpt else ""
    return QuerySyntaxError(where + marked, hint=hint)


def print_results(answer: Answer, form: str | None, output: BinaryIO) -> None:
    """Write an answer.

    Args:
        answer: what `ask` returned.
        form: `table`, `csv`, `tsv`, `json`, `xml`, `ttl` or `nt`; by default a table on a terminal, otherwise CSV for
            solutions and Turtle for graphs.
        output: where to.

    Raises:
        ResultFormatError: such results have no such format.
        QueryFailedError: the query failed while its results were read.
    """
    with answering():
        if isinstance(answer, QueryTriples):
            _print_graph(answer, form or "ttl", output)
        elif isinstance(answer, QueryBoolean) and form in {None, "table"}:
            output.write(b"true\n" if answer else b"false\n")
        elif isinstance(answer, QuerySolutions) and (form or ("table" if is_terminal() else "csv")) == "table":
            output.write((_table(answer) + "\n").encode())
        else:
            _print_solutions(answer, form or "csv", output)


@contextmanager
def answering() -> Iterator[None]:
    """Name what goes wrong while the results of a query are read.

    Raises:
        QueryFailedError: an expression, or a service that the query asks, failed.
    """
    try:
        yield
    except BrokenPipeError:  # not the query's fault: the reader of our output has gone
        raise
    except (ValueError, RuntimeError, ConnectionError, TimeoutError) as error:
        raise QueryFailedError(f"the query could not be answered: {error}") from error


def _print_graph(answer: QueryTriples, form: str, output: BinaryIO) -> None:
    if form not in _GRAPHS:
        raise ResultFormatError(f"a graph cannot be written as {form}", hint=f"Choose one of {', '.join(_GRAPHS)}.")
    triples = list(answer)
    blank = any(isinstance(term, BlankNode) for triple in triples for term in (triple.subject, triple.object))
    if form == "ttl" and not blank:
        output.write(write_turtle(triples, PREFIXES, base=BASE))
    else:
        serialize(triples, output, format=_GRAPHS[form])


def _print_solutions(answer: QuerySolutions | QueryBoolean, form: str, output: BinaryIO) -> None:
    if form not in _RESULTS:
        raise ResultFormatError(
            f"the results of this query cannot be written as {form}",
            hint=f"Choose one of {', '.join(_RESULTS)}; ttl and nt are for CONSTRUCT and DESCRIBE.",
        )
    answer.serialize(output, format=_RESULTS[form])


def _table(answer: QuerySolutions) -> str:
    names = [variable.value for variable in answer.variables]
    rows = [[_short(solution[name]) for name in names] for solution in answer]
    counted = f"{len(rows)} row" if len(rows) == 1 else f"{len(rows)} rows"
    return f"{table(names, rows, width())}\n\n{counted}" if names else counted


def _short(term: NamedNode | BlankNode | Literal | Triple | None) -> str:
    """Return a term for people: words without quotes, IRIs with a prefix or relative to the base."""
    if term is None:
        return ""
    if isinstance(term, Literal):
        return term.value
    if not isinstance(term, NamedNode):
        return str(term)
    for namespace, prefix in LONGEST_FIRST:
        if term.value.startswith(namespace) and len(term.value) > len(namespace):
            return f"{prefix}:{term.value.removeprefix(namespace)}"
    return f"<{term.value.removeprefix(BASE)}>"
