"""Turn parsed RDF into triples whose blank nodes have the same labels in every run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gcm_graph.validation.errors import RdfSyntaxError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_UNSTABLE = re.compile(r"[a-f][0-9a-f]{23,31}|anonymous[0-9]+")
"""The parser labels an unlabelled blank node with a random 128-bit number in hexadecimal digits, without leading zeros
and beginning with a letter; `anonymous1` is what we write instead."""


_PLACE = re.compile(r"^Parser error at line \d+ (?:between columns \d+ and \d+|column \d+): ")


def stable_triples(quads: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
    """Yield the triples of all graphs, with unlabelled blank nodes named in the order in which they appear.

    Labels that the author wrote are kept, so that a report can name them; an author's own `_:anonymous1` is renamed
    like an unlabelled node, so that no two nodes fall together.

    Args:
        quads: what the parser yields, in the order of the file.
    """
    names: dict[str, ox.BlankNode] = {}

    def stable(node: ox.BlankNode) -> ox.BlankNode:
        label = node.value
        if not _UNSTABLE.fullmatch(label):
            return node
        if label not in names:
            names[label] = ox.BlankNode(f"anonymous{len(names) + 1}")
        return names[label]

    for quad in quads:
        triple = quad.triple
        subject, value = triple.subject, triple.object
        if isinstance(subject, ox.BlankNode) or isinstance(value, ox.BlankNode):
            subject = stable(subject) if isinstance(subject, ox.BlankNode) else subject
            value = stable(value) if isinstance(value, ox.BlankNode) else value
            triple = ox.Triple(subject, triple.predicate, value)
        yield triple


def fault_of(error: SyntaxError) -> str:
    """Return what the parser complains about, without the place, which the error carries as numbers."""
    return _PLACE.sub("", error.msg)


def ntriples(triples: Iterable[ox.Triple]) -> bytes:
    """Return triples as N-Triples, in the order given."""
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


def parse_ntriples(data: bytes) -> Iterator[ox.Triple]:
    """Yield the triples of an N-Triples document, blank nodes labelled as they are in it.

    Raises:
        RdfSyntaxError: it is not N-Triples.
    """
    try:
        for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES):
            yield quad.triple
    except SyntaxError as error:
        raise RdfSyntaxError(
            f"not N-Triples: {fault_of(error)}", file="data", line=error.lineno, column=error.offset
        ) from error
