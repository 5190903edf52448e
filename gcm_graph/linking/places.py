"""Find where a thing and its names are written: to say where something is wrong, and what a mention was read by."""

from __future__ import annotations

from gcm_graph import resources
from gcm_graph.linking.kinds import kind

_FILES = {
    "actor": "curated/actors.csv",
    "instrument": "curated/instruments.csv",
    "mechanism": "curated/mechanisms.csv",
    "observance": "curated/observances.csv",
    "period": "curated/periods.csv",
    "place": "curated/places.csv",
    "principle": "a-res-73-195.md",
    "population": "vocab/populations.ttl",
    "stage": "vocab/stages.ttl",
    "stakeholder": "vocab/stakeholders.ttl",
    "theme": "vocab/themes.ttl",
}


def place(path: str, words: str | None = None) -> tuple[str, int | None]:
    """Return the name of the file that describes a thing, without its folder, and a line of it as `place_of` does.

    Args:
        path: the path of the thing.
        words: a form of its name.
    """
    name, line = place_of(path, words)
    return name.rpartition("/")[2], line


def place_of(path: str, words: str | None = None) -> tuple[str, int | None]:
    """Return the name of the file that describes a thing, and a line of it, counted from 1; None if it is not found.

    A vocabulary describes a concept from the line that begins with it to the next empty line, a table a thing in one
    row. Where some words are given, the line is the first of these that holds them.

    Args:
        path: the path of the thing.
        words: a form of its name.
    """
    name = _FILES[kind(path)]
    if kind(path) == "principle":
        return name, None
    file = resources.ontology_folder() / name
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    if name.endswith(".csv"):
        slug = path.partition("/")[2]
        found = [number for number, line in enumerate(lines, 1) if line.startswith(f"{slug},")]
        found = found or [number for number, line in enumerate(lines, 1) if words is not None and words in line]
        return name, found[0] if found else None
    start = next((number for number, line in enumerate(lines) if line.startswith(f"<{path}>")), None)
    if start is None:
        return name, None
    for number, line in enumerate(lines[start:], start=start + 1):
        if not line.strip():
            break
        if words is not None and f'"{words}"@en' in line:
            return name, number
    return name, start + 1
