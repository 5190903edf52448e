"""The frozen versions over HTTP: their pages, their files, what they changed, the list and the feed."""

from __future__ import annotations

import hashlib
import json
import shutil
import xml.etree.ElementTree as ET

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

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
        ("dataset/0.1.0", "text/html", "/dataset/0.1.0/"),
        ("dataset/0.1.0", "text/turtle", "/dataset/0.1.0.ttl"),
        ("dataset/0.1.0/changes", "text/html", "/dataset/0.1.0/changes/"),
        ("dataset/0.1.0/changes", "application/json", "/dataset/0.1.0/changes.json"),
        ("dataset/0.1.0/changes", "application/n-quads", "/dataset/0.1.0/changes.nq"),
        ("dataset/0.1.0/changes?format=nq", "text/html", "/dataset/0.1.0/changes.nq"),
        ("dataset/0.0.9/changes", "*/*", "/dataset/0.0.9/changes/"),
    ],
)
def test_a_version_and_its_changes_lead_to_what_the_client_prefers(client, path, accept, place):
    """As with every thing: 303, by Accept or by format."""
    answer = client.get(f"/{path}", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (303, place)


@pytest.mark.parametrize("path", ["dataset/0.1.0/changes?format=png", "dataset/0.0.9/changes?format=json"])
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


def test_the_version_that_is_served_has_the_page_that_it_had(client):
    """It tells how it was made."""
    page = client.get("/dataset/0.1.0/")
    assert page.status_code == 200
    assert "Version 0.1.0 of the dataset" in page.text
    assert 'href="/dataset/0.1.0/gcm.nq"' not in page.text


def test_the_page_of_changes_shows_words_and_links(client):
    """Words that were replaced, and links with the words of their evidence."""
    page = client.get("/dataset/0.1.0/changes/").text
    assert "<del>Find</del> <ins>Establish appropriate</ins> structures and mechanisms for effective" in page
    assert '<a href="/theme/border-management/">Border management</a>' in page
    assert 'href="/dataset/0.1.0/changes.json"' in page


def test_the_first_version_changed_nothing(client):
    """Its page says so, and it has no files of changes."""
    assert "It is the first version" in client.get("/dataset/0.0.9/changes/").text
    assert client.get("/dataset/0.0.9/changes.json").status_code == 404


def test_changes_are_given_out_as_data(client):
    """As JSON, and as N-Quads that parse."""
    document = client.get("/dataset/0.1.0/changes.json").json()
    assert (document["old"]["version"], document["counts"]["texts"]["changed"]) == ("0.0.9", 1)
    answer = client.get("/dataset/0.1.0/changes.nq")
    assert answer.headers["content-type"] == "application/n-quads"
    assert len(list(parse(answer.content, RdfFormat.N_QUADS))) > 10


def test_the_list_has_the_newest_version_first(client):
    """With what each changed, and the feed."""
    page = client.get("/changes/").text
    assert page.index("Version 0.1.0") < page.index("Version 0.0.9")
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
    assert feed.findtext(f"{ATOM}updated") == "2026-11-21T00:00:00Z"
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert links(feed) == {("self", "/changes.atom"), ("alternate", "/changes/")}
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [
        "https://w3id.org/gcm/dataset/0.1.0/changes",
        "https://w3id.org/gcm/dataset/0.0.9/changes",
    ]
    assert ("alternate", "/dataset/0.1.0/changes/") in links(entries[0])
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
        "dataset/0.0.9/%2e%2e/0.1.0/gcm.nq",
        "dataset/0.0.9/..%2f0.1.0%2fgcm.nq",
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
        assert client.get("/dataset/0.1.0/").status_code == 200
        assert client.get("/dataset/0.1.0/changes/").status_code == 404


def test_words_of_the_data_are_escaped(serve, versions, tmp_path):
    """Names and words in what changed are text: no markup, and no character that XML has not."""
    folder = tmp_path / "versions"
    shutil.copytree(versions, folder)
    place = folder / "0.1.0" / "changes.json"
    document = json.loads(place.read_text(encoding="utf-8"))
    bad = "<script>alert(1)</script>\u0000&\u0007]]>"
    document["changes"][0] |= {"name": bad, "kind": "deprecated", "part": "texts"}
    document["changes"][0]["added"] = [{"subject": "", "predicate": bad, "value": bad, "graph": "text"}]
    place.write_text(json.dumps(document), encoding="utf-8")
    with serve("--versions", folder) as running, httpx.Client(base_url=running.url, timeout=30) as client:
        summary = parsed(client.get("/changes.atom").content).findtext(f"{ATOM}entry/{ATOM}summary")
        assert "deprecated: <script>alert(1)</script>" in summary
        for path in ("/changes/", "/dataset/0.1.0/changes/"):
            page = client.get(path)
            assert page.status_code == 200
            assert "<script>alert" not in page.text
            assert "&lt;script&gt;alert" in page.text
