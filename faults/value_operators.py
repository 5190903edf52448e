"""Operators that make a text, a number, a date or a language tag wrong."""

from __future__ import annotations

import re
from datetime import date, timedelta
from random import Random
from typing import TypeGuard

from pyoxigraph import Literal, NamedNode, Quad

from faults.changes import Change, with_value
from faults.graph import PublishedGraph, Term
from gcm_graph.namespaces import PREFIXES

XSD = PREFIXES["xsd"]
_STRING = NamedNode(XSD + "string")
_ANY_URI = NamedNode(XSD + "anyURI")
_NUMBERS = frozenset(NamedNode(XSD + name) for name in ("integer", "nonNegativeInteger", "gYear", "decimal", "double"))
_DATE = NamedNode(XSD + "date")
_LANGUAGES = ("en", "fr", "es", "de")
_STEP = {NamedNode(XSD + "decimal"): 0.1, NamedNode(XSD + "double"): 0.1}
_WORD = re.compile(r"\w+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def relabel(graph: PublishedGraph, quad: Quad, random: Random) -> Change | None:
    """Change a label or text: one letter of one of its words is another one, as a slip of the pen makes it."""
    value = quad.object
    if not _is_text(value):
        return None
    del graph
    words = [match for match in _WORD.finditer(value.value) if not match[0].isdigit()]
    if not words:
        return None
    word = random.choice(words)
    place = random.randrange(word.start(), word.end())
    old = value.value[place]
    new = random.choice([letter for letter in _LETTERS if letter != old.lower()])
    new = new.upper() if old.isupper() else new
    return Change.of_value(quad, _like(value, value.value[:place] + new + value.value[place + 1 :]))


def shorten(graph: PublishedGraph, quad: Quad, random: Random) -> Change | None:
    """Lose a word of a label or text, not the first one."""
    value = quad.object
    if not _is_text(value):
        return None
    del graph
    words = value.value.split(" ")
    if len(words) < 2:  # noqa: PLR2004 - a single word cannot lose one
        return None
    lost = random.randrange(1, len(words))
    return Change.of_value(quad, _like(value, " ".join([*words[:lost], *words[lost + 1 :]])))


def swap_languages(graph: PublishedGraph, quad: Quad, random: Random) -> Change | None:
    """Exchange the language tags of two values that one resource has by one property."""
    mine = quad.object
    if not isinstance(mine, Literal) or not mine.language:
        return None
    others = [
        (other, other.object)
        for other in graph.about[quad.subject, quad.predicate]
        if isinstance(other.object, Literal) and other.object.language not in {None, mine.language}
    ]
    if not others:
        return None
    other, theirs = random.choice(others)
    added = (
        with_value(quad, Literal(mine.value, language=theirs.language)),
        with_value(other, Literal(theirs.value, language=mine.language)),
    )
    return Change((quad, other), added)


def wrong_language(graph: PublishedGraph, quad: Quad, random: Random) -> Change | None:
    """Give a text the tag of another language; of one in which the resource has no such text yet, if there is one."""
    value = quad.object
    if not isinstance(value, Literal) or not value.language:
        return None
    del random
    about = graph.about[quad.subject, quad.predicate]
    taken = {other.object.language for other in about if isinstance(other.object, Literal)}
    language = next((tag for tag in _LANGUAGES if tag not in taken), _LANGUAGES[-1])
    return Change.of_value(quad, Literal(value.value, language=language))


def drop_language(graph: PublishedGraph, quad: Quad, random: Random) -> Change | None:
    """Lose the language tag of a text."""
    value = quad.object
    if not isinstance(value, Literal) or not value.language:
        return None
    del graph, random
    return Change.of_value(quad, Literal(value.value))


def off_by_one(graph: PublishedGraph, quad: Quad, random: Random) -> Change | None:
    """Count one too many or too few: in an offset, page, line, year, number or date (one day), or a code of digits."""
    value = quad.object
    if not isinstance(value, Literal) or value.language:
        return None
    step = random.choice((1, -1))
    if value.datatype == _DATE:
        shifted = (date.fromisoformat(value.value) + timedelta(days=step)).isoformat()
    elif value.datatype in _STEP:
        shifted = f"{float(value.value) + step * _STEP[value.datatype]:.6g}"
    elif value.datatype in _NUMBERS or (value.datatype == _STRING and value.value.isdecimal()):
        shifted = str(int(value.value) + step)
    else:
        return None
    changed = _like(value, shifted)
    return None if graph.has(quad.subject, quad.predicate, changed) else Change.of_value(quad, changed)


def wrong_datatype(graph: PublishedGraph, quad: Quad, random: Random) -> Change | None:
    """Write a value with another datatype: a number or date as text, a text without language as IRI, an IRI as text."""
    value = quad.object
    del graph, random
    if isinstance(value, NamedNode):
        return Change.of_value(quad, Literal(value.value, datatype=_ANY_URI))
    if not isinstance(value, Literal) or value.language:
        return None  # losing the tag is the operator drop_language
    return Change.of_value(quad, Literal(value.value, datatype=_ANY_URI if value.datatype == _STRING else _STRING))


def ill_formed(graph: PublishedGraph, quad: Quad, random: Random) -> Change | None:
    """Write what the datatype does not allow; where it allows every text, begin it with a space and a markup tag."""
    value = quad.object
    if not isinstance(value, Literal):
        return None
    del graph, random
    broken = f" <b>{value.value}" if _is_text(value) else f"{value.value}-x"
    return Change.of_value(quad, _like(value, broken))


def double_space(graph: PublishedGraph, quad: Quad, random: Random) -> Change | None:
    """Write two spaces where a text has one, or one at its end where it has none."""
    value = quad.object
    if not _is_text(value):
        return None
    del graph, random
    spaced = value.value.replace(" ", "  ", 1) if " " in value.value else f"{value.value} "
    return Change.of_value(quad, _like(value, spaced))


def _is_text(value: Term) -> TypeGuard[Literal]:
    return isinstance(value, Literal) and (value.language is not None or value.datatype == _STRING)


def _like(value: Literal, words: str) -> Literal:
    if value.language:
        return Literal(words, language=value.language)
    return Literal(words, datatype=value.datatype)
