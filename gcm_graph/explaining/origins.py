"""What can account for a statement: a small closed set of origins, each ending in something that a reader can open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import NamedNode

from gcm_graph.explaining.sources import Claim, Passage, Place, PrintedPassage, Publication, Quotation, Source, Term


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement, and the named graph in which it stands.

    Attributes:
        subject: its subject.
        predicate: its predicate.
        object: its object.
        graph: the name of the graph, for example `links`; None of an intermediate conclusion, which is not published.
    """

    subject: Term
    predicate: NamedNode
    object: Term
    graph: str | None


@dataclass(frozen=True, slots=True)
class FromText:
    """The statement was read from a unit of the text, or from the structure in which the unit stands.

    Attributes:
        passage: the unit.
        quotations: where in it, for statements about footnote marks.
    """

    passage: Passage
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class FromSource:
    """The statement was read from a line of a source document that is no unit.

    Attributes:
        place: the line.
        words: the words there.
        document: the source document.
    """

    place: Place
    words: str
    document: Publication


@dataclass(frozen=True, slots=True)
class FromPassages:
    """The statement says something of a passage of a source document, or was read from one."""

    passages: tuple[PrintedPassage, ...]


@dataclass(frozen=True, slots=True)
class FromWords:
    """The statement follows from words of the text, each place of which is annotated."""

    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class FromClaims:
    """The statement is curated, and its sources are claimed one by one.

    Attributes:
        claims: the claims of the statement itself.
        rejected: the claims of other values that were rejected.
    """

    claims: tuple[Claim, ...]
    rejected: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class FromTable:
    """The statement is curated, and rests on the sources of what it is about.

    Attributes:
        place: the row of the table, or the entry of the declaration.
        row: the words that stand there.
        sources: the sources of what the statement is about.
        quotations: the words of the text that say it, of tasks.
    """

    place: Place
    row: str
    sources: tuple[Source, ...] = ()
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a witness has the other words of a variant.

    Attributes:
        passage: the passage of the witness.
        start: where the words begin in its text, in code points.
        end: where they end, exclusive; the same where the witness leaves words out.
    """

    passage: PrintedPassage
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FromVariant:
    """The statement is about a variant: other words that some source documents have at a place of the text.

    Attributes:
        passage: the unit.
        start: where the replaced words begin in its text, in code points.
        end: where they end, exclusive.
        reading: the other words.
        witnesses: where source documents have them.
    """

    passage: Passage
    start: int
    end: int
    reading: str
    witnesses: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class FromDeclaration:
    """The statement is declared in a file of the ontology or of a vocabulary.

    Attributes:
        place: file and line.
        sources: the sources of what is declared.
    """

    place: Place
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class FromMapping:
    """The statement is a mapping to another vocabulary, or says something about one.

    Attributes:
        mapping: the IRI of the mapping.
        subject: what is mapped.
        predicate: how.
        object: to what.
        justification: how the mapping was found, as a prefixed name.
        confidence: how sure we are, between 0 and 1.
        comment: a remark, or None.
        place: the row of the table of alignments.
        sources: where the identifier was read.
    """

    mapping: str
    subject: str
    predicate: str
    object: str
    justification: str
    confidence: str
    comment: str | None
    place: Place
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class FromActivity:
    """The statement was made by the software itself.

    Attributes:
        activity: the title of the activity.
        software: what carried it out.
        used: the titles of what it used.
        what: what was done for this statement, as a clause: `counted in the graph text`.
        place: the file that says so, or None.
    """

    activity: str
    software: str
    used: tuple[str, ...]
    what: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class FromRule:
    """The statement follows by a rule of OWL 2 RL.

    Attributes:
        rule: the name of the rule, for example `prp-spo1`.
        clause: where the specification has it.
        axiom: the axiom that was applied, in a Turtle-like notation.
        declared: what declares the axiom, or None where the rule holds without one.
        premises: what it follows from, explained in turn.
    """

    rule: str
    clause: str
    axiom: str
    declared: FromDeclaration | FromMapping | None
    premises: tuple[Explanation, ...]


Origin: TypeAlias = (
    FromText
    | FromSource
    | FromPassages
    | FromWords
    | FromClaims
    | FromTable
    | FromVariant
    | FromDeclaration
    | FromMapping
    | FromActivity
    | FromRule
)
"""Everything that can account for a statement."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A statement and what accounts for it."""

    statement: Statement
    origin: Origin
