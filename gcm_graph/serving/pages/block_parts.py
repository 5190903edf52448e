"""What the blocks of pages are made of: links, values, pieces of sentences, rows of tables and nodes of trees."""

from __future__ import annotations

from dataclasses import dataclass

from gcm_graph.serving.pages.labels import Label


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere.

    Attributes:
        words: the words.
        place: the IRI or path to which they lead; empty where they lead nowhere.
    """

    words: Label
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value of a property, with what it rests on.

    Attributes:
        words: the value as it is shown.
        place: the IRI to which it leads; empty where it is a literal.
        code: whether it is code, which is shown as it was typed.
        sources: the documents, units or mappings that it is taken from.
        record: the IRI of the claim or mapping that says so; empty where there is none.
        note: what else is to be said of it, for example that it is disputed, and why.
        anchor: the name of the value in the page; empty where nothing leads to it.
    """

    words: Label
    place: str = ""
    code: bool = False
    sources: tuple[Link, ...] = ()
    record: str = ""
    note: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A property with its values.

    Attributes:
        name: the property.
        values: its values.
        graphs: the IRIs of the named graphs in which they stand.
        total: how many values there are, where not all are among these.
    """

    name: Link
    values: tuple[Value, ...]
    graphs: tuple[str, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where one is in a list that fills several pages.

    Attributes:
        parameter: the name of the parameter that turns the page.
        page: the number of this page, from 1.
        pages: how many there are.
        anchor: the name of the list in the page.
        further: the other parameters of the query, as they stand in an address before this one.
    """

    parameter: str
    page: int
    pages: int
    anchor: str = ""
    further: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many there are of one kind.

    Attributes:
        words: the number and the kind.
        query: the query of the search that lists them, encoded; empty where there is none.
    """

    words: str
    query: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence.

    Attributes:
        text: its words.
        place: the IRI of the annotation of which it is the evidence; empty where it is of none.
    """

    text: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words of a unit, some of them marked.

    Attributes:
        unit: the IRI of the unit.
        citation: how it is cited.
        pages: where its words are printed, for example `p. 20`; in brackets where it is inferred.
        pieces: its words.
    """

    unit: str
    citation: str
    pages: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationGroup:
    """Quotations that stand under one heading of the Compact."""

    heading: Link
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A concept in a tree, with what stands below it.

    Attributes:
        thing: the concept.
        note: what is counted of it.
        current: whether it is what the page is about.
        below: what stands below it.
    """

    thing: Link
    note: str = ""
    current: bool = False
    below: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table.

    Attributes:
        cells: what stands in it.
        anchor: the name of the row in the page.
    """

    cells: tuple[Value, ...]
    anchor: str = ""
