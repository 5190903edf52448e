"""What the Compact sets up and asks for is stated in the graph `curated`, its words in the graph `evidence`."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal

from gcm_graph.curating.facts import Fact
from gcm_graph.curating.institutions import Institutions
from gcm_graph.curating.mechanisms import Mechanism
from gcm_graph.curating.tasks import Task
from gcm_graph.curating.values import Path
from gcm_graph.describing.evidence import annotate
from gcm_graph.describing.graphs import NamedGraph, english, node, term, typed
from gcm_graph.describing.institutions import describe_institutions
from gcm_graph.model import Kind, PageBasis, Pages, Provision

TEXT = (
    "We request the Secretary-General, drawing on the network, to report to the General Assembly on a biennial basis."
)
UNIT = Provision("paragraph/46", Kind.PARAGRAPH, TEXT, "compact", 1, Pages(33, 33, PageBasis.PRINTED), (1, 1), "46")
QUOTATION = "to report to the General Assembly on a biennial basis"
PATH = "annotation/paragraph/46/58-111/task/report"
HUB = Mechanism("connection-hub", "Connection hub", ("hub",), ("paragraph/43/a",), None, "A hub.")


def task(**facts):
    """Return a task with what every task has, and some more."""
    return Task(
        **{
            "slug": "report",
            "label": "Report",
            "unit": UNIT,
            "start": TEXT.index(QUOTATION),
            "quotation": QUOTATION,
            "kind": "request",
            "addressed_to": ("actor/secretary-general",),
            "directed_to": (),
            "concerns": (),
            "first_year": None,
            "last_year": None,
            "recurs_every": None,
        }
        | facts
    )


def described(*tasks, mechanisms=(), facts=()):
    """Return the graphs `curated` and `evidence` with what is stated in each as (subject, predicate, object)."""
    curated, evidence = NamedGraph("curated"), NamedGraph("evidence")
    describe_institutions(curated, evidence, Institutions(mechanisms, facts, tasks))
    return tuple({(quad.subject, quad.predicate, quad.object) for quad in graph} for graph in (curated, evidence))


def test_a_task_states_what_its_row_says():
    """Unit, kind, addressee and quotation are stated; what the row leaves empty is not."""
    curated, _ = described(task())
    about = {(predicate, value) for subject, predicate, value in curated if subject == node("task/report")}
    assert about == {
        (term("rdf:type"), term("gcm:Task")),
        (term("skos:prefLabel"), english("Report")),
        (term("gcm:isStatedIn"), node("paragraph/46")),
        (term("gcm:hasProvisionKind"), node("provision-kind/request")),
        (term("gcm:isAddressedTo"), node("actor/secretary-general")),
        (term("gcm:quotation"), english(QUOTATION)),
    }


def test_a_task_is_due_in_years_and_directed_to_someone():
    """Years are xsd:gYear, the interval is an xsd:duration, several recipients are several statements."""
    curated, _ = described(
        task(
            directed_to=("actor/general-assembly", "stakeholder/member-states"),
            concerns=("mechanism/connection-hub",),
            first_year="2020",
            last_year="2030",
            recurs_every="P2Y",
        )
    )
    for predicate, value in (
        ("gcm:isDirectedTo", node("actor/general-assembly")),
        ("gcm:isDirectedTo", node("stakeholder/member-states")),
        ("gcm:concernsMechanism", node("mechanism/connection-hub")),
        ("gcm:firstYear", typed("2020", "gYear")),
        ("gcm:lastYear", typed("2030", "gYear")),
        ("gcm:recursEvery", typed("P2Y", "duration")),
    ):
        assert (node("task/report"), term(predicate), value) in curated


def test_the_quotation_of_a_task_is_annotated():
    """One annotation identifies the task by the words that state it, with at most 32 characters before and after."""
    _, evidence = described(task())
    annotation, target, quote = node(PATH), node(f"{PATH}#target"), node(f"{PATH}#quote")
    position = node(f"{PATH}#position")
    assert evidence == {
        (annotation, term("rdf:type"), term("oa:Annotation")),
        (annotation, term("oa:motivatedBy"), term("oa:identifying")),
        (annotation, term("oa:hasBody"), node("task/report")),
        (annotation, term("oa:hasTarget"), target),
        (target, term("rdf:type"), term("oa:SpecificResource")),
        (target, term("oa:hasSource"), node("paragraph/46")),
        (target, term("oa:hasSelector"), quote),
        (target, term("oa:hasSelector"), position),
        (quote, term("rdf:type"), term("oa:TextQuoteSelector")),
        (quote, term("oa:exact"), Literal(QUOTATION)),
        (quote, term("oa:prefix"), Literal("eneral, drawing on the network, ")),
        (quote, term("oa:suffix"), Literal(".")),
        (position, term("rdf:type"), term("oa:TextPositionSelector")),
        (position, term("oa:start"), typed("58", "nonNegativeInteger")),
        (position, term("oa:end"), typed("111", "nonNegativeInteger")),
    }


@pytest.mark.parametrize("span", [(-1, 2), (5, 4), (0, len(TEXT) + 1)])
def test_only_a_span_of_the_text_is_annotated(span):
    """A span that does not lie in the text is refused."""
    with pytest.raises(ValueError, match="no span"):
        annotate(NamedGraph("evidence"), UNIT, span, node("task/report"), kind="task", slug="report")


def test_a_mechanism_has_name_definition_and_unit():
    """Name, other forms, definition and the unit that sets it up are stated."""
    curated, evidence = described(mechanisms=(HUB,))
    hub = node("mechanism/connection-hub")
    assert curated == {
        (hub, term("rdf:type"), term("gcm:Mechanism")),
        (hub, term("skos:prefLabel"), english("Connection hub")),
        (hub, term("skos:altLabel"), english("hub")),
        (hub, term("skos:definition"), english("A hub.")),
        (hub, term("dcterms:source"), node("paragraph/43/a")),
    }
    assert evidence == set()


def test_a_component_is_stated_with_its_claim():
    """That a mechanism is a component of another is a statement and a claim with its sources."""
    whole, part = "mechanism/capacity-building-mechanism", "mechanism/connection-hub"
    curated, _ = described(facts=(Fact(whole, "gcm:hasComponent", Path(part), ("paragraph/43", "paragraph/43/a")),))
    assert (node(whole), term("gcm:hasComponent"), node(part)) in curated
    sources = {value.value for _, predicate, value in curated if predicate == term("dcterms:source")}
    assert sources == {"https://w3id.org/gcm/paragraph/43", "https://w3id.org/gcm/paragraph/43/a"}
