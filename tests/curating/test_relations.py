"""All relations of the objectives, lined up for the table `crosswalk.csv`."""

from __future__ import annotations

from collections import Counter

import pytest

from gcm_graph import resources
from gcm_graph.curating.clusters import read_review_rounds
from gcm_graph.curating.crosswalk import read_crosswalk
from gcm_graph.curating.practices import read_practices
from gcm_graph.curating.relations import line_up
from gcm_graph.curating.sources import read_sources
from gcm_graph.reading import manifest, open_source, read_resolution


@pytest.fixture(scope="module")
def relations():
    """Return the relations of the project's tables."""
    folder = resources.ontology_folder() / "curated"
    document = read_resolution(open_source("a-res-73-195"))
    sources = read_sources(folder, document, manifest().values())
    crosswalk = read_crosswalk(folder, sources)
    return line_up(document, crosswalk, read_review_rounds(folder, sources), read_practices(folder, sources))


def test_every_relation_of_the_tables_has_a_line(relations):
    """154 targets, three times 17 goals, 23 objectives in round tables, 76 practices."""
    assert Counter(relation.noted.fact.property for relation in relations) == {
        "gcm:relatesToTarget": 154,
        "gcm:relatesToGoal": 51,
        "gcm:reviewsObjective": 23,
        "gcm:exemplifies": 76,
    }


def test_lines_follow_the_objectives(relations):
    """Objectives in their own order, and for each goals, targets, round table and practices."""
    objectives = [relation.objective.number for relation in relations]
    assert objectives == sorted(objectives)
    of_11 = [(relation.related.removeprefix("http://metadata.un.org/sdg/"), relation.code) for relation in relations]
    start = objectives.index(11)
    assert of_11[start : start + 10] == [
        *((code, code) for code in ("9.1", "9.a", "10.7", "16.3", "17.16", "17.18")),
        ("review/international-migration-review-forum-2022-round-table-2", None),
        ("practice/west-african-network-for-the-protection-of-children", None),
        ("practice/training-public-officials-on-migration-and-trafficking-in-persons", None),
        ("practice/african-union-border-programme", None),
    ]
    assert objectives[start + 10] == 12


def test_a_line_has_the_titles_of_both_ends(relations):
    """The objective's title as printed over it, and the name of the target."""
    relation = next(one for one in relations if one.objective.number == 9 and one.code == "17.6")
    assert relation.objective.text == "Strengthen the transnational response to smuggling of migrants"
    assert relation.label.startswith("Enhance North-South, South-South and triangular regional and international")
    assert relation.noted.fact.printed_as == "17.16"
