"""The files of the project from which a release was made, as far as those at hand are the same, with their lines.

A line says something only about the file that was read. So no line is given of a file whose checksum is not the one
that the release states (graph `provenance`).
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from gcm_graph import resources
from gcm_graph.describing.graphs import node
from gcm_graph.explaining.released import ReleasedGraph, named
from gcm_graph.explaining.sources import Place
from gcm_graph.namespaces import slug
from gcm_graph.reading.sources import MANIFEST, SourceEntry, manifest

_MARKUP = re.compile(r"<[^>]*>|&\w+;|[#*_]+")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a curated table: where it stands, and its cells by the heading of their column."""

    place: Place
    cells: Mapping[str, str]


class ProjectFiles:
    """The files at hand, read when they are asked for.

    Args:
        graph: the release, which says of which files it was made.
    """

    def __init__(self, graph: ReleasedGraph) -> None:
        self._graph = graph
        self._texts: dict[str, str | None] = {}
        self._words: dict[str, list[str]] = {}
        self._rows: dict[str, tuple[TableRow, ...]] = {}

    @cached_property
    def sources(self) -> Mapping[str, SourceEntry]:
        """Return the source documents by name."""
        return manifest()

    def source_file(self, name: str) -> str:
        """Return the name of the file of a source document: `a-res-73-195.md`; without a file the name itself."""
        return self.sources[name].file if name in self.sources else name

    def source(self, name: str) -> Sequence[str]:
        """Return the lines of a source document; none where it is not the one of the release."""
        if name not in self.sources:
            return ()
        file = self.sources[name].file
        return self._lines(file, resources.sources_folder() / file, node(f"source/{name}"))

    def declaration(self, file: str, name: str) -> Sequence[str]:
        """Return the lines of a declaration beside the source texts; none where it is not the one of the release.

        Args:
            file: the name of the file.
            name: what the release calls it.
        """
        return self._lines(file, resources.sources_folder() / file, self._part(name))

    def find_in_source(self, name: str, words: str, *, after: int = 0) -> int | None:
        """Return the first line of a source document that has some words, its markup aside.

        Args:
            name: the name of the source document.
            words: the words.
            after: the line after which to look.
        """
        if name not in self.sources:
            return None
        if name not in self._words:
            self._words[name] = [plain_words(line) for line in self.source(name)]
        wanted = plain_words(words)
        lines = self._words[name]
        return next((n for n, line in enumerate(lines, 1) if n > after and wanted and wanted in line), None)

    def manifest_entry(self, name: str) -> Place:
        """Return where the manifest has the entry of a source document."""
        lines = self.declaration(MANIFEST, "manifest")
        return Place(MANIFEST, next((n for n, line in enumerate(lines, 1) if line.strip() == f"[{name}]"), None))

    def rows(self, folder: str, file: str) -> Sequence[TableRow]:
        """Return the rows of a curated table or a table of alignments; none where it is not the one of the release."""
        name = f"{folder}/{file}"
        if name not in self._rows:
            path = resources.ontology_folder() / folder / file
            lines = self._lines(name, path, self._part(f"{folder}-{slug(file.partition('.')[0])}"))
            self._rows[name] = tuple(_rows(name, lines))
        return self._rows[name]

    def turtle(self, file: str) -> Sequence[str]:
        """Return the lines of a vocabulary; none where it is not the one of the release."""
        path = resources.ontology_folder() / "vocab" / file
        return self._lines(f"vocab/{file}", path, self._part(f"vocab-{slug(path.stem)}"))

    def declared(self) -> frozenset[str]:
        """Return what the release calls the files of which it states a checksum, source texts aside."""
        prefix = self._part("").value
        entities = self._graph.subjects("rdf:type", named("prov:Entity"))
        return frozenset(one.value.removeprefix(prefix) for one in entities if one.value.startswith(prefix))

    def is_as_released(self, name: str, content: bytes) -> bool:
        """Tell whether a declared file has the checksum that the release states of the entity with a name."""
        return self._checksum(self._part(name)) == hashlib.sha256(content).hexdigest()

    def _lines(self, name: str, path: Path, entity: NamedNode) -> list[str]:
        if name not in self._texts:
            content = path.read_bytes() if path.is_file() else b""
            same = hashlib.sha256(content).hexdigest() == self._checksum(entity)
            self._texts[name] = content.decode("utf-8-sig") if same else None
        text = self._texts[name]
        return [] if text is None else text.split("\n")

    def _checksum(self, entity: NamedNode) -> str | None:
        checksum = self._graph.value(entity, "spdx:checksum")
        value = None if checksum is None else self._graph.value(checksum, "spdx:checksumValue")
        return value.value if isinstance(value, Literal) else None

    def _part(self, name: str) -> NamedNode:
        return NamedNode(f"{node(f'dataset/{self._graph.version}').value}#{name}")


def plain_words(text: str) -> str:
    """Return words without markup, white space collapsed, so that a line of Markdown can be compared with a text."""
    return " ".join(_MARKUP.sub("", text).split())


def _rows(name: str, lines: Sequence[str]) -> list[TableRow]:
    """Return the rows of a table with commas, or with tabs after comment lines as SSSOM has them."""
    tabs = name.endswith(".tsv")
    skipped = next((n for n, line in enumerate(lines) if not (tabs and line.startswith("#"))), 0)
    text = "\n".join(lines[skipped:])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if tabs else ",")
    headings = next(reader, [])
    rows, line = [], reader.line_num + 1
    for cells in reader:
        if cells:
            rows.append(TableRow(Place(name, skipped + line), dict(zip(headings, cells, strict=False))))
        line = reader.line_num + 1
    return rows
