"""A source is a unit of the text, a source document or a publication of references.csv, and nothing else."""

from __future__ import annotations

import pytest

from gcm_graph import resources
from gcm_graph.curating.sources import Reference, read_sources
from gcm_graph.curating.table import Row
from gcm_graph.errors import CuratedTableError
from gcm_graph.reading import manifest, open_source, read_resolution

HEADINGS = "key,title,place,address\n"


@pytest.fixture(scope="module")
def document():
    """Return the Compact as read."""
    return read_resolution(open_source("a-res-73-195"))


@pytest.fixture
def read(tmp_path, document):
    """Return a function that reads the sources with the given rows of references.csv."""

    def read(rows="mtdsg,A list,index.csv,\nfidh,A guide,,https://example.org/guide\n"):
        (tmp_path / "references.csv").write_text(HEADINGS + rows, encoding="utf-8")
        return read_sources(tmp_path, document, manifest().values())

    return read


def cell(content):
    """Return a row with a cell of sources."""
    return Row("facts.csv", 3, {"sources": content})


def test_publications(read):
    """A publication has a key, a title, and a place and address where they are recorded."""
    assert dict(read().references) == {
        "mtdsg": Reference("mtdsg", "A list", "index.csv", None),
        "fidh": Reference("fidh", "A guide", None, "https://example.org/guide"),
    }


def test_sources_become_paths(read):
    """Citations of units, names of source documents and keys are resolved in the order of the cell."""
    named = cell("fn 5 | 2 | 18(g) | 43(a)(iii) | 15(g) | res pp 1 | opening | guidance-booklet-objective-11 | mtdsg")
    assert read().resolve(named, "sources") == (
        "footnote/5",
        "paragraph/2",
        "objective/2/action/g",
        "paragraph/43/a/iii",
        "principle/gender-responsive",
        "resolution/preamble/1",
        "opening",
        "source/guidance-booklet-objective-11",
        "reference/mtdsg",
    )


def test_a_citation_is_of_a_paragraph_not_of_its_commitment(read):
    """A commitment shares its paragraph's citation; what is cited is the paragraph."""
    assert read().resolve(cell("27"), "sources") == ("paragraph/27",)


def test_texts_of_units(read):
    """The text of each unit that can be cited is known by its path."""
    assert read().texts["footnote/5"] == "United Nations, Treaty Series, vol. 2225, No. 39574."


@pytest.mark.parametrize("content", ["fn 23", "2b", "wikipedia", "footnote/5", "reference/mtdsg"])
def test_unknown_sources_are_refused(read, content):
    """What is no source is refused with the table, line and column, and with what sources are."""
    with pytest.raises(
        CuratedTableError, match=rf"^facts\.csv:3: column 'sources': '{content}' is no source$"
    ) as raised:
        read().resolve(cell(f"2 | {content}"), "sources")
    assert "references.csv" in raised.value.hint


def test_a_fact_has_a_source(read):
    """A cell without any source is refused."""
    with pytest.raises(CuratedTableError, match="the cell is empty"):
        read().resolve(cell(""), "sources")


def test_units_are_units(read):
    """Where units are asked for, a publication or a source document is refused, and an empty cell is none."""
    assert read().units(cell(""), "sources") == ()
    assert read().units(cell("2"), "sources") == ("paragraph/2",)
    for content in ("mtdsg", "a-res-73-195"):
        with pytest.raises(CuratedTableError, match="is not how a unit of the text is cited"):
            read().units(cell(content), "sources")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("mtdsg,A list,,\nmtdsg,Another,,\n", "references.csv:3: column 'key': 'mtdsg' stands in line 2 already"),
        ("a,A list,page 1,\nb,A list,page 1,\n", "references.csv:3: column 'place': 'A list page 1' stands in line 2"),
        ("MTDSG,A list,,\n", "references.csv:2: column 'key': 'MTDSG' is no slug"),
        ("a-res-73-195,A list,,\n", "references.csv:2: column 'key': 'a-res-73-195' is the name of a source document"),
        ("27,A list,,\n", "references.csv:2: column 'key': '27' is the name of a source document or the citation"),
        ("mtdsg,,,\n", "references.csv:2: column 'title': the cell is empty"),
        ("mtdsg,A list,,un.org\n", "references.csv:2: column 'address': 'un.org' is no absolute http or https IRI"),
    ],
)
def test_bad_publications_are_refused(read, rows, message):
    """A doubled, unnamed or misspelt publication is refused with its line and column."""
    with pytest.raises(CuratedTableError) as raised:
        read(rows)
    assert str(raised.value).startswith(message)


def test_the_publications_of_the_project(document):
    """Each publication of the project is told apart by its title and place."""
    folder = resources.ontology_folder() / "curated"
    references = read_sources(folder, document, manifest().values()).references
    assert references["mtdsg"].place.startswith("as of March 2015")
    assert len({(reference.title, reference.place) for reference in references.values()}) == len(references)
