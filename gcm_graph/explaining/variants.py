"""Account for the graph `variants`: the words of the text, and the other words that some source documents have."""

from __future__ import annotations

from pyoxigraph import NamedNode

from gcm_graph.explaining.origins import FromVariant, Reading, Statement
from gcm_graph.explaining.passages import Passages
from gcm_graph.explaining.printed_passages import PrintedPassages
from gcm_graph.explaining.released import ReleasedGraph
from gcm_graph.explaining.sources import PrintedPassage, Term


class Variants:
    """The variants of a release.

    Args:
        graph: the release.
        passages: its units and where they stand.
        printed: the passages of the witnesses.
    """

    def __init__(self, graph: ReleasedGraph, passages: Passages, printed: PrintedPassages) -> None:
        self._graph = graph
        self._passages = passages
        self._printed = printed
        self._read: dict[Term, FromVariant | None] = {}

    def explain(self, statement: Statement) -> FromVariant | None:
        """Return the variant that a statement is about; None where it does not fit the text or has no witness."""
        if statement.subject not in self._read:
            self._read[statement.subject] = self._variant(statement.subject)
        return self._read[statement.subject]

    def _variant(self, iri: Term) -> FromVariant | None:
        value, number = self._graph.value, self._graph.number
        whole, first, last = value(iri, "gcm:variantOf"), number(iri, "gcm:start"), number(iri, "gcm:end")
        lemma, reading = value(iri, "gcm:lemma"), value(iri, "gcm:reading")
        unit = None if whole is None else self._graph.unit(whole)
        if unit is None or reading is None or first is None or last is None:
            return None
        if lemma is None or unit.text[first:last] != lemma.value:
            return None
        sources = {one.value for one in self._graph.values(iri, "gcm:witness")}
        around = unit.text[:first], unit.text[last:]
        readings = [_located(one, reading.value, *around) for one in self._printed.of(iri)]
        witnesses = tuple(one for one in readings if one is not None)
        if not sources or sources != {self._document(one.passage) for one in witnesses}:
            return None
        return FromVariant(self._passages.of(unit), first, last, reading.value, witnesses)

    def _document(self, passage: PrintedPassage) -> str | None:
        document = self._graph.value(NamedNode(passage.iri), "dcterms:source")
        return None if document is None else document.value


def _located(passage: PrintedPassage, reading: str, before: str, after: str) -> Reading | None:
    """Return where a passage has a reading: between the words that the unit has before and after it, if they are there.

    A passage can have other variants close by, so that ever fewer of these words are asked for.
    """
    for length in (16, 8, 4, 2, 1, 0):
        ending, beginning = before[-length:] if length else "", after[:length]
        for left, right in ((ending, beginning), (ending, ""), ("", beginning)):
            found = passage.text.find(left + reading + right)
            if found >= 0 and (left or right or reading):
                return Reading(passage, found + len(left), found + len(left) + len(reading))
    return None
