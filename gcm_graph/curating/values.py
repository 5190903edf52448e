"""What cells of curated tables hold: slugs, IRIs, dates, numbers and kinds, each checked where it stands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from gcm_graph.curating.table import Row

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`/]+\.[^\s<>\"{}|\\^`/]+(?:/[^\s<>\"{}|\\^`]*)?")
_DATES = (
    ("date", re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "{}", "2018-12-19"),
    ("gYearMonth", re.compile(r"[0-9]{4}-[0-9]{2}"), "{}-01", "2013-10"),
    ("gYear", re.compile(r"[0-9]{4}"), "{}-01-01", "2022"),
    # Tried in a leap year, so that 29 February is a day.
    ("gMonthDay", re.compile(r"--[0-9]{2}-[0-9]{2}"), "2000-{}", "--06-16"),
)


@dataclass(frozen=True, slots=True)
class Path:
    """A resource of ours, by its path under the base."""

    value: str


@dataclass(frozen=True, slots=True)
class Iri:
    """A resource of others, or a property, by its IRI."""

    value: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words in a language, given by its tag."""

    value: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Typed:
    """A value of an XML Schema datatype, for example `Typed("1966-12-16", "date")`."""

    value: str
    datatype: str = "string"


Value = Path | Iri | Text | Typed


def slug(row: Row, column: str) -> str:
    """Return a slug.

    Raises:
        CuratedTableError: it is empty or has other characters than a-z, 0-9 and single hyphens between them.
    """
    value = row.required(column)
    if not _SLUG.fullmatch(value):
        raise row.error(column, f"{value!r} is no slug: small letters a-z and digits, with single hyphens between them")
    return value


def iri(row: Row, column: str) -> str:
    """Return an absolute http or https IRI.

    Raises:
        CuratedTableError: it is none.
    """
    value = row.required(column)
    if not _IRI.fullmatch(value):
        raise row.error(column, f"{value!r} is no absolute http or https IRI")
    return value


def date(row: Row, column: str) -> Typed:
    """Return a date (2018-12-19), month (2013-10), year (2022) or yearly day (--06-16), as XML Schema writes them.

    Raises:
        CuratedTableError: it is none, or no calendar has it.
    """
    return _dated(row, column, "date", "gYearMonth", "gYear", "gMonthDay")


def point_in_time(row: Row, column: str) -> Typed:
    """Return a date (2018-12-19), month (2013-10) or year (2022), as XML Schema writes them.

    Raises:
        CuratedTableError: it is none, or no calendar has it.
    """
    return _dated(row, column, "date", "gYearMonth", "gYear")


def yearly_day(row: Row, column: str) -> Typed:
    """Return a day that recurs every year (--06-16), as XML Schema writes it.

    Raises:
        CuratedTableError: it is none, or no calendar has it.
    """
    return _dated(row, column, "gMonthDay")


def string(row: Row, column: str) -> Typed:
    """Return a string in no language: a symbol or number as a source writes it.

    Raises:
        CuratedTableError: it is empty.
    """
    return Typed(row.required(column))


def english(row: Row, column: str) -> Text:
    """Return English words.

    Raises:
        CuratedTableError: there are none.
    """
    return Text(row.required(column))


def resource(row: Row, column: str, known: Mapping[str, str], what: str) -> Path:
    """Return a resource of ours that another table describes.

    Args:
        row: the row.
        column: the column that holds its slug.
        known: the paths of the resources by their slugs.
        what: what they are, with the article: `an instrument of instruments.csv`.

    Raises:
        CuratedTableError: the cell is empty, or no such resource has the slug.
    """
    value = row.required(column)
    if value not in known:
        raise row.error(column, f"{value!r} is not the slug of {what}")
    return Path(known[value])


def integer(row: Row, column: str) -> Typed:
    """Return a whole number that is not negative.

    Raises:
        CuratedTableError: it is none.
    """
    value = row.required(column)
    if not re.fullmatch(r"0|[1-9][0-9]*", value):
        raise row.error(column, f"{value!r} is no whole number")
    return Typed(value, "integer")


def one_of(row: Row, column: str, allowed: Collection[str]) -> str:
    """Return a cell that is one of some words.

    Raises:
        CuratedTableError: it is another.
    """
    value = row.required(column)
    if value not in allowed:
        raise row.error(column, f"{value!r} is none of {', '.join(sorted(allowed))}")
    return value


def sentence(row: Row, column: str) -> str | None:
    """Return a sentence of ours, or None if the cell is empty.

    Raises:
        CuratedTableError: it does not end with a full stop.
    """
    value = row.optional(column)
    if value is not None and not value.endswith("."):
        raise row.error(column, f"a {column} is a sentence and ends with a full stop")
    return value


def _dated(row: Row, column: str, *datatypes: str) -> Typed:
    value = row.required(column)
    for datatype, form, whole, _ in _DATES:
        if datatype in datatypes and form.fullmatch(value):
            try:
                dt.date.fromisoformat(whole.format(value.removeprefix("--")))
            except ValueError as error:
                raise row.error(column, f"{value!r} is no date: {error}") from error
            return Typed(value, datatype)
    examples = [example for datatype, _, _, example in _DATES if datatype in datatypes]
    raise row.error(column, f"{value!r} is no date: write {' or '.join(examples)}")
