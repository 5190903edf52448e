"""Open a source text: the manifest's checksum first, then strict decoding."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from gcm_graph import resources
from gcm_graph.errors import DeclarationError, SourceChangedError, SourceMissingError, SourceUnreadableError
from gcm_graph.reading.declarations import make_record, read_declaration

MANIFEST = "manifest.toml"
_LARGEST = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One entry of `sources/manifest.toml`: a source text and what is declared about it."""

    name: str
    file: str
    title: str
    kind: str
    origin: str
    media_type: str
    language: str
    status: str
    beyond_ascii: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source text in memory.

    Attributes:
        entry: its entry in the manifest.
        text: its characters.
        sha256: checksum of the bytes that were read, in lower-case hexadecimal.
    """

    entry: SourceEntry
    text: str
    sha256: str


def manifest(folder: Path | None = None) -> dict[str, SourceEntry]:
    """Return the entries of the manifest by source name, in the order of the file.

    Raises:
        SourceMissingError: there is no manifest.
        DeclarationError: it is not written as it must be.
    """
    declared = read_declaration(folder or resources.sources_folder(), MANIFEST)
    return {name: make_record(entry, f"[{name}]", MANIFEST, SourceEntry, name=name) for name, entry in declared.items()}


def open_source(name: str, *, folder: Path | None = None, verify: bool = True) -> SourceText:
    """Read one source text.

    Args:
        name: its name in the manifest, for example `a-res-73-195`.
        folder: where the texts and the manifest are; by default those the package travels with.
        verify: whether the bytes must have the manifest's checksum.

    Raises:
        SourceMissingError: the file is not there.
        SourceChangedError: its checksum differs from the manifest's (only with `verify`).
        SourceUnreadableError: it is empty, too large, binary, or not the UTF-8 text that was received.
    """
    folder = folder or resources.sources_folder()
    entry = manifest(folder).get(name)
    if entry is None:
        raise DeclarationError(f"there is no entry [{name}]", file=MANIFEST)
    path = folder / entry.file
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= _LARGEST else b""
    except OSError as error:
        raise SourceMissingError(f"the file cannot be read ({error.strerror})", file=entry.file) from error
    if size > _LARGEST:
        raise SourceUnreadableError(f"the file has {size} bytes; at most {_LARGEST} are read", file=entry.file)
    checksum = hashlib.sha256(data).hexdigest()
    if verify and checksum != entry.sha256:
        raise SourceChangedError(
            f"the file's SHA-256 is {checksum}, but the manifest says {entry.sha256}", file=entry.file
        )
    return SourceText(entry=entry, text=_decode(data, entry), sha256=checksum)


def _decode(data: bytes, entry: SourceEntry) -> str:
    if not data.strip():
        raise SourceUnreadableError("the file is empty", file=entry.file)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceUnreadableError("the file is not UTF-8 text", file=entry.file, line=line) from error
    for number, words in enumerate(text.split("\n"), start=1):
        for character in words:
            if not (" " <= character <= "~" or character in entry.beyond_ascii):
                raise SourceUnreadableError(
                    f"unexpected character U+{ord(character):04X}: the text was re-encoded or is not the one expected",
                    file=entry.file,
                    line=number,
                )
    return text
