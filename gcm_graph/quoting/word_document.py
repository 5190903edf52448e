"""Read a Word document (.docx, ISO/IEC 29500-1): body, tables, text boxes, footnotes and endnotes.

The archive and its XML are read here and not by python-docx, which leaves out footnotes and inserted words. What a
tracked change has deleted is no text; what it has inserted is.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from gcm_graph.quoting.drafts import Draft, Form, Note, Position, Span
from gcm_graph.quoting.errors import BrokenDraftError, DraftFormatError, LargeDraftError

_WORD = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_UNSEEN = frozenset({"del", "moveFrom"})
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_ENCRYPTED = 1


def read_word_document(name: str, data: bytes, largest: int) -> Draft:
    """Return the words of a Word document as a draft.

    Args:
        name: how the user called the file.
        data: the file.
        largest: the most bytes to which the parts that are read may unpack, together.

    Raises:
        BrokenDraftError: it is damaged, or its XML declares a document type (ISO/IEC 29500-2, section 9.1.4).
        DraftFormatError: it is encrypted, or an archive of another kind.
        LargeDraftError: it unpacks to more than the most.
    """
    archive = _Archive(name, data, largest)
    main = archive.target("", "officeDocument")
    if main is None or not main.endswith(".xml") or "word" not in main.lower():
        raise DraftFormatError(f"{name} is an archive, but no Word document")
    words = _Words(name)
    words.read(archive.part(main), main)
    for kind in ("footnotes", "endnotes"):
        part = archive.target(main, kind)
        if part is not None and archive.has(part):
            words.read(archive.part(part), part)
    return words.draft()


class _Archive:
    """The parts of a package, unpacked up to a limit whatever their headers say."""

    def __init__(self, name: str, data: bytes, largest: int) -> None:
        self._name = name
        self._left = largest
        self._largest = largest
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise BrokenDraftError(f"{name} is no Word document, or a damaged one ({error})") from error

    def has(self, part: str) -> bool:
        return part in self._zip.NameToInfo

    def part(self, part: str) -> bytes:
        if not self.has(part):
            raise BrokenDraftError(f"{self._name} has no part {part}")
        info = self._zip.getinfo(part)
        if info.flag_bits & _ENCRYPTED:
            raise DraftFormatError(f"{self._name} is encrypted", hint="Save it without its password.")
        try:
            with self._zip.open(info) as stream:
                content = stream.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise BrokenDraftError(f"{self._name}: {part} cannot be unpacked ({error})") from error
        self._left -= len(content)
        if self._left < 0:
            raise LargeDraftError(f"{self._name} unpacks to more than {self._largest:,} bytes")
        return content

    def target(self, part: str, kind: str) -> str | None:
        """Return the part to which another one has a relationship of a kind (ISO/IEC 29500-2, section 9.3)."""
        folder, file = posixpath.split(part)
        relationships = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self.has(relationships):
            return None
        found: list[str] = []

        def start(element: str, attributes: dict[str, str]) -> None:
            if element.endswith("Relationship") and attributes.get("Type", "").endswith(f"/{kind}"):
                found.append(attributes.get("Target", ""))

        _parse(self._name, relationships, self.part(relationships), start, None, None)
        if not found:
            return None
        return posixpath.normpath(posixpath.join("/", folder, found[0])).lstrip("/")


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read."""

    words: list[str] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)
    length: int = 0
    quoted: bool = False
    goes_on: bool = False


class _Words:
    """The words of all parts, one paragraph after the other."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._text: list[str] = []
        self._length = 0
        self._line = 1
        self._blocks: list[int] = [0]
        self._positions: list[Position] = []
        self._quoted: list[Span] = []
        self._marks: list[tuple[int, str]] = []
        self._notes: dict[str, Span] = {}
        self._paragraphs: list[_Paragraph] = []
        self._unseen = 0
        self._in_words = False
        self._note: tuple[str, int] | None = None
        self._path: list[str] = []
        self._held: _Paragraph | None = None

    def read(self, content: bytes, part: str) -> None:
        """Read one part."""
        _parse(self._name, part, content, self._start, self._end, self._characters)

    def draft(self) -> Draft:
        """Return what was read."""
        notes = [Note(mark, self._notes[note]) for mark, note in self._marks if note in self._notes]
        return Draft(
            name=self._name,
            form=Form.WORD_DOCUMENT,
            text="".join(self._text),
            blocks=tuple(sorted(set(self._blocks))),
            positions=tuple(self._positions) or (Position(0, 1, 1, 1),),
            quoted=tuple(self._quoted),
            notes=tuple(sorted(notes, key=lambda note: note.mark)),
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, element = name.rpartition(" ")
        self._path.append(element)
        if namespace == _COMPATIBILITY and element == "Fallback":
            self._unseen += 1
        if namespace not in _WORD:
            return
        values = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        within = self._path[-2] if len(self._path) > 1 else ""
        if element in _UNSEEN and within != "rPr":
            self._unseen += 1
        elif element == "p":
            self._paragraphs.append(self._held or _Paragraph())
            self._held = None
        elif element in {"footnote", "endnote"} and "type" not in values:
            self._note = (f"{element} {values.get('id', '')}", self._length)
        elif self._paragraphs:
            self._within_paragraph(element, within, values)

    def _within_paragraph(self, element: str, within: str, values: dict[str, str]) -> None:
        paragraph = self._paragraphs[-1]
        if element == "pStyle":
            paragraph.quoted = "quote" in values.get("val", "").lower()
        elif element == "del" and within == "rPr" and self._path[-3:-2] == ["pPr"]:
            paragraph.goes_on = True
        elif self._unseen:
            return
        elif element == "t":
            self._in_words = True
        elif element in {"footnoteReference", "endnoteReference"}:
            paragraph.marks.append((paragraph.length, f"{element.removesuffix('Reference')} {values.get('id', '')}"))
        elif element in _CHARACTERS and within != "tabs":
            self._characters(_CHARACTERS[element], of_text=False)

    def _end(self, name: str) -> None:
        namespace, _, element = name.rpartition(" ")
        self._path.pop()
        if namespace == _COMPATIBILITY and element == "Fallback":
            self._unseen -= 1
        if namespace not in _WORD:
            return
        if element in _UNSEEN and (not self._path or self._path[-1] != "rPr"):
            self._unseen -= 1
        elif element == "t":
            self._in_words = False
        elif element == "p" and self._paragraphs:
            paragraph = self._paragraphs.pop()
            if paragraph.goes_on:
                paragraph.goes_on = False
                self._held = paragraph
            else:
                self._add(paragraph)
        elif element in {"footnote", "endnote"} and self._note:
            note, start = self._note
            self._notes.setdefault(note, Span(start, self._length))
            self._note = None
        elif element in {"body", "footnotes", "endnotes"} and self._held:
            self._add(self._held)
            self._held = None

    def _characters(self, words: str, *, of_text: bool = True) -> None:
        if self._paragraphs and (self._in_words or not of_text):
            self._paragraphs[-1].words.append(words)
            self._paragraphs[-1].length += len(words)

    def _add(self, paragraph: _Paragraph) -> None:
        words = "".join(paragraph.words)
        number = (self._positions[-1].paragraph or 0) + 1 if self._positions else 1
        start = self._length
        self._marks += [(start + mark, note) for mark, note in paragraph.marks]
        if paragraph.quoted:
            joined = self._quoted and self._quoted[-1].end == start
            first = self._quoted.pop().start if joined else start
            self._quoted.append(Span(first, start + len(words) + 1))
        at = start
        for line in words.split("\n"):
            self._positions.append(Position(at, self._line, 1, number))
            self._line += 1
            at += len(line) + 1
        self._text.append(f"{words}\n")
        self._length += len(words) + 1
        self._blocks.append(self._length)


def _parse(name: str, part: str, content: bytes, start: object, end: object, characters: object) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start  # type: ignore[assignment]
    parser.EndElementHandler = end  # type: ignore[assignment]
    parser.CharacterDataHandler = characters  # type: ignore[assignment]

    def refuse(*_: object) -> NoReturn:
        raise BrokenDraftError(f"{name}: {part} declares a document type, which no Word document does")

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat takes no keywords
    except expat.ExpatError as error:
        raise BrokenDraftError(f"{name}: {part} is no well-formed XML ({error})") from error
