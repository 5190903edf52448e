"""Bring labels and readings together: what each form of words can mention, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from gcm_graph.linking.checking import refuse_shared, refuse_unnamed
from gcm_graph.linking.coverage import units_covered
from gcm_graph.linking.entries import Entry, Label
from gcm_graph.linking.forms import key, other_number, possessive
from gcm_graph.linking.kinds import kind
from gcm_graph.linking.labels import Declared, Thing, things
from gcm_graph.linking.readings import Reading, read_rows, reading

_Entries = list[tuple[str, Entry]]
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All forms of words by which something is mentioned.

    Attributes:
        things: all things that can be mentioned, by path.
        readings: the rows of the tables.
        labels: the forms of names that no row has taken over.
        entries: what each form says, by its key.
    """

    things: Mapping[str, Thing]
    readings: tuple[Reading, ...]
    labels: tuple[Label, ...]
    entries: Mapping[str, tuple[Entry, ...]]


def read_lexicon(content: Declared, folder: Path | None = None) -> Lexicon:
    """Return the lexicon.

    Args:
        content: the document, whose units rows cite, the concepts, and what the curated tables hold.
        folder: where the tables stand; by default the package's own.

    Raises:
        SourceMissingError: a table is not there, or cannot be read.
        LexiconTableError: a table is not as it must be.
        UnnamedThingError: a thing has no English label.
        SharedFormError: two things have the same name, and no row says which the words mean.
    """
    known = things(content)
    refuse_unnamed(known.values())
    covered = units_covered(content.document)
    readings = tuple(reading(row, known, covered) for row in read_rows(folder))
    lexicon = compose(known, readings)
    refuse_shared(lexicon.entries)
    return lexicon


def compose(known: Mapping[str, Thing], readings: Sequence[Reading]) -> Lexicon:
    """Return the lexicon of some things and rows.

    A phrase that a row gives to a thing, everywhere and whole, says only what rows say: names with the same words
    fall away.

    Args:
        known: all things that can be mentioned, by path.
        readings: the rows.
    """
    phrases = [(key(phrase.text), phrase, row) for row in readings for phrase in row.phrases]
    said = {form for form, _, row in phrases if _general(row)}
    names = [(key(words), Label(thing, words)) for thing in known.values() for words in thing.forms]
    labels = [(form, label) for form, label in names if form not in said]
    forms = _Forms()
    for form, phrase, row in phrases:
        forms.add(form, _entry(row, phrase.start, phrase.end))
    for form, label in labels:
        forms.add(form, _entry(label, 0, len(form)))
    forms.vary()
    return Lexicon(known, tuple(readings), tuple(label for _, label in labels), forms.sorted())


def _general(row: Reading) -> bool:
    """Tell whether a row gives its whole phrase to a thing everywhere."""
    return row.names is not None and row.units is None and not row.in_context


def _entry(origin: Reading | Label, start: int, end: int) -> Entry:
    """Return what a row or label says of a form, with the place of the quoted words in it."""
    if isinstance(origin, Label):
        path = origin.thing.path
        return Entry(path, kind(path), _NOTHING, start, end, None, in_context=False, origin=origin)
    path = origin.names or ""
    of = kind(path)
    return Entry(path, of, origin.blocks, start, end, origin.units, in_context=origin.in_context, origin=origin)


class _Forms:
    """The forms of a lexicon while they are collected.

    A form gets a regular variant only where its words are nobody's form or variant. Rows for some units and rows
    without a mention stand beside what others say of the same words, and leave it to the resolution of overlaps.
    """

    def __init__(self) -> None:
        self._entries: defaultdict[str, list[Entry]] = defaultdict(list)

    def add(self, form: str, entry: Entry) -> None:
        """Add an entry of a form, given by its key, unless its row or label has one already."""
        says = self._entries[form]
        if all(other.origin is not entry.origin for other in says):
            says.append(entry)

    def vary(self) -> None:
        """Add the variants: all possessives before other numbers, those of rows before those of labels."""
        rows, labels, beside = self._whole()
        taken = {form for form, _ in rows} | {form for form, _ in labels}
        for group in (rows, labels):
            taken |= self._vary([(possessive(form), entry) for form, entry in group], taken)
        self._vary([(possessive(form), entry) for form, entry in beside], frozenset())
        for group in (rows, labels, beside):
            others = [(other_number(form), entry) for form, entry in group]
            others = [(form, entry) for form, entry in others if form not in taken]
            taken |= self._vary([*others, *((possessive(form), entry) for form, entry in others)], taken)

    def _whole(self) -> tuple[_Entries, _Entries, _Entries]:
        """Return the entries that quote their whole form: of rows that claim it, of labels, and of other rows."""
        rows, labels, beside = [], [], []
        for form, says in self._entries.items():
            for entry in says:
                if isinstance(entry.origin, Label):
                    labels.append((form, entry))
                elif _general(entry.origin):
                    rows.append((form, entry))
                elif not entry.in_context:
                    beside.append((form, entry))
        return rows, labels, beside

    def _vary(self, variants: _Entries, taken: AbstractSet[str]) -> set[str]:
        """Add variants that are not taken; return their forms."""
        added = set()
        for form, entry in variants:
            if form not in taken:
                added.add(form)
                self.add(form, _entry(entry.origin, 0, len(form)))
        return added

    def sorted(self) -> dict[str, tuple[Entry, ...]]:
        """Return what each form says, in the order of the forms."""
        return {form: tuple(self._entries[form]) for form in sorted(self._entries)}
