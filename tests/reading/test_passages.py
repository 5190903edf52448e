"""The other source texts: read line by line into passages, repaired where that is declared, and given back whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gcm_graph import resources
from gcm_graph.errors import LostTextError, RepairError, SourceError, StructureError
from gcm_graph.reading import open_source, read_resolution
from gcm_graph.reading.booklet import BOOKLET, read_booklet
from gcm_graph.reading.collecting import Collector, begin, witness_repairs
from gcm_graph.reading.extracts import EXTRACTS, read_extract
from gcm_graph.reading.hub import HUB, read_hub
from gcm_graph.reading.passages import PassageKind, PieceRole, rebuild_passages
from gcm_graph.witnessing.wordings import wordings

PAGE_18, PAGE_20 = EXTRACTS
NAMES = (PAGE_18, PAGE_20, HUB, BOOKLET)
SOURCES = {name: open_source(name) for name in NAMES}
REPAIRS = witness_repairs()
DOCUMENT = read_resolution(open_source("a-res-73-195"))
SOME = settings(max_examples=80, deadline=None)


def read(name, text=None, repairs=REPAIRS):
    """Read a source, or a text as if it were the source."""
    source = SOURCES[name] if text is None else replace(SOURCES[name], text=text)
    if name in EXTRACTS:
        return read_extract(source, DOCUMENT, repairs)
    return {HUB: read_hub, BOOKLET: read_booklet}[name](source, repairs)


def passage(name, kind, about):
    """Return the first passage of a kind about something."""
    return next(each for each in read(name).of_kind(kind) if each.about == about)


def collapsed(text):
    """Return a text with its white space collapsed."""
    return " ".join(text.split())


def changed(name, found, put):
    """Return a source text with one stretch of it changed."""
    text = SOURCES[name].text
    assert text.count(found) == 1
    return text.replace(found, put)


# -- nothing is lost


@pytest.mark.parametrize("name", NAMES)
def test_the_passages_give_back_the_source(name):
    """Words, labels, markup, headers and footers in order are the file, after collapsing white space."""
    assert rebuild_passages(read(name)) == collapsed(SOURCES[name].text)


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_word_of_a_passage_is_seen(name):
    """The comparison can fail: with one letter of one passage changed, the file is not given back."""
    found = read(name)
    first = next(place for place, each in enumerate(found.passages) if "e" in each.text)
    passages = list(found.passages)
    passages[first] = replace(passages[first], text=passages[first].text.replace("e", "x", 1))
    assert rebuild_passages(replace(found, passages=tuple(passages))) != collapsed(SOURCES[name].text)


@pytest.mark.parametrize("name", NAMES)
def test_pieces_cover_every_passage_once(name):
    """The words of each passage are pointed at from its first character to its last, without gap or overlap."""
    found = read(name)
    for place, each in enumerate(found.passages):
        at = 0
        for piece in found.pieces:
            if piece.passage == place:
                assert each.text[at : piece.start].strip() == ""
                assert piece.start >= at
                assert each.lines[0] <= piece.line <= each.lines[1]
                at = piece.end
        assert at == len(each.text) > 0


def test_a_piece_that_is_not_taken_is_reported():
    """A reader that passes over a stretch of the file is found out before anything is made of it."""
    collector = begin(SOURCES[HUB], REPAIRS)
    collector.open(PassageKind.NAVIGATION, "")
    collector.add(PieceRole.WORDS, "Skip to main content", 1)
    with pytest.raises(LostTextError, match=HUB):
        collector.finish()


@SOME
@given(st.data())
def test_whatever_is_collected_is_given_back(data):
    """Words, labels and markup with any white space between them: the model gives back what was added."""
    drawn = data.draw(
        st.lists(st.tuples(st.sampled_from(list(PieceRole)), st.text(" ab*()", min_size=1, max_size=8)), max_size=30)
    )
    collector = Collector(replace(SOURCES[HUB], text="".join(printed for _, printed in drawn)), ())
    collector.open(PassageKind.PROSE, "")
    for role, printed in drawn:
        collector.add(role, printed, 1)
    assert rebuild_passages(collector.finish()) == collapsed(collector.text)


def test_white_space_parts_words_also_around_markup():
    """Words are parted where the file has white space, whether it stands before, in or after what parts them."""
    found = passage(BOOKLET, PassageKind.PROSE, "where more practices are")
    assert found.text == "For more practices, visit the Migration Network Hub's Repository of Practices"
    assert [found.text[start:end] for start, end in found.emphasised] == ["Repository of Practices"]


# -- what stands where


def test_page_18_goes_from_the_middle_of_paragraph_25_to_the_end_of_paragraph_26():
    """The page holds the end of paragraph 25, six actions, a heading on two lines and paragraph 26."""
    found = read(PAGE_18).passages
    assert [each.about for each in found] == [
        "paragraph/25",
        "objective/9",
        *(f"objective/9/action/{letter}" for letter in "abcdef"),
        "objective/10",
        "paragraph/26",
    ]
    assert [(each.begins_before, each.goes_on) for each in (found[0], found[-1])] == [(True, False), (False, False)]
    assert found[0].text.startswith("become liable to criminal prosecution")
    assert found[0].lines == (3, 8)
    assert (
        found[8].text
        == "Prevent, combat and eradicate trafficking in persons in the context of international migration"
    )
    assert found[8].lines == (40, 41)
    assert found[9].text.endswith("particular attention to women and children.")


def test_page_20_goes_from_26_j_to_the_middle_of_27_g():
    """The page holds item (j) of objective 10 and objective 11 up to a torn sentence in its item (g)."""
    found = read(PAGE_20).passages
    assert [each.about for each in found] == [
        "objective/10/action/j",
        "objective/11",
        "paragraph/27",
        "objective/11",
        *(f"objective/11/action/{letter}" for letter in "abcdefg"),
    ]
    assert [each.about for each in found if each.goes_on] == ["objective/11/action/g"]
    assert found[-1].text.endswith("taking into consideration relevant recommendations from the")
    assert found[-1].lines == (49, 51)


@pytest.mark.parametrize("name", EXTRACTS)
def test_headers_and_footers_of_a_page_are_no_words(name):
    """The two lines over and the two lines under the text of a page are told from it."""
    pieces = read(name).pieces
    page = EXTRACTS[name].page
    printed = {role: [piece.printed for piece in pieces if piece.role is role] for role in PieceRole}
    assert printed[PieceRole.PAGE_HEADER] == [
        "A/RES/73/195",
        "Global Compact for Safe, Orderly and Regular Migration",
    ]
    assert printed[PieceRole.PAGE_FOOTER] == [f"{page}/36", "18-22354"]


def test_the_hub_quotes_paragraph_27_in_quotation_marks():
    """Number, quotation marks and letters are no words of the units that the Hub quotes."""
    assert passage(HUB, PassageKind.WORDING, "paragraph/27").text.startswith("We commit to manage our national borders")
    last = passage(HUB, PassageKind.WORDING, "objective/11/action/g")
    assert last.text.endswith("when identifying best practices.")
    assert last.lines == (28, 28)


def test_the_booklets_item_c_and_target_9_a_go_on_after_a_page_break():
    """Two blocks that a page break parts are one passage, on the lines of both."""
    item = passage(BOOKLET, PassageKind.WORDING, "objective/11/action/c")
    assert "due process at international borders and that all migrants" in item.text
    assert item.lines == (13, 15)
    target = passage(BOOKLET, PassageKind.TARGET, "9.a")
    assert "through enhanced financial, technological and technical support to African countries" in target.text
    assert target.lines == (49, 51)


def test_a_line_is_found_for_a_character():
    """A word of a passage on several lines is found on its own line."""
    found = read(BOOKLET)
    item = next(each for each in found.passages if each.about == "objective/11/action/c")
    assert found.line(item, item.text.index("international")) == 13
    assert found.line(item, item.text.index("National Human Rights Institutions")) == 15


# -- damage


def test_every_repair_names_its_source_its_unit_and_its_witness():
    """A repair is about a unit that exists and a text in hand, and says what happened and what confirms it."""
    units = DOCUMENT.by_path()
    for repair in REPAIRS:
        assert repair.source in EXTRACTS
        assert repair.unit in units
        assert repair.why.endswith(".")
        assert repair.confirmed_by.startswith("a-res-73-195.md prints ")


def test_the_spaces_that_the_text_layers_set_inside_words_are_repaired():
    """Seven words of the two pages are torn in the file and whole in the model."""
    assert {(repair.source, repair.found) for repair in REPAIRS} == {
        (PAGE_18, "from the following act ions:"),
        (PAGE_18, "as wel l as to facilitate"),
        (PAGE_18, "or other mater ial benefit"),
        (PAGE_20, "by adopting whole -of-government"),
        (PAGE_20, "institutions and othe r"),
        (PAGE_20, "crosses an international b order,"),
        (PAGE_20, "relevant recomme ndations from"),
    }
    for repair in REPAIRS:
        text = collapsed(" ".join(each.text for each in read(repair.source).passages))
        assert repair.found not in text
        assert repair.repaired in text


def test_a_repair_that_no_longer_fits_is_reported():
    """Where the damage that a repair declares is not there, the text is not the one it was declared for."""
    with pytest.raises(RepairError, match=PAGE_18):
        read(PAGE_18, changed(PAGE_18, "act ions", "actions"))


@pytest.mark.parametrize(
    ("name", "found", "put", "line"),
    [
        (PAGE_18, "(b) Use transnational", "Use transnational", 17),  # (c) comes where (b) was expected
        (PAGE_18, "(d) Adopt", "(e) Adopt", 24),
        (PAGE_18, "Objective 10: Prevent", "Objective 11: Prevent", 40),
        (PAGE_18, "We further\ncommit", "We further promise", 42),  # three sentences of paragraph 26 become other ones
        (PAGE_18, "A/RES/73/195", "A/RES/73/196", 1),
        (PAGE_18, "18/36", "19/36", 50),
        (PAGE_20, "27. We commit", "We commit", 16),
        (PAGE_20, "recomme ndations from the", "recomme ndations from the.", 51),
        (PAGE_20, "in persons, and provide", "in persons;\n(k) and provide", 6),
        (HUB, '"27. We commit', '"28. We commit', 12),
        (HUB, "(b) Establish", "Establish", 18),
        (HUB, 'best practices."', "best practices.", 28),
        (HUB, "We commit to manage", "States commit to manage", 12),
        (HUB, "(GCM, 2018: para. 27)\n", "", 31),  # the passage of line 32 moves up
        (BOOKLET, "- b. **Establish", "- b. Establish", 12),
        (BOOKLET, "Example practices", "Examples", 24),
        (BOOKLET, "African Union Border Programme\n", "Border Programme\n", 36),
        (BOOKLET, "**10.7:**", "**10.8:**", 57),
        (BOOKLET, "borders and that all migrants", "Borders and that all migrants", 15),
    ],
)
def test_a_text_that_is_other_than_expected_is_refused(name, found, put, line):
    """A lost or changed label, heading, header, footer or sign is an error with the file and the line."""
    with pytest.raises(SourceError) as caught:
        wordings(read(name, changed(name, found, put)), DOCUMENT)
    assert (caught.value.file, caught.value.line) == (SOURCES[name].entry.file, line)
    assert isinstance(caught.value, StructureError)


@SOME
@given(st.sampled_from((HUB, BOOKLET)), st.data())
def test_a_lost_or_doubled_line_is_reported(name, data):
    """Without any one of its lines, or with any one of them twice, a page is refused."""
    lines = SOURCES[name].text.split("\n")
    place = data.draw(st.sampled_from([place for place, line in enumerate(lines) if line.strip()]))
    doubled = data.draw(st.booleans())
    with pytest.raises(StructureError):
        read(name, "\n".join(lines[: place + doubled] + lines[place + (not doubled) :]))


def test_an_empty_page_is_refused():
    """A page of which only header and footer are left has lost its text."""
    text = "A/RES/73/195\nGlobal Compact for Safe, Orderly and Regular Migration\n18/36\n18-22354"
    with pytest.raises(StructureError, match="paragraph/25 was expected"):
        read(PAGE_18, text, repairs=())


def test_the_declarations_stand_with_those_of_the_resolution():
    """Repairs of all texts stand in one file."""
    declared = (resources.sources_folder() / "repairs.toml").read_text(encoding="utf-8")
    assert declared.count("[[witness_repair]]") == len(REPAIRS)
