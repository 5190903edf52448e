"""Read anyone's RDF, in any of the usual syntaxes, as N-Triples."""

from __future__ import annotations

import codecs
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

import pyoxigraph as ox

from gcm_graph.validation.errors import (
    RdfEmptyError,
    RdfMissingError,
    RdfSyntaxError,
    RdfTooLargeError,
    RdfUnknownSyntaxError,
    RdfUnreadableError,
    RdfUnsupportedError,
)
from gcm_graph.validation.guards import (
    json_with_contexts,
    refuse_dangerous_xml,
    refuse_non_text,
    refuse_triple_terms,
)
from gcm_graph.validation.syntaxes import EXTENSIONS, MEDIA_TYPES
from gcm_graph.validation.triples import fault_of, ntriples, stable_triples

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LARGEST = 512 * 1024 * 1024
"""How many bytes are read at once."""

_MEBIBYTE = 1024 * 1024
_NO_CONTEXTS: Mapping[str, bytes] = MappingProxyType({})


def read_rdf(
    source: Path | BinaryIO, media_type: str | None = None, *, contexts: Mapping[str, bytes] = _NO_CONTEXTS
) -> bytes:
    """Read an RDF document and return its triples as N-Triples.

    The graphs of N-Quads, TriG and JSON-LD are merged. Blank nodes keep their labels; those without one get a label by
    their place in the file, so that the same file gives the same bytes. Nothing is fetched.

    Args:
        source: the file, or an open binary stream such as `sys.stdin.buffer`.
        media_type: what the document is, with or without parameters; needed for a stream, otherwise the file's
            extension tells. It goes before the extension.
        contexts: JSON-LD context documents by their addresses, for files that refer to one of ours.

    Returns:
        The triples in the order of the document.

    Raises:
        RdfMissingError: there is no such file.
        RdfUnreadableError: it is a folder, or may not be read.
        RdfUnknownSyntaxError: neither media type nor extension is one that we know.
        RdfTooLargeError: it has more bytes than `LARGEST`.
        RdfEmptyError: it is empty, or says nothing.
        RdfEncodingError: it is binary or not UTF-8.
        RdfSyntaxError: it is not what its syntax allows.
        RdfUnsupportedError: it holds what validation cannot take in, or what would bring a parser down.
        RemoteContextError: it refers to a JSON-LD context that would have to be fetched.
    """
    file = str(source) if isinstance(source, Path) else "<stdin>"
    syntax = _syntax(source, media_type, file=file)
    data = _content(source, file=file).removeprefix(codecs.BOM_UTF8)
    refuse_non_text(data, file=file)
    if syntax == ox.RdfFormat.RDF_XML:
        refuse_dangerous_xml(data, file=file, limit=LARGEST)
    elif syntax == ox.RdfFormat.JSON_LD:
        data = json_with_contexts(data, contexts, file=file)
    else:
        refuse_triple_terms(data, file=file)
    try:
        result = ntriples(_supported(stable_triples(ox.parse(data, format=syntax)), file=file))
    except SyntaxError as error:
        what = f"not {syntax.name}: {fault_of(error)}"
        hint = _BASE_HINT if "No scheme found" in error.msg else ""
        raise RdfSyntaxError(what, file=file, line=error.lineno, column=error.offset, hint=hint) from error
    if not result:
        raise RdfEmptyError("the file holds no triple", file=file)
    return result


_BASE_HINT = "An IRI is relative: write it in full, or declare a base in the file (@base, xml:base)."


def _syntax(source: Path | BinaryIO, media_type: str | None, *, file: str) -> ox.RdfFormat:
    if media_type is not None:
        syntax = MEDIA_TYPES.get(media_type.partition(";")[0].strip().lower())
        if syntax is None:
            raise RdfUnknownSyntaxError(
                f"the media type {media_type} is no RDF syntax that we read", file=file, hint=_known(MEDIA_TYPES)
            )
        return syntax
    if not isinstance(source, Path):
        raise RdfUnknownSyntaxError("nothing says what syntax this is", file=file, hint=_known(MEDIA_TYPES))
    syntax = EXTENSIONS.get(source.suffix.lower())
    if syntax is None:
        raise RdfUnknownSyntaxError(
            f"the extension {source.suffix or '(none)'} is no RDF syntax that we read",
            file=file,
            hint=f"{_known(EXTENSIONS)} Or name the media type.",
        )
    return syntax


def _known(table: Mapping[str, ox.RdfFormat]) -> str:
    return f"Use one of {', '.join(table)}."


def _content(source: Path | BinaryIO, *, file: str) -> bytes:
    try:
        if isinstance(source, Path):
            with source.open("rb") as stream:
                return _all_of(stream, file=file)
        return _all_of(source, file=file)
    except FileNotFoundError as error:
        raise RdfMissingError("there is no such file", file=file) from error
    except IsADirectoryError as error:
        raise RdfUnreadableError("this is a folder", file=file, hint="Name the files in it.") from error
    except OSError as error:
        raise RdfUnreadableError(f"the file cannot be read: {error.strerror}", file=file) from error


def _all_of(stream: BinaryIO, *, file: str) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := stream.read(_MEBIBYTE):
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            raise RdfTooLargeError(f"the file is larger than {LARGEST // _MEBIBYTE} MiB", file=file)
    return b"".join(parts)


def _supported(triples: Iterator[ox.Triple], *, file: str) -> Iterator[ox.Triple]:
    for triple in triples:
        if isinstance(triple.object, ox.Literal) and triple.object.direction is not None:
            raise RdfUnsupportedError(
                f"the literal {triple.object} has a base direction of RDF 1.2, which cannot be validated", file=file
            )
        yield triple
