"""Account for what is stated of the source documents: their entries in the manifest or in the table of documents."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from gcm_graph.describing.graphs import english, node
from gcm_graph.describing.sources import LANGUAGES, media_type
from gcm_graph.explaining.files import ProjectFiles
from gcm_graph.explaining.origins import FromTable, Statement
from gcm_graph.explaining.released import named
from gcm_graph.explaining.sources import Term
from gcm_graph.model import COMPACT, RESOLUTION
from gcm_graph.namespaces import BASE

_SOURCES = f"{BASE}source/"
_VERSIONS = f"{BASE}language-version/"
_TABLE = "language-versions.csv"

_Pair = tuple[NamedNode, Term]


class Documents:
    """The source documents, and the language versions that they embody.

    Args:
        files: the files from which the release was made.
    """

    def __init__(self, files: ProjectFiles) -> None:
        self._files = files

    def explain(self, statement: Statement) -> FromTable | None:
        """Return the entry of a source document; None where it does not say so."""
        subject = statement.subject.value
        if subject.startswith(_VERSIONS):
            return self._version(statement)
        if not subject.startswith(_SOURCES):
            return None
        name, said = subject.removeprefix(_SOURCES), (statement.predicate, statement.object)
        entry = self._files.sources.get(name)
        if entry is not None:
            expected = {
                *_document(entry.title, entry.kind, entry.origin, entry.language),
                (named("gcm:status"), entry.status),
                (named("dcterms:format"), media_type(entry.media_type).value),
                (named("gcm:embodies"), node(f"language-version/{entry.language}").value),
            }
            row = f"title: {entry.title} | kind: {entry.kind} | origin: {entry.origin}"
            place = self._files.manifest_entry(name)
            return FromTable(place, row) if _compared(*said) in expected else None
        return self._in_table(name, said)

    def _in_table(self, name: str, said: _Pair) -> FromTable | None:
        for row in self._files.rows("curated", _TABLE):
            cells = row.cells
            if cells["slug"] == name:
                expected = {
                    *_document(cells["title"], cells["kind"], cells["origin"], cells["language"]),
                    (named("gcm:status"), cells["status"]),
                }
                words = " | ".join(f"{column}: {cell}" for column, cell in cells.items() if cell)
                return FromTable(row.place, words) if _compared(*said) in expected else None
        return None

    def _version(self, statement: Statement) -> FromTable | None:
        """Return the entry of the first document that embodies a language version."""
        language = statement.subject.value.removeprefix(_VERSIONS)
        for name, entry in self._files.sources.items():
            if entry.language == language and language in LANGUAGES:
                expected = {
                    (named("rdf:type"), named("gcm:LanguageVersion").value),
                    (named("dcterms:language"), LANGUAGES[language].value),
                    *((named("gcm:realizes"), node(path).value) for path in (COMPACT, RESOLUTION)),
                }
                said = _compared(statement.predicate, statement.object)
                if said in expected or statement.predicate == named("skos:prefLabel"):
                    place = self._files.manifest_entry(name)
                    return FromTable(place, f"language: {entry.language} | status: {entry.status}")
        return None


def _document(title: str, kind: str, origin: str, language: str) -> Iterator[tuple[NamedNode, str]]:
    """Return what is stated of each document; see `gcm_graph.describing.sources`."""
    yield named("rdf:type"), named("gcm:SourceDocument").value
    yield named("skos:prefLabel"), title
    yield named("dcterms:description"), english(f"{kind[0].upper()}{kind[1:]}. From: {origin}.").value
    if language in LANGUAGES:
        yield named("dcterms:language"), LANGUAGES[language].value


def _compared(predicate: NamedNode, value: Term) -> tuple[NamedNode, str]:
    return predicate, value.value
