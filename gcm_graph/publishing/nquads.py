"""Write a dataset as canonical N-Quads: one line a quad, the lines sorted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO

from pyoxigraph import BlankNode, Literal, Quad, RdfFormat, Triple, serialize

from gcm_graph.publishing.errors import BlankNodeError, UnsupportedTermError


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
    unsorted = BytesIO()
    serialize(_checked(quads), unsorted, format=RdfFormat.N_QUADS)
    lines = set(unsorted.getvalue().splitlines(keepends=True))
    # UTF-8 keeps the order of code points, so that bytes can be sorted as they are.
    return b"".join(sorted(lines))


def _checked(quads: Iterable[Quad]) -> Iterator[Quad]:
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
        yield quad
