"""Hold records that are wrong as people get them wrong against the profile, and count those that it catches."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gcm_graph import resources
from gcm_graph.errors import GcmError
from gcm_graph.namespaces import iri
from gcm_graph.validation import read_rdf, validate

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "records"
TABLE = "expected.csv"


@dataclass(frozen=True, slots=True)
class Expected:
    """A file of the corpus, and what a reader expects the profile to say of it.

    Attributes:
        file: its name, below the folder of the corpus.
        wrong: whether it holds something that its author did not mean.
        findings: each rule that it breaks, with its severity; or the code of the error that it gives, with "error".
        meant: what its author meant; of a file that is right, what is unusual in it.
        reason: why no rule can see what is wrong, where nothing is expected of a wrong file; else empty.
    """

    file: str
    wrong: bool
    findings: frozenset[tuple[str, str]]
    meant: str
    reason: str


def read_expected(folder: Path = FOLDER) -> Sequence[Expected]:
    """Return the rows of the table beside the files of the corpus, in its order."""
    with (folder / TABLE).open(encoding="utf-8", newline="") as table:
        return tuple(_row(row) for row in csv.DictReader(table))


def _row(row: Mapping[str, str]) -> Expected:
    findings = frozenset(zip(row["expected"].split(), row["severity"].split(), strict=True))
    return Expected(row["file"], row["record"] == "wrong", findings, row["meant"], row["reason"])


def findings_of(file: Path) -> frozenset[tuple[str, str]]:
    """Return what `gcm validate --shapes profile` says of a file: each rule that it breaks, and with which severity.

    Where the file cannot be read as RDF, that is the code of the error, with "error" for the severity.
    """
    context = (resources.ontology_folder() / "gcm.context.jsonld").read_bytes()
    shapes = (resources.shapes_folder() / "profile.ttl").read_bytes()
    try:
        report = validate(read_rdf(file, contexts={iri("context.jsonld"): context}), shapes)
    except GcmError as error:
        return frozenset({(error.code, "error")})
    return frozenset((result.message.partition(":")[0], str(result.severity)) for result in report.results)


def count_caught(folder: Path = FOLDER) -> tuple[int, int]:
    """Return how many wrong files give a finding or an error, and how many there are in all."""
    wrong = [expected for expected in read_expected(folder) if expected.wrong]
    return sum(1 for expected in wrong if findings_of(folder / expected.file)), len(wrong)
