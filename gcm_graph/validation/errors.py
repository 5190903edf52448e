"""Name what can go wrong while RDF is read, shapes are checked and data is validated."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gcm_graph.errors import ExitStatus, GcmError


class RdfError(GcmError):
    """Something is wrong with RDF that the user handed over.

    Args:
        message: what is wrong.
        file: name of the file, or `<stdin>`.
        line: line in it, counted from 1, or None where it is not known or the whole file is meant.
        column: column in it, counted from 1, or None.
        hint: what to do next.
    """

    code = "rdf-error"
    status = ExitStatus.FINDINGS

    def __init__(
        self, message: str, *, file: str, line: int | None = None, column: int | None = None, hint: str = ""
    ) -> None:
        place = ":".join(str(part) for part in (file, line, column) if part is not None)
        super().__init__(f"{place}: {message}", hint=hint)
        self.file = file
        self.line = line
        self.column = column


class RdfMissingError(RdfError):
    """A file to be read is not there."""

    code = "rdf-missing"
    status = ExitStatus.USAGE
    hint = "Check the name and the folder."


class RdfUnreadableError(RdfError):
    """A file to be read is a folder, or the system refuses to open it."""

    code = "rdf-unreadable"
    status = ExitStatus.USAGE


class RdfUnknownSyntaxError(RdfError):
    """Neither the file's extension nor the media type given names an RDF syntax that we read."""

    code = "rdf-unknown-syntax"
    status = ExitStatus.USAGE


class RdfTooLargeError(RdfError):
    """A file is larger than what is read at once."""

    code = "rdf-too-large"
    status = ExitStatus.USAGE
    hint = "Split the data into several files, or validate a part of it."


class RdfEmptyError(RdfError):
    """A file is empty or holds no triple, so there is nothing to validate."""

    code = "rdf-empty"
    hint = "Check that this is the file you mean, and that its writer finished."


class RdfEncodingError(RdfError):
    """A file is binary, compressed or encoded otherwise than in UTF-8."""

    code = "rdf-encoding"
    hint = "Unpack the file, or convert it to UTF-8."


class RdfSyntaxError(RdfError):
    """A file is not what its RDF syntax allows."""

    code = "rdf-syntax"
    hint = "Correct the file at that place, or name its true syntax."


class RdfUnsupportedError(RdfError):
    """A file uses a feature that validation cannot take in, or that is dangerous to expand."""

    code = "rdf-unsupported"


class RemoteContextError(RdfError):
    """A JSON-LD file refers to a context that would have to be fetched."""

    code = "rdf-remote-context"
    hint = "Nothing is fetched while data is read: write the context itself into the file's @context."


class Fault(StrEnum):
    """The kinds of fault that shapes can have."""

    SYNTAX = "shapes-syntax"
    TERM = "shapes-term"
    META = "shapes-shacl"
    PATTERN = "shapes-pattern"
    QUERY = "shapes-query"
    UNNAMED = "shapes-unnamed"
    MESSAGE = "shapes-message"
    ENGINE = "shapes-engine"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault of a shapes graph.

    Attributes:
        shape: the IRI of the shape (or another name for the place) where it stands.
        fault: what kind of fault it is.
        message: what is wrong, as one sentence without the place.
    """

    shape: str
    fault: Fault
    message: str


class InvalidShapesError(GcmError):
    """The shapes themselves are faulty, so that nothing may be validated against them.

    Args:
        findings: all faults found, at least one.
        file: name of the shapes file.
        hint: what to do next, where more is known than for any faulty shapes.
    """

    code = "invalid-shapes"
    status = ExitStatus.FINDINGS
    hint = "Correct the shapes: SHACL engines pass over most of these faults in silence."

    def __init__(self, findings: tuple[Finding, ...], *, file: str, hint: str = "") -> None:
        count = f"{len(findings)} fault{'' if len(findings) == 1 else 's'}"
        lines = [f"  {finding.fault}: {finding.shape}: {finding.message}" for finding in findings]
        super().__init__("\n".join([f"{file}: {count} in the shapes", *lines]), hint=hint)
        self.findings = findings
        self.file = file


class EngineError(GcmError):
    """The SHACL engine could not do its work, or reported that it left something out."""

    code = "validation-engine"
    hint = "Check the shapes with the other engine; if only one fails, report it with the shapes and the data."
