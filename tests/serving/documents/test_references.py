"""References to the Compact and its units as BibTeX, CSL-JSON and RIS."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from gcm_graph.serving.documents.reference_formats import bibtex, csl_json, ris
from gcm_graph.serving.documents.references import Reference

ACTION_G_BIBTEX = """\
@techreport{A-RES-73-195-objective-11-action-g,
  author      = {{United Nations General Assembly}},
  title       = {{Global Compact for Safe, Orderly and Regular Migration}},
  institution = {United Nations},
  type        = {Resolution},
  number      = {A/RES/73/195},
  year        = {2018},
  month       = dec,
  pages       = {20--21},
  note        = {Annex, para. 27(g) (Objective 11, action (g)). Adopted 19 December 2018; distributed 11 January 2019},
  url         = {https://w3id.org/gcm/objective/11/action/g},
  language    = {english}
}
"""

ACTION_G_CSL = {
    "id": "https://w3id.org/gcm/objective/11/action/g",
    "type": "report",
    "author": [{"literal": "United Nations General Assembly"}],
    "title": "Global Compact for Safe, Orderly and Regular Migration",
    "genre": "Resolution",
    "number": "A/RES/73/195",
    "publisher": "United Nations",
    "issued": {"date-parts": [[2018, 12, 19]]},
    "section": "annex, para. 27(g)",
    "page": "20-21",
    "note": "Annex, para. 27(g) (Objective 11, action (g)). Adopted 19 December 2018; distributed 11 January 2019",
    "URL": "https://w3id.org/gcm/objective/11/action/g",
    "language": "en",
}

ACTION_G_RIS = (
    "TY  - RPRT",
    "ID  - A-RES-73-195-objective-11-action-g",
    "AU  - United Nations General Assembly",
    "TI  - Global Compact for Safe, Orderly and Regular Migration",
    "SN  - A/RES/73/195",
    "M3  - Resolution",
    "PB  - United Nations",
    "PY  - 2018",
    "DA  - 2018/12/19/",
    "SP  - 20",
    "EP  - 21",
    "N1  - Annex, para. 27(g) (Objective 11, action (g)). Adopted 19 December 2018; distributed 11 January 2019",
    "UR  - https://w3id.org/gcm/objective/11/action/g",
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
    first_page=1,
    last_page=1,
    inferred=False,
    url="https://w3id.org/gcm/odd",
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
        ("resolution/paragraph/2", "para. 2", "Para. 2. Adopted"),
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


def test_an_inferred_page_is_told(ask):
    """The page of 22(d) is inferred: the field has the bare number, and the note says so; of 27(b) it is not."""
    item = json.loads(ask("/objective/6/action/d.csl.json").body)
    assert (item["page"], item["note"].rpartition("; ")[2]) == ("14", "page inferred")
    assert "; page inferred}" in ask("/objective/6/action/d.bib").text
    assert "; page inferred\r\n" in ask("/objective/6/action/d.ris").text
    assert "inferred" not in ask("/objective/11/action/b.bib").text


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
    """Each unit has a record in each format, with a key of its own, balanced braces and one field a line."""
    keys = set()
    for unit in served_release.units:
        entry = ask(f"/{unit.path}.bib").text
        key = re.match(r"@techreport\{([A-Za-z0-9-]+),\n", entry)
        assert key, entry
        keys.add(key[1])
        assert entry.count("{") == entry.count("}")
        assert all(re.fullmatch(r"  [a-z]+ += (\{.*\}|dec),?|@.*,|\}", line) for line in entry.splitlines())
        item = json.loads(ask(f"/{unit.path}.csl.json").body)
        assert item["URL"] == unit.iri
        first, _, last = item["page"].partition("-")
        assert int(first) == unit.first_page
        assert int(last or first) >= unit.last_page
        record = ask(f"/{unit.path}.ris").text
        assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in record.split("\r\n")[:-1])
        assert "\n" not in record.replace("\r\n", "")
    assert len(keys) == len(served_release.units)


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
    assert "SP" not in ris(replace(ODD, first_page=None, last_page=None))
