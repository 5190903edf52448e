"""Print statements shortly: one line each, with its named graph and a few words on what accounts for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import singledispatch

from gcm_graph.explaining.layout import Layout, cut, place_words
from gcm_graph.explaining.names import prefixed, written
from gcm_graph.explaining.origins import (
    Explanation,
    FromActivity,
    FromClaims,
    FromDeclaration,
    FromMapping,
    FromPassages,
    FromRule,
    FromSource,
    FromTable,
    FromText,
    FromVariant,
    FromWords,
    Origin,
)
from gcm_graph.explaining.sources import Passage, Source
from gcm_graph.terminal import plain
from gcm_graph.units import Unit

_LONGEST = 60


def summarized(explanations: Sequence[Explanation], layout: Layout) -> str:
    """Return the subject, and one line for each of the statements about it."""
    lines = layout.bold(written(explanations[0].statement.subject))
    for one in explanations:
        statement = one.statement
        said = f"{prefixed(statement.predicate.value)} {cut(written(statement.object), _LONGEST)}"
        lines.append(plain(f"  {said}  ({statement.graph}) {_few_words(one.origin)}").replace("\n", " "))
    return "\n".join(lines) + "\n"


@singledispatch
def _few_words(origin: Origin) -> str:
    """Return in a few words what accounts for a statement."""
    raise NotImplementedError(type(origin))


@_few_words.register
def _(origin: FromText) -> str:
    return f"{_unit(origin.passage.unit)}, {place_words(origin.passage.place)}"


@_few_words.register(FromSource)
@_few_words.register(FromTable)
@_few_words.register(FromDeclaration)
def _(origin: FromSource | FromTable | FromDeclaration) -> str:
    return place_words(origin.place)


@_few_words.register
def _(origin: FromPassages) -> str:
    return place_words(origin.passages[0].place)


@_few_words.register
def _(origin: FromWords) -> str:
    first, more = origin.quotations[0], len(origin.quotations) - 1
    words = f'"{cut(first.words, _LONGEST)}" in {_unit(first.passage.unit)}, {place_words(first.passage.place)}'
    return f"{words}, and {more} more" if more else words


@_few_words.register
def _(origin: FromClaims) -> str:
    sources = dict.fromkeys(_source(source) for claim in origin.claims for source in claim.sources)
    return f"claimed by {', '.join(sources)}"


@_few_words.register
def _(origin: FromVariant) -> str:
    return f"{_unit(origin.passage.unit)} and {', '.join(place_words(one.passage.place) for one in origin.witnesses)}"


@_few_words.register
def _(origin: FromMapping) -> str:
    return f"{origin.justification}, {place_words(origin.place)}"


@_few_words.register
def _(origin: FromActivity) -> str:
    return origin.what


@_few_words.register
def _(origin: FromRule) -> str:
    words = next(_words(origin), None)
    return f"{origin.rule}: {origin.axiom}" if words is None else f"{origin.rule}, from {_few_words(words)}"


def _words(origin: Origin) -> Iterator[FromWords]:
    """Yield the words of the text on which an origin rests in the end."""
    if isinstance(origin, FromWords):
        yield origin
    elif isinstance(origin, FromRule):
        for premise in origin.premises:
            yield from _words(premise.origin)


def _unit(unit: Unit) -> str:
    return unit.citation or unit.label


def _source(source: Source) -> str:
    return _unit(source.unit) if isinstance(source, Passage) else prefixed(source.iri)
