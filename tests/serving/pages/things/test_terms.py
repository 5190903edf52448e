"""Pages of classes and properties, and the page of all of them."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from gcm_graph.namespaces import GCM


@pytest.fixture(scope="module")
def terms(release: Path) -> set[str]:
    """Return the local names of our terms, as the ontology's file defines them."""
    text = (release / "ontology.ttl").read_text(encoding="utf-8")
    return set(re.findall(r"^gcm:(\w+)\s*(?:\n\s+)?a owl:", text, re.MULTILINE))


def test_class(get):
    """The page of a class has its definition, place among the classes, example, use and shapes."""
    page = get("term/Action/")
    assert "A lettered item that the Compact lists under an objective" in page.words
    assert "Class gcm:Action" in page.words
    assert 'href="/term/Provision/"' in page.main
    assert 'href="/objective/11/action/b/"' in page.main
    assert re.search(r"Things of this class 187 ", page.words)
    assert "Shapes that constrain it" in page.words
    assert 'href="/shapes/0.1.0/#' in page.main


def test_property(get):
    """The page of a property has its range, what it is narrower than, its example, note and use."""
    page = get("term/citesInstrument/")
    assert "Relates a unit to an instrument that its own words name or cite." in page.words
    assert "“This Global Compact”" in page.words or '"This Global Compact" is no citation' in page.words
    assert 'href="/term/Instrument/"' in page.main
    assert 'href="/term/refersTo/"' in page.main
    assert "<https://w3id.org/gcm/paragraph/2> gcm:citesInstrument" in page.words
    # 97 in the graph of links, 3 inferred.
    assert re.search(r"Statements 100 ", page.words)


def test_narrower_terms(get):
    """A class lists the classes below it, and a property the properties."""
    assert 'href="/term/Treaty/"' in get("term/Instrument/").main
    assert 'href="/term/namesActor/"' in get("term/refersTo/").main


def test_alignments(get):
    """What a term is close to elsewhere leads to its mapping."""
    page = get("term/Actor/")
    assert 'href="http://purl.org/dc/terms/Agent"' in page.main
    assert 'href="/mapping/dcterms/ontology/actor/close-match/agent/"' in page.main


def test_labels_of_terms(get):
    """Terms have names in other languages too."""
    assert '<h1 lang="es" dir="ltr">Acción</h1>' in get("term/Action/?lang=es").main


def test_all_terms_on_one_page(get, terms: set[str]):
    """The page of the ontology has every term under its own name, with a link to the term's page."""
    page = get("ontology/")
    assert page.status == 200
    names = set(re.findall(r'<div id="([^"]+)">', page.main))
    assert terms
    assert terms <= names
    assert {link for link in page.links if link.startswith("/term/")} == {f"/term/{name}/" for name in names}
    assert len(gzip.compress(page.content)) < 30_000


def test_every_term_has_a_page(get, terms: set[str]):
    """Each class and property has a page of its own."""
    for name in sorted(terms)[::4]:
        page = get(f"term/{name}/")
        assert page.status == 200, name
        assert f"gcm:{name}" in page.words


def test_term_without_slash(get):
    """The address of a term's page without a slash leads to the page."""
    answer = get("term/Action?lang=es")
    assert answer.status == 301
    assert answer.fields["location"] == "/term/Action/?lang=es"


@pytest.mark.parametrize("path", ["term", "term/"])
def test_folder_of_the_terms(get, path):
    """The folder of the pages of terms leads to the page that lists all with their definitions."""
    answer = get(f"{path}?lang=es")
    assert (answer.status, answer.fields["location"]) == (301, "/ontology/?lang=es")


def test_namespace():
    """Anchors are the local names of the terms: the address of a term leads to its place in the page."""
    assert GCM == "https://w3id.org/gcm/ontology#"
