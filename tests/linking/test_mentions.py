"""The mentions of the Compact, and what is wrong with a lexicon that does not fit it."""

from __future__ import annotations

import dataclasses

import pytest

from gcm_graph.linking.errors import NeverMatchesError, NotMentionedError
from gcm_graph.linking.lexicon import read_lexicon
from gcm_graph.linking.linker import Linker
from gcm_graph.linking.mentions import Mention, find_mentions, read_units

RETURN = {"stage/return": ["Return"]}


def test_mentions_stand_in_the_text_in_order(document, lexicon):
    """Each mention quotes its unit; they come in the order of the units, and of their words."""
    mentions = find_mentions(document, lexicon({"population/children": ["Children", "child"], **RETURN}))
    units = document.by_path()
    quoted = {units[each.unit].text[each.start : each.end].casefold() for each in mentions}
    assert {"children", "child", "return", "returns"} <= quoted
    places = [(units[each.unit].order, each.start, each.end, each.names) for each in mentions]
    assert places == sorted(set(places))


def test_mentions_are_those_of_the_linker(document, lexicon):
    """In each unit the document's mentions are what the linker finds in its text."""
    words = lexicon(RETURN, {"phrase": "human rights", "names": "principle/human-rights"}, document=document)
    linker = Linker(words)
    assert find_mentions(document, words) == tuple(
        Mention(unit.path, *found) for unit in read_units(document) for found in linker.find(unit.text, unit.path)
    )


def test_a_mention_has_a_kind():
    """The kind is the first step of the path of what is mentioned."""
    assert Mention("paragraph/2", 0, 4, "sdg/10.c").kind == "sdg"


def test_the_paragraph_of_an_objective_is_not_read(document):
    """Paragraphs 17 to 39 are read in their commitments; everything else is read in itself."""
    read = {unit.path for unit in read_units(document)}
    unread = {unit.path for unit in document.provisions} - read
    assert unread == {f"paragraph/{number}" for number in range(17, 40)}


def test_a_principle_is_not_mentioned_in_its_own_unit(document, lexicon):
    """Principle 15(f) has the words "human rights", and does not take up itself; objective 4 does."""
    mentions = find_mentions(document, lexicon({"principle/human-rights": ["Human rights"]}))
    assert "human rights" in document.by_path()["principle/human-rights"].text
    assert "principle/human-rights" not in {each.unit for each in mentions}
    assert "principle/child-sensitive" not in {each.unit for each in mentions}
    assert {each.names for each in mentions} == {"principle/human-rights"}


def test_citations_limit_a_row(document, lexicon):
    """A row for an objective finds its words there, and nowhere else."""
    row = {"phrase": "data", "names": "theme/migration-data", "within": "Objective 1"}
    mentions = find_mentions(document, lexicon({}, row, document=document))
    assert {each.unit.split("/")[1] for each in mentions} == {"1"}


@pytest.mark.parametrize(
    "cells",
    [
        {"phrase": "unicorns", "names": "stage/return"},
        {"phrase": "return of unicorns", "words": "return", "names": "stage/return"},
        {"phrase": "return", "names": "stage/return", "within": "1"},
        {"phrase": "unicorns", "names": "nothing"},
        {"phrase": "human rights", "names": "no population"},
        {"phrase": "safe and dignified return", "names": "no population"},
    ],
)
def test_a_row_that_comes_to_nothing_is_refused(document, lexicon, cells):
    """A row that finds no mention, or takes none away, is an error with its file and line."""
    with pytest.raises(NeverMatchesError, match=r"names\.csv:2: the row (names nothing|takes no mention away)"):
        find_mentions(document, lexicon(RETURN, cells, document=document))


@pytest.mark.parametrize("names", ["nothing", "no stage"])
def test_a_row_that_takes_a_mention_away_is_of_use(document, lexicon, names):
    """A row that says that a name is none somewhere is no error."""
    row = {"phrase": "safe and dignified return", "names": names}
    mentions = find_mentions(document, lexicon(RETURN, row))
    assert len(mentions) < len(find_mentions(document, lexicon(RETURN)))


def test_a_name_that_stands_nowhere_is_refused(document, lexicon):
    """A further name that stands nowhere in the text is an error, with the line of the vocabulary that has it."""
    names = {"population/children": ["Children", "kids"]}
    with pytest.raises(NeverMatchesError, match=r"populations\.ttl:\d+: 'kids', a name of population/children"):
        find_mentions(document, lexicon(names))


def test_a_name_in_longer_ones_only_is_right(document, lexicon):
    """A further name that stands only within longer names of its own thing finds nothing here, and is no mistake."""
    names = {"theme/trafficking-in-persons": ["trafficking in persons", "in persons"]}
    assert find_mentions(document, lexicon(names))


def test_a_name_in_names_of_another_kind_only_is_right(document, lexicon):
    """A further name of a theme that stands only within the name of a group finds nothing here, and is no mistake.

    "Legal aid" stands in 23(k) alone, in "legal aid and service providers".
    """
    names = {
        "theme/legal-assistance": ["legal assistance", "legal aid"],
        "stakeholder/legal-aid-providers": ["legal aid and service providers"],
    }
    assert "theme/legal-assistance" in {each.names for each in find_mentions(document, lexicon(names))}


CAPACITIES = {
    "theme/capacity-building": ["Capacity-building", "build consular capacities", "strengthen consular capacities"],
    "theme/consular-protection-assistance-and-cooperation": ["Consular protection", "consular capacities"],
}


def test_a_name_that_names_of_another_thing_hide_is_refused(document, lexicon):
    """A further name that stands only within longer names of another theme never matches, and is an error.

    The text has "consular capacities" in 30(a) and 30(d) only, "to build consular capacities" and "Strengthen
    consular capacities".
    """
    message = (
        r"themes\.ttl:\d+: 'consular capacities', a name of theme/consular-protection-assistance-and-cooperation, "
        r"stands only within longer names, of theme/capacity-building, in the text"
    )
    with pytest.raises(NeverMatchesError, match=message) as caught:
        find_mentions(document, lexicon(CAPACITIES))
    assert "with the longer name as the phrase" in caught.value.hint


def test_a_row_brings_a_hidden_name_out(document, lexicon):
    """A row that was written in view of the longer name names the other theme beside it."""
    consular = "theme/consular-protection-assistance-and-cooperation"
    row = {"phrase": "(build|strengthen) consular capacities", "words": "consular capacities", "names": consular}
    mentions = find_mentions(document, lexicon(CAPACITIES, row))
    both = {"theme/capacity-building", consular}
    for unit in ("objective/14/action/a", "objective/14/action/d"):
        assert {each.names for each in mentions if each.unit == unit} == both


def test_words_that_join_two_themes_name_both(document, content):
    """What is strengthened, evidence-based, financed or integrated is named beside what is done with it."""
    units = document.by_path()
    found = {
        (each.unit, units[each.unit].text[each.start : each.end], each.names)
        for each in find_mentions(document, read_lexicon(content))
    }
    consular = "theme/consular-protection-assistance-and-cooperation"
    assert {
        ("objective/14/action/a", "build consular capacities", "theme/capacity-building"),
        ("objective/14/action/a", "consular capacities", consular),
        ("objective/14/action/d", "Strengthen consular capacities", "theme/capacity-building"),
        ("objective/14/action/d", "consular capacities", consular),
        ("objective/1/action/j", "evidence-based migration policies", "theme/evidence-based-policies"),
        ("objective/1/action/j", "migration policies", "theme/migration-governance"),
        ("objective/14/action/b", "migration policy", "theme/migration-governance"),
        ("objective/9/action/b", "smuggling networks", "theme/smuggling-of-migrants"),
        ("objective/10/action/d", "trafficking in persons", "theme/trafficking-in-persons"),
        ("objective/16/action/c", "labour market integration", "theme/integration"),
        ("objective/16/action/c", "labour market", "theme/labour-market"),
        ("objective/14/action/d", "migrant workers", "population/migrant-workers"),
    } <= found


def test_a_thing_without_a_mention_is_refused(document, lexicon):
    """A concept that no unit mentions is an error with the line of the vocabulary that describes it."""
    row = {"phrase": "children", "names": "nothing"}
    with pytest.raises(NotMentionedError, match=r"populations\.ttl:\d+: no unit mentions population/children"):
        find_mentions(document, lexicon({"population/children": ["Children"]}, row))


@pytest.mark.parametrize("sources", [("source/guidance-booklet-objective-11",), ("reference/a", "source/b")])
def test_what_another_source_names_need_not_be_mentioned(document, lexicon, sources):
    """A body that only the guidance booklet names is in the lexicon, and the Compact need not name it."""
    words = lexicon({"actor/unicorns": ["Unicorns", "unicorn society"]})
    known = {path: dataclasses.replace(thing, named_in=sources) for path, thing in words.things.items()}
    labels = tuple(dataclasses.replace(label, thing=known[label.thing.path]) for label in words.labels)
    assert find_mentions(document, dataclasses.replace(words, things=known, labels=labels)) == ()


def test_what_a_unit_names_is_to_be_mentioned(document, lexicon):
    """A body that a unit is said to name is an error if no mention of it is found; the error names the table."""
    words = lexicon({"actor/united-nations": ["Unicorns"]})
    known = {path: dataclasses.replace(thing, named_in=("paragraph/2",)) for path, thing in words.things.items()}
    with pytest.raises(NotMentionedError, match=r"actors\.csv:2: no unit mentions actor/united-nations"):
        find_mentions(document, dataclasses.replace(words, things=known))
