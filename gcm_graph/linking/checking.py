"""Check the lexicon: things without a name, names of several things, rows and names that find nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from gcm_graph.errors import SourceError
from gcm_graph.linking.entries import Entry, Label
from gcm_graph.linking.errors import (
    LexiconTableError,
    NeverMatchesError,
    NotMentionedError,
    SharedFormError,
    UnnamedThingError,
)
from gcm_graph.linking.kinds import WHO, kind
from gcm_graph.linking.labels import CONCEPTS, Thing, unnamed
from gcm_graph.linking.places import place
from gcm_graph.linking.readings import Reading

_HIDDEN = (
    "Write a row for each of the two things, with the longer name as the phrase, into a table of ontology/lexicon; "
    "or take the shorter name out."
)


def refuse_unnamed(things: Iterable[Thing]) -> None:
    """Check that everything that can be mentioned has an English label.

    Raises:
        UnnamedThingError: something has none.
    """
    for thing in unnamed(things):
        file, line = place(thing.path)
        raise UnnamedThingError(f"{thing.path} has no English label", file=file, line=line)


def refuse_shared(entries: Mapping[str, Sequence[Entry]]) -> None:
    """Check that no words are the name of two things without a row that says which of them is meant.

    Args:
        entries: what each form of the lexicon says, by its key.

    Raises:
        SharedFormError: some words are.
        LexiconTableError: by two rows the same words name two bodies, or a body and people.
    """
    for error in shared(entries):
        raise error


def shared(entries: Mapping[str, Sequence[Entry]]) -> Iterator[SourceError]:
    """Return an error for each two names, or rows, that give the same words to things that exclude one another.

    Args:
        entries: what each form of the lexicon says, by its key.
    """
    seen: set[frozenset[Label | Reading]] = set()
    for form, says in entries.items():
        if len(says) == 1:
            continue
        settled: set[str] = set().union(*(entry.blocks for entry in says if entry.units is None))
        for number, second in enumerate(says):
            for first in says[:number]:
                pair = frozenset({first.origin, second.origin})
                if pair in seen or settled & {first.kind, second.kind}:
                    continue
                error = _shared(form, first, second)
                if error is not None:
                    seen.add(pair)
                    yield error


def _shared(form: str, first: Entry, second: Entry) -> SourceError | None:
    """Return the error that two entries of one form cannot both hold, or None if they can."""
    one, other = first.origin, second.origin
    if isinstance(one, Label) and isinstance(other, Label):
        return _shared_names(form, one, other) if one.thing != other.thing else None
    if isinstance(one, Label) or isinstance(other, Label) or (first.start, first.end) != (second.start, second.end):
        return None
    line, phrase = f"{one.row.file}, line {one.row.line}", one.row.cells["phrase"]
    if (first.names, first.blocks, first.units) == (second.names, second.blocks, second.units):
        return LexiconTableError.at(other.row, "phrase", f"{line}, says the same of {phrase!r} already")
    if {first.kind, second.kind} <= WHO and first.kind != second.kind and _meet(first, second):
        message = f"{phrase!r} is {first.names} by {line}: the same words are one of the two"
        return LexiconTableError.at(other.row, "names", message)
    return None


def _shared_names(form: str, first: Label, second: Label) -> SharedFormError:
    # A principle is named by the text itself; the other name can be mended.
    if kind(second.thing.path) == "principle":
        first, second = second, first
    (file, line), (other, at) = place(second.thing.path, second.words), place(first.thing.path, first.words)
    where = f"{other}:{at}" if at is not None else other
    message = (
        f"{form.lower()!r} is {second.thing.path} by {second.words!r}, "
        f"and {first.thing.path} by {first.words!r} ({where})"
    )
    return SharedFormError(message, file=file, line=line)


def useless(
    readings: Iterable[Reading],
    labels: Iterable[Label],
    used: Collection[Reading | Label],
    hidden: Mapping[Label, str],
) -> Iterator[NeverMatchesError]:
    """Return an error for each row that comes to nothing, and for each further name that never matches.

    A name that stands only in longer names of its own thing, or of things of another kind, is left in peace: it is
    right, and found where it stands alone. In longer names of other things of its kind it is lost, and what the text
    says of its thing with it: either those names are none, or a row says that both things are meant.

    Args:
        readings: the rows of the lexicon.
        labels: the names that no row has taken over.
        used: the rows that found a mention or took one away, and the names that stand in the text.
        hidden: the names that stand within names of other things of their kind, with one of these things.
    """
    for reading in readings:
        if reading not in used:
            what = "names nothing" if reading.names else "takes no mention away"
            message = f"the row {what} in the text ({reading.row.cells['phrase']!r})"
            yield NeverMatchesError(message, file=reading.row.file, line=reading.row.line)
    for label in labels:
        if label not in used and label.words != label.thing.name and _named_in_text(label.thing):
            file, line = place(label.thing.path, label.words)
            where = f"only within longer names, of {hidden[label]}," if label in hidden else "nowhere"
            message = f"{label.words!r}, a name of {label.thing.path}, stands {where} in the text"
            hint = _HIDDEN if label in hidden else NeverMatchesError.hint
            yield NeverMatchesError(message, file=file, line=line, hint=hint)


def unmentioned(things: Iterable[Thing], mentioned: Collection[str]) -> Iterator[NotMentionedError]:
    """Return an error for each thing that the text is said to name and of which there is no mention.

    Args:
        things: the things of the lexicon.
        mentioned: the paths of the things that are mentioned.
    """
    for thing in things:
        if thing.path not in mentioned and _named_in_text(thing):
            file, line = place(thing.path, thing.name)
            yield NotMentionedError(f"no unit mentions {thing.path}", file=file, line=line)


def _named_in_text(thing: Thing) -> bool:
    """Tell whether a unit is said to name a thing; not a source document only, or nothing."""
    if not thing.named_in:
        return kind(thing.path) in CONCEPTS
    return any(not path.startswith(("source/", "reference/")) for path in thing.named_in)


def _meet(first: Entry, second: Entry) -> bool:
    """Tell whether two entries hold in one unit with the same weight; a row for some units outweighs a general one."""
    if first.units is None or second.units is None:
        return first.units is second.units
    return bool(first.units & second.units)
