"""Places, observances and periods are those that the text names, with days that a calendar has."""

from __future__ import annotations

import pytest

from gcm_graph import resources
from gcm_graph.curating.facts import Fact
from gcm_graph.curating.places import KINDS, read_places
from gcm_graph.curating.sources import read_sources
from gcm_graph.curating.times import read_observances, read_periods
from gcm_graph.curating.values import Typed
from gcm_graph.errors import CuratedTableError
from gcm_graph.reading import manifest, open_source, read_resolution

OBSERVANCE = "slug,name,also named,named in,falls on,identifier,sources,definition"
PERIOD = "name,begins,ends,named in"


@pytest.fixture(scope="module")
def folder():
    """Return the folder of the curated tables."""
    return resources.ontology_folder() / "curated"


@pytest.fixture(scope="module")
def sources(folder):
    """Return all sources of the project."""
    return read_sources(folder, read_resolution(open_source("a-res-73-195")), manifest().values())


def test_places(folder, sources):
    """The text names one country and one city, five groups of countries in 39, and Africa in the title of a treaty."""
    places = read_places(folder, sources)
    groups = [place for place in places if place.kind == "CountryGroup"]
    assert {place.kind for place in places} == KINDS
    assert {place.name for place in places if place not in groups} == {"Morocco", "Marrakech", "Africa"}
    assert {place.named_in for place in groups} == {("paragraph/39",)}
    assert len(groups) == 5


def test_the_observance(folder, sources):
    """36(b) names one observance, which falls on 16 June; the day rests on a source."""
    (day,), facts = read_observances(folder, sources)
    assert (day.path, day.kind) == ("observance/international-day-of-family-remittances", "Observance")
    assert day.also_named == ("United Nations International Day of Family Remittances",)
    assert day.named_in == ("objective/20/action/b",)
    assert facts == (
        Fact(day.path, "gcm:fallsOn", Typed("--06-16", "gMonthDay"), ("reference/idfr-files",)),
        Fact(day.path, "dcterms:identifier", Typed("A/RES/72/281"), ("reference/idfr-files",)),
    )


def test_periods(folder, sources):
    """A period has the address of its dates, whether days, months or years."""
    periods = {period.path: (period.name, period.named_in) for period in read_periods(folder, sources)}
    assert periods["period/2018-12-10-to-2018-12-11"] == (
        "10 and 11 December 2018",
        ("resolution/paragraph/1", "opening"),
    )
    assert periods["period/2013-10"] == ("October 2013", ("paragraph/6",))
    assert periods["period/2015-to-2030"] == ("2015–2030", ("paragraph/2", "objective/2/action/a"))
    assert periods["period/2030"] == ("2030", ("objective/20/action/a",))
    assert periods["period/2022"] == ("2022", ("paragraph/49/c",))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("2022,2022,2021,49(c)", "column 'ends': the period ends before it begins, with '2022'"),
        ("2022,2022,2022-12,49(c)", "column 'ends': a period begins and ends with days, with months or with years"),
        ("2022,22,2022,49(c)", "column 'begins': '22' is no date"),
        ("2022,2022,--06-16,49(c)", "column 'ends': '--06-16' is no date"),
        ("2022,2022,2022,50", "column 'named in': neither the name nor another form of it stands in '50'"),
        ("2019,2019,2019,54", "column 'name': '2019' stands in line 2 already"),
        ("in 2019,2019,2019,54", "column 'ends': '2019 2019' stands in line 2 already"),
    ],
)
def test_bad_periods_are_refused(tmp_path, sources, row, message):
    """A slip in a row of periods is refused with its line and column."""
    (tmp_path / "periods.csv").write_text(f"{PERIOD}\n2019,2019,2019,54\n{row}\n", encoding="utf-8")
    with pytest.raises(CuratedTableError) as raised:
        read_periods(tmp_path, sources)
    assert str(raised.value).startswith(f"periods.csv:3: {message}")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("day,Day of Families,,36(b),--06-16,,idfr-files,", "column 'named in': neither the name nor another form"),
        ("day,International Day,,36(b),16 June,,idfr-files,", "column 'falls on': '16 June' is no date: write --06-16"),
        ("day,International Day,,36(b),--02-30,,idfr-files,", "column 'falls on': '--02-30' is no date"),
        ("day,International Day,,36(b),--06-16,,,", "column 'sources': the cell is empty"),
        ("day,International Day,,36(b),--06-16,,idfr,", "column 'sources': 'idfr' is no source"),
    ],
)
def test_bad_observances_are_refused(tmp_path, sources, row, message):
    """A slip in a row of observances is refused with its line and column."""
    (tmp_path / "observances.csv").write_text(f"{OBSERVANCE}\n{row}\n", encoding="utf-8")
    with pytest.raises(CuratedTableError) as raised:
        read_observances(tmp_path, sources)
    assert str(raised.value).startswith(f"observances.csv:2: {message}")


def test_bad_places_are_refused(tmp_path, sources):
    """A place of an unknown kind is refused with its line and column."""
    table = "slug,kind,name,also named,named in,definition\nmorocco,Kingdom,Morocco,,res 1,\n"
    (tmp_path / "places.csv").write_text(table, encoding="utf-8")
    with pytest.raises(CuratedTableError, match=r"^places\.csv:2: column 'kind': 'Kingdom' is none of City, Country"):
        read_places(tmp_path, sources)
