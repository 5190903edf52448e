"""The blocks of which the pages of things are made, before any markup: facts, sentences, trees, tables and lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from gcm_graph.serving.pages.block_parts import Counted, Fact, Link, Node, Pager, QuotationGroup, Row
from gcm_graph.serving.pages.labels import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Statements about a thing.

    Attributes:
        title: the heading; empty where there is none.
        facts: the statements, by property.
        anchor: the name of the block in the page; empty where nothing leads to it.
        other_anchor: another name of it there, as people may write it.
        lead: what they are.
        pager: where one is in them.
    """

    title: str
    facts: tuple[Fact, ...]
    anchor: str = ""
    other_anchor: str = ""
    lead: str = ""
    pager: Pager | None = None
    template: str = "facts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotations:
    """Sentences of the Compact with marked words.

    Attributes:
        title: the heading.
        lead: what is counted.
        groups: the sentences, by headings of the Compact.
        kinds: how many units of each kind there are.
        table: the query that lists the actions, encoded; empty where there is none.
        pager: where one is in them.
        anchor: the name of the block in the page.
    """

    title: str
    lead: str
    groups: tuple[QuotationGroup, ...]
    kinds: tuple[Counted, ...] = ()
    table: str = ""
    pager: Pager | None = None
    anchor: str = ""
    template: str = "quotations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Concepts and what stands below them."""

    title: str
    nodes: tuple[Node, ...]
    lead: str = ""
    anchor: str = ""
    template: str = "tree"


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
    """Words that are quoted, or a paragraph of our own.

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
