"""Marks in the text: each quotation is marked from its first to its last character, and leads to what it refers to."""

from __future__ import annotations

import csv
import dataclasses
from collections import defaultdict

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from gcm_graph.serving.pages.marks import FootnoteMark, Mark, Reading, Span, cut

THEME, PEOPLE = "https://w3id.org/gcm/theme/return", "https://w3id.org/gcm/population/migrants"


def mark(start, end, thing=THEME):
    """Return a mark."""
    return Mark(start, end, thing, "concernsTheme", "https://w3id.org/gcm/annotation/x")


def pieces(stretches):
    """Return the words of stretches, each with what it is linked to first."""
    return [(each.text, each.marks[0].thing if each.marks else None) for each in stretches]


def test_a_text_without_marks_is_one_stretch():
    """Nothing to mark, nothing cut; a text without words is there all the same."""
    assert [each.text for each in cut("All of it.")] == ["All of it."]
    assert [each.text for each in cut("")] == [""]


def test_the_innermost_mark_is_linked():
    """Within a mark that holds another the inner one is linked, around it the outer one; the inner knows both."""
    found = cut("return of migrants home", [mark(0, 23), mark(10, 18, PEOPLE)])
    assert pieces(found) == [("return of ", THEME), ("migrants", PEOPLE), (" home", THEME)]
    assert [each.thing for each in found[1].marks] == [PEOPLE, THEME]


def test_overlapping_marks_are_cut_at_their_borders():
    """Marks that overlap are cut where each begins and ends; what both cover is linked to the narrower one."""
    found = cut("abcdefghij", [mark(0, 7), mark(4, 10, PEOPLE)])
    assert pieces(found) == [("abcd", THEME), ("efg", PEOPLE), ("hij", PEOPLE)]
    assert {each.thing for each in found[1].marks} == {THEME, PEOPLE}


def test_marks_of_equal_extent_are_one_stretch():
    """Two marks of the same words do not cut them; both are known."""
    found = cut("migrants", [mark(0, 8), mark(0, 8, PEOPLE)])
    assert [each.text for each in found] == ["migrants"]
    assert {each.thing for each in found[0].marks} == {THEME, PEOPLE}


def test_footnotes_and_variants_stand_after_their_words():
    """A footnote mark stands where it is printed, a variant after the words that it replaces, at the beginning too."""
    added = Reading(0, 0, "https://w3id.org/gcm/variant/x", "", "The", ())
    found = cut("one two", footnotes=[FootnoteMark(3, 4, "mark-4")], readings=[added])
    assert [each.text for each in found] == ["", "one", " two"]
    assert found[0].readings == (1,)
    assert [each.footnote for each in found[1].footnotes] == [4]


def test_spans_open_and_close_around_their_words():
    """A unit that is part of a text begins and ends where its words do."""
    found = cut("One. Two.", [mark(2, 6)], spans=[Span(0, 4, "commitment-1"), Span(5, 9, "commitment-2")])
    assert "".join(each.text for each in found) == "One. Two."
    assert [each.opens for each in found if each.opens] == [("commitment-1",), ("commitment-2",)]
    assert [each.text for each in found if each.closes] == ["e.", "wo."]


def stretches_of(words):
    """Return the pieces of a unit's words in a page: start, end, names of what they refer to, and link."""
    found, at = [], 0

    def walk(element):
        nonlocal at
        for each in element.content:
            if isinstance(each, str):
                at += len(each)
            elif each.has("class_", "m"):
                link = each.attributes.get("href", "")
                assert link or not each.words.strip(), each.words
                found.append((at, at + len(each.words), each.attributes["title"].split("; "), link))
                at += len(each.words)
            elif each.name != "sup":
                walk(each)

    walk(words)
    return found


def test_every_quotation_is_marked(page, served_release):
    """The words of each link of the release are marked in its unit's page, all and only they, and name the thing."""
    units = {unit.iri: unit for unit in served_release.units}
    rows = defaultdict(list)
    with (served_release.folder / "tables" / "links.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            rows[row["unit"]].append(row)
    assert sum(map(len, rows.values())) > 2000
    for iri, links in rows.items():
        unit = units[iri]
        root = page(f"/{unit.path}/")
        heading = unit.kind in {"Objective", "Section"}
        anchor = unit.letter if unit.kind == "Action" else unit.path.replace("/", "-")
        words = root.one("h1") if heading else root.one("div", id_=anchor).one("p", class_="words")
        stretches = stretches_of(words)
        for link in links:
            start, end = int(link["start"]), int(link["end"])
            named = [
                each
                for each in stretches
                if start <= each[0] and each[1] <= end and any(one.endswith(f": {link['label']}") for one in each[2])
            ]
            assert "".join(unit.text[each[0] : each[1]] for each in named) == link["words"], link["annotation"]
        covered = {at for link in links for at in range(int(link["start"]), int(link["end"]))}
        marked = {at for each in stretches for at in range(each[0], each[1])}
        if not any(each.part_of == iri for each in served_release.units):
            assert marked == covered, unit.path


def test_a_mark_leads_to_what_it_refers_to(page):
    """In 27(g) the Principles and Guidelines lead to their page, within them nothing else; the title names the kind."""
    words = page("/objective/11/action/g/").one("div", id_="g").one("p", class_="words")
    links = {each.words: each for each in words.all("a", class_="m")}
    guidelines = links["Recommended Principles and Guidelines on Human Rights at International Borders"]
    place = "/instrument/recommended-principles-and-guidelines-on-human-rights-at-international-borders/"
    assert guidelines.attributes["href"] == place
    assert guidelines.has("class_", "instrument")
    title = "Instrument: Recommended Principles and Guidelines on Human Rights at International Borders"
    assert guidelines.attributes["title"] == title


HOSTILE = '</script><script>alert("x")</script>\' & <b>'


@pytest.fixture
def hostile(served_release):
    """Return a release in which texts, labels and other words are markup."""
    path = "https://w3id.org/gcm/paragraph/9"
    store = Store()
    for name in ("curated", "hub", "links", "ontology", "text", "variants", "vocabulary"):
        found = served_release.store.quads_for_pattern(
            None, None, None, NamedNode(f"https://w3id.org/gcm/graph/{name}")
        )
        for quad in found:
            store.extend([quad, Quad(*quad.triple)])
    graph = NamedNode("https://w3id.org/gcm/graph/text")
    for name, thing in (("prefLabel", "theme/vulnerability"), ("altLabel", "paragraph/9"), ("prefLabel", "compact")):
        predicate = NamedNode(f"http://www.w3.org/2004/02/skos/core#{name}")
        subject = NamedNode(f"https://w3id.org/gcm/{thing}")
        for quad in list(store.quads_for_pattern(subject, predicate, None, None)):
            store.remove(quad)
        store.add(Quad(subject, predicate, Literal(HOSTILE, language="en"), graph))
        store.add(Quad(subject, predicate, Literal(HOSTILE, language="en")))
    units = tuple(
        dataclasses.replace(unit, text=HOSTILE + unit.text[len(HOSTILE) :], label=HOSTILE) if unit.iri == path else unit
        for unit in served_release.units
    )
    return dataclasses.replace(served_release, digest="hostile", store=store, units=units)


def test_markup_in_the_data_stays_text(hostile, getting, parsed):
    """Whatever a text, a label or a name holds is shown as it is written, also within the embedded statements."""
    get = getting(hostile)
    for path in ("/paragraph/9/", "/section/our-vision-and-guiding-principles/", "/compact/", "/objective/7/", "/"):
        answer = get(path)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        root = parsed(answer.text)
        assert {each.attributes.get("type", "") for each in root.all("script")} <= {"application/ld+json", ""}
        assert all(each.attributes.get("src") or each.attributes.get("type") for each in root.all("script"))
    assert HOSTILE in " ".join(parsed(get("/paragraph/9/").text).one("h1").words.split())


@pytest.mark.parametrize("path", ["/%3Cscript%3Ealert(1)%3C/script%3E/", "/paragraph/9%22onload=x/", "/a%0d%0ab/"])
def test_markup_in_an_address_stays_text(get, path):
    """What a visitor writes into an address is told back as text, or not at all."""
    answer = get(path)
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text
    assert '"onload' not in answer.text


def test_a_language_that_is_none_is_refused(get):
    """What names no language is no page; the answer says so without repeating it as markup."""
    answer = get("/objective/11/?lang=%22%3E%3Cscript%3E")
    assert answer.status_code == 400
    assert "<script>" not in answer.text
