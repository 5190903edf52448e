"""Write SHACL property paths (SHACL §2.3.1) in the syntax of SPARQL property paths, and read that text again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gcm_graph.validation.shapes_graph import FIRST, NIL, REST, Resource, ShapesGraph, Term
from gcm_graph.validation.vocabulary import sh

if TYPE_CHECKING:
    from collections.abc import Callable

_REPEATED = {"*": sh("zeroOrMorePath"), "+": sh("oneOrMorePath"), "?": sh("zeroOrOnePath")}
_INVERSE = sh("inversePath")
_ALTERNATIVE = sh("alternativePath")
_OPEN, _SEQUENCE, _UNARY, _ATOM = range(4)
"""How tightly a path binds: an alternative, a sequence, an inverse or repetition, an IRI."""

_TOKEN = re.compile(r"<([^<>]*)>|([/|^*+?()])")


class PathError(ValueError):
    """A node is no well-formed SHACL property path, or the path contains itself."""


def path_text(node: Term, shapes: ShapesGraph) -> str:
    """Return the text of a property path: the IRI itself of a predicate path, otherwise a SPARQL property path.

    Args:
        node: the value of `sh:path`.
        shapes: the graph that describes it.

    Raises:
        PathError: it is no well-formed property path.
    """
    return node.value if isinstance(node, ox.NamedNode) else _text(node, shapes, frozenset())[0]


def _text(node: Term, shapes: ShapesGraph, above: frozenset[Term]) -> tuple[str, int]:
    """Return the text of a path and how tightly it binds; `above` are the paths that it is part of."""
    if isinstance(node, ox.NamedNode):
        return f"<{node.value}>", _ATOM
    if not isinstance(node, ox.BlankNode) or node in above:
        raise PathError(f"{node} is not a property path")

    def inner(part: Term, needed: int) -> str:
        text, binding = _text(part, shapes, above | {node})
        return text if binding >= needed else f"({text})"

    if shapes.objects(node, FIRST):
        return "/".join(inner(member, _UNARY) for member in shapes.members(node)), _SEQUENCE
    for part in shapes.objects(node, _INVERSE):
        return "^" + inner(part, _ATOM), _UNARY
    for head in shapes.objects(node, _ALTERNATIVE):
        return "|".join(inner(member, _SEQUENCE) for member in shapes.members(head)), _OPEN
    for sign, predicate in _REPEATED.items():
        for part in shapes.objects(node, predicate):
            return inner(part, _ATOM) + sign, _UNARY
    raise PathError(f"{node} is not a property path")


def path_triples(text: str, new_node: Callable[[], ox.BlankNode]) -> tuple[Resource, list[ox.Triple]]:
    """Return the node of a path that `path_text` wrote, and the triples that describe it.

    Args:
        text: the path.
        new_node: gives a blank node that is not yet in use.

    Raises:
        PathError: the text is no path.
    """
    if "<" not in text:
        return ox.NamedNode(text), []
    reader = _Reader(text, new_node)
    node = reader.path()
    if reader.next():
        raise PathError(f"{text} is not a property path")
    return node, reader.triples


class _Reader:
    """Reads the text of a path from left to right; `|` binds less than `/`, and `/` less than `^`, `*`, `+` and `?`."""

    def __init__(self, text: str, new_node: Callable[[], ox.BlankNode]) -> None:
        self.text = text
        self.tokens = [match.group() for match in _TOKEN.finditer(text)]
        self.new_node = new_node
        self.triples: list[ox.Triple] = []

    def next(self) -> str:
        return self.tokens[0] if self.tokens else ""

    def take(self, expected: str = "") -> str:
        if not self.tokens or (expected and self.tokens[0] != expected):
            raise PathError(f"{self.text} is not a property path")
        return self.tokens.pop(0)

    def say(self, predicate: ox.NamedNode, value: Resource) -> ox.BlankNode:
        node = self.new_node()
        self.triples.append(ox.Triple(node, predicate, value))
        return node

    def several(self, part: Callable[[], Resource], sign: str) -> list[Resource]:
        parts = [part()]
        while self.next() == sign:
            self.take()
            parts.append(part())
        return parts

    def listed(self, parts: list[Resource]) -> Resource:
        head: Resource = NIL
        for part in reversed(parts):
            rest = head
            head = self.say(FIRST, part)
            self.triples.append(ox.Triple(head, REST, rest))
        return head

    def path(self) -> Resource:
        parts = self.several(self.sequence, "|")
        return parts[0] if len(parts) == 1 else self.say(_ALTERNATIVE, self.listed(parts))

    def sequence(self) -> Resource:
        parts = self.several(self.step, "/")
        return parts[0] if len(parts) == 1 else self.listed(parts)

    def step(self) -> Resource:
        if self.next() == "^":
            self.take()
            return self.say(_INVERSE, self.step())
        if self.next() == "(":
            self.take()
            node = self.path()
            self.take(")")
        else:
            token = self.take()
            if not token.startswith("<"):
                raise PathError(f"{self.text} is not a property path")
            node = ox.NamedNode(token[1:-1])
        while self.next() in _REPEATED:
            node = self.say(_REPEATED[self.take()], node)
        return node
