"""Every error that the user of gcm-graph can meet: what happened, where, and what to do next.

An error class is one sentence about what the user did or asked. Its `code` is the anchor of its section in
docs/reference/errors.md.
"""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class ExitStatus(IntEnum):
    """What the exit status of every `gcm` command means."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    FAILURE = 3


class GcmError(Exception):
    """The base of all errors that are reported without a traceback.

    Args:
        message: what happened and where, as one sentence.
        hint: what the user can do next.
    """

    code: ClassVar[str] = "gcm-error"
    status: ClassVar[ExitStatus] = ExitStatus.FAILURE
    hint: str = ""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint or type(self).hint

    def __str__(self) -> str:
        return self.message

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions are pickled by calling the class with its message, but leaves of this one take other arguments.
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[GcmError], arguments: tuple[object, ...], attributes: dict[str, object]) -> GcmError:
    """Return an error as it was in the process from which it came."""
    error = kind.__new__(kind)
    error.args = arguments
    error.__dict__.update(attributes)
    return error


class SourceError(GcmError):
    """Something is wrong with a source text.

    Args:
        message: what is wrong.
        file: name of the source file.
        line: line in it, counted from 1, or None where the whole file is meant.
        citation: the provision being read, for example `27(b)`, or None.
        hint: what to do next.
    """

    code = "source-error"
    status = ExitStatus.FINDINGS
    hint = "Restore the file from the repository, or correct it and try again."

    def __init__(
        self, message: str, *, file: str, line: int | None = None, citation: str | None = None, hint: str = ""
    ) -> None:
        place = file if line is None else f"{file}:{line}"
        at = f" (at {citation})" if citation else ""
        super().__init__(f"{place}{at}: {message}", hint=hint)
        self.file = file
        self.line = line
        self.citation = citation


class SourceChangedError(SourceError):
    """A source file is not, byte for byte, the file that the manifest names."""

    code = "source-changed"
    hint = (
        "Restore the file from the repository. To read a changed text on purpose, pass --unverified-source: "
        "the reader then checks its structure instead."
    )


class SourceMissingError(SourceError):
    """A source file that the manifest names is not there."""

    code = "source-missing"
    status = ExitStatus.FAILURE


class SourceUnreadableError(SourceError):
    """A source file is empty, binary or not encoded as the manifest says."""

    code = "source-unreadable"


class DeclarationError(SourceError):
    """A file that declares something about the sources (manifest, repairs, page breaks) is not as it must be."""

    code = "source-declaration"
    hint = "Restore the file from the repository, or correct it: its comments say what an entry has."


class StructureError(SourceError):
    """A unit, label, heading, footnote or page number is missing, doubled or out of place."""

    code = "source-structure"


class RepairError(SourceError):
    """A declared repair does not fit the text it was declared for."""

    code = "source-repair"
    hint = "Correct sources/repairs.toml: the words as found must stand exactly once in the file."


class LostTextError(SourceError):
    """The document model does not give back the source it was read from."""

    code = "source-lost-text"
    status = ExitStatus.FAILURE
    hint = "This is a fault in the reader: report it with the file."


class CuratedTableError(SourceError):
    """A cell or row of a curated table is not as it must be.

    Args:
        message: what is wrong.
        file: name of the table.
        line: line in it, counted from 1; the heading is line 1.
        column: the heading of the column, or None where the whole row is meant.
        hint: what to do next.
    """

    code = "curated-table"
    hint = "Correct the cell. ontology/curated/README.md says what each column holds."

    def __init__(
        self, message: str, *, file: str, line: int | None = None, column: str | None = None, hint: str = ""
    ) -> None:
        at = f"column {column!r}: " if column else ""
        super().__init__(f"{at}{message}", file=file, line=line, hint=hint)
        self.column = column
