"""What follows from the ontology and what does not, claim by claim: a small graph, and a question about it.

Each claim is a pair of files named after it. The graph and the question have relative IRIs only, so that each claim has
things of its own and owlrl, which is slow, can take all claims at once.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, Store, parse

from gcm_graph.namespaces import BASE, GCM
from gcm_graph.reasoning import Engine, InconsistentDataError, infer

CLAIMS = Path(__file__).parent / "entailments"
FOLLOWS = sorted((CLAIMS / "follows").glob("*.rq"))
DOES_NOT_FOLLOW = sorted((CLAIMS / "does-not-follow").glob("*.rq"))
CONTRADICTIONS = sorted((CLAIMS / "contradicts").glob("*.ttl"))


def data(question):
    """Return the graph of a claim; its things stand under a base of their own."""
    file = question.with_suffix(".ttl")
    return [quad.triple for quad in parse(path=str(file), format=RdfFormat.TURTLE, base_iri=base(file))]


def base(file):
    """Return the base of the IRIs of a claim, under that of the project: only our things are reasoned about."""
    return f"{BASE}{file.parent.name}/{file.stem}/"


def answer(triples, question):
    """Return whether triples say what a question asks."""
    store = Store()
    store.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    return bool(store.query(question.read_text(encoding="utf-8"), base_iri=base(question)))


@pytest.fixture(scope="session")
def closure_by_owlrl(ontology):
    """Return what owlrl concludes from the graphs of all claims together."""
    asserted = [triple for question in (*FOLLOWS, *DOES_NOT_FOLLOW) for triple in data(question)]
    return [*asserted, *infer(asserted, ontology, engine=Engine.REFERENCE)]


def closure(question, ontology):
    """Return what the rules conclude from the graph of a claim."""
    return [*data(question), *infer(data(question), ontology)]


@pytest.mark.parametrize("question", FOLLOWS, ids=lambda file: file.stem)
def test_it_follows(question, ontology, closure_by_owlrl):
    """The claim is not stated, and both engines conclude it."""
    assert not answer(data(question), question)
    assert answer(closure(question, ontology), question)
    assert answer(closure_by_owlrl, question)


@pytest.mark.parametrize("question", DOES_NOT_FOLLOW, ids=lambda file: file.stem)
def test_it_does_not_follow(question, ontology, closure_by_owlrl):
    """Neither engine concludes the claim."""
    assert not answer(closure(question, ontology), question)
    assert not answer(closure_by_owlrl, question)


@pytest.mark.parametrize("question", [*FOLLOWS, *DOES_NOT_FOLLOW], ids=lambda file: file.stem)
def test_the_question_can_be_answered(question, ontology):
    """A question is about terms of the ontology, and is answered with yes once what it asks is stated."""
    text = question.read_text(encoding="utf-8")
    store = Store()
    store.update(text.replace("ASK {", "INSERT DATA {"), base_iri=base(question))
    stated = [quad.triple for quad in store]
    assert answer([*data(question), *stated], question)
    used = {term.value for triple in (*data(question), *stated) for term in (triple.predicate, triple.object)}
    defined = {triple.subject.value for triple in ontology if hasattr(triple.subject, "value")}
    assert {term for term in used if term.startswith(GCM)} <= defined


@pytest.mark.parametrize("file", CONTRADICTIONS, ids=lambda file: file.stem)
def test_it_contradicts_the_ontology(file, ontology):
    """The graph is refused."""
    with pytest.raises(InconsistentDataError):
        infer(data(file), ontology)


def test_owlrl_refuses_a_contradiction(ontology):
    """The reference refuses what the rules refuse."""
    with pytest.raises(InconsistentDataError):
        infer(data(CLAIMS / "contradicts" / "an-actor-as-a-stakeholder-group.ttl"), ontology, engine=Engine.REFERENCE)
