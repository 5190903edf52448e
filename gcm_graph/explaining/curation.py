"""Account for what is curated: the claims of a statement, or else the row of a table and the sources of its subject."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode

from gcm_graph.curating.facts import Standing
from gcm_graph.explaining.files import ProjectFiles
from gcm_graph.explaining.origins import FromClaims, FromTable, Statement
from gcm_graph.explaining.passages import Passages
from gcm_graph.explaining.printed_passages import PrintedPassages
from gcm_graph.explaining.quotations import Quotations
from gcm_graph.explaining.released import ReleasedGraph, named
from gcm_graph.explaining.sources import Claim, Quotation, Term
from gcm_graph.explaining.tables import Tables, row_words


class Curation:
    """What the curated tables and the pages of others hold.

    Args:
        graph: the release.
        files: the files from which it was made.
        passages: the units and publications that are sources.
        printed: the passages of source documents that bear claims out.
        quotations: the words of the text on which tasks rest.
    """

    def __init__(
        self,
        graph: ReleasedGraph,
        files: ProjectFiles,
        passages: Passages,
        printed: PrintedPassages,
        quotations: Quotations,
    ) -> None:
        self._graph = graph
        self._files = files
        self._passages = passages
        self._printed = printed
        self._quotations = quotations
        self._tables = Tables(graph, files)
        self._claims: dict[Term, tuple[tuple[NamedNode, Claim], ...]] = {}

    def explain(self, statement: Statement) -> FromClaims | FromTable | None:
        """Return the claims of a statement, or the row in which it stands; None where there is neither."""
        about = self.claims(statement.subject)
        same = [claim for property_, claim in about if property_ == statement.predicate]
        claims = tuple(claim for claim in same if claim.value == statement.object and not _is_rejected(claim))
        if claims:
            return FromClaims(claims, tuple(claim for claim in same if _is_rejected(claim)))
        claim = self._claim_itself(statement)
        if claim is not None:
            return FromClaims((claim,))
        return self._from_table(statement)

    def claims(self, subject: Term) -> tuple[tuple[NamedNode, Claim], ...]:
        """Return the claims about a thing, each with its property."""
        if subject not in self._claims:
            found = []
            for iri in self._graph.subjects("gcm:claimSubject", subject):
                property_, value = (self._graph.value(iri, name) for name in ("gcm:claimProperty", "gcm:claimValue"))
                if isinstance(property_, NamedNode) and value is not None:
                    found.append((property_, self._claim(iri, subject, value)))
            self._claims[subject] = tuple(found)
        return self._claims[subject]

    def _claim(self, iri: Term, subject: Term, value: Term) -> Claim:
        row = self._tables.row(subject, value)
        words = self._graph.words
        return Claim(
            iri=iri.value,
            value=value,
            standing=words(iri, "gcm:standing"),
            reason=words(iri, "gcm:reason"),
            note=words(iri, "skos:note"),
            printed_as=words(iri, "gcm:printedAs"),
            place=None if row is None else row.place,
            sources=self._passages.sources_of(iri),
            passages=self._printed.of(iri),
        )

    def _claim_itself(self, statement: Statement) -> Claim | None:
        """Return the claim that a statement says something of."""
        subject = self._graph.value(statement.subject, "gcm:claimSubject")
        if subject is None:
            return None
        return next((claim for _, claim in self.claims(subject) if claim.iri == statement.subject.value), None)

    def _from_table(self, statement: Statement) -> FromTable | None:
        subject = statement.subject
        row = self._tables.row(subject, statement.object) or self._tables.implying(statement)
        if row is None:
            return None
        quotations: Sequence[Quotation] = ()
        if named("gcm:Task") in self._graph.classes(subject):
            quotations = self._quotations.of(subject)
        return FromTable(row.place, row_words(row), self._passages.sources_of(subject), tuple(quotations))


def _is_rejected(claim: Claim) -> bool:
    return claim.standing == Standing.REJECTED
