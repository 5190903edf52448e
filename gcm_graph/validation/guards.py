"""Refuse documents that would bring a parser down, or that hold what validation cannot take in, before they are parsed.

The RDF parsers are native code: RDF/XML entities are expanded without a limit, and deeply nested triple terms or JSON
end the process without an error that could be caught.
"""

from __future__ import annotations

import codecs
import json
import re
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from gcm_graph.validation.errors import (
    RdfEmptyError,
    RdfEncodingError,
    RdfSyntaxError,
    RdfUnsupportedError,
    RemoteContextError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

DEEPEST = 500
"""How deeply elements of RDF/XML or objects and arrays of JSON-LD may be nested."""

_CHUNK = 1 << 20

_TURTLE_TOKEN = re.compile(
    rb"""\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}"""
    rb"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|\#[^\n]*|<<""",
    re.DOTALL,
)


def refuse_non_text(data: bytes, *, file: str) -> None:
    """Refuse what is empty, binary or not UTF-8.

    Raises:
        RdfEmptyError: there is nothing but white space.
        RdfEncodingError: it is not UTF-8 text.
    """
    if not data.strip():
        raise RdfEmptyError("the file is empty", file=file)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise RdfEncodingError("the file is encoded in UTF-16", file=file)
    if b"\x00" in data:
        raise RdfEncodingError(
            "the file is binary: it holds NUL bytes", file=file, line=_line(data, data.index(b"\x00"))
        )
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(data), _CHUNK):
        waiting = len(decoder.getstate()[0])
        try:
            decoder.decode(data[start : start + _CHUNK], final=start + _CHUNK >= len(data))
        except UnicodeDecodeError as error:
            place = start - waiting + error.start
            raise RdfEncodingError(
                f"the file is not UTF-8 text: byte {data[place]:#04x} has no meaning there",
                file=file,
                line=_line(data, place),
            ) from error


def refuse_triple_terms(data: bytes, *, file: str) -> None:
    """Refuse a Turtle-like document with triple terms or reified triples of RDF 1.2, which SHACL does not know.

    Raises:
        RdfUnsupportedError: it has one.
    """
    if b"<<" not in data:
        return
    for match in _TURTLE_TOKEN.finditer(data):
        if match[0] == b"<<":
            raise RdfUnsupportedError(
                "triple terms of RDF 1.2 cannot be validated", file=file, line=_line(data, match.start())
            )


def refuse_dangerous_xml(data: bytes, *, file: str, limit: int) -> None:
    """Refuse XML that is not well-formed, is nested too deeply, or whose entities would grow when they are expanded.

    Args:
        data: the document.
        file: its name, for messages.
        limit: how many bytes its entities may grow to when all are expanded.

    Raises:
        RdfSyntaxError: it is not well-formed.
        RdfUnsupportedError: it is too deep, or declares entities that are no short texts of their own.
    """
    depth = 0

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise RdfUnsupportedError(
                f"elements are nested more than {DEEPEST} deep", file=file, line=parser.CurrentLineNumber
            )

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def entity(name: str, _parameter: int, value: str | None, *_: object) -> None:
        longest_text = limit // max(1, data.count(b"&"))
        if value is None or "&" in value or len(value) > longest_text:
            raise RdfUnsupportedError(
                f"the entity {name} is external, too long or made of other entities, and is not expanded",
                file=file,
                line=parser.CurrentLineNumber,
                hint="Declare entities for namespaces only, or write them out.",
            )

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the parameter has no name
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        raise RdfSyntaxError(
            f"not well-formed XML: {what}", file=file, line=error.lineno, column=error.offset + 1
        ) from error


def json_with_contexts(data: bytes, contexts: Mapping[str, bytes], *, file: str) -> bytes:
    """Return a JSON-LD document whose references to known contexts are replaced by these contexts.

    Args:
        data: the document.
        contexts: context documents by the address under which files refer to them.
        file: the document's name, for messages.

    Raises:
        RdfSyntaxError: it is not JSON.
        RdfUnsupportedError: it is nested too deeply.
        RemoteContextError: it refers to a context that is not among those given.
    """
    too_deep = RdfUnsupportedError(f"objects and arrays are nested more than {DEEPEST} deep", file=file)
    try:
        document = json.loads(data)
    except json.JSONDecodeError as error:
        raise RdfSyntaxError(f"not JSON: {error.msg}", file=file, line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise too_deep from error
    except ValueError as error:  # a number with thousands of digits
        raise RdfSyntaxError(f"not JSON that can be read: {error}", file=file) from error
    known = {address: json.loads(context)["@context"] for address, context in contexts.items()}
    replaced = False
    waiting: list[tuple[Any, int]] = [(document, 1)]
    while waiting:
        node, depth = waiting.pop()
        if depth > DEEPEST:
            raise too_deep
        if isinstance(node, dict):
            if "@context" in node:
                context = _local(node["@context"], known, file=file)
                replaced = replaced or context != node["@context"]
                node["@context"] = context
            _refuse_import(node, file=file)
            waiting.extend((value, depth + 1) for value in node.values())
        elif isinstance(node, list):
            waiting.extend((value, depth + 1) for value in node)
    return json.dumps(document).encode() if replaced else data


def _local(context: Any, known: Mapping[str, Any], *, file: str) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(context, list):
        parts = [_local(part, known, file=file) for part in context]
        return [item for part in parts for item in (part if isinstance(part, list) else [part])]
    if not isinstance(context, str):
        return context
    if context not in known:
        raise RemoteContextError(f"its @context is at {context}, which is not fetched", file=file)
    return known[context]


def _refuse_import(node: dict[str, Any], *, file: str) -> None:
    if isinstance(node.get("@import"), str):
        raise RemoteContextError(f"its @context imports {node['@import']}, which is not fetched", file=file)


def _line(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1
