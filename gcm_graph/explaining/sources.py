"""What statements rest on: places in files, units of the text, words in them, passages and publications, claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode

from gcm_graph.units import Unit

Term: TypeAlias = NamedNode | BlankNode | Literal


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file of the project.

    Attributes:
        file: the file's name, within its folder if it has one: `curated/instruments.csv`.
        line: the line, counted from 1; None where the file at hand is not the one that the release was made from, or
            the whole file is meant.
    """

    file: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class DeclaredRepair:
    """A declared repair of damage in a unit.

    Attributes:
        place: where it is declared.
        found: the words as found.
        repaired: what is read instead.
        why: what happened to the text.
        confirmed_by: what makes the repair certain.
    """

    place: Place
    found: str
    repaired: str
    why: str
    confirmed_by: str


@dataclass(frozen=True, slots=True)
class DeclaredSuspicion:
    """Words of a unit that look damaged and were left as found.

    Attributes:
        place: where that is declared.
        found: the words.
        why: why they look damaged, and why they were left.
    """

    place: Place
    found: str
    why: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A unit of the text, and where it stands.

    Attributes:
        unit: the unit.
        place: source file and line.
        repairs: the declared repairs that were made in it.
        suspicions: its words that look damaged and were left as found.
    """

    unit: Unit
    place: Place
    repairs: tuple[DeclaredRepair, ...] = ()
    suspicions: tuple[DeclaredSuspicion, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadBy:
    """What made some words a mention: a name of the thing, or a row of the lexicon.

    Attributes:
        place: where it stands.
        words: the name, or the phrase of the row as it is written there.
        names: the path of the thing.
        is_row: whether it is a row.
    """

    place: Place
    words: str
    names: str
    is_row: bool


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a unit that an annotation points to.

    Attributes:
        annotation: the IRI of the annotation.
        body: the IRI of what the words refer to or say; of a footnote mark the footnote.
        motivation: why the place is annotated, as a prefixed name.
        start: where the words begin in the unit's text, in code points.
        end: where they end, exclusive; of a footnote mark the same as `start`.
        passage: the unit.
        read_by: what made these words a mention; empty where they are none, or where that cannot be told.
    """

    annotation: str
    body: str
    motivation: str
    start: int
    end: int
    passage: Passage
    read_by: tuple[ReadBy, ...] = ()

    @property
    def words(self) -> str:
        """Return the words."""
        return self.passage.unit.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class PrintedPassage:
    """A passage of a source document that is no unit of the resolution.

    Attributes:
        iri: its IRI.
        label: what it is.
        text: its words.
        place: the file of the source document, and the line on which the passage begins.
        last_line: the line on which it ends.
        document: the title of the source document.
        repairs: the declared repairs that were made in it.
    """

    iri: str
    label: str
    text: str
    place: Place
    last_line: int
    document: str
    repairs: tuple[DeclaredRepair, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """A document of others on which a statement rests.

    Attributes:
        iri: its IRI.
        title: its title.
        place: where in it to look, or None.
        address: its address, or None.
    """

    iri: str
    title: str
    place: str | None = None
    address: str | None = None


Source: TypeAlias = Passage | PrintedPassage | Publication


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim: that sources give a value for a property of a thing.

    Attributes:
        iri: its IRI.
        value: the value.
        standing: whether it is preferred, shared or rejected; None where nothing contradicts it.
        reason: why.
        note: a remark on how the sources give it.
        printed_as: what the source prints, where that is a misprint.
        place: the row of the table in which it stands.
        sources: what gives it.
        passages: the words of these sources that bear it out, where they are published here.
    """

    iri: str
    value: Term
    standing: str | None
    reason: str | None
    note: str | None
    printed_as: str | None
    place: Place | None
    sources: tuple[Source, ...]
    passages: tuple[PrintedPassage, ...] = ()
