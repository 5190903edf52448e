"""gcm site: the documentation as files, with links that lead somewhere."""

from __future__ import annotations

import posixpath
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest

ELSEWHERE = "https://data.example.org/gcm"


class Page(HTMLParser):
    """A page: the targets of its links and of what it loads, and the names in it."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.names: set[str] = set()
        self.tags: set[str] = set()
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take up an element."""
        self.tags.add(tag)
        for name, value in attrs:
            if name in {"href", "src", "action"}:
                self.links.append(value or "")
            elif name == "id":
                self.names.add(value or "")


@pytest.fixture(scope="module")
def site(gcm, release, tmp_path_factory):
    """Return the folder of a site."""
    folder = tmp_path_factory.mktemp("site") / "site"
    finished = gcm("site", "-o", folder, "--release", release)
    assert (finished.returncode, finished.stderr) == (0, "")
    pages = len(list(folder.rglob("*.html")))
    others = sum(path.is_file() for path in folder.rglob("*")) - pages - 1
    assert finished.stdout == f"{folder}/index.html: {pages} pages, {others} other files\n"
    return folder


@pytest.fixture(scope="module")
def pages(site):
    """Return the pages of the site by their paths in it."""
    return {path.relative_to(site).as_posix(): Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}


def test_every_link_leads_to_a_file(site, pages):
    """Each link in the site that names no other host leads to a file of it, and to a place that the page has."""
    dead = []
    for file, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(parts.path))) if parts.path else file
            )
            known = target in pages or (site / target).is_file()
            if not known or target.startswith("..") or (parts.fragment and parts.fragment not in pages[target].names):
                dead.append((file, link))
    assert dead == []


def test_every_page_can_be_reached(pages):
    """From index.html links lead to every page."""
    seen, waiting = set(), ["index.html"]
    while waiting:
        file = waiting.pop()
        if file not in seen and file in pages:
            seen.add(file)
            paths = [urlsplit(link).path for link in pages[file].links if not urlsplit(link).scheme]
            waiting += [posixpath.normpath(posixpath.join(posixpath.dirname(file), path)) for path in paths if path]
    assert seen == set(pages)


def test_what_the_site_has(site, pages, release):
    """It has the documentation, a page for each class and property, each rule and each shape, and its styles."""
    assert {"docs/tutorial/index.html", "docs/how-to/deploy/index.html", "docs/reference/errors/index.html"} <= set(
        pages
    )
    ontology = (release / "ontology.ttl").read_text(encoding="utf-8")
    terms = set(re.findall(r"^gcm:(\w+) a owl:(?:Class|ObjectProperty|DatatypeProperty)\b", ontology, re.MULTILINE))
    assert len(terms) > 100
    assert {f"term/{name}/index.html" for name in terms} <= set(pages)
    assert {"p1", "p29"} <= pages["profile/index.html"].names
    shapes = next(page for file, page in pages.items() if file.startswith("shapes/"))
    assert len(shapes.names) > 100
    assert (site / "assets" / "style.css").is_file()
    assert (site / "ontology.ttl").read_bytes() == (release / "ontology.ttl").read_bytes()


def test_it_needs_no_server(pages):
    """No page has a form, and all that it loads stands beside it."""
    assert {tag for page in pages.values() for tag in page.tags} & {"form", "input", "iframe", "img"} == set()
    for page in pages.values():
        assert not any(link.startswith(("/", "file:")) for link in page.links)


def test_the_same_again(gcm, site, release):
    """Two sites of one release are the same, byte for byte; the one in place is replaced."""
    first = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert (
        gcm("site", "-o", site, "--release", release, env={"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo"}).returncode == 0
    )
    assert {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()} == first


def test_the_rest_is_on_a_server(gcm, release, tmp_path):
    """With --base-url links beyond the site lead there, those within it do not, and the search asks there."""
    finished = gcm("site", "-o", tmp_path / "site", "--release", release, "--base-url", f"{ELSEWHERE}/")
    assert finished.returncode == 0, finished.stderr
    page = Page((tmp_path / "site" / "term" / "Action" / "index.html").read_text(encoding="utf-8"))
    assert {f"{ELSEWHERE}/objective/1/action/a/", f"{ELSEWHERE}/search", f"{ELSEWHERE}/term/Action/?lang=fr"} <= set(
        page.links
    )
    assert not any(link.startswith(f"{ELSEWHERE}/docs") for link in page.links)
    assert "../../ontology/index.html" in page.links


def test_a_foreign_folder_is_refused(gcm, failed, release, tmp_path):
    """A folder with files of somebody else is wrong usage, and stays as it is."""
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    told = failed(gcm("site", "-o", tmp_path, "--release", release), 2)
    assert "thesis.txt" in told
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_what_it_needs(gcm, failed, tmp_path):
    """Without a release it is wrong usage, and no folder is made; so is an address that is none."""
    told = failed(gcm("site", "-o", tmp_path / "site", "--release", tmp_path / "nothing"), 2)
    assert "there is no release" in told
    assert not (tmp_path / "site").exists()
    refused = gcm("site", "-o", tmp_path / "site", "--base-url", "example.org")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "--base-url" in refused.stderr


def test_where_it_cannot_be_written(gcm, failed, release):
    """A place in which no folder can be made is a failure that says so."""
    told = failed(gcm("site", "-o", "/proc/site", "--release", release), 3)
    assert "could not be written" in told
