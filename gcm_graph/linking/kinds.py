"""The kinds of thing that can be mentioned: names, and topics that stand beside one another."""

from __future__ import annotations

NAMES = frozenset({"actor", "instrument", "mechanism", "observance", "period", "place", "stakeholder"})
"""Kinds that exclude one another: of two names that overlap one is meant, and within a name nothing else is."""

TOPICS = frozenset({"population", "principle", "sdg", "stage", "theme"})
"""Kinds that are read apart from each other."""

KINDS = NAMES | TOPICS

WHO = NAMES | {"population"}
"""Kinds of which the same words are never two."""


def kind(path: str) -> str:
    """Return the kind of a thing, the first step of its path.

    >>> kind("population/migrants")
    'population'
    """
    return path.partition("/")[0]
