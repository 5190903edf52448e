"""Mapping files: what is read from them, and every way in which one can be wrong, with the place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gcm_graph import resources
from gcm_graph.curating.alignments import COLUMNS, read_alignments
from gcm_graph.curating.mappings import JUSTIFICATIONS
from gcm_graph.curating.sssom import read_sssom
from gcm_graph.errors import CuratedTableError, SourceMissingError

HEAD = """\
#curie_map:
#  dcterms: http://purl.org/dc/terms/
#  eli: http://data.europa.eu/eli/ontology#
#  gcm: https://w3id.org/gcm/ontology#
#  gcmd: https://w3id.org/gcm/
#  wd: http://www.wikidata.org/entity/
#mapping_set_id: https://w3id.org/gcm/mapping/wikidata
#mapping_set_title: Mappings to Wikidata
#mapping_set_description: "Bodies: those that the text names."
#license: https://creativecommons.org/licenses/by/4.0/
#object_source: "wd:"
#object_source_version: as quoted by others
#comment: "0.95: two sources agree."
#extension_definitions:
#  - slot_name: ext_source
#    property: dcterms:source
#    type_hint: linkml:uriOrCurie
"""
HEADINGS = "\t".join(COLUMNS) + "\n"
BANK = {
    "subject_id": "gcmd:actor/world-bank",
    "subject_label": "World Bank",
    "predicate_id": "skos:exactMatch",
    "object_id": "wd:Q7164",
    "object_label": "World Bank",
    "mapping_justification": "semapv:BackgroundKnowledgeBasedMatching",
    "object_type": "owl named individual",
    "confidence": "0.95",
    "comment": "",
    "ext_source": "gcmd:reference/supraverden",
}
TREATY = BANK | {
    "subject_id": "gcm:Treaty",
    "subject_label": "Treaty",
    "predicate_id": "rdfs:subClassOf",
    "object_id": "eli:LegalResource",
    "object_label": "Legal Resource",
    "object_type": "owl class",
    "ext_source": "",
}
REFERENCES = "key,title,place,address\nsupraverden,Supraverden,list of all bodies,https://example.org/bodies\n"
FIRST_ROW = HEAD.count("\n") + 2


def row(**changes):
    """Return a line of a mapping, some cells changed."""
    return "\t".join((BANK | changes)[column] for column in COLUMNS) + "\n"


def folder(tmp_path, *rows, head=HEAD, name="wikidata.sssom.tsv", references=REFERENCES):
    """Return a folder with one mapping file and the table of references."""
    (tmp_path / name).write_text(head + HEADINGS + "".join(rows), encoding="utf-8")
    (tmp_path / "mapping-references.csv").write_text(references, encoding="utf-8")
    return tmp_path


def test_a_mapping_is_read_with_its_set_and_its_sources(tmp_path):
    """Prefixed names become IRIs, the cells stay what they are, and the source is the reference itself."""
    (mapping,) = read_alignments(folder(tmp_path, row(comment="Not the Group.")))
    assert mapping.subject == "https://w3id.org/gcm/actor/world-bank"
    assert mapping.object == "http://www.wikidata.org/entity/Q7164"
    assert (mapping.predicate, mapping.confidence, mapping.comment) == ("skos:exactMatch", "0.95", "Not the Group.")
    assert [(source.title, source.address) for source in mapping.sources] == [
        ("Supraverden", "https://example.org/bodies")
    ]
    assert mapping.mapping_set.object_source == "http://www.wikidata.org/entity/"
    assert mapping.mapping_set.description == "Bodies: those that the text names."
    assert mapping.path == "mapping/wikidata/actor/world-bank/exact-match/q7164"


def test_a_folder_that_is_not_there_has_no_mappings(tmp_path):
    """Whoever removes the folder, or empties it, gets a graph without mappings and no error."""
    assert read_alignments(tmp_path / "alignments") == ()
    assert read_alignments(tmp_path) == ()


def test_subjects_are_held_against_our_labels(tmp_path):
    """A subject that is there and is called so is accepted."""
    labels = {"https://w3id.org/gcm/actor/world-bank": "World Bank"}
    assert len(read_alignments(folder(tmp_path, row()), labels)) == 1


@pytest.mark.parametrize(
    ("labels", "column"),
    [({}, "subject_id"), ({"https://w3id.org/gcm/actor/world-bank": "The World Bank"}, "subject_label")],
    ids=["a stranger", "another name"],
)
def test_a_subject_that_is_not_ours_or_not_called_so_is_refused(tmp_path, labels, column):
    """Mappings do not outlive what they are about, nor its name."""
    with pytest.raises(CuratedTableError) as refused:
        read_alignments(folder(tmp_path, row()), labels)
    assert (refused.value.file, refused.value.line, refused.value.column) == ("wikidata.sssom.tsv", FIRST_ROW, column)


WRONG_CELLS = {
    "unknown prefix": ("object_id", {"object_id": "wikidata:Q7164"}, "prefix"),
    "IRI instead of a prefixed name": ("object_id", {"object_id": "http://www.wikidata.org/entity/Q7164"}, "prefixed"),
    "IRI that is none": ("object_id", {"object_id": "wd:Q71 64"}, "no prefixed name"),
    "no object": ("object_id", {"object_id": ""}, "empty"),
    "object of ours": ("object_id", {"object_id": "gcmd:actor/united-nations"}, "one of ours"),
    "subject of others": ("subject_id", {"subject_id": "wd:Q1065"}, "none of ours"),
    "no label of the subject": ("subject_label", {"subject_label": ""}, "empty"),
    "no label of the object": ("object_label", {"object_label": ""}, "empty"),
    "identity": ("predicate_id", {"predicate_id": "owl:sameAs"}, "none of"),
    "unknown predicate": ("predicate_id", {"predicate_id": "skos:sameMatch"}, "none of"),
    "axiom about an individual": ("predicate_id", {"predicate_id": "rdfs:subClassOf"}, "terms of the ontology"),
    "unknown justification": ("mapping_justification", {"mapping_justification": "semapv:Guessing"}, "none of"),
    "unknown kind of object": ("object_type", {"object_type": "person"}, "none of"),
    "confidence above one": ("confidence", {"confidence": "1.1"}, "from 0 to 1"),
    "confidence below nought": ("confidence", {"confidence": "-0.1"}, "from 0 to 1"),
    "confidence in per cent": ("confidence", {"confidence": "95"}, "from 0 to 1"),
    "confidence in words": ("confidence", {"confidence": "high"}, "from 0 to 1"),
    "no confidence": ("confidence", {"confidence": ""}, "empty"),
    "unknown source": ("ext_source", {"ext_source": "gcmd:reference/hearsay"}, "no source"),
    "class below an individual": ("object_type", TREATY | {"object_type": "owl named individual"}, "owl class"),
    "property below a class": ("object_type", TREATY | {"predicate_id": "rdfs:subPropertyOf"}, "property"),
}


@pytest.mark.parametrize("case", WRONG_CELLS)
def test_a_wrong_cell_is_refused_where_it_stands(tmp_path, case):
    """The error names file, line and column, and says what is wrong."""
    column, changes, said = WRONG_CELLS[case]
    with pytest.raises(CuratedTableError, match=said) as refused:
        read_alignments(folder(tmp_path, row(object_id="wd:Q1", subject_id="gcmd:actor/one"), row(**changes)))
    assert (refused.value.file, refused.value.line) == ("wikidata.sssom.tsv", FIRST_ROW + 1)
    assert refused.value.column == column
    assert re.search(r"alignments\.md|curie_map|Use a match|mapping-references\.csv", refused.value.hint)


DOUBLED = {
    "the pair, with another predicate": {"predicate_id": "skos:closeMatch"},
    "an exact match of the subject": {"object_id": "wd:Q1065"},
    "an exact match of the object": {"subject_id": "gcmd:actor/united-nations"},
}


@pytest.mark.parametrize("case", DOUBLED)
def test_what_is_mapped_already_is_refused(tmp_path, case):
    """Two resources are related in one way, and one thing matches one thing of a vocabulary exactly."""
    with pytest.raises(CuratedTableError, match=f"wikidata.sssom.tsv, line {FIRST_ROW}, already") as refused:
        read_alignments(folder(tmp_path, row(), row(**DOUBLED[case])))
    assert (refused.value.line, refused.value.column) == (FIRST_ROW + 1, "object_id")


def test_a_pair_mapped_in_two_files_is_refused(tmp_path):
    """A file of another name is no way around it."""
    folder(tmp_path, row(), name="other.sssom.tsv", head=HEAD.replace("mapping/wikidata", "mapping/other"))
    with pytest.raises(CuratedTableError, match=r"other\.sssom\.tsv, line"):
        read_alignments(folder(tmp_path, row()))


def test_several_things_may_match_one_thing_loosely(tmp_path):
    """Only exact matches are one to one."""
    loose = {"predicate_id": "skos:broadMatch"}
    rows = (row(**loose), row(subject_id="gcmd:actor/united-nations", **loose), row(object_id="wd:Q1", **loose))
    assert len(read_alignments(folder(tmp_path, *rows))) == 3


WRONG_HEADS = {
    "no metadata": ("", "no metadata block"),
    "no map of prefixes": (re.sub(r"#curie_map:\n(#  .*\n)+?(?=#m)", "", HEAD), "curie_map"),
    "a prefix of ours for others": (HEAD.replace("data.europa.eu/eli/ontology#", "example.org/"), "another namespace"),
    "a namespace that is none": (HEAD.replace("http://www.wikidata.org/entity/", "wikidata"), "no IRI"),
    "address of another set": (HEAD.replace("mapping/wikidata", "mapping/eli"), "mapping_set_id"),
    "no licence": (HEAD.replace("#license: https://creativecommons.org/licenses/by/4.0/\n", ""), "license"),
    "no vocabulary": (HEAD.replace('#object_source: "wd:"\n', ""), "object_source"),
    "vocabulary with an unknown prefix": (HEAD.replace('"wd:"', '"wikidata:"'), "prefix"),
    "vocabulary as text": (HEAD.replace('"wd:"', "Wikidata"), "no prefixed name"),
    "no scale": (HEAD.replace('#comment: "0.95: two sources agree."\n', ""), "comment"),
    "no definition of the extension": (HEAD[: HEAD.index("#extension")], "ext_source"),
    "another extension": (HEAD.replace("property: dcterms:source", "property: dcterms:relation"), "ext_source"),
    "a slot twice": (HEAD + "#license: https://creativecommons.org/licenses/by/4.0/\n", "twice"),
    "a line of prose": (HEAD + "# these are our mappings\n", "slot: value|belong"),
    "a value that needs quotes": (HEAD.replace('"0.95: two sources agree."', "0.95: two sources"), "double quotes"),
    "a value that is badly quoted": (HEAD.replace('agree."', "agree."), "well quoted"),
    "a slot without a value": (HEAD.replace("title: Mappings to Wikidata", "title:"), "no value"),
}


@pytest.mark.parametrize("case", WRONG_HEADS)
def test_a_wrong_metadata_block_is_refused(tmp_path, case):
    """What a mapping set must say of itself is there, once, and in YAML that nobody misreads."""
    head, said = WRONG_HEADS[case]
    with pytest.raises(CuratedTableError, match=said) as refused:
        read_alignments(folder(tmp_path, row(), head=head))
    assert refused.value.file == "wikidata.sssom.tsv"
    assert re.search(r"alignments\.md|curie_map", refused.value.hint)


WRONG_ROWS = {
    "headings": (lambda text: text.replace("object_label\t", ""), FIRST_ROW - 1, "headings"),
    "a cell too many": (lambda text: text.rstrip("\n") + "\textra\n", FIRST_ROW, "11 cells"),
    "a late comment": (lambda text: text + "# a comment\n", FIRST_ROW + 1, "before all rows"),
    "no rows": (lambda text: text[: text.index("gcmd:actor")], None, "no mappings"),
    "a quote that does not end": (lambda text: text.replace("\tWorld Bank", '\t"World Bank'), None, "tab-separated"),
    "a line break": (lambda text: text.replace("\tWorld Bank", '\t"World\nBank"', 1), FIRST_ROW, "line break"),
    "a tab": (lambda text: text.replace("\tWorld Bank", '\t"World\tBank"', 1), FIRST_ROW, "tab"),
    "a byte order mark": (lambda text: "\ufeff" + text, 1, "byte order mark"),
}


@pytest.mark.parametrize("case", WRONG_ROWS)
def test_a_file_that_is_no_sssom_is_refused(tmp_path, case):
    """The file is UTF-8 with a metadata block, then a heading and rows of so many cells, and nothing else."""
    change, line, said = WRONG_ROWS[case]
    file = folder(tmp_path, row()) / "wikidata.sssom.tsv"
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(CuratedTableError, match=said) as refused:
        read_alignments(tmp_path)
    assert line is None or refused.value.line == line


def test_a_file_in_another_encoding_is_refused(tmp_path):
    """The line with the first byte that is no UTF-8 is named."""
    file = folder(tmp_path, row()) / "wikidata.sssom.tsv"
    file.write_bytes(file.read_bytes().replace(b"World Bank", b"World B\xe4nk"))
    with pytest.raises(CuratedTableError, match="UTF-8") as refused:
        read_alignments(tmp_path)
    assert refused.value.line == FIRST_ROW


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    """The error names the file."""
    with pytest.raises(SourceMissingError, match=r"eli\.sssom\.tsv"):
        read_sssom(tmp_path / "eli.sssom.tsv", COLUMNS)


REFERENCE_TABLES = {
    "a key twice": (REFERENCES + "supraverden,Again,,\n", "key"),
    "an address that is none": (REFERENCES.replace("https://example.org/bodies", "bodies"), "address"),
    "a reference that nothing rests on": (REFERENCES + "hearsay,Hearsay,,\n", "key"),
    "no title": (REFERENCES.replace(",Supraverden,", ",,"), "title"),
}


@pytest.mark.parametrize("case", REFERENCE_TABLES)
def test_a_wrong_reference_is_refused(tmp_path, case):
    """The table of references has each publication once, and only those on which a mapping rests."""
    table, column = REFERENCE_TABLES[case]
    with pytest.raises(CuratedTableError) as refused:
        read_alignments(folder(tmp_path, row(), references=table))
    assert (refused.value.file, refused.value.column) == ("mapping-references.csv", column)


def test_mappings_need_the_table_of_references(tmp_path):
    """Without it, no source could be looked up."""
    (folder(tmp_path, row()) / "mapping-references.csv").unlink()
    with pytest.raises(SourceMissingError, match=r"mapping-references\.csv"):
        read_alignments(tmp_path)


def test_the_justifications_are_those_of_the_sssom_schema():
    """SSSOM allows thirteen terms of the Semantic Mapping Vocabulary in `mapping_justification`."""
    assert len(JUSTIFICATIONS) == len(set(JUSTIFICATIONS)) == 13
    assert all(re.fullmatch(r"semapv:[A-Z][A-Za-z]+", justification) for justification in JUSTIFICATIONS)


ALIGNMENTS = resources.ontology_folder() / "alignments"
FILES = sorted(ALIGNMENTS.glob("*.sssom.tsv"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_our_files_are_in_canonical_order(file):
    """Prefixes are sorted, as are rows, so that a change of one mapping changes one line."""
    text = file.read_text(encoding="utf-8")
    prefixes = re.findall(r"^#  ([a-z]+): http", text, re.MULTILINE)
    assert prefixes == sorted(prefixes)
    rows = [line for line in text.splitlines() if not line.startswith("#")][1:]
    assert rows == sorted(rows, key=lambda line: line.split("\t"))


def test_our_files_declare_the_prefixes_that_they_use_and_no_others():
    """SSSOM/TSV: a canonical file declares no prefix that stands nowhere in it."""
    for file in FILES:
        head, _, body = file.read_text(encoding="utf-8").partition("#mapping_set_id")
        for prefix in re.findall(r"^#  ([a-z]+): http", head, re.MULTILINE):
            assert f"{prefix}:" in body, f"{file.name}: {prefix}"


@pytest.fixture(scope="module")
def ours():
    """Return all our mappings."""
    return read_alignments(ALIGNMENTS)


def test_terms_of_others_are_there(ours):
    """Each term of a vocabulary that rdflib packages is one of that vocabulary's own."""
    from rdflib.namespace import DCTERMS, ORG, PROV, SDO

    packaged = {"dcterms": DCTERMS, "org": ORG, "prov": PROV, "schema": SDO}
    checked = 0
    for mapping in ours:
        vocabulary = packaged.get(mapping.mapping_set.name)
        if vocabulary is not None:
            assert mapping.object in {str(term) for term in dir(vocabulary)}, mapping.object
            checked += 1
    assert checked > 40


def test_identifiers_that_sources_contradict_are_left_out(ours):
    """IOM, the Universal Declaration, UNODC and UNHCR have no Wikidata identifier that sources agree on."""
    names = {mapping.object.rpartition("/")[2] for mapping in ours}
    assert names.isdisjoint({"Q472311", "Q7813", "Q188307", "Q132551", "Q28606331", "Q15768"})


def test_confidence_follows_the_number_of_sources(ours):
    """A registry's identifier has 0.99 with three sources, 0.95 with two and at most 0.9 with one."""
    for mapping in ours:
        if mapping.mapping_set.name == "wikidata" and mapping.predicate == "skos:exactMatch":
            expected = {3: {"0.99"}, 2: {"0.95"}, 1: {"0.9", "0.8"}}
            assert mapping.confidence in expected[len(mapping.sources)], mapping.path


def test_axioms_are_surer_than_matches_of_terms(ours):
    """An axiom, from which others follow, has at least 0.8; a loose match of terms has less."""
    for mapping in ours:
        if mapping.is_axiom:
            assert float(mapping.confidence) >= 0.8, mapping.path
        elif mapping.object_type.startswith("owl ") and mapping.object_type != "owl named individual":
            assert float(mapping.confidence) < 0.8, mapping.path


def test_the_page_counts_what_is_there(ours):
    """The explanation says how many mappings of which kind lead to each vocabulary, and how many there are."""
    page = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "alignments.md"
    text = page.read_text(encoding="utf-8")
    for name in {mapping.mapping_set.name for mapping in ours}:
        found = [mapping for mapping in ours if mapping.mapping_set.name == name]
        axioms = sum(mapping.is_axiom for mapping in found)
        exact = sum(mapping.predicate == "skos:exactMatch" for mapping in found)
        counts = (axioms, exact, len(found) - axioms - exact)
        assert re.search(rf"^\| `{name}` \|.*\| {counts[0]} \| {counts[1]} \| {counts[2]} \|$", text, re.MULTILINE), (
            counts
        )
    assert f"{len(ours)} mappings" in text
