"""Tasks and mechanisms are read from their tables, and every cell is checked against the text."""

from __future__ import annotations

import csv
import re

import pyoxigraph as ox
import pytest

from gcm_graph import resources
from gcm_graph.curating.institutions import read_institutions
from gcm_graph.curating.mechanisms import read_mechanism_facts, read_mechanisms
from gcm_graph.curating.sources import Sources
from gcm_graph.curating.tasks import KINDS, read_tasks
from gcm_graph.curating.values import Path, Text
from gcm_graph.describing.concepts import concept_paths, describe_concepts
from gcm_graph.describing.graphs import NamedGraph
from gcm_graph.errors import CuratedTableError
from gcm_graph.model import Kind
from gcm_graph.namespaces import iri
from gcm_graph.reading import open_source, read_resolution

AGENTS = {"actor/secretary-general", "actor/general-assembly"}
NETWORK = "mechanism/united-nations-network-on-migration"
FORUM = "mechanism/international-migration-review-forum"
TASK = {
    "slug": "report",
    "label": "Report",
    "unit": "46",
    "kind": "request",
    "addressed to": "actor/secretary-general",
    "directed to": "actor/general-assembly",
    "concerns": "",
    "first year": "",
    "last year": "",
    "recurs every": "P2Y",
    "quotation": "to report to the General Assembly on a biennial basis",
}
MECHANISM = {
    "slug": "capacity-building-mechanism",
    "name": "Capacity-building mechanism",
    "also named": "",
    "set up in": "43",
    "part of": "",
    "definition": "A mechanism.",
}
HUB = {"slug": "connection-hub", "name": "Connection hub", "set up in": "43(a)", "part of": MECHANISM["slug"]}
NAME = {
    "mechanism": "connection-hub",
    "property": "alternative name",
    "value": "The Hub",
    "sources": "sheet",
    "standing": "",
    "reason": "",
    "printed as": "",
}


@pytest.fixture(scope="module")
def document():
    """Return the Compact as read."""
    return read_resolution(open_source("a-res-73-195"))


@pytest.fixture(scope="module")
def sources(document):
    """Return sources that know all citations and one publication of others."""
    units = (unit for unit in document.provisions if unit.citation is not None and unit.kind is not Kind.COMMITMENT)
    return Sources({}, {unit.citation: unit.path for unit in units} | {"sheet": "reference/sheet"})


@pytest.fixture
def table(tmp_path):
    """Return a function that writes rows to a table and returns its folder."""

    def write(file, *rows):
        with (tmp_path / file).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return tmp_path

    return write


@pytest.fixture(scope="module")
def mechanisms(document, sources):
    """Return the mechanisms of the published table."""
    return read_mechanisms(resources.ontology_folder() / "curated", document, sources)


@pytest.fixture(scope="module")
def tasks(document, sources, mechanisms):
    """Return the tasks of the published table."""
    concepts = NamedGraph("vocabulary")
    describe_concepts(concepts)
    with (resources.ontology_folder() / "curated" / "actors.csv").open(encoding="utf-8") as actors:
        agents = {f"actor/{row['slug']}" for row in csv.DictReader(actors)} | concept_paths(concepts)
    return read_tasks(resources.ontology_folder() / "curated", document, sources, {m.path for m in mechanisms}, agents)


def test_a_row_becomes_a_task(table, document, sources):
    """A task has what its row says, and the place of its quotation in the unit's text."""
    (task,) = read_tasks(table("tasks.csv", TASK), document, sources, set(), AGENTS)
    assert task.path == "task/report"
    assert task.unit.path == "paragraph/46"
    assert task.unit.text[slice(*task.span)] == task.quotation == TASK["quotation"]
    assert task.unit.text[: task.start] == "We request the Secretary-General, drawing on the network, "
    assert (task.addressed_to, task.directed_to) == (("actor/secretary-general",), ("actor/general-assembly",))
    assert (task.first_year, task.last_year, task.recurs_every) == (None, None, "P2Y")


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("slug", "Report", "no slug"),
        ("slug", "first", "stands in line 2 already"),
        ("label", "", "empty"),
        ("label", "First", "stands in line 2 already"),
        ("unit", "", "empty"),
        ("unit", "46(a)", "no source"),
        ("unit", "sheet", "not how a unit of the text is cited"),
        ("unit", "46 | 47", "quoted from one unit"),
        ("kind", "order", "none of agreement, "),
        ("addressed to", "", "empty"),
        ("addressed to", "Secretary-General", r"no actor/"),
        ("addressed to", "theme/migration", r"no actor/"),
        ("addressed to", "mechanism/trust-fund", "no mechanism"),
        ("addressed to", "actor/secretary-generol", "there is no actor/secretary-generol"),
        ("directed to", "stakeholder/martians", "there is no stakeholder/martians"),
        ("directed to", "actor/general-assembly | actor/general-assembly", "twice"),
        ("concerns", "actor/general-assembly", "no mechanism"),
        ("first year", "22", "no year"),
        ("first year", "2020-01-01", "no year"),
        ("first year", "2020", "says nothing of 2020"),
        ("last year", "soon", "no year"),
        ("recurs every", "biennial", "no duration"),
        ("recurs every", "P24M", "no duration"),
        ("recurs every", "P0Y", "no duration"),
        ("quotation", "", "empty"),
        ("quotation", "to report every two years", "does not stand in 46"),
        ("quotation", "the General assembly", "does not stand in 46"),
        ("quotation", "the", "more than once in 46"),
    ],
)
def test_a_wrong_cell_of_a_task_is_named(table, document, sources, column, value, message):
    """The error names file, line and column of the cell and what is wrong with it."""
    first = TASK | {"slug": "first", "label": "First", "quotation": "We request the Secretary-General"}
    folder = table("tasks.csv", first, TASK | {column: value})
    with pytest.raises(CuratedTableError, match=message) as caught:
        read_tasks(folder, document, sources, {NETWORK}, AGENTS)
    assert (caught.value.file, caught.value.line, caught.value.column) == ("tasks.csv", 3, column)


def test_a_doubled_quotation_is_named(table, document, sources):
    """Two tasks do not rest on the same words of the same unit."""
    folder = table("tasks.csv", TASK, TASK | {"slug": "second", "label": "Second"})
    with pytest.raises(CuratedTableError, match="stands in line 2 already") as caught:
        read_tasks(folder, document, sources, set(), AGENTS)
    assert (caught.value.line, caught.value.column) == (3, "quotation")


def test_a_task_does_not_end_before_it_begins(table, document, sources):
    """A last year before the first is an error."""
    wrong = {"unit": "54", "quotation": "in 2019", "first year": "2019", "last year": "2018"}
    with pytest.raises(CuratedTableError, match="says nothing of 2018"):
        read_tasks(table("tasks.csv", TASK | wrong), document, sources, set(), AGENTS)
    preamble = {
        "unit": "res pp 1",
        "quotation": "71/280 of 6 April 2017, 72/244 of 24 December 2017 and 72/308 of 6 August 2018",
    }
    years = {"first year": "2018", "last year": "2017"}
    with pytest.raises(CuratedTableError, match="2017 is before 2018"):
        read_tasks(table("tasks.csv", TASK | preamble | years), document, sources, set(), AGENTS)


def test_every_word_on_implementation_and_review_is_quoted(tasks, document):
    """What paragraphs 40 to 54 say is quoted as a task, save recitals and words that only introduce items."""
    spans = {}
    for task in tasks:
        spans.setdefault(task.unit.path, []).append(task.span)
    left = {}
    for unit in document.provisions:
        if re.fullmatch(r"(4[0-9]|5[0-4])(\(.*)?", unit.citation or "") and unit.path.startswith("paragraph/"):
            position = 0
            for start, end in sorted(spans.get(unit.path, [])):
                assert start >= position, f"{unit.citation}: quotations overlap"
                left.setdefault(unit.citation, []).append(unit.text[position:start])
                position = end
            left.setdefault(unit.citation, []).append(unit.text[position:])
    unquoted = {(citation, words.strip(" ,.;:")) for citation, parts in left.items() for words in parts}
    assert {(citation, words) for citation, words in unquoted if words not in {"", "and", "that", "which", "by"}} == {
        (
            "42",
            (
                "Recognizing the centrality of international cooperation for the effective fulfilment of "
                "the objectives and commitments"
            ),
        ),
        ("43", "The capacity-building mechanism will consist of"),
        ("45", "In this regard, we note that"),
        (
            "47",
            (
                "Further recognizing the important role of State-led processes and platforms at the global "
                "and regional levels in advancing the international dialogue on migration"
            ),
        ),
        (
            "49",
            (
                "Considering that international migration requires a forum at the global level through which "
                "Member States can review the implementation progress and guide the direction of the work of "
                "the United Nations, we decide that"
            ),
        ),
        ("49(d)", "as well as"),
        ("50", "Considering that most international migration takes place within regions"),
        (
            "52",
            "Recognizing the important contributions of State-led initiatives on international migration",
        ),
    }


@pytest.mark.parametrize(
    ("citation", "words", "expected"),
    [
        ("46", "to report to the General Assembly on a biennial basis", (None, None, "P2Y")),
        ("49(c)", "every four years beginning in 2022", ("2022", None, "P4Y")),
        (
            "50",
            "beginning in 2020, alternating with discussions at the global level at a four-year",
            ("2020", None, "P4Y"),
        ),
        ("51", "annual informal exchange", (None, None, "P1Y")),
        ("54", "to launch and conclude, in 2019", ("2019", "2019", None)),
    ],
)
def test_a_task_is_due_as_its_words_say(tasks, citation, words, expected):
    """First year, last year and interval of the five tasks that have any are those of the text."""
    (task,) = (task for task in tasks if task.unit.citation == citation and words in task.quotation)
    assert (task.first_year, task.last_year, task.recurs_every) == expected


def test_no_other_task_is_due(tasks):
    """Where the words give no year and no interval, none is stated."""
    due = {task.unit.citation for task in tasks if task.first_year or task.last_year or task.recurs_every}
    assert due == {"46", "49(c)", "50", "51", "54"}


@pytest.mark.parametrize(
    ("begin", "kind"),
    [
        ("We request", "request"),
        ("we invite", "invitation"),
        ("We invite", "invitation"),
        ("We encourage", "encouragement"),
        ("We welcome", "welcome"),
        ("We decide", "decision"),
        ("We commit", "commitment"),
        ("We will", "declared-intention"),
        ("we will", "declared-intention"),
        ("We reaffirm", "reaffirmation"),
        ("we agree", "agreement"),
        ("may be", "permission"),
        ("Such reviews should", "expectation"),
        ("we require", "requirement"),
    ],
)
def test_a_kind_is_the_verb_of_the_text(tasks, begin, kind):
    """A task whose quotation has the verb of the speakers is of that verb's kind."""
    kinds = {task.kind for task in tasks if begin in task.quotation}
    assert kinds == {kind}


def test_items_have_the_kind_of_the_words_that_introduce_them(tasks):
    """The items of 43 and 49 are decided, those of 45 noted; 49(e) permits something besides."""
    kinds = {(task.unit.citation[:2], task.kind) for task in tasks if "(" in task.unit.citation}
    assert kinds == {("43", "decision"), ("45", "note"), ("49", "decision"), ("49", "permission")}


def test_who_speaks_as_we_is_the_member_states(tasks):
    """What "we" will do, commit to, reaffirm or agree on is addressed to the Member States alone."""
    ours = {"agreement", "commitment", "declared-intention", "reaffirmation"}
    addressees = {task.addressed_to for task in tasks if task.kind in ours}
    assert addressees == {("stakeholder/member-states",)}


def test_the_six_mechanisms(mechanisms):
    """There are six mechanisms, of which the connection hub, start-up fund and knowledge platform are components."""
    assert {(each.slug, each.sources, each.part_of) for each in mechanisms} == {
        ("capacity-building-mechanism", ("paragraph/43",), None),
        ("connection-hub", ("paragraph/43/a",), "capacity-building-mechanism"),
        ("start-up-fund", ("paragraph/43/b",), "capacity-building-mechanism"),
        ("global-knowledge-platform", ("paragraph/43/c",), "capacity-building-mechanism"),
        ("united-nations-network-on-migration", ("paragraph/45",), None),
        ("international-migration-review-forum", ("paragraph/49/a",), None),
    }


def test_components_and_other_names_are_facts(table, document, sources):
    """A component rests on the units of whole and part, another name on the sources of its row."""
    table("mechanisms.csv", MECHANISM, MECHANISM | HUB)
    folder = table("mechanism-facts.csv", NAME)
    component, name = read_mechanism_facts(folder, read_mechanisms(folder, document, sources), sources)
    assert (component.subject, component.property) == ("mechanism/capacity-building-mechanism", "gcm:hasComponent")
    assert component.value == Path("mechanism/connection-hub")
    assert component.sources == ("paragraph/43", "paragraph/43/a")
    assert (name.subject, name.property, name.value) == (
        "mechanism/connection-hub",
        "dcterms:alternative",
        Text("The Hub"),
    )
    assert name.sources == ("reference/sheet",)


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("slug", "capacity-building-mechanism", "stands in line 2 already"),
        ("name", "Connecting hub", r"does not stand in 43\(a\)"),
        ("also named", "the Hub", "stands nowhere in the text"),
        ("set up in", "", "empty"),
        ("set up in", "sheet", "not how a unit of the text is cited"),
        ("part of", "connection-hub", "not the slug of another mechanism"),
        ("part of", "trust-fund", "not the slug of another mechanism"),
        ("definition", "A hub", "full stop"),
    ],
)
def test_a_wrong_cell_of_a_mechanism_is_named(table, document, sources, column, value, message):
    """The error names file, line and column of the cell and what is wrong with it."""
    folder = table("mechanisms.csv", MECHANISM, MECHANISM | HUB | {column: value})
    with pytest.raises(CuratedTableError, match=message) as caught:
        read_mechanisms(folder, document, sources)
    assert (caught.value.file, caught.value.line, caught.value.column) == ("mechanisms.csv", 3, column)


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("mechanism", "trust-fund", "not described in any table"),
        ("property", "acronym", "none of alternative name"),
        ("sources", "unknown", "no source"),
        ("reason", "It is so.", "given with its reason"),
    ],
)
def test_a_wrong_cell_of_another_name_is_named(table, document, sources, column, value, message):
    """The error names file, line and what is wrong with the cell."""
    table("mechanisms.csv", MECHANISM, MECHANISM | HUB)
    table("tasks.csv", TASK)
    folder = table("mechanism-facts.csv", NAME | {column: value})
    with pytest.raises(CuratedTableError, match=message) as caught:
        read_institutions(folder, document, sources, AGENTS)
    assert (caught.value.file, caught.value.line, caught.value.column) == ("mechanism-facts.csv", 2, column)


def test_the_vocabulary_has_every_kind():
    """Each kind that the table may name is a concept of the scheme of provision kinds."""
    scheme = resources.ontology_folder() / "vocab" / "provision-kinds.ttl"
    described = {quad.subject.value for quad in ox.parse(path=str(scheme), format=ox.RdfFormat.TURTLE)}
    assert {iri(f"provision-kind/{kind}") for kind in KINDS} <= described
