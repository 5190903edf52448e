"""Account for links and evidence: the words of the text that annotations point to, checked against the text.

Web Annotation Data Model, sections 4.2.4 (text quote selector) and 4.2.5 (text position selector).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from gcm_graph.describing.evidence import CONTEXT, Motivation
from gcm_graph.describing.graphs import node
from gcm_graph.explaining.names import prefixed
from gcm_graph.explaining.origins import FromText, FromWords, Statement
from gcm_graph.explaining.passages import Passages
from gcm_graph.explaining.released import ReleasedGraph, named
from gcm_graph.explaining.sources import Quotation, Term
from gcm_graph.namespaces import BASE

if TYPE_CHECKING:
    from gcm_graph.explaining.lexicon import ReleasedLexicon

_ANNOTATIONS = f"{BASE}annotation/"


class Quotations:
    """The words that annotations point to.

    Args:
        graph: the release.
        passages: its units and where they stand.
        lexicon: the lexicon of the release, to tell by what a link was read; None where nobody asks for that.
    """

    def __init__(self, graph: ReleasedGraph, passages: Passages, lexicon: ReleasedLexicon | None = None) -> None:
        self._graph = graph
        self._passages = passages
        self._lexicon = lexicon
        self._read: dict[str, Quotation | None] = {}
        self._of_body: dict[Term, tuple[str, ...]] = {}

    def explain_link(self, statement: Statement) -> FromWords | None:
        """Return the words from which a link was read; None where no annotation of the subject has the object."""
        unit = self._graph.unit(statement.subject)
        if unit is None or prefixed(statement.predicate.value) != _property(statement.object):
            return None
        found = tuple(one for one in self.of(statement.object, unit.iri) if one.motivation == Motivation.IDENTIFYING)
        return FromWords(tuple(map(self._traced, found))) if found else None

    def _traced(self, quotation: Quotation) -> Quotation:
        """Return a quotation with what made its words a mention."""
        if self._lexicon is None:
            return quotation
        unit = quotation.passage.unit
        found = self._lexicon.read_by(unit, quotation.start, quotation.end, quotation.body)
        return replace(quotation, read_by=found)

    def explain_evidence(self, statement: Statement) -> FromWords | None:
        """Return the words that an annotation, its target or one of its selectors is about."""
        iri, _, part = statement.subject.value.partition("#")
        if not iri.startswith(_ANNOTATIONS):
            return None
        found = self._quotation(iri)
        # Values are compared by their words: a store may give the datatype of a whole number as that of another.
        said = statement.predicate, statement.object.value
        if found is None or said not in ((name, value.value) for name, value in _expected(found, part)):
            return None
        return FromWords((found,))

    def explain_footnote(self, statement: Statement) -> FromText | None:
        """Return where the marks of a footnote stand in a unit; None where there is none."""
        unit = self._graph.unit(statement.subject)
        if unit is None or statement.predicate != named("gcm:hasFootnote"):
            return None
        found = self.of(statement.object, unit.iri)
        return FromText(self._passages.of(unit), found) if found else None

    def of(self, body: Term, unit: str | None = None) -> tuple[Quotation, ...]:
        """Return the annotations whose body is a thing, in the order of the text.

        Args:
            body: the thing.
            unit: the IRI of the unit whose annotations are meant; by default those of all units.
        """
        if body not in self._of_body:
            self._of_body[body] = tuple(term.value for term in self._graph.subjects("oa:hasBody", body))
        start = None if unit is None else f"{_ANNOTATIONS}{unit.removeprefix(BASE)}/"
        chosen = [iri for iri in self._of_body[body] if start is None or iri.startswith(start)]
        found = [quotation for iri in chosen if (quotation := self._quotation(iri))]
        if unit is not None:
            found = [quotation for quotation in found if quotation.passage.unit.iri == unit]
        return tuple(sorted(found, key=lambda one: (one.passage.unit.reading_order, one.start, one.end)))

    def _quotation(self, iri: str) -> Quotation | None:
        if iri not in self._read:
            self._read[iri] = self._checked(iri)
        return self._read[iri]

    def _checked(self, iri: str) -> Quotation | None:
        """Return the quotation of an annotation, or None where it is incomplete or not what the text says."""
        annotation, target = NamedNode(iri), NamedNode(f"{iri}#target")
        quote, position = NamedNode(f"{iri}#quote"), NamedNode(f"{iri}#position")
        value = self._graph.value
        source, body = value(target, "oa:hasSource"), value(annotation, "oa:hasBody")
        motivation, exact = value(annotation, "oa:motivatedBy"), value(quote, "oa:exact")
        start, end = self._graph.number(position, "oa:start"), self._graph.number(position, "oa:end")
        unit = None if source is None else self._graph.unit(source)
        if unit is None or body is None or motivation is None or exact is None or start is None or end is None:
            return None
        found = Quotation(
            annotation=iri,
            body=body.value,
            motivation=prefixed(motivation.value),
            start=start,
            end=end,
            passage=self._passages.of(unit),
        )
        return found if found.words == exact.value else None


def _property(thing: Term) -> str | None:
    """Return the property by which a unit's words are linked to a thing, or None."""
    # The kinds of mention are declared beside the linker, which only questions about links need.
    from gcm_graph.describing.links import PROPERTIES

    path = prefixed(thing.value)
    kind = path.partition(":")[0] if ":" in path else path.partition("/")[0]
    return PROPERTIES.get(kind)


def _expected(quotation: Quotation, part: str) -> list[tuple[NamedNode, Term]]:
    """Return what is stated of an annotation, or of a part of it; see `gcm_graph.describing.evidence.annotate`."""
    iri, text = quotation.annotation, quotation.passage.unit.text
    start, end = quotation.start, quotation.end
    if part == "":
        return [
            (named("rdf:type"), named("oa:Annotation")),
            (named("oa:motivatedBy"), named(quotation.motivation)),
            (named("oa:hasBody"), NamedNode(quotation.body)),
            (named("oa:hasTarget"), NamedNode(f"{iri}#target")),
        ]
    if part == "target":
        return [
            (named("rdf:type"), named("oa:SpecificResource")),
            (named("oa:hasSource"), node(quotation.passage.unit.path)),
            *((named("oa:hasSelector"), NamedNode(f"{iri}#{name}")) for name in ("quote", "position")),
        ]
    if part == "quote":
        return [
            (named("rdf:type"), named("oa:TextQuoteSelector")),
            (named("oa:exact"), Literal(quotation.words)),
            (named("oa:prefix"), Literal(text[max(0, start - CONTEXT) : start])),
            (named("oa:suffix"), Literal(text[end : end + CONTEXT])),
        ]
    if part != "position":
        return []
    return [
        (named("rdf:type"), named("oa:TextPositionSelector")),
        (named("oa:start"), Literal(str(start))),
        (named("oa:end"), Literal(str(end))),
    ]
