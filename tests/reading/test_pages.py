"""On which page a unit stands, and how that is known."""

from __future__ import annotations

from itertools import pairwise

import pytest

from gcm_graph.model import PageBasis
from gcm_graph.reading.pages import declared_breaks

PRINTED, INFERRED = PageBasis.PRINTED, PageBasis.INFERRED


@pytest.mark.parametrize(
    ("path", "first", "last", "basis"),
    [
        ("opening", 1, 2, INFERRED),
        ("footnote/1", 1, 1, INFERRED),
        ("paragraph/3", 2, 3, INFERRED),
        ("footnote/17", 2, 2, INFERRED),
        ("paragraph/6", 3, 3, PRINTED),
        ("footnote/18", 3, 3, PRINTED),
        ("paragraph/10", 3, 4, INFERRED),
        ("principle/gender-responsive", 5, 6, INFERRED),
        ("objective/1/action/j", 8, 8, INFERRED),
        ("objective/1/action/k", 9, 9, PRINTED),
        ("footnote/21", 15, 15, PRINTED),
        ("objective/9/commitment/1", 17, 17, PRINTED),
        ("objective/9/commitment/2", 17, 18, PRINTED),
        ("paragraph/25", 17, 18, PRINTED),
        ("objective/10", 18, 18, PRINTED),
        ("objective/10/action/a", 19, 19, PRINTED),
        ("footnote/22", 19, 19, PRINTED),
        ("objective/10/action/j", 20, 20, PRINTED),
        ("objective/11/action/f", 20, 20, PRINTED),
        ("objective/11/action/g", 20, 21, PRINTED),
        ("paragraph/54", 36, 36, INFERRED),
    ],
)
def test_pages_are_those_of_the_print(units, path, first, last, basis):
    """Odd footers are printed; the extracts of pages 18 and 20 show where those begin and end."""
    pages = units[path].pages
    assert (pages.first, pages.last, pages.basis) == (first, last, basis)


@pytest.mark.parametrize(
    "path",
    [
        "objective/3/action/a",
        "objective/8",
        "paragraph/24",
        "objective/8/commitment/1",
        "objective/14",
        "paragraph/30",
        "objective/16/action/a",
        "objective/18/action/a",
        "section/follow-up-and-review",
        "paragraph/48",
    ],
)
def test_a_unit_after_an_estimated_break_is_inferred_on_a_numbered_page(units, path):
    """Six page breaks had to be estimated: what follows them stands on an odd page, but not on its word alone."""
    assert units[path].pages.first % 2 == 1
    assert units[path].pages.basis is INFERRED


@pytest.mark.parametrize("path", ["objective/8/commitment/2", "objective/8/action/a", "paragraph/49"])
def test_what_does_not_follow_the_break_is_printed(units, path):
    """The units further down the same pages stand there on the word of the printed number."""
    assert units[path].pages.basis is PRINTED


def test_pages_never_go_back(document):
    """In reading order each unit begins on the page of the one before it or later."""
    for earlier, later in pairwise(document.provisions):
        assert earlier.pages.first <= later.pages.first
        assert later.pages.first <= later.pages.last


def test_every_page_but_the_odd_ones_has_a_declared_end():
    """The first page and the even ones, save the last, print no number in the file."""
    assert [declared.page for declared in declared_breaks()] == [1, *range(2, 36, 2)]
