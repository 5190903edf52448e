"""The competency questions of `tests/competency/*.toml`: one a file, with the answer that a reader worked out."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from pyoxigraph import Literal, NamedNode

from gcm_graph import namespaces, resources
from gcm_graph.errors import SourceError

Cell: TypeAlias = NamedNode | Literal | None
"""One value of an answer; None where the variable is unbound."""

_KEYS = frozenset({"question", "reading", "passages", "query", "columns", "expected", "refused"})
_OPTIONAL = frozenset({"rows", "unanswered", "data"})
_XSD = namespaces.PREFIXES["xsd"]
_UNBOUND = "UNDEF"
_PREFIXED = re.compile(r"(?P<prefix>[a-z]+):(?P<local>[^/].*)", re.DOTALL)
_TAGGED = re.compile(r"(?P<value>.*)@(?P<language>[a-z]{2,3}(-[A-Za-z0-9]+)*)", re.DOTALL)
_TYPED = re.compile(r"(?P<value>.*)\^\^xsd:(?P<datatype>[A-Za-z]+)", re.DOTALL)


class CompetencyQuestionError(SourceError):
    """A file of the competency questions lacks something, or has something that none of them has."""

    code = "competency-question"
    hint = "CONTRIBUTING.md shows what the file of a competency question holds."


@dataclass(frozen=True, slots=True)
class Refusal:
    """What an answer must not hold.

    Attributes:
        row: the values with which no row of the answer may begin.
        why: what a reader might take for a reason to return it, and why it is none.
    """

    row: tuple[Cell, ...]
    why: str


@dataclass(frozen=True, slots=True)
class CompetencyQuestion:
    """A question that the graph must answer, and the answer as worked out from the text.

    Attributes:
        name: the stem of its file's name.
        question: one sentence in English.
        reading: how the answer was worked out, and by which passages.
        passages: the paths of the units that were read for it; empty where the question is about the model only.
        query: SPARQL SELECT without prefix declarations; the project's own hold.
        columns: the names of its variables, in their order.
        expected: rows that must be returned, a cell for each column.
        rows: how many rows must be returned.
        refused: what must not be returned.
        unanswered: why the Compact does not answer the question, or None where it does.
        data: the file with other people's records that the question is asked of together with the release, or None.
    """

    name: str
    question: str
    reading: str
    passages: tuple[str, ...]
    query: str
    columns: tuple[str, ...]
    expected: tuple[tuple[Cell, ...], ...]
    rows: int
    refused: tuple[Refusal, ...]
    unanswered: str | None
    data: str | None

    def standalone_query(self) -> str:
        """Return the query with a declaration of each prefix that it uses."""
        used = [
            f"PREFIX {prefix}: <{namespace}>\n"
            for prefix, namespace in namespaces.PREFIXES.items()
            if re.search(rf"(?<![\w<]){prefix}:", self.query)
        ]
        return "".join(used) + self.query


def competency_questions(folder: Path | None = None) -> tuple[CompetencyQuestion, ...]:
    """Return all competency questions, by name.

    Args:
        folder: where they stand; by default what the package travels with.

    Raises:
        CompetencyQuestionError: a file is not TOML, lacks a key or has one that is not known, or its rows do not have
            a cell for each column.
    """
    folder = folder or resources.competency_folder()
    return tuple(_Reader(path).question() for path in sorted(folder.glob("*.toml")))


class _Reader:
    """Reads one file."""

    def __init__(self, path: Path) -> None:
        self._file = path.name
        self._name = path.stem
        try:
            self._declared: Mapping[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise self._error(f"the file is not TOML in UTF-8: {error}") from error
        keys = frozenset(self._declared)
        for missing in sorted(_KEYS - keys):
            raise self._error(f"there is no {missing!r}")
        for unknown in sorted(keys - _KEYS - _OPTIONAL):
            raise self._error(f"no competency question has {unknown!r}")

    def question(self) -> CompetencyQuestion:
        columns = self._strings("columns")
        expected = tuple(self._row(row) for row in self._list("expected"))
        for row in expected:
            if len(row) != len(columns):
                raise self._error(f"a row has {len(row)} cells where there are {len(columns)} columns")
        rows = self._declared.get("rows", len(expected))
        if not isinstance(rows, int) or rows < len(expected):
            raise self._error(f"'rows' is {rows!r}, which is not the number of all rows")
        unanswered = self._optional("unanswered")
        if (unanswered is None) == (rows == 0):
            raise self._error("a question has 'unanswered', with the reason, exactly if no row is expected")
        refused = tuple(self._refusal(refusal, len(columns)) for refusal in self._list("refused"))
        if any(row[: len(refusal.row)] == refusal.row for refusal in refused for row in expected):
            raise self._error("a row is both expected and refused")
        question = self._string("question")
        if not question.endswith("?"):
            raise self._error("'question' does not end with a question mark")
        return CompetencyQuestion(
            name=self._name,
            question=question,
            reading=" ".join(self._string("reading").split()),
            passages=self._strings("passages"),
            query=self._string("query").strip() + "\n",
            columns=columns,
            expected=expected,
            rows=rows,
            refused=refused,
            unanswered=unanswered,
            data=self._optional("data"),
        )

    def _refusal(self, declared: object, width: int) -> Refusal:
        match declared:
            case {"row": list(row), "why": str(why), **rest} if not rest and 0 < len(row) <= width and why.strip():
                return Refusal(self._row(row), " ".join(why.split()))
        raise self._error(f"what is refused has a 'row' of 1 to {width} cells, and a 'why': {declared!r}")

    def _row(self, declared: object) -> tuple[Cell, ...]:
        if not isinstance(declared, list):
            raise self._error(f"a row is a list of cells, not {declared!r}")
        return tuple(self._cell(value) for value in declared)

    def _cell(self, value: object) -> Cell:
        match value:
            case str():
                return _term(value)
            case bool():
                return Literal(str(value).lower(), datatype=NamedNode(_XSD + "boolean"))
            case int():
                return Literal(str(value), datatype=NamedNode(_XSD + "integer"))
            case dt.date() if not isinstance(value, dt.datetime):
                return Literal(value.isoformat(), datatype=NamedNode(_XSD + "date"))
        raise self._error(f"a cell is a string, an integer, a truth value or a date, not {value!r}")

    def _string(self, key: str) -> str:
        value = self._declared[key]
        if not isinstance(value, str) or not value.strip():
            raise self._error(f"{key!r} is no text")
        return value

    def _optional(self, key: str) -> str | None:
        return " ".join(self._string(key).split()) if key in self._declared else None

    def _list(self, key: str) -> list[object]:
        value = self._declared[key]
        if not isinstance(value, list):
            raise self._error(f"{key!r} is no list")
        return value

    def _strings(self, key: str) -> tuple[str, ...]:
        items = self._list(key)
        strings = tuple(item for item in items if isinstance(item, str) and item)
        if len(strings) != len(items):
            raise self._error(f"{key!r} has an item that is no text")
        return strings

    def _error(self, message: str) -> CompetencyQuestionError:
        return CompetencyQuestionError(message, file=self._file)


def _term(written: str) -> Cell:
    """Return a cell as written: `<path>`, `<prefix:name>`, `<IRI>`, `words@en`, `2018^^xsd:gYear`, `words`, `UNDEF`."""
    if written == _UNBOUND:
        return None
    if written.startswith("<") and written.endswith(">"):
        return NamedNode(_iri(written[1:-1]))
    if tagged := _TAGGED.fullmatch(written):
        return Literal(tagged["value"], language=tagged["language"])
    if typed := _TYPED.fullmatch(written):
        return Literal(typed["value"], datatype=NamedNode(_XSD + typed["datatype"]))
    return Literal(written)


def _iri(written: str) -> str:
    prefixed = _PREFIXED.fullmatch(written)
    if prefixed is None:
        return written if "://" in written else namespaces.iri(written)
    namespace = namespaces.PREFIXES.get(prefixed["prefix"])
    return written if namespace is None else namespace + prefixed["local"]
