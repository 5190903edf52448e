"""What a release says is true: every file is read with somebody else's tools and compared with the others."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pyhornedowl
import pytest
import rdflib
from pyhornedowl.profile import check_profile
from pyld import jsonld
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

CHECKOUT = Path(__file__).resolve().parents[1]
BASE = "https://w3id.org/gcm/"
GCM = f"{BASE}ontology#"
VOID = "http://rdfs.org/ns/void#"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
PREFIXES = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX gcm: <https://w3id.org/gcm/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX spdx: <http://spdx.org/rdf/terms#>
PREFIX void: <http://rdfs.org/ns/void#>
"""
MERGED = ["text", "links", "curated", "booklet", "hub", "variants", "vocabulary", "translations", "inferred"]
GRAPHS = [*MERGED, "evidence", "alignments", "ontology", "provenance", "queries", "catalogue"]
FILES = {
    "SHA256SUMS",
    "context.jsonld",
    "gcm.jsonld",
    "gcm.nq",
    "gcm.ttl",
    "ontology.ttl",
    "profile.ttl",
    "shapes.ttl",
    "tables/crosswalk.csv",
    "tables/csv-metadata.json",
    "tables/entities.csv",
    "tables/links.csv",
    "tables/units.csv",
    "tables/units.jsonl",
    "validation.json",
    "void.ttl",
}
IDENTITY = tomllib.loads((CHECKOUT / "gcm_graph" / "release.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def quads(release) -> list[Quad]:
    """Return the statements of the dump."""
    return list(parse(path=release / "gcm.nq", format=RdfFormat.N_QUADS))


@pytest.fixture(scope="module")
def merged(quads) -> set[Triple]:
    """Return the merge of the graphs that the Turtle and JSON-LD files hold."""
    names = {NamedNode(f"{BASE}graph/{name}") for name in MERGED}
    return {quad.triple for quad in quads if quad.graph_name in names}


@pytest.fixture(scope="module")
def counted(quads) -> Store:
    """Return what the catalogue counts: all graphs but itself, and their merge as the default graph."""
    store = Store()
    catalogue = NamedNode(f"{BASE}graph/catalogue")
    others = [
        Quad(quad.subject, quad.predicate, kept(quad.object), quad.graph_name)
        for quad in quads
        if quad.graph_name != catalogue
    ]
    store.extend(others)
    store.extend(Quad(*quad.triple, DefaultGraph()) for quad in others)
    return store


def kept(term: NamedNode | Literal) -> NamedNode | Literal:
    """Return a term as Oxigraph does not alter it: to its stores an xsd:nonNegativeInteger is an xsd:integer."""
    if isinstance(term, Literal) and term.datatype == NamedNode(f"{XSD}nonNegativeInteger"):
        return Literal(term.value, datatype=NamedNode("urn:nonNegativeInteger"))
    return term


def stored(quad: Quad) -> Quad:
    """Return a quad as a store of Oxigraph gives it back: with xsd:integer for xsd:nonNegativeInteger."""
    term = quad.object
    if isinstance(term, Literal) and term.datatype == NamedNode(f"{XSD}nonNegativeInteger"):
        term = Literal(term.value, datatype=NamedNode(f"{XSD}integer"))
    return Quad(quad.subject, quad.predicate, term, quad.graph_name)


@pytest.fixture(scope="module")
def catalogue(release) -> Store:
    """Return the catalogue entry."""
    return turtle(release / "void.ttl")


def turtle(path: Path) -> Store:
    """Return the triples of a Turtle file."""
    store = Store()
    store.load(path=path, format=RdfFormat.TURTLE)
    return store


def rows(store: Store, query: str) -> list[tuple[str | None, ...]]:
    """Return the rows of a query as the values of their terms."""
    solutions = store.query(PREFIXES + query)
    return [tuple(None if term is None else term.value for term in solution) for solution in solutions]


def one(store: Store, query: str) -> str:
    """Return the only value of the only row of a query."""
    ((value,),) = rows(store, query)
    return value


# The files


def test_the_files_are_those_that_are_listed(release):
    """A release has the named files, a store, and nothing else."""
    place = release / "current"
    found = {str(path.relative_to(place)) for path in place.rglob("*") if path.is_file()}
    assert {name for name in found if not name.startswith("store/")} == FILES
    assert (place / "store").is_dir()


def test_the_checksums_are_those_of_all_files(release):
    """SHA256SUMS lists every file but itself, each with its checksum."""
    lines = (release / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    listed = dict(reversed(line.split("  ", 1)) for line in lines)
    assert set(listed) == FILES - {"SHA256SUMS"}
    assert listed == {name: hashlib.sha256((release / name).read_bytes()).hexdigest() for name in listed}


DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
TIME = re.compile(r"\b\d{2}:\d{2}:\d{2}\b")
WRITTEN_DOWN = {
    date
    for folder, suffixes in (
        ("ontology", {".ttl", ".csv", ".tsv"}),
        ("shapes", {".ttl"}),
        ("tests/competency", {".toml"}),
    )
    for path in (CHECKOUT / folder).rglob("*")
    if path.suffix in suffixes
    for date in DATE.findall(path.read_text(encoding="utf-8"))
} | {"2018-12-19", "2019-01-11"}
"""The dates that the project has written down, of treaties for example.

The resolution was adopted on 19 December 2018 and distributed on 11 January 2019.
"""
ABOUT_THE_RELEASE = {"void.ttl", "validation.json", "context.jsonld"}
"""The files that state nothing about treaties or other documents."""


def test_no_file_has_a_date_of_its_making(release):
    """No date is other than the declared one and those written down beforehand; no time of day stands anywhere."""
    for name in FILES - {"SHA256SUMS"}:
        text = (release / name).read_text(encoding="utf-8")
        written_down = set() if name in ABOUT_THE_RELEASE else WRITTEN_DOWN
        assert set(DATE.findall(text)) <= {IDENTITY["date"], *written_down}, name
        assert not TIME.search(text), name


def test_only_the_release_has_the_date_of_the_release(counted):
    """The declared date is stated of the ontology and of how the release was made, of nothing that is described."""
    graphs = rows(counted, f'SELECT DISTINCT ?graph {{ GRAPH ?graph {{ ?s ?p "{IDENTITY["date"]}"^^<{XSD}date> }} }}')
    assert {graph for (graph,) in graphs} <= {f"{BASE}graph/{name}" for name in ("ontology", "provenance")}


# The graph in its three syntaxes


def from_rdflib(term: rdflib.term.Node) -> NamedNode | Literal:
    """Return a term of rdflib as a term of pyoxigraph. There is no blank node."""
    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    assert isinstance(term, rdflib.Literal)
    if term.language:
        return Literal(str(term), language=term.language)
    return Literal(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None)


def read_with_rdflib(path: Path, syntax: str) -> set[Triple]:
    """Return the triples that rdflib reads."""
    return {Triple(*map(from_rdflib, triple)) for triple in rdflib.Graph().parse(path, format=syntax)}


def read_with_oxigraph(path: Path, syntax: RdfFormat) -> set[Triple]:
    """Return the triples that Oxigraph reads."""
    return {quad.triple for quad in parse(path=path, format=syntax)}


def from_pyld(term: dict[str, str]) -> NamedNode | Literal:
    """Return a term of PyLD as a term of pyoxigraph. There is no blank node."""
    if term["type"] == "IRI":
        return NamedNode(term["value"])
    if "language" in term:
        return Literal(term["value"], language=term["language"])
    return Literal(term["value"], datatype=NamedNode(term["datatype"]))


def read_with_pyld(path: Path) -> set[Triple]:
    """Return the triples that PyLD makes of a JSON-LD file, without a network."""

    def refuse(address, _options):
        raise AssertionError(address)

    document = json.loads(path.read_text(encoding="utf-8"))
    dataset = jsonld.to_rdf(document, {"documentLoader": refuse})
    assert list(dataset) == ["@default"]
    roles = ("subject", "predicate", "object")
    return {Triple(*(from_pyld(triple[role]) for role in roles)) for triple in dataset["@default"]}


def test_turtle_is_the_merge(release, merged):
    """The triples of gcm.ttl are those of the merged graphs, whoever reads it."""
    assert read_with_oxigraph(release / "gcm.ttl", RdfFormat.TURTLE) == merged
    assert read_with_rdflib(release / "gcm.ttl", "turtle") == merged


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib about its own code
def test_jsonld_is_the_merge(release, merged):
    """The triples of gcm.jsonld are those of the merged graphs, for three processors, and nothing is fetched."""
    assert read_with_oxigraph(release / "gcm.jsonld", RdfFormat.JSON_LD) == merged
    assert read_with_pyld(release / "gcm.jsonld") == merged
    assert read_with_rdflib(release / "gcm.jsonld", "json-ld") == merged


def test_jsonld_embeds_the_published_context(release):
    """The context in gcm.jsonld is that of context.jsonld, and it is JSON-LD 1.1."""
    embedded = json.loads((release / "gcm.jsonld").read_text(encoding="utf-8"))["@context"]
    published = json.loads((release / "context.jsonld").read_text(encoding="utf-8"))
    assert published == {"@context": embedded}
    assert embedded["@version"] == 1.1


def test_the_dump_has_named_graphs_only(quads):
    """Every statement of gcm.nq stands in one of the published graphs, and in no other; there are no blank nodes."""
    graphs = {quad.graph_name for quad in quads}
    assert DefaultGraph() not in graphs
    assert graphs <= {NamedNode(f"{BASE}graph/{name}") for name in GRAPHS}
    assert len({quad.triple for quad in quads}) == len(quads)
    assert not any(isinstance(term, BlankNode) for quad in quads for term in quad.triple)


def test_the_dump_is_sorted_lines(release):
    """The lines of gcm.nq are in order, each once, so that two releases can be compared with diff."""
    lines = (release / "gcm.nq").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))


def test_the_store_is_the_dump(release, quads):
    """The store has the named graphs of gcm.nq and, as its default graph, their merge."""
    store = Store.read_only(str(release / "store"))
    found = set(store)
    expected = {stored(quad) for quad in quads}
    assert {quad for quad in found if quad.graph_name != DefaultGraph()} == expected
    assert {quad.triple for quad in found if quad.graph_name == DefaultGraph()} == {quad.triple for quad in expected}


def test_asking_a_release_leaves_it_as_it_is(gcm, release):
    """Commands that read a release change none of its files, the store's included."""

    def state() -> dict[Path, tuple[int, int]]:
        paths = [release, *release.rglob("*"), *(release / "store").iterdir()]
        return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in paths}

    before = state()
    assert gcm("query", "ASK { ?s ?p ?o }").stdout == "true\n"
    assert gcm("show", "27(b)").returncode == 0
    assert gcm("find", "sovereignty").returncode == 0
    assert state() == before


# The text


COUNTS = {
    "objectives": (23, "?unit a gcm:Objective"),
    "commitments": (43, "?unit a gcm:Commitment"),
    "actions": (187, "?unit a gcm:Action"),
    "guiding principles": (10, "?unit a gcm:GuidingPrinciple"),
    "footnotes": (22, "?unit a gcm:Footnote"),
    "sections": (11, "?unit a gcm:Section"),
    "numbered paragraphs": (54, f"?unit a gcm:Paragraph ; gcm:number ?n FILTER regex(str(?unit), '^{BASE}paragraph/')"),
}


@pytest.mark.parametrize("what", COUNTS)
def test_nothing_of_the_compact_is_missing(counted, what):
    """The Compact has as many units of each kind as it is known to have."""
    expected, pattern = COUNTS[what]
    assert one(counted, f"SELECT (COUNT(DISTINCT ?unit) AS ?n) {{ {pattern} }}") == str(expected)


def test_27b_is_as_printed(counted):
    """Action 27(b) has its words of page 20, without label, and its place."""
    (found,) = rows(
        counted,
        """SELECT ?unit ?text ?language ?first ?last ?basis ?whole ?letter ?label {
          ?unit gcm:citation "27(b)" ; gcm:text ?text ; gcm:firstPage ?first ; gcm:lastPage ?last ;
            gcm:pageBasis ?basis ; dcterms:isPartOf ?whole ; gcm:letter ?letter ; skos:prefLabel ?label .
          BIND (lang(?text) AS ?language) }""",
    )
    words = (
        "Establish appropriate structures and mechanisms for effective integrated border management by ensuring "
        "comprehensive and efficient border crossing procedures, including through pre-screening of arriving persons, "
        "pre-reporting by carriers of passengers, and use of information and communications technology, while "
        "upholding the principle of non-discrimination, respecting the right to privacy and protecting personal data;"
    )
    place = (f"{BASE}objective/11/action/b", words, "en", "20", "20", "printed", f"{BASE}objective/11", "b")
    assert found == (*place, "Objective 11, action (b)")


def test_footnote_4_is_as_printed(counted):
    """Footnote 4 names seven conventions and hangs on paragraph 2."""
    (found,) = rows(
        counted,
        "SELECT ?text ?citation { ?unit gcm:hasFootnote ?note ; gcm:citation ?citation . "
        '?note gcm:citation "fn 4" ; gcm:text ?text }',
    )
    assert found[0].startswith("International Convention on the Elimination of All Forms of Racial Discrimination, ")
    assert found[0].endswith(", and Convention on the Rights of Persons with Disabilities.")
    assert found[0].count("Convention") == 7
    assert found[1] == "2"


def test_objective_13_keeps_both_titles(counted):
    """The heading of objective 13 says "immigration detention", the list under paragraph 16 "migration detention"."""
    rest = "only as a measure of last resort and work towards alternatives"
    assert rows(
        counted, 'SELECT ?title ?listed { ?o gcm:citation "Objective 13" ; gcm:title ?title ; gcm:listedTitle ?listed }'
    ) == [(f"Use immigration detention {rest}", f"Use migration detention {rest}")]


def test_the_section_on_disasters_holds_18h_to_l_only(counted):
    """The heading between 18(g) and 18(h) is over the last five actions of objective 2 and nothing else."""
    found = rows(
        counted,
        """SELECT ?citation {
          ?section gcm:text ?heading FILTER strstarts(?heading, "Natural disasters, ")
          ?unit gcm:inSection ?section ; gcm:citation ?citation } ORDER BY ?citation""",
    )
    assert found == [(f"18({letter})",) for letter in "hijkl"]


def test_every_word_of_a_unit_stands_in_the_source(counted, release):
    """The words of 43(a)(iii), whose label is a roman number, are those of its line in the source text."""
    text = one(counted, 'SELECT ?text { ?unit gcm:citation "43(a)(iii)" ; gcm:text ?text }')
    source = (CHECKOUT / "sources" / "a-res-73-195.md").read_text(encoding="utf-8")
    assert f"- (iii) {text}" in source.splitlines()
    units = [json.loads(line) for line in (release / "tables" / "units.jsonl").read_text("utf-8").splitlines()]
    (line,) = [unit["line"] for unit in units if unit["citation"] == "43(a)(iii)"]
    assert source.splitlines()[line - 1] == f"- (iii) {text}"


# The tables


COLUMNS = {
    "citation": "gcm:citation",
    "number": "gcm:number",
    "letter": "gcm:letter",
    "leadIn": "gcm:leadIn",
    "text": "gcm:text",
    "firstPage": "gcm:firstPage",
    "lastPage": "gcm:lastPage",
    "pageBasis": "gcm:pageBasis",
    "readingOrder": "gcm:readingOrder",
    "isPartOf": "dcterms:isPartOf",
    "prefLabel": "skos:prefLabel",
}


@pytest.fixture(scope="module")
def unit_lines(release) -> list[dict[str, object]]:
    """Return the lines of units.jsonl."""
    return [json.loads(line) for line in (release / "tables" / "units.jsonl").read_text("utf-8").splitlines()]


def test_the_tables_say_what_the_graph_says(counted, unit_lines):
    """Every unit has in units.jsonl the values that the graph gives it, and none is missing from either."""
    assert len(unit_lines) == int(one(counted, "SELECT (COUNT(DISTINCT ?u) AS ?n) { ?u gcm:readingOrder ?order }"))
    in_graph: dict[str, dict[str, str]] = {str(line["iri"]): {} for line in unit_lines}
    for column, term in COLUMNS.items():
        # The table holds the words in English, as its metadata say.
        asked = f"?unit {term} ?value ; gcm:readingOrder ?order FILTER (lang(?value) IN ('', 'en') || isIRI(?value))"
        for unit, value in rows(counted, f"SELECT ?unit ?value {{ {asked} }}"):
            assert column not in in_graph[unit]
            in_graph[unit][column] = value
    in_table = {
        line["iri"]: {column: str(line[column]) for column in COLUMNS if line[column] is not None}
        for line in unit_lines
    }
    assert in_table == in_graph


def test_the_crosswalk_says_what_the_graph_says(counted, release):
    """Each line of crosswalk.csv is a claim of the graph about an objective with its sources, and none is missing."""
    claims = rows(
        counted,
        """SELECT ?objective ?relation ?related ?code ?label ?printed ?note ?source {
          ?claim gcm:claimSubject ?subject ; gcm:claimProperty ?property ; gcm:claimValue ?value ;
            dcterms:source ?source .
          ?subject ?property ?value .
          VALUES (?property ?relation ?inverse) {
            (gcm:relatesToGoal "relatesToGoal" false) (gcm:relatesToTarget "relatesToTarget" false)
            (gcm:reviewsObjective "reviewsObjective" true) (gcm:exemplifies "exemplifies" true)
          }
          BIND (IF(?inverse, ?value, ?subject) AS ?objective)
          BIND (IF(?inverse, ?subject, ?value) AS ?related)
          ?objective a gcm:Objective .
          ?related skos:prefLabel ?label FILTER (lang(?label) = "en")
          OPTIONAL { ?related skos:notation ?code }
          OPTIONAL { ?claim gcm:printedAs ?printed }
          OPTIONAL { ?claim skos:note ?note } }""",
    )
    in_graph: dict[tuple[str, ...], set[str]] = {}
    for *cells, source in claims:
        in_graph.setdefault(tuple(cell or "" for cell in cells), set()).add(source)
    with (release / "tables" / "crosswalk.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file, strict=True))
    columns = ("objective", "relation", "related", "code", "label", "printedAs", "note")
    in_table = {tuple(line[column] for column in columns): set(line["source"].split("|")) for line in table}
    assert len(in_table) == len(table)
    assert in_table == in_graph
    assert {line["relation"] for line in table} == {
        "relatesToGoal",
        "relatesToTarget",
        "reviewsObjective",
        "exemplifies",
    }


def test_the_lines_of_units_are_in_reading_order(unit_lines):
    """The table lists the units in the order of the document, counted from 1."""
    assert [line["readingOrder"] for line in unit_lines] == list(range(1, len(unit_lines) + 1))


def test_kinds_and_footnotes_of_the_table_are_those_of_the_graph(counted, unit_lines):
    """The column kind is a class of the unit, and hasFootnote has the unit's footnotes."""
    types = set(rows(counted, "SELECT ?unit ?class { ?unit a ?class ; gcm:readingOrder ?order }"))
    assert all((line["iri"], f"{GCM}{line['kind']}") in types for line in unit_lines)
    footnotes = {(line["iri"], footnote) for line in unit_lines for footnote in line["hasFootnote"]}
    assert footnotes == set(rows(counted, "SELECT ?unit ?footnote { ?unit gcm:hasFootnote ?footnote }"))


def test_the_csv_is_the_jsonl(release, unit_lines):
    """units.csv has the columns that its metadata describes and the values of units.jsonl."""
    with (release / "tables" / "units.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file, strict=True))
    metadata = json.loads((release / "tables" / "csv-metadata.json").read_text(encoding="utf-8"))
    described = {entry["url"]: entry["tableSchema"]["columns"] for entry in metadata.get("tables", [metadata])}
    columns = [column for column in described["units.csv"] if not column.get("virtual")]
    assert list(table[0]) == [column["name"] for column in columns]
    separators = {column["name"]: column["separator"] for column in columns if "separator" in column}

    def cell(name: str, value: object) -> str:
        return "" if value is None else separators[name].join(value) if isinstance(value, list) else str(value)

    assert table == [{name: cell(name, line.get(name)) for name in table[0]} for line in unit_lines]


# The catalogue entry


def pattern(path: list[tuple[str, str]]) -> str:
    """Return the SPARQL pattern of the statements that a partition counts, outermost first."""
    parts = ["?s ?p ?o"]
    for place, (kind, iri) in enumerate(path):
        if kind == "subset":
            parts = [f"GRAPH <{iri}> {{ ?s ?p ?o }}"]
        elif kind == "class":
            # A class within a property is one of its values.
            member = "?o" if place and path[place - 1][0] == "property" else "?s"
            parts.append(f"{member} <{RDF_TYPE}> <{iri}>")
        else:
            parts.append(f"FILTER (?p = <{iri}>)")
    return " . ".join(parts)


STATISTICS = {
    "triples": "COUNT(*)",
    "distinctSubjects": "COUNT(DISTINCT ?s)",
    "distinctObjects": "COUNT(DISTINCT ?o)",
    "properties": "COUNT(DISTINCT ?p)",
    "entities": "COUNT(DISTINCT ?s)",
    "classes": f"COUNT(DISTINCT IF(?p = <{RDF_TYPE}>, ?o, ?none))",
}


def partitions(catalogue: Store, node: str, path: list[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    """Return every dataset below and with a node, with the way to it."""
    found = {node: path}
    for kind, link, key in (
        ("subset", "subset", None),
        ("class", "classPartition", "class"),
        ("property", "propertyPartition", "property"),
    ):
        for (child,) in rows(catalogue, f"SELECT ?child {{ <{node}> void:{link} ?child }}"):
            iri = child if key is None else one(catalogue, f"SELECT ?iri {{ <{child}> void:{key} ?iri }}")
            found |= partitions(catalogue, child, [*path, (kind, iri)])
    return found


def test_every_statistic_is_true(catalogue, counted):
    """Each number of void.ttl is what SPARQL counts in the graphs that it describes, and none is left uncounted."""
    found = partitions(catalogue, f"{BASE}dataset", [])
    checked = 0
    for node, path in found.items():
        for term, value in rows(catalogue, f"SELECT ?term ?value {{ <{node}> ?term ?value }}"):
            name = term.removeprefix(VOID)
            if term.startswith(VOID) and name in STATISTICS:
                count = one(counted, f"SELECT ({STATISTICS[name]} AS ?n) {{ {pattern(path)} }}")
                assert (node, name, value) == (node, name, count)
                checked += 1
    kinds = " ".join(f"void:{name}" for name in STATISTICS)
    all_of_them = one(catalogue, f"SELECT (COUNT(*) AS ?n) {{ VALUES ?term {{ {kinds} }} ?node ?term ?value }}")
    assert checked == int(all_of_them)
    numbers = one(catalogue, "SELECT (COUNT(*) AS ?n) { ?node ?term ?value FILTER isNumeric(?value) }")
    sizes = one(catalogue, "SELECT (COUNT(*) AS ?n) { ?node dcat:byteSize ?value }")
    assert int(numbers) - int(sizes) <= checked


def test_no_graph_class_or_property_is_left_out(catalogue, counted):
    """The catalogue has a part for every graph, class and property, and no other."""
    for link, key, query in (
        ("subset", None, "SELECT DISTINCT ?iri { GRAPH ?iri { ?s ?p ?o } }"),
        ("classPartition", "class", "SELECT DISTINCT ?iri { ?s a ?iri }"),
        ("propertyPartition", "property", "SELECT DISTINCT ?iri { ?s ?iri ?o }"),
    ):
        key_pattern = f"void:{link}/void:{key}" if key else f"void:{link}"
        described = rows(catalogue, f"SELECT ?iri {{ <{BASE}dataset> {key_pattern} ?iri }}")
        assert Counter(described) == Counter(rows(counted, query))


def test_the_dump_holds_the_catalogue(catalogue, quads):
    """The graph `catalogue` of the dump stands whole in void.ttl."""
    graph = NamedNode(f"{BASE}graph/catalogue")
    assert {quad.triple for quad in quads if quad.graph_name == graph} <= {quad.triple for quad in catalogue}


def test_the_distributions_are_the_files(catalogue, release):
    """Each file with a checksum but void.ttl itself is a distribution with its true size and SHA-256."""
    found = rows(
        catalogue,
        f"""SELECT ?file ?size ?sum ?algorithm ?licence {{
          <{BASE}dataset> dcat:distribution ?distribution .
          ?distribution dcat:downloadURL ?file ; dcat:byteSize ?size ; dcterms:license ?licence ;
            spdx:checksum [ spdx:checksumValue ?sum ; spdx:algorithm ?algorithm ] }}""",
    )
    expected = []
    for name in FILES - {"SHA256SUMS", "void.ttl"}:
        content = (release / name).read_bytes()
        entry = (BASE + name, str(len(content)), hashlib.sha256(content).hexdigest())
        algorithm = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
        expected.append((*entry, algorithm, "https://creativecommons.org/licenses/by/4.0/"))
    assert sorted(found) == sorted(expected)


def test_the_catalogue_entry_says_what_it_must(catalogue):
    """The entry has the resolution's symbol, the declared version and date, and licence and rights as IRIs."""
    (entry,) = rows(
        catalogue,
        f"""SELECT ?identifier ?version ?issued ?licence {{
          <{BASE}dataset> a dcat:Dataset, void:Dataset ; dcterms:identifier ?identifier ; dcat:version ?version ;
            dcterms:issued ?issued ; dcterms:license ?licence FILTER isIRI(?licence) }}""",
    )
    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert entry == ("A/RES/73/195", IDENTITY["version"], IDENTITY["date"], licence)
    rights = rows(catalogue, f"SELECT ?rights {{ <{BASE}dataset> dcterms:rights ?rights FILTER isIRI(?rights) }}")
    assert len(rights) == 1
    assert not any(isinstance(term, BlankNode) for quad in catalogue for term in quad.triple)
    assert not rows(
        catalogue,
        "SELECT ?s { ?s ?p ?o FILTER regex(str(?o), 'example[.](com|org)|placeholder|to do|todo|fixme', 'i') }",
    )


# Validation, ontology, shapes


def test_the_validation_report_is_that_of_a_valid_graph(release):
    """validation.json says that the graph conforms, lists no result, and names every integrity check."""
    report = json.loads((release / "validation.json").read_text(encoding="utf-8"))
    assert (report["conforms"], report["version"]) == (True, IDENTITY["version"])
    assert (report["shacl"]["conforms"], report["shacl"]["results"]) == (True, [])
    checks = {path.stem for path in (CHECKOUT / "shapes" / "checks").glob("*.rq")}
    assert {entry["check"]: entry["findings"] for entry in report["integrity"]} == {check: [] for check in checks}


def test_the_ontology_has_the_version(release):
    """ontology.ttl is one ontology with the version in its version IRI, without the number sign of its terms."""
    ontology = turtle(release / "ontology.ttl")
    version = IDENTITY["version"]
    assert rows(
        ontology, "SELECT ?o ?iri ?info { ?o a owl:Ontology ; owl:versionIRI ?iri ; owl:versionInfo ?info }"
    ) == [(f"{BASE}ontology", f"{BASE}ontology/{version}", version)]


@pytest.mark.parametrize("profile", ["DL", "RL"])
def test_the_ontology_is_in_the_profile(release, profile):
    """The ontology is OWL 2 DL and OWL 2 RL at once."""
    report = check_profile(pyhornedowl.open_ontology_from_file(str(release / "ontology.ttl")), profile)
    assert report.conformant, [violation.message for violation in report.violations]


@pytest.mark.parametrize(
    ("profile", "axiom"),
    [
        ("DL", "gcm:hasFootnote a owl:DatatypeProperty ."),
        (
            "RL",
            (
                "gcm:Action rdfs:subClassOf "
                "[ a owl:Restriction ; owl:onProperty gcm:inSection ; owl:someValuesFrom gcm:Section ] ."
            ),
        ),
    ],
)
def test_the_profile_check_can_fail(release, tmp_path, profile, axiom):
    """An axiom outside the profile is noticed."""
    source = (release / "ontology.ttl").read_text(encoding="utf-8")
    (tmp_path / "ontology.ttl").write_text(f"{source}\n{axiom}\n", encoding="utf-8")
    ontology = pyhornedowl.open_ontology_from_file(str(tmp_path / "ontology.ttl"))
    assert not check_profile(ontology, profile).conformant


def defined(release: Path, kind: str) -> set[str]:
    """Return the terms of ours that the ontology defines as of a kind."""
    found = rows(
        turtle(release / "ontology.ttl"),
        f"SELECT ?term {{ ?term a owl:{kind} ; skos:definition ?definition ; skos:prefLabel ?label }}",
    )
    return {term for (term,) in found if term.startswith(GCM)}


PROPERTIES = ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")


def test_every_term_that_is_used_is_defined(release, quads):
    """Each class and property of ours that a graph uses is defined in the ontology."""
    classes, properties = defined(release, "Class"), set()
    for kind in PROPERTIES:
        properties |= defined(release, kind)
    used = {quad.predicate.value for quad in quads} - {RDF_TYPE}
    types = {quad.object.value for quad in quads if quad.predicate.value == RDF_TYPE}
    assert {term for term in used if term.startswith(GCM)} <= properties
    assert {term for term in types if term.startswith(GCM)} <= classes


def terms_of(triples: Iterable[Quad | Triple]) -> set[str]:
    """Return the properties and classes that statements use."""
    used = set()
    for triple in triples:
        used.add(triple.object.value if triple.predicate.value == RDF_TYPE else triple.predicate.value)
    return used


def test_every_term_that_is_defined_is_used(release, quads):
    """No term is without a statement in the data; those for records that others add are used by example records."""
    used = terms_of(quads)
    everything = set.union(*(defined(release, kind) for kind in ("Class", *PROPERTIES)))
    of_records = {quad.subject.value for quad in parse(path=CHECKOUT / "ontology" / "records.ttl")}
    examples = turtle(CHECKOUT / "docs" / "examples" / "national-records.ttl")
    of_examples = terms_of(examples)
    # A record is of a kind of record, and by that a record.
    examples.load(path=release / "ontology.ttl", format=RdfFormat.TURTLE)
    of_examples |= {kind for (kind,) in rows(examples, "SELECT DISTINCT ?kind { ?record a/rdfs:subClassOf* ?kind }")}
    assert everything - used - (of_records & of_examples) == set()


@pytest.mark.parametrize("name", ["shapes", "profile"])
def test_shapes_can_be_imported_by_their_version(release, name):
    """Each published shapes graph is one ontology with version IRI, title, licence and maker, as ontology.ttl is."""
    version = IDENTITY["version"]
    assert rows(
        turtle(release / f"{name}.ttl"),
        """SELECT ?o ?iri ?info ?licence ?maker (LANG(?title) AS ?language) {
          ?o a owl:Ontology ; owl:versionIRI ?iri ; owl:versionInfo ?info ; dcterms:title ?title ;
            dcterms:license ?licence ; dcterms:creator ?maker ; dcterms:modified ?day }""",
    ) == [
        (
            f"{BASE}{name}",
            f"{BASE}{name}/{version}",
            version,
            "https://creativecommons.org/licenses/by/4.0/",
            f"{BASE}dataset#publisher",
            "en",
        )
    ]


@pytest.mark.parametrize("name", ["shapes.ttl", "profile.ttl"])
def test_shapes_carry_the_version(release, name):
    """Every shape has an IRI, and the IRI has the version."""
    assert f"{BASE}shapes#" not in (release / name).read_text(encoding="utf-8")
    found = rows(
        turtle(release / name),
        "SELECT DISTINCT ?shape { VALUES ?kind { sh:NodeShape sh:PropertyShape } ?shape a ?kind }",
    )
    assert found
    assert all(shape.startswith(f"{BASE}shapes/{IDENTITY['version']}#") for (shape,) in found)
