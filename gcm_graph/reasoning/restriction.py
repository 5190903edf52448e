"""Choose what is published of all that follows: what is new about our individuals, in words that are not OWL's."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, NamedNode, Triple

from gcm_graph.namespaces import BASE, GCM, ONTOLOGY
from gcm_graph.reasoning import vocabulary as v
from gcm_graph.reasoning.rules import Term
from gcm_graph.reasoning.schema import Statements


def restrict(closed: Statements, *, asserted: Statements, ontology: Iterable[Triple]) -> list[Triple]:
    """Return the consequences that make up the graph `inferred`, in one order.

    Their subjects are our individuals: IRIs under the project's base that are not terms of the ontology. Their
    predicates, and the classes that they state membership in, are outside the vocabularies of RDF, RDFS and OWL;
    rdf:type itself is let through. Datatypes are not classes. Blank nodes are nowhere.

    Args:
        closed: what follows, asserted or not.
        asserted: what has been stated, and so is left out.
        ontology: the triples of the ontology, which declare its terms.
    """
    terms = _declared(ontology)
    kept: list[Triple] = []
    for predicate, pairs in closed.items():
        if v.is_logical(predicate) and predicate != v.TYPE:
            continue
        new = set(pairs).difference(asserted.get(predicate, ()))
        individuals = {subject for subject, _ in new if _is_ours(subject) and subject not in terms}
        unfit = {value for _, value in new if not _may_be_value(predicate, value)}
        kept += [
            Triple(subject, predicate, value) for subject, value in new if subject in individuals and value not in unfit
        ]
    return sorted(kept, key=str)


def _is_ours(subject: Term) -> bool:
    """Return whether a term is an IRI of the project that is no address of its ontology."""
    if not isinstance(subject, NamedNode) or not subject.value.startswith(BASE):
        return False
    return subject.value != ONTOLOGY and not subject.value.startswith((GCM, ONTOLOGY + "/"))


def _may_be_value(predicate: NamedNode, value: Term) -> bool:
    if predicate != v.TYPE:
        return not isinstance(value, BlankNode)
    return isinstance(value, NamedNode) and not value.value.startswith((*v.LOGICAL, v.XSD))


def _declared(ontology: Iterable[Triple]) -> set[NamedNode]:
    """Return the IRIs that an ontology declares as its own terms, and its versions."""
    declared = set()
    for triple in ontology:
        if triple.predicate == v.TYPE and triple.object in v.DECLARATIONS and isinstance(triple.subject, NamedNode):
            declared.add(triple.subject)
        elif triple.predicate == v.VERSION_IRI and isinstance(triple.object, NamedNode):
            declared.add(triple.object)
    return declared
