"""Tell what a version changed on a page: part by part, with the words that were replaced."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from gcm_graph.comparing.changes import KINDS, PARTS
from gcm_graph.comparing.wording import Stretch, excerpts
from gcm_graph.namespaces import BASE
from gcm_graph.terminal import plain

MOST: Final = 200
"""How many changes of one kind in one part stand on the page; all are in the files."""

_MOST_STATEMENTS: Final = 20
_LONGEST: Final = 400
_HEADINGS: Final = {
    "texts": "Words of the Compact and its titles",
    "links": "Links from the text",
    "data": "Other data",
    "inferred": "What follows from these",
    "ontology": "Ontology",
    "shapes": "Shapes",
}
_ANNOTATION: Final = BASE + "annotation/"


@dataclass(frozen=True, slots=True)
class Line:
    """A statement that is gone, new or has another value.

    Attributes:
        about: its property, with the part of the thing that it is about.
        stretches: its value, or what became of its words.
    """

    about: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What happened to a thing.

    Attributes:
        name: what it is called.
        thing: its IRI; empty where it has none.
        lines: the statements about it.
        target: of a link, what it leads to: its name and its IRI.
        property: of a link, its property.
        more: how many statements are not among the lines.
    """

    name: str
    thing: str
    lines: tuple[Line, ...]
    target: tuple[str, str] | None = None
    property: str = ""
    more: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """What changed in one part.

    Attributes:
        name: the name of the part.
        heading: what it is.
        kinds: what changed by kind, with how many there are of each.
    """

    name: str
    heading: str
    kinds: tuple[tuple[str, int, tuple[Told, ...]], ...]


@lru_cache(maxsize=8)
def parts_of(changes: Path) -> tuple[Part, ...]:
    """Return what `changes.json` tells, shortened for a page. What follows is counted, not told."""
    document = json.loads(changes.read_text(encoding="utf-8"))
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for change in document["changes"]:
        found.setdefault((change["part"], change["kind"]), []).append(change)
    return tuple(
        Part(
            part,
            _HEADINGS[part],
            tuple(
                (kind, len(found[part, kind]), tuple(_told(part, found[part, kind])))
                for kind in KINDS
                if (part, kind) in found
            ),
        )
        for part in PARTS
        if any((part, kind) in found for kind in KINDS)
    )


def _told(part: str, changes: Iterable[Mapping[str, Any]]) -> Iterator[Told]:
    if part == "inferred":
        return
    shown = [each for each in changes if part != "data" or not each["thing"].startswith(_ANNOTATION)]
    for change in shown[:MOST]:
        link = change.get("link")
        if link:
            words = [Line("", tuple(Stretch(removed=each) for each in link["removed"][:_MOST_STATEMENTS]))]
            words += [Line("", tuple(Stretch(added=each) for each in link["added"][:_MOST_STATEMENTS]))]
            yield Told(
                plain(change["name"]),
                change["thing"],
                tuple(each for each in words if each.stretches),
                (plain(link["target_name"]), link["target"]),
                link["property"],
            )
        else:
            wholly = change["kind"] in {"added", "removed"} and part != "texts"
            lines = [] if wholly else list(_lines(change))
            yield Told(
                plain(change["name"]),
                change["thing"],
                tuple(lines[:_MOST_STATEMENTS]),
                more=max(0, len(lines) - _MOST_STATEMENTS),
            )


def _lines(change: Mapping[str, Any]) -> Iterator[Line]:
    """Yield the statements of a change; where one value took the place of another, as one."""
    sides: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for side, name in enumerate(("removed", "added")):
        for each in change[name]:
            about = f"{each['subject'].removeprefix(change['thing'])} {each['predicate']}".strip()
            language = each["value"].rpartition('"')[2] if each["value"].startswith('"') else ""
            sides.setdefault((about, language), ([], []))[side].append(_value(each["value"]))
    for (about, _), (removed, added) in sides.items():
        if len(removed) == len(added) == 1 and all(" " in each for each in (*removed, *added)):
            yield Line(about, tuple(excerpts(removed[0], added[0])))
        else:
            yield from (Line(about, (Stretch(removed=_cut(each)),)) for each in removed)
            yield from (Line(about, (Stretch(added=_cut(each)),)) for each in added)


def _value(value: str) -> str:
    return plain(value).replace(f"<{BASE}", "<")


def _cut(value: str) -> str:
    return value if len(value) <= _LONGEST else f"{value[:_LONGEST]} …"


def property_in_words(name: str) -> str:
    """Return a property as its label says it: the style guide has both say the same.

    >>> property_in_words("gcm:concernsTheme")
    'concerns theme'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.rpartition(":")[2]).lower()


def in_words(counts: Mapping[str, Mapping[str, int]]) -> str:
    """Return in a sentence how much a version changed.

    >>> in_words({"texts": {"changed": 1}, "links": {"added": 2, "removed": 0}, "shapes": {"added": 0}})
    'texts: 1 changed; links: 2 added'
    """
    told = {
        part: ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS if kinds.get(kind))
        for part, kinds in ((part, counts.get(part, {})) for part in PARTS)
    }
    return "; ".join(f"{part}: {numbers}" for part, numbers in told.items() if numbers) or "nothing"
