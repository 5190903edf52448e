"""The search: words, phrases and prefixes in the units, names, facets, and the same as JSON."""

from __future__ import annotations

import json
import time
from urllib.parse import quote

import pytest

from gcm_graph.serving.pages.finds import Search
from gcm_graph.serving.pages.searching import search
from gcm_graph.serving.service import ServedRelease

TRADE_UNIONS = ["15(j)", "18(e)", "21(e)", "22(d)", "22(i)", "34(e)", "44"]
"""Where the resolution has "trade unions"."""


@pytest.fixture(scope="module")
def ask(get):
    """Return a function that gets finds as JSON by the query of the address."""

    def asked(query: str):
        answer = get(f"search?{query}&format=json")
        assert answer.status == 200, answer.text
        assert answer.fields["content-type"] == "application/json"
        return json.loads(answer.content)

    return asked


def test_phrase(ask):
    """A phrase is found in every unit that has it, in the order of the text, with its place in the unit's words."""
    found = ask("q=trade+unions")
    assert [each["citation"] for each in found["results"]] == TRADE_UNIONS
    assert (found["hits"], found["units"], found["pages"]) == (7, 7, 1)
    first = found["results"][0]
    assert first["excerpts"][0]["match"] == "trade unions"
    assert first["iri"] == "https://w3id.org/gcm/principle/whole-of-society-approach"
    assert first["url"] == "/principle/whole-of-society-approach/"
    assert len(first["spans"]) == 1


def test_citation(ask):
    """A citation gives the unit that it cites as the member `cited`, whether its words stand in the text or not."""
    found = ask("q=27(b)")
    assert found["units"] == 0
    assert found["cited"]["iri"] == "https://w3id.org/gcm/objective/11/action/b"
    assert found["cited"]["url"] == "/objective/11/action/b/"
    assert found["cited"]["citation"] == "27(b)"
    assert ask("q=human+rights")["cited"]["iri"] == "https://w3id.org/gcm/principle/human-rights"
    assert ask("q=trade+unions")["cited"] is None
    assert ask("q=99(z)")["cited"] is None


def test_prefix(ask):
    """A * stands for the rest of a word: sovereign, sovereignty."""
    found = ask("q=sovereign*")
    assert found["hits"] == 5
    assert {one["match"].lower() for each in found["results"] for one in each["excerpts"]} == {
        "sovereign",
        "sovereignty",
    }


def test_words_are_whole(ask):
    """A word is not found inside another: `act` is not found in `action`."""
    matches = {one["match"].lower() for each in ask("q=act")["results"] for one in each["excerpts"]}
    assert matches <= {"act"}


def test_facet_of_objectives(ask):
    """Finds are counted by objective: those in 22 belong to objective 6; 15(j) and 44 stand outside."""
    found = ask("q=trade+unions")
    counts = {each["value"]: each["units"] for each in found["facets"]["objective"]}
    assert counts == {"2": 1, "5": 1, "6": 2, "18": 1, "none": 2}
    chosen = ask("q=trade+unions&objective=6")
    assert [each["citation"] for each in chosen["results"]] == ["22(d)", "22(i)"]
    # The other objectives stay to be chosen.
    assert {each["value"]: each["units"] for each in chosen["facets"]["objective"]} == counts
    assert sum(each["units"] for each in chosen["facets"]["kind"]) == 2


def test_facet_of_kinds(ask):
    """Finds are counted by kind of unit."""
    kinds = {each["value"]: each["units"] for each in ask("q=trade+unions")["facets"]["kind"]}
    assert kinds == {"Action": 5, "GuidingPrinciple": 1, "Paragraph": 1}


def test_facets_of_what_units_refer_to(ask):
    """Units can be chosen by principle and by stakeholder: all with the words name trade unions themselves."""
    stakeholders = {each["value"]: each["units"] for each in ask("q=trade+unions")["facets"]["stakeholder"]}
    assert stakeholders["trade-unions"] == 7
    found = ask("stakeholder=trade-unions&kind=Action")
    assert [each["citation"] for each in found["results"]] == ["18(e)", "21(e)", "22(d)", "22(i)", "34(e)"]
    assert ask("principle=child-sensitive&q=children")["units"] > 0


def test_facet_of_themes(ask):
    """The actions on a theme are chosen by it: the nine that name consular protection by one of its names."""
    found = ask("theme=consular-protection-assistance-and-cooperation&kind=Action")
    nine = ["20(c)", "23(e)", "23(j)", "24(d)", "30(a)", "30(c)", "30(d)", "30(f)", "37(d)"]
    assert [each["citation"] for each in found["results"]] == nine
    assert {each["value"]: each["units"] for each in found["facets"]["objective"]}["14"] == 4
    themes = {each["value"]: each["units"] for each in ask("q=consular&kind=Action")["facets"]["theme"]}
    assert themes["consular-protection-assistance-and-cooperation"] == 9


def test_facet_of_people(ask):
    """The actions on a population group are chosen by it: migrant domestic workers stand in 22(b) alone."""
    found = ask("population=migrant-domestic-workers")
    assert [each["citation"] for each in found["results"]] == ["22(b)"]


def test_several_facets(ask):
    """All chosen facets must hold."""
    assert ask("q=trade+unions&objective=6&kind=Paragraph")["units"] == 0
    assert ask("q=trade+unions&objective=6&kind=Action")["units"] == 2


def test_facets_without_words(ask):
    """Facets alone list their units: objective 11 has the actions 27(a) to 27(g)."""
    found = ask("objective=11&kind=Action")
    assert [each["citation"] for each in found["results"]] == [f"27({letter})" for letter in "abcdefg"]


def test_paging(ask, get):
    """Each unit stands on one page; beyond the last a program is told so, and people get the last."""
    first = ask("q=migrants")
    assert first["pages"] > 2
    seen = []
    for page in range(1, first["pages"] + 1):
        seen += [each["iri"] for each in ask(f"q=migrants&page={page}")["results"]]
    assert len(seen) == len(set(seen)) == first["units"]
    for page, status in (("999", 404), ("0", 404), ("x", 400), ("", 200)):
        assert get(f"search?q=migrants&format=json&page={page}").status == status
    assert get("search?q=migrants&page=999").status == 200


def test_a_parameter_stands_once(get):
    """Which of two values counts could only be guessed: 400. An empty format asks for none."""
    for twice in ("q=women&q=men", "q=women&format=json&format=html", "q=women&objective=1&objective=2"):
        assert get(f"search?{twice}").status == 400
    assert get("search?q=women&format=").status == 200


def test_names(ask):
    """What is called by the words is found too, also by another name, with how often the text names it."""
    names = {each["iri"]: each for each in ask("q=trade+unions")["names"]}
    assert names["https://w3id.org/gcm/stakeholder/trade-unions"]["mentions"] == 7
    found = {each["iri"]: each for each in ask("q=legal+proceedings")["names"]}
    other = found["https://w3id.org/gcm/theme/access-to-justice"]
    assert other["label"] == "Access to justice"
    assert other["name"][other["start"] : other["end"]] == "legal proceedings"


@pytest.mark.parametrize(
    ("words", "thing", "name"),
    [
        ("trade union", "https://w3id.org/gcm/stakeholder/trade-unions", "Trade unions"),
        ("syndicats", "https://w3id.org/gcm/stakeholder/trade-unions", "Syndicats"),
        ("10.7", "http://metadata.un.org/sdg/10.7", "SDG 10.7"),
        ("SDG 10.7", "http://metadata.un.org/sdg/10.7", "SDG 10.7"),
        ("goal 10", "http://metadata.un.org/sdg/10", "SDG 10"),
    ],
)
def test_names_in_other_spellings(ask, words, thing, name):
    """Names are found in the singular, in every language, and of Goals and targets by number."""
    found = {each["iri"]: each for each in ask(f"q={quote(words)}")["names"]}
    assert found[thing]["name"] == name


CONSULAR = "https://w3id.org/gcm/theme/consular-protection-assistance-and-cooperation"


@pytest.mark.parametrize(
    ("words", "thing", "marked"),
    [
        # The usual name of the topic; the index has it with a comma and a third noun.
        ("consular protection and assistance", CONSULAR, "Consular protection, assistance"),
        ("assistance consular", CONSULAR, "consular assistance"),
        ("Protection of consular cooperation", CONSULAR, "Consular protection, assistance and cooperation"),
        ("union trade", "https://w3id.org/gcm/stakeholder/trade-unions", "Trade unions"),
        ("intolerance xenoph*", "https://w3id.org/gcm/theme/racism-xenophobia-and-intolerance", "xenophobia"),
    ],
)
def test_names_by_words_in_any_order(ask, words, thing, marked):
    """A name is found by its words in any order, in either number; little words need not be there."""
    found = {each["iri"]: each for each in ask(f"q={quote(words)}")["names"]}
    name = found[thing]
    assert marked.casefold() in name["name"][name["start"] : name["end"]].casefold()


@pytest.mark.parametrize("word", ["consulate", "consulates", "embassy", "Embassies"])
def test_names_that_are_only_searched_for(ask, word):
    """The text has no consulate or embassy, but missions; people who search for the usual word are led to them."""
    found = ask(f"q={word}")
    assert found["units"] == 0
    assert [each["iri"] for each in found["names"]] == ["https://w3id.org/gcm/stakeholder/consular-missions"]


def test_the_best_names_stand_first(ask):
    """What is called so wholly stands before names that have the words, and these before words in any order."""
    names = ask("q=consular+protection")["names"]
    assert names[0]["iri"] == CONSULAR
    fits = [each["name"].lower() for each in ask("q=human+rights")["names"]]
    whole = [name == "human rights" for name in fits]
    assert whole == sorted(whole, reverse=True)
    side_by_side = ["human rights" in name for name in fits]
    assert side_by_side == sorted(side_by_side, reverse=True)


def test_words_of_different_names_are_no_name(ask):
    """Words that no name has together are in no name: nothing is called consular and remittances."""
    assert ask("q=consular+remittances")["names"] == []
    assert ask("q=the+of")["names"] == []


def test_numbers_beyond_the_goals(ask):
    """There is no Goal 99; a bare number is no Goal but a paragraph."""
    assert ask("q=SDG+99")["names"] == []
    assert ask("q=10")["names"] == [each for each in ask("q=10")["names"] if "sdg" not in each["iri"]]


@pytest.mark.parametrize("query", ["%22trade+unions%22+employers", "employers+%E2%80%9Ctrade+unions%E2%80%9D"])
def test_phrases_and_words_in_any_order(ask, query):
    """Beside a phrase in quotation marks other words are looked for apart: 22(d) alone has both."""
    found = ask(f"q={query}")
    assert [each["citation"] for each in found["results"]] == ["22(d)"]
    assert [each["match"] for each in found["results"][0]["excerpts"]] == ["employers", "trade unions"]
    assert found["hits"] == 2


def test_all_words_are_offered(get, ask):
    """Words that stand nowhere side by side are offered apart, where units have all of them."""
    page = get("search?q=employers+unions")
    assert "1 unit has all of them" in page.words
    assert 'href="?q=employers+unions&amp;match=all"' in page.main
    assert [each["citation"] for each in ask("q=employers+unions&match=all")["results"]] == ["22(d)"]
    assert "has all of them" not in get("search?q=employers+zebra").words
    assert "match=all&amp;format=json" in get("search?q=employers+unions&match=all").main


def test_finds_that_overlap(ask):
    """A place that two of the words fit is found once."""
    assert [each["citation"] for each in ask("q=union*+unions&match=all")["results"]]
    for each in ask("q=trade+trade*&match=all")["results"]:
        ends = [0, *(span["end"] for span in each["spans"])]
        assert all(span["start"] >= end for span, end in zip(each["spans"], ends, strict=False))


@pytest.mark.parametrize("words", ["10.7", "trade union"])
def test_finds_in_the_index_stand_before_the_help(get, words):
    """Where only the index has the words, what it has comes first, in the whole width, and the help after it."""
    main = get(f"search?q={quote(words)}").main
    assert main.index('id="names"') < main.index("How to search")
    assert 'class="sifted"' not in main


def test_own_quotation_marks_are_not_doubled(get):
    """The heading has one pair of quotation marks, whether or not they were typed."""
    for words in ("trade unions", '"trade unions"', "“trade unions”"):
        assert "<h1>“trade unions”</h1>" in get(f"search?q={quote(words)}").main


def test_inferred_pages_in_finds(get):
    """The page of 22(d) is inferred, and stands in brackets."""
    assert "p.\N{NO-BREAK SPACE}[14]" in get("search?q=employers+%22trade+unions%22").main


def test_page_marks_the_words(get):
    """The page marks each find, links each unit, and puts the words into the form again."""
    page = get("search?q=trade+unions")
    assert page.main.count("<mark>trade unions</mark>") == 7
    for path in ("principle/whole-of-society-approach", "objective/6/action/i", "paragraph/44"):
        assert f'href="/{path}/"' in page.main
    assert 'value="trade unions"' in page.text
    assert 'href="?q=trade+unions&amp;objective=6"' in page.main


def test_page_and_json_by_accept(get):
    """The same address answers as the client wishes; a browser gets the page."""
    assert get("search?q=women", accept="application/json").fields["content-type"] == "application/json"
    assert get("search?q=women", accept="text/html,*/*;q=0.8").fields["content-type"].startswith("text/html")
    assert get("search?q=women", accept="application/json").fields["vary"] == "Accept"
    assert get("search?q=women", accept="image/png").status == 406
    assert get("search?q=women&format=xml").status == 406


def test_nothing_asked(get):
    """Without words the page explains the search, and the JSON says what is missing."""
    page = get("search")
    assert page.status == 200
    assert "How to search" in page.words
    assert get("search?q=").status == 200
    assert get("search?format=json").status == 400


def test_nothing_found(get, ask):
    """Words that the text has not are no error: the page says so and helps."""
    assert ask("q=zebra")["units"] == 0
    page = get("search?q=zebra")
    assert page.status == 200
    assert "How to search" in page.words


@pytest.mark.parametrize("words", ["***", "un*ion", 'trade" unions', "?!", "x" * 201])
def test_words_that_cannot_be_searched_for(get, words):
    """A query that is none is answered with what is wrong and how to search, to programs as a problem."""
    page = get(f"search?q={quote(words)}")
    assert page.status == 400
    assert "How to search" in page.words
    answer = get(f"search?q={quote(words)}&format=json")
    assert answer.status == 400
    assert answer.text.startswith("find-")


@pytest.mark.parametrize(
    "facet",
    [
        "objective=24",
        "objective=x",
        "kind=Nothing",
        "stakeholder=%3Cb%3E",
        "principle=no",
        "theme=no",
        "population=%00",
    ],
)
def test_facet_value_that_there_is_not(get, facet):
    """A value that a facet cannot have is refused with what it can be."""
    answer = get(f"search?q=women&{facet}")
    assert answer.status == 400
    assert answer.text.startswith("unknown-facet-value")
    assert "<b>" not in answer.text


def test_markup_in_words(get):
    """Markup in the words is shown as it was typed."""
    page = get(f"search?q={quote('<script>alert(1)</script> women')}")
    assert "<script>alert" not in page.text
    assert get(f"search?q={quote('women')}&lang={quote('<b>')}").status == 400


def test_slash(get):
    """The address with a slash leads to the one without."""
    assert get("search/?q=women").fields["location"] == "/search?q=women"


def test_words_are_excerpts_of_the_text(opened: ServedRelease):
    """What stands before and after a find is what stands there in the unit."""
    for words in ("migrants", "of the", "a*"):
        for found in search(opened, Search(words=words), "en").shown:
            for (start, end), excerpt in zip(found.spans, found.excerpts, strict=False):
                assert excerpt.match == found.unit.text[start:end]
                before, after = excerpt.before.removeprefix("… "), excerpt.after.removesuffix(" …")
                assert found.unit.text[:start].endswith(before)
                assert found.unit.text[end:].startswith(after)


def test_excerpts_are_parted_only_where_words_are_left_out(opened: ServedRelease):
    """Excerpts read one after the other give the text, with one sign where words are left out and none elsewhere."""
    for words in ("migrants", "of the", "a*", "human rights"):
        for found in search(opened, Search(words=words), "en").shown:
            joined = "".join(each.before + each.match + each.after for each in found.excerpts)
            parts = [part for part in joined.split("…") if part.strip()]
            at = 0
            for part in parts:
                place = found.unit.text.index(part.strip(), at)
                assert not at or place > at + 1, (words, joined)
                at = place + len(part.strip())
            assert "… …" not in joined
            assert "……" not in joined


def test_search_is_fast(opened: ServedRelease):
    """The best of several searches takes less than 20 ms of a processor."""
    search(opened, Search(words="migrants"), "en")
    times = []
    for _ in range(10):
        begin = time.process_time()
        search(opened, Search(words="best interests of the child"), "en")
        times.append(time.process_time() - begin)
    assert min(times) < 0.020


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("27(b)", "/objective/11/action/b/"),
        ("para. 43 (a) (iii)", "/paragraph/43/a/iii/"),
        ("15", "/paragraph/15/"),
        ("footnote 4", "/footnote/4/"),
        ("A/RES/73/195, para. 27 (b)", "/objective/11/action/b/"),
    ],
)
def test_citation_leads_to_its_unit(get, words, place):
    """A citation whose words stand nowhere in the text leads to the page of its unit."""
    answer = get(f"search?q={quote(words)}")
    assert answer.status == 303
    assert answer.fields["location"].endswith(place)


def test_title_stands_above_the_finds(get):
    """A title that also stands in the text shows its unit first: 15(f) is the guiding principle of human rights."""
    page = get("search?q=human+rights")
    assert page.status == 200
    first = page.main.partition('id="cited"')[2].partition("</section>")[0]
    assert 'href="/principle/human-rights/"' in first
    assert "15(f)" in first
    assert 'id="cited"' not in get("search?q=trade+unions").main


def test_citation_of_nothing(get):
    """A citation of what is not there says what there is: paragraph 27 has actions (a) to (g)."""
    page = get("search?q=27(z)")
    assert page.status == 200
    assert "Paragraph 27 has actions (a) to (g)." in page.words
