"""What each file of the ontology may use: the core stands alone, and no term is defined twice or by the wrong owner."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, serialize

from gcm_graph import ontology_files, resources
from gcm_graph.declared_version import ReleaseIdentity
from gcm_graph.errors import SourceMissingError
from gcm_graph.namespaces import GCM, ONTOLOGY, PREFIXES
from gcm_graph.ontology_files import OntologyFileError, PrefixConflictError
from gcm_graph.validation import validate

TYPE = NamedNode(PREFIXES["rdf"] + "type")
IS_DEFINED_BY = NamedNode(PREFIXES["rdfs"] + "isDefinedBy")
TOP_KINDS = frozenset(
    (
        *("Provision", "Instrument", "SourceDocument", "LanguageVersion", "Variant"),
        *("Actor", "Place", "Observance", "Period", "StakeholderGroup", "PopulationGroup", "Theme", "MigrationStage"),
        *("Claim", "Reference", "Passage", "CapacityGap", "Mechanism", "Task", "ProvisionKind"),
        *("Practice", "Record", "RecordUpdate", "ReviewRound", "ReviewCluster", "PledgeForm", "PledgeKind"),
    )
)


def terms(triples):
    """Return the terms of our namespace that triples use anywhere."""
    nodes = [node for triple in triples for node in (triple.subject, triple.predicate, triple.object)]
    return {node.value for node in nodes if isinstance(node, NamedNode) and node.value.startswith(GCM)}


def defined(triples):
    """Return the terms of our namespace that triples define."""
    return {triple.subject.value for triple in triples if triple.predicate == IS_DEFINED_BY}


def test_the_core_uses_no_term_of_another_module(modules):
    """The core is usable alone: each term that it uses is its own."""
    core = modules[ontology_files.CORE]
    assert terms(core) == defined(core)


def test_each_term_is_defined_in_one_module(modules):
    """No two modules define one term."""
    for one, other in combinations(modules.values(), 2):
        assert defined(one) & defined(other) == set()


def test_a_module_says_of_terms_of_other_modules_only_that_they_exist(modules):
    """A term of another module that is no term of the core is declared with its type; nothing else is said of it."""
    core = defined(modules[ontology_files.CORE])
    for name, triples in modules.items():
        foreign = terms(triples) - defined(triples) - core
        said = [triple for triple in triples if triple.subject in {NamedNode(term) for term in foreign}]
        assert {triple.predicate for triple in said} <= {TYPE}, name
        assert {triple.subject.value for triple in said} == foreign, name


def test_no_module_imports(ontology):
    """The modules are parts of one ontology: nothing is imported, and there is one header."""
    text = serialize(ontology, format=RdfFormat.N_TRIPLES).decode()
    assert "owl#imports" not in text
    assert text.count("<http://www.w3.org/2002/07/owl#Ontology>") == 1


def test_modules_write_their_heads_alike():
    """All modules declare the same prefixes, in the order of the project."""
    heads = set()
    for name in ontology_files.MODULES:
        source = (resources.ontology_folder() / name).read_text(encoding="utf-8")
        heads.add(tuple(re.findall(r"^@(?:base|prefix).*$", source, flags=re.MULTILINE)))
    ((base, *prefixes),) = heads
    assert base == "@base <https://w3id.org/gcm/> ."
    declared = [line.split()[1].rstrip(":") for line in prefixes]
    assert declared == [prefix for prefix in PREFIXES if prefix in declared]


def test_any_two_top_kinds_exclude_each_other(ontology):
    """Of what the graph is about, nothing is of two kinds at once, save a publication that is an instrument."""
    pairs = {frozenset(pair) for pair in combinations(TOP_KINDS, 2)}
    assert pairs - exclusions(ontology) == {frozenset(("Reference", "Instrument"))}


def test_classes_below_no_other_are_top_kinds(ontology):
    """A class of ours that is below none of ours is a top kind that excludes the others, save the resolution."""
    subclass = NamedNode(PREFIXES["rdfs"] + "subClassOf")
    owl_class = NamedNode(PREFIXES["owl"] + "Class")
    classes = {t.subject for t in ontology if t.predicate == TYPE and t.object == owl_class} & {
        NamedNode(term) for term in defined(ontology)
    }
    below = {t.subject for t in ontology if t.predicate == subclass and t.object in classes}
    assert {found.value.removeprefix(GCM) for found in classes - below} == TOP_KINDS | {"Resolution"}


def exclusions(triples):
    """Return the pairs of names of classes that owl:AllDisjointClasses says exclude each other."""
    owl, rdf = PREFIXES["owl"], PREFIXES["rdf"]
    by_subject = {(triple.subject, triple.predicate.value): triple.object for triple in triples}
    pairs = set()
    for triple in triples:
        if triple.predicate.value == f"{owl}members":
            node, names = triple.object, []
            while (node, f"{rdf}first") in by_subject:
                names.append(by_subject[node, f"{rdf}first"].value.removeprefix(GCM))
                node = by_subject[node, f"{rdf}rest"]
            pairs |= {frozenset(pair) for pair in combinations(names, 2)}
    return pairs


def test_the_published_ontology_says_what_its_files_say(published, modules):
    """One document says what all files say, and the statements that only a release can make of itself."""
    files = [triple for triples in modules.values() for triple in triples]
    for file in ontology_files.vocabularies():
        files += ontology_files.ontology_triples(file.read_bytes())
    named = {triple for triple in published if "_:" not in str(triple)}
    assert {triple for triple in files if "_:" not in str(triple)} <= named
    added = {triple.predicate.value for triple in named - set(files)}
    dcterms, owl = PREFIXES["dcterms"], PREFIXES["owl"]
    release = {f"{owl}versionIRI", f"{owl}versionInfo", f"{dcterms}modified", f"{dcterms}bibliographicCitation"}
    assert added == release | ({f"{owl}priorVersion"} if resources.release_identity().prior else set())
    assert len([t for t in published if "_:" in str(t)]) == len([t for t in files if "_:" in str(t)])


def test_the_published_ontology_declares_each_prefix_once():
    """The document has one head, with the base first and the prefixes in the order of the project."""
    lines = ontology_files.published_ontology().decode().splitlines()
    directives = [line for line in lines if line.startswith("@")]
    assert directives == lines[: len(directives)]
    declared = [line.split()[1].rstrip(":") for line in directives[1:]]
    assert declared == [prefix for prefix in PREFIXES if prefix in declared]


@pytest.mark.parametrize("file", ontology_files.MODULES)
def test_a_module_that_is_no_turtle_is_named_with_its_line(tmp_path, file):
    """A sentence without its end is reported with the file and the line in it, not in what the files make together."""
    for name in ontology_files.MODULES:
        (tmp_path / name).write_bytes((resources.ontology_folder() / name).read_bytes())
    lines = (tmp_path / file).read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("  skos:prefLabel"))
    lines[place] = lines[place].rstrip(" ;")
    (tmp_path / file).write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(OntologyFileError) as caught:
        ontology_files.ontology_source(tmp_path)
    assert (caught.value.file, caught.value.line) == (file, place + 2)


def test_a_module_that_is_lost_is_named(tmp_path):
    """Without one of its modules the ontology is not published."""
    for name in ontology_files.MODULES[:-1]:
        (tmp_path / name).write_bytes((resources.ontology_folder() / name).read_bytes())
    with pytest.raises(SourceMissingError, match=r"^records\.ttl: "):
        ontology_files.ontology_source(tmp_path)


def test_prefixes_that_differ_are_refused(tmp_path):
    """One prefix for two namespaces would change what a file says, and is an error that names file and prefix."""
    for name in ontology_files.MODULES:
        (tmp_path / name).write_bytes((resources.ontology_folder() / name).read_bytes())
    last = tmp_path / ontology_files.MODULES[-1]
    last.write_text(
        last.read_text(encoding="utf-8").replace(PREFIXES["skos"], "https://example.org/"), encoding="utf-8"
    )
    with pytest.raises(PrefixConflictError, match=r"records\.ttl declares the prefix skos:"):
        ontology_files.ontology_source(tmp_path)


def test_the_version_comes_from_the_release():
    """Version, date and citation are those of the release, and a version before it is named if there is one."""
    identity = ReleaseIdentity(version="1.2.0", date="2031-05-06", prior="1.1.0")
    source = ontology_files.ontology_source(identity=identity)
    said = {
        triple.predicate.value.rpartition("/")[2].rpartition("#")[2]: triple.object
        for triple in ontology_files.ontology_triples(source)
        if triple.subject == NamedNode(ONTOLOGY)
    }
    assert said["versionIRI"] == NamedNode(f"{ONTOLOGY}/1.2.0")
    assert said["priorVersion"] == NamedNode(f"{ONTOLOGY}/1.1.0")
    assert said["versionInfo"] == Literal("1.2.0")
    assert said["modified"] == Literal("2031-05-06", datatype=NamedNode(PREFIXES["xsd"] + "date"))
    assert "(2031)" in said["bibliographicCitation"].value
    assert f"{ONTOLOGY}/1.2.0" in said["bibliographicCitation"].value


def test_the_first_version_names_none_before_it():
    """Without a version before it, nothing is said of one."""
    identity = ReleaseIdentity(version="0.1.0", date="2026-11-21")
    assert b"priorVersion" not in ontology_files.ontology_source(identity=identity)


def test_the_ontology_follows_its_style_guide(ontology):
    """The modules with the version of the release meet all shapes of the style guide."""
    shapes = (resources.shapes_folder() / "ontology.ttl").read_bytes()
    assert validate(serialize(ontology, format=RdfFormat.N_TRIPLES), shapes).results == ()


def test_the_vocabularies_leave_terms_of_others_alone(published):
    """In the published ontology, vocabularies included, the subject of each statement is ours, or it is declared."""
    kinds = {PREFIXES["owl"] + kind for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")}
    for triple in published:
        if isinstance(triple.subject, NamedNode) and not triple.subject.value.startswith("https://w3id.org/gcm/"):
            assert triple.predicate == TYPE, triple
            assert triple.object.value in kinds, triple
