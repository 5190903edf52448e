"""Names and rows make one lexicon: who may claim a form, and which variants a form gets."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from pyoxigraph import Literal, NamedNode

from gcm_graph.describing.graphs import NamedGraph
from gcm_graph.linking.checking import refuse_shared
from gcm_graph.linking.errors import LexiconTableError, SharedFormError, UnnamedThingError
from gcm_graph.linking.labels import things
from gcm_graph.linking.lexicon import read_lexicon
from gcm_graph.namespaces import iri

MIGRANTS = "population/migrants"
TAKING_PART = "stakeholder/migrants"


def says(lexicon):
    """Return the paths that each form of a lexicon names."""
    return {form: {entry.names for entry in entries} for form, entries in lexicon.entries.items()}


def test_a_name_gets_its_variants(lexicon):
    """Singular, plural and the possessives of both are forms of a name."""
    assert says(lexicon({MIGRANTS: ["Migrants"]})) == {
        form: {MIGRANTS} for form in ("Migrant", "Migrant'S", "Migrants", "Migrants'")
    }


def test_a_variant_leaves_a_name_to_its_owner(lexicon):
    """The singular of one name that is another thing's name is that other thing's, with its possessive."""
    forms = says(lexicon({"theme/return": ["Returns"], "stage/return": ["Return"]}))
    assert forms["Return"] == forms["Return'S"] == {"stage/return"}
    assert forms["Returns"] == forms["Returns'"] == {"theme/return"}


def test_a_row_takes_a_phrase_away_from_names(lexicon):
    """What a row gives to a thing, everywhere and whole, is no other thing's name any more, nor are its variants."""
    forms = says(lexicon({MIGRANTS: ["Migrants"]}, {"phrase": "migrants", "names": TAKING_PART}))
    assert forms == {form: {TAKING_PART} for form in ("Migrant", "Migrant'S", "Migrants", "Migrants'")}


def test_rows_name_together(lexicon):
    """Two rows with one phrase and different things name both."""
    rows = [{"phrase": "human rights", "names": names} for names in ("theme/human-rights", "principle/human-rights")]
    assert says(lexicon({}, *rows))["Human Rights"] == {"theme/human-rights", "principle/human-rights"}


@pytest.mark.parametrize("context", [{"within": "2"}, {"phrase": "migrants take part", "words": "migrants"}])
def test_a_row_with_a_context_leaves_names_alone(lexicon, context):
    """A row for some units, or for words in a longer phrase, adds to what names say elsewhere."""
    forms = says(lexicon({MIGRANTS: ["Migrants"]}, {"phrase": "migrants", "names": TAKING_PART, **context}))
    assert MIGRANTS in forms["Migrants"]
    assert forms["Migrant"] == {MIGRANTS}


def test_a_row_with_a_context_has_no_variants(lexicon):
    """A phrase of which a part is quoted is read as it stands."""
    row = {"phrase": "partnership with migrants", "words": "migrants", "names": TAKING_PART}
    assert list(says(lexicon({}, row))) == ["Partnership With Migrants"]


def test_without_a_mention_a_row_leaves_variants_to_names(lexicon):
    """`nothing` for the singular blocks its possessive, and leaves the plural and its possessive to the name."""
    forms = says(lexicon({"population/families": ["Families"]}, {"phrase": "family", "names": "nothing"}))
    assert forms["Family"] == forms["Family'S"] == {"", "population/families"}
    assert forms["Families"] == forms["Families'"] == {"population/families"}


def test_a_row_comes_before_a_name(lexicon):
    """A variant that a row and a name have in common is the row's."""
    forms = says(lexicon({"place/b": ["Colonie"]}, {"phrase": "colony", "names": "place/a"}))
    assert forms["Colonies"] == {"place/a"}


def test_without_a_mention_a_row_has_variants(lexicon):
    """What is no mention in the singular is none in the plural, unless that is somebody's form."""
    forms = says(lexicon({"theme/networks": ["networks"]}, {"phrase": "smuggling network", "names": "nothing"}))
    assert forms["Smuggling Networks"] == forms["Smuggling Networks'"] == {""}


def test_two_things_with_one_name_are_refused(lexicon):
    """Without a row that says which is meant, a shared name is an error that points to both."""
    shared = lexicon({"stage/return": ["Return"], "theme/return": ["return"]})
    message = r"themes\.ttl:\d+: 'return' is theme/return by 'return', and stage/return by 'Return' \(stages\.ttl:\d+\)"
    with pytest.raises(SharedFormError, match=message):
        refuse_shared(shared.entries)


def test_two_things_with_one_variant_are_refused(lexicon):
    """Names that become the same by a regular variant are shared names too."""
    shared = lexicon({"place/a": ["Colony"], "place/b": ["Colonie"]})
    with pytest.raises(SharedFormError, match="'colonies' is place/b by 'Colonie', and place/a by 'Colony'"):
        refuse_shared(shared.entries)


@pytest.mark.parametrize(
    ("phrase", "names"),
    [("return", "stage/return"), ("(return|returns)", "nothing"), ("(return|returns)", "no stage")],
)
def test_a_row_settles_a_shared_name(lexicon, phrase, names):
    """A row that names one of the things, or takes one away, says which is meant."""
    shared = {"stage/return": ["Return"], "theme/return": ["Return"]}
    refuse_shared(lexicon(shared, {"phrase": phrase, "names": names}).entries)


def test_a_variant_can_be_left_open(lexicon):
    """A row that takes away the singular does not settle the plural, which is still two things."""
    shared = {"stage/return": ["Return"], "theme/return": ["Return"]}
    with pytest.raises(SharedFormError, match="'returns' is theme/return by 'Return'"):
        refuse_shared(lexicon(shared, {"phrase": "return", "names": "no stage"}).entries)


def test_a_row_elsewhere_does_not_settle_a_shared_name(lexicon):
    """A row for one unit leaves the others open."""
    shared = lexicon(
        {"stage/return": ["Return"], "theme/return": ["Return"]},
        {"phrase": "(return|returns)", "names": "no stage", "within": "2"},
    )
    with pytest.raises(SharedFormError):
        refuse_shared(shared.entries)


@pytest.mark.parametrize("within", ["", "2"])
def test_the_same_words_are_not_people_and_a_body(lexicon, within):
    """Two rows of the same weight that give the same words to a population and a stakeholder group are an error."""
    rows = [{"phrase": "migrants", "names": names, "within": within} for names in (MIGRANTS, TAKING_PART)]
    with pytest.raises(LexiconTableError, match=r"names\.csv:3: column 'names': 'migrants' is population/migrants by"):
        refuse_shared(lexicon({}, *rows).entries)


def test_people_here_and_a_body_there(lexicon):
    """Rows for different units, and a row for some units beside a general one, say different things in peace."""
    rows = [
        {"phrase": "migrants", "names": MIGRANTS},
        {"phrase": "migrants", "names": TAKING_PART, "within": "2"},
        {"phrase": "migrants", "names": "actor/x", "within": "3"},
    ]
    refuse_shared(lexicon({}, *rows).entries)


def test_rows_that_write_the_same_differently_are_refused(lexicon):
    """A phrase that two patterns have in common is a doubled row if both say the same of it."""
    rows = [{"phrase": phrase, "names": MIGRANTS} for phrase in ("(all|many) migrants", "(many|few) migrants")]
    with pytest.raises(LexiconTableError, match=r"names\.csv:3: column 'phrase': names\.csv, line 2, says the same"):
        refuse_shared(lexicon({}, *rows).entries)


def test_what_can_be_mentioned(content):
    """Concepts, things of the tables, mechanisms, principles and targets are known by path, with their names."""
    known = things(content)
    assert known["actor/united-nations"].name == "United Nations"
    assert known["period/2018-12-10-to-2018-12-11"].name == "10 and 11 December 2018"
    assert known["mechanism/connection-hub"].name == "Connection hub"
    assert known["principle/people-centred"].name == "People-centred"
    assert known["population/children"].forms == ("Children", "child")
    assert known["sdg/10.c"].forms == ()
    assert known["stage/transit"].named_in == ("paragraph/11", "objective/8/action/b")
    assert not any(path.startswith(("provision-kind/", "scheme/", "pledge/")) for path in known)


def test_without_rows_shared_names_are_refused(content, tmp_path):
    """Without tables the lexicon has the names only, some of which belong to two things, a stage and a theme."""
    with pytest.raises(SharedFormError, match=r"\.ttl:\d+: "):
        read_lexicon(content, tmp_path / "none")


def test_a_concept_without_an_english_label_is_refused(content, tmp_path):
    """Everything that can be mentioned has an English label; the error names the file and the line."""
    concepts = NamedGraph("vocabulary")
    label = "http://www.w3.org/2004/02/skos/core#prefLabel"
    families = NamedNode(iri("population/families"))
    concepts.extend(
        quad
        for quad in content.concepts
        if (quad.subject, quad.predicate.value) != (families, label)
        or quad.object != Literal("Families", language="en")
    )
    assert len(concepts) == len(content.concepts) - 1
    unnamed = SimpleNamespace(document=content.document, concepts=concepts, curated=content.curated)
    with pytest.raises(UnnamedThingError, match=r"populations\.ttl:\d+: population/families has no English label"):
        read_lexicon(unnamed, tmp_path)


def test_a_wrong_row_is_refused(content, tmp_path):
    """Rows are held against the things and units that there are."""
    (tmp_path / "names.csv").write_text("phrase,words,names,in,note\nthe UN,,actor/the-un,,\n", encoding="utf-8")
    with pytest.raises(LexiconTableError, match=r"names\.csv:2: column 'names': there is no 'actor/the-un'"):
        read_lexicon(content, tmp_path)
