"""The pages that a draft gives with a citation are held against those of the text."""

from __future__ import annotations

import pytest

from gcm_graph.citing.extents import Extents
from gcm_graph.citing.words import reference_to

COSTS = "reduce the transaction costs of migrant remittances"  # only in 36(a), page 29
FLOWS = "distinguish remittances from illicit flows"  # only in 36(d), pages 29 and 30
TITLE = "Global Compact for Safe, Orderly and Regular Migration"
RESOLUTION = "General Assembly resolution 73/195 of 19 December 2018"
SYMBOL = "A/RES/73/195, annex"


def told(checked, kind: str) -> list[tuple[str, str]]:
    """Return the verdicts of one kind, with the words."""
    return [(str(each.verdict), each.words) for each in checked.findings if each.kind == kind]


@pytest.mark.parametrize(
    "cited",
    [
        f"{SYMBOL}, para. 36(a), p. 29",
        f"{SYMBOL}, para. 36(a), p. [29]",
        f"{SYMBOL}, para. 36(a), at page 29",
        f"{SYMBOL}, p. 29, para. 36(a)",
        "GCM, para. 36, pp. 29-30",
        "GCM, para. 36, pp. 29\u2013[30]",
        "GCM, para. 36, pp. [29]\u2013[30]",
        "GCM, para. 36, pp. [29\u201330]",
        "GCM, Objective 20, pp. 29-30",
        "GCM, p. 29",
        "Global Compact for Migration, 2018, pp. 28-29",
        "GCM, p. 36(a)",
        "GCM, para. 36(a); Smith 2019, p. 2",
        "GCM, para. 36(a), and Smith 2019, p. 2",
    ],
)
def test_the_right_page_can_be_given_in_many_ways(check, cited):
    """With brackets or without, before the paragraph or after it, for the words or for the whole that is cited."""
    checked = check(f"It says \u201c{COSTS}\u201d ({cited}).")
    assert told(checked, "quotation") == [("exact", COSTS)]
    assert checked.is_clean


@pytest.mark.parametrize(
    ("cited", "pages", "hint"),
    [
        (f"{SYMBOL}, para. 36(a), p. 28", "p. 28", "para. 36(a) is on page 29."),
        (f"{SYMBOL}, para. 36(a), p. 2", "p. 2", "para. 36(a) is on page 29."),
        (f"{SYMBOL}, para. 36(a), pp. 29-30", "pp. 29-30", "para. 36(a) is on page 29."),
        (f"{SYMBOL}, p. 28, para. 36(a)", "p. 28", "para. 36(a) is on page 29."),
        ("GCM, para. 36, p. [31]", "p. [31]", "para. 36 is on pages 29-[30], with its actions."),
        (
            f"{TITLE}, para.\u00a036\u00a0(a) (objective\u00a020), {RESOLUTION}, annex, A/RES/73/195, p.\u00a099",
            "p.\u00a099",
            "para. 36 (a) (objective 20) is on page 29.",
        ),
    ],
)
def test_a_page_on_which_a_unit_does_not_stand_is_told_at_its_citation(check, cited, pages, hint):
    """The quotation is exact; its citation has the wrong page, and the right one is told."""
    text = f"It says \u201c{COSTS}\u201d ({cited})."
    checked = check(text)
    (found,) = [each for each in checked.findings if each.kind == "citation"]
    assert told(checked, "quotation") == [("exact", COSTS)]
    assert (found.verdict, found.words, found.hint) == ("wrong page", pages, hint)
    assert text[found.span.start : found.span.end] == pages
    assert not checked.is_clean


@pytest.mark.parametrize(
    "cited", ["GCM, para. 36, p. 30", "GCM, Objective 20, p. [30]", "GCM, p. 30", "GCM 2018, pp. 2-3"]
)
def test_a_page_without_the_words_is_told_at_the_quotation(check, cited):
    """Paragraph 36 goes on to page 30 with its actions, but these words are on page 29."""
    checked = check(f"It says \u201c{COSTS}\u201d ({cited}).")
    (found,) = [each for each in checked.findings if each.kind == "quotation"]
    assert (found.verdict, found.off_page, found.misplaced) == ("wrong page", True, False)
    assert {verdict for verdict, _ in told(checked, "citation")} == {"exact"}


@pytest.mark.parametrize("page", ["29", "[30]", "30"])
def test_of_a_unit_on_two_pages_either_is_right(check, page):
    """36(d) runs from page 29 to page 30; where its words break is not known."""
    assert check(f"It says \u201c{FLOWS}\u201d (GCM, para. 36(d), p. {page}).").is_clean


def test_a_page_that_there_is_not_is_told(check):
    """The resolution has 36 pages."""
    (found,) = check("See GCM, p. 99.").findings
    assert (found.verdict, found.words) == ("not in the Compact", "p. 99")
    assert found.hint == "The resolution has pages 1 to 36."


@pytest.mark.parametrize(
    "draft",
    [
        "The GCM (Smith 2019, p. 99) is discussed.",
        "The GCM is long. Page 99 of this book tells why (p. 98).",
        "UN Global Compact, p. 99.",
        "As the New York Declaration says (para. 36(a), p. 99), and not the GCM.",
    ],
)
def test_pages_of_others_are_left_alone(check, draft):
    """A page is the Compact's only behind its name or a citation of it."""
    assert check(draft).is_clean


def test_every_reference_as_the_pages_of_units_print_it_is_right(check, units):
    """What *Cite this* gives has nothing to correct, and is wrong with a page more than the resolution has."""
    extents = Extents(units)
    for unit in units:
        reference = reference_to(unit.path, extents)
        assert [(each.verdict, each.words) for each in check(reference).findings if each.verdict != "exact"] == []
        wrong = f"{reference.rpartition('p.')[0]}p.\u00a037."
        assert not check(wrong).is_clean, wrong
