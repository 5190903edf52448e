"""Read Markdown: CommonMark with the tables of GitHub. HTML in it is text like any other, save an empty named place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from gcm_graph.documentation.anchors import Anchors

NAMES = "names"
"""The key in the `meta` of a heading's token under which further names of its place stand."""

_PLACE = re.compile(r'<a id="(?P<name>[A-Za-z][\w-]*)"></a>', re.ASCII)
_PLACES = re.compile(rf"(?:{_PLACE.pattern.replace('?P<name>', '?:')}\s*)+", re.ASCII)
_PARAGRAPH_TOKENS = 3
_WORDS = frozenset({"text", "code_inline"})
_BREAKS = frozenset({"softbreak", "hardbreak"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page.

    Attributes:
        level: 2 for the parts of a page, 3 for their parts, and so on.
        name: names its place in the page.
        text: its words.
    """

    level: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text in Markdown, read.

    Attributes:
        title: its first heading of level 1.
        tokens: all that follows it, as markdown-it gives it; headings have an `id`.
        headings: the further headings.
        names: the names of all places in it to which links can lead.
        links: the targets of its links, as they are written.
    """

    title: Heading
    tokens: tuple[Token, ...]
    headings: tuple[Heading, ...]
    names: frozenset[str]
    links: tuple[str, ...]


def parse(text: str) -> Parsed:
    """Read a text in Markdown.

    A paragraph of nothing but `<a id="name"></a>` gives the heading behind it a further name.

    Raises:
        ValueError: it does not begin with a heading of level 1.
    """
    anchors = Anchors()
    tokens = _without_places(parser().parse(text))
    headings: list[Heading] = []
    names: list[str] = []
    for position, token in enumerate(tokens):
        if token.type == "heading_open":
            words = plain_text(tokens[position + 1])
            name = anchors.of(words)
            headings.append(Heading(int(token.tag[1:]), name, words))
            token.attrSet("id", name)
            names += [name, *token.meta[NAMES]]
    if not headings or headings[0].level != 1 or tokens[0].type != "heading_open":
        raise ValueError("it does not begin with a heading of level 1")
    return Parsed(
        title=headings[0],
        tokens=tuple(tokens[_PARAGRAPH_TOKENS:]),
        headings=tuple(headings[1:]),
        names=frozenset(names),
        links=tuple(_targets(tokens)),
    )


def plain_text(inline: Token) -> str:
    """Return the words of a heading or a paragraph without markup."""
    pieces = ((" " if child.type in _BREAKS else child.content) for child in inline.children or () if _is_shown(child))
    return "".join(pieces)


@cache
def parser() -> MarkdownIt:
    """Return the parser of markdown-it-py, as it is set for the documentation."""
    # Without "html", what looks like HTML is text, and is escaped as all text is.
    return MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).enable("table")


def _is_shown(token: Token) -> bool:
    return token.type in _WORDS or token.type in _BREAKS


def _without_places(tokens: Sequence[Token]) -> list[Token]:
    """Return tokens without the paragraphs that only name a place; the next heading takes these names along."""
    kept: list[Token] = []
    names: list[str] = []
    left_out = 0
    for position, token in enumerate(tokens):
        if token.type == "paragraph_open" and _PLACES.fullmatch(tokens[position + 1].content):
            names += [place["name"] for place in _PLACE.finditer(tokens[position + 1].content)]
            left_out = _PARAGRAPH_TOKENS
        elif token.type == "heading_open":
            token.meta[NAMES] = tuple(names)
            names = []
        if left_out:
            left_out -= 1
        else:
            kept.append(token)
    return kept


def _targets(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                yield str(child.attrGet("href") or "")
