"""What is published of a source text: passages with their words, and facts that lead back to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gcm_graph.curating.facts import Fact
from gcm_graph.curating.values import Iri, Path
from gcm_graph.errors import SourceError
from gcm_graph.model import Document
from gcm_graph.reading.passages import PassageText
from gcm_graph.units import label
from gcm_graph.witnessing.wordings import Wording, wordings


class TableDisagreesError(SourceError):
    """A curated table says something of a source text that the text does not say, or leaves out what it says."""

    code = "source-table-disagrees"
    hint = "Read the line. Correct the curated table, or restore the source text."


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage that is published with its words.

    Attributes:
        path: its path: `passage/<source>/<what it is>`.
        source: the name of the source in the manifest.
        label: its English label.
        text: its words as printed, after declared repairs, white space collapsed.
        lines: first and last line in the file, counted from 1.
        about: what it speaks of.
    """

    path: str
    source: str
    label: str
    text: str
    lines: tuple[int, int]
    about: tuple[Path | Iri, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadFact:
    """A fact, and the path of the passage from which it was read."""

    fact: Fact
    passage: str


@dataclass(frozen=True, slots=True)
class PageContent:
    """What a page says.

    Attributes:
        passages: its passages.
        facts: what is read from them.
        confirmed: what the curated tables state with the page as a source, and the passages that bear it out.
    """

    passages: tuple[Quoted, ...]
    facts: tuple[ReadFact, ...]
    confirmed: tuple[ReadFact, ...]


def passage_path(source: str, what: str) -> str:
    """Return the path of a passage.

    >>> passage_path("guidance-booklet-objective-11", "target/9.a")
    'passage/guidance-booklet-objective-11/target/9.a'
    """
    return f"passage/{source}/{what}"


def quote_wordings(read: PassageText, document: Document, where: str) -> tuple[Quoted, ...]:
    """Return the passages in which a page prints units of the resolution.

    Args:
        read: the page.
        document: the resolution.
        where: where they stand, as the end of their labels: `in the guidance booklet`.
    """
    return tuple(quote_wording(wording, document, where) for wording in wordings(read, document))


def quote_wording(wording: Wording, document: Document, where: str) -> Quoted:
    """Return the passage that is a wording of a unit."""
    return Quoted(
        path=passage_path(wording.source, wording.unit),
        source=wording.source,
        label=f"{label(document.by_path()[wording.unit])}, {where}",
        text=wording.text,
        lines=wording.lines,
        about=(Path(wording.unit),),
    )


def stated(facts: Iterable[Fact], subject: str, name: str, read: PassageText) -> tuple[Fact, ...]:
    """Return the facts about one property of one thing that rest on a page.

    Args:
        facts: the facts of the curated tables.
        subject: the path of the thing.
        name: the property, as a prefixed name.
        read: the page.
    """
    source = f"source/{read.source}"
    return tuple(fact for fact in facts if (fact.subject, fact.property) == (subject, name) and source in fact.sources)
