"""Write declared tables as CSV and JSON Lines, and the CSVW metadata that describes them.

A cell is written as it is. CSV has no mark for "this is no formula", and a quote added before `=` would change the data
(RFC 4180 knows no such escape); a row with a text that a spreadsheet would run as a formula is therefore refused.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from gcm_graph.errors import ExitStatus, GcmError

SEPARATOR = "|"
"""What stands between the values of a list in one cell. No IRI has it (RFC 3987), and no heading of the Compact."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""Characters with which a cell begins that a spreadsheet takes for a formula."""

Value: TypeAlias = str | int | tuple[str, ...] | None
Datatype: TypeAlias = str | Mapping[str, object]
Row = TypeVar("Row")


class TableError(GcmError):
    """A row does not fit the table that it was written for."""

    code = "table-row"
    status = ExitStatus.FAILURE
    hint = "Correct the data that the row is made from, or declare the table's columns differently."


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: its header in the CSV file and its key in JSON Lines.
        description: what its cells hold, as a full sentence.
        datatype: a CSVW datatype, of a list that of its values.
        property_url: the property whose value the cell is, or None where it states no triple.
        value_url: URI template of the value where the value is an IRI.
        language: language tag of its values, or None where they are not in a language.
        required: whether every row has a value.
        ordered: None where the cell has one value; for a list whether its order means something.
    """

    name: str
    description: str
    datatype: Datatype = "string"
    property_url: str | None = None
    value_url: str | None = None
    language: str | None = None
    required: bool = False
    ordered: bool | None = None


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """A table of a release.

    Attributes:
        file: name of its CSV file.
        title: what it is called.
        description: what one line is, as a full sentence.
        columns: its columns in their order.
        record: gives the values of a row by the names of the columns, lists as tuples; absent values can be left out.
        key: the names of the columns that together tell one row from all others.
        about: URI template of what a row is about, or None.
    """

    file: str
    title: str
    description: str
    columns: tuple[Column, ...]
    record: Callable[[Row], Mapping[str, Value]]
    key: tuple[str, ...]
    about: str | None = None


def write_csv(table: Table[Row], rows: Iterable[Row]) -> bytes:
    r"""Return a table as CSV after RFC 4180: UTF-8 without a mark, a header line, `\r\n` after every line.

    Raises:
        TableError: a required cell is empty, a value has no column, a key is doubled, a value of a list holds the
            separator, or a cell begins like a formula.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_cell(table, column, record) for column in table.columns] for record in _records(table, rows))
    return file.getvalue().encode("utf-8")


def write_jsonl(table: Table[Row], rows: Iterable[Row]) -> bytes:
    r"""Return a table as JSON Lines: one object a line whose keys are the columns.

    Absent values are null, lists arrays.

    Raises:
        TableError: a required value is absent, a value has no column, or a key is doubled.
    """
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in _records(table, rows))
    return "".join(lines).encode("utf-8")


def _records(table: Table[Row], rows: Iterable[Row]) -> Iterator[dict[str, Value]]:
    """Return complete records of rows: every column has a value, of a list at least none, of others at least None."""
    empty: dict[str, Value] = {column.name: None if column.ordered is None else () for column in table.columns}
    required = [column.name for column in table.columns if column.required]
    seen = set()
    for row in rows:
        record = empty | dict(table.record(row))
        key = tuple(record.get(name) for name in table.key)
        if unknown := sorted(record.keys() - empty.keys()):
            raise TableError(f"{table.file}: the row {key} has values without a column: {', '.join(unknown)}")
        if missing := [name for name in required if record[name] in (None, "", ())]:
            raise TableError(f"{table.file}: the row {key} has no {', '.join(missing)}")
        if key in seen:
            raise TableError(f"{table.file}: there are two rows {key}")
        seen.add(key)
        yield record


def _cell(table: Table[Row], column: Column, record: Mapping[str, Value]) -> str | int | None:
    value = record[column.name]
    if isinstance(value, tuple):
        if any(SEPARATOR in item for item in value):
            raise TableError(f"{table.file}: a value of {column.name} holds the separator {SEPARATOR}: {value}")
        value = SEPARATOR.join(value)
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        raise TableError(f"{table.file}: a cell of {column.name} begins like a spreadsheet formula: {value!r}")
    return value


def write_metadata(tables: Sequence[Table[Any]]) -> bytes:
    """Return the metadata of tables as JSON.

    Follows "Metadata Vocabulary for Tabular Data" (W3C, 2015), sections 5.3 to 5.6. The files keep to its default
    dialect (section 5.9). A cell with several values can give no IRIs there, only literals: such columns, and those
    that state no triple, have `suppressOutput`.
    """
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "@type": "TableGroup",
        "tables": [_table_metadata(table) for table in tables],
    }
    return (json.dumps(metadata, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _table_metadata(table: Table[Any]) -> dict[str, object]:
    schema: dict[str, object] = {
        "columns": [_column_metadata(column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    if table.about:
        schema["aboutUrl"] = table.about
    return {"url": table.file, "dc:title": table.title, "dc:description": table.description, "tableSchema": schema}


def _column_metadata(column: Column) -> dict[str, object]:
    is_list = column.ordered is not None
    optional = {
        "datatype": column.datatype,
        "lang": column.language,
        "required": column.required or None,
        "separator": SEPARATOR if is_list else None,
        "ordered": column.ordered,
        "propertyUrl": column.property_url,
        "valueUrl": column.value_url,
        "suppressOutput": True if is_list or not column.property_url else None,
    }
    stated = {name: value for name, value in optional.items() if value is not None}
    return {"name": column.name, "titles": column.name, "dc:description": column.description, **stated}
