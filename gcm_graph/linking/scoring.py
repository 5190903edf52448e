"""Hold the mentions that are found against those that readers annotated in samples of the text."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from gcm_graph.curating.table import Row, read_table
from gcm_graph.errors import SourceError, SourceMissingError
from gcm_graph.linking.mentions import Mention
from gcm_graph.model import Document

KINDS = (
    "instrument",
    "actor",
    "mechanism",
    "principle",
    "sdg",
    "stakeholder",
    "population",
    "place",
    "observance",
    "period",
    "stage",
    "theme",
)
"""The kinds of thing that are mentioned, in the order of the tables."""

_DECLARED = "samples.toml"
_COLUMNS = ("unit", "words", "occurrence", "names", "note")


@dataclass(frozen=True, slots=True)
class Sample:
    """A gold sample: units, and the mentions that readers found in them."""

    name: str
    title: str
    units: tuple[str, ...]
    mentions: tuple[Mention, ...]

    def covers(self, unit: str) -> bool:
        """Tell whether a unit was annotated."""
        return any(unit == path or unit.startswith(f"{path}/") for path in self.units)


@dataclass(frozen=True, slots=True)
class Score:
    """How the mentions of one kind that were found agree with those of a sample.

    Attributes:
        expected: how many the sample has.
        found: how many were found.
        right: how many of these name the same thing with overlapping words.
        exact: how many of these have exactly the same words.
    """

    expected: int
    found: int
    right: int
    exact: int

    def precision(self) -> float:
        """Return which share of what was found is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    def recall(self) -> float:
        """Return which share of what is expected was found; 1 where nothing is expected."""
        return self.right / self.expected if self.expected else 1.0

    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.right / (self.expected + self.found) if self.expected + self.found else 1.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found in a sample's units, held against the sample.

    Attributes:
        pairs: mentions of the sample with the ones found that are the same.
        missed: mentions of the sample without one.
        spurious: mentions found that the sample does not have.
    """

    pairs: tuple[tuple[Mention, Mention], ...]
    missed: tuple[Mention, ...]
    spurious: tuple[Mention, ...]

    def score(self, *kinds: str) -> Score:
        """Return the score of some kinds together."""
        pairs = [pair for pair in self.pairs if pair[0].kind in kinds]
        missed = sum(mention.kind in kinds for mention in self.missed)
        spurious = sum(mention.kind in kinds for mention in self.spurious)
        return Score(
            expected=len(pairs) + missed,
            found=len(pairs) + spurious,
            right=len(pairs),
            exact=sum((one.start, one.end) == (other.start, other.end) for one, other in pairs),
        )


def read_samples(document: Document, known: Collection[str], folder: Path) -> tuple[Sample, ...]:
    """Return the gold samples.

    Args:
        document: the Compact as read.
        known: the paths of all things that can be mentioned.
        folder: where the samples stand.

    Raises:
        SourceError: a file is missing or not as it must be, or a row does not fit the text or names nothing known.
    """
    texts = {unit.path: unit.text for unit in document.provisions}
    try:
        return tuple(
            Sample(
                name=entry["name"],
                title=entry["title"],
                units=tuple(entry["units"]),
                mentions=tuple(
                    _mention(row, texts, known) for file in entry["files"] for row in read_table(folder, file, _COLUMNS)
                ),
            )
            for entry in tomllib.loads((folder / _DECLARED).read_text(encoding="utf-8"))["sample"]
        )
    except OSError as error:
        raise SourceMissingError(f"the file cannot be read ({error.strerror})", file=_DECLARED) from error
    except KeyError as error:
        raise SourceError(f"there is no {error.args[0]!r} where one is needed", file=_DECLARED) from error
    except ValueError as error:
        raise SourceError(f"the file is not TOML: {error}", file=_DECLARED) from error


def _mention(row: Row, texts: Mapping[str, str], known: Collection[str]) -> Mention:
    unit, words, names, occurrence = map(row.required, ("unit", "words", "names", "occurrence"))
    if unit not in texts:
        raise row.error("unit", f"there is no unit {unit!r}")
    if names not in known:
        raise row.error("names", f"there is no {names!r}")
    if not occurrence.isdecimal() or not int(occurrence):
        raise row.error("occurrence", f"{occurrence!r} is no number from 1 on")
    start = -1
    for _ in range(int(occurrence)):
        start = texts[unit].find(words, start + 1)
        if start < 0:
            raise row.error("words", f"{words!r} does not stand in {unit} so often")
    return Mention(unit, start, start + len(words), names)


def compare(sample: Sample, mentions: Iterable[Mention]) -> Comparison:
    """Hold what was found in a sample's units against the sample.

    Two mentions are the same if they name the same thing in the same unit with overlapping words. Each is the same as
    one other at most; exactly the same words are paired first.
    """
    found = [mention for mention in mentions if sample.covers(mention.unit)]
    left = list(sample.mentions)
    pairs: list[tuple[Mention, Mention]] = []
    for fits in (_equal, _overlapping):
        for mention in list(found):
            partner = next((one for one in left if fits(one, mention)), None)
            if partner is not None:
                pairs.append((partner, mention))
                left.remove(partner)
                found.remove(mention)
    return Comparison(tuple(pairs), tuple(left), tuple(found))


def _equal(one: Mention, other: Mention) -> bool:
    return one == other


def _overlapping(one: Mention, other: Mention) -> bool:
    return (one.unit, one.names) == (other.unit, other.names) and one.start < other.end and other.start < one.end
