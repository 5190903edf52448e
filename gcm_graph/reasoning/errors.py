"""What can be wrong with an ontology or with data when consequences are drawn from them."""

from __future__ import annotations

from gcm_graph.errors import ExitStatus, GcmError


class ReasoningError(GcmError):
    """No consequences can be drawn from the data and the ontology."""

    code = "reasoning-error"


class UnsupportedAxiomError(ReasoningError):
    """The ontology uses a construct that the rules of OWL 2 RL give no, or not the whole, meaning.

    Such an axiom is refused rather than left without effect.

    Args:
        construct: the term or kind of expression that is not supported, for example `owl:cardinality`.
        axiom: the axiom that uses it, in a Turtle-like notation.
        reason: why it is refused.
    """

    code = "reasoning-unsupported-axiom"
    hint = "Rewrite the axiom within OWL 2 RL (W3C OWL 2 Profiles, section 4.2), or state it as a SHACL constraint."

    def __init__(self, construct: str, *, axiom: str, reason: str) -> None:
        super().__init__(f"{construct} is not supported in the axiom {axiom}: {reason}")
        self.construct = construct
        self.axiom = axiom
        self.reason = reason


class MalformedAxiomError(ReasoningError):
    """An axiom is not written as OWL 2 is mapped to RDF: a list does not end, or a part of the axiom is missing.

    Args:
        axiom: the axiom, or what there is of it, in a Turtle-like notation.
        problem: what is wrong with it.
    """

    code = "reasoning-malformed-axiom"
    hint = "Write the axiom as the W3C OWL 2 Mapping to RDF Graphs, section 2.1, says."

    def __init__(self, axiom: str, problem: str) -> None:
        super().__init__(f"The axiom {axiom} is malformed: {problem}")
        self.axiom = axiom
        self.problem = problem


class InconsistentDataError(ReasoningError):
    """The data contradict the ontology.

    Args:
        rule: the rule of OWL 2 RL/RDF that found the contradiction, for example `cax-dw`.
        axiom: the axiom that is violated, in a Turtle-like notation; empty where the rule needs none.
        individuals: the terms that violate it, in a Turtle-like notation.
        others: how many more violations the same rule found for the same axiom.
    """

    code = "reasoning-inconsistent-data"
    status = ExitStatus.FINDINGS
    hint = "Correct the statements about these individuals, or the axiom if it says more than is meant."

    def __init__(self, rule: str, *, axiom: str, individuals: tuple[str, ...], others: int = 0) -> None:
        who = f": {', '.join(individuals)}" if individuals else ""
        about = f". The axiom: {axiom}" if axiom else ""
        more = f" ({others} more like this)" if others else ""
        super().__init__(f"Inconsistent by the rule {rule}{who}{about}{more}")
        self.rule = rule
        self.axiom = axiom
        self.individuals = individuals
        self.others = others


class UnsupportedTermError(ReasoningError):
    """The data hold a term that RDF 1.1 does not have: a triple term, or a literal with a base direction.

    Args:
        term: the term, in N-Triples.
    """

    code = "reasoning-unsupported-term"
    hint = "Name the statement by an IRI; leave the direction of a text to its language."

    def __init__(self, term: str) -> None:
        super().__init__(f"Not a term of RDF 1.1: {term}")
        self.term = term
