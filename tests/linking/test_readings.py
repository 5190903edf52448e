"""The tables of the lexicon are read, and every cell is checked."""

from __future__ import annotations

import csv
import shutil

import pytest

from gcm_graph import resources
from gcm_graph.errors import CuratedTableError, SourceMissingError
from gcm_graph.linking.coverage import units_covered
from gcm_graph.linking.errors import LexiconTableError
from gcm_graph.linking.kinds import KINDS
from gcm_graph.linking.readings import COLUMNS, TABLES, read_rows, reading

THINGS = {"population/migrants", "stakeholder/local-authorities"}
MIGRANTS = {"phrase": "migrants", "names": "population/migrants"}


@pytest.fixture
def tables(tmp_path):
    """Return a function that writes tables, given by name with rows of cells, and returns their folder."""

    def write(**files):
        for name, rows in files.items():
            with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
                writer = csv.writer(stream, lineterminator="\n")
                writer.writerow(COLUMNS)
                writer.writerows(rows)
        return tmp_path

    return write


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    """Return a copy of the package's own tables, which is read instead of them."""
    folder = tmp_path / "lexicon"
    shutil.copytree(resources.ontology_folder() / "lexicon", folder)
    monkeypatch.setattr(resources, "ontology_folder", lambda: tmp_path)
    return folder


def test_a_folder_of_others_may_hold_any_tables(tmp_path):
    """Only of the package's own folder is asked which tables it holds."""
    assert read_rows(tmp_path) == ()


def test_every_table_of_the_package_must_be_there():
    """The list of tables that must be there has each that there is."""
    assert {file.name for file in (resources.ontology_folder() / "lexicon").glob("*.csv")} == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_a_lost_table_is_missed(own_folder, table):
    """Without one of the package's tables nothing is read, and the error names the table."""
    (own_folder / table).unlink()
    with pytest.raises(SourceMissingError, match=rf"^{table}: the file cannot be read"):
        read_rows()


def test_a_lost_folder_is_missed(own_folder):
    """Without the folder the first of its tables is missed."""
    shutil.rmtree(own_folder)
    with pytest.raises(SourceMissingError, match=r"^names\.csv: the file cannot be read"):
        read_rows()


def test_further_tables_are_read(own_folder):
    """Beside the tables that must be there others may stand."""
    (own_folder / "more.csv").write_text(",".join(COLUMNS) + "\nx,,a/b,,\n", encoding="utf-8")
    assert "more.csv" in {row.file for row in read_rows()}


def test_all_tables_are_one(tables):
    """Rows of all tables of the folder are read, whatever the tables are called."""
    folder = tables(b=[["b", "", "x/y", "", ""]], a=[["a", "", "x/y", "", ""], ["c", "", "x/y", "", ""]])
    assert [(row.file, row.line, row.cells["phrase"]) for row in read_rows(folder)] == [
        ("a.csv", 2, "a"),
        ("a.csv", 3, "c"),
        ("b.csv", 2, "b"),
    ]


def test_a_doubled_row_is_refused(tables):
    """Two rows that say the same in other capitals are an error, also in two tables."""
    folder = tables(a=[["Local authorities", "", "x/y", "2", ""]], b=[["local-authorities", "", "x/y", "2", "Why."]])
    with pytest.raises(LexiconTableError, match=r"b\.csv:2: column 'phrase': the same stands in a\.csv, line 2"):
        read_rows(folder)


def test_other_headings_are_refused(tmp_path):
    """A table has exactly the columns of the lexicon."""
    (tmp_path / "a.csv").write_text("phrase,names\na,b\n", encoding="utf-8")
    with pytest.raises(
        LexiconTableError, match=r"a\.csv:1: the headings must be 'phrase,words,names,in,note'"
    ) as caught:
        read_rows(tmp_path)
    assert "ontology/lexicon/README.md" in caught.value.hint


def test_a_doubled_citation_is_a_fault_of_the_lexicon(tables):
    """Also what any table could have wrong is explained by the guide to the lexicon."""
    (row,) = read_rows(tables(a=[["a", "", "population/migrants", "2 | 2", "Why."]]))
    with pytest.raises(LexiconTableError, match="an item stands twice") as caught:
        reading(row, THINGS, lambda citation: frozenset({citation}))
    assert "ontology/lexicon/README.md" in caught.value.hint


def test_a_table_that_cannot_be_read_is_named(tmp_path):
    """A folder in the place of a table is an error with its name."""
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(SourceMissingError, match=r"a\.csv: the file cannot be read"):
        read_rows(tmp_path)


def test_a_row_names_a_thing(read):
    """The whole phrase is quoted where no words are given."""
    said = read(THINGS, **MIGRANTS)
    assert (said.names, said.blocks, said.units, said.in_context) == ("population/migrants", frozenset(), None, False)
    assert [(each.text, each.start, each.end) for each in said.phrases] == [("migrants", 0, 8)]


def test_words_are_quoted_where_they_stand(read):
    """Of each phrase the one expansion of the words that stands in it is quoted, in any capitals."""
    said = read(
        THINGS,
        phrase="(national|regional) and (local authorities|municipal bodies)",
        words="(Local Authorities|municipal bodies)",
        names="stakeholder/local-authorities",
    )
    assert said.in_context
    assert {each.text[each.start : each.end] for each in said.phrases} == {"local authorities", "municipal bodies"}
    assert len(said.phrases) == 4


@pytest.mark.parametrize(
    ("names", "blocks"), [("nothing", KINDS), ("no population", {"population"}), ("no actor", {"actor"})]
)
def test_a_row_takes_mentions_away(read, names, blocks):
    """`nothing` takes away every kind of mention, `no` and a kind that kind."""
    said = read(THINGS, phrase="smuggling of migrants", names=names)
    assert (said.names, said.blocks) == (None, frozenset(blocks))


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("theme/forced-labor", "theme/forced-labour"),
        ("themes/forced-labour", "theme/forced-labour"),
        ("population/martians", None),
        ("population/forced-labour", None),
        ("", None),
    ],
)
def test_a_misspelt_path_leads_to_the_one_that_is_meant(read, path, meant):
    """Another spelling is told; what is like nothing is not."""
    with pytest.raises(LexiconTableError) as caught:
        read(["population/migrants", "theme/forced-labour"], phrase="migrants", names=path)
    said = f"Did you mean {meant!r}? " if meant else ""
    assert (
        caught.value.hint
        == f"{said}Write the path of a concept or of a thing of the curated tables, 'nothing', or 'no' and a kind."
    )


@pytest.mark.parametrize(
    ("column", "message", "cells"),
    [
        ("names", "there is no 'population/martians'", {"names": "population/martians"}),
        ("names", "the cell is empty", {"names": ""}),
        ("names", "there is no kind 'people'", {"names": "no people"}),
        ("phrase", "the cell is empty", {"phrase": ""}),
        ("phrase", "'(a|b' is no pattern", {"phrase": "(a|b"}),
        ("words", "'[a' is no pattern", {"words": "[a"}),
        ("words", "'refugees' stands nowhere in 'migrants'", {"words": "refugees"}),
        ("words", "'migrant' stands nowhere in 'migrants'", {"words": "migrant"}),
        ("words", "'a' stands more than once in 'a or a'", {"phrase": "a or a", "words": "a"}),
        ("words", "'(a|b)' stands more than once in 'a or b'", {"phrase": "a or b", "words": "(a|b)"}),
        ("words", "'c' stands in no phrase of the row", {"phrase": "a b", "words": "(a|c)"}),
        ("words", "'b' stands nowhere in 'a'", {"phrase": "a [b]", "words": "b"}),
        ("in", "an item stands twice", {"within": "2 | 2"}),
    ],
)
def test_a_wrong_cell_is_refused(read, column, message, cells):
    """The error names file, line, column, and what is wrong."""
    with pytest.raises(CuratedTableError) as caught:
        read(THINGS, line=7, file="populations.csv", **(MIGRANTS | cells))
    assert caught.value.message.startswith(f"populations.csv:7: column '{column}': ")
    assert message in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("cells", [{"within": "2"}, {"names": "nothing"}, {"names": "no population"}])
def test_an_exception_has_a_reason(row, cells):
    """A row that takes mentions away, or holds in some units, has a note."""
    bare = row(**(MIGRANTS | cells))
    silent = type(bare)(bare.file, bare.line, {**bare.cells, "note": ""})
    with pytest.raises(LexiconTableError, match=r"names\.csv:2: column 'note'"):
        reading(silent, THINGS, lambda citation: frozenset({citation}))


@pytest.mark.parametrize("citation", ["55", "27(z)", "Objective 24", "fn 99", "somewhere else"])
def test_an_unknown_citation_is_refused(read, document, citation):
    """A row cites units that the Compact has."""
    with pytest.raises(LexiconTableError, match=r"names\.csv:2: column 'in'"):
        read(THINGS, covered=units_covered(document), within=citation, **MIGRANTS)


def test_several_citations(read, document):
    """A row holds in all units that it cites."""
    said = read(THINGS, covered=units_covered(document), within="10 | 15(c) | fn 8", **MIGRANTS)
    assert said.units == {"paragraph/10", "principle/national-sovereignty", "footnote/8"}
