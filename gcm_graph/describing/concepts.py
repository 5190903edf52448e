"""The concepts of the graph `vocabulary`: the SKOS files of `ontology/vocab`, checked before anything is stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from gcm_graph import namespaces, resources
from gcm_graph.describing.graphs import term
from gcm_graph.errors import SourceError, SourceMissingError

if TYPE_CHECKING:
    from gcm_graph.describing.graphs import NamedGraph

_IN_SCHEME = term("skos:inScheme")
_SCHEME = term("skos:ConceptScheme")
_LABELS = (term("skos:prefLabel"), term("skos:altLabel"), term("skos:hiddenLabel"))


class VocabularyError(SourceError):
    """A vocabulary file is not Turtle, or states something about a thing without a name."""

    code = "vocabulary-file"
    hint = "Correct the file; the others in ontology/vocab show how one is written."


class SharedLabelError(SourceError):
    """Two concepts of a scheme share a label, or one concept has a label twice."""

    code = "vocabulary-label"
    hint = "Within a scheme a label names one concept. Take it from one of the two, or make them one concept."


@dataclass(frozen=True, slots=True)
class _Label:
    """A label, and where it was read."""

    file: Path
    concept: NamedNode
    words: Literal

    @property
    def key(self) -> tuple[str | None, str]:
        """Return by what labels are compared: their language, and their words in any case."""
        return self.words.language, self.words.value.casefold()


VOCABULARIES = ("pledges.ttl", "populations.ttl", "provision-kinds.ttl", "stages.ttl", "stakeholders.ttl", "themes.ttl")
"""The files that must be there: without one of them a whole scheme would be lost."""


def describe_concepts(graph: NamedGraph, folder: Path | None = None) -> None:
    """State what the vocabulary files state: concept schemes and their concepts.

    Args:
        graph: the graph `vocabulary`.
        folder: the folder of the files `*.ttl`; by default the package's own.

    Raises:
        SourceMissingError: there is no vocabulary file, or one cannot be read.
        VocabularyError: a file is not Turtle, or has a blank node.
        SharedLabelError: two concepts of a scheme share a label (SKOS Reference, S13, asks it of one concept only).
    """
    required = VOCABULARIES if folder is None else ()
    folder = folder or resources.ontology_folder() / "vocab"
    files = {file: _read(file) for file in sorted({*folder.glob("*.ttl"), *(folder / name for name in required)})}
    if not files:
        raise SourceMissingError("the folder has no vocabulary (*.ttl)", file=folder.name)
    for name in required:
        if not any(quad.object == _SCHEME for quad in files[folder / name]):
            raise VocabularyError("the file describes no skos:ConceptScheme", file=name)
    _refuse_shared_labels(files)
    for quads in files.values():
        graph.extend(quads)


def concept_paths(graph: NamedGraph) -> frozenset[str]:
    """Return the paths of the concepts that a graph describes."""
    concepts = (quad.subject for quad in graph if quad.predicate == _IN_SCHEME)
    return frozenset(_path(concept) for concept in concepts if isinstance(concept, NamedNode))


def _read(file: Path) -> list[Quad]:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise SourceMissingError(f"the vocabulary cannot be read ({error.strerror})", file=file.name) from error
    try:
        quads = list(parse(content, format=RdfFormat.TURTLE))
    except SyntaxError as error:
        # The message begins with the place: "Parser error at line 3 between columns 1 and 4: A dot is expected".
        place, _, what = error.msg.partition(": ")
        raise VocabularyError(f"not Turtle: {what or place}", file=file.name, line=error.lineno) from error
    for quad in quads:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            message = f"a blank node ([ … ], ( … ) or _:name) stands with {quad.predicate.value}"
            raise VocabularyError(message, file=file.name, hint="Give the thing an IRI under the base.")
    return quads


def _refuse_shared_labels(files: dict[Path, list[Quad]]) -> None:
    """Raise an error for the first label that a scheme has twice, in the order of the files.

    A concept's own labels are compared with one another too: `skos:prefLabel` and `skos:altLabel` are disjoint.
    """
    schemes: dict[NamedNode, list[NamedNode]] = {}
    for quad in _all(files.values()):
        if quad.predicate == _IN_SCHEME and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            schemes.setdefault(quad.subject, []).append(quad.object)
    seen: dict[tuple[NamedNode, str | None, str], _Label] = {}
    for label in _labels(files):
        for scheme in schemes.get(label.concept, []):
            first = seen.setdefault((scheme, *label.key), label)
            if first is not label:
                raise _shared(first, label)


def _all(groups: Iterable[list[Quad]]) -> Iterator[Quad]:
    for quads in groups:
        yield from quads


def _labels(files: dict[Path, list[Quad]]) -> Iterator[_Label]:
    for file, quads in files.items():
        for quad in quads:
            if quad.predicate in _LABELS and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                yield _Label(file, quad.subject, quad.object)


def _shared(first: _Label, second: _Label) -> SharedLabelError:
    words = f'"{second.words.value}"@{second.words.language}'
    if first.concept == second.concept:
        message = f"{_path(second.concept)} has the label {words} twice"
    else:
        message = f"{_path(second.concept)} has the label {words}, which {_path(first.concept)} has already"
    return SharedLabelError(message, file=second.file.name, line=_line(second))


def _path(concept: NamedNode) -> str:
    return concept.value.removeprefix(namespaces.BASE)


def _line(label: _Label) -> int | None:
    """Return the last line, counted from 1, on which the label is written in the description of its concept.

    A parser does not say where a triple stood, so the line is searched for: from the line that begins with the
    concept to the empty line after it. A label written with escapes is placed on the first of these lines; a concept
    written with a prefix is not found.
    """
    lines = label.file.read_text(encoding="utf-8").splitlines()
    begins = (f"<{_path(label.concept)}>", f"<{label.concept.value}>")
    start = next((number for number, line in enumerate(lines) if line.startswith(begins)), None)
    if start is None:
        return None
    written = f'"{label.words.value}"@{label.words.language}'
    found = None
    for number, line in enumerate(lines[start:], start=start + 1):
        if not line.strip():
            break
        if written in line:
            found = number
    return found or start + 1
