"""Give back the source from the document model alone: nothing that was read is lost."""

from __future__ import annotations

from gcm_graph.model import RESOLUTION, Document, Role
from gcm_graph.reading.repairs import undo_repairs


def rebuild(document: Document) -> str:
    """Return the source text, white space collapsed, from a document's units, labels and noise in order."""
    units = document.by_path()
    parts: list[str] = []
    for piece in document.pieces:
        if piece.role is Role.LEAD_IN:
            whole = document.resolution_lead_in if piece.owner == RESOLUTION else units[piece.owner].lead_in or ""
            printed = whole[piece.start : piece.end]
        elif piece.role is Role.LISTED_TITLE:
            printed = (units[piece.owner].listed_title or "")[piece.start : piece.end]
        elif piece.role is Role.WORDS:
            printed = units[piece.owner].text[piece.start : piece.end]
        else:
            printed = piece.printed
        parts.append(f" {printed}" if piece.spaced else printed)
    return undo_repairs(" ".join("".join(parts).split()), document.repairs)
