"""Where the sentences of a text end. It is only asked whether a citation and a quotation stand in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gcm_graph.quoting.drafts import Span

_END = re.compile(
    r"[.!?\u2026][\"'\u201d\u2019\u00bb\u203a)\]]*(?P<space>\s+)(?=[\"'\u201c\u2018\u00ab\u2039(\[A-Z0-9])"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:paras?|pars?|art|arts|obj|no|nos|vol|vols|pp?|ch|sec|sect|cf|ibid|id|op|cit|e\.g|i\.e|al|etc|ff?|fn|nn?"
    r"|Mr|Mrs|Ms|Dr|Prof|St|vs|approx|U\.N|U\.S|res|Res|Doc|Add|Rev|Corr|annex)|\b[A-Z]|§)\.$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION = 12


def sentences(text: str, span: Span, quotations: Sequence[Span]) -> Iterator[Span]:
    """Yield the sentences of a block.

    A sentence ends with `.`, `!`, `?` or an ellipsis, before white space and a capital, a digit, a bracket or an
    opening quotation mark; not after an abbreviation, not inside a quotation, and not before a parenthesis, which still
    belongs to the sentence that it follows.

    Args:
        text: the whole text.
        span: the block.
        quotations: the outermost quotations in it, in order; an end inside one does not count.
    """
    start = span.start
    inside = 0
    for match in _END.finditer(text, span.start, span.end):
        at = match.start()
        while inside < len(quotations) and quotations[inside].end < match.start("space"):
            inside += 1
        if (
            inside < len(quotations)
            and quotations[inside].start <= at
            and quotations[inside].end > match.start("space")
        ):
            continue
        if text[match.end()] == "(":
            continue
        if text[at] == "." and _ABBREVIATION.search(text[max(start, at - _LONGEST_ABBREVIATION) : at + 1]):
            continue
        yield Span(start, match.end())
        start = match.end()
    if start < span.end:
        yield Span(start, span.end)
