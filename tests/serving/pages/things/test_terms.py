"""Pages of classes and properties, and the page of all of them."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from gcm_graph.namespaces import GCM
from gcm_graph.resources import release_identity

VERSION = release_identity().version


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
    assert f'href="/shapes/{VERSION}/#' in page.main


def test_property(get):
    """The page of a property has its range, what it is narrower than, its example, note and use."""
    page = get("term/citesInstrument/")
    assert "Relates a unit or a record to an instrument that its own words name or cite." in page.words
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


def test_classes_that_exclude_a_class(get):
    """The page of a class has what excludes it: by lists of its own, and by those of the classes above it."""
    page = get("term/Pledge/")
    own, _, above = page.main.partition("Classes that exclude each gcm:Record")
    own = own.partition("Classes that exclude it")[2]
    assert set(re.findall(r'<li><a href="/term/(\w+)/"', own)) == {
        "NationalImplementationPlan",
        "ImplementationMeasure",
        "VoluntaryReview",
    }
    excluded = set(re.findall(r'<li><a href="/term/(\w+)/"', above.partition("</ul>")[0]))
    assert {"Provision", "Actor", "RecordUpdate", "Theme"} <= excluded
    assert not excluded & {"Record", "Pledge", "Commitment"}
    assert "owl:AllDisjointClasses" in page.words
    assert "Record" in set(re.findall(r'href="/term/(\w+)/"', get("term/Commitment/").main))
    assert "exclude" not in get("term/hasObjective/").words


def test_lists_of_classes_that_exclude_one_another(get):
    """The page of the ontology has the lists, each once: those of one module stand within the one of all modules."""
    lists = get("ontology/").main.partition('id="excluding"')[2].partition("</section>")[0]
    found = [set(re.findall(r'href="#(\w+)"', item)) for item in lists.split("<li>")[1:]]
    assert {"NationalImplementationPlan", "ImplementationMeasure", "Pledge", "VoluntaryReview"} in found
    assert sum({"Provision", "Record"} <= each for each in found) == 2  # with gcm:Instrument, and with gcm:Reference
    assert not any(one < other for one in found for other in found)


def test_what_ontology_ttl_does_not_say_is_marked(get, release):
    """A term of others above ours that an alignment alone gives is told as that; one of the ontology is not."""
    page = get("ontology/").words
    assert re.search(r"domain Record · by alignment ⊑ prov:wasAttributedTo", page)
    assert re.search(r"⊑ skos:Concept, Provision", page)
    file = (release / "ontology.ttl").read_text(encoding="utf-8")
    assert "wasAttributedTo" not in file
    assert "skos:Concept" in file


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
