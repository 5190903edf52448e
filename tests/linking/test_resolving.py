"""Of overlapping words, the rules say which are mentions."""

from __future__ import annotations

import pytest

STATES = {"stakeholder/states": ["States"]}
MIGRANTS = {"population/migrants": ["Migrants"]}
WORKERS = {"population/workers": ["Workers"], "population/migrant-workers": ["Migrant workers"]}
UNIONS = {"stakeholder/trade-unions": ["Trade unions"]}


def test_the_longest_of_one_kind(found):
    """A group within a narrower group of the same kind is no mention; alone it is one."""
    text = "Migrant workers, workers and migrants"
    assert found(text, MIGRANTS | WORKERS) == [
        ("Migrant workers", "population/migrant-workers"),
        ("workers", "population/workers"),
        ("migrants", "population/migrants"),
    ]


def test_the_leftmost_of_one_kind(found):
    """Of two that overlap in part, the one that begins first is the mention."""
    names = {"theme/a": ["data collection"], "theme/b": ["collection and analysis of records"]}
    assert found("data collection and analysis of records", names) == [("data collection", "theme/a")]


def test_a_hit_that_is_no_mention_excludes_nothing(found):
    """What a mention excludes does not exclude others in its turn."""
    names = {"theme/a": ["one two"], "theme/b": ["two three four"], "theme/c": ["three four five"], "theme/d": ["four"]}
    assert found("one two three four five", names) == [("one two", "theme/a"), ("three four five", "theme/c")]


def test_kinds_of_topic_stand_beside_one_another(found):
    """A principle within a theme, and a theme within a population group, are mentioned too."""
    names = {
        "theme/human-rights-law": ["international human rights law"],
        "principle/human-rights": ["human rights"],
        "population/victims-of-trafficking": ["victims of trafficking in persons"],
        "theme/trafficking": ["trafficking in persons"],
    }
    text = "international human rights law, victims of trafficking in persons"
    assert [path for _, path in found(text, names)] == [
        "theme/human-rights-law",
        "principle/human-rights",
        "population/victims-of-trafficking",
        "theme/trafficking",
    ]


def test_nothing_is_mentioned_within_a_name(found):
    """No topic and no other name stands within a name; a topic of the same words does, and one that overlaps."""
    names = {
        "instrument/charter": ["Charter of the United Nations"],
        "actor/united-nations": ["United Nations"],
        "stakeholder/institutions": ["national human rights institutions"],
        "theme/human-rights": ["human rights"],
        "theme/institutions": ["national human rights institutions"],
        "theme/protection": ["institutions for protection"],
    }
    assert found("Charter of the United Nations", names) == [("Charter of the United Nations", "instrument/charter")]
    assert [path for _, path in found("national human rights institutions for protection", names)] == [
        "stakeholder/institutions",
        "theme/institutions",
    ]


def test_a_name_within_a_topic_is_mentioned(found):
    """Names are not excluded by topics."""
    names = {"population/children": ["children born in another State's territory"], **STATES}
    assert found("children born in another State's territory", names) == [
        ("children born in another State's territory", "population/children"),
        ("State's", "stakeholder/states"),
    ]


def test_a_coordination_names_each_member(found):
    """Rows name the member that has lost its noun by the whole phrase, and the other by its own words."""
    names = {"stakeholder/local": ["Local authorities"], "stakeholder/national": ["National authorities"]}
    phrase = "national and local authorities"
    whole = {"phrase": phrase, "names": "stakeholder/national"}
    assert found(f"{phrase} and local authorities", names, whole) == [
        (phrase, "stakeholder/national"),
        ("local authorities", "stakeholder/local"),
    ]
    member = {"phrase": phrase, "words": "local authorities", "names": "stakeholder/local"}
    assert found(phrase, names, whole, member) == [
        (phrase, "stakeholder/national"),
        ("local authorities", "stakeholder/local"),
    ]


def test_a_coordination_of_topics(found):
    """Three stages in one phrase are three mentions that begin together."""
    phrase = "countries of origin, transit and destination"
    names = {
        "stage/origin": ["countries of origin"],
        "stage/transit": ["Transit"],
        "stage/destination": ["Destination"],
    }
    rows = [
        {"phrase": phrase, "words": "countries of origin", "names": "stage/origin"},
        {"phrase": phrase, "words": "countries of origin, transit", "names": "stage/transit"},
        {"phrase": phrase, "names": "stage/destination"},
    ]
    assert found(phrase, names, *rows) == [
        ("countries of origin", "stage/origin"),
        ("countries of origin, transit", "stage/transit"),
        (phrase, "stage/destination"),
    ]


def test_a_short_context_does_not_reach_into_a_longer_name(found):
    """A row whose phrase is shorter than a name was not written in view of it."""
    names = {"instrument/convention": ["Convention on the Rights of the Child"]}
    row = {"phrase": "the Child", "words": "Child", "names": "population/children"}
    assert found("Convention on the Rights of the Child", names, row) == [
        ("Convention on the Rights of the Child", "instrument/convention")
    ]


def test_nothing_takes_all_away(found):
    """Within the words of a row that says `nothing` there is no mention of any kind; elsewhere there is."""
    names = {**STATES, **MIGRANTS, "theme/smuggling": ["smuggling"]}
    row = {"phrase": "smuggling of migrants between States", "names": "nothing"}
    assert found("smuggling of migrants between States, of migrants", names, row) == [
        ("migrants", "population/migrants")
    ]


def test_no_kind_takes_a_kind_away(found):
    """Mentions of other kinds remain, and what reaches beyond the words."""
    names = {**MIGRANTS, "theme/smuggling": ["smuggling of migrants"], "population/more": ["migrants too"]}
    row = {"phrase": "smuggling of migrants", "names": "no population"}
    assert found("smuggling of migrants", names, row) == [("smuggling of migrants", "theme/smuggling")]
    assert ("migrants too", "population/more") in found("smuggling of migrants too", names, row)


def test_of_a_phrase_only_the_words_are_taken(found):
    """With words given, mentions are taken away there, and not in the rest of the phrase."""
    row = {"phrase": "States and migrants", "words": "migrants", "names": "nothing"}
    assert found("States and migrants", STATES | MIGRANTS, row) == [("States", "stakeholder/states")]


def test_a_longer_phrase_outweighs_nothing(found):
    """What is read from a longer phrase than that of the row without a mention stays."""
    rows = [
        {"phrase": "of migrants", "names": "no population"},
        {"phrase": "families of migrants", "words": "migrants", "names": "population/migrants"},
    ]
    assert found("smuggling of migrants", MIGRANTS, *rows) == []
    assert found("families of migrants", MIGRANTS, *rows) == [("migrants", "population/migrants")]


@pytest.mark.parametrize(
    "cells",
    [
        {"phrase": "in partnership with migrants", "words": "migrants", "names": "stakeholder/migrants"},
        {"phrase": "migrants", "names": "stakeholder/migrants", "within": "unit"},
    ],
)
def test_the_same_words_are_people_or_take_part(found, cells):
    """A row with a context says that the words are a stakeholder group here; a population they are elsewhere."""
    text = "in partnership with migrants"
    assert found(text, MIGRANTS, cells, unit="unit") == [("migrants", "stakeholder/migrants")]
    assert found("migrants", MIGRANTS, cells, unit="other") == [("migrants", "population/migrants")]


def test_the_longer_context_decides(found):
    """Of two rows with a context for the same words, the one with the longer phrase says what they are."""
    rows = [
        {"phrase": "with migrants", "words": "migrants", "names": "stakeholder/migrants"},
        {"phrase": "States with migrants", "words": "migrants", "names": "population/migrants"},
    ]
    assert found("with migrants", MIGRANTS, *rows) == [("migrants", "stakeholder/migrants")]
    assert found("States with migrants", MIGRANTS, *rows) == [("migrants", "population/migrants")]


def test_a_topic_of_the_same_words_stays(found):
    """A row with a context for a body does not take a theme away."""
    names = {"theme/media": ["Media"]}
    row = {"phrase": "with the media", "words": "media", "names": "stakeholder/media"}
    assert found("with the media", names, row) == [("media", "stakeholder/media"), ("media", "theme/media")]


def test_a_row_for_a_unit_outweighs_nothing(found):
    """`nothing` everywhere, and a name in one unit: there the words are a mention."""
    rows = [
        {"phrase": "the network", "names": "nothing"},
        {"phrase": "the network", "names": "mechanism/network", "within": "45"},
    ]
    assert found("the network", {"theme/networks": ["network"]}, *rows, unit="45") == [
        ("the network", "mechanism/network")
    ]
    assert found("the network", {"theme/networks": ["network"]}, *rows, unit="46") == []


def test_a_row_for_units_holds_nowhere_else(found):
    """In other units, and in texts that are no unit, a row for some units says nothing."""
    row = {"phrase": "the Forum", "names": "mechanism/forum", "within": "49"}
    assert found("the Forum", {}, row, unit="49") == [("the Forum", "mechanism/forum")]
    assert found("the Forum", {}, row, unit="50") == found("the Forum", {}, row) == []


def test_a_principle_does_not_take_up_itself(found):
    """In the unit of a guiding principle its own name is no mention of it; other principles are."""
    names = {"principle/human-rights": ["Human rights"], "principle/child-sensitive": ["Child-sensitive"]}
    assert found("human rights, child-sensitive", names, unit="principle/human-rights") == [
        ("child-sensitive", "principle/child-sensitive")
    ]
