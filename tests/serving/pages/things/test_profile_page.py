"""The page of the profile is what profile.ttl says: each rule with its severity, whom it is for, and its messages."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
import rdflib
from rdflib import RDFS, SH

from gcm_graph.resources import release_identity

VERSION = release_identity().version


@pytest.fixture(scope="module")
def profile(release: Path) -> rdflib.Graph:
    """Return the file of the profile."""
    return rdflib.Graph().parse(release / "profile.ttl")


@pytest.fixture(scope="module")
def rules(profile: rdflib.Graph) -> dict[str, rdflib.URIRef]:
    """Return the rules of the profile by their numbers, in lower case."""
    labels = {str(label): shape for shape, label in profile.subject_objects(RDFS.label)}
    return {label.partition(".")[0].lower(): shape for label, shape in labels.items() if re.match(r"P[0-9]+\. ", label)}


@pytest.fixture(scope="module")
def sections(get) -> dict[str, str]:
    """Return the blocks of the page by their names, as words."""
    found = re.findall(r'<section class="block" id="([^"]+)">(.*?)</section>', get("profile/").main, re.DOTALL)
    return {name: " ".join(html.unescape(re.sub(r"<[^>]+>", " ", block)).split()) for name, block in found}


def test_each_rule_has_its_place(profile, rules, sections):
    """Each rule of the file stands under its number, with its label: 40 of them, in order."""
    assert len(rules) == 40
    assert [name for name in sections if name in rules] == [f"p{number}" for number in range(1, 41)]
    for name, shape in rules.items():
        assert str(profile.value(shape, RDFS.label)) in sections[name]


def test_rules_are_led_to_as_their_numbers_are_printed(get, rules):
    """Both #p2 and #P2 lead to the rule P2."""
    names = set(re.findall(r' id="([^"]+)"', get("profile/").main))
    assert {*rules, *map(str.upper, rules)} <= names


def test_each_message_stands_with_its_rule(profile, sections):
    """All messages of a rule stand under it, without the number with which they begin; gaps to be filled are dots."""
    messages = [str(message) for message in profile.objects(None, SH.message)]
    assert messages
    for message in messages:
        number, _, words = message.partition(": ")
        assert re.sub(r"\{\?\w+\}", "…", " ".join(words.split())) in sections[number.lower()]
    assert not re.search(r"P[0-9]+: ", " ".join(sections.values()))


def test_severities(profile, rules, sections):
    """Eight rules warn; what breaks any other is a violation."""
    warning = {
        name
        for name, shape in rules.items()
        for part in (shape, *profile.objects(shape, SH.property), *profile.objects(shape, SH.sparql))
        if (part, SH.severity, SH.Warning) in profile
    }
    assert warning == {"p6", "p20", "p34", "p35", "p36", "p37", "p38", "p40"}
    for name in rules:
        assert ("Warning:" if name in warning else "Violation:") in sections[name]


def test_whom_a_rule_is_for(get, sections):
    """A rule says which classes or properties it is for; rules about all that points at the Compact share a list."""
    page = get("profile/")
    assert 'href="/term/Pledge/"' in page.main
    assert "for every Pledge" in sections["p26"]
    assert "for what uses takes place in" in sections["p28"]
    assert "for values of has update" in sections["p24"]
    assert "The file as a whole" in sections["p4"]
    for name in ("p1", "p2", "p3", "p29"):
        assert "for What points at the Compact" in sections[name]
    assert 'href="/profile/#Links"' in page.main
    assert len(re.findall("<li>", page.main.partition('id="Links"')[2].partition("</section>")[0])) == 22


def test_rules_lead_to_their_shapes(get, rules):
    """Each rule leads to its shape on the page of the shapes, where the shape has its name."""
    page, shapes = get("profile/"), get(f"shapes/{VERSION}/")
    for shape in rules.values():
        name = shape.partition("#")[2]
        assert f'href="/shapes/{VERSION}/#{name}"' in page.main
        assert f'id="{name}"' in shapes.main


def test_the_page_is_reached(get):
    """The pages of the ontology and of the shapes lead to it, and it stands among the data."""
    for path in ("ontology/", f"shapes/{VERSION}/"):
        assert 'href="/profile/"' in get(path).main, path
    page = get("profile/")
    assert 'href="/profile.ttl"' in page.text
    assert re.search(r'aria-current="true">Data<', page.text)
    assert page.fields["content-location"] == "/profile/"
