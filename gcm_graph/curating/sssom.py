"""Read a SSSOM/TSV file: a metadata block in YAML behind `#`, and a row for each mapping, cells between tabs.

Follows "The SSSOM/TSV serialisation format" of the Simple Standard for Sharing Ontological Mappings
(https://w3id.org/sssom/), in its embedded mode. Of YAML it reads what such a block needs: maps, sequences, and scalars
that are plain or in double quotes.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from gcm_graph.curating.table import Row
from gcm_graph.errors import CuratedTableError, SourceMissingError
from gcm_graph.namespaces import PREFIXES

Yaml: TypeAlias = "str | list[Yaml] | dict[str, Yaml]"

BUILT_IN: Mapping[str, str] = MappingProxyType(
    {prefix: PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs", "semapv", "skos", "sssom", "xsd")}
    | {"linkml": "https://w3id.org/linkml/"}
)
"""The prefixes that every SSSOM/TSV file has without declaring them."""

_KEY = re.compile(r"([A-Za-z_][A-Za-z0-9_]*):(?:\s+(\S.*))?")
_PLAIN = re.compile(r"(?![\"'&*!|>%@`\[\]{},#?:-])(?!.*(?::\s|\s#)).*[^:]")
_CURIE = re.compile(r"([A-Za-z_][A-Za-z0-9_.-]*):(?!//)[^\s<>\"{}|\\^`]*")
_DECLARE = "Declare the prefix in curie_map, at the head of the file."
_HINT = "Correct the file. docs/explanation/alignments.md says what it holds."
_NAMESPACE = re.compile(r"https?://[^\s<>\"{}|\\^`]+[/#]")


@dataclass(frozen=True, slots=True)
class MappingRow(Row):
    """One mapping of a SSSOM/TSV file; its line is counted from the beginning of the metadata block."""

    def error(self, column: str | None, message: str, *, hint: str = "") -> CuratedTableError:
        """Return the error that something is wrong in this row, with a hint to where mappings are explained.

        Args:
            column: the slot, or None where the row as a whole is meant.
            message: what is wrong.
            hint: what to do next.
        """
        return Row.error(self, column, message, hint=hint or _HINT)


@dataclass(frozen=True, slots=True)
class SssomTable:
    """A SSSOM/TSV file as read.

    Attributes:
        file: its name.
        metadata: the slots of the mapping set, without the map of prefixes.
        prefixes: namespaces by prefix, the built-in ones included.
        rows: the mappings.
    """

    file: str
    metadata: Mapping[str, Yaml]
    prefixes: Mapping[str, str]
    rows: tuple[Row, ...]

    def text(self, slot: str) -> str:
        """Return a slot of the mapping set that holds one string.

        Raises:
            CuratedTableError: the slot is missing, or holds something else.
        """
        value = self.metadata.get(slot)
        if not isinstance(value, str):
            raise CuratedTableError(f"the metadata block must give {slot!r}, once", file=self.file, hint=_HINT)
        return value

    def iri(self, row: Row, column: str, curie: str) -> str:
        """Return the IRI of a prefixed name (a CURIE) that stands in a row.

        Raises:
            CuratedTableError: it is none, or its prefix is not declared.
        """
        fault = self._fault(curie)
        if fault:
            raise row.error(column, fault, hint=_DECLARE)
        return self._expanded(curie)

    def expand(self, curie: str) -> str:
        """Return the IRI of a prefixed name (a CURIE) that stands in the metadata block.

        Raises:
            CuratedTableError: it is none, or its prefix is not declared.
        """
        fault = self._fault(curie)
        if fault:
            raise CuratedTableError(fault, file=self.file, hint=_DECLARE)
        return self._expanded(curie)

    def _fault(self, curie: str) -> str | None:
        match = _CURIE.fullmatch(curie)
        if match is None:
            return f"{curie!r} is no prefixed name such as 'skos:exactMatch'"
        return None if match[1] in self.prefixes else f"the prefix of {curie!r} is not declared"

    def _expanded(self, curie: str) -> str:
        prefix, _, local = curie.partition(":")
        return self.prefixes[prefix] + local


def read_sssom(file: Path, columns: tuple[str, ...]) -> SssomTable:
    """Return a SSSOM/TSV file that has some mappings and exactly the columns given, in that order.

    Args:
        file: the file.
        columns: the slots of a mapping that the file gives.

    Raises:
        SourceMissingError: the file cannot be read.
        CuratedTableError: it is not such a file.
    """
    lines = _lines(file)
    block = [line for line in lines if line.startswith("#")]
    first = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    if first < len(block):
        late = next(number for number, line in enumerate(lines) if number > first and line.startswith("#"))
        raise CuratedTableError(
            "the metadata block must stand before all rows", file=file.name, line=late + 1, hint=_HINT
        )
    metadata = _metadata(file.name, block)
    prefixes = _prefixes(file.name, metadata.pop("curie_map", None))
    return SssomTable(file.name, metadata, prefixes, _rows(file.name, lines[first:], first, columns))


def _lines(file: Path) -> list[str]:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise SourceMissingError(f"the file cannot be read ({error.strerror})", file=file.name) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CuratedTableError("the file is not UTF-8 text", file=file.name, line=line, hint=_HINT) from error
    if text.startswith("\ufeff"):
        raise CuratedTableError(
            "the file begins with a byte order mark, which SSSOM forbids", file=file.name, line=1, hint=_HINT
        )
    return text.splitlines()


def _rows(file: str, lines: list[str], before: int, columns: tuple[str, ...]) -> tuple[Row, ...]:
    reader = csv.reader(lines, delimiter="\t", strict=True)
    rows: list[Row] = []
    try:
        headings = next(reader, [])
        if headings != list(columns):
            message = f"the headings must be {' '.join(columns)!r}, separated by tabs, not {' '.join(headings)!r}"
            raise CuratedTableError(message, file=file, line=before + 1, hint=_HINT)
        for cells in reader:
            line = before + len(rows) + 2
            if before + reader.line_num != line or any("\t" in cell for cell in cells):
                raise CuratedTableError("a cell holds a line break or a tab", file=file, line=line, hint=_HINT)
            if len(cells) != len(columns):
                message = f"the row has {len(cells)} cells instead of {len(columns)}"
                raise CuratedTableError(message, file=file, line=line, hint=_HINT)
            rows.append(MappingRow(file, line, {key: cell.strip() for key, cell in zip(columns, cells, strict=True)}))
    except csv.Error as error:
        line = before + reader.line_num
        raise CuratedTableError(
            f"the line is not tab-separated text: {error}", file=file, line=line, hint=_HINT
        ) from error
    if not rows:
        raise CuratedTableError("the file has no mappings", file=file, hint=_HINT)
    return tuple(rows)


def _prefixes(file: str, declared: Yaml | None) -> Mapping[str, str]:
    if not isinstance(declared, dict):
        raise CuratedTableError("the metadata block must give 'curie_map', a map of prefixes", file=file, hint=_HINT)
    prefixes = dict(BUILT_IN)
    for prefix, namespace in declared.items():
        if not isinstance(namespace, str) or not _NAMESPACE.fullmatch(namespace):
            message = f"the namespace of {prefix!r} in curie_map is no IRI that ends with '/' or '#'"
            raise CuratedTableError(message, file=file, hint=_HINT)
        if namespace != {**PREFIXES, **BUILT_IN}.get(prefix, namespace):
            message = f"{prefix!r} stands for another namespace everywhere else than {namespace}"
            raise CuratedTableError(message, file=file, hint=_HINT)
        prefixes[prefix] = namespace
    return prefixes


class _Block:
    """The lines of a metadata block that are still to be read, each with its number and indentation."""

    def __init__(self, file: str, lines: list[str]) -> None:
        self._file = file
        bare = [(number, line[1:]) for number, line in enumerate(lines, 1)]
        self.lines = [(number, len(line) - len(line.lstrip(" ")), line.strip()) for number, line in bare]

    def error(self, message: str) -> CuratedTableError:
        """Return the error that something is wrong in the line that comes next."""
        return CuratedTableError(message, file=self._file, line=self.lines[0][0] if self.lines else None, hint=_HINT)

    def node(self, indent: int) -> Yaml:
        """Read a map or sequence whose lines have an indentation, and what stands deeper."""
        return self._sequence(indent) if self.lines[0][2].startswith("- ") else self._map(indent)

    def _sequence(self, indent: int) -> list[Yaml]:
        items: list[Yaml] = []
        while self.lines and self.lines[0][1] == indent and self.lines[0][2].startswith("- "):
            number, _, text = self.lines[0]
            text = text.removeprefix("- ").strip()
            if _KEY.fullmatch(text):
                self.lines[0] = (number, indent + 2, text)
                items.append(self._map(indent + 2))
            else:
                items.append(self._scalar(text))
                del self.lines[0]
        return items

    def _map(self, indent: int) -> dict[str, Yaml]:
        entries: dict[str, Yaml] = {}
        while self.lines and self.lines[0][1] == indent:
            match = _KEY.fullmatch(self.lines[0][2])
            if match is None:
                raise self.error("the line of the metadata block is not 'slot: value'")
            key, value = match.groups()
            if key in entries:
                raise self.error(f"{key!r} is given twice")
            if value is not None:
                entries[key] = self._scalar(value)
                del self.lines[0]
                continue
            del self.lines[0]
            if not self.lines or self.lines[0][1] <= indent:
                raise self.error(f"{key!r} has no value")
            entries[key] = self.node(self.lines[0][1])
        return entries

    def _scalar(self, text: str) -> str:
        if text.startswith('"'):
            try:
                return str(json.loads(text))
            except json.JSONDecodeError as error:
                raise self.error(f"the value {text} is not well quoted") from error
        if not _PLAIN.fullmatch(text):
            raise self.error(f"the value {text!r} must stand in double quotes")
        return text


def _metadata(file: str, lines: list[str]) -> dict[str, Yaml]:
    block = _Block(file, lines)
    if not block.lines:
        raise CuratedTableError(
            "the file has no metadata block, lines that begin with '#'", file=file, line=1, hint=_HINT
        )
    node = block.node(block.lines[0][1])
    if block.lines or not isinstance(node, dict):
        raise block.error("the line does not belong where it stands in the metadata block")
    return node
