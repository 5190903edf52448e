"""Hold an answer against the one that is expected: completeness and soundness apart."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from gcm_graph.competency.questions import Cell, CompetencyQuestion, Refusal

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANGUAGE_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an answer agrees with the one that is expected.

    Attributes:
        missing: expected rows that were not returned: the answer is not complete.
        unexpected: rows returned that are not expected, if all rows are listed: the answer is not sound.
        refused: what must not be returned and was: the answer is not sound.
        returned: how many rows were returned.
        expected: how many rows must be returned.
    """

    missing: tuple[tuple[Cell, ...], ...]
    unexpected: tuple[tuple[Cell, ...], ...]
    refused: tuple[Refusal, ...]
    returned: int
    expected: int

    def complete(self) -> bool:
        """Tell whether everything that must be returned is."""
        return not self.missing and self.returned >= self.expected

    def sound(self) -> bool:
        """Tell whether nothing is returned that must not be."""
        return not self.unexpected and not self.refused and self.returned <= self.expected


def held_against(question: CompetencyQuestion, returned: Iterable[tuple[Cell, ...]]) -> Verdict:
    """Hold an answer against the one that is expected. The order of rows does not matter; how often one stands does.

    Args:
        question: what was asked.
        returned: the rows of the answer, a cell for each of the question's columns.
    """
    rows = Counter(returned)
    expected = Counter(question.expected)
    listed = question.rows == len(question.expected)
    return Verdict(
        missing=tuple((expected - rows).elements()),
        unexpected=tuple((rows - expected).elements()) if listed else (),
        refused=tuple(
            refusal for refusal in question.refused if any(row[: len(refusal.row)] == refusal.row for row in rows)
        ),
        returned=rows.total(),
        expected=question.rows,
    )


def result_document(question: CompetencyQuestion) -> str:
    """Return the rows that must be returned, as SPARQL 1.1 Query Results JSON (sections 3.1 and 3.2)."""
    bindings = [
        {column: _json(cell) for column, cell in zip(question.columns, row, strict=True) if cell is not None}
        for row in question.expected
    ]
    document = {"head": {"vars": list(question.columns)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False)


def _json(cell: NamedNode | Literal) -> dict[str, str]:
    if isinstance(cell, NamedNode):
        return {"type": "uri", "value": cell.value}
    written = {"type": "literal", "value": cell.value}
    if cell.language is not None:
        return {**written, "xml:lang": cell.language}
    if cell.datatype.value not in {_STRING, _LANGUAGE_STRING}:
        return {**written, "datatype": cell.datatype.value}
    return written
