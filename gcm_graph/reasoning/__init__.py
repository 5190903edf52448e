"""Draw the consequences of the data and the ontology: the rules of OWL 2 RL/RDF (OWL 2 Profiles, section 4.3).

Of the rules, these are left out: those whose conclusions are only about the vocabularies of RDF, RDFS and OWL, which
are never published (eq-ref, prp-ap, cls-thing, cls-nothing1, dt-type1); eq-trans, which eq-rep-o contains; the schema
rules of Table 9 (scm-*), which add nothing about individuals to an ontology within the profile; and of the datatypes
(Table 8) dt-eq and dt-type2. Ill-typed literals (dt-not-type) and different values that would have to be equal
(dt-diff) are refused.
"""

from gcm_graph.reasoning.compiler import compile_rules
from gcm_graph.reasoning.equality import EQUALITY_RULES
from gcm_graph.reasoning.errors import (
    InconsistentDataError,
    MalformedAxiomError,
    ReasoningError,
    UnsupportedAxiomError,
    UnsupportedTermError,
)
from gcm_graph.reasoning.inference import Engine, infer
from gcm_graph.reasoning.rules import Pattern, Rule

__all__ = [
    "EQUALITY_RULES",
    "Engine",
    "InconsistentDataError",
    "MalformedAxiomError",
    "Pattern",
    "ReasoningError",
    "Rule",
    "UnsupportedAxiomError",
    "UnsupportedTermError",
    "compile_rules",
    "infer",
]
