"""Every kind of page in a browser: accessible, light, without other hosts and without violations of the policy."""

from __future__ import annotations

import gzip
import re
from urllib.parse import urljoin

import httpx
import pytest
from playwright.sync_api import expect

KINDS = {
    "home": "/",
    "contents": "/compact/",
    "objective": "/objective/11/",
    "commitment": "/objective/11/commitment/1/",
    "action": "/objective/11/action/b/",
    "action that may be damaged": "/objective/20/action/b/",
    "paragraph": "/paragraph/27/",
    "footnote": "/footnote/4/",
    "instrument": "/instrument/paris-agreement/",
    "stakeholder": "/stakeholder/trade-unions/",
    "target": "/sdg/10.7/",
    "class": "/term/Action/",
    "ontology": "/ontology/",
    "search": "/search?q=trade+unions",
    "queries": "/query/",
    "answer": "/query/?query=SELECT+%2A+%7B+%3Fs+a+gcm%3AObjective+%3B+%3Fp+%3Fo+%7D+LIMIT+50",
    "saved query": "/query/actions-per-objective/",
    "data": "/dataset/",
    "documentation": "/docs/",
    "tutorial": "/docs/tutorial/",
    "page with tables": "/docs/reference/http/",
    "page with many parts": "/docs/reference/profile/",
}
HEAVIEST = 30 * 1024
_STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)"')


@pytest.mark.parametrize("path", [*KINDS.values(), "/nothing/here/"], ids=[*KINDS, "error"])
def test_is_accessible_and_keeps_to_itself(watched, axe, path):
    """Nothing serious or critical is found by axe, wide or narrow; the page fits the window, asks no other host."""
    watch = watched(viewport={"width": 1280, "height": 900})
    page = watch.open(path)
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    serious = [
        f"{violation['id']}: {violation['nodes'][0]['html']}"
        for violation in found
        if violation["impact"] in {"serious", "critical"}
    ]
    assert serious == []
    page.set_viewport_size({"width": 360, "height": 780})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    if path == "/nothing/here/":  # Chromium's console tells of each answer that is an error
        watch.complaints = [told for told in watch.complaints if "status of 404" not in told]
    watch.require_clean()


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_is_light(served, path):
    """A page with its styles is at most 30 kB compressed; fonts come from the reader's system."""
    address = served.url + path
    page = httpx.get(address, headers={"Accept": "text/html"})
    assert page.status_code == 200
    styles = [httpx.get(urljoin(address, style)) for style in _STYLE.findall(page.text)]
    assert len(styles) >= 1
    assert all(style.status_code == 200 and "@font-face" not in style.text for style in styles)
    assert sum(len(gzip.compress(each.content)) for each in [page, *styles]) <= HEAVIEST


@pytest.mark.parametrize("kind", ["home", "objective", "search", "queries", "page with tables"])
def test_can_be_read_by_night(watched, axe, kind):
    """The dark colours have the contrast that WCAG 2 AA wants; those by day are tested with everything else."""
    page = watched(color_scheme="dark").open(KINDS[kind])
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {runOnly: ['color-contrast'], resultTypes: ['violations']})")["violations"]
    assert [node["html"] for violation in found for node in violation["nodes"]] == []


@pytest.mark.parametrize("path", ["/docs/tutorial/", "/docs/reference/profile/", "/docs/how-to/check-a-draft/"])
def test_code_has_the_room_that_there_is(watched, path):
    """In a wide window a block of code reaches to the contents of the page, with nothing free between them."""
    page = watched(viewport={"width": 1280, "height": 900}).open(path)
    code = page.locator(".prose > pre").first.bounding_box()
    contents = page.locator(".on-page").bounding_box()
    assert 0 < contents["x"] - (code["x"] + code["width"]) < 40


@pytest.mark.parametrize(
    ("path", "pages", "told"),
    [
        ("/paragraph/36/", "p. 29)", "Copied"),
        ("/objective/20/action/b/", "p. 29)", "Copied: may be damaged, see the note"),
    ],
)
def test_words_are_copied_with_their_own_pages(watched, path, pages, told):
    """The words in the text and in the box are copied with the pages on which they stand; 36(b) may be damaged."""
    watch = watched(permissions=["clipboard-read", "clipboard-write"])
    page = watch.open(path)
    buttons = [page.locator(".where .copier").first, page.locator("section[aria-labelledby=quote] .copier")]
    copied = []
    for button in buttons:
        button.click()
        expect(button).to_have_text(told)
        copied.append(page.evaluate("navigator.clipboard.readText()").replace("\N{NO-BREAK SPACE}", " "))
    assert copied[0] == copied[1]
    assert copied[0].endswith(f"annex, A/RES/73/195, {pages}")
    assert "damaged" not in copied[0]
    watch.require_clean()
