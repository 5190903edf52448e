"""Choose the place of a quotation where several fit: one in what is cited before all others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gcm_graph.quoting.aligning import Pairs
from gcm_graph.quoting.attributing import Units
from gcm_graph.quoting.comparing import WordDifference, compare
from gcm_graph.quoting.findings import Cited
from gcm_graph.quoting.running_text import RunningText
from gcm_graph.quoting.words import Role, Word
from gcm_graph.units import Unit

_MOST_BETWEEN = 2
"""How many words of what is cited may stand between those of a quotation, though others have them in a row."""


def segments_of(cites: Sequence[Cited], compact: RunningText, units: Units) -> frozenset[int]:
    """Return the segments that are cited, by number: those of the units, or where none is named those on the pages.

    Args:
        cites: the citations that belong to a quotation.
        compact: the words of the Compact.
        units: all units.
    """
    wholes = [unit for each in cites for unit in each.units]
    pages = [each.pages for each in cites if each.pages and not wholes]
    if not wholes and not pages:
        return frozenset()
    return frozenset(
        number
        for number, segment in enumerate(compact.segments)
        if any(units.is_within(segment.unit, whole) for whole in wholes)
        or any(each.first <= segment.unit.last_page and segment.unit.first_page <= each.last for each in pages)
    )


def best_place(
    words: Sequence[Word], pairs: Pairs, wholes: Sequence[Unit], segments: frozenset[int], compact: RunningText
) -> tuple[Pairs, tuple[WordDifference, ...], tuple[Unit, ...]]:
    """Return the alignment of a quotation with its differences, and the units that have the very same words.

    Of places with the same words one in what is cited is taken, be there two other words between; otherwise one beside
    it, otherwise one with the same capitals and punctuation (and where nothing is cited with the same first letter),
    otherwise the first.

    Args:
        words: the quotation.
        pairs: its alignment.
        wholes: the units cited for it.
        segments: the segments cited for it, by number.
        compact: the words of the Compact.
    """
    found = compare(words, pairs, compact)
    between = pairs[-1][1] - pairs[0][1] - len(words) + 1
    if (len(pairs) != len(words) or between) and any(word.role is not Role.WORD for word in words):
        return pairs, found, ()
    same = list(_same(words, compact))
    units = tuple(dict.fromkeys(_unit(candidate, compact) for candidate in same))
    fits = len(pairs) == len(words) and between <= _MOST_BETWEEN
    if (fits and compact.segment_of[pairs[0][1]] in segments) or not same:
        return pairs, found, units
    wanted = {whole.part_of for whole in wholes}
    near = [candidate for candidate in same if _unit(candidate, compact).part_of in wanted]
    if near:
        return near[0], (), units
    chosen = same[0] if found else pairs
    if not segments and not _begins_alike(words, chosen, compact):
        chosen = next((each for each in same if _begins_alike(words, each, compact)), chosen)
    return chosen, (), units


def _same(words: Sequence[Word], compact: RunningText) -> Iterator[Pairs]:
    """Yield the places that have the words of a quotation without any difference."""
    for place in compact.occurrences([word.key for word in words]):
        candidate = tuple((at, place + at) for at in range(len(words)))
        if not compare(words, candidate, compact):
            yield candidate


def _begins_alike(words: Sequence[Word], pairs: Pairs, compact: RunningText) -> bool:
    return compact.words[pairs[0][1]].form == words[0].form


def _unit(pairs: Pairs, compact: RunningText) -> Unit:
    return compact.segments[compact.segment_of[pairs[0][1]]].unit
