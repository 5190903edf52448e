"""The pages on which the Compact is read: what they say, and that nothing of the text is missing or changed."""

from __future__ import annotations

import gzip
import json

import pytest

ACTION_B = (
    "Establish appropriate structures and mechanisms for effective integrated border management by ensuring "
    "comprehensive and efficient border crossing procedures, including through pre-screening of arriving persons, "
    "pre-reporting by carriers of passengers, and use of information and communications technology, while upholding "
    "the principle of non-discrimination, respecting the right to privacy and protecting personal data;"
)
REFERENCE_27_B = (
    "Global Compact for Safe, Orderly and Regular Migration, para. 27 (b) (objective 11), General Assembly resolution "
    "73/195 of 19 December 2018, annex, A/RES/73/195, p. 20."
)


def words_of(element):
    """Return the words of a unit: without the marks of footnotes and variants and the ways back."""
    left_out = {id(each) for each in [*element.all("sup"), *element.all("a", class_="back")]}

    def text(within):
        return "".join(
            each if isinstance(each, str) else "" if id(each) in left_out else text(each) for each in within.content
        )

    return text(element)


def shown(root, anchor):
    """Return the words of the unit with a name in a page."""
    return words_of(root.one("div", id_=anchor).one("p", class_="words"))


def test_an_objective_is_read_whole(page):
    """An objective's page has its heading, its commitments, the lead-in and its actions with their letters."""
    root = page("/objective/11/")
    assert root.one("h1").text == "Manage borders in an integrated, secure and coordinated manner"
    assert shown(root, "paragraph-27").startswith("We commit to manage our national borders in a coordinated manner,")
    assert (
        root.one("p", class_="lead-in").text == "To realize this commitment, we will draw from the following actions:"
    )
    letters = [root.one("div", id_=letter).one("p", class_="where").one("a", class_="n").text for letter in "abcdefg"]
    assert letters == ["(a)", "(b)", "(c)", "(d)", "(e)", "(f)", "(g)"]
    assert not root.all("div", id_="h")
    assert shown(root, "b") == ACTION_B


def test_the_commitments_stand_where_they_are_in_their_paragraph(page):
    """Each commitment sentence is a part of its paragraph with a name and a page of its own."""
    root = page("/objective/11/")
    second = root.one("span", id_="commitment-2")
    assert words_of(second).startswith("We further commit to implement border management policies")
    assert words_of(second).endswith("gender-responsive and child-sensitive.")
    assert root.all("a", href="/objective/11/commitment/2/")


def test_titles_that_differ_are_shown(page):
    """An objective whose heading differs from its title under paragraph 16 shows both, and the short one."""
    also = [each.text for each in page("/objective/13/").all("p", class_="also")]
    assert (
        "Listed under paragraph 16 as Use migration detention only as a measure of last resort and work towards "
        "alternatives" in also
    )
    assert "In short (Migration Network Hub): Alternatives to detention" in also
    assert not [each for each in page("/objective/11/").all("p", class_="also") if each.text.startswith("Listed")]


def test_the_list_under_paragraph_16_has_the_titles_as_listed(page):
    """The section with the list of the objectives shows all 23 listed titles, each leading to its objective."""
    for path in ("our-cooperative-framework", "objectives-for-safe-orderly-and-regular-migration"):
        listed = page(f"/section/{path}/").one("ol", class_="listed").all("li")
        assert len(listed) == 23
        assert (
            listed[12].text == "Use migration detention only as a measure of last resort and work towards alternatives"
        )
        assert listed[12].one("a").attributes["href"] == "/objective/13/"


def test_a_heading_within_an_objective_stands_over_its_actions(page):
    """The sub-heading of objective 2 stands between its actions (g) and (h), as it is printed."""
    root = page("/objective/2/")
    actions = root.all("section", aria_labelledby="actions")[0]
    order = [each.attributes.get("id") or each.text for each in actions.content if not isinstance(each, str)]
    heading = "Natural disasters, the adverse effects of climate change, and environmental degradation"
    assert order[order.index("g") + 1] == heading
    assert order[order.index(heading) + 1] == "h"


def test_footnotes_lead_there_and_back(page):
    """Each mark leads to its footnote on the page and that back to the mark; footnote 3 has two marks."""
    root = page("/paragraph/2/")
    marks = root.all("sup", class_="note")
    assert [each.text for each in marks] == ["2", "3", *map(str, range(3, 18))]
    assert len({each.attributes["id"] for each in marks}) == 17
    for each in marks:
        note = root.one("div", id_=each.one("a").attributes["href"].removeprefix("#"))
        assert note.one("p", class_="where").text == each.text
        assert note.one("a", class_="back").attributes["href"] == f"#mark-{each.text}"
    assert words_of(root.one("div", id_="footnote-2").one("p", class_="words")).strip() == "Resolution 217 A (III)."


def test_a_footnote_says_where_its_marks_stand(page):
    """The page of a footnote leads to each of its marks, with the words before it."""
    places = page("/footnote/3/").one("section", aria_labelledby="places").all("li")
    assert [each.one("a").attributes["href"] for each in places] == ["/paragraph/2/#mark-3", "/paragraph/2/#mark-3-2"]
    assert places[0].text == "Paragraph 2, after “Covenant on Civil and Political Rights;”"


def test_variants_stand_at_their_places(page):
    """A variant is marked where its words stand, and beside them are the other words and who has them."""
    root = page("/objective/11/")
    mark = root.one("a", id_="g-at-1")
    assert mark.attributes["href"] == "#g-variant-1"
    reading = root.one("p", id_="g-variant-1")
    assert reading.text == "v1 Booklet, Hub: OHCHR for Office of the United Nations High Commissioner for Human Rights"
    witnesses = [each.attributes["href"] for each in reading.all("a")][1:3]
    assert witnesses == ["/source/guidance-booklet-objective-11/", "/source/network-hub-objective-11/"]
    assert root.one("p", id_="paragraph-27-variant-1").text == "v1 Hub: leaves out and the"


def test_repairs_are_told(page):
    """A unit with a declared repair says what was found, what is read instead, and why."""
    repair = page("/objective/11/action/c/").one("details", class_="repair")
    found, read = (each.text for each in repair.all("code"))
    assert found.endswith("stakeholders:")
    assert read.endswith("stakeholders;")
    assert "The semicolon that ends the item was misread as a colon." in repair.text
    assert page("/paragraph/2/").one("details", class_="repair").one("summary").text == "9 repairs of conversion damage"


def test_a_unit_can_be_cited_and_copied(page):
    """The page of a unit has its reference in words with the page, its permanent address and its words with both."""
    root = page("/objective/11/action/b/")
    assert root.one("section", aria_labelledby="cite").one("p", class_="copy").text == REFERENCE_27_B
    assert root.one("span", class_="whole").text == "https://w3id.org/gcm/objective/11/action/b"
    said = root.one("p", class_="unregistered")
    assert "Not registered yet" in said.text
    assert said.one("a").attributes["href"] == "/docs/explanation/permanent-identifiers/"
    quoted = root.one("section", aria_labelledby="quote").one("p", class_="copy").text
    assert quoted == f"“{ACTION_B}” ({REFERENCE_27_B.removesuffix('.')})"


@pytest.mark.parametrize(
    ("path", "place", "pages"),
    [
        ("objective/11", "objective 11", "pp. 20–21"),
        ("objective/2", "objective 2", "pp. 9–[10]"),
        ("paragraph/27", "para. 27 (objective 11)", "pp. 20–21"),
        ("objective/11/commitment/2", "para. 27 (objective 11, commitment 2)", "p. 20"),
        ("paragraph/43/a/iii", "para. 43 (a) (iii)", "p. [34]"),
        ("principle/people-centred", "para. 15 (a), guiding principle “People-centred”", "p. 5"),
        ("footnote/18", "footnote 18", "p. 3"),
        ("opening", "opening paragraph", "pp. [1]–[2]"),
        # The eight actions that a page break cuts: of the pages before and after it the odd ones and 20 print their
        # number (`7/36`, line 174 of the source, stands within 17(b); `29/36`, line 527, within 36(d)).
        ("objective/1/action/b", "para. 17 (b) (objective 1)", "pp. 7–[8]"),
        ("objective/4/action/b", "para. 20 (b) (objective 4)", "pp. 11–[12]"),
        ("objective/5/action/c", "para. 21 (c) (objective 5)", "pp. [12]–13"),
        ("objective/6/action/j", "para. 22 (j) (objective 6)", "pp. [14]–15"),
        ("objective/11/action/g", "para. 27 (g) (objective 11)", "pp. 20–21"),
        ("objective/20/action/d", "para. 36 (d) (objective 20)", "pp. 29–[30]"),
        ("objective/21/action/b", "para. 37 (b) (objective 21)", "pp. [30]–31"),
        ("objective/23/action/c", "para. 39 (c) (objective 23)", "pp. [32]–33"),
        ("paragraph/36", "para. 36 (objective 20)", "pp. 29–[30]"),
        ("paragraph/17", "para. 17 (objective 1)", "pp. 7–9"),
        # A printed number, but the break before the words is estimated, and so is the page.
        ("objective/3/action/a", "para. 19 (a) (objective 3)", "p. [11]"),
    ],
)
def test_references_name_the_place_in_the_compact(page, path, place, pages):
    """A reference names the unit as the United Nations cite it, and its pages, each in brackets where inferred."""
    found = page(f"/{path}/").one("section", aria_labelledby="cite").one("p", class_="copy").text
    resolution = "General Assembly resolution 73/195 of 19 December 2018, annex, A/RES/73/195"
    assert found == f"Global Compact for Safe, Orderly and Regular Migration, {place}, {resolution}, {pages}."


def test_a_reference_is_not_parted_at_its_numbers(get):
    """An abbreviation and its number, and a number and its letter, stay in one line."""
    words = get("/objective/11/action/b/").text
    assert "para.\N{NO-BREAK SPACE}27\N{NO-BREAK SPACE}(b)" in words
    assert "p.\N{NO-BREAK SPACE}20" in words


def test_inferred_pages_are_told_where_the_text_is_read(page):
    """The margin has an inferred page in brackets, and a line above says what these mean; a printed page has none."""
    inferred, printed = page("/paragraph/43/a/iii/"), page("/objective/11/action/b/")
    assert inferred.one("span", class_="page").text == "p. [34]"
    assert any("A page in brackets is inferred" in each.text for each in inferred.all("p"))
    assert printed.one("span", class_="page").text == "p. 20"
    assert not any("in brackets" in each.text for each in printed.all("p"))


def test_an_inferred_page_keeps_its_brackets(page):
    """Where 22(d) stands is inferred: its page has brackets in the citation, and in what is copied with the words."""
    root = page("/objective/6/action/d/")
    assert root.one("span", class_="page").text == "p. [14]"
    for box in ("cite", "quote"):
        copied = root.one("section", aria_labelledby=box).one("p", class_="copy").text
        assert copied.rstrip(".)").endswith("A/RES/73/195, p. [14]"), copied


@pytest.mark.parametrize(
    ("number", "own", "whole"),
    [("36", "p. 29", "pp. 29–[30]"), ("17", "p. 7", "pp. 7–9"), ("27", "p. 20", "pp. 20–21")],
)
def test_what_is_copied_has_the_pages_of_the_words_copied(page, number, own, whole):
    """Paragraph 36 has two sentences, both on page 29; its actions go on to page 30, and its reference says both."""
    root = page(f"/paragraph/{number}/")
    cited = root.one("section", aria_labelledby="cite")
    assert cited.one("p", class_="copy").text.endswith(f"A/RES/73/195, {whole}.")
    said = "These are the pages of the paragraph with its actions. Its own words stand on "
    assert cited.all("p", class_="small")[0].text.startswith(f"{said}{own}.")
    assert root.one("section", aria_labelledby="quote").one("p", class_="copy").text.endswith(f"A/RES/73/195, {own})")
    quoted = root.one("p", class_="words").attributes["data-cite"].replace("\N{NO-BREAK SPACE}", " ")
    assert quoted.endswith(f"A/RES/73/195, {own}.")
    assert root.one("span", class_="page").text == own


def test_nothing_is_said_of_parts_on_the_same_pages(page):
    """An action has no parts, and those of paragraph 25 end on the page on which it ends itself."""
    for path in ("objective/11/action/b", "paragraph/25"):
        assert "its own words" not in page(f"/{path}/").one("section", aria_labelledby="cite").text.lower()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("objective/19/action/c", "strengthening global policy discussions:"),
        ("objective/20/action/b", "with all relevant stakeholders:"),
        ("objective/21/action/h", "in the country of origin upon return:"),
    ],
)
def test_what_may_be_damaged_is_told(page, path, words):
    """A unit with words that look damaged says so and why, open to read; they end with a colon where none is meant."""
    told = page(f"/{path}/").one("details", class_="repair")
    assert "open" in told.attributes
    assert told.one("summary").text == "May be damaged, left as found"
    assert words in told.text
    assert "The item ends with a colon, and all others, save the last of each list, with a semicolon" in told.text


def test_who_copies_words_that_may_be_damaged_is_told(page):
    """Beside what is copied of 36(b), which ends with a colon, stands that it may be damaged; the words stay."""
    root = page("/objective/20/action/b/")
    box = root.one("section", aria_labelledby="quote")
    assert "with all relevant stakeholders:” (Global Compact" in box.one("p", class_="copy").text
    assert box.one("p", class_="suspected").text.startswith(
        "May be damaged, left as found: with all relevant stakeholders: The item ends with a colon"
    )
    copied = [box.one("p", class_="copy"), root.one("p", class_="words")]
    assert [each.attributes["data-warning"] for each in copied] == ["may be damaged"] * 2
    objective = page("/objective/20/")
    warned = [each for each in objective.all("p", class_="words") if "data-warning" in each.attributes]
    assert [each.text.rpartition(" all ")[2] for each in warned] == ["relevant stakeholders:"]
    assert not page("/objective/11/action/c/").all("p", data_warning="may be damaged")


@pytest.mark.parametrize("path", ["/objective/11/action/b/", "/paragraph/27/", "/principle/human-rights/", "/opening/"])
def test_units_belong_to_the_contents(page, path):
    """On the page of a unit the part of the site that is marked as current is the contents, and no other."""
    current = page(path).one("nav", aria_label="Site").all("a", aria_current="true")
    assert [each.text for each in current] == ["Contents"]


def test_objectives_and_principles_lead_to_their_index_entries(page):
    """An objective and a guiding principle lead to what the index has of them."""
    for path in [
        *(f"objective/{number}" for number in range(1, 24)),
        "principle/human-rights",
        "principle/people-centred",
    ]:
        assert page(f"/{path}/").all("a", href=f"/index/{path}/"), path


def test_the_resolution_is_cited_as_itself(page):
    """A paragraph of the resolution is cited without the annex."""
    found = page("/resolution/paragraph/2/").one("section", aria_labelledby="cite").one("p", class_="copy").text
    assert (
        found == "General Assembly resolution 73/195 of 19 December 2018, operative paragraph 2, A/RES/73/195, p. [1]."
    )


def test_each_page_says_what_other_forms_there_are(page, get):
    """A unit's page offers the statements and the reference in every format; each link leads to that media type."""
    root = page("/objective/11/action/b/")
    types = {
        "ttl": "text/turtle",
        "jsonld": "application/ld+json",
        "nt": "application/n-triples",
        "rdf": "application/rdf+xml",
        "bib": "application/x-bibtex",
        "ris": "application/x-research-info-systems",
        "csl.json": "application/vnd.citationstyles.csl+json",
    }
    for suffix, media_type in types.items():
        place = f"/objective/11/action/b.{suffix}"
        assert root.one("link", rel="alternate", href=place).attributes["type"] == media_type
        assert root.one("section", aria_labelledby="get").all("a", href=place)
        answer = get(place)
        assert answer.status_code == 200
        assert answer.headers["content-type"].partition(";")[0] == media_type
    assert root.one("link", rel="canonical").attributes["href"] == "https://w3id.org/gcm/objective/11/action/b/"


def test_the_statements_are_embedded(page):
    """A page carries the statements of its unit as JSON-LD, which a program reads without asking another server."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

    data = page("/objective/11/action/b/").one("script", type_="application/ld+json").words
    assert isinstance(json.loads(data)["@context"], dict)
    triples = {quad.triple for quad in parse(data.encode(), RdfFormat.JSON_LD)}
    action = NamedNode("https://w3id.org/gcm/objective/11/action/b")
    ontology = "https://w3id.org/gcm/ontology#"
    assert Triple(action, NamedNode(f"{ontology}text"), Literal(ACTION_B, language="en")) in triples
    assert Triple(action, NamedNode(f"{ontology}citation"), Literal("27(b)")) in triples
    assert {triple.subject for triple in triples} == {action}


def test_one_can_turn_over(page):
    """A page leads to the units of the same rank before and after it; the first and the last have one neighbour."""
    turns = page("/objective/11/").one("nav", class_="turn").all("a")
    assert [each.attributes["href"] for each in turns] == ["/objective/10/", "/objective/12/"]
    assert [each.attributes["rel"] for each in page("/objective/1/").one("nav", class_="turn").all("a")] == ["next"]
    assert [each.attributes["rel"] for each in page("/paragraph/54/").one("nav", class_="turn").all("a")] == ["prev"]


def test_the_way_down_is_shown(page):
    """A page says where its unit stands: sections, objective or paragraph, and itself."""
    steps = page("/objective/11/action/b/").one("nav", class_="crumbs").all("li")
    assert [each.text for each in steps] == ["Contents", "Objectives and commitments", "Objective 11", "(b)"]
    steps = page("/paragraph/43/a/iii/").one("nav", class_="crumbs").all("li")
    assert [each.text for each in steps] == ["Contents", "Implementation", "Paragraph 43", "Paragraph 43(a)", "(iii)"]


def test_what_an_objective_refers_to_is_summed_up(page):
    """An objective lists the instruments, bodies and principles of its words with the units that refer to them."""
    summary = page("/objective/11/").one("section", aria_labelledby="refers").one("dl")
    instrument = "Recommended Principles and Guidelines on Human Rights at International Borders 27(g)"
    assert instrument in [each.text for each in summary.all("li")]
    assert [each.text for each in summary.all("dt")] == ["Instruments", "Bodies", "Guiding principles"]


def test_what_others_relate_to_an_objective_is_apart_and_has_its_source(page):
    """Goals, practices and reviews that others relate to an objective stand apart from its words, with who says so."""
    others = page("/objective/11/").one("section", aria_labelledby="relates")
    codes = [each.all("a")[0].text for each in others.one("ul", class_="targets").all("li")]
    assert codes == ["9.1", "9.a", "10.7", "16.3", "17.16", "17.18"]
    assert "African Union Border Programme" in others.text
    assert "Source: Guidance booklet, objective 11" in others.text


def test_a_principle_says_where_it_is_reflected(page):
    """A guiding principle lists the units whose words refer to it, with these words."""
    entries = [each.text for each in page("/principle/child-sensitive/").one("ul", class_="mentions").all("li")]
    assert "Objective 11, commitment 2 child-sensitive" in entries


def test_the_contents_are_whole(page):
    """The contents list all sections, paragraphs outside of objectives and objectives, in order and with pages."""
    contents = page("/compact/").one("div", class_="toc")
    places = [each.attributes["href"] for each in contents.all("a")]
    assert [place for place in places if place.startswith("/objective/")] == [f"/objective/{n}/" for n in range(1, 24)]
    numbers = [*range(1, 17), *range(40, 55)]
    assert [place for place in places if place.startswith("/paragraph/")] == [f"/paragraph/{n}/" for n in numbers]
    assert len([place for place in places if place.startswith("/section/")]) == 10
    assert len([place for place in places if place.startswith("/principle/")]) == 10
    assert [place for place in places if place.startswith("/footnote/")] == [f"/footnote/{n}/" for n in range(1, 23)]
    eleven = next(each for each in contents.all("li") if each.all("a", href="/objective/11/"))
    assert eleven.text == "11 Manage borders in an integrated, secure and coordinated manner20"


def test_the_first_page_leads_everywhere(page):
    """The first page has the 23 objectives, a search, and a beginning for readers, askers and builders."""
    root = page("/")
    objectives = [each.one("a").attributes["href"] for each in root.one("ol", class_="objectives").all("li")]
    assert objectives == [f"/objective/{number}/" for number in range(1, 24)]
    assert [form.attributes["action"] for form in root.all("form")] == ["/search", "/search"]
    assert [each.text for each in root.all("h3")] == ["To read and to cite", "To ask questions", "To build upon"]


def test_every_unit_has_a_page_with_its_words(page, served_release):
    """Each of the 376 units has a page, and the page has its words, none more and none less."""
    assert len(served_release.units) == 376
    for unit in served_release.units:
        root = page(f"/{unit.path}/")
        if unit.kind in {"Objective", "Section"}:
            assert words_of(root.one("h1")) == unit.text, unit.path
        else:
            anchor = unit.letter if unit.kind == "Action" else unit.path.replace("/", "-")
            assert shown(root, anchor) == unit.text, unit.path


def test_the_text_can_be_read_from_the_contents(page, served_release):
    """Who follows the contents alone reads each paragraph, action and principle: each stands in one of those pages."""
    contents = [each.attributes["href"] for each in page("/compact/").one("div", class_="toc").all("a")]
    read = {
        words_of(each)
        for place in {*contents, "/resolution/"}
        if place.split("/")[1] in {"objective", "opening", "resolution", "section"}
        for each in page(place).all("p", class_="words")
    }
    missed = [
        unit.path
        for unit in served_release.units
        if unit.kind in {"Action", "GuidingPrinciple", "Paragraph"} and unit.text not in read
    ]
    assert missed == []


def test_pages_are_small(get, served_release):
    """No page takes more than 30 kB compressed, with its style and its script."""
    loaded = sum(len(gzip.compress(get(f"/assets/{name}").content)) for name in ("style.css", "copy.js"))
    for path in ["", "compact/", "resolution/", *(f"{unit.path}/" for unit in served_release.units)]:
        if path.count("/") <= 2:
            assert len(gzip.compress(get(f"/{path}").content)) + loaded <= 30_000, path
