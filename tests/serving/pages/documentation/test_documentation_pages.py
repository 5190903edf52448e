"""The documentation on the server: all of it, by kind, with links that lead somewhere, as light as other pages."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import httpx
import pytest

from gcm_graph.documentation import KINDS, documentation

PLACES = sorted(page.place for page in documentation().pages.values())
HEAVIEST = 30 * 1024


class Page(HTMLParser):
    """A page: its links, the styles that it loads, the names in it, and the attributes that it has."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.styles: list[str] = []
        self.names: list[str] = []
        self.attributes: set[str] = set()
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take up an element."""
        found = {name: value or "" for name, value in attrs}
        self.attributes |= set(found)
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if found.get("rel") == "stylesheet":
            self.styles.append(found["href"])
        if "id" in found:
            self.names.append(found["id"])


@pytest.fixture(scope="module")
def client(served):
    """Return a client of the server that follows no redirects."""
    with httpx.Client(base_url=served.url, headers={"Accept": "text/html, */*;q=0.5"}) as client:
        yield client


@pytest.fixture(scope="module")
def pages(client):
    """Return the pages of the documentation that links lead to from /docs/, by their addresses."""
    found: dict[str, Page] = {}
    waiting = ["/docs/"]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        answer = client.get(path)
        assert answer.status_code == 200, path
        found[path] = Page(answer.text)
        paths = {urlsplit(urljoin(path, link)).path for link in found[path].links if not urlsplit(link).scheme}
        waiting += [each for each in paths if each.startswith("/docs/") and each.endswith("/")]
    return found


def test_every_page_can_be_reached(pages):
    """From /docs/ links lead to every page of the documentation, and to no address there that is none."""
    assert set(pages) == {"/docs/", *(f"/{place}" for place in PLACES)}


def test_every_link_leads_somewhere(client, pages):
    """Each link to this server is answered, if need be by way of a redirect, and the place that it names is there."""
    known = {path: set(page.names) for path, page in pages.items()}
    dead = []
    links = {urljoin(path, link) for path, page in pages.items() for link in page.links if not urlsplit(link).scheme}
    for link in sorted(links):
        parts = urlsplit(link)
        if parts.path not in known:
            answer = client.get(link, follow_redirects=True)
            is_page = answer.headers.get("content-type", "").startswith("text/html")
            known[parts.path] = set(Page(answer.text).names) if is_page else set()
            if answer.status_code != 200:
                dead.append(link)
        if parts.fragment and parts.fragment not in known[parts.path]:
            dead.append(link)
    assert dead == []


def test_names_are_given_once(pages):
    """No two elements of a page have one name, and no page has a style or a script of its own."""
    for path, page in pages.items():
        assert [name for name, count in Counter(page.names).items() if count > 1] == [], path
        assert {each for each in page.attributes if each == "style" or each.startswith("on")} == set(), path


def test_all_kinds_with_what_they_are_for(client):
    """The index has the four kinds in their order, each with the sentence that says what it is for, and their pages."""
    text = client.get("/docs/").text
    main = text.partition("<main")[2].partition("</main>")[0]
    parts = re.split(r'<h2 id="[a-z-]+">', main)[1:]
    assert [part.partition("<")[0] for part in parts] == ["Tutorial", "How to", "Reference", "Explanation"]
    for part, kind in zip(parts, KINDS, strict=True):
        assert kind.purpose in part
    assert 'href="/docs/tutorial/"' in parts[0]
    assert 'href="/docs/how-to/cite-the-compact/"' in parts[1]
    assert 'href="/docs/reference/errors/"' in parts[2]
    assert 'href="/docs/explanation/model/"' in parts[3]
    assert 'href="/docs/" aria-current="page">Documentation</a>' in text


def test_a_page(client):
    """A page has its title, the way down to it, a table of contents and its text, with links to other pages."""
    text = client.get("/docs/reference/http/").text
    assert '<h1 id="the-server">The server</h1>' in text
    assert '<a href="/docs/#reference">Reference</a>' in text
    assert '<li><a href="#sparql">SPARQL</a></li>' in text
    assert '<a href="/docs/how-to/deploy/">Run a public server</a>' in text
    assert '<a href="/docs/" aria-current="true">Documentation</a>' in text


@pytest.mark.parametrize("place", ["docs/", *PLACES])
def test_is_light(client, place):
    """A page with its styles is at most 30 kB compressed."""
    answer = client.get(f"/{place}")
    styles = [client.get(urljoin(f"/{place}", style)).content for style in Page(answer.text).styles]
    assert len(styles) == 2
    assert sum(len(gzip.compress(each)) for each in (answer.content, *styles)) <= HEAVIEST


def test_a_page_that_one_has(client):
    """A page has a strong entity tag; who has it already gets 304. It may be kept a while."""
    first = client.get("/docs/tutorial/")
    assert first.headers["etag"].startswith('"')
    assert first.headers["cache-control"] == "public, max-age=300"
    assert "script-src 'self'" in first.headers["content-security-policy"]
    again = client.get("/docs/tutorial/", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head("/docs/tutorial/").headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/docs/tutorial", "/docs/tutorial/"),
        ("/docs/tutorial.md", "/docs/tutorial/"),
        ("/docs/reference/http.html", "/docs/reference/http/"),
        ("/docs/reference/http?lang=es", "/docs/reference/http/?lang=es"),
        ("/docs/README.md", "/docs/"),
        ("/docs/how-to/", "/docs/#how-to"),
        ("/docs/explanation", "/docs/#explanation"),
    ],
)
def test_other_spellings(client, path, place):
    """An address without its slash, with the ending of its source, or of a kind leads to the usual one."""
    answer = client.get(path)
    assert (answer.status_code, answer.headers["location"]) == (301, place)


@pytest.mark.parametrize(
    "path",
    [
        "/docs/nothing/",
        "/docs/how-to/nothing",
        "/docs/generate_reference.py",
        "/docs/examples/",
        "/docs/examples/deploy/Containerfile.dockerignore",
        "/docs//etc/passwd",
        "/docs/..%2f..%2fpyproject.toml",
        "/docs/reference%00.md",
        "/docs/Tutorial/%0d%0aX:1",
    ],
)
def test_what_is_not_there(client, path):
    """Other files of the folder, and files outside of it, are not given out."""
    answer = client.get(path)
    assert answer.status_code in {400, 404}
    assert "x" not in answer.headers


def test_examples_are_files(client):
    """A file to which a page leads is given out as it is: Turtle as Turtle, all else as plain text."""
    turtle = client.get("/docs/examples/national-records.ttl")
    assert turtle.headers["content-type"] == "text/turtle; charset=utf-8"
    assert turtle.content == documentation().files["examples/national-records.ttl"].read_bytes()
    assert client.get("/docs/examples/deploy/nginx.conf").headers["content-type"] == "text/plain; charset=utf-8"


def test_robots_find_it(client):
    """The site map lists every page of the documentation."""
    listed = re.findall(r"<loc>http://[^/]*/([^<]*)</loc>", client.get("/sitemap.xml").text)
    assert {"docs/", *PLACES} <= set(listed)


def test_under_a_path(serve):
    """Behind a proxy that serves it under a path, links of the text have that path too."""
    with serve("--base-url", "https://data.example.org/gcm") as running:
        text = httpx.get(f"{running.url}/docs/reference/http/", headers={"Accept": "text/html"}).text
        assert '<a href="/gcm/docs/how-to/deploy/">Run a public server</a>' in text
        moved = httpx.get(f"{running.url}/docs/tutorial").headers["location"]
        assert moved == "https://data.example.org/gcm/docs/tutorial/"


def test_links_keep_the_language(client):
    """Who reads the site with labels in another language than English keeps it through the documentation."""
    text = client.get("/docs/reference/http/?lang=es").text
    assert '<a href="/docs/how-to/deploy/?lang=es">Run a public server</a>' in text
    assert '<a href="#sparql">SPARQL</a>' in text
    assert client.get("/docs/reference/http/?lang=!").status_code == 400
