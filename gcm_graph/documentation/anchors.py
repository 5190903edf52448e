"""Name the headings of a page as GitHub does, so that links to them lead to the same place there and here."""

from __future__ import annotations

import re

_DROPPED = re.compile(r"[^\w\- ]")


class Anchors:
    """Gives out names in one page, no name twice."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def of(self, text: str) -> str:
        """Return the name of a heading: its words in lower case with hyphens between, and a number if it is taken.

        >>> anchors = Anchors()
        >>> anchors.of("P1. What is named, exists"), anchors.of("gcm show"), anchors.of("gcm `show`")
        ('p1-what-is-named-exists', 'gcm-show', 'gcm-show-1')
        """
        plain = _DROPPED.sub("", text.strip().lower()).replace(" ", "-")
        name, further = plain, 0
        while name in self._given:
            further += 1
            name = f"{plain}-{further}"
        self._given.add(name)
        return name
