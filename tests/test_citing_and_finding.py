"""Citations, rows and searches over the whole resolution as it is read from its source."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from gcm_graph.citations import UnknownCitationError, resolve
from gcm_graph.curating.relations import line_up
from gcm_graph.dataset import describe, read_content
from gcm_graph.describing.text import describe_text
from gcm_graph.describing.vocabulary import describe_vocabulary
from gcm_graph.entities import line_up_links
from gcm_graph.finding import find
from gcm_graph.model import Document
from gcm_graph.publishing.tables import (
    write_crosswalk_csv,
    write_csvw,
    write_entities_csv,
    write_links_csv,
    write_units_csv,
    write_units_jsonl,
)
from gcm_graph.reading import open_source, read_resolution
from gcm_graph.units import Unit, load_units, units_from_document


@pytest.fixture(scope="module")
def document() -> Document:
    """Return the resolution."""
    return read_resolution(open_source("a-res-73-195"))


@pytest.fixture(scope="module")
def units(document) -> tuple[Unit, ...]:
    """Return all units of the resolution."""
    return units_from_document(document)


def test_there_is_a_row_for_every_unit(units):
    """The Compact has 23 objectives, 43 commitments, 187 actions, 10 principles, 22 footnotes and 11 sections."""
    kinds = Counter(unit.kind for unit in units)
    del kinds["Paragraph"]
    assert kinds == {
        "Objective": 23,
        "Commitment": 43,
        "Action": 187,
        "GuidingPrinciple": 10,
        "Footnote": 22,
        "Section": 11,
    }


def test_every_unit_is_found_by_its_citation_label_path_and_iri(units):
    """All ways to name a unit lead to it; only commitments cannot be named by their citation, their paragraph's."""
    for unit in units:
        names = [unit.label, unit.path, unit.iri]
        if unit.citation and unit.kind != "Commitment":
            names.append(unit.citation)
        assert {resolve(name, units).path for name in names} == {unit.path}


@pytest.mark.parametrize(
    ("citation", "words"),
    [
        ("27(b)", "Establish appropriate structures and mechanisms for effective integrated border management"),
        ("43(a)(i)", "Advising on, assessing and processing country requests"),
        ("37(i)", "Identify and address the needs of the communities"),
        ("15(i)", "Whole-of-government approach."),
        ("Objective 11, commitment 2", "We further commit to implement border management policies"),
        ("fn 18", "A/72/643."),
        ("res 2", "Endorses the Global Compact"),
        ("/paragraph/18/h", "Strengthen joint analysis and sharing of information"),
    ],
)
def test_a_citation_leads_to_the_words(units, citation, words):
    """The words are those printed after the cited label."""
    assert resolve(citation, units).text.startswith(words)


@pytest.mark.parametrize(
    ("citation", "hint"),
    [
        ("27(z)", "Paragraph 27 has actions (a) to (g)."),
        ("55", "The Compact has paragraphs 1 to 54."),
        ("Objective 24", "The Compact has objectives 1 to 23."),
        ("principle (k)", "The Compact has guiding principles (a) to (j)."),
        ("fn 23", "The Compact has footnotes 1 to 22."),
        ("43(b)(iv)", "Paragraph 43(b) has items (i) to (iii)."),
    ],
)
def test_an_unknown_citation_says_what_the_compact_has(units, citation, hint):
    """The hint lists the units that are there."""
    with pytest.raises(UnknownCitationError) as caught:
        resolve(citation, units)
    assert caught.value.hint == hint


def test_units_stand_under_their_printed_headings(units):
    """The sub-heading inside objective 2 holds 18(h) to 18(l) and nothing else."""
    by_path = {unit.path: unit for unit in units}
    disasters = "Natural disasters, the adverse effects of climate change, and environmental degradation"
    objective = (
        "Objective 2: Minimize the adverse drivers and structural factors that compel people to leave their country of "
        "origin"
    )
    below = [unit.citation for unit in units if disasters in unit.headings]
    assert below == ["18(h)", "18(i)", "18(j)", "18(k)", "18(l)"]
    assert by_path["objective/2/action/h"].headings == ("Objectives and commitments", objective, disasters)
    assert by_path["principle/human-rights"].headings == ("Our vision and guiding principles", "Unity of purpose")
    assert by_path["opening"].headings == by_path["footnote/4"].headings == ()


def test_paragraph_2_names_each_of_its_footnotes_once(units):
    """Paragraph 2 carries the marks 2 to 17; mark 3 stands in it twice."""
    (paragraph,) = (unit for unit in units if unit.path == "paragraph/2")
    assert paragraph.footnotes == tuple(f"https://w3id.org/gcm/footnote/{number}" for number in range(2, 18))


def test_a_paragraph_that_is_not_searched_is_its_commitments(units):
    """Leaving paragraphs 17 to 39 out of a search loses no word: their commitments, joined, are their text."""
    for number in range(17, 40):
        (paragraph,) = (unit for unit in units if unit.path == f"paragraph/{number}")
        sentences = [unit.text for unit in units if unit.part_of == paragraph.iri]
        assert " ".join(sentences) == paragraph.text


@pytest.mark.parametrize(
    ("query", "hits", "in_units"),
    [
        # Counted with grep in sources/a-res-73-195.md, less the masthead, the annex's title and the list under
        # paragraph 16: docs/how-to/find-words.md shows how.
        ("sovereign*", 5, 3),
        ("trade unions", 7, 7),
        ("gender-responsive", 19, 19),
        ("diaspora*", 25 - 1, 16),
        ("safe, orderly and regular migration", 23 - 3, 19),
        ("win", 2, 1),
        ("race", 1, 1),
        ("safe orderly", 0, 0),
    ],
)
def test_counts_are_those_of_the_printed_text(units, query, hits, in_units):
    """Every printed place counts once."""
    findings = find(units, query)
    assert (len(findings.hits), findings.units) == (hits, in_units)


def test_the_documented_example_is_true(units):
    """The places of "sovereign*" are those that the how-to shows."""
    findings = find(units, "sovereign*")
    assert [(hit.unit.citation, hit.match) for hit in findings.hits] == [
        ("7", "sovereignty"),
        ("15(c)", "sovereignty"),
        ("15(c)", "sovereign"),
        ("15(c)", "sovereign"),
        ("27", "sovereignty"),
    ]
    assert [(count.name, count.hits) for count in findings.by_place] == [
        ("Preamble", 1),
        ("Our vision and guiding principles", 3),
        ("Objective 11: Manage borders in an integrated, secure and coordinated manner", 1),
    ]
    assert [(count.name, count.hits) for count in findings.by_kind] == [
        ("Paragraph", 1),
        ("GuidingPrinciple", 3),
        ("Commitment", 1),
    ]


def test_the_tables_hold_the_whole_text(units, tmp_path):
    """No cell of the Compact is refused, and what is written as JSON Lines comes back."""
    assert write_units_csv(units).count(b"\r\n") == len(units) + 1
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "units.jsonl").write_bytes(write_units_jsonl(units))
    assert load_units(tmp_path) == units


@pytest.fixture(scope="module")
def tables(units, document) -> dict[str, bytes]:
    """Return the tables of a release by their files."""
    content = read_content(document)
    curated = content.curated
    relations = line_up(document, curated.crosswalk, curated.rounds, curated.practices)
    entities, links = line_up_links(document, content.mentions, describe(content).quads())
    return {
        "units.csv": write_units_csv(units),
        "links.csv": write_links_csv(links),
        "entities.csv": write_entities_csv(entities),
        "crosswalk.csv": write_crosswalk_csv(relations),
    }


# A unit has at least its class, label, text, place and pages; each objective its citation and title.
@pytest.mark.parametrize(("name", "at_least"), [("units.csv", 9 * 376 + 1), ("crosswalk.csv", 2 * 23)])
def test_the_metadata_states_nothing_that_the_graph_does_not(tables, document, name, at_least):
    """The triples that CSVW readers make of a table ("Generating RDF from Tabular Data on the Web") are published."""
    schema, rows = _described(tables, name)
    stated = set()
    for record in rows:
        subject = NamedNode(_expanded(schema["aboutUrl"], record))
        for column in schema["columns"]:
            cell = record[column["name"]]
            if cell and not column.get("suppressOutput"):
                stated.add(Triple(subject, NamedNode(column["propertyUrl"]), _object(column, record)))
    published = {quad.triple for quad in (*describe_text(document), *describe_vocabulary(document))}
    assert len(stated) >= at_least
    assert stated - published == set()


def test_every_table_is_described(tables):
    """The metadata describe each table of a release, column by column, and no other."""
    metadata = json.loads(write_csvw())["tables"]
    assert [table["url"] for table in metadata] == list(tables)
    for table in metadata:
        header = tables[table["url"]].decode("utf-8").splitlines()[0]
        assert header.split(",") == [column["name"] for column in table["tableSchema"]["columns"]]


@pytest.mark.parametrize(("name", "subject"), [("units.csv", "iri"), ("crosswalk.csv", "objective")])
def test_a_row_is_about_the_unit_that_it_names(tables, name, subject):
    """What a row is about is the IRI in its first column, and its key tells it from all others."""
    schema, rows = _described(tables, name)
    assert [_expanded(schema["aboutUrl"], record) for record in rows] == [record[subject] for record in rows]
    keys = [tuple(record[column] for column in schema["primaryKey"]) for record in rows]
    assert len(set(keys)) == len(keys) > 0


def _described(tables, name):
    """Return the schema of a table and its rows."""
    (schema,) = (table["tableSchema"] for table in json.loads(write_csvw())["tables"] if table["url"] == name)
    return schema, list(csv.DictReader(io.StringIO(tables[name].decode("utf-8"), newline=""), strict=True))


def _expanded(template, record):
    """Return a URI template with its variables filled in; no value of ours needs more than that (RFC 6570)."""
    return re.sub(r"\{\+?(\w+)\}", lambda variable: record[variable[1]], template)


def _object(column, record):
    cell = record[column["name"]]
    if "valueUrl" in column:
        return NamedNode(_expanded(column["valueUrl"], record))
    datatype = column["datatype"]
    base = datatype if isinstance(datatype, str) else datatype["base"]
    if "lang" in column:
        return Literal(cell, language=column["lang"])
    return Literal(cell, datatype=NamedNode(f"http://www.w3.org/2001/XMLSchema#{base}"))
