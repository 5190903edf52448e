"""Account for what is declared: the file of the ontology or vocabulary that states a triple, and the line.

A parser does not say where a triple stood, so the line is searched for: in the description of the subject, the first
line on which the value is written, from the line with the property on.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from gcm_graph import resources
from gcm_graph.explaining.files import ProjectFiles
from gcm_graph.explaining.origins import FromDeclaration, Statement
from gcm_graph.explaining.passages import Passages
from gcm_graph.explaining.released import named
from gcm_graph.explaining.sources import Place, Term
from gcm_graph.namespaces import BASE, LONGEST_FIRST, ONTOLOGY
from gcm_graph.ontology_files import MODULES, ontology_source, vocabularies

_PUBLISHED = "ontology.ttl"
_RELEASE_FILE = "gcm_graph/release.toml"
_OF_THE_RELEASE = (
    *("owl:versionIRI", "owl:versionInfo", "owl:priorVersion"),
    *("dcterms:modified", "dcterms:bibliographicCitation"),
)
"""What only a release can say of the ontology."""

_Triple = tuple[Term, NamedNode, Term]


class _File:
    """A file of Turtle, in which each description begins at the beginning of a line and ends with an empty line."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._begins: dict[str, list[int]] = {}
        for number, line in enumerate(self._lines):
            if line and not line[0].isspace():
                self._begins.setdefault(line.partition(" ")[0], []).append(number)

    def line(self, subject: Term, predicate: NamedNode, value: Term | None) -> tuple[int, int]:
        """Return how well the file fits a triple, and the line, counted from 1.

        The fit is 3 for a line with the object, within what is said with the predicate, 2 for the line of the
        predicate, 1 for the first line about the subject, and 0 where the file does not describe it.
        """
        starts = (start for form in _forms(subject) for start in self._begins.get(form, ()))
        fits = (self._in_block(start, predicate, value) for start in starts)
        return max(fits, key=lambda fit: fit[0], default=(0, 0))

    def _in_block(self, start: int, predicate: NamedNode, value: Term | None) -> tuple[int, int]:
        """Return how well one description fits a triple, and the line; see `line`."""
        properties = (" a ",) if predicate == named("rdf:type") else _forms(predicate)
        best, within = (1, start + 1), False
        for number, line in enumerate(self._lines[start:], start=start + 1):
            if not line.strip():
                break
            if any(form in line for form in properties):
                within = True
                best = max(best, (2, number), key=lambda fit: fit[0])
            elif line.startswith("  ") and not line.startswith("    "):
                within = False
            if within and value is not None and _stands_in(value, line):
                return 3, number
        return best


class Declarations:
    """What the files of the ontology and the vocabularies declare.

    Args:
        release: the folder of the release.
        files: the files from which the release was made.
        passages: the units and publications that are sources.
    """

    def __init__(self, release: Path, files: ProjectFiles, passages: Passages) -> None:
        self._release = release
        self._files = files
        self._passages = passages
        self._parsed: dict[str, frozenset[_Triple]] = {}

    def explain(self, statement: Statement) -> FromDeclaration | None:
        """Return which file declares a statement, and where; None where no file does."""
        place = self._place(statement.subject, statement.predicate, statement.object)
        return None if place is None else FromDeclaration(place, self._passages.sources_of(statement.subject))

    def search(self, subject: NamedNode, predicate: NamedNode, value: Term | None) -> Place | None:
        """Return the line that looks most like a triple, among the descriptions of its subject, or None.

        Args:
            subject: the subject.
            predicate: the predicate.
            value: the object, or None where it has no name.
        """
        found = ((file.line(subject, predicate, value), name) for name, file in self._files_by_line.items())
        (score, line), name = max(found, key=lambda one: one[0][0])
        return Place(name, line) if score else None

    def _place(self, subject: Term, predicate: NamedNode, value: Term) -> Place | None:
        """Return where a triple is declared; of several files in the first."""
        for name, file in self._files_by_line.items():
            score, line = file.line(subject, predicate, value)
            if score and (subject, predicate, value) in self._triples(name):
                return Place(name, line)
        if subject == NamedNode(ONTOLOGY) and predicate in map(named, _OF_THE_RELEASE):
            return Place(_RELEASE_FILE, 1)
        return None

    @cached_property
    def _texts(self) -> dict[str, str]:
        """Return the modules and vocabularies by name, and the release's own file where they are not those of it."""
        folder = resources.ontology_folder()
        modules = self._files.is_as_released("ontology", ontology_source())
        texts = {name: _read(folder / name) for name in MODULES} if modules else {}
        for file in vocabularies():
            texts[f"vocab/{file.name}"] = "\n".join(self._files.turtle(file.name))
        if not modules or not all(texts.values()):
            texts[_PUBLISHED] = _read(self._release / _PUBLISHED)
        return texts

    @cached_property
    def _files_by_line(self) -> dict[str, _File]:
        return {name: _File(text) for name, text in self._texts.items()}

    def _triples(self, name: str) -> frozenset[_Triple]:
        """Return the triples of a file that have no blank node for subject."""
        if name not in self._parsed:
            quads = parse(self._texts[name], format=RdfFormat.TURTLE)
            self._parsed[name] = frozenset(
                (quad.subject, quad.predicate, quad.object)
                for quad in quads
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal | BlankNode)
            )
        return self._parsed[name]


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _forms(term: Term) -> tuple[str, ...]:
    """Return how a term may be written in our Turtle."""
    if isinstance(term, Literal):
        return (str(term), term.value) if not term.language and "#string" not in term.datatype.value else (str(term),)
    if isinstance(term, BlankNode):
        return ("[", "(")
    short = [
        f"{prefix}:{term.value.removeprefix(namespace)}"
        for namespace, prefix in LONGEST_FIRST
        if term.value.startswith(namespace)
    ]
    return (f"<{term.value}>", f"<{term.value.removeprefix(BASE)}>", *short)


def _stands_in(value: Term, line: str) -> bool:
    """Tell whether a value is written on a line, not as the beginning of a longer name."""
    for form in _forms(value):
        at = line.find(form)
        while at >= 0:
            after = line[at + len(form) : at + len(form) + 1]
            if form[-1:] in '>"' or not (after.isalnum() or after in {"-", "_", "/"}):
                return True
            at = line.find(form, at + 1)
    return False
