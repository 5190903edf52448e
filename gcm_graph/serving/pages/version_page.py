"""The page of a version of the dataset: what it was made from, and by which steps."""

from __future__ import annotations

from gcm_graph.serving.pages.block_parts import Link, Row, Value
from gcm_graph.serving.pages.blocks import Block, Page, Table
from gcm_graph.serving.pages.catalogue import DATASET
from gcm_graph.serving.pages.entities import View, page_of, pointing_block
from gcm_graph.serving.pages.facts import FactWriter
from gcm_graph.serving.pages.knowledge import Knowledge, knowledge_of, natural
from gcm_graph.serving.pages.labels import Label
from gcm_graph.serving.pages.naming import name_of
from gcm_graph.serving.pages.records import pieces
from gcm_graph.serving.service import ServedRelease

_CHECKSUM = "spdx:checksum"


def version_page(release: ServedRelease, iri: str, view: View) -> Page:
    """Return the page of a version of the dataset: the steps of the work, and the files that were read."""
    knowledge = knowledge_of(release)
    parts = knowledge.pieces(iri)
    files = {part: knowledge.things(part, _CHECKSUM) for part in parts}
    sums = {checksum for checksums in files.values() for checksum in checksums}
    steps = [part for part in parts if not files[part] and part not in sums]
    blocks: list[Block | None] = [
        FactWriter(iri, knowledge, view.language).others("", ["skos:prefLabel"]),
        *pieces(knowledge, iri, view.language, steps),
        _files(knowledge, {part: checksums for part, checksums in files.items() if checksums}, view.language),
        pointing_block(knowledge, iri, view),
    ]
    return page_of(
        knowledge,
        iri,
        view,
        blocks,
        title=Label(f"Version {iri.rpartition('/')[2]} of the dataset"),
        kind=Link(Label("Version"), DATASET),
    )


def _files(knowledge: Knowledge, files: dict[str, list[str]], language: str) -> Table | None:
    """Return the files with their checksums, each under its name in the page."""
    if not files:
        return None
    rows = tuple(
        Row(
            cells=(
                Value(words=name_of(file, knowledge, language)),
                *(
                    Value(
                        words=Label((knowledge.text(checksum, "spdx:checksumValue") or "").lower(), ""),
                        code=True,
                        anchor=checksum.partition("#")[2],
                    )
                    for checksum in files[file]
                ),
            ),
            anchor=file.partition("#")[2],
        )
        for file in sorted(files, key=natural)
    )
    return Table(title="Files that were read", columns=("File", "SHA-256"), rows=rows, anchor="files")
