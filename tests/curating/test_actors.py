"""Actors are bodies that a text names, each with the acronyms that others use."""

from __future__ import annotations

import re

import pytest

from gcm_graph import resources
from gcm_graph.curating.actors import FACTS_FILE, FILE, KINDS, read_actor_facts, read_actors
from gcm_graph.curating.sources import read_sources
from gcm_graph.errors import CuratedTableError
from gcm_graph.namespaces import slug
from gcm_graph.reading import manifest, open_source, read_resolution

FACT_HEADINGS = "actor,property,value,sources,standing,reason,printed as"


@pytest.fixture(scope="module")
def folder():
    """Return the folder of the curated tables."""
    return resources.ontology_folder() / "curated"


@pytest.fixture(scope="module")
def sources(folder):
    """Return all sources of the project."""
    return read_sources(folder, read_resolution(open_source("a-res-73-195")), manifest().values())


@pytest.fixture(scope="module")
def actors(folder, sources):
    """Return the actors of the project by slug."""
    return {actor.path.removeprefix("actor/"): actor for actor in read_actors(folder, sources)}


def test_slugs_are_those_of_the_names(actors):
    """No name of an actor has been corrected since its slug was published."""
    assert [key for key, actor in actors.items() if slug(actor.name) != key] == []


def test_every_kind_is_used(actors):
    """Each kind of actor that the table knows is the kind of some actor."""
    assert {actor.kind for actor in actors.values()} == KINDS


def test_acronyms_that_the_text_prints(actors):
    """The text writes IOM, ILO and UNODC after the names of these three; other acronyms of bodies it does not use."""
    acronyms = {form: key for key, actor in actors.items() for form in actor.also_named if form.isupper()}
    del acronyms["UNICEF"]  # from the booklet
    assert acronyms == {
        "IOM": "international-organization-for-migration",
        "ILO": "international-labour-organization",
        "UNODC": "united-nations-office-on-drugs-and-crime",
    }


def test_booklet_actors_stand_in_the_booklet(actors):
    """An actor that is named in the booklet has its name, or another form of it, on the booklet's page."""
    booklet = re.sub(r"\s+", " ", open_source("guidance-booklet-objective-11").text)
    named = [actor for actor in actors.values() if actor.named_in == ("source/guidance-booklet-objective-11",)]
    assert len(named) == 8
    assert [actor.name for actor in named if not any(form in booklet for form in (actor.name, *actor.also_named))] == []


def test_mechanisms_and_kinds_of_body_are_no_actors(actors):
    """What the Compact sets up is a mechanism, and a body without a proper name is a stakeholder group."""
    others = {
        "international-migration-review-forum",
        "united-nations-network-on-migration",
        "capacity-building-mechanism",
        "international-financial-institutions",
        "regional-consultative-processes",
    }
    assert others.isdisjoint(actors)


def test_other_names_have_sources(folder, sources, actors):
    """Each acronym that the text does not use rests on a source document or a publication."""
    facts = read_actor_facts(folder, sources, actors.values())
    names = {fact.subject: fact.value.value for fact in facts}
    assert names["actor/office-of-the-united-nations-high-commissioner-for-human-rights"] == "OHCHR"
    assert names["actor/economic-community-of-west-african-states"] == "ECOWAS"
    assert {fact.property for fact in facts} == {"dcterms:alternative"}
    assert {source.partition("/")[0] for fact in facts for source in fact.sources} == {"source", "reference"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("world-bank,acronym,WB,2,,,", "column 'property': 'acronym' is none of alternative name"),
        ("wb,alternative name,WB,2,,,", "column 'actor': 'wb' is not described in any table"),
        ("world-bank,alternative name,,2,,,", "column 'value': the cell is empty"),
        ("world-bank,alternative name,GMG,2,,,", "column 'value': 'global-migration-group' has the same in line 2"),
    ],
)
def test_bad_facts_are_refused(tmp_path, sources, actors, row, message):
    """A slip in a row is refused with its line and column; two actors do not have one acronym."""
    lines = (FACT_HEADINGS, "global-migration-group,alternative name,GMG,2,,,", row)
    (tmp_path / FACTS_FILE).write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(CuratedTableError) as raised:
        read_actor_facts(tmp_path, sources, actors.values())
    assert str(raised.value).startswith(f"{FACTS_FILE}:3: {message}")


def test_a_unit_that_does_not_name_the_actor_is_refused(tmp_path, sources):
    """A unit is cited only where the name stands in it, as whole words: "Ban" does not stand in "World Bank"."""
    lines = ("slug,kind,name,also named,named in,definition", "world-bank,Organization,World Bank,,17(e) | 17(f),")
    (tmp_path / FILE).write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(CuratedTableError, match=r"^actors\.csv:2: column 'named in': .* stands in '17\(f\)'$"):
        read_actors(tmp_path, sources)
    part = ("slug,kind,name,also named,named in,definition", "bank,Organization,Ban,,17(e),")
    (tmp_path / FILE).write_text("\n".join(part), encoding="utf-8")
    with pytest.raises(CuratedTableError, match=r"stands in '17\(e\)'$"):
        read_actors(tmp_path, sources)
