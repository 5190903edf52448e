"""gcm show, as a reader of the Compact uses it."""

from __future__ import annotations

import json
import shutil

import pytest

pytestmark = pytest.mark.usefixtures("release")

WORDS_27B = (
    "Establish appropriate structures and mechanisms for effective integrated border\n"
    "management by ensuring comprehensive and efficient border crossing procedures,\n"
    "including through pre-screening of arriving persons, pre-reporting by carriers\n"
    "of passengers, and use of information and communications technology, while\n"
    "upholding the principle of non-discrimination, respecting the right to privacy\n"
    "and protecting personal data;\n"
)

SPELLINGS = {
    "27(b)": "objective/11/action/b",
    "Objective 11(b)": "objective/11/action/b",
    "A/RES/73/195, para 27 (b)": "objective/11/action/b",
    "https://w3id.org/gcm/objective/11/action/b": "objective/11/action/b",
    "para. 43(a)(iii)": "paragraph/43/a/iii",
    "principle (g)": "principle/gender-responsive",
    "footnote 4": "footnote/4",
    "res 2": "resolution/paragraph/2",
    "Follow-up and review": "section/follow-up-and-review",
}


@pytest.mark.parametrize("citation", SPELLINGS)
def test_a_citation_may_be_spelt_in_many_ways(gcm, citation):
    """Every spelling of the documentation leads to the unit that is meant."""
    shown = gcm("show", citation)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert f"\nhttps://w3id.org/gcm/{SPELLINGS[citation]}\n" in shown.stdout


def test_a_unit_is_shown_with_its_place(gcm):
    """A unit is printed with citation, label, headings, page, line, IRI and its words, 80 columns wide."""
    # Line 372 of the source text begins "- (b) Establish appropriate structures"; page-20.txt has the same item.
    assert gcm("show", "27(b)").stdout == (
        "27(b) · Objective 11, action (b)\n"
        "in Objectives and commitments > Objective 11: Manage borders in an integrated,\n"
        "   secure and coordinated manner\n"
        "page 20 (printed), line 372 of a-res-73-195\n"
        "https://w3id.org/gcm/objective/11/action/b\n"
        f"\n{WORDS_27B}"
    )


@pytest.mark.parametrize(
    ("citation", "pages"),
    [
        # Line 527 of the source text prints "29/36" within 36(d), and line 276 has 22(d), two pages before "15/36".
        ("36(d)", "pages 29-[30] (30 inferred), line 525 of"),
        ("22(d)", "page [14] (inferred), line 276 of"),
        ("opening", "pages [1]-[2] (inferred), line 31 of"),
        ("27(g)", "pages 20-21 (printed), line "),
        ("36", "page 29 (printed), with its actions pages 29-[30] (30 inferred), line 518 of"),
        ("27", "page 20 (printed), with its actions pages 20-21 (printed), line "),
        ("43", "page 33 (printed), with its parts pages 33-[34] (34 inferred), line 588 of"),
        ("Objective 20", "page 29 (printed), with its parts pages 29-[30] (30 inferred), line 516 of"),
        ("25", "pages 17-18 (printed), line "),
    ],
)
def test_pages_are_those_of_the_words_and_those_with_the_parts(gcm, citation, pages):
    """Own words and, where they stand on others, parts; each number that was worked out is in brackets."""
    place = " ".join(gcm("show", citation).stdout.partition("\nhttps://")[0].split())
    assert f" {pages}" in place


@pytest.mark.parametrize(("citation", "begin"), [("36(b)", "May"), ("Objective 20", "36(b) may")])
def test_words_that_look_damaged_are_told(gcm, citation, begin):
    """36(b) is printed with the colon as it was found, and under the words stands that it may be damaged, and why."""
    words = " ".join(gcm("show", citation).stdout.split())
    assert "of remittances with all relevant stakeholders: " in words
    said = f'{begin} be damaged, left as found: "with all relevant stakeholders:" The item ends with a colon, and all'
    assert words.count(said) == 1
    assert words.count("damaged") == 1


def test_several_arguments_are_one_citation(gcm):
    """A citation need not be quoted where the shell does not demand it."""
    assert gcm("show", "footnote", "4").stdout == gcm("show", "footnote 4").stdout != ""


def test_an_objective_is_shown_with_its_parts(gcm):
    """An objective shows its paragraph, the line that introduces the actions, and each action once, in order."""
    shown = gcm("show", "Objective 11").stdout
    places = [shown.index(f"\n  {label} ") for label in ("27. We commit", "To realize", *(f"({x})" for x in "abcdefg"))]
    assert places == sorted(places)
    assert shown.count("We commit to manage our national borders") == 1
    assert "(h)" not in shown


def test_items_stand_under_their_paragraph(gcm):
    """Paragraph 43 shows its items (a) to (c) and, further in, the roman items of each."""
    shown = gcm("show", "43").stdout
    labels = [line.split()[0] for line in shown.splitlines() if line.lstrip().startswith("(")]
    assert labels == [
        *["(a)", "(i)", "(ii)", "(iii)", "(iv)", "(v)"],
        *["(b)", "(i)", "(ii)", "(iii)"],
        *["(c)", "(i)", "(ii)", "(iii)"],
    ]
    assert "\n    (iii) Connecting the request to similar initiatives" in shown


def test_a_footnote_is_shown_under_its_unit(gcm):
    """A unit with a footnote mark is followed by the footnote."""
    # Line 80 of the source text has mark 18 at the end of paragraph 5, line 95 the footnote.
    assert gcm("show", "5").stdout.endswith("\n  Footnote 18: A/72/643.\n")


def test_no_line_is_wider_than_the_terminal(gcm):
    """Lines are broken for the width of the terminal, and an IRI stays whole."""
    shown = gcm("show", "Objective 11", env={"COLUMNS": "50"}).stdout
    assert max(len(line) for line in shown.splitlines() if not line.startswith("https://")) <= 50


def test_json_is_the_row_of_the_table(gcm, release):
    """With --format json a unit is the object that stands in units.jsonl, save the links that it has none of."""
    lines = (release / "tables" / "units.jsonl").read_text(encoding="utf-8").splitlines()
    (expected,) = [unit for unit in map(json.loads, lines) if unit["path"] == "objective/11/action/b"]
    stated = {name: value for name, value in expected.items() if value != [] or name in {"headings", "hasFootnote"}}
    assert json.loads(gcm("show", "--format", "json", "27(b)").stdout) == stated
    assert stated["involvesStakeholder"] == ["https://w3id.org/gcm/stakeholder/carriers-of-passengers"]


@pytest.mark.parametrize(
    ("citation", "hint"),
    [
        ("99(z)", "The Compact has paragraphs 1 to 54."),
        ("principle (k)", "(a) to (j)"),
        ("nonsense?", '"27(b)"'),
        ("", '"27(b)"'),
        ("\x1b[2J", '"27(b)"'),
    ],
)
def test_an_unknown_citation_is_wrong_usage(gcm, failed, citation, hint):
    """What is no unit gives exit status 2; the hint says what there is, or how citations are written."""
    messages = failed(gcm("show", citation), 2)
    assert hint in messages
    assert "\x1b" not in messages


def test_a_release_cannot_steer_the_terminal(terminal, release, tmp_path):
    """Control characters in the texts of a release that came from elsewhere are written out."""
    foreign = tmp_path / "foreign"
    shutil.copytree((release / "current").resolve(), foreign)
    table = foreign / "tables" / "units.jsonl"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("Establish appropriate", "Establish \\u001b[31mappropriate"), encoding="utf-8")
    shown = terminal("show", "--release", foreign, "27(b)", NO_COLOR="1")
    assert shown.returncode == 0
    assert "31mappropriate" in shown.stdout
    assert "\x1b" not in shown.stdout
