"""Descriptions of named things with the blank nodes that hang on them, written so that equal ones are equal text.

The ontology and the shapes use blank nodes as trees (restrictions, lists, property paths): none is shared, none leads
back. The text of such a tree does not name its nodes, so two files can be compared without matching their blank nodes
(RDF 1.1 Concepts, section 3.6). Of blank nodes in a circle the text tells where it closes.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from gcm_graph.namespaces import LONGEST_FIRST, PREFIXES
from gcm_graph.release_folder import BrokenReleaseError

_FIRST = NamedNode(PREFIXES["rdf"] + "first")
_REST = NamedNode(PREFIXES["rdf"] + "rest")
_NIL = NamedNode(PREFIXES["rdf"] + "nil")
_CLOSED = "[ ... ]"
_DEEPEST = 100
_LONGEST = 100_000
"""Characters beyond which a tree is told by its digest: a shared blank node would double them with every level."""


class Trees:
    """The triples of a file whose blank nodes are trees.

    Args:
        triples: all of them.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._by_subject: dict[object, list[Triple]] = defaultdict(list)
        for triple in triples:
            self._by_subject[triple.subject].append(triple)
        self._texts: dict[BlankNode, str] = {}
        self._open: set[BlankNode] = set()

    def things(self) -> Iterator[NamedNode]:
        """Yield all subjects with an IRI."""
        return (subject for subject in self._by_subject if isinstance(subject, NamedNode))

    def loose(self) -> Iterator[tuple[BlankNode, str]]:
        """Yield the blank nodes on which nothing hangs them, such as axioms on several classes, with their text."""
        hung = {triple.object for triples in self._by_subject.values() for triple in triples}
        blank = [subject for subject in self._by_subject if isinstance(subject, BlankNode)]
        roots = [subject for subject in blank if subject not in hung]
        reached = self._reached([*self.things(), *roots])
        for subject in blank:
            if subject not in reached:  # a circle, on which nothing else hangs it
                roots.append(subject)
                reached |= self._reached([subject])
        for root in roots:
            yield root, self._tree(root)

    def _reached(self, starts: Iterable[object]) -> set[object]:
        waiting = list(starts)
        reached = set(waiting)
        while waiting:
            below = {each.object for each in self._by_subject.get(waiting.pop(), ())} - reached
            below = {each for each in below if isinstance(each, BlankNode)}
            reached |= below
            waiting.extend(below)
        return reached

    def statements(self, subject: NamedNode | BlankNode) -> dict[tuple[str, str], Triple]:
        """Return the triples of a subject by the texts of their predicate and object."""
        return {
            (short(triple.predicate.value), self._text(triple.object)): triple
            for triple in self._by_subject.get(subject, ())
        }

    def whole(self, triple: Triple) -> Iterator[Triple]:
        """Yield a triple with all that hangs on its object, always in the same order."""
        waiting, seen = [triple], {triple}
        while waiting:
            each = waiting.pop()
            yield each
            below = self._by_subject.get(each.object, ()) if isinstance(each.object, BlankNode) else ()
            fresh = [one for one in below if one not in seen]
            seen.update(fresh)
            # The texts of what is below are needed, and made, only where a predicate comes twice: not along a list.
            twice = len({one.predicate for one in fresh}) < len(fresh)
            waiting.extend(sorted(fresh, key=self._line if twice else _predicate, reverse=True))

    def _line(self, triple: Triple) -> str:
        return f"{short(triple.predicate.value)} {self._text(triple.object)}"

    def _tree(self, node: BlankNode) -> str:
        if node in self._texts:
            return self._texts[node]
        if node in self._open:
            return _CLOSED
        if len(self._open) == _DEEPEST:
            raise BrokenReleaseError(f"blank nodes of the ontology or the shapes are nested deeper than {_DEEPEST}")
        self._open.add(node)
        members = self._members(node)
        if members is None:
            lines = sorted(self._line(triple) for triple in self._by_subject.get(node, ()))
            text = f"[ {' ; '.join(lines)} ]" if lines else "[]"
        else:
            text = f"( {' '.join(self._text(member) for member in members)} )"
        if len(text) > _LONGEST:
            text = f"[ ... {hashlib.sha256(text.encode()).hexdigest()} ]"
        self._open.discard(node)
        self._texts[node] = text
        return text

    def _members(self, node: BlankNode) -> list[object] | None:
        """Return the members of a list; None for a node that is none (RDF Schema 1.1, section 5.2)."""
        members: list[object] = []
        seen: set[object] = set()
        cell: object = node
        while cell != _NIL:
            triples = self._by_subject.get(cell, ())
            by_predicate = {triple.predicate: triple.object for triple in triples}
            if cell in seen or len(triples) != 2 or by_predicate.keys() != {_FIRST, _REST}:  # noqa: PLR2004
                return None
            seen.add(cell)
            members.append(by_predicate[_FIRST])
            cell = by_predicate[_REST]
        return members

    def _text(self, term: object) -> str:
        return self._tree(term) if isinstance(term, BlankNode) else readable(term)


def _predicate(triple: Triple) -> str:
    return triple.predicate.value


@lru_cache(maxsize=4096)
def short(iri: str) -> str:
    """Return an IRI as a prefixed name where a prefix of ours fits, otherwise in angle brackets.

    >>> short("https://w3id.org/gcm/ontology#text")
    'gcm:text'
    >>> short("https://example.org/")
    '<https://example.org/>'
    """
    for namespace, prefix in LONGEST_FIRST:
        if iri.startswith(namespace) and len(iri) > len(namespace) and "/" not in iri[len(namespace) :]:
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"


def readable(term: object) -> str:
    """Return a term as in Turtle, IRIs as by `short`."""
    if isinstance(term, NamedNode):
        return short(term.value)
    if isinstance(term, Literal) and not term.language and term.datatype.value != PREFIXES["xsd"] + "string":
        return f"{Literal(term.value)}^^{short(term.datatype.value)}"
    return str(term)
