"""How citations are written in running text, and how lists and ranges of them are taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gcm_graph.quoting.drafts import Span

_LABEL = r"\(\s?[a-z]{1,5}\s?\)"
_NUMBER = rf"\d{{1,6}}(?!\d|[./]\d)(?:\s?{_LABEL}){{0,2}}"
_AND = r"\s*(?:,\s*(?:and|or)\s|,|\band\b|\bor\b|&|\bto\b|[-\u2010-\u2015])\s*"
_AND_ONE = r"\s*(?:\band\b|&|\bto\b|[-\u2010-\u2015])\s*"
_LETTERS = rf"(?:{_AND}{_LABEL}(?:\s?{_LABEL})?)"
_LETTERED = rf"\d{{1,3}}(?:\s?{_LABEL}){{1,2}}"
CITATION = re.compile(
    rf"(?=[pPoOgGfF\d§¶])(?:(?P<paragraphs>(?:\b(?i:paragraphs|paras\.?|pars\.)|§§|¶¶)\s*{_NUMBER}(?:{_LETTERS}|{_AND}\d{{1,3}}(?![\d/])"
    rf"(?:\s?{_LABEL}){{0,2}})*)"
    rf"|(?P<paragraph>(?:\b(?i:paragraph|para\.?|par\.)|§|¶)\s*(?:\d{{1,3}}[a-z]\b"
    rf"|{_NUMBER}(?:{_LETTERS}|{_AND_ONE}{_LETTERED})*))"
    rf"|(?P<objective>\b(?i:objective\s|objectives[^\S\n]|obj\.)\s*{_NUMBER}(?:,?\s(?:actions?\s)?{_LABEL}|{_LETTERS})*"
    rf"(?:(?<=\d),?\scommitment\s\d{{1,3}})?)"
    rf"|(?P<principle>\b(?i:guiding\sprinciple|principle)\s?\(\s?[a-z]\s?\))"
    rf"|(?P<resolution>\b(?i:preambular|operative)\s(?i:paragraph|para\.?)\s\d{{1,3}}\b)"
    rf"|(?P<footnote>\b(?i:footnote|fn\.?)\s\d{{1,3}}\b)"
    rf"|(?P<bare>(?<![\w(./-]){_LETTERED}(?:{_LETTERS})*))"
)
MORE_OBJECTIVES = re.compile(rf"{_AND}(?P<number>\d{{1,3}})(?![\d/.(]\w)")
_PIECE = re.compile(
    rf"(?P<range>(?:\bto\b|[-\u2010-\u2015])\s*)?(?:(?P<number>\d{{1,6}})(?P<letter>[a-z]\b)?|(?P<label>{_LABEL}))"
)
_LONGEST_RANGE = 60


def pieces(text: str, span: Span, kind: str) -> Iterator[tuple[str, Span]]:
    """Yield each unit that a citation names, as a query, with its words."""
    words = text[span.start : span.end]
    if kind in {"principle", "footnote", "resolution"} or "commitment" in words:
        yield " ".join(words.replace("fn.", "fn").split()), span
        return
    prefix = "Objective " if kind == "objective" else ""
    number, start, end = "", span.start, span.start
    labels: list[str] = []
    pending: list[tuple[str, Span]] = []
    for match in _PIECE.finditer(text, span.start, span.end):
        if match["number"]:
            if number:
                pending.append((f"{prefix}{number}{''.join(labels)}", Span(start, end)))
                if match["range"]:
                    pending += _numbers_between(prefix, number, match["number"], span)
            number = match["number"]
            labels = [f"({match['letter']})"] if match["letter"] else []
            start = span.start if not pending else match.start("number")
        elif number:
            label = f"({''.join(match['label'].split()).strip('()')})"
            between = text[end : match.start("label")]
            joined = not between.replace(",", "").strip() or "action" in between
            if labels and not (joined and "," not in between):
                pending.append((f"{prefix}{number}{''.join(labels)}", Span(start, end)))
                if match["range"]:
                    pending += _labels_between(prefix + number, labels, label, span)
                labels = [*labels[:-1], label] if _same_level(labels[-1], label) else [label]
                start = match.start("label")
            else:
                labels.append(label)
        end = match.end()
    pending.append((f"{prefix}{number}{''.join(labels)}", Span(start, end)))
    yield from pending


def _same_level(before: str, label: str) -> bool:
    return (set(before) <= set("(ivx)")) == (set(label) <= set("(ivx)"))


def _numbers_between(prefix: str, first: str, last: str, span: Span) -> list[tuple[str, Span]]:
    numbers = range(int(first) + 1, int(last))
    return [(f"{prefix}{number}", span) for number in numbers] if len(numbers) < _LONGEST_RANGE else []


def _labels_between(number: str, labels: Sequence[str], last: str, span: Span) -> list[tuple[str, Span]]:
    first, end = labels[-1].strip("()"), last.strip("()")
    if len(first) != 1 or len(end) != 1:
        return []
    stem = number + "".join(labels[:-1])
    return [(f"{stem}({chr(code)})", span) for code in range(ord(first) + 1, ord(end))]
