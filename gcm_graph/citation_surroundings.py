"""Take off a citation what a whole reference prints around it: the resolution, its day, its symbol and the pages."""

from __future__ import annotations

import re

_PAGES = r", ?pp?\. ?\[?[0-9]{1,3}\]?(?: ?[-\u2010-\u2015] ?\[?[0-9]{1,3}\]?)?"
_BEHIND = re.compile(rf"(?:, general assembly resolution 73/195, annex)?(?:, a/res/73/195)?(?:{_PAGES})?\Z")
_DAY = " of 19 december 2018"
_DAYS = re.compile(r"\. adopted 19 december 2018(?:; distributed .{1,200})?\Z")
_DOUBLE_MARKS = str.maketrans("", "", '"\u201c\u201d\u201e\u00ab\u00bb')


def bare(words: str) -> str:
    """Return a citation without what stands around it in a reference to it.

    >>> bare("global compact, para. 27 (b), general assembly resolution 73/195 of 19 december 2018, annex, p. 20")
    'global compact, para. 27 (b)'

    Args:
        words: the citation, in lower case, with single spaces.
    """
    words = words.rstrip(" ,.;:").translate(_DOUBLE_MARKS).replace(_DAY, "")
    words = _DAYS.sub("", words)
    # A pattern that can be empty is tried at each comma only, so that no text takes long to read.
    for comma in (found.start() for found in re.finditer(",", words)):
        if comma and _BEHIND.fullmatch(words, comma):
            return words[:comma].rstrip(" ,.;:")
    return words
