"""Answer requests for files: preconditions, parts and compression, in the order of RFC 9110 §13.2.2."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from gcm_graph.serving.documents.files import COMPRESSED, StoredFile
from gcm_graph.serving.documents.ranges import Part, UnsatisfiableRangeError, requested_part
from gcm_graph.serving.fields import requested
from gcm_graph.serving.negotiation import prefers_gzip
from gcm_graph.serving.problems import Problem
from gcm_graph.serving.representation import matches
from gcm_graph.serving.service import release_of

_PIECE: Final = 16 * 1024
"""Bytes read at once: a piece is held in memory for as long as its client takes to read it."""
_LARGEST_COMPRESSED: Final = 64 * 1024 * 1024
"""Bytes above which a file is given out as it is: its compressed form is kept in memory."""
_SMALLEST_COMPRESSED: Final = 860


async def file_answer(request: Request, file: StoredFile, fields: Mapping[str, str]) -> Response:
    """Return the answer to a request for a file.

    Args:
        request: the request.
        file: the file.
        fields: further header fields.

    Raises:
        Problem: a precondition fails (412), or no byte of the file is in the range asked for (416).
    """

    def asked(name: str) -> str | None:
        return requested(request.scope, name.encode())

    ranges = asked("range") if request.method == "GET" else None
    compress = (
        ranges is None
        and _SMALLEST_COMPRESSED <= file.size <= _LARGEST_COMPRESSED
        and prefers_gzip(asked("accept-encoding"))
    )
    tag = file.compressed_tag if compress else file.entity_tag
    headers = {**fields, "ETag": tag, "Last-Modified": file.last_modified, "Vary": "Accept-Encoding"}
    if_match = asked("if-match")
    if if_match is not None and not matches(if_match, tag.encode(), weak=False):
        raise _changed(file, tag)
    if if_match is None and file.changed_since(asked("if-unmodified-since")):
        raise _changed(file, tag)
    if _is_known(file, tag, asked("if-none-match"), asked("if-modified-since")):
        return Response(status_code=304, headers=headers)
    headers |= {"Content-Type": file.content_type, "Accept-Ranges": "bytes"}
    if compress:
        content = await asyncio.to_thread(COMPRESSED.of(release_of(request)).of, file)
        return Response(content, headers=headers | {"Content-Encoding": "gzip"})
    headers["Repr-Digest"] = file.digest
    part = _part(ranges, asked("if-range"), file)
    if part is None:
        headers["Content-Length"] = str(file.size)
        length = file.size if request.method == "GET" else 0
        return StreamingResponse(_pieces(file.place, Part(0, length)), headers=headers)
    headers |= {"Content-Length": str(part.end - part.start), "Content-Range": part.content_range(file.size)}
    return StreamingResponse(_pieces(file.place, part), status_code=206, headers=headers)


def _is_known(file: StoredFile, tag: str, if_none_match: str | None, since: str | None) -> bool:
    """Tell whether the client has the file: dates count only where it names no entity tag (RFC 9110 §13.1.3)."""
    if if_none_match is not None:
        return matches(if_none_match, tag.encode(), weak=True)
    return file.unchanged_since(since)


def _part(field: str | None, if_range: str | None, file: StoredFile) -> Part | None:
    """Return the part to send: none where the client has parts of another version (RFC 9110 §13.1.5).

    A date in If-Range is no strong validator: two releases can have the same.
    """
    if if_range is not None and if_range.strip() != file.entity_tag:
        return None
    try:
        return requested_part(field, file.size)
    except UnsatisfiableRangeError as error:
        raise Problem(
            416,
            "range-not-satisfiable",
            "The range has no byte of the file",
            f"{file.name} has {file.size} bytes, and {field!r} is none of them.",
            hint="Ask for bytes within the file, or for all of it without a Range field.",
            headers={"Content-Range": f"bytes */{file.size}", "Accept-Ranges": "bytes"},
        ) from error


def _changed(file: StoredFile, tag: str) -> Problem:
    return Problem(
        412,
        "precondition-failed",
        "The file is another one by now",
        f"{file.name} has the entity tag {tag} and is of {file.last_modified}.",
        hint="Fetch the file anew.",
        headers={"ETag": tag},
    )


async def _pieces(place: Path, part: Part) -> AsyncIterator[bytes]:
    """Yield a part of a file piece by piece: reading waits for the client, and no other request waits for either."""
    if part.start == part.end:
        return
    with place.open("rb") as stream:
        stream.seek(part.start)
        left = part.end - part.start
        while left:
            piece = await asyncio.to_thread(stream.read, min(left, _PIECE))
            if not piece:
                # The connection is closed, so that the client sees that the file is not whole.
                raise EOFError(f"{place} was cut off while it was read")
            left -= len(piece)
            yield piece
