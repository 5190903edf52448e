"""Links read from the text: one for a unit and a thing, with one annotation for each mention."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from gcm_graph.describing.graphs import NamedGraph, node, term
from gcm_graph.describing.links import PROPERTIES, annotation_of, describe_links, thing
from gcm_graph.linking.mentions import Mention
from gcm_graph.model import Document, Kind, PageBasis, Pages, Provision

WORDS = (
    "Develop a road map in line with target 10.c of the 2030 Agenda for Sustainable Development, for migrants and with "
    "migrants;"
)
UNIT = "objective/20/action/a"


def mention(words: str, names: str, occurrence: int = 1) -> Mention:
    """Return a mention of the unit: the given occurrence of some words."""
    start = -1
    for _ in range(occurrence):
        start = WORDS.index(words, start + 1)
    return Mention(UNIT, start, start + len(words), names)


MENTIONS = (
    mention("target 10.c", "sdg/10.c"),
    mention("2030 Agenda for Sustainable Development", "instrument/2030-agenda-for-sustainable-development"),
    mention("migrants", "population/migrants"),
    mention("migrants", "stakeholder/migrants", 2),
)


@pytest.fixture
def described():
    """Return the graphs `links` and `evidence` of one unit with four mentions."""
    unit = Provision(
        path=UNIT,
        kind=Kind.ACTION,
        text=WORDS,
        part_of="objective/20",
        order=1,
        pages=Pages(27, 27, PageBasis.PRINTED),
        lines=(500, 500),
        citation="36(a)",
    )
    document = Document("a-res-73-195", "", (), "", (unit,), (), ())
    links, evidence = NamedGraph("links"), NamedGraph("evidence")
    describe_links(links, evidence, document, MENTIONS)
    return links, evidence


def values(graph, subject, predicate):
    """Return the values of a property of a subject."""
    return [quad.object for quad in graph if quad.subject == subject and quad.predicate == term(predicate)]


def test_the_property_follows_from_the_kind_of_thing(described):
    """Each kind of thing has its property; a target keeps the United Nations' IRI."""
    links, _ = described
    assert [(str(quad.subject), quad.predicate, quad.object) for quad in links] == [
        (str(node(UNIT)), term("gcm:namesTarget"), NamedNode("http://metadata.un.org/sdg/10.c")),
        (str(node(UNIT)), term("gcm:citesInstrument"), node("instrument/2030-agenda-for-sustainable-development")),
        (str(node(UNIT)), term("gcm:concernsPopulation"), node("population/migrants")),
        (str(node(UNIT)), term("gcm:involvesStakeholder"), node("stakeholder/migrants")),
    ]


def test_a_mechanism_is_named_like_an_actor():
    """gcm:namesActor leads to actors and to mechanisms."""
    assert PROPERTIES["mechanism"] == PROPERTIES["actor"] == "gcm:namesActor"


def test_a_thing_named_twice_has_one_link_and_two_annotations():
    """The second mention adds evidence and no statement."""
    again = Mention(UNIT, 100, 108, "population/migrants")
    first = Mention(UNIT, 0, 7, "population/migrants")
    unit = Provision(UNIT, Kind.ACTION, WORDS, "objective/20", 1, Pages(1, 1, PageBasis.PRINTED), (1, 1))
    links, evidence = NamedGraph("links"), NamedGraph("evidence")
    describe_links(links, evidence, Document("", "", (), "", (unit,), (), ()), (first, again))
    assert len(links) == 1
    assert len({quad.subject for quad in evidence if quad.object == term("oa:Annotation")}) == 2


def test_the_annotation_quotes_the_words_of_the_mention(described):
    """Body, unit, words and place of each annotation are those of its mention."""
    _, evidence = described
    annotation = node(f"annotation/{UNIT}/{MENTIONS[2].start}-{MENTIONS[2].end}/population/migrants")
    assert values(evidence, annotation, "oa:hasBody") == [node("population/migrants")]
    assert values(evidence, annotation, "oa:motivatedBy") == [term("oa:identifying")]
    quote = NamedNode(f"{annotation.value}#quote")
    assert values(evidence, quote, "oa:exact") == [Literal("migrants")]
    assert values(evidence, quote, "oa:suffix") == [Literal(" and with migrants;")]


def test_the_address_of_a_target_says_target():
    """The kind in the address of an annotation is the thing's own, of a target `target`."""
    assert annotation_of(MENTIONS[0]) == f"annotation/{UNIT}/32-43/target/10.c"
    assert annotation_of(MENTIONS[1]).endswith("/instrument/2030-agenda-for-sustainable-development")


def test_things_of_ours_lie_under_the_base():
    """Only targets have an IRI of the United Nations."""
    assert thing("actor/world-bank").value == "https://w3id.org/gcm/actor/world-bank"
    assert thing("sdg/10.c").value == "http://metadata.un.org/sdg/10.c"
