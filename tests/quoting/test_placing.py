"""Where the words of a quotation stand: in what is cited, if they fit there; and in which order."""

from __future__ import annotations

import pytest


def quotation(checked):
    """Return the one finding about a quotation."""
    (found,) = [each for each in checked.findings if each.kind == "quotation"]
    return found


@pytest.mark.parametrize(
    "draft",
    [
        "It names \u201cconsular protection and assistance\u201d (GCM, para. 30).",
        "It names \u201cconsular protection and assistance\u201d (GCM, Objective 14).",
        "Paragraph 30 of the GCM names \u201cconsular protection and assistance\u201d.",
    ],
)
def test_words_that_fit_what_is_cited_are_compared_with_it(check, draft):
    """30 has "consular protection of and assistance", 23(j) "consular protection and humanitarian assistance"."""
    found = quotation(check(draft))
    (difference,) = found.differences
    assert (found.verdict, found.misplaced, [unit.citation for unit in found.units]) == ("differs", False, ["30"])
    assert (difference.here.words, difference.compact.words) == ("", "of")


def test_one_word_less_than_cited_is_a_difference_though_another_unit_has_it_so(check):
    """15(f) has "regardless of their migration status", 29(h) "regardless of migration status"."""
    found = quotation(check("It holds \u201cregardless of migration status\u201d (GCM, para. 15(f))."))
    (difference,) = found.differences
    assert (found.verdict, difference.unit.citation, difference.compact.words) == ("differs", "15(f)", "their")
    assert found.hint == "These very words are in 29(h)."


def test_words_with_more_between_them_where_cited_are_those_of_another_unit(check):
    """23(j) has "access to consular protection and humanitarian assistance", 18(k) the same without the consuls."""
    found = quotation(check("It promises \u201caccess to humanitarian assistance\u201d (GCM, para. 23(j))."))
    assert (found.verdict, [unit.citation for unit in found.units]) == ("wrong place", ["18(k)"])


def test_words_in_another_order_are_told_where_they_stand(check):
    """30(d): "in order to identify, protect and assist our nationals abroad", later how: "by providing training"."""
    quoted = (
        "providing training to consular officers [...] in order to identify, protect and assist our nationals abroad"
    )
    found = quotation(check(f"It asks for \u201c{quoted}\u201d (GCM, para. 30(d))."))
    (difference,) = found.differences
    assert (found.verdict, [unit.citation for unit in found.units]) == ("differs", ["30(d)"])
    assert (difference.sort, difference.here.words) == ("order", "providing training to consular officers")
    assert difference.compact.words == "providing training to consular officers"
    assert difference.unit.text[difference.unit_span.start : difference.unit_span.end] == difference.compact.words


def test_words_in_another_order_without_a_mark_are_told_too(check):
    """27: "ensuring security for States, communities and migrants" follows "manage our national borders"."""
    quoted = (
        "ensuring security for States, communities and migrants, manage our national borders in a coordinated manner"
    )
    found = quotation(check(f"It says \u201c{quoted}\u201d (GCM, para. 27)."))
    assert found.verdict == "differs"
    assert [each.sort for each in found.differences] == ["order"]


def test_of_several_places_one_with_the_same_first_letter_is_taken(check):
    """18(h) has these words within a sentence, with a small letter; the heading over it begins with them."""
    found = quotation(check("\u201cNatural disasters, the adverse effects of climate change\u201d is a heading."))
    assert (found.verdict, [unit.kind for unit in found.units]) == ("exact", ["Section"])
