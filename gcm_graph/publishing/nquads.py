"""Write a dataset as canonical N-Quads: one line a quad, the lines sorted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import BlankNode, Literal, Quad, RdfFormat, Triple, serialize

from gcm_graph.publishing.errors import BlankNodeError, UnsupportedTermError

_MARKS: Final = (b"_:", b"<<(", b"--ltr", b"--rtl")
"""What N-Quads has, if nowhere else, in each blank node, triple term and base direction of a literal."""


def write_nquads(quads: Iterable[Quad]) -> bytes:
    r"""Write quads in the canonical form of N-Quads, sorted by code point (RDFC-1.0 §5).

    Without blank nodes the canonical form of a dataset is its sorted lines; nothing has to be relabelled. Oxigraph
    escapes as that form demands: `\b \t \n \f \r \" \\`, `\uXXXX` for the other control characters and for
    U+FFFE and U+FFFF, and nothing else.

    Args:
        quads: the dataset in any order; repeated quads count once.

    Returns:
        The file's bytes, in UTF-8.

    Raises:
        BlankNodeError: a subject, object or graph name is a blank node.
        UnsupportedTermError: an object is a triple, or a literal with a base direction.
    """
    # UTF-8 keeps the order of code points, so that bytes can be sorted as they are.
    return b"".join(sorted(_lines(list(quads))))


def _lines(quads: list[Quad]) -> set[bytes]:
    unsorted = serialize(quads, format=RdfFormat.N_QUADS) or b""
    # Strings may hold the same marks: only then are all quads looked at one by one.
    if any(mark in unsorted for mark in _MARKS):
        _refuse_unsupported(quads)
    return set(unsorted.splitlines(keepends=True))


def _refuse_unsupported(quads: Iterable[Quad]) -> None:
    for quad in quads:
        value = quad.object
        if (
            isinstance(value, BlankNode)
            or isinstance(quad.subject, BlankNode)
            or isinstance(quad.graph_name, BlankNode)
        ):
            raise BlankNodeError(quad)
        if isinstance(value, Triple) or (isinstance(value, Literal) and value.direction is not None):
            raise UnsupportedTermError(quad)
