"""The units of the resolution, the other wordings of 27, and a way to check a draft."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gcm_graph.quoting import CheckedDraft, Checker, Form, Reading
from gcm_graph.quoting.markdown import read_markdown
from gcm_graph.quoting.plain_text import read_plain_text
from gcm_graph.quoting.readings import Witness
from gcm_graph.quoting.web_page import read_web_page
from gcm_graph.reading import open_source, read_resolution
from gcm_graph.units import Unit, units_from_document

HUB = Witness("https://w3id.org/gcm/source/network-hub-objective-11", "Hub page")
BOOKLET = Witness("https://w3id.org/gcm/source/guidance-booklet-objective-11", "Booklet")

# Read from the three sources side by side.
_WORDINGS = (
    ("objective/11/commitment/2", "and the", "", (HUB,)),
    ("objective/11/action/a", "cross-border training", "crossborder trainings,", (HUB,)),
    ("objective/11/action/a", "training", "trainings,", (BOOKLET,)),
    ("objective/11/action/b", "communications", "communication", (BOOKLET, HUB)),
    (
        "objective/11/action/c",
        "national human rights institutions",
        "National Human Rights Institutions",
        (BOOKLET, HUB),
    ),
    ("objective/11/action/e", "child-sensitive", "child sensitive", (HUB,)),
    ("objective/11/action/f", "non-discriminatory", "non-discriminatory,", (BOOKLET, HUB)),
    (
        "objective/11/action/g",
        "Office of the United Nations High Commissioner for Human Rights",
        "OHCHR",
        (BOOKLET, HUB),
    ),
)


@pytest.fixture(scope="session")
def units() -> tuple[Unit, ...]:
    """Return the units of the resolution."""
    return units_from_document(read_resolution(open_source("a-res-73-195")))


@pytest.fixture(scope="session")
def readings(units: tuple[Unit, ...]) -> tuple[Reading, ...]:
    """Return what the Hub page and the booklet have instead in paragraph 27."""
    texts = {unit.path: unit.text for unit in units}
    found = []
    for path, lemma, reading, witnesses in _WORDINGS:
        assert texts[path].count(lemma) == 1
        start = texts[path].index(lemma)
        found.append(Reading(path, start, start + len(lemma), lemma, reading, witnesses))
    return tuple(found)


@pytest.fixture(scope="session")
def check(units: tuple[Unit, ...], readings: tuple[Reading, ...]) -> Callable[..., CheckedDraft]:
    """Return a function that checks a draft given as a text; it takes the form by name."""
    readers = {Form.TEXT: read_plain_text, Form.MARKDOWN: read_markdown, Form.WEB_PAGE: read_web_page}

    checker = Checker(units, lambda: readings)

    def checked(text: str, form: Form = Form.TEXT) -> CheckedDraft:
        return checker.check(readers[form](f"draft.{form}", text))

    return checked
