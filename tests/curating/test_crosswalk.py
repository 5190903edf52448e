"""The crosswalk to the Sustainable Development Goals and the short titles: what tables say and what they may not."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from gcm_graph import resources
from gcm_graph.curating.crosswalk import read_crosswalk
from gcm_graph.curating.sources import Sources, read_sources
from gcm_graph.errors import CuratedTableError
from gcm_graph.reading import manifest, open_source, read_resolution

SOURCES = Sources({}, {"booklet": "reference/booklet", "hub": "reference/hub", "un": "reference/un"})
GOALS = ["code,name,short name,name in French,name in Spanish,source"]
GOALS += [f"{number},Name of goal {number},Goal {number},,,un" for number in range(1, 18)]
GOALS += ["17.6,Name of target 17.6,,,,un"]
CROSSWALK = ["objective,code,printed as,source,note", "9,17.6,17.16,booklet,Printed as 17.16.", "9,16,,booklet,"]
TITLES = ["objective,short title,source", "9,Counter smuggling,hub", "11,Manage borders,hub"]
FILES = {"sustainable-development-goals.csv": GOALS, "crosswalk.csv": CROSSWALK, "short-titles.csv": TITLES}


def read(folder, **changed):
    """Return the crosswalk of small tables, in which lines are changed: `crosswalk={2: "9,17.6,,booklet,"}`."""
    names = {"goals": "sustainable-development-goals.csv", "crosswalk": "crosswalk.csv", "titles": "short-titles.csv"}
    for name, lines in FILES.items():
        changes = next((lines for key, lines in changed.items() if names[key] == name), {})
        written = [changes.get(number, line) for number, line in enumerate(lines, start=1)]
        (folder / name).write_text("\n".join([*written, changes.get("more", "")]), encoding="utf-8")
    return read_crosswalk(folder, SOURCES)


@pytest.fixture(scope="module")
def crosswalk():
    """Return the crosswalk of the project."""
    folder = resources.ontology_folder() / "curated"
    document = read_resolution(open_source("a-res-73-195"))
    return read_crosswalk(folder, read_sources(folder, document, manifest().values()))


def codes(crosswalk, objective):
    """Return the codes to which an objective is related, in the order of the table."""
    facts = [noted.fact for noted in crosswalk.relations if noted.fact.subject == f"objective/{objective}"]
    return [fact.value.value.removeprefix("http://metadata.un.org/sdg/") for fact in facts]


def test_a_relation_has_its_property_value_misprint_sources_and_note(tmp_path):
    """A code with a dot is a target's; the printed code and the note are kept beside the corrected one."""
    target, goal = read(tmp_path).relations
    assert (target.fact.subject, target.fact.property) == ("objective/9", "gcm:relatesToTarget")
    assert target.fact.value.value == "http://metadata.un.org/sdg/17.6"
    assert (target.fact.printed_as, target.note) == ("17.16", "Printed as 17.16.")
    assert target.fact.sources == ("reference/booklet",)
    assert goal.fact.property == "gcm:relatesToGoal"
    assert (goal.fact.value.value, goal.fact.printed_as, goal.note) == ("http://metadata.un.org/sdg/16", None, None)


@pytest.mark.parametrize(
    ("changed", "file", "line", "column", "words"),
    [
        ({"goals": {2: "0,Nothing,Nought,,,un"}}, "sustainable-development-goals.csv", 2, "code", "no code"),
        ({"goals": {2: "01,End poverty,No poverty,,,un"}}, "sustainable-development-goals.csv", 2, "code", "no code"),
        ({"goals": {19: "17.f,A target,,,,un"}}, "sustainable-development-goals.csv", 19, "code", "no code"),
        ({"goals": {19: "17,A goal,Another,,,un"}}, "sustainable-development-goals.csv", 19, "code", "line 18 already"),
        ({"goals": {19: "17.6,,,,,un"}}, "sustainable-development-goals.csv", 19, "name", "empty"),
        (
            {"goals": {19: "17.6,Name of goal 3,,,,un"}},
            "sustainable-development-goals.csv",
            19,
            "name",
            "line 4 already",
        ),
        ({"goals": {19: "17.6,A target,Short,,,un"}}, "sustainable-development-goals.csv", 19, "short name", "none"),
        ({"goals": {2: "1,End poverty,,,,un"}}, "sustainable-development-goals.csv", 2, "short name", "has a short"),
        (
            {"goals": {19: "17.6,A target,,Une cible for all,,un"}},
            "sustainable-development-goals.csv",
            19,
            "name in French",
            "English word",
        ),
        ({"goals": {19: "17.6,A target,,,,who"}}, "sustainable-development-goals.csv", 19, "source", "no source"),
        ({"goals": {19: "17.6,A target,,,,"}}, "sustainable-development-goals.csv", 19, "source", "empty"),
        (
            {"goals": {19: "17.6,A target,,,Œuvre,un"}},
            "sustainable-development-goals.csv",
            19,
            "name in Spanish",
            "no letter",
        ),
        ({"goals": {6: ""}}, "sustainable-development-goals.csv", 19, "code", "without goal 5"),
        ({"goals": {6: "", 19: "5.1,A target,,,,un"}}, "sustainable-development-goals.csv", 19, "code", "no goal 5"),
        ({"crosswalk": {2: "24,17.6,,booklet,"}}, "crosswalk.csv", 2, "objective", "'24' is no objective"),
        ({"crosswalk": {2: "nine,17.6,,booklet,"}}, "crosswalk.csv", 2, "objective", "no objective"),
        ({"crosswalk": {2: ",17.6,,booklet,"}}, "crosswalk.csv", 2, "objective", "empty"),
        ({"crosswalk": {3: "9,17.7,,booklet,"}}, "crosswalk.csv", 3, "code", "'17.7' is no code"),
        ({"crosswalk": {3: "9,,,booklet,"}}, "crosswalk.csv", 3, "code", "empty"),
        ({"crosswalk": {3: "9,17.6,,booklet,"}}, "crosswalk.csv", 3, "code", "line 2 already"),
        ({"crosswalk": {2: "9,17.6,17.6,booklet,Why."}}, "crosswalk.csv", 2, "printed as", "the code itself"),
        ({"crosswalk": {2: "9,17.6,17.16,booklet,"}}, "crosswalk.csv", 2, "note", "explained"),
        ({"crosswalk": {2: "9,17.6,17.16,booklet,Misprinted"}}, "crosswalk.csv", 2, "note", "full stop"),
        ({"crosswalk": {2: "9,17.6,,leaflet,"}}, "crosswalk.csv", 2, "source", "'leaflet' is no source"),
        ({"crosswalk": {2: "9,17.6,,,"}}, "crosswalk.csv", 2, "source", "empty"),
        ({"titles": {2: "0,Counter smuggling,hub"}}, "short-titles.csv", 2, "objective", "no objective"),
        ({"titles": {3: "9,Smuggling,hub"}}, "short-titles.csv", 3, "objective", "line 2 already"),
        ({"titles": {3: "11,Counter smuggling,hub"}}, "short-titles.csv", 3, "short title", "line 2 already"),
        ({"titles": {2: "9,,hub"}}, "short-titles.csv", 2, "short title", "empty"),
        ({"titles": {2: "9,Counter smuggling,bub"}}, "short-titles.csv", 2, "source", "no source"),
    ],
)
def test_a_wrong_cell_is_told_with_file_line_and_column(tmp_path, changed, file, line, column, words):
    """Nothing is described from a table with a mistake; the message says where the mistake stands."""
    with pytest.raises(CuratedTableError, match=re.escape(words)) as caught:
        read(tmp_path, **changed)
    assert (caught.value.file, caught.value.line, caught.value.column) == (file, line, column)


def test_there_are_17_goals_and_169_targets(crosswalk):
    """The 2030 Agenda has 17 Sustainable Development Goals and 169 targets."""
    goals = [code for code, goal in crosswalk.goals.items() if goal.goal is None]
    assert goals == [str(number) for number in range(1, 18)]
    assert len(crosswalk.goals) - len(goals) == 169


def test_goals_are_named_as_the_united_nations_data_names_them(crosswalk):
    """Names, odd spellings included, are copied: a missing space in 12.3, a footnote number in 14.6, U+2011 in 3.2."""
    name = {code: goal.name for code, goal in crosswalk.goals.items()}
    assert name["10"] == "Reduce inequality within and among countries"
    assert name["12.3"].startswith("By 2030,halve per capita global food waste")
    assert name["14.6"].endswith("fisheries subsidies negotiation3")
    assert "under\u20115 mortality" in name["3.2"]
    assert name["17.14"] == "Enhance policy coherence for sustainable development"


def test_goals_and_related_targets_are_named_in_french_and_spanish(crosswalk):
    """The names of the 17 goals and of the 55 targets of the crosswalk are copied in the three languages."""
    related = {noted.fact.value.value.rpartition("/")[2] for noted in crosswalk.relations}
    named = {code for code, goal in crosswalk.goals.items() if goal.translations}
    assert named == related
    french, spanish = crosswalk.goals["16.9"].translations
    assert (french.language, spanish.language) == ("fr", "es")
    assert french.value.startswith("D’ici à 2030, garantir à tous une identité juridique, notamment grâce à")
    assert {len(crosswalk.goals[code].translations) for code in named} == {2}


def test_the_booklet_has_the_texts_of_the_six_targets_of_objective_11(crosswalk):
    """The source text prints the same words, save that it writes two names small in 17.16."""
    text = " ".join(open_source("guidance-booklet-objective-11").text.split())
    item = r"(\d+\.\w+):\*\* (.+?)(?= [-▪]\W*\d+\.\w+:| SDG \d+:|$)"
    printed = dict(re.findall(item, text))
    assert list(printed) == ["9.1", "9.a", "10.7", "16.3", "17.16", "17.18"]
    names = {code: crosswalk.goals[code].name for code in printed}
    for capitals in ("Global Partnership for Sustainable Development", "Sustainable Development Goals"):
        assert capitals in names["17.16"]
        names["17.16"] = names["17.16"].replace(capitals, capitals.lower())
    assert printed == names


def test_the_booklet_has_the_short_names_of_four_goals(crosswalk):
    """The source text prints them as headings: `SDG 10: Reduced inequalities`."""
    text = open_source("guidance-booklet-objective-11").text
    printed = dict(re.findall(r"^SDG (\d+): (.+)$", text, re.MULTILINE))
    assert list(printed) == ["9", "10", "16", "17"]
    assert printed == {code: crosswalk.goals[code].short_name for code in printed}


@pytest.mark.parametrize(
    ("objective", "expected"),
    [
        (1, "10.7 17.18"),
        (5, "3.c 4.b 4.c 8.3 8.7 8.8 8.b 10.2 10.7"),
        (9, "10.7 16.1 16.2 16.3 16.4 17.6 17.18"),
        (11, "9.1 9.a 10.7 16.3 17.16 17.18"),
        (17, "8.5 8.8 10.3 10.7 16.7 16.b 17.17 17.18"),
        (18, "3.c 4.4 4.b 8.5 8.6 10.7 17.17 17.18"),
        (20, "1.4 8.10 10.c 17.3 17.7 17.18"),
        (2, "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 17.14"),
        (19, "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17"),
        (23, "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 17.3 17.6 17.7 17.14 17.16 17.17 17.18"),
    ],
)
def test_an_objective_relates_to_what_the_booklet_lists(crosswalk, objective, expected):
    """Read in the booklet's section on relevant goals; where it says all goals, they are the 17 goals one by one."""
    assert codes(crosswalk, objective) == expected.split(" ")


def test_there_are_154_pairs_of_objective_and_target(crosswalk):
    """All 23 objectives are related: by 154 pairs to 55 targets, and three of them to each of the 17 goals."""
    facts = [noted.fact for noted in crosswalk.relations]
    targets = [fact for fact in facts if fact.property == "gcm:relatesToTarget"]
    goals = Counter(fact.subject for fact in facts if fact.property == "gcm:relatesToGoal")
    assert {fact.subject for fact in facts} == {f"objective/{number}" for number in range(1, 24)}
    assert (len(targets), len({fact.value for fact in targets})) == (154, 55)
    assert goals == {"objective/2": 17, "objective/19": 17, "objective/23": 17}


def test_three_codes_are_misprinted(crosswalk):
    """17.16 stands for 17.6 in objective 9, 17.7 for 17.17 in objectives 17 and 18; each is explained."""
    misprints = {
        (noted.fact.subject, noted.fact.value.value.rpartition("/")[2]): (noted.fact.printed_as, noted.note)
        for noted in crosswalk.relations
        if noted.fact.printed_as
    }
    note = "The booklet prints the code {} with the text of target {}."
    assert misprints == {
        ("objective/9", "17.6"): ("17.16", note.format("17.16", "17.6")),
        ("objective/17", "17.17"): ("17.7", note.format("17.7", "17.17")),
        ("objective/18", "17.17"): ("17.7", note.format("17.7", "17.17")),
    }


def test_the_sources_of_a_relation_are_the_editions_that_have_it(crosswalk):
    """Both editions of the booklet; the PDF alone for two targets and for all goals; also the text in hand for 11."""
    editions = ("reference/booklet-pdf", "reference/booklet-interactive")
    sources = {}
    for noted in crosswalk.relations:
        key = noted.fact.sources
        sources.setdefault(key, []).append((noted.fact.subject, noted.fact.value.value.rpartition("/")[2]))
    assert set(sources) == {editions, editions[:1], ("source/guidance-booklet-objective-11", *editions)}
    assert len(sources["source/guidance-booklet-objective-11", *editions]) == 6
    in_pdf = [pair for pair in sources[editions[:1]] if "." in pair[1]]
    assert in_pdf == [("objective/2", "17.14"), ("objective/7", "1.3")]


def test_the_short_titles_are_the_23_labels_of_the_hub(crosswalk):
    """One for each objective; those of objectives 2 and 11 are also printed on the Hub page in hand."""
    titles = {fact.subject: fact for fact in crosswalk.short_titles}
    assert list(titles) == [f"objective/{number}" for number in range(1, 24)]
    assert titles["objective/1"].value.value == "Data"
    assert titles["objective/13"].value.value == "Alternatives to detention"
    assert titles["objective/23"].value.value == "International cooperation"
    page = open_source("network-hub-objective-11").text
    on_page = [path for path, fact in titles.items() if "source/network-hub-objective-11" in fact.sources]
    assert on_page == ["objective/2", "objective/11"]
    for path in on_page:
        assert f"\n{path.removeprefix('objective/')} - {titles[path].value.value}\n" in page
