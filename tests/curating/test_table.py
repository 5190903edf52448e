"""A curated table is read back as it was written, and whatever is no such table is refused with file and line."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcm_graph.curating.table import Row, read_table, unique
from gcm_graph.errors import CuratedTableError, SourceMissingError

COLUMNS = ("slug", "name")
# What a cell may hold: any character but control characters, line and paragraph separators, and surrogates.
CELLS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=20).map(str.strip)


def write(folder, content):
    """Write a table."""
    data = content if isinstance(content, bytes) else content.encode()
    (folder / "things.csv").write_bytes(data)


def refused(folder, content):
    """Return the error with which a table is refused."""
    write(folder, content)
    with pytest.raises(CuratedTableError) as raised:
        read_table(folder, "things.csv", COLUMNS)
    return raised.value


@given(
    rows=st.lists(st.tuples(CELLS, CELLS).filter(any), min_size=1, max_size=5), ending=st.sampled_from(["\n", "\r\n"])
)
def test_what_is_written_is_read(tmp_path_factory, rows, ending):
    """Cells with commas, quotes and any letters come back as they were written, whatever the line endings."""
    folder = tmp_path_factory.mktemp("tables")
    table = io.StringIO(newline="")
    csv.writer(table, lineterminator=ending).writerows([COLUMNS, *rows])
    write(folder, table.getvalue())
    read = read_table(folder, "things.csv", COLUMNS)
    assert [tuple(row.cells.values()) for row in read] == rows
    assert [row.line for row in read] == list(range(2, len(rows) + 2))


def test_what_spreadsheets_add_is_passed_over(tmp_path):
    """A byte order mark, empty rows and white space around cells are not content; lines are counted with them."""
    write(tmp_path, b"\xef\xbb\xbfslug,name\r\n,\r\n a , A thing \r\n\r\nb,B\r\n")
    rows = read_table(tmp_path, "things.csv", COLUMNS)
    assert [(row.line, row.cells["slug"], row.cells["name"]) for row in rows] == [(3, "a", "A thing"), (5, "b", "B")]


def test_a_missing_table_is_named(tmp_path):
    """A table that is not there is a missing file, named with the reason."""
    with pytest.raises(SourceMissingError, match=r"^things\.csv: the file cannot be read"):
        read_table(tmp_path, "things.csv", COLUMNS)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "things.csv:1: the headings must be 'slug,name'"),
        ("name,slug\na,b\n", "things.csv:1: the headings must be 'slug,name'"),
        ("slug,name\n", "things.csv: the table has no rows"),
        ("slug,name\n,\n", "things.csv: the table has no rows"),
        ("slug,name\na,b\na\n", "things.csv:3: the row has 1 cells instead of 2"),
        ("slug,name\na,b,c\n", "things.csv:2: the row has 3 cells instead of 2"),
        ('slug,name\na,"b\n', "things.csv:2: the row that begins here is not CSV"),
        ('slug,name\na,"b" c\n', "things.csv:2: the row that begins here is not CSV"),
        ('slug,name\na,"b\nc"\n', "things.csv:2: column 'name': the cell holds a line break or a tab"),
        ("slug,name\na,b\tc\n", "things.csv:2: column 'name': the cell holds a line break or a tab"),
        ("slug,name\na,b\nc,d\0\n", "things.csv:3: the line holds a control character"),
        ("slug,name\na,b\u2028c\n", "things.csv:2: the line holds a control character"),
        (b"slug,name\na,b\nc,\xff\n", "things.csv:3: the file is not UTF-8 text"),
        (b"slug,name\n" + b"a,b\n" * 1_100_000, "things.csv: the file has 4400010 bytes"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, content, message):
    """The error says where the table is at fault, and in the last case it is not even read."""
    assert str(refused(tmp_path, content)).startswith(message)


def test_errors_say_what_next(tmp_path):
    """An error has the file, line and column, and a hint."""
    error = refused(tmp_path, "slug,name\na,b\tc\n")
    assert (error.file, error.line, error.column) == ("things.csv", 2, "name")
    assert "ontology/curated/README.md" in error.hint


class ThingsTableError(CuratedTableError):
    """A table of things is not as it must be."""

    hint = "The guide to things says what each column holds."


@pytest.mark.parametrize(
    "content",
    [
        "name,slug\na,b\n",
        "slug,name\n",
        "slug,name\na\n",
        'slug,name\na,"b\n',
        "slug,name\na,b\tc\n",
        "slug,name\na,b\0\n",
        b"slug,name\na,\xff\n",
        b"slug,name\n" + b"a,b\n" * 1_100_000,
    ],
    ids=["headings", "no rows", "cells", "syntax", "line break", "control character", "encoding", "size"],
)
def test_a_kind_of_table_has_its_own_hint(tmp_path, content):
    """Whatever is wrong with a table, the error is of the table's kind, and its hint leads to the right guide."""
    write(tmp_path, content)
    with pytest.raises(ThingsTableError) as raised:
        read_table(tmp_path, "things.csv", COLUMNS, refusal=ThingsTableError)
    assert raised.value.hint == ThingsTableError.hint


def test_rows_know_the_error_of_their_table(tmp_path):
    """What is found wrong with a cell only later is reported like what is wrong with the table."""
    write(tmp_path, "slug,name\na,b | b\n")
    (row,) = read_table(tmp_path, "things.csv", COLUMNS, refusal=ThingsTableError)
    with pytest.raises(ThingsTableError, match="an item stands twice"):
        row.items("name")


def test_items_stand_between_bars():
    """The items of a cell are parted by vertical bars; none is empty and none stands there twice."""
    assert Row("things.csv", 2, {"name": "a | b c|d"}).items("name") == ("a", "b c", "d")
    assert Row("things.csv", 2, {"name": ""}).items("name") == ()
    with pytest.raises(CuratedTableError, match="nothing stands"):
        Row("things.csv", 2, {"name": "a | | b"}).items("name")
    with pytest.raises(CuratedTableError, match="an item stands twice"):
        Row("things.csv", 2, {"name": "a | b | a"}).items("name")


def test_a_required_cell_is_not_empty():
    """A required cell that is empty is an error, an optional one is None."""
    row = Row("things.csv", 7, {"name": ""})
    assert row.optional("name") is None
    with pytest.raises(CuratedTableError, match=r"^things\.csv:7: column 'name': the cell is empty$"):
        row.required("name")


def test_doubled_rows_are_found():
    """Rows with the same cells in the columns that tell them apart are named with both lines; empty ones are not."""
    rows = [
        Row("things.csv", line, {"slug": slug, "name": "x"}) for line, slug in ((2, "a"), (3, ""), (4, ""), (5, "a"))
    ]
    unique(rows[:3], "slug")
    with pytest.raises(CuratedTableError, match=r"^things\.csv:5: column 'slug': 'a' stands in line 2 already$"):
        unique(rows, "slug")
    with pytest.raises(CuratedTableError, match="'a x' stands in line 2 already"):
        unique([rows[0], rows[3]], "slug", "name")
