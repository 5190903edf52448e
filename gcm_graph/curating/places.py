"""Read the places that the text names: countries, cities, regions and groups of countries."""

from __future__ import annotations

from pathlib import Path

from gcm_graph.curating.named import Named, read_named
from gcm_graph.curating.sources import Sources

FILE = "places.csv"
KINDS = frozenset({"City", "Country", "CountryGroup", "Region"})


def read_places(folder: Path, sources: Sources) -> tuple[Named, ...]:
    """Return the places.

    Args:
        folder: where the curated tables stand.
        sources: what can be cited.

    Raises:
        SourceMissingError: the table cannot be read.
        CuratedTableError: it is not as it must be.
    """
    return read_named(folder, FILE, "place", KINDS, sources)
