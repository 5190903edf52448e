"""Cells hold slugs, IRIs, dates, numbers and words; what is none is refused where it stands."""

from __future__ import annotations

import pytest

from gcm_graph.curating import values
from gcm_graph.curating.table import Row
from gcm_graph.curating.values import Path, Text, Typed
from gcm_graph.errors import CuratedTableError


def cell(content):
    """Return a row with one cell."""
    return Row("things.csv", 4, {"value": content})


@pytest.mark.parametrize(
    ("content", "datatype"),
    [("1966-12-16", "date"), ("2013-10", "gYearMonth"), ("2022", "gYear"), ("2000-02-29", "date")],
)
def test_points_in_time(content, datatype):
    """A day, a month and a year are told apart by how they are written."""
    assert values.point_in_time(cell(content), "value") == values.date(cell(content), "value")
    assert values.date(cell(content), "value") == Typed(content, datatype)


@pytest.mark.parametrize("content", ["--06-16", "--02-29"])
def test_yearly_days(content):
    """A day of every year is written without a year; 29 February is one."""
    assert values.yearly_day(cell(content), "value") == Typed(content, "gMonthDay")
    assert values.date(cell(content), "value") == Typed(content, "gMonthDay")
    with pytest.raises(CuratedTableError, match="write 2018-12-19 or 2013-10 or 2022"):
        values.point_in_time(cell(content), "value")


@pytest.mark.parametrize(
    "content",
    [
        "1966-13-01",
        "1966-02-30",
        "1966-13",
        "0000",
        "--02-30",
        "16 December 1966",
        "1966-1-1",
        "66",
        "1966-12-16T00:00",
    ],
)
def test_what_is_no_date_is_refused(content):
    """A day that no calendar has, and a date written otherwise, are refused with what was written."""
    with pytest.raises(CuratedTableError, match=rf"^things\.csv:4: column 'value': '{content}' is no date"):
        values.date(cell(content), "value")


def test_a_year_is_no_yearly_day():
    """Where a day of every year is asked for, nothing else is taken."""
    with pytest.raises(CuratedTableError, match="'2018-06-16' is no date: write --06-16"):
        values.yearly_day(cell("2018-06-16"), "value")


@pytest.mark.parametrize("content", ["a", "paris-agreement", "a-res-45-158", "2030-agenda"])
def test_slugs(content):
    """A slug is small letters and digits with single hyphens between them."""
    assert values.slug(cell(content), "value") == content


@pytest.mark.parametrize("content", ["Paris", "a--b", "-a", "a-", "a b", "a/b", "é", "a_b"])
def test_what_is_no_slug_is_refused(content):
    """Anything else is no slug."""
    with pytest.raises(CuratedTableError, match="is no slug"):
        values.slug(cell(content), "value")


@pytest.mark.parametrize(
    "content",
    [
        "https://enwikipedia.net/wiki/Migration_for_Employment_Convention_(Revised),_1949",
        "http://ilo.ch/dyn/normlex/de/f?p=1000%3A12100%3A0%3A%3ANO",
        "https://w3id.org",
    ],
)
def test_iris(content):
    """An http or https IRI is taken as it is."""
    assert values.iri(cell(content), "value") == content


@pytest.mark.parametrize(
    "content", ["www.un.org", "ftp://un.org/x", "https://un", "https://un.org/a b", "https://un.org/<x>", "gcm:text"]
)
def test_what_is_no_iri_is_refused(content):
    """Anything else is no address at which somebody could look."""
    with pytest.raises(CuratedTableError, match="is no absolute http or https IRI"):
        values.iri(cell(content), "value")


def test_numbers():
    """A whole number is written without sign, leading zero or decimal point."""
    assert values.integer(cell("189"), "value") == Typed("189", "integer")
    for content in ("-1", "007", "1.0", "No. 189"):
        with pytest.raises(CuratedTableError, match="is no whole number"):
            values.integer(cell(content), "value")


def test_words():
    """Symbols are strings in no language, names are English words; neither is empty."""
    assert values.string(cell("217 A (III)"), "value") == Typed("217 A (III)", "string")
    assert values.english(cell("Palermo Convention"), "value") == Text("Palermo Convention", "en")
    for read in (values.string, values.english):
        with pytest.raises(CuratedTableError, match="the cell is empty"):
            read(cell(""), "value")


def test_sentences():
    """A sentence ends with a full stop; the cell may be empty."""
    assert values.sentence(cell("The four conventions."), "value") == "The four conventions."
    assert values.sentence(cell(""), "value") is None
    with pytest.raises(CuratedTableError, match="ends with a full stop"):
        values.sentence(cell("the four conventions"), "value")


def test_closed_lists():
    """A word of a closed list is taken, another is refused with the list."""
    assert values.one_of(cell("b"), "value", {"b", "a"}) == "b"
    with pytest.raises(CuratedTableError, match="'c' is none of a, b"):
        values.one_of(cell("c"), "value", {"b", "a"})


def test_resources():
    """A slug of another table becomes the path of the thing; an unknown one is refused."""
    known = {"paris-agreement": "instrument/paris-agreement"}
    assert values.resource(cell("paris-agreement"), "value", known, "an instrument") == Path(
        "instrument/paris-agreement"
    )
    with pytest.raises(CuratedTableError, match="'kyoto-protocol' is not the slug of an instrument"):
        values.resource(cell("kyoto-protocol"), "value", known, "an instrument")
