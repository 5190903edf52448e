"""The round tables of the review forum and the example practices, as the tables give them and as they may not."""

from __future__ import annotations

import re

import pytest

from gcm_graph import namespaces, resources
from gcm_graph.curating.clusters import read_review_rounds
from gcm_graph.curating.practices import read_practices
from gcm_graph.curating.sources import Sources, read_sources
from gcm_graph.errors import CuratedTableError
from gcm_graph.reading import manifest, open_source, read_resolution

SOURCES = Sources({}, {"forum": "reference/forum", "booklet": "reference/booklet"})
FIRST = " | ".join(str(number) for number in range(1, 13))
SECOND = " | ".join(str(number) for number in range(13, 24))
CLUSTERS = ["year,round table,objectives,source,note", f"2022,1,{FIRST},forum,", f"2022,2,{SECOND},forum,The rest."]
PRACTICES = [
    "slug,objective,title,printed as,citation,source",
    'a-practice,2,A practice,A GCM practice,"IOM, 2018",booklet',
    "idiaspora,19,iDIASPORA,,,booklet",
]


def write(folder, name, lines, changed):
    """Write a table in which some lines, by number, are changed."""
    written = [changed.get(number, line) for number, line in enumerate(lines, start=1)]
    (folder / name).write_text("\n".join(written), encoding="utf-8")


def clusters(folder, changed=()):
    """Return the review rounds of a small table."""
    write(folder, "review-clusters.csv", CLUSTERS, dict(changed))
    return read_review_rounds(folder, SOURCES)


def practices(folder, changed=()):
    """Return the practices of a small table."""
    write(folder, "practices.csv", PRACTICES, dict(changed))
    return read_practices(folder, SOURCES)


@pytest.fixture(scope="module")
def curated():
    """Return the folder of the project's tables and its sources."""
    folder = resources.ontology_folder() / "curated"
    document = read_resolution(open_source("a-res-73-195"))
    return folder, read_sources(folder, document, manifest().values())


def test_a_round_shares_the_objectives_out_among_its_clusters(tmp_path):
    """A round has its forum, year and clusters; a note on a cluster is one on each of its objectives."""
    (review,) = clusters(tmp_path)
    assert review.path == "review/international-migration-review-forum-2022"
    assert [fact.property for fact in review.facts] == ["gcm:isEditionOf", "gcm:takesPlaceIn", *["gcm:hasCluster"] * 2]
    assert review.facts[1].value.value == "2022"
    first, second = review.clusters
    assert first.path == f"{review.path}-round-table-1"
    assert first.label == "International Migration Review Forum 2022, round table 1"
    assert {noted.note for noted in first.reviews} == {None}
    assert {noted.note for noted in second.reviews} == {"The rest."}
    assert second.reviews[0].fact.value.value == "objective/13"


@pytest.mark.parametrize(
    ("line", "row", "column", "words"),
    [
        (2, f"22,1,{FIRST},forum,", "year", "no date"),
        (2, f"2022-05,1,{FIRST},forum,", "year", "no year"),
        (2, f"2022,one,{FIRST},forum,", "round table", "no whole number"),
        (3, f"2022,1,{SECOND},forum,", "round table", "line 2 already"),
        (2, "2022,1,,forum,", "objectives", "empty"),
        (2, f"2022,1,{FIRST} | 12,forum,", "objectives", "twice"),
        (2, f"2022,1,{FIRST} |,forum,", "objectives", "nothing stands"),
        (3, f"2022,2,{SECOND} | 24,forum,", "objectives", "'24' is no objective"),
        (3, f"2022,2,{SECOND} | 12,forum,", "objectives", "objective 12 stands in line 2 already"),
        (
            3,
            f"2022,2,{SECOND.replace(' | 17', '')},forum,",
            "objectives",
            "no round table of 2022 reviews objective 17",
        ),
        (2, f"2022,1,{FIRST},fora,", "source", "no source"),
        (2, f"2022,1,{FIRST},forum,by subtraction", "note", "full stop"),
    ],
)
def test_a_wrong_cell_of_a_cluster_is_told_with_line_and_column(tmp_path, line, row, column, words):
    """Each objective stands in exactly one round table of a year, and each cell is checked."""
    with pytest.raises(CuratedTableError, match=re.escape(words)) as caught:
        clusters(tmp_path, {line: row})
    assert (caught.value.file, caught.value.line, caught.value.column) == ("review-clusters.csv", line, column)


def test_a_practice_has_its_objective_citation_and_misprint(tmp_path):
    """What the source prints in a title by mistake is kept beside the title; no citation is no fact."""
    first, second = practices(tmp_path)
    assert first.path == "practice/a-practice"
    assert [(fact.property, fact.value.value) for fact in first.facts] == [
        ("gcm:exemplifies", "objective/2"),
        ("dcterms:bibliographicCitation", "IOM, 2018"),
        ("skos:prefLabel", "A practice"),
    ]
    assert first.facts[2].printed_as == "A GCM practice"
    assert [fact.property for fact in second.facts] == ["gcm:exemplifies"]


@pytest.mark.parametrize(
    ("line", "row", "column", "words"),
    [
        (2, "A-Practice,2,A practice,,,booklet", "slug", "no slug"),
        (2, ",2,A practice,,,booklet", "slug", "empty"),
        (3, "a-practice,19,iDIASPORA,,,booklet", "slug", "line 2 already"),
        (2, "a-practice,24,A practice,,,booklet", "objective", "no objective"),
        (3, "another,2,A practice,,,booklet", "title", "line 2 already"),
        (2, "a-practice,2,,,,booklet", "title", "empty"),
        (2, "a-practice,2,A practice,A practice,,booklet", "printed as", "the title itself"),
        (2, "a-practice,2,A practice,,,leaflet", "source", "no source"),
    ],
)
def test_a_wrong_cell_of_a_practice_is_told_with_line_and_column(tmp_path, line, row, column, words):
    """Slugs are slugs and unique, an objective has a title once, and each cell is checked."""
    with pytest.raises(CuratedTableError, match=re.escape(words)) as caught:
        practices(tmp_path, {line: row})
    assert (caught.value.file, caught.value.line, caught.value.column) == ("practices.csv", line, column)


def test_the_first_forum_had_four_round_tables(curated):
    """Which objectives each reviews was read on the Forum's pages for the first three; the fourth has the rest."""
    (review,) = read_review_rounds(*curated)
    assert [
        [int(noted.fact.value.value.removeprefix("objective/")) for noted in cluster.reviews]
        for cluster in review.clusters
    ] == [[2, 5, 6, 12, 18], [4, 8, 9, 10, 11, 13, 21], [14, 15, 16, 19, 20, 22], [1, 3, 7, 17, 23]]
    notes = [{noted.note for noted in cluster.reviews} for cluster in review.clusters]
    assert notes[:3] == [{None}] * 3
    assert "By subtraction" in notes[3].pop()


def test_the_booklet_gives_76_practices(curated):
    """Three or so for each of the 23 objectives, and the three of objective 11 stand in the text in hand."""
    practices = read_practices(*curated)
    objectives = [practice.facts[0].value.value for practice in practices]
    assert len(practices) == 76
    assert set(objectives) == {f"objective/{number}" for number in range(1, 24)}
    text = open_source("guidance-booklet-objective-11").text
    of_11 = [practice for practice in practices if "source/guidance-booklet-objective-11" in practice.sources]
    assert [practice.title for practice in of_11] == [
        "West African Network for the Protection of Children",
        "Training public officials on migration and trafficking in persons",
        "African Union Border Programme",
    ]
    for practice in of_11:
        assert f"\n{practice.title}\n" in text
        assert f"({practice.facts[1].value.value})." in text


def test_slugs_follow_from_titles(curated):
    """A slug is made of the title; of the one title that two objectives have, with the objective's number."""
    practices = read_practices(*curated)
    doubled = [practice.path for practice in practices if practice.title == "Bilateral labour agreements"]
    assert doubled == ["practice/bilateral-labour-agreements-5", "practice/bilateral-labour-agreements-6"]
    for practice in practices:
        if practice.path not in doubled:
            assert practice.path == f"practice/{namespaces.slug(practice.title)}"


def test_the_running_head_is_no_part_of_a_title(curated):
    """The booklet's PDF runs the head of the page into the title of objective 2's third practice."""
    printed = {
        fact.value.value: fact.printed_as
        for practice in read_practices(*curated)
        for fact in practice.facts
        if fact.printed_as
    }
    assert printed == {
        "National strategy on the management of disaster and climate inducted internal displacement": (
            "National strategy on the management of disaster and GCM OBJECTIVE 2 climate inducted internal displacement"
        )
    }
