"""Write the page that says how good the graph is, and of its figures the few that matter into the README.

The mentions that the program finds in the units of the gold samples (tests/gold) are held against those that readers
found there; what takes minutes to measure is taken from the pages that other scripts write. Run it with the project's
Python after changing the ontology, the questions, the lexicon or the text, and after those scripts:
.venv/bin/python docs/generate_quality.py
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gcm_graph.competency import asked_for, competency_questions, terms
from gcm_graph.dataset import read_content
from gcm_graph.describing.concepts import describe_concepts
from gcm_graph.describing.graphs import NamedGraph
from gcm_graph.errors import GcmError
from gcm_graph.linking.labels import things
from gcm_graph.linking.mentions import Mention
from gcm_graph.linking.scoring import KINDS, Comparison, Sample, compare, read_samples
from gcm_graph.model import Document
from gcm_graph.ontology_figures import LANGUAGES, concept_figures, ontology_figures
from gcm_graph.ontology_files import ontology_source, ontology_triples
from gcm_graph.reading import open_source, read_resolution

PAGES = Path(__file__).resolve().parent / "reference"
ROOT = PAGES.parents[1]
GOLD = ROOT / "tests" / "gold"

_BEGIN, _END = "<!-- figures: written by docs/generate_quality.py -->\n", "<!-- end of figures -->"
_CAUGHT = re.compile(
    r"Of the (?P<wrong>\d+) that make the data wrong, (?P<caught>\d+) are caught: \*\*(?P<share>[\d.]+ %)\*\*\. "
    r"Of (?P<source>\d+) only the source can tell; "
    r"of the (?P<shown>\d+) that the graph itself shows to be wrong, \*\*(?P<share_shown>[\d.]+ %)\*\* are caught"
)
_BEFORE = "docs/explanation/links.md#how-good-it-is"
_AIMS = "| aim | measured |"


class NoFigureError(GcmError):
    """A page that another script writes has not the figure that is taken from it."""

    code = "docs-no-figure"
    hint = "Run the script that the page names."


@dataclass(frozen=True, slots=True)
class _Records:
    """How many wrong records there are, how many of them the profile catches, and how many right ones there are."""

    wrong: int
    caught: int
    right: int


def page(document: Document, samples: Sequence[Sample], mentions: Sequence[Mention]) -> str:
    """Return the page."""
    texts = {unit.path: unit.text for unit in document.provisions}

    def words(mention: Mention) -> str:
        return f'`{mention.unit}` "{texts[mention.unit][mention.start : mention.end]}" ({mention.names})'

    lines = [_INTRODUCTION, *_defined(), *_questions(), _faults(), *_SAMPLES]
    for sample in samples:
        comparison = compare(sample, mentions)
        lines += [f"### The {sample.name} sample", "", f"{sample.title}.", "", *_table(comparison), ""]
        lines += _listed("Expected and not found", comparison.missed, words)
        lines += _listed("Found and not expected", comparison.spurious, words)
    return "\n".join([*lines, _CONFORMANCE.format(total=_conformance()), _PERFORMANCE, *_aims(), ""])


def readme(samples: Sequence[Sample], mentions: Sequence[Mention]) -> str:
    """Return the README with the figures as they are now."""
    before, begin, rest = (ROOT / "README.md").read_text(encoding="utf-8").partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not end:
        raise NoFigureError("README.md has no place for the figures")
    rows = "".join(f"| {what} | {figure} |\n" for what, figure in _figures(samples, mentions))
    return f"{before}{begin}| what | figure |\n| --- | --- |\n{rows}{end}{after}"


def _figures(samples: Sequence[Sample], mentions: Sequence[Mention]) -> list[tuple[str, str]]:
    """Return the few figures that matter, with what they are of."""
    questions, records, planted = competency_questions(), _records(), _planted()
    unanswered = sum(question.unanswered is not None for question in questions)
    refused = sum(len(question.refused) for question in questions)
    scores = [compare(sample, mentions).score(*KINDS) for sample in samples]
    expected, right = sum(score.expected for score in scores), sum(score.right for score in scores)
    besides = sum(score.found - score.right for score in scores)
    terms_defined = sum(one.terms for one in ontology_figures(ontology_triples(ontology_source())))
    return [
        (
            "competency questions whose answers readers worked out from the text",
            f"{len(questions)}, all answered so, {unanswered} by nothing; none of {refused} near misses is returned",
        ),
        (
            "mentions that readers found in two samples of the text",
            f"{right} of {expected} found, {besides} besides; F1 by kind [before mending]({_BEFORE}) was 0.86 to 1.00",
        ),
        (
            "faults planted in the graph that make it wrong",
            "{caught} of {wrong} caught by shapes and checks; of {source} [only the source can tell]({page})".format(
                **planted, page="docs/reference/faults.md"
            ),
        ),
        (
            "records of others, wrong as people get them wrong",
            f"{records.caught} of {records.wrong} caught; none of {records.right} right ones complained of",
        ),
        ("classes and properties", f"{terms_defined}, each with definition, example and labels in three languages"),
        (
            "conformance with HTTP, the SPARQL 1.1 Protocol and the Service Description",
            f"[{_conformance()}](docs/reference/conformance.md)",
        ),
        ("speed of `gcm build`, beside rdflib, owlrl and pyshacl only", f"[{_ratio()}](docs/performance.md)"),
    ]


def _ratio() -> str:
    """Return what was measured of the build beside the tools that it does without."""
    found = next((line for line in _aims() if "rdflib, owlrl and pyshacl" in line), None)
    if found is None:
        raise NoFigureError("docs/performance.md says nothing of rdflib, owlrl and pyshacl")
    return found.strip("| ").rpartition(" | ")[2]


def _defined() -> list[str]:
    """Return how far the terms of the ontology and the concepts of the vocabularies are documented."""
    vocabulary = NamedGraph("vocabulary")
    describe_concepts(vocabulary)
    figures = [*ontology_figures(ontology_triples(ontology_source())), concept_figures(vocabulary)]
    rows = [
        f"| {one.kind} | {one.terms} | {one.defined} | {one.exemplified or '–'} | "
        + " | ".join(str(one.labelled[language]) for language in LANGUAGES)
        + " |"
        for one in figures
    ]
    return [_DEFINED, *rows, ""]


def _questions() -> list[str]:
    """Return what the competency questions ask for."""
    questions = competency_questions()
    known = terms(ontology_triples(ontology_source()))
    return [
        _QUESTIONS.format(
            questions=len(questions),
            unanswered=sum(question.unanswered is not None for question in questions),
            refused=sum(len(question.refused) for question in questions),
            asked=len(asked_for(questions) & known),
            terms=len(known),
        )
    ]


def _faults() -> str:
    """Return which of the faults that were planted are caught, in the graph and in records of others."""
    records = _records()
    return _FAULTS.format(wrong=records.wrong, caught=records.caught, right=records.right, planted=_planted())


def _records() -> _Records:
    """Return how many wrong records are caught: a test holds the table against the profile."""
    with (GOLD.parent / "records" / "expected.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    wrong = {row["file"] for row in rows if not row["file"].startswith("right/")}
    caught = {row["file"] for row in rows if row["expected"]} & wrong
    right = {row["file"] for row in rows} - wrong
    return _Records(len(wrong), len(caught), len(right))


def _planted() -> dict[str, str]:
    """Return how many planted faults make the graph wrong, and what became of them."""
    found = _CAUGHT.search((PAGES / "faults.md").read_text(encoding="utf-8"))
    if found is None:
        raise NoFigureError("docs/reference/faults.md has no share of what is caught")
    return found.groupdict()


def _conformance() -> str:
    """Return what the page about conformance says in sum: its last line."""
    return (PAGES / "conformance.md").read_text(encoding="utf-8").rstrip("\n").rpartition("\n")[2]


def _aims() -> list[str]:
    """Return the tables of docs/performance.md that hold what was measured against the aims, as one."""
    lines = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8").splitlines()
    rows: list[str] = []
    for number, line in enumerate(lines):
        if line == _AIMS:
            end = next(place for place in range(number, len(lines)) if not lines[place].startswith("|"))
            rows += lines[number + 2 : end]
    if not rows:
        raise NoFigureError("docs/performance.md has no table of aims")
    return [_AIMS, "| --- | --- |", *rows]


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

This page is written by `docs/generate_quality.py`; a test checks that it is current. Each section names the command
that gives its figures.
"""

_DEFINED = """## What is defined

Each term and concept should have one definition, and a label in each language; each term an example from real data.
The style guide is checked with every build; `.venv/bin/python docs/generate_quality.py` counts.

| kind | terms | with definition | with example | English | French | Spanish |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |"""

_QUESTIONS = """## What is answered

**{questions} competency questions** have answers that readers worked out from the text, with {refused} near misses that
must not be returned; {unanswered} of them the Compact does not answer. Their queries use {asked} of the {terms} classes
and properties. `.venv/bin/python -m pytest tests/test_competency.py` asks them all; a release states them in the graph
`queries`, and a server shows them under `/question/`.
"""

_FAULTS = """## Which faults are caught

`.venv/bin/python -m faults` plants faults in the published graph, one by one. Of the {planted[wrong]} that make it
wrong, the shapes and integrity checks catch {planted[caught]}, **{planted[share]}**: {planted[share_shown]} of those
that the graph itself shows to be wrong. Of {planted[source]} only the source can tell, such as of a slip in a
definition. [All survivors](reference/faults.md) are listed with their reasons, by operator, class and graph. The
checksum of a graph, which `gcm validate` makes anew, tells of each change that it was made.

Of {wrong} records that are wrong as people get them wrong, the profile catches {caught}; of {right} that are right
though unusual, it complains of none. `.venv/bin/python -m pytest tests/test_records.py` tries them all, and
[the table](../tests/records/expected.csv) says of each what is expected, and of those that are not caught why.
"""

_SAMPLES = [
    """## What is found in the text

How well does the program find what the text refers to? Readers annotated two samples of the text by hand, following
[a guideline](../tests/gold/GUIDELINE.md). What the program finds in the same units is held against what they found: it
is right if it names the same thing with overlapping words. All disagreements are listed.
`.venv/bin/python docs/generate_quality.py` measures.

The figures are those of a lexicon that knows both samples: each disagreement was read, and the lexicon or the guideline
mended. Before that, F1 was 0.86 to 1.00 by kind: [how good it is](explanation/links.md#how-good-it-is) has the figures,
and what second readers found in the rest of the text. Each sample was annotated by one reader, the second by another
one than the first; how far two readers agree was not measured.
"""
]

_CONFORMANCE = """## Conformance of the server

`gcm serve`, held against HTTP, the SPARQL 1.1 Protocol and the Service Description by `docs/measure_conformance.py`:
**{total}**. [The matrix](reference/conformance.md) has every kind of thing and every group of cases.
"""

_PERFORMANCE = """## Performance

[Performance](performance.md) has what `benchmarks/build.py` and `benchmarks/serving.py` measured, beside other tools in
the same run. The aims, and what became of them:
"""


def measure() -> tuple[Document, tuple[Sample, ...], tuple[Mention, ...]]:
    """Return the text, the samples, and all mentions that the program finds."""
    document = read_resolution(open_source("a-res-73-195"))
    content = read_content(document)
    return document, read_samples(document, things(content), GOLD), content.mentions


def pages() -> dict[str, str]:
    """Return the page, and the README, by their names as seen from the folder of the reference."""
    document, samples, mentions = measure()
    return {"../quality.md": page(document, samples, mentions), "../../README.md": readme(samples, mentions)}


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
