"""Merge shapes from several files into one graph, so that shapes of one file can name those of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from gcm_graph.validation.shapes_graph import parse_shapes
from gcm_graph.validation.triples import ntriples

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def merged_shapes(files: Mapping[str, bytes]) -> bytes:
    """Return the merge of shapes graphs (RDF 1.1 Semantics, section 4.1) as Turtle; one file is returned as it is.

    Files are parsed one by one: joined as text, the base of one would hold for the next, and blank nodes of the same
    label would fall together.

    Args:
        files: the shapes as Turtle, by the names of their files.

    Raises:
        InvalidShapesError: a file is not Turtle, or says nothing.
    """
    if len(files) == 1:
        return next(iter(files.values()))
    merged: list[ox.Triple] = []
    for place, (name, content) in enumerate(files.items(), start=1):
        merged.extend(_apart(parse_shapes(content, file=name).triples, f"file{place}-"))
    return ntriples(merged)


def _apart(triples: tuple[ox.Triple, ...], prefix: str) -> Iterator[ox.Triple]:
    """Yield triples with a prefix before the labels of their blank nodes."""
    for triple in triples:
        subject, value = triple.subject, triple.object
        yield ox.Triple(
            ox.BlankNode(prefix + subject.value) if isinstance(subject, ox.BlankNode) else subject,
            triple.predicate,
            ox.BlankNode(prefix + value.value) if isinstance(value, ox.BlankNode) else value,
        )
