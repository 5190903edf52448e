"""Decide which of several readings of overlapping words are mentions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gcm_graph.linking.entries import Entry, Label
from gcm_graph.linking.kinds import NAMES, WHO
from gcm_graph.linking.readings import Reading


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """A form of the lexicon that stands in a text, with one thing that it says.

    Attributes:
        entry: what it says.
        start: where the quoted words begin in the text.
        end: where they end, exclusive.
        length: the length of the whole phrase.
    """

    entry: Entry
    start: int
    end: int
    length: int


@dataclass(frozen=True, slots=True, eq=False)
class Resolved:
    """What overlapping hits come to.

    Attributes:
        hits: the hits that hold in the unit, in the order of the text.
        mentions: start, end and path of the thing of each mention, in the order of the text, each once.
        read: the hits that are these mentions; of some there are several.
        used: the rows that found a mention or took one away, and the labels that stand there and are not hidden.
        hidden: the labels that stand there only within names of other things of their kind, each with such a thing.
        by_unit: whether that may be otherwise in another unit.
    """

    hits: tuple[Hit, ...]
    mentions: tuple[tuple[int, int, str], ...]
    read: tuple[Hit, ...]
    used: frozenset[Reading | Label]
    hidden: frozenset[tuple[Label, str]]
    by_unit: bool


def resolve(hits: Iterable[Hit], unit: str | None = None) -> Resolved:
    """Return the mentions among hits of one text. What rows say of other units than this one does not hold.

    1. A row that says `nothing`, or `no` and a kind, takes away what lies within its words, save what was read from a
       longer phrase, or from a phrase as long by a row for some units only.
    2. Of names and population groups, the same words mention what the most special row says: one with a context
       before one without and before labels; of those with a context, the one with the longest phrase.
    3. Names exclude one another: what lies inside a longer one, or begins inside an earlier one, is none. What lies
       inside a name is no topic either.
    4. Topics of one kind exclude one another in the same way; topics of different kinds do not.

    A row of which a part is quoted is not excluded by 3 and 4 where its phrase is at least as long as the other's
    words, for it was written in view of them. A unit that can be mentioned does not mention itself.

    Args:
        hits: the hits, in any order.
        unit: the path of the unit whose text it is, or None.
    """
    anywhere = list(hits)
    ordered = sorted((hit for hit in anywhere if hit.entry.units is None or unit in hit.entry.units), key=_order)
    by_unit = any(hit.entry.units is not None for hit in anywhere)
    if len(ordered) == 1 and ordered[0].entry.names:
        return _resolved(ordered, ordered, (), unit, by_unit=by_unit)
    left, blocking = _unblocked(ordered)
    left = _most_special(left)
    names = _longest([hit for hit in left if hit.entry.kind in NAMES])
    mentions = list(names)
    topics: dict[str, list[Hit]] = {}
    for hit in left:
        if hit.entry.kind not in NAMES and not any(_inside(hit, name) and not _knows(hit, name) for name in names):
            topics.setdefault(hit.entry.kind, []).append(hit)
    for group in topics.values():
        mentions += _longest(group)
    return _resolved(ordered, mentions, blocking, unit, by_unit=by_unit)


def _resolved(
    hits: Sequence[Hit], mentions: Sequence[Hit], blocking: Sequence[Entry], unit: str | None, *, by_unit: bool
) -> Resolved:
    used: set[Reading | Label] = {entry.origin for entry in blocking}
    hidden: dict[Label, str] = {}
    for hit in hits:
        if isinstance(hit.entry.origin, Label):
            by = _hidden_by(hit, mentions)
            if by is None:
                used.add(hit.entry.origin)
            else:
                hidden[hit.entry.origin] = by
    mentions = [hit for hit in mentions if hit.entry.names != unit]
    used |= {hit.entry.origin for hit in mentions}
    spans = sorted({(hit.start, hit.end, hit.entry.names) for hit in mentions})
    found_hidden = frozenset((label, by) for label, by in hidden.items() if label not in used)
    return Resolved(tuple(hits), tuple(spans), tuple(mentions), frozenset(used), found_hidden, by_unit)


def _hidden_by(hit: Hit, mentions: Sequence[Hit]) -> str | None:
    """Return the thing whose name hides a hit: a longer one of the same kind, where the hit's own is not mentioned."""
    over = [each for each in mentions if each.start < hit.end and hit.start < each.end]
    if any(each.entry.names == hit.entry.names for each in over):
        return None
    return next((each.entry.names for each in over if each.entry.kind == hit.entry.kind), None)


def _order(hit: Hit) -> tuple[int, int, str, int]:
    return hit.start, -hit.end, hit.entry.names, -hit.length


def _unblocked(hits: Sequence[Hit]) -> tuple[list[Hit], list[Entry]]:
    """Return the hits that name something and are not taken away, and the entries that took others away."""
    blocks = [hit for hit in hits if hit.entry.blocks]
    left, blocking = [], []
    for hit in hits:
        if hit.entry.names:
            taking = [block.entry for block in blocks if _takes(block, hit)]
            blocking += taking
            if not taking:
                left.append(hit)
    return left, blocking


def _takes(block: Hit, hit: Hit) -> bool:
    """Tell whether a row without a mention takes a hit away."""
    return (
        hit.entry.kind in block.entry.blocks
        and block.start <= hit.start
        and hit.end <= block.end
        and (hit.length, hit.entry.units is not None) <= (block.length, block.entry.units is not None)
    )


def _most_special(hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits without those whose words a more special hit reads as other people or another body."""
    best: dict[tuple[int, int], tuple[bool, int, bool]] = {}
    for hit in hits:
        if hit.entry.kind in WHO:
            best[hit.start, hit.end] = max(best.get((hit.start, hit.end), _rank(hit)), _rank(hit))
    return [hit for hit in hits if hit.entry.kind not in WHO or _rank(hit) == best[hit.start, hit.end]]


def _rank(hit: Hit) -> tuple[bool, int, bool]:
    in_units = hit.entry.units is not None
    return hit.entry.in_context or in_units, hit.length, in_units


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    """Return the first hits, of these the longest, and those that know of the others; hits come in order."""
    kept: list[Hit] = []
    for hit in hits:
        if not any(_overlap(hit, other) and not _knows(hit, other) for other in kept):
            kept.append(hit)
    return kept


def _overlap(hit: Hit, other: Hit) -> bool:
    """Tell whether the words of two hits overlap and are not the same."""
    return (hit.start, hit.end) != (other.start, other.end) and hit.start < other.end and other.start < hit.end


def _inside(hit: Hit, other: Hit) -> bool:
    """Tell whether the words of a hit are a part of another's."""
    return other.start <= hit.start and hit.end <= other.end and (hit.start, hit.end) != (other.start, other.end)


def _knows(hit: Hit, other: Hit) -> bool:
    """Tell whether a hit was read in view of another."""
    return hit.entry.in_context and hit.length >= other.end - other.start
