"""What the text holds, counted and quoted by reading it."""

from __future__ import annotations

from collections import Counter

import pytest

from gcm_graph.model import FootnoteMark, Kind


def test_every_kind_of_unit_is_there_as_often_as_in_the_text(document):
    """The resolution has so many units of each kind; the items are 8 of 45 and 49, and 14 of 43."""
    assert Counter(provision.kind for provision in document.provisions) == {
        Kind.PREAMBULAR_PARAGRAPH: 1,
        Kind.OPERATIVE_PARAGRAPH: 2,
        Kind.OPENING: 1,
        Kind.SECTION: 11,
        Kind.PARAGRAPH: 54,
        Kind.ITEM: 3 + 5 + 3 + 5 + 3 + 3,
        Kind.PRINCIPLE: 10,
        Kind.OBJECTIVE: 23,
        Kind.COMMITMENT: 43,
        Kind.ACTION: 187,
        Kind.FOOTNOTE: 22,
    }


# The last letter under each objective, read from the text.
LAST_LETTERS = "k l e g j l l f f j g e h f f i g l j i i c e"


def test_each_objective_has_the_actions_printed_under_it(document):
    """The letters of an objective's actions run from (a) to the last one printed, without a gap."""
    for number, last in enumerate(LAST_LETTERS.split(), start=1):
        letters = [
            p.letter for p in document.provisions if p.kind is Kind.ACTION and p.part_of == f"objective/{number}"
        ]
        assert letters == [chr(code) for code in range(ord("a"), ord(last) + 1)], f"objective {number}"


# How many sentences paragraphs 17 to 39 have, read from the text.
SENTENCES = "2 2 2 2 1 1 2 2 3 2 2 1 2 1 2 2 3 1 1 2 3 1 3"


def test_each_sentence_of_paragraphs_17_to_39_is_a_commitment(document, units):
    """A paragraph's commitments are its sentences, in order and complete."""
    for number, count in enumerate(SENTENCES.split(), start=1):
        commitments = [p for p in document.provisions if p.part_of == f"paragraph/{number + 16}"]
        assert [p.number for p in commitments] == list(range(1, int(count) + 1))
        assert " ".join(p.text for p in commitments) == units[f"paragraph/{number + 16}"].text


@pytest.mark.parametrize(
    ("path", "citation", "text"),
    [
        (
            "resolution/paragraph/2",
            "res 2",
            "Endorses the Global Compact for Safe, Orderly and Regular Migration adopted by ",
        ),
        ("opening", "opening", "We, the Heads of State and Government and High Representatives, meeting in Morocco "),
        (
            "paragraph/2",
            "2",
            "It also rests on the Universal Declaration of Human Rights; the International Covenant on",
        ),
        (
            "principle/child-sensitive",
            "15(h)",
            "Child-sensitive. The Global Compact promotes existing international legal",
        ),
        ("objective/1/action/k", "17(k)", "Cooperate with relevant stakeholders in countries of origin, transit and"),
        ("objective/2/action/h", "18(h)", "Strengthen joint analysis and sharing of information to better map,"),
        ("objective/10/action/j", "26(j)", "Invest in awareness-raising campaigns, in partnership with relevant"),
        (
            "objective/21/action/i",
            "37(i)",
            "Identify and address the needs of the communities to which migrants return",
        ),
        ("paragraph/43/a/i", "43(a)(i)", "Advising on, assessing and processing country requests for the development"),
        ("paragraph/45/a", "45(a)", "IOM will serve as the coordinator and secretariat of the network;"),
        ("footnote/18", "fn 18", "A/72/643."),
    ],
)
def test_a_unit_is_found_by_its_path_and_begins_as_printed(units, path, citation, text):
    """Labels, bullets and marks are no words of a unit; its citation is the printed one."""
    assert units[path].citation == citation
    assert units[path].text.startswith(text)


@pytest.mark.parametrize(
    ("path", "passage"),
    [
        ("opening", "an important contribution to enhanced cooperation on international migration"),
        ("paragraph/3", "their respective mandates as laid out in the New York Declaration"),
        ("paragraph/10", "our knowledge and analysis of migration, as shared understandings"),
        ("paragraph/14", "fully aware that the Global Compact for Safe"),
        ("principle/gender-responsive", "promotes gender equality and the empowerment of all women and girls"),
        ("objective/1/action/b", "elaborating a set of standards to measure migrant stocks"),
        ("objective/4/action/b", "facilitate interoperable and universal recognition of travel documents"),
        ("objective/5/action/c", "challenges and opportunities, in accordance with local and national"),
        ("objective/6/action/j", "in cases of exploitation, abuse or violations of their rights"),
        ("objective/9/commitment/2", "ensure that migrants shall not become liable to criminal prosecution"),
        ("objective/11/action/g", "recommendations from the Office of the United Nations High Commissioner"),
        ("objective/13/commitment/1", "regardless of the type of place where the detention occurs."),
        ("objective/15/commitment/2", "must be based on law, be proportionate and pursue a legitimate aim"),
        ("objective/17/commitment/3", "freedom of expression in accordance with international law"),
        ("objective/20/action/d", "to expand remittance services, and enhance the security"),
        ("objective/21/action/b", "financial support, guaranteeing that all returns in the context"),
        ("objective/23/action/c", "as a means to ensure good governance as well as policy coherence"),
        ("paragraph/53", "such as through the voluntary elaboration and use of a national"),
    ],
)
def test_a_sentence_cut_by_a_page_break_is_whole(units, path, passage):
    """Footers, footnotes and blank lines between two pages leave no trace in a text."""
    assert passage in units[path].text


def test_the_two_titles_of_an_objective_are_kept_apart(units):
    """Objective 13 is headed "Use immigration detention …" and listed as "Use migration detention …"."""
    rest = " detention only as a measure of last resort and work towards alternatives"
    assert units["objective/13"].text == "Use immigration" + rest
    assert units["objective/13"].listed_title == "Use migration" + rest
    differing = [p.number for p in units.values() if p.listed_title not in (None, p.text)]
    assert differing == [13]


def test_the_sub_heading_inside_objective_2_holds_its_last_five_actions(document):
    """The heading "Natural disasters …" stands before 18(h) and holds 18(h) to 18(l)."""
    heading = "section/natural-disasters-the-adverse-effects-of-climate-change-and-environmental-degradation"
    assert [p.citation for p in document.provisions if p.section == heading] == [f"18({letter})" for letter in "hijkl"]


def test_sections_stand_under_the_heading_that_contains_them(document):
    """Three headings stand under "Our vision …", one under "Our cooperative framework", one under "Objectives …"."""
    inner = {p.text: p.part_of for p in document.provisions if p.kind is Kind.SECTION and p.part_of != "compact"}
    assert inner == {
        "Common understanding": "section/our-vision-and-guiding-principles",
        "Shared responsibilities": "section/our-vision-and-guiding-principles",
        "Unity of purpose": "section/our-vision-and-guiding-principles",
        "Objectives for safe, orderly and regular migration": "section/our-cooperative-framework",
        "Natural disasters, the adverse effects of climate change, and environmental degradation": (
            "section/objectives-and-commitments"
        ),
    }


def test_lead_ins_belong_to_the_objectives(document):
    """All 23 objectives, and nothing else in the Compact, have the printed lead-in to their actions."""
    lead_ins = {p.path: p.lead_in for p in document.provisions if p.lead_in is not None}
    assert lead_ins == {
        f"objective/{number}": "To realize this commitment, we will draw from the following actions:"
        for number in range(1, 24)
    }
    assert document.resolution_lead_in == "The General Assembly,"


def test_every_footnote_mark_stands_after_the_words_it_belongs_to(units):
    """Marks 5, 9, 10, 15, 16 and 17 lost their superscript and 6, 7 and 8 were lost; mark 3 stands twice."""
    text = units["paragraph/2"].text
    before = [(mark.footnote, text[: mark.offset].rpartition(" ")[2]) for mark in units["paragraph/2"].marks]
    assert before == [
        (2, "Rights;"),
        (3, "Rights;"),
        (3, "Rights;"),
        (4, "treaties;"),
        (5, "Crime,"),
        (6, "Children,"),
        (7, "Air;"),
        (8, "Convention"),
        (9, "Slavery;"),
        (10, "Change;"),
        (11, "Africa;"),
        (12, "Agreement;"),
        (13, "migration,"),
        (14, "Development;"),
        (15, "Development;"),
        (16, "2015–2030;"),
        (17, "Agenda."),
    ]
    elsewhere = {
        path: [(mark.footnote, unit.text[: mark.offset].split(" ")[-1]) for mark in unit.marks]
        for path, unit in units.items()
        if unit.marks and path != "paragraph/2"
    }
    assert elsewhere == {
        "opening": [(1, "Migrants")],
        "paragraph/5": [(18, 'all".')],
        "paragraph/6": [(19, "2013."), (20, "2017.")],
        "objective/6/action/l": [(21, "Rights")],
        "objective/10/action/b": [(22, "Persons")],
    }


def test_a_mark_is_an_offset_in_the_text(units):
    """An offset counts code points of the text up to the mark: "Resolution 64/293" is footnote 22 of 26(b)."""
    text = "Promote the implementation of the United Nations Global Plan of Action to Combat Trafficking in Persons"
    assert units["objective/10/action/b"].marks == (FootnoteMark(22, len(text)),)


def test_units_are_numbered_in_the_order_of_the_document(document):
    """Reading order runs from 1 without a gap; a footnote stands where it is printed, at the foot of its page."""
    assert [p.order for p in document.provisions] == list(range(1, len(document.provisions) + 1))
    paths = [p.path for p in document.provisions]
    assert paths[:8] == [
        "resolution/preamble/1",
        "resolution/paragraph/1",
        "resolution/paragraph/2",
        "opening",
        "footnote/1",
        "section/preamble",
        "paragraph/1",
        "paragraph/2",
    ]
    assert paths[-1] == "paragraph/54"
    assert paths.index("objective/11") + 1 == paths.index("paragraph/27")
    assert paths.index("paragraph/27") + 1 == paths.index("objective/11/commitment/1")


def test_lines_point_into_the_source_file(document, source):
    """The first and last line of a unit hold its first and last words."""
    lines = source.text.split("\n")
    for provision in document.provisions:
        words = provision.text.split()
        first, last = lines[provision.lines[0] - 1], lines[provision.lines[1] - 1]
        assert words[0].strip(";.,") in first
        assert words[-1].rstrip(";:.,") in last
