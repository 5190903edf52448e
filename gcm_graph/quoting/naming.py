"""Find where a draft names the Compact, and where it names another document.

Which words name a document is a list, not a guess; docs/how-to/check-a-draft.md gives it.
"""

from __future__ import annotations

import re
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
_COMPACT = (
    r"(?i:\bGlobal\s+Compact\s+for\s+Safe,?\s+Orderly,?\s+and\s+Regular\s+Migration\b"
    r"|\bGlobal\s+Compact\s+(?:for|on)\s+Migration\b)"
    r"|\bMarrakech\s+Compact(?:\s+(?:for|on)\s+Migration)?\b|\bMigration\s+Compact\b|\bGlobal\s+Compact\b"
    r"|\b[Tt]he\s+Compact\b|\bGCM\b|\bA/RES/73/195\b|\b[Rr]esolution\s+73/195\b"
)
# All begin with one of these letters: to look for it first takes a third of the time.
_NAME = re.compile(rf"\b(?=[A-GMPRSTUgrt])(?:(?P<other>{_OTHER})|(?P<compact>{_COMPACT}))")
_TITLE = re.compile(rf"(?:[Tt]he\s+)?(?:{_COMPACT}|(?:[A-Z][\w-]*\s+){{0,6}}(?:{_OTHER})|Compact)")


@dataclass(frozen=True, slots=True)
class Name:
    """A place where a draft names a document.

    Attributes:
        span: the words.
        of_compact: whether they name the Compact.
    """

    span: Span
    of_compact: bool


def names(text: str) -> list[Name]:
    """Return where a text names documents, in order."""
    return [Name(Span(*match.span()), match["compact"] is not None) for match in _NAME.finditer(text)]


def is_title(words: str) -> bool:
    """Tell whether words are a document's name and nothing else: such are no quotation.

    >>> is_title("Global Compact for Safe, Orderly and Regular Migration"), is_title("the Global Compact is rooted in")
    (True, False)
    """
    return _TITLE.fullmatch(words.strip(" .,;:")) is not None
