"""Read a curated table (RFC 4180, UTF-8): its rows, and cells that know where they stand."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gcm_graph.errors import CuratedTableError, SourceMissingError

_LARGEST = 4 * 1024 * 1024
_BETWEEN = "|"
# Besides the C0 and C1 control characters, the two separators that Unicode counts as line breaks.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a curated table.

    Attributes:
        file: the table's name.
        line: the line on which the row begins, counted from 1; the heading is line 1.
        cells: the cells by the heading of their column, without surrounding white space.
        refusal: the error that something is wrong in a table of its kind.
    """

    file: str
    line: int
    cells: Mapping[str, str]
    refusal: type[CuratedTableError] = CuratedTableError

    def required(self, column: str) -> str:
        """Return the content of a cell.

        Raises:
            CuratedTableError: the cell is empty.
        """
        value = self.cells[column]
        if not value:
            raise self.error(column, "the cell is empty")
        return value

    def optional(self, column: str) -> str | None:
        """Return the content of a cell, or None if it is empty."""
        return self.cells[column] or None

    def items(self, column: str) -> tuple[str, ...]:
        """Return the items of a cell, which stand between vertical bars: `a | b`.

        Raises:
            CuratedTableError: an item is empty or stands there twice.
        """
        value = self.cells[column]
        items = tuple(item.strip() for item in value.split(_BETWEEN)) if value else ()
        if "" in items:
            raise self.error(column, f"between two {_BETWEEN!r} nothing stands")
        if len(set(items)) < len(items):
            raise self.error(column, f"an item stands twice in {value!r}")
        return items

    def error(self, column: str | None, message: str, *, hint: str = "") -> CuratedTableError:
        """Return the error that something is wrong in this row.

        Args:
            column: the heading of the column, or None where the row as a whole is meant.
            message: what is wrong.
            hint: what to do next.
        """
        return self.refusal(message, file=self.file, line=self.line, column=column, hint=hint)


def read_table(
    folder: Path, file: str, columns: Sequence[str], *, refusal: type[CuratedTableError] = CuratedTableError
) -> tuple[Row, ...]:
    """Return the rows of a table that has some rows and exactly the columns given, in that order.

    A byte order mark and rows of empty cells, which spreadsheets add, are passed over.

    Args:
        folder: where the table stands.
        file: its name, for example `instruments.csv`.
        columns: the headings.
        refusal: the error that something is wrong in a table of its kind; its hint says where the columns are told.

    Raises:
        SourceMissingError: the file cannot be read.
        CuratedTableError: it is not such a table; the error is a `refusal`.
    """
    rows, line = [], 1
    reader = csv.reader(io.StringIO(_text(folder, file, refusal), newline=""), strict=True)
    try:
        headings = next(reader, [])
        if headings != list(columns):
            raise refusal(
                f"the headings must be {','.join(columns)!r}, separated by commas, not {','.join(headings)!r}",
                file=file,
                line=1,
            )
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(_row(file, line, columns, cells, refusal))
            line = reader.line_num + 1
    except csv.Error as error:
        raise refusal(f"the row that begins here is not CSV: {error}", file=file, line=line) from error
    if not rows:
        raise refusal("the table has no rows", file=file)
    return tuple(rows)


def unique(rows: Iterable[Row], *columns: str) -> None:
    """Check that no two rows have the same cells in some columns taken together; empty cells are not compared.

    Raises:
        CuratedTableError: two rows have.
    """
    seen: dict[tuple[str, ...], Row] = {}
    for row in rows:
        key = tuple(row.cells[column] for column in columns)
        if any(key):
            first = seen.setdefault(key, row)
            if first is not row:
                raise row.error(columns[-1], f"{' '.join(filter(None, key))!r} stands in line {first.line} already")


def _text(folder: Path, file: str, refusal: type[CuratedTableError]) -> str:
    try:
        data = (folder / file).read_bytes()
    except OSError as error:
        raise SourceMissingError(f"the file cannot be read ({error.strerror})", file=file) from error
    if len(data) > _LARGEST:
        raise refusal(f"the file has {len(data)} bytes; at most {_LARGEST} are read", file=file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refusal("the file is not UTF-8 text", file=file, line=line) from error
    control = _CONTROL.search(text)
    if control is not None:
        line = text.count("\n", 0, control.start()) + 1
        raise refusal("the line holds a control character", file=file, line=line)
    return text


def _row(file: str, line: int, columns: Sequence[str], cells: Sequence[str], refusal: type[CuratedTableError]) -> Row:
    if len(cells) != len(columns):
        raise refusal(f"the row has {len(cells)} cells instead of {len(columns)}", file=file, line=line)
    row = Row(file, line, {column: cell.strip() for column, cell in zip(columns, cells, strict=True)}, refusal)
    for column, cell in row.cells.items():
        if "\n" in cell or "\r" in cell or "\t" in cell:
            raise row.error(column, "the cell holds a line break or a tab")
    return row
