"""Proactive content negotiation by the Accept field (RFC 9110 §12.4 and §12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gcm_graph.serving.problems import Problem

_NAME = r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_RANGE = re.compile(rf"\s*({_NAME})(?:/({_NAME}))?\s*$")
_PARAMETER = re.compile(rf"\s*({_NAME})\s*=\s*({_NAME}|{_QUOTED})\s*$")
_WEIGHT = re.compile(r"[0-9]+(?:\.[0-9]*)?$|\.[0-9]+$")
_LEAST_WEIGHT = 0.001
_LONGEST = 8192
_WITHOUT_CODING = "identity"


_OURS = frozenset({("charset", "utf-8"), ("header", "present")})
"""The parameters that our own media types have: of text, and of CSV with a heading (RFC 4180 §3)."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One representation that there is.

    Attributes:
        media_type: its media type without parameters, for example `text/turtle`.
        name: the short name by which `?format=` asks for it, for example `ttl`.
    """

    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class _MediaRange:
    """A media range of an Accept field with its weight."""

    main: str
    sub: str
    parameters: Mapping[str, str]
    quality: float

    def specificity(self, media_type: str) -> int:
        """Return how exactly it names a media type: 0 where it does not match, more the more it says."""
        main, _, sub = media_type.partition("/")
        if self.main == "*":
            named = 1
        elif self.main != main:
            return 0
        elif self.sub == "*":
            named = 2
        elif self.sub != sub:
            return 0
        else:
            named = 3
        for name, value in self.parameters.items():
            if name == "profile":
                # A profile is a wish that a server may leave unfulfilled (RFC 6906 §3).
                continue
            if (name, value.lower()) not in _OURS:
                return 0
            named += 1
        return named


def choose(accept: str | None, offers: Sequence[Offer]) -> Offer | None:
    """Return the offer that a client prefers, or None where it accepts none (RFC 9110 §12.5.1).

    The most specific range that matches an offer gives its weight. The greatest weight wins; between equal ones the
    offer that the client named more exactly, then the server's own preference. Elements that are not well-formed are
    passed over; a field with nothing else is as good as none.

    Args:
        accept: the value of the Accept field; None where there is none.
        offers: what there is, the server's own preference first.

    >>> choose("text/html;q=0.5, text/*;q=0.7", [Offer("text/html", "html"), Offer("text/turtle", "ttl")]).name
    'ttl'
    """
    ranges = tuple(_ranges(accept or ""))
    if not ranges:
        return offers[0] if offers else None
    best: tuple[float, int] = (0.0, 0)
    chosen = None
    for offer in offers:
        specificity, quality = max((each.specificity(offer.media_type), each.quality) for each in ranges)
        if specificity and quality and (quality, specificity) > best:
            best = (quality, specificity)
            chosen = offer
    return chosen


def not_acceptable(offers: Sequence[Offer]) -> Problem:
    """Return the problem of a client that accepts none of the offers (RFC 9110 §15.5.7), with the list of them."""
    types = list(dict.fromkeys(offer.media_type for offer in offers))
    names = list(dict.fromkeys(offer.name for offer in offers))
    return Problem(
        406,
        "not-acceptable",
        "There is no representation of an acceptable type",
        f"This is available as {', '.join(types)}.",
        hint=f"Name one of these types in the Accept field, or ask with ?format= and one of {', '.join(names)}.",
        available=types,
        formats=names,
        headers={"Vary": "Accept"},
    )


def prefers_gzip(accept_encoding: str | None) -> bool:
    """Tell whether a client takes gzip at least as gladly as no coding at all (RFC 9110 §12.5.3).

    >>> prefers_gzip("gzip, br"), prefers_gzip("gzip;q=0"), prefers_gzip("br"), prefers_gzip("*")
    (True, False, False, True)
    """
    if not accept_encoding:
        return False
    weights: dict[str, float] = {}
    for element in _split(accept_encoding[:_LONGEST], ","):
        coding, *parameters = _split(element, ";")
        name = coding.strip().lower().removeprefix("x-")
        _, quality, wellformed = _parameters(parameters)
        if name and wellformed:
            weights[name] = max(quality, weights.get(name, 0.0))
    gzip = weights.get("gzip", weights.get("*", 0.0))
    return gzip > 0 and gzip >= weights.get(_WITHOUT_CODING, 0.0)


def _ranges(accept: str) -> Iterator[_MediaRange]:
    """Read the media ranges of an Accept field, passing over what is not well-formed."""
    for element in _split(accept[:_LONGEST], ","):
        first, *rest = _split(element, ";")
        named = _RANGE.match(first)
        if named is None:
            continue
        main, sub = named[1].lower(), (named[2] or "").lower()
        if not sub:
            if main != "*":
                continue
            sub = "*"  # what the HTTP client of Java has sent for */* since it was written
        if main == "*" and sub != "*":
            continue
        parameters, quality, wellformed = _parameters(rest)
        if wellformed:
            yield _MediaRange(main, sub, parameters, quality)


def _split(text: str, separator: str) -> list[str]:
    """Split a list at a separator that stands in no quoted string (RFC 9110 §5.6.4), in one pass."""
    if '"' not in text:
        return text.split(separator)
    parts: list[str] = []
    start, quoted, escaped = 0, False, False
    for place, character in enumerate(text):
        if escaped:
            escaped = False
        elif character == '"':
            quoted = not quoted
        elif quoted:
            escaped = character == "\\"
        elif character == separator:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]


def _parameters(pieces: Sequence[str]) -> tuple[dict[str, str], float, bool]:
    """Return the parameters of a media range, its weight, and whether they are well-formed."""
    parameters: dict[str, str] = {}
    for piece in pieces:
        if not piece.strip():
            continue
        parameter = _PARAMETER.match(piece)
        if parameter is None:
            return {}, 0.0, False
        name, value = parameter[1].lower(), _unquoted(parameter[2])
        if name == "q":
            # What follows the weight was once an extension of Accept and is no parameter of the type.
            quality = _weight(value)
            return (parameters, quality, True) if quality is not None else ({}, 0.0, False)
        parameters[name] = value
    return parameters, 1.0, True


def _unquoted(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value


def _weight(value: str) -> float | None:
    """Return a weight to three decimals (RFC 9110 §12.4.2); None for what is no number between 0 and 1.

    A number without its zero (`.2`), as some clients write it, is understood, and one that is smaller than any weight
    is the smallest, not none.
    """
    if not _WEIGHT.match(value):
        return None
    number = float(value)
    if number > 1:
        return None
    return max(round(number, 3), _LEAST_WEIGHT) if number else 0.0
