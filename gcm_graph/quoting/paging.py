"""Find the page numbers that a draft gives with a citation of the Compact.

They stand behind what they belong to, with at most the names of the document between ("para. 27 (b), General Assembly
resolution 73/195 of 19 December 2018, annex, A/RES/73/195, p. 20"), or directly before it ("p. 20, para. 27(b)").
Numbers that no source prints are written in brackets: "p. [14]", "pp. 13-[14]".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gcm_graph.quoting.drafts import Span
from gcm_graph.quoting.naming import COMPACT, Name

_DASH = r"\s?[-\u2010-\u2015]\s?"
_PAGES = re.compile(
    rf"\b(?:[Pp]ages?|[Pp]p?\.?)\s?\[?(?P<first>\d{{1,4}})\]?(?:{_DASH}\[?(?P<last>\d{{1,4}})\]?)?(?![\w(]|\s\([a-z]{{1,5}}\))"
)
_BETWEEN = re.compile(
    rf"(?:[\s,()\[\]]|{COMPACT}|\bof\s+19\s+December\s+2018\b|\b2018\b|\bGeneral\s+Assembly\b|\b[Aa]nnex\b"
    r"|\b(?:of|in)\s+the\b|\bof\b|\bat\b|\bguiding\s+principle\s+[\"\u201c][^\"\u201d\n]{1,80}[\"\u201d])*"
)
_BEFORE = re.compile(r"[\s,]*")
_FARTHEST = 300


@dataclass(frozen=True, slots=True)
class GivenPages:
    """Page numbers in a draft.

    Attributes:
        span: the words.
        first: the first page.
        last: the last page, the same where there is one.
    """

    span: Span
    first: int
    last: int


def pages_in(text: str) -> list[GivenPages]:
    """Return all page numbers in a text, in order, of whatever they are."""
    found = []
    for match in _PAGES.finditer(text):
        numbers = sorted(int(number) for number in match.group("first", "last") if number)
        found.append(GivenPages(Span(*match.span()), numbers[0], numbers[-1]))
    return found


def is_followed_by(end: int, pages: GivenPages, text: str) -> bool:
    """Tell whether page numbers belong to what ends before them."""
    start = pages.span.start
    return 0 <= start - end <= _FARTHEST and _BETWEEN.fullmatch(text, end, start) is not None


def is_preceded_by(start: int, pages: GivenPages, text: str) -> bool:
    """Tell whether page numbers stand directly before a citation."""
    end = pages.span.end
    return 0 <= start - end <= _FARTHEST and _BEFORE.fullmatch(text, end, start) is not None


def are_of_compact(pages: GivenPages, name: Name, text: str) -> bool:
    """Tell whether page numbers without another citation are of the Compact: its name stands before them.

    Args:
        pages: the page numbers.
        name: the last document named before them.
        text: the text.
    """
    return name.of_compact and is_followed_by(name.span.end, pages, text)


def without_pages(text: str) -> str:
    """Return a text with blanks for its page numbers."""
    return _PAGES.sub(" ", text)
