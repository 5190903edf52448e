"""One unit of the text as one row: what the tables of a release hold and `gcm show` and `gcm find` read."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from gcm_graph.model import Document, Kind, Provision
from gcm_graph.namespaces import iri
from gcm_graph.release_folder import BrokenReleaseError, NoReleaseError

CLASS_NAMES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.PREAMBULAR_PARAGRAPH: "Paragraph",
        Kind.OPERATIVE_PARAGRAPH: "Paragraph",
        Kind.OPENING: "Paragraph",
        Kind.SECTION: "Section",
        Kind.PARAGRAPH: "Paragraph",
        Kind.ITEM: "Paragraph",
        Kind.PRINCIPLE: "GuidingPrinciple",
        Kind.OBJECTIVE: "Objective",
        Kind.COMMITMENT: "Commitment",
        Kind.ACTION: "Action",
        Kind.FOOTNOTE: "Footnote",
    }
)
"""The local name of the `gcm:` class of each kind of unit."""

_LABELS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.PREAMBULAR_PARAGRAPH: "Resolution 73/195, preambular paragraph {unit.number}",
        Kind.OPERATIVE_PARAGRAPH: "Resolution 73/195, paragraph {unit.number}",
        Kind.OPENING: "Opening",
        Kind.SECTION: "{unit.text}",
        Kind.PARAGRAPH: "Paragraph {unit.citation}",
        Kind.ITEM: "Paragraph {unit.citation}",
        Kind.PRINCIPLE: "{unit.name}",
        Kind.OBJECTIVE: "{unit.text}",
        Kind.COMMITMENT: "Objective {steps[1]}, commitment {unit.number}",
        Kind.ACTION: "Objective {steps[1]}, action ({unit.letter})",
        Kind.FOOTNOTE: "Footnote {unit.number}",
    }
)
"""Labels by kind; `steps` are the steps of the unit's path."""

UNITS_FILE = Path("tables") / "units.jsonl"
"""Where a release keeps its units."""

_PRINTED = "printed"
_Value = TypeVar("_Value", str, int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One unit of the text.

    Attributes:
        iri: its IRI.
        path: its address under the base of all IRIs, for example `objective/11/action/b`.
        citation: its short reference, for example `27(b)`; None for sections.
        kind: the local name of its class, one of `CLASS_NAMES`.
        headings: the printed headings under which it stands, outermost first; its own heading is not among them.
        label: its English label.
        number: of numbered units; of a commitment its place among the sentences of its paragraph.
        letter: the printed label of a lettered unit, without brackets.
        lead_in: the printed line that introduces its parts, or None.
        text: its own words; of an objective or a section its heading.
        first_page: the first page of its own text.
        last_page: the last page of its own text.
        page_basis: `printed` or `inferred`.
        reading_order: its place in the order of the document, from 1.
        part_of: the IRI of its one direct whole.
        footnotes: the IRIs of the footnotes whose marks stand in its text, each once, in order.
        links: IRIs that its words refer to, by the local name of the property.
        line: the first line of its text in the source file, counted from 1.
        source: the stem of the source file's name.
        inferred_pages: of its first and last page those whose number was worked out. It follows from the other units,
            and has no column of its own.
    """

    iri: str
    path: str
    citation: str | None = None
    kind: str
    headings: tuple[str, ...] = ()
    label: str
    number: int | None = None
    letter: str | None = None
    lead_in: str | None = None
    text: str
    first_page: int
    last_page: int
    page_basis: str
    reading_order: int
    part_of: str
    footnotes: tuple[str, ...] = ()
    links: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    line: int
    source: str
    inferred_pages: tuple[int, ...] = field(default=(), compare=False)


def label(provision: Provision) -> str:
    """Return the English label of a unit.

    Objectives, sections and guiding principles are called by their printed title or name; other units by where they
    stand: `Paragraph 43(a)(iii)`, `Objective 11, action (b)`, `Objective 11, commitment 2`, `Footnote 4`.
    """
    return _LABELS[provision.kind].format(unit=provision, steps=provision.path.split("/"))


def units_from_document(
    document: Document, links: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType({})
) -> tuple[Unit, ...]:
    """Return the units of a document as rows, in the order of the document.

    Args:
        document: the document.
        links: the IRIs that units refer to, by the unit's IRI and the local name of the property.
    """
    by_path = document.by_path()
    objective_of_section = _objectives_of_sections(document, by_path)
    rows = []
    for provision in sorted(document.provisions, key=lambda each: each.order):
        footnotes = dict.fromkeys(iri(f"footnote/{mark.footnote}") for mark in provision.marks)
        rows.append(
            Unit(
                iri=iri(provision.path),
                path=provision.path,
                citation=provision.citation,
                kind=CLASS_NAMES[provision.kind],
                headings=_headings(provision, by_path, objective_of_section),
                label=label(provision),
                number=provision.number,
                letter=provision.letter,
                lead_in=provision.lead_in,
                text=provision.text,
                first_page=provision.pages.first,
                last_page=provision.pages.last,
                page_basis=provision.pages.basis.value,
                reading_order=provision.order,
                part_of=iri(provision.part_of),
                footnotes=tuple(footnotes),
                links=links.get(iri(provision.path), MappingProxyType({})),
                line=provision.lines[0],
                source=document.source,
            )
        )
    return _with_inferred_pages(rows)


def _with_inferred_pages(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Return units, each with those of its pages whose number was worked out.

    The number of a page is printed where a unit stands on it whose basis is `printed`: that means that each of its
    pages carries its number in a source. So of a unit that runs from a page with a number to one without, the second
    only is inferred. A unit on one page has what its basis says: it can be inferred though the number is printed, where
    the break before it was estimated.
    """
    units = tuple(units)
    printed = {page for unit in units if unit.page_basis == _PRINTED for page in (unit.first_page, unit.last_page)}
    return tuple(replace(unit, inferred_pages=_inferred_pages(unit, printed)) for unit in units)


def _inferred_pages(unit: Unit, printed: set[int]) -> tuple[int, ...]:
    if unit.page_basis == _PRINTED:
        return ()
    if unit.first_page == unit.last_page:
        return (unit.first_page,)
    ends = (unit.first_page, unit.last_page)
    # Where both numbers are printed, it is the break before the unit that was estimated, and with it the first page.
    return tuple(page for page in ends if page not in printed) or ends[:1]


def _headings(
    provision: Provision, by_path: Mapping[str, Provision], objective_of_section: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the printed headings over a unit; the objective's stands between its section and its sub-headings."""
    sections = _sections(provision, by_path)
    headings = [by_path[path].text for path in sections]
    objective = objective_of_section.get(provision.path) or _objective(provision.part_of, by_path)
    if objective:
        whole = by_path[objective]
        headings.insert(len(_sections(whole, by_path)), f"Objective {whole.number}: {whole.text}")
    return tuple(headings)


def _sections(provision: Provision, by_path: Mapping[str, Provision]) -> list[str]:
    """Return the paths of the sections that contain a unit, outermost first."""
    chain: list[str] = []
    path = provision.section or provision.part_of
    while path in by_path and by_path[path].kind is Kind.SECTION:
        chain.insert(0, path)
        path = by_path[path].part_of
    return chain


def _objective(path: str, by_path: Mapping[str, Provision]) -> str | None:
    """Return the path of the objective that is, or contains, the unit with a path."""
    while path in by_path:
        if by_path[path].kind is Kind.OBJECTIVE:
            return path
        path = by_path[path].part_of
    return None


def _objectives_of_sections(document: Document, by_path: Mapping[str, Provision]) -> dict[str, str]:
    """Return the sections that stand inside an objective: all their units belong to it.

    There is one, under objective 2 ("Natural disasters, ..."): its heading stands between 18(g) and 18(h).
    """
    found: defaultdict[str, set[str | None]] = defaultdict(set)
    for provision in document.provisions:
        if provision.section:
            found[provision.section].add(_objective(provision.part_of, by_path))
    return {
        section: objective
        for section, objectives in found.items()
        for objective in objectives
        if objective and len(objectives) == 1
    }


def row(unit: Unit) -> dict[str, str | int | tuple[str, ...] | None]:
    """Return a unit as one row of the tables, by the names of the columns.

    Columns are called like the properties whose values they hold; of the link properties only those with a value are
    there.
    """
    return {
        "iri": unit.iri,
        "path": unit.path,
        "citation": unit.citation,
        "kind": unit.kind,
        "headings": unit.headings,
        "prefLabel": unit.label,
        "number": unit.number,
        "letter": unit.letter,
        "leadIn": unit.lead_in,
        "text": unit.text,
        "firstPage": unit.first_page,
        "lastPage": unit.last_page,
        "pageBasis": unit.page_basis,
        "readingOrder": unit.reading_order,
        "isPartOf": unit.part_of,
        "hasFootnote": unit.footnotes,
        "line": unit.line,
        "source": unit.source,
        **unit.links,
    }


def load_units(release: Path) -> tuple[Unit, ...]:
    """Read the units of a release, in the order of the document.

    Args:
        release: the folder of the release, for example `build/current`.

    Raises:
        NoReleaseError: there is no such folder.
        BrokenReleaseError: its table of units cannot be read, is empty or cut off, or holds a line that is no unit.
    """
    file = release / UNITS_FILE
    if not release.is_dir():
        raise NoReleaseError(f"there is no release in {release}")
    try:
        data = file.read_bytes()
    except OSError as error:
        raise BrokenReleaseError(f"{file} cannot be read ({error.strerror})") from error
    if not data.endswith(b"\n"):
        raise BrokenReleaseError(f"{file} is empty or cut off")
    units = []
    for number, line in enumerate(data.split(b"\n")[:-1], start=1):
        try:
            units.append(_unit(json.loads(line)))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise BrokenReleaseError(f"{file}:{number}: the line is no unit of the text") from error
    return _with_inferred_pages(units)


def _unit(record: dict[str, Any]) -> Unit:
    """Return the unit of a row as it was read from JSON: the inverse of `row`. Keys that no field has are links."""
    rest = dict(record)
    return Unit(
        iri=_take(rest, "iri", str),
        path=_take(rest, "path", str),
        citation=_take_optional(rest, "citation", str),
        kind=_take(rest, "kind", str),
        headings=_strings(rest.pop("headings")),
        label=_take(rest, "prefLabel", str),
        number=_take_optional(rest, "number", int),
        letter=_take_optional(rest, "letter", str),
        lead_in=_take_optional(rest, "leadIn", str),
        text=_take(rest, "text", str),
        first_page=_take(rest, "firstPage", int),
        last_page=_take(rest, "lastPage", int),
        page_basis=_take(rest, "pageBasis", str),
        reading_order=_take(rest, "readingOrder", int),
        part_of=_take(rest, "isPartOf", str),
        footnotes=_strings(rest.pop("hasFootnote")),
        line=_take(rest, "line", int),
        source=_take(rest, "source", str),
        links=MappingProxyType({name: iris for name, value in rest.items() if (iris := _strings(value))}),
    )


def _take(record: dict[str, Any], key: str, kind: type[_Value]) -> _Value:
    value = record.pop(key)
    if not isinstance(value, kind):
        raise TypeError(key)
    return value


def _take_optional(record: dict[str, Any], key: str, kind: type[_Value]) -> _Value | None:
    if record[key] is None:
        del record[key]
        return None
    return _take(record, key, kind)


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError(value)
    return tuple(value)
