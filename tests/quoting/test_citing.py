"""Citations that say more than a unit: of which objective a paragraph is, and "ibid."."""

from __future__ import annotations

import pytest

from gcm_graph.quoting import Form

COSTS = "reduce the transaction costs of migrant remittances"  # only in 36(a), of objective 20


def missing(checked) -> list[tuple[str, str]]:
    """Return what is not in the Compact, with the hints."""
    assert {str(each.verdict) for each in checked.findings} <= {"exact", "not in the Compact"}
    return [(each.words, each.hint) for each in checked.findings if each.verdict != "exact"]


@pytest.mark.parametrize(
    ("cited", "hint"),
    [
        ("para. 36 (a) (objective 11)", "Paragraph 36 is of objective 20."),
        ("para. 36(a) of Objective 11", "Paragraph 36 is of objective 20."),
        ("paragraph 36 (Objective 21)", "Paragraph 36 is of objective 20."),
        ("Objective 11 (para. 36(a))", "Paragraph 36 is of objective 20."),
        ("para. 36(a) (Objective 20, action (b))", "36(a) is Objective 20, action (a)."),
        ("para. 12 (objective 11)", "Paragraph 12 is of no objective."),
        ("para. 36 (objective 20, commitment 3)", "Objective 20 has commitments 1 to 2."),
    ],
)
def test_a_paragraph_of_another_objective_is_told(check, cited, hint):
    """A paragraph and the objective named with it must belong together."""
    assert missing(check(f"See GCM, {cited}.")) == [(cited, hint)]


@pytest.mark.parametrize(
    "cited",
    [
        "para. 36 (a) (objective 20)",
        "para. 36\u00a0(a) (Objective\u00a020, action (a))",
        "36(a) (objective 20)",
        "para. 36(a) of Objective 20",
        "Objective 20 (para. 36(a))",
        "Objective 20 (para. 36)",
        "paras. 12 and 36(a) (objective 20)",
        # Lists, whose members need not belong together.
        "para. 36(a), Objective 11",
        "para. 36(a) and Objective 11",
        "Objective 11; para. 36(a)",
        "para. 43 (a) (i) and para. 36 (a)",
        "para.\u00a043\u00a0(a)\u00a0(i) and para. 36(a)",
    ],
)
def test_what_belongs_together_or_is_a_list_is_right(check, cited):
    """The objective of a paragraph can stand with it in several ways."""
    checked = check(f"It says \u201c{COSTS}\u201d (GCM, {cited}).")
    assert missing(checked) == []
    assert checked.is_clean


def test_a_contradiction_leaves_the_place_of_a_quotation_alone(check):
    """The words are in 36(a), which is cited: only the objective is wrong."""
    checked = check(f"It says \u201c{COSTS}\u201d (GCM, para. 36(a) (objective 11)).")
    assert [(each.kind, str(each.verdict)) for each in checked.findings] == [
        ("quotation", "exact"),
        ("citation", "not in the Compact"),
    ]


def test_a_commitment_in_brackets_is_the_place(check):
    """36 has two commitments; these words end the second."""
    draft = "\u201cpublic sources of financing for development\u201d (GCM, para. 36 (objective 20, commitment {}))."
    assert check(draft.format(2)).is_clean
    (found, _) = check(draft.format(1)).findings
    assert found.verdict == "wrong place"


@pytest.mark.parametrize(
    "draft",
    [
        "See GCM, para. 36(a). Ibid., para. 60, is another.",
        "Remittances matter (GCM, para. 36(a)). So do others (ibid., para. 60).",
        "The GCM has it.\n\nIbidem, para. 60.",
        "See the Sendai Framework, para. 90. GCM, para. 3. Ibid., para. 36(b). Ibid. para. 60.",
    ],
)
def test_ibid_is_what_was_named_last(check, draft):
    """After the Compact it is the Compact."""
    assert missing(check(draft)) == [("para. 60", "The Compact has paragraphs 1 to 54.")]


@pytest.mark.parametrize(
    "draft",
    [
        "See the GCM, para. 36(a), and the Convention, para. 90. Ibid., para. 91.",
        "The GCM matters (Smith 2019, p. 3). Ibid., para. 60.",
        "The GCM matters, as Smith et al. (2019) say (ibid., para. 60).",
        "The GCM matters.\n\nSo does all else.\n\nIbid., para. 60.",
        "Ibid., para. 60.",
    ],
)
def test_ibid_of_others_is_left_alone(check, draft):
    """After another document or an author, or after nothing, it is not the Compact."""
    assert missing(check(draft)) == []


def test_ibid_in_a_footnote_is_what_the_footnote_before_names(check):
    """Where the text itself names the Compact last, and the footnote before an author, "ibid." is the author's."""
    draft = "The GCM.[^1] And more.[^2] The GCM again.[^3] And on.[^4]\n\n[^1]: GCM, para. 3.\n[^2]: Ibid., para. 60.\n"
    others = "[^3]: Smith 2019, p. 4.\n[^4]: Ibid., para. 70.\n"
    assert [words for words, _ in missing(check(draft + others, Form.MARKDOWN))] == ["para. 60"]


def test_ibid_takes_pages_and_quotations(check):
    """A quotation with "ibid." is attributed, and its page is checked."""
    draft = (
        f"See GCM, para. 36. It says \u201c{COSTS}\u201d (ibid., para. 36(b)), and \u201c{COSTS}\u201d (ibid., p. 30)."
    )
    found = [str(each.verdict) for each in check(draft).findings if each.kind == "quotation"]
    assert found == ["wrong place", "wrong page"]


@pytest.mark.parametrize(("cited", "clean"), [("preambular paragraph 1", True), ("operative paragraph 3", False)])
def test_paragraphs_of_the_resolution_are_its_own(check, cited, clean):
    """The resolution has two paragraphs of its own; "preambular paragraph 1" is not paragraph 1 of the Compact."""
    checked = check(f"General Assembly resolution 73/195 of 19 December 2018, {cited}, A/RES/73/195, p. [1].")
    assert checked.is_clean is clean
    if clean:
        assert [unit.path for unit in checked.findings[0].units] == ["resolution/preamble/1"]
