"""The profile for data that points at the Compact: each rule has data that meet it and data that break it.

The files are in the folder `profile`: `valid-p7.ttl` meets all rules, `invalid-p7-<defect>.ttl` breaks rule P7. A line
`# expect: <shape> <component> <focus node> [<value>]` declares one result of the report.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import owlrl
import pyoxigraph as ox
import pytest
import rdflib

from gcm_graph import resources
from gcm_graph.model import Kind
from gcm_graph.namespaces import BASE, GCM, iri
from gcm_graph.ontology_files import published_ontology
from gcm_graph.reading import open_source, read_resolution
from gcm_graph.validation import Engine, check_shapes, validate

HERE = Path(__file__).parent / "profile"
SHAPE = "https://w3id.org/gcm/shapes#"
SH = "http://www.w3.org/ns/shacl#"
OWL = "http://www.w3.org/2002/07/owl#"
RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
FILES = sorted(HERE.glob("*.ttl"))
RECORDS = HERE.parents[2] / "docs" / "examples" / "national-records.ttl"
PROFILE = (resources.shapes_folder() / "profile.ttl").read_bytes()
STORE = ox.Store()
STORE.bulk_load(PROFILE, format=ox.RdfFormat.TURTLE)
RULES = sorted(
    int(quad.object.value.split(".")[0].removeprefix("P"))
    for quad in STORE.quads_for_pattern(None, LABEL, None)
    if re.match(r"P\d+\. ", quad.object.value)
)


def ntriples(turtle):
    """Return data in Turtle as N-Triples, blank nodes labelled as they are."""
    return ox.serialize(ox.parse(turtle, format=ox.RdfFormat.TURTLE), format=ox.RdfFormat.N_TRIPLES)


def expected(file):
    """Return how often a file declares each result: shape, component, focus node, value."""
    lines = re.findall(r"^# expect: (\S+) (\S+) (\S+)(?: (.+))?$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return Counter(lines)


def found(report):
    """Return how often a report has each result, named as in the files."""
    return Counter(
        (
            result.source_shape.removeprefix(SHAPE),
            result.component.removeprefix(SH).removesuffix("ConstraintComponent"),
            result.focus_node,
            result.value or "",
        )
        for result in report.results
    )


def shape_of_rule(number):
    """Return the name of the node shape that is a rule, or of which the rule is a part."""
    [rule] = {
        quad.subject
        for quad in STORE.quads_for_pattern(None, LABEL, None)
        if quad.object.value.startswith(f"P{number}. ")
    }
    wholes = [quad.subject for quad in STORE.quads_for_pattern(None, ox.NamedNode(f"{SH}property"), rule)]
    return (wholes or [rule])[0].value.removeprefix(SHAPE)


@pytest.mark.parametrize("engine", list(Engine))
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_gives_the_report_that_it_declares(file, engine, shape_alone):
    """Valid files give no result, invalid ones exactly the declared ones, each under the number of the file's rule.

    The reference engine, which is slow, is given the shapes of that rule only.
    """
    number = re.search(r"-p(\d+)", file.stem)
    alone = engine is Engine.REFERENCE and number is not None
    shapes = shape_alone(shape_of_rule(number[1])) if alone else PROFILE
    report = validate(ntriples(file.read_bytes()), shapes, engine=engine)
    assert found(report) == expected(file)
    assert report.conforms == file.name.startswith("valid-")
    if not report.conforms:
        number = file.name.split("-")[1].upper()
        assert {result.message.split(":")[0] for result in report.results} == {number}


def test_rules_are_numbered_without_gaps():
    """The rules are P1, P2 and so on, each number once."""
    assert list(range(1, len(RULES) + 1)) == RULES


def test_every_rule_has_files():
    """Each rule has a file that meets it and one that breaks it, and no file is about a rule that is not there."""
    names = {f"p{number}" for number in RULES}
    valid = {file.stem.removeprefix("valid-") for file in FILES if re.fullmatch(r"valid-p\d+", file.stem)}
    invalid = {file.stem.split("-")[1] for file in FILES if file.stem.startswith("invalid-")}
    assert valid == names
    assert invalid == names


def test_every_shape_that_can_report_is_turned_red():
    """Each shape with a message is broken by a file."""
    reporting = {
        quad.subject.value.removeprefix(SHAPE).removesuffix("-query")
        for quad in STORE.quads_for_pattern(None, ox.NamedNode(f"{SH}message"), None)
    }
    assert {result[0] for file in FILES for result in expected(file)} == reporting


def test_every_message_begins_with_the_number_of_its_rule():
    """A shape's message begins with the number that begins the label of the rule of which it is a part."""
    labels = {
        quad.subject: quad.object.value
        for quad in STORE.quads_for_pattern(None, LABEL, None)
        if re.match(r"P\d+\. ", quad.object.value)
    }
    wholes = {
        quad.object: quad.subject
        for name in ("property", "sparql")
        for quad in STORE.quads_for_pattern(None, ox.NamedNode(SH + name), None)
    }
    for quad in STORE.quads_for_pattern(None, ox.NamedNode(f"{SH}message"), None):
        rule = quad.subject
        while rule not in labels:
            rule = wholes[rule]
        assert quad.object.value.startswith(labels[rule].split(".")[0] + ": "), quad.subject


def test_the_profile_is_shapes():
    """The profile itself passes the checks of shapes."""
    check_shapes(PROFILE)


def test_the_published_graph_meets_the_profile(published_quads):
    """Our own data break no rule that others must keep."""
    triples = {quad.triple for quad in published_quads}
    report = validate(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), PROFILE)
    assert report.results == ()


# The closed lists


def alternatives(shape):
    """Return what a shape's pattern lists, in the first group that has capital letters only."""
    pattern = next(STORE.quads_for_pattern(ox.NamedNode(SHAPE + shape), ox.NamedNode(f"{SH}pattern"), None))
    return re.findall(r"(?<=[(|])[A-Z]{3}(?=[|)])", pattern.object.value)


def listed(shape, name):
    """Return the words that a query of a shape lists as one of its variables."""
    query = next(STORE.quads_for_pattern(ox.NamedNode(f"{SHAPE}{shape}-query"), ox.NamedNode(f"{SH}select"), None))
    words = re.search(rf"CONCAT\(\" \",([^)]*)\) AS \?{name}\)", query.object.value)
    return re.findall(r"[\w:=]+", words[1])


def test_the_profile_knows_the_codes_of_countries():
    """The list of rule P13 has the 249 codes that ISO 3166-1 assigns, each once and in order."""
    codes = alternatives("AState")
    assert len(codes) == 249
    assert codes == sorted(set(codes))
    assert {"MAR", "DEU", "CHE", "PSE", "VAT", "TWN"} <= set(codes)
    assert not {"MOR", "GER", "SUI", "UK", "ENG", "YUG"} & set(codes)


def test_the_profile_knows_the_codes_of_languages():
    """Rule P34 knows the 185 codes of two letters, and their 204 longer forms, of which twenty have two."""
    assert len(set(listed("LanguageCodes", "codes"))) == 185
    longer = listed("LanguageCodes", "longer")
    assert len(longer) == len(set(longer)) == 204
    assert {"fra", "fre", "zho", "chi", "ara", "eng"} <= set(longer)
    assert not {"fil", "kab", "ceb", "haw"} & set(longer)


def test_the_profile_knows_the_properties_of_dublin_core():
    """Rule P37 knows the 55 properties of the DCMI Metadata Terms."""
    assert len(set(listed("TermsOfOthers", "names"))) == 55


def test_the_profile_knows_the_properties_that_records_do_not_have():
    """What rule P31 advises against are terms of the ontology, and what it advises is a term of ours or of others."""
    ours = {
        triple.subject.value.removeprefix(GCM)
        for triple in vocabulary("*.ttl")
        if triple.predicate == RDF_TYPE and triple.object.value.endswith("Property")
    }
    for entry in listed("MadeForRecords", "table"):
        wrong, _, instead = entry.partition("=")
        prefix, _, name = instead.partition(":")
        assert wrong in ours
        assert name in ours if prefix == "gcm" else prefix in {"dcterms", "schema"}


def test_every_published_address_can_be_pointed_at(published_quads):
    """No address that our data describe is taken for a misspelt or unknown one; of annotations, one in a hundred."""
    subjects = {quad.subject.value for quad in published_quads if isinstance(quad.subject, ox.NamedNode)}
    ours = sorted(subject for subject in subjects if subject.startswith(BASE))
    annotations = [subject for subject in ours if subject.startswith(iri("annotation/"))]
    addresses = sorted(set(ours) - set(annotations)) + annotations[::100]
    assert len(addresses) > 1000
    assert validate(about(*addresses), PROFILE).results == ()


def in_list(shape, predicate="in"):
    """Return the members of a list that a shape has as its parameter."""
    cell = STORE.quads_for_pattern(ox.NamedNode(SHAPE + shape), ox.NamedNode(SH + predicate), None).__next__().object
    members = []
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    while cell != ox.NamedNode(rdf + "nil"):
        members.append(next(STORE.quads_for_pattern(cell, ox.NamedNode(rdf + "first"), None)).object.value)
        cell = next(STORE.quads_for_pattern(cell, ox.NamedNode(rdf + "rest"), None)).object
    return set(members)


def vocabulary(pattern):
    """Return the triples of all files of the ontology that a pattern finds."""
    files = sorted(resources.ontology_folder().glob(pattern))
    return [quad.triple for file in files for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)]


def test_the_profile_knows_the_terms_of_the_ontology():
    """The list of rule P4 is that of the classes and properties that the ontology declares."""
    kinds = {f"{OWL}Class": 1, f"{OWL}ObjectProperty": 0, f"{OWL}DatatypeProperty": 0, f"{OWL}AnnotationProperty": 0}
    declared = (set(), set())
    for triple in vocabulary("*.ttl"):
        if triple.predicate == RDF_TYPE and triple.object.value in kinds and triple.subject.value.startswith(GCM):
            declared[kinds[triple.object.value]].add(triple.subject.value.removeprefix(GCM))
    assert [set(listed("KnownTerm", "properties")), set(listed("KnownTerm", "classes"))] == list(declared)


def test_the_profile_knows_what_kind_of_term_a_term_is():
    """The lists of rule P5 are those of the properties that lead to literals; classes alone begin with a capital."""
    kinds = {"DatatypeProperty": set(), "AnnotationProperty": set(), "ObjectProperty": set(), "Class": set()}
    for triple in vocabulary("*.ttl"):
        kind = triple.object.value.removeprefix(OWL)
        if triple.predicate == RDF_TYPE and kind in kinds and triple.subject.value.startswith(GCM):
            kinds[kind].add(triple.subject.value.removeprefix(GCM))
    query = next(STORE.quads_for_pattern(ox.NamedNode(f"{SHAPE}NothingAdded-query"), ox.NamedNode(f"{SH}select"), None))
    assert set(listed("NothingAdded", "data")) == kinds["DatatypeProperty"]
    annotations = re.search(r'BIND \("([^"]*)" AS \?annotations\)', query.object.value)
    assert set(annotations[1].split()) == kinds["AnnotationProperty"]
    assert all(name[0].isupper() for name in kinds.pop("Class"))
    assert all(name[0].islower() for names in kinds.values() for name in names)


def test_the_profile_knows_the_version_that_can_be_imported():
    """Rule P40 knows the version of the release that the profile belongs to."""
    pattern = next(STORE.quads_for_pattern(ox.NamedNode(f"{SHAPE}AnImport"), ox.NamedNode(f"{SH}pattern"), None))
    version = resources.release_identity().version
    assert re.match(pattern.object.value, iri(f"ontology/{version}"))
    assert f"ontology/{version}," in message_of("KnownImport-imports")


def test_our_ontology_beside_records_meets_the_profile():
    """The published ontology breaks no rule, and neither do records in the same file."""
    data = ntriples(published_ontology()) + ntriples(RECORDS.read_bytes())
    assert validate(data, PROFILE).results == ()


@pytest.mark.parametrize("semantics", [owlrl.RDFS_Semantics, owlrl.OWLRL_Semantics])
def test_inference_breaks_no_rule(semantics):
    """Right records that are closed under RDFS or OWL 2 RL, without our ontology, meet the profile as before."""
    graph = rdflib.Graph().parse(RECORDS, format="turtle")
    before = len(graph)
    owlrl.DeductiveClosure(semantics).expand(graph)
    resourceful = [triple for triple in graph if not isinstance(triple[0], rdflib.Literal)]
    assert len(resourceful) > 2 * before
    data = "".join(f"{s.n3()} {p.n3()} {o.n3()} .\n" for s, p, o in resourceful)
    assert validate(data.encode(), PROFILE).results == ()


def test_a_narrower_property_is_seen_once_it_is_inferred():
    """A property of one's own below one of ours is seen by no rule; closed under RDFS, by all that see ours."""
    turtle = """
        @base <https://example.org/migration/> . @prefix gcm: <https://w3id.org/gcm/ontology#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <#leadObjective> rdfs:subPropertyOf gcm:hasPrimaryObjective .
        <measure/1> <#leadObjective> <https://w3id.org/gcm/objective/99> .
    """
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    assert validate(graph.serialize(format="nt").encode(), PROFILE).conforms
    owlrl.DeductiveClosure(owlrl.RDFS_Semantics).expand(graph)
    results = validate(graph.serialize(format="nt").encode(), PROFILE).results
    assert {result.message[:3] for result in results} == {"P1:"}


def test_the_profile_knows_the_groups_themes_and_stages():
    """The list of rule P29 is that of the concepts of the four schemes."""
    concepts = {
        triple.subject.value
        for name in ("stakeholders", "populations", "themes", "stages")
        for triple in vocabulary(f"vocab/{name}.ttl")
        if triple.predicate.value.endswith("#inScheme")
    }
    assert in_list("GroupOrTheme") - concepts == set()
    assert concepts - in_list("GroupOrTheme") == set()


@pytest.mark.parametrize("what", ["form", "kind"])
def test_the_profile_knows_the_forms_and_kinds_of_pledges(what):
    """The lists of rule P26 are the concepts of the schemes."""
    concepts = {
        triple.subject.value
        for triple in vocabulary("vocab/pledges.ttl")
        if isinstance(triple.subject, ox.NamedNode) and triple.subject.value.startswith(iri(f"pledge-{what}/"))
    }
    assert concepts
    assert in_list(f"PledgeFormAndKind-{what}") == concepts


def test_the_profile_knows_the_rounds_of_review():
    """The list of rule P27 has the rounds whose clusters the curated table lists."""
    with (resources.ontology_folder() / "curated" / "review-clusters.csv").open(encoding="utf-8", newline="") as table:
        years = {row["year"] for row in csv.DictReader(table)}
    assert in_list("KnownRound") == {iri(f"review/international-migration-review-forum-{year}") for year in years}


def test_the_profile_knows_the_parts_of_the_compact():
    """The classes of rule P14 are the Compact, the resolution, and every kind of unit."""
    below = {
        triple.subject.value
        for triple in vocabulary("gcm.ttl")
        if triple.predicate.value.endswith("#subClassOf") and triple.object.value == f"{GCM}Provision"
    }
    assert in_list("ClassOfTheCompact") == below | {GCM + name for name in ("Provision", "Compact", "Resolution")}


def message_of(shape):
    """Return the message of a shape."""
    return next(STORE.quads_for_pattern(ox.NamedNode(SHAPE + shape), ox.NamedNode(f"{SH}message"), None)).object.value


def about(*values):
    """Return one record with each IRI as a subject, as N-Triples."""
    subject = "http://purl.org/dc/terms/subject"
    return "".join(f"<https://example.org/1> <{subject}> <{value}> .\n" for value in values).encode()


def last_part(path):
    """Return the address before the last step of a path, and that step."""
    head, _, tail = path.rpartition("/")
    return head, tail


def test_the_profile_knows_every_concept_and_no_further_one():
    """All objectives, commitments, actions and principles are known; what would follow the last of a row is not."""
    units = read_resolution(open_source("a-res-73-195")).provisions
    kinds = {Kind.OBJECTIVE, Kind.COMMITMENT, Kind.ACTION, Kind.PRINCIPLE}
    concepts = [unit.path for unit in units if unit.kind in kinds]
    assert len(concepts) == 23 + 43 + 187 + 10
    assert validate(about(*map(iri, concepts)), PROFILE).conforms
    letters = dict(last_part(unit.path) for unit in units if unit.kind is Kind.ACTION)
    numbers = dict(last_part(unit.path) for unit in units if unit.kind is Kind.COMMITMENT)
    assert len(letters) == len(numbers) == 23
    beyond = {iri(f"{row}/{chr(ord(letter) + 1)}") for row, letter in letters.items()}
    beyond |= {iri(f"{row}/{int(number) + 1}") for row, number in numbers.items()}
    beyond |= {iri("objective/0"), iri("objective/24"), f"{BASE}principle/people"}
    results = validate(about(*beyond), PROFILE).results
    assert {result.value for result in results} == {f"<{value}>" for value in beyond}


def test_the_profile_knows_every_goal_and_target_and_no_further_one():
    """All goals and targets of the United Nations' list are known; what would follow the last of a row is not."""
    table = resources.ontology_folder() / "curated" / "sustainable-development-goals.csv"
    with table.open(encoding="utf-8", newline="") as rows:
        codes = {row["code"] for row in csv.DictReader(rows)}
    assert len(codes) == 17 + 169
    sdg = "http://metadata.un.org/sdg/"
    assert validate(about(*(sdg + code for code in codes)), PROFILE).conforms
    beyond = {"0", "18"}
    for goal in range(1, 18):
        targets = [code.split(".")[1] for code in codes if code.startswith(f"{goal}.")]
        beyond.add(f"{goal}.{max(int(target) for target in targets if target.isdigit()) + 1}")
        beyond.add(f"{goal}.{chr(max([ord(target) for target in targets if target.isalpha()], default=96) + 1)}")
    results = validate(about(*(sdg + code for code in beyond)), PROFILE).results
    assert {result.value for result in results} == {f"<{sdg}{code}>" for code in beyond}
