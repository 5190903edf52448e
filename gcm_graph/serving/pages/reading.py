"""The pages on which the Compact is read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from gcm_graph.citing.pages import pages_of
from gcm_graph.citing.words import pages_in_words, reference_to
from gcm_graph.model import COMPACT, RESOLUTION
from gcm_graph.namespaces import iri
from gcm_graph.serving.pages.contents import CONTENTS, SECTIONS, listed_titles
from gcm_graph.serving.pages.embedded import EMBEDDED
from gcm_graph.serving.pages.formats import references_to, statements_about
from gcm_graph.serving.pages.kinds import Page
from gcm_graph.serving.pages.markup import KEPT
from gcm_graph.serving.pages.objectives import OBJECTIVES, titles_of
from gcm_graph.serving.pages.passages import footnotes_of, key_of, passage
from gcm_graph.serving.pages.rendering import render
from gcm_graph.serving.pages.text import TEXTS, Text
from gcm_graph.serving.service import ServedRelease, release_of
from gcm_graph.units import Unit


async def home(request: Request) -> Response:
    """Answer with the page that says what there is here, and where to begin."""
    text = TEXTS.of(release_of(request))
    compact = iri(COMPACT)
    return render(
        request,
        "home.html",
        objectives=text.of_kind("Objective"),
        principles=text.of_kind("GuidingPrinciple"),
        counts={kind: len(text.of_kind(kind)) for kind in ("Objective", "Commitment", "Action", "Footnote")},
        embedded=EMBEDDED.of(release_of(request)).of(compact),
        formats=statements_about(COMPACT),
    )


def compact_page(request: Request, thing: str) -> Response:
    """Answer with the contents of the Compact."""
    text = TEXTS.of(release_of(request))
    return render(
        request,
        "contents.html",
        contents=CONTENTS.of(release_of(request)),
        footnotes=text.of_kind("Footnote"),
        **_apparatus(request, thing, COMPACT, _reference(text, COMPACT)),
    )


def resolution_page(request: Request, thing: str) -> Response:
    """Answer with the resolution to which the Compact is annexed: its own paragraphs."""
    text = TEXTS.of(release_of(request))
    passages = [passage(text, unit) for unit in text.parts.get(thing, ())]
    return render(
        request,
        "resolution.html",
        passages=passages,
        key=key_of(passages),
        footnotes=footnotes_of(text, passages),
        **_apparatus(request, thing, RESOLUTION, _reference(text, RESOLUTION)),
    )


def objective_page(request: Request, thing: str) -> Response:
    """Answer with an objective: its commitments and actions, and what it refers to."""
    text = TEXTS.of(release_of(request))
    objective = text.by_iri[thing]
    whole = OBJECTIVES.of(release_of(request))(thing)
    return render(
        request,
        "objective.html",
        **_turning(text, objective),
        whole=whole,
        titles=titles_of(text, objective),
        key=key_of(whole.passages),
        footnotes=footnotes_of(text, whole.passages),
        pages=pages_in_words(pages_of(whole.units)),
        **_apparatus(request, thing, objective.path, _reference(text, objective.path)),
    )


def section_page(request: Request, thing: str) -> Response:
    """Answer with a section: its paragraphs and sub-sections to read, its objectives as a list."""
    text = TEXTS.of(release_of(request))
    section = text.by_iri[thing]
    items = SECTIONS.of(release_of(request))(thing)
    passages = [item.passage for item in items if item.passage]
    return render(
        request,
        "section.html",
        **_turning(text, section),
        heading=passage(text, section),
        items=items,
        listed=listed_titles(text, section),
        key=key_of(passages),
        footnotes=footnotes_of(text, passages),
        pages=pages_in_words(pages_of([item.unit for item in items] or [section])),
        **_apparatus(request, thing, section.path, _reference(text, section.path)),
    )


def unit_page(request: Request, thing: str) -> Response:
    """Answer with any other unit: a paragraph, an action, a commitment, a guiding principle or a footnote."""
    text = TEXTS.of(release_of(request))
    unit = text.by_iri[thing]
    shown = passage(text, unit)
    return render(
        request,
        "unit.html",
        **_turning(text, unit),
        shown=shown,
        key=key_of([shown]),
        footnotes=footnotes_of(text, [shown]),
        objective=text.objective(unit),
        places=text.places_of_footnote(unit.number or 0) if unit.kind == "Footnote" else [],
        mentions=text.mentions(thing) if unit.kind == "GuidingPrinciple" else [],
        short_title=text.words(thing, "gcm:shortTitle"),
        tasks=text.tasks(unit),
        parts_beyond=text.extents.parts_beyond(unit) if unit.kind == "Paragraph" else "",
        **_apparatus(request, thing, unit.path, _reference(text, unit.path)),
    )


def _reference(text: Text, path: str) -> str:
    """Return the reference to what stands at a path, whose pages are those of all its parts."""
    return reference_to(path, text.extents)


def _turning(text: Text, unit: Unit) -> dict[str, Any]:
    """Return where a unit stands: on the way down to it, and between which others."""
    before, after = text.neighbours(unit)
    return {"unit": unit, "way": text.way_to(unit), "before": before, "after": after}


def _apparatus(request: Request, thing: str, path: str, words: str) -> dict[str, Any]:
    """Return what the boxes of every unit's page and its head show."""
    return {
        "canonical": f"{path}/",
        "embedded": EMBEDDED.of(release_of(request)).of(thing),
        "formats": statements_about(path),
        "kept": KEPT.of(release_of(request)),
        "permanent": thing,
        "reference": words,
        "references": references_to(path),
    }


PAGES: Mapping[str, Page] = MappingProxyType(
    {
        "gcm:Objective": objective_page,
        "gcm:Section": section_page,
        "gcm:Action": unit_page,
        "gcm:Commitment": unit_page,
        "gcm:Paragraph": unit_page,
        "gcm:GuidingPrinciple": unit_page,
        "gcm:Footnote": unit_page,
        "gcm:Compact": compact_page,
        "gcm:Resolution": resolution_page,
    }
)
"""What shows a unit, by the prefixed name of its class."""


def routes() -> list[BaseRoute]:
    """Return the routes of these pages that are not the pages of one thing."""
    return [Route("/", home, name="home")]


def prepare(release: ServedRelease) -> None:
    """Work out what the first readers would have to wait for."""
    CONTENTS.of(release)
    EMBEDDED.of(release)
