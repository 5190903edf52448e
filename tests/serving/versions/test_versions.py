"""The frozen versions over HTTP: their pages, their files, what they changed, the list and the feed."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import xml.etree.ElementTree as ET

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from gcm_graph.resources import release_identity

VERSION = release_identity().version

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def client(served):
    """Return a client that follows no redirection."""
    with httpx.Client(base_url=served.url, timeout=30) as client:
        yield client


@pytest.mark.parametrize("name", ["gcm.nq", "void.ttl", "tables/units.csv", "tables/csv-metadata.json", "SHA256SUMS"])
def test_a_file_of_a_version_is_given_out_like_a_current_one(client, versions, name):
    """The same fields but for how long it may be kept and what it belongs to; the bytes as they were frozen."""
    frozen, current = client.get(f"/dataset/0.0.9/{name}"), client.get(f"/{name}")
    assert frozen.content == (versions / "0.0.9" / name).read_bytes()
    same = {"content-type", "accept-ranges", "vary", "last-modified", "access-control-allow-origin", "content-encoding"}
    for field in same - ({"accept-ranges"} if "content-encoding" in current.headers else set()):
        assert frozen.headers.get(field) == current.headers.get(field), field
    assert frozen.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert f'<https://w3id.org/gcm/dataset/0.0.9/{name}>; rel="canonical"' in frozen.headers["link"]


def test_a_file_of_a_version_has_parts_and_an_entity_tag(client, versions):
    """Ranges, entity tags and digests are those of its own bytes."""
    content = (versions / "0.0.9" / "gcm.nq").read_bytes()
    part = client.get("/dataset/0.0.9/gcm.nq", headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, content[10:20])
    tag = f'"{hashlib.sha256(content).hexdigest()}"'
    fields = {"If-None-Match": tag, "Accept-Encoding": "identity"}
    assert client.get("/dataset/0.0.9/gcm.nq", headers=fields).status_code == 304
    assert client.get("/dataset/0.0.9/gcm.nq", headers={"Range": "bytes=999999999-"}).status_code == 416
    assert client.head("/dataset/0.0.9/gcm.nq", headers={"Accept-Encoding": "identity"}).headers["etag"] == tag


@pytest.mark.parametrize(
    ("path", "accept", "place"),
    [
        ("dataset/0.0.9", "text/html", "/dataset/0.0.9/"),
        ("dataset/0.0.9", "text/turtle", "/dataset/0.0.9/void.ttl"),
        ("dataset/0.0.9", "*/*", "/dataset/0.0.9/void.ttl"),
        (f"dataset/{VERSION}", "text/html", f"/dataset/{VERSION}/"),
        (f"dataset/{VERSION}", "text/turtle", f"/dataset/{VERSION}.ttl"),
        (f"dataset/{VERSION}/changes", "text/html", f"/dataset/{VERSION}/changes/"),
        (f"dataset/{VERSION}/changes", "application/json", f"/dataset/{VERSION}/changes.json"),
        (f"dataset/{VERSION}/changes", "application/n-quads", f"/dataset/{VERSION}/changes.nq"),
        (f"dataset/{VERSION}/changes?format=nq", "text/html", f"/dataset/{VERSION}/changes.nq"),
        ("dataset/0.0.9/changes", "*/*", "/dataset/0.0.9/changes/"),
    ],
)
def test_a_version_and_its_changes_lead_to_what_the_client_prefers(client, path, accept, place):
    """As with every thing: 303, by Accept or by format."""
    answer = client.get(f"/{path}", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (303, place)


@pytest.mark.parametrize("path", [f"dataset/{VERSION}/changes?format=png", "dataset/0.0.9/changes?format=json"])
def test_what_there_is_not_is_told(client, path):
    """406 with what there is."""
    answer = client.get(f"/{path}")
    assert answer.status_code == 406
    assert "text/html" in answer.json()["available"]


def test_the_page_of_a_version_lists_its_files(client, versions):
    """Each with its size and checksum, and a link."""
    page = client.get("/dataset/0.0.9/").text
    for line in (versions / "0.0.9" / "SHA256SUMS").read_text().splitlines():
        digest, _, name = line.partition("  ")
        assert digest in page
        assert f'href="/dataset/0.0.9/{name}"' in page
    assert 'type="application/atom+xml" href="/changes.atom"' in page


def test_the_page_of_the_version_that_is_served_has_its_files_too(client, versions):
    """It tells how it was made, and leads to what is kept of it for good and to what it changed."""
    page = client.get(f"/dataset/{VERSION}/")
    assert page.status_code == 200
    assert f"Version {VERSION} of the dataset" in page.text
    assert "Files that were read" in page.text
    for line in (versions / VERSION / "SHA256SUMS").read_text().splitlines():
        digest, _, name = line.partition("  ")
        assert digest in page.text
        assert f'href="/dataset/{VERSION}/{name}"' in page.text
    assert f'href="/dataset/{VERSION}/changes/"' in page.text
    assert f'<https://w3id.org/gcm/dataset/{VERSION}>; rel="describes"' in page.headers["link"]
    anchors = re.findall(r' id="([^"]*)"', page.text)
    assert len(anchors) == len(set(anchors))


def test_a_version_that_there_is_not_leads_to_those_that_are_kept(client):
    """The one that is served and the frozen ones are named."""
    for path in ("/dataset/9.9.9/", "/dataset/9.9.9", "/dataset/9.9.9/gcm.nq"):
        answer = client.get(path, headers={"Accept": "application/problem+json"})
        assert answer.status_code == 404, path
        hint = answer.json()["hint"]
        for number in (VERSION, "0.0.9"):
            assert f"dataset/{number}" in hint, path
        assert "/changes/" in hint


def test_the_page_of_changes_shows_words_and_links(client):
    """Words that were replaced, and links with the words of their evidence."""
    page = client.get(f"/dataset/{VERSION}/changes/").text
    assert "<del>Find</del> <ins>Establish appropriate</ins> structures and mechanisms for effective" in page
    assert '<a href="/theme/border-management/">Border management</a>' in page
    assert f'href="/dataset/{VERSION}/changes.json"' in page
    assert ">concerns theme</span>" in page
    assert "concernsTheme" not in page


def test_what_follows_is_counted_and_told_to_be_in_the_files(client):
    """No "0 of 5 are shown": nothing of it is, and the page says why."""
    page = client.get(f"/dataset/{VERSION}/changes/").text
    inferred = page[page.index('id="inferred"') :].partition("</section>")[0]
    assert "They follow from the others by the rules of the ontology" in inferred
    assert "are shown" not in inferred


def test_the_first_version_changed_nothing(client):
    """Its page says so, and it has no files of changes."""
    assert "It is the first version" in client.get("/dataset/0.0.9/changes/").text
    assert client.get("/dataset/0.0.9/changes.json").status_code == 404


def test_changes_are_given_out_as_data(client):
    """As JSON, and as N-Quads that parse."""
    document = client.get(f"/dataset/{VERSION}/changes.json").json()
    assert (document["old"]["version"], document["counts"]["texts"]["changed"]) == ("0.0.9", 1)
    answer = client.get(f"/dataset/{VERSION}/changes.nq")
    assert answer.headers["content-type"] == "application/n-quads"
    assert len(list(parse(answer.content, RdfFormat.N_QUADS))) > 10


def test_the_list_has_the_newest_version_first(client):
    """With what each changed, and the feed."""
    page = client.get("/changes/").text
    assert page.index(f"Version {VERSION}") < page.index("Version 0.0.9")
    assert "Since version 0.0.9, texts: 1 changed" in page
    assert 'rel="alternate" type="application/atom+xml" href="/changes.atom"' in page
    assert 'href="/changes/"' in client.get("/dataset/").text


def test_the_feed_is_atom(client):
    """It has what RFC 4287 asks of feeds and entries (§4.1.1 and §4.1.2)."""
    answer = client.get("/changes.atom")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = parsed(answer.content)
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}id") == "https://w3id.org/gcm/changes/"
    assert feed.findtext(f"{ATOM}updated") == f"{release_identity().date}T00:00:00Z"
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert links(feed) == {("self", "/changes.atom"), ("alternate", "/changes/")}
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [
        f"https://w3id.org/gcm/dataset/{VERSION}/changes",
        "https://w3id.org/gcm/dataset/0.0.9/changes",
    ]
    assert ("alternate", f"/dataset/{VERSION}/changes/") in links(entries[0])
    assert all(entry.findtext(f"{ATOM}updated") and entry.findtext(f"{ATOM}title") for entry in entries)
    for _, place in set().union(*map(links, [feed, *entries])):
        assert client.get(place).status_code == 200


def parsed(content: bytes) -> ET.Element:
    """Return a document of the server under test."""
    return ET.fromstring(content)  # noqa: S314 - our own


def links(element) -> set[tuple[str, str]]:
    """Return relation and place of the links of a feed or an entry."""
    return {(link.get("rel"), link.get("href")) for link in element.findall(f"{ATOM}link")}


@pytest.mark.parametrize(
    "path",
    [
        "dataset/9.9.9/",
        "dataset/9.9.9/gcm.nq",
        "dataset/0.0.9/nothing",
        "dataset/0.0.9/.lock",
        f"dataset/0.0.9/%2e%2e/{VERSION}/gcm.nq",
        f"dataset/0.0.9/..%2f{VERSION}%2fgcm.nq",
        "dataset/..%2f..%2fetc/passwd",
        "dataset/.unfinished-0.2.0/gcm.nq",
        "dataset/0.0.9/changes/changes.json",
    ],
)
def test_nothing_else_is_given_out(client, path):
    """Only what the list of checksums of a version names, and its changes."""
    answer = client.send(httpx.Request("GET", f"{str(client.base_url).rstrip('/')}/{path}"))
    assert answer.status_code in {400, 404}


def test_a_version_that_is_frozen_meanwhile_is_there_at_once(serve, older, tmp_path):
    """The server does not have to be told; one that is broken is left out and logged."""
    folder = tmp_path / "versions"
    folder.mkdir()
    with serve("--versions", folder, "--base-url", "https://example.org/gcm") as running:
        with httpx.Client(base_url=running.url, timeout=30) as client:
            assert "No version has been frozen" in client.get("/changes/").text
            assert parsed(client.get("/changes.atom").content).findall(f"{ATOM}entry") == []
            assert client.get("/dataset/0.0.9/").status_code == 404
            shutil.copytree(older, folder / "0.0.9")
            assert "Version 0.0.9" in client.get("/changes/").text
            assert client.get("/dataset/0.0.9/gcm.nq").status_code == 200
            feed = parsed(client.get("/changes.atom").content)
            assert ("self", "https://example.org/gcm/changes.atom") in links(feed)
            shutil.copytree(older, folder / "0.0.10")
            assert "0.0.10" not in client.get("/changes/").text
        assert any(event["event"] == "version refused" for event in running.events())


def test_without_versions_nothing_is_missing(serve):
    """The list is empty, and the version that is served has its page."""
    with serve() as running, httpx.Client(base_url=running.url, timeout=30) as client:
        assert "No version has been frozen" in client.get("/changes/").text
        assert client.get(f"/dataset/{VERSION}/").status_code == 200
        assert client.get(f"/dataset/{VERSION}/changes/").status_code == 404


def test_words_of_the_data_are_escaped(serve, versions, tmp_path):
    """Names and words in what changed are text: no markup, and no character that XML has not."""
    folder = tmp_path / "versions"
    shutil.copytree(versions, folder)
    place = folder / VERSION / "changes.json"
    document = json.loads(place.read_text(encoding="utf-8"))
    bad = "<script>alert(1)</script>\u0000&\u0007]]>"
    document["changes"][0] |= {"name": bad, "kind": "deprecated", "part": "texts"}
    document["changes"][0]["added"] = [{"subject": "", "predicate": bad, "value": bad, "graph": "text"}]
    place.write_text(json.dumps(document), encoding="utf-8")
    with serve("--versions", folder) as running, httpx.Client(base_url=running.url, timeout=30) as client:
        summary = parsed(client.get("/changes.atom").content).findtext(f"{ATOM}entry/{ATOM}summary")
        assert "deprecated: <script>alert(1)</script>" in summary
        for path in ("/changes/", f"/dataset/{VERSION}/changes/"):
            page = client.get(path)
            assert page.status_code == 200
            assert "<script>alert" not in page.text
            assert "&lt;script&gt;alert" in page.text
