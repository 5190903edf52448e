"""Find the frozen versions that a server gives out, and read what is told of each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from starlette.requests import Request

from gcm_graph.comparing.frozen import CHANGES_JSON, CHANGES_NQ, frozen_versions, listed_files
from gcm_graph.comparing.versions import version_and_date
from gcm_graph.errors import GcmError
from gcm_graph.release_folder import BrokenReleaseError
from gcm_graph.serving.documents.files import PARAMETERS, SUMS, StoredFile
from gcm_graph.serving.logs import Log
from gcm_graph.serving.service import service_of
from gcm_graph.serving.versions.told import property_in_words

_MEDIA_TYPES: Final[Mapping[str, str]] = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".jsonld": "application/ld+json",
    ".nq": "application/n-quads",
    ".ttl": "text/turtle",
}
_DESCRIPTION_OF_TABLES: Final = "application/csvm+json"
_KEPT: Final = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenVersion:
    """A version that never changes again.

    Attributes:
        number: its number, for example `0.1.0`.
        date: the date on which it was issued (ISO 8601).
        files: its files by their names, with the list of checksums.
        changes: what it changed, as files by the ends of their names (`.json`, `.nq`); empty for the first version.
        prior: the version from which it changed that; empty for the first.
        counts: how many things it changed, by part and kind.
        foremost: what changed in the words and the links, and what was deprecated, by name: the first few.
    """

    number: str
    date: str
    files: Mapping[str, StoredFile]
    changes: Mapping[str, StoredFile]
    prior: str = ""
    counts: Mapping[str, Mapping[str, int]]
    foremost: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The path of its IRI."""
        return f"dataset/{self.number}"


def shelf(request: Request) -> list[FrozenVersion]:
    """Return the frozen versions of the server that a request came to, the newest first.

    A version that was frozen while the server runs is there at once. One that cannot be read is left out, and the log
    tells of it.
    """
    found = []
    folder = service_of(request).settings.versions
    for number in reversed(frozen_versions(folder) if folder is not None else []):
        version = _found(request, number)
        if version is not None:
            found.append(version)
    return found


def frozen_version(request: Request, number: str) -> FrozenVersion | None:
    """Return the frozen version with a number; None where there is none."""
    folder = service_of(request).settings.versions
    return _found(request, number) if folder is not None and number in frozen_versions(folder) else None


def _found(request: Request, number: str) -> FrozenVersion | None:
    folder = service_of(request).settings.versions
    assert folder is not None  # noqa: S101 - asked by the callers
    try:
        return _read(folder / number)
    except (GcmError, OSError, ValueError, LookupError) as error:
        log = request.app.state.log
        assert isinstance(log, Log)  # noqa: S101
        log.event("version refused", level="error", reason=str(error), folder=str(folder / number))
        return None


@lru_cache(maxsize=_KEPT)
def _read(folder: Path) -> FrozenVersion:
    """Read what is told of a frozen version, once: it never changes."""
    number, issued = version_and_date(folder)
    if number != folder.name:
        raise BrokenReleaseError(f"{folder} holds version {number[:40]!r}")
    day = date.fromisoformat(issued)
    modified = datetime(day.year, day.month, day.day, tzinfo=UTC)
    sums = hashlib.sha256((folder / SUMS).read_bytes()).hexdigest()
    files = {
        name: _file(folder, name, digest, modified) for name, digest in ({**listed_files(folder), SUMS: sums}).items()
    }
    if not (folder / CHANGES_JSON).is_file():
        return FrozenVersion(number=number, date=issued, files=files, changes={}, counts={})
    document = json.loads((folder / CHANGES_JSON).read_text(encoding="utf-8"))
    changes = {
        Path(name).suffix: _file(folder, name, hashlib.sha256((folder / name).read_bytes()).hexdigest(), modified)
        for name in (CHANGES_JSON, CHANGES_NQ)
    }
    return FrozenVersion(
        number=number,
        date=issued,
        files=files,
        changes=changes,
        prior=document["old"]["version"],
        counts=document["counts"],
        foremost=tuple(_foremost(document)),
    )


def _foremost(document: Mapping[str, Any]) -> list[str]:
    most = 10
    names = [
        f"{each['kind']}: {each['name']}"
        + (f" {property_in_words(each['link']['property'])} {each['link']['target_name']}" if "link" in each else "")
        for each in document["changes"]
        if each["part"] in {"texts", "links"} or each["kind"] == "deprecated"
    ]
    return [*names[:most], *(["…"] if len(names) > most else [])]


def _file(folder: Path, name: str, digest: str, modified: datetime) -> StoredFile:
    """Return a file of a version, under a name that no file of another version has."""
    place = folder / name
    media_type = _MEDIA_TYPES.get(place.suffix, "text/plain")
    if name == "tables/csv-metadata.json":
        media_type = _DESCRIPTION_OF_TABLES
    return StoredFile(
        name=f"dataset/{folder.name}/{name}",
        place=place,
        size=place.stat().st_size,
        sha256=digest,
        content_type=media_type + PARAMETERS.get(media_type, ""),
        modified=modified,
    )
