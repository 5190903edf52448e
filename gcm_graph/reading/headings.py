"""Read the heading of a section."""

from __future__ import annotations

from gcm_graph.model import COMPACT, Kind
from gcm_graph.namespaces import slug
from gcm_graph.reading.blocks import BlockKind
from gcm_graph.reading.cursor import Cursor, describe, unit
from gcm_graph.reading.outline import PlannedSection


def read_section_heading(cursor: Cursor, planned: PlannedSection) -> str:
    """Read the heading of a section and return the section's path.

    Raises:
        StructureError: another heading or text stands there.
    """
    block = cursor.take_line(planned.title, planned.title)
    if block.kind is not BlockKind.HEADING:
        raise cursor.error(f"a heading was expected and {describe(block)} found", block)
    path = f"section/{slug(planned.title)}"
    within = f"section/{slug(planned.within)}" if planned.within else None
    cursor.add(unit(path, Kind.SECTION, within or COMPACT, section=within), cursor.assemble(path, block))
    return path
