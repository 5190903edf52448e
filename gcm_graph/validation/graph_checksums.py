"""Hold each named graph of a release against the checksum that its catalogue states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from gcm_graph.describing.checksums import checksum_of_graph
from gcm_graph.namespaces import PREFIXES, graph
from gcm_graph.validation.integrity import Finding
from gcm_graph.validation.report import Severity

CHECK = "checksums-of-graphs"
"""The name of this check in findings: no query can do what it does."""

_CATALOGUE = NamedNode(graph("catalogue"))
_CHECKSUM = NamedNode(PREFIXES["spdx"] + "checksum")
_VALUE = NamedNode(PREFIXES["spdx"] + "checksumValue")


def altered_graphs(quads: Sequence[Quad]) -> tuple[Finding, ...]:
    """Return the named graphs that do not have the checksum that is stated of them, or of which none is stated.

    The catalogue itself has none: it states those of all others. Shapes and integrity checks tell what is wrong with
    a graph; this tells only that it is not the one that was published, whatever was changed.

    Args:
        quads: all statements of a release.

    Returns:
        A finding for each such graph, by name: the graph, the checksum that is stated ("" if none), and its own ("" if
        there is no such graph).
    """
    by_graph: dict[str, list[bytes]] = defaultdict(list)
    for line in (serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True):
        by_graph[line.rsplit(b" ", 2)[1].decode()].append(line)
    own = {name: checksum_of_graph(lines) for name, lines in by_graph.items() if name != str(_CATALOGUE)}
    stated = _stated(quads)
    return tuple(
        Finding(CHECK, Severity.VIOLATION, (name, stated.get(name, ""), own.get(name, "")))
        for name in sorted(own.keys() | stated.keys())
        if own.get(name) != stated.get(name)
    )


def _stated(quads: Sequence[Quad]) -> dict[str, str]:
    here = [quad for quad in quads if quad.graph_name == _CATALOGUE]
    values = {
        str(quad.subject): quad.object.value.lower()
        for quad in here
        if quad.predicate == _VALUE and isinstance(quad.object, Literal)
    }
    return {str(quad.subject): values.get(str(quad.object), "") for quad in here if quad.predicate == _CHECKSUM}
