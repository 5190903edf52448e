"""Find where a draft names the Compact, and where it names another document.

Which words name a document is a list, not a guess; docs/how-to/check-a-draft.md gives it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from gcm_graph.quoting.drafts import Span

_OTHER = (
    r"(?:(?:UN|United\s+Nations)\s+)Global\s+Compact(?!\s+(?:for|on)\s)"
    r"|Global\s+Compacts?\s+on\s+Refugees|Compact\s+on\s+Refugees|Refugee\s+Compact|Global\s+Compacts\b|\bGCR\b"
    r"|\b(?:Declaration|Convention|Covenant|Protocol|Agenda|Charter|Directive|Regulation|Treaty"
    r"|Constitution|Pact|Agreement|Guidelines|Framework\s+Convention|Sendai\s+Framework|General\s+Comment|Act)s?\b"
    r"|\b[Rr]eports?\b|\b[Gg]eneral\s+(?:comment|recommendation)\b|\bSDGs?\b|\bSustainable\s+Development\s+Goals?\b"
    r"|\bA/(?!RES/73/195\b)[A-Z0-9][\w./-]*\d|\bE/[A-Z0-9][\w./-]*\d|\bS/RES/\d+|\b[Rr]esolutions?\s+(?!73/195\b)\d+/\d+"
)
COMPACT = (
    r"(?i:\bGlobal\s+Compact\s+for\s+Safe,?\s+Orderly,?\s+and\s+Regular\s+Migration\b"
    r"|\bGlobal\s+Compact\s+(?:for|on)\s+Migration\b)"
    r"|\bMarrakech\s+Compact(?:\s+(?:for|on)\s+Migration)?\b|\bMigration\s+Compact\b|\bGlobal\s+Compact\b"
    r"|\b[Tt]he\s+Compact\b|\bGCM\b|\bA/RES/73/195\b|\b[Rr]esolution\s+73/195\b"
)
"""The pattern of the names of the Compact."""

_AGAIN = r"[Ii]bid(?:em\b|\b\.?)"
# All begin with one of these letters: to look for it first takes a third of the time.
_NAME = re.compile(rf"\b(?=[A-GIMPRSTUgirt])(?:(?P<other>{_OTHER})|(?P<compact>{COMPACT})|(?P<again>{_AGAIN}))")
# "Smith (2019)", "Smith et al., 2019"; a month is no author.
_AUTHOR = re.compile(
    r"\b(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    r"[A-Z][\w'\u2019-]{1,40}(?:\s+et\s+al\.?)?,?\s\(?(?:19|20)\d\d\b"
)
_TITLE = re.compile(rf"(?:[Tt]he\s+)?(?:{COMPACT}|(?:[A-Z][\w-]*\s+){{0,6}}(?:{_OTHER})|Compact)")


@dataclass(frozen=True, slots=True)
class Name:
    """A place where a draft names a document.

    Attributes:
        span: the words.
        of_compact: whether they name the Compact.
    """

    span: Span
    of_compact: bool


def names(text: str, blocks: Sequence[int] = (), notes: Sequence[Span] = ()) -> list[Name]:
    """Return where a text names documents, in order. "Ibid." names what is named last before it.

    In a footnote that is in the same footnote or the one before; elsewhere in the same block or the one before, where
    no author stands between ("Smith 2019"). An "Ibid." that follows nothing names nothing.

    Args:
        text: the text.
        blocks: where its blocks begin, in order.
        notes: the words of its footnotes, in order.
    """
    found: list[Name] = []
    for match in _NAME.finditer(text):
        span = Span(*match.span())
        if match["again"] is None:
            found.append(Name(span, match["compact"] is not None))
        elif (again := _named_again(text, span.start, found, blocks, notes)) is not None:
            found.append(Name(span, again))
    return found


def _named_again(
    text: str, at: int, found: Sequence[Name], blocks: Sequence[int], notes: Sequence[Span]
) -> bool | None:
    """Return whether the Compact is what an "Ibid." names, or None where it names nothing."""
    last = found[-1] if found else None
    number = bisect_right(notes, at, key=lambda note: note.start) - 1
    if number >= 0 and notes[number].end > at:
        start = notes[max(number - 1, 0)].start
        own = notes[number].start
        inside = last and (last.span.start >= own or start <= last.span.start < notes[max(number - 1, 0)].end)
        return last.of_compact if last and inside else (False if number else None)
    block = max(bisect_right(blocks, at) - 2, 0)
    if last is None or (blocks and last.span.start < blocks[block]):
        return None
    return last.of_compact and not _AUTHOR.search(text, last.span.end, at)


def is_title(words: str) -> bool:
    """Tell whether words are a document's name and nothing else: such are no quotation.

    >>> is_title("Global Compact for Safe, Orderly and Regular Migration"), is_title("the Global Compact is rooted in")
    (True, False)
    """
    return _TITLE.fullmatch(words.strip(" .,;:")) is not None
