"""gcm cite, as somebody who writes a paper uses it."""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.usefixtures("release")

COMPACT = "Global Compact for Safe, Orderly and Regular Migration"
BEHIND = "General Assembly resolution 73/195 of 19 December 2018, annex, A/RES/73/195"


def test_references_are_printed_in_words(gcm):
    """A line a reference, in the order in which they were asked for, without spaces that cannot be searched for."""
    shown = gcm("cite", "36(d)", "Objective 11, commitment 2", "principle (g)", "the Global Compact", "res 2")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.splitlines() == [
        # Line 527 of the source text prints "29/36" within 36(d); 15(g) begins on page 5 and ends on page 6.
        f"{COMPACT}, para. 36 (d) (objective 20), {BEHIND}, pp. 29–[30].",
        f"{COMPACT}, para. 27 (objective 11, commitment 2), {BEHIND}, p. 20.",
        f"{COMPACT}, para. 15 (g), guiding principle “Gender-responsive”, {BEHIND}, pp. 5–[6].",
        f"{COMPACT}, {BEHIND}.",
        "General Assembly resolution 73/195 of 19 December 2018, operative paragraph 2, A/RES/73/195, p. [1].",
    ]


def test_a_reference_is_understood_as_a_citation(gcm):
    """What it prints can be cited again."""
    printed = gcm("cite", "36(d)", "43", "preamble", "footnote 4").stdout
    assert gcm("cite", "-", stdin=printed).stdout == printed


def test_several_are_one_bibliography(gcm):
    """An entry each, with keys of their own, parted by a blank line; what is cited twice is there once."""
    shown = gcm("cite", "36(a)", "36(b)", "para. 36(a)", "--format", "bibtex").stdout
    keys = [line for line in shown.splitlines() if line.startswith("@")]
    assert keys == [f"@techreport{{A-RES-73-195-objective-20-action-{letter}," for letter in "ab"]
    assert shown.count("\n}\n\n@techreport") == 1
    assert shown.endswith("\n}\n")


def test_csl_json_is_a_list(gcm):
    """As pandoc and Zotero read it, also where it is of one; ids are the keys of the entries for BibTeX."""
    for citations in (["36(d)"], ["36(d)", "30(d)"]):
        items = json.loads(gcm("cite", *citations, "--format", "csl-json").stdout)
        assert [item["title"] for item in items] == [f"{COMPACT}, para. {each}" for each in citations]
        assert items[0]["id"] == "A-RES-73-195-objective-20-action-d"


def test_ris_has_a_record_each(gcm):
    """Records follow one another; each ends with ER, and lines with CR LF."""
    shown = gcm("cite", "36(a)", "36(b)", "--format", "ris").stdout
    assert shown.count("TY  - RPRT\r\n") == shown.count("ER  - \r\n") == 2
    assert "\n" not in shown.replace("\r\n", "")


def test_records_are_those_of_the_server(gcm, release):
    """Each unit's record is, byte for byte, what a server gives of it."""
    from gcm_graph.serving.addresses import Addresses
    from gcm_graph.serving.documents.formats import BIBTEX, CSL_JSON, RIS
    from gcm_graph.serving.documents.references import write_reference
    from gcm_graph.serving.service import open_release

    served = open_release(release / "current", Addresses())
    for path in ("objective/20/action/d", "paragraph/36", "section/preamble", "compact", "resolution/preamble/1"):
        cited = "the Global Compact" if path == "compact" else path
        assert gcm("cite", cited, "--format", "bibtex").stdout.encode() == write_reference(served, path, BIBTEX)
        assert gcm("cite", cited, "--format", "ris").stdout.encode() == write_reference(served, path, RIS)
        (item,) = json.loads(gcm("cite", cited, "--format", "csl-json").stdout)
        assert item == json.loads(write_reference(served, path, CSL_JSON))


def test_what_a_query_finds_can_be_cited(gcm):
    """The CSV of a query is read by its column of citations, or of IRIs, which tell commitments apart."""
    query = "SELECT ?text ?citation { <objective/20/action/a> gcm:citation ?citation ; gcm:text ?text }"
    found = gcm("query", query, "--format", "csv").stdout
    assert gcm("cite", "-", stdin=found).stdout == gcm("cite", "36(a)").stdout
    query = "SELECT ?iri ?citation { ?iri a gcm:Commitment ; gcm:citation '36', ?citation } ORDER BY ?iri"
    found = gcm("query", query, "--format", "csv").stdout
    titles = [item["title"] for item in json.loads(gcm("cite", "-", "--format", "csl-json", stdin=found).stdout)]
    assert titles == [f"{COMPACT}, para. 36 (objective 20, commitment {number})" for number in (1, 2)]


def test_lines_and_arguments_go_together(gcm):
    """- stands for what standard input says, in its place among the others."""
    shown = gcm("cite", "1", "-", "4", stdin="2\n\n3\n").stdout
    assert [line.split(",")[2].strip() for line in shown.splitlines()] == [f"para. {number}" for number in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (["27(b)", "99(z)"], "", "The Compact has paragraphs 1 to 54."),
        (["-"], "27(b)\nnonsense?\n", "'nonsense?' does not read as a citation"),
    ],
)
def test_nothing_is_printed_where_one_citation_is_wrong(gcm, failed, arguments, stdin, said):
    """Half a bibliography would pass for a whole one: the citation is named, and the exit status is 2."""
    shown = gcm("cite", *arguments, stdin=stdin)
    assert said in failed(shown, 2)


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (["-"], "\n", "Standard input has no citations."),
        ([], "", "Missing argument"),
        (["27(b)", "--format", "word"], "", "'word' is not one of"),
    ],
)
def test_nothing_to_cite_is_wrong_usage(gcm, arguments, stdin, said):
    """Without a citation, or with an unknown format, the usage is told, and nothing is printed."""
    shown = gcm("cite", *arguments, stdin=stdin)
    assert (shown.returncode, shown.stdout) == (2, "")
    assert said in shown.stderr
