"""Tell a difference to people: a table of numbers, then part by part what was added, removed, changed, deprecated."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from gcm_graph.comparing.changes import KINDS, PARTS, Change, ChangedLink, Difference, Statement
from gcm_graph.comparing.wording import excerpts
from gcm_graph.namespaces import BASE
from gcm_graph.terminal import plain, table

_SIGNS = {"added": "+", "removed": "-", "changed": "~", "deprecated": "!"}
_COLOURS = {"+": "\x1b[32m", "-": "\x1b[31m", "~": "\x1b[36m", "!": "\x1b[33m"}
_PLAIN = "\x1b[0m"
_NARROWEST = 40
_ANNOTATION = BASE + "annotation/"


def printed(difference: Difference, columns: int, *, full: bool, colour: bool) -> str:
    """Return a difference as lines of text.

    Args:
        difference: what differs.
        columns: the width of the terminal, in characters.
        full: whether what follows from other statements, annotations, and what is said of things that are wholly new or
            gone, is told too.
        colour: whether what was added, removed and so on is told apart by colours.
    """
    (old, old_date), (new, new_date) = difference.old, difference.new
    lines = [f"From {plain(old)} ({plain(old_date)}) to {plain(new)} ({plain(new_date)}).", ""]
    if not difference.changes:
        return "\n".join([*lines, "Nothing differs but what is said of how each was made.", ""])
    rows = [[part, *(str(len(difference.of(part, kind)) or "") for kind in KINDS)] for part in PARTS]
    lines += [table(["", *KINDS], rows, columns), ""]
    writer = _Writer(max(columns, _NARROWEST), full=full, colour=colour)
    for part in PARTS:
        changes = difference.of(part)
        if changes:
            lines += [part.capitalize(), "", *writer.part(part, changes), ""]
    return "\n".join(lines)


class _Writer:
    """Writes changes as lines of a width."""

    def __init__(self, columns: int, *, full: bool, colour: bool) -> None:
        self._columns = columns
        self._full = full
        self._colour = colour

    def part(self, part: str, changes: Iterable[Change]) -> Iterator[str]:
        changes = list(changes)
        if part == "inferred" and not self._full:
            count = sum(len(each.removed) + len(each.added) for each in changes)
            yield from textwrap.wrap(
                f"{count} statements, which follow from the others; --full tells them.", self._columns
            )
            return
        folded = 0
        for change in changes:
            if not self._full and change.thing.startswith(_ANNOTATION) and change.part == "data":
                folded += 1
            elif change.link is not None:
                yield self._line(_SIGNS[change.kind], _link(change, change.link), 0)
            else:
                yield from self._change(change)
        if folded:
            words = f"{folded} annotations that change no link; --full tells them."
            yield from textwrap.wrap(words, self._columns, initial_indent="  ", subsequent_indent="  ")

    def _change(self, change: Change) -> Iterator[str]:
        thing = change.thing.removeprefix(BASE)
        name = change.name if not thing or change.name == thing or ":" in change.name.partition(" ")[0] else ""
        yield self._line(_SIGNS[change.kind], name or f"{change.name} ({thing})", 0)
        if change.kind in {"added", "removed"} and change.part != "texts" and not self._full:
            return
        removed, added = list(change.removed), list(change.added)
        for was, now in _pairs(removed, added):
            removed.remove(was)
            added.remove(now)
            told = f"{_about(was, change.thing)}{_words(was.value, now.value)}"
            yield self._line("~", told, 1)
        for sign, statements in (("-", removed), ("+", added)):
            for each in statements:
                yield self._line(sign, f"{_about(each, change.thing)}{_told(each.value)}", 1)

    def _line(self, sign: str, text: str, depth: int) -> str:
        indent = "  " * depth
        lines = textwrap.wrap(
            re.sub(r"\s", " ", plain(text)),
            self._columns,
            initial_indent=f"{indent}{sign} ",
            subsequent_indent=f"{indent}  ",
            break_on_hyphens=False,
            break_long_words=False,
        )
        if not self._colour:
            return "\n".join(lines)
        # Line by line, so that a pager that shows one of them alone shows its colour.
        return "\n".join(f"{_COLOURS[sign]}{line}{_PLAIN}" for line in lines)


def _pairs(removed: Iterable[Statement], added: Iterable[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Yield the statements of which a property had one value and now has another one, both with words."""
    by_property: dict[tuple[str, str], tuple[list[Statement], list[Statement]]] = {}
    for side, statements in enumerate((removed, added)):
        for each in statements:
            language = each.value.rpartition('"')[2] if each.value.startswith('"') else ""
            by_property.setdefault((each.subject, f"{each.predicate}{language}"), ([], []))[side].append(each)
    for was, now in by_property.values():
        if len(was) == len(now) == 1 and all(" " in each.value for each in (*was, *now)):
            yield was[0], now[0]


def _link(change: Change, link: ChangedLink) -> str:
    words = [f'"{each}"' for each in (*link.removed, *link.added)]
    if change.kind == "changed":
        words = [*(f'-"{each}"' for each in link.removed), *(f'+"{each}"' for each in link.added)]
    told = f" ({', '.join(words)})" if words else ""
    return f"{change.name} {link.property.removeprefix('gcm:')} {link.target_name}{told}"


def _about(statement: Statement, thing: str) -> str:
    part = statement.subject.removeprefix(thing)
    return "".join(f"{piece} " for piece in (part, statement.predicate) if piece)


def _words(old: str, new: str) -> str:
    pieces = []
    for each in excerpts(old, new):
        pieces.append(_told(each.same))
        pieces.append(f"[-{_told(each.removed)}-]" if each.removed else "")
        pieces.append(f"{{+{_told(each.added)}+}}" if each.added else "")
    return "".join(pieces)


def _told(value: str) -> str:
    """Return a value with the IRIs of ours shortened to their paths."""
    return value.replace(f"<{BASE}", "<")
