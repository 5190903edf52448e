"""Read which units somebody wants references to: citations in lines, or in a column of a table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import Final

from gcm_graph.citations import cited_whole, resolve
from gcm_graph.units import Unit

_COLUMNS: Final = ("iri", "citation")
"""The columns of a table that name units, the more exact first: a commitment has the citation of its paragraph."""


def citations_in(text: str) -> list[str]:
    r"""Return the citations of a text: one a line or, where the first line names such a column, of a CSV table.

    >>> citations_in("36(a)\n\n36(b)\n"), citations_in('citation,text\r\n36(a),"Develop, and"\r\n')
    (['36(a)', '36(b)'], ['36(a)'])

    Args:
        text: the text. The columns are called `iri` and `citation`; where both are there, the first is read.
    """
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")  # the byte order mark of some spreadsheets
    lines = [line for line in text.splitlines() if line.strip()]
    heading = next(csv.reader(lines[:1]), [])
    column = next((name for name in _COLUMNS if name in heading), None)
    if column is None:
        return [line.strip() for line in lines]
    cells = (row.get(column) for row in csv.DictReader(text.splitlines(keepends=True), restval=""))
    return [cell.strip() for cell in cells if cell and cell.strip()]


def cited_paths(citations: Iterable[str], units: Sequence[Unit]) -> tuple[str, ...]:
    """Return the paths of what citations mean, each once, in the order in which they come.

    Args:
        citations: citations of units, of the Compact or of the resolution.
        units: the units of a release.

    Raises:
        CitationSyntaxError: one does not read as a citation.
        UnknownCitationError: there is no such unit.
    """
    return tuple(dict.fromkeys(cited_whole(each) or resolve(each, units).path for each in citations))
