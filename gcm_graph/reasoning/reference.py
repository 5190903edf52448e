"""Draw consequences with owlrl, the reference that the compiled rules are held against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from gcm_graph.reasoning.closure import Closure, LiteralFact
from gcm_graph.reasoning.errors import InconsistentDataError, UnsupportedTermError
from gcm_graph.reasoning.vocabulary import SAME_AS, TYPE

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node as RdflibTerm

    from gcm_graph.reasoning.rules import Node, Term
    from gcm_graph.reasoning.schema import Statements

_LITERAL_MESSAGE = "Lexical value of the literal"
"""How owlrl's messages about ill-typed literals begin. They are left aside: literals are judged for both engines
before, and owlrl does not know all that XML Schema allows, such as the time 24:00:00."""


def close(statements: Statements) -> Closure:
    """Return what follows from statements by owlrl, the statements themselves included.

    Args:
        statements: the data and the ontology.

    Raises:
        InconsistentDataError: with one of owlrl's messages, which names axiom and individuals, as the axiom.
        UnsupportedTermError: if a term is not one of RDF 1.1.
    """
    import rdflib
    from owlrl import OWLRL_Semantics

    graph = rdflib.Graph()
    originals: dict[RdflibTerm, Term] = {}
    for predicate, pairs in statements.items():
        for subject, value in pairs:
            one, two, three = _to_rdflib(subject), _to_rdflib(predicate), _to_rdflib(value)
            originals.update({one: subject, two: predicate, three: value})
            graph.add((one, two, three))
    _repeat_last_members(graph)
    semantics = OWLRL_Semantics(graph, axioms=False, daxioms=False)
    semantics.closure()
    messages = sorted(one for one in semantics.error_messages if not one.startswith(_LITERAL_MESSAGE))
    if messages:
        raise InconsistentDataError("owlrl", axiom=messages[0], individuals=(), others=len(messages) - 1)
    closed: dict[NamedNode, list[tuple[Node, Term]]] = {}
    facts: list[LiteralFact] = []
    for statement in graph:
        first, second, third = (originals.get(term) or _from_rdflib(term) for term in statement)
        if not isinstance(second, NamedNode):
            continue
        if isinstance(first, NamedNode | BlankNode):
            closed.setdefault(second, []).append((first, third))
        elif isinstance(first, Literal) and second in (TYPE, SAME_AS):
            facts.append(LiteralFact(first, third))
    return Closure(closed, facts)


def _to_rdflib(term: Term) -> RdflibTerm:
    """Return a term as rdflib has it, the lexical form of a literal untouched."""
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, Literal) and term.direction is None:
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
    raise UnsupportedTermError(str(term))


def _from_rdflib(term: RdflibTerm) -> Term:
    """Return a term that owlrl brought in: a name of its vocabularies, a blank node, or one of its messages."""
    import rdflib

    if isinstance(term, rdflib.BNode):
        return BlankNode(str(term))
    return NamedNode(str(term)) if isinstance(term, rdflib.URIRef) else Literal(str(term))


def _repeat_last_members(graph: rdflib.Graph) -> None:
    """Repeat the last member of some lists, which says nothing new.

    owlrl 7.6 stops one short of the end of these lists: it would not look at the last key property, nor at the last of
    several disjoint properties or different individuals.
    """
    import rdflib
    from rdflib.collection import Collection

    owl = rdflib.OWL
    axioms = [(node, owl.hasKey, head) for node, head in graph.subject_objects(owl.hasKey)]
    for class_ in (owl.AllDisjointProperties, owl.AllDifferent):
        for node in graph.subjects(rdflib.RDF.type, class_):
            for predicate in (owl.members, owl.distinctMembers):
                axioms += [(node, predicate, head) for head in graph.objects(node, predicate)]
    for node, predicate, head in axioms:
        members = list(graph.items(head))
        repeated = rdflib.BNode()
        Collection(graph, repeated, [*members, members[-1]])
        graph.remove((node, predicate, head))
        graph.add((node, predicate, repeated))
