"""State checksums (SPDX), and make those of graphs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pyoxigraph import NamedNode

from gcm_graph.describing.graphs import NamedGraph, term, typed


def describe_checksum(graph: NamedGraph, subject: NamedNode, sha256: str, checksum: NamedNode | None = None) -> None:
    """State the checksum of a file, or of a graph.

    Args:
        graph: the graph that states it.
        subject: what has it.
        sha256: the digest in hexadecimal digits.
        checksum: the checksum's own IRI; that of the subject with `checksum` after it where none is given.
    """
    if checksum is None:
        separator = "-" if "#" in subject.value else "#"
        checksum = NamedNode(f"{subject.value}{separator}checksum")
    graph.add(subject, "spdx:checksum", checksum)
    graph.a(checksum, "spdx:Checksum")
    graph.add(checksum, "spdx:algorithm", term("spdx:checksumAlgorithm_sha256"))
    graph.add(checksum, "spdx:checksumValue", typed(sha256, "hexBinary"))


def checksum_of_graph(lines: Iterable[bytes]) -> str:
    """Return the SHA-256 digest of a graph in canonical form, in hexadecimal digits.

    Without blank nodes the canonical form of a graph is its lines of N-Quads as Oxigraph writes them, each once and
    sorted (RDFC-1.0, section 5): what `gcm.nq` has of it.

    Args:
        lines: the statements of the graph as N-Quads, each with its line feed, in any order.
    """
    return hashlib.sha256(b"".join(sorted(set(lines)))).hexdigest()
