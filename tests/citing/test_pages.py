"""Pages in words: each number in brackets of its own where it was worked out."""

from __future__ import annotations

import pytest

from gcm_graph.citing.pages import Pages, pages_of
from gcm_graph.citing.words import pages_in_words
from gcm_graph.units import Unit


def unit(first: int, last: int, inferred: tuple[int, ...] = (), order: int = 1) -> Unit:
    """Return a unit of which only the pages matter."""
    return Unit(
        iri=f"https://w3id.org/gcm/paragraph/{order}",
        path=f"paragraph/{order}",
        kind="Paragraph",
        label=f"Paragraph {order}",
        text="We commit.",
        first_page=first,
        last_page=last,
        page_basis="inferred" if inferred else "printed",
        reading_order=order,
        part_of="https://w3id.org/gcm/compact",
        line=1,
        source="a-res-73-195",
        inferred_pages=inferred,
    )


@pytest.mark.parametrize(
    ("pages", "words", "terminal", "basis"),
    [
        (Pages(20, 20), "p. 20", "page 20", "printed"),
        (Pages(14, 14, (14,)), "p. [14]", "page [14]", "inferred"),
        (Pages(20, 21), "pp. 20–21", "pages 20-21", "printed"),
        (Pages(29, 30, (30,)), "pp. 29–[30]", "pages 29-[30]", "30 inferred"),
        (Pages(30, 31, (30,)), "pp. [30]–31", "pages [30]-31", "30 inferred"),
        (Pages(1, 2, (1, 2)), "pp. [1]–[2]", "pages [1]-[2]", "inferred"),
    ],
)
def test_each_number_has_its_own_brackets(pages, words, terminal, basis):
    """On a page and in a terminal; the terminal also says how the numbers are known."""
    assert pages_in_words(pages).replace("\N{NO-BREAK SPACE}", " ") == words
    assert (pages.words, pages.basis) == (terminal, basis)


def test_a_whole_begins_where_its_first_unit_begins_and_ends_where_its_last_ends():
    """What is between does not matter, nor does the other page of a unit that runs over two."""
    units = [unit(29, 29), unit(29, 30, (30,), order=2), unit(30, 30, (30,), order=3)]
    assert pages_of(units) == Pages(29, 30, (30,))
    assert pages_of([unit(13, 13), unit(14, 15, (14,), order=2)]) == Pages(13, 15)


def test_a_page_on_which_one_of_two_units_is_inferred_is_inferred():
    """A heading after an estimated break is on page 23 as far as the break is right, and so is all that follows."""
    assert pages_of([unit(23, 23, (23,)), unit(23, 23, order=2)]) == Pages(23, 23, (23,))
