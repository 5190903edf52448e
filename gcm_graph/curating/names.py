"""Read what the United Nations calls the Compact, its objectives and its principles in other languages.

A name that the United Nations has given is copied, with the document that prints it; none is ever made up here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gcm_graph.curating import values
from gcm_graph.curating.language_versions import NamesSource
from gcm_graph.curating.languages import LETTERS, check_language
from gcm_graph.curating.sources import Sources
from gcm_graph.curating.table import Row, read_table, unique
from gcm_graph.curating.values import Text
from gcm_graph.model import COMPACT

FILE = "official-names.csv"
_COLUMNS = ("path", "language", "name", "source")
_NAMED = re.compile(r"objective/[0-9]+|principle/[a-z-]+")


@dataclass(frozen=True, slots=True)
class OfficialName:
    """What the United Nations calls something in another language.

    Attributes:
        path: the Compact, objective or principle that is named.
        name: the name and its language.
        source: the path of the document that prints it.
    """

    path: str
    name: Text
    source: str


def read_official_names(
    folder: Path, sources: Sources, names_sources: Mapping[str, NamesSource]
) -> tuple[OfficialName, ...]:
    """Return the names, in the order of the table.

    Args:
        folder: where the curated tables stand.
        sources: what cells with sources can name; its units are what can be named.
        names_sources: the documents from which names are taken, by slug.

    Raises:
        SourceMissingError: the table cannot be read.
        CuratedTableError: the table is not as it must be.
    """
    rows = read_table(folder, FILE, _COLUMNS)
    unique(rows, "path", "language")
    unique(rows, "language", "name")
    units = {COMPACT, *(path for path in sources.paths.values() if _NAMED.fullmatch(path))}
    return tuple(_official_name(row, units, names_sources) for row in rows)


def _official_name(row: Row, units: set[str], names_sources: Mapping[str, NamesSource]) -> OfficialName:
    path = row.required("path")
    if path not in units:
        raise row.error(
            "path",
            f"{path!r} is not the path of the Compact, an objective or a principle",
            hint="Write compact, objective/11 or principle/people-centred.",
        )
    language = values.one_of(row, "language", LETTERS)
    source = names_sources.get(row.required("source"))
    if source is None:
        raise row.error("source", f"{row.cells['source']!r} is no document of language-versions.csv")
    if source.language != language:
        raise row.error("source", f"{row.cells['source']!r} is in the language {source.language!r}, not {language!r}")
    return OfficialName(path, Text(check_language(row, "name", language), language), source.path)
