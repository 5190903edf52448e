"""The four kinds of documentation, after Diátaxis (https://diataxis.fr): each answers another need of a reader."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of documentation.

    Attributes:
        name: names it in addresses.
        title: what `docs/README.md` and the pages call it.
        purpose: what it is for, in one sentence.
    """

    name: str
    title: str
    purpose: str


KINDS = (
    Kind(
        "tutorial",
        "Tutorial",
        "To learn: one lesson from beginning to end, for those who have not used the graph before.",
    ),
    Kind(
        "how-to",
        "How to",
        "To get something done: the steps to one goal, for those who know what they want.",
    ),
    Kind(
        "reference",
        "Reference",
        "To look something up: what there is, complete and exact.",
    ),
    Kind(
        "explanation",
        "Explanation",
        "To understand: why things are as they are, and what was decided against.",
    ),
)
"""All kinds, in the order in which a newcomer needs them."""
