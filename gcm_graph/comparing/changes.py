"""What a difference is made of: statements that only one of two releases has, by the thing that they are about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import Triple

PARTS = ("texts", "links", "data", "inferred", "ontology", "shapes")
"""What is compared, in the order in which it is told."""

KINDS = ("added", "removed", "changed", "deprecated")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that only one of two releases has.

    Attributes:
        subject: the IRI of its subject; empty where that is a blank node.
        predicate: its predicate, as a prefixed name.
        value: its object as in Turtle; blank nodes with what hangs on them.
        graph: the name of its named graph; None for the ontology and the shapes.
        triples: the triple, with all that hangs on it.
    """

    subject: str
    predicate: str
    value: str
    graph: str | None
    triples: tuple[Triple, ...] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ChangedLink:
    """A link from a unit to what its words refer to, which changed or rests on other words.

    Attributes:
        property: the link property, as a prefixed name.
        target: the IRI of what is linked.
        target_name: what that is called.
        removed: the words on which only the old release rests it, in their order.
        added: the words on which only the new release rests it.
    """

    property: str
    target: str
    target_name: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one thing in one part.

    Attributes:
        part: one of `PARTS`.
        kind: one of `KINDS`; what is newly deprecated is only that, whatever else changed of it.
        thing: its IRI, without fragment where it is data; of a link that of the unit; empty for an axiom about several
            classes.
        name: what people call it: its citation or label, or the end of its IRI.
        removed: statements that only the old release has; of a link with those of its evidence.
        added: statements that only the new release has.
        link: the link, in the part `links`.
    """

    part: str
    kind: str
    thing: str
    name: str
    removed: tuple[Statement, ...]
    added: tuple[Statement, ...]
    link: ChangedLink | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two releases.

    Attributes:
        old: version and date of the one.
        new: version and date of the other.
        changes: by part, kind and place.
    """

    old: tuple[str, str]
    new: tuple[str, str]
    changes: tuple[Change, ...]

    def of(self, part: str, kind: str | None = None) -> tuple[Change, ...]:
        """Return the changes of a part, or those of one kind in it."""
        return tuple(change for change in self.changes if change.part == part and kind in {None, change.kind})

    def triples(self, side: str) -> Iterator[Triple]:
        """Yield the triples that were `removed` or `added`, each once, in the order of the changes."""
        sides = (change.removed if side == "removed" else change.added for change in self.changes)
        yield from dict.fromkeys(triple for each in sides for statement in each for triple in statement.triples)
