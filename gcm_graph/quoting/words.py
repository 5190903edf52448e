"""Split text into words with the marks before each, and into the parts that quoting adds to a quotation.

A word is an unbroken run of letters and digits, as in `gcm_graph.finding`. Before each word stand *marks*: punctuation,
with one form for all quotation marks and apostrophes and one for all hyphens and dashes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from gcm_graph.quoting.drafts import Span

WORD = re.compile(r"[^\W_]+")
QUOTATION_MARKS = "\"'\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a`\u00b4"
_DOTS = r"(?:\u2026|\. ?\. ?\.(?: ?\.)?)"
_TOKEN = re.compile(
    rf"(?P<omission>\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS})"
    r"|(?P<initial>\[(?P<changed>[^\W\d_]{1,2})\](?P<rest>[^\W\d_]+))"
    r"|(?P<stem>(?<![^\W_])[^\W\d_]+)\[[^\W\d_]{0,5}\]"
    r"|(?P<insertion>\[[^\[\]]{1,200}\])"
    r"|(?P<word>[^\W_]+)"
    r"|(?P<dash>[-\u2010-\u2015\u2212]+)"
    rf"|(?P<quotation>[{QUOTATION_MARKS}]+)"
    r"|(?P<mark>[^\w\s]|_)"
)


class Role(StrEnum):
    """What a word of a quotation is."""

    WORD = "word"
    STEM = "stem"
    INSERTION = "insertion"
    OMISSION = "omission"


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or what stands in a quotation for words.

    Attributes:
        key: the word in small letters; of a stem (`migrant[s]`) its letters outside the brackets.
        form: the word as written.
        marks: the marks before it, after the word before.
        start: its first character.
        end: its end, exclusive.
        role: what it is; insertions (`[the]`) and omissions (`[...]`) have no key.
        free: whether the quotation says that it changed the first letter (`[t]he`).
    """

    key: str
    form: str
    marks: tuple[str, ...]
    start: int
    end: int
    role: Role = Role.WORD
    free: bool = False


def split_words(text: str, span: Span, *, quoting: bool = True) -> tuple[list[Word], tuple[str, ...]]:
    """Return the words of a part of a text, and the marks after the last.

    Args:
        text: the whole text.
        span: the part.
        quoting: whether brackets and dots mean what they mean in quotations.
    """
    words: list[Word] = []
    marks: list[str] = []
    for match in _TOKEN.finditer(text, span.start, span.end):
        word = _word(match, tuple(marks), quoting=quoting)
        if word is None:
            marks += _marks(match, quoting=quoting)
        else:
            words.append(word)
            marks = []
    return words, tuple(marks)


def _word(match: re.Match[str], marks: tuple[str, ...], *, quoting: bool) -> Word | None:
    start, end = match.span()
    if match["word"]:
        return Word(match[0].lower(), match[0], marks, start, end)
    if quoting and match["initial"]:
        form = match["changed"] + match["rest"]
        return Word(form.lower(), form, marks, start, end, free=True)
    if quoting and match["stem"]:
        return Word(match["stem"].lower(), match[0], marks, start, end, Role.STEM)
    if quoting and (match["insertion"] or match["omission"]):
        return Word("", match[0], marks, start, end, Role.INSERTION if match["insertion"] else Role.OMISSION)
    return None


def _marks(match: re.Match[str], *, quoting: bool) -> list[str]:
    if match["dash"]:
        return ["-"]
    if match["quotation"]:
        return ["'"]
    return [match[0]] if match["mark"] or not quoting else []
