"""gcm explain, as somebody uses it who wants to know why a statement stands in the graph."""

from __future__ import annotations

import json
import re

import pytest

from gcm_graph import resources

pytestmark = pytest.mark.usefixtures("release")

# Line 291 of the source text begins "23. We commit to respond to the needs of migrants".
CHILDREN = """\
objective/7/commitment/2 gcm:concernsPopulation population/children (graph
    links)
  "We further commit to uphold the best interests of the child at all times, as
  a primary consideration in situations where [children] are concerned, and to
  apply a gender-responsive approach in addressing vulnerabilities, including in
  responses to mixed movements."
  23 · Objective 7, commitment 2, page 15 (printed), a-res-73-195.md:291
"""
READ_BY = re.compile(r"  read by .*\n(?:      .*\n)*")
"""What read the words, which has a test of its own: the line moves whenever a vocabulary is edited."""


def test_a_link_is_explained_by_its_words(gcm):
    """The sentence is quoted with the words marked, then the unit, its page, and the line of the source."""
    shown = gcm("explain", "objective/7/commitment/2", "concernsPopulation", "population/children")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert READ_BY.sub("", shown.stdout) == CHILDREN


def test_words_are_marked_on_a_terminal(terminal):
    """On a terminal the words are bold and underlined, without brackets; with NO_COLOR as in a file."""
    asked = ("explain", "objective/7/commitment/2", "concernsPopulation", "children")
    shown = terminal(*asked)
    assert "where \x1b[1;4mchildren\x1b[0m are" in shown.stdout
    assert "[children]" not in shown.stdout
    assert READ_BY.sub("", terminal(*asked, NO_COLOR="1").stdout) == CHILDREN


def test_what_was_inferred_is_explained_down_to_what_is_stated(gcm):
    """Rule, clause and axiom are given, then the premises: one read from the text, one from its words."""
    shown = gcm("explain", "paragraph/23", "concernsPopulation", "children").stdout
    assert "paragraph/23 gcm:concernsPopulation population/children (graph inferred)\n" in shown
    assert "follows by the rule prp-spo2: OWL 2 Profiles, section 4.3, Table 5" in shown
    assert re.search(r"axiom gcm:concernsPopulation owl:propertyChainAxiom .*\n.*\(references\.ttl:\d+\)", shown)
    assert "  - paragraph/23 gcm:statesCommitment objective/7/commitment/2 (graph text)\n" in shown
    assert "where [children] are concerned" in shown
    assert shown.count("a-res-73-195.md:291") == 2


def test_a_curated_fact_is_explained_by_its_claim(gcm):
    """The claim is given with row, standing, source and reason, and so is the one that was rejected."""
    shown = gcm("explain", "instrument/slavery-convention", "first_date_entry_in_force").stdout
    assert re.search(r"^  claimed \(preferred\), curated/instrument-facts\.csv:\d+$", shown, re.MULTILINE)
    assert "League of Nations, Treaty Series, vol. LX, No. 1414" in shown
    assert re.search(r'^  rejected: "1927-03-07", curated/instrument-facts\.csv:\d+$', shown, re.MULTILINE)
    assert "reason: The League of Nations Treaty Series gives 9 March 1927." in shown


def test_a_repaired_unit_shows_its_repair(gcm):
    """What was found, what is read instead, why, and where the repair is declared."""
    # The Markdown ends item 27(c) with a colon, page 20 of the print with a semicolon.
    words = " ".join(gcm("explain", "27(c)", "text").stdout.split())
    assert 'found "national human rights institutions and other relevant stakeholders:"' in words
    assert 'read as "national human rights institutions and other relevant stakeholders;" (repairs.toml:70)' in words


def test_words_that_look_damaged_are_told(gcm):
    """36(b) ends with a colon (line 523 of the source): its text, and a link that rests on its end, say so and why."""
    for asked in (("text",), ("involvesStakeholder",)):
        words = " ".join(gcm("explain", "36(b)", *asked).stdout.split())
        declared = (
            r'may be damaged, left as found: "with all relevant stakeholders:" \(repairs\.toml:\d+\)\. The item ends'
        )
        assert re.search(declared, words), asked
    assert "damaged" not in gcm("explain", "36(b)", "namesActor").stdout


def test_words_that_look_damaged_are_told_to_programs(gcm):
    """With --format json they are the key `suspected` of the unit; a unit without has none."""
    for citation, found in {"36(b)": ["with all relevant stakeholders:"], "36(a)": []}.items():
        (explained,) = json.loads(gcm("explain", citation, "text", "--format", "json").stdout)["explanations"]
        assert [each["found"] for each in explained["origin"]["suspected"]] == found


def test_the_pages_of_a_unit_are_told_number_by_number(gcm):
    """36(d) begins on page 29, whose number is printed (line 527 of the source), and ends on page 30, whose is not."""
    words = " ".join(gcm("explain", "36(d)", "citation").stdout.split())
    assert "36(d) · Objective 20, action (d), pages 29-[30] (30 inferred), a-res-73-195.md:525" in words


def test_a_footnote_mark_is_shown_at_its_place(gcm):
    """The place of a mark, where no words stand, is marked with an asterisk."""
    shown = " ".join(gcm("explain", "5", "hasFootnote").stdout.split())
    assert 'entitled "Making migration work for all".[*]"' in shown


def test_a_mark_shows_the_repair_of_it(gcm):
    """Of the many repairs in paragraph 2, only that of the mark itself is shown with it."""
    shown = gcm("explain", "2", "hasFootnote", "fn 5").stdout
    assert "Transnational Organized\n  Crime,[*] including the Protocol" in shown
    assert shown.count("repaired: ") == 1
    assert "Footnote mark 5 was not converted" in " ".join(shown.split())


def test_a_variant_is_explained_by_its_witnesses(gcm):
    """The words of the text and those of each witness are marked in their sentences."""
    shown = " ".join(gcm("explain", "variant/objective/11/action/g/239-302/ohchr", "reading").stdout.split())
    assert "from the [Office of the United Nations High Commissioner for Human Rights] Recommended" in shown
    assert shown.count("from the [OHCHR] Recommended") == 2
    # Line 20 of the booklet's page is its action g, line 28 of the Hub's page its action (g).
    assert "guidance-booklet-objective-11.md:20" in shown
    assert "network-hub-objective-11.txt:28" in shown


def test_a_subject_alone_gives_one_line_a_statement(gcm):
    """Each line has property, value, graph and origin; with --full each statement is explained."""
    lines = gcm("explain", "27(b)").stdout.splitlines()
    assert lines[0] == "objective/11/action/b"
    # Line 372 of the source text begins "- (b) Establish appropriate structures".
    assert '  gcm:citation "27(b)"  (text) 27(b), a-res-73-195.md:372' in lines
    assert all(re.fullmatch(r"  \S+:\S+ .+  \([a-z]+\) .+", line) for line in lines[1:])
    full = gcm("explain", "27(b)", "--full").stdout
    assert full.count("\n\n") == len(lines) - 2


def test_json_holds_all_that_is_printed(gcm):
    """With --format json an explanation is an object: terms, graph, and the origin with its parts."""
    shown = gcm("explain", "paragraph/23", "concernsPopulation", "children", "--format", "json")
    (explanation,) = json.loads(shown.stdout)["explanations"]
    assert explanation["object"] == {"type": "uri", "value": "https://w3id.org/gcm/population/children"}
    assert explanation["graph"] == "inferred"
    origin = explanation["origin"]
    assert (origin["kind"], origin["rule"]) == ("rule", "prp-spo2")
    stated, linked = origin["premises"]
    assert (stated["graph"], stated["origin"]["kind"]) == ("text", "text")
    (quotation,) = linked["origin"]["quotations"]
    assert (quotation["words"], quotation["firstPage"], quotation["file"]) == ("children", 15, "a-res-73-195.md")
    assert quotation["text"][quotation["start"] : quotation["end"]] == "children"


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["objektive/11"], "says nothing about 'objektive/11'", "Did you mean objective/11"),
        (["99(z)"], "there is no unit '99(z)'", "The Compact has paragraphs 1 to 54."),
        (["27(b)", "exactMatch"], "no gcm:exactMatch of objective/11/action/b", "It states rdf:type, dcterms:isPartOf"),
        (["27(b)", "isPartOf", "compact"], "no dcterms:isPartOf 'compact'", 'It states "Objective 11".'),
        (
            ["instrument/slavery-convention", "first_date_entry_in_force", "1927-03-07"],
            "no eli:first_date_entry_in_force '1927-03-07'",
            "A claim of it was rejected: The League of Nations Treaty Series gives 9 March 1927.",
        ),
        (["\x1b[2J"], "says nothing about", '"27(b)"'),
    ],
)
def test_what_is_not_stated_is_wrong_usage(gcm, failed, arguments, message, hint):
    """What the release does not state gives exit status 2, and the hint says what it does."""
    messages = failed(gcm("explain", *arguments), 2)
    assert message in messages
    assert hint in messages
    assert "\x1b" not in messages


@pytest.mark.parametrize("citation", ["99", "99(z)", "footnote/99", "27(z)", "Objective 24", "principle (k)"])
def test_a_unit_that_there_is_not_is_told_as_by_show(gcm, failed, citation):
    """A citation of no unit gets the message of `gcm show`, which says what there is, and no guess."""
    assert failed(gcm("explain", citation), 2) == failed(gcm("show", citation), 2)


@pytest.mark.parametrize("place", range(3), ids=["subject", "property", "value"])
def test_what_was_asked_is_repeated_in_short(gcm, failed, place):
    """However long the argument is, the message is one that can be read."""
    arguments = ["objective/11", "text", "words"][: place + 1]
    arguments[place] = "a" * 100_000
    message, *_ = failed(gcm("explain", *arguments), 2).splitlines()
    assert "aaa..." in message
    assert len(message) < 160


@pytest.mark.parametrize("place", range(3), ids=["subject", "property", "value"])
def test_what_was_asked_stays_on_its_line(gcm, failed, place):
    """A line break in an argument is written out: it cannot pretend to be a message of the program."""
    arguments = ["objective/11", "text", "words"][: place + 1]
    arguments[place] = "a\nerror: b"
    messages = failed(gcm("explain", *arguments), 2)
    assert r"'a\nerror: b'" in messages
    assert "\nerror: b" not in messages


def test_the_words_of_the_release_are_repeated_in_short_too(gcm, failed):
    """Of a long value, here a query of many lines, the hint gives the beginning."""
    messages = failed(gcm("explain", "query/tasks", "select", "x"), 2)
    _, hint = messages.splitlines()
    assert 'It states "SELECT' in hint
    assert len(hint) < 120


@pytest.mark.parametrize("predicate", ["", " ", "<>"])
def test_an_empty_property_is_wrong_usage(gcm, predicate):
    """The property is left out, not left empty."""
    process = gcm("explain", "objective/11", predicate)
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr.endswith(
        "Error: PREDICATE is empty. Leave it out, or name a property (text, skos:prefLabel).\n"
    )


def test_a_prefix_alone_is_no_property(gcm, failed):
    """What was typed is repeated, not the name of the namespace."""
    assert "states no 'gcm:' of objective/11" in failed(gcm("explain", "objective/11", "gcm:"), 2)


def test_no_line_is_wider_than_the_terminal(gcm):
    """Full explanations are broken for the width of the terminal; only addresses stay whole."""
    shown = gcm("explain", "objective/13", "refersToThroughPart", env={"COLUMNS": "60"}).stdout
    assert max(len(line) for line in shown.splitlines()) <= 60


_DIALOGUE = "IOM International Dialogue on Migration"


def test_a_link_is_explained_by_what_read_it(gcm):
    """The name, or the row of the lexicon, with the file and the line on which it stands."""
    ontology = resources.ontology_folder()
    for citation, name, thing, what in (
        ("22(c)", "concernsTheme", "theme/forced-labour", 'the name "debt bondage" of theme/forced-labour'),
        ("52", "namesActor", "actor/international-organization-for-migration", f'the row "{_DIALOGUE}"'),
    ):
        shown = gcm("explain", citation, name, thing)
        told = " ".join(shown.stdout.split())
        found = re.search(rf"read by {re.escape(what)}, (?P<file>[a-z]+/[a-z]+\.[a-z]+):(?P<line>\d+)", told)
        assert found, told
        line = (ontology / found["file"]).read_text(encoding="utf-8").splitlines()[int(found["line"]) - 1]
        assert re.findall('"([^"]*)"', what)[0] in line


def test_the_sources_of_a_concept_are_told_apart_from_its_names(gcm):
    """22(a) is a source of the concept, and has no word of its name "debt bondage"."""
    shown = gcm("explain", "theme/forced-labour", "altLabel", "debt bondage")
    lines = shown.stdout.splitlines()
    said = lines.index("  sources of the concept or term, which need not have these words:")
    assert "declared in vocab/themes.ttl:" in lines[said - 1]
    assert all(line.startswith("    ") for line in lines[said + 1 :])
