"""Give every term of a graph an IRI, so that a SPARQL engine can reason over it.

The rules of OWL 2 RL/RDF are written for generalised triples: literals may be subjects, blank nodes predicates. SPARQL
allows neither, cannot name a blank node in a query, and a store may write the number 01 as 1. Standing in for every
literal and blank node, an IRI of our own avoids all of that; what was written comes back unchanged.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from gcm_graph.reasoning.errors import MalformedAxiomError
from gcm_graph.reasoning.rules import Term

_STAND_IN = "urn:x-gcm-graph:stand-in:"


class Names:
    """The IRIs that stand in for terms. IRIs stand for themselves, unless they look like one of these."""

    def __init__(self) -> None:
        self._names: dict[Term, NamedNode] = {}
        self._terms: dict[Term, Term] = {}

    def name(self, term: Term) -> NamedNode:
        """Return the IRI that stands for a term."""
        name = self._names.get(term)
        if name is None:
            if isinstance(term, NamedNode) and not term.value.startswith(_STAND_IN):
                name = term
            else:
                name = NamedNode(f"{_STAND_IN}{len(self._terms)}")
                self._terms[name] = term
            self._names[term] = name
        return name

    def term(self, name: Term) -> Term:
        """Return the term that an IRI stands for."""
        return self._terms.get(name, name)

    def in_query(self, term: Term) -> str:
        """Return a term as it is written in a SPARQL query.

        Raises:
            MalformedAxiomError: if it is an IRI with characters that no IRI has (a lenient parser lets them pass), and
                that could say something else in a query.
        """
        name = self.name(term)
        try:
            return str(NamedNode(name.value))
        except ValueError:
            raise MalformedAxiomError(str(term), "not an IRI") from None
