"""The door for Python: a release as an rdflib dataset, and the rows of a query."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from gcm_graph.errors import ExitStatus, GcmError
from gcm_graph.release_folder import BrokenReleaseError, find_release

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, NamedNode, Triple
    from pyoxigraph import Literal as OxigraphLiteral
    from rdflib import Dataset

Value: TypeAlias = str | int | float | bool | None


class NoRowsError(GcmError):
    """The query gives a graph or a yes or no, not rows."""

    code = "no-rows"
    status = ExitStatus.USAGE
    hint = "Use a SELECT query, or load() and rdflib for graphs."


def load(release: str | Path | None = None) -> Dataset:
    """Return a release as an rdflib dataset with its named graphs.

    Plain queries and patterns see the merge of all named graphs, as they do at the command line.

    Args:
        release: the folder of the release; by default the variable GCM_RELEASE, then `./build`.

    Raises:
        NoReleaseError: there is no release.
        BrokenReleaseError: its dump cannot be read.
    """
    from rdflib import Dataset
    from rdflib.exceptions import ParserError

    from gcm_graph.namespaces import PREFIXES

    place = find_release(release)
    dataset = Dataset(default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace)
    try:
        dataset.parse(str(place / "gcm.nq"), format="nquads")
    except (OSError, ValueError, ParserError) as error:
        raise BrokenReleaseError(f"{place / 'gcm.nq'} cannot be read: {error}") from error
    return dataset


def query(sparql: str, release: str | Path | None = None) -> list[dict[str, Value]]:
    """Return the rows that a release answers to a SELECT query, ready for `pandas.DataFrame`.

    Args:
        sparql: SPARQL 1.1; the project's prefixes need no declaration.
        release: the folder of the release; by default the variable GCM_RELEASE, then `./build`.

    Returns:
        One dict a row, by variable: numbers and booleans as such, every other literal (and one that is no number in
        spite of its datatype) and every IRI as `str`, None where a variable is unbound.

    Raises:
        NoReleaseError: there is no release.
        QuerySyntaxError: the query does not parse.
        QueryFailedError: it parses but cannot be answered.
        NoRowsError: it is not a SELECT query.
    """
    from pyoxigraph import QuerySolutions

    from gcm_graph.deep_thread import run_in_deep_thread
    from gcm_graph.querying import answering, ask

    place = find_release(release)

    def rows() -> list[dict[str, Value]]:
        answer = ask(place, sparql)
        if not isinstance(answer, QuerySolutions):
            raise NoRowsError("the query is not a SELECT query")
        names = [variable.value for variable in answer.variables]
        with answering():
            return [{name: _python_value(solution[name]) for name in names} for solution in answer]

    return run_in_deep_thread(rows)


_WHOLE = frozenset({"integer", "nonNegativeInteger", "positiveInteger", "int", "long"})
_FRACTIONAL = frozenset({"decimal", "double", "float"})
_XSD = "http://www.w3.org/2001/XMLSchema#"


def _python_value(term: NamedNode | BlankNode | OxigraphLiteral | Triple | None) -> Value:
    from pyoxigraph import Literal, NamedNode

    if term is None:
        return None
    if not isinstance(term, Literal):
        return term.value if isinstance(term, NamedNode) else str(term)
    datatype = term.datatype.value.removeprefix(_XSD)
    if datatype == "boolean":
        return term.value in {"true", "1"}
    with suppress(ValueError):
        if datatype in _WHOLE:
            return int(term.value)
        if datatype in _FRACTIONAL:
            return float(term.value)
    return term.value
