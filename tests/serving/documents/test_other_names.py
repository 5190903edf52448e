"""Other names of a thing lead to it; what names nothing is told so, with what there is nearby."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from gcm_graph.resources import release_identity

VERSION = release_identity().version


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/paragraph/27/b", "/objective/11/action/b"),
        ("/paragraph/15/g", "/principle/gender-responsive"),
        ("/paragraph/27/commitment/2", "/objective/11/commitment/2"),
        ("/objective/11/b", "/objective/11/action/b"),
        ("/objective/11(b)", "/objective/11/action/b"),
        ("/objective-11", "/objective/11"),
        ("/Objective%2011(b)", "/objective/11/action/b"),
        ("/objectives/11", "/objective/11"),
        ("/objective/09", "/objective/9"),
        ("/para/43/a/iii", "/paragraph/43/a/iii"),
        ("/27/b", "/objective/11/action/b"),
        ("/27", "/paragraph/27"),
        ("/footnote-4", "/footnote/4"),
        ("/fn/4", "/footnote/4"),
        ("/principle/g", "/principle/gender-responsive"),
        ("/resolution/preamble-1", "/resolution/preamble/1"),
        ("/res/2", "/resolution/paragraph/2"),
        ("/Theme/Human-Rights", "/theme/human-rights"),
        ("/objective//11", "/objective/11"),
        ("/paragraph/27/b.ttl", "/objective/11/action/b.ttl"),
        ("/paragraph/27/b/", "/objective/11/action/b/"),
        ("/paragraph/27/b.html", "/objective/11/action/b/"),
        ("/objective/11.HTML", "/objective/11/"),
        ("/paragraph/27/b?format=ris", "/objective/11/action/b?format=ris"),
        ("/objective/11.html", "/objective/11/"),
        ("/objective/11//", "/objective/11/"),
        ("/objective/11.ttl/", "/objective/11.ttl"),
        ("/gcm.nq/", "/gcm.nq"),
        ("/tables/units.csv/", "/tables/units.csv"),
        ("/objective/11.TTL", "/objective/11.ttl"),
        ("/ontology/Action", "/ontology#Action"),
        ("/ontology%23Action", "/ontology#Action"),
        ("/ontology%23Action.ttl", "/ontology.ttl#Action"),
        ("/ontology/Action?format=nt", "/ontology?format=nt#Action"),
        (f"/dataset/{VERSION}%23%22%C3%A9", f"/dataset/{VERSION}#%22%C3%A9"),
        (f"/shapes/{VERSION}%23Action", f"/shapes/{VERSION}#Action"),
    ],
)
def test_another_name_leads_to_the_usual_one(ask, path, place):
    """Citations as paths, upper case, and slashes too many lead once and for all to the address in use."""
    answer = ask(path)
    assert (answer.status, answer.fields["location"]) == (301, place)


@pytest.mark.parametrize("path", ["/paragraph/16", "/paragraph/27", "/objective/11/commitment/2", "/footnote/4"])
def test_a_unit_with_an_iri_of_its_own_is_itself(ask, path):
    """A unit is found at its own IRI, whatever else could be meant."""
    assert ask(path).status == 303


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/objective/24", "objectives 1 to 23"),
        ("/paragraph/55", "paragraphs 1 to 54"),
        ("/objective/11/action/z", "actions (a) to (g)"),
        ("/theme/human-right", "theme/human-rights"),
        ("/tables/", "tables/units.csv"),
        ("/theme/human-right.ttl", "theme/human-rights"),
        ("/gcm", "gcm.nq"),
        ("/gcm.rdf", "gcm.ttl"),
        ("/gcm.nq.gz", "gcm.nq"),
        ("/units.csv", "tables/units.csv"),
        ("/objective/11.xml", "/objective/11.rdf"),
        ("/objective/11.n3", "/objective/11.ttl"),
        ("/objectives", "/objective/1"),
        ("/themes/human-rights", "theme/human-rights"),
        ("/objective/11/action", "/objective/11/action/a"),
        ("/theme/consular-protection", "theme/consular-protection-assistance-and-cooperation"),
        ("/theme/skills-recognition", "theme/recognition-of-skills-and-qualifications"),
        ("/stakeholder/missions", "stakeholder/consular-missions"),
    ],
)
def test_what_there_is_nearby_is_told(ask, path, told):
    """A 404 names the units that there are, the addresses that have the words, or those spelt alike."""
    answer = ask(path)
    assert answer.status == 404
    assert told in answer.text


@pytest.mark.parametrize("path", ["/objectives", "/theme/human-right", "/themes/human-rights", "/objective/11/action"])
def test_what_is_similar_is_there(ask, path):
    """Each address that a 404 names as similar leads to a document."""
    similar = json.loads(ask(path).body)["similar"]
    assert similar
    for place in similar:
        assert ask(place.removeprefix("https://w3id.org/gcm")).status == 303


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/nothing/",
        "/nothing.ttl",
        "/nothing.html",
        "/human-rights",
        "/.ttl",
        "/theme",
        "/annotation/objective/11/x",
        "/store/CURRENT",
        "/../pyproject.toml",
        "/tables/../SHA256SUMS",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/etc/passwd",
        "/" + "a/" * 2000,
        "/" + "9" * 5000,
        "/actor/general-assembly.bib",
        "/<script>alert(1)</script>",
    ],
)
def test_what_is_not_there_is_not_found(ask, path):
    """A path that names nothing gets 404, however it is made; nothing beside the release is given out."""
    answer = ask(path)
    assert (answer.status, answer.fields["content-type"]) == (404, "application/problem+json")


def test_line_breaks_make_no_fields(ask):
    """A path with line breaks is not found, and adds nothing to the fields of the answer."""
    for path in ("/objective/11%0d%0aX-Injected:%20yes", "/paragraph/27/b%0aX-Injected:%20yes.ttl"):
        answer = ask(path)
        assert answer.status == 404
        assert "x-injected" not in answer.fields


def test_a_citation_leads_to_its_unit(ask):
    """`/cite` reads a citation as people write it, and takes the format along."""
    for citation, path in (
        ("Objective%2011(b)", "/objective/11/action/b"),
        ("A/RES/73/195,%20para.%2027%20(b)", "/objective/11/action/b"),
        ("fn+4", "/footnote/4"),
        ("principle%20(g)", "/principle/gender-responsive"),
        ("second%20commitment%20of%20objective%2011", "/objective/11/commitment/2"),
        ("preamble%201", "/resolution/preamble/1"),
        ("the%20Global%20Compact", "/compact"),
        ("A/RES/73/195", "/resolution"),
    ):
        answer = ask(f"/cite?q={citation}")
        assert (answer.status, answer.fields["location"]) == (303, path)
    assert ask("/cite?q=27(b)&format=bib").fields["location"] == "/objective/11/action/b?format=bib"
    for written in ("application/ld%2Bjson", "application/ld+json", "TTL"):
        unit = ask(ask(f"/cite?q=27(b)&format={written}").fields["location"])
        assert unit.fields["location"] == f"/objective/11/action/b.{'ttl' if written == 'TTL' else 'jsonld'}"
    assert ask("/cite?q=27(b)&format=%0d%0a").fields["location"] == "/objective/11/action/b"
    assert ask("/cite?q=27(b)&format=").fields["location"] == "/objective/11/action/b"
    assert ask("/cite?q=27(b)&q=28").status == 400
    assert ask("/cite?q=27(b)&format=bib&format=ris").status == 400


def test_a_citation_of_nothing_is_told(ask):
    """What means no unit, or could mean two, is told with what was not understood and how citations are written."""
    assert ask("/cite").status == ask("/cite?q=%20").status == 400
    unknown = ask("/cite?q=Objective%2099")
    assert (unknown.status, "objectives 1 to 23" in unknown.text) == (404, True)
    ambiguous = ask("/cite?q=action%2011b")
    assert (ambiguous.status, "Objective 11(b)" in ambiguous.text) == (404, True)
    several = ask("/cite?q=27(b)%20and%20the%20moon")
    assert several.status == 404
    assert '"https://w3id.org/gcm/objective/11/action/b"' in several.text
    assert '"the moon"' in several.text


def test_the_references_of_the_site_lead_back(ask):
    """What the note of a BibTeX entry says of a unit, as a whole, is a citation of the unit."""
    for path in ("objective/11/action/b", "objective/11", "principle/gender-responsive", "section/preamble", "opening"):
        note = json.loads(ask(f"/{path}.csl.json").body)["note"]
        answer = ask(f"/cite?q={quote(note)}")
        assert (answer.status, answer.fields.get("location")) == (303, f"/{path}"), note


def test_the_title_of_the_compact_is_not_two_citations(ask):
    """The "and" in "Safe, Orderly and Regular Migration" parts nothing; spaces of any kind are told as spaces."""
    citation = "Global Compact for Safe, Orderly and Regular Migration, para.\xa099"
    told = json.loads(ask(f"/cite?q={quote(citation)}").text)
    assert told["not_understood"] == [citation.replace("\xa0", " ")]
    assert "para. 99" in told["detail"]
    several = json.loads(ask(f"/cite?q={quote(f'{citation}; 27(b)')}").text)
    assert several["understood"] == ["https://w3id.org/gcm/objective/11/action/b"]
    assert several["not_understood"] == [citation.replace("\xa0", " ")]


@pytest.mark.parametrize("target", ["/cite", "/cite?q=Objective%2099", "/cite?q=the%20moon"])
def test_what_can_be_asked_instead_is_listed(ask, target):
    """Where a citation means no unit, citations that are understood are listed: each leads to something."""
    examples = json.loads(ask(target).text)["examples"]
    assert {"27(b)", "Objective 11, commitment 2", "the Global Compact"} <= set(examples)
    for example in examples:
        assert ask(f"/cite?q={quote(example)}").status == 303, example
