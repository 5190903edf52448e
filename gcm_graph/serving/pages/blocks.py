"""What the pages of things are made of, before any markup: facts, sentences, trees, tables and lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from gcm_graph.serving.pages.labels import Label


@dataclass(frozen=True, slots=True)
class Link:
    """Label that lead somewhere.

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
class Facts:
    """Statements about a thing.

    Attributes:
        title: the heading; empty where there is none.
        facts: the statements, by property.
        anchor: the name of the block in the page; empty where nothing leads to it.
        lead: what they are.
        pager: where one is in them.
    """

    title: str
    facts: tuple[Fact, ...]
    anchor: str = ""
    lead: str = ""
    pager: Pager | None = None
    template: str = "facts"


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
    """Label of a unit, some of them marked.

    Attributes:
        unit: the IRI of the unit.
        citation: how it is cited.
        pages: where its words are printed, for example `p. 20`.
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
class Quotations:
    """Sentences of the Compact with marked words.

    Attributes:
        title: the heading.
        lead: what is counted.
        groups: the sentences, by headings of the Compact.
        pager: where one is in them.
        anchor: the name of the block in the page.
    """

    title: str
    lead: str
    groups: tuple[QuotationGroup, ...]
    pager: Pager | None = None
    anchor: str = ""
    template: str = "quotations"


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
class Tree:
    """Concepts and what stands below them."""

    title: str
    nodes: tuple[Node, ...]
    lead: str = ""
    anchor: str = ""
    template: str = "tree"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table.

    Attributes:
        cells: what stands in it.
        anchor: the name of the row in the page.
    """

    cells: tuple[Value, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table.

    Attributes:
        title: the heading.
        columns: the headings of the columns.
        rows: the rows.
        numbers: the indexes of the columns that hold numbers.
        lead: what the table shows.
        anchor: the name of the block in the page.
        pager: where one is in it.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    numbers: frozenset[int] = field(default_factory=frozenset)
    lead: str = ""
    anchor: str = ""
    pager: Pager | None = None
    template: str = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Things one after the other.

    Attributes:
        title: the heading.
        links: the things.
        lead: what they are.
        anchor: the name of the block in the page.
        pager: where one is in them.
    """

    title: str
    links: tuple[Link, ...]
    lead: str = ""
    anchor: str = ""
    pager: Pager | None = None
    template: str = "listing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Label that are quoted, or a paragraph of our own.

    Attributes:
        title: the heading.
        words: the words.
        quoted: whether they are quoted from a source.
        code: whether they are code.
        source: where they are taken from.
        lead: what is to be known of them.
        anchor: the name of the block in the page.
    """

    title: str
    words: Label
    quoted: bool = False
    code: bool = False
    source: Link | None = None
    lead: str = ""
    anchor: str = ""
    template: str = "excerpt"


Block: TypeAlias = Facts | Quotations | Tree | Table | Listing | Excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page about a thing.

    Attributes:
        iri: the IRI of the thing.
        path: the path of the page.
        title: what the thing is called.
        kind: what kind of thing it is.
        summary: what it is, as one sentence or more.
        notes: what else is to be known of its use.
        blocks: what is told of it.
        languages: the languages in which it has a name, by their tags; empty where there is one only.
        data: whether there are documents in other formats about it.
    """

    iri: str
    path: str
    title: Label
    kind: Link
    summary: Label | None = None
    notes: tuple[Label, ...] = ()
    blocks: Sequence[Block] = ()
    languages: Mapping[str, str] = field(default_factory=dict)
    data: bool = True
