"""A query as a process gets it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

from gcm_graph.serving.sparql.formats import Choice, choice

_DEFAULT = choice(None)


@dataclass(frozen=True, slots=True)
class Query:
    """A query as a process gets it.

    Attributes:
        text: SPARQL 1.1; the project's prefixes need no declaration.
        formats: what its answer is written in, by what it turns out to be.
        default_graphs: the graphs whose merge is its default graph. With both empty, the dataset is the whole release
            or what FROM says.
        named_graphs: its named graphs.
    """

    text: str
    formats: Choice = _DEFAULT
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    def encoded(self) -> bytes:
        """Return the query as the content of its frame: a line of JSON that says how to answer, then its text."""
        return _manner(self.formats, self.default_graphs, self.named_graphs) + self.text.encode()


@lru_cache(maxsize=256)
def _manner(formats: Choice, default_graphs: tuple[str, ...], named_graphs: tuple[str, ...]) -> bytes:
    chosen = {"solutions": formats.solutions, "boolean": formats.boolean, "graph": formats.graph}
    record: dict[str, object] = {kind: None if each is None else each.writer for kind, each in chosen.items()}
    if default_graphs or named_graphs:
        record |= {"default": default_graphs, "named": named_graphs}
    return json.dumps(record).encode() + b"\n"
