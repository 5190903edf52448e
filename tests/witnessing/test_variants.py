"""Where the sources have other words than the resolution: read by eye from the five texts, and all of it."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from gcm_graph import resources
from gcm_graph.errors import SourceChangedError, StructureError
from gcm_graph.reading.passages import PassageKind
from gcm_graph.witnessing import read_witnesses
from gcm_graph.witnessing.alignment import align, apply_differences, without_end
from gcm_graph.witnessing.variants import UndeclaredDamageError, VariantClashError, collate
from gcm_graph.witnessing.wordings import Wording, wordings

RESOLUTION, HUB, BOOKLET = "a-res-73-195", "network-hub-objective-11", "guidance-booklet-objective-11"
PAGES = ("a-res-73-195-page-18", "a-res-73-195-page-20")
ACTION = "objective/11/action/"

# Unit, words of the resolution, words that stand there instead, and who has them.
READ_BY_EYE = [
    ("objective/11/commitment/2", "and the", "", (HUB,)),
    (f"{ACTION}a", "cross-border training", "crossborder trainings,", (HUB,)),
    (f"{ACTION}a", "training", "trainings,", (BOOKLET,)),
    (f"{ACTION}b", "communications", "communication", (HUB, BOOKLET)),
    (f"{ACTION}c", "national human rights institutions", "National Human Rights Institutions", (HUB, BOOKLET)),
    (f"{ACTION}e", "child-sensitive", "child sensitive", (HUB,)),
    (f"{ACTION}f", "non-discriminatory", "non-discriminatory,", (HUB, BOOKLET)),
    (
        f"{ACTION}g",
        "Office of the United Nations High Commissioner for Human Rights",
        "OHCHR",
        (HUB, BOOKLET),
    ),
    ("objective/13", "immigration", "migration", (RESOLUTION,)),
]


def test_the_variants_are_those_that_a_reader_finds(witnesses):
    """Nine readings at nine places, each once, with all its witnesses, in the order of the document."""
    found = [
        (each.unit, each.lemma, each.reading, tuple(wording.source for wording in each.witnesses))
        for each in witnesses.variants
    ]
    assert found == READ_BY_EYE


def test_a_lemma_stands_in_the_units_text(witnesses, units):
    """Offsets count code points of the unit's text, and the words between them are the lemma."""
    for each in witnesses.variants:
        assert units[each.unit].text[each.start : each.end] == each.lemma
    commitment = witnesses.variants[0]
    assert units[commitment.unit].text[commitment.end :].startswith(" human rights of all migrants")


def test_addresses_follow_from_unit_place_and_reading(witnesses):
    """The address ends with the slug of the reading, or with `omitted` where there is none."""
    paths = [each.path for each in witnesses.variants]
    assert paths[-1] == "variant/objective/13/4-15/migration"
    assert paths[0] == "variant/objective/11/commitment/2/147-154/omitted"
    assert paths[1].endswith("/crossborder-trainings")
    assert len(set(paths)) == len(paths)


def test_of_the_listed_titles_only_that_of_objective_13_differs(witnesses):
    """Under paragraph 16 the resolution lists 23 titles, and calls one objective by another word than its heading."""
    listed = [each for each in witnesses.wordings if each.source == RESOLUTION]
    assert [each.unit for each in listed] == [f"objective/{number}" for number in range(1, 24)]
    assert [each.unit for each in witnesses.variants if each.witnesses[0].source == RESOLUTION] == ["objective/13"]
    assert listed[12].text == "Use migration detention only as a measure of last resort and work towards alternatives"


@pytest.mark.parametrize("name", [*PAGES, HUB, BOOKLET])
def test_the_variants_of_a_source_give_its_words(witnesses, units, name):
    """With the differences put in, each unit's text is what the source prints of it."""
    for wording in witnesses.wordings:
        if wording.source == name and not wording.text.isupper():
            edges = {"begins_before": wording.begins_before, "goes_on": wording.goes_on}
            found = align(units[wording.unit].text, wording.text, **edges)
            expected = wording.text if wording.goes_on else without_end(wording.text)
            assert apply_differences(units[wording.unit].text, found) == expected


def test_every_unit_that_a_source_prints_has_its_wording(witnesses):
    """The Hub has the title, both sentences and seven actions, the booklet no sentence, the pages what they hold."""
    printed = {name: [each.unit for each in witnesses.wordings if each.source == name] for name in witnesses.texts}
    actions = [f"{ACTION}{letter}" for letter in "abcdefg"]
    sentences = ["objective/11/commitment/1", "objective/11/commitment/2"]
    assert printed[HUB] == ["objective/11", *sentences, *actions]
    assert printed[BOOKLET] == ["objective/11", *actions]
    assert printed[PAGES[1]] == ["objective/10/action/j", "objective/11", *sentences, *actions]
    assert printed[PAGES[0]] == [
        *("objective/9/commitment/2", "objective/9/commitment/3"),
        *(f"objective/9/action/{letter}" for letter in "abcdef"),
        *("objective/10", "objective/10/commitment/1", "objective/10/commitment/2"),
    ]


def test_a_sentence_of_a_paragraph_knows_its_lines(witnesses):
    """On page 18 the third commitment of objective 9 stands on lines 5 to 8, its second before it, cut at the top."""
    second, third = witnesses.of_unit("objective/9/commitment/2") + witnesses.of_unit("objective/9/commitment/3")
    assert (second.lines, second.begins_before) == ((3, 4), True)
    assert (third.lines, third.begins_before) == ((5, 8), False)


def test_a_page_with_other_words_is_damaged(tmp_path, document):
    """The pages are the resolution's own print: another word is damage that nobody has declared, not a reading."""
    folder = tmp_path / "sources"
    shutil.copytree(resources.sources_folder(), folder)
    page = folder / f"{PAGES[1]}.txt"
    page.write_text(page.read_text(encoding="utf-8").replace("respecting the right", "respect ing the right"))
    with pytest.raises(SourceChangedError):
        read_witnesses(document, folder)
    with pytest.raises(UndeclaredDamageError, match=r"27\(b\).*'respect ing'.*'respecting'") as caught:
        read_witnesses(document, folder, verify=False)
    assert (caught.value.file, caught.value.line) == (page.name, 24)


def test_two_readings_with_one_address_are_refused(document):
    """Where readings differ in punctuation only, one of them has no address of its own."""
    unit = document.by_path()["objective/11"]

    def wording(source, text):
        return Wording(source, f"{source}.txt", unit.path, text, (1, 1))

    one, other = unit.text.replace("borders", "frontiers"), unit.text.replace("borders", "frontiers,")
    assert len(collate(document, (wording("one", one), wording("other", one)))) == 1
    with pytest.raises(VariantClashError, match="'frontiers' and of 'frontiers,'"):
        collate(document, (wording("one", one), wording("other", other)))
    with pytest.raises(VariantClashError, match="no letter or digit"):
        collate(document, (wording("one", unit.text.replace("and", "+")),))


def test_a_paragraph_with_a_sentence_too_few_is_refused(witnesses, document):
    """A paragraph that is printed whole has as many sentences as the objective has commitments."""
    place = next(n for n, each in enumerate(witnesses.hub.passages) if each.about == "paragraph/27")
    passages = list(witnesses.hub.passages)
    assert passages[place].kind is PassageKind.WORDING
    passages[place] = replace(passages[place], text=passages[place].text.replace("We further commit", "They promise"))
    with pytest.raises(StructureError, match="paragraph/27 has 2 sentences, and 1 were found"):
        wordings(replace(witnesses.hub, passages=tuple(passages)), document)
