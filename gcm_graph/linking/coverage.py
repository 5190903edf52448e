"""Tell which units a citation covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from gcm_graph.citations import resolve
from gcm_graph.model import Document, Kind
from gcm_graph.units import units_from_document


def units_covered(document: Document) -> Callable[[str], frozenset[str]]:
    """Return a function that returns the paths of the units that a citation covers: the unit and all its parts.

    Paragraph 27, whose text is the commitments of objective 11, covers the actions too, which are cited 27(a) and so
    on. The function raises the errors of `gcm_graph.citations`.

    Args:
        document: the document that is cited.
    """
    by_path = document.by_path()
    wholes: dict[str, set[str]] = {}
    for unit in document.provisions:
        wholes[unit.path] = {unit.path}
    paragraphs = {
        unit.part_of: unit.path
        for unit in document.provisions
        if unit.kind is Kind.PARAGRAPH and unit.part_of in by_path
    }
    for unit in document.provisions:
        whole: str | None = unit.path
        while whole in by_path:
            wholes[unit.path].add(whole)
            step = by_path[whole]
            if step.section is not None:
                wholes[unit.path].add(step.section)
            if step.kind is Kind.ACTION:
                wholes[unit.path].add(paragraphs[step.part_of])
            whole = step.part_of
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for path, above in wholes.items():
        for whole in above:
            parts[whole].add(path)
    cited = {
        unit.citation: unit.path
        for unit in document.provisions
        if unit.citation is not None and unit.kind is not Kind.COMMITMENT
    }
    rows = None

    def covered(citation: str) -> frozenset[str]:
        nonlocal rows
        path = cited.get(citation)
        if path is None:
            rows = rows or units_from_document(document)
            path = resolve(citation, rows).path
        return frozenset(parts[path])

    return covered
