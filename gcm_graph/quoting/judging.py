"""Say of one quotation what is so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from gcm_graph.quoting.aligning import Pairs, align
from gcm_graph.quoting.attributing import Units, cited, is_off_page
from gcm_graph.quoting.citing import DraftCitation
from gcm_graph.quoting.comparing import Sort, WordDifference, compare
from gcm_graph.quoting.drafts import Draft
from gcm_graph.quoting.findings import Cited, Finding, Kind, Marking, Omission, Verdict
from gcm_graph.quoting.naming import is_title
from gcm_graph.quoting.omissions import left_out
from gcm_graph.quoting.passages import Passage
from gcm_graph.quoting.placing import best_place, segments_of
from gcm_graph.quoting.plain_words import PlainText
from gcm_graph.quoting.quotation_marks import LONGEST
from gcm_graph.quoting.readings import Reading, Witness
from gcm_graph.quoting.running_text import SEED, RunningText
from gcm_graph.quoting.telling import flat, tell, tell_omission
from gcm_graph.quoting.words import Role, Word, split_words
from gcm_graph.units import Unit

FEWEST = 8
"""How many words a quotation has at least that nobody attributes to the Compact."""

_SMALL_WORDS = 4
_SMALL_WORD = 4
_MOST_NAMED = 5
_MARKS_ALONE = frozenset({Sort.CAPITALS, Sort.PUNCTUATION, Sort.HYPHENS})


class Judge:
    """Compares the quotations of a draft with the Compact."""

    def __init__(
        self,
        draft: Draft,
        plain: PlainText,
        compact: RunningText,
        units: Units,
        readings: Callable[[], Sequence[Reading]],
    ) -> None:
        self._draft = draft
        self._plain = plain
        self._compact = compact
        self._units = units
        self._load_readings = readings
        self._alignments: dict[tuple[tuple[str, Role], ...], Pairs] = {}

    @cached_property
    def _readings(self) -> Sequence[Reading]:
        return self._load_readings()

    @cached_property
    def _witnesses(self) -> tuple[Witness, ...]:
        return tuple(sorted({witness for reading in self._readings for witness in reading.witnesses}))

    def is_evident(self, passage: Passage) -> bool:
        """Tell whether a passage is from the Compact by its words alone.

        It has at least eight words, three quarters of them stand in one place of the Compact in the same order, and at
        least four of these have four letters or more and begin with a small letter there: names of treaties alone are
        no quotation.
        """
        words = self._words(passage)
        return words is not None and self._is_evident(words, self.aligned(words))

    def aligned(self, words: Sequence[Word]) -> Pairs:
        """Return the alignment of words that nobody attributes, remembering it."""
        key = tuple((word.key, word.role) for word in words)
        if key not in self._alignments:
            self._alignments[key] = align(words, self._compact)
        return self._alignments[key]

    def _words(self, passage: Passage) -> list[Word] | None:
        words, _ = split_words(self._plain.text, passage.inner, quoting=passage.marking is not Marking.NONE)
        return words if len(words) <= LONGEST else None

    def _is_evident(self, words: Sequence[Word], pairs: Pairs) -> bool:
        own = sum(word.role in {Role.WORD, Role.STEM} for word in words)
        if own < FEWEST or 4 * len(pairs) < 3 * own:
            return False
        forms = (self._compact.words[place].form for _, place in pairs)
        return sum(len(form) >= _SMALL_WORD and form[0].islower() for form in forms) >= _SMALL_WORDS

    def quotation(self, passage: Passage, tied: Sequence[DraftCitation], *, attributed: bool) -> Finding | None:
        """Return what is to be said of a passage, or None where it is no quotation from the Compact.

        Args:
            passage: the passage.
            tied: the citations that belong to it.
            attributed: whether one of them, or the parenthesis after it, says that it is from the Compact.
        """
        words = self._words(passage)
        if not words or is_title(self._plain.text[passage.inner.start : passage.inner.end]):
            return None
        cites = tuple(cited(each, self._units, self._plain.text, self._plain) for each in tied)
        wholes = [unit for each in cites for unit in each.units]
        segments = segments_of(cites, self._compact, self._units)
        pairs = align(words, self._compact, segments) if segments else self.aligned(words)
        evident = self._is_evident(words, pairs)
        own = sum(word.role in {Role.WORD, Role.STEM} for word in words)
        if not own or not (evident or attributed):
            return None
        if not evident and not self._has_place(words, pairs, own):
            if passage.marking is Marking.NONE:
                return None
            return self._elsewhere(passage, words, cites) or self._finding(passage, Verdict.NOT_IN_THE_COMPACT, cites)
        return self._compared(passage, words, pairs, cites, wholes, segments)

    def _has_place(self, words: Sequence[Word], pairs: Pairs, own: int) -> bool:
        """Tell whether two thirds of the words of a quotation stand in one place, be it in another order."""
        if len(pairs) < min(SEED, own):
            return False
        moved = sum(len(each.own) for each in compare(words, pairs, self._compact) if each.sort is Sort.ORDER)
        return 3 * (len(pairs) + moved) >= 2 * own

    def _elsewhere(self, passage: Passage, words: Sequence[Word], cites: tuple[Cited, ...]) -> Finding | None:
        """Return what is to be said of words that the Compact has not, but another source has as they are."""
        found: dict[Witness, Unit] = {}
        for witness, text in self._other_texts.items():
            pairs = align(words, text)
            if len(pairs) == len(words) and not compare(words, pairs, text):
                found[witness] = text.segments[text.segment_of[pairs[0][1]]].unit
        units = tuple(dict.fromkeys(found.values()))
        if not found:
            return None
        return self._finding(passage, Verdict.OTHER_WORDING, cites, units=units, witnesses=tuple(found))

    @cached_property
    def _other_texts(self) -> dict[Witness, RunningText]:
        whole = range(len(self._compact.segments))
        return {each: self._compact.as_read_by(each, self._readings, whole) for each in self._witnesses}

    def _compared(
        self,
        passage: Passage,
        words: Sequence[Word],
        pairs: Pairs,
        cites: tuple[Cited, ...],
        wholes: Sequence[Unit],
        segments: frozenset[int],
    ) -> Finding:
        compact = self._compact
        pairs, found, others = best_place(words, pairs, wholes, segments, compact)
        numbers = dict.fromkeys(compact.segment_of[place] for _, place in pairs)
        units = tuple(dict.fromkeys(compact.segments[number].unit for number in numbers))
        misplaced = bool(wholes) or any(each.names_units and not each.units for each in cites)
        if misplaced:
            misplaced = not all(any(self._units.is_within(unit, whole) for whole in wholes) for unit in units)
        off_page = not misplaced and is_off_page(cites, units, self._units)
        omissions = tuple(tell_omission(each, words, compact, self._plain) for each in left_out(words, pairs, compact))
        right = _right(omissions, misplaced=misplaced, off_page=off_page)
        hint = _also_in(tuple(unit for unit in others if unit not in units)) if misplaced or found else ""
        finding = self._finding(
            passage,
            right,
            cites,
            units=units,
            misplaced=misplaced,
            off_page=off_page,
            omissions=omissions,
            hint=hint,
        )
        if not found:
            return finding
        elsewhere = {witness: self._read_by(witness, words, min(numbers), max(numbers)) for witness in self._witnesses}
        same = tuple(witness for witness, others in elsewhere.items() if not others)
        if same:
            verdict = Verdict.OTHER_WORDING
        elif passage.marking is Marking.NONE and all(each.sort in _MARKS_ALONE for each in found):
            return replace(finding, hint="")
        else:
            verdict = Verdict.DIFFERS
        differences = tuple(tell(each, words, compact, self._plain, _with(each, elsewhere)) for each in found)
        return replace(finding, verdict=verdict, differences=differences, witnesses=same)

    def _read_by(
        self, witness: Witness, words: Sequence[Word], first: int, last: int
    ) -> tuple[WordDifference, ...] | None:
        """Return in what a quotation differs from another source at the same place; None where that has no reading."""
        paths = {self._compact.segments[number].unit.path for number in range(first, last + 1)}
        if not any(witness in reading.witnesses and reading.unit in paths for reading in self._readings):
            return (WordDifference(Sort.WORDS, range(len(words)), range(0)),)
        text = self._compact.as_read_by(witness, self._readings, range(first, last + 1))
        pairs = align(words, text)
        return compare(words, pairs, text) if pairs else (WordDifference(Sort.WORDS, range(len(words)), range(0)),)

    def _finding(
        self,
        passage: Passage,
        verdict: Verdict,
        cites: tuple[Cited, ...],
        *,
        units: tuple[Unit, ...] = (),
        misplaced: bool = False,
        off_page: bool = False,
        omissions: tuple[Omission, ...] = (),
        witnesses: tuple[Witness, ...] = (),
        hint: str = "",
    ) -> Finding:
        span = self._plain.original(passage.inner)
        return Finding(
            kind=Kind.QUOTATION,
            verdict=verdict,
            span=span,
            position=self._draft.position(span.start),
            words=flat(self._plain.text[passage.inner.start : passage.inner.end]),
            marking=passage.marking,
            cited=cites,
            units=units,
            misplaced=misplaced,
            off_page=off_page,
            omissions=omissions,
            witnesses=witnesses,
            hint=hint,
        )


def _right(omissions: Sequence[Omission], *, misplaced: bool, off_page: bool) -> Verdict:
    """Return the verdict on a quotation that has no other words than the Compact."""
    if misplaced:
        return Verdict.WRONG_PLACE
    if off_page:
        return Verdict.WRONG_PAGE
    if any(each.turning for each in omissions):
        return Verdict.DOUBTFUL_OMISSION
    return Verdict.WITH_OMISSIONS if omissions else Verdict.EXACT


def _also_in(units: Sequence[Unit]) -> str:
    """Return where else the very same words stand, at most five units."""
    if not units:
        return ""
    names = list(dict.fromkeys(unit.citation or unit.label for unit in units))
    more = f" and in {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f"These very words are in {', '.join(names[:_MOST_NAMED])}{more}."


def _with(
    difference: WordDifference, elsewhere: dict[Witness, tuple[WordDifference, ...] | None]
) -> tuple[Witness, ...]:
    """Return the sources that have the words of a quotation where it differs."""
    return tuple(
        witness
        for witness, others in elsewhere.items()
        if others is not None and not any(difference.meets(other) for other in others)
    )
