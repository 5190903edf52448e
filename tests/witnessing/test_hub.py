"""What the Hub's page says, read by eye from it: capacity gaps, languages, short titles and another objective."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gcm_graph.curating.curated import Curated, read_curated
from gcm_graph.curating.values import Path, Text
from gcm_graph.describing.concepts import concept_paths, describe_concepts
from gcm_graph.describing.graphs import NamedGraph
from gcm_graph.errors import StructureError
from gcm_graph.reading import manifest
from gcm_graph.reading.hub import CAPACITIES, REPORT
from gcm_graph.witnessing.hub import read_hub_content
from gcm_graph.witnessing.quoted import TableDisagreesError

HUB = "network-hub-objective-11"
LANGUAGE = "http://publications.europa.eu/resource/authority/language/"


@pytest.fixture(scope="module")
def curated(document) -> Curated:
    """Return the curated tables."""
    concepts = NamedGraph("vocabulary")
    describe_concepts(concepts)
    return read_curated(document, tuple(manifest().values()), concept_paths(concepts))


@pytest.fixture(scope="module")
def content(witnesses, document, curated):
    """Return what the page says."""
    return read_hub_content(witnesses.hub, document, curated)


def with_passage(read, about, found, put):
    """Return a page with some words of one passage changed."""
    passages = tuple(
        replace(each, text=each.text.replace(found, put)) if each.about == about else each for each in read.passages
    )
    assert passages != read.passages
    return replace(read, passages=passages)


def test_the_capacity_gaps_are_those_of_the_sentence(content):
    """Five areas, each in its own words, with the actions that stand in brackets after it."""
    assert [(gap.name, "".join(action[-1] for action in gap.actions)) for gap in content.gaps] == [
        ("identification, referral, assistance and protection", "ab"),
        ("compliance with international human rights law including due process", "cf"),
        ("search and rescue", "d"),
        ("guidance on human rights-compliant border governance measures", "g"),
        ("training of border officials in areas such as child-sensitivity and gender-responsiveness", "e"),
    ]
    assert content.gaps[2].path == "capacity-gap/search-and-rescue"
    assert content.gaps[0].actions == ("objective/11/action/a", "objective/11/action/b")


def test_a_capacity_gap_leads_to_its_words(content):
    """The passage of a gap holds its words with the actions cited, on the line of the sentence."""
    passages = {passage.path: passage for passage in content.page.passages}
    found = [passages[gap.passage] for gap in content.gaps]
    assert found[0].text == "identification, referral, assistance and protection (cf. Actions a and b)"
    assert found[1].text == "compliance with international human rights law including due process (c and f)"
    assert {passage.lines for passage in found} == {(32, 32)}
    assert found[2].about == (Path("capacity-gap/search-and-rescue"), Path("objective/11/action/d"))


def test_the_report_is_offered_in_six_languages(content):
    """The codes that the page prints are languages of the EU's authority table."""
    offered = [read.fact.value.value for read in content.page.facts if read.fact.property == "gcm:offersReportIn"]
    assert offered == [LANGUAGE + code for code in ("ARA", "ZHO", "ENG", "FRA", "RUS", "SPA")]


def test_the_page_leads_on_to_objective_2(content):
    """Its one neighbour is objective 2, under the short title that the table has."""
    leads = [
        (read.fact.subject, read.fact.value, read.passage)
        for read in content.page.facts
        if read.fact.property == "gcm:pointsToObjective"
    ]
    assert leads == [(f"source/{HUB}", Path("objective/2"), f"passage/{HUB}/objective/2/short-title")]


def test_short_titles_are_borne_out_by_the_page(content):
    """The page prints two short titles of the table, that of its own objective on line 3."""
    confirmed = [(read.fact.subject, read.fact.value, read.passage) for read in content.page.confirmed]
    assert confirmed == [
        ("objective/11", Text("Manage borders"), f"passage/{HUB}/objective/11/short-title"),
        ("objective/2", Text("Minimize adverse drivers"), f"passage/{HUB}/objective/2/short-title"),
    ]
    lines = {passage.path: passage.lines for passage in content.page.passages}
    assert lines[f"passage/{HUB}/objective/11/short-title"] == (3, 3)
    assert lines[f"passage/{HUB}/objective/2/short-title"] == (39, 39)


@pytest.mark.parametrize(
    ("found", "put"),
    [
        ("search and rescue (d)", "search and rescue"),
        ("(c and f)", "(c and z)"),
        ("(cf. Actions a and b)", "(see Actions a and b)"),
        ("areas pertaining to", "areas about"),
        ("governance measures (g) and", "governance measures (g) or"),
    ],
)
def test_another_sentence_on_capacities_is_refused(witnesses, document, curated, found, put):
    """An area without its actions, an action that the objective lacks or other words between are no guess."""
    with pytest.raises(StructureError, match="areas that require capacities") as caught:
        read_hub_content(with_passage(witnesses.hub, CAPACITIES, found, put), document, curated)
    assert (caught.value.file, caught.value.line) == (f"{HUB}.txt", 32)


@pytest.mark.parametrize(("found", "put"), [("RU", "XX"), ("available in", "available also in"), ("ZH, ", "ZH; ")])
def test_another_sentence_on_languages_is_refused(witnesses, document, curated, found, put):
    """A code that stands for no language of the United Nations, or another wording, is an error with its line."""
    with pytest.raises(StructureError, match="code of a language") as caught:
        read_hub_content(with_passage(witnesses.hub, REPORT, found, put), document, curated)
    assert caught.value.line == 34


def test_another_short_title_is_reported(witnesses, document, curated):
    """A short title that the table gives otherwise is an error, and so is one that the page prints in two ways."""
    with pytest.raises(TableDisagreesError, match=r"short-titles\.csv does not give objective/2"):
        read_hub_content(with_passage(witnesses.hub, "objective/2", "Minimize", "Minimise"), document, curated)
    passages = list(witnesses.hub.passages)
    passages[1] = replace(passages[1], text="Manage frontiers")
    with pytest.raises(StructureError, match="'Manage frontiers' and 'Manage borders'"):
        read_hub_content(replace(witnesses.hub, passages=tuple(passages)), document, curated)
