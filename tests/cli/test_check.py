"""gcm check, as a writer uses it on a draft."""

from __future__ import annotations

import json

import pytest

DRAFT = """The Global Compact for Migration speaks of
"assets, tools and other technical assistance" (para. 27(d)) and of
"national sovereignty" (para. 28). See also its paragraph 55.
"""
TELLS = """draft.txt:2:2: differs from 27(d)
  here:    assets, {tools} and other technical assistance
  Compact: request and offer assets, {equipment} and other technical assistance
  27(d), page 20, https://w3id.org/gcm/objective/11/action/d

draft.txt:3:2: wrong place
  "national sovereignty"
  cited here as para. 28; the words are in 15(c)
  These very words are in 27.
  15(c), page 5, https://w3id.org/gcm/principle/national-sovereignty

draft.txt:3:49: not in the Compact: paragraph 55
  The Compact has paragraphs 1 to 54.

draft.txt: 2 quotations (1 differs, 1 wrong place) and 3 citations (2 found, 1 not in the Compact)
"""


@pytest.fixture(autouse=True)
def draft(release, home):
    """Write a draft with a quotation that differs, one from the wrong place and a citation of nothing."""
    del release
    file = home / "draft.txt"
    file.write_text(DRAFT, encoding="utf-8")
    yield file
    file.unlink()


def test_findings_are_shown_with_their_places(gcm):
    """Line and column, what is here and what the Compact has, the unit with its page; exit status 1."""
    checked = gcm("check", "draft.txt")
    assert (checked.returncode, checked.stdout, checked.stderr) == (1, TELLS, "")


def test_a_terminal_shows_the_same_in_colour(terminal):
    """Colours are shown on a terminal, and not where NO_COLOR asks for none."""
    coloured = terminal("check", "draft.txt").stdout
    assert "\x1b[31mdiffers\x1b[0m from 27(d)" in coloured
    assert "\x1b[31m{tools}\x1b[0m" in coloured
    assert terminal("check", "draft.txt", NO_COLOR="1").stdout.splitlines() == TELLS.splitlines()


def test_standard_input_is_a_draft(gcm):
    """`-` reads standard input, whose kind shows from its beginning or is said."""
    checked = gcm("check", "-", stdin=DRAFT)
    assert (checked.returncode, checked.stdout) == (1, TELLS.replace("draft.txt", "<stdin>"))
    page = gcm("check", "-", stdin="<!doctype html><script>GCM, para. 99</script><p>Nothing.")
    assert page.stdout == "<stdin>: 0 quotations and 0 citations\n"
    markdown = gcm("check", "-", "--as", "md", stdin="`GCM`, [para. 99](x)")
    assert markdown.stdout.startswith("<stdin>:1:9: not in the Compact: para. 99\n")


def test_nothing_to_correct_is_no_finding(gcm):
    """Exit status 0, with what was found."""
    checked = gcm("check", "-", stdin='The GCM has "technical cooperation agreements" (para. 27(d)).')
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout == "<stdin>:1:14: exact, 27(d)\n\n<stdin>: 1 quotation (1 exact) and 1 citation (1 found)\n"


def test_json_has_everything(gcm):
    """JSON gives each finding with its place, the unit's exact words and each difference with its spans."""
    checked = json.loads(gcm("check", "draft.txt", "--format", "json").stdout)
    assert (checked["file"], checked["format"]) == ("draft.txt", "txt")
    assert checked["counts"]["quotations"]["differs"] == 1
    assert checked["counts"]["citations"] == {
        "exact": 2,
        "exact with omissions": 0,
        "doubtful omission": 0,
        "differs": 0,
        "other wording": 0,
        "wrong place": 0,
        "wrong page": 0,
        "not in the Compact": 1,
    }
    first = checked["findings"][0]
    assert (first["kind"], first["verdict"], first["line"], first["column"]) == ("quotation", "differs", 2, 2)
    assert DRAFT[first["start"] : first["end"]] == first["words"] == "assets, tools and other technical assistance"
    assert [each["words"] for each in first["cited"]] == ["para. 27(d)"]
    (unit,) = first["units"]
    assert (unit["iri"], unit["firstPage"]) == ("https://w3id.org/gcm/objective/11/action/d", 20)
    (difference,) = first["differences"]
    assert DRAFT[difference["start"] : difference["end"]] == difference["here"] == "tools"
    assert unit["text"][difference["unitStart"] : difference["unitEnd"]] == difference["compact"] == "equipment"


OMITS = """The GCM asks States "to reduce the transaction costs [...] to less than 3 per cent" (para. 36(a), p. 28), by
measures that "do [...] impede migrant remittances" (para. 36(c)) in "providing training to consular officers
[...] in order to identify, protect and assist our nationals abroad" (para. 30(d)).
"""
TELLS_OMISSIONS = """<stdin>:1:22: exact with omissions, 36(a)
  left out: "of migrant remittances"
<stdin>:1:99: wrong page: p. 28
  para. 36(a) is on page 29.
  36(a), page 29, https://w3id.org/gcm/objective/20/action/a

<stdin>:2:16: doubtful omission, 36(c)
  "do [...] impede migrant remittances"
  left out: "not"
  without "not" the rest may say something else
  36(c), page 29, https://w3id.org/gcm/objective/20/action/c

<stdin>:2:71: differs from 30(d)
  here:    {providing training to consular officers} [...] in order to (in
    another order)
  Compact: process of recruitment, by {providing training to consular officers}
    on human rights-based
  30(d), page 23, https://w3id.org/gcm/objective/14/action/d

<stdin>: 3 quotations (1 exact with omissions, 1 doubtful omission, 1 differs) and 3 citations (2 found, 1 wrong page)
"""


def test_omissions_pages_and_order_are_told(gcm):
    """What is left out is shown; a lost "not", a wrong page and another order are to be corrected."""
    checked = gcm("check", "-", stdin=OMITS)
    assert (checked.returncode, checked.stdout) == (1, TELLS_OMISSIONS)


def test_an_omission_alone_is_nothing_to_correct(gcm):
    """Exit status 0, with the words that are left out."""
    checked = gcm("check", "-", stdin='The GCM has "technical [...] agreements" (para. 27(d)).')
    assert checked.returncode == 0
    assert checked.stdout.startswith('<stdin>:1:14: exact with omissions, 27(d)\n  left out: "cooperation"\n')


def test_json_has_omissions_and_pages(gcm):
    """JSON gives what is left out with its spans, and the pages cited with whether they are right."""
    findings = json.loads(gcm("check", "-", "--format", "json", stdin=OMITS).stdout)["findings"]
    (omission,) = findings[0]["omissions"]
    (part,) = omission["leftOut"]
    (unit,) = findings[0]["units"]
    assert OMITS[omission["start"] : omission["end"]] == omission["here"] == "[...]"
    assert unit["text"][part["unitStart"] : part["unitEnd"]] == part["words"] == "of migrant remittances"
    assert (part["unit"], omission["unitsBetween"], omission["turning"]) == (unit["iri"], 0, [])
    (cited,) = findings[1]["cited"]
    pages = cited["pages"]
    assert OMITS[pages["start"] : pages["end"]] == pages["words"] == "p. 28"
    assert (pages["first"], pages["last"], pages["right"], findings[0]["offPage"]) == (28, 28, False, False)
    assert findings[2]["omissions"][0]["turning"] == ["not"]
    assert [each["sort"] for each in findings[4]["differences"]] == ["order"]
    assert findings[3]["cited"][0]["pages"] is None


def test_the_wording_of_the_hub_page_is_named(gcm):
    """Words as the Hub page has them are said to be its wording."""
    checked = gcm("check", "-", stdin='The GCM names "joint crossborder trainings" (para. 27(a)).')
    assert checked.returncode == 1
    assert checked.stdout.startswith("<stdin>:1:16: other wording of ")
    assert "(source/network-hub-objective-11)" in checked.stdout


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF-1.7", "is a PDF"),
        ("a.txt", b"", "is empty"),
        ("a.txt", b"\x00\x01", "binary"),
        ("a.txt", b"caf\xe9", "a.txt:1: byte 3 (0xe9) is not UTF-8"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old format of Word"),
    ],
)
def test_what_cannot_be_read_is_refused(gcm, failed, tmp_path, name, content, said):
    """Exit status 3 with what is wrong and what to do."""
    (tmp_path / name).write_bytes(content)
    assert said in failed(gcm("check", tmp_path / name), 3)


def test_a_missing_file_or_a_folder_is_refused(gcm, failed, tmp_path):
    """Exit status 3 for a file that is not there, and for a folder."""
    assert "there is no file" in failed(gcm("check", tmp_path / "none.txt"), 3)
    assert "is a folder" in failed(gcm("check", tmp_path), 3)


@pytest.mark.parametrize("arguments", [[], ["draft.txt", "more.txt"], ["draft.txt", "--as", "pdf"]])
def test_wrong_usage_is_told(gcm, arguments):
    """No file, two files or an unknown kind of file: exit status 2."""
    assert gcm("check", *arguments).returncode == 2


def test_data_cannot_steer_a_terminal(gcm):
    """Control characters of a draft are shown, not sent."""
    checked = gcm("check", "-", stdin='The GCM has "\x1b[31mred words" (para. 27).')
    assert "\x1b" not in checked.stdout
    assert "not in the Compact" in checked.stdout
