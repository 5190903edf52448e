"""The pages on which the Compact is read lead nowhere wrong, and can be used by everyone."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise

import pytest

from gcm_graph.serving.addresses import Addresses
from gcm_graph.serving.pages import PAGES
from gcm_graph.serving.pages.kinds import iri_of_page, is_described, kinds_of, page_for

FORMATS = (".ttl", ".jsonld", ".nt", ".rdf", ".bib", ".ris", ".csl.json")
ELSEWHERE = ("https://docs.un.org/en/A/RES/73/195", "https://creativecommons.org/licenses/by/4.0/")


@pytest.fixture(scope="module")
def reading(page, served_release):
    """Return all these pages by their paths."""
    paths = ["/", "/compact/", "/resolution/", *(f"/{unit.path}/" for unit in served_release.units)]
    return {path: page(path) for path in paths}


def targets(root, path):
    """Return the links of a page as path and fragment; those within the page have its path."""
    for each in root.all("a"):
        place, _, fragment = each.attributes["href"].partition("#")
        yield place or path, fragment


def test_links_between_units_lead_to_their_pages_and_places(reading):
    """Each link to a unit leads to its page, and each that names a place there to something of that name."""
    names = {
        path: {each.attributes["id"] for each in root.all() if "id" in each.attributes}
        for path, root in reading.items()
    }
    for path, root in reading.items():
        for place, fragment in targets(root, path):
            if fragment and place in names:
                assert fragment in names[place], (path, place, fragment)


def test_links_to_things_lead_to_a_page(reading, served_release):
    """Each link to a thing leads to a page: the thing is described, and there is a page for its kind."""
    places = {place for path, root in reading.items() for place, _ in targets(root, path)}
    asked = {"/search", "/index/", "/query/", "/ontology/", "/dataset/", "/openapi.json", "/sparql", "/sdg/"}
    things = {
        place.strip("/")
        for place in places - set(reading) - asked
        if place.endswith("/") and not place.startswith(("/index/", "/query/", "/docs/", "/question/", "?", "https:"))
    }
    assert len(things) > 400
    for path in things:
        iri = iri_of_page(path)
        assert is_described(served_release.store, iri), path
        assert page_for(kinds_of(served_release.store, iri), PAGES), path


def test_other_links_are_known(reading, served_release):
    """Links that lead to no page lead to a format of a unit, to a place of the site or to a known one elsewhere."""
    units = {unit.path for unit in served_release.units} | {"compact", "resolution"}
    for path, root in reading.items():
        for place, _ in targets(root, path):
            if place.endswith("/") and place.startswith("/"):
                continue
            form = next((each for each in FORMATS if place.endswith(each)), None)
            known = place in {"/search", "/openapi.json", "/sparql", *ELSEWHERE} or place.startswith("?lang=")
            assert known or (form and place[1:].removesuffix(form) in units), (path, place)


@pytest.mark.parametrize("path", ["/index/", "/index/objective/11/", "/index/principle/human-rights/", "/sdg/10.7/"])
def test_places_of_the_site_are_there(get, path):
    """What these pages lead to beside units and things is there."""
    assert get(path).status_code == 200


def test_names_in_a_page_are_unique(reading):
    """No two elements of a page have one name: a link to it would lead to either."""
    for path, root in reading.items():
        names = [each.attributes["id"] for each in root.all() if "id" in each.attributes]
        assert len(names) == len(set(names)), path


def test_headings_are_in_order(reading):
    """Each page has one main heading, and none leaves out a level."""
    for path, root in reading.items():
        levels = [int(each.name[1]) for each in root.all() if each.name in {"h1", "h2", "h3", "h4"}]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_pages_can_be_found_and_used(reading):
    """Each page has a title of its own, a description, landmarks, a way past the head, and names for all it can do."""
    titles = [root.one("title").text for root in reading.values()]
    assert len(titles) == len(set(titles))
    for path, root in reading.items():
        assert root.one("html").attributes["lang"] == "en", path
        assert 20 <= len(root.one("meta", name_="description").attributes["content"]) <= 250, path
        assert root.one("a", class_="skip").attributes["href"] == "#main", path
        assert root.one("main").attributes["id"] == "main", path
        for name in ("header", "footer", "nav"):
            assert root.all(name), path
        labelled = {each.attributes["for"] for each in root.all("label")}
        assert {each.attributes["id"] for each in root.all("input", type_="search")} <= labelled, path
        assert all(each.text or each.attributes.get("aria-label") for each in root.all("a")), path


def test_pages_need_no_script_and_no_other_host(reading):
    """What a page loads comes from this server, and no script, style or handler stands in the page itself."""
    for path, root in reading.items():
        loaded = [
            each.attributes["href"] for each in root.all("link") if each.attributes["rel"] in {"stylesheet", "icon"}
        ]
        loaded += [each.attributes["src"] for each in root.all("script") if "src" in each.attributes]
        assert all(place.startswith("/assets/") and "?v=" in place for place in loaded), path
        assert not root.all("style"), path
        assert not [
            each for each in root.all() for name in each.attributes if name.startswith("on") or name == "style"
        ], path


def test_labels_come_in_the_language_asked_for(page):
    """With ?lang=fr things are called in French and say so; the text stays English, and links keep the language."""
    root = page("/objective/11/?lang=fr")
    assert root.one("h1").text == "Manage borders in an integrated, secure and coordinated manner"
    beside = root.one("div", id_="b").one("div", class_="beside")
    named = next(each for each in beside.all("a") if each.has("lang", "fr"))
    assert named.attributes["dir"] == "ltr"
    assert named.attributes["href"].endswith("/?lang=fr")
    home = page("/?lang=es")
    eleventh = home.one("ol", class_="objectives").all("li")[10].all("span")[1]
    assert eleventh.text == "Gestionar las fronteras de manera integrada, segura y coordinada"
    assert eleventh.attributes["lang"] == "es"


def test_links_begin_with_the_path_of_the_server(getting, parsed, served_release):
    """Where visitors reach the server below a path, all links begin with it; the permanent addresses stay."""
    get = getting(replace(served_release, addresses=Addresses("https://example.org/compact")))
    for path in ("/", "/compact/", "/objective/11/", "/paragraph/2/", "/section/preamble/"):
        root = parsed(get(path).text)
        links = [each.attributes["href"] for each in [*root.all("a"), *root.all("link")]]
        assert all(link.startswith("/compact/") for link in links if link.startswith("/")), path
        assert root.one("link", rel="canonical").attributes["href"] == f"https://w3id.org/gcm{path}"


def test_an_objective_takes_little_time(get, served_release):
    """The server works less than 5 ms on the page of an objective that it has shown before."""
    import asyncio

    from starlette.requests import Request

    from gcm_graph.serving import pages
    from gcm_graph.serving.service import RELEASE

    get("/objective/11/")
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/objective/11/",
        "query_string": b"",
        "headers": [(b"host", b"x")],
    }
    spent = []
    for _ in range(9):
        started = time.process_time()
        asyncio.run(pages.resource_page(Request({**scope, RELEASE: served_release}), "objective/11"))
        spent.append(time.process_time() - started)
    assert min(spent) < 0.005


def test_what_pages_load_can_be_kept(get, page):
    """A style is kept for ever under the address with its digest, for an hour without, and never from outside."""
    style = page("/").one("link", rel="stylesheet").attributes["href"]
    assert get(style).headers["cache-control"] == "public, max-age=31536000, immutable"
    assert get(style).headers["content-type"] == "text/css; charset=utf-8"
    assert get("/assets/style.css?v=0").headers["cache-control"] == "public, max-age=3600"
    for path in ("/assets/none.css", "/assets/../assets.py", "/assets/%2e%2e/assets.py", "/assets//etc/passwd"):
        assert get(path).status_code == 404
