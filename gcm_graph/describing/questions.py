"""The competency questions in the graph `queries`: what is asked, in which query, and what must be answered.

The terms are those of the OWLUnit ontology (https://w3id.org/OWLunit/ontology/), whose tools read the query with its
prefixes and the expected result as SPARQL 1.1 Query Results JSON.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from gcm_graph.competency import Cell, CompetencyQuestion, result_document
from gcm_graph.describing.graphs import NamedGraph, english, node
from gcm_graph.namespaces import BASE, ONTOLOGY


def describe_questions(graph: NamedGraph, questions: Iterable[CompetencyQuestion]) -> None:
    """Add the competency questions to the graph `queries`.

    Args:
        graph: the graph `queries`, to which they are added.
        questions: what must be answered.
    """
    for question in questions:
        test = node(f"question/{question.name}")
        graph.a(test, "owlunit:CompetencyQuestionVerification")
        graph.add(test, "skos:prefLabel", english(question.question))
        graph.add(test, "owlunit:testsOntology", NamedNode(ONTOLOGY))
        if question.data is None:
            graph.add(test, "owlunit:hasInputData", node("dataset"))
        graph.add(test, "owlunit:hasCompetencyQuestion", question.question)
        graph.add(test, "owlunit:hasSPARQLUnitTest", question.standalone_query())
        graph.add(test, "owlunit:hasExpectedResult", result_document(question))
        graph.add(test, "dcterms:description", english(question.reading))
        for passage in question.passages:
            graph.add(test, "dcterms:source", node(passage))
        for note in _notes(question):
            graph.add(test, "skos:note", english(note))


def _notes(question: CompetencyQuestion) -> Iterable[str]:
    """Yield what a reader must know beside the rows that are expected."""
    if question.unanswered is not None:
        yield f"The Compact does not answer this: {question.unanswered}"
    if question.rows > len(question.expected):
        yield f"The answer has {question.rows} rows, of which the expected result lists {len(question.expected)}."
    if question.data is not None:
        yield f"This is asked of the release together with the example records of {question.data}."
    for refusal in question.refused:
        yield f"Not to be returned: {', '.join(map(_written, refusal.row))}. {refusal.why}"


def _written(cell: Cell) -> str:
    if cell is None:
        return "nothing"
    return cell.value.removeprefix(BASE) if isinstance(cell, NamedNode) else f'"{cell.value}"'
