"""Pages of what the text names: names, facts with their sources, and the sentences of every mention."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from gcm_graph.namespaces import PREFIXES, graph, iri
from gcm_graph.serving.addresses import Addresses
from gcm_graph.serving.pages.entities import View, entity_page, pages_of
from gcm_graph.serving.pages.mentions import mentions_of, quotation
from gcm_graph.serving.service import ServedRelease, open_release

Get = Callable[..., object]


def test_where_is_it_named(get):
    """The page of a thing quotes each sentence that names it, under its objective, with the words marked."""
    page = get("stakeholder/trade-unions/")
    # The seven places are those that a search of the resolution for "trade unions" finds.
    assert page.main.count("<mark>") == 7
    for citation in ("15(j)", "18(e)", "21(e)", "22(d)", "22(i)", "34(e)", "44"):
        assert f">{citation}</a>" in page.main
    assert "Objective 6: Facilitate fair and ethical recruitment" in page.words
    assert re.search(r'<mark><a href="/annotation/objective/6/action/i/[^"]+">trade unions</a></mark>', page.main)
    assert 'href="/objective/6/action/i/"' in page.main
    assert "7 times, in 7 units of the text." in page.words


def test_sentence_not_the_whole_paragraph(get):
    """Of a unit of several sentences those are quoted in which the words stand."""
    page = get("theme/access-to-justice/")
    assert (
        "The Global Compact recognizes that respect for the rule of law, due process and access to justice are"
        in page.words
    )
    # 15(d) goes on with a sentence that does not name it.
    assert "This means that the State, public and private institutions" not in page.words


def test_page_says_where_it_is_printed(get):
    """Each quotation tells its page: footnote 4 stands on page 2, whose number no source text prints there."""
    assert "fn 4 p. [2]" in get("instrument/convention-on-the-rights-of-the-child/").words


def test_facts_lead_to_their_sources(get):
    """A fact of an instrument has the numbers of its sources, which stand below, and its record."""
    page = get("instrument/convention-on-the-rights-of-the-child/")
    assert "1989-11-20" in page.words
    assert "A/RES/44/25" in page.words
    assert "Multilateral Treaties Deposited with the Secretary-General" in page.words
    record = "/claim/instrument/convention-on-the-rights-of-the-child/date-document/1989-11-20/"
    assert f'href="{record}"' in page.main
    numbers = set(re.findall(r'href="#source-(\d+)"', page.main))
    assert numbers
    assert all(f'id="source-{number}"' in page.main for number in numbers)


def test_relations_of_concepts(get):
    """A concept stands between what is broader and what is narrower."""
    page = get("theme/access-to-justice/")
    assert 'href="/theme/rule-of-law/"' in page.main
    assert 'href="/theme/effective-remedy/"' in page.main
    assert 'href="/theme/legal-assistance/"' in page.main


def test_neighbours_of_concepts(get):
    """A theme leads to those who do the work and they lead to it, beside what is broader and narrower."""
    theme = get("theme/consular-protection-assistance-and-cooperation/")
    groups = ("consular-authorities", "consular-missions", "consular-officers")
    assert "See also" in theme.words
    for group in groups:
        assert f'href="/stakeholder/{group}/"' in theme.main
        page = get(f"stakeholder/{group}/")
        assert 'href="/theme/consular-protection-assistance-and-cooperation/"' in page.main
        assert page.main.count(">See also<") == 1
    assert "Broader and narrower" in get("stakeholder/consular-authorities/").words


def test_related_concepts_stand_beside_narrower_ones(get):
    """A concept that has narrower ones and related ones shows both: civil registration and legal identity."""
    page = get("theme/civil-registration/")
    assert 'href="/theme/birth-registration/"' in page.main
    assert 'href="/theme/legal-identity/"' in page.main


def test_a_web_page_to_see_is_no_neighbour(get):
    """The address of a reference is told among its facts, and not as a concept beside it."""
    page = get("stakeholder/trade-unions/")
    assert ">See also<" not in page.main


def test_kinds_of_units_are_counted(get):
    """The units that name a thing are counted by kind, and each number leads to the list of them."""
    page = get("theme/consular-protection-assistance-and-cooperation/")
    theme = "theme=consular-protection-assistance-and-cooperation"
    assert f'<a href="/search?{theme}&amp;kind=Action">9 actions</a>' in page.main
    assert f'<a href="/search?{theme}&amp;kind=Objective">1 title of an objective</a>' in page.main
    # The actions are 18(e), 21(e), 22(d), 22(i) and 34(e), the principle is 15(j), and the paragraph 44.
    counted = get("stakeholder/trade-unions/").words.replace(" ,", ",")
    assert "5 actions, 1 guiding principle, 1 paragraph or item" in counted
    for path in ("docs/explanation/links/", "docs/quality/", "docs/how-to/find-all-actions-on-a-topic/"):
        assert f'href="/{path}"' in page.main


def test_numbers_agree_with_the_lists_that_they_lead_to(get):
    """Each number of a page is how many units the list has, for every theme and group of people."""
    import json

    for path in ("theme/remittances", "theme/partnerships", "population/children", "stakeholder/local-authorities"):
        found = re.findall(r'<a href="/(search\?[^"]+)">(\d+) [^<]+</a>', get(f"{path}/").main)
        assert found
        for place, number in found:
            listed = json.loads(get(f"{place.replace('&amp;', '&')}&format=json").content)
            assert (path, place, listed["units"]) == (path, place, int(number))


def test_the_actions_as_a_table(get, opened):
    """The query to which a concept leads has its actions, those of narrower concepts and of those to see also."""
    from html import unescape
    from urllib.parse import parse_qs

    main = get("theme/consular-protection-assistance-and-cooperation/").main
    (place,) = re.findall(r'href="/query/\?([^"]+)">The actions as a table', main)
    (query,) = parse_qs(unescape(place))["query"]
    rows = list(opened.store.query(query))
    assert len({row["citation"].value for row in rows}) == 18
    assert "The actions as a table" not in get("instrument/2030-agenda-for-sustainable-development/").words


def test_what_is_counted_in_another_language(get):
    """The lists keep the language of the reader."""
    main = get("theme/remittances/?lang=fr").main
    assert re.search(r'href="/search\?theme=remittances&amp;kind=Action&amp;lang=fr"', main)
    assert re.search(r'href="/query/\?lang=fr&amp;query=', main)


def test_relations_of_things(get):
    """What supplements a treaty, and what is a component of a mechanism, is told on both pages."""
    mechanism = get("mechanism/connection-hub/")
    assert 'href="/mechanism/capacity-building-mechanism/"' in mechanism.main
    assert 'href="/mechanism/connection-hub/"' in get("mechanism/capacity-building-mechanism/").main


def test_authority_links_name_their_mapping(get):
    """A link to an authority file leads to the mapping that justifies it."""
    page = get("place/africa/")
    assert 'href="http://eurovoc.europa.eu/281"' in page.main
    assert 'href="/mapping/eurovoc/place/africa/exact-match/281/"' in page.main


def test_many_mentions_are_paged(get):
    """A thing that is named very often has several pages; each unit stands on one of them."""
    first = get("population/migrants/")
    pages = int(re.search(r"Page 1 of (\d+)", first.words)[1])
    assert pages > 1
    cited = []
    for number in range(1, pages + 1):
        main = get(f"population/migrants/?page={number}").main
        cited += re.findall(r'<figcaption><a href="([^"]+)"', main)
    assert len(cited) == len(set(cited))
    units = int(re.search(r"in (\d+) units of the text", first.words)[1])
    assert len(cited) == units


def test_pages_of_a_list():
    """A list of none fills one page."""
    assert [pages_of(count, 50) for count in (0, 1, 50, 51)] == [1, 1, 1, 2]


@pytest.mark.parametrize("page", ["0", "-1", "x", "9999999999999", "%F0%9F%98%80", ""])
def test_page_that_there_is_not(get, page):
    """A page number that there cannot be shows the first page; one beyond the last shows the last."""
    assert get(f"population/migrants/?page={page}").status == 200


def test_sdg_target_tells_who_relates_to_it(get):
    """The page of target 10.7 names the unit that names it, and the objectives that the booklet relates to it."""
    page = get("sdg/10.7/")
    assert "Facilitate orderly, safe, regular and responsible migration and mobility of people" in page.words
    assert 'href="/objective/9/"' in page.main
    assert "Implementing the Global Compact for Safe, Orderly and Regular Migration" in page.words
    assert get("sdg/10/").main.count('href="/sdg/10.7/"') == 1


def test_sdg_list(get):
    """All 17 Goals stand in the list, and the way without a slash leads to it."""
    page = get("sdg/")
    assert len(set(re.findall(r'href="/sdg/(\d+)/"', page.main))) == 17
    assert get("sdg").fields["location"] == "/sdg/"
    assert get("sdg/10.7").fields["location"] == "/sdg/10.7/"


@pytest.mark.parametrize("path", ["sdg/99/", "sdg/10.7%22%3E/", "sdg/%3Cb%3E/", "term/Nothing/", "term/a%20b/"])
def test_things_that_there_are_not(get, path):
    """There is no page of a Goal or a term that there is not."""
    assert get(path).status == 404


def test_index(get):
    """The index has every stakeholder group and every instrument once, with how often the text names it."""
    page = get("index/")
    for family, number in (("stakeholder", 74), ("population", 67), ("practice", 76), ("task", 51)):
        assert len(re.findall(rf'href="/{family}/[^/"]+/"', page.main)) == number, family
    assert "Trade unions 7" in page.words


def test_index_entry_of_a_principle(get):
    """The index entry of a principle quotes where its words are taken up."""
    page = get("index/principle/gender-responsive/")
    assert page.status == 200
    assert "gender-responsive" in page.main
    assert 'href="/objective/7/' in page.main


def test_index_entry_of_an_objective(get):
    """The index entry of an objective counts what its parts name: trade unions in 22(d) and 22(i)."""
    assert "Trade unions (2)" in get("index/objective/6/").words


def test_overlapping_marks():
    """Of spans that overlap the first is marked, and no word is printed twice."""
    from types import SimpleNamespace

    unit = SimpleNamespace(
        iri="u",
        text="One two three.",
        kind="Paragraph",
        citation="1",
        label="1",
        first_page=1,
        last_page=1,
        page_basis="printed",
        inferred_pages=(),
        reading_order=1,
    )
    shown = quotation(unit, [(0, 7, "a"), (4, 13, "b")])
    assert "".join(piece.text for piece in shown.pieces) == unit.text
    assert [piece.text for piece in shown.pieces if piece.place] == ["One two"]


def test_every_mention_is_quoted(opened: ServedRelease):
    """The marked words of a page are those of the annotations, character for character."""
    for thing in ("stakeholder/children", "population/women", "instrument/2030-agenda-for-sustainable-development"):
        found = mentions_of(opened).of.get(iri(thing), ())
        marked = []
        for number in range(1, 20):
            page = entity_page(opened, iri(thing), View(page=number))
            blocks = [block for block in page.blocks if block.template == "quotations"]
            marked += [
                (piece.place, piece.text)
                for block in blocks
                if block.pager is None or block.pager.page == number
                for group in block.groups
                for quoted in group.quotations
                for piece in quoted.pieces
                if piece.place
            ]
        assert set(marked) == {(each.annotation, each.unit.text[each.start : each.end]) for each in found}


def test_labels_in_another_language(get):
    """With ?lang= names are in that language, and are marked so; links keep the choice."""
    page = get("theme/access-to-justice/?lang=es")
    assert '<h1 lang="es" dir="ltr">Acceso a la justicia</h1>' in page.main
    assert 'href="/theme/rule-of-law/?lang=es"' in page.main
    assert 'hreflang="fr"' in page.main


def test_no_menu_where_there_is_one_language(get):
    """A thing with an English name only has no choice of languages."""
    assert "tongues" not in get("instrument/convention-on-the-rights-of-the-child/").main


def test_language_that_a_thing_has_not(get):
    """Where there is no name in the wanted language the English one stands there, marked as English."""
    page = get("instrument/convention-on-the-rights-of-the-child/?lang=es")
    assert '<h1 lang="en" dir="ltr">Convention on the Rights of the Child</h1>' in page.main


@pytest.mark.parametrize("tag", ["%3Cscript%3E", "e", "english-language-of-the-very-long-kind", '"onload'])
def test_language_that_is_none(get, tag):
    """What is no language tag is refused."""
    assert get(f"theme/access-to-justice/?lang={tag}").status == 400


@pytest.fixture(scope="module")
def altered(release: Path, tmp_path_factory: pytest.TempPathFactory) -> ServedRelease:
    """Return the release with a name in Arabic, and one in which there is markup, which are never published."""
    folder = tmp_path_factory.mktemp("altered")
    for file in (release / "current").iterdir():
        if file.name != "store":
            (folder / file.name).symlink_to(file.resolve())
    shutil.copytree(release / "current" / "store", folder / "store")
    store = Store(str(folder / "store"))
    name = NamedNode(PREFIXES["skos"] + "prefLabel")
    for thing, label in (
        ("theme/access-to-justice", Literal("الوصول إلى العدالة", language="ar")),
        ("actor/african-union", Literal('<img src=x onerror="alert(1)"></script>', language="de")),
    ):
        store.add(Quad(NamedNode(iri(thing)), name, label, NamedNode(graph("translations"))))
        store.add(Quad(NamedNode(iri(thing)), name, label))
    store.flush()
    del store
    return open_release(folder, Addresses())


def test_right_to_left(altered, make_get):
    """A name in Arabic is written from right to left, and the menu offers Arabic by its own name."""
    get = make_get(altered)
    page = get("theme/access-to-justice/?lang=ar")
    assert '<h1 lang="ar" dir="rtl">الوصول إلى العدالة</h1>' in page.main
    assert "العربية" in get("theme/access-to-justice/").main
    # Names without an Arabic form are in English, and are not turned round.
    assert re.search(r'<a href="/theme/rule-of-law/\?lang=ar" lang="en" dir="ltr">Rule of law</a>', page.main)


def test_markup_in_a_label(altered, make_get):
    """Markup in a label is shown as it is written, in the page and in the statements within it."""
    get = make_get(altered)
    for path in ("actor/african-union/?lang=de", "index/?lang=de", "actor/african-union/"):
        page = get(path)
        assert page.status == 200
        assert "<img" not in page.text
        assert page.text.count("</script>") == page.text.count("<script")
    assert "&lt;img src=x onerror=" in get("actor/african-union/?lang=de").main


def test_sentences_that_follow_each_other_stay_apart(get):
    """Between two quoted sentences stands what stands there in the text, or a sign that something is left out."""
    words = get("instrument/2030-agenda-for-sustainable-development/").words
    assert "responses. Migration contributes" in words
    assert re.search(r"Global Compact\. … The\s+capacity-", get("mechanism/capacity-building-mechanism/").words)
