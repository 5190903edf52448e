"""Write the page that says how good the graph is: what is defined, asked, found in the text, caught and answered.

The mentions that the program finds in the units of the gold samples (tests/gold) are held against those that readers
found there; what takes minutes to measure is taken from the pages that other scripts write. Run it with the project's
Python after changing the ontology, the questions, the lexicon or the text, and after those scripts:
.venv/bin/python docs/generate_quality.py
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Sequence
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
GOLD = PAGES.parents[1] / "tests" / "gold"


def page(document: Document, samples: Sequence[Sample], mentions: Sequence[Mention]) -> str:
    """Return the page."""
    texts = {unit.path: unit.text for unit in document.provisions}

    def words(mention: Mention) -> str:
        return f'`{mention.unit}` "{texts[mention.unit][mention.start : mention.end]}" ({mention.names})'

    lines = [_INTRODUCTION, *_defined(), *_questions(), *_faults(), *_SAMPLES]
    for sample in samples:
        comparison = compare(sample, mentions)
        lines += [f"### The {sample.name} sample", "", f"{sample.title}.", "", *_table(comparison), ""]
        lines += _listed("Expected and not found", comparison.missed, words)
        lines += _listed("Found and not expected", comparison.spurious, words)
    return "\n".join([*lines, *_taken_over("conformance.md", _CONFORMANCE), _PERFORMANCE])


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


def _faults() -> list[str]:
    """Return how many wrong records are caught: a test holds the table against the profile."""
    with (GOLD.parent / "records" / "expected.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    wrong = {row["file"] for row in rows if not row["file"].startswith("right/")}
    caught = {row["file"] for row in rows if row["expected"]} & wrong
    right = {row["file"] for row in rows} - wrong
    return [_FAULTS.format(wrong=len(wrong), caught=len(caught), right=len(right))]


def _taken_over(page: str, section: str) -> list[str]:
    """Return a section with what another page says in sum: its last line."""
    found = (PAGES / page).read_text(encoding="utf-8")
    return [section.format(total=found.rstrip("\n").rpartition("\n")[2])]


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

Of {wrong} records that are wrong as people get them wrong, the profile catches {caught}; of {right} that are right
though unusual, it complains of none. `.venv/bin/python -m pytest tests/test_records.py` tries them all, and
[the table](../tests/records/expected.csv) says of each what is expected, and of those that are not caught why.
`.venv/bin/python -m faults` plants faults in the published graph itself.
"""

_SAMPLES = [
    """## What is found in the text

How well does the program find what the text refers to? Readers annotated two samples of the text by hand, following
[a guideline](../tests/gold/GUIDELINE.md). What the program finds in the same units is held against what they found: it
is right if it names the same thing with overlapping words. All disagreements are listed.
`.venv/bin/python docs/generate_quality.py` measures.
"""
]

_CONFORMANCE = """## Conformance of the server

`gcm serve`, held against HTTP, the SPARQL 1.1 Protocol and the Service Description by `docs/measure_conformance.py`:
**{total}**. [The matrix](reference/conformance.md) has every kind of thing and every group of cases.
"""

_PERFORMANCE = """## Performance

[Performance](performance.md) has what `benchmarks/build.py` and `benchmarks/serving.py` measured, beside other tools in
the same run.
"""


def measure() -> tuple[Document, tuple[Sample, ...], tuple[Mention, ...]]:
    """Return the text, the samples, and all mentions that the program finds."""
    document = read_resolution(open_source("a-res-73-195"))
    content = read_content(document)
    return document, read_samples(document, things(content), GOLD), content.mentions


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
