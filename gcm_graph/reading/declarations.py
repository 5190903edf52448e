"""Read what is declared about the sources: TOML files beside the texts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from gcm_graph.errors import DeclarationError, SourceMissingError

_Record = TypeVar("_Record")


def read_declaration(folder: Path, file: str) -> Mapping[str, Any]:
    """Return the content of a TOML file of declarations.

    Raises:
        SourceMissingError: the file is not there.
        DeclarationError: it is not TOML, or declares nothing.
    """
    try:
        declared = tomllib.loads((folder / file).read_bytes().decode("utf-8"))
    except OSError as error:
        raise SourceMissingError(f"the file cannot be read ({error.strerror})", file=file) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DeclarationError(f"the file is not TOML: {error}", file=file) from error
    if not declared:
        raise DeclarationError("the file declares nothing", file=file)
    return declared


def read_records(folder: Path, file: str, table: str, record: type[_Record]) -> tuple[_Record, ...]:
    """Return the entries `[[table]]` of a file of declarations, each as a record whose fields are its keys.

    Raises:
        SourceMissingError: the file is not there.
        DeclarationError: it is not TOML, has no such entries, or an entry has other keys.
    """
    entries = read_declaration(folder, file).get(table)
    if not isinstance(entries, list):
        raise DeclarationError(f"the file has no entries [[{table}]]", file=file)
    return tuple(
        make_record(entry, f"[[{table}]] number {place}", file, record) for place, entry in enumerate(entries, 1)
    )


def make_record(entry: object, place: str, file: str, record: type[_Record], **known: str) -> _Record:
    """Return an entry of a file of declarations as a record.

    Args:
        entry: the entry, whose keys must be the record's fields but for the known ones.
        place: where the entry stands, for messages.
        file: the file's name.
        record: a dataclass.
        known: fields that the entry does not give.

    Raises:
        DeclarationError: the entry has other keys.
    """
    wanted = {each.name for each in fields(record)} - set(known)  # type: ignore[arg-type]  # a dataclass, as said above
    if not isinstance(entry, dict) or set(entry) != wanted:
        raise DeclarationError(f"{place} must have exactly the keys {', '.join(sorted(wanted))}", file=file)
    return record(**entry, **known)
