"""Compile an ontology into rules."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Triple

from gcm_graph.reasoning.classes import class_rules
from gcm_graph.reasoning.equality import difference_rules
from gcm_graph.reasoning.profile import refuse_unsupported
from gcm_graph.reasoning.properties import property_rules
from gcm_graph.reasoning.rules import Rule
from gcm_graph.reasoning.schema import Schema, group


def compile_rules(triples: Iterable[Triple]) -> tuple[Rule, ...]:
    """Return the rules of OWL 2 RL/RDF for the axioms among some triples.

    Raises:
        UnsupportedAxiomError: if an axiom is outside OWL 2 RL or cannot be compiled.
        MalformedAxiomError: if an axiom is not written as OWL 2 is mapped to RDF.
    """
    return compile_schema(Schema(group(triples)))


def compile_schema(schema: Schema) -> tuple[Rule, ...]:
    """Return the rules of OWL 2 RL/RDF for a schema; see `compile_rules`."""
    refuse_unsupported(schema)
    return (*property_rules(schema), *class_rules(schema), *difference_rules(schema))
