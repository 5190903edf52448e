"""The published graph meets all shapes, and no statement of it can be lost without a shape noticing."""

from __future__ import annotations

import re
from collections import defaultdict

import pyoxigraph as ox
import pytest

from gcm_graph import resources
from gcm_graph.dataset import MERGED, complete, describe
from gcm_graph.namespaces import BASE, GCM, PREFIXES, graph, iri
from gcm_graph.ontology_files import ontology_triples, published_ontology
from gcm_graph.reasoning import Engine as InferenceEngine
from gcm_graph.release_files import DATA_SHAPES, published_shapes
from gcm_graph.validation import Engine, check_shapes, validate
from gcm_graph.validation.integrity import load_checks, run_checks

RDF_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
FREE = frozenset({GCM + "mastheadLine"})
"""Properties of which one value more or less is nothing that a shape could know."""


@pytest.fixture(scope="session")
def data_shapes():
    """Return the shapes of the data."""
    return b"\n".join((resources.shapes_folder() / name).read_bytes() for name in DATA_SHAPES)


def _serialized(triples):
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)


def _merge(quads):
    return list(dict.fromkeys(quad.triple for quad in quads))


def test_the_published_graph_meets_all_shapes(published_quads, data_shapes):
    """The merge of all named graphs gives no result; with the slow engine, as the build with the slow engines shows."""
    assert validate(_serialized(_merge(published_quads)), data_shapes).results == ()


def test_the_merged_file_meets_all_shapes(published_quads, data_shapes):
    """The graphs of gcm.ttl by themselves, without evidence, ontology and provenance, give no result either."""
    names = {graph(name) for name in MERGED}
    merged = [quad for quad in published_quads if quad.graph_name.value in names]
    assert validate(_serialized(_merge(merged)), data_shapes).results == ()


def test_data_about_something_else_breaks_no_shape(data_shapes):
    """No shape asks for anything where there is nothing of ours."""
    data = b'<http://example.org/a> <http://purl.org/dc/terms/title> "A" .\n'
    assert validate(data, data_shapes).results == ()


@pytest.mark.parametrize("engine", Engine)
def test_the_ontology_follows_its_style_guide(engine):
    """The ontology as published, blank nodes included, gives no result."""
    shapes = (resources.shapes_folder() / "ontology.ttl").read_bytes()
    data = _serialized(ontology_triples(published_ontology()))
    assert validate(data, shapes, engine=engine).results == ()


@pytest.mark.parametrize("files", [DATA_SHAPES, ("ontology.ttl",)], ids=["data", "ontology"])
def test_the_shapes_are_shapes(files):
    """The shapes meet SHACL-SHACL, use no other terms of sh:, and every one that reports has a message."""
    check_shapes(published_shapes(*files))


@pytest.mark.parametrize("file", [*DATA_SHAPES, "ontology.ttl"])
def test_prefixes_stand_in_the_order_of_the_project(file):
    """After the base and the prefix of shapes, prefixes are declared in the one order of the project."""
    lines = (resources.shapes_folder() / file).read_text(encoding="utf-8").splitlines()
    declared = [line.split()[1].rstrip(":") for line in lines if line.startswith("@prefix")]
    assert declared == ["shape", *(prefix for prefix in PREFIXES if prefix in declared)]


@pytest.mark.parametrize("file", [*DATA_SHAPES, "profile.ttl"])
def test_shapes_speak_of_terms_that_exist(file):
    """Each term of ours in a shape, target, path, query or message is one that the ontology declares."""
    text = (resources.shapes_folder() / file).read_text(encoding="utf-8")
    declared = {
        t.subject.value.removeprefix(GCM) for t in ontology_triples(published_ontology()) if t.predicate == RDF_TYPE
    }
    assert set(re.findall(r"\bgcm:([A-Za-z]\w*)", text)) - declared == set()


def test_the_graph_is_whole_without_alignments(content, data_shapes, tmp_path):
    """Where the folder of alignments is left out, nothing is aligned and all shapes and checks are met."""
    quads = complete(describe(content, alignments=tmp_path / "none"), InferenceEngine.FAST)
    assert graph("alignments") not in {quad.graph_name.value for quad in quads}
    assert validate(_serialized(_merge(quads)), data_shapes).results == ()
    store = ox.Store()
    store.bulk_extend(quads)
    assert run_checks(store, load_checks(resources.shapes_folder() / "checks")) == ()


@pytest.fixture(scope="session")
def damages(published_quads):
    """Return sets of statements to lose: one of each property of each class, no two about one resource in a set."""
    text = [quad.triple for quad in published_quads if quad.graph_name.value == graph("text")]
    classes = {triple.subject: triple.object for triple in text if triple.predicate == RDF_TYPE}
    kinds = defaultdict(list)
    for triple in text:
        if triple.predicate.value not in FREE:
            kinds[classes[triple.subject], triple.predicate].append(triple)
    rounds = []
    for _, triples in sorted(kinds.items(), key=lambda kind: (kind[0][0].value, kind[0][1].value)):
        # From the middle outwards, so that it is not always the first or the last unit that is damaged.
        candidates = sorted(triples, key=lambda triple: abs(triples.index(triple) - len(triples) // 2))
        free = ((lost, triple) for lost in rounds for triple in candidates if triple.subject not in lost)
        lost, triple = next(free, ({}, candidates[0]))
        if not lost:
            rounds.append(lost)
        lost[triple.subject] = triple
    return [frozenset(lost.values()) for lost in rounds]


def test_no_statement_of_the_text_is_lost_unnoticed(published_quads, data_shapes, damages):
    """Whatever statement of the graph `text` is lost, a result names its subject or its object."""
    merge = _merge(published_quads)
    for lost in damages:
        report = validate(_serialized([triple for triple in merge if triple not in lost]), data_shapes)
        named = {f"<{result.focus_node}>" for result in report.results} | {result.value for result in report.results}
        for triple in lost:
            assert named & {str(triple.subject), str(triple.object)}, triple


def test_both_engines_see_the_same_damage(lighter_quads, data_shapes, damages):
    """On a graph without a statement of nearly every kind, and with wrong values, the engines' results are equal."""
    lost = max(damages, key=len)
    assert len(lost) > 40
    wrong = {
        "objective/21/action/b": {"letter": ox.Literal("B"), "firstPage": ox.Literal("twenty")},
        "objective/22": {"number": ox.Literal("22"), "readingOrder": ox.Literal("x", datatype=_xsd("integer"))},
        "paragraph/39": {"citation": ox.Literal("39", language="en"), "text": ox.Literal("We  commit <b>.")},
        "paragraph/43/a/iii": {"letter": ox.Literal(3), "lastPage": ox.Literal(3.5)},
        "footnote/4": {"number": ox.NamedNode(iri("footnote/4")), "firstPage": ox.Literal(99)},
    }
    triples = []
    for triple in _merge(lighter_quads):
        if triple not in lost:
            path = triple.subject.value.removeprefix(BASE)
            value = wrong.get(path, {}).get(triple.predicate.value.removeprefix(GCM), triple.object)
            triples.append(ox.Triple(triple.subject, triple.predicate, value))
    fast, reference = (validate(_serialized(triples), data_shapes, engine=engine) for engine in Engine)
    assert fast.key() == reference.key()
    assert {iri(path) for path in wrong} <= {result.focus_node for result in fast.results}


def _xsd(name):
    return ox.NamedNode(PREFIXES["xsd"] + name)
