"""Turn what the endpoint answers into what a page shows: rows of cells, yes or no, or Turtle."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, TypeAlias

from gcm_graph.serving.pages.labels import shortened

MOST_ROWS = 1000
"""How many rows a page shows: more can be downloaded."""

_WEB = re.compile(r"https?://")
_NUMERIC = re.compile(r"#(integer|decimal|double|float|nonNegativeInteger|positiveInteger|long|int)$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A term of a solution.

    Attributes:
        text: what is shown.
        iri: what it links to; None where it is no address of the web.
        language: the language tag of its words; empty where they have none.
        numeric: whether it is a number.
    """

    text: str
    iri: str | None = None
    language: str = ""
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT query.

    Attributes:
        columns: the names of its variables.
        rows: its first solutions; None is an unbound variable.
        total: how many solutions it has.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    total: int

    @property
    def numeric(self) -> frozenset[int]:
        """The columns, counted from nought, that have numbers and nothing else: their headings stand above these."""
        return frozenset(
            column
            for column, cells in enumerate(zip(*self.rows, strict=True))
            if {cell.numeric for cell in cells if cell is not None} == {True}
        )


@dataclass(frozen=True, slots=True)
class Truth:
    """The answer to an ASK query."""

    holds: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """The answer to a CONSTRUCT or DESCRIBE query, as Turtle."""

    turtle: str


@dataclass(frozen=True, slots=True)
class TooLong:
    """An answer that is longer than a page can show."""


Shown: TypeAlias = Rows | Truth | Graph | TooLong


def shown_results(document: bytes, most: int = MOST_ROWS) -> Rows | Truth:
    """Return what a page shows of results (SPARQL 1.1 Query Results JSON Format, §3).

    >>> shown_results(b'{"head": {}, "boolean": true}')
    Truth(holds=True)
    """
    answer = json.loads(document)
    if "boolean" in answer:
        return Truth(holds=answer["boolean"])
    columns, solutions = tuple(answer["head"]["vars"]), answer["results"]["bindings"]
    rows = tuple(
        tuple(_cell(solution[column]) if column in solution else None for column in columns)
        for solution in solutions[:most]
    )
    return Rows(columns, rows, len(solutions))


def _cell(term: dict[str, Any]) -> Cell:
    """Return a term of the results. Only addresses of the web are linked: others could run a script."""
    value = term["value"]
    match term["type"]:
        case "uri":
            return Cell(shortened(value), value if _WEB.match(value) else None)
        case "bnode":
            return Cell(f"_:{value}")
        case "triple":
            return Cell(json.dumps(value, ensure_ascii=False))
        case _:
            numeric = bool(_NUMERIC.search(term.get("datatype", "")))
            return Cell(value, language=term.get("xml:lang", ""), numeric=numeric)
