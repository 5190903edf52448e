"""Read a draft from a file or from standard input, and refuse what cannot be checked."""

from __future__ import annotations

import codecs
import re
import sys
from pathlib import Path

from gcm_graph.quoting.drafts import Draft, Form
from gcm_graph.quoting.errors import (
    DraftEncodingError,
    DraftFormatError,
    DraftUnreadableError,
    EmptyDraftError,
    LargeDraftError,
)
from gcm_graph.quoting.markdown import read_markdown
from gcm_graph.quoting.plain_text import read_plain_text
from gcm_graph.quoting.web_page import declared_encoding, read_web_page
from gcm_graph.quoting.word_document import read_word_document

LARGEST = 20_000_000
"""The most bytes that a draft may have; of a Word document also the most that its text may unpack to."""

_FORMS = {
    ".txt": Form.TEXT,
    ".text": Form.TEXT,
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
    ".html": Form.WEB_PAGE,
    ".htm": Form.WEB_PAGE,
    ".xhtml": Form.WEB_PAGE,
    ".docx": Form.WORD_DOCUMENT,
}
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"%PDF-", "a PDF"),
    (rb"{\rtf", "in Rich Text Format"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
)
_PDF_HINT = "Convert it to text first, for example with: pdftotext draft.pdf draft.txt (a scanned one needs OCR)."
_WEB_PAGE = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_BEGINNING = 2000
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def read_draft(file: str, form: Form | None = None) -> Draft:
    """Read a draft.

    Args:
        file: its name, or `-` for standard input.
        form: what kind of file it is; by default what its name says, or else what it begins with.

    Raises:
        DraftUnreadableError: it is not there, may not be read or is a folder.
        EmptyDraftError: it has no text.
        LargeDraftError: it is larger than `LARGEST`.
        DraftFormatError: it is of a kind that is not checked.
        DraftEncodingError: its bytes are not in the encoding that it should have.
        BrokenDraftError: it is a damaged Word document.
    """
    name = "<stdin>" if file == "-" else file
    data = _bytes(file, name)
    if not data:
        raise EmptyDraftError(f"{name} is empty")
    form = form or (None if file == "-" else _FORMS.get(Path(file).suffix.lower()))
    _refuse_foreign(data, name)
    if data.startswith(_ZIP) or form is Form.WORD_DOCUMENT:
        draft = read_word_document(name, data, LARGEST)
    else:
        text = _decode(data, name, form)
        form = form or _form_of(text)
        readers = {Form.WEB_PAGE: read_web_page, Form.MARKDOWN: read_markdown, Form.TEXT: read_plain_text}
        draft = readers[form](name, text)
    if not draft.text.strip():
        raise EmptyDraftError(f"{name} has no text")
    return draft


def _bytes(file: str, name: str) -> bytes:
    """Return the bytes of a file, and no more than tell that it is too large."""
    try:
        if file == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(file).open("rb") as stream:
                data = stream.read(LARGEST + 1)
    except IsADirectoryError as error:
        raise DraftUnreadableError(f"{name} is a folder, not a file") from error
    except FileNotFoundError as error:
        raise DraftUnreadableError(f"there is no file {name}") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise DraftUnreadableError(f"{name} cannot be read ({reason})") from error
    if len(data) > LARGEST:
        raise LargeDraftError(f"{name} has more than {LARGEST:,} bytes")
    return data


def _form_of(text: str) -> Form:
    beginning = text[:_BEGINNING].lstrip()
    return Form.WEB_PAGE if beginning.startswith("<") and _WEB_PAGE.search(beginning) else Form.TEXT


def _refuse_foreign(data: bytes, name: str) -> None:
    for begins, kind in _FOREIGN:
        if data.startswith(begins):
            raise DraftFormatError(f"{name} is {kind}", hint=_PDF_HINT if kind == "a PDF" else "")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise DraftFormatError(f"{name} is encrypted", hint="Save it without its password.")
        raise DraftFormatError(f"{name} is in the old format of Word", hint="Save it as .docx.")


def _decode(data: bytes, name: str, form: Form | None) -> str:
    """Return the text of a file with one sort of line break, in which every offset counts."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data, len(mark), encoding, name)
    if b"\x00" in data:
        raise DraftFormatError(f"{name} is a binary file: byte {data.index(0):,} is zero")
    declared = declared_encoding(data) if form in {Form.WEB_PAGE, None} else None
    return _decoded(data, 0, declared or "utf-8", name)


def _decoded(data: bytes, start: int, encoding: str, name: str) -> str:
    try:
        return data[start:].decode(encoding)
    except UnicodeDecodeError as error:
        at = start + error.start
        line = data.count(b"\n", 0, at) + 1
        byte = f"0x{data[at]:02x}" if at < len(data) else "the end"
        message = f"{name}:{line}: byte {at:,} ({byte}) is not {encoding.upper()}"
        raise DraftEncodingError(message) from error
