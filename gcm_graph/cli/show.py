"""gcm show: one unit of the text by its citation."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Sequence

import click

from gcm_graph.citations import resolve
from gcm_graph.citing.extents import Extents
from gcm_graph.citing.pages import pages_of
from gcm_graph.cli.options import release_option
from gcm_graph.errors import ExitStatus
from gcm_graph.reading.suspicions import suspicions_of
from gcm_graph.release_folder import find_release
from gcm_graph.terminal import plain, shows_colour, width
from gcm_graph.units import Unit, load_units, row

_WIDEST = 100
_INDENT = 2


_EXAMPLES = """\b
Examples:
  gcm show "27(b)"
  gcm show "Objective 11(b)"
  gcm show "para. 43(a)(iii)"
  gcm show "A/RES/73/195, para 27 (b)"
  gcm show "principle (g)"
  gcm show "footnote 4"
"""


@click.command("show", epilog=_EXAMPLES)
@click.argument("citation", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@release_option
def command(*, citation: tuple[str, ...], form: str, release: str | None) -> ExitStatus:
    """Print a unit of the text: its words, where it stands, its pages and its IRI.

    The pages are those of its own words; where its parts stand on others, theirs are added. A page in brackets was
    worked out: docs/how-to/cite-the-compact.md. With words that look damaged and were left as found stands a note.
    """
    units = load_units(find_release(release))
    unit = resolve(" ".join(citation), units)
    if form == "json":
        click.echo(json.dumps(row(unit), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(unit, units, min(width(), _WIDEST))))
    return ExitStatus.DONE


def _lines(unit: Unit, units: Sequence[Unit], columns: int) -> list[str]:
    by_iri = {other.iri: other for other in units}
    name = " · ".join(dict.fromkeys(part for part in (unit.citation, unit.label) if part))
    lines = _wrap(name, columns, 0)
    if shows_colour(sys.stdout):
        lines = [click.style(line, bold=True) for line in lines]
    if unit.headings:
        lines += _wrap(" > ".join(unit.headings), columns, 3, first="in ")
    lines += _wrap(f"{_pages(unit, units)}, line {unit.line} of {unit.source}", columns, 0)
    lines += [plain(unit.iri), ""]
    lines += _wrap(unit.text, columns, 0)
    lines += _part_lines(unit, units, columns, _INDENT)
    lines += _damage_lines(unit, units, columns)
    for footnote in unit.footnotes:
        note = by_iri[footnote]
        lines += ["", *_wrap(f"{note.label}: {note.text}", columns, _INDENT)]
    return lines


def _pages(unit: Unit, units: Sequence[Unit]) -> str:
    """Return the pages of a unit's own words and, where they are others, those with its parts."""
    extents = Extents(units)
    pages, whole, parts = pages_of([unit]), extents.pages(unit), extents.parts_beyond(unit)
    said = f"{pages.words} ({pages.basis})"
    return f"{said}, with its {parts} {whole.words} ({whole.basis})" if parts else said


def _damage_lines(unit: Unit, units: Sequence[Unit], columns: int) -> list[str]:
    """Return what looks damaged in the words that are shown and was left as found."""
    lines: list[str] = []
    for each in (unit, *_shown_parts(unit, units)):
        begin = "May" if each is unit else f"{each.citation} may"
        for suspicion in suspicions_of(each.path, each.text):
            lines += ["", *_wrap(f'{begin} be damaged, left as found: "{suspicion.found}"', columns, _INDENT)]
            lines += _wrap(suspicion.why, columns, _INDENT)
    return lines


def _shown_parts(unit: Unit, units: Sequence[Unit]) -> list[Unit]:
    """Return the units whose words stand under those of a unit, at any depth."""
    if unit.kind == "Section":
        return []
    parts = [part for part in units if part.part_of == unit.iri and part.kind != "Commitment"]
    return [each for part in parts for each in (part, *_shown_parts(part, units))]


def _part_lines(unit: Unit, units: Sequence[Unit], columns: int, indent: int) -> list[str]:
    """Return what is printed under a unit: its paragraph, the line that introduces its items, and its items.

    Commitments are left out, since their paragraph holds their words; so are the parts of a section.
    """
    parts = [part for part in units if part.part_of == unit.iri and part.kind not in {"Commitment", "Section"}]
    lines: list[str] = []
    for part in parts:
        if part.number is not None:
            lines += ["", *_wrap(f"{part.number}. {part.text}", columns, indent)]
    if unit.lead_in:
        lines += ["", *_wrap(unit.lead_in, columns, indent)]
    for part in parts:
        if part.letter is not None:
            lines += ["", *_wrap(f"({part.letter}) {part.text}", columns, indent)]
            lines += _part_lines(part, units, columns, indent + _INDENT)
    return lines


def _wrap(text: str, columns: int, indent: int, *, first: str = "") -> list[str]:
    """Break a text into lines, between words only, so that no hyphen of the text seems to be one of the line's end."""
    space = " " * indent
    return textwrap.wrap(
        plain(text), columns, initial_indent=first or space, subsequent_indent=space, break_on_hyphens=False
    )
