"""Infer the graph `inferred` with one of two engines, which agree."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from itertools import chain

from pyoxigraph import Quad, Triple

from gcm_graph.reasoning import fixpoint, reference
from gcm_graph.reasoning.compiler import compile_schema
from gcm_graph.reasoning.literals import refuse_contradictions, refuse_ill_typed
from gcm_graph.reasoning.restriction import restrict
from gcm_graph.reasoning.schema import Schema, group


class Engine(StrEnum):
    """The engines: rules compiled from the ontology, and owlrl, slow, to hold them against."""

    FAST = "rules"
    REFERENCE = "owlrl"


def infer(
    asserted: Iterable[Triple | Quad], ontology: Iterable[Triple], *, engine: Engine = Engine.FAST
) -> list[Triple]:
    """Return what follows about our individuals from data and ontology and is not asserted, in one order.

    The closure is that of the union of both under the rules of OWL 2 RL/RDF (OWL 2 Profiles, section 4.3), as far as
    `gcm_graph.reasoning` says; `gcm_graph.reasoning.restriction` says what of it is returned. Both engines compile the
    ontology, so that both refuse the same axioms.

    Args:
        asserted: the data; the names of graphs do not matter.
        ontology: the axioms. Lists and class expressions may be blank nodes; one label is one node, here and in the
            data.
        engine: what draws the consequences.

    Raises:
        UnsupportedAxiomError: if an axiom is outside OWL 2 RL or cannot be compiled.
        MalformedAxiomError: if an axiom is not written as OWL 2 is mapped to RDF.
        InconsistentDataError: if the data contradict the ontology.
        UnsupportedTermError: if a term is not one of RDF 1.1 and the engine is the reference.
    """
    axioms = list(ontology)
    statements = group(chain(asserted, axioms))
    refuse_ill_typed(statements)
    rules = compile_schema(Schema(statements))
    closure = fixpoint.close(statements, rules) if engine is Engine.FAST else reference.close(statements)
    refuse_contradictions(closure.literal_facts, statements)
    return restrict(closure.statements, asserted=statements, ontology=axioms)
