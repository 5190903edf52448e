"""Every example of a term is true: of the published graph, or of the example records in the documentation."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from gcm_graph.dataset import describe, read_content
from gcm_graph.namespaces import GCM, PREFIXES
from gcm_graph.reading import open_source, read_resolution
from gcm_graph.reasoning import infer

EXAMPLE = NamedNode(PREFIXES["skos"] + "example")
RECORDS = Path(__file__).resolve().parents[2] / "docs" / "examples" / "national-records.ttl"
HEADER = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())


@pytest.fixture(scope="module")
def known() -> Store:
    """Return all statements that an example can be one of."""
    asserted = describe(read_content(read_resolution(open_source("a-res-73-195"))))
    quads = asserted.quads()
    triples = [*(quad.triple for quad in quads), *infer(quads, asserted.axioms)]
    store = Store()
    store.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    store.load(path=str(RECORDS), format=RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def examples(ontology):
    """Return the examples of each term of ours, by its name."""
    found = {}
    for triple in ontology:
        if triple.predicate == EXAMPLE and triple.subject.value.startswith(GCM):
            found.setdefault(triple.subject.value.removeprefix(GCM), []).append(triple.object)
    return found


def is_true(known: Store, term: str, example: NamedNode | Literal) -> bool:
    """Return whether an example is an individual of the class, or statements of which one is of the property."""
    if isinstance(example, NamedNode):
        question = f"ASK {{ {example} a/rdfs:subClassOf* <{GCM}{term}> }}"
        return bool(known.query(question, prefixes=dict(PREFIXES)))
    statements = [quad.triple for quad in parse(HEADER + example.value, format=RdfFormat.TURTLE)]
    return any(triple.predicate.value == GCM + term for triple in statements) and all(
        Quad(triple.subject, triple.predicate, triple.object) in known for triple in statements
    )


def test_every_example_is_true(known, examples):
    """Each term has examples, and each of them can be looked up."""
    false = {term: found for term, found in examples.items() if not all(is_true(known, term, one) for one in found)}
    assert false == {}


def test_a_false_example_is_noticed(known):
    """Statements that the graph has not, individuals of another class and statements of another property are false."""
    base = "https://w3id.org/gcm"
    assert is_true(known, "hasAction", Literal(f"<{base}/objective/11> gcm:hasAction <{base}/objective/11/action/b> ."))
    assert not is_true(
        known, "hasAction", Literal(f"<{base}/objective/11> gcm:hasAction <{base}/objective/12/action/b> .")
    )
    assert not is_true(
        known, "hasFootnote", Literal(f"<{base}/objective/11> gcm:hasAction <{base}/objective/11/action/b> .")
    )
    assert is_true(known, "Provision", NamedNode(f"{base}/objective/11/action/b"))
    assert not is_true(known, "Paragraph", NamedNode(f"{base}/objective/11/action/b"))
