"""Citations: what people write, what it means, and what is said when it means nothing."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gcm_graph.citations import (
    LONGEST,
    Citation,
    CitationSyntaxError,
    Target,
    UnknownCitationError,
    cited_whole,
    parse_citation,
    resolve,
)
from gcm_graph.errors import ExitStatus
from gcm_graph.namespaces import iri
from gcm_graph.units import Unit


def unit(path: str, kind: str, part_of: str, label: str, citation: str | None = None, **facts) -> Unit:
    """Return a unit whose text and place on the page do not matter."""
    return Unit(
        iri=iri(path),
        path=path,
        kind=kind,
        part_of=iri(part_of),
        label=label,
        citation=citation,
        text="...",
        first_page=1,
        last_page=1,
        page_basis="printed",
        reading_order=1,
        line=1,
        source="a-res-73-195",
        **facts,
    )


def _objective(number: int, title: str, letters: str) -> list[Unit]:
    path, paragraph = f"objective/{number}", f"paragraph/{number + 16}"
    return [
        unit(path, "Objective", "compact", title, f"Objective {number}", number=number),
        unit(paragraph, "Paragraph", path, f"Paragraph {number + 16}", str(number + 16), number=number + 16),
        *(
            unit(
                f"{path}/commitment/{place}",
                "Commitment",
                paragraph,
                f"Objective {number}, commitment {place}",
                str(number + 16),
                number=place,
            )
            for place in (1, 2)
        ),
        *(
            unit(
                f"{path}/action/{letter}",
                "Action",
                path,
                f"Objective {number}, action ({letter})",
                f"{number + 16}({letter})",
                letter=letter,
            )
            for letter in letters
        ),
    ]


def _item(path: str, part_of: str, citation: str) -> Unit:
    return unit(path, "Paragraph", part_of, f"Paragraph {citation}", citation, letter=path.rpartition("/")[2])


def _principle(letter: str, name: str, slug: str) -> Unit:
    return unit(f"principle/{slug}", "GuidingPrinciple", "paragraph/15", name, f"15({letter})", letter=letter)


UNITS = (
    unit("resolution/preamble/1", "Paragraph", "resolution", "Resolution 73/195, preambular paragraph 1", "res pp 1"),
    unit("resolution/paragraph/1", "Paragraph", "resolution", "Resolution 73/195, paragraph 1", "res 1"),
    unit("resolution/paragraph/2", "Paragraph", "resolution", "Resolution 73/195, paragraph 2", "res 2"),
    unit("opening", "Paragraph", "compact", "Opening", "opening"),
    unit("section/preamble", "Section", "compact", "Preamble"),
    unit("paragraph/2", "Paragraph", "compact", "Paragraph 2", "2", number=2),
    unit("section/follow-up-and-review", "Section", "compact", "Follow-up and review"),
    unit("paragraph/11", "Paragraph", "compact", "Paragraph 11", "11", number=11),
    unit("paragraph/15", "Paragraph", "compact", "Paragraph 15", "15", number=15),
    _principle("a", "People-centred", "people-centred"),
    _principle("g", "Gender-responsive", "gender-responsive"),
    _principle("i", "Whole-of-government approach", "whole-of-government-approach"),
    *_objective(11, "Manage borders in an integrated, secure and coordinated manner", "abcdefg"),
    *_objective(21, "Cooperate in facilitating safe and dignified return", "abcdefghi"),
    unit("paragraph/43", "Paragraph", "compact", "Paragraph 43", "43", number=43),
    _item("paragraph/43/a", "paragraph/43", "43(a)"),
    _item("paragraph/43/a/i", "paragraph/43/a", "43(a)(i)"),
    _item("paragraph/43/a/ii", "paragraph/43/a", "43(a)(ii)"),
    _item("paragraph/43/a/iii", "paragraph/43/a", "43(a)(iii)"),
    _item("paragraph/43/b", "paragraph/43", "43(b)"),
    *(
        unit(f"footnote/{number}", "Footnote", "compact", f"Footnote {number}", f"fn {number}", number=number)
        for number in (1, 2, 3, 4)
    ),
)

CITED = tuple(each for each in UNITS if each.citation and each.kind != "Commitment")


@pytest.mark.parametrize("cited", CITED, ids=lambda cited: cited.citation)
def test_every_citation_names_its_unit(cited):
    """A unit's own citation leads back to it; a paragraph's number means the paragraph, not its commitments."""
    assert resolve(cited.citation, UNITS) is cited


@pytest.mark.parametrize("labelled", UNITS, ids=lambda labelled: labelled.label)
def test_every_label_path_and_iri_names_its_unit(labelled):
    """What we print over a unit, and its addresses, can be typed back."""
    assert resolve(labelled.label, UNITS) is labelled
    assert resolve(labelled.path, UNITS) is labelled
    assert resolve(f"/{labelled.path}/", UNITS) is labelled
    assert resolve(labelled.iri, UNITS) is labelled


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("27", "paragraph/27"),
        ("para 27", "paragraph/27"),
        ("para.27", "paragraph/27"),
        ("par. 27", "paragraph/27"),
        ("§27", "paragraph/27"),
        ("§ 27", "paragraph/27"),
        ("¶27", "paragraph/27"),
        ("A/RES/73/195 para. 27", "paragraph/27"),
        ("A/RES/73/195, annex, para. 27", "paragraph/27"),
        ("annex, para. 27", "paragraph/27"),
        ("A/RES/73/195: 27", "paragraph/27"),
        ("(GCM, 2018: para. 27)", "paragraph/27"),
        ("Global Compact for Safe, Orderly and Regular Migration, paragraph 27", "paragraph/27"),
        ("the Global Compact for Migration, para. 27.", "paragraph/27"),
        ("27(b)", "objective/11/action/b"),
        ("27 (b)", "objective/11/action/b"),
        ("27 ( b )", "objective/11/action/b"),
        ("27b", "objective/11/action/b"),
        ("27 B", "objective/11/action/b"),
        ("27.b", "objective/11/action/b"),
        ("27, (b)", "objective/11/action/b"),
        ("paragraph 27(b)", "objective/11/action/b"),
        ("para. 27, subpara. (b)", "objective/11/action/b"),
        ("Paragraph 27, action (b)", "objective/11/action/b"),
        ("A/RES/73/195, para 27 (b)", "objective/11/action/b"),
        ("a/res/73/195,  PARA\t27\u00a0(B)", "objective/11/action/b"),
        ("GCM para. 27(b)", "objective/11/action/b"),
        ("(para. 27(b))", "objective/11/action/b"),
        ("Objective 11(b)", "objective/11/action/b"),
        ("obj. 11 (b)", "objective/11/action/b"),
        ("obj 11b", "objective/11/action/b"),
        ("Objective 11, action (b)", "objective/11/action/b"),
        ("objective 11 action b", "objective/11/action/b"),
        ("GCM, Objective 11(b)", "objective/11/action/b"),
        ("/paragraph/27/b", "objective/11/action/b"),
        ("https://w3id.org/gcm/paragraph/27/b", "objective/11/action/b"),
        ("HTTPS://W3ID.ORG/gcm/objective/11/action/b", "objective/11/action/b"),
        ("Objective 11", "objective/11"),
        ("obj.11", "objective/11"),
        ("Manage borders in an integrated, secure and coordinated manner", "objective/11"),
        ("Objective 11, commitment 2", "objective/11/commitment/2"),
        ("obj 11 commitment 2", "objective/11/commitment/2"),
        ("37(i)", "objective/21/action/i"),
        ("15(i)", "principle/whole-of-government-approach"),
        ("43(a)(i)", "paragraph/43/a/i"),
        ("para. 43(a)(iii)", "paragraph/43/a/iii"),
        ("43aiii", "paragraph/43/a/iii"),
        ("43 a iii", "paragraph/43/a/iii"),
        ("43.a.iii", "paragraph/43/a/iii"),
        ("Paragraph 43, item (a)(iii)", "paragraph/43/a/iii"),
        ("15(g)", "principle/gender-responsive"),
        ("principle (g)", "principle/gender-responsive"),
        ("principle g", "principle/gender-responsive"),
        ("principle(g)", "principle/gender-responsive"),
        ("guiding principle (g)", "principle/gender-responsive"),
        ("principle gender-responsive", "principle/gender-responsive"),
        ("Guiding principle: Gender responsive", "principle/gender-responsive"),
        ("gender\u2010responsive", "principle/gender-responsive"),
        ("/paragraph/15/g", "principle/gender-responsive"),
        ("footnote 4", "footnote/4"),
        ("fn. 4", "footnote/4"),
        ("fn4", "footnote/4"),
        ("A/RES/73/195, footnote 4", "footnote/4"),
        ("res 2", "resolution/paragraph/2"),
        ("res. 2", "resolution/paragraph/2"),
        ("res op 2", "resolution/paragraph/2"),
        ("resolution, paragraph 2", "resolution/paragraph/2"),
        ("Resolution 73/195, para. 2", "resolution/paragraph/2"),
        ("resolution A/RES/73/195, operative paragraph 2", "resolution/paragraph/2"),
        ("A/RES/73/195, para. 2", "paragraph/2"),
        ("res pp 1", "resolution/preamble/1"),
        ("OP 2", "resolution/paragraph/2"),
        ("operative paragraph 2", "resolution/paragraph/2"),
        ("resolution, preambular para. 1", "resolution/preamble/1"),
        ("preambular paragraph 1", "resolution/preamble/1"),
        ("Opening", "opening"),
        ("preamble", "section/preamble"),
        ("follow up and review", "section/follow-up-and-review"),
        ("preamble 1", "resolution/preamble/1"),
        ("first preambular paragraph of the resolution", "resolution/preamble/1"),
        ("paragraph 2 of the resolution", "resolution/paragraph/2"),
        ("commitment 2 of objective 11", "objective/11/commitment/2"),
        ("the second commitment of objective 11", "objective/11/commitment/2"),
        ("Objective 11, 2nd commitment", "objective/11/commitment/2"),
        ("action (b) of objective 11", "objective/11/action/b"),
        ("Objective 11 of the Global Compact", "objective/11"),
        ("para. 27(b) of A/RES/73/195", "objective/11/action/b"),
        ("item (b) of paragraph 27", "objective/11/action/b"),
        ("paras. 27(b)", "objective/11/action/b"),
        ("§§ 27(b)", "objective/11/action/b"),
        ("para. no. 27", "paragraph/27"),
        ("27 b)", "objective/11/action/b"),
        ("27/b", "objective/11/action/b"),
        ("27-b", "objective/11/action/b"),
        ("para. 27, lit. b", "objective/11/action/b"),
        ("“27(b)”", "objective/11/action/b"),
        ("see para. 27(b)", "objective/11/action/b"),
        ("cf. GCM, para. 27(b)", "objective/11/action/b"),
        ("GA Res 73/195, para 27(b)", "objective/11/action/b"),
        ("Resolution 73/195, annex, para. 2", "paragraph/2"),
        ("Resolution 73/195, Objective 11", "objective/11"),
        ("Objective 11, para. 27", "paragraph/27"),
        ("Objective 11 (para. 27 (b))", "objective/11/action/b"),
    ],
)
def test_a_citation_is_understood_as_people_write_it(written, path):
    """Case, white space, brackets, the word before the number and the name of the document make no difference."""
    assert resolve(written, UNITS).path == path


def test_a_citation_is_read_into_what_it_says():
    """Reading needs no units: it gives the target, the number and the labels below it."""
    assert parse_citation("GCM, para. 43 (a) (iii)") == Citation(Target.PARAGRAPH, number=43, labels=("a", "iii"))
    assert parse_citation("obj. 11, commitment 2") == Citation(Target.OBJECTIVE, number=11, commitment=2)
    assert parse_citation("Principle Human Rights") == Citation(Target.PRINCIPLE, name="human-rights")


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("27(h)", "Paragraph 27 has actions (a) to (g)."),
        ("27(ii)", "Paragraph 27 has actions (a) to (g)."),
        ("/paragraph/27/z", "Paragraph 27 has actions (a) to (g)."),
        ("Objective 11(h)", "Objective 11 has actions (a) to (g)."),
        ("https://w3id.org/gcm/objective/11/action/h", "Objective 11 has actions (a) to (g)."),
        ("27(b)(i)", "Objective 11, action (b) has no lettered parts."),
        ("43(iii)", "Paragraph 43 has items (a) to (b)."),
        ("43(a)(iv)", "Paragraph 43(a) has items (i) to (iii)."),
        ("15(b)", "Paragraph 15 has guiding principles (a) to (i)."),
        ("11(b)", 'Paragraph 11 has no lettered parts. Objective 11(b) is cited "27(b)".'),
        ("2(a)", "Paragraph 2 has no lettered parts."),
        ("Objective 11, para. 37", "Paragraph 37 is of objective 21."),
        ("Objective 11, para. 2", "Paragraph 2 is of no objective."),
        ("third commitment of objective 11", "Objective 11 has commitments 1 to 2."),
        ("99", "The Compact has paragraphs 2 to 43."),
        ("Objective 24", "The Compact has objectives 11 to 21."),
        ("Objective 11, commitment 3", "Objective 11 has commitments 1 to 2."),
        ("fn 23", "The Compact has footnotes 1 to 4."),
        ("principle (z)", "The Compact has guiding principles (a) to (i)."),
        ("principle cheerfulness", "The Compact has guiding principles (a) to (i)."),
        ("res pp 2", "The resolution has preambular paragraph 1."),
        (
            "Resolution 73/195, para. 27",
            'The resolution itself has paragraphs 1 to 2. Paragraph 27 of the Compact is cited "27".',
        ),
    ],
)
def test_an_unknown_citation_says_what_there_is_nearby(written, hint):
    """A well-formed citation of nothing is wrong usage, and the hint lists what exists."""
    with pytest.raises(UnknownCitationError) as caught:
        resolve(written, UNITS)
    assert caught.value.hint == hint
    assert caught.value.status is ExitStatus.USAGE


@pytest.mark.parametrize("written", ["hello", "section/hello", "section/11", "the paragraph"])
def test_an_unknown_name_is_an_unknown_citation(written):
    """Words that are no unit's name are answered with examples of citations."""
    with pytest.raises(UnknownCitationError) as caught:
        resolve(written, UNITS)
    assert '"27(b)"' in caught.value.hint


@pytest.mark.parametrize(
    "written",
    [
        *("", "   ", "()", "*", "sovereign*", "27(b", "27-28", "paras. 27-28", "27(b)(i)(a)", "27 actions", "(b)"),
        *("objective", "objective 11 commitment", "A/RES/73/195", "73/195", "2²", "२७", "27\x00", "\ud800"),
        *("https://w3id.org/gcm/compact", "https://w3id.org/gcm/27", "https://example.org/paragraph/27"),
    ],
)
def test_what_is_no_citation_is_refused(written):
    """Ranges, halves of brackets, foreign digits and other IRIs do not read as a citation; or they name nothing."""
    with pytest.raises((CitationSyntaxError, UnknownCitationError)) as caught:
        resolve(written, UNITS)
    assert caught.value.status is ExitStatus.USAGE
    if "objective" not in written:
        assert isinstance(caught.value, CitationSyntaxError)
    assert '"27(b)"' in caught.value.hint


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("compact", "compact"),
        ("the Compact", "compact"),
        ("GCM", "compact"),
        ("(GCM, 2018)", "compact"),
        ("the Global Compact", "compact"),
        ("Global Compact for Safe, Orderly and Regular Migration", "compact"),
        ("A/RES/73/195, annex", "compact"),
        ("A/RES/73/195", "resolution"),
        ("General Assembly resolution 73/195", "resolution"),
        ("the resolution", "resolution"),
        ("GCM, para. 27", None),
        ("27(b)", None),
        ("compacts", None),
        ("compact " * LONGEST, None),
    ],
)
def test_the_whole_is_cited_by_its_name(written, path):
    """The names of the Compact and of the resolution, alone, cite the whole, which is no unit."""
    assert cited_whole(written) == path


def test_an_ambiguous_citation_is_refused():
    """An "action 21(b)" can be objective 21's or paragraph 21's: the hint gives both ways to write it."""
    with pytest.raises(CitationSyntaxError) as caught:
        resolve("action 21(b)", UNITS)
    assert caught.value.hint == 'Write "Objective 21(b)" or "para. 21(b)".'


def test_a_long_text_is_refused_unread():
    """A text of more than 300 characters is no citation, even if it could be read as one."""
    assert resolve("27" + " " * (LONGEST - 2), UNITS).path == "paragraph/27"
    with pytest.raises(CitationSyntaxError, match="300"):
        resolve("27" + " " * (LONGEST - 1), UNITS)


@pytest.mark.parametrize(
    "repeated", ["2", "(", "i", " ", "a ", "27(a)", "para. ", ", ", "/", "-", "27 .,", "res , ", ", p. 1", "27(a), p"]
)
def test_a_repetitive_text_is_answered(repeated):
    """No text of 300 characters makes the reader try every way to split it: this test would not end."""
    with pytest.raises((CitationSyntaxError, UnknownCitationError)):
        resolve((repeated * LONGEST)[: LONGEST - 1] + "!", UNITS)


COMPACT = "Global Compact for Safe, Orderly and Regular Migration"
BEHIND = "General Assembly resolution 73/195 of 19 December 2018, annex, A/RES/73/195"


@pytest.mark.parametrize(
    ("written", "path"),
    [
        (f"{COMPACT}, para.\xa027\xa0(b) (objective\xa011), {BEHIND}, p.\xa020.", "objective/11/action/b"),
        (f"{COMPACT}, para. 27 (objective 11, commitment 2), {BEHIND}, p. 20", "objective/11/commitment/2"),
        (
            f"{COMPACT}, para. 15 (g), guiding principle “Gender-responsive”, {BEHIND}, p. 5",
            "principle/gender-responsive",
        ),
        (f"{COMPACT}, objective 11, {BEHIND}, pp. 20–21.", "objective/11"),
        (f"{COMPACT}, section “Follow-up and review”, {BEHIND}, pp. [37]–38.", "section/follow-up-and-review"),
        (f"{COMPACT}, opening paragraph, {BEHIND}, p. [2].", "opening"),
        (f"{COMPACT}, footnote 4, {BEHIND}, p. [3].", "footnote/4"),
        (f"{BEHIND.partition(', annex')[0]}, operative paragraph 2, A/RES/73/195, p. 1.", "resolution/paragraph/2"),
        ("para. 27 (b) (objective 11)", "objective/11/action/b"),
        ("Annex, para. 27(b) (Objective 11, action (b))", "objective/11/action/b"),
        (
            "Annex, para. 27(b) (Objective 11, action (b)). Adopted 19 December 2018; distributed 11 January 2019",
            "objective/11/action/b",
        ),
        ("Annex, para. 15(g) (Gender-responsive)", "principle/gender-responsive"),
        ("Annex, objective 11 (Manage borders in an integrated, secure and coordinated manner)", "objective/11"),
        ("Objective 11: Manage borders in an integrated, secure and coordinated manner", "objective/11"),
        ('Annex, section "Preamble"', "section/preamble"),
        ("para. 27(b), A/RES/73/195", "objective/11/action/b"),
    ],
)
def test_what_references_print_is_understood(written, path):
    """The site's own references, in words and as notes of reference managers, lead back to their units."""
    assert resolve(written, UNITS).path == path


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("para. 27 (b) (objective 21)", "Paragraph 27 is of objective 11."),
        ("para. 27 (objective 21, commitment 1)", "is of objective 11"),
        ("para. 27 (objective 11, commitment 7)", "Objective 11 has commitments 1 to 2."),
        ("para. 15(g) (People-centred)", '15(g) is called "Gender-responsive".'),
        ("Objective 11: Cooperate in facilitating safe and dignified return", "is called"),
    ],
)
def test_a_reference_that_contradicts_itself_names_nothing(written, hint):
    """Where the objective or the name behind a unit is another one's, nothing is guessed."""
    with pytest.raises(UnknownCitationError) as caught:
        resolve(written, UNITS)
    assert hint in (caught.value.hint or "")


def test_references_to_the_whole_are_understood():
    """The references to the Compact and to the resolution, as the pages print them."""
    assert cited_whole(f"{COMPACT}, {BEHIND}.") == "compact"
    resolution = BEHIND.partition(", annex")[0]
    assert cited_whole(f"{resolution}, “{COMPACT}”, A/RES/73/195.") == "resolution"
    assert cited_whole(f"{resolution}, annex") == "compact"


def test_what_is_not_understood_is_told_in_plain_spaces():
    """Non-breaking spaces are not told as escapes."""
    with pytest.raises(CitationSyntaxError, match="'what 7 reads in it'"):
        resolve("what\xa07 reads\u202fin it", UNITS)
    with pytest.raises(UnknownCitationError, match=r"'para\. 99'"):
        resolve("para.\xa099", UNITS)


DOCUMENTS = ("", "A/RES/73/195, ", "A/RES/73/195 ", "GCM ", "GCM, ", "GCM, 2018: ", "Global Compact for Migration, ")
WORDS = {
    "paragraph": ("", "para ", "para. ", "paragraph ", "§", "§ ", "par. "),
    "Objective": ("Objective ", "obj ", "obj. ", "objective"),
    "fn": ("fn ", "fn. ", "footnote ", "fn"),
    "res pp": ("res pp ", "resolution, preambular paragraph ", "pp "),
    "res": ("res ", "res. ", "resolution, paragraph ", "Resolution 73/195, para. "),
}


@st.composite
def variants(draw) -> tuple[str, Unit]:
    """Draw a unit and one of the ways to write its citation."""
    cited = draw(st.sampled_from([each for each in CITED if any(sign.isdigit() for sign in each.citation)]))
    word, _, rest = cited.citation.rpartition(" ")
    words = WORDS[word or "paragraph"]
    number, *labels = rest.replace(")", "").split("(")
    written = draw(st.sampled_from(words)) + number
    for label in labels:
        forms = (f"({label})", f" ({label})", f" ( {label} )", f", ({label})", f" {label}", f".{label}", label)
        written += draw(st.sampled_from(forms))
    written = draw(st.sampled_from(DOCUMENTS)) + written
    written = "".join(draw(st.sampled_from((sign.lower(), sign.upper()))) for sign in written)
    written = written.replace(" ", draw(st.sampled_from((" ", "  ", "\t", "\u00a0", " \n"))))
    return draw(st.sampled_from(("{}", " {} ", "({})", "{}.", "{};"))).format(written), cited


@settings(deadline=None)
@given(variants())
def test_variants_of_a_citation_mean_the_same_unit(variant):
    """However a citation is spaced, capitalised, bracketed and introduced, it names its unit."""
    written, cited = variant
    assert resolve(written, UNITS) is cited


@settings(deadline=None)
@given(
    st.one_of(
        st.text(max_size=220),
        st.text(alphabet="0123456789abgivxres par.()/,*-§ ", max_size=40),
        st.lists(st.sampled_from(("para. ", "27", "(b)", "(i)", "obj ", "11", "res", "/", "fn", "pp", ","))).map(
            "".join
        ),
    )
)
def test_any_text_is_a_unit_or_a_named_error(written):
    """Nothing that can be typed raises anything but the two errors of this module."""
    with contextlib.suppress(CitationSyntaxError, UnknownCitationError):
        assert resolve(written, UNITS) in UNITS
