"""What was found in a draft: each quotation from the Compact and each citation of it, with a verdict."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from gcm_graph.quoting.comparing import Sort
from gcm_graph.quoting.drafts import Form, Position, Span
from gcm_graph.quoting.readings import Witness
from gcm_graph.units import Unit


class Verdict(StrEnum):
    """What is said of a quotation or a citation."""

    EXACT = "exact"
    WITH_OMISSIONS = "exact with omissions"
    DOUBTFUL_OMISSION = "doubtful omission"
    DIFFERS = "differs"
    OTHER_WORDING = "other wording"
    WRONG_PLACE = "wrong place"
    WRONG_PAGE = "wrong page"
    NOT_IN_THE_COMPACT = "not in the Compact"


NOTHING_TO_CORRECT = frozenset({Verdict.EXACT, Verdict.WITH_OMISSIONS})
"""The verdicts that ask for nothing."""


class Kind(StrEnum):
    """What a finding is about."""

    QUOTATION = "quotation"
    CITATION = "citation"


class Marking(StrEnum):
    """How a draft shows that words are a quotation."""

    MARKS = "quotation marks"
    BLOCK = "block quotation"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words with a few around them.

    Attributes:
        before: the words before.
        words: the words; empty where nothing stands there.
        after: the words after.
    """

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One place in which a quotation differs from the Compact.

    Attributes:
        sort: in what it differs.
        here: the words of the draft.
        span: where they stand in the draft's text.
        compact: the words of the Compact.
        unit: the unit in which these stand, or None where the Compact has no place for the words of the draft.
        unit_span: where they stand in the unit's text; None in the line that introduces its parts.
        witnesses: the sources that have the words of the draft.
    """

    sort: Sort
    here: Excerpt
    span: Span
    compact: Excerpt
    unit: Unit | None
    unit_span: Span | None
    witnesses: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True)
class OmittedPart:
    """What an omission leaves out of one unit.

    Attributes:
        unit: the unit.
        span: where the words stand in the unit's text; None in the line that introduces its parts.
        words: the words.
    """

    unit: Unit
    span: Span | None
    words: str


@dataclass(frozen=True, slots=True)
class Omission:
    """What a quotation leaves out at one place.

    Attributes:
        here: the mark of omission, or the words in brackets that stand for others.
        span: where it stands in the draft's text.
        is_marked: whether it is a mark of omission.
        parts: what it leaves out, in the units where the quotation stops and goes on.
        between: how many units it leaves out as a whole.
        turning: the words left out without which the rest may say something else.
    """

    here: str
    span: Span
    is_marked: bool
    parts: tuple[OmittedPart, ...]
    between: int
    turning: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CitedPages:
    """The pages that a citation gives.

    Attributes:
        words: as the draft has them.
        span: where.
        first: the first.
        last: the last.
        are_right: whether the words that are cited stand on them.
    """

    words: str
    span: Span
    first: int
    last: int
    are_right: bool


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation that belongs to a finding.

    Attributes:
        words: as the draft has it.
        span: where.
        units: the units that it names, of those that there are.
        names_units: whether it names any; pages alone name none.
        pages: the pages that it gives, or None.
    """

    words: str
    span: Span
    units: tuple[Unit, ...]
    names_units: bool = True
    pages: CitedPages | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A quotation or a citation, and what is to be said of it.

    Attributes:
        kind: which of the two.
        verdict: what is said.
        span: where it stands in the draft's text, without quotation marks.
        position: the same as line and column.
        words: what stands there in the draft.
        marking: how the draft shows that it is a quotation.
        cited: the citations that go with it; of a citation itself.
        units: the units whose words it has, in the order of the Compact; of a citation those that it names.
        misplaced: whether the words stand elsewhere than cited.
        off_page: whether they stand on other pages than cited.
        differences: in what it differs.
        omissions: what it leaves out where it says so.
        witnesses: of `OTHER_WORDING` the sources that have it so.
        hint: what there is instead of what is cited, or where else the words stand.
    """

    kind: Kind
    verdict: Verdict
    span: Span
    position: Position
    words: str
    marking: Marking = Marking.NONE
    cited: tuple[Cited, ...] = ()
    units: tuple[Unit, ...] = ()
    misplaced: bool = False
    off_page: bool = False
    differences: tuple[Difference, ...] = ()
    omissions: tuple[Omission, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """All findings of a draft.

    Attributes:
        name: how the user called it.
        form: what kind of file it is.
        findings: in the order of the draft; with those that are exact.
    """

    name: str
    form: Form
    findings: tuple[Finding, ...]

    @property
    def is_clean(self) -> bool:
        """Whether nothing is to be corrected."""
        return all(finding.verdict in NOTHING_TO_CORRECT for finding in self.findings)

    def count(self, kind: Kind) -> Counter[Verdict]:
        """Return how many findings of a kind there are by verdict."""
        return Counter(finding.verdict for finding in self.findings if finding.kind is kind)
