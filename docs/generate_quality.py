"""Measure how well mentions are found, and write the page that says so, with what was found of the server.

The mentions that the program finds in the units of the gold samples (tests/gold) are held against those that readers
found there. Run it with the project's Python after changing the lexicon or the text:
.venv/bin/python docs/generate_quality.py
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gcm_graph.curating.table import Row, read_table
from gcm_graph.dataset import read_content
from gcm_graph.errors import GcmError, SourceError, SourceMissingError
from gcm_graph.linking.labels import things
from gcm_graph.linking.mentions import Mention
from gcm_graph.model import Document
from gcm_graph.reading import open_source, read_resolution

PAGES = Path(__file__).resolve().parent / "reference"
GOLD = PAGES.parents[1] / "tests" / "gold"

_DECLARED = "samples.toml"
_COLUMNS = ("unit", "words", "occurrence", "names", "note")

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


def read_samples(document: Document, known: Collection[str], folder: Path | None = None) -> tuple[Sample, ...]:
    """Return the gold samples.

    Args:
        document: the Compact as read.
        known: the paths of all things that can be mentioned.
        folder: where the samples stand; by default `GOLD`.

    Raises:
        SourceError: a file is missing or not as it must be, or a row does not fit the text or names nothing known.
    """
    folder = folder or GOLD
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


def page(document: Document, samples: Sequence[Sample], mentions: Sequence[Mention]) -> str:
    """Return the page."""
    texts = {unit.path: unit.text for unit in document.provisions}

    def words(mention: Mention) -> str:
        return f'`{mention.unit}` "{texts[mention.unit][mention.start : mention.end]}" ({mention.names})'

    lines = [_INTRODUCTION]
    for sample in samples:
        comparison = compare(sample, mentions)
        lines += [f"## The {sample.name} sample", "", f"{sample.title}.", "", *_table(comparison), ""]
        lines += _listed("Expected and not found", comparison.missed, words)
        lines += _listed("Found and not expected", comparison.spurious, words)
    return "\n".join([*lines, *_conformance((PAGES / "conformance.md").read_text(encoding="utf-8"))])


def _conformance(found: str) -> list[str]:
    """Return what a report on the server says in sum: its last line."""
    total = found.rstrip("\n").rpartition("\n")[2]
    return [_CONFORMANCE.format(total=total)]


def _table(comparison: Comparison) -> list[str]:
    lines = [
        "| kind | expected | found | right | same words | precision | recall | F1 |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    rows = [(kind, comparison.score(kind)) for kind in KINDS] + [("all", comparison.score(*KINDS))]
    for name, score in rows:
        if score.expected or score.found:
            measures = f"{score.precision():.3f} | {score.recall():.3f} | {score.f1():.3f}"
            lines.append(f"| {name} | {score.expected} | {score.found} | {score.right} | {score.exact} | {measures} |")
    return lines


def _listed(title: str, mentions: Sequence[Mention], words: Callable[[Mention], str]) -> list[str]:
    if not mentions:
        return [f"{title}: nothing.", ""]
    return [f"{title}:", "", *(f"* {words(mention)}" for mention in sorted(mentions, key=_place)), ""]


def _place(mention: Mention) -> tuple[int, str, int, int]:
    return KINDS.index(mention.kind), mention.unit, mention.start, mention.end


_INTRODUCTION = """# Quality

This page is written by `docs/generate_quality.py`; a test checks that it is current.

How well does the program find what the text refers to? Readers annotated two samples of the text by hand, following
[a guideline](../tests/gold/GUIDELINE.md). What the program finds in the same units is held against what they found: it
is right if it names the same thing with overlapping words. All disagreements are listed.
"""


_CONFORMANCE = """## Conformance of the server

`gcm serve`, held against HTTP, the SPARQL 1.1 Protocol and the Service Description by `docs/measure_conformance.py`:
**{total}**. [The matrix](reference/conformance.md) has every kind of thing and every group of cases.
"""


def measure() -> tuple[Document, tuple[Sample, ...], tuple[Mention, ...]]:
    """Return the text, the samples, and all mentions that the program finds."""
    document = read_resolution(open_source("a-res-73-195"))
    content = read_content(document)
    return document, read_samples(document, things(content)), content.mentions


def pages() -> dict[str, str]:
    """Return the page by its name, as seen from the folder of the reference."""
    return {"../quality.md": page(*measure())}


def main() -> int:
    """Write the page; return the exit status: 1 where a sample, or what it is held against, is not as it must be."""
    try:
        written = pages()
    except GcmError as error:
        sys.stderr.write(f"error: {error.message}\n")
        return 1
    for name, content in written.items():
        (PAGES / name).write_text(content, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
