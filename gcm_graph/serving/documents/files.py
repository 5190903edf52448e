"""Give out the files of a release: whole, in parts, or compressed."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from threading import Lock
from typing import Final

from pyoxigraph import NamedNode

from gcm_graph.namespaces import BASE, PREFIXES
from gcm_graph.release_folder import BrokenReleaseError
from gcm_graph.serving.documents.inventory import INVENTORY
from gcm_graph.serving.per_release import PerRelease
from gcm_graph.serving.service import ServedRelease

SUMS: Final = "SHA256SUMS"

_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
_UNLISTED: Final = {SUMS: "text/plain", "void.ttl": "text/turtle", "validation.json": "application/json"}
"""The types of the files that the catalogue entry does not describe: it cannot hold its own checksum."""
_BY_ENDING: Final = {".jsonl": "application/x-ndjson", ".ttl": "text/turtle", ".json": "application/json"}
PARAMETERS: Final = {
    "text/turtle": "; charset=utf-8",
    "text/plain": "; charset=utf-8",
    "text/csv": "; charset=utf-8; header=present",
}
"""What follows the type (RFC 4180 §3 for CSV, which has a line of headings here)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file of a release.

    Attributes:
        name: its name in the release, for example `tables/units.csv`.
        place: where it lies.
        size: its size in bytes.
        sha256: its checksum in hexadecimal digits.
        content_type: the value of Content-Type.
        modified: when it was last changed: the day that its release declares, not when it was written to this disk.
    """

    name: str
    place: Path
    size: int
    sha256: str
    content_type: str
    modified: datetime

    @property
    def entity_tag(self) -> str:
        """Its strong entity tag (RFC 9110 §8.8.3)."""
        return f'"{self.sha256}"'

    @property
    def compressed_tag(self) -> str:
        """The strong entity tag of its compressed form: other bytes have another tag."""
        return f'"{self.sha256}-gzip"'

    @property
    def last_modified(self) -> str:
        """The value of Last-Modified."""
        return format_datetime(self.modified, usegmt=True)

    @property
    def digest(self) -> str:
        """The value of Repr-Digest (RFC 9530 §3)."""
        return f"sha-256=:{base64.b64encode(bytes.fromhex(self.sha256)).decode()}:"

    def unchanged_since(self, field: str | None) -> bool:
        """Tell whether it is no younger than an If-Modified-Since field says (RFC 9110 §13.1.3)."""
        since = _date(field)
        return since is not None and self.modified <= since

    def changed_since(self, field: str | None) -> bool:
        """Tell whether it is younger than an If-Unmodified-Since field says (RFC 9110 §13.1.4)."""
        since = _date(field)
        return since is not None and self.modified > since


def _date(field: str | None) -> datetime | None:
    """Return the date that a field holds; None where it holds none, which is then passed over."""
    try:
        date_of_field = parsedate_to_datetime(field or "")
    except (ValueError, OverflowError):
        return None
    return date_of_field if date_of_field.tzinfo else date_of_field.replace(tzinfo=UTC)


def _list(release: ServedRelease) -> Mapping[str, StoredFile]:
    inventory = INVENTORY.of(release)
    issued = date.fromisoformat(inventory.issued)
    modified = datetime(issued.year, issued.month, issued.day, tzinfo=UTC)
    declared = _declared_types(release)
    checksums = dict(_checksums(release.folder / SUMS)) | {SUMS: release.digest}
    found = {}
    for name, checksum in checksums.items():
        place = release.folder / name
        media_type = declared.get(name) or _UNLISTED.get(name) or _BY_ENDING.get(place.suffix, "text/plain")
        found[name] = StoredFile(
            name=name,
            place=place,
            size=place.stat().st_size,
            sha256=checksum,
            content_type=media_type + PARAMETERS.get(media_type, ""),
            modified=modified,
        )
    return found


def _checksums(file: Path) -> list[tuple[str, str]]:
    """Return the names and checksums of a release's files."""
    lines = (line.split("  ", 1) for line in file.read_text(encoding="utf-8").splitlines())
    try:
        return [(name, checksum) for checksum, name in lines]
    except ValueError as error:
        raise BrokenReleaseError(f"{file} has a line that is no checksum") from error


def _declared_types(release: ServedRelease) -> dict[str, str]:
    """Return the media types that the catalogue entry of a release gives, by the name of the file."""
    address, kind = PREFIXES["dcat"] + "downloadURL", PREFIXES["dcat"] + "mediaType"
    addresses, types = (
        {
            triple.subject: triple.object.value
            for triple in INVENTORY.of(release).catalogue.triples
            if triple.predicate.value == predicate and isinstance(triple.object, NamedNode)
        }
        for predicate in (address, kind)
    )
    return {
        place.removeprefix(BASE): types[distribution].removeprefix(_MEDIA_TYPES)
        for distribution, place in addresses.items()
        if distribution in types
    }


FILES: Final = PerRelease(_list)
"""The files of each release by their names, from its list of checksums: nothing else is given out."""


class _Compressed:
    """The compressed forms of a release's files, each made once."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}
        self._lock = Lock()

    def of(self, file: StoredFile) -> bytes:
        """Return the compressed form of a file."""
        with self._lock:
            if file.name not in self._kept:
                # Without a time: the same bytes wherever and whenever they are compressed.
                self._kept[file.name] = gzip.compress(file.place.read_bytes(), 6, mtime=0)
            return self._kept[file.name]


COMPRESSED: Final = PerRelease(lambda _: _Compressed())
"""The compressed forms of the files of each release."""
