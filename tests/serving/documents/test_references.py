"""References to the Compact and its units as BibTeX, CSL-JSON and RIS."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from gcm_graph.citing.pages import Pages
from gcm_graph.citing.record_formats import bibtex, csl_json, ris
from gcm_graph.citing.references import Reference

ACTION_G_BIBTEX = """\
@techreport{A-RES-73-195-objective-11-action-g,
  author      = {{United Nations General Assembly}},
  title       = {{Global Compact for Safe, Orderly and Regular Migration, para. 27(g)}},
  institution = {United Nations},
  type        = {Resolution},
  number      = {A/RES/73/195, annex},
  year        = {2018},
  month       = dec,
  pages       = {20--21},
  note        = {Annex, para. 27(g) (Objective 11, action (g)). Adopted 19 December 2018; distributed 11 January 2019},
  url         = {https://docs.un.org/en/A/RES/73/195},
  annote      = {Permanent address: https://w3id.org/gcm/objective/11/action/g},
  language    = {english}
}
"""

ACTION_G_CSL = {
    "id": "A-RES-73-195-objective-11-action-g",
    "type": "report",
    "author": [{"literal": "United Nations General Assembly"}],
    "title": "Global Compact for Safe, Orderly and Regular Migration, para. 27(g)",
    "genre": "Resolution",
    "number": "A/RES/73/195, annex",
    "publisher": "United Nations",
    "issued": {"date-parts": [[2018, 12, 19]]},
    "section": "annex, para. 27(g)",
    "page": "20-21",
    "note": "Annex, para. 27(g) (Objective 11, action (g)). Adopted 19 December 2018; distributed 11 January 2019. "
    "Permanent address: https://w3id.org/gcm/objective/11/action/g",
    "URL": "https://docs.un.org/en/A/RES/73/195",
    "language": "en",
}

ACTION_G_RIS = (
    "TY  - RPRT",
    "ID  - A-RES-73-195-objective-11-action-g",
    "AU  - United Nations General Assembly",
    "TI  - Global Compact for Safe, Orderly and Regular Migration, para. 27(g)",
    "SN  - A/RES/73/195, annex",
    "M3  - Resolution",
    "PB  - United Nations",
    "PY  - 2018",
    "DA  - 2018/12/19/",
    "SP  - 20",
    "EP  - 21",
    "N1  - Annex, para. 27(g) (Objective 11, action (g)). Adopted 19 December 2018; distributed 11 January 2019",
    "N1  - Permanent address: https://w3id.org/gcm/objective/11/action/g",
    "UR  - https://docs.un.org/en/A/RES/73/195",
    "LA  - en",
    "ER  - ",
    "",
)

ODD = Reference(
    key="odd",
    title=r"Fees & taxes: 100% of #1 {cost} ~ $5_000 \ 2^3",
    number="A/1_2",
    adopted=date(2018, 1, 2),
    distributed=date(2018, 3, 4),
    place='annex, section "Aims"',
    label="",
    pages=Pages(1, 1),
    parts="",
    url="https://un.example/A/1_2",
    iri="https://w3id.org/gcm/odd",
)


def test_bibtex_of_an_action(ask):
    """Action (g) of objective 11, which the page extract shows to run from page 20 to 21, as an entry for BibTeX."""
    answer = ask("/objective/11/action/g.bib")
    assert answer.fields["content-type"] == "application/x-bibtex; charset=utf-8"
    assert answer.text == ACTION_G_BIBTEX


def test_csl_json_of_an_action(ask):
    """The same as one item of CSL-JSON, as doi.org sends it."""
    answer = ask("/objective/11/action/g.csl.json")
    assert answer.fields["content-type"] == "application/vnd.citationstyles.csl+json"
    assert json.loads(answer.body) == ACTION_G_CSL


def test_ris_of_an_action(ask):
    """The same as a record of RIS, whose lines end with CR LF."""
    answer = ask("/objective/11/action/g.ris")
    assert answer.fields["content-type"] == "application/x-research-info-systems; charset=utf-8"
    assert answer.text.split("\r\n") == list(ACTION_G_RIS)


@pytest.mark.parametrize(
    ("path", "section", "note"),
    [
        ("objective/11", "annex, objective 11", "Annex, objective 11 (Manage borders in an integrated, secure"),
        ("objective/11/commitment/2", "annex, para. 27", "Annex, para. 27 (Objective 11, commitment 2). Adopted"),
        ("principle/gender-responsive", "annex, para. 15(g)", "Annex, para. 15(g) (Gender-responsive). Adopted"),
        ("paragraph/43/a/iii", "annex, para. 43(a)(iii)", "Annex, para. 43(a)(iii). Adopted"),
        ("footnote/4", "annex, footnote 4", "Annex, footnote 4. Adopted"),
        ("section/preamble", 'annex, section "Preamble"', 'Annex, section "Preamble". Adopted'),
        ("opening", "annex, opening", "Annex, opening. Adopted"),
        ("resolution/preamble/1", "preambular para. 1", "Preambular para. 1. Adopted"),
        ("resolution/paragraph/2", "operative para. 2", "Operative para. 2. Adopted"),
        ("compact", "annex", "Annex. Adopted"),
        ("resolution", None, "Adopted 19 December 2018; distributed 11 January 2019"),
    ],
)
def test_each_kind_of_unit_is_cited_by_its_place(ask, path, section, note):
    """The Compact is the annex of the resolution; the resolution's own paragraphs are not in it."""
    item = json.loads(ask(f"/{path}.csl.json").body)
    assert item.get("section") == section
    assert item["note"].startswith(note)
    assert ("page" in item) == (path not in {"compact", "resolution"})


@pytest.mark.parametrize(
    ("path", "title", "number"),
    [
        ("objective/20/action/d", ", para. 36(d)", "A/RES/73/195, annex"),
        ("objective/14/action/d", ", para. 30(d)", "A/RES/73/195, annex"),
        ("objective/11", ", objective 11", "A/RES/73/195, annex"),
        ("paragraph/27", ", para. 27", "A/RES/73/195, annex"),
        ("objective/11/commitment/2", ", para. 27 (objective 11, commitment 2)", "A/RES/73/195, annex"),
        ("section/preamble", ', section "Preamble"', "A/RES/73/195, annex"),
        ("opening", ", opening", "A/RES/73/195, annex"),
        ("compact", "", "A/RES/73/195, annex"),
        ("resolution", "", "A/RES/73/195"),
        ("resolution/paragraph/2", ", operative para. 2 of the resolution", "A/RES/73/195"),
        ("resolution/preamble/1", ", preambular para. 1 of the resolution", "A/RES/73/195"),
    ],
)
def test_title_and_number_say_which_part_is_meant(ask, path, title, number):
    """Styles print the title, and most the number: two parts of the text are not told apart by their address alone."""
    item = json.loads(ask(f"/{path}.csl.json").body)
    assert item["title"] == f"Global Compact for Safe, Orderly and Regular Migration{title}"
    assert item["number"] == number
    in_tex = item["title"].replace('"Preamble"', "``Preamble''")
    assert f"{{{{{in_tex}}}}}," in ask(f"/{path}.bib").text
    assert f"TI  - {item['title']}\r\n" in ask(f"/{path}.ris").text


def test_records_lead_to_the_document_and_keep_the_permanent_address_beside(ask):
    """The permanent address leads nowhere yet: the address of the record is that of the document, in each format."""
    ours, theirs = "https://w3id.org/gcm/objective/20/action/d", "https://docs.un.org/en/A/RES/73/195"
    item = json.loads(ask("/objective/20/action/d.csl.json").body)
    assert item["URL"] == theirs
    assert item["note"].endswith(f". Permanent address: {ours}")
    entry = ask("/objective/20/action/d.bib").text
    assert f"  url         = {{{theirs}}},\n  annote      = {{Permanent address: {ours}}},\n" in entry
    record = ask("/objective/20/action/d.ris").text
    assert f"N1  - Permanent address: {ours}\r\nUR  - {theirs}\r\n" in record


# Line 527 of the source text prints "29/36" within 36(d), and nothing prints 30; footnote 4 is on page 2, 22(d) on 14.
@pytest.mark.parametrize(
    ("path", "pages", "told"),
    [
        ("objective/20/action/d", "29-30", "page 30 inferred"),
        ("objective/4/action/b", "11-12", "page 12 inferred"),
        ("objective/5/action/c", "12-13", "page 12 inferred"),
        ("objective/6/action/d", "14", "page 14 inferred"),
        ("opening", "1-2", "pages 1 and 2 inferred"),
        ("paragraph/36", "29-30", "pages with the actions; page 30 inferred"),
        ("paragraph/43", "33-34", "pages with the parts; page 34 inferred"),
        ("paragraph/27", "20-21", "pages with the actions"),
    ],
)
def test_the_note_says_which_page_is_inferred_and_what_is_counted_in(ask, path, pages, told):
    """The field has the bare numbers; the note names the number that no source prints, and parts on other pages."""
    item = json.loads(ask(f"/{path}.csl.json").body)
    note = f"distributed 11 January 2019; {told}"
    assert item["page"] == pages
    assert item["note"].partition(". Permanent address")[0].endswith(note)
    assert f"{note}}}" in ask(f"/{path}.bib").text
    assert f"{note}\r\n" in ask(f"/{path}.ris").text


def test_nothing_is_said_of_pages_that_are_printed(ask):
    """27(b) stands on page 20 and 25 on pages 17 and 18, whose numbers are printed; so do its actions."""
    for path in ("objective/11/action/b", "paragraph/25"):
        assert ask(f"/{path}.ris").text.partition("N1  - ")[2].partition("\r\n")[0].endswith("11 January 2019")


@pytest.mark.parametrize(
    ("path", "first", "last"),
    [
        ("objective/11", 20, 21),
        ("paragraph/27", 20, 21),
        ("objective/11/commitment/1", 20, 20),
        ("objective/11/action/g", 20, 21),
        ("paragraph/15", 5, 6),
        ("paragraph/43", 33, 34),
        ("section/unity-of-purpose", 4, 6),
        ("section/objectives-and-commitments", 7, 33),
        ("footnote/4", 2, 2),
    ],
)
def test_a_reference_to_a_whole_has_the_pages_of_its_parts(ask, path, first, last):
    """From the page on which it begins to the one on which its last part ends, in every format."""
    ends = [str(page) for page in sorted({first, last})]
    assert f"pages       = {{{'--'.join(ends)}}}" in ask(f"/{path}.bib").text
    assert json.loads(ask(f"/{path}.csl.json").body)["page"] == "-".join(ends)
    assert {f"SP  - {first}", f"EP  - {last}"} <= set(ask(f"/{path}.ris").text.split("\r\n"))


def test_every_unit_has_all_three(ask, served_release):
    """Each unit has a record in each format, with key and title of its own, balanced braces and one field a line."""
    keys, titles = set(), set()
    for unit in served_release.units:
        entry = ask(f"/{unit.path}.bib").text
        key = re.match(r"@techreport\{([A-Za-z0-9-]+),\n", entry)
        assert key, entry
        keys.add(key[1])
        assert entry.count("{") == entry.count("}")
        assert all(re.fullmatch(r"  [a-z]+ += (\{.*\}|dec),?|@.*,|\}", line) for line in entry.splitlines())
        item = json.loads(ask(f"/{unit.path}.csl.json").body)
        assert item["id"] == key[1]
        titles.add(item["title"])
        assert item["note"].endswith(f" {unit.iri}")
        first, _, last = item["page"].partition("-")
        assert int(first) == unit.first_page
        assert int(last or first) >= unit.last_page
        record = ask(f"/{unit.path}.ris").text
        assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in record.split("\r\n")[:-1])
        assert f"\r\nID  - {key[1]}\r\n" in record
        assert "\n" not in record.replace("\r\n", "")
    assert len(keys) == len(titles) == len(served_release.units)


def test_tex_sees_no_commands_in_words():
    """What TeX reads as commands is escaped; quotation marks open and close."""
    entry = bibtex(ODD)
    assert (
        r"{{Fees \& taxes: 100\% of \#1 \textbraceleft{}cost\textbraceright{} \textasciitilde{} "
        r"\$5\_000 \textbackslash{} 2\textasciicircum{}3}}" in entry
    )
    assert r"{A/1\_2}" in entry
    assert "Annex, section ``Aims''." in entry
    assert "month       = jan" in entry


def test_other_formats_leave_words_as_they_are():
    """JSON and RIS have no commands; one page is one number."""
    assert json.loads(csl_json(ODD))["title"] == ODD.title
    assert json.loads(csl_json(ODD))["page"] == "1"
    assert f"TI  - {ODD.title}\r\n" in ris(ODD)
    assert "SP" not in ris(replace(ODD, pages=None))
