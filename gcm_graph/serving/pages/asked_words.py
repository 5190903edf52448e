"""Read the words of a search: as one phrase, or as several of which a unit must have all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gcm_graph.finding import LONGEST
from gcm_graph.serving.pages.finds import Search

_OPENING, _CLOSING = '"\u201c\u201e', '"\u201c\u201d'
_PART = re.compile(rf'[{_OPENING}]([^"\u201c\u201d\u201e]+)[{_CLOSING}]|([^\s"\u201c\u201d\u201e]+)')
_QUOTATION_MARK = re.compile('["\u201c\u201d\u201e]')
_HAS_WORD = re.compile(r"[^\W_]")
_MOST = 10
"""How many words are looked for apart: each takes a search of its own."""
_LONG = 4
"""From how many letters on a word is taken for a noun that has another number."""


def phrases(wanted: Search) -> list[str]:
    """Return what must stand in a unit: the whole as one phrase, or each word and each phrase in quotation marks.

    Words beside a phrase in quotation marks are looked for apart, as in `"trade unions" employers`.

    >>> phrases(Search(words="trade unions")), phrases(Search(words="trade unions", every=True))
    (['trade unions'], ['trade', 'unions'])
    >>> phrases(Search(words='"trade unions" employers'))
    ['trade unions', 'employers']
    """
    parts = _parts(wanted.words)
    quoted = any(mark in wanted.words for mark in _OPENING) and len(parts) > 1
    return parts if parts and (wanted.every or quoted) else [wanted.words]


def apart(wanted: Search) -> list[str]:
    """Return the words of a search that is for a phrase, where there are several; none otherwise.

    >>> apart(Search(words="children women")), apart(Search(words="children"))
    (['children', 'women'], [])
    """
    parts = _parts(wanted.words)
    return parts if len(parts) > 1 and len(phrases(wanted)) == 1 else []


def _parts(words: str) -> list[str]:
    """Return the words and the phrases in quotation marks; none where they are too many or a mark has no other."""
    if len(words) > LONGEST or _QUOTATION_MARK.search(_PART.sub("", words)):
        return []
    found = dict.fromkeys(quoted or bare for quoted, bare in _PART.findall(words))
    parts = [each for each in found if _HAS_WORD.search(each)]
    return parts if len(parts) <= _MOST else []


def in_other_number(words: str) -> Iterator[str]:
    """Yield a query with its last word in the plural instead of the singular, or the other way round, in English.

    >>> list(in_other_number("trade union")), list(in_other_number("countries")), list(in_other_number("child*"))
    (['trade unions'], ['country', 'countrie'], [])
    """
    last = re.search(r"[^\W\d_]+$", words)
    if last is None or len(last[0]) < _LONG:
        return
    before, word = words[: last.start()], last[0]
    if not word.endswith("s"):
        yield before + (f"{word[:-1]}ies" if word.endswith("y") and word[-2] not in "aeiou" else f"{word}s")
    elif not word.endswith("ss"):
        if word.endswith("ies"):
            yield f"{before}{word[:-3]}y"
        yield f"{before}{word[:-1]}"
