"""What the booklet's page says, read by eye from it: short titles, practices, years, organisations, goals, targets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gcm_graph.curating.curated import Curated, read_curated
from gcm_graph.curating.values import Path, Text, Typed
from gcm_graph.describing.concepts import concept_paths, describe_concepts
from gcm_graph.describing.graphs import NamedGraph
from gcm_graph.reading import manifest
from gcm_graph.witnessing.booklet import read_booklet_content
from gcm_graph.witnessing.quoted import TableDisagreesError

BOOKLET = "guidance-booklet-objective-11"
WAN = "practice/west-african-network-for-the-protection-of-children"
TRAINING = "practice/training-public-officials-on-migration-and-trafficking-in-persons"
AUBP = "practice/african-union-border-programme"


@pytest.fixture(scope="module")
def curated(document) -> Curated:
    """Return the curated tables."""
    concepts = NamedGraph("vocabulary")
    describe_concepts(concepts)
    return read_curated(document, tuple(manifest().values()), concept_paths(concepts))


@pytest.fixture(scope="module")
def content(witnesses, document, curated):
    """Return what the page says."""
    return read_booklet_content(witnesses.booklet, document, curated)


def values(content, name):
    """Return the subjects and values of the facts about a property."""
    return [(read.fact.subject, read.fact.value) for read in content.facts if read.fact.property == name]


def passages(content):
    """Return the passages by their paths below the page's own."""
    return {each.path.removeprefix(f"passage/{BOOKLET}/"): each for each in content.passages}


def test_the_bold_words_are_the_short_titles_of_the_actions(content):
    """Each of the seven actions has the words that the page prints in bold type, and leads back to its item."""
    titles = (
        "Enhance international, regional and cross-regional border management cooperation",
        "Establish appropriate structures and mechanisms for effective integrated border management",
        (
            "Review and revise relevant national procedures for border screening, individual assessment and interview "
            "processes"
        ),
        "Develop technical cooperation agreements",
        "Ensure that child protection authorities are promptly informed and assigned to participate in procedures",
        "Review and revise relevant laws and regulations",
        "Improve cross-border collaboration among neighbouring and other States",
    )
    assert values(content, "gcm:shortTitle") == [
        (f"objective/11/action/{letter}", Text(title)) for letter, title in zip("abcdefg", titles, strict=True)
    ]
    assert [read.passage for read in content.facts if read.fact.property == "gcm:shortTitle"] == [
        f"passage/{BOOKLET}/objective/11/action/{letter}" for letter in "abcdefg"
    ]


def test_the_years_are_those_of_the_prose(content):
    """Years that the prose names are stated; the years of what is cited are no years of the practice."""
    assert values(content, "gcm:namesYear") == [
        (WAN, Typed("2011", "gYear")),
        (AUBP, Typed("2007", "gYear")),
        (AUBP, Typed("2012", "gYear")),
        (AUBP, Typed("2014", "gYear")),
    ]


def test_the_organisations_are_those_that_prose_and_citation_name(content):
    """Full names and acronyms lead to the actor; the programme is not the union whose name begins its own."""
    assert values(content, "gcm:namesOrganization") == [
        (WAN, Path("actor/west-african-network-for-the-protection-of-children")),
        (WAN, Path("actor/economic-community-of-west-african-states")),
        (WAN, Path("actor/united-nations-childrens-fund")),
        (TRAINING, Path("actor/office-of-the-united-nations-high-commissioner-for-human-rights")),
        (AUBP, Path("actor/african-union-border-programme")),
        (AUBP, Path("actor/conference-on-african-ministers-in-charge-of-border-issues")),
        (AUBP, Path("actor/african-union")),
        (AUBP, Path("actor/assembly-of-the-african-union")),
        (AUBP, Path("actor/african-union-commission")),
    ]


def test_nothing_is_said_of_actions_that_practices_exemplify(content):
    """The page prints the practices for the objective and names no action with them."""
    assert values(content, "gcm:exemplifies") == []
    exemplified = [
        (read.fact.subject, read.fact.value) for read in content.confirmed if read.fact.property == "gcm:exemplifies"
    ]
    assert exemplified == [(path, Path("objective/11")) for path in (WAN, TRAINING, AUBP)]


def test_citations_are_borne_out_by_the_words_of_the_page(content):
    """What the table of practices cites stands in brackets at the end of each text."""
    cited = [
        (read.fact.value.value, read.passage)
        for read in content.confirmed
        if read.fact.property == "dcterms:bibliographicCitation"
    ]
    assert cited == [
        ("UNICEF, 2017", f"passage/{BOOKLET}/{WAN}"),
        ("OHCHR, 2018", f"passage/{BOOKLET}/{TRAINING}"),
        ("African Union Commission, n.d.", f"passage/{BOOKLET}/{AUBP}"),
    ]


def test_practices_are_quoted_as_printed(content):
    """The text of a practice is that of the page, with its lines."""
    quoted = passages(content)[TRAINING]
    assert quoted.text == (
        "Azerbaijan and Bosnia and Herzegovina have undertaken various initiatives for training public officials on "
        "migration and trafficking in persons, including on the application of the provisions of the international "
        "human rights framework (OHCHR, 2018)."
    )
    assert (quoted.lines, quoted.about) == ((34, 34), (Path(TRAINING),))


def test_goals_and_targets_are_quoted_as_printed(content):
    """Four goals and six targets; where the page writes small letters that the United Nations do not, so it stays."""
    quoted = passages(content)
    assert [path for path in quoted if path.startswith(("goal/", "target/"))] == [
        *("goal/9", "goal/10", "goal/16", "goal/17"),
        *("target/9.1", "target/9.a", "target/10.7", "target/16.3", "target/17.16", "target/17.18"),
    ]
    assert quoted["goal/16"].text == "Peace, justice and strong institutions"
    assert quoted["target/17.16"].text.startswith("Enhance the global partnership for sustainable development, ")
    assert quoted["target/17.16"].about[0].value == "http://metadata.un.org/sdg/17.16"


def test_the_texts_that_differ_from_the_united_nations_own_can_be_told(content, curated):
    """Of the ten texts one differs from the United Nations' names and short names."""
    goals = curated.crosswalk.goals
    differing = [
        path
        for path, quoted in passages(content).items()
        if path.startswith(("goal/", "target/"))
        and quoted.text not in {goals[path.partition("/")[2]].name, goals[path.partition("/")[2]].short_name}
    ]
    assert differing == ["target/17.16"]


def test_a_practice_that_the_table_lacks_is_reported(witnesses, document, curated):
    """Page and table must agree: a practice without a row is an error with the line of its text."""
    fewer = tuple(practice for practice in curated.practices if practice.path != AUBP)
    with pytest.raises(TableDisagreesError, match="African Union Border Programme") as caught:
        read_booklet_content(witnesses.booklet, document, replace(curated, practices=fewer))
    assert (caught.value.file, caught.value.line) == (f"{BOOKLET}.md", 38)


def test_another_citation_is_reported(witnesses, document, curated):
    """A citation that the page does not print is an error."""
    changed = tuple(
        replace(
            practice,
            facts=tuple(
                replace(fact, value=Typed("UNICEF, 2018")) if fact.value == Typed("UNICEF, 2017") else fact
                for fact in practice.facts
            ),
        )
        for practice in curated.practices
    )
    with pytest.raises(TableDisagreesError, match=r"'UNICEF, 2017', and practices\.csv has"):
        read_booklet_content(witnesses.booklet, document, replace(curated, practices=changed))


def test_another_list_of_targets_is_reported(witnesses, document, curated):
    """A target that the crosswalk takes from the page and the page does not list is an error, and the reverse."""
    crosswalk = curated.crosswalk
    fewer = tuple(
        noted
        for noted in crosswalk.relations
        if (noted.fact.subject, noted.fact.value.value) != ("objective/11", "http://metadata.un.org/sdg/16.3")
    )
    assert len(fewer) == len(crosswalk.relations) - 1
    with pytest.raises(TableDisagreesError, match=r"sdg/16\.3"):
        read_booklet_content(
            witnesses.booklet, document, replace(curated, crosswalk=replace(crosswalk, relations=fewer))
        )
