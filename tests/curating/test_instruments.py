"""Instruments and the facts about them are read, and no slip in a row passes: names, symbols, dates, members."""

from __future__ import annotations

import csv

import pytest

from gcm_graph import resources
from gcm_graph.curating.actors import read_actors
from gcm_graph.curating.facts import Fact, Standing
from gcm_graph.curating.instruments import KINDS, read_instrument_facts, read_instruments
from gcm_graph.curating.sources import Sources, read_sources
from gcm_graph.curating.values import Path, Typed
from gcm_graph.errors import CuratedTableError
from gcm_graph.namespaces import slug
from gcm_graph.reading import manifest, open_source, read_resolution

SOURCES = Sources(
    {},
    {
        "2": "paragraph/2",
        "3": "paragraph/3",
        "fn 3": "footnote/3",
        "booklet": "source/booklet",
        "list": "reference/list",
    },
    {
        "paragraph/2": "It rests on the Civil Covenant; the Social Covenant; and the Slavery Convention.",
        "paragraph/3": "We committed to elaborate a global compact on refugees.",
        "footnote/3": "See resolution 2200 A (XXI), annex.",
    },
)
CIVIL = {
    "slug": "civil-covenant",
    "kind": "Treaty",
    "name": "Civil Covenant",
    "also named": "resolution 2200 A (XXI), annex",
    "named in": "2 | fn 3",
    "definition": "",
}
SOCIAL = {**CIVIL, "slug": "social-covenant", "name": "Social Covenant"}
SLAVERY = {**CIVIL, "slug": "slavery-convention", "name": "Slavery Convention", "also named": "", "named in": "2"}
ACTOR = {**SLAVERY, "slug": "league", "kind": "Organization", "name": "League", "named in": "booklet"}
FACT = {"standing": "", "reason": "", "printed as": "", "sources": "list"}
SYMBOL = {"property": "identifier", "value": "2200 A (XXI), annex", "standing": "shared", "reason": "Both are in it."}
SHARED = ({"instrument": "civil-covenant", **SYMBOL}, {"instrument": "social-covenant", **SYMBOL})


def in_force(value, standing="", reason=""):
    """Return a row about the entry into force of the Slavery Convention."""
    row = {"instrument": "slavery-convention", "property": "in force", "value": value}
    return {**row, "standing": standing, "reason": reason}


@pytest.fixture
def read(tmp_path):
    """Return a function that reads instruments and facts of small tables."""

    def write(file, rows):
        with (tmp_path / file).open("w", encoding="utf-8", newline="") as stream:
            table = csv.DictWriter(stream, fieldnames=list(rows[0]))
            table.writeheader()
            table.writerows(rows)

    def read(*rows, instruments=(CIVIL, SOCIAL, SLAVERY)):
        columns = ("instrument", "property", "value", "sources", "standing", "reason", "printed as")
        facts = [{**FACT, **row} for row in (*SHARED, *rows)]
        write("instruments.csv", instruments)
        write("actors.csv", [ACTOR])
        write("instrument-facts.csv", [{column: fact[column] for column in columns} for fact in facts])
        actors = read_actors(tmp_path, SOURCES)
        named = read_instruments(tmp_path, SOURCES)
        return named, read_instrument_facts(tmp_path, SOURCES, named, actors)[len(SHARED) :]

    return read


def test_an_instrument_is_read(read):
    """An instrument has its path, kind and names, and the units that name it."""
    civil, social, _ = read()[0]
    assert (civil.path, civil.kind, civil.name) == ("instrument/civil-covenant", "Treaty", "Civil Covenant")
    assert (civil.also_named, civil.named_in) == (social.also_named, ("paragraph/2", "footnote/3"))
    assert civil.definition is None


def test_facts_are_read(read):
    """Each word of the column `property` gives a value of its own kind, of the Compact too."""
    about = {"instrument": "slavery-convention"}
    _, facts = read(
        in_force("1927-03-09"),
        {**about, "property": "dated", "value": "1926-09"},
        {**about, "property": "issued by", "value": "league", "sources": "2 | list", "printed as": "leage"},
        {"instrument": "compact", "property": "rests on", "value": "slavery-convention", "sources": "2"},
    )
    path = "instrument/slavery-convention"
    assert facts == (
        Fact(path, "eli:first_date_entry_in_force", Typed("1927-03-09", "date"), ("reference/list",)),
        Fact(path, "eli:date_document", Typed("1926-09", "gYearMonth"), ("reference/list",)),
        Fact(path, "gcm:isIssuedBy", Path("actor/league"), ("paragraph/2", "reference/list"), printed_as="leage"),
        Fact("compact", "gcm:restsOn", Path(path), ("paragraph/2",)),
    )


def test_conflicting_values_are_both_kept(read):
    """Where sources disagree, the preferred and the rejected value are read with their reasons."""
    _, facts = read(
        in_force("1927-03-09", "preferred", "The treaty series decides."),
        in_force("1927-03-07", "rejected", "The treaty series gives another day."),
    )
    assert [(fact.value.value, fact.standing, fact.reason) for fact in facts] == [
        ("1927-03-09", Standing.PREFERRED, "The treaty series decides."),
        ("1927-03-07", Standing.REJECTED, "The treaty series gives another day."),
    ]


def test_capitals_do_not_matter_in_names(read):
    """The Global Compact on Refugees is "a global compact on refugees" in the text."""
    row = {**SLAVERY, "slug": "refugees", "name": "Global Compact on Refugees", "named in": "3"}
    assert read(instruments=(CIVIL, SOCIAL, row))[0][2].named_in == ("paragraph/3",)


def test_forms_with_a_shared_symbol_are_shared(read):
    """Two instruments have a form of the name in common only where it holds a symbol that they share."""
    with pytest.raises(
        CuratedTableError, match=r"^instruments\.csv:3: column 'also named': 'annex' is a name in line 2"
    ):
        read(instruments=({**CIVIL, "also named": "annex"}, {**SOCIAL, "also named": "annex"}, SLAVERY))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"slug": "Slavery"}, "column 'slug': 'Slavery' is no slug"),
        ({"slug": "civil-covenant"}, "column 'slug': 'civil-covenant' stands in line 2 already"),
        ({"kind": "Convention"}, "column 'kind': 'Convention' is none of AssemblyResolution, "),
        ({"name": ""}, "column 'name': the cell is empty"),
        ({"name": "civil covenant"}, "column 'name': 'civil covenant' is a name in line 2 already"),
        ({"also named": "Civil Covenant"}, "column 'also named': 'Civil Covenant' is a name in line 2 already"),
        ({"also named": "slavery convention"}, "column 'also named': 'slavery convention' is the name itself"),
        ({"named in": ""}, "column 'named in': the cell is empty"),
        ({"named in": "2 | 99"}, "column 'named in': '99' is no source"),
        ({"named in": "list"}, "column 'named in': 'list' is a publication of others"),
        ({"named in": "2 | fn 3"}, "column 'named in': neither the name nor another form of it stands in 'fn 3'"),
        ({"name": "lavery Convention"}, "column 'named in': neither the name nor another form of it stands in '2'"),
        ({"definition": "a treaty"}, "column 'definition': a definition is a sentence"),
    ],
)
def test_bad_instruments_are_refused(read, change, message):
    """A slip in a row of instruments is refused with its line and column; a name is whole words of the unit."""
    instruments = (CIVIL, SOCIAL, {**SLAVERY, **change})
    with pytest.raises(CuratedTableError) as raised:
        read(instruments=instruments)
    assert str(raised.value).startswith(f"instruments.csv:4: {message}")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"instrument": "slavery"}, "column 'instrument': 'slavery' is not described in any table"),
        ({"property": "entry into force"}, "column 'property': 'entry into force' is none of adopted under, "),
        ({"value": "9 March 1927"}, "column 'value': '9 March 1927' is no date"),
        ({"value": "--03-09"}, "column 'value': '--03-09' is no date"),
        ({"sources": "vlex"}, "column 'sources': 'vlex' is no source"),
        ({"sources": ""}, "column 'sources': the cell is empty"),
        ({"standing": "best", "reason": "It is."}, "column 'standing': 'best' is none of preferred, rejected, shared"),
        ({"standing": "preferred"}, "column 'reason': a standing is given with its reason"),
        ({"reason": "It is."}, "column 'reason': a standing is given with its reason"),
        ({"standing": "preferred", "reason": "it is"}, "column 'reason': a reason is a sentence"),
        ({"standing": "rejected", "reason": "No."}, "column 'standing': a value is rejected, but no other"),
        ({"standing": "shared", "reason": "Both."}, "column 'standing': the value is called shared, but nothing else"),
        (
            {"property": "member", "value": "un-charter"},
            "column 'value': 'un-charter' is not the slug of an instrument",
        ),
        ({"property": "supplements", "value": "league"}, "column 'value': 'league' is not the slug of an instrument"),
        ({"property": "rests on", "value": "x"}, "column 'value': 'x' is not the slug of an instrument"),
        ({"property": "issued by", "value": "who"}, "column 'value': 'who' is not the slug of an actor"),
        ({"property": "convention number", "value": "No. 97"}, "column 'value': 'No. 97' is no whole number"),
    ],
)
def test_bad_facts_are_refused(read, change, message):
    """A slip in a row of facts is refused with its line and column."""
    with pytest.raises(CuratedTableError) as raised:
        read({**in_force("1927-03-09"), **change})
    assert str(raised.value).startswith(f"instrument-facts.csv:4: {message}")


def test_one_date_is_stated(read):
    """Two dates of one kind without a word on which is right are refused, with the line of the first."""
    with pytest.raises(
        CuratedTableError, match=r"^instrument-facts\.csv:5: .*another value stands in line 4$"
    ) as raised:
        read(in_force("1927-03-09"), in_force("1927-03-07"))
    assert "preferred" in raised.value.hint


def test_one_value_is_preferred(read):
    """Of several values one at most is preferred."""
    with pytest.raises(CuratedTableError, match=r"^instrument-facts\.csv:5: .*preferred in line 4 already$"):
        read(in_force("1927-03-09", "preferred", "It is."), in_force("1927-03-07", "preferred", "It is."))


def test_a_fact_is_given_once(read):
    """The same value of the same property of the same thing is one fact with several sources."""
    with pytest.raises(CuratedTableError, match=r"^instrument-facts\.csv:5: .*stands in line 4 already$"):
        read(in_force("1927-03-09"), {**in_force("1927-03-09"), "sources": "2"})


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("identifier", "A/RES/55/25"),
        ("treaty series", "999 UNTS 171"),
        ("depositary reference", "MTDSG IV-4"),
        ("convention number", "97"),
        ("recommendation number", "202"),
    ],
)
def test_doubled_identifiers_are_refused(read, word, value):
    """What identifies one instrument does not identify another, unless both rows say that they share it."""
    rows = [{"instrument": name, "property": word, "value": value} for name in ("civil-covenant", "slavery-convention")]
    with pytest.raises(CuratedTableError) as raised:
        read(*rows)
    assert str(raised.value) == "instrument-facts.csv:5: column 'value': 'civil-covenant' has the same in line 4"
    half = {**rows[0], "standing": "shared", "reason": "Both are in it."}
    with pytest.raises(CuratedTableError, match=r"^instrument-facts\.csv:5: .*'civil-covenant' has the same in line 4"):
        read(half, rows[1])
    both = {"standing": "shared", "reason": "Both are in it."}
    assert len(read(*({**row, **both} for row in rows))[1]) == 2


def test_conventions_and_recommendations_are_numbered_apart(read):
    """A convention and a recommendation may bear the same number."""
    convention = {"instrument": "civil-covenant", "property": "convention number", "value": "97"}
    recommendation = {"instrument": "social-covenant", "property": "recommendation number", "value": "97"}
    assert {fact.property for fact in read(convention, recommendation)[1]} == {"gcm:hasLabourStandardNumber"}


@pytest.fixture(scope="module")
def curated():
    """Return the instruments of the project by slug, and the facts about them."""
    folder = resources.ontology_folder() / "curated"
    sources = read_sources(folder, read_resolution(open_source("a-res-73-195")), manifest().values())
    instruments = read_instruments(folder, sources)
    facts = read_instrument_facts(folder, sources, instruments, read_actors(folder, sources))
    return {instrument.path.removeprefix("instrument/"): instrument for instrument in instruments}, facts


def values_of(facts, path, name):
    """Return the values of a property of an instrument that are stated."""
    found = [fact for fact in facts if (fact.subject, fact.property) == (f"instrument/{path}", name)]
    return {fact.value.value for fact in found if fact.standing is not Standing.REJECTED}


def test_slugs_are_those_of_the_names(curated):
    """No name of an instrument has been corrected since its slug was published."""
    assert [key for key, instrument in curated[0].items() if slug(instrument.name) != key] == []


def test_every_kind_is_used(curated):
    """Each kind of instrument that the table knows is the kind of some instrument of the Compact."""
    assert {instrument.kind for instrument in curated[0].values()} == KINDS


def test_carriers_are_no_instruments_of_their_own(curated):
    """Resolutions that footnotes cite for what they carry are identifiers; those of the preamble are instruments."""
    resolutions = {key for key, instrument in curated[0].items() if instrument.kind == "AssemblyResolution"}
    assert resolutions == {"resolution-71-280", "resolution-72-244", "resolution-72-308"}
    declaration = curated[0]["new-york-declaration-for-refugees-and-migrants"]
    assert declaration.also_named == ("Resolution 71/1",)
    assert {"resolution/preamble/1", "opening", "footnote/1", "paragraph/16"} <= set(declaration.named_in)


def test_members_are_those_of_the_footnotes(curated):
    """Footnote 4 lists seven human rights treaties, footnote 13 four labour conventions with their numbers."""
    instruments, facts = curated
    for group, footnote, number in (
        ("other-core-international-human-rights-treaties", "footnote/4", 7),
        (
            "international-labour-organization-conventions-on-promoting-decent-work-and-labour-migration",
            "footnote/13",
            4,
        ),
    ):
        members = values_of(facts, group, "gcm:hasMember")
        assert members == {item.path for item in instruments.values() if item.named_in == (footnote,)}
        assert len(members) == number
    conventions = [key for key, item in instruments.items() if item.kind == "LabourConvention"]
    numbers = {number for key in conventions for number in values_of(facts, key, "gcm:hasLabourStandardNumber")}
    assert numbers == {"97", "143", "118", "189"}


@pytest.mark.parametrize(
    ("path", "cited"),
    [
        ("united-nations-convention-against-transnational-organized-crime", "vol. 2225, No. 39574"),
        (
            "protocol-to-prevent-suppress-and-punish-trafficking-in-persons-especially-women-and-children",
            "vol. 2237, No.",
        ),
        ("protocol-against-the-smuggling-of-migrants-by-land-sea-and-air", "vol. 2241, No. 39574"),
        ("slavery-convention", "League of Nations, Treaty Series, vol. LX, No. 1414"),
        ("united-nations-framework-convention-on-climate-change", "vol. 1771, No. 30822"),
    ],
)
def test_treaty_series_numbers_are_those_of_the_footnotes(curated, path, cited):
    """Footnotes 5 to 11 cite the treaties by their place in a treaty series."""
    assert any(cited in number for number in values_of(curated[1], path, "gcm:hasTreatySeriesNumber"))


@pytest.mark.parametrize(
    ("path", "symbols"),
    [
        ("universal-declaration-of-human-rights", {"217 A (III)"}),
        ("international-covenant-on-civil-and-political-rights", {"2200 A (XXI), annex"}),
        ("international-covenant-on-economic-social-and-cultural-rights", {"2200 A (XXI), annex"}),
        ("2030-agenda-for-sustainable-development", {"A/RES/70/1"}),
        ("sendai-framework-for-disaster-risk-reduction-2015-2030", {"A/RES/69/283, annex II"}),
        ("paris-agreement", {"FCCC/CP/2015/10/Add.1, decision 1/CP.21"}),
        ("making-migration-work-for-all", {"A/72/643"}),
        ("report-of-the-special-representative-of-the-secretary-general-on-migration", {"A/71/728"}),
        ("united-nations-guiding-principles-on-business-and-human-rights", {"A/HRC/17/31, annex"}),
    ],
)
def test_symbols_are_those_of_the_footnotes(curated, path, symbols):
    """Footnotes 2, 3, 12, 14 to 18, 20 and 21 cite the documents in which the instruments stand."""
    assert values_of(curated[1], path, "dcterms:identifier") == symbols


def test_dates_that_the_text_gives(curated):
    """The preamble dates four resolutions, paragraph 6 a report and a declaration."""
    given = {
        "new-york-declaration-for-refugees-and-migrants": "2016-09-19",
        "resolution-71-280": "2017-04-06",
        "resolution-72-244": "2017-12-24",
        "resolution-72-308": "2018-08-06",
        "declaration-of-the-high-level-dialogue-on-international-migration-and-development": "2013-10",
        "report-of-the-special-representative-of-the-secretary-general-on-migration": "2017-02-03",
    }
    assert {path: values_of(curated[1], path, "eli:date_document") for path in given} == {
        path: {date} for path, date in given.items()
    }


def test_what_the_compact_rests_on(curated):
    """Paragraph 1 names the Charter; paragraph 2 has sixteen footnotes, one of them on the two Covenants together."""
    instruments, facts = curated
    grounds = [fact for fact in facts if fact.property == "gcm:restsOn"]
    assert {fact.subject for fact in grounds} == {"compact"}
    assert {fact.value.value for fact in grounds} == {
        item.path for item in instruments.values() if {"paragraph/1", "paragraph/2"} & set(item.named_in)
    }
    assert len(grounds) == 1 + 17
