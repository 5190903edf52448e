"""Each operator does what its docstring says, and applies only where that makes sense."""

from __future__ import annotations

from random import Random

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from faults import link_operators as links
from faults import value_operators as values
from faults.graph import TYPE, PublishedGraph

EX = "http://example.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
GRAPH = NamedNode(f"{EX}graph/text")


def _node(name):
    return NamedNode(f"{EX}{name}")


def _quad(subject, predicate, value):
    predicate = predicate if isinstance(predicate, NamedNode) else _node(predicate)
    return Quad(_node(subject), predicate, _node(value) if isinstance(value, str) else value, GRAPH)


def _typed(value, datatype):
    return Literal(value, datatype=NamedNode(XSD + datatype))


def _texts(change):
    return [(quad.subject.value.removeprefix(EX), quad.object.value) for quad in change.added]


CAT, DOG = _quad("cat", "label", Literal("cat", language="en")), _quad("dog", "label", Literal("dog", language="en"))
CHAT = _quad("cat", "label", Literal("chat", language="fr"))
EATS = _quad("cat", "eats", "mouse")
IN_HOUSE, IN_TOWN = (
    _quad("cat", NamedNode(SKOS + "broader"), "house"),
    _quad("house", NamedNode(SKOS + "broader"), "town"),
)
KINDS = [
    _quad(name, TYPE, kind)
    for name, kind in (
        *(("cat", "Animal"), ("dog", "Animal"), ("mouse", "Animal"), ("house", "Place"), ("town", "Place")),
        ("Animal", "Class"),
    )
]
SMALL = PublishedGraph((CAT, CHAT, DOG, EATS, IN_HOUSE, IN_TOWN, *KINDS))


@pytest.fixture
def random():
    """Return a source of choices that always makes the same ones."""
    return Random(7)  # noqa: S311 - nothing secret is chosen


def _number(value, datatype):
    quad = _quad("cat", "number", _typed(value, datatype))
    return quad, PublishedGraph((quad, *KINDS))


def test_drop_loses_the_statement(random):
    """A dropped statement is taken out, and nothing comes in its place."""
    change = links.drop(SMALL, EATS, random)
    assert (change.removed, change.added) == ((EATS,), ())


def test_double_adds_the_value_of_another_of_the_class(random):
    """The second label of the cat is the dog's, the only other one in English; the cat's own stays."""
    change = links.double(SMALL, CAT, random)
    assert (change.removed, _texts(change)) == ((), [("cat", "dog")])


def test_double_makes_a_new_text_where_no_other_has_one(random):
    """Where no other resource has a value in the language, the second text differs from the first in one letter."""
    (added,) = links.double(SMALL, CHAT, random).added
    assert len(added.object.value) == len("chat")
    assert sum(one != other for one, other in zip(added.object.value, "chat", strict=True)) == 1


def test_retype_replaces_a_class_by_another_one(random):
    """The cat is no longer an animal, but of a class that other resources have."""
    change = links.retype(SMALL, KINDS[0], random)
    assert change.removed == (KINDS[0],)
    assert change.added[0].predicate == TYPE
    assert change.added[0].object in {_node("Place"), _node("Class")}
    assert links.retype(SMALL, EATS, random) is None


def test_re_point_same_keeps_the_class_of_the_object(random):
    """The cat eats another animal, and not itself: the dog."""
    assert _texts(links.re_point_same(SMALL, EATS, random)) == [("cat", f"{EX}dog")]
    assert links.re_point_same(SMALL, CAT, random) is None


def test_re_point_other_changes_the_class_of_the_object(random):
    """The cat eats what is no animal."""
    (added,) = links.re_point_other(SMALL, EATS, random).added
    assert SMALL.class_of(added.object) != _node("Animal")


def test_re_point_missing_points_to_nothing(random):
    """The new object occurs nowhere in the graph."""
    (added,) = links.re_point_missing(SMALL, EATS, random).added
    assert added.object == _node("mousex")
    assert not any(added.object in (quad.subject, quad.object) for quad in SMALL.quads)


def test_swap_values_exchanges_those_of_two_subjects(random):
    """The cat has the dog's label and the dog the cat's; French stays as it is, since the dog has none."""
    change = links.swap_values(SMALL, CAT, random)
    assert sorted(_texts(change)) == [("cat", "dog"), ("dog", "cat")]
    assert set(change.removed) == {CAT, DOG}
    assert links.swap_values(SMALL, CHAT, random) is None


def test_circle_leads_a_chain_back(random):
    """Where the cat is in the house and the house in the town, the house is in the cat instead."""
    change = links.circle(SMALL, IN_HOUSE, random)
    assert (change.removed, _texts(change)) == ((IN_TOWN,), [("house", f"{EX}cat")])


def test_circle_of_the_last_link_is_on_itself(random):
    """Where nothing follows the town, the house is in itself."""
    assert _texts(links.circle(SMALL, IN_TOWN, random)) == [("house", f"{EX}house")]
    assert links.circle(SMALL, EATS, random) is None


def test_relabel_changes_one_letter(random):
    """One letter differs, in the same case, and the language stays."""
    title = _quad("cat", "title", Literal("WE", language="en"))
    (added,) = values.relabel(SMALL, title, random).added
    assert added.object.language == "en"
    assert added.object.value.isupper()
    assert sum(one != other for one, other in zip(added.object.value, "WE", strict=True)) == 1
    assert values.relabel(SMALL, _quad("cat", "n", Literal("12")), random) is None


def test_shorten_loses_a_word_but_the_first(random):
    """Of two words the second is lost; a single word cannot lose one."""
    (added,) = values.shorten(SMALL, _quad("cat", "title", Literal("We commit", language="en")), random).added
    assert added.object == Literal("We", language="en")
    assert values.shorten(SMALL, CAT, random) is None


def test_swap_languages_exchanges_two_tags(random):
    """The English label is tagged French, and the French one English."""
    change = values.swap_languages(SMALL, CAT, random)
    assert {quad.object for quad in change.added} == {Literal("cat", language="fr"), Literal("chat", language="en")}
    assert values.swap_languages(SMALL, DOG, random) is None


def test_wrong_language_is_one_that_is_not_taken(random):
    """English and French are taken by the cat's labels, so that the wrong tag is Spanish."""
    (added,) = values.wrong_language(SMALL, CAT, random).added
    assert added.object == Literal("cat", language="es")


def test_drop_language_leaves_the_words(random):
    """The words stay, without a tag; what has no tag cannot lose one."""
    (added,) = values.drop_language(SMALL, CAT, random).added
    assert added.object == Literal("cat")
    assert values.drop_language(SMALL, added, random) is None


@pytest.mark.parametrize(
    ("value", "datatype", "expected"),
    [
        ("20", "integer", {"19", "21"}),
        ("226", "nonNegativeInteger", {"225", "227"}),
        ("2018", "gYear", {"2017", "2019"}),
        ("2018-12-31", "date", {"2018-12-30", "2019-01-01"}),
        ("0.7", "double", {"0.6", "0.8"}),
        ("20", "string", {"19", "21"}),
    ],
)
def test_off_by_one_counts_one_too_many_or_too_few(random, value, datatype, expected):
    """Numbers, years and codes move by one, dates by a day, confidences by a tenth; the datatype stays."""
    quad, graph = _number(value, datatype)
    (added,) = values.off_by_one(graph, quad, random).added
    assert added.object.value in expected
    assert added.object.datatype == quad.object.datatype


def test_off_by_one_is_for_numbers_only(random):
    """Words cannot be off by one."""
    assert values.off_by_one(SMALL, CAT, random) is None
    assert values.off_by_one(SMALL, _quad("cat", "letter", Literal("b")), random) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (_typed("20", "integer"), _typed("20", "string")),
        (Literal("b"), _typed("b", "anyURI")),
        (_node("mouse"), _typed(f"{EX}mouse", "anyURI")),
    ],
)
def test_wrong_datatype_leaves_the_words(random, value, expected):
    """A number becomes a text, a text an IRI in quotes, and an IRI a text."""
    (added,) = values.wrong_datatype(SMALL, _quad("cat", "value", value), random).added
    assert added.object == expected
    assert values.wrong_datatype(SMALL, CAT, random) is None


def test_ill_formed_is_nothing_that_the_datatype_allows(random):
    """A number has letters after it, a text begins with white space and markup."""
    quad, graph = _number("20", "integer")
    assert values.ill_formed(graph, quad, random).added[0].object == _typed("20-x", "integer")
    assert values.ill_formed(SMALL, CAT, random).added[0].object == Literal(" <b>cat", language="en")
    assert values.ill_formed(SMALL, EATS, random) is None


def test_double_space_leaves_the_words(random):
    """One space becomes two; where there is none, one stands at the end."""
    two = _quad("cat", "title", Literal("We commit to", language="en"))
    assert values.double_space(SMALL, two, random).added[0].object.value == "We  commit to"
    assert values.double_space(SMALL, CAT, random).added[0].object.value == "cat "
