"""The page of a frozen version: its files, and what it changed; of the one that is served also how it was made."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from gcm_graph.comparing.changes import KINDS, PARTS
from gcm_graph.namespaces import iri
from gcm_graph.serving.pages.block_parts import Link, Row, Value
from gcm_graph.serving.pages.blocks import Block, Listing, Page, Table
from gcm_graph.serving.pages.catalogue import DATASET, size
from gcm_graph.serving.pages.labels import Label
from gcm_graph.serving.pages.things import thing_page, view_of
from gcm_graph.serving.pages.version_page import version_page as page_of_served
from gcm_graph.serving.service import release_of
from gcm_graph.serving.versions.shelf import FrozenVersion

_SUMS: Final = "SHA256SUMS"


def version_page(request: Request, version: FrozenVersion) -> Response:
    """Return the page of a frozen version."""
    counts = [_counts(version)] if version.prior else []
    blocks: list[Block] = [_links(version), *counts, _files(version)]
    return thing_page(
        request,
        Page(
            iri=iri(version.path),
            path=f"{version.path}/",
            title=Label(f"Version {version.number} of the dataset"),
            kind=Link(Label("Version"), DATASET),
            summary=Label(f"Issued on {version.date} and frozen: its files stay as they are."),
            notes=(
                Label(
                    "The pages and the endpoint of this site show the version that is served now. What this version "
                    "said is in its files."
                ),
            ),
            blocks=blocks,
            data=False,
        ),
    )


def served_version_page(request: Request, version: FrozenVersion) -> Response:
    """Return the page of the version that is served and is frozen too: its files for good beside how it was made."""
    page = page_of_served(release_of(request), iri(version.path), view_of(request))
    kept = Label("It is frozen: its files at the addresses below stay as they are.")
    files = _files(version, "Files of this version", "frozen-files")
    counts = [_counts(version)] if version.prior else []
    blocks = (_links(version), *counts, *page.blocks, files)
    return thing_page(request, replace(page, notes=(*page.notes, kept), blocks=blocks))


def _links(version: FrozenVersion) -> Listing:
    links = [Link(Label("Its description for programs (VoID, DCAT)"), f"{version.path}/void.ttl")]
    if version.prior:
        links.append(Link(Label(f"What it changed from version {version.prior}"), f"{version.path}/changes/"))
    return Listing(title="", links=(*links, Link(Label("All versions"), "changes/")))


def _counts(version: FrozenVersion) -> Table:
    return Table(
        title="What it changed",
        columns=("Part", *(kind.capitalize() for kind in KINDS)),
        rows=tuple(
            Row(
                cells=(
                    Value(words=Label(part.capitalize())),
                    *(Value(words=Label(str(version.counts.get(part, {}).get(kind, 0)), "")) for kind in KINDS),
                )
            )
            for part in PARTS
        ),
        numbers=frozenset(range(1, len(KINDS) + 1)),
        lead=f"Things that differ from version {version.prior}.",
        anchor="changes",
    )


def _files(version: FrozenVersion, title: str = "Files", anchor: str = "files") -> Table:
    prefix = f"{version.path}/"
    return Table(
        title=title,
        columns=("File", "Media type", "Size", "SHA-256"),
        rows=tuple(
            Row(
                cells=(
                    Value(words=Label(file.name.removeprefix(prefix), ""), place=file.name),
                    Value(words=Label(file.content_type.partition(";")[0], "")),
                    Value(words=Label(size(file.size), "")),
                    Value(words=Label(file.sha256, ""), code=True),
                )
            )
            for name, file in sorted(version.files.items(), key=lambda each: (each[0] == _SUMS, each[0]))
        ),
        numbers=frozenset({2}),
        anchor=anchor,
    )
