"""Print all that accounts for a statement: words, places, sources; rules with premises, down to what is stated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import singledispatchmethod

from gcm_graph.explaining.files import plain_words
from gcm_graph.explaining.layout import INDENT, LONG, Layout, cut, place_words, source_words, where
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
from gcm_graph.explaining.sources import (
    Claim,
    DeclaredRepair,
    DeclaredSuspicion,
    Passage,
    PrintedPassage,
    Quotation,
    ReadBy,
    Source,
)

_LONGEST_VALUE = 2 * LONG
_BEFORE_A_MARK = 12
"""How many characters before a footnote mark tell whether a repair touches it."""
_DEEPEST = 8
"""How many rules are printed below one another."""


def printed(explanations: Sequence[Explanation], layout: Layout) -> str:
    """Return all that accounts for some statements, as lines for a terminal."""
    printer = _Printer(layout)
    return "\n\n".join("\n".join(printer.explanation(one, 0)) for one in explanations) + "\n"


class _Printer:
    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._lines = layout.lines

    def explanation(self, explanation: Explanation, depth: int) -> Iterator[str]:
        """Return the statement and, one step further in, what accounts for it."""
        statement = explanation.statement
        graph = f"graph {statement.graph}" if statement.graph else "not published"
        value = cut(written(statement.object), _LONGEST_VALUE)
        said = f"{written(statement.subject)} {prefixed(statement.predicate.value)} {value} ({graph})"
        yield from (self._layout.lines if depth else self._layout.bold)(said, depth, hanging=2 * INDENT)
        yield from self._origin(explanation.origin, depth + 1)

    @singledispatchmethod
    def _origin(self, origin: Origin, depth: int) -> Iterator[str]:
        raise NotImplementedError(type(origin), depth)

    @_origin.register
    def _(self, origin: FromText, depth: int) -> Iterator[str]:
        if origin.quotations:
            yield from self._quotations(origin.quotations, depth)
        else:
            yield from self._source(origin.passage, depth)
            yield from self._repairs(origin.passage.repairs, depth)
            yield from self._suspicions(origin.passage.suspicions, depth)

    @_origin.register
    def _(self, origin: FromSource, depth: int) -> Iterator[str]:
        yield from self._lines(f'"{origin.words}"', depth)
        yield from self._lines(f"{origin.document.title}, {place_words(origin.place)}", depth)

    @_origin.register
    def _(self, origin: FromPassages, depth: int) -> Iterator[str]:
        for passage in origin.passages:
            yield from self._printed(passage, depth)

    @_origin.register
    def _(self, origin: FromWords, depth: int) -> Iterator[str]:
        yield from self._quotations(origin.quotations, depth)

    @_origin.register
    def _(self, origin: FromClaims, depth: int) -> Iterator[str]:
        for claim in origin.claims:
            yield from self._claim(claim, f"claimed{f' ({claim.standing})' if claim.standing else ''}", depth)
        for claim in origin.rejected:
            yield from self._claim(claim, f"rejected: {written(claim.value)}", depth)

    @_origin.register
    def _(self, origin: FromTable, depth: int) -> Iterator[str]:
        yield from self._lines(place_words(origin.place), depth)
        yield from self._lines(origin.row, depth, hanging=2 * INDENT)
        if origin.quotations:
            yield from self._quotations(origin.quotations, depth)
        else:
            yield from self._sources(origin.sources, depth)

    @_origin.register
    def _(self, origin: FromVariant, depth: int) -> Iterator[str]:
        yield from self._layout.quoted(origin.passage.unit.text, origin.start, origin.end, depth)
        yield from self._lines(where(origin.passage), depth)
        for reading in origin.witnesses:
            yield from self._lines(f"{reading.passage.document}:", depth)
            yield from self._printed(reading.passage, depth + 1, (reading.start, reading.end))

    @_origin.register
    def _(self, origin: FromDeclaration, depth: int) -> Iterator[str]:
        yield from self._lines(f"declared in {place_words(origin.place)}", depth)
        if origin.sources:
            yield from self._lines("sources of the concept or term, which need not have these words:", depth)
        yield from self._sources(origin.sources, depth + 1)

    @_origin.register
    def _(self, origin: FromMapping, depth: int) -> Iterator[str]:
        said = f"{prefixed(origin.subject)} {origin.predicate} {prefixed(origin.object)}"
        yield from self._lines(f"mapping {said}", depth, hanging=2 * INDENT)
        yield from self._lines(
            f"{origin.justification}, confidence {origin.confidence}, {place_words(origin.place)}", depth
        )
        if origin.comment:
            yield from self._lines(origin.comment, depth)
        yield from self._sources(origin.sources, depth)

    @_origin.register
    def _(self, origin: FromActivity, depth: int) -> Iterator[str]:
        yield from self._lines(f"{origin.what} ({origin.activity}: {origin.software})", depth)
        if origin.place:
            yield from self._lines(place_words(origin.place), depth)
        elif origin.used:
            yield from self._lines(f"from {cut(', '.join(origin.used), _LONGEST_VALUE)}", depth)

    @_origin.register
    def _(self, origin: FromRule, depth: int) -> Iterator[str]:
        clause = f": {origin.clause}" if depth == 1 else ""
        yield from self._lines(f"follows by the rule {origin.rule}{clause}", depth, hanging=2 * INDENT)
        if origin.axiom:
            place = "" if origin.declared is None else f" ({place_words(origin.declared.place)})"
            yield from self._lines(f"axiom {origin.axiom}{place}", depth, hanging=2 * INDENT)
        if depth > 2 * _DEEPEST:  # a premise stands two steps further in than its conclusion
            yield from self._lines("from premises that are not shown here: ask for this statement by itself", depth)
            return
        for premise in origin.premises:
            first, *rest = self.explanation(premise, depth + 1)
            yield f"{' ' * (INDENT * depth)}- {first.lstrip()}"
            yield from rest

    def _quotations(self, quotations: Sequence[Quotation], depth: int) -> Iterator[str]:
        for quotation in quotations:
            yield from self._layout.quoted(quotation.passage.unit.text, quotation.start, quotation.end, depth)
            yield from self._lines(where(quotation.passage), depth)
            for each in quotation.read_by:
                yield from self._lines(_read_by(each), depth, hanging=2 * INDENT)
            yield from self._repairs(_touching(quotation), depth)
            yield from self._suspicions(_suspected(quotation), depth)

    def _claim(self, claim: Claim, how: str, depth: int) -> Iterator[str]:
        yield from self._lines(f"{how}, {place_words(claim.place)}" if claim.place else how, depth)
        yield from self._sources(claim.sources, depth + 1)
        for passage in claim.passages:
            yield from self._printed(passage, depth + 1, _span(passage.text, claim.printed_as))
        for label, words in (("reason", claim.reason), ("note", claim.note), ("printed as", claim.printed_as)):
            if words:
                yield from self._lines(f"{label}: {words}", depth + 1)

    def _sources(self, sources: Sequence[Source], depth: int) -> Iterator[str]:
        for source in sources:
            yield from self._source(source, depth)

    def _source(self, source: Source, depth: int) -> Iterator[str]:
        if isinstance(source, PrintedPassage):
            yield from self._printed(source, depth)
            return
        if isinstance(source, Passage):
            yield from self._lines(f'"{cut(source.unit.text, LONG)}"', depth)
        yield from self._lines(source_words(source), depth, hanging=2 * INDENT)

    def _printed(self, passage: PrintedPassage, depth: int, span: tuple[int, int] | None = None) -> Iterator[str]:
        """Return the words of a passage, those of a span marked, and where it stands."""
        if span is None:
            yield from self._lines(f'"{passage.text}"', depth)
        else:
            yield from self._layout.quoted(passage.text, *span, depth)
        yield from self._lines(source_words(passage), depth)
        yield from self._repairs(passage.repairs, depth)

    def _suspicions(self, suspicions: Sequence[DeclaredSuspicion], depth: int) -> Iterator[str]:
        for each in suspicions:
            words = f'may be damaged, left as found: "{each.found}" ({place_words(each.place)}). '
            yield from self._lines(f"{words}{each.why}", depth, hanging=2 * INDENT)

    def _repairs(self, repairs: Sequence[DeclaredRepair], depth: int) -> Iterator[str]:
        for repair in repairs:
            words = f'repaired: found "{repair.found}", read as "{repair.repaired}" ({place_words(repair.place)}). '
            yield from self._lines(
                f"{words}{repair.why} Confirmed by: {repair.confirmed_by}", depth, hanging=2 * INDENT
            )


def _touching(quotation: Quotation) -> list[DeclaredRepair]:
    """Return the repairs that touch quoted words; of a footnote mark, those that touch the words before it."""
    passage, start = quotation.passage, quotation.start
    words = quotation.words or passage.unit.text[max(0, start - _BEFORE_A_MARK) : start]
    return [repair for repair in passage.repairs if words in plain_words(repair.repaired)]


def _suspected(quotation: Quotation) -> list[DeclaredSuspicion]:
    """Return the words that look damaged and have words in common with a quotation."""
    passage = quotation.passage
    return [
        each
        for each in passage.suspicions
        if (start := passage.unit.text.find(each.found)) < quotation.end and quotation.start < start + len(each.found)
    ]


def _read_by(each: ReadBy) -> str:
    """Return in words what made some words a mention."""
    words = cut(each.words, _LONGEST_VALUE)
    what = f'the row "{words}"' if each.is_row else f'the name "{words}" of {each.names}'
    return f"read by {what}, {place_words(each.place)}"


def _span(text: str, words: str | None) -> tuple[int, int] | None:
    """Return where words stand in a text, or None where they do not."""
    start = text.find(words) if words else -1
    return (start, start + len(words)) if words and start >= 0 else None
