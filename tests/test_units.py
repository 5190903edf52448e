"""Units as rows: labels, headings, footnotes, and reading them back from a release."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gcm_graph.describing.links import PROPERTIES
from gcm_graph.errors import ExitStatus
from gcm_graph.model import COMPACT, Document, FootnoteMark, Kind, PageBasis, Pages, Provision
from gcm_graph.publishing.tables import UNITS, units_table, write_units_jsonl
from gcm_graph.publishing.tabular import write_jsonl
from gcm_graph.release_folder import BrokenReleaseError, NoReleaseError
from gcm_graph.units import Unit, label, load_units, row, units_from_document

PAGES = Pages(19, 20, PageBasis.INFERRED)


def provision(path: str, kind: Kind, text: str, part_of: str = COMPACT, **facts) -> Provision:
    """Return a provision whose page and line do not matter."""
    return Provision(path=path, kind=kind, text=text, part_of=part_of, order=0, pages=PAGES, lines=(7, 9), **facts)


OBJECTIVES = "section/objectives-and-commitments"
DISASTERS = "section/natural-disasters"
PROVISIONS = (
    provision(OBJECTIVES, Kind.SECTION, "Objectives and commitments"),
    provision("objective/2", Kind.OBJECTIVE, "Minimize, drivers", section=OBJECTIVES, number=2, lead_in="We will:"),
    provision(
        "paragraph/18",
        Kind.PARAGRAPH,
        "We commit to act.",
        "objective/2",
        section=OBJECTIVES,
        number=18,
        citation="18",
        marks=(FootnoteMark(4, 2), FootnoteMark(3, 4), FootnoteMark(4, 9)),
    ),
    provision(
        "objective/2/commitment/1",
        Kind.COMMITMENT,
        "We commit to act.",
        "paragraph/18",
        section=OBJECTIVES,
        number=1,
        citation="18",
    ),
    provision(
        "objective/2/action/g",
        Kind.ACTION,
        "Account;",
        "objective/2",
        section=OBJECTIVES,
        letter="g",
        citation="18(g)",
    ),
    provision(DISASTERS, Kind.SECTION, "Natural disasters", OBJECTIVES),
    provision(
        "objective/2/action/h",
        Kind.ACTION,
        "Strengthen.",
        "objective/2",
        section=DISASTERS,
        letter="h",
        citation="18(h)",
    ),
    provision("objective/3", Kind.OBJECTIVE, "Provide information", section=OBJECTIVES, number=3),
)


def document(*provisions: Provision) -> Document:
    """Return a document of provisions in their order."""
    numbered = tuple(replace(each, order=place) for place, each in enumerate(provisions, start=1))
    return Document("a-res-73-195", "0" * 64, (), "The General Assembly,", numbered, (), ())


@pytest.fixture
def units() -> dict[str, Unit]:
    """Return the rows of a small document by path."""
    return {unit.path: unit for unit in units_from_document(document(*PROVISIONS))}


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (provision("objective/11", Kind.OBJECTIVE, "Manage borders", number=11), "Manage borders"),
        (provision("section/preamble", Kind.SECTION, "Preamble"), "Preamble"),
        (provision("principle/human-rights", Kind.PRINCIPLE, "Human rights. The", name="Human rights"), "Human rights"),
        (provision("paragraph/27", Kind.PARAGRAPH, "We commit", citation="27", number=27), "Paragraph 27"),
        (provision("paragraph/43/a/iii", Kind.ITEM, "Connecting", citation="43(a)(iii)"), "Paragraph 43(a)(iii)"),
        (provision("objective/11/action/b", Kind.ACTION, "Establish", letter="b"), "Objective 11, action (b)"),
        (provision("objective/11/commitment/2", Kind.COMMITMENT, "We", number=2), "Objective 11, commitment 2"),
        (provision("footnote/4", Kind.FOOTNOTE, "International", number=4), "Footnote 4"),
        (provision("opening", Kind.OPENING, "We, the Heads"), "Opening"),
        (
            provision("resolution/paragraph/2", Kind.OPERATIVE_PARAGRAPH, "Endorses", number=2),
            "Resolution 73/195, paragraph 2",
        ),
        (
            provision("resolution/preamble/1", Kind.PREAMBULAR_PARAGRAPH, "Recalling", number=1),
            "Resolution 73/195, preambular paragraph 1",
        ),
    ],
)
def test_a_label_is_a_printed_name_or_says_where_the_unit_stands(unit, expected):
    """Objectives, sections and principles have names; every other label is made of its place."""
    assert label(unit) == expected


@pytest.mark.parametrize(
    ("path", "headings"),
    [
        (OBJECTIVES, ()),
        ("objective/2", ("Objectives and commitments",)),
        ("paragraph/18", ("Objectives and commitments", "Objective 2: Minimize, drivers")),
        ("objective/2/commitment/1", ("Objectives and commitments", "Objective 2: Minimize, drivers")),
        ("objective/2/action/g", ("Objectives and commitments", "Objective 2: Minimize, drivers")),
        (DISASTERS, ("Objectives and commitments", "Objective 2: Minimize, drivers")),
        (
            "objective/2/action/h",
            ("Objectives and commitments", "Objective 2: Minimize, drivers", "Natural disasters"),
        ),
    ],
)
def test_headings_run_from_the_outermost_down_without_the_units_own(units, path, headings):
    """An objective's heading stands below its section's and above the sub-heading inside the objective."""
    assert units[path].headings == headings


def test_a_section_of_a_single_objective_stays_above_it():
    """The section that holds an objective never counts as a part of that objective."""
    rows = units_from_document(document(*PROVISIONS[:4]))
    assert [row.headings for row in rows[:2]] == [(), ("Objectives and commitments",)]


def test_a_row_has_the_facts_of_its_provision(units):
    """Wholes and footnotes are IRIs; a footnote that is marked twice is named once, in the order of the marks."""
    assert units["paragraph/18"] == Unit(
        iri="https://w3id.org/gcm/paragraph/18",
        path="paragraph/18",
        citation="18",
        kind="Paragraph",
        headings=("Objectives and commitments", "Objective 2: Minimize, drivers"),
        label="Paragraph 18",
        number=18,
        text="We commit to act.",
        first_page=19,
        last_page=20,
        page_basis="inferred",
        reading_order=3,
        part_of="https://w3id.org/gcm/objective/2",
        footnotes=("https://w3id.org/gcm/footnote/4", "https://w3id.org/gcm/footnote/3"),
        line=7,
        source="a-res-73-195",
    )
    assert units["objective/2"].lead_in == "We will:"


@pytest.mark.parametrize(
    ("first", "last", "basis", "inferred"),
    [
        (19, 20, PageBasis.PRINTED, ()),
        (19, 19, PageBasis.PRINTED, ()),
        (20, 21, PageBasis.INFERRED, (21,)),
        (18, 19, PageBasis.INFERRED, (18,)),
        (21, 22, PageBasis.INFERRED, (21, 22)),
        (21, 21, PageBasis.INFERRED, (21,)),
        # Their numbers are printed: that the unit stands there follows from a break that was estimated.
        (20, 20, PageBasis.INFERRED, (20,)),
        (19, 20, PageBasis.INFERRED, (19,)),
    ],
)
def test_each_number_of_a_page_is_printed_or_inferred(first, last, basis, inferred):
    """Where a unit stands whose pages are printed, these numbers are: a unit that runs beyond them has one inferred."""
    printed = replace(provision("footnote/1", Kind.FOOTNOTE, "A/1."), pages=Pages(19, 20, PageBasis.PRINTED))
    other = replace(provision("footnote/2", Kind.FOOTNOTE, "A/2."), pages=Pages(first, last, basis))
    rows = units_from_document(document(printed, other))
    assert [row.inferred_pages for row in rows] == [(), inferred]


def test_rows_are_in_the_order_of_the_document():
    """The order of the document decides, not the order in which provisions are handed over."""
    mixed = document(*PROVISIONS)
    mixed = replace(mixed, provisions=tuple(reversed(mixed.provisions)))
    assert [row.reading_order for row in units_from_document(mixed)] == list(range(1, 9))


def release(folder: Path, data: bytes) -> Path:
    """Put a table of units into a folder and return the folder."""
    (folder / "tables").mkdir()
    (folder / "tables" / "units.jsonl").write_bytes(data)
    return folder


def test_units_come_back_from_a_release(tmp_path, units):
    """What is written as JSON Lines is read as the same units."""
    expected = tuple(units.values())
    loaded = load_units(release(tmp_path, write_units_jsonl(expected)))
    assert loaded == expected
    assert [unit.inferred_pages for unit in loaded] == [unit.inferred_pages for unit in expected]


def test_links_come_back_from_a_release(tmp_path, units):
    """Columns that are no field of a unit are its links; properties without a value are left out."""
    table = units_table({"namesActor": "Actors.", "citesInstrument": "Instruments."})
    links = {"namesActor": ("https://w3id.org/gcm/actor/iom", "https://w3id.org/gcm/actor/unhcr")}
    linked = replace(units["paragraph/18"], links=links)
    assert load_units(release(tmp_path, write_jsonl(table, [linked])))[0].links == links


def test_no_release_is_a_named_error(tmp_path):
    """A missing release says where it was looked for and how to make one."""
    with pytest.raises(NoReleaseError, match="nowhere") as caught:
        load_units(tmp_path / "nowhere")
    assert "gcm build" in caught.value.hint


def test_a_release_without_its_units_is_a_named_error(tmp_path):
    """A folder that is no complete release names the file that is missing."""
    with pytest.raises(BrokenReleaseError, match=r"units\.jsonl") as caught:
        load_units(tmp_path)
    assert caught.value.status is ExitStatus.FAILURE
    assert "gcm build" in caught.value.hint


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[:-1],
        lambda data: data + b"{\n",
        lambda data: data + b"[]\n",
        lambda data: data + b"{}\n",
        lambda data: data + b"\xff\n",
        lambda data: data + b"\n",
        lambda data: data + b"[" * 100_000 + b"\n",
        lambda data: data.replace(b'"number": 18', b'"number": "18"'),
        lambda data: data.replace(b'"headings": []', b'"headings": [1]'),
        lambda data: data.replace(b'"hasFootnote": []', b'"hasFootnote": null'),
        lambda data: data.replace(b'"isPartOf"', b'"partOf"'),
    ],
)
def test_a_damaged_table_is_a_named_error(tmp_path, units, damage):
    """Whatever is not a complete table of units is refused, not half read."""
    sound = write_units_jsonl(units.values())
    assert damage(sound) != sound
    with pytest.raises(BrokenReleaseError, match=r"units\.jsonl") as caught:
        load_units(release(tmp_path, damage(sound)))
    assert "gcm build" in caught.value.hint


def test_a_damaged_line_is_named(tmp_path, units):
    """The error says on which line of the table the damage is."""
    lines = write_units_jsonl(units.values()).split(b"\n")
    lines[2] = b"{}"
    with pytest.raises(BrokenReleaseError, match=r"units\.jsonl:3:"):
        load_units(release(tmp_path, b"\n".join(lines)))


def test_every_field_of_a_unit_has_a_column(units):
    """A unit's fields all reach the tables, but which pages are inferred, which follows; each link has its column."""
    links = {name.removeprefix("gcm:") for name in PROPERTIES.values()}
    own = [column.name for column in UNITS.columns if column.name not in links]
    assert len(own) == len(Unit.__dataclass_fields__) - 2
    assert list(row(units["paragraph/18"])) == own
    assert len(UNITS.columns) == len(own) + len(links)


def test_a_row_names_the_links_that_there_are(units):
    """A link property is one more entry of the row."""
    links = {"namesActor": ("https://w3id.org/gcm/actor/iom",)}
    assert row(replace(units["objective/3"], links=links))["namesActor"] == ("https://w3id.org/gcm/actor/iom",)
