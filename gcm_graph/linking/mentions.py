"""Find all mentions of a document: which words of which unit name which thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gcm_graph.errors import SourceError
from gcm_graph.linking.checking import unmentioned, useless
from gcm_graph.linking.entries import Label
from gcm_graph.linking.kinds import kind
from gcm_graph.linking.lexicon import Lexicon
from gcm_graph.linking.linker import Linker
from gcm_graph.linking.readings import Reading
from gcm_graph.linking.repeating import repeated
from gcm_graph.model import Document, Kind, Provision


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a unit that name a thing.

    Attributes:
        unit: the path of the unit.
        start: where the words begin in its text, in code points.
        end: where they end, exclusive.
        names: the path of the thing: `population/migrants`, `sdg/10.c`.
    """

    unit: str
    start: int
    end: int
    names: str

    @property
    def kind(self) -> str:
        """Return the kind of the thing, the first step of its path."""
        return kind(self.names)


@dataclass(frozen=True, slots=True)
class Found:
    """What the lexicon finds in a document.

    Attributes:
        mentions: the mentions.
        problems: what the lexicon has and the document does not.
    """

    mentions: tuple[Mention, ...]
    problems: tuple[SourceError, ...]


def find_mentions(document: Document, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Return all mentions of a document, in the order of its units and of their words.

    Args:
        document: the document.
        lexicon: the lexicon.

    Raises:
        LexiconTableError: a row of the lexicon says only what names say already.
        NeverMatchesError: a row or label of the lexicon finds nothing.
        NotMentionedError: a thing that the text is said to name is mentioned nowhere.
    """
    found = find(document, lexicon)
    for problem in found.problems:
        raise problem
    return found.mentions


def find(document: Document, lexicon: Lexicon) -> Found:
    """Return all mentions of a document, and what is wrong with the lexicon.

    Args:
        document: the document.
        lexicon: the lexicon.
    """
    linker = Linker(lexicon)
    mentions: list[Mention] = []
    used: set[Reading | Label] = set()
    hidden: dict[Label, str] = {}
    for unit in read_units(document):
        for begin, resolved in linker.trace(unit.text, unit.path):
            used |= resolved.used
            hidden |= resolved.hidden
            for start, end, names in resolved.mentions:
                mentions.append(Mention(unit.path, begin + start, begin + end, names))
    problems = (
        *repeated(lexicon),
        *useless(lexicon.readings, lexicon.labels, used, hidden),
        *unmentioned(lexicon.things.values(), {mention.names for mention in mentions}),
    )
    return Found(tuple(mentions), problems)


def read_units(document: Document) -> Iterator[Provision]:
    """Return the units in whose own words mentions are found, in the order of the document.

    The paragraph of an objective consists of the sentences of its commitments, which are read.
    """
    told = {unit.part_of for unit in document.provisions if unit.kind is Kind.COMMITMENT}
    return (unit for unit in sorted(document.provisions, key=lambda unit: unit.order) if unit.path not in told)
