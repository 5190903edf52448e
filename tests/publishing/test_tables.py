"""The tables of a release: CSV after RFC 4180, JSON Lines, and CSVW metadata that describes the CSV truly."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from gcm_graph.curating.crosswalk import NotedFact
from gcm_graph.curating.facts import Fact
from gcm_graph.curating.relations import Relation
from gcm_graph.curating.values import Iri, Path
from gcm_graph.model import Kind, PageBasis, Pages, Provision
from gcm_graph.publishing.tables import (
    UNITS,
    units_table,
    write_crosswalk_csv,
    write_csvw,
    write_units_csv,
    write_units_jsonl,
)
from gcm_graph.publishing.tabular import Column, Table, TableError, write_csv
from gcm_graph.units import Unit

NAMES = [
    *("iri", "path", "citation", "kind", "headings", "prefLabel", "number", "letter", "leadIn", "text"),
    *("firstPage", "lastPage", "pageBasis", "readingOrder", "isPartOf", "hasFootnote", "line", "source"),
]
LINKS = [
    *("citesInstrument", "namesActor", "involvesStakeholder", "concernsPopulation", "reflectsPrinciple", "namesTarget"),
    *("namesPlace", "namesObservance", "namesPeriod", "concernsStage", "concernsTheme"),
]

ACTION = Unit(
    iri="https://w3id.org/gcm/objective/17/action/b",
    path="objective/17/action/b",
    citation="33(b)",
    kind="Action",
    headings=("Objectives and commitments", "Objective 17: Eliminate, promote"),
    label="Objective 17, action (b)",
    letter="b",
    text='Empower – with "care", 2015–2030;',
    first_page=26,
    last_page=27,
    page_basis="inferred",
    reading_order=2,
    part_of="https://w3id.org/gcm/objective/17",
    footnotes=("https://w3id.org/gcm/footnote/20", "https://w3id.org/gcm/footnote/21"),
    links={"concernsPopulation": ("https://w3id.org/gcm/population/migrants",)},
    line=463,
    source="a-res-73-195",
)
SECTION = Unit(
    iri="https://w3id.org/gcm/section/preamble",
    path="section/preamble",
    kind="Section",
    label="Preamble",
    text="Preamble",
    first_page=2,
    last_page=2,
    page_basis="printed",
    reading_order=1,
    part_of="https://w3id.org/gcm/compact",
    line=39,
    source="a-res-73-195",
)


def metadata() -> dict:
    """Return the metadata of all tables."""
    return json.loads(write_csvw())


def test_csv_is_written_as_rfc_4180_says():
    """A header and CRLF line ends; a cell with a comma or quotation mark is quoted, and its quotation marks doubled."""
    section = (
        "https://w3id.org/gcm/section/preamble,section/preamble,,Section,,Preamble,,,,Preamble,2,2,printed,1,"
        "https://w3id.org/gcm/compact,,39,a-res-73-195,,,,,,,,,,,"
    )
    action = (
        "https://w3id.org/gcm/objective/17/action/b,objective/17/action/b,33(b),Action,"
        '"Objectives and commitments|Objective 17: Eliminate, promote","Objective 17, action (b)",,b,,'
        '"Empower – with ""care"", 2015–2030;",26,27,inferred,2,https://w3id.org/gcm/objective/17,'
        "https://w3id.org/gcm/footnote/20|https://w3id.org/gcm/footnote/21,463,a-res-73-195,,,,"
        "https://w3id.org/gcm/population/migrants,,,,,,,"
    )
    expected = "\r\n".join([",".join([*NAMES, *LINKS]), section, action, ""])
    assert write_units_csv([SECTION, ACTION]).decode("utf-8") == expected


def test_csv_cells_with_line_breaks_are_quoted():
    """A line break inside a cell stays in the cell (RFC 4180, section 2, rule 6)."""
    data = write_units_csv([replace(SECTION, text="one\r\ntwo\nthree")])
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    assert rows[1][NAMES.index("text")] == "one\r\ntwo\nthree"
    assert b'"one\r\ntwo\nthree"' in data


def test_tables_are_utf_8_without_a_mark():
    """No byte order mark stands before the header, and characters beyond ASCII are not escaped."""
    assert write_units_csv([ACTION]).startswith(b"iri,")
    assert "Empower –".encode() in write_units_csv([ACTION])
    assert "Empower –".encode() in write_units_jsonl([ACTION])


def test_json_lines_have_the_names_of_the_columns():
    """One object a line with every column as a key; lists are arrays, absent values null, numbers numbers."""
    data = write_units_jsonl([SECTION, ACTION])
    assert data.endswith(b"\n")
    assert b"\r" not in data
    section, action = (json.loads(line) for line in data.splitlines())
    assert list(section) == list(action) == [*NAMES, *LINKS]
    assert (section["citation"], section["headings"], section["firstPage"]) == (None, [], 2)
    assert action["headings"] == ["Objectives and commitments", "Objective 17: Eliminate, promote"]
    assert action["hasFootnote"] == ["https://w3id.org/gcm/footnote/20", "https://w3id.org/gcm/footnote/21"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_begins_like_a_formula_is_refused(start):
    """A cell is never altered; one that a spreadsheet would run stops the writing."""
    with pytest.raises(TableError, match="formula"):
        write_units_csv([replace(SECTION, text=f"{start}1")])


def test_a_value_with_the_separator_is_refused():
    """A list whose value holds the separator would come apart at the wrong place."""
    with pytest.raises(TableError, match="separator"):
        write_units_csv([replace(SECTION, headings=("a|b",))])


@pytest.mark.parametrize("write", [write_units_csv, write_units_jsonl])
def test_two_rows_with_one_key_are_refused(write):
    """The metadata promises that the key is unique."""
    with pytest.raises(TableError, match="two rows"):
        write([SECTION, SECTION])


@pytest.mark.parametrize("write", [write_units_csv, write_units_jsonl])
def test_an_empty_required_cell_is_refused(write):
    """The metadata promises a value in every required cell."""
    with pytest.raises(TableError, match="has no text"):
        write([replace(SECTION, text="")])


@pytest.mark.parametrize("write", [write_units_csv, write_units_jsonl])
def test_a_link_without_a_column_is_refused(write):
    """No link is dropped in silence."""
    with pytest.raises(TableError, match="refersTo"):
        write([replace(SECTION, links={"refersTo": ("https://w3id.org/gcm/place/morocco",)})])


def test_a_link_property_becomes_a_column():
    """A declared link property is one more column at the end, a list of IRIs."""
    table = units_table({"citesInstrument": "Instruments that the unit cites."})
    linked = replace(SECTION, links={"citesInstrument": ("https://example.org/a", "https://example.org/b")})
    header, row, _ = write_csv(table, [linked]).decode("utf-8").split("\r\n")
    assert header == ",".join([*NAMES, "citesInstrument"])
    assert row.endswith(",a-res-73-195,https://example.org/a|https://example.org/b")


def test_the_metadata_is_a_csvw_table_group():
    """Context, type, one description for each table, its columns under their headers, its key (CSVW, section 5)."""
    group = metadata()
    assert group["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en"}]
    assert group["@type"] == "TableGroup"
    assert [table["url"] for table in group["tables"]] == ["units.csv", "links.csv", "entities.csv", "crosswalk.csv"]
    units, links, entities, crosswalk = group["tables"]
    assert units["tableSchema"]["primaryKey"] == ["iri"]
    assert units["tableSchema"]["aboutUrl"] == "https://w3id.org/gcm/{+path}"
    columns = units["tableSchema"]["columns"]
    assert [column["titles"] for column in columns] == [*NAMES, *LINKS]
    assert [column["name"] for column in columns] == [*NAMES, *LINKS]
    assert (links["tableSchema"]["primaryKey"], links["tableSchema"]["aboutUrl"]) == (["annotation"], "{+annotation}")
    assert (entities["tableSchema"]["primaryKey"], entities["tableSchema"]["aboutUrl"]) == (["iri"], "{+iri}")
    assert crosswalk["tableSchema"]["primaryKey"] == ["objective", "relation", "related"]
    assert crosswalk["tableSchema"]["aboutUrl"] == "{+objective}"


def test_the_metadata_uses_terms_of_csvw_only():
    """Names of columns are legal, and no property of a column is misspelt (CSVW, sections 5.6 and 5.7)."""
    known = {
        *("name", "titles", "required", "suppressOutput", "virtual", "aboutUrl", "datatype", "default", "lang", "null"),
        *("ordered", "propertyUrl", "separator", "textDirection", "valueUrl", "dc:description"),
    }
    for table in metadata()["tables"]:
        assert set(table) == {"url", "dc:title", "dc:description", "tableSchema"}
        for column in table["tableSchema"]["columns"]:
            assert set(column) <= known
            assert re.fullmatch("[A-Za-z][A-Za-z0-9]*", column["name"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("citation", {"datatype": "string", "propertyUrl": "https://w3id.org/gcm/ontology#citation"}),
        ("text", {"datatype": "string", "lang": "en", "propertyUrl": "https://w3id.org/gcm/ontology#text"}),
        (
            "kind",
            {
                "propertyUrl": "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
                "valueUrl": "https://w3id.org/gcm/ontology#{kind}",
            },
        ),
        ("isPartOf", {"propertyUrl": "http://purl.org/dc/terms/isPartOf", "valueUrl": "{+isPartOf}"}),
        ("firstPage", {"datatype": {"base": "integer", "minimum": 1, "maximum": 36}}),
        ("headings", {"separator": "|", "ordered": True, "suppressOutput": True}),
        ("hasFootnote", {"datatype": "anyURI", "separator": "|", "ordered": False, "suppressOutput": True}),
        ("line", {"suppressOutput": True}),
        ("namesPlace", {"datatype": "anyURI", "separator": "|", "ordered": False, "suppressOutput": True}),
    ],
)
def test_a_column_is_described_by_what_it_holds(name, expected):
    """Literals have the language or datatype of the graph, IRIs are IRIs, lists state no literals."""
    units, *_ = metadata()["tables"]
    column = next(column for column in units["tableSchema"]["columns"] if column["name"] == name)
    assert column == column | expected
    assert ("lang" in column) == (name in {"text", "headings"})


def test_a_reader_of_the_metadata_gets_the_records_of_json_lines():
    """CSV cells, read as the metadata says, are the values of the JSON Lines twin."""
    rows = [SECTION, ACTION]
    text = write_units_csv(rows).decode("utf-8")
    units, *_ = metadata()["tables"]
    columns = units["tableSchema"]["columns"]

    def value(column, cell):
        if "separator" in column:
            return cell.split(column["separator"]) if cell else []
        if cell == "":
            return None
        datatype = column["datatype"]
        base = datatype["base"] if isinstance(datatype, dict) else datatype
        return int(cell) if base == "integer" else cell

    read = [
        {column["name"]: value(column, cell) for column, cell in zip(columns, cells, strict=True)}
        for cells in list(csv.reader(io.StringIO(text, newline="")))[1:]
    ]
    assert read == [json.loads(line) for line in write_units_jsonl(rows).splitlines()]


TARGET = "http://metadata.un.org/sdg/17.6"
OBJECTIVE = Provision(
    path="objective/9",
    kind=Kind.OBJECTIVE,
    text="Strengthen the transnational response",
    part_of="compact",
    order=1,
    pages=Pages(18, 18, PageBasis.PRINTED),
    lines=(1, 1),
    citation="Objective 9",
    number=9,
)


def test_the_crosswalk_is_one_relation_a_line():
    """A relation names both ends, its property, its sources, and what is misprinted; IRIs are whole."""
    relates = Fact(
        "objective/9", "gcm:relatesToTarget", Iri(TARGET), ("reference/a", "reference/b"), printed_as="17.16"
    )
    exemplifies = Fact("practice/work-plan", "gcm:exemplifies", Path("objective/9"), ("reference/a",))
    written = write_crosswalk_csv(
        [
            Relation(OBJECTIVE, NotedFact(relates, "Misprinted."), TARGET, "Enhance cooperation", "17.6"),
            Relation(OBJECTIVE, NotedFact(exemplifies), "practice/work-plan", "Work Plan, 2019–2025"),
        ]
    )
    base = "https://w3id.org/gcm/"
    sources = f"{base}reference/a|{base}reference/b"
    objective = f"{base}objective/9,Objective 9,Strengthen the transnational response"
    assert written.decode().split("\r\n") == [
        "objective,citation,title,relation,related,code,label,printedAs,source,note",
        f"{objective},relatesToTarget,{TARGET},17.6,Enhance cooperation,17.16,{sources},Misprinted.",
        f'{objective},exemplifies,{base}practice/work-plan,,"Work Plan, 2019–2025",,{base}reference/a,',
        "",
    ]


def test_the_properties_of_the_crosswalk_are_a_closed_list():
    """The metadata closes the list of properties, and says that sources are a list of IRIs."""
    *_, crosswalk = metadata()["tables"]
    columns = {column["name"]: column for column in crosswalk["tableSchema"]["columns"]}
    assert columns["relation"]["datatype"] == {
        "base": "string",
        "format": "exemplifies|relatesToGoal|relatesToTarget|reviewsObjective",
    }
    assert (columns["source"]["datatype"], columns["source"]["separator"]) == ("anyURI", "|")


def test_a_relation_stated_twice_is_refused():
    """Objective, property and other thing are the key."""
    fact = Fact("objective/9", "gcm:relatesToTarget", Iri(TARGET), ("reference/a",))
    twice = [Relation(OBJECTIVE, NotedFact(fact), TARGET, "Enhance cooperation", "17.6")] * 2
    with pytest.raises(TableError, match="two rows"):
        write_crosswalk_csv(twice)


def test_a_table_of_another_row_type_needs_only_its_columns():
    """The writers know nothing of units: a table is its declaration."""
    pairs: Table[tuple[str, int]] = Table(
        file="pairs.csv",
        title="Pairs",
        description="One pair a line.",
        columns=(Column("word", "A word."), Column("count", "A count.", datatype="integer")),
        record=lambda pair: {"word": pair[0], "count": pair[1]},
        key=("word", "count"),
    )
    assert write_csv(pairs, [("a", 1), ("a", -2)]) == b"word,count\r\na,1\r\na,-2\r\n"
    described = json.loads(write_csvw([UNITS, pairs]))["tables"][1]
    assert described["tableSchema"]["primaryKey"] == ["word", "count"]
    assert "aboutUrl" not in described["tableSchema"]
