"""The rules of docs/how-to/check-a-draft.md, one by one."""

from __future__ import annotations

import pytest

from gcm_graph.quoting import Form

# 27(a) begins so.
A = (
    "Enhance international, regional and cross-regional border management cooperation, taking into consideration the "
    "particular situation of countries of transit"
)
COMMIT = "We commit to manage our national borders in a coordinated manner"  # 27 begins so
LINE_END = "\n"
HYPHEN = "\u2011"
CARRIERS = "pre-screening of arriving persons, pre-reporting by carriers of passengers"  # only in 27(b)


def told(checked, kind: str = "quotation") -> list[tuple[str, list[str]]]:
    """Return the verdicts with the units as cited."""
    return [
        (str(each.verdict), [unit.citation for unit in each.units]) for each in checked.findings if each.kind == kind
    ]


@pytest.mark.parametrize(
    "draft",
    [
        f'They write "{A}".',
        f"They write \u201c{A}\u201d.",
        f"They write \u00ab {A} \u00bb.",
        f"They write \u201e{A}\u201c.",
        f"They write \u2018{A}\u2019.",
        f"They write '{A}'.",
        f"She said: \u201cThe text reads \u2018{A}\u2019, I think, and that is that, so please stop asking\u201d.",
        f"They write \u201c{A.replace('E', 'e', 1)}\u201d.",
        f"They write \u201c[e]{A[1:]}\u201d.",
        f"They write \u201c{A},\u201d and more.",
        f"They write \u201c{A.replace(' and ', ' [and] ')}\u201d.",
        f"They write \u201c{A.replace('border ', 'border [sic] ')}\u201d.",
        f"They write \u201c\u2026 {A} \u2026\u201d.",
        f"They write \u201c{A.upper()}\u201d.",
        f"They write \u201c(a) {A}\u201d.",
        f"They write \u201c{A.replace('-', HYPHEN)}\u201d.",
        f"They write \u201c{A.replace('cooperation', f'coop-{LINE_END}eration')}\u201d.",
        f"They write \u201c{A.replace('cross-regional', f'cross-{LINE_END}regional')}\u201d.",
    ],
)
def test_conventions_of_quoting_are_no_differences(check, draft):
    """Any quotation marks, a changed first letter, insertions and the label leave a quotation exact."""
    assert told(check(draft)) == [("exact", ["27(a)"])]


def test_a_stem_with_another_ending_in_brackets_is_allowed(check):
    """`respect[s]` stands for a word that begins with "respect"."""
    draft = "It \u201crespect[s] the right to privacy and protect[s] personal data\u201d (GCM, para. 27(b))."
    assert told(check(draft)) == [("exact", ["27(b)"])]


@pytest.mark.parametrize(
    ("draft", "here", "compact", "sort"),
    [
        (A.replace("regional and", "local and"), "local", "regional", "words"),
        (A.replace("regional and", "and"), "", "regional", "words"),
        (A.replace("border ", "external border "), "external", "", "words"),
        (
            A.replace("international,", "international"),
            "international regional",
            "international, regional",
            "punctuation",
        ),
        (A.replace("border", "Border"), "Border", "border", "capitals"),
        (A.replace("cross-regional", "cross regional"), "cross regional", "cross-regional", "hyphens"),
        (A.replace("cross-regional", "crossregional"), "crossregional", "cross-regional", "hyphens"),
        (A.replace("Enhance", "Improve"), "Improve", "Enhance", "words"),
        (A.replace("cooperation", "collaboration"), "collaboration", "cooperation", "words"),
    ],
)
def test_everything_else_differs(check, draft, here, compact, sort):
    """A word, a mark, a capital or a hyphen more, less or other is one difference."""
    (found,) = check(f"They write \u201c{draft}\u201d.").findings
    (difference,) = found.differences
    assert (difference.here.words, difference.compact.words, difference.sort) == (here, compact, sort)


def test_a_quotation_can_run_across_units(check):
    """From sentence to sentence, from a lead-in to its actions, from (a) to (b), with labels or without."""
    draft = (
        "\u201cgender-responsive and child-sensitive.\n\nTo realize this commitment, we will draw from the following "
        f"actions:\n\n(a) {A}\u201d"
    )
    # The units between are left out of this one, since the first words stand in the commitment.
    assert told(check(draft)) == [("exact", ["27", "Objective 11", "27(a)"])]


def test_parts_must_stand_in_their_order(check):
    """Parts of a quotation between omissions are found one after the other."""
    right = "\u201cmanage our national borders \u2026 ensuring security for States, communities and migrants\u201d"
    wrong = "\u201censuring security for States, communities and migrants \u2026 manage our national borders\u201d"
    assert told(check(right)) == [("exact with omissions", ["27"])]
    assert told(check(f"{wrong} (GCM, para. 27)"))[0][0] == "differs"


@pytest.mark.parametrize(
    "draft",
    [
        "The \u201cGlobal Compact for Safe, Orderly and Regular Migration\u201d (A/RES/73/195) was adopted.",
        "The Global Compact for Migration (\u201cGCM\u201d or \u201cthe Compact\u201d) (A/RES/73/195).",
        "It names the \u201cConvention on the Rights of Persons with Disabilities\u201d and others.",
        "She speaks of \u201cnational sovereignty\u201d.",
        f"The New York Declaration says \u201c{A}\u201d.",
        f"As the 2030 Agenda has it: \u201c{A.replace('border', 'migration')}\u201d.",
        "States promised to run their national borders in a coordinated manner and to protect everybody.",
        "The Global Compact on Refugees, paragraph 107, and the UN Global Compact, principle (k), are others.",
        "See paragraph 99 of the report and para. 60 of the Convention.",
        "The GCM was called \u201ca historic mistake that nobody will ever want to repeat again\u201d.",
        "The GCM (Smith 2019, para. 88) is discussed.",
        "A logical framework has Objective 30 and paragraph 77.",
    ],
)
def test_what_is_no_quotation_and_no_citation_is_left_alone(check, draft):
    """Names, short phrases, paraphrases, and the words and paragraphs of others give no finding."""
    assert check(draft).is_clean
    assert told(check(draft)) == []


@pytest.mark.parametrize(
    "draft",
    [
        f"\u201c{CARRIERS}\u201d (GCM, para. 28).",
        f"\u201c{CARRIERS}.\u201d (GCM, para. 28)",
        f"Paragraph 28 of the Global Compact says \u201c{CARRIERS}\u201d.",
        f"\u201c{CARRIERS}\u201d, as paragraph 28 of the GCM has it.",
        f"The GCM says \u201c{CARRIERS}\u201d (Objective 12).",
        f"The GCM says \u201c{CARRIERS}\u201d (paras. 28-30 and 40).",
        f"The GCM says \u201c{CARRIERS}\u201d (para. 27(c)).",
        f"\u201c{CARRIERS}\u201d (para. 28)",
    ],
)
def test_a_citation_belongs_to_a_quotation_by_rule(check, draft):
    """The parenthesis after it, or a citation in its sentence, says where a quotation should stand."""
    assert told(check(draft)) == [("wrong place", ["27(b)"])]


@pytest.mark.parametrize(
    "cited",
    [
        "para. 27(b)",
        "para 27",
        "Objective 11",
        "Objective 11(b)",
        "paras. 26-28",
        "para. 27(a)-(c)",
        "27(a) and (b)",
        "\u00a7 27(b)",
    ],
)
def test_the_right_place_can_be_cited_in_many_ways(check, cited):
    """A paragraph stands for its actions and an objective for all its words; lists and ranges hold what they name."""
    assert told(check(f"The text says \u201c{CARRIERS}\u201d (GCM, {cited}).")) == [("exact", ["27(b)"])]


def test_of_several_places_the_nearest_is_told(check):
    """These words end 24(d) and 27(b): a writer who cites 27(c) is told 27(b), and where else they are."""
    draft = "It names \u201crespecting the right to privacy and protecting personal data\u201d (GCM, para. 27(c))."
    (found,) = [each for each in check(draft).findings if each.kind == "quotation"]
    assert (found.verdict, [unit.citation for unit in found.units]) == ("wrong place", ["27(b)"])
    assert found.hint == "These very words are in 24(d)."


def test_short_phrases_are_checked_where_they_are_attributed(check):
    """A word or two with a citation are looked for in what is cited."""
    draft = (
        "Paragraph 27 of the GCM names \u201cthe rule of law\u201d and \u201cnational borders\u201d, "
        "not \u201cwalls\u201d."
    )
    assert told(check(draft)) == [("exact", ["27"]), ("exact", ["27"]), ("not in the Compact", [])]


def test_footnotes_lead_from_a_quotation_to_its_citation(check):
    """In Markdown and HTML the words of a footnote count where its mark stands."""
    markdown = f"It says \u201c{CARRIERS}\u201d.[^1]\n\n[^1]: GCM, para. 28.\n"
    assert told(check(markdown, Form.MARKDOWN)) == [("wrong place", ["27(b)"])]
    page = f"<p>It says <q>{CARRIERS}</q>.<sup><a href='#n'>1</a></sup></p><p id='n'>1. GCM, para. 28.</p>"
    assert told(check(page, Form.WEB_PAGE)) == [("wrong place", ["27(b)"])]


def test_block_quotations_need_no_marks(check):
    """`>` and <blockquote> quote; a source line at their end is a citation."""
    markdown = f"As agreed:\n\n> {COMMIT}\n>\n> (GCM, para. 28)\n"
    assert told(check(markdown, Form.MARKDOWN)) == [("wrong place", ["27"])]
    page = f"<p>Paragraph 28 of the GCM reads:</p><blockquote>{COMMIT}</blockquote>"
    assert told(check(page, Form.WEB_PAGE)) == [("wrong place", ["27"])]


@pytest.mark.parametrize(
    ("draft", "missing", "hint"),
    [
        ("paragraph 55 of the Global Compact", "paragraph 55", "paragraphs 1 to 54"),
        ("GCM, Objective 24", "Objective 24", "objectives 1 to 23"),
        ("GCM, 27(h)", "27(h)", "actions (a) to (g)"),
        ("GCM, paras. 12 and 60", "60", "paragraphs 1 to 54"),
        ("GCM, para. 27(a)-(h)", "(h)", "actions (a) to (g)"),
        ("guiding principle (k) of the GCM", "guiding principle (k)", "principles (a) to (j)"),
        ("footnote 30 of the Global Compact", "footnote 30", "footnotes 1 to 22"),
        ("The GCM has many.\n\nObjective 30 is none.", "Objective 30", "objectives 1 to 23"),
    ],
)
def test_a_citation_of_nothing_is_told(check, draft, missing, hint):
    """A unit that there is not is named with what there is."""
    (found,) = [each for each in check(draft).findings if each.verdict != "exact"]
    assert (found.kind, found.verdict, found.words) == ("citation", "not in the Compact", missing)
    assert draft[found.span.start : found.span.end] == missing
    assert hint in found.hint


def test_rows_of_ten_words_are_quotations_without_marks(check):
    """Ten words in a row are found, nine are not."""
    ten = "ensuring security for States, communities and migrants, and facilitating safe"
    assert told(check(f"Borders are about {ten} things.")) == [("exact", ["27"])]
    assert told(check(f"Borders are about {ten.removesuffix(' safe')} things.")) == []


def test_a_copied_sentence_is_compared_although_words_differ(check):
    """Twenty words of which nine in ten are the Compact's are a copy; capitals and commas alone are not told."""
    sentence = (
        "Develop technical cooperation agreements that enable States to request and offer assets, equipment and other "
        "technical assistance to strengthen border management, particularly in the area of search and rescue."
    )
    assert told(check(sentence.replace("agreements", "treaties"))) == [("differs", ["27(d)"])]
    assert told(check(sentence.replace("agreements", "Agreements"))) == [("exact", ["27(d)"])]


@pytest.mark.parametrize(
    ("words", "verdict", "witnesses"),
    [
        ("joint crossborder trainings, and fostering capacity-building measures", "other wording", ["Hub page"]),
        ("joint cross-border trainings, and fostering capacity-building measures", "other wording", ["Booklet"]),
        (
            "are proportionate, equitable, non-discriminatory, and fully consistent with due process",
            "other wording",
            ["Booklet", "Hub page"],
        ),
        ("joint crossborder training and fostering capacity-building measures", "differs", []),
    ],
)
def test_the_wording_of_one_source_is_named(check, words, verdict, witnesses):
    """A quotation that is word for word in one source has its wording; a mixture of two has not."""
    (found,) = check(f"They write \u201c{words}\u201d.").findings
    assert (found.verdict, [witness.name for witness in found.witnesses]) == (verdict, witnesses)
