"""The catalogue entry of a release follows DCAT-AP 3, and the shapes that say so notice what does not.

The tables are typed from the specification, version 3.0.1: mandatory and recommended properties from its quick
reference, how often a property may occur and what its values are from the tables of properties, the lists of values
from "Controlled Vocabularies". They are not read from the shapes.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from gcm_graph import resources
from gcm_graph.validation import Engine, Result, Severity, check_shapes, validate

HERE = Path(__file__).parent
SHAPES = (resources.shapes_folder() / "dcat-ap.ttl").read_bytes()
SHAPE = "https://w3id.org/gcm/shapes#dcat-ap-"
BASE = "https://w3id.org/gcm/"
SPECIFICATION = "https://semiceu.github.io/DCAT-AP/releases/3.0.1/"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
PREFIXES = {
    "ex": "https://library.example/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

CLASSES = {
    "Agent": "foaf:Agent",
    "Catalogue": "dcat:Catalog",
    "Checksum": "spdx:Checksum",
    "Concept": "skos:Concept",
    "DataService": "dcat:DataService",
    "Dataset": "dcat:Dataset",
    "Distribution": "dcat:Distribution",
    "LicenceDocument": "dcterms:LicenseDocument",
}
MANDATORY = {
    "Agent": ["foaf:name"],
    "Catalogue": ["dcterms:title", "dcterms:description", "dcterms:publisher"],
    "Checksum": ["spdx:algorithm", "spdx:checksumValue"],
    "Concept": ["skos:prefLabel"],
    "DataService": ["dcat:endpointURL", "dcterms:title"],
    "Dataset": ["dcterms:title", "dcterms:description"],
    "Distribution": ["dcat:accessURL"],
}
RECOMMENDED = {
    "Agent": ["dcterms:type"],
    "Catalogue": [
        "dcat:dataset",
        "dcterms:spatial",
        "foaf:homepage",
        "dcterms:language",
        "dcterms:license",
        "dcterms:modified",
        "dcterms:issued",
        "dcat:service",
        "dcat:themeTaxonomy",
    ],
    "DataService": [
        "dcterms:conformsTo",
        "dcat:contactPoint",
        "dcat:endpointDescription",
        "dcat:keyword",
        "dcterms:publisher",
        "dcat:servesDataset",
        "dcat:theme",
    ],
    "Dataset": [
        "dcat:contactPoint",
        "dcat:distribution",
        "dcterms:spatial",
        "dcat:keyword",
        "dcterms:publisher",
        "dcterms:temporal",
        "dcat:theme",
    ],
    "Distribution": ["dcatap:availability", "dcterms:description", "dcterms:format", "dcterms:license"],
    "LicenceDocument": ["dcterms:type"],
}
ANOTHER_AGENT = 'ex:other . ex:other a foaf:Agent ; foaf:name "Other" ; dcterms:type ex:kind'
ANOTHER_LICENCE = "ex:other . ex:other a dcterms:LicenseDocument ; dcterms:type ex:kind"
AT_MOST_ONE = {
    "Agent": {"dcterms:type": "ex:kind"},
    "Catalogue": {
        "dcterms:publisher": ANOTHER_AGENT,
        "foaf:homepage": "ex:other . ex:other a foaf:Document",
        "dcterms:license": ANOTHER_LICENCE,
        "dcterms:modified": '"2024"^^xsd:gYear',
        "dcterms:issued": '"2024"^^xsd:gYear',
    },
    "Checksum": {"spdx:algorithm": "spdx:checksumAlgorithm_md5", "spdx:checksumValue": '"00"^^xsd:hexBinary'},
    "DataService": {
        "dcterms:publisher": ANOTHER_AGENT,
        "dcterms:accessRights": f"<{AUTHORITY}access-right/RESTRICTED>",
        "dcterms:license": ANOTHER_LICENCE,
    },
    "Dataset": {
        "dcterms:publisher": ANOTHER_AGENT,
        "dcterms:accessRights": f"<{AUTHORITY}access-right/RESTRICTED>",
        "dcterms:accrualPeriodicity": f"<{AUTHORITY}frequency/DAILY>",
        "dcterms:modified": '"2024"^^xsd:gYear',
        "dcterms:issued": '"2024"^^xsd:gYear',
        "dcat:version": '"3"',
    },
    "Distribution": {
        "dcatap:availability": f"<{AUTHORITY}planned-availability/TEMPORARY>",
        "dcterms:format": f"<{AUTHORITY}file-type/JSON>",
        "dcterms:license": ANOTHER_LICENCE,
        "dcat:byteSize": '"7"^^xsd:nonNegativeInteger',
        "spdx:checksum": (
            "ex:other . ex:other a spdx:Checksum ; spdx:algorithm spdx:checksumAlgorithm_md5 ; "
            'spdx:checksumValue "00"^^xsd:hexBinary'
        ),
        "dcat:mediaType": "<https://www.iana.org/assignments/media-types/application/json>",
        "dcterms:rights": "ex:other . ex:other a dcterms:RightsStatement",
    },
    "LicenceDocument": {"dcterms:type": "ex:kind"},
}
LITERAL, NO_LITERAL, OF_A_CLASS, LISTED, DATE, DATATYPE = "NodeKind", "NodeKind", "Class", "Pattern", "Or", "Datatype"
WRONG_VALUES = {
    "Agent": {"foaf:name": ("ex:name", LITERAL), "dcterms:type": ('"authority"', NO_LITERAL)},
    "Catalogue": {
        "dcterms:title": ("ex:title", LITERAL),
        "dcterms:description": ("ex:text", LITERAL),
        "dcterms:publisher": ("ex:untyped", OF_A_CLASS),
        "dcat:dataset": ("ex:file", OF_A_CLASS),
        "dcat:service": ("ex:loans", OF_A_CLASS),
        "dcterms:spatial": ('"Portugal"', NO_LITERAL),
        "foaf:homepage": ("ex:untyped", OF_A_CLASS),
        "dcterms:language": ('"en"', LISTED),
        "dcterms:license": ("ex:untyped", OF_A_CLASS),
        "dcterms:modified": ('"yesterday"', DATE),
        "dcterms:issued": ('"2024-05-06"', DATE),
        "dcat:themeTaxonomy": ('"themes"', NO_LITERAL),
    },
    "Checksum": {
        "spdx:algorithm": ("ex:sha256", LISTED),
        "spdx:checksumValue": ('"ba7816bf"', DATATYPE),
    },
    "Concept": {"skos:prefLabel": ("ex:lend", LITERAL)},
    "DataService": {
        "dcat:endpointURL": ('"/sparql"', NO_LITERAL),
        "dcterms:title": ("ex:title", LITERAL),
        "dcterms:conformsTo": ("ex:untyped", OF_A_CLASS),
        "dcat:contactPoint": ('"desk"', NO_LITERAL),
        "dcat:endpointDescription": ('"SPARQL"', NO_LITERAL),
        "dcat:keyword": ("ex:loans", LITERAL),
        "dcterms:publisher": ("ex:untyped", OF_A_CLASS),
        "dcat:servesDataset": ("ex:file", OF_A_CLASS),
        "dcterms:description": ("ex:text", LITERAL),
        "dcterms:license": ("ex:untyped", OF_A_CLASS),
    },
    "Dataset": {
        "dcterms:title": ("ex:title", LITERAL),
        "dcterms:description": ("ex:text", LITERAL),
        "dcat:contactPoint": ('"desk"', NO_LITERAL),
        "dcat:distribution": ("ex:loans.csv", OF_A_CLASS),
        "dcat:keyword": ("ex:loans", LITERAL),
        "dcterms:publisher": ("ex:untyped", OF_A_CLASS),
        "dcterms:spatial": ('"Portugal"', NO_LITERAL),
        "dcterms:temporal": ("ex:untyped", OF_A_CLASS),
        "dcterms:accrualPeriodicity": ("ex:monthly", LISTED),
        "dcterms:identifier": ("ex:loans", LITERAL),
        "dcterms:language": ("<http://lexvo.org/id/iso639-3/por>", LISTED),
        "dcterms:modified": ('"2024-05-06"', DATE),
        "dcterms:issued": ('"spring 2024"@en', DATE),
        "dcterms:source": ("ex:text", OF_A_CLASS),
        "dcat:version": ("ex:second", LITERAL),
        "dcat:hasVersion": ("ex:untyped", OF_A_CLASS),
    },
    "Distribution": {
        "dcat:accessURL": ('"https://library.example/loans.csv"', NO_LITERAL),
        "dcatap:availability": ("dcatap:stable", LISTED),
        "dcterms:description": ("ex:text", LITERAL),
        "dcterms:format": ("<https://www.iana.org/assignments/media-types/text/csv>", LISTED),
        "dcterms:license": ("ex:untyped", OF_A_CLASS),
        "dcat:byteSize": ("1024", DATATYPE),
        "spdx:checksum": ("ex:untyped", OF_A_CLASS),
        "dcat:downloadURL": ('"loans.csv"', NO_LITERAL),
        "dcat:mediaType": ('"CSV"', LISTED),
        "dcterms:rights": ("ex:untyped", OF_A_CLASS),
        "dcterms:title": ("ex:title", LITERAL),
    },
    "LicenceDocument": {"dcterms:type": ('"attribution"', NO_LITERAL)},
}
NOT_FOLLOWED = {
    "Agent-type": "What kind of body the maintainers are is not decided.",
    "Catalogue-homepage": "The catalogue has no page of its own: the front page is about the text.",
    "Catalogue-issued": "When a first version came out is not declared anywhere; the date of this one is.",
    "Catalogue-spatial": "A text of the United Nations is not about one region.",
    "Catalogue-themeTaxonomy": "Its two themes are of the European list, which says nothing about this catalogue.",
    "DataService-contactPoint": "There is no address to write to.",
    "Dataset-contactPoint": "There is no address to write to.",
    "Dataset-spatial": "A text of the United Nations is not about one region.",
    "Dataset-temporal": "A text is not about a period.",
    "Distribution-availability": "Nobody has promised how long the files stay.",
}
"""The recommendations that are not followed, each with the reason why there is nothing to tell."""
NOT_FOLLOWED_BY_ONE = {
    ("Dataset-distribution", f"dataset/{resources.release_identity().version}"): "Its files are those of the dataset.",
    ("Distribution-format", "dataset#distribution-tables-units-jsonl"): "The list has no code for JSON Lines.",
}
"""The recommendations that one thing does not follow, each with the reason."""


def triples(turtle: bytes) -> list[ox.Triple]:
    """Return what a Turtle document states."""
    return [quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)]


def results(data: list[ox.Triple], engine: Engine = Engine.FAST) -> tuple[Result, ...]:
    """Return what the shapes find in statements."""
    return validate(ox.serialize(data, format=ox.RdfFormat.N_TRIPLES), SHAPES, engine=engine).results


def changed(update: str) -> list[tuple[str, str, Severity]]:
    """Return shape, component and severity of what the shapes find in the valid example after an update."""
    # Not in an Oxigraph store, which keeps no derived integer types such as xsd:nonNegativeInteger apart.
    graph = rdflib.Graph().parse(HERE / "valid.ttl")
    before = set(graph)
    graph.update(update, initNs=PREFIXES)
    assert set(graph) != before, "the update changes nothing"
    return [
        (
            result.source_shape.removeprefix(SHAPE),
            result.component.rpartition("#")[2].removesuffix("ConstraintComponent"),
            result.severity,
        )
        for result in results(triples(graph.serialize(format="turtle", encoding="utf-8")))
    ]


def name(kind: str, path: str) -> str:
    """Return how the shape of a property of a class is called."""
    return f"{kind}-{path.partition(':')[2]}"


def pairs(table: dict[str, list[str]] | dict[str, dict[str, object]]) -> list[tuple[str, str]]:
    """Return the classes and properties of a table."""
    return [(kind, path) for kind, paths in table.items() for path in paths]


def test_the_shapes_are_shapes() -> None:
    """The shapes meet SHACL-SHACL, and every one that reports has a message."""
    check_shapes(SHAPES)


def test_every_rule_cites_its_place() -> None:
    """Each shape of a class or property says where in the specification its rule stands."""
    stated = triples(SHAPES)
    sh = "http://www.w3.org/ns/shacl#"
    kinds = {ox.NamedNode(f"{sh}NodeShape"), ox.NamedNode(f"{sh}PropertyShape")}
    shapes = {triple.subject for triple in stated if triple.object in kinds}
    see = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso")
    cited = {triple.subject: triple.object.value for triple in stated if triple.predicate == see}
    assert shapes
    assert {shape.value for shape in shapes - cited.keys()} == set()
    assert all(place.startswith(f"{SPECIFICATION}#") for place in cited.values())


@pytest.mark.parametrize("engine", Engine)
def test_a_whole_entry_is_valid(engine: Engine) -> None:
    """An entry that has everything gives no result, not even a warning."""
    assert results(triples((HERE / "valid.ttl").read_bytes()), engine) == ()


@pytest.mark.parametrize(("kind", "path"), pairs(MANDATORY))
def test_what_is_mandatory_is_missed(kind: str, path: str) -> None:
    """Without a mandatory property there is a violation, and nothing else."""
    found = changed(f"DELETE {{ ?s {path} ?o }} WHERE {{ ?s a {CLASSES[kind]} ; {path} ?o }}")
    assert set(found) == {(name(kind, path), "MinCount", Severity.VIOLATION)}


@pytest.mark.parametrize(("kind", "path"), pairs(RECOMMENDED))
def test_what_is_recommended_is_missed(kind: str, path: str) -> None:
    """Without a recommended property there is a warning, and no violation."""
    found = set(changed(f"DELETE {{ ?s {path} ?o }} WHERE {{ ?s a {CLASSES[kind]} ; {path} ?o }}"))
    of_the_list = {(f"{name(kind, path)}-vocabulary", "QualifiedMinCount", Severity.WARNING)}
    expected = {(f"{name(kind, path)}-recommended", "MinCount", Severity.WARNING)}
    assert found - (of_the_list if path == "dcat:theme" else set()) == expected


@pytest.mark.parametrize(("kind", "path"), pairs(AT_MOST_ONE))
def test_a_second_value_is_noticed(kind: str, path: str) -> None:
    """Where a property may occur once, a second value is a violation, and nothing else."""
    one = {"Catalogue": "catalogue", "DataService": "api", "Dataset": "loans", "Distribution": "file"}
    subject = {"Agent": "library", "Checksum": "checksum", "LicenceDocument": "licence", **one}[kind]
    found = changed(f"INSERT DATA {{ ex:{subject} {path} {AT_MOST_ONE[kind][path]} . }}")
    assert found == [(name(kind, path), "MaxCount", Severity.VIOLATION)]


@pytest.mark.parametrize(("kind", "path"), pairs(WRONG_VALUES))
def test_a_wrong_value_is_noticed(kind: str, path: str) -> None:
    """A value of another kind than the specification lays down is a violation, and nothing else."""
    value, component = WRONG_VALUES[kind][path]
    found = changed(
        f"DELETE {{ ?s {path} ?o }} INSERT {{ ?s {path} {value} }} WHERE {{ ?s a {CLASSES[kind]} ; {path} ?o }}"
    )
    assert set(found) == {(name(kind, path), component, Severity.VIOLATION)}


@pytest.mark.parametrize(
    ("kind", "path", "value", "component"),
    [
        ("DataService", "dcat:theme", "ex:lending", "QualifiedMinCount"),
        ("Dataset", "dcat:theme", "ex:lending", "QualifiedMinCount"),
        ("DataService", "dcterms:accessRights", "ex:open", "Pattern"),
        ("Dataset", "dcterms:accessRights", "ex:open", "Pattern"),
    ],
)
def test_values_beside_the_recommended_lists_are_noticed(kind: str, path: str, value: str, component: str) -> None:
    """No theme, and no access rights, of the list that is recommended: a warning, and nothing else."""
    found = changed(
        f"DELETE {{ ?s {path} ?o }} INSERT {{ ?s {path} {value} }} WHERE {{ ?s a {CLASSES[kind]} ; {path} ?o }}"
    )
    assert set(found) == {(f"{name(kind, path)}-vocabulary", component, Severity.WARNING)}


@pytest.mark.parametrize(
    ("kind", "path"), [(k, p) for k in ("DataService", "Dataset") for p in ("dcat:theme", "dcterms:accessRights")]
)
def test_a_literal_for_a_theme_or_for_access_rights_is_noticed(kind: str, path: str) -> None:
    """A theme, and access rights, are no words: a violation."""
    found = changed(
        f'DELETE {{ ?s {path} ?o }} INSERT {{ ?s {path} "open" }} WHERE {{ ?s a {CLASSES[kind]} ; {path} ?o }}'
    )
    assert (name(kind, path), "NodeKind", Severity.VIOLATION) in found


def test_every_rule_has_been_broken() -> None:
    """No shape of a property is without a test that breaks it."""
    sh = "http://www.w3.org/ns/shacl#"
    shapes = {t.subject.value.removeprefix(SHAPE) for t in triples(SHAPES) if t.object.value == f"{sh}PropertyShape"}
    broken = {name(*pair) for table in (MANDATORY, AT_MOST_ONE, WRONG_VALUES) for pair in pairs(table)}
    broken |= {f"{name(*pair)}-recommended" for pair in pairs(RECOMMENDED)}
    for kind in ("DataService", "Dataset"):
        broken |= {name(kind, "dcat:theme"), f"{name(kind, 'dcat:theme')}-vocabulary"}
        broken |= {f"{name(kind, 'dcterms:accessRights')}-vocabulary"}
    assert shapes == broken


@pytest.mark.parametrize("engine", Engine)
def test_the_entry_of_a_release_breaks_no_rule(release: Path, engine: Engine) -> None:
    """`void.ttl` breaks nothing that DCAT-AP 3 demands; what it leaves out of the recommendations is listed above."""
    found = results(triples((release / "void.ttl").read_bytes()), engine)
    assert [result for result in found if result.severity is not Severity.WARNING] == []
    missed = {
        (result.source_shape.removeprefix(SHAPE).removesuffix("-recommended"), result.focus_node.removeprefix(BASE))
        for result in found
    }
    assert {rule for rule, _ in missed if rule in NOT_FOLLOWED} == NOT_FOLLOWED.keys()
    assert {pair for pair in missed if pair[0] not in NOT_FOLLOWED} == NOT_FOLLOWED_BY_ONE.keys()
