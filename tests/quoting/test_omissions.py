"""What a quotation leaves out is told, and where the rest may then say something else there is something to correct."""

from __future__ import annotations

import pytest


def quotations(checked):
    """Return the findings about quotations."""
    return [each for each in checked.findings if each.kind == "quotation"]


@pytest.mark.parametrize("mark", ["...", "\u2026", "[...]", "[\u2026]", "(...)", ". . ."])
def test_omitted_words_are_told(check, mark):
    """27(a) begins "Enhance international, regional and cross-regional border management cooperation"."""
    checked = check(
        f"They write \u201cEnhance international, {mark} border management cooperation\u201d (GCM, para. 27(a))."
    )
    (found,) = quotations(checked)
    (omission,) = found.omissions
    (part,) = omission.parts
    assert (found.verdict, checked.is_clean) == ("exact with omissions", True)
    assert (omission.here, part.words, part.unit.citation) == (mark, "regional and cross-regional", "27(a)")
    assert part.unit.text[part.span.start : part.span.end] == part.words
    assert omission.turning == ()


@pytest.mark.parametrize(
    ("quoted", "cited", "left_out", "turning"),
    [
        # "do not impede migrant remittances"
        ("do [...] impede migrant remittances", "36(c)", "not", ("not",)),
        # "to less than 3 per cent and eliminate remittance corridors with costs higher than 5 per cent by 2030"
        (
            "reduce the transaction costs of migrant remittances to [...] 5 per cent by 2030",
            "36(a)",
            "less than 3 per cent and eliminate remittance corridors with costs higher than",
            ("than", "than"),
        ),
        ("migrant remittances to less than [...] per cent", "36(a)", "3", ("3",)),
        # "a non-legally binding, cooperative framework"
        ("presents a [...] binding, cooperative framework", "7", "non-legally", ("non",)),
        # "source of private capital and cannot be equated to other international financial flows"
        ("source of private capital [...] be equated to other", "36", "and cannot", ("cannot",)),
        # "in their home countries, without necessarily losing employment"
        ("in their home countries [...] losing employment", "35(i)", "without necessarily", ("without",)),
        # "Use immigration detention only as a measure of last resort", the title of objective 13
        ("immigration detention [...] as a measure of last resort", "29", "only", ("only",)),
        # "ensure that migrants are not detained arbitrarily"
        ("ensure that migrants are [indeed] detained arbitrarily", "29(c)", "not", ("not",)),
    ],
)
def test_an_omission_that_can_turn_the_meaning_is_to_be_corrected(check, quoted, cited, left_out, turning):
    """A negation that its clause has lost, or a limit or number beside what is quoted, is named."""
    checked = check(f"It says \u201c{quoted}\u201d (GCM, para. {cited}).")
    (found,) = quotations(checked)
    (omission,) = found.omissions
    assert (found.verdict, checked.is_clean) == ("doubtful omission", False)
    assert ([part.words for part in omission.parts], omission.turning) == ([left_out], turning)


@pytest.mark.parametrize(
    ("quoted", "cited"),
    [
        # "than 3" stays, and "with costs higher than 5 per cent" belongs to the corridors that are left out.
        ("remittances to less than 3 per cent [...] by 2030", "36(a)"),
        # "and that immigration detention is not promoted as a deterrent ... treatment of migrants," is left out whole.
        ("have a legitimate purpose [...] in accordance with international human rights law", "29(c)"),
        # "the 2030 Agenda" is a name, and "2015-2030" a part of one.
        ("Promote the implementation of the [...] Addis Ababa Action Agenda", "18(a)"),
        ("the Paris Agreement and the Sendai [...]", "18(a)"),
        # "trained on non-discrimination and the prevention of arbitrary arrest"
        ("trained on [...] and the prevention of arbitrary arrest", "29(g)"),
        # "do not" is said again in the brackets.
        ("money-laundering [do not] impede migrant remittances", "36(c)"),
    ],
)
def test_other_omissions_are_no_more_than_told(check, quoted, cited):
    """Whole clauses, numbers further away and names can be left out."""
    checked = check(f"It says \u201c{quoted}\u201d (GCM, para. {cited}).")
    (found,) = quotations(checked)
    assert found.verdict in {"exact", "exact with omissions"}
    assert checked.is_clean


def test_an_omission_across_units_names_them(check):
    """27(a) ends "capacity-building measures;" and 27(c) begins "Review and revise": all of 27(b) lies between."""
    quoted = "fostering capacity-building [...] revise relevant national procedures for border screening"
    (found,) = quotations(check(f"It says \u201c{quoted}\u201d (GCM, paras. 27(a)-(c))."))
    (omission,) = found.omissions
    first, last = omission.parts
    assert (first.unit.citation, first.words) == ("27(a)", "measures")
    assert (last.unit.citation, last.words) == ("27(c)", "Review and")
    assert omission.between == 1


def test_dots_at_the_ends_leave_out_nothing(check):
    """An ellipsis before the first word or after the last is no omission between words."""
    (found,) = quotations(
        check("It says \u201c... border management cooperation, taking ...\u201d (GCM, para. 27(a)).")
    )
    assert (found.verdict, found.omissions) == ("exact", ())


def test_a_quotation_that_differs_tells_its_omissions_too(check):
    """One that leaves out "not" and has another word has both told."""
    (found,) = quotations(
        check("It says \u201cdo [...] hinder migrant remittances through undue\u201d (GCM, para. 36(c)).")
    )
    assert found.verdict == "differs"
    assert [difference.here.words for difference in found.differences] == ["hinder"]
    assert [part.words for each in found.omissions for part in each.parts] == ["not"]
