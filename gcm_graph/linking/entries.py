"""What words of the text say: the entries of the lexicon, each with the row or label from which it comes."""

from __future__ import annotations

from dataclasses import dataclass

from gcm_graph.linking.labels import Thing
from gcm_graph.linking.readings import Reading


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """A form of a thing's name that no row of the lexicon has taken over.

    Attributes:
        thing: the thing.
        words: the form.
    """

    thing: Thing
    words: str


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """What some words say.

    Attributes:
        names: the path of the thing that they mention; empty where they say that nothing is mentioned.
        kind: the kind of this thing; empty likewise.
        blocks: the kinds of thing that are not mentioned inside the quoted words.
        start: where the quoted words begin in the form.
        end: where they end, exclusive.
        units: the paths of the units in which it holds; None for everywhere.
        in_context: whether only a part of the phrase is quoted.
        origin: the row or label that says it.
    """

    names: str
    kind: str
    blocks: frozenset[str]
    start: int
    end: int
    units: frozenset[str] | None
    in_context: bool
    origin: Reading | Label
