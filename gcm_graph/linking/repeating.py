"""Find the rows of the lexicon that say only what names say already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from gcm_graph.linking.entries import Entry
from gcm_graph.linking.errors import LexiconTableError
from gcm_graph.linking.forms import key
from gcm_graph.linking.lexicon import Lexicon, compose
from gcm_graph.linking.places import place
from gcm_graph.linking.readings import Reading

_HINT = "Take the row out: names are read as they are, and what stands twice is corrected once."


def repeated(lexicon: Lexicon) -> Iterator[LexiconTableError]:
    """Return an error for each row without which the lexicon would say the same.

    Such a row gives one name of a thing to this very thing. A pattern, which stands for several phrases, may do so.

    Args:
        lexicon: the lexicon.
    """
    named = _things_by_name(lexicon)
    for reading in lexicon.readings:
        if len(reading.phrases) > 1 or reading.units is not None or reading.in_context:
            continue
        words, path = reading.phrases[0].text, reading.names
        if path is not None and named[key(words)] == {path} and _is_idle(reading, lexicon):
            file, line = place(path, words)
            where = file if line is None else f"{file}:{line}"
            message = f"{words!r} is a name of {path} already ({where})"
            yield LexiconTableError.at(reading.row, "phrase", message, hint=_HINT)


def _things_by_name(lexicon: Lexicon) -> Mapping[str, set[str | None]]:
    """Return which things have which names, by the keys of these; also of names that rows have taken over."""
    named: defaultdict[str, set[str | None]] = defaultdict(set)
    for thing in lexicon.things.values():
        for words in thing.forms:
            named[key(words)].add(thing.path)
    return named


def _is_idle(reading: Reading, lexicon: Lexicon) -> bool:
    """Tell whether the lexicon says the same without a row: also of the variants, for which rows go before names."""
    without = compose(lexicon.things, [other for other in lexicon.readings if other is not reading])
    return _says(without.entries) == _says(lexicon.entries)


def _says(entries: Mapping[str, tuple[Entry, ...]]) -> Mapping[str, set[tuple[object, ...]]]:
    return {
        form: {(each.names, each.blocks, each.start, each.end, each.units, each.in_context) for each in says}
        for form, says in entries.items()
    }
