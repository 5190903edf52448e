"""The page of a deprecated term."""

from __future__ import annotations

import shutil

import httpx
import pytest
from pyoxigraph import RdfFormat, Store

DEPRECATED = """\
@prefix gcm: <https://w3id.org/gcm/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

gcm:Footnote owl:deprecated true ;
  dcterms:isReplacedBy gcm:Section ;
  skos:historyNote "Deprecated in version 0.2.0: there are no feet."@en .

<https://w3id.org/gcm/graph/ontology> {
  gcm:Footnote owl:deprecated true ;
    dcterms:isReplacedBy gcm:Section ;
    skos:historyNote "Deprecated in version 0.2.0: there are no feet."@en .
}
"""


@pytest.fixture(scope="module")
def client(serve, release, tmp_path_factory):
    """Return a client of a server over a release in which a class is deprecated."""
    place = tmp_path_factory.mktemp("deprecated") / "release"
    shutil.copytree(release / "current", place)
    store = Store(str(place / "store"))
    store.load(DEPRECATED.encode(), format=RdfFormat.TRIG)
    store.flush()
    del store
    with serve(release=place) as running, httpx.Client(base_url=running.url, timeout=30) as client:
        yield client


def test_the_page_of_a_deprecated_term_names_the_replacement(client):
    """It says so above all else, and since when and why."""
    page = client.get("/term/Footnote/").text
    before, _, told = page.partition('id="deprecated"')
    assert told
    assert "<h2>" not in before
    told = told.partition("</section>")[0]
    assert "<h2>Deprecated</h2>" in told
    assert '<a href="/term/Section/">' in told
    assert "Deprecated in version 0.2.0: there are no feet." in told


def test_a_term_in_force_says_nothing_of_the_kind(client):
    """There is no such block."""
    assert 'id="deprecated"' not in client.get("/term/Section/").text
